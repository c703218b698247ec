//! Reading of journals that are named on the command line: files, or standard input.

use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result};

use crate::review::WrittenLine;
use crate::store::journal::{self, NumberedLine};

use super::super::output::is_stdio;

/// Returns the lines of the journal at `path`, each with its number.
///
/// # Errors
/// If the journal does not exist or cannot be read.
pub(in crate::cli) fn lines(path: &Path) -> Result<Vec<NumberedLine>> {
    if is_stdio(path) {
        let without_text = |(number, line): NumberedLine<WrittenLine>| (number, line.map(WrittenLine::into_line));
        return Ok(journal::parse_lines(&stdin()?).into_iter().map(without_text).collect());
    }
    journal::lines(path)?.with_context(|| missing(path))
}

/// Returns the lines of the journal at `path`, each with its number and its original text.
///
/// # Errors
/// If the journal does not exist or cannot be read.
pub(in crate::cli) fn written_lines(path: &Path) -> Result<Vec<NumberedLine<WrittenLine>>> {
    let bytes = if is_stdio(path) { stdin()? } else { journal::bytes(path)?.with_context(|| missing(path))? };
    Ok(journal::parse_lines(&bytes))
}

fn stdin() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(bytes)
}

fn missing(path: &Path) -> String {
    format!("there is no journal {}", path.display())
}
