//! Navigation through the cards of a review: next, previous, defer, undo and redo. Each step is an event in the
//! journal.

use crate::action::{Action, KeyNames};
use crate::graph::Graph;
use crate::page::event_words;
use crate::place::{Overview, Place};
use crate::review::{
    Advance, CardMark, Change, JournalEvent, LineId, ReviewSession, SessionStart, Subject, UserAction,
};

use crate::app::browse::trail::Visit;
use crate::app::effect::{Effect, ReviewRequest, ReviewScope};
use crate::app::situation::CARD;
use crate::app::state::{Context, State};

use super::record::{record, record_in};
use super::state::card_path;

/// Returns whether an action leaves the current card, so that the verdict must be on disk before.
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

/// Carries out an action that leaves the current card.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) {
    let Some(session) = state.model.session() else { return };
    let reviews = state.model.reviews.mine();
    let step = match action {
        Action::ReviewNext => next(session, context.keys),
        Action::ReviewPrevious => {
            session.before().map(|card| vec![show(&card.subject)]).ok_or("This is the first card.".to_owned())
        }
        Action::ReviewDefer => defer(session),
        Action::ReviewUndo => reviews
            .undoable(Some(session.id))
            .map(|action| with_card(session, &action, |line| JournalEvent::Undo { line }))
            .ok_or("Nothing of this session is left to undo.".to_owned()),
        Action::ReviewRedo => reviews
            .redoable(Some(session.id))
            .map(|action| with_card(session, &action, |line| JournalEvent::Redo { line }))
            .ok_or("Nothing was undone.".to_owned()),
        _ => return,
    };
    match step {
        Ok(events) => {
            state.status.notice = notice(state, &events, context.graph);
            record(state, events);
        }
        Err(why) => state.notify(why),
    }
}

/// Returns a notice about the effect of `events`, if the effect is not obvious on the screen.
fn notice(state: &State, events: &[JournalEvent], graph: &Graph) -> Option<String> {
    let words = |line| state.model.reviews.line(line).map(|line| event_words(&line.event));
    let changed = events.iter().filter_map(|event| match event {
        JournalEvent::Undo { line } | JournalEvent::Redo { line } => words(*line),
        _ => None,
    });
    match events.first()? {
        JournalEvent::Undo { .. } => Some(format!("Undone: {}", changed.collect::<Vec<_>>().join("; "))),
        JournalEvent::Redo { .. } => Some(format!("Redone: {}", changed.collect::<Vec<_>>().join("; "))),
        JournalEvent::Skip { card } if is_touched(state, card) => {
            Some("Skipped: it has entries, but no stance or record check, so it is not judged.".to_owned())
        }
        JournalEvent::Defer { card } => {
            let name = Subject::find(&graph.atlas, card).map_or_else(|| card.clone(), |on| on.name(&graph.atlas));
            Some(format!("Deferred to the end of the queue: {name}"))
        }
        _ => None,
    }
}

fn is_touched(state: &State, card: &str) -> bool {
    state.model.session().is_some_and(|session| session.mark(card) == Some(CardMark::Touched))
}

fn show(card: &str) -> JournalEvent {
    JournalEvent::Show { card: card.to_owned() }
}

type Step = Result<Vec<JournalEvent>, String>;

/// Returns the step to the next open card. If the current card is not judged, the step skips it.
fn next(session: &ReviewSession, keys: &dyn KeyNames) -> Step {
    let here = session.current().ok_or("There is no card.")?;
    if !session.is_judged(&here.subject) && !session.is_skipped(&here.subject) {
        return Ok(vec![JournalEvent::Skip { card: here.subject.clone() }]);
    }
    match session.next_open().or_else(|| session.queue().get(session.position() + 1)) {
        Some(next) => Ok(vec![show(&next.subject)]),
        None => {
            let ends = keys.key_of(Action::ReviewEnd).map(|key| format!(": {key} ends the session"));
            Err(format!("This was the last card{}.", ends.unwrap_or_default()))
        }
    }
}

fn defer(session: &ReviewSession) -> Step {
    let here = session.current().ok_or("There is no card.")?;
    if session.queue().len() < 2 {
        return Err("This is the only card.".to_owned());
    }
    Ok(vec![JournalEvent::Defer { card: here.subject.clone() }])
}

/// Returns the event of each journal line that `action` consists of, and an event that shows the card of `action` if
/// another card is shown and the queue contains it.
fn with_card(
    session: &ReviewSession,
    action: &UserAction<'_>,
    event: impl Fn(LineId) -> JournalEvent,
) -> Vec<JournalEvent> {
    let is_elsewhere = session.current().is_none_or(|card| card.subject != action.subject);
    let is_in_queue = session.queue().iter().any(|card| card.subject == action.subject);
    let card = (is_elsewhere && is_in_queue).then(|| show(action.subject));
    action.lines.iter().map(|&line| event(line)).chain(card).collect()
}

/// Returns whether the next card is shown automatically once the verdict of `action` is on disk, as set for the
/// session.
pub(super) fn advances(state: &State, action: Action, count: Option<usize>) -> bool {
    use Action::{Confidence, JudgeBack, JudgeDoubt, JudgeReject, JudgeUndecided};
    let Some(session) = state.model.session() else { return false };
    let is_stance = matches!(action, JudgeBack | JudgeDoubt | JudgeReject | JudgeUndecided);
    match session.advance {
        Some(Advance::Stance) => is_stance && has_judgment(state, session),
        Some(Advance::Confidence) => action == Confidence && count.is_some() && has_judgment(state, session),
        None => false,
    }
}

/// Returns whether the current card is judged in the session, including unsaved events.
fn has_judgment(state: &State, session: &ReviewSession) -> bool {
    let Some(card) = session.current() else { return false };
    session.is_judged(&card.subject)
        || state.review.unsaved_changes(&card.subject).any(Change::is_judgment)
        || state.review.unsaved_consensus(&card.subject).is_some()
}

/// Returns whether Enter shows the next card: the session shows the next card only after a confidence, which the user
/// may leave out, and the current card is judged.
pub(in crate::app) fn waits_for_confidence(state: &State) -> bool {
    state.is_on_card()
        && state
            .model
            .session()
            .is_some_and(|session| session.advance == Some(Advance::Confidence) && has_judgment(state, session))
}

/// Returns whether the summary of a session is on screen without a link under the cursor, so that Enter opens the
/// report.
pub(in crate::app) fn is_at_end(state: &State) -> bool {
    state.browse.place() == Place::Overview(Overview::SessionEnd) && state.browse.target().is_none()
}

/// Goes to the card of the review queue whose subject has the address `card`.
pub(in crate::app) fn jump(state: &mut State, card: &str) {
    let is_here = state.model.session().and_then(ReviewSession::current).is_some_and(|here| here.subject == card);
    if !is_here {
        record(state, vec![show(card)]);
    }
}

/// Opens the card on the subject at `place`: in the open session if its queue contains the subject, or else in a new
/// one.
pub(in crate::app) fn open_card(state: &mut State, place: Place, context: Context<'_>) {
    let path = place.path(&context.graph.atlas);
    let is_queued = |session: &ReviewSession| session.queue().iter().any(|card| card.subject == path);
    if state.model.session().is_some_and(is_queued) {
        jump(state, &path);
        state.go(context.graph, Visit::new(CARD));
    } else {
        state.emit(Effect::BuildQueue(ReviewRequest::new(ReviewScope::Places(vec![place]))));
    }
}

/// Goes to the current card of the open session with this id, which becomes the current session.
pub(in crate::app) fn resume(state: &mut State, id: LineId, context: Context<'_>) {
    let mine = state.model.reviews.mine();
    let card = mine.session(id).and_then(ReviewSession::current).map(|card| card.subject.clone());
    match card {
        Some(card) if mine.open_session().is_some_and(|session| session.id != id) => {
            record_in(state, Some(id), vec![show(&card)]);
        }
        _ => state.go(context.graph, Visit::new(CARD)),
    }
}

/// Ends the session. If cards are left, asks the user to repeat the key as confirmation.
pub(super) fn end(state: &mut State, context: Context<'_>) {
    let Some(session) = state.model.session() else { return };
    let progress = session.progress();
    if session.is_done() || state.status.is_confirmed(Action::ReviewEnd) {
        return record(state, vec![JournalEvent::End]);
    }
    let left = progress.waiting;
    let cards = if left == 1 { "1 card is".to_owned() } else { format!("{left} cards are") };
    let leave = context.keys.key_of(Action::ReviewLeave);
    let leave = leave.map(|key| format!("; {key} leaves and keeps the session open")).unwrap_or_default();
    state.notify(format!("{cards} left. Again to end the session all the same{leave}."));
}

/// Shows the summary of the session that has just ended.
pub(super) fn ended(state: &mut State, context: Context<'_>) {
    if state.browse.place() == CARD {
        state.go(context.graph, Visit::new(Place::Overview(Overview::SessionEnd)));
    }
}

/// Starts a review session with its queue of cards, or shows the reason why it could not be started.
pub(in crate::app) fn begin(state: &mut State, start: Result<SessionStart, String>) {
    match start {
        Ok(start) if start.queue.is_empty() => state.notify("There is nothing to review."),
        Ok(start) => record(state, vec![JournalEvent::Start(start.into())]),
        Err(why) => state.notify(why),
    }
}

/// Quits the program. If events could not be written, asks the user to repeat the key as confirmation.
pub(in crate::app) fn quit(state: &mut State) {
    match state.review.failed.clone().filter(|_| !state.review.unsaved.is_empty()) {
        Some(why) if !state.status.is_confirmed(Action::Quit) => {
            state.notify(format!("Again to quit without what is not saved: {why}"));
        }
        _ => state.emit(Effect::Quit),
    }
}

/// Goes from the review card to the previous place of the trail.
pub(super) fn leave(state: &mut State, context: Context<'_>) {
    if state.browse.trail.back() {
        state.arrive(context.graph);
    } else {
        state.go(context.graph, Visit::new(Place::Home));
    }
    let key = context.keys.key_of(Action::Review).unwrap_or_else(|| "stratlas review resume".to_owned());
    state.status.notice =
        card_path(&state.model).is_some().then(|| format!("The session stays open: {key} returns to its card"));
}
