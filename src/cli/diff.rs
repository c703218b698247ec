//! `stratlas diff`: two atlases compared.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum, ValueHint};
use serde::Serialize;

use crate::export::{markdown, text};
use crate::graph::Graph;
use crate::graph::diff::{Diff, compare};
use crate::page;

use super::atlas::{self, EMBEDDED};
use super::{AtlasArgs, DONE, FINDINGS, output};

/// Arguments of `stratlas diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The atlas to compare with, or the only one that is named; then it is compared with the embedded one
    #[arg(value_name = "A", value_hint = ValueHint::DirPath)]
    a: Option<PathBuf>,
    /// The later one
    #[arg(value_name = "B", value_hint = ValueHint::DirPath)]
    b: Option<PathBuf>,
    /// The form of what is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The columns that text may take [default: those of the terminal, else 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// Text, wrapped
    #[default]
    Text,
    /// GitHub-flavoured Markdown
    Markdown,
    /// One object with `before`, `after`, `records` and `relations`
    Json,
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Report<'a> {
    before: &'a str,
    after: &'a str,
    #[serde(flatten)]
    diff: &'a Diff,
}

pub(super) fn run(args: &AtlasArgs, asked: &DiffArgs) -> Result<u8> {
    let embedded = Path::new(EMBEDDED);
    let (before, after) = match (&asked.a, &asked.b) {
        (Some(a), Some(b)) => (named(a)?, named(b)?),
        (Some(a), None) => (named(embedded)?, named(a)?),
        // What is in use, with all that goes over it.
        (None, _) => (named(embedded)?, in_use(args)?),
    };
    let diff = compare(&before.1, &after.1);
    let names = [before.0.as_str(), after.0.as_str()];
    let mut out = output::stdout();
    match asked.format {
        Format::Json => {
            let report = Report { before: names[0], after: names[1], diff: &diff };
            serde_json::to_writer_pretty(&mut out, &report).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        Format::Markdown => {
            write!(out, "{}", markdown::page(&after.1.atlas, &page::changes(&diff, &after.1, names)))?;
        }
        Format::Text => {
            let style = text::Style { width: output::width(asked.width), bold: false, hyperlinks: false };
            write!(out, "{}", text::page(&page::changes(&diff, &after.1, names), style))?;
        }
    }
    out.flush()?;
    Ok(if diff.is_empty() { DONE } else { FINDINGS })
}

/// What an atlas is called, and its graph.
type Edition = (String, Graph);

/// The atlas called `path`, whatever goes over the one in use.
fn named(path: &Path) -> Result<Edition> {
    if path == Path::new(EMBEDDED) {
        return Ok(("the embedded atlas".to_owned(), atlas::edition(None)?));
    }
    Ok((path.display().to_string(), atlas::edition(Some(path))?))
}

fn in_use(args: &AtlasArgs) -> Result<Edition> {
    let name = atlas::name(args.dir.as_deref(), args.overlay().as_deref());
    Ok((name, atlas::graph(args)?))
}
