//! A demand as a covering problem: elements to cover, candidates that each cover some of them, and candidates that may
//! not stand together.

use crate::model::{Id, RelationKind, StrategyId};

use super::bits::Bits;
use super::{Demand, Demands};
use crate::graph::Graph;

/// What is to be covered, by what.
pub(super) struct Problem {
    /// What is in every solution.
    fixed: Vec<StrategyId>,
    /// What is left to cover, as demanded.
    elements: Vec<Demand>,
    /// What may be chosen, in name order; each covers something.
    candidates: Vec<StrategyId>,
    /// What each candidate covers.
    pub(super) covers: Vec<Bits>,
    /// The candidates that each conflicts with.
    pub(super) conflicts: Vec<Bits>,
    /// The candidates that cover each element.
    pub(super) covered_by: Vec<Bits>,
    /// How many candidates may be chosen.
    pub(super) room: usize,
}

impl Problem {
    /// The problem that `each` of `demands` poses; nothing if what has to be in already breaks one of them.
    pub(super) fn new(graph: &Graph, demands: &Demands, each: &[Demand]) -> Option<Self> {
        let mut fixed: Vec<StrategyId> = Vec::new();
        let mut most = None;
        for demand in each {
            match *demand {
                Demand::Must(strategy) => fixed.push(strategy),
                Demand::Most(max) => most = Some(max),
                _ => {}
            }
        }
        fixed.sort_unstable();
        fixed.dedup();
        let peaceful = each.contains(&Demand::Peace);
        let conflict = |a, b| peaceful && conflicts(graph, a).any(|other| other == b);
        let quarrel = fixed.iter().enumerate().any(|(at, &a)| fixed[..at].iter().any(|&b| conflict(a, b)));
        if quarrel || fixed.iter().any(|&id| !demands.admits(graph, each, id)) {
            return None;
        }
        let meets = |id: StrategyId, element: &Demand| match *element {
            Demand::Lever(lever) => graph.atlas.strategies[id].coordinates.lever == lever,
            Demand::Scenario(scenario) => graph.scenarios_of(id).contains(&scenario),
            _ => false,
        };
        let elements: Vec<Demand> = each
            .iter()
            .copied()
            .filter(|demand| matches!(demand, Demand::Lever(_) | Demand::Scenario(_)))
            .filter(|element| !fixed.iter().any(|&id| meets(id, element)))
            .collect();
        let open = |id: &StrategyId| {
            !fixed.contains(id)
                && demands.admits(graph, each, *id)
                && elements.iter().any(|element| meets(*id, element))
                && !fixed.iter().any(|&held| conflict(*id, held))
        };
        let candidates: Vec<StrategyId> = graph.atlas.strategies.ids().filter(open).collect();
        let mut covers = vec![Bits::new(elements.len()); candidates.len()];
        let mut covered_by = vec![Bits::new(candidates.len()); elements.len()];
        for (at, &id) in candidates.iter().enumerate() {
            for element in (0..elements.len()).filter(|&element| meets(id, &elements[element])) {
                covers[at].insert(element);
                covered_by[element].insert(at);
            }
        }
        let mut quarrels = vec![Bits::new(candidates.len()); candidates.len()];
        for (at, &id) in candidates.iter().enumerate().filter(|_| peaceful) {
            let others = conflicts(graph, id).filter_map(|other| candidates.binary_search(&other).ok());
            others.for_each(|other| quarrels[at].insert(other));
        }
        let room = match most {
            Some(max) => max.checked_sub(fixed.len())?,
            None => elements.len(),
        };
        Some(Self { fixed, elements, candidates, covers, conflicts: quarrels, covered_by, room })
    }

    /// How many strategies are in every solution.
    pub(super) fn fixed(&self) -> usize {
        self.fixed.len()
    }

    /// How many candidates there are.
    pub(super) fn candidates(&self) -> usize {
        self.candidates.len()
    }

    /// How many elements there are.
    pub(super) fn elements(&self) -> usize {
        self.elements.len()
    }

    /// What no candidate covers.
    pub(super) fn beyond(&self) -> Vec<Demand> {
        let covers = self.covered_by.iter().zip(&self.elements);
        covers.filter(|(by, _)| by.is_empty()).map(|(_, &element)| element).collect()
    }

    /// The portfolio that a choice of candidates makes, in name order.
    pub(super) fn portfolio(&self, chosen: &[usize]) -> Vec<StrategyId> {
        let mut strategies: Vec<StrategyId> =
            self.fixed.iter().copied().chain(chosen.iter().map(|&at| self.candidates[at])).collect();
        strategies.sort_by_key(|id| id.index());
        strategies
    }
}

/// The strategies that one is declared to conflict with, by either side.
fn conflicts(graph: &Graph, id: StrategyId) -> impl Iterator<Item = StrategyId> + '_ {
    graph.relations_of_kind(id, RelationKind::Conflict).map(|relation| relation.other)
}
