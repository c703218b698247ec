//! The kinds of diagnostics, each with its severity.

use serde::{Deserialize, Serialize};

use super::spanned_enum::ClosedEnum;

/// Severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The atlas or file cannot be used.
    Error,
    /// The atlas or file can be used, but may be wrong.
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
    /// A missing required key.
    MissingKey = Error "missing-key",
    /// A key of the whole atlas that occurs in two files.
    DuplicateKey = Error "duplicate-key",
    /// A value of the wrong type.
    WrongType = Error "wrong-type",
    /// A word outside the vocabulary.
    BadValue = Error "bad-value",
    /// An id that is not a slug.
    BadId = Error "bad-id",
    /// A text that is not a date.
    BadDate = Error "bad-date",
    /// A number that is too small or too large.
    OutOfRange = Error "out-of-range",
    /// A range that ends before it starts.
    BackwardRange = Error "backward-range",
    /// An empty text.
    EmptyText = Error "empty-text",
    /// Two records of the same kind with the same id.
    DuplicateId = Error "duplicate-id",
    /// A reference to a record that does not exist.
    DanglingId = Error "dangling-id",
    /// A duplicate entry in a list.
    DuplicateEntry = Error "duplicate-entry",
    /// A strategy in relation to itself.
    SelfRelation = Error "self-relation",
    /// A pair declared to conflict and to complement each other.
    Contradiction = Error "contradiction",
    /// A key that does not exist, or that cannot be bound in this section.
    BadKey = Error "bad-key",
    /// An action that does not exist, or that does not work in this section.
    UnknownAction = Error "unknown-action",
    /// Two key sequences that cannot both be bound, as one starts like the other.
    KeyClash = Error "key-clash",
    /// A required action that is left without a key, so that a view could not be closed.
    NoWayOut = Error "no-way-out",
    /// Key sequences that are removed because another sequence is a prefix of them.
    KeyShadowed = Warning "key-shadowed",
    /// A key sequence to unbind that is not bound.
    NothingToUnbind = Warning "nothing-to-unbind",
    /// The number of errors beyond the listed ones.
    MoreErrors = Error "more-errors",
    /// The number of warnings beyond the listed ones.
    MoreWarnings = Warning "more-warnings",
    /// A file that slows editors and merges.
    LargeFile = Warning "large-file",
    /// A relation that only one of the two strategies declares.
    OneSided = Warning "one-sided",
    /// A tag without positions.
    TagWithoutPeople = Warning "tag-without-people",
    /// A strategy without a falsification signal.
    NoFalsification = Warning "no-falsification",
    /// A text that is still the placeholder of the template.
    Placeholder = Warning "placeholder",
    /// Content of an imported file that does not belong to an atlas and is left out.
    NotUnderstood = Warning "not-understood",
    /// Content of an imported file that may belong to the atlas but is left out.
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
    /// A remark or a source that is newer than the last update of its entry.
    StatedAfterUpdate = Warning "stated-after-update",
    /// A position on a tag with only sources that belong to a p(doom) or timeline.
    BorrowedSource = Warning "borrowed-source",
    /// A note on a vintage that only mentions years outside the vintage.
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
    /// Codes of warnings, which the user can ignore.
    pub const WARNINGS: &[Self] = &WARNINGS;
}

impl ClosedEnum for Code {
    const WORDS: &'static [Self] = Self::WARNINGS;

    fn word(self) -> &'static str {
        self.as_str()
    }
}
