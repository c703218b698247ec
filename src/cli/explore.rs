//! `stratlas [PLACE]`: the explorer.

use std::io::{self, IsTerminal};

use anyhow::{Context, Result, bail};

use crate::page::Place;
use crate::runtime::{self, Ending};

use super::looks::LooksArgs;
use super::{AtlasArgs, DONE, atlas};

/// Explores the atlas, starting at `place`.
pub(super) fn run(args: &AtlasArgs, looks: &LooksArgs, place: Option<&str>) -> Result<u8> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        bail!("the explorer needs a terminal; `stratlas show {}` prints a page", place.unwrap_or("home"));
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        bail!("this terminal cannot move its cursor; `stratlas show {}` prints a page", place.unwrap_or("home"));
    }
    let appearance = looks.appearance()?;
    let graph = atlas::graph(args)?;
    let place = place.map_or(Ok(Place::Home), |text| Place::parse(&graph.atlas, text))?;
    match runtime::explore(graph, place, appearance, program(args)).context("the terminal failed")? {
        Ending::Quit => {}
        #[cfg(unix)]
        Ending::Signal(signal) => runtime::die_of(signal)?,
        #[cfg(not(unix))]
        Ending::Signal(_) => {}
    }
    Ok(DONE)
}

/// The words that start this program with the same atlas.
fn program(args: &AtlasArgs) -> Vec<String> {
    let atlas = args.dir.as_ref().map(|dir| ["--atlas".to_owned(), dir.display().to_string()]);
    std::iter::once("stratlas".to_owned()).chain(atlas.into_iter().flatten()).collect()
}
