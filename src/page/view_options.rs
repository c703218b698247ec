//! How people on a page are ordered and which of them are shown.

use std::sync::Arc;

use crate::graph::{PeopleOrder, Relation};
use crate::model::{
    Atlas, Entity, ExpertiseId, Mechanism, PersonId, RecognitionId, RelationKind, Stance, TagId, VintageId,
};

use crate::place::Place;

/// How people on a page are ordered and which of them are shown.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ViewOptions {
    /// The order.
    pub order: PeopleOrder,
    /// Only people on this expertise tier.
    pub expertise: Option<ExpertiseId>,
    /// Only people on this recognition tier.
    pub recognition: Option<RecognitionId>,
    /// Only people of this vintage.
    pub vintage: Option<VintageId>,
    /// Only people with a position of this stance on what the page is about.
    pub stance: Option<Stance>,
    /// Only people with a position on what the page is about that is stated, and those who have none at all.
    pub stated: bool,
    /// Only people whom a query found.
    pub found: Option<Arc<FoundPeople>>,
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

/// The people whom a query found.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FoundPeople {
    /// The query as typed.
    pub query: String,
    /// Who, in file order.
    pub people: Vec<PersonId>,
    /// The tag that the query asks for, if it asks for one.
    pub tag: Option<TagId>,
    /// The order that the query asks for.
    pub order: Option<PeopleOrder>,
}

impl ViewOptions {
    /// The same options in another edition of the atlas: what the edition does not have is no longer asked for.
    #[must_use]
    pub fn carried(&self, from: &Atlas, to: &Atlas) -> Self {
        Self {
            expertise: self.expertise.and_then(|id| to.expertise.find(&from.expertise[id].slug)),
            recognition: self.recognition.and_then(|id| to.recognition.find(&from.recognition[id].slug)),
            vintage: self.vintage.and_then(|id| to.vintages.find(&from.vintages[id].slug)),
            found: self.found.as_ref().map(|found| Arc::new(found.carried(from, to))),
            ..*self
        }
    }
}

impl FoundPeople {
    /// Those of `places` that are people, as the query `query` found them.
    pub fn new(query: String, places: impl IntoIterator<Item = Place>) -> Self {
        let person = |place| match place {
            Place::Entity(Entity::Person(id)) => Some(id),
            _ => None,
        };
        let mut people: Vec<PersonId> = places.into_iter().filter_map(person).collect();
        people.sort_unstable();
        Self { query, people, ..Self::default() }
    }

    fn carried(&self, from: &Atlas, to: &Atlas) -> Self {
        let found = self.people.iter().filter_map(|&id| to.people.find(&from.people[id].slug));
        let mut people: Vec<PersonId> = found.collect();
        people.sort_unstable();
        let tag = self.tag.and_then(|id| to.tags.find(&from.tags[id].slug));
        Self { people, tag, query: self.query.clone(), order: self.order }
    }
}

impl ViewOptions {
    /// Whether it leaves anyone out.
    pub fn is_narrowed(&self) -> bool {
        let Self { order: _, expertise, recognition, vintage, stance, stated, found, pairs: _ } = self;
        expertise.is_some()
            || recognition.is_some()
            || vintage.is_some()
            || stance.is_some()
            || *stated
            || found.is_some()
    }

    /// The order of people on a page whose usual order is `usual`: the chosen one, else the one of the query.
    pub fn order_over(&self, usual: PeopleOrder) -> PeopleOrder {
        let asked = self.found.as_ref().and_then(|found| found.order);
        match self.order {
            PeopleOrder::Usual => asked.unwrap_or(usual),
            own => own,
        }
    }
}
