//! `stratlas trails`: lists, prints, plays or deletes trails saved in the explorer.

use std::io::Write;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::app::outline;
use crate::document::PageBuilder;
use crate::export::html;
use crate::export::trail::{TrailLine, markdown, text};
use crate::model::Atlas;
use crate::place::Place;
use crate::store::{SavedTrail, Trails};
use crate::text::sanitize;

use super::explore::{self, ExploreArgs};
use super::output::{self, Output, ReportFormat};
use super::{context::CliContext, exit::DONE, page_output::PageFormat};

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
        /// The format of the list; JSON is an array of objects with `name`, `steps` and `current`, the current place
        #[arg(long, value_enum, default_value_t)]
        format: ReportFormat,
    },
    /// Print the places of a trail in order, with branches indented
    Show {
        /// The name of the trail
        name: String,
        /// The format of the trail; JSON is one object with `name`, `current` and `steps`
        #[arg(long, value_enum, default_value_t)]
        format: PageFormat,
    },
    /// Walk a trail in the explorer, stop by stop, with its notes
    Play {
        /// The name of the trail
        name: String,
    },
    /// Delete a trail
    Remove {
        /// The name of the trail
        name: String,
    },
}

/// Saved trail in the list, in JSON.
#[derive(Serialize)]
struct ListedTrail {
    name: String,
    /// Number of steps; `None` if the file of the trail cannot be read.
    steps: Option<usize>,
    /// Address of the place of the current step.
    current: Option<String>,
}

/// Report of one trail in JSON.
#[derive(Serialize)]
struct TrailReport<'a> {
    name: &'a str,
    /// Index of the current step in `steps`.
    current: usize,
    steps: Vec<TrailStep<'a>>,
}

#[derive(Serialize)]
struct TrailStep<'a> {
    place: &'a str,
    /// Name of the step's place; `None` if the atlas does not have the place.
    name: Option<String>,
    /// Index of the step before this one; `None` for the first.
    from: Option<usize>,
    /// Note of the user on the step, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

pub(super) fn run(context: &CliContext, args: &TrailsArgs) -> Result<u8> {
    let folders = context.folders.as_ref().context("trails need a home folder, and there is none")?;
    let mut trails = Trails::new(&folders.state);
    let list = Command::List { format: ReportFormat::Text };
    match args.command.as_ref().unwrap_or(&list) {
        Command::List { format } => {
            let listed: Vec<ListedTrail> = trails.list()?.into_iter().map(|name| listed(&mut trails, name)).collect();
            format.print(&listed, |out| {
                Ok(listed.iter().try_for_each(|trail| writeln!(out, "{}", sanitize(&trail.name)))?)
            })?;
        }
        Command::Show { name, format } => {
            let trail = trails.load(name)?;
            let graph = context.graph()?;
            output::print(|out| show(out, &trail, &graph.atlas, *format))?;
        }
        Command::Play { name } => {
            let args = ExploreArgs { play: Some(trails.load(name)?), ..ExploreArgs::default() };
            return explore::run(context, &args);
        }
        Command::Remove { name } => trails.delete(name)?,
    }
    Ok(DONE)
}

fn listed(trails: &mut Trails, name: String) -> ListedTrail {
    let trail = trails.load(&name).ok();
    let current = trail.as_ref().and_then(|trail| trail.nodes.get(trail.current)).map(|step| step.place.clone());
    ListedTrail { name, steps: trail.map(|trail| trail.nodes.len()), current }
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
            note: trail.nodes[step].note.as_ref().map(|note| sanitize(note).into_owned()),
        };
        outline(&from).into_iter().map(line).collect()
    };
    match format {
        PageFormat::Text => write!(out, "{}", text(&lines()))?,
        PageFormat::Markdown => write!(out, "{}", markdown(&sanitize(&trail.name), &lines()))?,
        PageFormat::Html => {
            let mut page = PageBuilder::new("");
            page.title.clone_from(&trail.name);
            page.code("", text(&lines()));
            write!(out, "{}", html::document(&page.finish(), atlas.about.language_tag()))?;
        }
        PageFormat::Json => {
            let steps = trail.nodes.iter().map(|step| TrailStep {
                place: &step.place,
                name: name(&step.place),
                from: step.parent,
                note: step.note.as_deref(),
            });
            let report = TrailReport { name: &trail.name, current: trail.current, steps: steps.collect() };
            output::json(out, &report)?;
        }
    }
    Ok(())
}
