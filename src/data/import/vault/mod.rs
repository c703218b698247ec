//! A vault of Markdown notes as the tables that TOML would be, each value with its place. The form is that of
//! `export::vault`. What is not understood is reported and left out; the rest is read all the same.

mod body;
mod front_matter;
mod note;
mod schema;

use std::collections::HashMap;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::data::load::{FolderError, Loaded, UnknownKeys, load_tables, read_files};
use crate::diagnostic::{Code, PendingDiagnostic, SourceFile, SourceMap, Span};
use note::Note;

/// Loads the atlas in the notes below `folder`.
pub(super) fn load_folder(folder: &Path) -> Result<Loaded, FolderError> {
    Ok(load(read_files(folder, "md")?))
}

/// Loads the atlas in `files`: in the order that the notes themselves say, and then in order of their paths.
pub(super) fn load(mut files: Vec<SourceFile>) -> Loaded {
    files.sort_by_cached_key(|file| note::order(&file.text));
    let sources = SourceMap::new(files);
    let mut faults = PendingDiagnostic::unreadable_files(&sources);
    let notes: Vec<Option<Note>> =
        sources.with_starts().map(|(base, source)| Note::read(base, &source.text, &mut faults)).collect();
    let links = Links::new(sources.files(), &notes);
    let tables = sources.with_starts().zip(&notes).map(|((base, _), note)| match note {
        Some(note) => filed(note, base, &links, &mut faults),
        None => DeTable::new(),
    });
    let tables = tables.collect();
    load_tables(&sources, tables, faults, UnknownKeys::Ignore)
}

/// The record of a note under the key of its kind; what the atlas says of itself stands at the top.
fn filed<'n>(note: &'n Note, base: u32, links: &Links, faults: &mut Vec<PendingDiagnostic>) -> DeTable<'n> {
    let kind = note.kind;
    let record = note.record(base, links, faults);
    if kind == "atlas" {
        return record;
    }
    let mut records = DeArray::new();
    records.push(Spanned::new(0..0, DeValue::Table(record)));
    let mut table = DeTable::new();
    table.insert(Spanned::new(0..0, kind.into()), Spanned::new(0..0, DeValue::Array(records)));
    table
}

/// Which thing each note is about.
struct Links {
    paths: HashMap<String, String>,
    /// By the name alone; nothing if several notes are called so.
    names: HashMap<String, Option<String>>,
}

impl Links {
    fn new(sources: &[SourceFile], notes: &[Option<Note>]) -> Self {
        let mut links = Self { paths: HashMap::new(), names: HashMap::new() };
        for (source, note) in sources.iter().zip(notes) {
            let Some(id) = note.as_ref().and_then(Note::id) else { continue };
            let path = source.name.strip_suffix(".md").unwrap_or(&source.name).to_lowercase();
            let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
            links.names.entry(name).and_modify(|known| *known = None).or_insert_with(|| Some(id.to_owned()));
            links.paths.insert(path, id.to_owned());
        }
        links
    }

    /// What `text` stands for: the id of the note that it links to, or itself if it is no link.
    fn resolved(&self, text: &str, span: Span, faults: &mut Vec<PendingDiagnostic>) -> Option<String> {
        let inner = text.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"))?;
        if inner.contains("]]") {
            // Text or another link comes after the first link; as a whole this is no link.
            return None;
        }
        let target = inner.split(['|', '#']).next().unwrap_or_default().trim();
        let target = target.strip_suffix(".md").unwrap_or(target).to_lowercase();
        let by_name = || self.names.get(&target).and_then(Option::as_ref);
        if let Some(id) = self.paths.get(&target).or_else(by_name) {
            return Some(id.clone());
        }
        let message = format!("there is no note `{}` that is about anything", crate::diagnostic::truncate(&target));
        faults.push(PendingDiagnostic::new(Code::DanglingId, span, message));
        // It has been reported, and means nothing more.
        Some(target)
    }
}

#[cfg(test)]
mod tests;
