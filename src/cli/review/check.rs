//! `stratlas review check`: the errors and warnings of journals, line by line. Nothing is changed.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueHint};
use serde::Serialize;

use crate::text;

use super::super::context::CliContext;
use super::super::exit::{DONE, FINDINGS};
use super::super::output::{self, ReportFormat, errors_and_warnings};
use super::examine::{Examined, Finding, examine};
use super::journal_file::is_stdio;

/// Arguments of `stratlas review check`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// The journals; `-` reads standard input [default: those in your data directory]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// The form of the report; JSON is one object with `journals`, `lines`, `errors`, `warnings` and `findings`
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

/// The report in JSON.
#[derive(Serialize)]
struct Report {
    /// The number of journals.
    journals: usize,
    /// The number of lines that can be read.
    lines: usize,
    errors: usize,
    warnings: usize,
    findings: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    severity: &'static str,
    file: String,
    /// None if the file cannot be read at all.
    line: Option<usize>,
    message: String,
}

impl Report {
    fn new(files: &[PathBuf], examined: &Examined) -> Self {
        let errors = examined.findings.iter().filter(|finding| finding.is_error).count();
        let row = |finding: &Finding| Row {
            severity: if finding.is_error { "error" } else { "warning" },
            file: text::sanitize(&files[finding.file].display().to_string()).into_owned(),
            line: finding.line,
            message: text::sanitize(&finding.message).into_owned(),
        };
        Self {
            journals: files.len(),
            lines: examined.lines.len(),
            errors,
            warnings: examined.findings.len() - errors,
            findings: examined.findings.iter().map(row).collect(),
        }
    }
}

pub(super) fn run(context: &CliContext, args: &CheckArgs) -> Result<u8> {
    let graph = context.graph()?;
    let files = match args.files.as_slice() {
        [] => context.journals()?.files()?,
        files => files.to_vec(),
    };
    if let Some(missing) = args.files.iter().find(|file| !is_stdio(file) && !file.exists()) {
        bail!("there is no journal {}", missing.display());
    }
    let report = Report::new(&files, &examine(&files, Some(&graph.atlas)));
    output::print(|out| {
        if args.format == ReportFormat::Json {
            return output::json(out, &report);
        }
        for Row { severity, file, line, message } in &report.findings {
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            writeln!(out, "{severity}: {file}{line}: {message}")?;
        }
        let (journals, lines) = (output::count(report.journals, "journal"), output::count(report.lines, "line"));
        Ok(writeln!(out, "{journals}, {lines}: {}", errors_and_warnings(report.errors, report.warnings))?)
    })?;
    Ok(if report.errors > 0 || (args.strict && report.warnings > 0) { FINDINGS } else { DONE })
}
