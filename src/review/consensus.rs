//! Consensus: the answer that several reviewers settled on together for one subject. A consensus is recorded apart from
//! verdicts: the verdicts of the reviewers stay unchanged, and agreement is computed from the verdicts before the
//! consensus.
//!
//! Each consensus record is complete. The record replaces every earlier record by the same group of reviewers in its
//! journal, and those records in other journals that it names. Of the records of one group on a subject, those that no
//! other record replaces are current, and the latest of these counts. Current records that differ come from journals
//! that did not know of each other.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::change::{Change, Edit};
use super::digest::Digest;
use super::id::LineId;
use super::timestamp::ZonedTimestamp;
use super::verdict::{Judgment, ReviewStance, Verdict};

/// Consensus on a subject, in the form that a line of the journal stores.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consensus {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Digest of the subject's text at the time of the consensus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Digest>,
    /// Names of the reviewers who settled on the answer, in name order.
    pub between: Vec<String>,
    /// Answer (stance, check or claim check) and confidence; without an answer, the reviewers left the subject open.
    pub set: Change,
    /// Reason that the reviewers gave, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Ids of consensus records of the same reviewers in other journals that this record replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<LineId>,
}

/// Consensus with the id, time and session of the line that records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsensusRecord {
    /// Id of the journal line.
    pub id: LineId,
    /// Time when the line was recorded.
    pub at: ZonedTimestamp,
    /// Review session in which the consensus was recorded, if any.
    pub session: Option<LineId>,
    /// Recorded consensus.
    pub consensus: Consensus,
}

impl Consensus {
    /// Returns the answer and the confidence as a verdict, without an answer if the subject was left open.
    pub fn verdict(&self) -> Verdict {
        let mut verdict = Verdict::default();
        self.set.apply(&mut verdict);
        // For a team, the stance `undecided` means the same as leaving the subject open.
        verdict.stance = verdict.stance.filter(|stance| *stance != ReviewStance::Undecided);
        verdict
    }

    /// Returns the answer; `None` if the subject was left open.
    pub fn judgment(&self) -> Option<Judgment> {
        self.verdict().judgment()
    }

    /// Returns the consensus as text: `back 70%`, `left open`.
    pub fn describe(&self) -> String {
        let verdict = self.verdict();
        let Some(judgment) = verdict.judgment() else { return "left open".to_owned() };
        verdict.confidence.map_or_else(|| judgment.to_string(), |confidence| format!("{judgment} {confidence}"))
    }

    /// Returns the names of the reviewers as text: `ada and bob`, `ada, bob and cyd`.
    pub fn participants(&self) -> String {
        match self.between.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        }
    }

    /// Returns whether this version of the program understands the answer.
    pub(super) fn is_understood(&self) -> bool {
        ["stance", "record", "claim"].iter().all(|key| !self.set.unknown.contains_key(*key))
    }

    /// Returns the names of the reviewers who settled on the answer.
    pub(super) fn people(&self) -> BTreeSet<&str> {
        self.between.iter().map(String::as_str).collect()
    }

    /// Returns whether `other` has another answer or another confidence.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let rating = |consensus: &Self| {
            let verdict = consensus.verdict();
            (verdict.judgment(), verdict.confidence)
        };
        rating(self) != rating(other)
    }
}

impl Change {
    /// Creates the change that a consensus record contains: the answer and the confidence of `verdict`.
    pub fn of_consensus(verdict: &Verdict) -> Self {
        // A subject that is left open has no confidence.
        let confidence = verdict.confidence.filter(|_| verdict.judgment().is_some());
        Self {
            stance: verdict.stance.map_or(Edit::Keep, Edit::Set),
            record: verdict.record.map_or(Edit::Keep, Edit::Set),
            claim: verdict.claim.map_or(Edit::Keep, Edit::Set),
            confidence: confidence.map_or(Edit::Keep, Edit::Set),
            ..Self::default()
        }
    }
}
