//! `stratlas export`: a whole atlas, or a part of it, for other programs and readers.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum, ValueHint};

use crate::data::TextFile;
use crate::export::footer::ExportFooter;
use crate::export::html::Site;
use crate::export::vault::Vault;
use crate::export::{self, dot, graphml};
use crate::graph::Graph;
use crate::model::{Atlas, Entity, OverlayEntry};
use crate::page::PageContext;
use crate::place::Place;
use crate::runtime::Interrupt;
use crate::store::StoreError;
use crate::store::atomic::{AtomicDir, write_with_footer};

use super::exit::{DONE, FAILED, FINDINGS, INTERRUPTED};
use super::{context::CliContext, output, progress::Progress, query};

/// Arguments of `stratlas export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The format
    #[arg(value_enum)]
    format: Format,
    /// Export only the strategies and people that match this query, with all records of other kinds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,
    /// The web address at which the pages will be published, for `html`: adds a sitemap and canonical addresses
    #[arg(long, value_name = "URL", value_parser = web_address)]
    base_url: Option<String>,
    /// The file or folder to write; `-` writes a single file to standard output
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    out: PathBuf,
}

/// A format of a whole atlas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One file with all records, which `stratlas import json` reads
    Json,
    /// A folder of CSV tables for a spreadsheet
    Csv,
    /// One file with strategies, tags, levers and people as a graph, for Gephi, networkx and the like
    Graphml,
    /// One file with strategies and their relations, for Graphviz
    Dot,
    /// A folder of notes with wiki links, for Obsidian, which `stratlas import markdown` reads
    Markdown,
    /// A folder of web pages with a search; it needs no server
    Html,
}

impl Format {
    /// Returns whether an export in this format contains records of `kind`.
    fn has(self, kind: &str) -> bool {
        match self {
            Self::Dot => matches!(kind, "atlas" | "strategy" | "lever" | "mechanism"),
            Self::Graphml => matches!(kind, "strategy" | "tag" | "lever" | "person"),
            Self::Json | Self::Csv | Self::Markdown | Self::Html => true,
        }
    }
}

pub(super) fn run(context: &CliContext, args: &ExportArgs) -> Result<u8> {
    if args.base_url.is_some() && args.format != Format::Html {
        bail!("--base-url is the address of a web site; only the format html makes one");
    }
    let graph = context.graph()?;
    let graph = match &args.filter {
        None => graph,
        Some(filter) => {
            let query_context = context.query_context(&graph)?;
            let Some(query) = query::parse_or_report(query_context, filter) else { return Ok(FAILED) };
            let Some(part) = subset(&graph, &query) else {
                output::warn("no strategy and no person matches; nothing was written");
                return Ok(FINDINGS);
            };
            Arc::new(Graph::new(part))
        }
    };
    let code = write(args, &graph)?;
    if code == DONE {
        report_overlay(count_overlaid(&graph, context.overlay_entries()?, args.format));
    }
    Ok(code)
}

/// Writes the atlas of `graph` as `args` request. Returns the exit code.
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
            let site =
                Site::new(PageContext::new(graph)).of_part(args.filter.clone()).published_at(args.base_url.clone());
            folder(&args.out, "html", site.len(), site.files())
        }
    }
}

/// Parses the web address at which a site will be published.
fn web_address(text: &str) -> Result<String, &'static str> {
    let host = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_address = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
        && text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '?' | '#' | '"' | '<' | '>'));
    if is_address { Ok(text.to_owned()) } else { Err("write an address such as https://example.org/atlas/") }
}

/// Returns how many records that the overlay adds or changes are in an export of `graph` in this format.
fn count_overlaid(graph: &Graph, entries: &[OverlayEntry], format: Format) -> usize {
    // A record that is changed by several files of the overlay counts once.
    let records: HashSet<_> = entries.iter().map(|entry| (entry.kind.as_str(), entry.id.as_str())).collect();
    let atlas = &graph.atlas;
    let is_in = |(kind, id): &(&str, &str)| match *kind {
        "strategy" => atlas.strategies.find(id).is_some(),
        "person" => atlas.people.find(id).is_some(),
        _ => true,
    };
    records.iter().filter(|record| format.has(record.0) && is_in(record)).count()
}

/// Reports how many records come from the overlay, because the user may not want to share these.
fn report_overlay(records: usize) {
    if records > 0 {
        let records = output::count(records, "record");
        output::warn(&format!(
            "the export includes your overlay ({records} new or changed); `--no-overlay` leaves the overlay out"
        ));
    }
}

/// Returns the atlas with only the strategies and people that match `query`; `None` if none match.
fn subset(graph: &Arc<Graph>, query: &crate::search::Query) -> Option<Atlas> {
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

/// Writes an export in the format `what` that consists of a single file. Returns the exit code.
fn file(
    place: &Path,
    (what, footer): (&'static str, ExportFooter),
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<u8> {
    if output::is_stdio(place) {
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

/// Writer that counts the bytes written for the progress display, and fails after a signal to stop.
struct Watched<'a> {
    out: &'a mut dyn Write,
    interrupt: &'a Interrupt,
    progress: Progress,
}

impl Watched<'_> {
    fn check_interrupt(&self) -> io::Result<()> {
        // Callers retry a write that fails with the kind `Interrupted`, so the error has another kind.
        if self.interrupt.is_wanted() { Err(io::Error::other("interrupted")) } else { Ok(()) }
    }
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.check_interrupt()?;
        let written = self.out.write(bytes)?;
        self.progress.advance(written);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.check_interrupt()?;
        self.out.flush()
    }
}

/// Writes an export in the format `what` that consists of a folder of `total` files. Returns the exit code.
fn folder(place: &Path, what: &'static str, total: usize, files: impl Iterator<Item = TextFile>) -> Result<u8> {
    if output::is_stdio(place) {
        bail!("{what} is a folder of files, which cannot go to standard output; name a folder with --out");
    }
    write_folder(|| AtomicDir::replace_own(place, what), what, total, files)
}

/// Writes `total` files to a temporary folder that `start` creates, which then replaces the target. If a signal stops
/// the work, no files are left. Returns the exit code.
///
/// # Errors
/// If a file cannot be written, or the target exists and may not be replaced.
pub(super) fn write_folder(
    start: impl FnOnce() -> Result<AtomicDir, StoreError>,
    what: &'static str,
    total: usize,
    files: impl IntoIterator<Item = TextFile>,
) -> Result<u8> {
    let interrupt = Interrupt::listen().context("cannot listen for signals")?;
    let mut folder = start()?;
    let progress = Progress::in_steps(what, total);
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
