//! `stratlas show`: prints pages in a format such as text, Markdown or JSON.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;

use crate::graph::Graph;
use crate::graph::diff::compare;
use crate::model::{Atlas, Kind, UserPortfolios};
use crate::page::{self, Editions, FoundPeople, PageContext, ViewOptions};
use crate::place::{Overview, Place};
use crate::review::Reviews;
use crate::search::QueryContext;

use super::exit::{DONE, FAILED};
use super::page_output::{PageFormat, PageOutput};
use super::{atlas, context::CliContext, explore, hyperlinks::Hyperlinks, output, query, reviewer};

/// Argument that stands for standard input.
const STDIN: &str = "-";

/// Arguments of `stratlas show`.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The places: `strategy/pause`, `person/yann-lecun`, `levers`; `-` reads places from standard input, the first
    /// word of each line
    #[arg(value_name = "PLACE", default_value = "home")]
    places: Vec<String>,
    /// On pages that list people, only those who match this query
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,
    #[command(flatten)]
    output: PageOutput,
    /// When text contains hyperlinks that the terminal can open
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    hyperlinks: Hyperlinks,
}

pub(super) fn run(context: &CliContext, args: &ShowArgs) -> Result<u8> {
    let graph = context.graph()?;
    let Some(places) = places(&graph, &args.places)? else { return Ok(FAILED) };
    let Some(options) = view_options(&graph, context.query_context(&graph)?, args) else { return Ok(FAILED) };
    let mut editions = Editions { overlay: context.overlay_entries()?.to_vec(), ..Editions::default() };
    if places.contains(&Place::Overview(Overview::Changes)) {
        editions.comparison.result = Some(Ok(compare(&atlas::edition(None)?, &graph)));
    }
    // The user's portfolios are in a file that is only read for the few pages that show them.
    let needs_portfolio =
        [Overview::Portfolio, Overview::Consistency].map(Place::Overview).iter().any(|place| places.contains(place));
    let portfolios = if needs_portfolio {
        explore::recall(context.folders.as_ref()).portfolios()
    } else {
        UserPortfolios::default()
    };
    let page_context = PageContext {
        options: &options,
        portfolios: &portfolios,
        editions: &editions,
        ..context.page_context(&graph)?
    };
    let hyperlinks = args.hyperlinks.wanted(output::is_terminal(), |name| std::env::var(name).ok());
    reviewer::report_hidden(hidden(page_context.reviews, &graph.atlas, &places));
    output::print(|out| {
        for (n, place) in places.into_iter().enumerate() {
            let page = page::build(place, &page_context);
            let between = if n > 0 && args.output.format != PageFormat::Json { "\n" } else { "" };
            write!(out, "{between}{}", args.output.format(context, &graph.atlas, &page, hyperlinks)?)?;
        }
        Ok(())
    })?;
    Ok(DONE)
}

/// Returns on how many subjects of the pages of `places` verdicts of other reviewers are hidden.
pub(super) fn hidden(reviews: &Reviews, atlas: &Atlas, places: &[Place]) -> usize {
    let on_everyone = [Overview::Reviews, Overview::Statistics, Overview::Consistency].map(Place::Overview);
    if places.iter().any(|place| on_everyone.contains(place)) {
        return reviews.hidden_subjects();
    }
    let paths: BTreeSet<String> = places.iter().map(|place| place.path(atlas)).collect();
    paths.iter().filter(|path| reviews.hides_others(path)).count()
}

/// Returns the options for pages that list people. If the query in `args` has errors, reports them and returns `None`.
fn view_options(graph: &Arc<Graph>, context: QueryContext<'_>, args: &ShowArgs) -> Option<ViewOptions> {
    let Some(text) = &args.filter else { return Some(ViewOptions::default()) };
    let query = query::parse_or_report(context, text)?.of_kind(Kind::Person);
    let hits = query::run(graph, &query, usize::MAX).hits.into_iter().map(|hit| hit.place);
    let found = FoundPeople { tag: query.tag(), order: query.order(), ..FoundPeople::new(text.clone(), hits) };
    Some(ViewOptions { found: Some(Arc::new(found)), ..ViewOptions::default() })
}

/// Returns the places called `names`. If a place is unknown, reports this and returns `None`.
fn places(graph: &Graph, names: &[String]) -> Result<Option<Vec<Place>>> {
    let mut places = Vec::new();
    let mut all_exist = true;
    let mut add = |name: &str| match Place::parse(&graph.atlas, name) {
        Ok(place) => places.push(place),
        Err(unknown) => {
            all_exist = false;
            output::complain(&unknown.into());
        }
    };
    for name in names {
        if name != STDIN {
            add(name);
            continue;
        }
        for line in io::stdin().lock().lines() {
            if let Some(word) = line.context("standard input")?.split_whitespace().next() {
                add(word);
            }
        }
    }
    Ok(all_exist.then_some(places))
}
