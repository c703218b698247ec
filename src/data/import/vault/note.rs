//! Converts one note to a record.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::Links;
use super::body::{self, Body, ListItem, NoteBlock, NoteSection, NoteText};
use super::front_matter::{self, YamlField, YamlValue};
use super::schema::NoteSchema;
use crate::data::load::is_slug;
use crate::data::schema::kind_of_reference;
use crate::diagnostic::{Code, PendingDiagnostic, Span, TableSchema, ValueType, one_of, truncate};
use crate::record::{as_key, key_of_heading};

/// Kinds of records that have notes.
const KINDS: [&str; 8] = ["atlas", "strategy", "person", "tag", "lever", "scenario", "portfolio", "mechanism"];

/// Note that describes a record.
#[derive(Debug)]
pub(super) struct VaultNote {
    pub(super) kind: &'static str,
    fields: Vec<YamlField>,
    body: Body,
}

/// Returns the position of the note `text` among others of its kind; a note without a position comes last.
pub(super) fn order(text: &str) -> u64 {
    let front = front_matter::fences(text).map_or("", |(range, _)| &text[range]);
    let written = front.lines().find_map(|line| line.strip_prefix("order:"));
    written.and_then(|number| number.trim().trim_matches(['"', '\'']).parse().ok()).unwrap_or(u64::MAX)
}

impl VaultNote {
    /// Parses the note `text`; `None` if it does not describe a record of an atlas.
    pub(super) fn read(file_start: u32, text: &str, diagnostics: &mut Vec<PendingDiagnostic>) -> Option<Self> {
        let Some((range, rest)) = front_matter::fences(text) else {
            if !text.trim().is_empty() {
                let message = "this note has no front matter with the key `stratlas`; it is left out";
                diagnostics.push(PendingDiagnostic::new(Code::NotUnderstood, Span::at(file_start), message));
            }
            return None;
        };
        let is_own = text[range.clone()].lines().any(|line| line.trim_start().starts_with("stratlas"));
        let before = diagnostics.len();
        let mut fields = front_matter::read(file_start, text, range, is_own, diagnostics);
        let kind = fields.iter().position(|(key, ..)| key == "stratlas").map(|at| fields.remove(at));
        let Some((_, _, YamlValue::One(kind, at))) = kind else {
            if diagnostics.len() == before {
                let message = "this note has no key `stratlas` with the kind of a record; it is left out";
                diagnostics.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(file_start, &(0..3)), message));
            }
            return None;
        };
        let Some(kind) = KINDS.into_iter().find(|known| *known == kind) else {
            let message = format!("no notes are about a `{}`: expected {}", truncate(&kind), one_of(&KINDS));
            let diagnostic = PendingDiagnostic::new(Code::LeftOut, Span::new(file_start, &at), message);
            diagnostics.push(diagnostic.help("the note is left out"));
            return None;
        };
        // The position of a note among others, and of a person in the atlas.
        fields.retain(|(key, at, _)| {
            let has_order = order(text) != u64::MAX;
            if key == "order" && !has_order {
                let message = "the key `order` takes a whole number; this value is left out";
                diagnostics.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(file_start, at), message));
            }
            key != "order" || (kind == "person" && has_order)
        });
        Some(Self { kind, fields, body: body::read(text, rest) })
    }

    /// Returns the id of the record.
    pub(super) fn id(&self) -> Option<&str> {
        self.fields.iter().find_map(|(key, _, value)| match value {
            YamlValue::One(id, _) if key == "id" => Some(id.as_str()),
            _ => None,
        })
    }

    /// Converts the note to a TOML table.
    pub(super) fn record<'n>(
        &'n self,
        file_start: u32,
        links: &Links,
        diagnostics: &mut Vec<PendingDiagnostic>,
    ) -> DeTable<'n> {
        let schema = NoteSchema::new(self.kind);
        let mut writer =
            NoteWriter { file_start, schema: &schema, links, diagnostics, table: DeTable::new(), left_out: Vec::new() };
        if let Some(title) = &self.body.title {
            writer.put((None, schema.title()), &title.at, string(title.whole(), &title.at));
        }
        for (key, at, value) in &self.fields {
            writer.front_matter(key, at, value);
        }
        for block in &self.body.stray {
            writer.leave_block_out(block, "above the first section");
        }
        let mut ends = self.body.sections.iter().skip(1).map(|section| section.heading.at.start);
        for section in &self.body.sections {
            writer.section(self.kind, section, ends.next().unwrap_or(usize::MAX));
        }
        for (name, at) in &self.body.left_out {
            if !writer.left_out.iter().any(|block| block.contains(&at.start)) {
                let message = format!("{name} does not belong to a record; it is left out");
                // These may be misplaced texts of the record.
                let is_like_text = matches!(*name, "a paragraph" | "a list" | "text below a list");
                let code = if is_like_text { Code::LeftOut } else { Code::NotUnderstood };
                writer.diagnostics.push(PendingDiagnostic::new(code, Span::new(file_start, at), message));
            }
        }
        writer.table
    }
}

impl NoteText {
    /// Returns the text including the strong text before it.
    fn whole(&self) -> Cow<'_, str> {
        match &self.key {
            Some(key) => format!("{key}: {}", self.text).trim_end().to_owned().into(),
            None => self.text.as_str().into(),
        }
    }
}

fn string<'n>(text: Cow<'n, str>, at: &Range<usize>) -> Spanned<DeValue<'n>> {
    Spanned::new(at.clone(), DeValue::String(text))
}

struct NoteWriter<'a, 'n> {
    file_start: u32,
    schema: &'a NoteSchema,
    links: &'a Links,
    diagnostics: &'a mut Vec<PendingDiagnostic>,
    table: DeTable<'n>,
    /// Spans that have been reported as left out.
    left_out: Vec<Range<usize>>,
}

impl<'n> NoteWriter<'_, 'n> {
    fn leave_out(&mut self, code: Code, at: &Range<usize>, message: impl Into<String>) {
        self.left_out.push(at.clone());
        self.diagnostics.push(PendingDiagnostic::new(code, Span::new(self.file_start, at), message));
    }

    /// Reports a block that does not belong to the record. Paragraphs and lists may be misplaced text of the record.
    fn leave_block_out(&mut self, block: &NoteBlock, place: &str) {
        match block {
            NoteBlock::Foreign(name, at) => {
                self.leave_out(Code::NotUnderstood, at, format!("{name} does not belong to a record; it is left out"));
            }
            NoteBlock::Paragraph(text) => {
                self.leave_out(Code::LeftOut, &text.at, format!("this paragraph is {place}; it is left out"));
            }
            NoteBlock::List(items) => {
                let at = items.first().map_or(0..0, |first| first.text.at.start..last(items));
                self.leave_out(Code::LeftOut, &at, format!("this list is {place}; it is left out"));
            }
        }
    }

    fn leave_items_out(&mut self, items: &[ListItem]) {
        for item in items {
            let at = item.text.at.start..last(std::slice::from_ref(item));
            self.leave_out(Code::LeftOut, &at, "this item is below a value; it is left out");
        }
    }

    /// Reports an item that is one of the user's tasks, or a text where a link to a note is expected.
    fn leave_task_out(&mut self, text: &NoteText) {
        let (code, what) = if text.is_task {
            (Code::NotUnderstood, "a task does not belong to a record")
        } else {
            (Code::LeftOut, "this item is not a link to a note")
        };
        self.leave_out(code, &text.at, format!("{what}; it is left out"));
    }

    /// Reports an unknown key, which is left out. A key that resembles a known one may be a typo.
    fn unknown_key(&mut self, key: &str, at: &Range<usize>, known: impl Iterator<Item = &'static str>) {
        let message = format!("unknown key `{}`; it is left out", truncate(key));
        let diagnostic = PendingDiagnostic::new(Code::NotUnderstood, Span::new(self.file_start, at), message);
        let mut diagnostic = diagnostic.did_you_mean(key, known);
        if diagnostic.help.is_some() {
            diagnostic.code = Code::LeftOut;
        }
        self.left_out.push(at.clone());
        self.diagnostics.push(diagnostic);
    }

    /// Inserts a value under its key, in the `group` that the key belongs to in TOML.
    fn put(&mut self, (group, key): (Option<&'static str>, &'n str), at: &Range<usize>, value: Spanned<DeValue<'n>>) {
        let mut table = &mut self.table;
        if let Some(group) = group {
            let inner = table.entry(Spanned::new(at.clone(), group.into()));
            let inner = inner.or_insert_with(|| Spanned::new(0..0, DeValue::Table(DeTable::new())));
            let DeValue::Table(inner) = inner.get_mut() else { return };
            table = inner;
        }
        if table.contains_key(key) {
            self.leave_out(Code::LeftOut, at, format!("the key `{key}` is given twice; this value is left out"));
        } else {
            table.insert(Spanned::new(at.clone(), key.into()), value);
        }
    }

    fn front_matter(&mut self, key: &'n str, at: &Range<usize>, value: &'n YamlValue) {
        let Some((group, kind)) = self.schema.find(key) else {
            return self.unknown_key(key, at, self.schema.keys());
        };
        let mut scalar = |text: &'n str, range: &Range<usize>| {
            let target = text.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
            let target = target.map(|target| target.split('|').next().unwrap_or_default());
            self.scalar((key, kind), (text.into(), target), range)
        };
        let value = match (value, kind) {
            (YamlValue::One(text, range), ValueType::List(_)) => {
                Spanned::new(at.clone(), DeValue::Array(DeArray::from_iter([scalar(text, range)])))
            }
            (YamlValue::One(text, range), _) => scalar(text, range),
            (YamlValue::List(items), _) => {
                let items = items.iter().map(|(text, range)| scalar(text, range)).collect();
                Spanned::new(at.clone(), DeValue::Array(items))
            }
        };
        self.put((group, key), at, value);
    }

    /// Adds the value of a section that ends before the byte `end`.
    fn section(&mut self, note_kind: &str, section: &'n NoteSection, end: usize) {
        let at = &section.heading.at;
        let heading = section.heading.whole();
        let key = key_of_heading(note_kind, &heading);
        let Some((group, kind)) = self.schema.find(&key) else {
            self.unknown_key(&heading, at, self.schema.keys());
            return self.left_out.push(at.start..end);
        };
        let mut value = None;
        let mut is_interrupted = false;
        for block in &section.blocks {
            let found = match (block, kind) {
                (NoteBlock::List(items), ValueType::Table(_) | ValueType::List(ValueType::Table(_)))
                    if items.iter().any(|item| item.text.key.is_some()) =>
                {
                    Some(self.list((&key, kind), items, at))
                }
                (NoteBlock::List(items), ValueType::List(item)) if item.table().is_none() && !is_interrupted => {
                    Some(self.list((&key, kind), items, at))
                }
                (NoteBlock::Paragraph(text), kind)
                    if value.is_none() && !matches!(kind, ValueType::List(_) | ValueType::Table(_)) =>
                {
                    Some(self.inline((&key, kind), text))
                }
                _ => None,
            };
            match (&mut value, found.map(|found| (found.span(), found.into_inner()))) {
                (Some(DeValue::Array(all)), Some((_, DeValue::Array(more)))) => {
                    for record in more {
                        all.push(record);
                    }
                }
                (value @ None, Some((_, found))) => *value = Some(found),
                (_, Some((range, _))) => {
                    self.leave_out(Code::LeftOut, &range, format!("there can be one `{key}`; this one is left out"));
                }
                (_, None) => {
                    is_interrupted = true;
                    self.leave_block_out(block, "not allowed in this section");
                }
            }
        }
        if let Some(value) = value {
            let key = self.schema.keys().find(|known| *known == key).unwrap_or_default();
            self.put((group, key), at, Spanned::new(at.clone(), value));
        }
    }

    fn inline(&mut self, key: (&str, ValueType), text: &'n NoteText) -> Spanned<DeValue<'n>> {
        self.scalar(key, (text.whole(), text.link.as_deref()), &text.at)
    }

    /// Returns a single value of `key`: the id of a linked record, a flag, a number, or a text.
    fn scalar(
        &mut self,
        (key, kind): (&str, ValueType),
        (text, link): (Cow<'n, str>, Option<&str>),
        at: &Range<usize>,
    ) -> Spanned<DeValue<'n>> {
        let value = match (kind.item(), link, &text) {
            (ValueType::Reference, Some(target), _) => {
                let kind = kind_of_reference(key);
                return self.links.resolve((kind, target), (self.file_start, at), self.diagnostics);
            }
            (ValueType::Boolean, ..) => match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => Some(DeValue::Boolean(true)),
                "false" | "no" | "off" => Some(DeValue::Boolean(false)),
                _ => None,
            },
            (ValueType::Integer(..) | ValueType::Number(..), _, Cow::Borrowed(text)) => number(text),
            _ => None,
        };
        Spanned::new(at.clone(), value.unwrap_or(DeValue::String(text)))
    }

    /// Returns the items of `key`: a list of values, a list of records, or one record.
    fn list(
        &mut self,
        (key, kind): (&str, ValueType),
        items: &'n [ListItem],
        at: &Range<usize>,
    ) -> Spanned<DeValue<'n>> {
        let Some(schema) = kind.table() else {
            let mut values = DeArray::new();
            for item in items {
                let (text, is_reference) = (&item.text, matches!(kind.item(), ValueType::Reference));
                if text.is_task || (is_reference && text.link.is_none() && !is_slug(&text.text)) {
                    self.leave_task_out(text);
                    continue;
                }
                self.leave_items_out(&item.below);
                values.push(self.inline((key, kind), text));
            }
            return Spanned::new(at.clone(), DeValue::Array(values));
        };
        let mut records: Vec<_> = items.iter().filter_map(|item| self.record(schema, item)).collect();
        if matches!(kind, ValueType::List(_)) || records.is_empty() {
            return Spanned::new(at.clone(), DeValue::Array(records.into_iter().collect()));
        }
        for record in records.drain(1..) {
            self.leave_out(Code::LeftOut, &record.span(), format!("there can be one `{key}`; this one is left out"));
        }
        records.swap_remove(0)
    }

    /// Converts an item, with its nested items, to a record with the keys of `schema`.
    fn record(&mut self, schema: &'static TableSchema, item: &'n ListItem) -> Option<Spanned<DeValue<'n>>> {
        let mut table = DeTable::new();
        // The first key of a record is never a list, so the nested items are its other keys.
        let first = (&item.text, [].as_slice());
        for (text, below) in std::iter::once(first).chain(item.below.iter().map(|item| (&item.text, &*item.below))) {
            let at = &text.at;
            if text.is_task {
                self.leave_task_out(text);
                continue;
            }
            let Some(key) = text.key.as_deref().map(as_key) else {
                self.leave_out(Code::LeftOut, at, "this item is not written `**key:** value`; it is left out");
                continue;
            };
            let Some(field) = schema.field(&key) else {
                self.unknown_key(&key, at, schema.fields.iter().map(|field| field.key));
                self.left_out.push(at.start..at.end.max(last(below)));
                continue;
            };
            let value = match (text.text.is_empty() && text.link.is_none(), below.is_empty()) {
                (true, true) => continue,
                (true, false) => self.list((field.key, field.kind), below, at),
                (false, _) => {
                    self.leave_items_out(below);
                    self.scalar((field.key, field.kind), (text.text.as_str().into(), text.link.as_deref()), at)
                }
            };
            if table.contains_key(field.key) {
                self.leave_out(Code::LeftOut, at, format!("the key `{key}` is given twice; this value is left out"));
            } else {
                table.insert(Spanned::new(at.clone(), field.key.into()), value);
            }
        }
        (!table.is_empty()).then(|| Spanned::new(item.text.at.clone(), DeValue::Table(table)))
    }
}

/// Returns the end of the last of `items`, in bytes.
fn last(items: &[ListItem]) -> usize {
    items.last().map_or(0, |item| item.text.at.end.max(last(&item.below)))
}

/// Parses a number in TOML notation.
fn number(text: &str) -> Option<DeValue<'_>> {
    let value = DeValue::parse(text).ok()?.into_inner();
    matches!(value, DeValue::Integer(_) | DeValue::Float(_)).then_some(value)
}
