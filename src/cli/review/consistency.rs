//! `stratlas review consistency`: contradictions between the reviewer's own verdicts.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::export::{markdown, text};
use crate::page::build_consistency;
use crate::review::{Consistency, NamedPortfolio};

use super::super::context::CliContext;
use super::super::exit::{DONE, FINDINGS};
use super::super::{explore, output};
use super::ReviewContext;

/// Arguments of `stratlas review consistency`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ConsistencyArgs {
    /// The format; JSON is one object with `inconsistencies`, `accepted`, `tensions`, `concentrations`, `single_points`,
    /// `mind_changers`, `cruxes`, `between` and `reach`
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The formats of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Wrapped text
    #[default]
    Text,
    /// Markdown
    Markdown,
    /// A JSON object on one line
    Json,
}

/// Prints the contradictions. Returns the exit code, which is 1 if there are contradictions.
pub(super) fn run(context: &CliContext, args: &ConsistencyArgs) -> Result<u8> {
    let review = ReviewContext::open(context)?;
    review.report_hidden();
    let atlas = &review.graph.atlas;
    let saved = explore::recall(context.folders.as_ref()).portfolios().saved;
    let portfolios: Vec<_> =
        saved.iter().map(|portfolio| NamedPortfolio::new(&portfolio.name, portfolio.resolve(atlas))).collect();
    let found = Consistency::of(&review.graph, &review.reviews, &portfolios);
    let page = build_consistency(atlas, &found);
    let style = text::Style { width: output::width(None), bold: false, hyperlinks: false };
    output::print(|out| {
        match args.format {
            Format::Text => write!(out, "{}", text::page(&page, style))?,
            Format::Markdown => write!(out, "{}", markdown::page(atlas, &page))?,
            Format::Json => output::json_line(out, &found)?,
        }
        Ok(())
    })?;
    Ok(if found.inconsistencies.is_empty() { DONE } else { FINDINGS })
}
