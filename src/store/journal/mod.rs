//! Journals of reviewers: one append-only file of JSON lines for each, in the folder `reviews` of the user's data.
//!
//! # Journal format, version 1
//!
//! UTF-8, one JSON object per line, each line ending with a line feed. Lines are appended and never changed or removed;
//! their order in the file does not matter, and duplicates count once. A reviewer's lines may be spread over several
//! files.
//!
//! Every line has `v` (1), `id` (a ULID, unique and in the order of time), `at` (the time with its offset and, if
//! known, zone), `by` (the reviewer) and `kind`; where there is one, `session` (the id of the line that began it),
//! `edition` (of the atlas) and `batch` (the id of the first line of one action that recorded several); `sum`, its last
//! key, is the checksum of the line without it: the first 8 hexadecimal digits of the SHA-256 of the line as written,
//! with `}` in place of `,"sum":"…"}`. A line with a wrong `sum` is unreadable; lines of earlier versions have none.
//! Further keys depend on `kind`:
//!
//! | kind | meaning | keys |
//! |---|---|---|
//! | `text` | a text that was judged | `digest` (the first 32 hexadecimal digits of its SHA-256), `body` |
//! | `verdict` | a change of the verdict | `on` (`strategy/pause`, `position/yann-lecun/open-source-maximalism`, `commitment/pause/1`), `text` (its digest), `set` |
//! | `forecast` | how likely its signal lands | `on`, `until` (a date), `probability` (0 to 100), `text`, `note` |
//! | `resolve` | how a forecast came out | `on`, `until`, `outcome` (`landed`, `not-landed`, `void`), `date`, `evidence` |
//! | `accept` | an inconsistency that the reviewer accepts | `what` (its kind), `on` (of `on`, `text` and `judgment`), `points`, `note` |
//! | `consensus` | what reviewers settled on together | `on`, `text`, `between` (names), `set` (an answer and `confidence`, or nothing), `note`, `replaces` (ids) |
//! | `seen` | others' verdicts were shown before one's own | `on` |
//! | `undo`, `redo` | a line counts no more, or again | `line` (its id) |
//! | `start` | a session begins | `queue` (of `on` and `why`), `order`, `of`, `blind`, `consensus`, `name`, `advance` (`stance`, `confidence`) |
//! | `show`, `skip`, `defer` | a step of a session | `card` (its subject) |
//! | `end` | the session ends | |
//!
//! `set` has only the parts that change; `null` clears a part: `stance` (`back`, `doubt`, `reject`, `undecided`),
//! `confidence` (0 to 100), `signal` (`status`: `not-seen`, `watching`, `landed`; `date`; `evidence`), `threshold`
//! (`stable`, `near`, `past`), `identity` (by the number of the question: `bet`, `identity`), `record` (`agree`,
//! `doubt`, `wrong`), `claim` (`holds`, `unsure`, `fails`), `tags`, `note`, `next` (the review date), `auto` (true if
//! the rule gave that date).
//!
//! Unknown kinds, keys and values are ignored, and unreadable lines are skipped. In the order of ids, a later line
//! overrides an earlier one; `undo` and `redo` apply to earlier lines of the same reviewer, and the last one for a line
//! counts.

mod append;
mod follow;
mod mend;
mod merge;
mod read;
mod recover;
mod text;

use std::fs;
use std::path::{Path, PathBuf};

use crate::review::{JournalEvent, LineId, ZonedTimestamp};

use super::atomic::{StoreError, files_in};
use super::names::{NameProblem, decode, file_stem};

pub use append::Appended;
pub use follow::{JournalChanges, JournalFollower};
pub use mend::{Mend, MendAction};
pub use merge::merge_into;
pub use read::{JournalContents, JournalDiagnostic, NumberedLine, bytes, lines, parse_lines};

/// Extension of journals.
const EXTENSION: &str = "jsonl";
/// Extension of the lock files of journals.
const LOCK: &str = "lock";
/// Extension of the files to which lines torn by a crash are moved.
const TORN: &str = "torn";

/// Time, session and edition that are recorded with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Time of the entry.
    pub at: ZonedTimestamp,
    /// Id of the line that started the session; `None` outside a session.
    pub session: Option<LineId>,
    /// Edition of the atlas; `None` if the atlas has none.
    pub edition: Option<String>,
}

/// Folder of all journals.
///
/// ```
/// use stratlas::review::{Card, JournalEvent, SessionStart};
/// use stratlas::store::journal::{Journals, Stamp};
///
/// let data = tempfile::tempdir()?;
/// let journals = Journals::new(data.path());
/// let stamp = Stamp { at: "2026-11-25T23:01:02+01:00".parse()?, session: None, edition: None };
/// let start = SessionStart { queue: vec![Card::plain("strategy/pause")], ..SessionStart::default() };
/// journals.of("Ada")?.append(&stamp, vec![JournalEvent::Start(start.into())])?;
///
/// let contents = journals.read()?;
/// assert_eq!(contents.lines[0].head.by, "Ada");
/// assert!(contents.diagnostics.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journals {
    folder: PathBuf,
}

/// Error for a name that no reviewer can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` cannot be the name of a reviewer: {problem}", crate::text::sanitize(.name))]
pub struct InvalidReviewer {
    name: String,
    problem: NameProblem,
}

/// Checks whether a reviewer can have the name `name`.
///
/// # Errors
/// If the name is blank, or too long for a file name.
pub fn check_name(name: &str) -> Result<(), InvalidReviewer> {
    stem(name).map(drop)
}

fn stem(name: &str) -> Result<String, InvalidReviewer> {
    file_stem(name).map_err(|problem| InvalidReviewer { name: name.to_owned(), problem })
}

impl Journals {
    /// Creates a handle for the journals in `data`, the data folder of a user.
    pub fn new(data: &Path) -> Self {
        Self { folder: data.join("reviews") }
    }

    /// Returns the folder that has the journals.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Checks that the folder of the journals, if it exists, is writable. No file stays behind.
    ///
    /// # Errors
    /// If the folder is not writable.
    pub fn try_writing(&self) -> Result<(), StoreError> {
        if matches!(self.folder.try_exists(), Ok(false)) {
            return Ok(());
        }
        // The temporary file is deleted immediately after it is created.
        tempfile::tempfile_in(&self.folder).map(drop).map_err(|error| StoreError::new("write in", &self.folder, error))
    }

    /// Returns the journal of the reviewer `name`, existing or not.
    ///
    /// # Errors
    /// If no reviewer can have the name.
    pub fn of(&self, name: &str) -> Result<Journal, InvalidReviewer> {
        let path = self.folder.join(format!("{}.{EXTENSION}", stem(name)?));
        Ok(Journal::new(path, name))
    }

    /// Returns the paths of all journals, sorted.
    ///
    /// # Errors
    /// If the folder exists and cannot be read.
    pub fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        files_in(&self.folder, EXTENSION)
    }

    /// Returns the files in the folder of the journals that are not read although they may be journals, sorted: files
    /// whose name resembles that of a journal but has another extension, and files in subfolders.
    pub fn unread(&self) -> Vec<PathBuf> {
        let paths = |folder: &Path| {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            entries.into_iter().map(|entry| entry.path()).collect::<Vec<_>>()
        };
        let mut unread: Vec<PathBuf> = paths(&self.folder).into_iter().filter(|path| may_be_journal(path)).collect();
        for folder in paths(&self.folder).iter().filter(|path| path.is_dir()) {
            unread.extend(files_in(folder, EXTENSION).unwrap_or_default());
        }
        unread.sort();
        unread
    }
}

/// Reason, shown to the user, why a file that may be a journal is not read.
pub const NOT_A_JOURNAL: &str =
    "it is not read: a journal is directly in the folder `reviews`, and its name ends in `.jsonl`";

/// Returns whether the name of a file resembles that of a journal: `ada.json`, `ada.jsonl.txt`.
fn may_be_journal(path: &Path) -> bool {
    let has = |path: &Path, known: &[&str]| {
        path.extension().is_some_and(|found| known.iter().any(|known| found.eq_ignore_ascii_case(known)))
    };
    let stem = path.file_stem().map(Path::new);
    let is_in_capitals = has(path, &[EXTENSION]) && path.extension().is_some_and(|found| found != EXTENSION);
    is_in_capitals
        || has(path, &["json", "jsonlines", "ndjson"])
        || (has(path, &["txt", "json"]) && stem.is_some_and(|stem| has(stem, &[EXTENSION])))
}

/// Journal of one reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    path: PathBuf,
    reviewer: String,
    /// Greatest id of a known line; the ids of new lines are greater.
    last: Option<LineId>,
    /// Whether the file has existed. If it has, it is not created again, because that would hide that it is missing.
    seen: bool,
    /// Length of the file in bytes when it was last read or appended to; `None` if unknown.
    end: Option<u64>,
}

impl Journal {
    fn new(path: PathBuf, reviewer: &str) -> Self {
        let seen = path.exists();
        Self { path, reviewer: reviewer.to_owned(), last: None, seen, end: None }
    }

    /// Creates a handle for the journal in the file at `path`, which may not exist yet.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_stem().and_then(|stem| stem.to_str()).and_then(decode).unwrap_or_default();
        Self::new(path, &name)
    }

    /// Returns the path of the journal's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the name of the reviewer to whom the journal belongs.
    pub fn reviewer(&self) -> &str {
        &self.reviewer
    }

    /// Appends `events` to the journal, either all or none, and syncs them to disk. Events after a `start` belong to
    /// its session.
    ///
    /// # Errors
    /// If the events cannot be written. The journal is then unchanged, and appending can be retried.
    pub fn append(&mut self, stamp: &Stamp, events: Vec<JournalEvent>) -> Result<Appended, StoreError> {
        append::append(self, stamp, events)
    }

    /// Takes over what `follower` has read, and the last known id: new ids are greater than `last`, and before an
    /// append the journal is read again only if it has grown.
    pub fn observe(&mut self, follower: &JournalFollower, last: Option<LineId>) {
        self.observe_id(last);
        self.end = follower.length(&self.path).or(self.end);
    }

    fn observe_id(&mut self, last: Option<LineId>) {
        self.last = self.last.max(last);
    }
}

#[cfg(test)]
mod tests;
