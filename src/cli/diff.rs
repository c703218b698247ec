//! `stratlas diff`: comparison of two atlases.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use clap::{Args, ValueHint};
use serde::Serialize;

use crate::graph::Graph;
use crate::graph::diff::{Diff, compare};
use crate::page;

use super::atlas::{self, EMBEDDED};
use super::exit::{DONE, FINDINGS};
use super::page_output::{PageFormat, PageOutput};
use super::{context::CliContext, output};

/// Arguments of `stratlas diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The earlier atlas; if only one is named, the later one, compared with the atlas that comes with the program
    #[arg(value_name = "A", value_hint = ValueHint::DirPath)]
    a: Option<PathBuf>,
    /// The later atlas
    #[arg(value_name = "B", value_hint = ValueHint::DirPath)]
    b: Option<PathBuf>,
    #[command(flatten)]
    output: PageOutput,
}

/// Report of the differences in JSON.
#[derive(Serialize)]
struct Report<'a> {
    before: &'a str,
    after: &'a str,
    #[serde(flatten)]
    diff: &'a Diff,
}

pub(super) fn run(context: &CliContext, args: &DiffArgs) -> Result<u8> {
    let embedded = Path::new(EMBEDDED);
    let (before, after) = match (&args.a, &args.b) {
        (Some(a), Some(b)) => (named(a)?, named(b)?),
        (Some(a), None) => (named(embedded)?, named(a)?),
        // With no folder named, the embedded atlas is compared with the current atlas and its overlay.
        (None, _) => (named(embedded)?, (context.atlas_name()?, context.graph()?)),
    };
    let diff = compare(&before.1, &after.1);
    let names = [before.0.as_str(), after.0.as_str()];
    if args.output.format == PageFormat::Json {
        let report = Report { before: names[0], after: names[1], diff: &diff };
        output::print(|out| output::json(out, &report))?;
    } else {
        args.output.print(context, &after.1.atlas, &page::build_diff(&diff, &after.1, names))?;
    }
    Ok(if diff.is_empty() { DONE } else { FINDINGS })
}

/// Name and graph of an atlas to compare.
type Edition = (String, Arc<Graph>);

/// Loads the atlas at `path`, without the user's overlay.
fn named(path: &Path) -> Result<Edition> {
    if path == Path::new(EMBEDDED) {
        return Ok(("the embedded atlas".to_owned(), Arc::new(atlas::edition(None)?)));
    }
    Ok((path.display().to_string(), Arc::new(atlas::edition(Some(path))?)))
}
