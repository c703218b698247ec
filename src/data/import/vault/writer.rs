//! Converts a note to the TOML table of the record that it describes.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::HeadingLevel;
use toml::Spanned;

use super::Links;
use super::body::{ListItem, NoteBlock, NoteSection, NoteText};
use super::front_matter::YamlValue;
use super::schema::NoteSchema;
use crate::data::load::{is_slug, is_web_address};
use crate::data::schema::kind_of_reference;
use crate::diagnostic::{Code, PendingDiagnostic, Span, TableSchema, TomlTable, TomlValue, ValueType, truncate};
use crate::record::{as_key, key_of_heading};

impl NoteText {
    /// Returns the whole text: the strong text at its start, if any, and what follows it.
    pub(super) fn whole(&self) -> Cow<'_, str> {
        match &self.key {
            Some(key) => format!("{key}: {}", self.text).trim_end().to_owned().into(),
            None => self.text.as_str().into(),
        }
    }
}

pub(super) fn string<'n>(text: Cow<'n, str>, at: &Range<usize>) -> Spanned<TomlValue<'n>> {
    Spanned::new(at.clone(), TomlValue::String(text))
}

pub(super) struct NoteWriter<'a, 'n> {
    pub(super) file_start: u32,
    /// Kind of the record that the note describes.
    pub(super) kind: &'static str,
    pub(super) schema: &'a NoteSchema,
    pub(super) links: &'a Links,
    pub(super) diagnostics: &'a mut Vec<PendingDiagnostic>,
    pub(super) table: TomlTable<'n>,
    /// Spans of the note that have been reported as left out, so that nothing in them is reported again.
    pub(super) left_out: Vec<Range<usize>>,
    /// Spans of the texts whose links have been read as values.
    pub(super) addresses: Vec<Range<usize>>,
}

impl<'n> NoteWriter<'_, 'n> {
    fn leave_out(&mut self, code: Code, at: &Range<usize>, message: impl Into<String>) {
        self.left_out.push(at.clone());
        self.diagnostics.push(PendingDiagnostic::new(code, Span::new(self.file_start, at), message));
    }

    /// Reports `block` as left out, since it does not belong to the record; `place` says where it is. A paragraph or a
    /// list may be a misplaced text of the record, and so may any block of a section without text (`is_alone`).
    pub(super) fn leave_block_out(&mut self, block: &NoteBlock, place: &str, is_alone: bool) {
        match block {
            NoteBlock::Foreign(name, at) => {
                let code = if is_alone { Code::LeftOut } else { Code::NotUnderstood };
                self.leave_out(code, at, format!("{name} does not belong to a record; it is left out"));
            }
            NoteBlock::Heading(text, _) => {
                let key = key_of_heading(self.kind, &text.whole());
                if self.schema.find(&key).is_some() {
                    let message = format!("the heading of `{key}` has to have two number signs; it is left out");
                    self.leave_out(Code::LeftOut, &text.at, message);
                } else {
                    self.leave_out(
                        Code::NotUnderstood,
                        &text.at,
                        "a heading does not belong to a record; it is left out",
                    );
                }
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

    /// Reports the list item `text`, which is not a link to a note: either a task of the user, or another text.
    fn leave_task_out(&mut self, text: &NoteText) {
        let (code, what) = match (text.is_task, text.key.is_some() || text.link.is_some()) {
            (true, false) => (Code::NotUnderstood, "a task does not belong to a record"),
            (true, true) => (Code::LeftOut, "a task does not belong to a record, whatever it links to"),
            (false, _) => (Code::LeftOut, "this item is not a link to a note"),
        };
        self.leave_out(code, &text.at, format!("{what}; it is left out"));
    }

    /// Reports the key `key` at `at`, which is not among the `known` keys and is left out. If it resembles a known key,
    /// it may be a typing error, and the code is `LeftOut`.
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

    /// Sets a key of the record to a value. `group` is the key of the table within the record that contains the key, if
    /// any.
    pub(super) fn put(
        &mut self,
        (group, key): (Option<&'static str>, &'n str),
        at: &Range<usize>,
        value: Spanned<TomlValue<'n>>,
    ) {
        let mut table = &mut self.table;
        if let Some(group) = group {
            let inner = table.get_or_insert(Spanned::new(at.clone(), group.into()), || {
                Spanned::new(0..0, TomlValue::Table(TomlTable::new()))
            });
            let TomlValue::Table(inner) = inner.get_mut() else { return };
            table = inner;
        }
        if table.contains_key(key) {
            self.leave_out(Code::LeftOut, at, format!("the key `{key}` is given twice; this value is left out"));
        } else {
            table.insert(Spanned::new(at.clone(), key.into()), value);
        }
    }

    pub(super) fn front_matter(&mut self, key: &'n str, at: &Range<usize>, value: &'n YamlValue) {
        let Some((group, kind)) = self.schema.find(key) else {
            return self.unknown_key(key, at, self.schema.keys());
        };
        let mut scalar = |text: &'n str, range: &Range<usize>| {
            let target = text.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
            // As in the text of a note, brackets within a link make it no link.
            let target = target.filter(|inner| !inner.contains(['[', ']']));
            let target = target.map(|target| target.split('|').next().unwrap_or_default());
            self.scalar((key, kind), (text.into(), target), range)
        };
        let value = match (value, kind) {
            (YamlValue::Empty, _) => return,
            (YamlValue::Nested(range), _) => {
                let message = format!("`{key}` takes a value or a list of values; this one is left out");
                return self.leave_out(Code::LeftOut, range, message);
            }
            (YamlValue::One(text, range), ValueType::List(_)) => {
                Spanned::new(at.clone(), TomlValue::Array(Vec::from([scalar(text, range)])))
            }
            (YamlValue::One(text, range), _) => scalar(text, range),
            (YamlValue::List(items), _) => {
                let items = items.iter().map(|(text, range)| scalar(text, range)).collect();
                Spanned::new(at.clone(), TomlValue::Array(items))
            }
        };
        self.put((group, key), at, value);
    }

    /// Reports the headings in a section that is left out which a reader does not take for a part of the section: those of
    /// the first level, and those of keys.
    fn headings_in_unknown_section(&mut self, section: &NoteSection) {
        for block in &section.blocks {
            if let NoteBlock::Heading(text, level) = block
                && (*level == HeadingLevel::H1 || self.schema.find(&key_of_heading(self.kind, &text.whole())).is_some())
            {
                self.leave_block_out(block, "", false);
            }
        }
    }

    /// Sets the key that the heading of `section` names to the value below it. The section ends before the byte `end`.
    pub(super) fn section(&mut self, section: &'n NoteSection, end: usize) {
        let at = &section.heading.at;
        let heading = section.heading.whole();
        let key = key_of_heading(self.kind, &heading);
        let Some((group, kind)) = self.schema.find(&key) else {
            self.unknown_key(&heading, at, self.schema.keys());
            self.headings_in_unknown_section(section);
            return self.left_out.push(at.start..end);
        };
        let mut value = None;
        let mut is_interrupted = false;
        let is_without_text = section.blocks.iter().all(|block| matches!(block, NoteBlock::Foreign(..)));
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
                (Some(TomlValue::Array(all)), Some((_, TomlValue::Array(more)))) => {
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
                    self.leave_block_out(block, "not allowed in this section", is_without_text);
                }
            }
        }
        if let Some(value) = value {
            let key = self.schema.keys().find(|known| *known == key).unwrap_or_default();
            self.put((group, key), at, Spanned::new(at.clone(), value));
        }
    }

    fn inline(&mut self, key: (&str, ValueType), text: &'n NoteText) -> Spanned<TomlValue<'n>> {
        self.scalar(key, (text.whole(), text.link.as_deref()), &text.at)
    }

    /// Converts `text` to the value of `key`, by its type: the id of a linked record, a flag, a number, or a text.
    fn scalar(
        &mut self,
        (key, kind): (&str, ValueType),
        (text, link): (Cow<'n, str>, Option<&str>),
        at: &Range<usize>,
    ) -> Spanned<TomlValue<'n>> {
        let value = match (kind.item(), link, &text) {
            (ValueType::Reference, Some(target), _) => {
                let kind = kind_of_reference(key);
                self.addresses.push(at.clone());
                return self.links.resolve((kind, target), (self.file_start, at), self.diagnostics);
            }
            (ValueType::Link, Some(address), _) if is_web_address(address) => {
                self.addresses.push(at.clone());
                if text != address {
                    self.leave_out(
                        Code::NotUnderstood,
                        at,
                        "the text of a link does not belong to a record; it is left out",
                    );
                }
                Some(TomlValue::String(address.to_owned().into()))
            }
            (ValueType::Boolean, ..) => match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => Some(TomlValue::Boolean(true)),
                "false" | "no" | "off" => Some(TomlValue::Boolean(false)),
                _ => None,
            },
            (ValueType::Integer(..) | ValueType::Number(..), _, Cow::Borrowed(text)) => number(text),
            _ => None,
        };
        Spanned::new(at.clone(), value.unwrap_or(TomlValue::String(text)))
    }

    /// Converts the list items below the heading of `key` to its value: a list of values, a list of records, or one
    /// record.
    fn list(
        &mut self,
        (key, kind): (&str, ValueType),
        items: &'n [ListItem],
        at: &Range<usize>,
    ) -> Spanned<TomlValue<'n>> {
        let Some(schema) = kind.table() else {
            let mut values = Vec::new();
            for item in items {
                let (text, is_reference) = (&item.text, matches!(kind.item(), ValueType::Reference));
                if text.is_task || (is_reference && text.link.is_none() && !is_slug(&text.text)) {
                    self.leave_task_out(text);
                    continue;
                }
                self.leave_items_out(&item.below);
                values.push(self.inline((key, kind), text));
            }
            return Spanned::new(at.clone(), TomlValue::Array(values));
        };
        let mut records: Vec<_> = items.iter().filter_map(|item| self.record(schema, item)).collect();
        if matches!(kind, ValueType::List(_)) || records.is_empty() {
            return Spanned::new(at.clone(), TomlValue::Array(records.into_iter().collect()));
        }
        for record in records.drain(1..) {
            self.leave_out(Code::LeftOut, &record.span(), format!("there can be one `{key}`; this one is left out"));
        }
        records.swap_remove(0)
    }

    /// Converts an item, with its nested items, to a record with the keys of `schema`.
    fn record(&mut self, schema: &'static TableSchema, item: &'n ListItem) -> Option<Spanned<TomlValue<'n>>> {
        let mut table = TomlTable::new();
        // The first key of a record is never a list, so the items nested below the first item are the other keys.
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
        (!table.is_empty()).then(|| Spanned::new(item.text.at.clone(), TomlValue::Table(table)))
    }
}

/// Returns the byte offset of the end of the last of `items`, including nested items; 0 if there are none.
fn last(items: &[ListItem]) -> usize {
    items.last().map_or(0, |item| item.text.at.end.max(last(&item.below)))
}

/// Parses a number in TOML notation; `None` if `text` is anything else.
fn number(text: &str) -> Option<TomlValue<'_>> {
    let value = TomlValue::parse(text).ok()?;
    matches!(value, TomlValue::Integer(_) | TomlValue::Float(_)).then_some(value)
}
