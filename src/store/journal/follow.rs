//! Reading journals again as they change: only lines that are new are parsed.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::PathBuf;

use crate::store::atomic::StoreError;

use super::Journals;
use super::read::{INCOMPLETE, JournalContents, JournalDiagnostic, bytes_of};

/// What has been read of journals so far.
#[derive(Clone, Debug, Default)]
pub struct JournalFollower {
    parts: BTreeMap<PathBuf, ReadPart>,
    /// The diagnostics of the journals as they are now.
    diagnostics: Vec<JournalDiagnostic>,
}

/// The start of a journal that has been read, up to the end of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct ReadPart {
    bytes: usize,
    lines: usize,
    hash: u64,
}

impl ReadPart {
    fn of(bytes: &[u8]) -> Self {
        let end = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes[..end]);
        Self { bytes: end, lines: memchr::memchr_iter(b'\n', &bytes[..end]).count(), hash: hasher.finish() }
    }

    fn is_start_of(self, bytes: &[u8]) -> bool {
        bytes.get(..self.bytes).is_some_and(|start| Self::of(start) == self)
    }
}

/// What is new in journals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalChanges {
    /// New lines, and diagnostics that were not reported before.
    pub contents: JournalContents,
    /// Whether these are all lines: nothing was read before, or something that was read is gone.
    pub is_complete: bool,
}

impl Journals {
    /// Reads what has changed since `follower` last read these journals, which are all of them at first.
    ///
    /// # Errors
    /// If the folder exists and cannot be read, or if journals were read and all are gone: a folder that was moved away or
    /// unmounted says nothing about what was recorded. `follower` is then as it was before.
    pub fn read_changes(&self, follower: &mut JournalFollower) -> Result<JournalChanges, StoreError> {
        let files: BTreeMap<PathBuf, Result<Vec<u8>, String>> =
            self.files()?.into_iter().map(|path| (path.clone(), bytes_of(&path))).collect();
        if files.is_empty() && follower.parts.is_empty() {
            return Ok(JournalChanges::default());
        }
        if files.is_empty() {
            let gone = io::Error::new(io::ErrorKind::NotFound, "all journals are gone; what was read stays on screen");
            return Err(StoreError::new("read", self.folder(), gone));
        }
        let is_unchanged = |(path, part): (&PathBuf, &ReadPart)| {
            files.get(path).is_some_and(|bytes| bytes.as_ref().is_ok_and(|bytes| part.is_start_of(bytes)))
        };
        let is_complete = follower.parts.is_empty() || !follower.parts.iter().all(is_unchanged);
        if is_complete {
            follower.parts.clear();
        }
        let mut contents = JournalContents::default();
        for (path, bytes) in &files {
            match bytes {
                Ok(bytes) => {
                    let before = follower.parts.insert(path.clone(), ReadPart::of(bytes)).unwrap_or_default();
                    contents.add_lines(path, &bytes[before.bytes..], before.lines);
                }
                Err(message) => contents.report(path, None, message.clone()),
            }
        }
        // The last line is read again, for the program or the sync that writes it may not be done.
        contents.diagnostics.retain(|diagnostic| diagnostic.message != INCOMPLETE);
        let known = std::mem::take(&mut follower.diagnostics);
        follower.diagnostics.clone_from(&contents.diagnostics);
        if !is_complete {
            follower.diagnostics.extend(known.iter().filter(|known| known.line.is_some()).cloned());
        }
        contents.diagnostics.retain(|diagnostic| !known.contains(diagnostic));
        Ok(JournalChanges { contents, is_complete })
    }
}
