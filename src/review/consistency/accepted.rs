//! Inconsistencies that the reviewer accepts: recorded with a note, valid until something about them changes.

use serde::Serialize;

use crate::review::acceptance::{Acceptance, AcceptedSubject};
use crate::review::history::ReviewerHistory;

use super::contradiction::Inconsistency;

/// Rise of the points from which an accepted inconsistency returns.
const MIN_RISE: u8 = 10;

/// Inconsistency that is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// The inconsistency as it is now.
    #[serde(flatten)]
    pub inconsistency: Inconsistency,
    /// Reason of the reviewer.
    pub note: Option<String>,
}

impl Acceptance {
    /// Creates the acceptance of `inconsistency` as it is now.
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

    /// Returns whether the acceptance is about the same kind of inconsistency between the same subjects.
    fn is_about(&self, other: &Self) -> bool {
        let paths = |one: &Self| {
            let mut paths: Vec<String> = one.subjects.iter().map(|party| party.subject.clone()).collect();
            paths.sort_unstable();
            paths
        };
        self.what == other.what && paths(self) == paths(other)
    }

    /// Returns whether the acceptance still stands for an inconsistency that would now be accepted as `now`: the same
    /// texts and judgments, and points that have risen by less than 10.
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

/// Splits inconsistencies into those that the reviewer has accepted and the others. The last acceptance counts.
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
