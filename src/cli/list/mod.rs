//! `stratlas list`: the records of one kind, or those that match a query.

mod record;
mod table;

use std::io::{self, Write};

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::export::csv;
use crate::graph::Graph;
use crate::model::Kind;
use crate::place::Place;

use record::{ListRow, columns};

use super::exit::{DONE, FAILED, FINDINGS};
use super::{context::CliContext, output, query};

/// Arguments of `stratlas list`.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// The kind: strategies, people, tags, levers, scenarios, portfolios or mechanisms
    kind: String,
    /// The format of the list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Only records that match this query, best matches first; without words in the query, in name order
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,
}

/// The format of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each record, its place first
    Table,
    /// A JSON array with an object for each record
    Json,
    /// The same as comma-separated values (RFC 4180)
    Csv,
}

pub(super) fn run(context: &CliContext, args: &ListArgs) -> Result<u8> {
    let kind = kind(&args.kind)?;
    let graph = context.graph()?;
    let known = context.query_context(&graph)?;
    let Some(query) = query::parse_or_report(known, args.filter.as_deref().unwrap_or_default()) else {
        return Ok(FAILED);
    };
    let found = query::run(&graph, &query.of_kind(kind), usize::MAX);
    let places: Vec<Place> = found.hits.iter().map(|hit| hit.place).collect();
    output::print(|out| {
        match args.format {
            Format::Table => table::table(&graph, kind, &places).write(out, output::table_columns())?,
            Format::Json => json(out, &graph, &places)?,
            Format::Csv => csv(out, &graph, kind, &places)?,
        }
        Ok(())
    })?;
    Ok(if places.is_empty() { FINDINGS } else { DONE })
}

fn kind(word: &str) -> Result<Kind> {
    let word = word.to_lowercase();
    Kind::parse(&word).ok_or_else(|| output::not_found("kind", &word, Kind::ALL.map(Kind::plural)))
}

/// Writes the records at `places` as a JSON array with one object per line.
fn json(out: &mut impl Write, graph: &Graph, places: &[Place]) -> io::Result<()> {
    write!(out, "[")?;
    for (at, &place) in places.iter().enumerate() {
        write!(out, "{}", if at == 0 { "\n" } else { ",\n" })?;
        write!(out, "{}", output::escape_json(&serde_json::to_string(&ListRow::new(graph, place))?))?;
    }
    writeln!(out, "{}]", if places.is_empty() { "" } else { "\n" })
}

fn csv(out: &mut impl Write, graph: &Graph, kind: Kind, places: &[Place]) -> io::Result<()> {
    out.write_all(csv::row(columns(kind)).as_bytes())?;
    places.iter().try_for_each(|&place| {
        let cells = ListRow::new(graph, place).cells();
        out.write_all(csv::row(cells.iter().map(String::as_str)).as_bytes())
    })
}
