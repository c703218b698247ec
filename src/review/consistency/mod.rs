//! Consistency of one reviewer's verdicts: contradictions, what the verdicts depend on, and what would change them.
//!
//! "Backed 80%" always means a probability of 80% that the strategy is right. Formulas and their sources are documented
//! at each computation. All results are computed anew; only acceptances of inconsistencies are recorded, as lines of
//! the journal.

mod accepted;
mod beliefs;
mod between;
mod contradiction;
mod risk;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::graph::Graph;
use crate::model::StrategyId;

use super::fold::Reviews;
use super::verdict::Verdict;

use beliefs::Beliefs;

pub use accepted::Accepted;
pub use between::GapCloser;
pub use contradiction::{Conflicting, Inconsistency, InconsistencyKind};
pub use risk::{Concentration, Crux, MindChanger, SinglePoint, Tension};

/// Portfolio of the reviewer that is checked for single points of failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPortfolio {
    /// Name of the portfolio as shown to users.
    pub name: String,
    /// Strategies in the portfolio.
    pub strategies: Vec<StrategyId>,
}

/// Numbers of backed strategies that could be checked, by kind of check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// Number of backed strategies.
    pub backed: usize,
    /// Number of backed strategies with a status or an open forecast of their signal.
    pub by_signal: usize,
    /// Number of backed strategies with a commitment that was judged with a confidence.
    pub by_commitments: usize,
    /// Number of backed strategies whose nearness to the threshold was judged.
    pub by_threshold: usize,
}

impl Reach {
    /// Describes the reach: `checked by signal 6 of 10 backed, …; silence is not consistency`.
    pub fn describe(&self) -> String {
        let Self { backed, by_signal, by_commitments, by_threshold } = self;
        format!(
            "Checked by signal {by_signal} of {backed} backed, by commitments {by_commitments}, by threshold \
             {by_threshold}; silence is not consistency."
        )
    }
}

/// Result of checking the verdicts of the current reviewer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Consistency {
    /// Name of the reviewer.
    pub reviewer: String,
    /// Numbers of backed strategies that could be checked, by kind of check.
    pub reach: Reach,
    /// Contradictory verdicts, worst first; those without figures come last.
    pub inconsistencies: Vec<Inconsistency>,
    /// Inconsistencies that the reviewer has accepted.
    pub accepted: Vec<Accepted>,
    /// Declared conflicts between backed strategies.
    pub tensions: Vec<Tension>,
    /// Levers that several backed strategies pull in one direction.
    pub concentrations: Vec<Concentration>,
    /// Single points of failure of the reviewer's portfolios.
    pub single_points: Vec<SinglePoint>,
    /// Observations that would change the reviewer's mind about each backed strategy.
    pub mind_changers: Vec<MindChanger>,
    /// Commitments and claims that many backed strategies depend on.
    pub cruxes: Vec<Crux>,
    /// Commitments and claims that would close the gap to each other reviewer.
    pub between: Vec<Between>,
}

/// Commitments and claims that would close the gap to another reviewer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Between {
    /// Name of the other reviewer.
    pub reviewer: String,
    /// Commitments and claims, those that would close the greatest share first.
    pub closers: Vec<GapCloser>,
}

impl Consistency {
    /// Checks the verdicts of the current reviewer of `reviews`; `portfolios` are checked for single points of failure.
    pub fn of(graph: &Graph, reviews: &Reviews, portfolios: &[NamedPortfolio]) -> Self {
        let beliefs = Beliefs::of(&graph.atlas, reviews, reviews.me());
        let (accepted, inconsistencies) = accepted::split(contradiction::find(graph, beliefs), reviews.mine());
        Self {
            reviewer: reviews.me().to_owned(),
            reach: reach(beliefs),
            inconsistencies,
            accepted,
            tensions: risk::tensions(graph, beliefs),
            concentrations: risk::concentrations(beliefs),
            single_points: risk::single_points(beliefs, portfolios),
            mind_changers: risk::mind_changers(beliefs),
            cruxes: risk::cruxes(beliefs),
            between: between(graph, reviews, beliefs),
        }
    }

    /// Returns only the inconsistencies, without those that the reviewer has accepted.
    pub fn inconsistencies(graph: &Graph, reviews: &Reviews) -> Vec<Inconsistency> {
        let beliefs = Beliefs::of(&graph.atlas, reviews, reviews.me());
        accepted::split(contradiction::find(graph, beliefs), reviews.mine()).1
    }

    /// Returns whether no strategy is backed, so that there is nothing to check.
    pub fn is_empty(&self) -> bool {
        self.reach.backed == 0
    }
}

fn between(graph: &Graph, reviews: &Reviews, mine: Beliefs<'_>) -> Vec<Between> {
    let others = reviews.all().map(|(name, _)| name).filter(|name| *name != reviews.me());
    let with = others.map(|name| Between {
        reviewer: name.to_owned(),
        closers: between::gap_closers(mine, Beliefs::of(&graph.atlas, reviews, name), graph.atlas.strategies.ids()),
    });
    with.filter(|between| !between.closers.is_empty()).collect()
}

fn reach(beliefs: Beliefs<'_>) -> Reach {
    let backed = beliefs.backed();
    let count =
        |is: &dyn Fn(StrategyId, &Verdict) -> bool| backed.iter().filter(|(id, verdict)| is(*id, verdict)).count();
    Reach {
        backed: backed.len(),
        by_signal: count(&|id, verdict| {
            verdict.signal.is_some() || contradiction::highest_forecast(beliefs, id).is_some()
        }),
        by_commitments: count(&|id, _| beliefs.premises(id).any(|premise| beliefs.probability(premise).is_some())),
        by_threshold: count(&|_, verdict| verdict.threshold.is_some()),
    }
}

impl NamedPortfolio {
    /// Creates a portfolio with a name and its strategies.
    pub fn new(name: impl Into<String>, strategies: Vec<StrategyId>) -> Self {
        Self { name: name.into(), strategies }
    }
}
