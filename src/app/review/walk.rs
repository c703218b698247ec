//! Moving through the cards of a review: next, previous, defer, undo and redo. These are different acts.

use crate::action::Action;
use crate::graph::Graph;
use crate::page::event_words;
use crate::place::{Overview, Place};
use crate::review::{JournalEvent, ReviewSession, SessionStart, Subject};

use crate::app::browse::trail::Visit;
use crate::app::effect::Effect;
use crate::app::situation::CARD;
use crate::app::state::{Context, State};

use super::record::{is_at_risk, record, risk};
use super::state::card_path;

/// Whether an action leaves the card as it is judged now, so that this has to be on disk first.
pub(super) fn leaves(action: Action) -> bool {
    matches!(
        action,
        Action::ReviewNext
            | Action::ReviewPrevious
            | Action::ReviewDefer
            | Action::ReviewEnd
            | Action::ReviewLeave
            | Action::ReviewUndo
            | Action::ReviewRedo
    )
}

/// Carries out an action that leaves the card.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let Some(session) = state.model.session() else { return Vec::new() };
    let step = match action {
        Action::ReviewNext => next(session),
        Action::ReviewPrevious => {
            session.before().map(|card| vec![show(&card.subject)]).ok_or("This is the first card.")
        }
        Action::ReviewDefer => defer(session),
        Action::ReviewUndo => undo(state, session),
        Action::ReviewRedo => redo(state, session),
        _ => return Vec::new(),
    };
    match step {
        Ok(events) => {
            state.status.notice = events.first().and_then(|event| told(state, event, context.graph));
            record(state, events)
        }
        Err(said) => {
            state.status.notice = Some(said.to_owned());
            Vec::new()
        }
    }
}

/// A notice on a step that the screen alone does not show.
fn told(state: &State, event: &JournalEvent, graph: &Graph) -> Option<String> {
    let said = |line| state.model.reviews.line(line).map(|line| event_words(&line.event)).unwrap_or_default();
    match event {
        JournalEvent::Undo { line } => Some(format!("Taken back: {}", said(*line))),
        JournalEvent::Redo { line } => Some(format!("Counts again: {}", said(*line))),
        JournalEvent::Defer { card } => {
            let name = Subject::find(&graph.atlas, card).map_or_else(|| card.clone(), |on| on.name(&graph.atlas));
            Some(format!("Put at the end of the queue: {name}"))
        }
        _ => None,
    }
}

fn show(card: &str) -> JournalEvent {
    JournalEvent::Show { card: card.to_owned() }
}

type Step = Result<Vec<JournalEvent>, &'static str>;

/// The next open card. A card that was not judged is skipped.
fn next(session: &ReviewSession) -> Step {
    let here = session.current().ok_or("There is no card.")?;
    let passed = !session.is_judged(&here.subject) && !session.is_skipped(&here.subject);
    match (session.next_open(), passed) {
        (_, true) => Ok(vec![JournalEvent::Skip { card: here.subject.clone() }]),
        (Some(next), false) => Ok(vec![show(&next.subject)]),
        (None, false) => match session.queue().get(session.position() + 1) {
            Some(next) => Ok(vec![show(&next.subject)]),
            None => Err("This was the last card: E ends the session."),
        },
    }
}

fn defer(session: &ReviewSession) -> Step {
    let here = session.current().ok_or("There is no card.")?;
    if session.queue().len() < 2 {
        return Err("There is no card to come before it.");
    }
    Ok(vec![JournalEvent::Defer { card: here.subject.clone() }])
}

/// Undoes the last act and shows its card.
fn undo(state: &State, session: &ReviewSession) -> Step {
    let (line, on) =
        state.model.reviews.mine().undoable(Some(session.id)).ok_or("Nothing of this session is left to take back.")?;
    Ok(with_card(session, JournalEvent::Undo { line }, on))
}

fn redo(state: &State, session: &ReviewSession) -> Step {
    let (line, on) = state.model.reviews.mine().redoable(Some(session.id)).ok_or("Nothing was taken back.")?;
    Ok(with_card(session, JournalEvent::Redo { line }, on))
}

fn with_card(session: &ReviewSession, event: JournalEvent, on: &str) -> Vec<JournalEvent> {
    let is_elsewhere = session.current().is_none_or(|card| card.subject != on);
    let is_in_queue = session.queue().iter().any(|card| card.subject == on);
    if is_elsewhere && is_in_queue { vec![event, show(on)] } else { vec![event] }
}

/// Ends the session; while cards are left, the next key has to confirm it.
pub(super) fn end(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let Some(session) = state.model.session() else { return Vec::new() };
    let progress = session.progress();
    if !session.is_done() && !state.status.is_confirmed(Action::ReviewEnd) {
        let left = progress.total - progress.judged - progress.skipped;
        let cards = if left == 1 { "1 card is".to_owned() } else { format!("{left} cards are") };
        let leave = context.keys.keys_of(Action::ReviewLeave).into_iter().next();
        let leave = leave.map(|key| format!("; {key} leaves and keeps your place")).unwrap_or_default();
        state.status.notice = Some(format!("{cards} left. Again to end all the same{leave}."));
        return Vec::new();
    }
    record(state, vec![JournalEvent::End])
}

/// Shows what came of the session that has ended.
pub(super) fn ended(state: &mut State, context: Context<'_>) {
    let last = state.model.reviews.mine().sessions().filter(|session| session.ended.is_some());
    let said = last.max_by_key(|session| session.last.timestamp()).map(|session| {
        let progress = session.progress();
        format!(
            "Session ended: {} judged, {} skipped. `stratlas review report --session last` tells of it",
            progress.judged, progress.skipped
        )
    });
    state.status.notice = said;
    if state.browse.place() == CARD {
        state.go(context.graph, Visit::new(Place::Overview(Overview::Reviews)));
    }
}

/// Starts a session with the queue that was built.
pub(in crate::app) fn begun(state: &mut State, start: Result<SessionStart, String>) -> Vec<Effect> {
    match start {
        Ok(start) if start.queue.is_empty() => {
            state.status.notice = Some("There is nothing to review.".to_owned());
            Vec::new()
        }
        Ok(start) => record(state, vec![JournalEvent::Start(start)]),
        Err(why) => {
            state.status.notice = Some(why);
            Vec::new()
        }
    }
}

/// Leaves the program; if something would be lost, the next key has to confirm it.
pub(in crate::app) fn quit(state: &mut State) -> Vec<Effect> {
    if !is_at_risk(state) || state.status.is_confirmed(Action::Quit) {
        return vec![Effect::Quit];
    }
    state.status.notice = Some(risk(state));
    Vec::new()
}

/// Leaves the card for the place before it.
pub(super) fn leave(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    if state.browse.trail.can_go_back() {
        state.browse.trail.back();
        state.arrive(context.graph);
    } else {
        state.go(context.graph, Visit::new(Place::Home));
    }
    let keys = context.keys.keys_of(Action::Review);
    let key = keys.first().map_or("stratlas review resume", String::as_str);
    state.status.notice =
        card_path(&state.model).is_some().then(|| format!("The review waits: {key} returns to its card"));
    Vec::new()
}
