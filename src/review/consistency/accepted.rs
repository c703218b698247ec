//! Inconsistencies between verdicts that the reviewer accepts. An acceptance is valid until the texts or judgments
//! change or the points rise.

use serde::Serialize;

use crate::review::acceptance::{Acceptance, AcceptedSubject};
use crate::review::history::ReviewerHistory;

use super::contradiction::Inconsistency;

/// Increase in points (strength of the contradiction) from which an accepted inconsistency is reported again.
const MIN_RISE: u8 = 10;

/// Accepted inconsistency with the reviewer's reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// Inconsistency in its current state.
    #[serde(flatten)]
    pub inconsistency: Inconsistency,
    /// Reason that the reviewer gave, if any.
    pub note: Option<String>,
}

impl Acceptance {
    /// Creates the acceptance of `inconsistency` in its current state.
    pub fn of(inconsistency: &Inconsistency, note: Option<String>) -> Self {
        let subject = |party: &super::Conflicting| AcceptedSubject {
            subject: party.subject.clone(),
            text: party.digest,
            judgment: party.judgment.map(str::to_owned),
        };
        Self {
            what: inconsistency.kind.as_str().to_owned(),
            subjects: inconsistency.subjects.iter().map(subject).collect(),
            points: inconsistency.points,
            note,
        }
    }

    /// Returns whether both acceptances concern the same kind of inconsistency between the same subjects.
    fn is_about(&self, other: &Self) -> bool {
        let paths = |one: &Self| {
            let mut paths: Vec<String> = one.subjects.iter().map(|party| party.subject.clone()).collect();
            paths.sort_unstable();
            paths
        };
        self.what == other.what && paths(self) == paths(other)
    }

    /// Returns whether the acceptance is still valid, given `now`, the current state of the inconsistency: the texts
    /// and judgments are equal, and the points have risen by less than [`MIN_RISE`].
    fn stands(&self, now: &Self) -> bool {
        let sorted = |one: &Self| {
            let mut subjects = one.subjects.clone();
            subjects.sort_unstable();
            subjects
        };
        let has_risen = match (self.points, now.points) {
            (Some(then), Some(now)) => now >= then.saturating_add(MIN_RISE),
            (then, now) => then.is_none() && now.is_some(),
        };
        self.what == now.what && sorted(self) == sorted(now) && !has_risen
    }
}

/// Splits inconsistencies into those that the reviewer has accepted and all others. The last acceptance of each
/// inconsistency counts.
pub(super) fn split(all: Vec<Inconsistency>, history: &ReviewerHistory) -> (Vec<Accepted>, Vec<Inconsistency>) {
    let mut accepted = Vec::new();
    let mut open = Vec::new();
    for inconsistency in all {
        let now = Acceptance::of(&inconsistency, None);
        let last = history.acceptances().rev().find(|acceptance| acceptance.is_about(&now));
        match last.filter(|last| last.stands(&now)) {
            Some(last) => accepted.push(Accepted { inconsistency, note: last.note.clone() }),
            None => open.push(inconsistency),
        }
    }
    (accepted, open)
}
