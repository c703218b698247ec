//! Standard output and standard error, so that every subcommand treats them alike.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use crate::text;

/// The width of text where nothing says otherwise.
const WIDTH: usize = 80;

/// Standard output, buffered. Dropping it loses what is not flushed: call [`Write::flush`].
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether the terminal understands nothing but text.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// The columns of text: as asked for, else as [`columns`] has them, else the usual ones.
pub(super) fn width(asked: Option<u16>) -> usize {
    asked.or_else(columns).map_or(WIDTH, usize::from)
}

/// The columns there are for text: as `COLUMNS` says, else as wide as the terminal; nothing says so for a pipe.
pub(super) fn columns() -> Option<u16> {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal =
        || is_terminal().then(crossterm::terminal::size).and_then(io::Result::ok).map(|(columns, _)| columns);
    told.filter(|&columns| columns > 0).or_else(terminal).filter(|&columns| columns > 0)
}

/// The columns a table is cut to; a pipe gets all of it.
pub(super) fn table_columns() -> Option<usize> {
    is_terminal().then(columns).flatten().map(usize::from)
}

/// Whether an error only says that the reader has gone, as with `| head`.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// Says what went wrong on standard error.
pub(super) fn complain(error: &anyhow::Error) {
    // Nothing is left to do if standard error is gone too.
    let _ = writeln!(io::stderr().lock(), "stratlas: {}", text::safe(&format!("{error:#}")));
}

/// A number of things in words: `no errors`, `1 error`, `2 errors`.
pub(super) fn count(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}
