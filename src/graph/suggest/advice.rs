//! Advises on a portfolio: which strategies to add and which to drop, with what each gains and costs.

use std::cmp::Reverse;

use crate::model::{LeverId, RelationKind, ScenarioId, SharedSort, Side, StrategyId};

use super::{Constraint, Constraints};
use crate::graph::{Audit, Graph};

/// Effect of one strategy on a portfolio: what only this strategy covers, and which others it conflicts with or
/// repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrategyEffect {
    /// Strategy whose effect this is.
    pub strategy: StrategyId,
    /// Levers that no other strategy of the portfolio pulls.
    pub levers: Vec<LeverId>,
    /// Scenarios that no other strategy of the portfolio responds to.
    pub scenarios: Vec<ScenarioId>,
    /// Sides of the problem that no other strategy of the portfolio works on.
    pub sides: Vec<Side>,
    /// Strategies of the portfolio in a declared conflict with this strategy, whichever of the two declares it.
    pub conflicts: Vec<StrategyId>,
    /// Strategies of the portfolio that pull the lever of this strategy in the opposite direction, without a declared
    /// conflict.
    pub opposite: Vec<StrategyId>,
    /// Strategies of the portfolio that pull the lever of this strategy in the same direction.
    pub redundant: Vec<StrategyId>,
}

/// Strategies to add to a portfolio and to drop from it, the most advisable first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// Strategies outside the portfolio that would gain more than they cost.
    pub add: Vec<StrategyEffect>,
    /// Strategies of the portfolio that cost at least as much as they gain, so that they may be dropped.
    pub drop: Vec<StrategyEffect>,
}

impl StrategyEffect {
    /// Returns the number of levers, scenarios and sides that only this strategy covers.
    pub fn gains(&self) -> usize {
        self.levers.len() + self.scenarios.len() + self.sides.len()
    }

    /// Returns the number of strategies that this strategy conflicts with, opposes or repeats; one may count twice.
    pub fn costs(&self) -> usize {
        self.conflicts.len() + self.opposite.len() + self.redundant.len()
    }

    /// Returns the number of gains minus the number of costs.
    fn balance(&self) -> isize {
        self.gains().cast_signed() - self.costs().cast_signed()
    }
}

impl Graph {
    /// Returns advice on what to add to a portfolio and what to drop from it.
    ///
    /// Advice respects `constraints`: excluded strategies and those with a disallowed axis value are not added,
    /// required ones are not dropped, and a full portfolio gets no additions.
    pub fn advice(&self, strategies: &[StrategyId], constraints: &Constraints) -> Advice {
        let audit = self.audit(strategies);
        let rules = constraints.constraints(self);
        let is_member = |id: &StrategyId| audit.strategies.binary_search(id).is_ok();
        let is_full = constraints.max.is_some_and(|max| audit.strategies.len() >= max);
        let open = |id: &StrategyId| !is_full && !is_member(id) && constraints.admits(self, &rules, *id);
        let mut add: Vec<StrategyEffect> = self
            .atlas
            .strategies
            .ids()
            .filter(open)
            .map(|id| self.effect(&audit, id))
            .filter(|effect| effect.balance() > 0)
            .collect();
        add.shared_sort_by_key(|effect| (Reverse(effect.balance()), effect.costs()));
        let free = |id: &&StrategyId| !rules.contains(&Constraint::Must(**id));
        let mut drop: Vec<StrategyEffect> = audit
            .strategies
            .iter()
            .filter(free)
            .map(|&id| {
                let rest: Vec<StrategyId> = audit.strategies.iter().copied().filter(|&other| other != id).collect();
                self.effect(&self.audit(&rest), id)
            })
            .filter(|effect| effect.balance() <= 0)
            .collect();
        drop.shared_sort_by_key(|effect| (effect.balance(), effect.gains()));
        Advice { add, drop }
    }

    /// Returns the effect of `strategy` on the audited portfolio, which does not contain it.
    fn effect(&self, audit: &Audit, strategy: StrategyId) -> StrategyEffect {
        let atlas = &self.atlas;
        let own = &atlas.strategies[strategy].coordinates;
        let side = atlas.levers[own.lever].side;
        let untouched = audit.untouched().any(|lever| lever == own.lever);
        let conflict = |id: &StrategyId| {
            self.relation(strategy, *id).is_some_and(|relation| relation.kind == RelationKind::Conflict)
        };
        let lever = |id: StrategyId| self.direction(id).0;
        let pull = |id: StrategyId| self.direction(id).1;
        let on_lever = || audit.strategies.iter().copied().filter(|&id| lever(id) == own.lever);
        StrategyEffect {
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
            redundant: on_lever().filter(|&id| pull(id) == own.pull).collect(),
        }
    }
}
