//! State of a review that the journal does not contain: events that are not on disk yet, and actions that wait for
//! these events.

use std::collections::VecDeque;

use crate::action::Action;
use crate::app::model::Model;
use crate::review::{Change, Consensus, JournalEvent, Verdict};

/// State of a review beyond the journal.
#[derive(Clone, Debug, Default)]
pub struct ReviewState {
    /// Events that are not on disk yet, in the order in which they were recorded, by request.
    pub unsaved: Vec<Unsaved>,
    /// Reason why writing to the journal failed; `None` if it has not failed.
    pub failed: Option<String>,
    /// Whether the user has recorded events, and all of them are on disk.
    pub saved: bool,
    /// Whether the list of the review queue hides judged cards.
    pub shows_unjudged_only: bool,
    /// Actions to carry out once all events are on disk, each with the count typed before its key.
    pub(super) waiting: VecDeque<(Action, Option<usize>)>,
    /// Address of the subject of the card displayed last.
    pub(super) card: Option<String>,
    /// Number of the last request to the journal. Its answer has the same number.
    pub(super) last_ticket: u64,
}

/// Events of one request that are not yet known to be on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Number of the request. The answer of the journal has the same number.
    pub ticket: u64,
    /// Events to write to the journal.
    pub events: Vec<JournalEvent>,
    /// Whether the events start a session or belong to a session other than the open one. Once the events are on disk,
    /// the card of their session is shown.
    pub opens: bool,
    /// Notice to show once the events are on disk.
    pub confirmation: Option<String>,
}

impl Unsaved {
    /// Returns whether another card may be shown once these events are on disk.
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

    /// Returns the consensus on the subject at `path` that is not on disk yet, if there is one.
    pub(super) fn unsaved_consensus(&self, path: &str) -> Option<&Consensus> {
        self.unsaved.iter().flat_map(|unsaved| &unsaved.events).rev().find_map(|event| match event {
            JournalEvent::Consensus(consensus) if consensus.subject == path => Some(&**consensus),
            _ => None,
        })
    }
}

/// Returns the address of the subject of the current card; `None` without a current card.
pub(in crate::app) fn card_path(model: &Model) -> Option<&str> {
    model.session()?.current().map(|card| card.subject.as_str())
}

/// Returns the consensus of the reviewers who judged the current card, including changes that are not on disk yet.
pub(in crate::app) fn current_consensus(model: &Model, review: &ReviewState) -> Option<Consensus> {
    let path = card_path(model)?;
    let on_disk = || model.reviews.consensus_of(path, &model.reviews.judges_of(path));
    review.unsaved_consensus(path).cloned().or_else(|| on_disk().map(|settled| settled.record.consensus.clone()))
}

/// Returns the consensus on the current card in the form of a verdict; `None` if the session does not record a
/// consensus.
fn settled_verdict(model: &Model, review: &ReviewState) -> Option<Verdict> {
    model.session().filter(|session| session.is_consensus)?;
    let consensus = current_consensus(model, review).unwrap_or_default();
    Some(Verdict { note: consensus.note.clone(), ..consensus.verdict() })
}

/// Returns the verdict on the current card, or the consensus if the session records one, including changes that are not
/// on disk yet.
pub(in crate::app) fn current_verdict(model: &Model, review: &ReviewState) -> Verdict {
    if let Some(settled) = settled_verdict(model, review) {
        return settled;
    }
    let Some(path) = card_path(model) else { return Verdict::default() };
    let mut verdict = model.reviews.visible_verdict(path);
    review.unsaved_changes(path).for_each(|change| change.apply(&mut verdict));
    verdict
}

/// Returns the parts of the verdict on the current card that were recorded in this session.
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

/// Returns the time that the user has spent on the session, without breaks, in seconds.
pub fn time_spent(model: &Model) -> i64 {
    let now = model.now.as_ref();
    model.session().zip(now).map_or(0, |(session, now)| session.time_spent(now))
}
