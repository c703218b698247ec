//! View options, which the user sets: order and filters of people on a page, and filter of pairs.

use std::sync::Arc;

use crate::document::TableOrder;
use crate::graph::{PeopleOrder, Relation};
use crate::model::{
    Atlas, Entity, ExpertiseId, Mechanism, PersonId, RecognitionId, RelationKind, Stance, TagId, VintageId,
};
use crate::place::Place;

/// Options that the user sets for a page: order and filters of people, and filter of pairs.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ViewOptions {
    /// Order in which people are listed.
    pub order: PeopleOrder,
    /// Expertise tier; people on other tiers are hidden. `None` for no filter.
    pub expertise: Option<ExpertiseId>,
    /// Recognition tier; people on other tiers are hidden. `None` for no filter.
    pub recognition: Option<RecognitionId>,
    /// Vintage; people of other vintages are hidden. `None` for no filter.
    pub vintage: Option<VintageId>,
    /// Stance; people without a position of this stance on the tags of the page are hidden. `None` for no filter.
    pub stance: Option<Stance>,
    /// Whether people are hidden whose positions on the tags of the page are all tentative.
    pub stated: bool,
    /// Result of a query; other people are hidden. `None` for no filter.
    pub found: Option<Arc<FoundPeople>>,
    /// Filter of the pairs of strategies in the matrix.
    pub pairs: PairFilter,
    /// Order of the rows of one table; `None` for the original order.
    pub sort: Option<TableOrder>,
}

/// Filter of pairs of strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PairFilter {
    /// Kind of relation; pairs of other kinds are hidden. `None` for no filter.
    pub kind: Option<RelationKind>,
    /// Mechanism; pairs with other mechanisms are hidden. `None` for no filter.
    pub mechanism: Option<Mechanism>,
}

impl PairFilter {
    /// Returns whether the filter shows a pair with `relation`.
    pub fn admits(self, relation: Relation) -> bool {
        self.kind.is_none_or(|kind| kind == relation.kind)
            && self.mechanism.is_none_or(|mechanism| mechanism == relation.mechanism)
    }
}

/// People found by a query.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FoundPeople {
    /// Query as the user typed it.
    pub query: String,
    /// People found by the query, in file order.
    pub people: Vec<PersonId>,
    /// Tag that the query filters by, if any.
    pub tag: Option<TagId>,
    /// Order of people that the query names, if any.
    pub order: Option<PeopleOrder>,
}

impl ViewOptions {
    /// Returns the options, which refer to the atlas `from`, for its other edition `to`. Filters by values that `to`
    /// does not have are dropped.
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

    /// Returns whether the options hide people.
    pub fn is_narrowed(&self) -> bool {
        let unfiltered = Self { order: self.order, pairs: self.pairs, sort: self.sort, ..Self::default() };
        *self != unfiltered
    }

    /// Returns the tag of the query, if any; the stance and tentativeness of people then depend only on positions on
    /// it.
    pub(super) fn tags(&self) -> Vec<TagId> {
        self.found.as_ref().and_then(|found| found.tag).into_iter().collect()
    }

    /// Returns the order of people on a page: that chosen by the user, otherwise that of the query, otherwise
    /// `default_order`.
    pub fn order_over(&self, default_order: PeopleOrder) -> PeopleOrder {
        let of_query = self.found.as_ref().and_then(|found| found.order);
        match self.order {
            PeopleOrder::Usual => of_query.unwrap_or(default_order),
            chosen => chosen,
        }
    }
}

impl FoundPeople {
    /// Creates the result of `query` from the people among `places`; other places are ignored.
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
