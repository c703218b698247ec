//! Execution of a query: finding and ranking the matching entries.
//!
//! Finding precedes scoring. A cheap test decides whether an entry matches and gives an upper bound of its weight; only
//! entries that can still be among the best are scored: of a million names starting with `a`, only a few.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use rayon::prelude::*;

use crate::graph::{Graph, PeopleOrder, order_people};
use crate::model::{Entity, Kind, PersonId, SharedSort};
use crate::place::Place;

use super::fold::Strictness;
use super::hit::{Hit, Marker};
use super::index::{IndexEntry, SearchIndex, Shard};
use super::needle::Needle;
use super::query::{MatchMode, Query};
use super::score::{STEP, Scorer};

/// Minimum number of entries for which other threads are used; with fewer entries, waking a thread takes longer than
/// the work.
const MIN_SHARED_WORK: usize = 20_000;

/// Number of entries scored between two checks of the cancellation flag.
const SCORED_AT_ONCE: usize = 2048;

/// Search over one atlas.
#[derive(Clone, Debug)]
pub struct Searcher {
    graph: Arc<Graph>,
    index: Arc<SearchIndex>,
}

/// Results of a query.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Best hits, best first.
    pub hits: Vec<Hit>,
    /// Total number of matching entries.
    pub total: usize,
    /// All entries that match, as the start for the next query if it narrows this query.
    pub narrowing: Narrowing,
}

/// All entries that match a query, as the start for a narrower query. A search of another index ignores them.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    index: Weak<SearchIndex>,
    query: Query,
    entries: Vec<u32>,
}

#[cfg(test)]
impl Narrowing {
    pub(super) fn entries_mut(&mut self) -> &mut Vec<u32> {
        &mut self.entries
    }
}

impl Searcher {
    /// Returns everything that `query` matches, without ranking it or marking what matches; `None` if `cancel` was set.
    /// `previous` has the same meaning as in [`Self::run`].
    pub fn matches(&self, query: &Query, previous: Option<&Narrowing>, cancel: &AtomicBool) -> Option<Matches> {
        if query.is_empty() {
            return Some(Matches::default());
        }
        let candidates = Search::new(self, query, cancel).find(self.narrowed(query, previous))?;
        let places = candidates.entries.iter().map(|&entry| self.index.entry(entry).place()).collect();
        let narrowing =
            Narrowing { index: Arc::downgrade(&self.index), query: query.clone(), entries: candidates.entries };
        Some(Matches { places, narrowing })
    }

    /// Returns `previous` if it is from a search of the same index and `query` narrows its query; otherwise `None`.
    fn narrowed<'n>(&self, query: &Query, previous: Option<&'n Narrowing>) -> Option<&'n Narrowing> {
        previous
            .filter(|earlier| Weak::as_ptr(&earlier.index) == Arc::as_ptr(&self.index) && query.narrows(&earlier.query))
    }

    /// Creates a searcher of `graph`; `index` must be the index of `graph`.
    pub fn new(graph: Arc<Graph>, index: Arc<SearchIndex>) -> Self {
        Self { graph, index }
    }

    /// Returns the graph that this searcher searches.
    pub fn graph(&self) -> &Arc<Graph> {
        &self.graph
    }

    /// Returns the best `limit` hits of `query`; `None` if `cancel` was set.
    ///
    /// If `query` narrows the query of `previous`, only the entries that matched it are searched. The results are the
    /// same without `previous`.
    pub fn run(
        &self,
        query: &Query,
        previous: Option<&Narrowing>,
        limit: usize,
        cancel: &AtomicBool,
    ) -> Option<Results> {
        if query.is_empty() {
            return Some(Results::default());
        }
        let search = Search::new(self, query, cancel);
        let candidates = search.find(self.narrowed(query, previous))?;
        let best = match query.order() {
            Some(order) => search.ordered(&candidates, order, limit),
            None => search.best(&candidates, limit)?,
        };
        let marker = Marker::new(&self.graph.atlas, &search.needles);
        let hit =
            |ranked: Ranked| (!search.is_cancelled()).then(|| marker.hit(self.index.entry(ranked.entry), ranked.score));
        let hits = best.into_iter().map(hit).collect::<Option<_>>()?;
        let narrowing =
            Narrowing { index: Arc::downgrade(&self.index), query: query.clone(), entries: candidates.entries };
        Some(Results { hits, total: narrowing.entries.len(), narrowing })
    }
}

/// All records that match a query, without ranks.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// Matching records, in the order of the index.
    pub places: Vec<Place>,
    /// All entries that match, as the start for the next query if it narrows this query.
    pub narrowing: Narrowing,
}

/// Query while it is executed.
struct Search<'a> {
    graph: &'a Graph,
    index: &'a SearchIndex,
    query: &'a Query,
    /// Terms in the order in which they are tested: required ones before negated ones, and longer ones first, because
    /// fewer entries contain them.
    needles: Vec<Needle>,
    /// Folded text of the whole query, for entries with exactly this name; `None` unless the query has several plain
    /// words.
    whole: Option<String>,
    cancel: &'a AtomicBool,
}

/// Matching entries in the order of the index, with an upper bound of the weight of each.
#[derive(Debug, Default)]
struct Candidates {
    entries: Vec<u32>,
    bounds: Vec<u32>,
}

impl Candidates {
    /// Returns the distinct upper bounds, highest first.
    fn distinct_bounds(&self) -> Vec<u32> {
        let highest = self.bounds.iter().copied().max().unwrap_or(0);
        let mut there = vec![false; highest as usize + 1];
        for &bound in &self.bounds {
            there[bound as usize] = true;
        }
        (0..=highest).rev().filter(|&bound| there[bound as usize]).collect()
    }

    /// Returns the entries whose upper bound is `bound`, in order.
    fn bound_by(&self, bound: u32) -> Vec<u32> {
        self.entries.iter().zip(&self.bounds).filter(|&(_, &own)| own == bound).map(|(&entry, _)| entry).collect()
    }
}

/// Scored entry. A smaller one is better: higher score, then earlier kind, then shorter name, then earlier in the
/// index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    order: (Reverse<u32>, Option<Kind>, usize),
    entry: u32,
    score: u32,
}

impl<'a> Search<'a> {
    fn new(searcher: &'a Searcher, query: &'a Query, cancel: &'a AtomicBool) -> Self {
        let mut needles: Vec<_> = query.terms().iter().map(Needle::new).collect();
        needles.shared_sort_by_key(|needle| (needle.negated, Reverse(needle.text.len())));
        let plain = needles.iter().all(|needle| needle.mode == MatchMode::Fuzzy);
        let whole = (plain && needles.len() > 1).then(|| {
            let words: Vec<_> =
                query.terms().iter().map(|term| Strictness::CASE_ACCENT_INSENSITIVE.fold(&term.text)).collect();
            words.join(" ")
        });
        Self { graph: &searcher.graph, index: &searcher.index, query, needles, whole, cancel }
    }

    fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    /// Returns the matching entries among all entries or, if there is a `previous` query, among its matches; `None` if
    /// the search was cancelled.
    fn find(&self, previous: Option<&Narrowing>) -> Option<Candidates> {
        let asked = previous.map_or(self.index.len(), |previous| previous.entries.len());
        let in_shard = |shard: &Shard| match previous {
            None => self.find_in((0..shard.len()).map(|at| shard.entry(at))),
            Some(previous) => {
                let from = previous.entries.partition_point(|&entry| entry < shard.first);
                let rest = &previous.entries[from..];
                let here = rest.iter().map(|&entry| (entry - shard.first) as usize).take_while(|&at| at < shard.len());
                self.find_in(here.map(|at| shard.entry(at)))
            }
        };
        let shards = self.index.shards();
        let found: Option<Vec<Candidates>> = if asked < MIN_SHARED_WORK {
            shards.iter().map(in_shard).collect()
        } else {
            shards.par_iter().map(in_shard).collect()
        };
        let mut found = found?;
        if found.len() == 1 {
            return found.pop();
        }
        let mut all = Candidates::default();
        for shard in found {
            all.entries.extend(shard.entries);
            all.bounds.extend(shard.bounds);
        }
        Some(all)
    }

    fn find_in<'e>(&self, entries: impl Iterator<Item = IndexEntry<'e>>) -> Option<Candidates> {
        if self.is_cancelled() {
            return None;
        }
        let mut found = Candidates::default();
        for entry in entries {
            if let Some(bound) = self.admit(entry) {
                found.entries.push(entry.number());
                found.bounds.push(bound);
            }
        }
        Some(found)
    }

    /// Returns an upper bound of the weight of `entry`; `None` if the entry does not match.
    fn admit(&self, entry: IndexEntry<'_>) -> Option<u32> {
        let filters = self.query.filters();
        if !filters.is_empty() && !filters.admit(self.graph, entry) {
            return None;
        }
        let mut bound = u32::from(self.is_whole(entry));
        for needle in &self.needles {
            match needle.find(&self.graph.atlas, entry) {
                Some(_) if needle.negated => return None,
                None if !needle.negated => return None,
                found => bound += u32::from(found.unwrap_or(0)),
            }
        }
        Some(bound)
    }

    fn is_whole(&self, entry: IndexEntry<'_>) -> bool {
        self.whole.as_deref().is_some_and(|whole| entry.name() == whole)
    }

    /// Returns the first `limit` candidates: people in the order `order`, then everything else in the order of the
    /// index.
    fn ordered(&self, candidates: &Candidates, order: PeopleOrder, limit: usize) -> Vec<Ranked> {
        let mut entries: HashMap<PersonId, u32> = HashMap::new();
        let mut others = Vec::new();
        for &entry in &candidates.entries {
            match self.index.entry(entry).place() {
                Place::Entity(Entity::Person(id)) => {
                    entries.insert(id, entry);
                }
                _ => others.push(entry),
            }
        }
        let mut people: Vec<PersonId> = entries.keys().copied().collect();
        order_people(self.graph, order, &mut people, limit);
        let scorer = Scorer::new();
        let people = people.iter().filter_map(|person| entries.get(person).copied());
        people.chain(others).take(limit).map(|entry| self.ranked(&scorer, entry)).collect()
    }

    /// Returns the best `limit` candidates, best first; `None` if the search was cancelled.
    fn best(&self, candidates: &Candidates, limit: usize) -> Option<Vec<Ranked>> {
        let sought = self.needles.iter().filter(|needle| !needle.negated).count();
        if limit == 0 || sought == 0 {
            let scorer = Scorer::new();
            return Some(candidates.entries.iter().take(limit).map(|&entry| self.ranked(&scorer, entry)).collect());
        }
        let mut best: Vec<Ranked> = Vec::new();
        for bound in candidates.distinct_bounds() {
            // The score of a term is always less than the next greater weight, so no entry with a lower bound can
            // overtake the best ones.
            let most = (bound + u32::try_from(sought).unwrap_or(u32::MAX)).saturating_mul(STEP);
            if best.len() == limit && best.last().is_some_and(|last| last.score >= most) {
                break;
            }
            best.extend(self.scored(&candidates.bound_by(bound))?);
            if best.len() > limit {
                best.select_nth_unstable(limit);
                best.truncate(limit);
            }
            best.sort_unstable();
        }
        Some(best)
    }

    fn scored(&self, entries: &[u32]) -> Option<Vec<Ranked>> {
        let chunk = |entries: &[u32]| {
            let scorer = Scorer::new();
            (!self.is_cancelled()).then(|| entries.iter().map(|&entry| self.ranked(&scorer, entry)).collect::<Vec<_>>())
        };
        let scored: Option<Vec<Vec<Ranked>>> = if entries.len() < MIN_SHARED_WORK {
            entries.chunks(SCORED_AT_ONCE).map(chunk).collect()
        } else {
            entries.par_chunks(SCORED_AT_ONCE).map(chunk).collect()
        };
        scored.map(|chunks| chunks.into_iter().flatten().collect())
    }

    fn ranked(&self, scorer: &Scorer, number: u32) -> Ranked {
        let entry = self.index.entry(number);
        let sought = self.needles.iter().filter(|needle| !needle.negated);
        let found = sought.filter_map(|needle| scorer.score(&self.graph.atlas, needle, entry));
        let score = found.map(|found| found.score).sum::<u32>() + u32::from(self.is_whole(entry)) * STEP;
        let length = entry.name().len();
        Ranked { order: (Reverse(score), entry.place().kind(), length), entry: number, score }
    }
}
