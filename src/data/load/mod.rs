//! Loading: TOML texts become an atlas, and everything that is wrong with them becomes findings, all in one run.
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

use crate::diagnostic::{Broken, Code, Fault, Finding, Layers, Severity, Source, findings};
use crate::model::Atlas;
use overlay::{Laid, lay};
use raw::Raw;

pub use files::FolderError;
pub(crate) use files::{read_all, read_folder};
pub use origin::{Origin, Origins};
pub use overlay::Part;
pub(crate) use raw::{ANY_FILE, STRATEGY_FILE, is_slug, marks_of_a_strategy, schema};

/// What came of loading an atlas.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The atlas, unless there are errors.
    pub atlas: Option<Atlas>,
    /// Everything there is to say of it, in order of files and lines.
    pub findings: Vec<Finding>,
    /// Where its records are written.
    pub origins: Origins,
}

impl Loaded {
    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.findings.len() - self.errors()
    }

    /// What was found in files that go over the atlas, and what in those of the atlas itself.
    pub fn overlay_and_own(&self) -> (Vec<&Finding>, Vec<&Finding>) {
        let overlay: HashSet<_> = self.origins.overlay_files().collect();
        self.findings.iter().partition(|finding| overlay.contains(finding.file.as_str()))
    }
}

/// Loads the atlas in the `*.toml` files below `folder`.
///
/// # Errors
/// If `folder` is no folder, cannot be read, or holds no such file. Everything else is a finding.
pub fn load_folder(folder: &Path) -> Result<Loaded, FolderError> {
    let mut faults = Vec::new();
    let sources = read_folder(folder, &mut faults)?;
    Ok(load(&sources, sources.len(), faults))
}

/// Loads the atlas in `texts`, each with the name to report it by.
pub fn load_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let sources: Vec<_> = texts.into_iter().map(|(name, text)| Source::new(name.to_owned(), text.to_owned())).collect();
    load(&sources, sources.len(), Vec::new())
}

/// Loads `sources`, of which the first `own` are the atlas and the rest goes over it; `faults` are those found in reading
/// them.
pub(crate) fn load(sources: &[Source], own: usize, mut faults: Vec<Fault>) -> Loaded {
    faults.extend((0..).zip(sources).flat_map(|(file, source)| merge::conflicts(file, source)));
    let mut lost: HashSet<u32> = faults.iter().map(|fault| fault.span.file).collect();
    lint::large_files(sources, &mut faults);
    let (mut files, broken, parts) = if own == sources.len() {
        let (files, broken) = parse(sources, &lost, |file, table| {
            let (table, fault) = sorted_out(file, &sources[file as usize], table);
            with_fault(Raw::read(file, table.into()), fault)
        });
        (files, broken, Vec::new())
    } else {
        overlaid(sources, own, &lost)
    };
    for (file, broken) in &broken {
        lost.insert(*file);
        faults.extend(broken.faults(*file));
        // What would have gone over a record cannot be told from a second one.
        if let Some(text) = broken.mended.as_ref().filter(|_| (*file as usize) < own) {
            let (raw, mut found) = Raw::read(*file, DeTable::parse_recoverable(text).0.into_inner().into());
            // What is missing may have been on a line with an error.
            found.retain(|fault| fault.code != Code::MissingKey);
            files[*file as usize] = (raw, found);
        }
    }
    resolved(sources, files, &lost, (Layering { own, parts }, faults))
}

/// What becomes of a key that means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// It is an error.
    Refused,
    /// It is reported and left out.
    LeftOut,
}

/// Loads the atlas in `tables`, one for each of `sources`, which are in another notation; `faults` are those found in
/// reading them. Whatever stands there is held to the same rules.
pub(crate) fn load_tables(
    sources: &[Source],
    tables: Vec<DeTable<'_>>,
    faults: Vec<Fault>,
    unknown: Unknown,
) -> Loaded {
    let unread = |code| matches!(code, Code::Syntax | Code::NotUtf8 | Code::Unreadable | Code::TooLarge);
    let lost: HashSet<u32> = faults.iter().filter(|fault| unread(fault.code)).map(|fault| fault.span.file).collect();
    let mut files = Vec::with_capacity(tables.len());
    for (file, table) in (0..).zip(tables) {
        let (raw, mut found) = Raw::read(file, table.into());
        // What is missing may be what could not be read.
        found.retain(|fault| fault.code != Code::MissingKey || !lost.contains(&file));
        if unknown == Unknown::LeftOut {
            for fault in found.iter_mut().filter(|fault| fault.code == Code::UnknownKey) {
                fault.code = Code::NotUnderstood;
                fault.message.push_str(", which is left out");
            }
        }
        files.push((raw, found));
    }
    resolved(sources, files, &lost, (Layering { own: sources.len(), parts: Vec::new() }, faults))
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
    sources: &[Source],
    files: Vec<Read<'_>>,
    lost: &HashSet<u32>,
    (layering, mut faults): (Layering, Vec<Fault>),
) -> Loaded {
    let Layering { own, parts } = layering;
    let mut raw = Raw { overlay: u32::try_from(own).unwrap_or(u32::MAX), ..Raw::default() };
    for (more, mut found) in files {
        // A record that something was to go over may be in a file with an error.
        found.retain(|fault| lost.is_empty() || (fault.span.file as usize) < own || fault.code != Code::MissingKey);
        raw.append(more);
        faults.append(&mut found);
    }
    resolve::sort_strategies(&mut raw);
    let atlas = resolve::resolve(&raw, &ids_in(sources, lost), &mut faults);
    if lost.is_empty() {
        lint::lint(&raw, &mut faults);
    }
    let origins = Origins::new(&raw, sources, parts);
    let sound = faults.iter().all(|fault| fault.code.severity() == Severity::Warning);
    Loaded { atlas: sound.then_some(atlas), findings: findings(faults, sources), origins }
}

/// What a text holds, and what is wrong with it.
type Read<'t> = (Raw<'t>, Vec<Fault>);
/// A text that is not TOML, by number.
type Unread = (u32, Broken);

/// Reads all `sources` but those that are `lost`, side by side; `read` makes something of the table of each. Those that
/// are not TOML yield nothing, and come back by number.
fn parse<'t, T: Default + Send>(
    sources: &'t [Source],
    lost: &HashSet<u32>,
    read: impl Fn(u32, DeTable<'t>) -> T + Sync,
) -> (Vec<T>, Vec<Unread>) {
    let numbered: Vec<(u32, &Source)> = (0..).zip(sources).collect();
    let parsed: Vec<Result<T, Broken>> = numbered
        .into_par_iter()
        .map(|(file, source)| {
            if lost.contains(&file) {
                return Ok(T::default());
            }
            match DeTable::parse(&source.text) {
                Ok(table) => Ok(read(file, table.into_inner())),
                Err(first) => Err(Broken::new(source, &first)),
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
fn overlaid<'t>(sources: &'t [Source], own: usize, lost: &HashSet<u32>) -> (Vec<Read<'t>>, Vec<Unread>, Vec<Part>) {
    let (tables, broken) = parse(sources, lost, |file, table| sorted_out(file, &sources[file as usize], table));
    let (tables, strays): (Vec<DeTable<'t>>, Vec<Option<Fault>>) = tables.into_iter().unzip();
    let mut base: Vec<(u32, DeTable<'t>)> = (0..).zip(tables).collect();
    let overlay = base.split_off(own);
    let Laid { mut over, rest, parts } = lay(&base, overlay, sources);
    let layers =
        base.into_iter().map(|(file, table)| (file, Layers::new(table, over.remove(&file).unwrap_or_default())));
    let layers: Vec<_> = layers.chain(rest.into_iter().map(|(file, table)| (file, table.into()))).collect();
    let files =
        layers.into_par_iter().zip(strays).map(|((file, layers), fault)| with_fault(Raw::read(file, layers), fault));
    (files.collect(), broken, parts)
}

/// The table of `source`, or nothing of it and a fault if it is among people and none of them.
fn sorted_out<'t>(file: u32, source: &Source, table: DeTable<'t>) -> (DeTable<'t>, Option<Fault>) {
    match raw::stray_person(file, &source.name, &table) {
        Some(fault) => (DeTable::new(), Some(fault)),
        None => (table, None),
    }
}

fn with_fault(mut read: Read<'_>, fault: Option<Fault>) -> Read<'_> {
    read.1.extend(fault);
    read
}

/// Ids that are written in `files`, which could not be read whole. That their records are missing follows from the
/// faults of these files and need not be reported as well.
fn ids_in<'a>(sources: &'a [Source], files: &HashSet<u32>) -> HashSet<&'a str> {
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
