//! Verdicts of reviewers on strategies, positions and commitments. Every part of a verdict may be missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

/// Defines a vocabulary: an enum with its list of variants, their spellings and a parser.
macro_rules! words {
    ($type:ident: $($variant:ident = $word:literal),+ $(,)?) => {
        impl $type {
            /// Every variant, in display order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the word for the variant in journals and queries.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Returns the variant for a word of journals and queries; `None` for any other text.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(super) use words;

/// Stance of a reviewer on a strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewStance {
    /// The reviewer is in favour of the strategy.
    Back,
    /// The reviewer is unsure about the strategy.
    Doubt,
    /// The reviewer is against the strategy.
    Reject,
    /// The reviewer considered the strategy and left the stance open.
    Undecided,
}

words!(ReviewStance: Back = "back", Doubt = "doubt", Reject = "reject", Undecided = "undecided");

/// Status of a falsification signal, the event that would count against a strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// No sign of the signal has been seen.
    NotSeen,
    /// Signs of the signal are being watched.
    Watching,
    /// The signal has landed: the event has happened.
    Landed,
}

words!(Status: NotSeen = "not-seen", Watching = "watching", Landed = "landed");

/// Nearness of a strategy to the threshold past which it defeats itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// Far from the threshold.
    Stable,
    /// Near the threshold.
    Near,
    /// Past the threshold.
    Past,
}

words!(Threshold: Stable = "stable", Near = "near", Past = "past");

/// Answer to an identity question, which asks whether a strategy is backed as a bet, to be given up if its signal
/// lands, or as part of an identity, whatever happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Answer as for a bet.
    Bet,
    /// Answer as for an identity.
    Identity,
}

words!(Answer: Bet = "bet", Identity = "identity");

/// Check of a position on record: whether its sources support it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// The sources support the position.
    Agree,
    /// The sources do not clearly support the position.
    Doubt,
    /// The sources do not support the position.
    Wrong,
}

words!(Check: Agree = "agree", Doubt = "doubt", Wrong = "wrong");

/// Verdict on a commitment, or on a claim that several commitments share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimCheck {
    /// The commitment is true.
    Holds,
    /// The commitment may be true or false.
    Unsure,
    /// The commitment is false.
    Fails,
}

words!(ClaimCheck: Holds = "holds", Unsure = "unsure", Fails = "fails");

/// Main answer of a verdict, by kind of subject. A subject counts as judged only if its verdict has this answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum Judgment {
    /// Stance on a strategy.
    Strategy(ReviewStance),
    /// Check whether the sources of a position support it.
    Position(Check),
    /// Verdict on a commitment or a claim.
    Commitment(ClaimCheck),
}

impl Judgment {
    /// Returns the stance, if the subject is a strategy.
    pub(super) fn stance(self) -> Option<ReviewStance> {
        if let Self::Strategy(stance) = self { Some(stance) } else { None }
    }

    /// Returns the record check, if the subject is a position.
    pub(super) fn check(self) -> Option<Check> {
        if let Self::Position(check) = self { Some(check) } else { None }
    }

    /// Returns the check of the claim, if the subject is a commitment or a claim.
    pub(super) fn claim(self) -> Option<ClaimCheck> {
        if let Self::Commitment(check) = self { Some(check) } else { None }
    }

    /// Returns the word for the answer in journals and queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strategy(stance) => stance.as_str(),
            Self::Position(check) => check.as_str(),
            Self::Commitment(check) => check.as_str(),
        }
    }

    /// Returns the rank of the answer from in favour (0) to against (2), for weighted statistics; `None` for an
    /// undecided stance.
    pub fn rank(self) -> Option<u8> {
        match self {
            Self::Strategy(ReviewStance::Undecided) => None,
            Self::Strategy(stance) => Some(stance as u8),
            Self::Position(check) => Some(check as u8),
            Self::Commitment(check) => Some(check as u8),
        }
    }
}

impl fmt::Display for Judgment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whole number from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Percent(u8);

impl Percent {
    /// Creates a percentage; `None` above 100.
    pub fn new(value: u8) -> Option<Self> {
        (value <= 100).then_some(Self(value))
    }

    /// Returns the percentage as a number from 0 to 100.
    pub fn get(self) -> u8 {
        self.0
    }

    /// Returns the percentage as a share from 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}%", self.0))
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = u8::deserialize(deserializer)?;
        Self::new(value).ok_or_else(|| serde::de::Error::custom("more than 100"))
    }
}

/// Observation of a falsification signal by a reviewer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Signal {
    /// Status of the signal.
    pub status: Status,
    /// Date of the observed status; `None` if the reviewer gave none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Evidence: a link or a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

impl Signal {
    /// Creates a signal with this status, without date and evidence.
    pub fn new(status: Status) -> Self {
        Self { status, date: None, evidence: None }
    }
}

/// Verdict of a reviewer on a strategy, a position or a commitment. Every part may be missing; it is then `null` in
/// JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Verdict {
    /// Stance on the strategy.
    pub stance: Option<ReviewStance>,
    /// Confidence in the main answer; `None` if the reviewer gave none.
    pub confidence: Option<Percent>,
    /// Observation of the falsification signal of the strategy.
    pub signal: Option<Signal>,
    /// Nearness of the strategy to the threshold past which it defeats itself.
    pub threshold: Option<Threshold>,
    /// Answers to the identity questions, by the number of the question from 1.
    pub identity: BTreeMap<u8, Answer>,
    /// Check whether the sources support the position.
    pub record: Option<Check>,
    /// Check of the commitment, or of a claim that several commitments share.
    pub claim: Option<ClaimCheck>,
    /// Tags that the reviewer gave the subject.
    pub tags: BTreeSet<String>,
    /// Note of the reviewer on the verdict.
    pub note: Option<String>,
    /// Date on which the reviewer wants to review the verdict.
    pub next: Option<Date>,
}

impl Verdict {
    /// Returns whether every part is missing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the main answer: the stance, the check of the position or the check of the claim; `None` if it is
    /// missing.
    pub fn judgment(&self) -> Option<Judgment> {
        let stance = self.stance.map(Judgment::Strategy);
        stance.or(self.record.map(Judgment::Position)).or(self.claim.map(Judgment::Commitment))
    }

    /// Returns the status of the falsification signal; `None` if the reviewer recorded none.
    pub fn status(&self) -> Option<Status> {
        self.signal.as_ref().map(|signal| signal.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_as_written() {
        for &stance in ReviewStance::ALL {
            assert_eq!(ReviewStance::parse(stance.as_str()), Some(stance));
            assert_eq!(serde_json::to_value(stance).unwrap(), stance.as_str());
        }
        for &status in Status::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        assert_eq!(ReviewStance::parse("endorse"), None);
    }

    #[test]
    fn a_percentage_is_at_most_a_hundred() {
        assert_eq!(Percent::new(100).map(Percent::get), Some(100));
        assert_eq!(Percent::new(101), None);
        assert!(serde_json::from_str::<Percent>("101").is_err());
        assert!(serde_json::from_str::<Percent>("-1").is_err());
    }
}
