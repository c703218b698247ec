//! Journals of reviewers: one append-only file of JSON lines for each, in the folder `reviews` of the user's data.
//!
//! # The form of a journal, version 1
//!
//! UTF-8, one JSON object a line, each line ended by a line feed. Lines are added at the end and never changed or
//! removed; their order in the file means nothing, nor does it if one is there twice. What several files hold is
//! what their lines hold together.
//!
//! Every line has `v` (1), `id` (a ULID, unique and in the order of time), `at` (the time with its offset and, if
//! known, zone), `by` (the reviewer) and `kind`; `session` (the id of the line that began it) and `edition` (of the
//! atlas) where there is one. By `kind` it has:
//!
//! | kind | what it says | and has |
//! |---|---|---|
//! | `text` | a text that was judged | `digest` (the first 32 hexadecimal digits of its SHA-256), `body` |
//! | `verdict` | a change of the verdict | `on` (`strategy/pause`, `position/yann-lecun/open-source`), `text` (its digest), `set` |
//! | `forecast` | how likely its signal lands | `on`, `until` (a date), `probability` (0 to 100), `text`, `note` |
//! | `resolve` | how a forecast came out | `on`, `until`, `outcome` (`landed`, `not-landed`, `void`), `date`, `evidence` |
//! | `undo`, `redo` | a line counts no more, or again | `line` (its id) |
//! | `start` | a session begins | `queue` (of `on` and `why`), `order`, `of`, `blind` |
//! | `show`, `skip`, `defer` | a step of a session | `card` (what it is on) |
//! | `end` | the session ends | |
//!
//! `set` has what changes and nothing else; `null` takes a part away: `stance` (`back`, `doubt`, `reject`,
//! `undecided`), `confidence` (0 to 100), `signal` (`status`: `not-seen`, `watching`, `landed`; `date`; `evidence`),
//! `threshold` (`stable`, `near`, `past`), `identity` (by the number of the question: `bet`, `identity`), `record`
//! (`agree`, `doubt`, `wrong`), `tags`, `note`, `next` (the date to look again).
//!
//! A kind, key or value that a program does not know it leaves alone, and what it cannot read it steps over: the rest
//! stands. In the order of ids, a later line goes before an earlier one; `undo` and `redo` concern lines of the same
//! reviewer before them, and the last of them on a line holds.

mod append;
mod merge;
mod read;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::review::{Event, Id, ZonedTimestamp};

use super::files::StoreError;
use super::names::{LONGEST, decode, encode};

pub use append::Appended;
pub use merge::merge_into;
pub use read::{LineFault, Numbered, Read, lines};

/// What journals are called.
const EXTENSION: &str = "jsonl";
/// What locks of journals are called.
const LOCK: &str = "lock";
/// What holds torn lines.
const TORN: &str = "torn";

/// When and where something is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub at: ZonedTimestamp,
    /// In which session, if in one.
    pub session: Option<Id>,
    /// With which edition of the atlas.
    pub edition: Option<String>,
}

/// The folder of all journals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journals {
    folder: PathBuf,
}

/// A name that no reviewer can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` cannot be the name of a reviewer: {}", crate::text::safe(.0), if .0.trim().is_empty() { "it is empty" } else { "it is too long" })]
pub struct BadReviewer(String);

/// Whether a reviewer can be called `name`.
///
/// # Errors
/// If it is blank, or too long for the name of a file.
pub fn check_name(name: &str) -> Result<(), BadReviewer> {
    let is_bad = name.trim().is_empty() || encode(name).len() > LONGEST;
    if is_bad { Err(BadReviewer(name.to_owned())) } else { Ok(()) }
}

impl Journals {
    /// The journals in the folder `data` of the user.
    pub fn new(data: &Path) -> Self {
        Self { folder: data.join("reviews") }
    }

    /// The folder they are in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Tries whether something can be written in the folder, if it is there; nothing is left behind.
    ///
    /// # Errors
    /// If nothing can.
    pub fn try_writing(&self) -> Result<(), StoreError> {
        if matches!(self.folder.try_exists(), Ok(false)) {
            return Ok(());
        }
        // The file has no name, or loses it at once.
        tempfile::tempfile_in(&self.folder).map(drop).map_err(|error| StoreError::new("write in", &self.folder, error))
    }

    /// The journal of the reviewer called `name`, be it there or not.
    ///
    /// # Errors
    /// If nobody can be called so.
    pub fn of(&self, name: &str) -> Result<Journal, BadReviewer> {
        check_name(name)?;
        let path = self.folder.join(format!("{}.{EXTENSION}", encode(name)));
        Ok(Journal::new(path, name))
    }

    /// The files of all journals, in the order of their names.
    ///
    /// # Errors
    /// If the folder is there and cannot be read.
    pub fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let failed = |error| StoreError::new("read", &self.folder, error);
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|extension| extension == EXTENSION) {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    /// Everything that is in the journals, with what there is to tell of it.
    ///
    /// # Errors
    /// If one of them cannot be read.
    pub fn read(&self) -> Result<Read, StoreError> {
        let mut all = Read::default();
        for path in self.files()? {
            let read = Journal::new(path, "").read()?;
            all.lines.extend(read.lines);
            all.faults.extend(read.faults);
            all.notices.extend(read.notices);
        }
        Ok(all)
    }
}

/// The journal of one reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    path: PathBuf,
    reviewer: String,
    /// The last id that was seen: those to come are after it.
    last: Option<Id>,
    /// Whether the file was there once: then it is not made anew, since that would hide what it held.
    seen: bool,
    /// How long the file was, in bytes, when something was last recorded in it.
    end: Option<u64>,
}

impl Journal {
    fn new(path: PathBuf, reviewer: &str) -> Self {
        let seen = path.exists();
        Self { path, reviewer: reviewer.to_owned(), last: None, seen, end: None }
    }

    /// The journal in the file `path`, to be read.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_stem().and_then(|stem| stem.to_str()).and_then(decode).unwrap_or_default();
        Self::new(path, &name)
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whose it is.
    pub fn reviewer(&self) -> &str {
        &self.reviewer
    }

    /// What is in it; nothing if there is no file. A last line that a crash has torn is set aside.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(&self) -> Result<Read, StoreError> {
        read::read(&self.path)
    }

    /// Records `events`, all or none. When this returns they are on disk. What follows a `start` is of that session.
    ///
    /// # Errors
    /// If they could not be written. The journal is then as it was, and the same can be tried again.
    pub fn append(&mut self, stamp: &Stamp, events: Vec<Event>) -> Result<Appended, StoreError> {
        append::append(self, stamp, events)
    }

    /// Lets the ids to come be after `last`: that of the last line of all journals.
    pub fn go_on_after(&mut self, last: Option<Id>) {
        self.last = self.last.max(last);
    }
}

#[cfg(test)]
mod tests;
