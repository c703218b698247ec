//! View options: the order and the filters of people on a page, and the filter of pairs.

use std::sync::Arc;

use crate::document::TableOrder;
use crate::graph::{PeopleOrder, Relation};
use crate::model::{
    Atlas, Entity, ExpertiseId, Mechanism, PersonId, RecognitionId, RelationKind, Stance, TagId, VintageId,
};
use crate::place::Place;

/// The order and the filters of people on a page, and the filter of pairs.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ViewOptions {
    /// The order of people.
    pub order: PeopleOrder,
    /// Only people on this expertise tier.
    pub expertise: Option<ExpertiseId>,
    /// Only people on this recognition tier.
    pub recognition: Option<RecognitionId>,
    /// Only people of this vintage.
    pub vintage: Option<VintageId>,
    /// Only people with a position of this stance on the subject of the page.
    pub stance: Option<Stance>,
    /// Only people with a stated position on the subject of the page, and people without any position on it.
    pub stated: bool,
    /// Only people whom a query found.
    pub found: Option<Arc<FoundPeople>>,
    /// The pairs of strategies to show.
    pub pairs: PairFilter,
    /// The order of one of the tables.
    pub sort: Option<TableOrder>,
}

/// A filter of pairs of strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PairFilter {
    /// Only pairs with a relation of this kind.
    pub kind: Option<RelationKind>,
    /// Only pairs with a relation of this mechanism.
    pub mechanism: Option<Mechanism>,
}

impl PairFilter {
    /// Returns whether the filter admits a pair with `relation`.
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
    /// The people, in file order.
    pub people: Vec<PersonId>,
    /// The tag that the query asks for, if any.
    pub tag: Option<TagId>,
    /// The order that the query asks for, if any.
    pub order: Option<PeopleOrder>,
}

impl ViewOptions {
    /// Returns the options for another edition of the atlas, without filters that the edition does not have.
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

    /// Returns whether the options filter people.
    pub fn is_narrowed(&self) -> bool {
        let unfiltered = Self { order: self.order, pairs: self.pairs, sort: self.sort, ..Self::default() };
        *self != unfiltered
    }

    /// Returns the tag that the query asks for, to which stance and tentativeness then refer.
    pub(super) fn tags(&self) -> Vec<TagId> {
        self.found.as_ref().and_then(|found| found.tag).into_iter().collect()
    }

    /// Returns the order of people on a page with a default order: the chosen one, else the one of the query.
    pub fn order_over(&self, default_order: PeopleOrder) -> PeopleOrder {
        let of_query = self.found.as_ref().and_then(|found| found.order);
        match self.order {
            PeopleOrder::Usual => of_query.unwrap_or(default_order),
            chosen => chosen,
        }
    }
}

impl FoundPeople {
    /// Creates the people among `places`, which `query` found.
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
