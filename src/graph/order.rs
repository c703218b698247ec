//! Orders of people, and a partial sort for the few that are shown.

use std::cmp::{Ordering, Reverse};

use crate::model::{DoomClaim, Id, PersonId, Profile};

use super::Graph;

/// Order of people on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum PeopleOrder {
    /// Order of the page itself: latest update first on the page of everyone, by name on that of a tag, profiled first
    /// on that of a strategy.
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
    /// Latest update first, then in file order.
    Recent,
    /// Highest first p(doom) first; people without one last.
    PDoomHigh,
    /// Lowest first p(doom) first; people without one last.
    PDoomLow,
    /// Earliest vintage first, then by name; people without one last.
    VintageOld,
    /// Latest vintage first, then by name; people without one last.
    VintageNew,
}

impl PeopleOrder {
    /// Every order, in the order in which a key cycles through them.
    pub const ALL: [Self; 10] = [
        Self::Usual,
        Self::Recognition,
        Self::Expertise,
        Self::Name,
        Self::ProfiledFirst,
        Self::Recent,
        Self::PDoomHigh,
        Self::PDoomLow,
        Self::VintageOld,
        Self::VintageNew,
    ];

    /// Returns the spelling in queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Recognition => "recognition",
            Self::Expertise => "expertise",
            Self::Name => "name",
            Self::ProfiledFirst => "profiled",
            Self::Recent => "recent",
            Self::PDoomHigh => "p-doom-high",
            Self::PDoomLow => "p-doom-low",
            Self::VintageOld => "vintage-old",
            Self::VintageNew => "vintage-new",
        }
    }

    /// Returns the label on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Usual => "in the usual order",
            Self::Recognition => "by recognition",
            Self::Expertise => "by expertise",
            Self::Name => "by name",
            Self::ProfiledFirst => "profiled first",
            Self::Recent => "latest updated first",
            Self::PDoomHigh => "highest p(doom) first",
            Self::PDoomLow => "lowest p(doom) first",
            Self::VintageOld => "earliest vintage first",
            Self::VintageNew => "latest vintage first",
        }
    }
}

/// Sorts the first `most` of `people` to the front by `order`, and leaves the rest in no particular order.
///
/// The front is the same whatever `most` is. Takes `O(n + most log most)`.
pub fn order_people(graph: &Graph, order: PeopleOrder, people: &mut [PersonId], most: usize) {
    let compare = |a: &PersonId, b: &PersonId| compare(graph, order, *a, *b);
    if most == 0 {
        return;
    }
    if people.len() > most {
        people.select_nth_unstable_by(most - 1, compare);
    }
    let matter = people.len().min(most);
    people[..matter].sort_unstable_by(compare);
}

/// Compares two different people in `order`; the result is never equal.
fn compare(graph: &Graph, order: PeopleOrder, a: PersonId, b: PersonId) -> Ordering {
    let by_name = || graph.name_rank(a).cmp(&graph.name_rank(b));
    let profile = |id: PersonId| graph.atlas.people[id].profile.as_ref();
    let tier = |of: fn(&Profile) -> Option<usize>| {
        let [a, b] = [a, b].map(|id| profile(id).and_then(of));
        last(a, b, Ord::cmp)
    };
    match order {
        PeopleOrder::Usual | PeopleOrder::ProfiledFirst => {
            profile(a).is_none().cmp(&profile(b).is_none()).then_with(by_name)
        }
        PeopleOrder::Recognition => tier(|profile| Some(profile.recognition.tier.index())).then_with(by_name),
        PeopleOrder::Expertise => tier(|profile| Some(profile.expertise.tier.index())).then_with(by_name),
        PeopleOrder::Name => by_name(),
        PeopleOrder::Recent => {
            let updated = |id: PersonId| Reverse(graph.atlas.people[id].updated.as_deref());
            updated(a).cmp(&updated(b)).then(a.cmp(&b))
        }
        PeopleOrder::PDoomHigh | PeopleOrder::PDoomLow => {
            let [high, low] = [a, b].map(|id| graph.atlas.people[id].p_doom.first().map(DoomClaim::midpoint));
            let lowest = order == PeopleOrder::PDoomLow;
            last(high, low, |a, b| if lowest { a.total_cmp(b) } else { b.total_cmp(a) }).then(a.cmp(&b))
        }
        PeopleOrder::VintageOld => tier(|profile| Some(profile.vintage.as_ref()?.tier.index())).then_with(by_name),
        PeopleOrder::VintageNew => {
            let vintage = |id| Some(profile(id)?.vintage.as_ref()?.tier);
            last(vintage(a), vintage(b), |a, b| b.cmp(a)).then_with(by_name)
        }
    }
}

/// Compares two values by `how`; a missing value comes last.
fn last<T>(a: Option<T>, b: Option<T>, how: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => how(&a, &b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}
