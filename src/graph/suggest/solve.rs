//! The exact search: branch on the element that the fewest candidates cover, and turn back as soon as a lower bound says
//! that what is left cannot be covered with what may still be chosen.
//!
//! Two bounds are taken. No candidate covers more than the best of them, so that many at least are needed. And elements
//! of which no two have a candidate in common need one each: such a set is picked greedily, scarcest element first.

use std::sync::atomic::{AtomicBool, Ordering};

use super::Bounds;
use super::bits::Bits;
use super::problem::Problem;

/// Says that nobody waits for the answer any more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cancelled;

/// Who waits for the answer.
pub(super) struct Watch<'a> {
    /// Whether nobody does any more.
    pub(super) cancel: &'a AtomicBool,
    /// Takes how far the search has come.
    pub(super) tell: &'a dyn Fn(Bounds),
}

/// How many candidates the smallest covers have; nothing if there is no cover.
pub(super) fn least(problem: &Problem, watch: &Watch<'_>) -> Result<Option<usize>, Cancelled> {
    let allowed = undominated(problem);
    let mut search = Search { problem, cancel: watch.cancel, most: 1, found: Vec::new(), chosen: Vec::new() };
    let everything = Bits::all(problem.elements());
    let room = problem.room.min(problem.elements());
    search.go(&everything, &allowed, room)?;
    let Some(some) = search.found.pop() else { return Ok(None) };
    let mut size = bound(problem, &everything, &allowed).unwrap_or(some.len());
    let fixed = problem.fixed();
    let tell = |least: usize| (watch.tell)(Bounds { least: fixed + least, most: fixed + some.len() });
    while size < some.len() {
        tell(size);
        search.go(&everything, &allowed, size)?;
        if !search.found.is_empty() {
            break;
        }
        size += 1;
    }
    let size = size.min(some.len());
    (watch.tell)(Bounds { least: fixed + size, most: fixed + size });
    Ok(Some(size))
}

/// Whether there is a cover.
pub(super) fn is_possible(problem: &Problem, cancel: &AtomicBool) -> Result<bool, Cancelled> {
    let mut search = Search { problem, cancel, most: 1, found: Vec::new(), chosen: Vec::new() };
    search.go(&Bits::all(problem.elements()), &undominated(problem), problem.room.min(problem.elements()))?;
    Ok(!search.found.is_empty())
}

/// The covers of exactly `size` candidates, which has to be the least there are, up to `most` of them.
pub(super) fn all_of(
    problem: &Problem,
    size: usize,
    most: usize,
    cancel: &AtomicBool,
) -> Result<Vec<Vec<usize>>, Cancelled> {
    let mut search = Search { problem, cancel, most, found: Vec::new(), chosen: Vec::new() };
    search.go(&Bits::all(problem.elements()), &Bits::all(problem.candidates()), size)?;
    Ok(search.found)
}

/// The candidates without those that another can stand for in any cover: it covers as much and conflicts with no more.
fn undominated(problem: &Problem) -> Bits {
    let mut left = Bits::all(problem.candidates());
    for at in 0..problem.candidates() {
        let replaces = |other: usize| {
            let as_good = problem.covers[at].is_subset(&problem.covers[other])
                && problem.conflicts[other].is_subset(&problem.conflicts[at]);
            // Of two that can stand for each other the first stays.
            let same = as_good
                && problem.covers[at] == problem.covers[other]
                && problem.conflicts[at] == problem.conflicts[other];
            as_good && (!same || other < at)
        };
        // What stands for this one covers each of its elements, so it is among those of the first.
        let peers = problem.covers[at].iter().next().map(|element| &problem.covered_by[element]);
        if peers.is_some_and(|peers| peers.iter().any(|other| other != at && replaces(other))) {
            left.remove(at);
        }
    }
    left
}

/// The least number of candidates that any cover of `open` needs; nothing if something cannot be covered.
fn bound(problem: &Problem, open: &Bits, allowed: &Bits) -> Option<usize> {
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
    fn go(&mut self, open: &Bits, allowed: &Bits, room: usize) -> Result<(), Cancelled> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(Cancelled);
        }
        if open.is_empty() {
            self.found.push(self.chosen.clone());
            return Ok(());
        }
        if bound(self.problem, open, allowed).is_none_or(|least| least > room) {
            return Ok(());
        }
        let candidates = |&element: &usize| self.problem.covered_by[element].shared(allowed);
        let Some(scarcest) = open.iter().min_by_key(candidates) else { return Ok(()) };
        let mut allowed = allowed.clone();
        for at in self.problem.covered_by[scarcest].iter() {
            if !allowed.contains(at) {
                continue;
            }
            // Covers with this candidate are all found below; the branches after it do without it.
            allowed.remove(at);
            let mut left = open.clone();
            left.subtract(&self.problem.covers[at]);
            let mut others = allowed.clone();
            others.subtract(&self.problem.conflicts[at]);
            self.chosen.push(at);
            let went = self.go(&left, &others, room - 1);
            self.chosen.pop();
            went?;
            if self.found.len() >= self.most {
                break;
            }
        }
        Ok(())
    }
}
