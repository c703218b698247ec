//! Lines of a journal. A line stores the text it was parsed from, so that additions of newer versions are never lost.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::digest::Digest;
use super::event::JournalEvent;
use super::id::LineId;
use super::timestamp::ZonedTimestamp;

/// Implements serialization through `Display` and `FromStr`.
macro_rules! serde_as_text {
    ($($type:ty),+) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

serde_as_text!(Digest, LineId, ZonedTimestamp);

/// Version of the lines written by this program.
pub const VERSION: u32 = 1;

/// Head of a line: author, time and session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Id of the line.
    pub id: LineId,
    /// Time of the entry.
    pub at: ZonedTimestamp,
    /// Name of the reviewer.
    pub by: String,
    /// Session in which the entry was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<LineId>,
    /// Edition of the atlas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// First line of the batch, if one action of the user recorded several undoable lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<LineId>,
}

/// Line of a journal.
#[derive(Clone, Debug)]
pub struct Line {
    /// Reviewer, time and session.
    pub head: Head,
    /// The recorded event.
    pub event: JournalEvent,
    /// Version in which the line was written.
    pub version: u32,
    text: String,
}

/// Text that is not a line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadLine(pub String);

/// Start of the last key of a line: the checksum of the rest of the line.
const SUM: &str = ",\"sum\":\"";
/// Number of hexadecimal digits of a checksum.
const SUM_DIGITS: usize = 8;

/// Version of a line, and whether it has a checksum.
#[derive(Deserialize)]
struct Versioned {
    v: Option<u32>,
    sum: Option<IgnoredAny>,
}

#[derive(Serialize)]
struct Written<'a> {
    v: u32,
    #[serde(flatten)]
    head: &'a Head,
    #[serde(flatten)]
    event: &'a JournalEvent,
}

impl Line {
    /// Creates the line that records `event`.
    pub fn new(head: Head, event: JournalEvent) -> Self {
        // A line consists of text, numbers and lists, which JSON can always represent.
        let text = serde_json::to_string(&Written { v: VERSION, head: &head, event: &event }).unwrap_or_default();
        Self { head, event, version: VERSION, text: with_sum(&text) }
    }

    /// Parses a line. Events and keys of newer versions are preserved but ignored.
    ///
    /// # Errors
    /// If the text is not a line, or its checksum does not match.
    pub fn parse(text: &str) -> Result<Self, BadLine> {
        let text = text.trim();
        let bad = |error: serde_json::Error| BadLine(error.to_string());
        if text.starts_with('[') {
            return Err(BadLine("invalid type: a line is a JSON object, not a list".to_owned()));
        }
        // Each part of a line is parsed separately, which is several times as fast as parsing a tree of values.
        let Versioned { v, sum } = serde_json::from_str(text).map_err(bad)?;
        let version = v.ok_or_else(|| BadLine("it has no version `v`".to_owned()))?;
        if sum.is_some() && !fits_sum(text) {
            return Err(BadLine("its checksum does not fit: the line was changed after it was written".to_owned()));
        }
        let head: Head = serde_json::from_str(text).map_err(bad)?;
        let event = match serde_json::from_str(text) {
            Ok(event) => event,
            Err(_) if version > VERSION => JournalEvent::Unknown,
            Err(error) => return Err(bad(error)),
        };
        Ok(Self { head, event, version, text: text.to_owned() })
    }

    /// Returns the text of the line in the journal, without the line end.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the address of the subject, if the event has one.
    pub fn subject(&self) -> Option<&str> {
        match &self.event {
            JournalEvent::Verdict { subject, .. }
            | JournalEvent::Forecast { subject, .. }
            | JournalEvent::Resolve { subject, .. }
            | JournalEvent::Seen { subject } => Some(subject),
            JournalEvent::Accept(acceptance) => acceptance.subjects.first().map(|first| first.subject.as_str()),
            JournalEvent::Show { card } | JournalEvent::Skip { card } | JournalEvent::Defer { card } => Some(card),
            _ => None,
        }
    }

    /// Returns whether the event can be undone.
    pub fn is_act(&self) -> bool {
        self.event.is_act()
    }
}

/// Appends the checksum to the text of a line: the first digits of the SHA-256 of the text.
fn with_sum(text: &str) -> String {
    let rest = text.strip_suffix('}').unwrap_or(text);
    format!("{rest}{SUM}{}\"}}", sum_of(rest))
}

/// Returns the checksum of the line that consists of `rest` and a closing brace.
fn sum_of(rest: &str) -> String {
    let mut digits = Digest::of(&format!("{rest}}}")).to_string();
    digits.truncate(SUM_DIGITS);
    digits
}

/// Returns whether the last key of a line is a valid checksum of the rest.
fn fits_sum(text: &str) -> bool {
    let found = text.rsplit_once(SUM);
    found.is_some_and(|(rest, sum)| sum.strip_suffix("\"}").is_some_and(|sum| sum == sum_of(rest)))
}

/// Lines are equal if their texts are equal, and are ordered by id.
impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Line {}

impl PartialOrd for Line {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Line {
    fn cmp(&self, other: &Self) -> Ordering {
        self.head.id.cmp(&other.head.id).then_with(|| self.text.cmp(&other.text))
    }
}

impl Hash for Line {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
