//! Lines of a journal. The state of the reviews stores parsed lines without their text; a [`WrittenLine`], which is
//! moved between files, also stores the text that it was parsed from, so that keys of newer versions are never lost.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::digest::Digest;
use super::event::JournalEvent;
use super::id::LineId;
use super::name::{NamePool, SharedName};
use super::timestamp::ZonedTimestamp;

/// Implements serialization of types as strings, through their `Display` and `FromStr`.
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

impl Serialize for SharedName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// Version of the line format that this program writes.
pub const VERSION: u32 = 1;

/// Head of a line: id, time, reviewer, session, edition and batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Id of the line.
    pub id: LineId,
    /// Time when the line was recorded.
    pub at: ZonedTimestamp,
    /// Name of the reviewer who recorded the line.
    pub by: SharedName,
    /// Session in which the line was recorded, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<LineId>,
    /// Edition of the atlas at that time, if it has a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<SharedName>,
    /// Id of the first line of the batch, if one action of the user recorded several undoable lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<LineId>,
}

/// Parsed line of a journal, with a digest instead of its text. Lines are equal if their ids and digests are equal;
/// they are ordered by id, then by digest.
#[derive(Clone, Debug)]
pub struct Line {
    /// Id, time, reviewer and session.
    pub head: Head,
    /// Event that the line records.
    pub event: JournalEvent,
    /// Version of the format in which the line was written.
    pub version: u32,
    /// Digest of the text of the line without its checksum.
    digest: Digest,
}

/// Parsed line with its text in the journal, including keys of newer versions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WrittenLine {
    line: Line,
    text: String,
}

/// Error for a text that is not a line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadLine(pub String);

impl From<serde_json::Error> for BadLine {
    fn from(error: serde_json::Error) -> Self {
        // Each line is parsed alone, so that the number of the line within the parsed text says nothing.
        let (text, column) = (error.to_string(), error.column());
        let place = format!(" at line {} column {column}", error.line());
        Self(text.strip_suffix(&place).map(|what| format!("{what}, in column {column}")).unwrap_or(text))
    }
}

/// Start of the last key of a line, whose value is the checksum of the rest of the line.
const SUM: &str = ",\"sum\":\"";

/// Parser of lines that shares the memory of names which occur in several lines.
#[derive(Debug, Default)]
pub struct LineParser {
    names: NamePool,
}

/// Keys that lines of all kinds have, with unparsed values.
#[derive(Deserialize)]
struct RawHead<'a> {
    v: Option<u32>,
    #[serde(borrow)]
    id: Option<RawText<'a>>,
    at: Option<RawText<'a>>,
    by: Option<RawText<'a>>,
    session: Option<RawText<'a>>,
    edition: Option<RawText<'a>>,
    batch: Option<RawText<'a>>,
    kind: Option<RawText<'a>>,
    sum: Option<IgnoredAny>,
}

/// String value in a line, borrowed unless it contains escapes.
#[derive(Deserialize)]
struct RawText<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Serialize)]
struct Written<'a> {
    v: u32,
    #[serde(flatten)]
    head: &'a Head,
    #[serde(flatten)]
    event: &'a JournalEvent,
}

impl WrittenLine {
    /// Creates the line that records `event`.
    pub fn new(head: Head, event: JournalEvent) -> Self {
        // This cannot fail: a line consists of texts, numbers and lists, which JSON can always represent.
        let text = serde_json::to_string(&Written { v: VERSION, head: &head, event: &event }).unwrap_or_default();
        let rest = text.strip_suffix('}').unwrap_or(&text);
        let digest = Digest::of_parts([rest, "}"]);
        let text = format!("{rest}{SUM}{}\"}}", digest.checksum());
        Self { line: Line { head, event, version: VERSION, digest }, text }
    }

    /// Parses a line as [`LineParser::parse`] does.
    ///
    /// # Errors
    /// Returns [`BadLine`] if the text is not a line, or its checksum does not match.
    pub fn parse(text: &str) -> Result<Self, BadLine> {
        Ok(Self { line: Line::parse(text)?, text: text.trim().to_owned() })
    }

    /// Returns the parsed line.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Returns the parsed line without its text in the journal.
    pub fn into_line(self) -> Line {
        self.line
    }

    /// Returns the text of the line in the journal, without the line end.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl LineParser {
    /// Parses a line. Events and keys of newer versions are ignored.
    ///
    /// # Errors
    /// Returns [`BadLine`] if the text is not a line, or its checksum does not match.
    pub fn parse(&mut self, text: &str) -> Result<Line, BadLine> {
        let text = text.trim();
        if text.starts_with('[') {
            return Err(BadLine("invalid type: a line is a JSON object, not a list".to_owned()));
        }
        let raw: RawHead<'_> = serde_json::from_str(text)?;
        let version = raw.v.ok_or_else(|| BadLine("it has no version `v`".to_owned()))?;
        let digest = match raw.sum {
            None => Digest::of(text),
            Some(_) => summed(text).ok_or_else(|| {
                BadLine("its checksum does not fit: the line was changed after it was written".to_owned())
            })?,
        };
        let head = self.head(&raw)?;
        let event = match JournalEvent::parse(&required(raw.kind.as_ref(), "kind")?.0, text) {
            Err(_) if version > VERSION => JournalEvent::Unknown,
            event => event?,
        };
        Ok(Line { head, event, version, digest })
    }

    fn head(&mut self, raw: &RawHead<'_>) -> Result<Head, BadLine> {
        fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(text: &RawText<'_>) -> Result<T, BadLine> {
            text.0.parse().map_err(|error: T::Err| BadLine(error.to_string()))
        }
        let id = parsed(required(raw.id.as_ref(), "id")?)?;
        let mut at: ZonedTimestamp = parsed(required(raw.at.as_ref(), "at")?)?;
        at.share(&mut self.names);
        Ok(Head {
            id,
            at,
            by: self.names.share(&required(raw.by.as_ref(), "by")?.0),
            session: raw.session.as_ref().map(parsed).transpose()?,
            edition: raw.edition.as_ref().map(|edition| self.names.share(&edition.0)),
            batch: raw.batch.as_ref().map(parsed).transpose()?,
        })
    }
}

/// Returns the value of a required key, or an error if the key is missing.
fn required<'a, 'b>(value: Option<&'a RawText<'b>>, key: &'static str) -> Result<&'a RawText<'b>, BadLine> {
    value.ok_or_else(|| serde_json::Error::missing_field(key).into())
}

/// Returns the digest of a line without its checksum; `None` unless the checksum is the last key and matches.
fn summed(text: &str) -> Option<Digest> {
    let (rest, sum) = text.rsplit_once(SUM)?;
    let digest = Digest::of_parts([rest, "}"]);
    (sum.strip_suffix("\"}")? == digest.checksum()).then_some(digest)
}

impl Line {
    /// Creates the line that records `event`.
    pub fn new(head: Head, event: JournalEvent) -> Self {
        WrittenLine::new(head, event).into_line()
    }

    /// Parses a line as [`LineParser::parse`] does.
    ///
    /// # Errors
    /// Returns [`BadLine`] if the text is not a line, or its checksum does not match.
    pub fn parse(text: &str) -> Result<Self, BadLine> {
        LineParser::default().parse(text)
    }

    /// Returns the address of the subject that the line is about; `None` if its event has none.
    pub fn subject(&self) -> Option<&str> {
        match &self.event {
            JournalEvent::Verdict { subject, .. }
            | JournalEvent::Forecast { subject, .. }
            | JournalEvent::Resolve { subject, .. }
            | JournalEvent::Seen { subject } => Some(subject),
            JournalEvent::Consensus(consensus) => Some(&consensus.subject),
            JournalEvent::Accept(acceptance) => acceptance.subjects.first().map(|first| first.subject.as_str()),
            JournalEvent::Show { card } | JournalEvent::Skip { card } | JournalEvent::Defer { card } => Some(card),
            _ => None,
        }
    }

    /// Returns whether the reviewer can undo the event of the line.
    pub fn is_undoable(&self) -> bool {
        self.event.is_undoable()
    }
}

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
        (self.head.id, self.digest).cmp(&(other.head.id, other.digest))
    }
}
