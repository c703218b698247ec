//! What goes to the journal, and what comes back from it.

use std::sync::Arc;

use crate::review::{Event, Line, Reviews, Verdict};

use super::super::message::{Effect, Recorded};
use super::super::pane::PaneState;
use super::super::state::{Context, State};
use super::super::trail::Visit;
use super::{CARD, act, path};

/// Events that were recorded together and are not known to be on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Which; the answer of the journal carries it.
    pub ticket: u64,
    /// What they say.
    pub events: Vec<Event>,
}

impl Unsaved {
    /// Whether another card may be on screen once it is on disk.
    pub(super) fn is_step(&self) -> bool {
        let says = |event: &Event| {
            matches!(event, Event::Text { .. } | Event::Verdict { .. } | Event::Forecast { .. } | Event::Resolve { .. })
        };
        !self.events.iter().all(says)
    }

    /// Puts what they say of the thing at `path` into `verdict`.
    pub(super) fn apply(&self, path: &str, verdict: &mut Verdict) {
        for event in &self.events {
            if let Event::Verdict { on, set, .. } = event
                && on == path
            {
                set.apply(verdict);
            }
        }
    }
}

/// Has the journal record `events`, all or none.
pub(super) fn record(state: &mut State, events: Vec<Event>) -> Vec<Effect> {
    state.desk.last_ticket += 1;
    let ticket = state.desk.last_ticket;
    let session = state.reviews.mine().open_session().map(|session| session.id);
    state.desk.unsaved.push(Unsaved { ticket, events: events.clone() });
    vec![Effect::Record { ticket, session, events }]
}

/// What is told of a journal that another window has written to as well.
const ANOTHER: &str = "Another window has recorded here too; this shows both.";

/// What was recorded is on disk, after what other windows have recorded in the same journal.
pub(in crate::app) fn recorded(
    state: &mut State,
    ticket: u64,
    recorded: Recorded,
    context: Context<'_>,
) -> Vec<Effect> {
    let Recorded { lines, before, notice } = recorded;
    let is_first = lines.iter().any(|line| matches!(line.event, Event::Start(_)));
    let is_last = lines.iter().any(|line| matches!(line.event, Event::End));
    let is_act = lines.iter().any(Line::is_act);
    state.desk.unsaved.retain(|unsaved| unsaved.ticket != ticket);
    let recovered = state.desk.failed.take().map(|_| "Saved after all.".to_owned());
    state.desk.saved |= is_act;
    let another = before.iter().any(|line| !state.reviews.holds(line)).then(|| ANOTHER.to_owned());
    Arc::make_mut(&mut state.reviews).add(before.into_iter().chain(lines));
    state.notice = notice.or(recovered).or(another).or(state.notice.take());
    if is_first {
        state.go(context.graph, Visit::new(CARD));
    }
    if is_last {
        super::walk::ended(state, context);
    }
    refresh(state, context);
    let mut effects = Vec::new();
    // What was typed meanwhile follows, up to the next thing that has to be on disk first.
    while state.desk.unsaved.is_empty()
        && let Some((action, count)) = state.desk.waiting.pop_front()
    {
        let rest = std::mem::take(&mut state.desk.waiting);
        effects.extend(act(state, action, count, context));
        state.desk.waiting.extend(rest);
    }
    effects
}

/// What was recorded could not be written. It stays on screen and is tried again; what was typed after it is not.
pub(in crate::app) fn failed(state: &mut State, why: String) {
    state.notice = Some(not_saved(&why));
    state.desk.waiting.clear();
    state.desk.saved = false;
    state.desk.failed = Some(why);
}

/// What is said while something is not on disk.
pub(super) fn not_saved(why: &str) -> String {
    format!("Not saved, trying again: {why}")
}

/// Goes on with what reviewers have recorded.
pub fn set_reviews(state: &mut State, reviews: Arc<Reviews>, context: Context<'_>) {
    state.reviews = reviews;
    refresh(state, context);
}

/// Shows what follows from the journal now. Another card is shown from its top.
fn refresh(state: &mut State, context: Context<'_>) {
    let now = path(state).map(str::to_owned);
    if state.desk.shown != now {
        state.desk.shown = now;
        state.desk.saved = false;
        if state.place() == CARD {
            state.trail.here_mut().panes = [PaneState::default(); 3];
        }
    }
    state.arrive(context.graph);
}

/// Whether leaving the program now would lose something that cannot be written.
pub(super) fn is_at_risk(state: &State) -> bool {
    !state.desk.unsaved.is_empty() && state.desk.failed.is_some()
}

/// What is said to someone who wants to leave all the same.
pub(super) fn risk(state: &State) -> String {
    let why = state.desk.failed.as_deref().unwrap_or_default();
    format!("Again to leave without what is not saved: {why}")
}
