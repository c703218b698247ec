//! Events of a journal: entries, undos, and steps of a session.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::acceptance::Acceptance;
use super::change::{Change, Edit, shared};
use super::consensus::Consensus;
use super::digest::Digest;
use super::id::LineId;
use super::text_body::TextBody;
use super::verdict::{Percent, Signal, Status, Verdict, words};

/// Event recorded by a line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum JournalEvent {
    /// A judged text, recorded once before the first line that refers to its digest.
    Text {
        /// Digest of the text.
        digest: Digest,
        /// The text.
        body: TextBody,
    },
    /// A change of the verdict on a subject.
    Verdict {
        /// Address of the subject.
        #[serde(rename = "on")]
        subject: String,
        /// Digest of the text as judged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Digest>,
        /// The changed parts, shared with the history.
        #[serde(with = "shared")]
        set: Arc<Change>,
    },
    /// A probability that a falsification signal lands by a date; a later estimate for the same date replaces it.
    Forecast {
        /// Address of the strategy with the signal.
        #[serde(rename = "on")]
        subject: String,
        /// Last day on which the signal counts.
        until: Date,
        /// Probability of the signal.
        probability: Percent,
        /// Digest of the text as judged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Digest>,
        /// Note on the estimate.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// The outcome of a forecast.
    Resolve {
        /// Address of the strategy with the signal.
        #[serde(rename = "on")]
        subject: String,
        /// Last day on which the signal counted.
        until: Date,
        /// Outcome of the forecast.
        outcome: Outcome,
        /// Date on which the outcome was settled.
        date: Date,
        /// Evidence for the outcome.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<String>,
    },
    /// An acceptance of an inconsistency.
    Accept(Acceptance),
    /// Consensus of reviewers, which leaves their verdicts unchanged. Boxed because it is rare, and several times as large
    /// as the other events.
    Consensus(Box<Consensus>),
    /// The verdicts of others on a subject were shown before the reviewer had judged it.
    Seen {
        /// Address of the subject.
        #[serde(rename = "on")]
        subject: String,
    },
    /// An undo of a line, which stays in the journal but no longer counts.
    Undo {
        /// Id of the undone line.
        line: LineId,
    },
    /// A redo of an undone line, which counts again.
    Redo {
        /// Id of the line.
        line: LineId,
    },
    /// The start of a session. The id of the line is the id of the session.
    Start(Box<SessionStart>),
    /// A move to a card of the session.
    Show {
        /// Address of the card's subject.
        card: String,
    },
    /// A card that was skipped.
    Skip {
        /// Address of the card's subject.
        card: String,
    },
    /// A card that was moved to the end of the queue.
    Defer {
        /// Address of the card's subject.
        card: String,
    },
    /// The end of the session.
    End,
    /// An event unknown to this version.
    #[serde(other)]
    Unknown,
}

/// Keys of a verdict line, see [`JournalEvent::Verdict`].
#[derive(Deserialize)]
struct RawVerdict {
    on: String,
    text: Option<Digest>,
    #[serde(with = "shared")]
    set: Arc<Change>,
}

/// Key of a step of a session.
#[derive(Deserialize)]
struct RawStep {
    card: String,
}

impl JournalEvent {
    /// Parses the event of the kind `kind` from the text of its line. Frequent kinds are parsed directly, which is
    /// several times as fast as the generic way, which buffers a whole line until its kind is known.
    pub(super) fn parse(kind: &str, text: &str) -> serde_json::Result<Self> {
        let step = || serde_json::from_str(text).map(|RawStep { card }| card);
        match kind {
            "verdict" => {
                let RawVerdict { on: subject, text, set } = serde_json::from_str(text)?;
                Ok(Self::Verdict { subject, text, set })
            }
            "show" => Ok(Self::Show { card: step()? }),
            "skip" => Ok(Self::Skip { card: step()? }),
            "defer" => Ok(Self::Defer { card: step()? }),
            _ => serde_json::from_str(text),
        }
    }

    /// Returns whether the event can be undone.
    pub fn is_undoable(&self) -> bool {
        matches!(
            self,
            Self::Verdict { .. } | Self::Forecast { .. } | Self::Resolve { .. } | Self::Accept(_) | Self::Consensus(_)
        )
    }

    /// Returns the events implied by this event, followed by the event: a forecast that landed marks its signal as
    /// landed, unless `verdict` already does. An implied event has no digest, because no text was judged.
    pub fn with_implied_events(self, verdict: &Verdict) -> Vec<Self> {
        let landed = match &self {
            Self::Resolve { subject, outcome: Outcome::Landed, date, evidence, .. }
                if verdict.status() != Some(Status::Landed) =>
            {
                let signal = Signal { status: Status::Landed, date: Some(*date), evidence: evidence.clone() };
                let set = Change { signal: Edit::Set(signal), ..Change::default() };
                Some(Self::Verdict { subject: subject.clone(), text: None, set: Arc::new(set) })
            }
            _ => None,
        };
        landed.into_iter().chain([self]).collect()
    }
}

/// Outcome of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The signal landed in time.
    Landed,
    /// The signal did not land in time.
    NotLanded,
    /// The outcome cannot be determined; the forecast is not scored.
    Void,
}

words!(Outcome: Landed = "landed", NotLanded = "not-landed", Void = "void");

/// Start of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionStart {
    /// Cards of the queue, in order.
    pub queue: Vec<Card>,
    /// Order of the queue, as written on the command line.
    pub order: String,
    /// Query or portfolio that selected the cards; `None` for everything.
    #[serde(rename = "of", default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Whether earlier verdicts are hidden until the reviewer has judged again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blind: bool,
    /// Whether the cards record a consensus of reviewers instead of a verdict of the reviewer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub consensus: bool,
    /// Name of the session; `None` for the default name of its queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Entry after which the next card is shown automatically.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance: Option<Advance>,
}

/// Entry after which the next card is shown automatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Advance {
    /// A stance or record check.
    Stance,
    /// A confidence typed after the stance or record check.
    Confidence,
}

words!(Advance: Stance = "stance", Confidence = "confidence");

/// Card of a queue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Card {
    /// Address of the card's subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Reason for the position in the queue, if the order gives reasons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Card {
    /// Creates a card for `subject` without a reason.
    pub fn plain(subject: impl Into<String>) -> Self {
        Self { subject: subject.into(), why: None }
    }
}
