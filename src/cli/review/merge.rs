//! `stratlas review merge`: merges journals.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueHint};

use crate::review::WrittenLine;
use crate::store::journal;

use super::super::{exit::DONE, output};
use super::journal_file;

/// Arguments of `stratlas review merge`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct MergeArgs {
    /// The journals; `-` reads standard input
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Add the lines to this file [default: `-`, standard output]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
}

/// Writes each line of the journals once, sorted by id, so that neither the order of the files nor duplicates affect
/// the result. Returns the exit code.
pub(super) fn run(args: &MergeArgs) -> Result<u8> {
    let mut lines: BTreeSet<WrittenLine> = BTreeSet::new();
    for path in &args.files {
        for (number, line) in journal_file::written_lines(path)? {
            match line {
                Ok(line) => drop(lines.insert(line)),
                // An unreadable line is an error, because the user would not notice that it is missing from the result.
                Err(why) => bail!("{}:{number}: {why}; `stratlas review check` lists all errors", path.display()),
            }
        }
    }
    match args.output.as_deref().filter(|path| !output::is_stdio(path)) {
        Some(path) => journal::merge_into(path, lines)?,
        None => output::print(|out| Ok(lines.iter().try_for_each(|line| writeln!(out, "{}", line.as_str()))?))?,
    }
    Ok(DONE)
}
