//! Exact search: branch on the element that the fewest candidates cover, and stop a branch as soon as a lower bound
//! shows that the rest cannot be covered with what may still be chosen.
//!
//! The lower bound is the greater of two. No candidate covers more elements than the best one, so at least that many
//! candidates are needed. And elements without a common candidate need one candidate each; such a set is chosen
//! greedily, scarcest element first.

use std::sync::atomic::{AtomicBool, Ordering};

use super::SizeBounds;
use super::bits::Bits;
use super::problem::Problem;

/// The search was cancelled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cancelled;

/// Control of a running search.
pub(super) struct SearchControl<'a> {
    /// Flag that cancels the search.
    pub(super) cancel: &'a AtomicBool,
    /// Callback for the bounds proven so far.
    pub(super) progress: &'a dyn Fn(SizeBounds),
}

/// Computes the number of candidates in the smallest covers; `None` if there is no cover.
pub(super) fn minimum_size(problem: &Problem, watch: &SearchControl<'_>) -> Result<Option<usize>, Cancelled> {
    let allowed = undominated(problem);
    let mut search = Search { problem, cancel: watch.cancel, most: 1, found: Vec::new(), chosen: Vec::new() };
    let everything = Bits::all(problem.elements());
    let room = problem.room.min(problem.elements());
    search.branch(&everything, &allowed, room)?;
    let Some(some) = search.found.pop() else { return Ok(None) };
    let mut size = lower_bound(problem, &everything, &allowed).unwrap_or(some.len());
    let fixed = problem.fixed();
    let tell = |least: usize| (watch.progress)(SizeBounds { lower: fixed + least, upper: fixed + some.len() });
    while size < some.len() {
        tell(size);
        search.branch(&everything, &allowed, size)?;
        if !search.found.is_empty() {
            break;
        }
        size += 1;
    }
    let size = size.min(some.len());
    (watch.progress)(SizeBounds { lower: fixed + size, upper: fixed + size });
    Ok(Some(size))
}

/// Returns whether a cover exists.
pub(super) fn is_possible(problem: &Problem, cancel: &AtomicBool) -> Result<bool, Cancelled> {
    let mut search = Search { problem, cancel, most: 1, found: Vec::new(), chosen: Vec::new() };
    search.branch(&Bits::all(problem.elements()), &undominated(problem), problem.room.min(problem.elements()))?;
    Ok(!search.found.is_empty())
}

/// Finds up to `most` covers of exactly `size` candidates, which has to be the minimum size.
pub(super) fn all_of(
    problem: &Problem,
    size: usize,
    most: usize,
    cancel: &AtomicBool,
) -> Result<Vec<Vec<usize>>, Cancelled> {
    let mut search = Search { problem, cancel, most, found: Vec::new(), chosen: Vec::new() };
    search.branch(&Bits::all(problem.elements()), &Bits::all(problem.candidates()), size)?;
    Ok(search.found)
}

/// Candidates without those that another can replace in any cover, because it covers as much and conflicts with no
/// more.
fn undominated(problem: &Problem) -> Bits {
    let mut left = Bits::all(problem.candidates());
    for at in 0..problem.candidates() {
        let replaces = |other: usize| {
            let as_good = problem.covers[at].is_subset(&problem.covers[other])
                && problem.conflicts[other].is_subset(&problem.conflicts[at]);
            // Of two candidates that can replace each other the first stays.
            let same = as_good
                && problem.covers[at] == problem.covers[other]
                && problem.conflicts[at] == problem.conflicts[other];
            as_good && (!same || other < at)
        };
        // A replacement covers every element of this candidate, so it is among those that cover the first one.
        let peers = problem.covers[at].iter().next().map(|element| &problem.covered_by[element]);
        if peers.is_some_and(|peers| peers.iter().any(|other| other != at && replaces(other))) {
            left.remove(at);
        }
    }
    left
}

/// Lower bound on the candidates in any cover of `open`; `None` if an element cannot be covered.
fn lower_bound(problem: &Problem, open: &Bits, allowed: &Bits) -> Option<usize> {
    let mut elements: Vec<(usize, usize)> =
        open.iter().map(|element| (problem.covered_by[element].shared(allowed), element)).collect();
    elements.sort_unstable();
    if elements.first().is_some_and(|&(candidates, _)| candidates == 0) {
        return None;
    }
    let best = allowed.iter().map(|at| problem.covers[at].shared(open)).max().unwrap_or(0);
    let by_size = elements.len().div_ceil(best.max(1));
    let mut taken = Bits::new(problem.candidates());
    let mut apart = 0;
    for (_, element) in elements {
        let mut by = problem.covered_by[element].clone();
        by.keep(allowed);
        if !by.meets(&taken) {
            taken.extend(&by);
            apart += 1;
        }
    }
    Some(by_size.max(apart))
}

struct Search<'a> {
    problem: &'a Problem,
    cancel: &'a AtomicBool,
    most: usize,
    found: Vec<Vec<usize>>,
    chosen: Vec<usize>,
}

impl Search<'_> {
    /// Adds the covers of `open` with at most `room` of the `allowed` candidates.
    fn branch(&mut self, open: &Bits, allowed: &Bits, room: usize) -> Result<(), Cancelled> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(Cancelled);
        }
        if open.is_empty() {
            self.found.push(self.chosen.clone());
            return Ok(());
        }
        if lower_bound(self.problem, open, allowed).is_none_or(|least| least > room) {
            return Ok(());
        }
        let candidates = |&element: &usize| self.problem.covered_by[element].shared(allowed);
        let Some(scarcest) = open.iter().min_by_key(candidates) else { return Ok(()) };
        let mut allowed = allowed.clone();
        for at in self.problem.covered_by[scarcest].iter() {
            if !allowed.contains(at) {
                continue;
            }
            // All covers with this candidate are found in this branch; later branches do without it.
            allowed.remove(at);
            let mut left = open.clone();
            left.subtract(&self.problem.covers[at]);
            let mut others = allowed.clone();
            others.subtract(&self.problem.conflicts[at]);
            self.chosen.push(at);
            let went = self.branch(&left, &others, room - 1);
            self.chosen.pop();
            went?;
            if self.found.len() >= self.most {
                break;
            }
        }
        Ok(())
    }
}
