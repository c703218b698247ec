//! `stratlas trails`: the trails that were saved in the explorer.

use std::io::Write;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::app::outline;
use crate::export::trail::{TrailLine, markdown, text};
use crate::model::Atlas;
use crate::place::Place;
use crate::store::{SavedTrail, Trails};
use crate::text::sanitize;

use super::context::CliContext;
use super::exit::DONE;
use super::output::{self, Output, ReportFormat};
use super::page_output::PageFormat;

/// Arguments of `stratlas trails`.
#[derive(Debug, Args)]
pub(super) struct TrailsArgs {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the names of the saved trails
    List {
        /// The form of the list; JSON is an array of objects with `name`, `steps` and `current`, the place it is at
        #[arg(long, value_enum, default_value_t)]
        format: ReportFormat,
    },
    /// Print the places of a trail in order, branches indented
    Show {
        /// The name of the trail
        name: String,
        /// The form of the trail; JSON is one object with `name`, `current` and `steps`
        #[arg(long, value_enum, default_value_t)]
        format: PageFormat,
    },
    /// Delete a trail
    Remove {
        /// The name of the trail
        name: String,
    },
}

/// An entry of the list in JSON.
#[derive(Serialize)]
struct Entry {
    name: String,
    /// How many steps it has; none if its file cannot be read.
    steps: Option<usize>,
    /// The place of the current step.
    current: Option<String>,
}

/// A trail in JSON.
#[derive(Serialize)]
struct Report<'a> {
    name: &'a str,
    /// The current step.
    current: usize,
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    place: &'a str,
    /// The name of the place, if the atlas has it.
    name: Option<String>,
    /// The step before it.
    from: Option<usize>,
}

pub(super) fn run(context: &CliContext, args: &TrailsArgs) -> Result<u8> {
    let folders = context.folders.as_ref().context("there is no home that trails could be saved in")?;
    let mut trails = Trails::new(&folders.state);
    let list = Command::List { format: ReportFormat::Text };
    match args.command.as_ref().unwrap_or(&list) {
        Command::List { format: ReportFormat::Text } => {
            let names = trails.list()?;
            output::print(|out| Ok(names.iter().try_for_each(|name| writeln!(out, "{}", sanitize(name)))?))?;
        }
        Command::List { format: ReportFormat::Json } => {
            let entries: Vec<Entry> = trails.list()?.into_iter().map(|name| entry(&mut trails, name)).collect();
            output::print(|out| output::json(out, &entries))?;
        }
        Command::Show { name, format } => {
            let trail = trails.load(name)?;
            let graph = context.graph()?;
            output::print(|out| show(out, &trail, &graph.atlas, *format))?;
        }
        Command::Remove { name } => trails.delete(name)?,
    }
    Ok(DONE)
}

fn entry(trails: &mut Trails, name: String) -> Entry {
    let trail = trails.load(&name).ok();
    let current = trail.as_ref().and_then(|trail| trail.nodes.get(trail.current)).map(|step| step.place.clone());
    Entry { name, steps: trail.map(|trail| trail.nodes.len()), current }
}

fn show(out: &mut Output, trail: &SavedTrail, atlas: &Atlas, format: PageFormat) -> Result<()> {
    let name = |path: &str| Place::find(atlas, path).map(|place| place.name(atlas).into_owned());
    let lines = || -> Vec<TrailLine> {
        let from: Vec<Option<usize>> = trail.nodes.iter().map(|step| step.parent).collect();
        let line = |(step, depth): (usize, usize)| TrailLine {
            depth,
            path: sanitize(&trail.nodes[step].place).into_owned(),
            name: name(&trail.nodes[step].place),
            is_here: step == trail.current,
        };
        outline(&from).into_iter().map(line).collect()
    };
    match format {
        PageFormat::Text => write!(out, "{}", text(&lines()))?,
        PageFormat::Markdown => write!(out, "{}", markdown(&sanitize(&trail.name), &lines()))?,
        PageFormat::Json => {
            let steps =
                trail.nodes.iter().map(|step| Step { place: &step.place, name: name(&step.place), from: step.parent });
            let report = Report { name: &trail.name, current: trail.current, steps: steps.collect() };
            output::json(out, &report)?;
        }
    }
    Ok(())
}
