//! Index of people: what is derived from all people of an atlas. It is stored with a compiled atlas, because to derive it
//! takes longer than to read it.

use std::cmp::Ordering;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::model::{Atlas, Id, PersonId, Stance, StrategyId, TagId};

use super::adjacency::Adjacency;
use super::claim_figures::ClaimFigures;
use super::people_scan::PeopleScan;
use super::person_facts::PeopleFacts;
use super::trust::Trust;

/// Minimum number of values that are sorted on all cores; to sort fewer takes less time than to start threads.
const MIN_SHARED_SORT: usize = 50_000;

/// Position of one person on a tag, as the index stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Person whose position it is.
    pub person: PersonId,
    /// Index of the position among the positions of the person.
    pub position: u32,
    /// Stance of the person on the tag.
    pub stance: Stance,
    /// Whether the position is inferred, not stated.
    pub tentative: bool,
}

impl Holding {
    /// Returns whether the position is a stated endorsement, that is, endorsing and not tentative.
    pub fn is_stated_support(&self) -> bool {
        self.stance.is_endorsing() && !self.tentative
    }
}

/// Data derived from all people of an atlas: their positions by tag and by strategy, orders, and figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeopleIndex {
    pub(super) holdings: Adjacency<TagId, Holding>,
    pub(super) tags_of_strategy: Adjacency<StrategyId, TagId>,
    pub(super) people_of_strategy: Adjacency<StrategyId, PersonId>,
    /// Everyone in name order.
    pub(super) by_name: Vec<PersonId>,
    /// Index of each person in `by_name`.
    pub(super) name_rank: Vec<u32>,
    /// Tags that each person endorses in a stated position, without repetition, in the order of the atlas.
    pub(super) endorsed: Adjacency<PersonId, TagId>,
    /// People who endorse each tag in a stated position, without repetition, in the order of the atlas.
    pub(super) endorsers: Adjacency<TagId, PersonId>,
    /// Figures of every p(doom), in the order of the people in the atlas.
    pub(super) p_dooms: Vec<ClaimFigures>,
    /// Figures of every timeline, in the order of the people in the atlas.
    pub(super) timelines: Vec<ClaimFigures>,
    pub(super) facts: PeopleFacts,
    pub(super) trust: Trust,
}

impl PeopleIndex {
    /// Unpacks everyone once, on all cores in parallel. `O(n log n)`.
    pub fn new(atlas: &Atlas) -> Self {
        let PeopleScan { holdings, by_name, p_dooms, timelines, facts, trust } = PeopleScan::new(atlas);
        let stated = holdings.iter().filter(|(_, holding)| holding.is_stated_support());
        let mut endorsed: Vec<(PersonId, TagId)> = stated.map(|&(tag, holding)| (holding.person, tag)).collect();
        sort_unstable_by(&mut endorsed, Ord::cmp);
        endorsed.dedup();
        let endorsers: Vec<(TagId, PersonId)> = endorsed.iter().map(|&(person, tag)| (tag, person)).collect();
        let holdings_by_tag = Adjacency::new(atlas.tags.len(), &holdings);
        drop(holdings);
        let bridges: Vec<_> =
            atlas.tags.iter().filter_map(|(tag, entry)| entry.strategy.map(|strategy| (strategy, tag))).collect();
        let mut on_record: Vec<(StrategyId, PersonId)> = bridges
            .iter()
            .flat_map(|&(strategy, tag)| holdings_by_tag.of(tag).iter().map(move |holding| (strategy, holding.person)))
            .collect();
        sort_unstable_by(&mut on_record, Ord::cmp);
        on_record.dedup();
        let mut name_rank = vec![0; by_name.len()];
        for (rank, person) in (0u32..).zip(&by_name) {
            name_rank[person.index()] = rank;
        }
        Self {
            holdings: holdings_by_tag,
            tags_of_strategy: Adjacency::new(atlas.strategies.len(), &bridges),
            people_of_strategy: Adjacency::new(atlas.strategies.len(), &on_record),
            by_name,
            name_rank,
            endorsed: Adjacency::new(atlas.people.len(), &endorsed),
            endorsers: Adjacency::new(atlas.tags.len(), &endorsers),
            p_dooms,
            timelines,
            facts,
            trust,
        }
    }

    /// Returns whether the index has as many people, tags and strategies as `atlas`.
    pub(super) fn fits(&self, atlas: &Atlas) -> bool {
        let found = [self.by_name.len(), self.holdings.keys(), self.people_of_strategy.keys()];
        found == [atlas.people.len(), atlas.tags.len(), atlas.strategies.len()]
    }
}

/// Sorts `values` on all cores, unless there are so few values that starting threads would take longer.
pub(super) fn sort_unstable_by<T: Send>(values: &mut [T], compare: impl Fn(&T, &T) -> Ordering + Sync) {
    if values.len() < MIN_SHARED_SORT {
        values.sort_unstable_by(compare);
    } else {
        values.par_sort_unstable_by(compare);
    }
}
