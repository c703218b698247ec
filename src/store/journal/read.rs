//! Reading a journal. Reading changes nothing on disk: a line that cannot be read is a diagnostic, and so is a last
//! line that is not complete, for the program or the sync that writes it may not be done yet.

use std::fs;
use std::path::{Path, PathBuf};

use crate::review::Line;
use crate::store::atomic::{StoreError, read_optional, read_regular};

/// The message for a last line that ends in the middle.
pub(super) const INCOMPLETE: &str = "the last line is incomplete and does not count yet";

/// The contents of one or several journals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalContents {
    /// The lines, in the order of the file.
    pub lines: Vec<Line>,
    /// What could not be read. It stays on disk and counts for nothing.
    pub diagnostics: Vec<JournalDiagnostic>,
}

/// A journal, or a line of one, that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {message}", .path.display(), .line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct JournalDiagnostic {
    /// The file.
    pub path: PathBuf,
    /// The number of the line, from 1; `None` for a file that cannot be read at all.
    pub line: Option<usize>,
    /// The message.
    pub message: String,
}

/// The number of a line, from 1, with the line or the error in it.
pub type NumberedLine = (usize, Result<Line, String>);

impl JournalContents {
    /// Adds the lines of the journal at `path`, after `skipped` lines that were read before.
    pub(super) fn add_lines(&mut self, path: &Path, bytes: &[u8], skipped: usize) {
        for (number, line) in parse_lines(bytes) {
            match line {
                Ok(line) => self.lines.push(line),
                Err(message) => self.report(path, Some(number + skipped), message),
            }
        }
    }

    pub(super) fn report(&mut self, path: &Path, line: Option<usize>, message: String) {
        self.diagnostics.push(JournalDiagnostic { path: path.to_owned(), line, message });
    }
}

/// Reads the bytes of the journal at `path`, or returns why it cannot be read.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    match read_regular(path) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) if fs::symlink_metadata(path).is_ok() => Err("it is a link to a file that does not exist".to_owned()),
        // It was removed after the folder was listed.
        Ok(None) => Ok(Vec::new()),
        Err(StoreError::Io { source, .. }) => Err(format!("it cannot be read: {source}")),
        Err(error) => Err(error.to_string()),
    }
}

/// Reads every line of the journal at `path` with its number; `None` if the file does not exist. Blank lines are left
/// out.
///
/// # Errors
/// If the file cannot be read.
pub fn lines(path: &Path) -> Result<Option<Vec<NumberedLine>>, StoreError> {
    Ok(read_optional(path)?.map(|bytes| parse_lines(&bytes)))
}

/// Parses every line of a journal with its number. Blank lines are left out.
pub fn parse_lines(bytes: &[u8]) -> Vec<NumberedLine> {
    let is_complete = bytes.is_empty() || bytes.ends_with(b"\n");
    let last = memchr::memchr_iter(b'\n', bytes).count() + 1;
    let read = |(number, text): (usize, &[u8])| match parse(text) {
        Ok(line) => line.map(|line| (number, Ok(line))),
        Err(_) if number == last && !is_complete => Some((number, Err(INCOMPLETE.to_owned()))),
        Err(message) => Some((number, Err(message))),
    };
    (1..).zip(bytes.split(|&byte| byte == b'\n')).filter_map(read).collect()
}

/// Parses one line; `None` if it is blank.
pub(super) fn parse(bytes: &[u8]) -> Result<Option<Line>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    Line::parse(text).map(Some).map_err(|error| error.to_string())
}
