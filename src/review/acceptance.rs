//! Acceptances of inconsistencies: a reviewer can accept that some of their verdicts contradict each other.

use serde::{Deserialize, Serialize};

use super::digest::Digest;

/// Acceptance of an inconsistency between verdicts, as recorded in a line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Kind of the inconsistency, such as `signal-landed` or `commitment-fails`.
    pub what: String,
    /// Subjects of the contradicting verdicts, with their state when the inconsistency was accepted.
    #[serde(rename = "on")]
    pub subjects: Vec<AcceptedSubject>,
    /// Points of the inconsistency (how strong the contradiction was) when it was accepted; `None` without a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u8>,
    /// Reason that the reviewer gave, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Subject of an accepted inconsistency, with its state at that time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AcceptedSubject {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Digest (hash) of the subject's text when the inconsistency was accepted.
    pub text: Digest,
    /// Stance, check or claim check of the verdict when the inconsistency was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgment: Option<String>,
}
