//! `stratlas review check`: what is wrong with journals, each fault at its line. Nothing is changed.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueHint};

use crate::store::Folders;
use crate::store::journal::Journals;
use crate::text;

use super::super::{Cli, DONE, FINDINGS, output};
use super::desk::atlas_in_use;
use super::examine::examine;

/// Arguments of `stratlas review check`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// The journals [default: those in your data directory]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Count warnings as faults
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(cli: &Cli, args: &CheckArgs) -> Result<u8> {
    let config = cli.config.config()?;
    let graph = atlas_in_use(cli, &config)?;
    let files = match args.files.as_slice() {
        [] => Journals::new(&Folders::of_user().context("there is no home to keep journals in")?.data).files()?,
        files => files.to_vec(),
    };
    let examined = examine(&files, Some(&graph.atlas))?;
    let mut out = output::stdout();
    for finding in &examined.findings {
        let kind = if finding.is_error { "error" } else { "warning" };
        let place = format!("{}:{}", files[finding.file].display(), finding.line);
        writeln!(out, "{kind}: {}: {}", text::safe(&place), text::safe(&finding.what))?;
    }
    let errors = examined.findings.iter().filter(|finding| finding.is_error).count();
    let warnings = examined.findings.len() - errors;
    let (errors_told, warnings_told) = (output::count(errors, "error"), output::count(warnings, "warning"));
    let lines = output::count(examined.lines.len(), "line");
    writeln!(out, "{}, {lines}: {errors_told}, {warnings_told}", output::count(files.len(), "journal"))?;
    out.flush()?;
    Ok(if errors > 0 || (args.strict && warnings > 0) { FINDINGS } else { DONE })
}
