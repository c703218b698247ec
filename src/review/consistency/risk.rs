//! Dependencies of a reviewer's verdicts: tensions, concentrations, single points of failure, and cruxes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::graph::Graph;
use crate::model::{LeverId, Pull, RelationKind, SharedSort, StrategyId};
use crate::review::subject::Subject;
use crate::review::verdict::{Percent, Status, Threshold, Verdict};

use super::NamedPortfolio;
use super::beliefs::Beliefs;
use super::contradiction::{MIN_POINTS, are_exclusive, highest_forecast, points};

/// Two backed strategies with a declared conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tension {
    /// Addresses of the two strategies.
    #[serde(rename = "on")]
    pub subjects: [String; 2],
    /// Spelling of the mechanism of the conflict.
    pub mechanism: &'static str,
    /// Confidences of the two strategies in percent, as far as the verdicts have them.
    #[serde(skip)]
    pub confidences: [Option<u8>; 2],
    /// Lower one of the two confidences in percent; `None` unless both verdicts have a confidence.
    pub lower: Option<u8>,
}

/// Lever that several backed strategies pull in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Concentration {
    /// Address of the lever.
    pub lever: String,
    /// Name of the lever.
    pub name: String,
    /// Direction of the pull.
    pub pull: &'static str,
    /// Number of backed strategies that pull the lever in this direction.
    pub count: usize,
    /// Number of all backed strategies.
    pub backed: usize,
}

/// Single point of failure: a commitment or claim whose failure would cost a portfolio levers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SinglePoint {
    /// Name of the portfolio.
    pub portfolio: String,
    /// Address of the commitment or claim.
    #[serde(rename = "on")]
    pub subject: String,
    /// Number of members that rest on the commitment or claim.
    pub resting: usize,
    /// Number of all members of the portfolio.
    pub members: usize,
    /// Number of levers that the whole portfolio pulls.
    pub levers: usize,
    /// Number of levers that the other members pull.
    pub levers_left: usize,
    /// Share of the portfolio's levers that would be lost, from 0 to 1.
    pub loss: f64,
    /// Risk: probability that the claim is false times the loss, from 0 to 1; `None` (`null` in JSON) without a
    /// verdict.
    pub risk: Option<f64>,
}

/// Commitment or claim whose failure would affect many backed strategies.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Crux {
    /// Address of the commitment or claim.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the commitment or claim.
    pub name: String,
    /// Number of backed strategies that rest on the commitment or claim.
    pub resting: usize,
    /// Share of the total confidence in backed strategies that rests on the commitment or claim, from 0 to 1.
    pub fall: f64,
    /// Risk: probability that the claim is false times the fall, from 0 to 1; `None` (`null` in JSON) without a
    /// verdict.
    pub risk: Option<f64>,
}

/// Observations that would change the mind of a reviewer about a backed strategy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MindChanger {
    /// Address of the strategy.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the strategy.
    pub name: String,
    /// Highest probability in percent among the open forecasts of its signal; `None` without one.
    pub forecast: Option<u8>,
    /// Whether the strategy has a falsification signal.
    pub has_signal: bool,
    /// Whether the signal is marked as landed.
    pub has_landed: bool,
    /// Judged commitment with the lowest probability, and the probability in percent that it is true.
    pub weakest: Option<(String, u8)>,
    /// Number of commitments of the strategy.
    pub commitments: usize,
    /// Judged nearness of the strategy to the threshold where it defeats itself.
    pub threshold: Option<Threshold>,
}

/// Returns the declared conflicts between backed strategies, the pair with the highest lower confidence first. Mutually
/// exclusive pairs with enough points are left out, since they are inconsistencies.
pub(super) fn tensions(graph: &Graph, beliefs: Beliefs<'_>) -> Vec<Tension> {
    let backed: BTreeMap<StrategyId, &Verdict> = beliefs.backed().into_iter().collect();
    let sure = |id: &StrategyId| backed[id].confidence.map(Percent::get);
    let mut all = Vec::new();
    for one in backed.keys() {
        for relation in graph.relations_of_kind(*one, RelationKind::Conflict) {
            let other = relation.other;
            if other <= *one || !backed.contains_key(&other) {
                continue;
            }
            let confidences = [sure(one), sure(&other)];
            let both = confidences[0].zip(confidences[1]);
            if are_exclusive(graph, *one, other) && both.is_none_or(|(a, b)| points(a, b) >= MIN_POINTS) {
                continue;
            }
            let paths = [*one, other].map(|id| Subject::Strategy(id).path(beliefs.atlas));
            let lower = both.map(|(a, b)| a.min(b));
            all.push(Tension { subjects: paths, mechanism: relation.mechanism.as_str(), confidences, lower });
        }
    }
    all.shared_sort_by_key(|tension| std::cmp::Reverse(tension.lower));
    all
}

/// Returns the levers that more than one backed strategy pulls in one direction, most strategies first.
pub(super) fn concentrations(beliefs: Beliefs<'_>) -> Vec<Concentration> {
    let atlas = beliefs.atlas;
    let backed = beliefs.backed();
    let mut counts: BTreeMap<(LeverId, Pull), usize> = BTreeMap::new();
    for (id, _) in &backed {
        let coordinates = &atlas.strategies[*id].coordinates;
        *counts.entry((coordinates.lever, coordinates.pull)).or_default() += 1;
    }
    let mut all: Vec<Concentration> = counts
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|((lever, pull), count)| Concentration {
            lever: crate::place::Place::from(lever).path(atlas),
            name: atlas.levers[lever].name.clone(),
            pull: pull.as_str(),
            count,
            backed: backed.len(),
        })
        .collect();
    all.shared_sort_by_key(|one| std::cmp::Reverse(one.count));
    all
}

/// Returns the single points of failure k of portfolios, with loss = 1 - (levers pulled without the members that rest
/// on k) / (levers pulled) and risk = (1 - p) loss, where p is the probability that k is true. Greatest risk comes
/// first; those without a verdict come last, by loss.
pub(super) fn single_points(beliefs: Beliefs<'_>, portfolios: &[NamedPortfolio]) -> Vec<SinglePoint> {
    let mut all = Vec::new();
    for portfolio in portfolios {
        let levers = levers_of(beliefs, portfolio.strategies.iter());
        for (premise, resting) in resting(beliefs, portfolio.strategies.iter().copied()) {
            let left = levers_of(beliefs, portfolio.strategies.iter().filter(|id| !resting.contains(id)));
            let loss = 1.0 - to_f64(left) / to_f64(levers);
            if left < levers {
                all.push(SinglePoint {
                    portfolio: portfolio.name.clone(),
                    subject: premise.path(beliefs.atlas),
                    resting: resting.len(),
                    members: portfolio.strategies.len(),
                    levers,
                    levers_left: left,
                    loss,
                    risk: beliefs.probability(premise).map(|p| doubt(p) * loss),
                });
            }
        }
    }
    all.shared_sort_by(|a, b| by_risk((a.risk, a.loss), (b.risk, b.loss)));
    all
}

/// Returns the cruxes k, with fall(k) = confidence of the backed strategies that rest on k / confidence of all backed
/// strategies, and risk = (1 - p) fall, where p is the probability that k is true. Greatest risk comes first; those
/// without a verdict come last, by fall.
pub(super) fn cruxes(beliefs: Beliefs<'_>) -> Vec<Crux> {
    let backed: BTreeMap<StrategyId, u32> =
        beliefs.backed().into_iter().filter_map(|(id, verdict)| Some((id, verdict.confidence?.get().into()))).collect();
    let total: u32 = backed.values().sum();
    if total == 0 {
        return Vec::new();
    }
    let mut all: Vec<Crux> = resting(beliefs, backed.keys().copied())
        .into_iter()
        .map(|(premise, resting)| {
            let moved: u32 = resting.iter().map(|id| backed[id]).sum();
            let fall = f64::from(moved) / f64::from(total);
            Crux {
                subject: premise.path(beliefs.atlas),
                name: premise.name(beliefs.atlas),
                resting: resting.len(),
                fall,
                risk: beliefs.probability(premise).map(|p| doubt(p) * fall),
            }
        })
        .collect();
    all.shared_sort_by(|a, b| by_risk((a.risk, a.fall), (b.risk, b.fall)));
    all
}

/// Returns what would change the reviewer's mind about each backed strategy, in name order.
pub(super) fn mind_changers(beliefs: Beliefs<'_>) -> Vec<MindChanger> {
    let one = |(id, verdict): (StrategyId, &Verdict)| {
        let subject = Subject::Strategy(id);
        let judged = beliefs.premises(id).filter_map(|premise| Some((beliefs.probability(premise)?, premise)));
        MindChanger {
            subject: subject.path(beliefs.atlas),
            name: subject.name(beliefs.atlas),
            forecast: highest_forecast(beliefs, id).map(|(probability, _)| probability),
            has_signal: subject.has_signal(beliefs.atlas),
            has_landed: verdict.status() == Some(Status::Landed),
            weakest: judged.min().map(|(p, premise)| (premise.path(beliefs.atlas), p)),
            commitments: beliefs.atlas.strategies[id].commitments.len(),
            threshold: verdict.threshold,
        }
    };
    beliefs.backed().into_iter().map(one).collect()
}

/// Returns the commitments and claims that `strategies` rest on, each with the strategies that rest on it.
fn resting(
    beliefs: Beliefs<'_>,
    strategies: impl Iterator<Item = StrategyId>,
) -> BTreeMap<Subject, BTreeSet<StrategyId>> {
    let mut all: BTreeMap<Subject, BTreeSet<StrategyId>> = BTreeMap::new();
    for id in strategies {
        for premise in beliefs.premises(id) {
            all.entry(premise).or_default().insert(id);
        }
    }
    all
}

fn levers_of<'s>(beliefs: Beliefs<'_>, strategies: impl Iterator<Item = &'s StrategyId>) -> usize {
    let levers = strategies.map(|id| beliefs.atlas.strategies[*id].coordinates.lever);
    levers.collect::<BTreeSet<_>>().len()
}

/// Returns the probability, from 0 to 1, that a statement is false whose probability of being true is `p` percent.
fn doubt(p: u8) -> f64 {
    1.0 - f64::from(p) / 100.0
}

#[expect(clippy::cast_precision_loss, reason = "counts of levers are small")]
fn to_f64(count: usize) -> f64 {
    count as f64
}

/// Compares pairs of a risk and a share for sorting: greatest risk first; pairs without a risk come last, by share.
fn by_risk(a: (Option<f64>, f64), b: (Option<f64>, f64)) -> std::cmp::Ordering {
    let key = |(risk, share): (Option<f64>, f64)| (risk.unwrap_or(-1.0), share);
    let (a, b) = (key(a), key(b));
    b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1))
}
