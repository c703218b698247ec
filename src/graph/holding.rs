//! What people hold together: pairs of tags with the people who are on the record for both. Only stated endorsers
//! count; a tentative position says too little to speak of holding two things at once.

use rayon::prelude::*;

use crate::model::{Atlas, PersonId, RelationKind, TagId};

use super::Graph;

/// How many people are looked at in one go: enough that putting the parts together costs nothing.
const CHUNK: usize = 4096;

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
        let (mut pairs, mut stated) = self.stated_pairs();
        pairs.par_sort_unstable();
        stated.par_sort_unstable();
        let holders = |tag: TagId| run(&stated, tag);
        let pair = |pairs: &[(TagId, TagId)]| {
            let ((a, b), both) = (pairs[0], count(pairs.len()));
            let (only_a, only_b) = (holders(a) - both, holders(b) - both);
            CoHeld { a, b, both, only_a, only_b, declared: self.declared_between_tags(a, b) }
        };
        let enough = |pairs: &&[(TagId, TagId)]| count(pairs.len()) >= least.max(1);
        pairs.chunk_by(|this, next| this == next).filter(enough).map(pair).collect()
    }

    /// Every two tags that someone is a stated endorser of, the one catalogued first before the other, and every tag,
    /// once for each person.
    fn stated_pairs(&self) -> (Vec<(TagId, TagId)>, Vec<TagId>) {
        let people: Vec<PersonId> = self.atlas.people.ids().collect();
        let of_some = |people: &[PersonId]| {
            let (mut pairs, mut stated) = (Vec::new(), Vec::new());
            for &person in people {
                let tags = stated_tags(&self.atlas, person);
                for (at, &a) in tags.iter().enumerate() {
                    pairs.extend(tags[at + 1..].iter().map(|&b| (a, b)));
                }
                stated.extend(tags);
            }
            (pairs, stated)
        };
        let joined = |(mut pairs, mut stated): (Vec<_>, Vec<_>), (more, others): (Vec<_>, Vec<_>)| {
            pairs.extend(more);
            stated.extend(others);
            (pairs, stated)
        };
        people.par_chunks(CHUNK).map(of_some).reduce(Default::default, joined)
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

/// How many there are of `tag` in a sorted list.
fn run(sorted: &[TagId], tag: TagId) -> u32 {
    let from = sorted.partition_point(|&other| other < tag);
    count(sorted[from..].partition_point(|&other| other == tag))
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
