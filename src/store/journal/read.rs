//! Reading of journals, which never writes. An unreadable line is reported as a diagnostic, and so is an incomplete
//! last line, which may still be being written or synchronized.
//!
//! A journal is read in blocks of complete lines, so that a long journal is never completely in memory, and the lines
//! of a block are parsed in parallel. The bodies of judged texts stay on disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::review::{BadLine, JournalEvent, Line, LineParser, WrittenLine};
use crate::store::atomic::{StoreError, open_optional, open_regular, read_optional};

use super::text::stored;

/// Message about an incomplete last line of a journal.
pub(super) const INCOMPLETE: &str = "the last line is incomplete and does not count yet";
/// Byte order mark that some editors write at the start of a file.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// Characters that version control repeats seven times to mark the parts of a conflict.
const CONFLICT_SIGNS: &[u8] = b"<|=>";
/// Advice on damage that mending removes.
const MENDED: &str = "`stratlas review check --fix` removes it from your own journal";
/// Size of a block, in bytes.
const BLOCK: u64 = 1024 * 1024;
/// Number of lines that one parallel task parses.
const CHUNK: usize = 512;

/// Contents of one or several journals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalContents {
    /// Lines of the journals, in the order of each file.
    pub lines: Vec<Line>,
    /// Diagnostics of unreadable lines. These lines stay on disk and are ignored.
    pub diagnostics: Vec<JournalDiagnostic>,
}

/// Diagnostic of an unreadable journal, or of an unreadable line in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {message}", .path.display(), .line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct JournalDiagnostic {
    /// Path of the journal.
    pub path: PathBuf,
    /// Number of the line, from 1; `None` if the file cannot be read at all.
    pub line: Option<usize>,
    /// Reason why the journal or line cannot be read.
    pub message: String,
}

/// Number of a line, from 1, with the line or the reason why it is unreadable.
pub type NumberedLine<T = Line> = (usize, Result<T, String>);

impl JournalContents {
    pub(super) fn report(&mut self, path: &Path, line: Option<usize>, message: String) {
        self.diagnostics.push(JournalDiagnostic { path: path.to_owned(), line, message });
    }
}

/// Opens the journal at `path`; `None` if it was removed after its folder was listed. Returns the reason if the journal
/// cannot be read.
pub(super) fn open(path: &Path) -> Result<Option<File>, String> {
    match open_regular(path) {
        Ok(None) if fs::symlink_metadata(path).is_ok() => Err("it is a link to a file that does not exist".to_owned()),
        Ok(file) => Ok(file),
        Err(StoreError::Io { source, .. }) => Err(unreadable(&source)),
        Err(error) => Err(error.to_string()),
    }
}

/// Returns the message for the user about a journal that cannot be read.
pub(super) fn unreadable(error: &io::Error) -> String {
    format!("it cannot be read: {error}")
}

/// Calls `each` with the blocks of `input`: each consists of complete lines, and the last is what follows the last line
/// feed.
pub(super) fn for_each_block(input: &mut impl Read, mut each: impl FnMut(&[u8])) -> io::Result<()> {
    let mut block = Vec::new();
    loop {
        let start = block.len();
        let read = input.by_ref().take(BLOCK).read_to_end(&mut block)?;
        if read == 0 {
            if !block.is_empty() {
                each(&block);
            }
            return Ok(());
        }
        if let Some(end) = memchr::memrchr(b'\n', &block[start..]).map(|at| start + at + 1) {
            each(&block[..end]);
            block.drain(..end);
        }
    }
}

/// Position in a journal, in bytes and in lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct JournalOffset {
    /// Number of bytes before the position.
    pub(super) bytes: u64,
    /// Number of line feeds before the position.
    pub(super) lines: usize,
}

impl JournalOffset {
    pub(super) fn advance(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.lines += memchr::memchr_iter(b'\n', bytes).count();
    }
}

/// Parses the lines of `block`, which starts at `offset` in the journal at `path`. Blank lines are skipped.
pub(super) fn parse_block(path: &Arc<Path>, offset: JournalOffset, block: &[u8]) -> Vec<NumberedLine> {
    parse_each(offset.lines, block, |parser, text, at| {
        let mut line = parser.parse(text)?;
        if let JournalEvent::Text { digest, body } = &mut line.event
            && body.is_of(*digest)
        {
            *body = stored(Arc::clone(path), offset.bytes + at as u64, text.len(), *digest);
        }
        Ok(line)
    })
}

/// Reads the lines of the journal at `path`, with their numbers; `None` if the file does not exist. Blank lines are
/// skipped.
///
/// # Errors
/// If the file cannot be read.
pub fn lines(path: &Path) -> Result<Option<Vec<NumberedLine>>, StoreError> {
    let Some(mut file) = open_optional(path)? else { return Ok(None) };
    let shared: Arc<Path> = path.into();
    let (mut lines, mut offset) = (Vec::new(), JournalOffset::default());
    let read = for_each_block(&mut file, |block| {
        lines.extend(parse_block(&shared, offset, block));
        offset.advance(block);
    });
    read.map_err(|error| StoreError::new("read", path, error)).map(|()| Some(lines))
}

/// Reads the bytes of the journal at `path`; `None` if the file does not exist.
///
/// # Errors
/// If the file cannot be read.
pub fn bytes(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    read_optional(path)
}

/// Parses the lines of a journal that has the content `bytes`, with their numbers and original texts. Blank lines are
/// skipped.
pub fn parse_lines(bytes: &[u8]) -> Vec<NumberedLine<WrittenLine>> {
    parse_each(0, bytes, |_, text, _| WrittenLine::parse(text))
}

/// Parses one line of a journal; `None` if it is blank. Returns the reason if it is unreadable.
pub(super) fn parse(bytes: &[u8]) -> Result<Option<Line>, String> {
    parse_one(bytes, Line::parse)
}

fn parse_one<T>(bytes: &[u8], parse: impl FnOnce(&str) -> Result<T, BadLine>) -> Result<Option<T>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse(text).map(Some).map_err(|error| damage(bytes).unwrap_or_else(|| error.to_string()))
}

/// Returns the message about damage by an editor or by version control, if a line has any.
fn damage(line: &[u8]) -> Option<String> {
    if let Some(marker) = conflict_marker(line) {
        return Some(format!("`{}` is a conflict marker; {MENDED}", crate::text::sanitize(&marker)));
    }
    line.starts_with(BYTE_ORDER_MARK).then(|| format!("it starts with a byte order mark; {MENDED}"))
}

/// Returns the text of a conflict marker: a character repeated seven times, optionally followed by a space and a name.
pub(super) fn conflict_marker(line: &[u8]) -> Option<String> {
    let line = line.trim_ascii_end();
    let (signs, name) = line.split_at_checked(7)?;
    let is_marker = CONFLICT_SIGNS.contains(&signs[0]) && signs.iter().all(|sign| *sign == signs[0]);
    let is_named = name.is_empty() || name.starts_with(b" ");
    (is_marker && is_named).then(|| String::from_utf8_lossy(line).into_owned())
}

/// Parses the lines of `block`, before which the journal has `skipped` lines. `parse` gets the text of a line and its
/// offset in the block.
fn parse_each<T: Send>(
    skipped: usize,
    block: &[u8],
    parse: impl Fn(&mut LineParser, &str, usize) -> Result<T, BadLine> + Sync,
) -> Vec<NumberedLine<T>> {
    let mut begin = 0;
    let ends = memchr::memchr_iter(b'\n', block).chain([block.len()]);
    let lines: Vec<Range<usize>> = ends.map(|end| std::mem::replace(&mut begin, end + 1)..end).collect();
    let read = |parser: &mut LineParser, at: usize| {
        let range = lines[at].clone();
        let is_complete = range.end < block.len();
        let line = parse_one(&block[range.clone()], |text| parse(parser, text, range.start));
        let line = line.map_err(|message| if is_complete { message } else { INCOMPLETE.to_owned() });
        line.transpose().map(|line| (skipped + at + 1, line))
    };
    let chunks = (0..lines.len().div_ceil(CHUNK)).into_par_iter().map(|chunk| {
        let mut parser = LineParser::default();
        let numbers = chunk * CHUNK..lines.len().min((chunk + 1) * CHUNK);
        numbers.filter_map(|at| read(&mut parser, at)).collect::<Vec<_>>()
    });
    chunks.collect::<Vec<_>>().into_iter().flatten().collect()
}
