//! Merging journals into one file.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::review::WrittenLine;
use crate::store::atomic::{Access, AtomicFile, StoreError};
use crate::store::lock::FileLock;

use super::LOCK;
use super::read::{bytes, parse_lines};

/// Adds the lines `added` to the lines of the journal in the file at `path`, without duplicates and sorted by id. The
/// file is replaced atomically, under the lock of the journal.
///
/// # Errors
/// If the file cannot be read or written, or has an unreadable line, which would be lost.
pub fn merge_into(path: &Path, added: BTreeSet<WrittenLine>) -> Result<(), StoreError> {
    let _lock = FileLock::acquire(&path.with_extension(LOCK))?;
    let mut all = added;
    for (number, line) in parse_lines(&bytes(path)?.unwrap_or_default()) {
        let bad = |what: String| {
            StoreError::new(
                "add to",
                path,
                io::Error::new(io::ErrorKind::InvalidData, format!("line {number}: {what}")),
            )
        };
        all.insert(line.map_err(bad)?);
    }
    let text: String = all.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    AtomicFile::new(path, Access::Shared).replace(text.as_bytes())
}
