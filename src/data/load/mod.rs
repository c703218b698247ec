//! Loading: TOML texts become an atlas, and everything that is wrong with them becomes diagnostics, all in one run.
//!
//! The build script includes this module too, to compile the atlas that the program embeds; it therefore depends on
//! nothing but `model`, `diagnose` and `text`.

mod files;
mod lint;
mod merge;
mod origin;
mod overlay;
mod raw;
mod resolve;

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;
use toml::de::DeTable;

use crate::diagnostic::{
    Code, Diagnostic, Layers, PendingDiagnostic, Severity, SourceFile, SyntaxRecovery, into_diagnostics,
};
use crate::model::Atlas;
use overlay::{Laid, lay};
use raw::Raw;

pub use files::FolderError;
pub(crate) use files::{read_all, read_folder};
pub use origin::{Origin, Origins};
pub use overlay::Part;
pub(crate) use raw::{ANY_FILE, STRATEGY_FILE, is_slug, marks_of_a_strategy};

/// What came of loading an atlas.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The atlas, unless there are errors.
    pub atlas: Option<Atlas>,
    /// Everything there is to say of it, in order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    /// Where its records are written.
    pub origins: Origins,
}

impl Loaded {
    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }

    /// What was found in files that go over the atlas, and what in those of the atlas itself.
    pub fn overlay_and_own(&self) -> (Vec<&Diagnostic>, Vec<&Diagnostic>) {
        let overlay: HashSet<_> = self.origins.overlay_files().collect();
        self.diagnostics.iter().partition(|diagnostic| overlay.contains(diagnostic.file.as_str()))
    }
}

/// Loads the atlas in the `*.toml` files below `folder`.
///
/// # Errors
/// If `folder` is no folder, cannot be read, or holds no such file. Everything else is a diagnostic.
pub fn load_folder(folder: &Path) -> Result<Loaded, FolderError> {
    let mut diagnostics = Vec::new();
    let sources = read_folder(folder, &mut diagnostics)?;
    Ok(load(&sources, sources.len(), diagnostics))
}

/// Loads the atlas in `texts`, each with the name to report it by.
pub fn load_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let sources: Vec<_> =
        texts.into_iter().map(|(name, text)| SourceFile::new(name.to_owned(), text.to_owned())).collect();
    load(&sources, sources.len(), Vec::new())
}

/// Loads `sources`, of which the first `own` are the atlas and the rest goes over it; `diagnostics` are those found in reading
/// them.
pub(crate) fn load(sources: &[SourceFile], own: usize, mut diagnostics: Vec<PendingDiagnostic>) -> Loaded {
    diagnostics.extend((0..).zip(sources).flat_map(|(file, source)| merge::conflicts(file, source)));
    let mut lost: HashSet<u32> = diagnostics.iter().map(|diagnostic| diagnostic.span.file).collect();
    lint::large_files(sources, &mut diagnostics);
    let (mut files, broken, parts) = if own == sources.len() {
        let (files, broken) = parse(sources, &lost, |file, table| {
            let (table, diagnostic) = sorted_out(file, &sources[file as usize], table);
            with_fault(Raw::read(file, table.into()), diagnostic)
        });
        (files, broken, Vec::new())
    } else {
        overlaid(sources, own, &lost)
    };
    for (file, broken) in &broken {
        lost.insert(*file);
        diagnostics.extend(broken.diagnostics(*file));
        // What would have gone over a record cannot be told from a second one.
        if let Some(text) = broken.mended.as_ref().filter(|_| (*file as usize) < own) {
            let (raw, mut found) = Raw::read(*file, DeTable::parse_recoverable(text).0.into_inner().into());
            // What is missing may have been on a line with an error.
            found.retain(|diagnostic| diagnostic.code != Code::MissingKey);
            files[*file as usize] = (raw, found);
        }
    }
    resolved(sources, files, &lost, (Layering { own, parts }, diagnostics))
}

/// What becomes of a key that means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownKeys {
    /// It is an error.
    Error,
    /// It is reported and left out.
    Ignore,
}

/// Loads the atlas in `tables`, one for each of `sources`, which are in another notation; `diagnostics` are those found in
/// reading them. Whatever stands there is held to the same rules.
pub(crate) fn load_tables(
    sources: &[SourceFile],
    tables: Vec<DeTable<'_>>,
    diagnostics: Vec<PendingDiagnostic>,
    unknown: UnknownKeys,
) -> Loaded {
    let unread = |code| matches!(code, Code::Syntax | Code::NotUtf8 | Code::Unreadable | Code::TooLarge);
    let lost: HashSet<u32> = diagnostics
        .iter()
        .filter(|diagnostic| unread(diagnostic.code))
        .map(|diagnostic| diagnostic.span.file)
        .collect();
    let mut files = Vec::with_capacity(tables.len());
    for (file, table) in (0..).zip(tables) {
        let (raw, mut found) = Raw::read(file, table.into());
        // What is missing may be what could not be read.
        found.retain(|diagnostic| diagnostic.code != Code::MissingKey || !lost.contains(&file));
        if unknown == UnknownKeys::Ignore {
            for diagnostic in found.iter_mut().filter(|diagnostic| diagnostic.code == Code::UnknownKey) {
                diagnostic.code = Code::NotUnderstood;
                diagnostic.message.push_str(", which is left out");
            }
        }
        files.push((raw, found));
    }
    resolved(sources, files, &lost, (Layering { own: sources.len(), parts: Vec::new() }, diagnostics))
}

/// How much of what is loaded is an overlay.
struct Layering {
    /// The sources before this one are the atlas, the rest goes over it.
    own: usize,
    /// What the rest has brought.
    parts: Vec<Part>,
}

/// What the records in `files` come to, which were read from `sources`, some of them not whole.
fn resolved(
    sources: &[SourceFile],
    files: Vec<Read<'_>>,
    lost: &HashSet<u32>,
    (layering, mut diagnostics): (Layering, Vec<PendingDiagnostic>),
) -> Loaded {
    let Layering { own, parts } = layering;
    let mut raw = Raw { overlay: u32::try_from(own).unwrap_or(u32::MAX), ..Raw::default() };
    for (more, mut found) in files {
        // A record that something was to go over may be in a file with an error.
        found.retain(|diagnostic| {
            lost.is_empty() || (diagnostic.span.file as usize) < own || diagnostic.code != Code::MissingKey
        });
        raw.append(more);
        diagnostics.append(&mut found);
    }
    resolve::sort_strategies(&mut raw);
    let atlas = resolve::resolve(&raw, &ids_in(sources, lost), &mut diagnostics);
    if lost.is_empty() {
        lint::lint(&raw, &mut diagnostics);
    }
    let origins = Origins::new(&raw, sources, parts);
    let sound = diagnostics.iter().all(|diagnostic| diagnostic.code.severity() == Severity::Warning);
    Loaded { atlas: sound.then_some(atlas), diagnostics: into_diagnostics(diagnostics, sources), origins }
}

/// What a text holds, and what is wrong with it.
type Read<'t> = (Raw<'t>, Vec<PendingDiagnostic>);
/// A text that is not TOML, by number.
type Unread = (u32, SyntaxRecovery);

/// Reads all `sources` but those that are `lost`, side by side; `read` makes something of the table of each. Those that
/// are not TOML yield nothing, and come back by number.
fn parse<'t, T: Default + Send>(
    sources: &'t [SourceFile],
    lost: &HashSet<u32>,
    read: impl Fn(u32, DeTable<'t>) -> T + Sync,
) -> (Vec<T>, Vec<Unread>) {
    let numbered: Vec<(u32, &SourceFile)> = (0..).zip(sources).collect();
    let parsed: Vec<Result<T, SyntaxRecovery>> = numbered
        .into_par_iter()
        .map(|(file, source)| {
            if lost.contains(&file) {
                return Ok(T::default());
            }
            match DeTable::parse(&source.text) {
                Ok(table) => Ok(read(file, table.into_inner())),
                Err(first) => Err(SyntaxRecovery::new(source, &first)),
            }
        })
        .collect();
    let mut broken = Vec::new();
    let files = (0..).zip(parsed).map(|(file, result)| {
        result.unwrap_or_else(|error| {
            broken.push((file, error));
            T::default()
        })
    });
    (files.collect(), broken)
}

/// Reads all `sources` but those that are `lost`, of which the first `own` are the atlas and the rest goes over it.
fn overlaid<'t>(sources: &'t [SourceFile], own: usize, lost: &HashSet<u32>) -> (Vec<Read<'t>>, Vec<Unread>, Vec<Part>) {
    let (tables, broken) = parse(sources, lost, |file, table| sorted_out(file, &sources[file as usize], table));
    let (tables, strays): (Vec<DeTable<'t>>, Vec<Option<PendingDiagnostic>>) = tables.into_iter().unzip();
    let mut base: Vec<(u32, DeTable<'t>)> = (0..).zip(tables).collect();
    let overlay = base.split_off(own);
    let Laid { mut over, rest, parts } = lay(&base, overlay, sources);
    let layers =
        base.into_iter().map(|(file, table)| (file, Layers::new(table, over.remove(&file).unwrap_or_default())));
    let layers: Vec<_> = layers.chain(rest.into_iter().map(|(file, table)| (file, table.into()))).collect();
    let files = layers
        .into_par_iter()
        .zip(strays)
        .map(|((file, layers), diagnostic)| with_fault(Raw::read(file, layers), diagnostic));
    (files.collect(), broken, parts)
}

/// The table of `source`, or nothing of it and a diagnostic if it is among people and none of them.
fn sorted_out<'t>(file: u32, source: &SourceFile, table: DeTable<'t>) -> (DeTable<'t>, Option<PendingDiagnostic>) {
    match raw::stray_person(file, &source.name, &table) {
        Some(diagnostic) => (DeTable::new(), Some(diagnostic)),
        None => (table, None),
    }
}

fn with_fault(mut read: Read<'_>, diagnostic: Option<PendingDiagnostic>) -> Read<'_> {
    read.1.extend(diagnostic);
    read
}

/// Ids that are written in `files`, which could not be read whole. That their records are missing follows from the
/// diagnostics of these files and need not be reported as well.
fn ids_in<'a>(sources: &'a [SourceFile], files: &HashSet<u32>) -> HashSet<&'a str> {
    let mut ids = HashSet::new();
    for (_, source) in (0..).zip(sources).filter(|(file, _)| files.contains(file)) {
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
