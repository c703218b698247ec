//! What goes to the journal, and what comes back from it.

use std::sync::Arc;

use crate::app::browse::pane::PaneState;
use crate::app::browse::trail::Visit;
use crate::app::effect::Effect;
use crate::app::message::Recorded;
use crate::app::situation::CARD;
use crate::app::state::{Context, State};
use crate::review::{JournalEvent, Line, Reviews};

use super::state::{Unsaved, card_path};

/// Has the journal record `events`, all or none.
pub(super) fn record(state: &mut State, events: Vec<JournalEvent>) -> Vec<Effect> {
    state.review.last_ticket += 1;
    let ticket = state.review.last_ticket;
    let session = state.model.reviews.mine().open_session().map(|session| session.id);
    state.review.unsaved.push(Unsaved { ticket, events: events.clone() });
    vec![Effect::Record { ticket, session, events }]
}

/// The notice that another window has written to the same journal.
const ANOTHER: &str = "Another window has recorded here too; this shows both.";

/// Takes what is on disk now, after what other windows have recorded in the same journal. Returns whether it has ended
/// the session.
pub(super) fn take(state: &mut State, ticket: u64, recorded: Recorded, context: Context<'_>) -> bool {
    let Recorded { lines, before, notice } = recorded;
    let is_first = lines.iter().any(|line| matches!(line.event, JournalEvent::Start(_)));
    let is_last = lines.iter().any(|line| matches!(line.event, JournalEvent::End));
    let is_act = lines.iter().any(Line::is_act);
    state.review.unsaved.retain(|unsaved| unsaved.ticket != ticket);
    let recovered = state.review.failed.take().map(|_| "Saved after all.".to_owned());
    state.review.saved |= is_act;
    let another = before.iter().any(|line| !state.model.reviews.holds(line)).then(|| ANOTHER.to_owned());
    Arc::make_mut(&mut state.model.reviews).add(before.into_iter().chain(lines));
    state.status.notice = notice.or(recovered).or(another).or(state.status.notice.take());
    if is_first {
        state.go(context.graph, Visit::new(CARD));
    }
    is_last
}

/// What was recorded could not be written. It stays on screen and is tried again; what was typed after it is dropped.
pub(in crate::app) fn failed(state: &mut State, why: String) {
    state.status.notice = Some(not_saved(&why));
    state.review.waiting.clear();
    state.review.saved = false;
    state.review.failed = Some(why);
}

/// The notice while something is not on disk.
pub(super) fn not_saved(why: &str) -> String {
    format!("Not saved, trying again: {why}")
}

/// Replaces what reviewers have recorded.
pub fn set_reviews(state: &mut State, reviews: Arc<Reviews>, context: Context<'_>) {
    state.model.reviews = reviews;
    refresh(state, context);
}

/// Shows what follows from the journal now; another card is shown from its top.
pub(super) fn refresh(state: &mut State, context: Context<'_>) {
    let now = card_path(&state.model).map(str::to_owned);
    if state.review.shown != now {
        state.review.shown = now;
        state.review.saved = false;
        if state.browse.place() == CARD {
            state.browse.trail.here_mut().panes = [PaneState::default(); 3];
        }
    }
    state.arrive(context.graph);
}

/// Whether leaving the program would lose something that cannot be written.
pub(super) fn is_at_risk(state: &State) -> bool {
    !state.review.unsaved.is_empty() && state.review.failed.is_some()
}

/// The notice that asks to confirm leaving all the same.
pub(super) fn risk(state: &State) -> String {
    let why = state.review.failed.as_deref().unwrap_or_default();
    format!("Again to leave without what is not saved: {why}")
}
