//! Verdicts that the user records by single keys.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::action::Action;
use crate::document::sentence;
use crate::graph::Graph;
use crate::review::{Change, Digest, Edit, JournalEvent, Percent, Signal, Status, Subject, Threshold};

use crate::app::state::{Context, State};

use super::asked::asked;
use super::bulk;
use super::record::{record, record_and_confirm};
use super::settle;
use super::state::{card_path, current_verdict, session_verdict};

/// Change of the confidence by one key press, in percentage points.
const STEP: u8 = 5;
/// Confidence from which the keys start if none is recorded, in percent.
const EVEN: u8 = 50;

/// Change of the verdict that a key requests, or the reason why it changes nothing.
pub(super) type Judgement = Result<Change, String>;

/// Carries out an action that judges the current card, and records the result.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) {
    let Some(subject) = subject(state, context.graph) else {
        return state.notify("This atlas does not have the subject of the card, so it cannot be judged.");
    };
    let judgement = match action {
        Action::JudgeUndecided if settle::is_on(state) => settle::leave_open(state),
        Action::JudgeBack | Action::JudgeDoubt | Action::JudgeReject | Action::JudgeUndecided => {
            stance(state, action, subject)
        }
        Action::Confidence | Action::ConfidenceUp | Action::ConfidenceDown => confidence(state, action, count),
        Action::SignalStep => signal(state),
        Action::ThresholdStep => Ok(threshold(state)),
        Action::ReviewInWeek => review_in(state, 7),
        Action::ReviewInMonth => review_in(state, 30),
        Action::ReviewInQuarter => review_in(state, 90),
        Action::ReviewInYear => review_in(state, 365),
        Action::ClearReviewDate => Ok(Change { next: Edit::Clear, ..Change::default() }),
        _ => return,
    };
    match judgement {
        Ok(change) => set(state, change, context),
        Err(why) => state.notify(why),
    }
}

/// Records a change of the verdict on the current card, together with the text that was judged.
pub(super) fn set(state: &mut State, change: Change, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let check = subject(state, context.graph).map_or(Ok(()), |subject| change.check_subject(subject, atlas));
    if let Err(invalid) = check {
        state.status.notice = Some(sentence(&invalid.to_string()));
        return;
    }
    if settle::is_on(state) {
        return settle::set(state, &change, context);
    }
    let set = with_review_date(state, change);
    if record_on_card(state, context, |on, text| JournalEvent::Verdict { subject: on, text, set: set.into() }) {
        state.review.saved = false;
    }
}

/// Returns `change`, extended by the next review date if the change answers a review that is due.
fn with_review_date(state: &State, change: Change) -> Change {
    let Some(path) = card_path(&state.model) else { return change };
    let unsaved: Vec<&Change> = state.review.unsaved_changes(path).collect();
    state.model.reviews.mine().with_review_date(path, &unsaved, change, state.model.today())
}

/// Records a forecast that the signal of the current card lands by the day `until`.
pub(super) fn forecast(state: &mut State, probability: Percent, until: Date, context: Context<'_>) {
    let check = |on: &str| state.model.reviews.mine().check_until(on, until, state.model.today());
    if let Err(invalid) = card_path(&state.model).map_or(Ok(()), check) {
        state.status.notice = Some(sentence(&invalid.to_string()));
        return;
    }
    record_on_card(state, context, |on, text| JournalEvent::Forecast {
        subject: on,
        until,
        probability,
        text,
        note: None,
    });
}

/// Records an event on the subject of the current card, preceded by the text of the subject if the journal does not
/// have that text. Returns false if the atlas does not have the subject.
pub(super) fn record_on_card(
    state: &mut State,
    context: Context<'_>,
    event: impl FnOnce(String, Option<Digest>) -> JournalEvent,
) -> bool {
    let Some(subject) = subject(state, context.graph) else { return false };
    let body = subject.text(&context.graph.atlas);
    let digest = Digest::of(&body);
    let is_unsaved =
        |event: &JournalEvent| matches!(event, JournalEvent::Text { digest: unsaved, .. } if *unsaved == digest);
    let is_recorded = state.model.reviews.has_text(digest)
        || state.review.unsaved.iter().flat_map(|unsaved| &unsaved.events).any(is_unsaved);
    let text = (!is_recorded).then_some(JournalEvent::Text { digest, body: body.into() });
    let event = event(subject.path(&context.graph.atlas), Some(digest));
    record(state, text.into_iter().chain([event]).collect());
    true
}

/// Returns the subject of the current card; `None` if there is no card or the atlas does not have the subject.
pub(super) fn subject(state: &State, graph: &Graph) -> Option<Subject> {
    Subject::find(&graph.atlas, card_path(&state.model)?)
}

/// Returns the change of the main answer on the card. An answer from an earlier session may be recorded again, as a
/// verdict on the current text.
fn stance(state: &State, action: Action, subject: Subject) -> Judgement {
    let verdict = session_verdict(&state.model, &state.review);
    let current = current_verdict(&state.model, &state.review);
    let change = asked(action, subject);
    if change.record == Edit::Clear && current.record.is_none() {
        return Err("There is no record check to clear.".to_owned());
    }
    if change.claim == Edit::Clear && current.claim.is_none() {
        return Err("There is no verdict on the commitment to clear.".to_owned());
    }
    let mut after = verdict.clone();
    change.apply(&mut after);
    let recorded = after.judgment().filter(|judgment| verdict.judgment() == Some(*judgment));
    recorded.map_or(Ok(change), |judgment| Err(recorded_already(judgment.as_str())))
}

fn recorded_already(value: &str) -> String {
    format!("Recorded already: {value}.")
}

fn confidence(state: &State, action: Action, digit: Option<usize>) -> Judgement {
    let now = current_verdict(&state.model, &state.review).confidence;
    let from = now.map_or(EVEN, Percent::get);
    let percent = match action {
        Action::ConfidenceUp => from.saturating_add(STEP).min(100),
        Action::ConfidenceDown => from.saturating_sub(STEP),
        // In the row of digits, 0 comes after 9, so it stands for 100 percent.
        _ => match digit.and_then(|digit| u8::try_from(digit).ok()) {
            Some(0) | None => 100,
            Some(digit) => digit.saturating_mul(10).min(100),
        },
    };
    let percent = Percent::new(percent).ok_or("A confidence is between 0 and 100.")?;
    if now == Some(percent) && session_verdict(&state.model, &state.review).confidence == now {
        return Err(recorded_already(&percent.to_string()));
    }
    Ok(Change { confidence: Edit::Set(percent), ..Change::default() })
}

/// Returns the change to the next status of the signal. The status `landed` is removed only if the next key repeats the
/// action.
fn signal(state: &mut State) -> Judgement {
    let signal = match current_verdict(&state.model, &state.review).status() {
        None => Edit::Set(Signal::new(Status::NotSeen)),
        Some(Status::NotSeen) => Edit::Set(Signal::new(Status::Watching)),
        Some(Status::Watching) => Edit::Clear,
        Some(Status::Landed) if state.status.is_confirmed(Action::SignalStep) => Edit::Clear,
        Some(Status::Landed) => {
            return Err("The signal is marked as landed. Again to remove that mark.".to_owned());
        }
    };
    Ok(Change { signal, ..Change::default() })
}

fn threshold(state: &State) -> Change {
    let threshold = match current_verdict(&state.model, &state.review).threshold {
        None => Edit::Set(Threshold::Stable),
        Some(Threshold::Stable) => Edit::Set(Threshold::Near),
        Some(Threshold::Near) => Edit::Set(Threshold::Past),
        Some(Threshold::Past) => Edit::Clear,
    };
    Change { threshold, ..Change::default() }
}

/// Returns the change to a review date `days` from today.
fn review_in(state: &State, days: i32) -> Judgement {
    let next =
        state.model.today().checked_add(days.days()).map_err(|_| "That day is beyond the calendar.".to_owned())?;
    Ok(Change { next: Edit::Set(next), ..Change::default() })
}

/// Records the verdict of a judging action on the selected rows, each with its text unless the journal has it.
pub(in crate::app) fn selected(state: &mut State, action: Action, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let entries = bulk::entries(action, &state.model, &state.browse, context.graph);
    let count = entries.len();
    let mut texts: BTreeSet<Digest> = BTreeSet::new();
    let mut events = Vec::new();
    for bulk::BulkEntry { subject, event, .. } in entries {
        let body = subject.text(atlas);
        let digest = Digest::of(&body);
        if !state.model.reviews.has_text(digest) && texts.insert(digest) {
            events.push(JournalEvent::Text { digest, body: body.into() });
        }
        events.push(event);
    }
    if events.is_empty() {
        return state.notify("Recorded already on all selected rows.");
    }
    let verdicts = if count == 1 { "1 verdict".to_owned() } else { format!("{count} verdicts") };
    let notice = format!("Recorded {verdicts}; `stratlas review undo` undoes all of them.");
    record_and_confirm(state, events, notice);
}
