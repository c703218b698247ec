//! `stratlas search`: the best matches for a query.

use std::borrow::Cow;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::graph::Graph;
use crate::model::{Atlas, Kind};
use crate::record::SearchField;
use crate::search::{Hit, Results};

use super::exit::{DONE, FAILED, FINDINGS};
use super::{context::CliContext, output, page_output::whole_number, query, table::Table};

/// Arguments of `stratlas search`.
#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// The query; several words are one query
    #[arg(value_name = "QUERY", required = true)]
    words: Vec<String>,
    /// How many matches to print at most
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = whole_number(1..=usize::MAX))]
    limit: usize,
    /// The format of the matches
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// The format of matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each match: place, name and the text that matches
    Table,
    /// One JSON object with `query`, `total` and `hits`
    Json,
}

/// Report of the matches in JSON.
#[derive(Serialize)]
struct Report<'a> {
    /// Query in its canonical spelling.
    query: String,
    /// Total number of matches.
    total: usize,
    /// Matches, best first, up to the limit.
    hits: Vec<HitRow<'a>>,
}

#[derive(Serialize)]
struct HitRow<'a> {
    place: String,
    kind: Option<&'static str>,
    name: Cow<'a, str>,
    /// Score: higher is better; only the order is meaningful.
    score: u32,
    /// Field of the record that matches; `None` if the query has no words.
    field: Option<&'static str>,
    /// Part of the field that matches; `None` if the field is the name.
    snippet: Option<&'a str>,
}

pub(super) fn run(context: &CliContext, args: &SearchArgs) -> Result<u8> {
    let graph = context.graph()?;
    let known = context.query_context(&graph)?;
    let text = args.words.join(" ");
    let Some((query, results)) = query::run_or_explain(known, (&graph, args.limit), &text) else { return Ok(FAILED) };
    if query.is_empty() {
        bail!("the query is empty; `stratlas search --help` explains queries");
    }
    output::print(|out| match args.format {
        Format::Table => Ok(table(&graph, &results).write(out, output::table_columns())?),
        Format::Json => {
            let hits = results.hits.iter().map(|hit| row(&graph.atlas, hit)).collect();
            let report = Report { query: query.to_string(), total: results.total, hits };
            output::json_line(out, &report)
        }
    })?;
    Ok(if results.total == 0 { FINDINGS } else { DONE })
}

fn row<'a>(atlas: &'a Atlas, hit: &'a Hit) -> HitRow<'a> {
    HitRow {
        place: hit.place.path(atlas),
        kind: hit.place.kind().map(Kind::singular),
        name: hit.place.name(atlas),
        score: hit.score,
        field: hit.field.map(SearchField::as_str),
        snippet: hit.snippet.as_ref().map(|snippet| snippet.text.as_str()),
    }
}

fn table(graph: &Graph, results: &Results) -> Table {
    let mut table = Table::new(vec!["Place", "Name", "Match"]);
    for hit in &results.hits {
        let why = match (&hit.snippet, hit.field) {
            (Some(snippet), Some(field)) => format!("{}: {}", field.label(), snippet.text),
            _ => hit.place.entity().map_or("", |entity| entity.gloss(&graph.atlas)).to_owned(),
        };
        table.push(vec![hit.place.path(&graph.atlas), hit.place.name(&graph.atlas).into_owned(), why]);
    }
    table
}
