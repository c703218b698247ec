//! Loads an atlas: TOML files become an atlas, and all of their errors and warnings become diagnostics in one run.
//!
//! The build script compiles this module as well, to make the embedded atlas; for this reason the module depends only
//! on `model`, `diagnostic` and `text`.

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

use crate::diagnostic::{
    Code, Diagnostic, PendingDiagnostic, Severity, SourceFile, SourceMap, SyntaxRecovery, TomlTable,
    into_diagnostics_with_help,
};
use crate::model::{Atlas, OverlayEntry, SharedSort};
use conflict_markers::unresolved_conflicts;
use people::FilePeople;
use plan_overlay::{OverlayPlan, ParsedFile};
use raw::{Raw, reject_stray_person};
use record_line::LineCounter;
use resolve::ResolvedPeople;

pub use files::{FolderError, path_in};
pub(crate) use files::{NOTES, read_files, read_folder, read_overlay};
pub use origin::{Origin, Origins};
pub(crate) use raw::{ANY_FILE, Records, STRATEGY_FILE, is_slug, is_web_address, marks_of_a_strategy};
pub(in crate::data) use resolve::spelled_out;

/// Result of loading an atlas.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The loaded atlas; `None` if there is an error among the diagnostics.
    pub atlas: Option<Atlas>,
    /// Errors and warnings about the files, in order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    /// File and line of each record.
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

    /// Splits the diagnostics into those about files of the overlay, which come first in the result, and all others.
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

/// Loads the atlas in `texts`, which are pairs of a file name for reports and a content in TOML.
pub fn load_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let files: Vec<_> =
        texts.into_iter().map(|(name, text)| SourceFile::new(name.to_owned(), text.to_owned())).collect();
    let base_count = files.len();
    load(SourceMap::new(files), base_count)
}

/// Records and diagnostics that were read from one file.
#[derive(Debug)]
struct FileRecords<'t> {
    /// Index of the file among the sources.
    index: usize,
    /// Records of all kinds but people.
    raw: Raw<'t>,
    people: FilePeople,
    diagnostics: Vec<PendingDiagnostic>,
}

impl<'t> FileRecords<'t> {
    fn read(sources: &SourceMap, (index, table): ParsedFile<'t>) -> Self {
        Self::read_from(sources, sources.start(index), (index, table), &mut LineCounter::default())
    }

    /// Reads the records in the table of the file at `index`; spans in the table count from the offset `base`.
    fn read_from(sources: &SourceMap, base: u32, (index, table): ParsedFile<'t>, lines: &mut LineCounter) -> Self {
        let (mut raw, diagnostics) = Raw::read(base, table);
        let mut people = FilePeople::default();
        people.extend(sources, std::mem::take(&mut raw.records.person), lines);
        Self { index, raw, people, diagnostics }
    }

    /// Reads `text`, the part of the file at `index` that is left after lines with syntax errors were blanked.
    fn read_recovered(sources: &SourceMap, plan: &OverlayPlan<'t>, index: usize, text: &'t str) -> Self {
        let mut table = TomlTable::parse_recoverable(text);
        plan.merge_into(index, sources.start(index), &mut table);
        let mut file = Self::read(sources, (index, table));
        // A key that is missing may have been on one of the blanked lines.
        file.diagnostics.retain(|one| one.code != Code::MissingKey);
        file
    }
}

/// The overlay, that is, the user's files that change an atlas and come after its files in the sources.
struct Overlay {
    /// Index of the first overlay file among the sources.
    first: usize,
    /// What the overlay adds and changes.
    entries: Vec<OverlayEntry>,
}

/// Loads `sources`, of which the first `base_count` are files of the atlas and the others files of its overlay. To
/// limit memory, only the overlay is parsed as a whole, no more files of the atlas are parsed at the same time than
/// there are threads, and the texts of all files are dropped before the people are packed.
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
    files.shared_sort_by_key(|file| file.index);
    let (rest, entries) = plan.finish();
    files.par_extend(rest.into_par_iter().map(|parsed| FileRecords::read(sources, parsed)));

    for (file, recovery) in base.broken.iter().chain(&overlay.broken) {
        unreadable.insert(*file);
        diagnostics.extend(recovery.diagnostics(sources.start(*file)));
    }
    diagnostics.extend(base.rejected.into_iter().chain(overlay.rejected));
    resolve_files((sources, Notation::Toml), files, &unreadable, Overlay { first: base_count, entries }, diagnostics)
}

/// Loads an atlas in a format other than TOML, with the same checks. `read` is called once, with a function that takes
/// the offset that spans count from and the table of a file, or of a part of a file. `diagnostics` are those of parsing
/// the format.
pub(crate) fn load_tables<'t>(
    sources: &SourceMap,
    diagnostics: Vec<PendingDiagnostic>,
    read: impl FnOnce(&mut dyn FnMut(u32, TomlTable<'t>)),
) -> Loaded {
    let is_partial = |code| matches!(code, Code::Syntax | Code::NotUtf8 | Code::Unreadable | Code::TooLarge);
    let partial = diagnostics.iter().filter(|one| is_partial(one.code));
    let unreadable: HashSet<usize> = partial.filter_map(|one| sources.index_of(one.span)).collect();
    let mut files = Vec::new();
    read(&mut |base, table| {
        let mut file = FileRecords::read_from(sources, base, (files.len(), table), &mut LineCounter::default());
        // In a file that could not be read completely, a key is missing perhaps only because it could not be read.
        let is_readable = |span| sources.index_of(span).is_none_or(|index| !unreadable.contains(&index));
        file.diagnostics.retain(|one| one.code != Code::MissingKey || is_readable(one.span));
        files.push(file);
    });
    let overlay = Overlay { first: sources.files().len(), entries: Vec::new() };
    resolve_files((sources, Notation::Other), files, &unreadable, overlay, diagnostics).finish()
}

/// Notation of the files of an atlas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notation {
    /// TOML, which users edit.
    Toml,
    /// Formats that are imported from other programs. Warnings about data that is hard to trust are left to these
    /// programs.
    Other,
}

/// Atlas without its people, and the people that are then packed into it.
struct Resolved {
    loaded: Loaded,
    people: ResolvedPeople,
}

impl Resolved {
    /// Packs the people into the atlas, if the atlas has no errors.
    fn finish(self) -> Loaded {
        let Self { mut loaded, people } = self;
        if let Some(atlas) = &mut loaded.atlas {
            atlas.people = people.pack();
        }
        loaded
    }
}

/// Resolves the records in `files` to an atlas. Records of the files at the indexes `unreadable` may be missing.
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
        // If files are unreadable, a record of the overlay without required keys may change a record in one of them, so
        // missing keys are not reported.
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

/// Results of parsing some files, by kind of result.
struct ParsedFiles<T> {
    parsed: Vec<T>,
    /// Index of each file with syntax errors, and what was recovered from it.
    broken: Vec<(usize, SyntaxRecovery)>,
    /// Diagnostics of files that are valid TOML but cannot belong to an atlas.
    rejected: Vec<PendingDiagnostic>,
}

/// Result of parsing one file.
enum Parsed<T> {
    Whole(T),
    /// The file is valid TOML, but cannot belong to an atlas.
    Rejected(PendingDiagnostic),
    /// The file has syntax errors.
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

/// Parses the whole file at `index` of `sources`.
fn parse_file(sources: &SourceMap, index: usize) -> Parsed<ParsedFile<'_>> {
    let source = &sources.files()[index];
    match TomlTable::parse(&source.text) {
        Ok(table) => match reject_stray_person(sources.start(index), &source.name, &table) {
            Some(diagnostic) => Parsed::Rejected(diagnostic),
            None => Parsed::Whole((index, table)),
        },
        Err(first) => Parsed::Broken(SyntaxRecovery::new(source, &first)),
    }
}

/// Parses the files at `indexes` with `parse`, in parallel, and sorts the results by kind.
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

/// Returns the ids in the files at the indexes `unreadable`, and the names of these files, which may be ids. References
/// to them may be dangling only because their records could not be read, so they are not reported.
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
