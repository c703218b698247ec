//! Reads a vault of Markdown notes as TOML tables in which each value has its span in the note. The format is that of
//! `export::vault`. Content that belongs to no record is reported and left out; the rest of its note is still read.

mod body;
mod front_matter;
mod note;
mod obsidian;
mod schema;
mod writer;

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;

use super::DUMMY_RANGE;
use crate::data::load::{FolderError, Loaded, NOTES, load_tables, read_files};
use crate::diagnostic::{Code, PendingDiagnostic, SourceFile, SourceMap, Span, TomlTable, TomlValue, truncate};
use note::VaultNote;

/// Loads the atlas in the notes below `folder`.
pub(super) fn load_folder(folder: &Path) -> Result<Loaded, FolderError> {
    Ok(load(read_files(folder, NOTES)?))
}

/// Loads the atlas in the notes `files`. Records are in the order of the key `order` of their notes; notes without this
/// key come last, in the order of `files`.
pub(super) fn load(files: Vec<SourceFile>) -> Loaded {
    let mut files: Vec<SourceFile> = files.into_iter().map(SourceFile::with_line_feeds).collect();
    files.sort_by_cached_key(|file| note::order(&file.text));
    let sources = SourceMap::new(files);
    let mut diagnostics = PendingDiagnostic::unreadable_files(&sources);
    let notes: Vec<Option<VaultNote>> =
        sources.with_starts().map(|(base, source)| VaultNote::read(base, &source.text, &mut diagnostics)).collect();
    let links = Links::new(sources.files(), &notes);
    let tables = sources.with_starts().zip(&notes).filter_map(|((base, _), note)| {
        let note = note.as_ref()?;
        Some((base, as_file(note.kind, note.record(base, &links, &mut diagnostics))))
    });
    let tables: Vec<_> = tables.collect();
    load_tables(&sources, diagnostics, |add| tables.into_iter().for_each(|(base, table)| add(base, table)))
}

/// Returns a table like that of a TOML file with `record`: in a list under the key of its `kind`, or at the top if it
/// has the keys of the whole atlas.
fn as_file<'n>(kind: &'static str, record: TomlTable<'n>) -> TomlTable<'n> {
    if kind == "atlas" {
        return record;
    }
    let records = Vec::from([Spanned::new(0..0, TomlValue::Table(record))]);
    TomlTable::from_iter([(Spanned::new(0..0, kind.into()), Spanned::new(0..0, TomlValue::Array(records)))])
}

/// Kind and id of the record that a note describes.
type Target = (&'static str, String);

/// Records that notes describe, by the path and by the name of the note, both in lower case.
struct Links {
    paths: HashMap<String, Target>,
    names: HashMap<String, Vec<Target>>,
}

impl Links {
    fn new(sources: &[SourceFile], notes: &[Option<VaultNote>]) -> Self {
        let mut links = Self { paths: HashMap::new(), names: HashMap::new() };
        for (source, note) in sources.iter().zip(notes) {
            let Some((note, id)) = note.as_ref().and_then(|note| Some((note, note.id()?))) else { continue };
            let path = source.name.to_lowercase();
            let path = stem(&path).unwrap_or(&path).to_owned();
            let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
            links.names.entry(name).or_default().push((note.kind, id.to_owned()));
            links.paths.insert(path, (note.kind, id.to_owned()));
        }
        links
    }

    /// Returns the id of the record of `kind` whose note the wiki link `target` leads to. If there is no such note,
    /// reports this at the span `at` of the file that starts at the offset `base`, and returns a placeholder.
    fn resolve<'n>(
        &self,
        (kind, target): (&str, &str),
        (base, at): (u32, &Range<usize>),
        diagnostics: &mut Vec<PendingDiagnostic>,
    ) -> Spanned<TomlValue<'n>> {
        let path = target.split('#').next().unwrap_or_default().trim().to_lowercase();
        // A Markdown link is relative to the folder of its note and has percent escapes; wiki links have neither.
        let path = path.trim_start_matches("../").trim_start_matches("./");
        let unescaped = unescaped(path);
        let found: Vec<&Target> = [path, &unescaped]
            .into_iter()
            .flat_map(|path| [Some(path), stem(path)])
            .flatten()
            .find_map(|path| {
                let by_path = self.paths.get(path).map(|target| vec![target]);
                by_path.or_else(|| self.names.get(path).map(|targets| targets.iter().collect()))
            })
            .unwrap_or_default();
        let of_kind: Vec<&&Target> = found.iter().filter(|(of, _)| *of == kind).collect();
        let name = truncate(target);
        let message = match (of_kind.as_slice(), found.as_slice()) {
            ([(_, id)], _) => {
                return Spanned::new(at.clone(), TomlValue::String(id.clone().into()));
            }
            ([], []) => format!("there is no note `{name}` about a {kind}"),
            ([], [(other, _), ..]) => format!("the note `{name}` is about a {other}, and this has to be a {kind}"),
            _ => format!("several notes about a {kind} are called `{name}`; write the path of one"),
        };
        diagnostics.push(PendingDiagnostic::new(Code::DanglingId, Span::new(base, at), message));
        // The dummy span marks a placeholder, so that later checks do not report the value again.
        Spanned::new(DUMMY_RANGE, TomlValue::String(target.to_owned().into()))
    }
}

/// Returns `path` without the extension of notes, such as `.md`; `None` if it does not end with such an extension.
fn stem(path: &str) -> Option<&str> {
    let (stem, extension) = path.rsplit_once('.')?;
    NOTES.extensions.contains(&extension).then_some(stem)
}

/// Decodes the percent escapes (`%20`) of an address.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

#[cfg(test)]
mod tests;
