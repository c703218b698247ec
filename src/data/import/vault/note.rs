//! One note as a record.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::Links;
use super::body::{self, Body, Content, Node, as_key, field, unescaped};
use super::front::{self, Field, Value};
use crate::diagnostic::{Code, PendingDiagnostic, Span, one_of, truncate};

/// The kinds of things that have notes.
const KINDS: [&str; 8] = ["atlas", "strategy", "person", "tag", "lever", "scenario", "portfolio", "mechanism"];
/// Keys of numbers, and of what holds or does not.
const NUMBERS: [&str; 6] = ["low", "high", "probability", "from", "to", "passages"];
const FLAGS: [&str; 4] = ["current", "tentative", "rejects_frame", "forecloses_scope"];
/// Keys of what has a note of its own.
const REFERENCES: [&str; 7] = ["lever", "tag", "strategy", "strategies", "conflicts", "complements", "responsive"];
/// Keys that a note has beside each other and a record one table deeper.
const TABLES: [(&str, &str, &[&str]); 3] = [
    (
        "strategy",
        "coordinates",
        &[
            "lever",
            "pull",
            "acts_on",
            "coercion",
            "actor_in_control",
            "time_horizon",
            "legitimacy_source",
            "rejects_frame",
            "forecloses_scope",
        ],
    ),
    ("strategy", "relations", &["conflicts", "complements"]),
    (
        "person",
        "profile",
        &["expertise", "expertise_note", "recognition", "recognition_note", "vintage", "vintage_note"],
    ),
];

/// A note as it is written.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) kind: &'static str,
    fields: Vec<Field>,
    body: Body,
}

/// Where the note `text` stands among others of its kind; one that does not say so stands last.
pub(super) fn order(text: &str) -> u64 {
    let front = front::fences(text).map_or("", |(range, _)| &text[range]);
    let written = front.lines().find_map(|line| line.strip_prefix("order:"));
    written.and_then(|number| number.trim().parse().ok()).unwrap_or(u64::MAX)
}

impl Note {
    /// The note `text`, unless it is about nothing that belongs to an atlas.
    pub(super) fn read(file: u32, text: &str, faults: &mut Vec<PendingDiagnostic>) -> Option<Self> {
        let mut fault = |range: &Range<usize>, message: String| {
            faults.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(file, range), message));
        };
        let Some((range, rest)) = front::fences(text) else {
            if !text.is_empty() {
                fault(&(0..0), "this note has no front matter that says `stratlas: …`; it is left out".to_owned());
            }
            return None;
        };
        let mut fields = front::read(file, text, range, faults);
        let says = fields.iter().position(|(key, ..)| key == "stratlas").map(|at| fields.remove(at));
        let mut fault = |range: &Range<usize>, message: String| {
            faults.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(file, range), message));
        };
        let Some((_, _, Value::One(kind, at))) = says else {
            fault(&(0..3), "this note does not say `stratlas:` and what it is about; it is left out".to_owned());
            return None;
        };
        let Some(kind) = KINDS.into_iter().find(|known| *known == kind) else {
            fault(&at, format!("`{}` is nothing that has a note: expected {}", truncate(&kind), one_of(&KINDS)));
            return None;
        };
        fields.retain(|(key, ..)| key != "order");
        Some(Self { kind, fields, body: body::read(text, rest) })
    }

    /// The id of what it is about.
    pub(super) fn id(&self) -> Option<&str> {
        self.fields.iter().find_map(|(key, _, value)| match value {
            Value::One(id, _) if key == "id" => Some(id.as_str()),
            _ => None,
        })
    }

    /// The record that it is.
    pub(super) fn record<'n>(&'n self, file: u32, links: &Links, faults: &mut Vec<PendingDiagnostic>) -> DeTable<'n> {
        let mut writer = Writer { file, kind: self.kind, links, faults, table: DeTable::new() };
        if let Some((title, at)) = &self.body.title {
            let key = match self.kind {
                "atlas" | "scenario" => "title",
                "mechanism" => "label",
                _ => "name",
            };
            writer.put(key, at, string(unescaped(title.trim_matches(' ')), at));
        }
        for (key, at, value) in &self.fields {
            let value = match value {
                Value::One(text, range) => writer.scalar(key, text, range, Written::Plain),
                Value::List(values) => {
                    let items = values.iter().map(|(text, range)| writer.scalar(key, text, range, Written::Plain));
                    Spanned::new(at.clone(), DeValue::Array(collected(items)))
                }
            };
            writer.put(key, at, value);
        }
        for range in &self.body.stray {
            writer.not_understood(range, "this stands under no heading, and is left out");
        }
        for section in &self.body.sections {
            let key = section_key(self.kind, &section.heading);
            let value = match &section.content {
                Content::Nothing => continue,
                Content::Text(text, range) => writer.scalar(&key, text, range, Written::Markdown),
                Content::List(nodes) => writer.list(&key, "", nodes, &section.at),
            };
            writer.put(&key, &section.at, value);
        }
        writer.table
    }
}

fn collected<'n>(items: impl Iterator<Item = Spanned<DeValue<'n>>>) -> DeArray<'n> {
    let mut array = DeArray::new();
    for item in items {
        array.push(item);
    }
    array
}

fn string<'n>(text: String, at: &Range<usize>) -> Spanned<DeValue<'n>> {
    Spanned::new(at.clone(), DeValue::String(text.into()))
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// As it is.
    Plain,
    /// With backslashes, and web addresses in angle brackets.
    Markdown,
}

struct Writer<'a, 'n> {
    file: u32,
    kind: &'static str,
    links: &'a Links,
    faults: &'a mut Vec<PendingDiagnostic>,
    table: DeTable<'n>,
}

impl<'n> Writer<'_, 'n> {
    fn not_understood(&mut self, range: &Range<usize>, message: impl Into<String>) {
        self.faults.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(self.file, range), message));
    }

    /// Tells of items that stand below one that has its value already.
    fn leave_out(&mut self, below: &[Node]) {
        for node in below {
            self.not_understood(&node.at, "this stands below a value, and is left out");
        }
    }

    /// Puts a value under its key, in the table that it belongs to.
    fn put(&mut self, key: &str, at: &Range<usize>, value: Spanned<DeValue<'n>>) {
        let outer = TABLES.iter().find(|(kind, _, keys)| *kind == self.kind && keys.contains(&key));
        let table = match outer {
            None => &mut self.table,
            Some((_, name, _)) => {
                let inner = self
                    .table
                    .entry(Spanned::new(at.clone(), (*name).into()))
                    .or_insert_with(|| Spanned::new(0..0, DeValue::Table(DeTable::new())));
                let DeValue::Table(inner) = inner.get_mut() else { return };
                inner
            }
        };
        if table.contains_key(key) {
            let message = format!("`{}` is there twice; this one is left out", truncate(key));
            self.faults.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(self.file, at), message));
        } else {
            table.insert(Spanned::new(at.clone(), key.to_owned().into()), value);
        }
    }

    /// A single value: what a link leads to, a number, or a text.
    fn scalar(&mut self, key: &str, text: &'n str, at: &Range<usize>, written: Written) -> Spanned<DeValue<'n>> {
        if REFERENCES.contains(&key)
            && let Some(id) = self.links.resolved(text, Span::new(self.file, at), self.faults)
        {
            return string(id, at);
        }
        let typed = match text {
            "true" | "false" if FLAGS.contains(&key) => Some(DeValue::Boolean(text == "true")),
            _ if NUMBERS.contains(&key) => number(text),
            _ => None,
        };
        if let Some(value) = typed {
            return Spanned::new(at.clone(), value);
        }
        let address = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        match (written, address) {
            (Written::Plain, _) => string(text.to_owned(), at),
            (Written::Markdown, Some(address)) => string(address.to_owned(), at),
            (Written::Markdown, None) => string(unescaped(text), at),
        }
    }

    /// A list of values, a list of records, or a record.
    fn list(&mut self, key: &str, parent: &str, nodes: &'n [Node], at: &Range<usize>) -> Spanned<DeValue<'n>> {
        if !nodes.iter().any(|node| field(&node.text).is_some()) {
            let items: Vec<_> = nodes
                .iter()
                .map(|node| {
                    self.leave_out(&node.below);
                    self.scalar(key, &node.text, &node.at, Written::Markdown)
                })
                .collect();
            return Spanned::new(at.clone(), DeValue::Array(collected(items.into_iter())));
        }
        let is_table =
            matches!((parent, key), (_, "overshoot" | "analogue" | "captions") | ("p_doom" | "timeline", "source"));
        let mut records: Vec<_> = nodes.iter().map(|node| self.node(key, node)).collect();
        if !is_table {
            return Spanned::new(at.clone(), DeValue::Array(collected(records.into_iter())));
        }
        if let Some(second) = nodes.get(1) {
            self.not_understood(&second.at, format!("there can be one `{key}`; this is left out"));
        }
        records.swap_remove(0)
    }

    /// An item with those below it as a record.
    fn node(&mut self, parent: &str, node: &'n Node) -> Spanned<DeValue<'n>> {
        let mut table = DeTable::new();
        // The first key of a record is never a list, so what is below the item are its other keys.
        let first = (&node.text, &node.at, [].as_slice());
        let others = node.below.iter().map(|node| (&node.text, &node.at, node.below.as_slice()));
        for (text, at, below) in std::iter::once(first).chain(others) {
            let Some((key, value)) = field(text) else {
                self.not_understood(at, "this is not written `**key:** value`, and is left out");
                continue;
            };
            let value = match (value.is_empty(), below.is_empty()) {
                (true, true) => continue,
                (true, false) => self.list(&key, parent, below, at),
                (false, _) => {
                    self.leave_out(below);
                    self.scalar(&key, value, at, Written::Markdown)
                }
            };
            if table.contains_key(key.as_str()) {
                self.not_understood(at, format!("`{}` is there twice; this one is left out", truncate(&key)));
            } else {
                table.insert(Spanned::new(at.clone(), key.into()), value);
            }
        }
        Spanned::new(node.at.clone(), DeValue::Table(table))
    }
}

/// A number as it is written, if it is one.
fn number(text: &str) -> Option<DeValue<'_>> {
    let value = DeValue::parse(text).ok()?.into_inner();
    matches!(value, DeValue::Integer(_) | DeValue::Float(_)).then_some(value)
}

/// The key that a heading stands for.
fn section_key(kind: &str, heading: &str) -> String {
    let key = as_key(&unescaped(heading));
    let known = match (kind, key.as_str()) {
        ("strategy", "meanings") => "vintage",
        ("strategy", "commitments") => "commitment",
        ("person", "positions") => "position",
        ("person", "p(doom)") => "p_doom",
        ("person", "timelines") => "timeline",
        _ => return key,
    };
    known.to_owned()
}
