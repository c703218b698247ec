//! Panel beside a review card: the parts of the verdict so far, with the actions that change each part, and what is still
//! missing.

use crate::action::Action;
use crate::model::SharedSort;
use crate::page::{PageContext, ago, forecast_words, until};
use crate::review::{
    Card, Consensus, IdentityScore, Judged, Percent, ReviewSession, Status, Subject, SubjectKind, Threshold, Verdict,
    is_identity,
};
use crate::text;

/// Part of the verdict, shown as a row of the panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PanelRow {
    /// Label of the part.
    pub label: &'static str,
    /// Value of the part as text; `None` if it is not recorded.
    pub value: Option<String>,
    /// Share that the value is, which a bar shows; `None` if it is not a share.
    pub percent: Option<Percent>,
    /// Actions that change the part, each with a short word.
    pub actions: Vec<(Action, &'static str)>,
    /// Whether the actions are the possible answers, of which one is chosen.
    pub is_choice: bool,
    /// Answer that is recorded, among the actions.
    pub chosen: Option<Action>,
    /// Whether a verdict is incomplete without the part.
    pub is_needed: bool,
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

/// Name of the digit keys, and a short word for what they do.
pub const DIGITS: (&str, &str) = ("0-9", "in tens");
/// Gap between the actions of a part, in columns.
const ACTION_GAP: u16 = 2;
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

    /// Returns the rows in display order where they are one after the other: those without which a verdict is
    /// incomplete, then recorded parts.
    pub fn in_order(&self) -> impl Iterator<Item = &PanelRow> {
        let rank = |row: &&PanelRow| (!row.is_needed, row.value.is_none());
        let mut rows: Vec<&PanelRow> = self.rows.iter().collect();
        rows.shared_sort_by_key(rank);
        rows.into_iter()
    }

    /// Returns the labels of the parts that are still missing.
    pub fn missing(&self) -> impl Iterator<Item = &'static str> {
        self.rows.iter().filter(|row| row.is_needed && row.value.is_none()).map(|row| row.label)
    }

    /// Returns the number of rows that the parts take in `room` columns.
    pub(in crate::app) fn height(&self, room: u16) -> u16 {
        places(self.in_order().map(|row| row.width(true)), room).last().map_or(0, |(_, y)| y + 1)
    }
}

impl PanelRow {
    /// Returns whether digit keys record the part.
    pub fn has_digits(&self) -> bool {
        self.actions.iter().any(|(action, _)| *action == Action::Confidence)
    }

    /// Returns the width of the part with its label, where parts are one after the other: a choice with all its
    /// actions, any other part with its value, or with its actions while nothing is recorded. Without `words`, actions
    /// are only keys, and a choice that is made has only its value. Each key is assumed to take one column.
    pub fn width(&self, words: bool) -> u16 {
        let actions = self.actions.iter().map(|(_, word)| 2 + text::width(word));
        let gaps = usize::from(ACTION_GAP) * self.actions.len().saturating_sub(1);
        let all = match &self.value {
            Some(value) if !(self.is_choice && words) => text::width(value),
            None if self.has_digits() => text::width(DIGITS.0) + if words { 1 + text::width(DIGITS.1) } else { 0 },
            _ if words => actions.sum::<usize>() + gaps,
            _ => (2 * self.actions.len()).saturating_sub(1),
        };
        u16::try_from(text::width(self.label) + 1 + all).unwrap_or(u16::MAX)
    }

    fn needed(self) -> Self {
        Self { is_needed: true, ..self }
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

fn row(label: &'static str, value: Option<String>, actions: &[(Action, &'static str)]) -> PanelRow {
    PanelRow { label, value, actions: actions.to_vec(), ..PanelRow::default() }
}

/// Returns the row of the main answer, whose actions are the possible answers; `open` is the word for the last of them,
/// which leaves the answer open.
fn answers(kind: SubjectKind, recorded: Option<&Verdict>, is_open: bool, open: &'static str) -> PanelRow {
    let words = match kind {
        SubjectKind::Strategy => ["Back", "Doubt", "Reject"],
        SubjectKind::Position => ["Agrees", "Unclear", "Wrong"],
        SubjectKind::Commitment => ["Holds", "Unsure", "Fails"],
    };
    let actions = [Action::JudgeBack, Action::JudgeDoubt, Action::JudgeReject];
    let chosen = match recorded.and_then(Verdict::judgment) {
        Some(judgment) => {
            judgment.rank().map_or(Some(Action::JudgeUndecided), |rank| actions.get(usize::from(rank)).copied())
        }
        None => is_open.then_some(Action::JudgeUndecided),
    };
    let actions: Vec<_> = actions.into_iter().zip(words).chain([(Action::JudgeUndecided, open)]).collect();
    let value = chosen.and_then(|chosen| actions.iter().find(|(action, _)| *action == chosen));
    let value = value.map(|(_, word)| word.to_lowercase());
    PanelRow { chosen, is_choice: true, ..row(answer_label(kind), value, &actions) }.needed()
}

fn confidence(verdict: Option<&Verdict>) -> PanelRow {
    let percent = verdict.and_then(|verdict| verdict.confidence);
    let actions = [(Action::ConfidenceUp, "more"), (Action::ConfidenceDown, "less"), (Action::Confidence, "exact")];
    PanelRow { percent, ..row("Confidence", percent.map(|percent| percent.to_string()), &actions) }.needed()
}

fn note(note: Option<&str>) -> PanelRow {
    row("Note", note.map(text::collapse_whitespace), &[(Action::Note, "Write"), (Action::NoteInEditor, "In editor")])
}

/// Returns rows for the parts of a consensus, and for what has changed since the consensus.
fn consensus_rows(context: PageContext<'_>, subject: Subject, consensus: Option<&Consensus>) -> Vec<PanelRow> {
    let path = subject.path(&context.graph.atlas);
    let verdict = consensus.map(Consensus::verdict);
    let is_open = consensus.is_some_and(|consensus| consensus.judgment().is_none());
    let mut rows = vec![answers(subject.kind(), verdict.as_ref(), is_open, "Leave open")];
    if subject.kind() != SubjectKind::Position {
        rows.push(PanelRow { is_needed: !is_open, ..confidence(verdict.as_ref()) });
    }
    rows.push(note(consensus.and_then(|consensus| consensus.note.as_deref())));
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

fn rows(context: PageContext<'_>, subject: Subject, verdict: &Verdict) -> Vec<PanelRow> {
    use Action::{Forecast, Identity, OwnTags, Resolve, ReviewInMonth, SignalLanded, SignalStep, ThresholdStep};
    let graph = context.graph;
    let open = if subject.kind() == SubjectKind::Strategy { "Undecided" } else { "Clear" };
    let mut rows = vec![answers(subject.kind(), Some(verdict), false, open)];
    if verdict.confidence.is_some() || subject.kind() != SubjectKind::Position {
        let is_undecided = rows[0].chosen == Some(Action::JudgeUndecided);
        rows.push(PanelRow { is_needed: !is_undecided, ..confidence(Some(verdict)) });
    }
    if let Subject::Strategy(id) = subject {
        if subject.has_signal(&graph.atlas) {
            let next = match verdict.status() {
                None => "Not seen",
                Some(Status::NotSeen) => "Watching",
                Some(Status::Watching | Status::Landed) => "Clear",
            };
            rows.push(row("Signal", signal(verdict), &[(SignalStep, next), (SignalLanded, "Landed")]));
        }
        if verdict.threshold.is_some() || graph.atlas.strategies[id].overshoot.is_some() {
            let next = match verdict.threshold {
                None => "Stable",
                Some(Threshold::Stable) => "Near",
                Some(Threshold::Near) => "Past",
                Some(Threshold::Past) => "Clear",
            };
            let threshold = verdict.threshold.map(|threshold| threshold.to_string());
            rows.push(row("Threshold", threshold, &[(ThresholdStep, next)]));
        }
        rows.push(row("Identity", held_as(verdict), &[(Identity, "Bet or identity")]));
    }
    let tags: Vec<&str> = verdict.tags.iter().map(String::as_str).collect();
    rows.push(row("Tags", (!tags.is_empty()).then(|| tags.join(" ")), &[(OwnTags, "Edit")]));
    rows.push(note(verdict.note.as_deref()));
    let path = subject.path(&graph.atlas);
    let next = verdict.next.map(|next| {
        let is_auto = |judged: &Judged| judged.verdict.next == Some(next) && judged.is_review_date_auto();
        let rule = if context.reviews.mine().judged(&path).is_some_and(is_auto) { " (by rule)" } else { "" };
        format!("{next}, {}{rule}", until(next, context.today))
    });
    rows.push(row("Review date", next, &[(ReviewInMonth, "Set")]));
    if subject.has_signal(&graph.atlas) {
        let forecasts = || context.reviews.mine().forecasts_on(&path);
        let is_open = forecasts().any(|forecast| forecast.resolution.is_none());
        let words: Vec<String> = forecasts().map(|forecast| forecast_words(forecast, context.today)).collect();
        let resolve = is_open.then_some((Resolve, "Resolve"));
        let actions: Vec<_> = std::iter::once((Forecast, "Add")).chain(resolve).collect();
        rows.push(row("Forecast", (!words.is_empty()).then(|| words.join("; ")), &actions));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Check, ClaimCheck, ReviewStance};

    #[test]
    fn parts_stand_one_after_the_other_and_break_where_a_row_ends() {
        assert_eq!(places([10, 12, 5], 25), [(0, 0), (13, 0), (0, 1)]);
        assert_eq!(places([10, 12, 50, 3], 24), [(0, 0), (0, 1), (0, 2), (0, 3)]);
        assert_eq!(places([], 24), []);
    }

    #[test]
    fn what_is_needed_comes_first_then_what_is_recorded() {
        let tags = row("Tags", Some("hard".to_owned()), &[(Action::OwnTags, "Edit")]);
        let stance = answers(SubjectKind::Strategy, Some(&Verdict::default()), false, "Undecided");
        let rows = vec![note(None), tags, stance, confidence(None)];
        let panel = Panel { rows, ..Panel::default() };
        assert_eq!(panel.in_order().map(|row| row.label).collect::<Vec<_>>(), ["Stance", "Confidence", "Tags", "Note"]);
        assert_eq!(panel.missing().collect::<Vec<_>>(), ["Stance", "Confidence"]);
        // `Stance b Back  d Doubt  r Reject  . Undecided`, `Confidence 0-9 in tens   Tags hard`, `Note …`.
        assert_eq!((panel.rows[2].width(true), panel.rows[2].width(false)), (45, 14));
        assert_eq!((panel.height(45), panel.height(35)), (3, 3));
    }

    #[test]
    fn the_recorded_answer_is_the_chosen_one_of_its_kind() {
        let chosen = |kind, verdict: Verdict| answers(kind, Some(&verdict), false, "Clear").chosen;
        let stance = |stance| Verdict { stance: Some(stance), ..Verdict::default() };
        assert_eq!(chosen(SubjectKind::Strategy, stance(ReviewStance::Doubt)), Some(Action::JudgeDoubt));
        assert_eq!(chosen(SubjectKind::Strategy, stance(ReviewStance::Undecided)), Some(Action::JudgeUndecided));
        let claim = Verdict { claim: Some(ClaimCheck::Fails), ..Verdict::default() };
        assert_eq!(chosen(SubjectKind::Commitment, claim), Some(Action::JudgeReject));
        let record = Verdict { record: Some(Check::Agree), ..Verdict::default() };
        assert_eq!(chosen(SubjectKind::Position, record), Some(Action::JudgeBack));
        assert_eq!(chosen(SubjectKind::Strategy, Verdict::default()), None);
    }
}
