//! Requests to write events to the journal of reviews, and handling of written events.

use std::sync::Arc;

use crate::app::browse::pane::PaneState;
use crate::app::browse::trail::Visit;
use crate::app::effect::Effect;
use crate::app::message::Recorded;
use crate::app::situation::CARD;
use crate::app::state::{Context, State};
use crate::review::{JournalEvent, Line, LineId, Reviews};

use super::state::{Unsaved, card_path};

/// Requests that `events` are written to the journal as part of the open session, all or none.
pub(super) fn record(state: &mut State, events: Vec<JournalEvent>) {
    let session = state.model.reviews.mine().open_session().map(|session| session.id);
    record_in(state, session, events);
}

/// Requests that `events` are written like [`record`]. Once they are on disk, `notice` confirms it.
pub(super) fn record_and_confirm(state: &mut State, events: Vec<JournalEvent>, notice: impl Into<String>) {
    record(state, events);
    if let Some(request) = state.review.unsaved.last_mut() {
        request.confirmation = Some(notice.into());
    }
}

/// Requests that `events` of a session are written to the journal, all or none.
pub(super) fn record_in(state: &mut State, session: Option<LineId>, events: Vec<JournalEvent>) {
    state.review.last_ticket += 1;
    let ticket = state.review.last_ticket;
    // The sessions are compared before the request is sent: a reload of the journals may make `session` the open
    // session before the answer arrives, and a later comparison would find no difference.
    let current = state.model.reviews.mine().open_session().map(|session| session.id);
    let opens = session != current || events.iter().any(|event| matches!(event, JournalEvent::Start(_)));
    state.review.unsaved.push(Unsaved { ticket, events: events.clone(), opens, confirmation: None });
    state.emit(Effect::Record { ticket, session, events });
}

/// Notice that another window has written to the same journal.
const ANOTHER_WINDOW: &str = "Another window has recorded here too; this shows both.";

/// Adds the written events, and those of other windows, to the reviews. Returns whether the session has ended.
pub(super) fn handle_recorded(state: &mut State, ticket: u64, recorded: Recorded, context: Context<'_>) -> bool {
    let Recorded { lines, before, notice } = recorded;
    let request = state.review.unsaved.iter().position(|unsaved| unsaved.ticket == ticket);
    let request = request.map(|at| state.review.unsaved.remove(at));
    let opens = request.as_ref().is_some_and(|request| request.opens);
    let confirmation = request.and_then(|request| request.confirmation);
    let ends = lines.iter().any(|line| matches!(line.event, JournalEvent::End));
    state.review.saved |= lines.iter().any(Line::is_undoable);
    let recovered = state.review.failed.take().map(|_| "Saved after all.".to_owned());
    let another = before.iter().any(|line| !state.model.reviews.holds(line)).then(|| ANOTHER_WINDOW.to_owned());
    Arc::make_mut(&mut state.model.reviews).add(before.into_iter().chain(lines));
    let words: Vec<String> = [recovered, confirmation, another].into_iter().flatten().collect();
    let done = (!words.is_empty()).then(|| words.join(" "));
    state.status.notice = notice.or(done).or(state.status.notice.take());
    if opens {
        state.go(context.graph, Visit::new(CARD));
    }
    ends
}

/// Handles a failure to write events: they stay on screen while writing is retried, and actions that wait for them are
/// dropped.
pub(in crate::app) fn failed(state: &mut State, why: String) {
    state.notify(not_saved(&why));
    state.review.waiting.clear();
    state.review.saved = false;
    state.review.failed = Some(why);
}

/// Returns the notice that events are not saved, with the reason.
pub(super) fn not_saved(why: &str) -> String {
    format!("Not saved, trying again: {why}")
}

/// Replaces the reviews by those in the journals, and rebuilds the page.
pub(in crate::app) fn replace_reviews(state: &mut State, reviews: Arc<Reviews>, context: Context<'_>) {
    state.model.reviews = reviews;
    refresh(state, context);
}

/// Updates the screen after a change of the reviews; if the current card has changed, it is shown from the top.
pub(super) fn refresh(state: &mut State, context: Context<'_>) {
    let card = card_path(&state.model).map(str::to_owned);
    if state.review.card != card {
        state.review.card = card;
        state.review.saved = false;
        if state.browse.place() == CARD {
            state.browse.trail.here_mut().panes = [PaneState::default(); 3];
        }
    }
    state.browse.reset_unmoved_cursors();
    state.arrive(context.graph);
}
