//! Loading atlases: the one in use with its overlay, and any other edition.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::data::{self, Loaded, Origins};
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::Graph;
use crate::model::Atlas;
use crate::runtime::{AtlasSource, FilesStamp};
use crate::store::config;

use super::context::CliContext;
use super::output;
use super::progress::Busy;

/// The word for the atlas that comes with the program.
pub(super) const EMBEDDED: &str = "embedded";
/// How many errors of an atlas are shown before it is refused.
const MAX_SHOWN: usize = 5;

/// The graph of the atlas in use, and how the explorer loads it again when its files change.
///
/// # Errors
/// If the atlas cannot be read or has errors. The first of them are on standard error by then.
pub(super) fn source(context: &CliContext) -> Result<(Arc<Graph>, AtlasSource)> {
    let overlay = context.wanted_overlay();
    let folder = context.atlas_dir()?.map(Path::to_owned);
    let stamp = FilesStamp::of(folder.iter().chain(&overlay).map(PathBuf::as_path), "toml");
    // The explorer owns what it loads, for it replaces it later; nothing of it stays in the context.
    let (atlas, origins) = load_sound(folder.as_deref(), context.overlay().as_deref())?;
    let over = overlay.clone();
    let load = move |folder: Option<&Path>| {
        let over = over.as_deref().filter(|folder| folder.is_dir());
        load(folder, over).map_err(|error| format!("{error:#}"))
    };
    let edition = |typed: Option<&Path>| {
        let path = typed.map(|path| config::resolve(&path.to_string_lossy(), Path::new("")));
        quietly(path.as_deref()).map(Graph::new).map_err(|error| format!("{error:#}"))
    };
    let source = AtlasSource { folder, overlay, stamp, origins, load: Arc::new(load), edition: Arc::new(edition) };
    Ok((Arc::new(Graph::new(atlas)), source))
}

/// The edition at `path`, a folder or a file of JSON, or else the atlas that comes with the program; without the
/// overlay.
///
/// # Errors
/// If it cannot be read or has errors. The first of them are on standard error by then.
pub(super) fn edition(path: Option<&Path>) -> Result<Graph> {
    sound(other(path)?, path, None).map(|(atlas, _)| Graph::new(atlas))
}

/// The same without a report of errors beyond their number.
fn quietly(path: Option<&Path>) -> Result<Atlas> {
    let loaded = other(path)?;
    let errors = loaded.errors();
    loaded.atlas.with_context(|| format!("{} has {}", name(path, None), output::count(errors, "error")))
}

fn other(path: Option<&Path>) -> Result<Loaded> {
    match path {
        Some(path) if path.is_file() => Ok(data::load_json(path)?),
        Some(path) if !path.is_dir() => {
            bail!("{} is no folder and no file; `{EMBEDDED}` is the atlas that comes with the program", path.display())
        }
        path => load(path, None),
    }
}

/// Loads the atlas in `folder`, or the one that comes with the program, with `overlay` over it. Where no file has to
/// be read, the result has no origins and no diagnostics.
///
/// # Errors
/// If it cannot be read at all.
pub(super) fn load(folder: Option<&Path>, overlay: Option<&Path>) -> Result<Loaded> {
    match (folder, overlay) {
        (folder, Some(overlay)) => Ok(data::load_with_overlay(folder, overlay)?),
        (Some(folder), None) => Ok(data::load_folder(folder)?),
        (None, None) => Ok(Loaded { atlas: Some(data::embedded()?), ..Loaded::default() }),
    }
}

/// The same with origins and diagnostics in every case: the atlas that comes with the program was checked when the
/// program was built, and its diagnostics are embedded with it.
///
/// # Errors
/// If it cannot be read at all.
pub(super) fn load_with_diagnostics(folder: Option<&Path>, overlay: Option<&Path>) -> Result<Loaded> {
    match (folder, overlay) {
        (None, None) => Ok(data::embedded_report()?),
        _ => load(folder, overlay),
    }
}

/// Loads an atlas that must have no errors, with the origins of its records.
///
/// # Errors
/// If it cannot be read or has errors. The first of them are on standard error by then.
pub(super) fn load_sound(folder: Option<&Path>, overlay: Option<&Path>) -> Result<(Atlas, Origins)> {
    let loaded = {
        let _busy = Busy::start("reading the atlas");
        load(folder, overlay)?
    };
    sound(loaded, folder, overlay)
}

/// Returns the atlas that was loaded if it has no errors; else reports the first of them, those of the overlay before
/// others.
fn sound(loaded: Loaded, folder: Option<&Path>, overlay: Option<&Path>) -> Result<(Atlas, Origins)> {
    if let Some(atlas) = loaded.atlas {
        return Ok((atlas, loaded.origins));
    }
    let (over, own) = loaded.overlay_and_own();
    let is_error = |finding: &&&Diagnostic| finding.severity == Severity::Error;
    let mut err = io::stderr().lock();
    for finding in over.iter().chain(&own).filter(is_error).take(MAX_SHOWN) {
        finding.write(&mut err).context("cannot write to standard error")?;
        writeln!(err)?;
    }
    // The embedded atlas has no errors but for those of the overlay.
    let is_sound_alone = folder.is_none() || !own.iter().any(|finding| is_error(&finding));
    let way_out = if overlay.is_some() && is_sound_alone { ", `--no-overlay` leaves the overlay out" } else { "" };
    let errors = output::count(loaded.errors(), "error");
    bail!("{} has {errors}; `stratlas check` shows all{way_out}", name(folder, overlay))
}

/// The name of an atlas in messages.
pub(super) fn name(folder: Option<&Path>, overlay: Option<&Path>) -> String {
    let atlas = folder.map_or_else(|| "the embedded atlas".to_owned(), |dir| format!("the atlas in {}", dir.display()));
    let overlay = overlay.map(|overlay| format!(" with the overlay in {}", overlay.display()));
    atlas + &overlay.unwrap_or_default()
}
