//! `stratlas export`: a whole atlas, or a part of it, for other programs and for readers without this one.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum, ValueHint};

use crate::export::footer::ExportFooter;
use crate::export::html::Site;
use crate::export::vault::Vault;
use crate::export::{self, File, dot, graphml};
use crate::graph::Graph;
use crate::model::OverlayEntry;
use crate::model::{Atlas, Entity};
use crate::page::PageContext;
use crate::place::Place;
use crate::runtime::Interrupt;
use crate::store::atomic::{AtomicDir, write_with_footer};

use super::context::CliContext;
use super::exit::{DONE, FAILED, FINDINGS, INTERRUPTED};
use super::progress::Progress;
use super::{output, query};

/// The word for standard output.
const STDOUT: &str = "-";

/// Arguments of `stratlas export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The form
    #[arg(value_enum)]
    format: Format,
    /// Only the strategies and people that this query finds; levers, tags and the like stay
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,
    /// The file or folder to write; `-` writes a single file to standard output
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    out: PathBuf,
}

/// A form of a whole atlas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One file with everything, which `stratlas import json` reads
    Json,
    /// A folder of tables for a spreadsheet
    Csv,
    /// One file with strategies, tags, levers and people as a graph, for Gephi, networkx and the like
    Graphml,
    /// One file with strategies and how they relate, for Graphviz
    Dot,
    /// A folder of notes with wiki links, for Obsidian, which `stratlas import markdown` reads
    Markdown,
    /// A folder of web pages with a search, which needs no server
    Html,
}

impl Format {
    /// Whether records of `kind` are in it.
    fn shows(self, kind: &str) -> bool {
        match self {
            Self::Dot => matches!(kind, "atlas" | "strategy" | "lever" | "mechanism"),
            Self::Graphml => matches!(kind, "strategy" | "tag" | "lever" | "person"),
            Self::Json | Self::Csv | Self::Markdown | Self::Html => true,
        }
    }
}

pub(super) fn run(context: &CliContext, args: &ExportArgs) -> Result<u8> {
    let graph = context.graph()?;
    let graph = match &args.filter {
        None => graph,
        Some(filter) => {
            let known = context.query_context(&graph)?;
            let Some(query) = query::parse_or_report(known, filter) else { return Ok(FAILED) };
            let Some(part) = narrowed(&graph, &query) else {
                output::warn("no strategy and nobody matches; nothing is written");
                return Ok(FINDINGS);
            };
            Arc::new(Graph::new(part))
        }
    };
    let done = write(args, &graph)?;
    if done == DONE {
        report_overlay(count_overlaid(&graph, context.overlay_entries()?, args.format));
    }
    Ok(done)
}

/// Writes the atlas of `graph`.
fn write(args: &ExportArgs, graph: &Arc<Graph>) -> Result<u8> {
    match args.format {
        Format::Json => {
            file(&args.out, ("json", export::atlas::FOOTER), |mut out| export::atlas::write(&mut out, &graph.atlas))
        }
        Format::Csv => {
            let files = export::csv::files(graph);
            folder(&args.out, "csv", files.len(), files.into_iter())
        }
        Format::Graphml => file(&args.out, ("graphml", graphml::FOOTER), |mut out| graphml::write(&mut out, graph)),
        Format::Dot => file(&args.out, ("dot", dot::FOOTER), |mut out| dot::write(&mut out, graph)),
        Format::Markdown => {
            let vault = Vault::new(&graph.atlas);
            folder(&args.out, "markdown", vault.len(), vault.files())
        }
        Format::Html => {
            let site = Site::new(PageContext::new(graph));
            folder(&args.out, "html", site.len(), site.files())
        }
    }
}

/// Counts the records of the overlay in the atlas of `graph` that `format` shows.
fn count_overlaid(graph: &Graph, entries: &[OverlayEntry], format: Format) -> usize {
    // A record that several files change is one.
    let records: HashSet<_> = entries.iter().map(|entry| (entry.kind.as_str(), entry.id.as_str())).collect();
    let atlas = &graph.atlas;
    let is_in = |(kind, id): &(&str, &str)| match *kind {
        "strategy" => atlas.strategies.find(id).is_some(),
        "person" => atlas.people.find(id).is_some(),
        _ => true,
    };
    records.iter().filter(|record| format.shows(record.0) && is_in(record)).count()
}

/// Reports how much of an export is from the overlay, for whoever hands it on.
fn report_overlay(records: usize) {
    if records > 0 {
        let records = output::count(records, "record");
        output::warn(&format!("your overlay is in it, {records} new or changed; `--no-overlay` leaves it out"));
    }
}

/// The atlas with only the strategies and people that a query finds; `None` if it finds neither.
fn narrowed(graph: &Arc<Graph>, query: &crate::search::Query) -> Option<Atlas> {
    let (mut strategies, mut people) = (Vec::new(), Vec::new());
    for hit in query::run(graph, query, usize::MAX).hits {
        match hit.place {
            Place::Entity(Entity::Strategy(id)) => strategies.push(id),
            Place::Entity(Entity::Person(id)) => people.push(id),
            _ => {}
        }
    }
    (!strategies.is_empty() || !people.is_empty()).then(|| graph.atlas.subset(&strategies, &people))
}

/// Writes a single file of the form `what`, with its footer.
fn file(
    place: &Path,
    (what, footer): (&'static str, ExportFooter),
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<u8> {
    if place.as_os_str() == STDOUT {
        output::print(|out| Ok(write(out)?))?;
        return Ok(DONE);
    }
    let interrupt = Interrupt::listen().context("cannot listen for signals")?;
    let published = write_with_footer(place, &footer, |out| {
        let mut out = Watched { out, interrupt: &interrupt, progress: Progress::in_bytes(what) };
        write(&mut out)?;
        out.flush()
    });
    match published {
        Err(_) if interrupt.is_wanted() => Ok(INTERRUPTED),
        published => Ok(published.map(|()| DONE)?),
    }
}

/// A file that shows the progress of writing, and fails once a signal wants the program to stop.
struct Watched<'a> {
    out: &'a mut dyn Write,
    interrupt: &'a Interrupt,
    progress: Progress,
}

impl Watched<'_> {
    fn goes_on(&self) -> io::Result<()> {
        // Not the kind that is called so: whoever writes tries again after that.
        if self.interrupt.is_wanted() { Err(io::Error::other("stopped")) } else { Ok(()) }
    }
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.goes_on()?;
        let written = self.out.write(bytes)?;
        self.progress.advance(written);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.goes_on()?;
        self.out.flush()
    }
}

/// Writes a folder of `total` files.
fn folder(place: &Path, what: &'static str, total: usize, files: impl Iterator<Item = File>) -> Result<u8> {
    if place.as_os_str() == STDOUT {
        bail!("{what} is a folder of files, which standard output cannot take; name a folder with --out");
    }
    let interrupt = Interrupt::listen().context("cannot listen for signals")?;
    let mut folder = AtomicDir::replace_own(place, what)?;
    let mut progress = Progress::new(what, total);
    for file in files {
        if interrupt.is_wanted() {
            return Ok(INTERRUPTED);
        }
        folder.add(&file.path, file.text.as_bytes())?;
        progress.advance(1);
    }
    folder.finish()?;
    Ok(DONE)
}
