//! `stratlas list`: everything of one kind, or the part that a query finds.

pub(super) mod csv;
mod record;
mod table;

use std::io::{self, Write};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::graph::Graph;
use crate::model::Kind;
use crate::place::Place;
use crate::text;

use record::{ListRow, columns};

use super::context::CliContext;
use super::exit::{DONE, FAILED, FINDINGS};
use super::{output, query};

/// Arguments of `stratlas list`.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// What to list: strategies, people, tags, levers, scenarios, portfolios or mechanisms
    kind: String,
    /// The form of the list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Only what this query finds: best match first if it has words, in name order if it has none
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,
}

/// The form of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each thing, its place first
    Table,
    /// A JSON array of objects with all there is to filter by
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
    if let Some(kind) = Kind::parse(&word.to_lowercase()) {
        return Ok(kind);
    }
    let known = || Kind::ALL.into_iter().map(Kind::plural);
    match text::closest_match(&word.to_lowercase(), known().chain(Kind::ALL.into_iter().map(Kind::singular))) {
        Some(near) => bail!("there is no kind `{word}`; did you mean `{near}`?"),
        None => bail!("there is no kind `{word}`; there are {}", known().collect::<Vec<_>>().join(", ")),
    }
}

/// An array with an object on each line.
fn json(out: &mut impl Write, graph: &Graph, places: &[Place]) -> io::Result<()> {
    write!(out, "[")?;
    for (at, &place) in places.iter().enumerate() {
        write!(out, "{}", if at == 0 { "\n" } else { ",\n" })?;
        let json = serde_json::to_string(&ListRow::new(graph, place))?;
        write!(out, "{}", text::escape_json(&json))?;
    }
    writeln!(out, "{}]", if places.is_empty() { "" } else { "\n" })
}

fn csv(out: &mut impl Write, graph: &Graph, kind: Kind, places: &[Place]) -> io::Result<()> {
    csv::write(out, columns(kind))?;
    for &place in places {
        csv::write(out, ListRow::new(graph, place).cells().iter().map(String::as_str))?;
    }
    Ok(())
}
