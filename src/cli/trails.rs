//! `stratlas trails`: the trails that were named and kept in the explorer.

use std::io::{self, Write};

use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use crate::app::outline;
use crate::export::trail::{TrailLine, markdown, text};
use crate::model::Atlas;
use crate::place::Place;
use crate::store::{Folders, SavedTrail, Trails};
use crate::text::safe;

use super::{AtlasArgs, DONE, atlas, output};

/// Arguments of `stratlas trails`.
#[derive(Debug, Args)]
pub(super) struct TrailsArgs {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the names of the trails that are kept
    List,
    /// Print a trail: where it led, in order
    Show {
        /// What it is called
        name: String,
        /// How to print it
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Forget a trail
    Remove {
        /// What it is called
        name: String,
    },
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people: a place a line, branches indented
    #[default]
    Text,
    /// For notes: a list of links
    Markdown,
    /// For programs: one object with `name`, `current` and `steps`
    Json,
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Report<'a> {
    name: &'a str,
    /// The step one stands on.
    current: usize,
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    place: &'a str,
    /// What the place is called, if the atlas has it.
    name: Option<String>,
    /// The step that led here.
    from: Option<usize>,
}

impl TrailsArgs {
    /// Whether it needs the atlas in use.
    pub(super) fn reads_atlas(&self) -> bool {
        matches!(self.command, Some(Command::Show { .. }))
    }
}

pub(super) fn run(atlas: &AtlasArgs, args: &TrailsArgs) -> Result<u8> {
    let folders = Folders::of_user().context("there is no home that trails could be kept in")?;
    let trails = Trails::new(&folders.state);
    let mut out = output::stdout();
    match &args.command {
        None | Some(Command::List) => {
            for name in trails.list()? {
                writeln!(out, "{}", safe(&name))?;
            }
        }
        Some(Command::Show { name, format }) => {
            let trail = trails.load(name)?;
            show(&mut out, &trail, &atlas::graph(atlas)?.atlas, *format)?;
        }
        Some(Command::Remove { name }) => trails.delete(name)?,
    }
    out.flush()?;
    Ok(DONE)
}

fn show(out: &mut impl Write, trail: &SavedTrail, atlas: &Atlas, format: Format) -> Result<()> {
    let name = |path: &str| Place::find(atlas, path).map(|place| place.name(atlas).into_owned());
    let lines = || -> Vec<TrailLine> {
        let from: Vec<Option<usize>> = trail.nodes.iter().map(|step| step.parent).collect();
        let line = |(step, depth): (usize, usize)| TrailLine {
            depth,
            path: safe(&trail.nodes[step].place).into_owned(),
            name: name(&trail.nodes[step].place),
            is_here: step == trail.current,
        };
        outline(&from).into_iter().map(line).collect()
    };
    match format {
        Format::Text => write!(out, "{}", text(&lines()))?,
        Format::Markdown => write!(out, "{}", markdown(&safe(&trail.name), &lines()))?,
        Format::Json => {
            let steps =
                trail.nodes.iter().map(|step| Step { place: &step.place, name: name(&step.place), from: step.parent });
            let report = Report { name: &trail.name, current: trail.current, steps: steps.collect() };
            serde_json::to_writer_pretty(&mut *out, &report).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(())
}
