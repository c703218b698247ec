//! `stratlas review merge`: what several journals hold together.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};

use crate::review::Line;
use crate::store::journal;

use super::super::{DONE, output};

/// Arguments of `stratlas review merge`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct MergeArgs {
    /// The journals
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Write to this file, together with what it holds already, instead of standard output
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
}

/// Puts journals together: every line of any, once, in the order of ids. So neither the order of the files counts nor
/// how often one is named, and to merge again changes nothing.
pub(super) fn run(args: &MergeArgs) -> Result<u8> {
    let mut lines: BTreeSet<Line> = BTreeSet::new();
    for path in &args.files {
        let read = journal::lines(path)?.with_context(|| format!("there is no journal {}", path.display()))?;
        for (number, line) in read {
            match line {
                Ok(line) => drop(lines.insert(line)),
                // Whoever merges would not notice that something is left out.
                Err(why) => bail!("{}:{number}: {why}; `stratlas review check` shows all faults", path.display()),
            }
        }
    }
    match &args.output {
        Some(path) => journal::merge_into(path, lines)?,
        None => {
            let mut out = output::stdout();
            for line in &lines {
                writeln!(out, "{}", line.as_str())?;
            }
            out.flush()?;
        }
    }
    Ok(DONE)
}
