//! Getting at the atlas that the arguments ask for.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::data::{self, Loaded, Origins};
use crate::diagnose::Severity;
use crate::graph::Graph;
use crate::model::Atlas;
use crate::runtime::{AtlasSource, Stamp};
use crate::text;

use super::{AtlasArgs, waiting};

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
    let stamp = args.dir.as_deref().map(Stamp::of).unwrap_or_default();
    let (atlas, origins) = written(args)?;
    let overlay = args.overlay();
    let load = move |folder: Option<&Path>| load(folder, overlay.as_deref()).map_err(|error| format!("{error:#}"));
    Ok((Graph::new(atlas), AtlasSource { folder: args.dir.clone(), stamp, origins, load: Box::new(load) }))
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
    let name = name(args.dir.as_deref(), overlay.as_deref());
    let loaded =
        waiting::telling(&format!("reading {}", text::safe(&name)), || load(args.dir.as_deref(), overlay.as_deref()))?;
    let errors = loaded.errors();
    if let Some(atlas) = loaded.atlas {
        return Ok((atlas, loaded.origins));
    }
    let mut err = io::stderr().lock();
    for finding in loaded.findings.iter().filter(|finding| finding.severity == Severity::Error).take(SHOWN) {
        finding.write(&mut err).context("cannot write to standard error")?;
        writeln!(err)?;
    }
    bail!("{name} has {errors} error{}; `stratlas check` shows all", if errors == 1 { "" } else { "s" })
}

/// What an atlas is called in messages.
pub(super) fn name(folder: Option<&Path>, overlay: Option<&Path>) -> String {
    let atlas = folder.map_or_else(|| "the embedded atlas".to_owned(), |dir| format!("the atlas in {}", dir.display()));
    let overlay = overlay.map(|overlay| format!(" with the overlay in {}", overlay.display()));
    atlas + &overlay.unwrap_or_default()
}
