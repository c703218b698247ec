//! Overviews: pages about the whole atlas, each at an address of one word.

/// A page about the whole atlas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Overview {
    /// How strategies spread over the values of each axis.
    Axes,
    /// How many strategies pull each lever at each time horizon.
    Density,
    /// What has to be true for strategies to work, by topic.
    Commitments,
    /// Every probability of doom that someone gave.
    PDoom,
    /// Every year that someone expects something by.
    Timelines,
}

impl Overview {
    /// Every overview, in the order they are listed.
    pub const ALL: [Self; 5] = [Self::Axes, Self::Density, Self::Commitments, Self::PDoom, Self::Timelines];

    /// As written in an address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Axes => "axes",
            Self::Density => "density",
            Self::Commitments => "commitments",
            Self::PDoom => "p-doom",
            Self::Timelines => "timelines",
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Axes => "Axes",
            Self::Density => "Density",
            Self::Commitments => "Commitments",
            Self::PDoom => "p(doom)",
            Self::Timelines => "Timelines",
        }
    }

    /// The overview written as `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|overview| overview.slug() == text)
    }
}
