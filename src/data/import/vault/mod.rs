//! A vault of Markdown notes as the tables that TOML would be, each value with its place. The form is that of
//! `export::vault`. What is not understood is reported and left out; the rest is read all the same.

mod body;
mod front;
mod note;

use std::collections::HashMap;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::data::load::{FolderError, Loaded, UnknownKeys, load_tables, read_all};
use crate::diagnostic::{Code, PendingDiagnostic, SourceFile, Span};
use note::Note;

/// Loads the atlas in the notes below `folder`.
pub(super) fn load_folder(folder: &Path) -> Result<Loaded, FolderError> {
    let mut faults = Vec::new();
    let sources = read_all(folder, "md", &mut faults)?;
    Ok(load(sources, faults))
}

/// Loads the atlas in `sources`; `faults` are those found in reading them.
pub(super) fn load(sources: Vec<SourceFile>, faults: Vec<PendingDiagnostic>) -> Loaded {
    let (sources, faults) = in_order(sources, faults);
    let mut faults = faults;
    let notes: Vec<Option<Note>> =
        (0..).zip(&sources).map(|(file, source)| Note::read(file, &source.text, &mut faults)).collect();
    let links = Links::new(&sources, &notes);
    let tables = (0..).zip(&notes).map(|(file, note)| match note {
        Some(note) => filed(note, file, &links, &mut faults),
        None => DeTable::new(),
    });
    let tables = tables.collect();
    load_tables(&sources, tables, faults, UnknownKeys::Ignore)
}

/// The notes in the order that they themselves say, and then in order of their paths.
fn in_order(sources: Vec<SourceFile>, mut faults: Vec<PendingDiagnostic>) -> (Vec<SourceFile>, Vec<PendingDiagnostic>) {
    let mut numbered: Vec<(u32, SourceFile)> = (0..).zip(sources).collect();
    numbered.sort_by_cached_key(|(_, source)| note::order(&source.text));
    let new: HashMap<u32, u32> = (0..).zip(&numbered).map(|(new, (old, _))| (*old, new)).collect();
    for fault in &mut faults {
        fault.span.file = new.get(&fault.span.file).copied().unwrap_or(fault.span.file);
    }
    (numbered.into_iter().map(|(_, source)| source).collect(), faults)
}

/// The record of a note under the key of its kind; what the atlas says of itself stands at the top.
fn filed<'n>(note: &'n Note, file: u32, links: &Links, faults: &mut Vec<PendingDiagnostic>) -> DeTable<'n> {
    let kind = note.kind;
    let record = note.record(file, links, faults);
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
