//! Verdicts: what a reviewer says of a strategy, or of what a person is on the record for. Every part may be missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

/// Gives a closed set of words its list, its text, and the reading of it.
macro_rules! words {
    ($type:ident: $($variant:ident = $word:literal),+ $(,)?) => {
        impl $type {
            /// Every one, in the order they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As written in journals and queries.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The one written as `text`.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

/// How a reviewer stands to a strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// For it.
    Back,
    /// Not sure of it.
    Doubt,
    /// Against it.
    Reject,
    /// Looked at, and left open.
    Undecided,
}

words!(Stance: Back = "back", Doubt = "doubt", Reject = "reject", Undecided = "undecided");

/// How far a falsification signal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nothing of it.
    NotSeen,
    /// Something that may become it.
    Watching,
    /// It is there.
    Landed,
}

words!(Status: NotSeen = "not-seen", Watching = "watching", Landed = "landed");

/// How near a strategy is to the threshold past which it defeats itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// Far from it.
    Stable,
    /// Close to it.
    Near,
    /// Past it.
    Past,
}

words!(Threshold: Stable = "stable", Near = "near", Past = "past");

/// The answer to one of the questions that tell a bet from an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// As someone answers who holds a bet.
    Bet,
    /// As someone answers for whom it is who they are.
    Identity,
}

words!(Answer: Bet = "bet", Identity = "identity");

/// Whether the record supports what a person is said to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// It does.
    Agree,
    /// Not clearly.
    Doubt,
    /// It does not.
    Wrong,
}

words!(Check: Agree = "agree", Doubt = "doubt", Wrong = "wrong");

/// A whole number from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Percent(u8);

impl Percent {
    /// `value`, unless it is more than 100.
    pub fn new(value: u8) -> Option<Self> {
        (value <= 100).then_some(Self(value))
    }

    /// The number, from 0 to 100.
    pub fn get(self) -> u8 {
        self.0
    }

    /// The share, from 0 to 1.
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

/// What a reviewer has seen of a falsification signal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Signal {
    /// How far it has come.
    pub status: Status,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What shows it: a link, or words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

impl Signal {
    /// `status`, without date and evidence.
    pub fn new(status: Status) -> Self {
        Self { status, date: None, evidence: None }
    }
}

/// What a reviewer says of a strategy, or of what a person is on the record for. Every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Verdict {
    /// How they stand to the strategy.
    pub stance: Option<Stance>,
    /// How sure they are of that.
    pub confidence: Option<Percent>,
    /// What they have seen of its falsification signal.
    pub signal: Option<Signal>,
    /// How near it is to its threshold.
    pub threshold: Option<Threshold>,
    /// Their answers to the questions that tell a bet from an identity, by the number of the question from 1.
    pub identity: BTreeMap<u8, Answer>,
    /// Whether the record supports what the person is said to hold.
    pub record: Option<Check>,
    /// Tags of their own.
    pub tags: BTreeSet<String>,
    /// A note.
    pub note: Option<String>,
    /// When they mean to look again.
    pub next: Option<Date>,
}

impl Verdict {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How far the signal has come, as far as it has been said.
    pub fn status(&self) -> Option<Status> {
        self.signal.as_ref().map(|signal| signal.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_as_written() {
        for &stance in Stance::ALL {
            assert_eq!(Stance::parse(stance.as_str()), Some(stance));
            assert_eq!(serde_json::to_value(stance).unwrap(), stance.as_str());
        }
        for &status in Status::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        assert_eq!(Stance::parse("endorse"), None);
    }

    #[test]
    fn a_percentage_is_at_most_a_hundred() {
        assert_eq!(Percent::new(100).map(Percent::get), Some(100));
        assert_eq!(Percent::new(101), None);
        assert!(serde_json::from_str::<Percent>("101").is_err());
        assert!(serde_json::from_str::<Percent>("-1").is_err());
    }
}
