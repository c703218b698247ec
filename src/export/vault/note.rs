//! One note: front matter, a heading and sections, made of a record.

use std::collections::HashMap;
use std::fmt::Write;

use crate::export::paths::{Taken, harmless};
use crate::export::record::{Record, Value};
use crate::model::{Atlas, Entity, Kind};
use crate::place::Place;
use crate::text::safe;

use super::inline::{line, link, wiki, word, yaml};

/// The longest name of a file, in characters.
const LONGEST: usize = 80;
/// Keys that are prose although they are short, and so make a section.
const SECTIONS: [&str; 17] = [
    "thesis",
    "mechanism",
    "next_problem",
    "falsification",
    "summary",
    "caveat",
    "note",
    "gloss",
    "description",
    "explain",
    "about",
    "why_it_matters",
    "what_would_help",
    "conflicts",
    "complements",
    "responsive",
    "strategies",
];

/// Where things have their notes.
pub(super) struct Links {
    notes: HashMap<Place, (String, String)>,
}

impl Links {
    /// A note for each of `places`, in a folder for each kind.
    pub(super) fn new(atlas: &Atlas, places: &[Place], taken: &mut Taken) -> Self {
        let mut note = |place: Place| {
            let stem = match place {
                Place::Entity(Entity::Strategy(id)) => atlas.strategies[id].source_note.clone(),
                _ => None,
            };
            let name = place.name(atlas).to_string();
            let stem = stem.map_or_else(|| name.clone(), |note| note.trim_end_matches(".md").to_owned());
            let path = format!("{}/{}", folder(place), file_name(&stem));
            (place, (taken.free(&path, "md"), name))
        };
        Self { notes: places.iter().map(|&place| note(place)).collect() }
    }

    /// The file of a place that has a note.
    pub(super) fn file(&self, place: Place) -> &str {
        self.notes.get(&place).map_or("", |(file, _)| file)
    }

    /// A link to `place`, or its id if it has no note.
    fn to(&self, place: Place, id: &str) -> String {
        match self.notes.get(&place) {
            Some((file, name)) => wiki(file.trim_end_matches(".md"), name),
            None => line(id),
        }
    }
}

fn folder(place: Place) -> &'static str {
    match place.kind() {
        Some(Kind::Strategy) => "Strategies",
        Some(Kind::Person) => "People",
        Some(Kind::Tag) => "Tags",
        Some(Kind::Lever) => "Levers",
        Some(Kind::Scenario) => "Scenarios",
        Some(Kind::Portfolio) => "Portfolios",
        Some(Kind::Mechanism) => "Mechanisms",
        None => "Overviews",
    }
}

/// A name for people, as every system and Obsidian's links take it.
fn file_name(text: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || " -_,.'()&+!".contains(c) { c } else { '-' };
    let name: String = safe(text).chars().map(allowed).take(LONGEST).collect();
    harmless(name.trim_matches([' ', '.']).to_owned())
}

/// A note in the making.
pub(super) struct Note<'a> {
    pub(super) links: &'a Links,
    /// What kind of thing it is about.
    pub(super) kind: &'a str,
    /// Where the thing stands among others of its kind, from 0.
    pub(super) order: Option<usize>,
}

impl Note<'_> {
    /// The note that says what `record` says.
    pub(super) fn written(&self, record: &Record<'_>) -> String {
        let mut front = format!("---\nstratlas: {}\n", self.kind);
        let mut title = String::new();
        let mut body = String::new();
        self.record(record, &mut front, &mut title, &mut body);
        if let Some(order) = self.order {
            let _ = writeln!(front, "order: {}", order + 1);
        }
        format!("{front}---\n\n# {title}\n{body}")
    }

    fn record(&self, record: &Record<'_>, front: &mut String, title: &mut String, body: &mut String) {
        for (key, value) in record.fields() {
            match value {
                Value::Text(text) if matches!(*key, "name" | "title" | "label") => *title = line(text),
                // These tables are no more than a way to keep the TOML in order.
                Value::Table(inner) if matches!(*key, "coordinates" | "profile" | "relations") => {
                    self.record(inner, front, title, body);
                }
                Value::Table(inner) => {
                    let _ = writeln!(body, "\n## {}\n", heading(self.kind, key));
                    self.item(inner, 0, body);
                }
                Value::List(values) if is_section(key, values) => {
                    let _ = writeln!(body, "\n## {}\n", heading(self.kind, key));
                    self.items(values, 0, body);
                }
                value if SECTIONS.contains(key) && matches!(value, Value::Text(_)) => {
                    let _ = writeln!(body, "\n## {}\n\n{}", heading(self.kind, key), self.inline(value));
                }
                value => {
                    let _ = writeln!(front, "{key}: {}", self.front(value));
                }
            }
        }
    }

    /// A value in front matter.
    fn front(&self, value: &Value<'_>) -> String {
        match value {
            Value::Text(text) | Value::Link(text) => yaml(text),
            Value::Word(text) => word(text),
            Value::To(place, id) => yaml(&self.links.to(*place, id)),
            Value::Number(number) => number.to_string(),
            Value::Whole(number) => number.to_string(),
            Value::Yes => "true".to_owned(),
            Value::List(values) => {
                let values: Vec<String> = values.iter().map(|value| self.front(value)).collect();
                format!("[{}]", values.join(", "))
            }
            // There are no tables in front matter: Obsidian shows none.
            Value::Table(_) => "[]".to_owned(),
        }
    }

    /// A value in a line of its own, or after a key.
    fn inline(&self, value: &Value<'_>) -> String {
        match value {
            Value::Text(text) | Value::Word(text) => line(text),
            Value::Link(url) => link(url),
            Value::To(place, id) => self.links.to(*place, id),
            other => self.front(other),
        }
    }

    fn items(&self, values: &[Value<'_>], depth: usize, out: &mut String) {
        for value in values {
            match value {
                Value::Table(record) => self.item(record, depth, out),
                value => {
                    let _ = writeln!(out, "{:1$}- {2}", "", 2 * depth, self.inline(value));
                }
            }
        }
    }

    /// A record as an item: its first key, and the others below it.
    fn item(&self, record: &Record<'_>, depth: usize, out: &mut String) {
        for (at, (key, value)) in record.fields().iter().enumerate() {
            let depth = if at == 0 { depth } else { depth + 1 };
            let _ = write!(out, "{:1$}- **{key}:**", "", 2 * depth);
            match value {
                Value::List(values) => {
                    out.push('\n');
                    self.items(values, depth + 1, out);
                }
                Value::Table(record) => {
                    out.push('\n');
                    self.item(record, depth + 1, out);
                }
                value => {
                    let _ = writeln!(out, " {}", self.inline(value));
                }
            }
        }
    }
}

/// Whether a list is a section: of records or of links, not of a few words.
fn is_section(key: &str, values: &[Value<'_>]) -> bool {
    SECTIONS.contains(&key) || values.iter().any(|value| matches!(value, Value::Table(_)))
}

/// A key as a heading.
fn heading(kind: &str, key: &str) -> String {
    match (kind, key) {
        ("strategy", "vintage") => "Meanings".to_owned(),
        (_, "p_doom") => "P(doom)".to_owned(),
        ("person", "position") => "Positions".to_owned(),
        ("person", "timeline") => "Timelines".to_owned(),
        ("strategy", "commitment") => "Commitments".to_owned(),
        _ => {
            let words = key.replace('_', " ");
            let mut letters = words.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
    }
}
