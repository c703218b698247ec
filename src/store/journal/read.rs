//! Reading a journal. What cannot be read is stepped over and told; a last line that a crash has torn is set aside.

use std::fs::File;
use std::io::{self, Read as _, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::review::{Id, Line};
use crate::store::files::{self, Lock, StoreError};

use super::{LOCK, TORN};

/// How much of the end of a file is looked at first.
const BLOCK: u64 = 64 * 1024;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The lines, in the order of the file.
    pub lines: Vec<Line>,
    /// What could not be read; it stays where it is and counts for nothing.
    pub faults: Vec<LineFault>,
    /// What else there is to tell.
    pub notices: Vec<String>,
}

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {what}", .path.display())]
pub struct LineFault {
    /// The file.
    pub path: PathBuf,
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

/// The end of a journal.
#[derive(Debug)]
pub(super) struct Tail {
    /// The last id of the lines near the end.
    last: Option<Id>,
    /// How long the file is without what comes after the last line feed.
    whole: u64,
    /// What comes after the last line feed.
    rest: Vec<u8>,
}

/// The end of a journal once it is fit to be added to.
#[derive(Debug)]
pub(super) struct Settled {
    /// The last id of the lines near the end.
    pub(super) last: Option<Id>,
    /// Whether the last line is whole but for its line feed.
    pub(super) unended: bool,
    /// What there is to tell.
    pub(super) notice: Option<String>,
}

pub(super) fn read(path: &Path) -> Result<Read, StoreError> {
    let Some(mut bytes) = files::read(path)? else { return Ok(Read::default()) };
    let mut read = Read::default();
    if bytes.last().is_some_and(|&last| last != b'\n') {
        // Another program may be in the middle of a write; under the lock nobody is.
        match mend(path) {
            Ok(notice) => read.notices.extend(notice),
            Err(error) => read.notices.push(format!("The last line of {} is not whole: {error}", path.display())),
        }
        bytes = files::read(path)?.unwrap_or_default();
    }
    let end = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let (whole, rest) = bytes.split_at(end);
    for (number, text) in (1..).zip(whole.split(|&byte| byte == b'\n')) {
        match parse(text) {
            Ok(line) => read.lines.extend(line),
            Err(what) => read.faults.push(LineFault { path: path.to_owned(), line: number, what }),
        }
    }
    // A last line without its end counts if it is whole.
    read.lines.extend(parse(rest).ok().flatten());
    Ok(read)
}

/// The number of a line, from 1, and the line or what is wrong with it.
pub type Numbered = (usize, Result<Line, String>);

/// Every line of the journal at `path` with its number, as it is or with what is wrong with it; nothing if there is no
/// file. Nothing is changed: a torn last line is wrong like any other.
///
/// # Errors
/// If it cannot be read.
pub fn lines(path: &Path) -> Result<Option<Vec<Numbered>>, StoreError> {
    let Some(bytes) = files::read(path)? else { return Ok(None) };
    let all = (1..).zip(bytes.split(|&byte| byte == b'\n'));
    Ok(Some(all.filter_map(|(number, text)| Some((number, parse(text).transpose()?))).collect()))
}

/// The line that `bytes` are; nothing if they are blank.
fn parse(bytes: &[u8]) -> Result<Option<Line>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    Line::parse(text).map(Some).map_err(|error| error.to_string())
}

/// Sets a torn last line aside. Returns what there is to tell.
fn mend(path: &Path) -> Result<Option<String>, StoreError> {
    let failed = |error| StoreError::new("write", path, error);
    let _lock = Lock::take(&path.with_extension(LOCK))?;
    let mut file = File::options().read(true).append(true).open(path).map_err(failed)?;
    let end = tail(&mut file).map_err(failed)?;
    settle(path, &mut file, &end).map(|settled| settled.notice)
}

/// The end of `file`.
pub(super) fn tail(file: &mut File) -> io::Result<Tail> {
    let length = file.metadata()?.len();
    let mut block = BLOCK;
    loop {
        let start = length.saturating_sub(block);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.take(length - start).read_to_end(&mut bytes)?;
        let end = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        // The block may begin in the middle of a line.
        let begin = if start == 0 { 0 } else { bytes.iter().position(|&byte| byte == b'\n').map_or(end, |at| at + 1) };
        let lines = bytes.get(begin..end).unwrap_or_default().split(|&byte| byte == b'\n');
        let last = lines.filter_map(|text| parse(text).ok().flatten()).map(|line| line.head.id).max();
        if start == 0 || last.is_some() {
            let whole = start + end as u64;
            return Ok(Tail { last, whole, rest: bytes.split_off(end) });
        }
        block *= 4;
    }
}

/// Makes `file` fit to be added to: a torn last line is set aside, a whole one that lacks its line feed stays.
pub(super) fn settle(path: &Path, file: &mut File, tail: &Tail) -> Result<Settled, StoreError> {
    if tail.rest.is_empty() {
        return Ok(Settled { last: tail.last, unended: false, notice: None });
    }
    if let Ok(Some(line)) = parse(&tail.rest) {
        return Ok(Settled { last: tail.last.max(Some(line.head.id)), unended: true, notice: None });
    }
    let aside = path.with_extension(TORN);
    keep(&aside, &tail.rest).map_err(|error| StoreError::new("write", &aside, error))?;
    file.set_len(tail.whole).and_then(|()| file.sync_all()).map_err(|error| StoreError::new("write", path, error))?;
    let notice = format!(
        "The last line of {} was torn and has been moved to {}; everything before it stands",
        path.display(),
        aside.display()
    );
    Ok(Settled { last: tail.last, unended: false, notice: Some(notice) })
}

/// Adds a torn line to those in the file `aside`.
fn keep(aside: &Path, torn: &[u8]) -> io::Result<()> {
    let mut file = File::options().append(true).create(true).open(aside)?;
    let mut bytes = torn.to_vec();
    bytes.push(b'\n');
    file.write_all(&bytes)?;
    file.sync_all()
}
