//! Panel beside a review card: the parts of the verdict so far, with the actions that change each part.

use crate::action::Action;
use crate::page::{PageContext, ago, forecast_words, until};
use crate::review::{
    Card, Consensus, IdentityScore, Judged, ReviewSession, Subject, SubjectKind, Verdict, is_identity,
};
use crate::text;

/// Text shown for a part that is not recorded.
const NOTHING: &str = "–";
/// Width of a bar that shows a percentage, in columns.
const BAR_WIDTH: usize = 10;

/// Part of the verdict, shown as a row of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelRow {
    /// Label of the part.
    pub label: &'static str,
    /// Value of the part as text.
    pub value: String,
    /// Whether the part was recorded.
    pub is_recorded: bool,
    /// Actions that change the part.
    pub actions: &'static [Action],
}

/// Panel beside a review card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// Title above the rows.
    pub title: &'static str,
    /// Parts of the verdict as rows.
    pub rows: Vec<PanelRow>,
    /// Verdict before the current review, if there is one and it is not hidden.
    pub before: Option<String>,
    /// Whether the user still backs the strategy although its signal has landed.
    pub is_identity: bool,
    /// Whether the subject has a falsification signal: an event that would prove it wrong.
    pub has_signal: bool,
}

/// Name of the digit keys.
const DIGITS: &str = "0-9";
/// Gap between parts in a row, in columns.
const GAP: u16 = 3;

impl Panel {
    /// Returns the panel for the verdict on the current card as saved on disk.
    pub(in crate::app) fn on_disk(context: PageContext<'_>) -> Self {
        let Some(card) = card(context) else { return Self::default() };
        if context.reviews.mine().open_session().is_some_and(|session| session.is_consensus) {
            let settled = context.reviews.consensus_of(&card.subject, &context.reviews.judges_of(&card.subject));
            return Self::of_consensus(context, settled.map(|settled| &settled.record.consensus));
        }
        Self::of(context, &context.reviews.visible_verdict(&card.subject))
    }

    /// Returns the panel of the consensus on the current card.
    pub(super) fn of_consensus(context: PageContext<'_>, consensus: Option<&Consensus>) -> Self {
        let subject = card(context).and_then(|card| Subject::find(&context.graph.atlas, &card.subject));
        let rows = subject.map(|subject| consensus_rows(context, subject, consensus)).unwrap_or_default();
        Self { title: "Consensus", rows, ..Self::default() }
    }

    /// Returns the panel for `verdict` on the current card; empty if the atlas does not have the subject.
    pub(super) fn of(context: PageContext<'_>, verdict: &Verdict) -> Self {
        let atlas = &context.graph.atlas;
        let Some(card) = card(context) else { return Self::default() };
        let Some(subject) = Subject::find(atlas, &card.subject) else { return Self::default() };
        let before = context.reviews.before(&card.subject);
        Self {
            title: "Your verdict",
            rows: rows(context, subject, verdict),
            before: before.map(|(verdict, date)| format!("{}, {}", verdict.describe(), ago(date, context.today))),
            is_identity: is_identity(verdict),
            has_signal: subject.has_signal(atlas),
        }
    }

    /// Returns the rows in display order: recorded parts first.
    pub fn in_order(&self) -> impl Iterator<Item = &PanelRow> {
        let recorded = self.rows.iter().filter(|row| row.is_recorded);
        recorded.chain(self.rows.iter().filter(|row| !row.is_recorded))
    }

    /// Returns the number of rows that the parts take in `room` columns, assuming that each key has one column.
    pub(in crate::app) fn height(&self, room: u16) -> u16 {
        let widths = self.in_order().map(|row| {
            let keys = row.digits().map_or((2 * row.actions.len()).saturating_sub(1), text::width);
            row.width(if row.is_recorded { text::width(&row.value) } else { keys })
        });
        places(widths, room).last().map_or(0, |(_, y)| y + 1)
    }
}

impl PanelRow {
    /// Returns the name of the digit keys, if a digit alone records the part and nothing is recorded yet.
    pub fn digits(&self) -> Option<&'static str> {
        (!self.is_recorded && self.actions.contains(&Action::Confidence)).then_some(DIGITS)
    }

    /// Returns the width of the part with `shown` columns beside its label.
    pub fn width(&self, shown: usize) -> u16 {
        u16::try_from(text::width(self.label) + 1 + shown).unwrap_or(u16::MAX)
    }
}

/// Returns the column and row of each part when parts with these widths are placed side by side in rows of `room`
/// columns. A part that is wider than a row gets its own row.
pub fn places(widths: impl IntoIterator<Item = u16>, room: u16) -> Vec<(u16, u16)> {
    let (mut x, mut y) = (0_u16, 0_u16);
    let place = |width: u16| {
        if x > 0 && x.saturating_add(width) > room {
            (x, y) = (0, y + 1);
        }
        let place = (x, y);
        x = x.saturating_add(width).saturating_add(GAP);
        place
    };
    widths.into_iter().map(place).collect()
}

fn card(context: PageContext<'_>) -> Option<&Card> {
    context.reviews.mine().open_session().and_then(ReviewSession::current)
}

fn row(label: &'static str, value: Option<String>, actions: &'static [Action]) -> PanelRow {
    PanelRow { label, is_recorded: value.is_some(), value: value.unwrap_or_else(|| NOTHING.to_owned()), actions }
}

/// Actions that change the main answer of a verdict.
const STANCES: &[Action] = &[Action::JudgeBack, Action::JudgeDoubt, Action::JudgeReject, Action::JudgeUndecided];
/// Actions that change the confidence of a verdict.
const CONFIDENCE: &[Action] = &[Action::ConfidenceUp, Action::ConfidenceDown, Action::Confidence];
/// Actions that change the note of a verdict.
const NOTE: &[Action] = &[Action::Note, Action::NoteInEditor];

/// Returns rows for the parts of a consensus, and for what has changed since the consensus.
fn consensus_rows(context: PageContext<'_>, subject: Subject, consensus: Option<&Consensus>) -> Vec<PanelRow> {
    let path = subject.path(&context.graph.atlas);
    let answer = consensus.map(|consensus| match consensus.judgment() {
        Some(judgment) => judgment.to_string(),
        None => consensus.describe(),
    });
    let mut rows = vec![row(answer_label(subject.kind()), answer, STANCES)];
    if subject.kind() != SubjectKind::Position {
        rows.push(row("Confidence", consensus.and_then(|consensus| confidence(&consensus.verdict())), CONFIDENCE));
    }
    let note = consensus.and_then(|consensus| consensus.note.as_deref());
    rows.push(row("Note", note.map(text::collapse_whitespace), NOTE));
    let settled =
        context.reviews.consensus_of(&path, &context.reviews.judges_of(&path)).filter(|_| consensus.is_some());
    let text = Some(subject.digest(&context.graph.atlas));
    let state = settled.filter(|settled| !settled.stands(text)).map(|settled| settled.state(text));
    rows.extend(state.map(|state| row("State", Some(state), &[])));
    rows
}

fn answer_label(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Strategy => "Stance",
        SubjectKind::Position => "Record",
        SubjectKind::Commitment => "Commitment",
    }
}

fn confidence(verdict: &Verdict) -> Option<String> {
    verdict.confidence.map(|percent| format!("{percent:>4} {}", bar(percent.share())))
}

fn rows(context: PageContext<'_>, subject: Subject, verdict: &Verdict) -> Vec<PanelRow> {
    use Action::{
        Forecast, Identity, OwnTags, Resolve, ReviewInMonth, ReviewOnDate, SignalLanded, SignalStep, ThresholdStep,
    };
    let graph = context.graph;
    let answer = match subject.kind() {
        SubjectKind::Position => verdict.record.map(|check| check.to_string()),
        SubjectKind::Strategy => verdict.stance.map(|stance| stance.to_string()),
        SubjectKind::Commitment => verdict.claim.map(|check| check.to_string()),
    };
    let mut rows = vec![row(answer_label(subject.kind()), answer, STANCES)];
    let confidence = confidence(verdict);
    if confidence.is_some() || subject.kind() != SubjectKind::Position {
        rows.push(row("Confidence", confidence, CONFIDENCE));
    }
    if let Subject::Strategy(id) = subject {
        if subject.has_signal(&graph.atlas) {
            rows.push(row("Signal", signal(verdict), &[SignalStep, SignalLanded]));
        }
        let threshold = verdict.threshold.map(|threshold| threshold.to_string());
        if threshold.is_some() || graph.atlas.strategies[id].overshoot.is_some() {
            rows.push(row("Threshold", threshold, &[ThresholdStep]));
        }
        rows.push(row("Identity", held_as(verdict), &[Identity]));
    }
    let tags: Vec<&str> = verdict.tags.iter().map(String::as_str).collect();
    rows.push(row("Tags", (!tags.is_empty()).then(|| tags.join(" ")), &[OwnTags]));
    rows.push(row("Note", verdict.note.as_deref().map(text::collapse_whitespace), NOTE));
    let path = subject.path(&graph.atlas);
    let next = verdict.next.map(|next| {
        let is_auto = |judged: &Judged| judged.verdict.next == Some(next) && judged.is_review_date_auto();
        let rule = if context.reviews.mine().judged(&path).is_some_and(is_auto) { " (by rule)" } else { "" };
        format!("{next}, {}{rule}", until(next, context.today))
    });
    rows.push(row("Review date", next, &[ReviewInMonth, ReviewOnDate]));
    if subject.has_signal(&graph.atlas) {
        let forecasts = context.reviews.mine().forecasts_on(&path);
        let words: Vec<String> = forecasts.map(|forecast| forecast_words(forecast, context.today)).collect();
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

/// Returns in words whether the reviewer treats the strategy as a bet or as an identity: according to the answers, or
/// as an identity if the strategy is backed although its signal has landed. `None` without either.
fn held_as(verdict: &Verdict) -> Option<String> {
    if !is_identity(verdict) {
        return identity_score(verdict);
    }
    let answers = identity_score(verdict).map(|answers| format!(", by answers {answers}"));
    Some(format!("identity{}", answers.unwrap_or_default()))
}

/// Returns a summary of the answers to the identity questions; `None` if none is answered.
pub(in crate::app) fn identity_score(verdict: &Verdict) -> Option<String> {
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
    let full = (share.clamp(0.0, 1.0) * BAR_WIDTH as f64).round() as usize;
    "█".repeat(full) + &"░".repeat(BAR_WIDTH - full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_one_after_the_other_and_break_where_a_row_ends() {
        assert_eq!(places([10, 12, 5], 25), [(0, 0), (13, 0), (0, 1)]);
        assert_eq!(places([10, 12, 50, 3], 24), [(0, 0), (0, 1), (0, 2), (0, 3)]);
        assert_eq!(places([], 24), []);
    }

    #[test]
    fn what_was_said_comes_first_and_takes_the_room_of_its_words() {
        let row = |label, value: Option<&str>, actions| super::row(label, value.map(str::to_owned), actions);
        let keys = &[Action::Note, Action::NoteInEditor];
        let panel = Panel { rows: vec![row("Note", None, keys), row("Tags", Some("hard"), keys)], ..Panel::default() };
        assert_eq!(panel.in_order().map(|row| row.label).collect::<Vec<_>>(), ["Tags", "Note"]);
        // `Tags hard`, three blanks, `Note N M`.
        assert_eq!((panel.height(20), panel.height(19)), (1, 2));
    }
}
