//! `stratlas review check`: the errors and warnings of journals, line by line. No journal is changed.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueHint};
use serde::Serialize;

use crate::diagnostic::Severity;

use super::super::context::CliContext;
use super::super::output::{self, CheckOptions, errors_and_warnings};
use super::examine::{Examined, JournalFinding, examine};

/// Arguments of `stratlas review check`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct JournalCheckArgs {
    /// The journals; `-` reads standard input [default: those in your data directory]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    options: CheckOptions,
}

/// The report in JSON.
#[derive(Serialize)]
struct Report<'a> {
    /// The number of journals.
    journals: usize,
    /// The number of readable lines.
    lines: usize,
    errors: usize,
    warnings: usize,
    findings: &'a [JournalFinding],
}

pub(super) fn run(context: &CliContext, args: &JournalCheckArgs) -> Result<u8> {
    let graph = context.graph()?;
    let files = match args.files.as_slice() {
        [] => context.journals()?.files()?,
        files => files.to_vec(),
    };
    if let Some(missing) = args.files.iter().find(|file| !output::is_stdio(file) && !file.exists()) {
        bail!("there is no journal {}", missing.display());
    }
    let Examined { findings, lines } = examine(&files, Some(&graph.atlas));
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    let report = Report { journals: files.len(), lines: lines.len(), errors, warnings, findings: &findings };
    args.options.print(&report, (errors, warnings), |out| {
        for JournalFinding { severity, file, line, message, .. } in &findings {
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            writeln!(out, "{}: {file}{line}: {message}", severity.as_str())?;
        }
        let (journals, lines) = (output::count(files.len(), "journal"), output::count(lines.len(), "line"));
        Ok(writeln!(out, "{journals}, {lines}: {}", errors_and_warnings(errors, warnings))?)
    })
}
