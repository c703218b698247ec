//! `stratlas brief`: one page about a few records, to be forwarded to other people.

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::graph::Graph;
use crate::model::Entity;
use crate::page::{brief_subjects, build_brief};
use crate::place::Place;
use crate::store::Trails;

use super::exit::FAILED;
use super::page_output::PageOutput;
use super::{context::CliContext, output, reviewer, show};

/// Arguments of `stratlas brief`.
#[derive(Debug, Args)]
pub(super) struct BriefArgs {
    /// The places: strategies, tags, people, portfolios, and comparisons of them
    #[arg(value_name = "PLACE", required_unless_present = "trail")]
    places: Vec<String>,
    /// The places of this saved trail
    #[arg(long, value_name = "NAME")]
    trail: Option<String>,
    /// Include your own verdicts
    #[arg(long)]
    mine: bool,
    #[command(flatten)]
    output: PageOutput,
}

pub(super) fn run(context: &CliContext, args: &BriefArgs) -> Result<u8> {
    let graph = context.graph()?;
    let Some(mut subjects) = subjects(&graph, &args.places)? else { return Ok(FAILED) };
    if let Some(name) = &args.trail {
        let folders = context.folders.as_ref().context("trails need a home folder, and there is none")?;
        let trail = Trails::new(&folders.state).load(name)?;
        let places = trail.nodes.iter().filter_map(|step| Place::find(&graph.atlas, &step.place));
        add(&mut subjects, places.flat_map(brief_subjects));
        if subjects.is_empty() {
            bail!("the trail `{name}` has no strategy, tag, person or portfolio of this atlas");
        }
    }
    let page_context = context.page_context(&graph)?;
    if args.mine {
        let places: Vec<Place> = subjects.iter().copied().map(Place::Entity).collect();
        reviewer::report_hidden(show::hidden(page_context.reviews, &graph.atlas, &places));
    }
    let page = build_brief(&subjects, &page_context, args.mine);
    args.output.print(context, &graph.atlas, &page)
}

/// Returns the records of the places called `names`. If a place is unknown, reports this and returns `None`.
fn subjects(graph: &Graph, names: &[String]) -> Result<Option<Vec<Entity>>> {
    let mut subjects = Vec::new();
    let mut is_understood = true;
    for name in names {
        match Place::parse(&graph.atlas, name) {
            Ok(place) => {
                let found = brief_subjects(place);
                if found.is_empty() {
                    bail!(
                        "there is no brief of `{}`: briefs are of strategies, tags, people and portfolios",
                        place.path(&graph.atlas)
                    );
                }
                add(&mut subjects, found);
            }
            Err(unknown) => {
                is_understood = false;
                output::complain(&unknown.into());
            }
        }
    }
    Ok(is_understood.then_some(subjects))
}

/// Adds the entities in `more` that are not in `subjects` yet.
fn add(subjects: &mut Vec<Entity>, more: impl IntoIterator<Item = Entity>) {
    for subject in more {
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
}
