//! Orders of people, and a sort that sorts only the first few of them.

use std::cmp::{Ordering, Reverse};

use crate::model::{Id, PersonId, PersonTiers};

use super::Graph;

/// Order in which a page lists people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum PeopleOrder {
    /// Default order of the page: [`Graph::default_order`] on the list of people, the order by name on the page of a
    /// tag, and people with a profile first on the page of a strategy.
    #[default]
    Usual,
    /// Highest recognition first, then by name.
    Recognition,
    /// Highest expertise first, then by name.
    Expertise,
    /// By name.
    Name,
    /// People with a profile first, then by name.
    ProfiledFirst,
    /// Latest update first, then in the order of the atlas.
    Recent,
    /// Most quoted passages first, then in the order of the atlas.
    Passages,
    /// Highest first p(doom) of the person first; people without one come last.
    PDoomHigh,
    /// Lowest first p(doom) of the person first; people without one come last.
    PDoomLow,
    /// Earliest vintage, that is, time of arrival in the field, first, then by name; people without one come last.
    VintageOld,
    /// Latest vintage, that is, time of arrival in the field, first, then by name; people without one come last.
    VintageNew,
}

/// Orders of people, each with its word in queries and its label on screen. The key that changes the order goes through
/// them in this sequence.
const ORDERS: [(PeopleOrder, &str, &str); 11] = [
    (PeopleOrder::Usual, "usual", "in the usual order"),
    (PeopleOrder::Recognition, "recognition", "by recognition"),
    (PeopleOrder::Expertise, "expertise", "by expertise"),
    (PeopleOrder::Name, "name", "by name"),
    (PeopleOrder::ProfiledFirst, "profiled", "profiled first"),
    (PeopleOrder::Recent, "recent", "latest updated first"),
    (PeopleOrder::Passages, "passages", "most passages first"),
    (PeopleOrder::PDoomHigh, "p-doom-high", "highest p(doom) first"),
    (PeopleOrder::PDoomLow, "p-doom-low", "lowest p(doom) first"),
    (PeopleOrder::VintageOld, "vintage-old", "earliest vintage first"),
    (PeopleOrder::VintageNew, "vintage-new", "latest vintage first"),
];

impl PeopleOrder {
    /// Returns all orders, in the sequence in which the key that changes the order goes through them.
    pub fn all() -> [Self; ORDERS.len()] {
        ORDERS.map(|(order, ..)| order)
    }

    /// Returns the word for the order in queries.
    pub fn as_str(self) -> &'static str {
        ORDERS[self as usize].1
    }

    /// Returns the label of the order on screen.
    pub fn label(self) -> &'static str {
        ORDERS[self as usize].2
    }
}

/// Minimum number of different update dates for an order by date to be useful: with fewer, hundreds of people share one
/// date.
const MIN_UPDATE_DATES: usize = 3;

impl Graph {
    /// Returns the default order of the list of people: by last update, or by the number of quoted passages if there
    /// are too few different update dates.
    pub fn default_order(&self) -> PeopleOrder {
        if self.people.facts.dates.len() >= MIN_UPDATE_DATES { PeopleOrder::Recent } else { PeopleOrder::Passages }
    }
}

/// Sorts `people` by `order` so far that the first `most` are in place; all others are in no particular order.
///
/// Which people come first does not depend on `most`. `O(n + most log most)`.
pub fn order_people(graph: &Graph, order: PeopleOrder, people: &mut [PersonId], most: usize) {
    let compare = |a: &PersonId, b: &PersonId| compare(graph, order, *a, *b);
    if most == 0 {
        return;
    }
    if people.len() > most {
        people.select_nth_unstable_by(most - 1, compare);
    }
    let shown = people.len().min(most);
    people[..shown].sort_unstable_by(compare);
}

/// Compares two different people by `order`; the result is never `Equal`.
fn compare(graph: &Graph, order: PeopleOrder, a: PersonId, b: PersonId) -> Ordering {
    let by_name = || graph.name_rank(a).cmp(&graph.name_rank(b));
    let by_tier = |tier_of: fn(PersonTiers) -> Option<usize>, compare: fn(&usize, &usize) -> Ordering| {
        let [a, b] = [a, b].map(|id| graph.atlas.people.tiers(id).and_then(tier_of));
        missing_last(a, b, compare).then_with(by_name)
    };
    let vintage: fn(PersonTiers) -> Option<usize> = |tiers| tiers.vintage.map(Id::index);
    match order {
        PeopleOrder::Usual | PeopleOrder::ProfiledFirst => {
            graph.atlas.people.tiers(a).is_none().cmp(&graph.atlas.people.tiers(b).is_none()).then_with(by_name)
        }
        PeopleOrder::Recognition => by_tier(|tiers| Some(tiers.recognition.index()), Ord::cmp),
        PeopleOrder::Expertise => by_tier(|tiers| Some(tiers.expertise.index()), Ord::cmp),
        PeopleOrder::Name => by_name(),
        PeopleOrder::Recent => {
            let updated = |id: PersonId| Reverse(graph.people.facts.update_rank(id));
            updated(a).cmp(&updated(b)).then(a.cmp(&b))
        }
        PeopleOrder::Passages => graph.passages(b).cmp(&graph.passages(a)).then(a.cmp(&b)),
        PeopleOrder::PDoomHigh | PeopleOrder::PDoomLow => {
            let lowest = order == PeopleOrder::PDoomLow;
            let compare = |a: &f64, b: &f64| if lowest { a.total_cmp(b) } else { b.total_cmp(a) };
            missing_last(graph.p_doom(a), graph.p_doom(b), compare).then(a.cmp(&b))
        }
        PeopleOrder::VintageOld => by_tier(vintage, Ord::cmp),
        PeopleOrder::VintageNew => by_tier(vintage, |a, b| b.cmp(a)),
    }
}

/// Compares two values with `compare`, where a missing value comes after any other.
fn missing_last<T>(a: Option<T>, b: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(&a, &b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}
