//! `stratlas review check`: the errors and warnings of journals, line by line. No journal is changed, except that of
//! the reviewer if `--fix` is given.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, ValueHint};
use serde::Serialize;

use crate::diagnostic::Severity;
use crate::store::journal::Mend;
use crate::text;

use super::super::context::CliContext;
use super::super::output::{self, CheckOptions, errors_and_warnings};
use super::examine::{Examined, JournalFinding, examine};

/// Arguments of `stratlas review check`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct JournalCheckArgs {
    /// The journals; `-` reads standard input [default: those in your data directory]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Mend your own journal first
    ///
    /// Removes byte order marks and conflict markers, and moves a torn last line to a file beside the journal; the lines on
    /// both sides of a conflict stay. No other journal is changed.
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    options: CheckOptions,
}

/// Report of the check in JSON.
#[derive(Serialize)]
struct Report<'a> {
    /// Number of journals that were checked.
    journals: usize,
    /// Number of readable lines in all journals.
    lines: usize,
    errors: usize,
    warnings: usize,
    findings: &'a [JournalFinding],
    /// Changes made by `--fix`; `None` without this option.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<&'a [MendedLine]>,
}

/// Line of a journal that was changed to be readable.
#[derive(Serialize)]
struct MendedLine {
    /// Path of the journal.
    file: String,
    /// Number of the line before the change, from 1.
    line: usize,
    /// What was done to the line.
    message: String,
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
    let fixed = args.fix.then(|| fix(context, &args.files)).transpose()?;
    let Examined { mut findings, lines } = examine(&files, Some(&graph.atlas));
    if args.files.is_empty() {
        findings.extend(context.journals()?.unread().iter().map(|path| JournalFinding::unread(path, files.len())));
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    let report = Report {
        journals: files.len(),
        lines: lines.len(),
        errors,
        warnings,
        findings: &findings,
        fixed: fixed.as_deref(),
    };
    args.options.print(&report, (errors, warnings), |out| {
        for MendedLine { file, line, message } in fixed.iter().flatten() {
            writeln!(out, "fixed: {file}:{line}: {message}")?;
        }
        for JournalFinding { severity, file, line, message, .. } in &findings {
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            writeln!(out, "{}: {file}{line}: {message}", severity.as_str())?;
        }
        let (journals, lines) = (output::count(files.len(), "journal"), output::count(lines.len(), "line"));
        Ok(writeln!(out, "{journals}, {lines}: {}", errors_and_warnings(errors, warnings))?)
    })
}

/// Makes the journal of the reviewer readable, and returns the changed lines. Fails if `files` contains another
/// journal.
fn fix(context: &CliContext, files: &[PathBuf]) -> Result<Vec<MendedLine>> {
    let mut journal = context.journals()?.of(&context.reviewer()?)?;
    let own = journal.path().to_owned();
    let is_own = |file: &PathBuf| same_file(file, &own);
    if let Some(other) = files.iter().find(|file| !is_own(file)) {
        bail!("`--fix` mends only your own journal, {}; {} is not it", own.display(), other.display());
    }
    let file = text::sanitize(&own.display().to_string()).into_owned();
    let mended = |mend: Mend| MendedLine { file: file.clone(), line: mend.line, message: mend.action.to_string() };
    Ok(journal.mend()?.into_iter().map(mended).collect())
}

fn same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}
