//! How people stand to a tag: who is for it, who says so, who is against it. Everyone is counted once.

use crate::graph::{Graph, Holding};
use crate::model::{Id, PersonId, TagId};

/// The fewest opposers of a contested tag.
const OPPOSERS: usize = 2;
/// The most people for it per opposer: a quarter of those who take sides are against it.
const FOR_EACH: usize = 4;
/// The fewest endorsers of a crowded tag.
pub(in crate::page) const CROWD: usize = 30;

/// The people of a tag, in file order.
#[derive(Debug, Default)]
pub(in crate::page) struct TagSupport {
    /// Whoever has a position on it.
    pub(in crate::page) holders: Vec<PersonId>,
    /// Those with an endorsing position, tentative ones included.
    pub(in crate::page) endorsers: Vec<PersonId>,
    /// Those with an endorsing position that is stated.
    pub(in crate::page) stated: Vec<PersonId>,
    /// Those with an opposing position, tentative or not.
    pub(in crate::page) opposers: Vec<PersonId>,
    /// Holders whose positions on it are all tentative.
    pub(in crate::page) unstated: Vec<PersonId>,
    /// How many endorsers are among the unstated.
    pub(in crate::page) tentative: usize,
}

impl TagSupport {
    pub(in crate::page) fn new(graph: &Graph, tag: TagId) -> Self {
        let mut standing = Self::default();
        for holdings in graph.holdings(tag).chunk_by(|a, b| a.person == b.person) {
            standing.add(holdings);
        }
        standing
    }

    fn add(&mut self, held: &[Holding]) {
        let Some(&Holding { person, .. }) = held.first() else { return };
        let unstated = held.iter().all(|holding| holding.tentative);
        self.holders.push(person);
        if unstated {
            self.unstated.push(person);
        }
        if held.iter().any(|holding| holding.stance.is_endorsing()) {
            self.endorsers.push(person);
            self.tentative += usize::from(unstated);
        }
        if held.iter().any(Holding::is_stated_support) {
            self.stated.push(person);
        }
        if held.iter().any(|holding| holding.stance.is_opposing()) {
            self.opposers.push(person);
        }
    }

    /// Whether many are against it, measured by those who take sides.
    pub(in crate::page) fn is_contested(&self) -> bool {
        let (against, sides) = (self.opposers.len(), self.opposers.len() + self.endorsers.len());
        against >= OPPOSERS && FOR_EACH * against >= sides
    }

    /// Whether many are for it.
    pub(in crate::page) fn is_crowded(&self) -> bool {
        self.endorsers.len() >= CROWD
    }
}

/// The other tags that stated endorsers of `tag` are stated endorsers of too: how many of them, most first.
pub(in crate::page) fn also_held(graph: &Graph, tag: TagId, stated: &[PersonId]) -> Vec<(TagId, usize)> {
    let mut counts = vec![0; graph.atlas.tags.len()];
    for &person in stated {
        for &other in graph.stated_tags(person).iter().filter(|&&other| other != tag) {
            counts[other.index()] += 1;
        }
    }
    let mut shared: Vec<(TagId, usize)> = graph.atlas.tags.ids().zip(counts).filter(|&(_, count)| count >= 2).collect();
    shared.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    shared
}

/// The first p(doom) of each of `people` who gave one.
pub(in crate::page) fn p_dooms(graph: &Graph, people: &[PersonId]) -> Vec<f64> {
    people.iter().filter_map(|&person| graph.p_doom(person)).collect()
}
