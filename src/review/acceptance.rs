//! Acceptances: inconsistencies that a reviewer accepts, as recorded in the journal.

use serde::{Deserialize, Serialize};

use super::digest::Digest;

/// Acceptance of an inconsistency, as recorded in a line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Kind of inconsistency: `signal-landed`, `commitment-fails`, …
    pub what: String,
    /// The subjects that contradicted each other, as they were when the inconsistency was accepted.
    #[serde(rename = "on")]
    pub subjects: Vec<AcceptedSubject>,
    /// Points of the inconsistency when it was accepted.
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
