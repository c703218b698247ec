//! Overviews: pages about the whole atlas, each at an address of one word.

/// Row of the table of overviews: names, privacy and command of one overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    slug: &'static str,
    name: &'static str,
    about: &'static str,
    privacy: Privacy,
    command: Option<OverviewCommand>,
}

/// Command that opens an overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverviewCommand {
    /// Id of the command in key maps: `go-` and the slug of the overview.
    pub id: &'static str,
    /// Title of the command, short enough for a key hint.
    pub title: &'static str,
    /// Description of the command, in a sentence.
    pub help: &'static str,
}

/// Whether an overview shows the atlas or the user's own data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Privacy {
    /// The overview shows the atlas and is part of exported websites.
    Public,
    /// The overview shows the user's own data (or the manual) and is left out of everything exported for others.
    Private,
}

macro_rules! overviews {
    ($($overview:ident, $slug:literal, $privacy:ident, $name:literal, $about:literal, [$($help:literal)?];)*) => {
        /// Page about the whole atlas.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Overview {
            $(#[doc = $about] $overview,)*
        }

        impl Overview {
            /// Every overview, in the order of lists.
            pub const ALL: &[Self] = &[$(Self::$overview,)*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$overview => Row {
                        slug: $slug,
                        name: $name,
                        about: $about,
                        privacy: Privacy::$privacy,
                        command: overviews!(@command $slug, $name $(, $help)?),
                    },)*
                }
            }
        }
    };
    (@command $slug:literal, $name:literal) => { None };
    (@command $slug:literal, $name:literal, $help:literal) => {
        Some(OverviewCommand { id: concat!("go-", $slug), title: $name, help: $help })
    };
}

// Each entry has the variant, slug, privacy, name and description of an overview, and in brackets the help of the command
// that goes to it. Without help there is no command, and the overview is reached in another way.
overviews! {
    Field, "field", Public, "Field", "Strategies by lever and pull, and who endorses them.",
        ["Goes to the field: strategies by lever and pull, and who endorses them."];
    Axes, "axes", Public, "Axes", "How strategies spread over the values of each axis.",
        ["Goes to the axes: how strategies spread over the values of each."];
    Density, "density", Public, "Lever × horizon", "How many strategies pull each lever at each time horizon.",
        ["Goes to the number of strategies for each lever and time horizon."];
    Matrix, "matrix", Public, "Matrix", "Every pair of strategies, and how the two relate.",
        ["Goes to the matrix of all pairs of strategies."];
    Board, "board", Public, "Board", "People with a profile by expertise and recognition.",
        ["Goes to the board: people with a profile by expertise and recognition."];
    Commitments, "commitments", Public, "Commitments", "What has to be true for strategies to work, by topic.",
        ["Goes to the commitments: what has to be true for strategies to work, by topic."];
    Identity, "identity", Public, "Bet or identity", "What tells a bet from an identity, and what counts against each.",
        ["Goes to the questions that tell a bet from an identity, and to every falsification signal."];
    CoStrategies, "co-strategies", Public, "Co-endorsement", "Pairs of tags that the same people endorse, with the relation that their strategies declare.",
        ["Goes to the pairs of tags that the same people endorse, with the relation that their strategies declare."];
    PDoom, "p-doom", Public, "p(doom)", "Every probability of doom on record.",
        ["Goes to the p(doom) estimates, highest first, and their distribution."];
    Timelines, "timelines", Public, "Timelines", "Every year by which someone expects a milestone.",
        ["Goes to the milestones that people expect, earliest first."];
    Trust, "trust", Public, "How far to trust this", "What is in doubt: positions without a passage, tentative ones, caveats.",
        ["Goes to how far to trust the atlas: positions without a passage, tentative ones, caveats."];
    Portfolio, "portfolio", Private, "Current portfolio", "The current portfolio and its audit.",
        ["Goes to the current portfolio and its audit."];
    Review, "card", Private, "Card", "The current card of the open review session.",
        [];
    Reviews, "reviews", Private, "Reviews", "What you have judged, and what is due for review.",
        ["Goes to your verdicts and to what is due for review."];
    Consistency, "consistency", Private, "Consistency", "Where your own verdicts do not fit together, and what they depend on.",
        ["Goes to Consistency: where your own verdicts do not fit together, and what they depend on."];
    Statistics, "statistics", Private, "Statistics", "How you judge: calibration, pace, drift, agreement.",
        ["Goes to the statistics of your reviews: calibration, pace, drift, agreement."];
    SessionEnd, "session", Private, "Last session", "What the review session that ended last has recorded.",
        [];
    Watch, "watch", Private, "Signals", "What would falsify each strategy, and how far it has come.",
        ["Goes to the falsification signals and how far each has come."];
    Overlay, "overlay", Private, "Overlay", "What your own files add to the atlas.",
        ["Goes to what your own files add to the atlas."];
    Changes, "changes", Private, "Changes", "How the atlas on screen differs from another edition.",
        ["Goes to the differences between the atlas and another edition."];
    Help, "help", Private, "Manual", "The chapters of the manual.",
        ["Goes to the manual."];
}

impl Overview {
    /// Returns the overview with the slug `text`; `None` if there is none.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|overview| overview.slug() == text)
    }

    /// Returns the slug of the overview, which is its address.
    pub fn slug(self) -> &'static str {
        self.row().slug
    }

    /// Returns the name of the overview as shown to users.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns one sentence on what the overview shows.
    pub fn about(self) -> &'static str {
        self.row().about
    }

    /// Returns whether the overview shows the user's own data, which exports exclude.
    pub fn is_private(self) -> bool {
        self.row().privacy == Privacy::Private
    }

    /// Returns the command that opens the overview, if it has one.
    pub const fn command(self) -> Option<OverviewCommand> {
        self.row().command
    }
}
