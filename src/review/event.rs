//! Events that the lines of a journal record: entries such as verdicts and forecasts, undos, and steps of a session.

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
    /// Text of a judged subject, recorded once before the first line that refers to its digest.
    Text {
        /// Digest by which other lines refer to the text.
        digest: Digest,
        /// Text itself, in memory or still on disk.
        body: TextBody,
    },
    /// Change of the verdict on a subject.
    Verdict {
        /// Address of the subject.
        #[serde(rename = "on")]
        subject: String,
        /// Digest of the subject's text at the time of the entry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Digest>,
        /// Changed parts of the verdict; the history shares them.
        #[serde(with = "shared")]
        set: Arc<Change>,
    },
    /// Probability that a falsification signal lands by a date; a later estimate for the same date replaces an earlier
    /// one.
    Forecast {
        /// Address of the strategy with the signal.
        #[serde(rename = "on")]
        subject: String,
        /// Last day on which a landing of the signal counts.
        until: Date,
        /// Probability that the signal lands by that day.
        probability: Percent,
        /// Digest of the subject's text at the time of the entry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Digest>,
        /// Note on the estimate.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Outcome of a forecast.
    Resolve {
        /// Address of the strategy with the signal.
        #[serde(rename = "on")]
        subject: String,
        /// Last day of the forecast.
        until: Date,
        /// Whether the signal landed.
        outcome: Outcome,
        /// Date on which the outcome was settled.
        date: Date,
        /// Evidence for the outcome.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<String>,
    },
    /// Acceptance of an inconsistency between verdicts.
    Accept(Acceptance),
    /// Consensus of reviewers, which leaves their verdicts unchanged. Boxed because it is rare, and several times as large
    /// as the other events.
    Consensus(Box<Consensus>),
    /// Record that the verdicts of others on a subject were shown before the reviewer had judged it.
    Seen {
        /// Address of the subject.
        #[serde(rename = "on")]
        subject: String,
    },
    /// Undo of a line, which stays in the journal but no longer counts.
    Undo {
        /// Id of the undone line.
        line: LineId,
    },
    /// Redo of an undone line, which counts again.
    Redo {
        /// Id of the redone line.
        line: LineId,
    },
    /// Start of a session. The id of the line is the id of the session.
    Start(Box<SessionStart>),
    /// Move to a card of the session.
    Show {
        /// Address of the card's subject.
        card: String,
    },
    /// Skip of a card without a verdict.
    Skip {
        /// Address of the card's subject.
        card: String,
    },
    /// Move of a card to the end of the queue.
    Defer {
        /// Address of the card's subject.
        card: String,
    },
    /// End of the session.
    End,
    /// Event that this version of the program does not know.
    #[serde(other)]
    Unknown,
}

/// Keys of a line with a verdict, for parsing a [`JournalEvent::Verdict`] directly.
#[derive(Deserialize)]
struct RawVerdict {
    on: String,
    text: Option<Digest>,
    #[serde(with = "shared")]
    set: Arc<Change>,
}

/// Key of a line with a step of a session (show, skip or defer), for parsing it directly.
#[derive(Deserialize)]
struct RawStep {
    card: String,
}

impl JournalEvent {
    /// Parses the event of kind `kind` from `text`, its line. Frequent kinds are parsed directly, which is several
    /// times as fast as the derived parser, since that buffers the whole line until the kind is known.
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

    /// Returns whether the reviewer can undo the event.
    pub fn is_undoable(&self) -> bool {
        matches!(
            self,
            Self::Verdict { .. } | Self::Forecast { .. } | Self::Resolve { .. } | Self::Accept(_) | Self::Consensus(_)
        )
    }

    /// Returns the events implied by this event, followed by the event itself: a forecast that landed marks its signal
    /// as landed, unless `verdict` already does. An implied event has no digest, since no text was judged.
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
    /// The outcome cannot be determined, so the forecast is not scored.
    Void,
}

words!(Outcome: Landed = "landed", NotLanded = "not-landed", Void = "void");

/// Start of a review session: its cards and settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionStart {
    /// Cards of the session, in order.
    pub queue: Vec<Card>,
    /// Name of the order of the queue, as on the command line.
    pub order: String,
    /// Query or portfolio that selected the cards; `None` if all subjects were selected.
    #[serde(rename = "of", default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Whether earlier verdicts are hidden until the reviewer has judged again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blind: bool,
    /// Whether the cards record a consensus of reviewers instead of a verdict of the reviewer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub consensus: bool,
    /// Name of the session; `None` for the default name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Entry after which the next card is shown automatically; `None` if the reviewer always moves on by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance: Option<Advance>,
}

/// Entry of the reviewer after which the next card is shown automatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Advance {
    /// After a stance or check.
    Stance,
    /// After a confidence that follows the stance or check.
    Confidence,
}

words!(Advance: Stance = "stance", Confidence = "confidence");

/// Card of a session's queue, which asks for a verdict on one subject.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Card {
    /// Address of the card's subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Reason for the position of the card in the queue; `None` if the order gives no reasons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Card {
    /// Creates a card for `subject` without a reason.
    pub fn plain(subject: impl Into<String>) -> Self {
        Self { subject: subject.into(), why: None }
    }
}
