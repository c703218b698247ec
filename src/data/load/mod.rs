//! Loading: TOML files become an atlas, and their errors and warnings become diagnostics, all in one run.
//!
//! The build script compiles this module too, to make the embedded atlas; it therefore depends only on `model`,
//! `diagnostic` and `text`.

mod conflict_markers;
mod files;
mod lint;
mod origin;
mod people;
mod pieces;
mod plan_overlay;
mod raw;
mod record_line;
mod resolve;

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;
use toml::de::DeTable;

use crate::diagnostic::{
    Code, Diagnostic, PendingDiagnostic, Severity, SourceFile, SourceMap, SyntaxRecovery, into_diagnostics_with_help,
};
use crate::model::{Atlas, OverlayEntry};
use conflict_markers::unresolved_conflicts;
use people::FilePeople;
use plan_overlay::{OverlayPlan, ParsedFile};
use raw::{Raw, reject_stray_person};
use record_line::LineCounter;
use resolve::ResolvedPeople;

pub use files::FolderError;
pub(crate) use files::{NOTES, read_files, read_folder, read_overlay};
pub use origin::{Origin, Origins};
pub(crate) use raw::{ANY_FILE, Records, STRATEGY_FILE, is_slug, is_web_address, marks_of_a_strategy};
pub(in crate::data) use resolve::spelled_out;

/// Result of loading an atlas.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The atlas, unless there are errors.
    pub atlas: Option<Atlas>,
    /// Diagnostics, in order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    /// Files and lines of the records.
    pub origins: Origins,
}

impl Loaded {
    /// Returns the number of errors.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count()
    }

    /// Returns the number of warnings.
    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }

    /// Removes the warnings with one of `codes`. Returns the number removed.
    pub fn ignore(&mut self, codes: &[Code]) -> usize {
        let all = self.diagnostics.len();
        self.diagnostics.retain(|one| one.is_error() || !codes.contains(&one.code));
        all - self.diagnostics.len()
    }

    /// Splits the diagnostics into those of the overlay's files and those of the atlas itself.
    pub fn overlay_and_own(&self) -> (Vec<&Diagnostic>, Vec<&Diagnostic>) {
        let overlay: HashSet<_> = self.origins.overlay_files().collect();
        self.diagnostics.iter().partition(|diagnostic| overlay.contains(diagnostic.file.as_str()))
    }
}

/// Loads the atlas in the `*.toml` files below `folder`.
///
/// # Errors
/// If `folder` is not a folder, cannot be read, or contains no such file. Everything else is a diagnostic.
pub fn load_folder(folder: &Path) -> Result<Loaded, FolderError> {
    let files = read_folder(folder)?;
    let base_count = files.len();
    Ok(load(SourceMap::new(files), base_count))
}

/// Loads the atlas in `texts`, each with its name in reports.
pub fn load_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let files: Vec<_> =
        texts.into_iter().map(|(name, text)| SourceFile::new(name.to_owned(), text.to_owned())).collect();
    let base_count = files.len();
    load(SourceMap::new(files), base_count)
}

/// Content and diagnostics of a file.
#[derive(Debug)]
struct FileRecords<'t> {
    /// Index of its source.
    index: usize,
    /// Everything but the people.
    raw: Raw<'t>,
    people: FilePeople,
    diagnostics: Vec<PendingDiagnostic>,
}

impl<'t> FileRecords<'t> {
    fn read(sources: &SourceMap, (index, table): ParsedFile<'t>) -> Self {
        Self::read_from(sources, sources.start(index), (index, table), &mut LineCounter::default())
    }

    /// Reads the table of the file at `index`; the spans in it count from the offset `base`.
    fn read_from(sources: &SourceMap, base: u32, (index, table): ParsedFile<'t>, lines: &mut LineCounter) -> Self {
        let (mut raw, diagnostics) = Raw::read(base, table);
        let mut people = FilePeople::default();
        people.extend(sources, std::mem::take(&mut raw.records.person), lines);
        Self { index, raw, people, diagnostics }
    }

    /// Reads the text of a file that is left after recovery from syntax errors.
    fn read_recovered(sources: &SourceMap, plan: &OverlayPlan<'t>, index: usize, text: &'t str) -> Self {
        let mut table = DeTable::parse_recoverable(text).0.into_inner();
        plan.merge_into(index, sources.start(index), &mut table);
        let mut file = Self::read(sources, (index, table));
        // Missing keys may have been on a line with an error.
        file.diagnostics.retain(|one| one.code != Code::MissingKey);
        file
    }
}

/// Part of the files that is an overlay.
struct Overlay {
    /// Index of its first file.
    first: usize,
    /// Entries of the overlay.
    entries: Vec<OverlayEntry>,
}

/// Loads `sources`, of which the first `base_count` are the atlas and the others its overlay. The overlay is parsed as a
/// whole; of the atlas no more files are trees at once than there are threads. The texts of the files are dropped before
/// the people are packed.
pub(crate) fn load(sources: SourceMap, base_count: usize) -> Loaded {
    let resolved = resolve_toml(&sources, base_count);
    drop(sources);
    resolved.finish()
}

fn resolve_toml(sources: &SourceMap, base_count: usize) -> Resolved {
    let mut diagnostics = PendingDiagnostic::unreadable_files(sources);
    let conflicts: Vec<_> = (0..sources.files().len())
        .into_par_iter()
        .flat_map_iter(|file| unresolved_conflicts(sources.start(file), &sources.files()[file]))
        .collect();
    diagnostics.extend(conflicts);
    let errors = diagnostics.iter().filter(|one| one.code.severity() == Severity::Error);
    let mut unreadable: HashSet<usize> = errors.filter_map(|one| sources.index_of(one.span)).collect();
    lint::large_files(sources, &mut diagnostics);

    let (base, overlay): (Vec<usize>, Vec<usize>) =
        (0..sources.files().len()).filter(|file| !unreadable.contains(file)).partition(|file| *file < base_count);
    let mut overlay = parse_files(overlay, |file| parse_file(sources, file));
    let plan = OverlayPlan::new(sources, std::mem::take(&mut overlay.parsed));
    let base = parse_files(base, |file| {
        if let Some(records) = FileRecords::read_in_pieces(sources, &plan, file) {
            return Parsed::Whole(records);
        }
        plan.release(file);
        parse_file(sources, file).map(|(_, mut table)| {
            plan.merge_into(file, sources.start(file), &mut table);
            FileRecords::read(sources, (file, table))
        })
    });
    let mut files: Vec<FileRecords<'_>> = base.parsed;
    for (file, recovery) in &base.broken {
        let readable = recovery.readable.as_ref();
        files.extend(readable.map(|text| FileRecords::read_recovered(sources, &plan, *file, text)));
    }
    files.sort_by_key(|file| file.index);
    let (rest, entries) = plan.finish();
    files.par_extend(rest.into_par_iter().map(|parsed| FileRecords::read(sources, parsed)));

    for (file, recovery) in base.broken.iter().chain(&overlay.broken) {
        unreadable.insert(*file);
        diagnostics.extend(recovery.diagnostics(sources.start(*file)));
    }
    diagnostics.extend(base.rejected.into_iter().chain(overlay.rejected));
    resolve_files((sources, Notation::Toml), files, &unreadable, Overlay { first: base_count, entries }, diagnostics)
}

/// Loads an atlas in another format than TOML, by the same rules. `read` calls its argument with the table of each
/// file, or a part of one, and the base offset of its spans; `diagnostics` are those of parsing the format.
pub(crate) fn load_tables<'t>(
    sources: &SourceMap,
    diagnostics: Vec<PendingDiagnostic>,
    read: impl FnOnce(&mut dyn FnMut(u32, DeTable<'t>)),
) -> Loaded {
    let is_partial = |code| matches!(code, Code::Syntax | Code::NotUtf8 | Code::Unreadable | Code::TooLarge);
    let partial = diagnostics.iter().filter(|one| is_partial(one.code));
    let unreadable: HashSet<usize> = partial.filter_map(|one| sources.index_of(one.span)).collect();
    let mut files = Vec::new();
    read(&mut |base, table| {
        let mut file = FileRecords::read_from(sources, base, (files.len(), table), &mut LineCounter::default());
        // What is missing may be what could not be read.
        let is_readable = |span| sources.index_of(span).is_none_or(|index| !unreadable.contains(&index));
        file.diagnostics.retain(|one| one.code != Code::MissingKey || is_readable(one.span));
        files.push(file);
    });
    let overlay = Overlay { first: sources.files().len(), entries: Vec::new() };
    resolve_files((sources, Notation::Other), files, &unreadable, overlay, diagnostics).finish()
}

/// Format of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notation {
    /// TOML, which users edit.
    Toml,
    /// Imported formats. Lints about trust are left to their own tools.
    Other,
}

/// An atlas that still lacks its people, with what they are packed from.
struct Resolved {
    loaded: Loaded,
    people: ResolvedPeople,
}

impl Resolved {
    /// Adds the people to the atlas, if that is sound.
    fn finish(self) -> Loaded {
        let Self { mut loaded, people } = self;
        if let Some(atlas) = &mut loaded.atlas {
            atlas.people = people.pack();
        }
        loaded
    }
}

/// Resolves the records in `files` to an atlas. Of the files that are `unreadable` some records may be missing.
fn resolve_files(
    (sources, notation): (&SourceMap, Notation),
    files: Vec<FileRecords<'_>>,
    unreadable: &HashSet<usize>,
    overlay: Overlay,
    mut diagnostics: Vec<PendingDiagnostic>,
) -> Resolved {
    let overlay_start = sources.start(overlay.first);
    let mut raw = Raw { overlay_start, ..Raw::default() };
    let mut people = Vec::with_capacity(files.len());
    for mut file in files {
        // An incomplete record of the overlay may change a record in an unreadable file of the atlas.
        let is_known = |one: &PendingDiagnostic| one.code != Code::MissingKey || one.span.start < overlay_start;
        file.diagnostics.retain(|one| unreadable.is_empty() || is_known(one));
        diagnostics.append(&mut file.diagnostics);
        raw.append(file.raw);
        people.push(file.people);
    }
    resolve::sort_strategies(&mut raw);
    let lost = ids_in(sources, unreadable);
    let (atlas, ids, mut suggestions) = resolve::resolve(&raw, &mut people, sources, &lost, &mut diagnostics);
    if unreadable.is_empty() {
        lint::whole_atlas(&raw, &people, &mut diagnostics);
        if notation == Notation::Toml {
            lint::records(&raw, &mut people, &mut diagnostics);
        }
    }
    let order = resolve::order(&people);
    let origins = Origins::new((&raw, sources), (&people, &order), overlay.first, overlay.entries);
    let is_sound = diagnostics.iter().all(|one| one.code.severity() == Severity::Warning);
    let diagnostics = into_diagnostics_with_help(diagnostics, sources, |missing| suggestions.help(missing));
    let loaded = Loaded { atlas: is_sound.then_some(atlas), diagnostics, origins };
    Resolved { loaded, people: ResolvedPeople { files: people, ids, order } }
}

/// Result of parsing some files.
struct ParsedFiles<T> {
    parsed: Vec<T>,
    /// Indexes of the files with syntax errors, and their recovery.
    broken: Vec<(usize, SyntaxRecovery)>,
    /// Diagnostics of valid TOML files that cannot belong to an atlas.
    rejected: Vec<PendingDiagnostic>,
}

/// Result of parsing a file.
enum Parsed<T> {
    Whole(T),
    /// It is valid TOML, but cannot belong to an atlas.
    Rejected(PendingDiagnostic),
    /// It has syntax errors.
    Broken(SyntaxRecovery),
}

impl<T> Parsed<T> {
    fn map<U>(self, convert: impl FnOnce(T) -> U) -> Parsed<U> {
        match self {
            Self::Whole(file) => Parsed::Whole(convert(file)),
            Self::Rejected(diagnostic) => Parsed::Rejected(diagnostic),
            Self::Broken(recovery) => Parsed::Broken(recovery),
        }
    }
}

/// Parses the file at `index` to a tree.
fn parse_file(sources: &SourceMap, index: usize) -> Parsed<ParsedFile<'_>> {
    let source = &sources.files()[index];
    match DeTable::parse(&source.text).map(toml::Spanned::into_inner) {
        Ok(table) => match reject_stray_person(sources.start(index), &source.name, &table) {
            Some(diagnostic) => Parsed::Rejected(diagnostic),
            None => Parsed::Whole((index, table)),
        },
        Err(first) => Parsed::Broken(SyntaxRecovery::new(source, &first)),
    }
}

/// Parses the files at `indexes` in parallel by `parse`.
fn parse_files<T: Send>(indexes: Vec<usize>, parse: impl Fn(usize) -> Parsed<T> + Sync) -> ParsedFiles<T> {
    let mut files = ParsedFiles { parsed: Vec::with_capacity(indexes.len()), broken: Vec::new(), rejected: Vec::new() };
    for (index, parsed) in indexes.into_par_iter().map(|index| (index, parse(index))).collect::<Vec<_>>() {
        match parsed {
            Parsed::Whole(file) => files.parsed.push(file),
            Parsed::Rejected(diagnostic) => files.rejected.push(diagnostic),
            Parsed::Broken(recovery) => files.broken.push((index, recovery)),
        }
    }
    files
}

/// Returns the ids in the files `unreadable`. Dangling references to them follow from the diagnostics of these files
/// and are not reported.
fn ids_in<'a>(sources: &'a SourceMap, unreadable: &HashSet<usize>) -> HashSet<&'a str> {
    let mut ids = HashSet::new();
    for source in unreadable.iter().filter_map(|&index| sources.files().get(index)) {
        ids.extend(source.name.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")));
        let values = source.text.lines().filter_map(|line| {
            let value = line.trim_start().strip_prefix("id")?.trim_start().strip_prefix('=')?;
            value.trim_start().strip_prefix(['"', '\''])
        });
        ids.extend(values.filter_map(|value| value.split(['"', '\'', ' ', '#']).next()));
    }
    ids
}

#[cfg(test)]
mod tests;
