//! How people on a page are ordered and which of them are shown.

use crate::model::{Atlas, ExpertiseId, RecognitionId, Stance};

/// How people on a page are ordered and which of them are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Lens {
    /// The order.
    pub order: PeopleOrder,
    /// Only people on this expertise tier.
    pub expertise: Option<ExpertiseId>,
    /// Only people on this recognition tier.
    pub recognition: Option<RecognitionId>,
    /// Only people with a position of this stance on what the page is about.
    pub stance: Option<Stance>,
}

impl Lens {
    /// The same lens in another edition of the atlas: what the edition does not have is no longer asked for.
    #[must_use]
    pub fn carried(self, from: &Atlas, to: &Atlas) -> Self {
        Self {
            expertise: self.expertise.and_then(|id| to.expertise.find(&from.expertise[id].slug)),
            recognition: self.recognition.and_then(|id| to.recognition.find(&from.recognition[id].slug)),
            ..self
        }
    }
}

/// The order of people on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PeopleOrder {
    /// Those with a profile first, then by name.
    #[default]
    ProfiledFirst,
    /// Best known first, then by name.
    Recognition,
    /// Closest to the work first, then by name.
    Expertise,
    /// By name.
    Name,
}

impl PeopleOrder {
    /// Every order, in the order they are cycled through.
    pub const ALL: [Self; 4] = [Self::ProfiledFirst, Self::Recognition, Self::Expertise, Self::Name];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::ProfiledFirst => "profiled first",
            Self::Recognition => "by recognition",
            Self::Expertise => "by expertise",
            Self::Name => "by name",
        }
    }
}
