//! `stratlas show`: pages as text, Markdown or JSON.

use std::io::{self, BufRead, Write};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::export::{json, markdown, text};
use crate::graph::Graph;
use crate::graph::diff::compare;
use crate::model::{Kind, UserPortfolios};
use crate::page::{self, Editions, FoundPeople, PageContext, ViewOptions};
use crate::place::{Overview, Place};
use crate::runtime::today;
use crate::search::Given;
use crate::ui::Symbols;

use super::hyperlinks::Hyperlinks;
use super::{Cli, DONE, FAILED, atlas, explore, looks, output, query};

/// What stands for the places on standard input.
const STDIN: &str = "-";

/// Arguments of `stratlas show`.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// What to show: `strategy/pause`, `person/yann-lecun`, `levers`; `-` reads places from standard input, the first
    /// word of each line
    #[arg(value_name = "PLACE", default_value = "home")]
    places: Vec<String>,
    /// Only the people whom this query finds, on pages that list people
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,
    /// The form of the pages; JSON is one page a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The columns that text may take [default: those of the terminal, else 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
    /// When links to the web are written so that a terminal can follow them; text only
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    hyperlinks: Hyperlinks,
}

/// The form of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Text, wrapped
    Text,
    /// GitHub-flavoured Markdown
    Markdown,
    /// One JSON object for each page
    Json,
}

pub(super) fn run(cli: &Cli, args: &ShowArgs) -> Result<u8> {
    let (graph, overlay) = atlas::overlaid(&cli.atlas)?;
    let graph = Arc::new(graph);
    let reviews = cli.reviewer.known(&cli.config.config()?);
    let Some(places) = places(&graph, &args.places)? else { return Ok(FAILED) };
    let Some(lens) = lens(&graph, Given::new(&graph).reviewed(&reviews, today()), args) else { return Ok(FAILED) };
    let mut editions = Editions { overlay, ..Editions::default() };
    if places.contains(&Place::Overview(Overview::Changes)) {
        editions.comparison.found = Some(Ok(compare(&atlas::edition(None)?, &graph)));
    }
    // What the user has put together is asked for on one page alone.
    let at_hand = places.contains(&Place::Overview(Overview::Portfolio));
    let portfolios = if at_hand { explore::recall().portfolios() } else { UserPortfolios::default() };
    let known = PageContext { portfolios: &portfolios, editions: &editions, ..PageContext::new(&graph) }
        .reviewed(&reviews, today());
    let style = style(args);
    // A file keeps every character, whatever the locale of the one who writes it.
    let symbols = if output::is_terminal() { looks::symbols() } else { Symbols::Unicode };
    let mut out = output::stdout();
    for (n, place) in places.into_iter().enumerate() {
        let page = page::page(known, place, &lens);
        let between = if n > 0 && args.format != Format::Json { "\n" } else { "" };
        let written = match args.format {
            Format::Text => symbols.text(&text::page(&page, style)).into_owned(),
            Format::Markdown => markdown::page(&graph.atlas, &page),
            Format::Json => json::page(&graph.atlas, &page)? + "\n",
        };
        write!(out, "{between}{written}")?;
    }
    out.flush()?;
    Ok(DONE)
}

/// Through what people are seen, or nothing once what is wrong with the query has been complained about.
fn lens(graph: &Arc<Graph>, given: Given<'_>, args: &ShowArgs) -> Option<ViewOptions> {
    let Some(text) = &args.filter else { return Some(ViewOptions::default()) };
    let query = query::understood(given, text)?.of_kind(Kind::Person);
    let hits = query::run(graph, &query, usize::MAX).hits.into_iter().map(|hit| hit.place);
    let found = FoundPeople { tag: query.tag(), order: query.order(), ..FoundPeople::new(text.clone(), hits) };
    Some(ViewOptions { found: Some(Arc::new(found)), ..ViewOptions::default() })
}

fn style(args: &ShowArgs) -> text::Style {
    let is_terminal = output::is_terminal();
    text::Style {
        width: output::width(args.width),
        bold: is_terminal && !output::is_dumb(),
        hyperlinks: args.hyperlinks.wanted(is_terminal, |name| std::env::var(name).ok()),
    }
}

/// The places asked for, or nothing once every one that there is not has been complained about.
fn places(graph: &Graph, asked: &[String]) -> Result<Option<Vec<Place>>> {
    let mut places = Vec::new();
    let mut all_known = true;
    let mut take = |name: &str| match Place::parse(&graph.atlas, name) {
        Ok(place) => places.push(place),
        Err(unknown) => {
            all_known = false;
            output::complain(&unknown.into());
        }
    };
    for name in asked {
        if name != STDIN {
            take(name);
            continue;
        }
        for line in io::stdin().lock().lines() {
            if let Some(word) = line.context("standard input")?.split_whitespace().next() {
                take(word);
            }
        }
    }
    Ok(all_known.then_some(places))
}
