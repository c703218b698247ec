//! Getting at the atlas that the arguments ask for.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::data::{self, Loaded, Origins};
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::Graph;
use crate::model::Atlas;
use crate::page::Brought;
use crate::runtime::{self, AtlasSource, FilesStamp};
use crate::store::config;

use super::progress::Busy;
use super::{AtlasArgs, output};

/// What stands for the atlas that comes with the program.
pub(super) const EMBEDDED: &str = "embedded";
/// How many errors of an atlas are shown before it is refused.
const SHOWN: usize = 5;

/// The graph of the atlas asked for.
///
/// # Errors
/// If the atlas cannot be read or has faults. The first faults are on standard error by then.
pub(super) fn graph(args: &AtlasArgs) -> Result<Graph> {
    Ok(Graph::new(atlas(args)?))
}

/// The graph of the atlas asked for, and how it is made again when its files change.
///
/// # Errors
/// If the atlas cannot be read or has faults. The first faults are on standard error by then.
pub(super) fn source(args: &AtlasArgs) -> Result<(Graph, AtlasSource)> {
    let overlay = args.wanted_overlay();
    let stamp = FilesStamp::of(args.dir.iter().chain(&overlay).map(PathBuf::as_path), "toml");
    let (atlas, origins) = written(args)?;
    let over = overlay.clone();
    let load = move |folder: Option<&Path>| {
        let over = over.as_deref().filter(|folder| folder.is_dir());
        load(folder, over).map_err(|error| format!("{error:#}"))
    };
    let edition = |typed: Option<&Path>| {
        let path = typed.map(|path| config::resolve(&path.to_string_lossy(), Path::new("")));
        quietly(path.as_deref()).map(Graph::new).map_err(|error| format!("{error:#}"))
    };
    let folder = args.dir.clone();
    let source = AtlasSource { folder, overlay, stamp, origins, load: Box::new(load), edition: Arc::new(edition) };
    Ok((Graph::new(atlas), source))
}

/// The graph of the atlas asked for, and what the files that go over it bring.
///
/// # Errors
/// If the atlas cannot be read or has faults. The first faults are on standard error by then.
pub(super) fn overlaid(args: &AtlasArgs) -> Result<(Graph, Vec<Brought>)> {
    let (atlas, origins) = written(args)?;
    Ok((Graph::new(atlas), runtime::brought(&origins)))
}

/// The edition at `path`, a folder or a file of JSON, or else the atlas that comes with the program, with nothing over it.
///
/// # Errors
/// If it cannot be read or has faults. The first faults are on standard error by then.
pub(super) fn edition(path: Option<&Path>) -> Result<Graph> {
    sound(other(path)?, path, None).map(|(atlas, _)| Graph::new(atlas))
}

/// The same, saying nothing of faults but that there are some.
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

fn atlas(args: &AtlasArgs) -> Result<Atlas> {
    Ok(written(args)?.0)
}

/// What comes of loading the atlas in a folder, or the one that comes with the program, with an overlay over it. Where
/// nothing has to be read, the origins of records are not told.
pub(super) fn load(folder: Option<&Path>, overlay: Option<&Path>) -> Result<Loaded> {
    match (folder, overlay) {
        (folder, Some(overlay)) => Ok(data::load_with_overlay(folder, overlay)?),
        (Some(folder), None) => Ok(data::load_folder(folder)?),
        (None, None) => Ok(Loaded { atlas: Some(data::embedded()?), ..Loaded::default() }),
    }
}

/// The atlas asked for, and where its records are written.
fn written(args: &AtlasArgs) -> Result<(Atlas, Origins)> {
    let overlay = args.overlay();
    let loaded = {
        let _busy = Busy::start("reading the atlas");
        load(args.dir.as_deref(), overlay.as_deref())?
    };
    sound(loaded, args.dir.as_deref(), overlay.as_deref())
}

/// What was loaded from `folder` and `overlay`, if it has no errors; else the first of them are told, those of the overlay
/// before others.
fn sound(loaded: Loaded, folder: Option<&Path>, overlay: Option<&Path>) -> Result<(Atlas, Origins)> {
    if let Some(atlas) = loaded.atlas {
        return Ok((atlas, loaded.origins));
    }
    let (over, own) = loaded.overlay_and_own();
    let is_error = |finding: &&&Diagnostic| finding.severity == Severity::Error;
    let mut err = io::stderr().lock();
    for finding in over.iter().chain(&own).filter(is_error).take(SHOWN) {
        finding.write(&mut err).context("cannot write to standard error")?;
        writeln!(err)?;
    }
    // The embedded atlas has no errors but for what goes over it.
    let is_sound_alone = folder.is_none() || !own.iter().any(|finding| is_error(&finding));
    let way_out = if overlay.is_some() && is_sound_alone { ", `--no-overlay` leaves the overlay out" } else { "" };
    let errors = output::count(loaded.errors(), "error");
    bail!("{} has {errors}; `stratlas check` shows all{way_out}", name(folder, overlay))
}

/// What an atlas is called in messages.
pub(super) fn name(folder: Option<&Path>, overlay: Option<&Path>) -> String {
    let atlas = folder.map_or_else(|| "the embedded atlas".to_owned(), |dir| format!("the atlas in {}", dir.display()));
    let overlay = overlay.map(|overlay| format!(" with the overlay in {}", overlay.display()));
    atlas + &overlay.unwrap_or_default()
}
