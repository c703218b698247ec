//! Indexes of people: their positions by tag and by strategy, their name order, and their stated endorsements.

use std::cmp::Ordering;
use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::{Atlas, Id, PersonId, Stance, StrategyId, TagId};

use super::Graph;
use super::adjacency::Adjacency;

/// Minimum number of values that are sorted on all cores; to sort fewer takes less time than to start threads.
const MIN_SHARED_SORT: usize = 50_000;

/// Position of one person on a tag, as the index stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Person who has positions on tags that another person has positions on too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The neighbour of the other person.
    pub person: PersonId,
    /// Number of tags on which both people have a position.
    pub shared: u32,
    /// Number of tags that both people share, divided by the number of tags that at least one of them has a position on
    /// (Jaccard index); from 0 to 1.
    pub jaccard: f64,
}

/// Positions by tag and by strategy, with data derived from them for each person and each tag.
#[derive(Clone, Debug)]
pub(super) struct HoldingsIndex {
    holdings: Adjacency<TagId, Holding>,
    tags_of_strategy: Adjacency<StrategyId, TagId>,
    people_of_strategy: Adjacency<StrategyId, PersonId>,
    by_name: Vec<PersonId>,
    name_rank: Vec<u32>,
    /// Tags that each person endorses in a stated position, without repetition, in the order of the atlas.
    endorsed: Adjacency<PersonId, TagId>,
    /// People who endorse each tag in a stated position, without repetition, in the order of the atlas.
    endorsers: Adjacency<TagId, PersonId>,
}

impl HoldingsIndex {
    /// Indexes `holdings`, the positions of all people in the order of the atlas; `by_name` has the people in name
    /// order.
    pub(super) fn new(atlas: &Atlas, holdings: Vec<(TagId, Holding)>, by_name: Vec<PersonId>) -> Self {
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
        }
    }
}

impl Graph {
    /// Returns the tags that lead to the strategy `id`, in the order of the atlas.
    pub fn tags_of(&self, id: StrategyId) -> &[TagId] {
        self.people.tags_of_strategy.of(id)
    }

    /// Returns the people with a position on a tag that leads to the strategy `id`, without repetition, in the order of
    /// the atlas.
    pub fn on_record(&self, id: StrategyId) -> &[PersonId] {
        self.people.people_of_strategy.of(id)
    }

    /// Returns every position on `tag`, whatever its stance, in the order of the people in the atlas.
    pub fn holdings(&self, tag: TagId) -> &[Holding] {
        self.people.holdings.of(tag)
    }

    /// Returns the people with a position on `tag`, without repetition, in the order of the atlas.
    pub fn holders(&self, tag: TagId) -> Vec<PersonId> {
        let mut people: Vec<_> = self.holdings(tag).iter().map(|holding| holding.person).collect();
        people.dedup();
        people
    }

    /// Returns the people with a stated endorsement of `tag`, without repetition, in the order of the atlas.
    pub fn stated_endorsers(&self, tag: TagId) -> &[PersonId] {
        self.people.endorsers.of(tag)
    }

    /// Returns the tags that `person` endorses in a stated position, without repetition, in the order of the atlas.
    pub fn stated_tags(&self, person: PersonId) -> &[TagId] {
        self.people.endorsed.of(person)
    }

    /// Returns the tags that `person` has a position on, without repetition, in the order of the person's positions.
    pub fn tags_of_person(&self, person: PersonId) -> Vec<TagId> {
        let mut tags = Vec::new();
        for position in self.atlas.people.view(person).positions {
            if !tags.contains(&position.tag) {
                tags.push(position.tag);
            }
        }
        tags
    }

    /// Returns everyone in name order; the order ignores case and accents but not apostrophes and spaces.
    pub fn people_by_name(&self) -> &[PersonId] {
        &self.people.by_name
    }

    /// Returns the index of a person among all people in name order.
    pub fn name_rank(&self, person: PersonId) -> u32 {
        self.people.name_rank[person.index()]
    }

    /// Finds the neighbours of `person` by the rule of the public catalogue: people who share at least two tags, or one
    /// if the person has fewer than three. Stances do not matter. They are sorted by shared tags and Jaccard index; of equals,
    /// the most prominent come first.
    pub fn neighbours(&self, person: PersonId) -> Vec<Neighbour> {
        let own = self.tags_of_person(person);
        let mut shared: HashMap<PersonId, u32> = HashMap::new();
        for &tag in &own {
            for other in self.holders(tag).into_iter().filter(|&other| other != person) {
                *shared.entry(other).or_default() += 1;
            }
        }
        let min_shared = if own.len() >= 3 { 2 } else { 1 };
        let mut found: Vec<Neighbour> = shared
            .into_iter()
            .filter(|&(_, shared)| shared >= min_shared)
            .map(|(other, shared)| {
                let union = own.len() + self.tags_of_person(other).len() - shared as usize;
                #[expect(clippy::cast_precision_loss, reason = "counts of tags are small")]
                let jaccard = f64::from(shared) / union as f64;
                Neighbour { person: other, shared, jaccard }
            })
            .collect();
        found.sort_by(|a, b| {
            let by_jaccard = b.shared.cmp(&a.shared).then(b.jaccard.total_cmp(&a.jaccard));
            by_jaccard.then_with(|| self.prominence(a.person).cmp(&self.prominence(b.person)))
        });
        found
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
