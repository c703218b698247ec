//! The kinds of diagnostics, each with its severity.

use serde::{Deserialize, Serialize};

use super::spanned_enum::ClosedEnum;

/// Severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The atlas or file cannot be used.
    Error,
    /// It can be used, but someone should look at this.
    Warning,
}

impl Severity {
    /// Returns the word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $severity:ident $text:literal,)*) => {
        /// The kind of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Returns the spelling in reports.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Returns the severity.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// A file or folder that cannot be read.
    Unreadable = Error "unreadable",
    /// A file too large to be a part of an atlas.
    TooLarge = Error "too-large",
    /// A file that is not UTF-8.
    NotUtf8 = Error "not-utf8",
    /// Not TOML.
    Syntax = Error "syntax",
    /// An unresolved conflict of a merge.
    MergeConflict = Error "merge-conflict",
    /// A key that does not exist here.
    UnknownKey = Error "unknown-key",
    /// A required key that is missing.
    MissingKey = Error "missing-key",
    /// A key of the whole atlas that two files give.
    DuplicateKey = Error "duplicate-key",
    /// A value of the wrong type.
    WrongType = Error "wrong-type",
    /// A word that is none of those allowed.
    BadValue = Error "bad-value",
    /// An id that is no slug.
    BadId = Error "bad-id",
    /// A text in place of a date.
    BadDate = Error "bad-date",
    /// A number that is too small or too large.
    OutOfRange = Error "out-of-range",
    /// A range that ends before it starts.
    BackwardRange = Error "backward-range",
    /// A text without content.
    EmptyText = Error "empty-text",
    /// Two records of one kind with one id.
    DuplicateId = Error "duplicate-id",
    /// A reference to a record that does not exist.
    DanglingId = Error "dangling-id",
    /// An entry that is listed twice.
    DuplicateEntry = Error "duplicate-entry",
    /// A strategy in relation to itself.
    SelfRelation = Error "self-relation",
    /// A pair declared to conflict and to complement each other.
    Contradiction = Error "contradiction",
    /// A key that does not exist, or that cannot be bound where it is written.
    BadKey = Error "bad-key",
    /// An action that does not exist, or that does not work in this section.
    UnknownAction = Error "unknown-action",
    /// Two sequences of keys of which only one could ever be typed.
    KeyClash = Error "key-clash",
    /// An action without a key that must have one.
    NoWayOut = Error "no-way-out",
    /// Sequences of keys that are removed because another one starts alike.
    KeyShadowed = Warning "key-shadowed",
    /// A sequence of keys to unbind that is not bound.
    NothingToUnbind = Warning "nothing-to-unbind",
    /// The number of errors past the most that are listed.
    MoreErrors = Error "more-errors",
    /// The number of warnings past the most that are listed.
    MoreWarnings = Warning "more-warnings",
    /// A file that slows editors and merges.
    LargeFile = Warning "large-file",
    /// A relation that only one of the two strategies declares.
    OneSided = Warning "one-sided",
    /// A tag without positions.
    TagWithoutPeople = Warning "tag-without-people",
    /// A strategy without a falsification signal.
    NoFalsification = Warning "no-falsification",
    /// A text that still describes what is to be written.
    Placeholder = Warning "placeholder",
    /// Content of an imported file that does not belong to an atlas and is left out.
    NotUnderstood = Warning "not-understood",
    /// A part of an imported file that may have been meant for the atlas, and is left out.
    LeftOut = Warning "left-out",
    /// A link that is not a web address.
    BadLink = Warning "bad-link",
    /// A text with control characters.
    ControlCharacters = Warning "control-characters",
    /// A source that is the home page of a site.
    HomePage = Warning "home-page",
    /// A remark dated before its source was published.
    StatedBeforeSource = Warning "stated-before-source",
    /// A remark dated after its source was published.
    StatedAfterSource = Warning "stated-after-source",
    /// A remark or a source dated after the last update of its entry.
    StatedAfterUpdate = Warning "stated-after-update",
    /// A position on a tag whose every source is one of a p(doom) or timeline.
    BorrowedSource = Warning "borrowed-source",
    /// A note on a vintage whose years are all outside it.
    VintageYears = Warning "vintage-years",
    /// A current affiliation that has ended.
    PastAffiliation = Warning "past-affiliation",
    /// An id in prose.
    RawId = Warning "raw-id",
    /// A caveat that does not say what is in doubt.
    EmptyCaveat = Warning "empty-caveat",
}

const WARNING_COUNT: usize = {
    let (mut at, mut count) = (0, 0);
    while at < Code::ALL.len() {
        if matches!(Code::ALL[at].severity(), Severity::Warning) {
            count += 1;
        }
        at += 1;
    }
    count
};

const WARNINGS: [Code; WARNING_COUNT] = {
    let mut warnings = [Code::MoreWarnings; WARNING_COUNT];
    let (mut at, mut count) = (0, 0);
    while at < Code::ALL.len() {
        if matches!(Code::ALL[at].severity(), Severity::Warning) {
            warnings[count] = Code::ALL[at];
            count += 1;
        }
        at += 1;
    }
    warnings
};

impl Code {
    /// The codes of warnings, which can be ignored.
    pub const WARNINGS: &[Self] = &WARNINGS;
}

impl ClosedEnum for Code {
    const WORDS: &'static [Self] = Self::WARNINGS;

    fn word(self) -> &'static str {
        self.as_str()
    }
}
