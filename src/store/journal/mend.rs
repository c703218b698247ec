//! Mending of a journal: damage that is recognizably done by editors, version control or crashes is removed. Other
//! unreadable lines stay.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::store::atomic::{Access, AtomicFile, StoreError};
use crate::store::lock::FileLock;

use super::read::{BYTE_ORDER_MARK, bytes, conflict_marker, parse};
use super::recover::quarantine;
use super::{Journal, LOCK, TORN};
/// Mended line of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// Number of the line before mending, from 1.
    pub line: usize,
    /// What was done to the line.
    pub action: MendAction,
}

/// What was done to mend a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MendAction {
    /// A byte order mark was removed.
    #[error("removed the byte order mark")]
    ByteOrderMark,
    /// A marker of a conflict, with this text, was removed. The lines of all parts of the conflict stay.
    #[error("removed the conflict marker `{}`", crate::text::sanitize(.0))]
    ConflictMarker(String),
    /// A torn last line was moved to this file.
    #[error("moved the torn last line to {}", crate::text::sanitize(&.0.display().to_string()))]
    TornLine(PathBuf),
    /// A missing line feed was appended to a complete last line.
    #[error("ended the last line")]
    LineFeed,
}

impl Journal {
    /// Mends the file of the journal: removes byte order marks and conflict markers, moves a torn last line to another
    /// file in the folder, and appends a missing line feed to a complete last line. The file is replaced atomically,
    /// under its lock, and only if there is something to mend. Returns what was mended in the order of lines.
    ///
    /// # Errors
    /// If a file cannot be read or written. The journal is then unchanged.
    pub fn mend(&mut self) -> Result<Vec<Mend>, StoreError> {
        if !self.path.exists() {
            return Ok(Vec::new());
        }
        let _lock = FileLock::acquire(&self.path.with_extension(LOCK))?;
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

/// Journal while it is mended: its new content and what was done.
#[derive(Default)]
struct Mended {
    after: Vec<u8>,
    mends: Vec<Mend>,
    /// Byte range of the torn last line in the original journal; `None` if the last line is complete.
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

/// Appends a torn line to the file `torn`, unless an interrupted mend has already done so.
fn set_aside(torn: &Path, line: &[u8]) -> Result<(), StoreError> {
    let is_there =
        fs::read(torn).is_ok_and(|there| there.strip_suffix(b"\n").is_some_and(|there| there.ends_with(line)));
    if is_there { Ok(()) } else { quarantine(torn, line).map_err(|error| StoreError::new("write", torn, error)) }
}
