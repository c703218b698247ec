//! What to add to a portfolio and what to drop from it, each with what it gains and what it costs.

use std::cmp::Reverse;

use crate::model::{LeverId, RelationKind, ScenarioId, Side, StrategyId};

use super::{Demand, Demands};
use crate::graph::{Audit, Graph};

/// What one strategy changes about a portfolio: what is covered only with it, and what stands in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The strategy.
    pub strategy: StrategyId,
    /// The levers that nothing else pulls.
    pub levers: Vec<LeverId>,
    /// The scenarios that nothing else answers.
    pub scenarios: Vec<ScenarioId>,
    /// The sides that nothing else works on.
    pub sides: Vec<Side>,
    /// What it is declared to conflict with, by either side.
    pub conflicts: Vec<StrategyId>,
    /// What pulls its lever the other way, without a declared conflict.
    pub opposite: Vec<StrategyId>,
    /// What pulls its lever the same way.
    pub doubles: Vec<StrategyId>,
}

/// What to add and what to drop, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// What gains more than it costs if it is added.
    pub add: Vec<Change>,
    /// What costs at least as much as it gains, and can be dropped.
    pub drop: Vec<Change>,
}

impl Change {
    /// How much is covered only with it.
    pub fn gains(&self) -> usize {
        self.levers.len() + self.scenarios.len() + self.sides.len()
    }

    /// How much stands in its way.
    pub fn costs(&self) -> usize {
        self.conflicts.len() + self.opposite.len() + self.doubles.len()
    }

    /// What it gains less what it costs.
    fn balance(&self) -> isize {
        self.gains().cast_signed() - self.costs().cast_signed()
    }
}

impl Graph {
    /// What to add to a portfolio and what to drop from it, within `demands`: what may never be in it or has a value that
    /// is not wanted is not added, what must be in it is not dropped, and a full portfolio takes nothing more.
    pub fn advice(&self, strategies: &[StrategyId], demands: &Demands) -> Advice {
        let audit = self.audit(strategies);
        let rules = demands.each(self);
        let is_held = |id: &StrategyId| audit.strategies.binary_search(id).is_ok();
        let is_full = demands.max.is_some_and(|max| audit.strategies.len() >= max);
        let open = |id: &StrategyId| !is_full && !is_held(id) && demands.admits(self, &rules, *id);
        let mut add: Vec<Change> = self
            .atlas
            .strategies
            .ids()
            .filter(open)
            .map(|id| self.change(&audit, id))
            .filter(|change| change.balance() > 0)
            .collect();
        add.sort_by_key(|change| (Reverse(change.balance()), change.costs()));
        let free = |id: &&StrategyId| !rules.contains(&Demand::Must(**id));
        let mut drop: Vec<Change> = audit
            .strategies
            .iter()
            .filter(free)
            .map(|&id| self.without(&audit, id))
            .filter(|change| change.balance() <= 0)
            .collect();
        drop.sort_by_key(|change| (change.balance(), change.gains()));
        Advice { add, drop }
    }

    /// What a strategy of a portfolio adds to the rest of it.
    fn without(&self, audit: &Audit, strategy: StrategyId) -> Change {
        let rest: Vec<StrategyId> = audit.strategies.iter().copied().filter(|&id| id != strategy).collect();
        self.change(&self.audit(&rest), strategy)
    }

    /// What a strategy adds to a portfolio that it is not part of.
    fn change(&self, audit: &Audit, strategy: StrategyId) -> Change {
        let atlas = &self.atlas;
        let own = &atlas.strategies[strategy].coordinates;
        let side = atlas.levers[own.lever].side;
        let untouched = audit.untouched().any(|lever| lever == own.lever);
        let conflict = |id: &StrategyId| {
            self.relation(strategy, *id).is_some_and(|relation| relation.kind == RelationKind::Conflict)
        };
        let on_lever =
            || audit.strategies.iter().copied().filter(|&id| atlas.strategies[id].coordinates.lever == own.lever);
        let pull = |id: StrategyId| atlas.strategies[id].coordinates.pull;
        Change {
            strategy,
            levers: untouched.then_some(own.lever).into_iter().collect(),
            scenarios: self
                .scenarios_of(strategy)
                .iter()
                .copied()
                .filter(|scenario| audit.scenarios.iter().any(|(id, answers)| id == scenario && answers.is_empty()))
                .collect(),
            sides: (audit.on_side(side) == 0).then_some(side).into_iter().collect(),
            conflicts: audit.strategies.iter().copied().filter(conflict).collect(),
            opposite: on_lever().filter(|&id| own.pull.is_against(pull(id)) && !conflict(&id)).collect(),
            doubles: on_lever().filter(|&id| pull(id) == own.pull).collect(),
        }
    }
}
