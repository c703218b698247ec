//! Overviews: pages about the whole atlas, each at an address of one word.

/// One row of the table of overviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    slug: &'static str,
    name: &'static str,
    about: &'static str,
    privacy: Privacy,
    command: Option<OverviewCommand>,
}

/// The command that goes to an overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverviewCommand {
    /// The id in keymaps: `go-` and the slug.
    pub id: &'static str,
    /// The title, short enough for a key hint.
    pub title: &'static str,
    /// What the command does, in a sentence.
    pub help: &'static str,
}

/// Whether an overview shows the atlas, or what the user does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Privacy {
    /// It is part of an exported web site.
    Public,
    /// It stays out of everything made for others.
    Private,
}

macro_rules! overviews {
    ($($overview:ident, $slug:literal, $privacy:ident, $name:literal, $about:literal, [$($title:literal, $help:literal)?];)*) => {
        /// A page about the whole atlas.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Overview {
            $(#[doc = $about] $overview,)*
        }

        impl Overview {
            /// Every overview, in the order they are listed.
            pub const ALL: &[Self] = &[$(Self::$overview,)*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$overview => Row {
                        slug: $slug,
                        name: $name,
                        about: $about,
                        privacy: Privacy::$privacy,
                        command: overviews!(@command $slug $(, $title, $help)?),
                    },)*
                }
            }
        }
    };
    (@command $slug:literal) => { None };
    (@command $slug:literal, $title:literal, $help:literal) => {
        Some(OverviewCommand { id: concat!("go-", $slug), title: $title, help: $help })
    };
}

// Slug, privacy, name and sentence of each overview; then the title and the help of the command that goes to it. An
// overview without a command is reached in a way of its own.
overviews! {
    Field, "field", Public, "Field", "Strategies by lever and pull, and who stands behind them.",
        ["Field", "Goes to the whole field: strategies by lever and pull, and who stands behind them."];
    Axes, "axes", Public, "Axes", "How strategies spread over the values of each axis.",
        ["Axes", "Goes to how strategies spread over the values of each axis."];
    Density, "density", Public, "Density", "How many strategies pull each lever at each time horizon.",
        ["Lever × horizon", "Goes to how many strategies pull each lever at each time horizon."];
    Matrix, "matrix", Public, "Matrix", "Every pair of strategies, and how it relates.",
        ["Matrix", "Goes to every pair of strategies in one grid."];
    Board, "board", Public, "Board", "People with a profile by expertise and recognition.",
        ["Board", "Goes to who stands where: people with a profile by expertise and recognition."];
    Commitments, "commitments", Public, "Commitments", "What has to be true for strategies to work, by topic.",
        ["Commitments", "Goes to what has to be true for strategies to work, by topic."];
    Identity, "identity", Public, "Bet or identity", "What tells a bet from an identity, and what counts against each.",
        ["Bet or identity", "Goes to how to tell a bet from an identity, and what would count against each strategy."];
    CoStrategies, "co-strategies", Public, "Co-strategies", "What people hold together, against what is declared.",
        ["Co-endorsement", "Goes to what people hold together, against what is declared."];
    PDoom, "p-doom", Public, "p(doom)", "Every probability of doom that someone gave.",
        ["p(doom)", "Goes to every p(doom), highest first, and how they spread."];
    Timelines, "timelines", Public, "Timelines", "Every year that someone expects something by.",
        ["Timelines", "Goes to what people expect and when, earliest first."];
    Portfolio, "portfolio", Private, "Portfolio at hand", "The portfolio at hand.",
        ["Current portfolio", "Goes to the portfolio at hand, with its audit."];
    Review, "card", Private, "Card", "The card of the review that is going on.",
        [];
    Reviews, "reviews", Private, "Reviews", "What the reviewer has judged, and what is to be looked at again.",
        ["Reviews", "Goes to what you have judged, and what is to be looked at again."];
    Watch, "watch", Private, "Signals", "What would falsify each strategy, and how far it has come.",
        ["Signals", "Goes to what would falsify each strategy, and how far it has come."];
    Overlay, "overlay", Private, "Overlay", "What files of your own bring to the atlas.",
        ["Overlay", "Goes to what files of your own bring to the atlas."];
    Changes, "changes", Private, "Changes", "What the atlas on screen differs in from another edition.",
        ["Changes", "Goes to what the atlas differs in from another edition."];
}

impl Overview {
    /// The overview written as `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|overview| overview.slug() == text)
    }

    /// The slug in addresses.
    pub fn slug(self) -> &'static str {
        self.row().slug
    }

    /// The name that people read.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it shows, in a sentence.
    pub fn about(self) -> &'static str {
        self.row().about
    }

    /// Whether it shows what the user does with the atlas, which is kept out of what is made for others.
    pub fn is_private(self) -> bool {
        self.row().privacy == Privacy::Private
    }

    /// The command that goes to it.
    pub const fn command(self) -> Option<OverviewCommand> {
        self.row().command
    }
}
