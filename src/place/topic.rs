//! Topics of the manual: each topic has a chapter with an address.

/// Prefix of the addresses of topics.
pub(super) const PREFIX: &str = "help/";

macro_rules! topics {
    ($($topic:ident, $slug:literal, $name:literal, $about:literal;)*) => {
        /// Topic of the manual, which has one chapter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Topic {
            $(#[doc = $about] $topic,)*
        }

        impl Topic {
            /// Every topic, in the order of the manual.
            pub const ALL: &[Self] = &[$(Self::$topic,)*];

            /// Returns the slug of the topic, which its address ends with.
            pub fn slug(self) -> &'static str {
                match self {
                    $(Self::$topic => $slug,)*
                }
            }

            /// Returns the title of the topic.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$topic => $name,)*
                }
            }

            /// Describes in a sentence what the topic explains.
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$topic => $about,)*
                }
            }
        }
    };
}

topics! {
    Tour, "tour", "A tour", "The explorer in ten minutes: moving, searching, comparing, reviewing.";
    Keys, "keys", "Keys", "Every key of the explorer and what it does.";
    Search, "search", "Searching", "The query grammar, in the explorer and on the command line.";
    Portfolios, "portfolios", "Portfolios", "Collecting strategies, auditing them, and the smallest portfolios that cover everything.";
    Reviews, "reviews", "Reviews", "Recording verdicts card by card, review dates, forecasts and reports.";
    Teams, "teams", "Teams", "Several reviewers: shared journals, agreement and disagreement.";
    Data, "data", "The data", "Where the data of the embedded atlas comes from, how far to trust it, and its terms.";
    Atlas, "atlas", "Your own atlas", "Writing an atlas: the files, every table, and checking them.";
    Overlay, "overlay", "Overlay", "Your own files over an atlas, and comparing editions.";
    Exports, "exports", "Exports and imports", "Web site, Markdown, JSON, CSV, GraphML and DOT, and the way back.";
    Configuration, "configuration", "Configuration", "Settings, environment variables, files and folders.";
    Themes, "themes", "Themes", "Colours: the built-in themes, and writing your own.";
    Accessibility, "accessibility", "Accessibility", "Screen readers, contrast, terminals without colours or Unicode.";
    Journal, "journal", "Journal format", "The file that records reviews, line by line.";
    Json, "json", "JSON forms", "What `--format json` prints, for programs.";
    Performance, "performance", "Performance", "How fast it is, measured, and how to measure it again.";
    Architecture, "architecture", "Architecture", "How the program is built, and where to start a change.";
    Contributing, "contributing", "Contributing", "Building, testing, and what a change has to pass.";
    Security, "security", "Security", "What the program trusts, what it writes, and how to report a fault.";
}

impl Topic {
    /// Returns the topic with the slug `text`; `None` if there is none.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|topic| topic.slug() == text)
    }
}
