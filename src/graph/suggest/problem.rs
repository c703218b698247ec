//! Constraints as a covering problem: elements to cover, candidates that each cover some of them, and pairs of
//! candidates that may not be chosen together.

use crate::model::{RelationKind, StrategyId};

use super::bits::BitSet;
use super::{Constraint, Constraints};
use crate::graph::Graph;

/// Covering problem.
pub(super) struct Problem {
    /// Strategies in every solution.
    pub(super) fixed: Vec<StrategyId>,
    /// Elements that the fixed strategies do not cover.
    pub(super) elements: Vec<Constraint>,
    /// Candidate strategies, in name order; each covers at least one element.
    pub(super) candidates: Vec<StrategyId>,
    /// Elements that each candidate covers.
    pub(super) covers: Vec<BitSet>,
    /// Candidates that each candidate conflicts with.
    pub(super) conflicts: Vec<BitSet>,
    /// Candidates that cover each element.
    pub(super) covered_by: Vec<BitSet>,
    /// Maximum number of chosen candidates.
    pub(super) room: usize,
}

/// Returns the required members, in order of id, and the maximum size.
fn required(each: &[Constraint]) -> (Vec<StrategyId>, Option<usize>) {
    let mut fixed: Vec<StrategyId> = Vec::new();
    let mut most = None;
    for constraint in each {
        match *constraint {
            Constraint::Must(strategy) => fixed.push(strategy),
            Constraint::MaxSize(max) => most = Some(max),
            _ => {}
        }
    }
    fixed.sort_unstable();
    fixed.dedup();
    (fixed, most)
}

impl Problem {
    /// Creates the problem for the constraints `each`; `None` if the required strategies already violate one.
    pub(super) fn new(graph: &Graph, constraints: &Constraints, each: &[Constraint]) -> Option<Self> {
        let (fixed, most) = required(each);
        let has_no_conflicts = each.contains(&Constraint::NoConflicts);
        let conflict = |a, b| has_no_conflicts && conflicts(graph, a).any(|other| other == b);
        let is_broken = fixed.iter().enumerate().any(|(at, &a)| fixed[..at].iter().any(|&b| conflict(a, b)));
        if is_broken || fixed.iter().any(|&id| !constraints.admits(graph, each, id)) {
            return None;
        }
        let meets = |id: StrategyId, element: &Constraint| is_met_by(graph, *element, id);
        let elements: Vec<Constraint> = each
            .iter()
            .copied()
            .filter(|constraint| matches!(constraint, Constraint::Lever(_) | Constraint::Scenario(_)))
            .filter(|element| !fixed.iter().any(|&id| meets(id, element)))
            .collect();
        let open = |id: &StrategyId| {
            !fixed.contains(id)
                && constraints.admits(graph, each, *id)
                && elements.iter().any(|element| meets(*id, element))
                && !fixed.iter().any(|&member| conflict(*id, member))
        };
        let candidates: Vec<StrategyId> = graph.atlas.strategies.ids().filter(open).collect();
        let covers: Vec<BitSet> = candidates
            .iter()
            .map(|&id| {
                BitSet::new(elements.len(), (0..elements.len()).filter(|&element| meets(id, &elements[element])))
            })
            .collect();
        let covered_by = (0..elements.len())
            .map(|element| {
                BitSet::new(candidates.len(), (0..candidates.len()).filter(|&at| covers[at].contains(element)))
            })
            .collect();
        let conflicts = candidates.iter().map(|&id| {
            let others = conflicts(graph, id).filter(|_| has_no_conflicts);
            BitSet::new(candidates.len(), others.filter_map(|other| candidates.binary_search(&other).ok()))
        });
        let conflicts = conflicts.collect();
        let room = match most {
            Some(max) => max.checked_sub(fixed.len())?,
            None => elements.len(),
        };
        Some(Self { fixed, elements, candidates, covers, conflicts, covered_by, room })
    }

    /// Returns the elements that no candidate covers.
    pub(super) fn uncoverable(&self) -> Vec<Constraint> {
        let covers = self.covered_by.iter().zip(&self.elements);
        covers.filter(|(by, _)| by.is_clear()).map(|(_, &element)| element).collect()
    }

    /// Returns the portfolio of the `chosen` candidates, in name order.
    pub(super) fn portfolio(&self, chosen: &[usize]) -> Vec<StrategyId> {
        let mut strategies: Vec<StrategyId> =
            self.fixed.iter().copied().chain(chosen.iter().map(|&at| self.candidates[at])).collect();
        strategies.sort_unstable();
        strategies
    }
}

/// Returns the strategies with a declared conflict with `id`, whichever side declares it.
fn conflicts(graph: &Graph, id: StrategyId) -> impl Iterator<Item = StrategyId> + '_ {
    graph.relations_of_kind(id, RelationKind::Conflict).map(|relation| relation.other)
}

/// Returns whether the strategy `id` covers `element`.
fn is_met_by(graph: &Graph, element: Constraint, id: StrategyId) -> bool {
    match element {
        Constraint::Lever(lever) => graph.atlas.strategies[id].coordinates.lever == lever,
        Constraint::Scenario(scenario) => graph.scenarios_of(id).contains(&scenario),
        _ => false,
    }
}
