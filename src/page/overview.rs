//! Overviews: pages about the whole atlas, each at an address of one word.

/// A page about the whole atlas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Overview {
    /// What has to be true for strategies to work, by topic.
    Commitments,
}

impl Overview {
    /// Every overview, in the order they are listed.
    pub const ALL: [Self; 1] = [Self::Commitments];

    /// As written in an address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Commitments => "commitments",
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Commitments => "Commitments",
        }
    }

    /// The overview written as `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|overview| overview.slug() == text)
    }
}
