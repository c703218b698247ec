//! Verdicts by single keys.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::action::Action;
use crate::document::sentence;
use crate::graph::Graph;
use crate::review::{
    Change, Check, Digest, Edit, JournalEvent, Percent, ReviewStance, Signal, Status, Subject, Threshold,
};

use crate::app::effect::Effect;
use crate::app::state::{Context, State};

use super::record::record;
use super::state::{card_path, current_verdict, session_verdict};

/// The change of the confidence by a key, in percent.
const STEP: u8 = 5;
/// The confidence from which the first key goes, in percent.
const EVEN: u8 = 50;
/// The notice on a subject without a falsification signal.
pub(super) const NO_SIGNAL: &str = "It names no falsification signal.";

/// The change that a key asks for, or why there is none.
type Judgement = Result<Change, String>;

/// Records the verdict that an action stands for.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) -> Vec<Effect> {
    let Some(subject) = subject(state, context.graph) else {
        state.status.notice = Some("This atlas has it no more, so it cannot be judged.".to_owned());
        return Vec::new();
    };
    let judgement = match action {
        Action::JudgeBack | Action::JudgeDoubt | Action::JudgeReject | Action::JudgeUndecided => {
            stance(state, action, subject)
        }
        Action::Confidence | Action::ConfidenceUp | Action::ConfidenceDown => confidence(state, action, count),
        Action::SignalStep => signal(state, subject, context),
        Action::ThresholdStep => Ok(threshold(state)),
        _ => match again(state, action) {
            Some(judgement) => judgement,
            None => return Vec::new(),
        },
    };
    match judgement {
        Ok(change) => set(state, change, context),
        Err(told) => {
            state.status.notice = Some(told);
            Vec::new()
        }
    }
}

/// Records a change of the verdict on the current card, with the text that was judged.
pub(super) fn set(state: &mut State, change: Change, context: Context<'_>) -> Vec<Effect> {
    let Some(subject) = subject(state, context.graph) else { return Vec::new() };
    let on = subject.path(&context.graph.atlas);
    if let Err(invalid) = change.check_subject(subject, &context.graph.atlas) {
        state.status.notice = Some(sentence(&invalid.to_string()));
        return Vec::new();
    }
    let (mut events, digest) = text(state, subject, context);
    events.push(JournalEvent::Verdict { subject: on, text: Some(digest), set: change });
    state.review.saved = false;
    record(state, events)
}

/// The digest of what is judged, and its text unless the journal has it already.
fn text(state: &State, subject: Subject, context: Context<'_>) -> (Vec<JournalEvent>, Digest) {
    let body = subject.text(&context.graph.atlas);
    let digest = Digest::of(&body);
    let on_its_way = state.review.unsaved.iter().flat_map(|unsaved| &unsaved.events);
    let mut known = on_its_way.filter_map(|event| match event {
        JournalEvent::Text { digest, .. } => Some(*digest),
        _ => None,
    });
    let is_known = state.model.reviews.text(digest).is_some() || known.any(|known| known == digest);
    let events = if is_known { Vec::new() } else { vec![JournalEvent::Text { digest, body }] };
    (events, digest)
}

/// The subject of the current card, if the atlas has it.
pub(super) fn subject(state: &State, graph: &Graph) -> Option<Subject> {
    Subject::find(&graph.atlas, card_path(&state.model)?)
}

/// Records the probability that the signal of the current card lands by a day.
pub(super) fn forecast(state: &mut State, probability: Percent, until: Date, context: Context<'_>) -> Vec<Effect> {
    let Some(subject) = subject(state, context.graph) else { return Vec::new() };
    let on = subject.path(&context.graph.atlas);
    if let Err(invalid) = state.model.reviews.mine().check_until(&on, until, state.model.today()) {
        state.status.notice = Some(sentence(&invalid.to_string()));
        return Vec::new();
    }
    let (mut events, digest) = text(state, subject, context);
    events.push(JournalEvent::Forecast { subject: on, until, probability, text: Some(digest), note: None });
    record(state, events)
}

/// A stance that was taken before may be taken again in another session: it is then one of the text as it is now.
fn stance(state: &State, action: Action, subject: Subject) -> Judgement {
    let said = session_verdict(&state.model, &state.review);
    let already = |word: &str| Err(format!("You have said so: {word}."));
    if let Subject::Position(..) = subject {
        let check = match action {
            Action::JudgeBack => Edit::Set(Check::Agree),
            Action::JudgeDoubt => Edit::Set(Check::Doubt),
            Action::JudgeReject => Edit::Set(Check::Wrong),
            _ => Edit::Clear,
        };
        return match (&check, said.record) {
            (Edit::Set(new), Some(old)) if *new == old => already(old.as_str()),
            (Edit::Clear, _) if current_verdict(&state.model, &state.review).record.is_none() => {
                Err("There is no record check to clear.".to_owned())
            }
            _ => Ok(Change { record: check, ..Change::default() }),
        };
    }
    let stance = match action {
        Action::JudgeBack => ReviewStance::Back,
        Action::JudgeDoubt => ReviewStance::Doubt,
        Action::JudgeReject => ReviewStance::Reject,
        _ => ReviewStance::Undecided,
    };
    if said.stance == Some(stance) {
        return already(stance.as_str());
    }
    Ok(Change { stance: Edit::Set(stance), ..Change::default() })
}

fn confidence(state: &State, action: Action, digit: Option<usize>) -> Judgement {
    let now = current_verdict(&state.model, &state.review).confidence;
    let from = now.map_or(EVEN, Percent::get);
    let sure = match action {
        Action::ConfidenceUp => from.saturating_add(STEP).min(100),
        Action::ConfidenceDown => from.saturating_sub(STEP),
        // The keys stand in a row that ends with 0.
        _ => match digit.and_then(|digit| u8::try_from(digit).ok()) {
            Some(0) | None => 100,
            Some(digit) => digit.saturating_mul(10).min(100),
        },
    };
    let sure = Percent::new(sure).ok_or_else(|| "A confidence is between 0 and 100.".to_owned())?;
    if now == Some(sure) && session_verdict(&state.model, &state.review).confidence == now {
        return Err(format!("You have said so: {sure}."));
    }
    Ok(Change { confidence: Edit::Set(sure), ..Change::default() })
}

fn signal(state: &State, subject: Subject, context: Context<'_>) -> Judgement {
    if !subject.has_signal(&context.graph.atlas) {
        return Err(NO_SIGNAL.to_owned());
    }
    let signal = match current_verdict(&state.model, &state.review).status() {
        None => Edit::Set(Signal::new(Status::NotSeen)),
        Some(Status::NotSeen) => Edit::Set(Signal::new(Status::Watching)),
        Some(Status::Watching | Status::Landed) => Edit::Clear,
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

/// The review date.
fn again(state: &State, action: Action) -> Option<Judgement> {
    let days = match action {
        Action::ReviewInWeek => 7,
        Action::ReviewInMonth => 30,
        Action::ReviewInQuarter => 90,
        Action::ReviewInYear => 365,
        Action::ClearReviewDate => return Some(Ok(Change { next: Edit::Clear, ..Change::default() })),
        _ => return None,
    };
    let next = state.model.today().checked_add(days.days()).map_err(|_| "There is no such day.".to_owned());
    Some(next.map(|next| Change { next: Edit::Set(next), ..Change::default() }))
}
