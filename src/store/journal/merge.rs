//! Journals put together in one file.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::review::Line;
use crate::store::files::{self, Lock, StoreError};

use super::LOCK;
use super::read::lines;

/// Makes the file at `path` hold `added` beside what it holds, each line once, in the order of ids. It is written whole or
/// not at all, under the lock that those who record respect.
///
/// # Errors
/// If it cannot be read or written, or if it holds a line that cannot be read: that would be lost.
pub fn merge_into(path: &Path, added: BTreeSet<Line>) -> Result<(), StoreError> {
    let _lock = Lock::take(&path.with_extension(LOCK))?;
    let mut all = added;
    for (number, line) in lines(path)?.unwrap_or_default() {
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
    files::write(path, text.as_bytes())
}
