//! What a line of a journal says: something recorded, something taken back, or a step of a session.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::change::{Change, Edit};
use super::digest::Digest;
use super::id::Id;
use super::verdict::{Percent, Signal, Status, Verdict};

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    /// A text that was judged, written once before the first line that names its digest.
    Text {
        /// The digest of the text.
        digest: Digest,
        /// The text.
        body: String,
    },
    /// A change of the verdict on something.
    Verdict {
        /// What it is on.
        on: String,
        /// The text as it was judged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Digest>,
        /// What changes.
        set: Change,
    },
    /// An estimate of how likely a falsification signal lands by a date. A later one on the same takes its place.
    Forecast {
        /// Whose signal.
        on: String,
        /// The last day on which it counts.
        until: Date,
        /// How likely.
        probability: Percent,
        /// The text as it was judged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Digest>,
        /// A note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// How a forecast came out.
    Resolve {
        /// Whose signal.
        on: String,
        /// The last day on which it counted.
        until: Date,
        /// How it came out.
        outcome: Outcome,
        /// When that was settled.
        date: Date,
        /// What shows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<String>,
    },
    /// Takes a line back. It stays in the journal and counts for nothing.
    Undo {
        /// The line.
        line: Id,
    },
    /// Lets a line count again that was taken back.
    Redo {
        /// The line.
        line: Id,
    },
    /// Begins a session; the id of the line is that of the session.
    Start(Start),
    /// Comes to a card, be it the next or an earlier one.
    Show {
        /// What the card is about.
        card: String,
    },
    /// Passes a card by.
    Skip {
        /// What the card is about.
        card: String,
    },
    /// Puts a card at the end of the queue.
    Defer {
        /// What the card is about.
        card: String,
    },
    /// Ends the session.
    End,
    /// What this version does not know.
    #[serde(other)]
    Unknown,
}

impl Event {
    /// This, after what follows from it: where a forecast came out as landed, its signal has landed, unless `verdict` says
    /// so already. What follows is of no text, since none was judged.
    pub fn with_what_follows(self, verdict: &Verdict) -> Vec<Self> {
        let landed = match &self {
            Self::Resolve { on, outcome: Outcome::Landed, date, evidence, .. }
                if verdict.status() != Some(Status::Landed) =>
            {
                let signal = Signal { status: Status::Landed, date: Some(*date), evidence: evidence.clone() };
                let set = Change { signal: Edit::Set(signal), ..Change::default() };
                Some(Self::Verdict { on: on.clone(), text: None, set })
            }
            _ => None,
        };
        landed.into_iter().chain([self]).collect()
    }
}

/// How a forecast came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The signal landed in time.
    Landed,
    /// It did not.
    NotLanded,
    /// Nobody can tell; it counts for nothing.
    Void,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: &'static [Self] = &[Self::Landed, Self::NotLanded, Self::Void];

    /// As written in journals.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Landed => "landed",
            Self::NotLanded => "not-landed",
            Self::Void => "void",
        }
    }

    /// The one written as `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.as_str() == text)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How a session begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The cards, in order.
    pub queue: Vec<Card>,
    /// The order they were put in, as written on the command line.
    pub order: String,
    /// What was asked for: a query, a portfolio; nothing for everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Whether earlier verdicts are hidden until one has judged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blind: bool,
}

/// A card of a queue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Card {
    /// What it is about.
    pub on: String,
    /// Why it comes where it comes, if the order has a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Card {
    /// The card of `on`, in an order without reasons.
    pub fn plain(on: impl Into<String>) -> Self {
        Self { on: on.into(), why: None }
    }
}
