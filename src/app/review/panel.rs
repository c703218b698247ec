//! What stands beside a card: the verdict so far, part by part, with the actions that change each.

use crate::action::Action;
use crate::graph::Graph;
use crate::page::{ago, forecast_words, until};
use crate::review::{IdentityScore, Subject, Verdict, is_identity};
use crate::text;

use super::super::state::State;
use super::{path, standing, subject};

/// What stands where nothing has been said.
const NOTHING: &str = "–";
/// The columns of a bar.
const BAR: usize = 10;

/// A part of the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelRow {
    /// What it is.
    pub label: &'static str,
    /// What was said of it.
    pub value: String,
    /// Whether anything was.
    pub is_said: bool,
    /// What changes it.
    pub actions: &'static [Action],
}

/// Everything beside a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// The parts of the verdict.
    pub rows: Vec<PanelRow>,
    /// The verdict from before the review, if there is one and it can be seen.
    pub before: Option<String>,
    /// Whether the strategy is still backed although its signal has landed.
    pub is_identity: bool,
}

impl Panel {
    /// What stands beside the card on screen; nothing where the atlas has it no more.
    pub fn new(state: &State, graph: &Graph) -> Self {
        let (Some(subject), Some(path)) = (subject(state, graph), path(state)) else { return Self::default() };
        let verdict = standing(state);
        let before = state
            .reviews
            .before(path)
            .map(|(verdict, date)| format!("{}, {}", verdict.words(), ago(date, state.today())));
        Self { rows: rows(state, graph, subject, &verdict), before, is_identity: is_identity(&verdict) }
    }
}

fn row(label: &'static str, value: Option<String>, actions: &'static [Action]) -> PanelRow {
    PanelRow { label, is_said: value.is_some(), value: value.unwrap_or_else(|| NOTHING.to_owned()), actions }
}

fn rows(state: &State, graph: &Graph, subject: Subject, verdict: &Verdict) -> Vec<PanelRow> {
    use Action::{
        AgainDate, AgainMonth, Confidence, ConfidenceDown, ConfidenceUp, Forecast, Identity, JudgeBack, JudgeDoubt,
        JudgeReject, JudgeUndecided, Note, NoteInEditor, OwnTags, Resolve, SignalLanded, SignalStep, ThresholdStep,
    };
    const STANCES: &[Action] = &[JudgeBack, JudgeDoubt, JudgeReject, JudgeUndecided];
    let mut rows = Vec::new();
    match subject {
        Subject::Position(..) => {
            rows.push(row("Record", verdict.record.map(|check| check.to_string()), STANCES));
        }
        Subject::Strategy(_) => rows.push(row("Stance", verdict.stance.map(|stance| stance.to_string()), STANCES)),
    }
    let sure = verdict.confidence.map(|sure| format!("{sure:>4} {}", bar(sure.share())));
    rows.push(row("Confidence", sure, &[ConfidenceUp, ConfidenceDown, Confidence]));
    if let Subject::Strategy(id) = subject {
        if subject.has_signal(&graph.atlas) {
            rows.push(row("Signal", signal(verdict), &[SignalStep, SignalLanded]));
        }
        let threshold = verdict.threshold.map(|threshold| threshold.to_string());
        if threshold.is_some() || graph.atlas.strategies[id].overshoot.is_some() {
            rows.push(row("Threshold", threshold, &[ThresholdStep]));
        }
        rows.push(row("Held as", held(verdict), &[Identity]));
    }
    let tags: Vec<&str> = verdict.tags.iter().map(String::as_str).collect();
    rows.push(row("Tags", (!tags.is_empty()).then(|| tags.join(" ")), &[OwnTags]));
    rows.push(row("Note", verdict.note.as_deref().map(text::in_one_line), &[Note, NoteInEditor]));
    let again = verdict.next.map(|next| format!("{next}, {}", until(next, state.today())));
    rows.push(row("Look again", again, &[AgainMonth, AgainDate]));
    if subject.has_signal(&graph.atlas) {
        let on = subject.path(&graph.atlas);
        let forecasts = state.reviews.mine().forecasts_on(&on);
        let words: Vec<String> = forecasts.map(|forecast| forecast_words(forecast, state.today())).collect();
        rows.push(row("Forecast", (!words.is_empty()).then(|| words.join("; ")), &[Forecast, Resolve]));
    }
    rows
}

fn signal(verdict: &Verdict) -> Option<String> {
    let signal = verdict.signal.as_ref()?;
    let words = [Some(signal.status.as_str().replace('-', " ")), signal.date.map(|date| date.to_string())];
    let parts: Vec<String> = words.into_iter().flatten().chain(signal.evidence.clone()).collect();
    Some(parts.join(" "))
}

/// How the questions that tell a bet from an identity were answered.
pub(super) fn held(verdict: &Verdict) -> Option<String> {
    let score = IdentityScore::of(verdict);
    (score.bet + score.identity > 0).then(|| format!("bet {} · identity {}", score.bet, score.identity))
}

fn bar(share: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of ten columns"
    )]
    let full = (share.clamp(0.0, 1.0) * BAR as f64).round() as usize;
    "█".repeat(full) + &"░".repeat(BAR - full)
}
