//! `stratlas list`: everything of one kind, or what of it passes a query.

pub(super) mod csv;
mod record;
mod table;

use std::io::{self, Write};
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::graph::Graph;
use crate::model::Kind;
use crate::place::Place;
use crate::runtime::today;
use crate::search::QueryContext;
use crate::text;

use record::{ListRow, columns};

use super::{Cli, DONE, FAILED, FINDINGS, atlas, output, query};

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

pub(super) fn run(cli: &Cli, args: &ListArgs) -> Result<u8> {
    let kind = kind(&args.kind)?;
    let graph = Arc::new(atlas::graph(&cli.atlas)?);
    let reviews = cli.reviewer.known(&cli.config.config()?);
    let known = QueryContext::new(&graph).reviewed(&reviews, today());
    let Some(query) = query::understood(known, args.filter.as_deref().unwrap_or_default()) else {
        return Ok(FAILED);
    };
    let found = query::run(&graph, &query.of_kind(kind), usize::MAX);
    let places: Vec<Place> = found.hits.iter().map(|hit| hit.place).collect();
    let mut out = output::stdout();
    match args.format {
        Format::Table => table::table(&graph, kind, &places).write(&mut out, output::table_columns())?,
        Format::Json => json(&mut out, &graph, &places)?,
        Format::Csv => csv(&mut out, &graph, kind, &places)?,
    }
    out.flush()?;
    Ok(if places.is_empty() { FINDINGS } else { DONE })
}

fn kind(word: &str) -> Result<Kind> {
    if let Some(kind) = Kind::parse(&word.to_lowercase()) {
        return Ok(kind);
    }
    let known = || Kind::ALL.into_iter().map(Kind::plural);
    match text::nearest(&word.to_lowercase(), known().chain(Kind::ALL.into_iter().map(Kind::singular))) {
        Some(near) => bail!("there is no kind `{word}`; did you mean `{near}`?"),
        None => bail!("there is no kind `{word}`; there are {}", known().collect::<Vec<_>>().join(", ")),
    }
}

/// An array with an object on each line.
fn json(out: &mut impl Write, graph: &Graph, places: &[Place]) -> io::Result<()> {
    write!(out, "[")?;
    for (at, &place) in places.iter().enumerate() {
        write!(out, "{}", if at == 0 { "\n" } else { ",\n" })?;
        serde_json::to_writer(&mut *out, &ListRow::new(graph, place))?;
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
