//! Loading: TOML texts become an atlas, and everything that is wrong with them becomes findings, all in one run.
//!
//! The build script includes this module too, to compile the atlas that the program embeds; it therefore depends on
//! nothing above `model` and `text`.

mod files;
mod finding;
mod lint;
mod origin;
mod raw;
mod render;
mod resolve;
mod source;

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;
use toml::de::DeTable;

use crate::model::Atlas;
use finding::{Code as FaultCode, Fault};
use raw::Raw;
use source::{Source, Span};

pub use files::FolderError;
pub use finding::{Code, Excerpt, Finding, Severity};
pub use origin::{Origin, Origins, Record};

/// The most syntax errors that are reported of one file: what follows a few is mostly a consequence of them.
const SYNTAX_ERRORS: usize = 20;

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
}

/// Loads the atlas in the `*.toml` files below `folder`.
///
/// # Errors
/// If `folder` is no folder, cannot be read, or holds no such file. Everything else is a finding.
pub fn load_folder(folder: &Path) -> Result<Loaded, FolderError> {
    let mut faults = Vec::new();
    let sources = files::read_folder(folder, &mut faults)?;
    Ok(load(&sources, faults))
}

/// Loads the atlas in `texts`, each with the name to report it by.
pub fn load_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let sources: Vec<_> = texts.into_iter().map(|(name, text)| Source::new(name.to_owned(), text.to_owned())).collect();
    load(&sources, Vec::new())
}

/// Loads `sources`; `faults` are those found in reading them.
fn load(sources: &[Source], mut faults: Vec<Fault>) -> Loaded {
    let mut broken: HashSet<u32> = faults.iter().map(|fault| fault.span.file).collect();
    let files: Vec<_> = (0..).zip(sources).collect();
    let read: Vec<_> = files.into_par_iter().map(|(file, source)| (file, parse(file, &source.text))).collect();
    let mut raw = Raw::default();
    for (file, parsed) in read {
        raw.append(parsed.raw);
        faults.extend(parsed.faults);
        if parsed.broken {
            broken.insert(file);
        }
    }
    resolve::sort_strategies(&mut raw);
    let lost = lost_ids(sources, &broken);
    let atlas = resolve::resolve(&raw, &lost, &mut faults);
    if broken.is_empty() {
        lint::lint(&raw, &mut faults);
    }
    let origins = Origins::new(&raw, sources);
    let sound = faults.iter().all(|fault| fault.code.severity() == Severity::Warning);
    Loaded { atlas: sound.then_some(atlas), findings: finding::findings(faults, sources), origins }
}

/// What came of reading one text.
#[derive(Debug)]
struct Parsed<'t> {
    raw: Raw<'t>,
    faults: Vec<Fault>,
    /// Whether records may be missing from `raw`.
    broken: bool,
}

fn parse(file: u32, text: &str) -> Parsed<'_> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<Fault> = errors
        .iter()
        .take(SYNTAX_ERRORS)
        .map(|error| {
            let span = error.span().map_or(Span::file(file), |range| Span::new(file, &range));
            Fault::new(FaultCode::Syntax, span, error.message())
        })
        .collect();
    if errors.len() > SYNTAX_ERRORS
        && let Some(last) = faults.last_mut()
    {
        last.help = Some(format!("{} more syntax errors follow in this file", errors.len() - SYNTAX_ERRORS));
    }
    let raw = Raw::read(file, table.into_inner(), &mut faults);
    Parsed { raw, faults, broken: !errors.is_empty() }
}

/// Ids that are written in broken files, whether or not their records could be read. That they are missing follows
/// from the faults of these files and need not be reported as well.
fn lost_ids<'a>(sources: &'a [Source], broken: &HashSet<u32>) -> HashSet<&'a str> {
    let mut lost = HashSet::new();
    for (_, source) in (0..).zip(sources).filter(|(file, _)| broken.contains(file)) {
        lost.extend(source.name.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")));
        let values = source.text.lines().filter_map(|line| {
            let value = line.trim_start().strip_prefix("id")?.trim_start().strip_prefix('=')?;
            value.trim_start().strip_prefix('"')
        });
        lost.extend(values.filter_map(|value| value.split(['"', ' ', '#']).next()));
    }
    lost
}
