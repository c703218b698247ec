//! Appending lines: under a lock, in one write, synced before they are confirmed.

use std::fs::File;
use std::io::{self, Write};

use crate::review::{Head, JournalEvent, Line, LineId, SharedName, WrittenLine};
use crate::store::atomic::{StoreError, folder_of, sync_folder};
use crate::store::lock::FileLock;

use super::recover::{Recovered, recover};
use super::{Journal, LOCK, Stamp, read};

/// Appended lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Lines as they are in the journal.
    pub lines: Vec<Line>,
    /// All earlier lines of the journal; empty unless another program may have written to it since the last append.
    pub before: Vec<Line>,
    /// Message for the user, if a line torn by a crash was moved to another file.
    pub notice: Option<String>,
}

pub(super) fn append(journal: &mut Journal, stamp: &Stamp, events: Vec<JournalEvent>) -> Result<Appended, StoreError> {
    let path = journal.path.clone();
    let failed = |error| StoreError::new("write", &path, error);
    // If the journal existed before, creating a new file would hide that it is missing.
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
    add(&mut file, &recovered, &lines).map_err(failed)?;
    // If the length is unknown, the whole file is read next time.
    journal.end = file.metadata().ok().map(|file| file.len());
    if is_new {
        sync_folder(folder_of(&path)).map_err(failed)?;
    }
    journal.seen = true;
    let lines: Vec<Line> = lines.into_iter().map(WrittenLine::into_line).collect();
    journal.last = lines.last().map(|line| line.head.id).or(journal.last);
    Ok(Appended { lines, before, notice: recovered.notice })
}

/// Reads the lines of the journal, unless its file still has the length after the last append: every write extends it.
fn before(journal: &Journal, file: &File) -> Result<Vec<Line>, StoreError> {
    let length = file.metadata().map_err(|error| StoreError::new("read", &journal.path, error))?.len();
    if journal.end == Some(length) {
        return Ok(Vec::new());
    }
    let lines = read::lines(&journal.path)?.unwrap_or_default();
    Ok(lines.into_iter().filter_map(|(_, line)| line.ok()).collect())
}

/// Builds the lines for `events`, with ids greater than all known ones.
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

/// Appends `lines` to the file. On failure, the file is truncated to its previous length.
fn add(file: &mut File, recovered: &Recovered, lines: &[WrittenLine]) -> io::Result<()> {
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
        // If this fails too, a torn line remains, which the next append moves away.
        let _ = file.set_len(before).and_then(|()| file.sync_all());
    }
    written
}
