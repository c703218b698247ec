//! Overviews: pages about the whole atlas, each at an address of one word.

macro_rules! overviews {
    ($($overview:ident, $slug:literal, $name:literal, $doc:literal;)*) => {
        /// A page about the whole atlas.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Overview {
            $(#[doc = $doc] $overview,)*
        }

        impl Overview {
            /// Every overview, in the order they are listed.
            pub const ALL: &[Self] = &[$(Self::$overview,)*];

            /// As written in an address.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$overview => $slug,)* }
            }

            /// What it shows, in a sentence.
            pub fn about(self) -> &'static str {
                match self { $(Self::$overview => $doc,)* }
            }

            /// What it is called.
            pub fn name(self) -> &'static str {
                match self { $(Self::$overview => $name,)* }
            }
        }
    };
}

overviews! {
    Field, "field", "Field", "Strategies by lever and pull, and who stands behind them.";
    Axes, "axes", "Axes", "How strategies spread over the values of each axis.";
    Density, "density", "Density", "How many strategies pull each lever at each time horizon.";
    Matrix, "matrix", "Matrix", "Every pair of strategies, and how it relates.";
    Board, "board", "Board", "People with a profile by expertise and recognition.";
    Commitments, "commitments", "Commitments", "What has to be true for strategies to work, by topic.";
    Identity, "identity", "Bet or identity", "What tells a bet from an identity, and what counts against each.";
    CoStrategies, "co-strategies", "Co-strategies", "What people hold together, against what is declared.";
    PDoom, "p-doom", "p(doom)", "Every probability of doom that someone gave.";
    Timelines, "timelines", "Timelines", "Every year that someone expects something by.";
    Portfolio, "portfolio", "Portfolio at hand", "The portfolio at hand.";
    Review, "card", "Card", "The card of the review that is going on.";
    Reviews, "reviews", "Reviews", "What the reviewer has judged, and what is to be looked at again.";
    Watch, "watch", "Signals", "What would falsify each strategy, and how far it has come.";
    Overlay, "overlay", "Overlay", "What files of your own bring to the atlas.";
    Changes, "changes", "Changes", "What the atlas on screen differs in from another edition.";
}

impl Overview {
    /// The overview written as `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|overview| overview.slug() == text)
    }

    /// Whether it shows what the user does with the atlas, which says nothing to others.
    pub fn is_private(self) -> bool {
        match self {
            Self::Portfolio | Self::Review | Self::Reviews | Self::Watch | Self::Overlay | Self::Changes => true,
            Self::Field
            | Self::Axes
            | Self::Density
            | Self::Matrix
            | Self::Board
            | Self::Commitments
            | Self::Identity
            | Self::CoStrategies
            | Self::PDoom
            | Self::Timelines => false,
        }
    }
}
