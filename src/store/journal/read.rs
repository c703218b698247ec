//! Reading a journal. Reading changes nothing on disk: a line that cannot be read is a diagnostic, and so is a last
//! line that is not complete, for the program or the sync that writes it may not be done yet.

use std::path::{Path, PathBuf};

use crate::review::Line;
use crate::store::atomic::{StoreError, read_optional};

/// The message for a last line that ends in the middle.
const INCOMPLETE: &str = "the last line is incomplete and does not count yet";

/// The contents of one or several journals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalContents {
    /// The lines, in the order of the file.
    pub lines: Vec<Line>,
    /// What could not be read. It stays where it is and counts for nothing.
    pub diagnostics: Vec<JournalDiagnostic>,
}

impl JournalContents {
    /// Adds the contents of another journal.
    pub(super) fn extend(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.diagnostics.extend(other.diagnostics);
    }
}

/// A journal, or a line of one, that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {message}", .path.display(), .line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct JournalDiagnostic {
    /// The file.
    pub path: PathBuf,
    /// The number of the line, from 1; `None` for a file that cannot be read at all.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

/// The number of a line, from 1, with the line or what is wrong with it.
pub type NumberedLine = (usize, Result<Line, String>);

/// Reads the journal at `path`; a missing file is empty, and one that cannot be read is one diagnostic.
pub(super) fn read(path: &Path) -> JournalContents {
    let mut contents = JournalContents::default();
    let mut report = |line: Option<usize>, message: String| {
        contents.diagnostics.push(JournalDiagnostic { path: path.to_owned(), line, message });
    };
    match lines(path) {
        Ok(lines) => {
            for (number, line) in lines.into_iter().flatten() {
                match line {
                    Ok(line) => contents.lines.push(line),
                    Err(message) => report(Some(number), message),
                }
            }
        }
        Err(StoreError::Io { source, .. }) => report(None, format!("it cannot be read: {source}")),
        Err(error) => report(None, error.to_string()),
    }
    contents
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
    let last = bytes.iter().filter(|&&byte| byte == b'\n').count() + 1;
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
