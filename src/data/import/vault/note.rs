//! One note as a record.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::Links;
use super::body::{self, Body, Content, Node, field, unescaped};
use super::front_matter::{self, Field, Value};
use super::schema::NoteSchema;
use crate::diagnostic::{Code, PendingDiagnostic, Span, TableSchema, ValueType, one_of, truncate};
use crate::record::key_of_heading;

/// The kinds of things that have notes.
const KINDS: [&str; 8] = ["atlas", "strategy", "person", "tag", "lever", "scenario", "portfolio", "mechanism"];
/// A note as it is written.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) kind: &'static str,
    fields: Vec<Field>,
    body: Body,
}

/// Where the note `text` stands among others of its kind; one that does not say so stands last.
pub(super) fn order(text: &str) -> u64 {
    let front = front_matter::fences(text).map_or("", |(range, _)| &text[range]);
    let written = front.lines().find_map(|line| line.strip_prefix("order:"));
    written.and_then(|number| number.trim().parse().ok()).unwrap_or(u64::MAX)
}

impl Note {
    /// The note `text`, unless it is about nothing that belongs to an atlas.
    pub(super) fn read(file_start: u32, text: &str, faults: &mut Vec<PendingDiagnostic>) -> Option<Self> {
        let mut fault = |range: &Range<usize>, message: String| {
            faults.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(file_start, range), message));
        };
        let Some((range, rest)) = front_matter::fences(text) else {
            if !text.is_empty() {
                fault(&(0..0), "this note has no front matter that says `stratlas: …`; it is left out".to_owned());
            }
            return None;
        };
        let mut fields = front_matter::read(file_start, text, range, faults);
        let says = fields.iter().position(|(key, ..)| key == "stratlas").map(|at| fields.remove(at));
        let mut fault = |range: &Range<usize>, message: String| {
            faults.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(file_start, range), message));
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

    /// The record that the note holds, as the TOML table it would be.
    pub(super) fn record<'n>(
        &'n self,
        file_start: u32,
        links: &Links,
        faults: &mut Vec<PendingDiagnostic>,
    ) -> DeTable<'n> {
        let schema = NoteSchema::new(self.kind);
        let mut writer = Writer { file_start, schema: &schema, links, faults, table: DeTable::new() };
        if let Some((title, at)) = &self.body.title {
            writer.put(schema.title(), at, string(unescaped(title.trim_matches(' ')), at));
        }
        for (key, at, value) in &self.fields {
            let kind = schema.kind_of(key);
            let value = match value {
                Value::One(text, range) => writer.scalar(kind, text, range, Written::Plain),
                Value::List(values) => {
                    let items = values.iter().map(|(text, range)| writer.scalar(kind, text, range, Written::Plain));
                    Spanned::new(at.clone(), DeValue::Array(collected(items)))
                }
            };
            writer.put(key, at, value);
        }
        for range in &self.body.stray {
            writer.not_understood(range, "this stands under no heading, and is left out");
        }
        for section in &self.body.sections {
            let key = key_of_heading(self.kind, &unescaped(&section.heading));
            let kind = schema.kind_of(&key);
            let value = match &section.content {
                Content::Nothing => {
                    if kind.is_none() {
                        writer.unknown_key(&section.at, &key);
                    }
                    continue;
                }
                Content::Text(text, range) => writer.scalar(kind, text, range, Written::Markdown),
                Content::List(nodes) => writer.list(&key, kind, nodes, &section.at),
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
    file_start: u32,
    schema: &'a NoteSchema,
    links: &'a Links,
    faults: &'a mut Vec<PendingDiagnostic>,
    table: DeTable<'n>,
}

impl<'n> Writer<'_, 'n> {
    fn not_understood(&mut self, range: &Range<usize>, message: impl Into<String>) {
        self.faults.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(self.file_start, range), message));
    }

    /// Reports a key that does not exist and has no value, which would be reported where it is read.
    fn unknown_key(&mut self, range: &Range<usize>, key: &str) {
        self.not_understood(range, format!("unknown key `{}`, which is left out", truncate(key)));
    }

    /// Tells of items that stand below one that has its value already.
    fn leave_out(&mut self, below: &[Node]) {
        for node in below {
            self.not_understood(&node.at, "this stands below a value, and is left out");
        }
    }

    /// Puts a value under its key, in the group that the key belongs to in TOML.
    fn put(&mut self, key: &str, at: &Range<usize>, value: Spanned<DeValue<'n>>) {
        let table = match self.schema.group_of(key) {
            None => &mut self.table,
            Some(name) => {
                let inner = self
                    .table
                    .entry(Spanned::new(at.clone(), name.into()))
                    .or_insert_with(|| Spanned::new(0..0, DeValue::Table(DeTable::new())));
                let DeValue::Table(inner) = inner.get_mut() else { return };
                inner
            }
        };
        if table.contains_key(key) {
            let message = format!("`{}` is there twice; this one is left out", truncate(key));
            self.faults.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(self.file_start, at), message));
        } else {
            table.insert(Spanned::new(at.clone(), key.to_owned().into()), value);
        }
    }

    /// A single value of a key that takes `kind`: the id that a link leads to, a flag, a number, or a text.
    fn scalar(
        &mut self,
        kind: Option<ValueType>,
        text: &'n str,
        at: &Range<usize>,
        written: Written,
    ) -> Spanned<DeValue<'n>> {
        let kind = kind.map(ValueType::item);
        if matches!(kind, Some(ValueType::Reference))
            && let Some(id) = self.links.resolved(text, Span::new(self.file_start, at), self.faults)
        {
            return string(id, at);
        }
        let typed = match (kind, text) {
            (Some(ValueType::Boolean), "true" | "false") => Some(DeValue::Boolean(text == "true")),
            (Some(ValueType::Integer(..) | ValueType::Number(..)), _) => number(text),
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

    /// The items of a key that takes `kind`: a list of values, a list of records, or one record.
    fn list(
        &mut self,
        key: &str,
        kind: Option<ValueType>,
        nodes: &'n [Node],
        at: &Range<usize>,
    ) -> Spanned<DeValue<'n>> {
        if !nodes.iter().any(|node| field(&node.text).is_some()) {
            let items: Vec<_> = nodes
                .iter()
                .map(|node| {
                    self.leave_out(&node.below);
                    self.scalar(kind, &node.text, &node.at, Written::Markdown)
                })
                .collect();
            return Spanned::new(at.clone(), DeValue::Array(collected(items.into_iter())));
        }
        let table = kind.as_ref().and_then(ValueType::table);
        let mut records: Vec<_> = nodes.iter().map(|node| self.node(table, node)).collect();
        if !matches!(kind, Some(ValueType::Table(_))) {
            return Spanned::new(at.clone(), DeValue::Array(collected(records.into_iter())));
        }
        if let Some(second) = nodes.get(1) {
            self.not_understood(&second.at, format!("there can be one `{key}`; this is left out"));
        }
        records.swap_remove(0)
    }

    /// An item with those below it as a record with the keys of `schema`.
    fn node(&mut self, schema: Option<&'static TableSchema>, node: &'n Node) -> Spanned<DeValue<'n>> {
        let mut table = DeTable::new();
        // The first key of a record is never a list, so what is below the item are its other keys.
        let first = (&node.text, &node.at, [].as_slice());
        let others = node.below.iter().map(|node| (&node.text, &node.at, node.below.as_slice()));
        for (text, at, below) in std::iter::once(first).chain(others) {
            let Some((key, value)) = field(text) else {
                self.not_understood(at, "this is not written `**key:** value`, and is left out");
                continue;
            };
            let kind = schema.and_then(|schema| schema.field(&key)).map(|field| field.kind);
            let value = match (value.is_empty(), below.is_empty()) {
                (true, true) => {
                    if kind.is_none() {
                        self.unknown_key(at, &key);
                    }
                    continue;
                }
                (true, false) => self.list(&key, kind, below, at),
                (false, _) => {
                    self.leave_out(below);
                    self.scalar(kind, value, at, Written::Markdown)
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
