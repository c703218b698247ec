//! Changes of mind: steps in which one stance replaces another.

use super::history::Judged;
use super::timestamp::ZonedTimestamp;
use super::verdict::{Judgment, Percent, Verdict};

/// Change of mind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StanceChange {
    /// Time of the change.
    pub at: ZonedTimestamp,
    /// Rating before the change.
    pub from: StanceSnapshot,
    /// Rating after the change.
    pub to: StanceSnapshot,
}

/// Main answer of a verdict with its confidence, at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StanceSnapshot {
    /// Main answer of the verdict: the stance, record check or verdict on a commitment; `None` if there is no answer.
    pub judgment: Option<Judgment>,
    /// Confidence in the rating.
    pub confidence: Option<Percent>,
}

impl StanceSnapshot {
    pub(super) fn of(verdict: &Verdict) -> Self {
        Self { judgment: verdict.judgment(), confidence: verdict.confidence }
    }

    /// Formats the rating: `back 70%`.
    pub fn describe(&self) -> String {
        let word = self.judgment.map_or("nothing", Judgment::as_str);
        self.confidence.map_or_else(|| word.to_owned(), |sure| format!("{word} {sure}"))
    }
}

/// Lists the changes of mind in the history of a verdict, in chronological order. A first stance or a change of
/// confidence is not one; a change from a decided stance to undecided is.
pub fn stance_changes(judged: &Judged) -> Vec<StanceChange> {
    let mut stance_changes: Vec<StanceChange> = Vec::new();
    let mut before = StanceSnapshot::default();
    // Session of the last change, until another session, in which a confidence typed after the stance belongs to it.
    let mut open = None;
    for step in judged.steps.iter().filter(|step| !step.undone) {
        let now = step.stance;
        let has_turned = before.judgment.is_some() && now.judgment.is_some() && before.judgment != now.judgment;
        if has_turned {
            stance_changes.push(StanceChange { at: step.at.clone(), from: before, to: now });
            open = step.session;
        } else if open.is_none() || step.session != open {
            open = None;
        } else if let Some(change) = stance_changes.last_mut().filter(|change| change.to.judgment == now.judgment) {
            change.to.confidence = now.confidence;
        }
        // A verdict may have no stance between two stances.
        before = StanceSnapshot { judgment: now.judgment.or(before.judgment), confidence: now.confidence };
    }
    stance_changes
}
