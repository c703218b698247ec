//! Formats the note of a record: front matter, title and sections.

use std::collections::HashMap;
use std::fmt::Write;

use crate::export::paths::{UniqueNames, avoid_reserved_name};
use crate::model::{Atlas, Entity};
use crate::record::{Record, Value, heading, list};
use crate::text::sanitize;

use super::inline::{line, link, wiki, word, yaml};

/// Maximum length of a file name without its extension, in characters.
const MAX_NAME_CHARS: usize = 80;
/// Maximum length of a file name without its extension, in bytes: systems allow 255, and an extension and perhaps a
/// number are added.
const MAX_NAME_BYTES: usize = 200;
/// Keys whose values are sections of a note, not lines of its front matter.
const SECTIONS: [&str; 18] = [
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
    "exclusive",
    "complements",
    "responsive",
    "strategies",
];

/// Files and names of the notes of records.
pub(super) struct Links {
    notes: HashMap<Entity, (String, String)>,
}

impl Links {
    /// Assigns a file name to the note of each of `entities`, in the folder for its kind.
    pub(super) fn new(atlas: &Atlas, entities: &[Entity], names: &mut UniqueNames) -> Self {
        let mut note = |entity: Entity| {
            let name = entity.name(atlas);
            let stem = match entity {
                Entity::Strategy(id) => atlas.strategies[id].source_note.as_deref(),
                _ => None,
            };
            let stem = stem.map_or(name, |note| note.strip_suffix(".md").unwrap_or(note));
            let path = format!("{}/{}", entity.kind().title(), file_name(stem));
            (entity, (names.claim(&path, "md"), name.to_owned()))
        };
        Self { notes: entities.iter().map(|&entity| note(entity)).collect() }
    }

    /// Returns the path in the vault of the note about `entity`; an empty text if it has no note.
    pub(super) fn file(&self, entity: Entity) -> &str {
        self.notes.get(&entity).map_or("", |(file, _)| file)
    }

    /// Returns a wiki link to the note about `entity`, or the id of `entity` if it has no note.
    fn to(&self, atlas: &Atlas, entity: Entity) -> String {
        match self.notes.get(&entity) {
            Some((file, name)) => wiki(file.strip_suffix(".md").unwrap_or(file), name),
            None => line(entity.slug(atlas)),
        }
    }
}

/// Converts `text` to a file name that is readable, and valid on all systems and in links of Obsidian.
fn file_name(text: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || " -_,.'()&+!".contains(c) { c } else { '-' };
    let mut name: String = sanitize(text).chars().map(allowed).take(MAX_NAME_CHARS).collect();
    while name.len() > MAX_NAME_BYTES {
        name.pop();
    }
    avoid_reserved_name(name.trim_matches([' ', '.']).to_owned())
}

/// Note while its fields are added.
pub(super) struct Note<'a> {
    atlas: &'a Atlas,
    links: &'a Links,
    /// Kind of the record that the note describes.
    kind: &'a str,
    front: String,
    title: String,
    body: String,
}

impl<'a> Note<'a> {
    /// Creates an empty note about a record of `kind`.
    pub(super) fn new(atlas: &'a Atlas, links: &'a Links, kind: &'a str) -> Self {
        let front = format!("---\nstratlas: {kind}\n");
        Self { atlas, links, kind, front, title: String::new(), body: String::new() }
    }

    /// Returns the text of the note; `order` is the index of the record among those of its kind.
    pub(super) fn finish(mut self, order: Option<usize>) -> String {
        if let Some(order) = order {
            let _ = writeln!(self.front, "order: {}", order + 1);
        }
        format!("{}---\n\n# {}\n{}", self.front, self.title, self.body)
    }

    /// Adds the fields of `record` that have a value.
    pub(super) fn record(&mut self, record: Record<'a>) {
        let atlas = self.atlas;
        record.visit_flat(atlas, &mut |key, value| {
            if !value.is_missing(atlas) {
                self.field(key, value);
            }
        });
    }

    /// Adds the records in the list of the atlas under `key` as a section, unless the list is empty.
    pub(super) fn list(&mut self, key: &'static str) {
        let rows = Value::List(list(self.atlas, key));
        if !rows.is_missing(self.atlas) {
            self.field(key, rows);
        }
    }

    fn field(&mut self, key: &'static str, value: Value<'a>) {
        match value {
            Value::Text(text, _) if matches!(key, "name" | "title" | "label") => self.title = line(text),
            Value::Table(_) | Value::List(_) => {
                self.section(key);
                self.items(value, 0);
            }
            Value::Texts(..) | Value::Refs(_) if SECTIONS.contains(&key) => {
                self.section(key);
                self.items(value, 0);
            }
            Value::Text(text, _) if SECTIONS.contains(&key) => {
                self.section(key);
                let _ = writeln!(self.body, "{}", line(text));
            }
            value => {
                let front = self.front(value);
                let _ = writeln!(self.front, "{key}: {front}");
            }
        }
    }

    fn section(&mut self, key: &str) {
        let _ = writeln!(self.body, "\n## {}\n", heading(self.kind, key));
    }

    /// Formats a value in the front matter, where Obsidian allows no tables.
    fn front(&self, value: Value<'_>) -> String {
        match value {
            Value::Text(text, _) | Value::Link(text) => yaml(text),
            Value::Word(text) => word(text),
            Value::Ref(entity) => entity.map_or_else(String::new, |entity| yaml(&self.link(entity))),
            Value::Texts(texts, _) => in_brackets(texts.iter().map(|text| yaml(text))),
            Value::Refs(ids) => in_brackets(ids.iter().map(|&id| yaml(&self.link(Entity::Strategy(id))))),
            other => other.cell(self.atlas).into_owned(),
        }
    }

    /// Formats a value on one line: on a line of its own, or after its key.
    fn inline(&self, value: Value<'_>) -> String {
        match value {
            Value::Text(text, _) | Value::Word(text) => line(text),
            Value::Link(url) => link(url),
            Value::Ref(Some(entity)) => self.link(entity),
            other => self.front(other),
        }
    }

    fn link(&self, entity: Entity) -> String {
        self.links.to(self.atlas, entity)
    }

    fn items(&mut self, value: Value<'a>, depth: usize) {
        match value {
            Value::Table(Some(record)) => self.item(record, depth),
            Value::List(rows) => rows.each(self.atlas, &mut |record| self.item(record, depth)),
            Value::Texts(texts, _) => {
                for text in texts {
                    self.plain_item(&line(text), depth);
                }
            }
            Value::Refs(ids) => {
                for &id in ids {
                    self.plain_item(&self.link(Entity::Strategy(id)), depth);
                }
            }
            _ => {}
        }
    }

    fn plain_item(&mut self, text: &str, depth: usize) {
        let _ = writeln!(self.body, "{:1$}- {text}", "", 2 * depth);
    }

    /// Adds a record as a list item with its first key, and nested items with the other keys.
    fn item(&mut self, record: Record<'a>, depth: usize) {
        let mut below = depth;
        record.visit_present(self.atlas, &mut |key, value| {
            let _ = write!(self.body, "{:1$}- **{key}:**", "", 2 * below);
            if matches!(value, Value::Table(_) | Value::List(_) | Value::Texts(..) | Value::Refs(_)) {
                self.body.push('\n');
                self.items(value, below + 1);
            } else {
                let inline = self.inline(value);
                let _ = writeln!(self.body, " {inline}");
            }
            below = depth + 1;
        });
    }
}

fn in_brackets(values: impl Iterator<Item = String>) -> String {
    format!("[{}]", values.collect::<Vec<_>>().join(", "))
}
