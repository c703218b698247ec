//! Exact search for smallest covers. The search branches on the element with the fewest candidates, and drops a branch
//! when a lower bound shows that its uncovered elements need more candidates than the allowed size.
//!
//! The lower bound is the greater of two numbers. The first is the number of uncovered elements divided by the number
//! that the best candidate covers, rounded up. The second is the size of a set of elements of which no two share a
//! candidate, since each of them needs its own candidate; the set is chosen greedily, elements with the fewest
//! candidates first.

use std::sync::atomic::{AtomicBool, Ordering};

use super::SizeBounds;
use super::bits::BitSet;
use super::problem::Problem;

/// Error of a search that was cancelled before its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cancelled;

/// Control of a running search.
pub(super) struct SearchControl<'a> {
    /// Flag that another thread sets to cancel the search.
    pub(super) cancel: &'a AtomicBool,
    /// Callback that receives the bounds on the size whenever they change.
    pub(super) progress: &'a dyn Fn(SizeBounds),
}

/// Returns the number of candidates in the smallest covers; `None` if no cover exists.
pub(super) fn minimum_size(problem: &Problem, control: &SearchControl<'_>) -> Result<Option<usize>, Cancelled> {
    let allowed = undominated(problem);
    let mut search = CoverSearch::new(problem, control.cancel, 1);
    let everything = all_below(problem.elements.len());
    search.branch(&everything, &allowed, problem.room.min(problem.elements.len()))?;
    let Some(cover) = search.found.pop() else { return Ok(None) };
    let mut size = lower_bound(problem, &everything, &allowed).unwrap_or(cover.len());
    let report = |lower: usize, upper: usize| {
        let fixed = problem.fixed.len();
        (control.progress)(SizeBounds { lower: fixed + lower, upper: fixed + upper });
    };
    while size < cover.len() {
        report(size, cover.len());
        search.branch(&everything, &allowed, size)?;
        if !search.found.is_empty() {
            break;
        }
        size += 1;
    }
    let size = size.min(cover.len());
    report(size, size);
    Ok(Some(size))
}

/// Returns whether any choice of candidates covers all elements of `problem`.
pub(super) fn is_possible(problem: &Problem, cancel: &AtomicBool) -> Result<bool, Cancelled> {
    let mut search = CoverSearch::new(problem, cancel, 1);
    let elements = problem.elements.len();
    search.branch(&all_below(elements), &undominated(problem), problem.room.min(elements))?;
    Ok(!search.found.is_empty())
}

/// Finds up to `most` covers of exactly `size` candidates, each as indexes of candidates; `size` must be the minimum
/// size.
pub(super) fn all_of(
    problem: &Problem,
    size: usize,
    most: usize,
    cancel: &AtomicBool,
) -> Result<Vec<Vec<usize>>, Cancelled> {
    let mut search = CoverSearch::new(problem, cancel, most);
    search.branch(&all_below(problem.elements.len()), &all_below(problem.candidates.len()), size)?;
    Ok(search.found)
}

/// Returns the set of all numbers below `bound`.
fn all_below(bound: usize) -> BitSet {
    BitSet::new(bound, 0..bound)
}

/// Returns the candidates that no other candidate dominates. A candidate is dominated if another covers all its
/// elements and conflicts with no candidate that it does not conflict with.
fn undominated(problem: &Problem) -> BitSet {
    let mut left = all_below(problem.candidates.len());
    for at in 0..problem.candidates.len() {
        let replaces = |other: usize| {
            let as_good = problem.covers[at].is_subset(&problem.covers[other])
                && problem.conflicts[other].is_subset(&problem.conflicts[at]);
            // Two interchangeable candidates dominate each other; only the second is removed.
            let same = as_good
                && problem.covers[at] == problem.covers[other]
                && problem.conflicts[at] == problem.conflicts[other];
            as_good && (!same || other < at)
        };
        // A candidate that dominates `at` covers all elements of `at`, including the first. Only the candidates that
        // cover the first element are therefore compared.
        let peers = problem.covers[at].ones().next().map(|element| &problem.covered_by[element]);
        if peers.is_some_and(|peers| peers.ones().any(|other| other != at && replaces(other))) {
            left.remove(at);
        }
    }
    left
}

/// Returns a lower bound on the number of `allowed` candidates in any cover of the elements `open`; `None` if no
/// allowed candidate covers one of them.
fn lower_bound(problem: &Problem, open: &BitSet, allowed: &BitSet) -> Option<usize> {
    let mut elements: Vec<(usize, usize)> =
        open.ones().map(|element| (problem.covered_by[element].intersection_count(allowed), element)).collect();
    elements.sort_unstable();
    if elements.first().is_some_and(|&(candidates, _)| candidates == 0) {
        return None;
    }
    let best = allowed.ones().map(|at| problem.covers[at].intersection_count(open)).max().unwrap_or(0);
    let by_size = elements.len().div_ceil(best.max(1));
    let mut taken = BitSet::new(problem.candidates.len(), []);
    let mut apart = 0;
    for (_, element) in elements {
        let mut by = problem.covered_by[element].clone();
        by.intersect_with(allowed);
        if by.is_disjoint(&taken) {
            taken.union_with(&by);
            apart += 1;
        }
    }
    Some(by_size.max(apart))
}

struct CoverSearch<'a> {
    problem: &'a Problem,
    cancel: &'a AtomicBool,
    most: usize,
    found: Vec<Vec<usize>>,
    chosen: Vec<usize>,
}

impl<'a> CoverSearch<'a> {
    fn new(problem: &'a Problem, cancel: &'a AtomicBool, most: usize) -> Self {
        Self { problem, cancel, most, found: Vec::new(), chosen: Vec::new() }
    }

    /// Adds the covers of the elements `open` that use at most `room` of the `allowed` candidates to `found`, until
    /// `most` are found.
    fn branch(&mut self, open: &BitSet, allowed: &BitSet, room: usize) -> Result<(), Cancelled> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(Cancelled);
        }
        if open.is_clear() {
            self.found.push(self.chosen.clone());
            return Ok(());
        }
        if lower_bound(self.problem, open, allowed).is_none_or(|least| least > room) {
            return Ok(());
        }
        let candidates = |&element: &usize| self.problem.covered_by[element].intersection_count(allowed);
        let Some(scarcest) = open.ones().min_by_key(candidates) else { return Ok(()) };
        let mut allowed = allowed.clone();
        for at in self.problem.covered_by[scarcest].ones() {
            if !allowed.contains(at) {
                continue;
            }
            // The recursive call finds all covers with candidate `at`; the following candidates are tried without `at`.
            allowed.remove(at);
            let mut left = open.clone();
            left.difference_with(&self.problem.covers[at]);
            let mut others = allowed.clone();
            others.difference_with(&self.problem.conflicts[at]);
            self.chosen.push(at);
            let result = self.branch(&left, &others, room - 1);
            self.chosen.pop();
            result?;
            if self.found.len() >= self.most {
                break;
            }
        }
        Ok(())
    }
}
