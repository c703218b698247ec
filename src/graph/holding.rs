//! What people hold together: pairs of tags with the people who are on the record for both. Only stated endorsers
//! count; a tentative position says too little to speak of holding two things at once.

use rayon::prelude::*;

use crate::model::{Atlas, Id, PersonId, RelationKind, TagId};

use super::{Graph, Holding};

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
        let stated: Vec<u32> = self.atlas.tags.ids().map(|tag| count(stated_endorsers(self, tag).len())).collect();
        let tags: Vec<TagId> = self.atlas.tags.ids().collect();
        let pairs_of = |&a: &TagId| -> Vec<CoHeld> {
            let mut shared = vec![0; stated.len()];
            for person in stated_endorsers(self, a) {
                for b in stated_tags(&self.atlas, person).into_iter().filter(|&b| b > a) {
                    shared[b.index()] += 1;
                }
            }
            let pair = |(b, both): (usize, u32)| {
                let b = TagId::from_index(b);
                let (only_a, only_b) = (stated[a.index()] - both, stated[b.index()] - both);
                CoHeld { a, b, both, only_a, only_b, declared: self.declared_between_tags(a, b) }
            };
            shared.into_iter().enumerate().filter(|&(_, both)| both >= least.max(1)).map(pair).collect()
        };
        tags.par_iter().flat_map_iter(pairs_of).collect()
    }

    /// Everyone who holds both sides of a declared conflict, in name order.
    pub fn torn(&self) -> Vec<Torn> {
        let conflicts = |person: PersonId| {
            let tags = stated_tags(&self.atlas, person);
            let mut pairs = Vec::new();
            for (n, &a) in tags.iter().enumerate() {
                let conflict = |b: &TagId| self.declared_between_tags(a, *b) == Some(RelationKind::Conflict);
                pairs.extend(tags[n + 1..].iter().copied().filter(conflict).map(|b| (a, b)));
            }
            (!pairs.is_empty()).then_some(Torn { person, pairs })
        };
        self.people_by_name().par_iter().filter_map(|&person| conflicts(person)).collect()
    }

    /// How the strategies that two tags lead to are declared to relate; nothing if a tag leads nowhere.
    fn declared_between_tags(&self, a: TagId, b: TagId) -> Option<RelationKind> {
        let strategy = |tag: TagId| self.atlas.tags[tag].strategy;
        let kind = self.relation(strategy(a)?, strategy(b)?)?.kind;
        (kind != RelationKind::Twin).then_some(kind)
    }
}

/// The stated endorsers of a tag, each once, in file order.
fn stated_endorsers(graph: &Graph, tag: TagId) -> Vec<PersonId> {
    let is_stated = |holding: &&Holding| {
        let position = &graph.atlas.people[holding.person].positions[holding.position as usize];
        position.stance.is_endorsing() && !position.tentative
    };
    let mut people: Vec<PersonId> =
        graph.holdings(tag).iter().filter(is_stated).map(|holding| holding.person).collect();
    people.dedup();
    people
}

/// The tags that someone is a stated endorser of, each once, as catalogued.
fn stated_tags(atlas: &Atlas, person: PersonId) -> Vec<TagId> {
    let positions = atlas.people[person].positions.iter();
    let stated = positions.filter(|position| position.stance.is_endorsing() && !position.tentative);
    let mut tags: Vec<TagId> = stated.map(|position| position.tag).collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}
