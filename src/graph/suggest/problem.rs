//! Portfolio constraints as a covering problem: elements (levers and scenarios) to cover, candidate strategies that
//! each cover some of the elements, and pairs of candidates that may not be chosen together.

use crate::model::{RelationKind, StrategyId};

use super::bits::BitSet;
use super::{Constraint, Constraints};
use crate::graph::Graph;

/// Covering problem: choose as few candidates as possible so that they cover every element and no two of them conflict.
/// Sets of candidates and elements contain indexes into `candidates` and `elements`.
pub(super) struct Problem {
    /// Required strategies, which are part of every solution.
    pub(super) fixed: Vec<StrategyId>,
    /// Levers and scenarios that must be covered and that no strategy in `fixed` covers.
    pub(super) elements: Vec<Constraint>,
    /// Candidate strategies, in name order; each covers at least one element.
    pub(super) candidates: Vec<StrategyId>,
    /// For each candidate, the elements that it covers.
    pub(super) covers: Vec<BitSet>,
    /// For each candidate, the candidates that it conflicts with.
    pub(super) conflicts: Vec<BitSet>,
    /// For each element, the candidates that cover it.
    pub(super) covered_by: Vec<BitSet>,
    /// Maximum number of candidates that a solution may choose.
    pub(super) room: usize,
}

/// Returns the strategies that `each` requires, in order of id, and the maximum number of strategies (`None` without a
/// limit).
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
    /// Creates the problem for the constraints `each`; returns `None` if the required strategies alone already violate
    /// a constraint.
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

    /// Returns the required strategies and the `chosen` candidates as one portfolio, in name order.
    pub(super) fn portfolio(&self, chosen: &[usize]) -> Vec<StrategyId> {
        let mut strategies: Vec<StrategyId> =
            self.fixed.iter().copied().chain(chosen.iter().map(|&at| self.candidates[at])).collect();
        strategies.sort_unstable();
        strategies
    }
}

/// Returns the strategies that have a declared conflict with `id`, whichever of the two declares it.
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
