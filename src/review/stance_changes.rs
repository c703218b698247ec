//! Changes of mind: steps of a verdict's history in which another judgment replaces the previous one.

use super::history::Judged;
use super::timestamp::ZonedTimestamp;
use super::verdict::{Judgment, Percent, Verdict};

/// Change of mind about one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StanceChange {
    /// Time of the change.
    pub at: ZonedTimestamp,
    /// Judgment and confidence before the change.
    pub from: StanceSnapshot,
    /// Judgment and confidence after the change.
    pub to: StanceSnapshot,
}

/// Judgment and confidence of a verdict at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StanceSnapshot {
    /// Judgment of the verdict: the stance on a strategy, or the check of a position or commitment; `None` if there is
    /// none.
    pub judgment: Option<Judgment>,
    /// Confidence in the judgment, if stated.
    pub confidence: Option<Percent>,
}

impl StanceSnapshot {
    pub(super) fn of(verdict: &Verdict) -> Self {
        Self { judgment: verdict.judgment(), confidence: verdict.confidence }
    }

    /// Describes the judgment and the confidence: `back 70%`.
    pub fn describe(&self) -> String {
        let word = self.judgment.map_or("nothing", Judgment::as_str);
        self.confidence.map_or_else(|| word.to_owned(), |sure| format!("{word} {sure}"))
    }
}

/// Returns the changes of mind in the history of a verdict, in chronological order. A first judgment or a change of
/// only the confidence does not count; a change from a decided stance to undecided does.
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
        // If a judgment was cleared between two others, the later one is compared with the one before.
        before = StanceSnapshot { judgment: now.judgment.or(before.judgment), confidence: now.confidence };
    }
    stance_changes
}
