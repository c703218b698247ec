//! Preparation of the end of a journal, so that lines can be appended. It takes place when a line is appended to the
//! user's own journal, never when a journal is read.

use std::fs::File;
use std::io::{self, Read as _, Seek, SeekFrom, Write};
use std::path::Path;

use crate::review::LineId;
use crate::store::atomic::StoreError;

use super::TORN;
use super::read::parse;

/// Number of bytes at the end of a file that are read first.
const BLOCK: u64 = 64 * 1024;

/// End of the content of a journal.
#[derive(Debug)]
struct Tail {
    /// Greatest id of the lines near the end; `None` if the journal has no line with an id.
    last: Option<LineId>,
    /// Length of the file up to and including the last line feed, in bytes.
    whole: u64,
    /// Bytes after the last line feed; empty if the file ends with one.
    rest: Vec<u8>,
}

/// End of a journal that is ready for appending.
#[derive(Debug)]
pub(super) struct Recovered {
    /// Greatest id of the lines near the end; `None` if the journal has no line with an id.
    pub(super) last: Option<LineId>,
    /// Whether the last line is complete except for its line feed.
    pub(super) lacks_line_feed: bool,
    /// Message for the user, if a torn line was moved to another file.
    pub(super) notice: Option<String>,
}

/// Prepares `file`, the journal at `path`, for appending. A torn last line is moved to a separate file; a complete last
/// line without a line feed stays.
pub(super) fn recover(path: &Path, file: &mut File) -> Result<Recovered, StoreError> {
    let failed = |error| StoreError::new("write", path, error);
    let tail = tail(file).map_err(failed)?;
    if tail.rest.is_empty() {
        return Ok(Recovered { last: tail.last, lacks_line_feed: false, notice: None });
    }
    if let Ok(Some(line)) = parse(&tail.rest) {
        let last = tail.last.max(Some(line.head.id));
        return Ok(Recovered { last, lacks_line_feed: true, notice: None });
    }
    let torn = path.with_extension(TORN);
    quarantine(&torn, &tail.rest).map_err(|error| StoreError::new("write", &torn, error))?;
    cut(path, file, tail.whole).map_err(failed)?;
    let notice = format!(
        "The last line of {} was torn and has been moved to {}; everything before it stands",
        path.display(),
        torn.display()
    );
    Ok(Recovered { last: tail.last, lacks_line_feed: false, notice: Some(notice) })
}

/// Reads the end of `file`, going back as far as necessary to find a line with an id.
fn tail(file: &mut File) -> io::Result<Tail> {
    let length = file.metadata()?.len();
    let mut block = BLOCK;
    loop {
        let start = length.saturating_sub(block);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.take(length - start).read_to_end(&mut bytes)?;
        let end = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        // The block may start in the middle of a line, so its first line is left out unless it is the first of the
        // file.
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

/// Cuts the journal `file`, which was opened at `path`, to its first `length` bytes.
pub(super) fn cut(path: &Path, file: &File, length: u64) -> io::Result<()> {
    // On Windows a file that is open for appending cannot be cut, so it is opened again. Elsewhere this is avoided,
    // because another file may have taken the place of the journal.
    let again = if cfg!(windows) { Some(File::options().write(true).open(path)?) } else { None };
    let file = again.as_ref().unwrap_or(file);
    file.set_len(length)?;
    file.sync_all()
}

/// Appends a torn line to the file at `torn`.
pub(super) fn quarantine(torn: &Path, line: &[u8]) -> io::Result<()> {
    let mut file = File::options().append(true).create(true).open(torn)?;
    file.write_all(&[line, b"\n"].concat())?;
    file.sync_all()
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_that_has_taken_the_place_of_a_torn_journal_is_not_cut() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("ada.jsonl"), folder.path().join("other"));
        fs::write(&path, "torn").unwrap();
        let mut file = File::options().read(true).append(true).open(&path).unwrap();
        fs::write(&other, "a journal from another computer\n").unwrap();
        fs::rename(&other, &path).unwrap();
        assert!(recover(&path, &mut file).unwrap().notice.is_some());
        assert_eq!(fs::read_to_string(&path).unwrap(), "a journal from another computer\n");
    }
}
