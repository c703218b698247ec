//! `stratlas review report`: what was judged, changes of mind first.

use std::io::{self, Write};

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::export::report;
use crate::review::{Id, Report, Reviews, Scope};
use crate::runtime::today;

use super::super::list::csv;
use super::super::{Cli, DONE, FINDINGS, output};
use super::Desk;

/// What stands for the session that something was last recorded in.
const LAST: &str = "last";

/// Arguments of `stratlas review report`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ReportArgs {
    /// Report on one session: its id, or `last`
    #[arg(long, value_name = "ID", conflicts_with = "since")]
    session: Option<String>,
    /// Report on what was recorded on this day or after it
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text, wrapped
    #[default]
    Text,
    /// Markdown, to paste into a document
    Markdown,
    /// One HTML file that needs nothing else
    Html,
    /// One JSON object
    Json,
    /// A table: a row for each verdict and forecast
    Csv,
}

pub(super) fn run(cli: &Cli, args: &ReportArgs) -> Result<u8> {
    let desk = Desk::open(cli)?;
    let scope = match (&args.session, args.since) {
        (Some(session), _) => Scope::Session(session_of(&desk.reviews, session)?),
        (None, Some(since)) => Scope::Since(since),
        (None, None) => Scope::All,
    };
    let report = Report::new(&desk.reviews, &desk.graph.atlas, scope, today());
    let mut out = output::stdout();
    match args.format {
        Format::Text => write!(out, "{}", report::plain(&report, output::width(None)))?,
        Format::Markdown => write!(out, "{}", report::markdown(&report))?,
        Format::Html => write!(out, "{}", report::html(&report))?,
        Format::Json => writeln!(out, "{}", report::json(&report).map_err(io::Error::from)?)?,
        Format::Csv => {
            for row in report::csv(&report) {
                csv::write(&mut out, row.iter().map(String::as_str))?;
            }
        }
    }
    out.flush()?;
    Ok(if report.is_empty() { FINDINGS } else { DONE })
}

/// The session called `text`.
fn session_of(reviews: &Reviews, text: &str) -> Result<Id> {
    let sessions = reviews.mine().sessions();
    let found = match text {
        LAST => sessions.max_by_key(|session| session.last.timestamp()),
        _ => text.parse().ok().and_then(|id| reviews.mine().session(id)),
    };
    found.map(|session| session.id).ok_or_else(|| anyhow!("there is no session `{}`", crate::text::safe(text)))
}
