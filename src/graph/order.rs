//! Orders of people, and a partial sort for the few that are shown.

use std::cmp::{Ordering, Reverse};

use crate::model::{Id, PersonId, PersonTiers};

use super::Graph;

/// Order of people on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum PeopleOrder {
    /// Default order of the page: [`Graph::default_order`] on the list of people, by name on a tag page, profiled first
    /// on a strategy page.
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
    /// Highest first p(doom) first; people without one last.
    PDoomHigh,
    /// Lowest first p(doom) first; people without one last.
    PDoomLow,
    /// Earliest vintage first, then by name; people without one last.
    VintageOld,
    /// Latest vintage first, then by name; people without one last.
    VintageNew,
}

/// Orders with their spellings in queries and labels on screen, in the order in which the key cycles through them.
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
    /// Returns every order, in the order in which the key cycles through them.
    pub fn all() -> [Self; ORDERS.len()] {
        ORDERS.map(|(order, ..)| order)
    }

    /// Returns the spelling in queries.
    pub fn as_str(self) -> &'static str {
        ORDERS[self as usize].1
    }

    /// Returns the label on screen.
    pub fn label(self) -> &'static str {
        ORDERS[self as usize].2
    }
}

/// Minimum number of distinct update dates for sorting by them: with fewer, hundreds of people share a date.
const MIN_UPDATE_DATES: usize = 3;

impl Graph {
    /// Returns the default order of people: by last update, or by number of passages if too few update dates are
    /// distinct.
    pub fn default_order(&self) -> PeopleOrder {
        if self.facts.dates() >= MIN_UPDATE_DATES { PeopleOrder::Recent } else { PeopleOrder::Passages }
    }
}

/// Sorts the first `most` of `people` to the front by `order`, and leaves the rest in no particular order.
///
/// The result does not depend on `most` otherwise. `O(n + most log most)`.
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

/// Compares two different people in `order`; the result is never equal.
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
            let updated = |id: PersonId| Reverse(graph.facts.update_rank(id));
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

/// Compares two values by `compare`; a missing value comes last.
fn missing_last<T>(a: Option<T>, b: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(&a, &b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}
