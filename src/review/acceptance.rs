//! Acceptances: inconsistencies that a reviewer accepts, as lines of the journal store them.

use serde::{Deserialize, Serialize};

use super::digest::Digest;

/// Acceptance of an inconsistency, as a line of the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Kind of inconsistency: `signal-landed`, `commitment-fails`, …
    pub what: String,
    /// Subjects as they were.
    #[serde(rename = "on")]
    pub subjects: Vec<AcceptedSubject>,
    /// Points as they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u8>,
    /// Reason of the reviewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Subject of an accepted inconsistency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AcceptedSubject {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Digest of its text.
    pub text: Digest,
    /// Main answer of the verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgment: Option<String>,
}
