//! What single keys say of the card on screen.

use jiff::ToSpan;

use crate::action::Action;
use crate::review::{Change, Check, Edit, Event, Percent, Signal, Stance, Status, Subject, Threshold};

use super::super::message::Effect;
use super::super::state::{Context, State};
use super::record::record;
use super::{said, standing, subject};

/// How much surer or less sure a key makes one.
const STEP: u8 = 5;
/// How sure one is before one has said so.
const EVEN: u8 = 50;

/// What a key says.
type Judgement = Result<Change, String>;

/// Records what an action says of the card.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) -> Vec<Effect> {
    let Some(subject) = subject(state, context.graph) else {
        state.notice = Some("This atlas has it no more, so it cannot be judged.".to_owned());
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
            state.notice = Some(told);
            Vec::new()
        }
    }
}

/// Records `change` of the verdict on the card, with the text that it is of.
pub(super) fn set(state: &mut State, change: Change, context: Context<'_>) -> Vec<Effect> {
    let Some(subject) = subject(state, context.graph) else { return Vec::new() };
    let on = subject.path(&context.graph.atlas);
    let (mut events, digest) = text(state, subject, context);
    events.push(Event::Verdict { on, text: Some(digest), set: change });
    state.desk.saved = false;
    record(state, events)
}

/// The digest of what is judged, and its text unless a journal has it already.
pub(super) fn text(state: &State, subject: Subject, context: Context<'_>) -> (Vec<Event>, crate::review::Digest) {
    let body = subject.text(&context.graph.atlas);
    let digest = crate::review::Digest::of(&body);
    let on_its_way = state.desk.unsaved.iter().flat_map(|unsaved| &unsaved.events);
    let mut known = on_its_way.filter_map(|event| match event {
        Event::Text { digest, .. } => Some(*digest),
        _ => None,
    });
    let is_known = state.reviews.text(digest).is_some() || known.any(|known| known == digest);
    let events = if is_known { Vec::new() } else { vec![Event::Text { digest, body }] };
    (events, digest)
}

/// A stance that was taken before may be taken again in another session: it is then one of the text as it is now.
fn stance(state: &State, action: Action, subject: Subject) -> Judgement {
    let said = said(state);
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
            _ => Ok(Change { record: check, ..Change::default() }),
        };
    }
    let stance = match action {
        Action::JudgeBack => Stance::Back,
        Action::JudgeDoubt => Stance::Doubt,
        Action::JudgeReject => Stance::Reject,
        _ => Stance::Undecided,
    };
    if said.stance == Some(stance) {
        return already(stance.as_str());
    }
    Ok(Change { stance: Edit::Set(stance), ..Change::default() })
}

fn confidence(state: &State, action: Action, digit: Option<usize>) -> Judgement {
    let now = standing(state).confidence;
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
    if now == Some(sure) && said(state).confidence == now {
        return Err(format!("You have said so: {sure}."));
    }
    Ok(Change { confidence: Edit::Set(sure), ..Change::default() })
}

fn signal(state: &State, subject: Subject, context: Context<'_>) -> Judgement {
    if !subject.has_signal(&context.graph.atlas) {
        return Err("It names no falsification signal.".to_owned());
    }
    let signal = match standing(state).status() {
        None => Edit::Set(Signal::new(Status::NotSeen)),
        Some(Status::NotSeen) => Edit::Set(Signal::new(Status::Watching)),
        Some(Status::Watching | Status::Landed) => Edit::Clear,
    };
    Ok(Change { signal, ..Change::default() })
}

fn threshold(state: &State) -> Change {
    let threshold = match standing(state).threshold {
        None => Edit::Set(Threshold::Stable),
        Some(Threshold::Stable) => Edit::Set(Threshold::Near),
        Some(Threshold::Near) => Edit::Set(Threshold::Past),
        Some(Threshold::Past) => Edit::Clear,
    };
    Change { threshold, ..Change::default() }
}

/// When to look again.
fn again(state: &State, action: Action) -> Option<Judgement> {
    let days = match action {
        Action::AgainWeek => 7,
        Action::AgainMonth => 30,
        Action::AgainQuarter => 90,
        Action::AgainYear => 365,
        Action::AgainNever => return Some(Ok(Change { next: Edit::Clear, ..Change::default() })),
        _ => return None,
    };
    let next = state.today().checked_add(days.days()).map_err(|_| "There is no such day.".to_owned());
    Some(next.map(|next| Change { next: Edit::Set(next), ..Change::default() }))
}
