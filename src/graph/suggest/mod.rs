//! What to add to a portfolio and what to drop, and the smallest portfolios that cover what they are asked to.
//!
//! A portfolio covers a lever if one of its strategies pulls it, either way or neutrally, and a scenario if one of them
//! is named as responsive. It is without conflict if neither side of any pair *declares* one; strategies that pull one
//! lever against each other without saying so are let through.

mod advice;
mod bits;
mod clash;
mod problem;
mod read;
mod solve;

use std::sync::atomic::AtomicBool;

use crate::model::{Axis, AxisValueId, LeverId, ScenarioId, StrategyId};

use super::Graph;

pub use advice::{Advice, Change};
pub use read::{strategy_named, value_named};

use problem::Problem;
use solve::{Cancelled, Watch};

/// What the smallest portfolios have to be like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demands {
    /// Whether every lever has to be pulled.
    pub levers: bool,
    /// Whether every scenario has to be answered.
    pub scenarios: bool,
    /// What has to be in them.
    pub must: Vec<StrategyId>,
    /// What may not be in them.
    pub never: Vec<StrategyId>,
    /// How many strategies they may have.
    pub max: Option<usize>,
    /// The only values that their strategies may have on an axis; an axis that is not named is free.
    pub values: Vec<(Axis, AxisValueId)>,
}

/// One of the things that are asked of a portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Demand {
    /// That neither side of any pair declares a conflict.
    Peace,
    /// That a lever is pulled.
    Lever(LeverId),
    /// That a scenario is answered.
    Scenario(ScenarioId),
    /// That a strategy is left out.
    Never(StrategyId),
    /// That no strategy has another value on an axis.
    Values(Axis),
    /// That a strategy is in it.
    Must(StrategyId),
    /// That there are no more strategies than this.
    Most(usize),
}

/// The smallest portfolios of their kind, proven to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Smallest {
    /// As many as were wanted, each in name order: those with the fewest opposite pulls first, then in name order.
    pub portfolios: Vec<Vec<StrategyId>>,
    /// Whether there are no others of that size.
    pub are_all: bool,
}

/// How many strategies the smallest portfolios have, as far as a search that goes on has come: no fewer have been ruled
/// in or out than these two say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// It has been proven that it takes so many.
    pub least: usize,
    /// One that has so many has been found.
    pub most: usize,
}

/// What there is to say to a demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There are such portfolios.
    Found(Smallest),
    /// There are none.
    Impossible {
        /// Demands that cannot be met together; without any one of them the others can.
        clash: Vec<Demand>,
        /// What no strategy that is let in covers at all, in itself.
        beyond: Vec<Demand>,
        /// The smallest portfolios that cover everything else, if that is possible.
        otherwise: Option<Smallest>,
    },
}

impl Demands {
    /// Each thing that is asked for, those first that are named first when several explain why it cannot be had.
    fn each(&self, graph: &Graph) -> Vec<Demand> {
        let atlas = &graph.atlas;
        let levers = atlas.levers.ids().filter(|_| self.levers).map(Demand::Lever);
        let scenarios = atlas.scenarios.ids().filter(|_| self.scenarios).map(Demand::Scenario);
        let axes = Axis::ALL.into_iter().filter(|axis| self.values.iter().any(|(on, _)| on == axis));
        std::iter::once(Demand::Peace)
            .chain(levers)
            .chain(scenarios)
            .chain(self.never.iter().copied().map(Demand::Never))
            .chain(axes.map(Demand::Values))
            .chain(self.must.iter().copied().map(Demand::Must))
            .chain(self.max.map(Demand::Most))
            .collect()
    }

    /// Whether a strategy may be in a portfolio as far as its values and what is ruled out are concerned.
    fn admits(&self, graph: &Graph, demands: &[Demand], strategy: StrategyId) -> bool {
        let coordinates = &graph.atlas.strategies[strategy].coordinates;
        demands.iter().all(|demand| match *demand {
            Demand::Never(ruled_out) => strategy != ruled_out,
            Demand::Values(axis) => self.values.iter().any(|&(on, value)| on == axis && coordinates.on(axis) == value),
            _ => true,
        })
    }
}

impl Graph {
    /// The smallest portfolios that meet `demands`, up to `most` of them, found by an exact search. Nothing if `cancel`
    /// was set meanwhile.
    pub fn smallest(&self, demands: &Demands, most: usize, cancel: &AtomicBool) -> Option<Outcome> {
        self.smallest_telling(demands, most, cancel, &|_| {})
    }

    /// The same, telling `tell` whenever the search has come closer to how large they are.
    pub fn smallest_telling(
        &self,
        demands: &Demands,
        most: usize,
        cancel: &AtomicBool,
        tell: &dyn Fn(Bounds),
    ) -> Option<Outcome> {
        self.outcome(demands, most, &Watch { cancel, tell }).ok()
    }

    fn outcome(&self, demands: &Demands, most: usize, watch: &Watch<'_>) -> Result<Outcome, Cancelled> {
        let each = demands.each(self);
        if let Some(found) = self.solve(demands, &each, most, watch)? {
            return Ok(Outcome::Found(found));
        }
        let clash = clash::minimal(self, demands, each.clone(), watch.cancel)?;
        let beyond = Problem::new(self, demands, &each).map(|problem| problem.beyond()).unwrap_or_default();
        let otherwise = if beyond.is_empty() {
            None
        } else {
            let rest: Vec<Demand> = each.into_iter().filter(|demand| !beyond.contains(demand)).collect();
            self.solve(demands, &rest, most, watch)?
        };
        Ok(Outcome::Impossible { clash, beyond, otherwise })
    }

    /// The smallest portfolios that meet `each` of some demands; nothing if there are none.
    fn solve(
        &self,
        demands: &Demands,
        each: &[Demand],
        most: usize,
        watch: &Watch<'_>,
    ) -> Result<Option<Smallest>, Cancelled> {
        let Some(problem) = Problem::new(self, demands, each) else { return Ok(None) };
        let Some(size) = solve::least(&problem, watch)? else { return Ok(None) };
        // One more than wanted tells whether these are all.
        let mut found = solve::all_of(&problem, size, most.saturating_add(1), watch.cancel)?;
        let are_all = found.len() <= most;
        found.truncate(most);
        let mut portfolios: Vec<_> = found.into_iter().map(|chosen| problem.portfolio(&chosen)).collect();
        portfolios.sort_by_cached_key(|strategies| (self.audit(strategies).opposite.len(), strategies.clone()));
        Ok(Some(Smallest { portfolios, are_all }))
    }
}
