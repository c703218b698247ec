//! Output of subcommands: standard output, standard error, formats and widths.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::text;

pub(super) use crate::text::escape_json;

use super::exit::{DONE, FINDINGS};

/// Width of text in columns if there is no terminal to determine it.
const DEFAULT_WIDTH: usize = 80;

/// Maximum number of names that an error message lists.
const MAX_LISTED: usize = 12;

/// The formats of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Text for people
    #[default]
    Text,
    /// JSON for programs
    Json,
}

impl ReportFormat {
    /// Prints `report` as indented JSON, or as the text that `text` writes.
    ///
    /// # Errors
    /// If `text` fails, or standard output is closed.
    pub(super) fn print(self, report: &impl Serialize, text: impl FnOnce(&mut Output) -> Result<()>) -> Result<()> {
        print(|out| match self {
            Self::Text => text(out),
            Self::Json => json(out, report),
        })
    }
}

/// Options of the subcommands that check files.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct CheckOptions {
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// The format of the report; JSON is one object with `errors`, `warnings`, `findings` and the files checked
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

impl CheckOptions {
    /// Prints `report` and the numbers of errors and warnings. Returns the exit code.
    ///
    /// # Errors
    /// Same as [`ReportFormat::print`].
    pub(super) fn print(
        self,
        report: &impl Serialize,
        (errors, warnings): (usize, usize),
        text: impl FnOnce(&mut Output) -> Result<()>,
    ) -> Result<u8> {
        self.format.print(report, text)?;
        Ok(if errors > 0 || (self.strict && warnings > 0) { FINDINGS } else { DONE })
    }
}

/// Writes each diagnostic with the lines of text that it is about, and a blank line.
///
/// # Errors
/// If `out` cannot be written to.
pub(super) fn diagnostics<'a>(
    out: &mut impl Write,
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
) -> Result<()> {
    diagnostics.into_iter().try_for_each(|diagnostic| {
        diagnostic.write(out)?;
        Ok(writeln!(out)?)
    })
}

/// Standard output with a buffer.
pub(super) type Output = BufWriter<StdoutLock<'static>>;

/// Calls `write` with standard output, which is flushed afterwards.
///
/// # Errors
/// If `write` fails, or standard output is closed.
pub(super) fn print(write: impl FnOnce(&mut Output) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    Ok(out.flush()?)
}

/// Prints `text` as a line to standard output, with control characters replaced by visible ones.
///
/// # Errors
/// If standard output is closed.
pub(super) fn print_line(text: &str) -> Result<()> {
    print(|out| Ok(writeln!(out, "{}", text::sanitize(text))?))
}

/// Asks a question on standard error. Returns whether the answer is yes; if there is no terminal, the answer is no.
///
/// # Errors
/// If the answer cannot be read.
pub(super) fn confirm(question: &str) -> Result<bool> {
    if !io::stdin().is_terminal() {
        return Ok(false);
    }
    write!(io::stderr().lock(), "{question} [y/N] ")?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Writes `value` as indented JSON with a line feed at the end.
///
/// # Errors
/// If standard output is closed.
pub(super) fn json(out: &mut Output, value: &impl Serialize) -> Result<()> {
    Ok(writeln!(out, "{}", escape_json(&serde_json::to_string_pretty(value)?))?)
}

/// Writes `value` as JSON on one line, with a line feed at the end.
///
/// # Errors
/// If standard output is closed.
pub(super) fn json_line(out: &mut Output, value: &impl Serialize) -> Result<()> {
    Ok(writeln!(out, "{}", escape_json(&serde_json::to_string(value)?))?)
}

/// Returns whether `path` is `-`, which means standard input or standard output.
pub(super) fn is_stdio(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Returns whether the terminal does not support control sequences. A console of Windows supports them from the first
/// call on, because it has to be asked to interpret them.
pub(super) fn is_dumb() -> bool {
    #[cfg(windows)]
    let is_supported = crossterm::ansi_support::supports_ansi();
    #[cfg(not(windows))]
    let is_supported = true;
    !is_supported || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Returns the width for text in columns: that of `option`, or else [`columns`], or else [`DEFAULT_WIDTH`].
pub(super) fn width(option: Option<usize>) -> usize {
    option.or_else(|| columns().map(usize::from)).unwrap_or(DEFAULT_WIDTH)
}

/// Returns the width for text in columns: that in the environment variable `COLUMNS`, or else that of the terminal;
/// `None` if standard output is not a terminal.
pub(super) fn columns() -> Option<u16> {
    let variable = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal =
        || is_terminal().then(crossterm::terminal::size).and_then(io::Result::ok).map(|(columns, _)| columns);
    variable.filter(|&columns| columns > 0).or_else(terminal).filter(|&columns| columns > 0)
}

/// Returns the width to which tables are truncated, in columns; `None` if standard output is not a terminal.
pub(super) fn table_columns() -> Option<usize> {
    is_terminal().then(columns).flatten().map(usize::from)
}

/// Returns whether `error` means that the reader of a pipe has closed it, as `| head` does.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    // Windows has several errors for a pipe without a reader; the standard library does not count this one.
    const PIPE_NOT_CONNECTED: i32 = 233;
    let is_closed = |error: &io::Error| {
        error.kind() == io::ErrorKind::BrokenPipe || cfg!(windows) && error.raw_os_error() == Some(PIPE_NOT_CONNECTED)
    };
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is_closed))
}

/// Reports an error on standard error.
pub(super) fn complain(error: &anyhow::Error) {
    // If standard error is closed too, the failure to print cannot be reported.
    let _ = writeln!(io::stderr().lock(), "stratlas: {}", text::sanitize(&format!("{error:#}")));
}

/// Reports a message on standard error.
pub(super) fn warn(message: &str) {
    complain(&anyhow::Error::msg(message.to_owned()));
}

/// Returns the error that there is no `what` called `name`. The message lists the names in `known` that are most
/// similar, or all of them if there are at most [`MAX_LISTED`].
pub(super) fn not_found<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> anyhow::Error {
    let known: Vec<&str> = known.into_iter().collect();
    let hint = match text::closest_match(name, known.iter().copied()) {
        Some(closest) => format!("; did you mean `{closest}`?"),
        None if known.len() <= MAX_LISTED => format!("; there are {}", known.join(", ")),
        None => String::new(),
    };
    anyhow::anyhow!("there is no {what} `{name}`{hint}")
}

/// Returns a number with its noun: `no errors`, `1 error`, `2 errors`.
pub(super) fn count(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// Returns the numbers of errors and warnings in words: `no errors, 2 warnings`.
pub(super) fn errors_and_warnings(errors: usize, warnings: usize) -> String {
    format!("{}, {}", count(errors, "error"), count(warnings, "warning"))
}
