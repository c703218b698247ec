//! What people hold together: pairs of tags with the people who are on the record for both. Only stated endorsers
//! count; a tentative position says too little to speak of holding two things at once.

use rayon::prelude::*;

use crate::model::{Id, PersonId, RelationKind, TagId};

use super::Graph;

/// Two tags that people hold together, the first as catalogued first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoHeld {
    /// The first tag.
    pub a: TagId,
    /// The second tag.
    pub b: TagId,
    /// How many are stated endorsers of both.
    pub both: u32,
    /// How many are stated endorsers of the first alone.
    pub only_a: u32,
    /// How many are stated endorsers of the second alone.
    pub only_b: u32,
    /// What the strategies that the tags lead to are declared to be to each other, by either side.
    pub declared: Option<RelationKind>,
}

impl CoHeld {
    /// Those who hold both over those who hold either (Jaccard index).
    pub fn jaccard(&self) -> f64 {
        let either = self.both + self.only_a + self.only_b;
        if either == 0 { 0.0 } else { f64::from(self.both) / f64::from(either) }
    }
}

/// Someone who is a stated endorser of both sides of a declared conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Torn {
    /// Who.
    pub person: PersonId,
    /// The pairs of tags, each as catalogued.
    pub pairs: Vec<(TagId, TagId)>,
}

impl Graph {
    /// Every pair of tags that at least `least` people hold together, in the order of the tags.
    pub fn co_held(&self, least: u32) -> Vec<CoHeld> {
        let tags: Vec<TagId> = self.atlas.tags.ids().collect();
        let counts = || vec![0_u32; tags.len()];
        tags.par_iter()
            .map_init(counts, |counts, &tag| self.co_held_with(tag, least.max(1), counts))
            .flatten()
            .collect()
    }

    /// The pairs of `a` with tags catalogued after it. `counts` is nothing for every tag, before and after.
    fn co_held_with(&self, a: TagId, least: u32, counts: &mut [u32]) -> Vec<CoHeld> {
        let mut met = Vec::new();
        for &person in self.stated_endorsers(a) {
            for &b in self.stated_tags(person).iter().filter(|&&b| b > a) {
                if counts[b.index()] == 0 {
                    met.push(b);
                }
                counts[b.index()] += 1;
            }
        }
        met.sort_unstable();
        let pair = |b: TagId| {
            let both = std::mem::take(&mut counts[b.index()]);
            let only = |tag: TagId| count(self.stated_endorsers(tag).len()) - both;
            let declared = || self.declared_between_tags(a, b);
            (both >= least).then(|| CoHeld { a, b, both, only_a: only(a), only_b: only(b), declared: declared() })
        };
        met.into_iter().filter_map(pair).collect()
    }

    /// Everyone who holds both sides of a declared conflict, in name order.
    pub fn torn(&self) -> Vec<Torn> {
        let mut held: Vec<(PersonId, (TagId, TagId))> = Vec::new();
        for (a, b) in self.conflicting_tags() {
            let both = self.stated_endorsers(a).iter().filter(|&&person| self.stated_tags(person).contains(&b));
            held.extend(both.map(|&person| (person, (a, b))));
        }
        held.sort_unstable_by_key(|&(person, pair)| (self.name_rank(person), pair));
        let torn = |held: &[(PersonId, (TagId, TagId))]| Torn {
            person: held[0].0,
            pairs: held.iter().map(|&(_, pair)| pair).collect(),
        };
        held.chunk_by(|this, next| this.0 == next.0).map(torn).collect()
    }

    /// Every two tags whose strategies are declared conflicts, the one catalogued first before the other.
    fn conflicting_tags(&self) -> impl Iterator<Item = (TagId, TagId)> + '_ {
        let conflicts = |from| {
            let relations = self.declared(from).iter().filter(|relation| relation.kind == RelationKind::Conflict);
            relations.map(|relation| relation.other).filter(move |&to| from < to)
        };
        self.atlas.strategies.ids().flat_map(move |from| {
            conflicts(from).flat_map(move |to| {
                let pairs = self.tags_of(from).iter().flat_map(move |&a| self.tags_of(to).iter().map(move |&b| (a, b)));
                pairs.map(|(a, b)| (a.min(b), a.max(b)))
            })
        })
    }

    /// How the strategies that two tags lead to are declared to relate; nothing if a tag leads nowhere.
    fn declared_between_tags(&self, a: TagId, b: TagId) -> Option<RelationKind> {
        let strategy = |tag: TagId| self.atlas.tags[tag].strategy;
        let kind = self.relation(strategy(a)?, strategy(b)?)?.kind;
        (kind != RelationKind::Twin).then_some(kind)
    }
}

fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}
