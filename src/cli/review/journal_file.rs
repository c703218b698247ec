//! Journals named on the command line: files, or standard input.

use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result};

use crate::store::journal::{self, NumberedLine};

use super::super::output::is_stdio;

/// Reads the lines of the journal at `path`.
///
/// # Errors
/// If it does not exist or cannot be read.
pub(in crate::cli) fn lines(path: &Path) -> Result<Vec<NumberedLine>> {
    if is_stdio(path) {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(journal::parse_lines(&bytes));
    }
    journal::lines(path)?.with_context(|| format!("there is no journal {}", path.display()))
}
