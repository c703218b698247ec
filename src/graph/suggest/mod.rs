//! Suggestions for a portfolio: advice on additions and removals, and the smallest portfolios that meet given
//! constraints.
//!
//! A portfolio covers a lever if one of its strategies pulls it, in any direction or neutrally, and a scenario if one
//! of them responds to it. It is free of conflicts if neither side of any pair *declares* one; strategies that pull one
//! lever in opposite directions without a declared conflict are allowed.

mod advice;
mod bits;
mod parse;
mod problem;
mod solve;

use std::sync::atomic::AtomicBool;

use crate::model::{Axis, AxisValueId, LeverId, ScenarioId, StrategyId};

use super::Graph;

pub use advice::{Advice, StrategyEffect};
pub use parse::{strategy_named, value_named};

use problem::Problem;
use solve::{Cancelled, SearchControl};

/// Constraints on the smallest portfolios.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// Whether every lever must be pulled.
    pub levers: bool,
    /// Whether every scenario must have a responsive strategy.
    pub scenarios: bool,
    /// Strategies that the portfolio must contain.
    pub must: Vec<StrategyId>,
    /// Strategies that the portfolio must not contain.
    pub never: Vec<StrategyId>,
    /// Maximum number of strategies.
    pub max: Option<usize>,
    /// Allowed values by axis; an axis without an entry is unrestricted.
    pub values: Vec<(Axis, AxisValueId)>,
}

/// Single constraint on a portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// No pair has a declared conflict, whichever side declares it.
    NoConflicts,
    /// A lever is pulled.
    Lever(LeverId),
    /// A scenario has a response.
    Scenario(ScenarioId),
    /// A strategy is not in the portfolio.
    Never(StrategyId),
    /// Every strategy has an allowed value on an axis.
    Values(Axis),
    /// A strategy is in the portfolio.
    Must(StrategyId),
    /// The portfolio has at most this many strategies.
    MaxSize(usize),
}

/// Smallest portfolios that meet the constraints, with a proof of minimality.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmallestPortfolios {
    /// Portfolios, up to the requested number, each in name order; fewest opposite pulls first, then by name.
    pub portfolios: Vec<Vec<StrategyId>>,
    /// Whether these are all portfolios of the minimum size.
    pub are_all: bool,
}

/// Proven bounds on the size of the smallest portfolios, while the search is running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeBounds {
    /// Proven lower bound.
    pub lower: usize,
    /// Size of the smallest portfolio found so far.
    pub upper: usize,
}

/// Result of a search for the smallest portfolios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SolveOutcome {
    /// Portfolios that meet the constraints.
    Found(SmallestPortfolios),
    /// No portfolio meets the constraints.
    Impossible {
        /// Constraints that cannot be met together, but can be met without any one of them.
        clash: Vec<Constraint>,
        /// Levers and scenarios that no allowed strategy covers.
        uncoverable: Vec<Constraint>,
        /// Smallest portfolios that meet the constraints except the uncoverable ones, if there are any.
        relaxed: Option<SmallestPortfolios>,
    },
}

impl Constraints {
    /// Lists the constraints individually, least important first: explanations of a failure drop them in this order.
    fn constraints(&self, graph: &Graph) -> Vec<Constraint> {
        let atlas = &graph.atlas;
        let levers = atlas.levers.ids().filter(|_| self.levers).map(Constraint::Lever);
        let scenarios = atlas.scenarios.ids().filter(|_| self.scenarios).map(Constraint::Scenario);
        let axes = Axis::ALL.into_iter().filter(|axis| self.values.iter().any(|(on, _)| on == axis));
        std::iter::once(Constraint::NoConflicts)
            .chain(levers)
            .chain(scenarios)
            .chain(self.never.iter().copied().map(Constraint::Never))
            .chain(axes.map(Constraint::Values))
            .chain(self.must.iter().copied().map(Constraint::Must))
            .chain(self.max.map(Constraint::MaxSize))
            .collect()
    }

    /// Returns whether the constraints `each` allow `strategy` as a member.
    fn admits(&self, graph: &Graph, each: &[Constraint], strategy: StrategyId) -> bool {
        let coordinates = &graph.atlas.strategies[strategy].coordinates;
        each.iter().all(|constraint| match *constraint {
            Constraint::Never(excluded) => strategy != excluded,
            Constraint::Values(axis) => {
                self.values.iter().any(|&(on, value)| on == axis && coordinates.on(axis) == value)
            }
            _ => true,
        })
    }
}

impl Graph {
    /// Finds up to `most` of the smallest portfolios that meet the constraints by an exact search; `None` if `cancel`
    /// was set.
    pub fn smallest(&self, constraints: &Constraints, most: usize, cancel: &AtomicBool) -> Option<SolveOutcome> {
        self.smallest_with_progress(constraints, most, cancel, &|_| {})
    }

    /// Finds the smallest portfolios as [`Graph::smallest`] does, and calls `progress` whenever the bounds change.
    pub fn smallest_with_progress(
        &self,
        constraints: &Constraints,
        most: usize,
        cancel: &AtomicBool,
        progress: &dyn Fn(SizeBounds),
    ) -> Option<SolveOutcome> {
        let solver = Solver { graph: self, constraints, most, control: SearchControl { cancel, progress } };
        solver.outcome().ok()
    }
}

/// Search for the smallest portfolios, with its limits.
struct Solver<'a> {
    graph: &'a Graph,
    constraints: &'a Constraints,
    most: usize,
    control: SearchControl<'a>,
}

impl Solver<'_> {
    fn outcome(&self) -> Result<SolveOutcome, Cancelled> {
        let each = self.constraints.constraints(self.graph);
        if let Some(found) = self.solve(&each)? {
            return Ok(SolveOutcome::Found(found));
        }
        let clash = self.minimal_infeasible_subset(each.clone())?;
        let uncoverable = self.problem(&each).map(|problem| problem.uncoverable()).unwrap_or_default();
        let relaxed = if uncoverable.is_empty() {
            None
        } else {
            let rest: Vec<Constraint> =
                each.into_iter().filter(|constraint| !uncoverable.contains(constraint)).collect();
            self.solve(&rest)?
        };
        Ok(SolveOutcome::Impossible { clash, uncoverable, relaxed })
    }

    fn problem(&self, each: &[Constraint]) -> Option<Problem> {
        Problem::new(self.graph, self.constraints, each)
    }

    /// Finds the smallest portfolios that meet `each` of the constraints; `None` if there are none.
    fn solve(&self, each: &[Constraint]) -> Result<Option<SmallestPortfolios>, Cancelled> {
        let Some(problem) = self.problem(each) else { return Ok(None) };
        let Some(size) = solve::minimum_size(&problem, &self.control)? else { return Ok(None) };
        // One portfolio more than requested shows whether these are all.
        let mut found = solve::all_of(&problem, size, self.most.saturating_add(1), self.control.cancel)?;
        let are_all = found.len() <= self.most;
        found.truncate(self.most);
        let mut portfolios: Vec<_> = found.into_iter().map(|chosen| problem.portfolio(&chosen)).collect();
        portfolios.sort_by_cached_key(|strategies| (self.graph.audit(strategies).opposite.len(), strategies.clone()));
        Ok(Some(SmallestPortfolios { portfolios, are_all }))
    }

    /// Removes constraints from `each` until every remaining one is needed for the conflict: the result cannot be met,
    /// but can be met without any one of its constraints.
    fn minimal_infeasible_subset(&self, mut each: Vec<Constraint>) -> Result<Vec<Constraint>, Cancelled> {
        let mut at = 0;
        while at < each.len() {
            let constraint = each.remove(at);
            let problem = self.problem(&each);
            // The rest can be met without this constraint, so the conflict needs it.
            if problem.map_or(Ok(false), |problem| solve::is_possible(&problem, self.control.cancel))? {
                each.insert(at, constraint);
                at += 1;
            }
        }
        Ok(each)
    }
}
