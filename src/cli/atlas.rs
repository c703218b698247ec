//! Loading of atlases: the current atlas with its overlay (the user's own changes), and other editions.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, anyhow, bail};

use crate::data::{self, Loaded, Origins};
use crate::graph::Graph;
use crate::model::Atlas;
use crate::runtime::{AtlasSource, FilesStamp, LoadRest, WholeAtlas};
use crate::store::config;

use super::compiled::{BackgroundWrite, CompiledEdition};
use super::{context::CliContext, output, progress::Progress};

/// Name of the embedded atlas.
pub(super) const EMBEDDED: &str = "embedded";
/// Description of the work in the progress line.
const READING: &str = "reading the atlas";
/// Maximum number of errors that are printed if an atlas is rejected.
const MAX_SHOWN: usize = 5;

/// Atlas that the explorer opens, possibly only a part of it at first.
pub(super) struct OpenedAtlas {
    /// Graph of the part of the atlas that has been read.
    pub(super) graph: Arc<Graph>,
    /// Source from which the explorer reads the rest of the atlas, and all of it when its files change.
    pub(super) source: AtlasSource,
    /// What happens when the rest is read.
    pub(super) opening: Opening,
}

/// What happened when an atlas was read while the explorer was running. Clones share one state.
#[derive(Clone, Default)]
pub(super) struct Opening(Arc<Mutex<OpeningState>>);

#[derive(Default)]
struct OpeningState {
    /// Thread that writes the compiled edition, if the atlas was read from its files.
    write: Option<BackgroundWrite>,
    /// Result of loading that contains no atlas: an error, or diagnostics. `None` if loading did not fail.
    failure: Option<Result<Loaded>>,
}

impl Opening {
    fn state(&self) -> MutexGuard<'_, OpeningState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the whole atlas: the compiled edition or, without one, the files, and lets a thread write the compiled
    /// edition. `None` if the files cannot be read or have errors, which are then stored.
    fn whole(&self, compiled: CompiledEdition, folder: Option<&Path>, overlay: Option<&Path>) -> Option<WholeAtlas> {
        if let Some((graph, origins)) = compiled.read() {
            return Some((Arc::new(graph), origins));
        }
        let (atlas, origins) = match load(folder, overlay) {
            Ok(Loaded { atlas: Some(atlas), origins, .. }) => (atlas, origins),
            failure => {
                self.state().failure = Some(failure);
                return None;
            }
        };
        let graph = Arc::new(Graph::new(atlas));
        self.state().write = Some(compiled.write_beside(Arc::clone(&graph), origins.clone()));
        Some((graph, origins))
    }

    /// Returns the error that prevented reading the atlas in `folder`. Prints the first errors of its files to standard
    /// error.
    pub(super) fn failure(&self, folder: Option<&Path>, overlay: Option<&Path>) -> anyhow::Error {
        let failure = self.state().failure.take();
        let opened = failure.and_then(|failure| failure.and_then(|loaded| sound(loaded, folder, overlay)).err());
        opened.unwrap_or_else(|| anyhow!("{} was not read", name(folder, overlay)))
    }
}

/// Opens the current atlas. If `is_part_enough`, a large atlas is opened without its people, or empty if it has no
/// compiled edition, and the explorer reads the rest later.
///
/// # Errors
/// If the atlas cannot be read or has errors. The first errors are printed to standard error.
pub(super) fn open(context: &CliContext, is_part_enough: bool) -> Result<OpenedAtlas> {
    let overlay = context.overlay_folder();
    let folder = context.atlas_dir()?.map(Path::to_owned);
    let stamp = FilesStamp::of(folder.iter().chain(&overlay).map(PathBuf::as_path), "toml");
    // The graph is not taken from `context.graph`, which would keep it in memory after the explorer has replaced it.
    let existing_overlay = context.overlay();
    let opening = Opening::default();
    let (graph, origins, rest) = match CompiledEdition::of(folder.as_deref(), existing_overlay.as_deref()) {
        None => {
            let (graph, origins) = graph_of_files(folder.as_deref(), existing_overlay.as_deref())?;
            (Arc::new(graph), origins, None)
        }
        Some(compiled) if is_part_enough => {
            let part = compiled.read_without_people().unwrap_or_default();
            let (opening, folder) = (opening.clone(), folder.clone());
            let rest = move || opening.whole(compiled, folder.as_deref(), existing_overlay.as_deref());
            (Arc::new(Graph::new(part)), Origins::default(), Some(Box::new(rest) as LoadRest))
        }
        Some(compiled) => {
            let progress = Progress::in_seconds(READING);
            let whole = opening.whole(compiled, folder.as_deref(), existing_overlay.as_deref());
            drop(progress);
            let failure = || opening.failure(folder.as_deref(), existing_overlay.as_deref());
            let (graph, origins) = whole.ok_or_else(failure)?;
            (graph, origins, None)
        }
    };
    let reloaded_overlay = overlay.clone();
    let load = move |folder: Option<&Path>| {
        let overlay = reloaded_overlay.as_deref().filter(|folder| folder.symlink_metadata().is_ok());
        load(folder, overlay).map_err(|error| format!("{error:#}"))
    };
    let edition = |path: Option<&Path>| {
        let path = path.map(|path| config::resolve(&path.to_string_lossy(), Path::new("")));
        edition_atlas(path.as_deref()).map(Graph::new).map_err(|error| format!("{error:#}"))
    };
    let (load, edition) = (Arc::new(load), Arc::new(edition));
    let source = AtlasSource { folder, overlay, stamp, origins, load, edition, rest };
    Ok(OpenedAtlas { graph, source, opening })
}

/// Loads the atlas at `path`, a folder or a JSON file, or else the embedded atlas, without the overlay.
///
/// # Errors
/// If the atlas cannot be read or has errors. The first errors are printed to standard error.
pub(super) fn edition(path: Option<&Path>) -> Result<Graph> {
    sound(load_edition(path)?, path, None).map(|(atlas, _)| Graph::new(atlas))
}

/// Loads an atlas as [`edition`] does, without printing its errors; the returned error gives their number.
fn edition_atlas(path: Option<&Path>) -> Result<Atlas> {
    let loaded = load_edition(path)?;
    let errors = loaded.errors();
    loaded.atlas.with_context(|| format!("{} has {}", name(path, None), output::count(errors, "error")))
}

fn load_edition(path: Option<&Path>) -> Result<Loaded> {
    match path {
        Some(path) if path.is_file() => Ok(data::load_json(path)?),
        Some(path) if !path.is_dir() => {
            bail!(
                "{} is neither a folder nor a file; `{EMBEDDED}` is the atlas that comes with the program",
                path.display()
            )
        }
        path => load(path, None),
    }
}

/// Loads the atlas in `folder`, or the embedded one, with `overlay`. If neither is given, no file is read, and the
/// result has no origins and no diagnostics.
///
/// # Errors
/// If the atlas cannot be read at all. Errors in its files are part of the result.
pub(super) fn load(folder: Option<&Path>, overlay: Option<&Path>) -> Result<Loaded> {
    match (folder, overlay) {
        (folder, Some(overlay)) => Ok(data::load_with_overlay(folder, overlay)?),
        (Some(folder), None) => Ok(data::load_folder(folder)?),
        (None, None) => Ok(Loaded { atlas: Some(data::embedded()?), ..Loaded::default() }),
    }
}

/// Loads an atlas like [`load`], but always with origins and diagnostics, which the embedded atlas also contains.
///
/// # Errors
/// If the atlas cannot be read at all. Errors in its files are part of the result.
pub(super) fn load_with_diagnostics(folder: Option<&Path>, overlay: Option<&Path>) -> Result<Loaded> {
    match (folder, overlay) {
        (None, None) => Ok(data::embedded_report()?),
        _ => load(folder, overlay),
    }
}

/// Loads an atlas and returns its graph with the origins of its records; errors are not accepted. Reads the compiled
/// edition of a large atlas.
///
/// # Errors
/// If the atlas cannot be read or has errors. The first errors are printed to standard error.
pub(super) fn load_graph(folder: Option<&Path>, overlay: Option<&Path>) -> Result<(Graph, Origins)> {
    let Some(compiled) = CompiledEdition::of(folder, overlay) else { return graph_of_files(folder, overlay) };
    if let Some(found) = compiled.read() {
        return Ok(found);
    }
    let (graph, origins) = graph_of_files(folder, overlay)?;
    compiled.write(&graph, &origins);
    Ok((graph, origins))
}

/// Returns the graph of the atlas in `folder` with `overlay`, as its files are, or of the embedded atlas.
fn graph_of_files(folder: Option<&Path>, overlay: Option<&Path>) -> Result<(Graph, Origins)> {
    if folder.is_none() && overlay.is_none() {
        return Ok((Graph::with_index(data::embedded()?, data::embedded_index()?), Origins::default()));
    }
    let progress = Progress::in_seconds(READING);
    let loaded = load(folder, overlay)?;
    drop(progress);
    let (atlas, origins) = sound(loaded, folder, overlay)?;
    Ok((Graph::new(atlas), origins))
}

/// Returns the loaded atlas and its origins if it has no errors. Otherwise prints the first errors, those of the
/// overlay first, and returns an error.
fn sound(loaded: Loaded, folder: Option<&Path>, overlay: Option<&Path>) -> Result<(Atlas, Origins)> {
    if let Some(atlas) = loaded.atlas {
        return Ok((atlas, loaded.origins));
    }
    let (of_overlay, of_atlas) = loaded.overlay_and_own();
    let errors = of_overlay.iter().chain(&of_atlas).copied().filter(|diagnostic| diagnostic.is_error());
    output::diagnostics(&mut io::stderr().lock(), errors.take(MAX_SHOWN))?;
    // The embedded atlas itself has no errors, so its errors come from the overlay.
    let is_sound_alone = folder.is_none() || !of_atlas.iter().any(|diagnostic| diagnostic.is_error());
    let hint = if overlay.is_some() && is_sound_alone { ", `--no-overlay` leaves the overlay out" } else { "" };
    let errors = output::count(loaded.errors(), "error");
    bail!("{} has {errors}; `stratlas check` lists all of them{hint}", name(folder, overlay))
}

/// Returns the name by which messages refer to an atlas.
pub(super) fn name(folder: Option<&Path>, overlay: Option<&Path>) -> String {
    let atlas = folder.map_or_else(|| "the embedded atlas".to_owned(), |dir| format!("the atlas in {}", dir.display()));
    let overlay = overlay.map(|overlay| format!(" with the overlay in {}", overlay.display()));
    atlas + &overlay.unwrap_or_default()
}
