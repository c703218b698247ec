//! Finds pairs of tags that people endorse together. Only stated endorsements count, since a tentative position says
//! too little about two tags at once.

use rayon::prelude::*;

use crate::model::{Id, PersonId, RelationKind, TagId};

use super::Graph;

/// Two tags that people endorse together, the one that comes first in the atlas as `a`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoEndorsement {
    /// Tag that comes first in the atlas.
    pub a: TagId,
    /// Tag that comes second in the atlas.
    pub b: TagId,
    /// Number of people who endorse both tags.
    pub both: u32,
    /// Number of people who endorse `a` but not `b`.
    pub only_a: u32,
    /// Number of people who endorse `b` but not `a`.
    pub only_b: u32,
    /// Declared relation of the strategies that the two tags lead to, whichever of them declares it; `None` if there is
    /// none.
    pub declared: Option<RelationKind>,
}

impl CoEndorsement {
    /// Returns the number of people who endorse both tags, divided by the number of those who endorse at least one of
    /// them (Jaccard index); from 0 to 1.
    pub fn jaccard(&self) -> f64 {
        let either = self.both + self.only_a + self.only_b;
        if either == 0 { 0.0 } else { f64::from(self.both) / f64::from(either) }
    }
}

/// Person with stated endorsements of tags whose strategies have a declared conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictedEndorser {
    /// Person who endorses both tags of each pair.
    pub person: PersonId,
    /// Pairs of endorsed tags whose strategies conflict, each in the order of the atlas.
    pub pairs: Vec<(TagId, TagId)>,
}

impl Graph {
    /// Returns every pair of tags that at least `least` people endorse together, in the order of the tags in the atlas.
    pub fn co_endorsements(&self, least: u32) -> Vec<CoEndorsement> {
        let tags: Vec<TagId> = self.atlas.tags.ids().collect();
        let counts = || vec![0_u32; tags.len()];
        tags.par_iter()
            .map_init(counts, |counts, &tag| self.co_endorsements_with(tag, least.max(1), counts))
            .flatten()
            .collect()
    }

    /// Returns the pairs of `a` and a later tag of the atlas that at least `least` people endorse together. `counts`
    /// has room for a count per tag; all counts have to be zero, and are zero again after the call.
    fn co_endorsements_with(&self, a: TagId, least: u32, counts: &mut [u32]) -> Vec<CoEndorsement> {
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
            let only = |tag: TagId| u32::try_from(self.stated_endorsers(tag).len()).unwrap_or(u32::MAX) - both;
            let declared = self.declared_between_tags(a, b);
            let shares = || CoEndorsement { a, b, both, only_a: only(a), only_b: only(b), declared };
            (both >= least).then(shares)
        };
        met.into_iter().filter_map(pair).collect()
    }

    /// Returns everyone with stated endorsements of two tags whose strategies have a declared conflict, in name order.
    pub fn conflicted_endorsers(&self) -> Vec<ConflictedEndorser> {
        let mut endorsed: Vec<(PersonId, (TagId, TagId))> = Vec::new();
        for (a, b) in self.conflicting_tags() {
            let both = self.stated_endorsers(a).iter().filter(|&&person| self.stated_tags(person).contains(&b));
            endorsed.extend(both.map(|&person| (person, (a, b))));
        }
        endorsed.sort_unstable_by_key(|&(person, pair)| (self.name_rank(person), pair));
        let endorser = |pairs: &[(PersonId, (TagId, TagId))]| ConflictedEndorser {
            person: pairs[0].0,
            pairs: pairs.iter().map(|&(_, pair)| pair).collect(),
        };
        endorsed.chunk_by(|this, next| this.0 == next.0).map(endorser).collect()
    }

    /// Returns the pairs of tags whose strategies have a declared conflict, each pair in the order of the atlas.
    fn conflicting_tags(&self) -> impl Iterator<Item = (TagId, TagId)> + '_ {
        let conflicts = |from| {
            let others = self.relations_of_kind(from, RelationKind::Conflict).map(|relation| relation.other);
            others.filter(move |&to| from < to)
        };
        self.atlas.strategies.ids().flat_map(move |from| {
            conflicts(from).flat_map(move |to| {
                let pairs = self.tags_of(from).iter().flat_map(move |&a| self.tags_of(to).iter().map(move |&b| (a, b)));
                pairs.map(|(a, b)| (a.min(b), a.max(b)))
            })
        })
    }

    /// Returns the declared relation of the strategies that the tags `a` and `b` lead to; `None` if there is none or a
    /// tag leads to no strategy.
    fn declared_between_tags(&self, a: TagId, b: TagId) -> Option<RelationKind> {
        let strategy = |tag: TagId| self.atlas.tags[tag].strategy;
        let kind = self.relation(strategy(a)?, strategy(b)?)?.kind;
        (kind != RelationKind::Twin).then_some(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_those_who_endorse_both_is_zero_where_nobody_endorses_either() {
        let share = |both, only_a, only_b| {
            CoEndorsement { a: TagId::from_index(0), b: TagId::from_index(1), both, only_a, only_b, declared: None }
                .jaccard()
        };
        let shares = [share(0, 0, 0), share(0, 1, 2), share(1, 1, 2), share(3, 0, 0)].map(|share| format!("{share:?}"));
        assert_eq!(shares, ["0.0", "0.0", "0.25", "1.0"]);
    }
}
