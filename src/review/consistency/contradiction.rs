//! Verdicts of one reviewer that contradict each other.
//!
//! For two mutually exclusive statements with the probabilities a and b, max(0, a + b - 1) is the minimum probability
//! that these figures assign to both being true (M. Fréchet, *Généralisation du théorème des probabilités totales*,
//! Fundamenta Mathematicae 25, 1935). The bound does not assume independence. In percent, it is called the points of an
//! inconsistency.

use serde::Serialize;

use crate::graph::Graph;
use crate::model::{RelationKind, SharedSort, StrategyId};
use crate::review::digest::Digest;
use crate::review::forecast::Forecast;
use crate::review::subject::Subject;
use crate::review::verdict::{ClaimCheck, Judgment, Percent, Signal, Status, Threshold, Verdict, words};

use super::beliefs::Beliefs;

/// Minimum number of points from which an inconsistency is reported.
pub(super) const MIN_POINTS: u8 = 5;

/// Kind of inconsistency between verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InconsistencyKind {
    /// The strategy is backed although its falsification signal is marked as landed.
    SignalLanded,
    /// The strategy is backed although one of its commitments is marked as failing.
    CommitmentFails,
    /// The strategy is backed although it is marked as past the threshold where it defeats itself.
    ThresholdPassed,
    /// The strategy is backed although a forecast gives its falsification signal a high probability.
    ForecastOtherwise,
    /// The strategy is backed together with a strategy that it excludes.
    Exclusive,
}

words!(InconsistencyKind:
    SignalLanded = "signal-landed",
    CommitmentFails = "commitment-fails",
    ThresholdPassed = "threshold-passed",
    ForecastOtherwise = "forecast-otherwise",
    Exclusive = "exclusive",
);

impl InconsistencyKind {
    /// Returns the heading of such inconsistencies, as shown to users.
    pub fn title(self) -> &'static str {
        match self {
            Self::SignalLanded => "Backed although its signal has landed",
            Self::CommitmentFails => "Backed although a commitment may fail",
            Self::ThresholdPassed => "Backed past its threshold",
            Self::ForecastOtherwise => "A forecast says otherwise",
            Self::Exclusive => "Two backed strategies exclude each other",
        }
    }

    /// Returns the ways to resolve such inconsistencies, as the second half of a sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::SignalLanded => "doubt it, correct the signal, or say why",
            Self::CommitmentFails => "doubt the strategy, judge the commitment again, or say why",
            Self::ThresholdPassed => "doubt it, correct the threshold, or say why",
            Self::ForecastOtherwise => "lower your confidence, estimate the signal again, or say why",
            Self::Exclusive => "lower your confidence in one, or say why",
        }
    }
}

/// Verdicts of one reviewer that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Inconsistency {
    /// Kind of the inconsistency.
    pub kind: InconsistencyKind,
    /// Points: the minimum probability in percent that the figures assign to both statements; `None` (`null` in JSON)
    /// without figures.
    pub points: Option<u8>,
    /// Subjects with their verdicts, the backed strategy first.
    pub subjects: Vec<Conflicting>,
    /// Date of the landed signal, or probability and date of the forecast; empty for the other kinds.
    #[serde(skip)]
    pub detail: String,
    /// Advice on how to resolve the inconsistency, in a sentence.
    pub advice: String,
}

/// Subject of an inconsistency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflicting {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the subject.
    pub name: String,
    /// Verdict as text: `back 60%`.
    pub words: String,
    /// Stance, check or claim check of the verdict, as a word.
    pub judgment: Option<&'static str>,
    /// Digest of the current text of the subject.
    #[serde(rename = "text")]
    pub digest: Digest,
}

/// Returns the points of two mutually exclusive statements with the probabilities `a` and `b`, all in percent.
pub(super) fn points(a: u8, b: u8) -> u8 {
    (a.min(100) + b.min(100)).saturating_sub(100)
}

/// Returns the inconsistencies between the verdicts of a reviewer with at least [`MIN_POINTS`] points, worst first;
/// those without figures come last.
pub(super) fn find(graph: &Graph, beliefs: Beliefs<'_>) -> Vec<Inconsistency> {
    let backed = beliefs.backed();
    let mut all: Vec<Inconsistency> = Vec::new();
    for &(id, verdict) in &backed {
        all.extend(signal_landed(beliefs, id, verdict));
        all.extend(commitment_fails(beliefs, id, verdict));
        all.extend(threshold_passed(beliefs, id, verdict));
        all.extend(forecast_otherwise(beliefs, id, verdict));
    }
    all.extend(exclusive(graph, beliefs, &backed));
    all.retain(|found| found.points.is_none_or(|points| points >= MIN_POINTS));
    all.shared_sort_by_key(|found| std::cmp::Reverse(found.points));
    all
}

fn confidence(verdict: &Verdict) -> Option<u8> {
    verdict.confidence.map(Percent::get)
}

/// Creates the entry of `subject` in an inconsistency; `words` is its verdict as text.
fn party(beliefs: Beliefs<'_>, subject: Subject, words: String) -> Conflicting {
    let judgment = beliefs.verdict(subject).and_then(Verdict::judgment).map(Judgment::as_str);
    Conflicting {
        subject: subject.path(beliefs.atlas),
        name: subject.name(beliefs.atlas),
        words,
        judgment,
        digest: subject.digest(beliefs.atlas),
    }
}

/// Creates the entry of the backed strategy in an inconsistency.
fn backing(beliefs: Beliefs<'_>, id: StrategyId, verdict: &Verdict) -> Conflicting {
    let sure = confidence(verdict).map_or_else(|| "without a confidence".to_owned(), |sure| format!("{sure}%"));
    party(beliefs, Subject::Strategy(id), format!("backed {sure}"))
}

fn signal_landed(beliefs: Beliefs<'_>, id: StrategyId, verdict: &Verdict) -> Option<Inconsistency> {
    let signal = verdict.signal.as_ref().filter(|signal| signal.status == Status::Landed)?;
    let when = |signal: &Signal| signal.date.map_or_else(String::new, |date| format!(" on {date}"));
    let kind = InconsistencyKind::SignalLanded;
    let advice = format!("You marked its signal as landed{} and still back it: {}.", when(signal), kind.remedy());
    let detail = signal.date.map(|date| date.to_string()).unwrap_or_default();
    let points = confidence(verdict).map(|a| points(a, 100));
    let subjects = vec![backing(beliefs, id, verdict)];
    Some(Inconsistency { kind, points, subjects, detail, advice })
}

/// Returns the inconsistency with the commitment of the lowest probability; `None` if backing the strategy does not
/// contradict it.
fn commitment_fails(beliefs: Beliefs<'_>, id: StrategyId, verdict: &Verdict) -> Option<Inconsistency> {
    let a = confidence(verdict);
    let with_figure = beliefs.premises(id).filter_map(|premise| Some((beliefs.probability(premise)?, premise)));
    let worst = with_figure.min().map(|(p, premise)| (a.map(|a| points(a, 100 - p)), premise));
    let fails =
        |premise: &Subject| beliefs.verdict(*premise).and_then(|judged| judged.claim) == Some(ClaimCheck::Fails);
    let lacks_figure = |premise: &Subject| a.is_none() || beliefs.probability(*premise).is_none();
    let without_figure =
        || beliefs.premises(id).find(|premise| lacks_figure(premise) && fails(premise)).map(|premise| (None, premise));
    let (points, premise) = worst
        .filter(|(points, premise)| points.map_or_else(|| fails(premise), |points| points >= MIN_POINTS))
        .or_else(without_figure)?;
    let words = beliefs.verdict(premise).map(Verdict::describe).unwrap_or_default();
    let subjects = vec![backing(beliefs, id, verdict), party(beliefs, premise, words)];
    let kind = InconsistencyKind::CommitmentFails;
    let advice = format!("It rests on this: {}.", kind.remedy());
    Some(Inconsistency { kind, points, subjects, detail: String::new(), advice })
}

fn threshold_passed(beliefs: Beliefs<'_>, id: StrategyId, verdict: &Verdict) -> Option<Inconsistency> {
    let kind = InconsistencyKind::ThresholdPassed;
    (verdict.threshold == Some(Threshold::Past)).then(|| Inconsistency {
        kind,
        points: confidence(verdict).map(|a| points(a, 100)),
        subjects: vec![backing(beliefs, id, verdict)],
        detail: String::new(),
        advice: format!("You marked it as past the threshold where it defeats itself: {}.", kind.remedy()),
    })
}

/// Returns the inconsistency with the open forecast of the highest probability; `None` if backing the strategy does not
/// contradict it. A landed signal is reported by `signal_landed`.
fn forecast_otherwise(beliefs: Beliefs<'_>, id: StrategyId, verdict: &Verdict) -> Option<Inconsistency> {
    if verdict.status() == Some(Status::Landed) {
        return None;
    }
    let (b, forecast) = highest_forecast(beliefs, id)?;
    let points = confidence(verdict).map(|a| points(a, b));
    let mut strategy = backing(beliefs, id, verdict);
    strategy.words = format!("{}, its signal {b}% by {}", strategy.words, forecast.until);
    let kind = InconsistencyKind::ForecastOtherwise;
    let detail = format!("{b}% by {}", forecast.until);
    let advice = format!("You give its signal {detail}: {}.", kind.remedy());
    // If the verdict has no confidence, only a forecast above 50% contradicts backing the strategy.
    let is_against = points.is_some() || b > 50;
    is_against.then(|| Inconsistency { kind, points, subjects: vec![strategy], detail, advice })
}

/// Returns the open forecast for the signal of a strategy with the highest probability, after this probability in
/// percent.
pub(super) fn highest_forecast(beliefs: Beliefs<'_>, id: StrategyId) -> Option<(u8, &Forecast)> {
    let path = Subject::Strategy(id).path(beliefs.atlas);
    let open = beliefs.history.forecasts().filter(|forecast| forecast.subject == path && forecast.resolution.is_none());
    let estimated = open.filter_map(|forecast| Some((forecast.probability()?.get(), forecast)));
    estimated.max_by_key(|(probability, forecast)| (*probability, std::cmp::Reverse(forecast.until)))
}

fn exclusive(graph: &Graph, beliefs: Beliefs<'_>, backed: &[(StrategyId, &Verdict)]) -> Vec<Inconsistency> {
    let mut all = Vec::new();
    for (at, &(one, first)) in backed.iter().enumerate() {
        for &(other, second) in &backed[at + 1..] {
            if !are_exclusive(graph, one, other) {
                continue;
            }
            let points = confidence(first).zip(confidence(second)).map(|(a, b)| points(a, b));
            all.push(Inconsistency {
                kind: InconsistencyKind::Exclusive,
                points,
                subjects: vec![backing(beliefs, one, first), backing(beliefs, other, second)],
                detail: String::new(),
                advice: format!("At most one of the two can be right: {}.", InconsistencyKind::Exclusive.remedy()),
            });
        }
    }
    all
}

/// Returns whether two conflicting strategies are mutually exclusive, as at least one of them declares.
pub(super) fn are_exclusive(graph: &Graph, one: StrategyId, other: StrategyId) -> bool {
    let strategies = &graph.atlas.strategies;
    let is_declared = strategies[one].exclusive.contains(&other) || strategies[other].exclusive.contains(&one);
    is_declared && graph.relation(one, other).is_some_and(|relation| relation.kind == RelationKind::Conflict)
}
