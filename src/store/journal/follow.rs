//! Incremental reading of journals: only the lines that are new since the last reading are parsed.

use std::collections::BTreeMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::store::atomic::StoreError;

use super::read::{
    INCOMPLETE, JournalContents, JournalDiagnostic, JournalOffset, for_each_block, open, parse_block, unreadable,
};
use super::{Journals, NOT_A_JOURNAL};

/// State of incremental reading: how far each journal has been read.
#[derive(Clone, Debug, Default)]
pub struct JournalFollower {
    parts: BTreeMap<PathBuf, ReadPart>,
    /// Diagnostics of the journals as they were last read.
    diagnostics: Vec<JournalDiagnostic>,
}

impl JournalFollower {
    /// Returns the number of bytes of the journal at `path` that have been read; `None` if it has not been read.
    pub(super) fn length(&self, path: &Path) -> Option<u64> {
        self.parts.get(path).map(|part| part.offset.bytes)
    }
}

/// Part of a journal that has been read: from its start to the end of a line.
#[derive(Clone, Debug, Default)]
struct ReadPart {
    offset: JournalOffset,
    hasher: DefaultHasher,
}

impl ReadPart {
    fn add(&mut self, bytes: &[u8]) {
        self.offset.advance(bytes);
        self.hasher.write(bytes);
    }

    /// Returns whether `file` still starts with this part. If it does, its read position is at the end of the part.
    fn is_start_of(&self, file: &mut File) -> io::Result<bool> {
        let mut start = Self::default();
        for_each_block(&mut file.by_ref().take(self.offset.bytes), |block| start.add(block))?;
        Ok(start.offset == self.offset && start.hasher.finish() == self.hasher.finish())
    }

    /// Reads the lines of `file` after this part into `contents`, and extends this part by the complete lines.
    fn read_on(&mut self, path: &Path, file: &mut File, contents: &mut JournalContents) -> io::Result<()> {
        let shared: Arc<Path> = path.into();
        file.seek(SeekFrom::Start(self.offset.bytes))?;
        for_each_block(file, |block| {
            for (number, line) in parse_block(&shared, self.offset, block) {
                match line {
                    Ok(line) => contents.lines.push(line),
                    Err(message) => contents.report(path, Some(number), message),
                }
            }
            if block.ends_with(b"\n") {
                self.add(block);
            }
        })
    }
}

/// Changes of journals since they were last read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalChanges {
    /// New lines, and diagnostics that have not been reported before.
    pub contents: JournalContents,
    /// Whether `contents` has all lines of all journals, because nothing was read before or lines have disappeared.
    pub is_complete: bool,
}

impl Journals {
    /// Reads the changes since `follower` last read these journals; the first time, it reads everything.
    ///
    /// # Errors
    /// If the folder exists and cannot be read, or if journals were read before and all are missing now: their folder
    /// was probably moved or unmounted. `follower` is then unchanged.
    pub fn read_changes(&self, follower: &mut JournalFollower) -> Result<JournalChanges, StoreError> {
        let mut changes = self.read_new(follower)?;
        // An incomplete last line is not reported but read again next time, because it may still be being written or
        // synchronized.
        changes.contents.diagnostics.retain(is_lasting);
        Ok(changes)
    }

    /// Reads all journals. A journal that cannot be read becomes a diagnostic.
    ///
    /// # Errors
    /// If the folder exists and cannot be read.
    pub fn read(&self) -> Result<JournalContents, StoreError> {
        self.read_first(&mut JournalFollower::default())
    }

    /// Reads all journals as [`Journals::read`] does, and sets `follower`, which must be new, to the state of the
    /// journals.
    ///
    /// # Errors
    /// If the folder exists and cannot be read.
    pub fn read_first(&self, follower: &mut JournalFollower) -> Result<JournalContents, StoreError> {
        self.read_new(follower).map(|changes| changes.contents)
    }

    fn read_new(&self, follower: &mut JournalFollower) -> Result<JournalChanges, StoreError> {
        let mut files: BTreeMap<PathBuf, Result<File, String>> = BTreeMap::new();
        for path in self.files()? {
            if let Some(file) = open(&path).transpose() {
                files.insert(path, file);
            }
        }
        if files.is_empty() && follower.parts.is_empty() && self.unread().is_empty() {
            return Ok(JournalChanges::default());
        }
        if files.is_empty() && !follower.parts.is_empty() {
            let gone = io::Error::new(io::ErrorKind::NotFound, "all journals are gone; what was read stays on screen");
            return Err(StoreError::new("read", self.folder(), gone));
        }
        let mut is_unchanged = |(path, part): (&PathBuf, &ReadPart)| match files.get_mut(path) {
            Some(Ok(file)) => part.is_start_of(file).unwrap_or(false),
            _ => false,
        };
        let is_complete = follower.parts.is_empty() || !follower.parts.iter().all(&mut is_unchanged);
        if is_complete {
            follower.parts.clear();
        }
        let mut contents = JournalContents::default();
        if is_complete {
            self.unread().iter().for_each(|path| contents.report(path, None, NOT_A_JOURNAL.to_owned()));
        }
        for (path, file) in &mut files {
            match file {
                Ok(file) => {
                    let part = follower.parts.entry(path.clone()).or_default();
                    if let Err(error) = part.read_on(path, file, &mut contents) {
                        contents.report(path, None, unreadable(&error));
                    }
                }
                Err(message) => contents.report(path, None, message.clone()),
            }
        }
        follower.settle(&mut contents, is_complete);
        Ok(JournalChanges { contents, is_complete })
    }
}

/// Returns whether a diagnostic stays valid if its journal grows: that of an incomplete last line does not.
fn is_lasting(diagnostic: &JournalDiagnostic) -> bool {
    diagnostic.message != INCOMPLETE
}

impl JournalFollower {
    /// Stores the diagnostics in `contents`, and removes from `contents` those that have already been reported.
    fn settle(&mut self, contents: &mut JournalContents, is_complete: bool) {
        let known = std::mem::take(&mut self.diagnostics);
        self.diagnostics = contents.diagnostics.iter().filter(|found| is_lasting(found)).cloned().collect();
        if !is_complete {
            self.diagnostics.extend(known.iter().filter(|known| known.line.is_some()).cloned());
        }
        contents.diagnostics.retain(|diagnostic| !known.contains(diagnostic));
    }
}
