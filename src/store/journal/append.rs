//! Adding lines: under a lock, in one write, synced before anyone is told that they are there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::review::{Event, Head, Id, Line};
use crate::store::files::{Lock, StoreError, folder_of, sync_folder};

use super::read::{self, Settled, settle, tail};
use super::{Journal, LOCK, Stamp};

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The lines, as they are in the journal.
    pub lines: Vec<Line>,
    /// What stood in the journal before them, if another program may have written to it since this one last did.
    pub before: Vec<Line>,
    /// Something to tell: the last line was torn by a crash and has been set aside.
    pub notice: Option<String>,
}

pub(super) fn append(journal: &mut Journal, stamp: &Stamp, events: Vec<Event>) -> Result<Appended, StoreError> {
    let path = journal.path.clone();
    let failed = |error| StoreError::new("write", &path, error);
    // A new file in place of one that is gone would hide what that held.
    if journal.seen && !path.exists() {
        return Err(failed(io::ErrorKind::NotFound.into()));
    }
    let _lock = Lock::take(&path.with_extension(LOCK))?;
    let is_new = !path.exists();
    let mut file = File::options().read(true).append(true).create(!journal.seen).open(&path).map_err(failed)?;
    let end = tail(&mut file).map_err(failed)?;
    let settled = settle(&path, &mut file, &end)?;
    journal.last = journal.last.max(settled.last);
    let before = before(journal, &file)?;
    let lines = lines(journal, stamp, events).map_err(failed)?;
    add(&mut file, &settled, &lines).map_err(failed)?;
    // Should the length not be told, the whole file is read next time.
    journal.end = file.metadata().ok().map(|file| file.len());
    if is_new {
        sync_new(&path).map_err(failed)?;
    }
    journal.seen = true;
    journal.last = lines.last().map(|line| line.head.id).or(journal.last);
    Ok(Appended { lines, before, notice: settled.notice })
}

/// What the journal holds, unless its file is as long as this program left it: whoever writes to it makes it longer.
fn before(journal: &Journal, file: &File) -> Result<Vec<Line>, StoreError> {
    let length = file.metadata().map_err(|error| StoreError::new("read", &journal.path, error))?.len();
    if journal.end == Some(length) {
        return Ok(Vec::new());
    }
    let lines = read::lines(&journal.path)?.unwrap_or_default();
    Ok(lines.into_iter().filter_map(|(_, line)| line.ok()).collect())
}

/// The lines that say `events`, with ids after all that were seen.
fn lines(journal: &Journal, stamp: &Stamp, events: Vec<Event>) -> io::Result<Vec<Line>> {
    let mut last = journal.last;
    let mut session = stamp.session;
    let mut lines = Vec::with_capacity(events.len());
    for event in events {
        let mut chance = [0; 10];
        getrandom::fill(&mut chance).map_err(io::Error::other)?;
        let id = Id::next(last, stamp.at.timestamp(), chance);
        last = Some(id);
        let is_start = matches!(event, Event::Start(_));
        let head = Head {
            id,
            at: stamp.at.clone(),
            by: journal.reviewer.clone(),
            session: session.filter(|_| !is_start),
            edition: stamp.edition.clone(),
        };
        if is_start {
            session = Some(id);
        }
        lines.push(Line::new(head, event));
    }
    Ok(lines)
}

/// Adds `lines` to the end of the file. If that fails, the file is cut back to what it was.
fn add(file: &mut File, settled: &Settled, lines: &[Line]) -> io::Result<()> {
    let mut bytes = Vec::new();
    if settled.unended {
        bytes.push(b'\n');
    }
    for line in lines {
        bytes.extend_from_slice(line.as_str().as_bytes());
        bytes.push(b'\n');
    }
    let before = file.metadata()?.len();
    let written = file.write_all(&bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // Should this fail too, what is left is a torn line, which the next one to read sets aside.
        let _ = file.set_len(before).and_then(|()| file.sync_all());
    }
    written
}

/// A new file is on disk once its folder is, and that once the folder above it is.
fn sync_new(path: &Path) -> io::Result<()> {
    let folder = folder_of(path);
    sync_folder(folder)?;
    let above = folder_of(folder);
    if fs::exists(above)? { sync_folder(above) } else { Ok(()) }
}
