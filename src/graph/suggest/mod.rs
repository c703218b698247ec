//! Suggestions for a portfolio: advice on additions and removals, and the smallest portfolios that meet given
//! constraints.
//!
//! A portfolio (a set of strategies) covers a lever if one of its strategies acts on that lever, in any direction or
//! neutrally. The portfolio covers a scenario if one of its strategies responds to that scenario. A portfolio is free
//! of conflicts if no two of its strategies have a conflict that at least one of the two *declares*; strategies that
//! pull one lever in opposite directions without a declared conflict are allowed.

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

/// Constraints that a portfolio must meet in the search for the smallest portfolios.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// Whether the portfolio must have a strategy on every lever of the atlas.
    pub levers: bool,
    /// Whether the portfolio must have a strategy that responds to each scenario of the atlas.
    pub scenarios: bool,
    /// Strategies that the portfolio must contain.
    pub must: Vec<StrategyId>,
    /// Strategies that the portfolio must not contain.
    pub never: Vec<StrategyId>,
    /// Maximum number of strategies in the portfolio; `None` for no limit.
    pub max: Option<usize>,
    /// Pairs of an axis and a value that strategies may have on that axis; an axis without a pair is unrestricted.
    pub values: Vec<(Axis, AxisValueId)>,
}

/// Single constraint on a portfolio. [`Constraints`] are split into these for the search and for explaining a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// No two strategies of the portfolio have a conflict that either of the two declares.
    NoConflicts,
    /// A strategy of the portfolio acts on this lever.
    Lever(LeverId),
    /// A strategy of the portfolio responds to this scenario.
    Scenario(ScenarioId),
    /// The portfolio does not contain this strategy.
    Never(StrategyId),
    /// Every strategy of the portfolio has an allowed value on this axis.
    Values(Axis),
    /// The portfolio contains this strategy.
    Must(StrategyId),
    /// The portfolio has at most this many strategies.
    MaxSize(usize),
}

/// Smallest portfolios that meet given constraints; the search was exact, so no smaller portfolio exists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmallestPortfolios {
    /// Portfolios of the minimum size, up to the requested number. The strategies of each are in name order; portfolios
    /// with the fewest opposite pulls come first, equal numbers by the names of the strategies.
    pub portfolios: Vec<Vec<StrategyId>>,
    /// Whether `portfolios` contains every portfolio of the minimum size.
    pub are_all: bool,
}

/// Proven bounds on the number of strategies in the smallest portfolios, reported while the search is running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeBounds {
    /// Number of strategies that every portfolio that meets the constraints is proven to have at least.
    pub lower: usize,
    /// Number of strategies in the smallest portfolio found so far.
    pub upper: usize,
}

/// Result of a search for the smallest portfolios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SolveOutcome {
    /// Some portfolios meet the constraints; these are the smallest.
    Found(SmallestPortfolios),
    /// No portfolio meets the constraints.
    Impossible {
        /// Minimal set of constraints that contradict each other: if any one of them is dropped, a portfolio can meet
        /// the others.
        clash: Vec<Constraint>,
        /// Levers and scenarios that no allowed strategy covers.
        uncoverable: Vec<Constraint>,
        /// Smallest portfolios that meet all constraints except those in `uncoverable`; `None` if `uncoverable` is
        /// empty or no portfolio meets the remaining constraints.
        relaxed: Option<SmallestPortfolios>,
    },
}

impl Constraints {
    /// Splits the constraints into individual ones, least important first: the explanation of a failure tries to drop
    /// them in this order.
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

    /// Returns whether `strategy` may be a member: no constraint in `each` excludes it or its value on an axis.
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
    /// Finds up to `most` of the smallest portfolios that meet `constraints` by an exact search; returns `None` if
    /// `cancel` was set during the search.
    pub fn smallest(&self, constraints: &Constraints, most: usize, cancel: &AtomicBool) -> Option<SolveOutcome> {
        self.smallest_with_progress(constraints, most, cancel, &|_| {})
    }

    /// Finds the smallest portfolios as [`Graph::smallest`] does, and calls `progress` whenever a bound on their size
    /// changes.
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

/// Search for the smallest portfolios: its constraints, the maximum number of results, and the means to cancel and
/// follow it.
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

    /// Finds the smallest portfolios that meet all constraints in `each`; returns `None` if no portfolio does.
    fn solve(&self, each: &[Constraint]) -> Result<Option<SmallestPortfolios>, Cancelled> {
        let Some(problem) = self.problem(each) else { return Ok(None) };
        let Some(size) = solve::minimum_size(&problem, &self.control)? else { return Ok(None) };
        // The search asks for one portfolio more than requested: if it is found, the requested number is not all of
        // them.
        let mut found = solve::all_of(&problem, size, self.most.saturating_add(1), self.control.cancel)?;
        let are_all = found.len() <= self.most;
        found.truncate(self.most);
        let mut portfolios: Vec<_> = found.into_iter().map(|chosen| problem.portfolio(&chosen)).collect();
        portfolios.sort_by_cached_key(|strategies| (self.graph.audit(strategies).opposite.len(), strategies.clone()));
        Ok(Some(SmallestPortfolios { portfolios, are_all }))
    }

    /// Reduces the unsatisfiable constraints `each` to a minimal contradiction: no portfolio meets the returned
    /// constraints, but a portfolio meets them if any one of them is dropped.
    fn minimal_infeasible_subset(&self, mut each: Vec<Constraint>) -> Result<Vec<Constraint>, Cancelled> {
        let mut at = 0;
        while at < each.len() {
            let constraint = each.remove(at);
            let problem = self.problem(&each);
            // Without this constraint the remaining ones can be met, so it is part of the contradiction and goes back.
            if problem.map_or(Ok(false), |problem| solve::is_possible(&problem, self.control.cancel))? {
                each.insert(at, constraint);
                at += 1;
            }
        }
        Ok(each)
    }
}
