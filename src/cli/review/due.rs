//! `stratlas review due`: subjects that are due for review, or will be soon.

use std::io::{self, Write};

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::export::calendar;
use crate::review::{Agenda, AgendaItem};
use crate::runtime::{now, today};
use crate::text;

use super::super::exit::{DONE, FINDINGS};
use super::super::{context::CliContext, output};
use super::ReviewContext;

/// Maximum number of future reviews in the text format.
const MAX_COMING: usize = 10;

/// Arguments of `stratlas review due`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct DueArgs {
    /// The format; JSON is one object with `due` and `coming`
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The format of an agenda.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for people
    #[default]
    Text,
    /// A JSON object on one line
    Json,
    /// A calendar file, iCalendar
    Ics,
}

pub(super) fn run(context: &CliContext, args: &DueArgs) -> Result<u8> {
    let review = ReviewContext::open(context)?;
    let agenda = Agenda::new(review.reviews.me(), review.reviews.mine(), &review.graph.atlas, today());
    output::print(|out| match args.format {
        Format::Text => Ok(print(out, &agenda)?),
        Format::Json => output::json_line(out, &agenda),
        Format::Ics => Ok(write!(out, "{}", calendar(&agenda, &now()))?),
    })?;
    Ok(if agenda.due.is_empty() { DONE } else { FINDINGS })
}

fn print(out: &mut impl Write, agenda: &Agenda) -> io::Result<()> {
    if agenda.due.is_empty() {
        writeln!(out, "Nothing is due on {}.", agenda.made)?;
    } else {
        writeln!(out, "{} due on {}:", agenda.due.len(), agenda.made)?;
        agenda.due.iter().try_for_each(|item| line(out, item, &item.why.join("; ")))?;
        let them = if agenda.due.len() == 1 { "it" } else { "them" };
        writeln!(out, "To review {them}:\n  stratlas review start --due")?;
    }
    if !agenda.coming.is_empty() {
        writeln!(out, "\nComing:")?;
        agenda.coming.iter().take(MAX_COMING).try_for_each(|item| line(out, item, &item.date.to_string()))?;
        let more = agenda.coming.len().saturating_sub(MAX_COMING);
        if more > 0 {
            writeln!(out, "  {more} more; `--format json` lists all")?;
        }
    }
    Ok(())
}

fn line(out: &mut impl Write, item: &AgendaItem, words: &str) -> io::Result<()> {
    writeln!(out, "{}", text::sanitize(&format!("  {}: {words}", item.name)))
}
