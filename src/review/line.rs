//! Lines of a journal. A line keeps the text it was read from, so that what a newer version added is never lost.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::event::Event;
use super::id::Id;
use super::moment::Moment;

/// The form of the lines that this program writes.
pub const VERSION: u32 = 1;

/// Who recorded something, when and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The id of the line.
    pub id: Id,
    /// When.
    pub at: Moment,
    /// Who: the name of the reviewer.
    pub by: String,
    /// In which session, if in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Id>,
    /// With which edition of the atlas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
}

/// A line of a journal.
#[derive(Clone, Debug)]
pub struct Line {
    /// Who, when and where.
    pub head: Head,
    /// What.
    pub event: Event,
    /// The form it was written in.
    pub version: u32,
    text: String,
}

/// A text that is no line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadLine(pub String);

#[derive(Serialize)]
struct Written<'a> {
    v: u32,
    #[serde(flatten)]
    head: &'a Head,
    #[serde(flatten)]
    event: &'a Event,
}

impl Line {
    /// The line that says `event`.
    pub fn new(head: Head, event: Event) -> Self {
        // Everything in a line is text, numbers and lists, which JSON always has.
        let text = serde_json::to_string(&Written { v: VERSION, head: &head, event: &event }).unwrap_or_default();
        Self { head, event, version: VERSION, text }
    }

    /// Reads a line. What this version does not know of a newer one is kept and counts for nothing.
    ///
    /// # Errors
    /// If it is no line, with what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, BadLine> {
        let text = text.trim();
        let bad = |error: serde_json::Error| BadLine(error.to_string());
        let mut object: Map<String, Value> = serde_json::from_str(text).map_err(bad)?;
        let version = match object.remove("v") {
            None => return Err(BadLine("it has no version `v`".to_owned())),
            Some(value) => u32::deserialize(value).map_err(|error| BadLine(format!("`v`: {error}")))?,
        };
        let whole = Value::Object(object);
        let head = Head::deserialize(&whole).map_err(bad)?;
        let event = match Event::deserialize(whole) {
            Ok(event) => event,
            Err(_) if version > VERSION => Event::Unknown,
            Err(error) => return Err(bad(error)),
        };
        Ok(Self { head, event, version, text: text.to_owned() })
    }

    /// The line as it stands in the journal, without its end.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the line is on, if it says something of one thing.
    pub fn on(&self) -> Option<&str> {
        match &self.event {
            Event::Verdict { on, .. } | Event::Forecast { on, .. } | Event::Resolve { on, .. } => Some(on),
            Event::Show { card } | Event::Skip { card } | Event::Defer { card } => Some(card),
            _ => None,
        }
    }

    /// Whether it can be taken back.
    pub fn is_act(&self) -> bool {
        matches!(self.event, Event::Verdict { .. } | Event::Forecast { .. } | Event::Resolve { .. })
    }
}

/// Lines are what they say, and come in the order of their ids.
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
