//! State of a review beyond the journal: events that are not on disk yet, and actions that wait for them.

use std::collections::VecDeque;

use crate::action::Action;
use crate::app::model::Model;
use crate::review::{Change, JournalEvent, Verdict};

/// State of a review beyond the journal.
#[derive(Clone, Debug, Default)]
pub struct ReviewState {
    /// The events that are not on disk yet, in the order they were recorded.
    pub unsaved: Vec<Unsaved>,
    /// Why it could not be written, if that has failed.
    pub failed: Option<String>,
    /// Whether something was recorded, and all of it is on disk.
    pub saved: bool,
    /// Whether the list of the queue leaves out judged cards.
    pub shows_unjudged_only: bool,
    /// The actions to carry out once everything is on disk.
    pub(super) waiting: VecDeque<(Action, Option<usize>)>,
    /// The path of the card that was on screen last.
    pub(super) card: Option<String>,
    /// The last ticket.
    pub(super) last_ticket: u64,
}

/// Events that were recorded together and are not known to be on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// The ticket that the answer of the journal carries.
    pub ticket: u64,
    /// The events.
    pub events: Vec<JournalEvent>,
    /// Whether they open a session, whose card is shown once they are on disk.
    pub opens: bool,
}

impl Unsaved {
    /// Returns whether another card may be on screen once it is on disk.
    pub(super) fn is_step(&self) -> bool {
        let judges = |event: &JournalEvent| {
            matches!(
                event,
                JournalEvent::Text { .. }
                    | JournalEvent::Verdict { .. }
                    | JournalEvent::Forecast { .. }
                    | JournalEvent::Resolve { .. }
                    | JournalEvent::Accept(_)
            )
        };
        !self.events.iter().all(judges)
    }
}

impl ReviewState {
    /// Returns the changes of the verdict on the subject at `path` that are not on disk yet.
    pub(super) fn unsaved_changes<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Change> {
        self.unsaved.iter().flat_map(|unsaved| &unsaved.events).filter_map(move |event| match event {
            JournalEvent::Verdict { subject, set, .. } if subject == path => Some(set),
            _ => None,
        })
    }
}

/// Returns the path of the subject of the current card.
pub(in crate::app) fn card_path(model: &Model) -> Option<&str> {
    model.session()?.current().map(|card| card.subject.as_str())
}

/// Returns the verdict on the current card, with what is not on disk yet.
pub(in crate::app) fn current_verdict(model: &Model, review: &ReviewState) -> Verdict {
    let Some(path) = card_path(model) else { return Verdict::default() };
    let mut verdict = model.reviews.standing(path);
    review.unsaved_changes(path).for_each(|change| change.apply(&mut verdict));
    verdict
}

/// Returns the part of the verdict on the current card that this session has recorded.
pub(in crate::app) fn session_verdict(model: &Model, review: &ReviewState) -> Verdict {
    let Some(path) = card_path(model) else { return Verdict::default() };
    let mut verdict = model.reviews.said(path);
    review.unsaved_changes(path).for_each(|change| change.apply(&mut verdict));
    verdict
}

/// Returns the time spent on the session in seconds, without breaks.
pub fn time_spent(model: &Model) -> i64 {
    let now = model.now.as_ref();
    model.session().zip(now).map_or(0, |(session, now)| session.time_spent(now))
}
