//! Consensus: the answer that reviewers settled on together. It is a separate record: it leaves the verdicts of the
//! reviewers unchanged, and their agreement is computed from the verdicts before it.
//!
//! A record is complete. It replaces every earlier record of the same reviewers in its journal, and the records of
//! other journals that it names. Of the records of the same reviewers on a subject, those that no other record replaces
//! are current, and the latest of these counts. Current records that differ come from journals that did not know each
//! other.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::change::{Change, Edit};
use super::digest::Digest;
use super::id::LineId;
use super::timestamp::ZonedTimestamp;
use super::verdict::{Judgment, ReviewStance, Verdict};

/// Consensus on a subject, as a line of the journal stores it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consensus {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Digest of the text that was settled on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Digest>,
    /// Reviewers who settled it, in name order.
    pub between: Vec<String>,
    /// Stance, record check or verdict on a commitment, and the confidence; without a stance, the subject was left
    /// open.
    pub set: Change,
    /// Reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Records of the same reviewers in other journals that this one replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<LineId>,
}

/// Consensus with the line that records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsensusRecord {
    /// Id of the line.
    pub id: LineId,
    /// Time of the entry.
    pub at: ZonedTimestamp,
    /// Session in which it was recorded.
    pub session: Option<LineId>,
    /// The consensus.
    pub consensus: Consensus,
}

impl Consensus {
    /// Returns the stance and the confidence as a verdict, without a stance if the subject was left open.
    pub fn verdict(&self) -> Verdict {
        let mut verdict = Verdict::default();
        self.set.apply(&mut verdict);
        // To a team, undecided and open are the same.
        verdict.stance = verdict.stance.filter(|stance| *stance != ReviewStance::Undecided);
        verdict
    }

    /// Returns the main answer; `None` if the subject was left open.
    pub fn judgment(&self) -> Option<Judgment> {
        self.verdict().judgment()
    }

    /// Returns the consensus in words: `back 70%`, `left open`.
    pub fn describe(&self) -> String {
        let verdict = self.verdict();
        let Some(judgment) = verdict.judgment() else { return "left open".to_owned() };
        verdict.confidence.map_or_else(|| judgment.to_string(), |confidence| format!("{judgment} {confidence}"))
    }

    /// Returns the same reviewers in words: `ada and bob`, `ada, bob and cyd`.
    pub fn participants(&self) -> String {
        match self.between.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        }
    }

    /// Returns whether this version understands the main answer.
    pub(super) fn is_understood(&self) -> bool {
        ["stance", "record", "claim"].iter().all(|key| !self.set.unknown.contains_key(*key))
    }

    /// Returns the reviewers who settled it.
    pub(super) fn people(&self) -> BTreeSet<&str> {
        self.between.iter().map(String::as_str).collect()
    }

    /// Returns whether `other` says something else: another answer, or another confidence.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let rating = |consensus: &Self| {
            let verdict = consensus.verdict();
            (verdict.judgment(), verdict.confidence)
        };
        rating(self) != rating(other)
    }
}

impl Change {
    /// Creates the change that records a consensus: the main answer and the confidence of `verdict`.
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
