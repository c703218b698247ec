//! State of a review beyond the journal: events that are not on disk yet, and actions that wait for them.

use std::collections::VecDeque;

use crate::action::Action;
use crate::app::model::Model;
use crate::review::{Change, Consensus, JournalEvent, Verdict};

/// State of a review beyond the journal.
#[derive(Clone, Debug, Default)]
pub struct ReviewState {
    /// Events that are not on disk yet, in the order recorded.
    pub unsaved: Vec<Unsaved>,
    /// Reason why writing failed, if it did.
    pub failed: Option<String>,
    /// Whether events were recorded and all of them are on disk.
    pub saved: bool,
    /// Whether the list of the queue hides judged cards.
    pub shows_unjudged_only: bool,
    /// Actions to carry out once all events are on disk.
    pub(super) waiting: VecDeque<(Action, Option<usize>)>,
    /// Address of the last displayed card.
    pub(super) card: Option<String>,
    /// Number of the last request to the journal. Its answer has the same number.
    pub(super) last_ticket: u64,
}

/// Events of one request that are not yet known to be on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Number of the request. The answer of the journal has the same number.
    pub ticket: u64,
    /// The events.
    pub events: Vec<JournalEvent>,
    /// Whether the events start a session or belong to a session other than the open one. Once the events are on disk,
    /// the card of their session is shown.
    pub opens: bool,
}

impl Unsaved {
    /// Returns whether another card may be shown once the events are on disk.
    pub(super) fn is_step(&self) -> bool {
        let judges = |event: &JournalEvent| {
            matches!(
                event,
                JournalEvent::Text { .. }
                    | JournalEvent::Verdict { .. }
                    | JournalEvent::Forecast { .. }
                    | JournalEvent::Resolve { .. }
                    | JournalEvent::Accept(_)
                    | JournalEvent::Consensus(_)
            )
        };
        !self.events.iter().all(judges)
    }
}

impl ReviewState {
    /// Returns the changes of the verdict on the subject at `path` that are not on disk yet.
    pub(super) fn unsaved_changes<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Change> {
        self.unsaved.iter().flat_map(|unsaved| &unsaved.events).filter_map(move |event| match event {
            JournalEvent::Verdict { subject, set, .. } if subject == path => Some(&**set),
            _ => None,
        })
    }

    /// Returns the unsaved consensus on the subject at `path`.
    pub(super) fn unsaved_consensus(&self, path: &str) -> Option<&Consensus> {
        self.unsaved.iter().flat_map(|unsaved| &unsaved.events).rev().find_map(|event| match event {
            JournalEvent::Consensus(consensus) if consensus.subject == path => Some(consensus),
            _ => None,
        })
    }
}

/// Returns the address of the subject of the current card.
pub(in crate::app) fn card_path(model: &Model) -> Option<&str> {
    model.session()?.current().map(|card| card.subject.as_str())
}

/// Returns the consensus of the reviewers who judged the current card, including unsaved changes.
pub(in crate::app) fn current_consensus(model: &Model, review: &ReviewState) -> Option<Consensus> {
    let path = card_path(model)?;
    let on_disk = || model.reviews.consensus_of(path, &model.reviews.judges_of(path));
    review.unsaved_consensus(path).cloned().or_else(|| on_disk().map(|settled| settled.record.consensus.clone()))
}

/// Returns the consensus on the current card as a verdict, if the session records a consensus.
fn settled_verdict(model: &Model, review: &ReviewState) -> Option<Verdict> {
    model.session().filter(|session| session.is_consensus)?;
    let consensus = current_consensus(model, review).unwrap_or_default();
    Some(Verdict { note: consensus.note.clone(), ..consensus.verdict() })
}

/// Returns the verdict on the current card, including unsaved changes; the consensus if the session records one.
pub(in crate::app) fn current_verdict(model: &Model, review: &ReviewState) -> Verdict {
    if let Some(settled) = settled_verdict(model, review) {
        return settled;
    }
    let Some(path) = card_path(model) else { return Verdict::default() };
    let mut verdict = model.reviews.visible_verdict(path);
    review.unsaved_changes(path).for_each(|change| change.apply(&mut verdict));
    verdict
}

/// Returns the parts of the verdict on the current card that this session has recorded.
pub(in crate::app) fn session_verdict(model: &Model, review: &ReviewState) -> Verdict {
    let Some(path) = card_path(model) else { return Verdict::default() };
    if let Some(settled) = settled_verdict(model, review) {
        let is_of_session = model.session().is_some_and(|session| session.is_judged(path));
        return if is_of_session || review.unsaved_consensus(path).is_some() { settled } else { Verdict::default() };
    }
    let mut verdict = model.reviews.session_verdict(path);
    review.unsaved_changes(path).for_each(|change| change.apply(&mut verdict));
    verdict
}

/// Returns the time spent on the session in seconds, without breaks.
pub fn time_spent(model: &Model) -> i64 {
    let now = model.now.as_ref();
    model.session().zip(now).map_or(0, |(session, now)| session.time_spent(now))
}
