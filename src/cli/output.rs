//! The output of subcommands: standard output and standard error, widths, forms.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anyhow::Result;
use clap::ValueEnum;
use serde::Serialize;

use crate::text;

/// The width of text where nothing says otherwise, in columns.
const WIDTH: usize = 80;

/// The forms of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// Standard output, buffered.
pub(super) type Output = BufWriter<StdoutLock<'static>>;

/// Runs `write` on standard output and flushes what it has written.
///
/// # Errors
/// If `write` fails, or standard output is gone.
pub(super) fn print(write: impl FnOnce(&mut Output) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    Ok(out.flush()?)
}

/// Prints `text` as a line, with control characters made visible.
///
/// # Errors
/// If standard output is gone.
pub(super) fn print_line(text: &str) -> Result<()> {
    print(|out| Ok(writeln!(out, "{}", text::sanitize(text))?))
}

/// Writes `value` as indented JSON with a line feed at the end.
///
/// # Errors
/// If standard output is gone.
pub(super) fn json(out: &mut Output, value: &impl Serialize) -> Result<()> {
    let json = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    Ok(writeln!(out, "{}", text::escape_json(&json))?)
}

/// Writes `value` as JSON on one line.
///
/// # Errors
/// If standard output is gone.
pub(super) fn json_line(out: &mut Output, value: &impl Serialize) -> Result<()> {
    let json = serde_json::to_string(value).map_err(io::Error::from)?;
    Ok(writeln!(out, "{}", text::escape_json(&json))?)
}

/// Returns whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Returns whether the terminal understands nothing but text.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// The width of text in columns: as `asked` for, else as [`columns`] says, else 80.
pub(super) fn width(asked: Option<u16>) -> usize {
    asked.or_else(columns).map_or(WIDTH, usize::from)
}

/// The columns for text: as `COLUMNS` says, else those of the terminal; a pipe has none.
pub(super) fn columns() -> Option<u16> {
    let variable = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal =
        || is_terminal().then(crossterm::terminal::size).and_then(io::Result::ok).map(|(columns, _)| columns);
    variable.filter(|&columns| columns > 0).or_else(terminal).filter(|&columns| columns > 0)
}

/// The columns that a table is cut to; in a pipe it is whole.
pub(super) fn table_columns() -> Option<usize> {
    is_terminal().then(columns).flatten().map(usize::from)
}

/// Returns whether an error only says that the reader has gone, as with `| head`.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// Reports an error on standard error.
pub(super) fn complain(error: &anyhow::Error) {
    // Nothing is left to do if standard error is gone too.
    let _ = writeln!(io::stderr().lock(), "stratlas: {}", text::sanitize(&format!("{error:#}")));
}

/// Reports a message on standard error.
pub(super) fn warn(message: &str) {
    complain(&anyhow::Error::msg(message.to_owned()));
}

/// A number of things in words: `no errors`, `1 error`, `2 errors`.
pub(super) fn count(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// The errors and warnings of a report in words: `no errors, 2 warnings`.
pub(super) fn errors_and_warnings(errors: usize, warnings: usize) -> String {
    format!("{}, {}", count(errors, "error"), count(warnings, "warning"))
}
