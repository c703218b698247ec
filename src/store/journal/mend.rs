//! Mending a journal: damage that says what it is, from editors, version control and crashes, is removed. Everything else
//! that cannot be read stays where it is.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::store::atomic::{Access, AtomicFile, StoreError};
use crate::store::lock::FileLock;

use super::read::{bytes, parse};
use super::recover::quarantine;
use super::{Journal, LOCK, TORN};

/// The mark that some editors put at the start of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// The characters of which version control repeats one seven times to mark the parts of a conflict.
const CONFLICT_SIGNS: &[u8] = b"<|=>";

/// A mended line of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The number of the line before the journal was mended, from 1.
    pub line: usize,
    /// What was done.
    pub action: MendAction,
}

/// What was done to mend a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MendAction {
    /// A byte order mark was removed.
    #[error("removed the byte order mark")]
    ByteOrderMark,
    /// A line that marks the part of a conflict was removed; the lines of all parts stay.
    #[error("removed the conflict marker `{}`", crate::text::sanitize(.0))]
    ConflictMarker(String),
    /// The torn last line was moved away.
    #[error("moved the torn last line to {}", crate::text::sanitize(&.0.display().to_string()))]
    TornLine(PathBuf),
    /// The last line, which is complete, got its line feed.
    #[error("ended the last line")]
    LineFeed,
}

impl Journal {
    /// Removes byte order marks and conflict markers from the file, moves a torn last line to a file beside it, and ends a
    /// last line that lacks only its line feed. The file is written whole or not at all, under its lock, and not at all if
    /// there is nothing to mend. Returns what was done, in the order of lines.
    ///
    /// # Errors
    /// If the file cannot be read or written. It is then as it was.
    pub fn mend(&mut self) -> Result<Vec<Mend>, StoreError> {
        if !self.path.exists() {
            return Ok(Vec::new());
        }
        let _lock = FileLock::take(&self.path.with_extension(LOCK))?;
        let before = bytes(&self.path)?.unwrap_or_default();
        let mut mended = Mended::default();
        let mut start = 0;
        for (number, line) in (1..).zip(before.split_inclusive(|&byte| byte == b'\n')) {
            mended.add(number, line, start..start + line.len(), &self.path);
            start += line.len();
        }
        let Mended { after, mends, torn } = mended;
        if mends.is_empty() {
            return Ok(mends);
        }
        if let Some(torn) = torn {
            set_aside(&self.path.with_extension(TORN), &before[torn])?;
        }
        AtomicFile::new(&self.path, Access::Shared).replace(&after)?;
        self.end = None;
        Ok(mends)
    }
}

/// A journal that is being mended.
#[derive(Default)]
struct Mended {
    after: Vec<u8>,
    mends: Vec<Mend>,
    /// Where the torn last line is in the journal as it was.
    torn: Option<Range<usize>>,
}

impl Mended {
    fn add(&mut self, number: usize, line: &[u8], range: Range<usize>, path: &Path) {
        let mut done = |action| self.mends.push(Mend { line: number, action });
        let text = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        if text.len() < line.len() {
            done(MendAction::ByteOrderMark);
        }
        if let Some(marker) = conflict_marker(text) {
            done(MendAction::ConflictMarker(marker));
        } else if text.is_empty() || text.ends_with(b"\n") {
            self.after.extend_from_slice(text);
        } else if parse(text).is_ok() {
            done(MendAction::LineFeed);
            self.after.extend_from_slice(text);
            self.after.push(b'\n');
        } else {
            done(MendAction::TornLine(path.with_extension(TORN)));
            self.torn = Some(range);
        }
    }
}

/// Returns the text of a line that marks the part of a conflict: seven times one sign, and perhaps a name after a space.
fn conflict_marker(line: &[u8]) -> Option<String> {
    let line = line.trim_ascii_end();
    let (signs, name) = line.split_at_checked(7)?;
    let is_marker = CONFLICT_SIGNS.contains(&signs[0]) && signs.iter().all(|sign| *sign == signs[0]);
    let is_named = name.is_empty() || name.starts_with(b" ");
    (is_marker && is_named).then(|| String::from_utf8_lossy(line).into_owned())
}

/// Adds a torn line to those in the file `torn`, unless a mend that was interrupted has done so.
fn set_aside(torn: &Path, line: &[u8]) -> Result<(), StoreError> {
    let is_there =
        fs::read(torn).is_ok_and(|there| there.strip_suffix(b"\n").is_some_and(|there| there.ends_with(line)));
    if is_there { Ok(()) } else { quarantine(torn, line).map_err(|error| StoreError::new("write", torn, error)) }
}
