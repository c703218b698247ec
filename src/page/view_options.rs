//! View options: order and filters of people on a page, and filter of pairs.

use std::sync::Arc;

use crate::document::TableOrder;
use crate::graph::{PeopleOrder, Relation};
use crate::model::{
    Atlas, Entity, ExpertiseId, Mechanism, PersonId, RecognitionId, RelationKind, Stance, TagId, VintageId,
};
use crate::place::Place;

/// Order and filters of people on a page, and filter of pairs.
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
    /// Only people with a position of this stance on the tags of the page.
    pub stance: Option<Stance>,
    /// Only people with a stated position on the tags of the page, or without any position on them.
    pub stated: bool,
    /// Only people found by a query.
    pub found: Option<Arc<FoundPeople>>,
    /// The pairs of strategies to show.
    pub pairs: PairFilter,
    /// The order of one of the tables.
    pub sort: Option<TableOrder>,
}

/// Filter of pairs of strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PairFilter {
    /// Only pairs with a relation of this kind.
    pub kind: Option<RelationKind>,
    /// Only pairs with this mechanism.
    pub mechanism: Option<Mechanism>,
}

impl PairFilter {
    /// Returns whether the filter admits a pair with `relation`.
    pub fn admits(self, relation: Relation) -> bool {
        self.kind.is_none_or(|kind| kind == relation.kind)
            && self.mechanism.is_none_or(|mechanism| mechanism == relation.mechanism)
    }
}

/// People found by a query.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FoundPeople {
    /// The query as typed.
    pub query: String,
    /// The people, in file order.
    pub people: Vec<PersonId>,
    /// Tag in the query, if any.
    pub tag: Option<TagId>,
    /// Order in the query, if any.
    pub order: Option<PeopleOrder>,
}

impl ViewOptions {
    /// Carries the options over from the atlas `from` to the edition `to`. Filters whose values `to` lacks are dropped.
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

    /// Returns the tag of the query, on which stance and tentativeness then depend.
    pub(super) fn tags(&self) -> Vec<TagId> {
        self.found.as_ref().and_then(|found| found.tag).into_iter().collect()
    }

    /// Returns the order of people on a page: the chosen one, else that of the query, else `default_order`.
    pub fn order_over(&self, default_order: PeopleOrder) -> PeopleOrder {
        let of_query = self.found.as_ref().and_then(|found| found.order);
        match self.order {
            PeopleOrder::Usual => of_query.unwrap_or(default_order),
            chosen => chosen,
        }
    }
}

impl FoundPeople {
    /// Creates the people among `places`, the results of `query`.
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
