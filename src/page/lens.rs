//! How people on a page are ordered and which of them are shown.

use crate::graph::Relation;
use crate::model::{Atlas, ExpertiseId, Mechanism, RecognitionId, RelationKind, Stance};

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
    /// Which pairs of strategies are shown.
    pub pairs: PairFilter,
}

/// Which pairs of strategies a grid shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PairFilter {
    /// Only pairs related this way.
    pub kind: Option<RelationKind>,
    /// Only pairs related by this mechanism.
    pub mechanism: Option<Mechanism>,
}

impl PairFilter {
    /// Whether it lets `relation` through.
    pub fn admits(self, relation: Relation) -> bool {
        self.kind.is_none_or(|kind| kind == relation.kind)
            && self.mechanism.is_none_or(|mechanism| mechanism == relation.mechanism)
    }
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
