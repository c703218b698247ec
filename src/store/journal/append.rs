//! Appending of lines to a journal: under a lock, in one write, and synced to disk before the lines are confirmed.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use crate::review::{Head, JournalEvent, Line, LineId, SharedName, WrittenLine};
use crate::store::atomic::{StoreError, folder_of, sync_folder};
use crate::store::lock::FileLock;

use super::recover::{Recovered, cut, recover};
use super::{Journal, LOCK, Stamp, read};

/// Result of appending lines to a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Appended lines, as they are in the journal.
    pub lines: Vec<Line>,
    /// All earlier lines of the journal, if another program may have written to it since the last append; otherwise
    /// empty.
    pub before: Vec<Line>,
    /// Message for the user, if a last line torn by a crash was moved to another file.
    pub notice: Option<String>,
}

pub(super) fn append(journal: &mut Journal, stamp: &Stamp, events: Vec<JournalEvent>) -> Result<Appended, StoreError> {
    let path = journal.path.clone();
    let failed = |error| StoreError::new("write", &path, error);
    // A journal that existed before is missing now. A new file would hide that, so appending fails.
    if journal.seen && !path.exists() {
        return Err(failed(io::ErrorKind::NotFound.into()));
    }
    let _lock = FileLock::acquire(&path.with_extension(LOCK))?;
    let is_new = !path.exists();
    let mut file = File::options().read(true).append(true).create(!journal.seen).open(&path).map_err(failed)?;
    let recovered = recover(&path, &mut file)?;
    journal.observe_id(recovered.last);
    let before = before(journal, &file)?;
    let lines = lines(journal, stamp, events).map_err(failed)?;
    add(&path, &mut file, &recovered, &lines).map_err(failed)?;
    // Without the length of the file, the next append reads the whole file.
    journal.end = file.metadata().ok().map(|file| file.len());
    if is_new {
        sync_folder(folder_of(&path)).map_err(failed)?;
    }
    journal.seen = true;
    let lines: Vec<Line> = lines.into_iter().map(WrittenLine::into_line).collect();
    journal.last = lines.last().map(|line| line.head.id).or(journal.last);
    Ok(Appended { lines, before, notice: recovered.notice })
}

/// Returns the lines of the journal; none if its file has the length that it had after the last append, because every
/// write by another program would extend it.
fn before(journal: &Journal, file: &File) -> Result<Vec<Line>, StoreError> {
    let length = file.metadata().map_err(|error| StoreError::new("read", &journal.path, error))?.len();
    if journal.end == Some(length) {
        return Ok(Vec::new());
    }
    let lines = read::lines(&journal.path)?.unwrap_or_default();
    Ok(lines.into_iter().filter_map(|(_, line)| line.ok()).collect())
}

/// Returns the lines for `events`, with ids that are greater than all known ids.
fn lines(journal: &Journal, stamp: &Stamp, events: Vec<JournalEvent>) -> io::Result<Vec<WrittenLine>> {
    let reviewer = SharedName::from(journal.reviewer.as_str());
    let edition = stamp.edition.as_deref().map(SharedName::from);
    let mut last = journal.last;
    let mut session = stamp.session;
    let mut lines: Vec<WrittenLine> = Vec::with_capacity(events.len());
    let is_batch = events.iter().filter(|event| event.is_undoable()).count() > 1;
    let mut batch = None;
    for event in events {
        let mut random = [0; 10];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let id = LineId::next(last, stamp.at.timestamp(), random);
        last = Some(id);
        let is_start = matches!(event, JournalEvent::Start(_));
        let head = Head {
            id,
            at: stamp.at.clone(),
            by: reviewer.clone(),
            session: session.filter(|_| !is_start),
            edition: edition.clone(),
            batch: (is_batch && event.is_undoable()).then(|| *batch.get_or_insert(id)),
        };
        if is_start {
            session = Some(id);
        }
        lines.push(WrittenLine::new(head, event));
    }
    Ok(lines)
}

/// Appends `lines` to `file` at `path`. On failure, cuts the file to its previous length.
fn add(path: &Path, file: &mut File, recovered: &Recovered, lines: &[WrittenLine]) -> io::Result<()> {
    let mut bytes = Vec::new();
    if recovered.lacks_line_feed {
        bytes.push(b'\n');
    }
    for line in lines {
        bytes.extend_from_slice(line.as_str().as_bytes());
        bytes.push(b'\n');
    }
    let before = file.metadata()?.len();
    let written = file.write_all(&bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // An error is ignored: a torn line then remains, and the next append moves it away.
        let _ = cut(path, file, before);
    }
    written
}
