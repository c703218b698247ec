//! `stratlas review report`: a report on the reviewer's verdicts, with changes of mind first.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::export::{html, markdown, report, text};
use crate::page::build_report;
use crate::review::{BadDate, LineId, Report, ReportScope, Reviews, after, read_date};
use crate::runtime::today;

use super::super::exit::{DONE, FINDINGS};
use super::super::{context::CliContext, output};
use super::ReviewContext;

/// Language tag of the HTML.
const LANGUAGE: &str = "en";
/// Word for the session of the last entry.
const LAST: &str = "last";

/// Arguments of `stratlas review report`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ReportArgs {
    /// Report on one session: its id, or `last`
    #[arg(long, value_name = "ID", conflicts_with = "since")]
    session: Option<String>,
    /// Report on everything recorded on this day or later: 2026-11-01, or a time before today: 30d, 2w, 6m, 1y
    #[arg(long, value_name = "DATE", value_parser = past_day)]
    since: Option<Date>,
    /// The format of the report
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The format of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Wrapped text
    #[default]
    Text,
    /// Markdown
    Markdown,
    /// One HTML file that loads nothing else
    Html,
    /// A JSON object on one line
    Json,
    /// A CSV table with a row for each verdict and forecast
    Csv,
}

pub(super) fn run(context: &CliContext, args: &ReportArgs) -> Result<u8> {
    let review = ReviewContext::open(context)?;
    review.report_hidden();
    let scope = match (&args.session, args.since) {
        (Some(session), _) => ReportScope::Session(session_of(&review.reviews, session)?),
        (None, Some(since)) => ReportScope::Since(since),
        (None, None) => ReportScope::All,
    };
    let report = Report::new(&review.reviews, &review.graph, scope, today());
    let atlas = &review.graph.atlas;
    let page = || build_report(atlas, &report);
    let style = text::Style { width: output::width(None), bold: false, hyperlinks: false };
    output::print(|out| {
        match args.format {
            Format::Text => write!(out, "{}", text::page(&page(), style))?,
            Format::Markdown => write!(out, "{}", markdown::page(atlas, &page()))?,
            Format::Html => write!(out, "{}", html::document(&page(), LANGUAGE))?,
            Format::Json => output::json_line(out, &report)?,
            Format::Csv => write!(out, "{}", report::csv(&report, &atlas.reasons_with(&context.config()?.reasons)))?,
        }
        Ok(())
    })?;
    Ok(if report.is_empty() { FINDINGS } else { DONE })
}

/// Parses a date such as `2026-11-01`, or a period before today such as `30d`, and returns the date.
fn past_day(text: &str) -> Result<Date, BadDate> {
    let today = today();
    // A period is first parsed as one after today, and then subtracted from today.
    match after(text.trim(), today) {
        Some(later) => today.checked_sub(today.until(later).unwrap_or_default()).map_err(|_| BadDate(text.to_owned())),
        None => read_date(text, today),
    }
}

/// Returns the id of the session that the user calls `text`: an id, or `last`.
fn session_of(reviews: &Reviews, text: &str) -> Result<LineId> {
    let sessions = reviews.mine().sessions();
    let found = match text {
        LAST => sessions.max_by_key(|session| session.last.timestamp()),
        _ => text.parse().ok().and_then(|id| reviews.mine().session(id)),
    };
    found.map(|session| session.id).ok_or_else(|| anyhow!("there is no session `{}`", crate::text::sanitize(text)))
}
