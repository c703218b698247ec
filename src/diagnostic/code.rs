//! The kinds of diagnostics, each with its severity.

use serde::{Deserialize, Serialize};

use super::spanned_enum::ClosedEnum;

/// Severity of a diagnostic, which its code determines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The file, or the atlas that it belongs to, cannot be used.
    Error,
    /// The file or atlas can be used, but is probably not as intended.
    Warning,
}

impl Severity {
    /// Returns the severity as the word that reports print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $severity:ident $text:literal,)*) => {
        /// Kind of problem that a diagnostic reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Returns the name of the code that reports print, such as `missing-key`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Returns the severity that all diagnostics with this code have.
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
    /// A file that is not valid TOML.
    Syntax = Error "syntax",
    /// A conflict that a merge of version control left unresolved in a file.
    MergeConflict = Error "merge-conflict",
    /// A key that its table cannot have.
    UnknownKey = Error "unknown-key",
    /// A required key that a table lacks.
    MissingKey = Error "missing-key",
    /// A key of the whole atlas, such as the title, that two files give.
    DuplicateKey = Error "duplicate-key",
    /// A value of the wrong type.
    WrongType = Error "wrong-type",
    /// A word that is not among the words that a key can take.
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
    /// An item that occurs twice in a list.
    DuplicateEntry = Error "duplicate-entry",
    /// A strategy in relation to itself.
    SelfRelation = Error "self-relation",
    /// A pair declared to conflict and to complement each other.
    Contradiction = Error "contradiction",
    /// In a key map: a key that does not exist, or that cannot be bound in its section.
    BadKey = Error "bad-key",
    /// In a key map: an action that does not exist, or that does not work in its section.
    UnknownAction = Error "unknown-action",
    /// In a key map: two key sequences that cannot both be bound, because one is the start of the other.
    KeyClash = Error "key-clash",
    /// In a key map: an action that needs a key has none, so that the user could not leave a view.
    NoWayOut = Error "no-way-out",
    /// In a key map: key sequences that are removed because another bound sequence is their start.
    KeyShadowed = Warning "key-shadowed",
    /// In a key map: a key sequence that is to be unbound but is not bound.
    NothingToUnbind = Warning "nothing-to-unbind",
    /// A note that there are more errors than are listed, with their number.
    MoreErrors = Error "more-errors",
    /// A note that there are more warnings than are listed, with their number.
    MoreWarnings = Warning "more-warnings",
    /// A file so large that it slows editors and merges.
    LargeFile = Warning "large-file",
    /// A relation that only one of the two strategies declares.
    OneSided = Warning "one-sided",
    /// A tag that no person has a position on.
    TagWithoutPeople = Warning "tag-without-people",
    /// A strategy without an observation that would count against it.
    NoFalsification = Warning "no-falsification",
    /// A text that is still the placeholder of a template for new records.
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
    /// A remark dated before the publication of its source.
    StatedBeforeSource = Warning "stated-before-source",
    /// A remark dated after the publication of its source.
    StatedAfterSource = Warning "stated-after-source",
    /// A remark or a source that is newer than the last update of the person's entry.
    StatedAfterUpdate = Warning "stated-after-update",
    /// A position on a tag whose sources all belong to a p(doom) or a timeline of the person.
    BorrowedSource = Warning "borrowed-source",
    /// A note on a person's vintage tier that mentions only years outside the tier.
    VintageYears = Warning "vintage-years",
    /// An affiliation that is marked as current although it has ended.
    PastAffiliation = Warning "past-affiliation",
    /// The id of a record in prose, where readers expect its name.
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
    /// All codes that are warnings. Users can choose to ignore them.
    pub const WARNINGS: &[Self] = &WARNINGS;
}

impl ClosedEnum for Code {
    const WORDS: &'static [Self] = Self::WARNINGS;

    fn word(self) -> &'static str {
        self.as_str()
    }
}
