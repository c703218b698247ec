//! Source files and positions in them. The files of a run have consecutive ranges of offsets, so that one number gives
//! a position in any of them.

use std::ops::Range;
use std::sync::OnceLock;

use super::code::Code;

/// Range of offsets into the files of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    /// Span of placeholders, that is, of values that stand for a missing or invalid value whose problem has been
    /// reported.
    pub(crate) const DUMMY: Self = Self { start: u32::MAX, end: u32::MAX };

    /// Returns the span of the bytes `range` of the file whose offsets start at `base`. Offsets have 32 bits, because
    /// the files of a run are limited to far less than 4 GiB.
    pub(crate) fn new(base: u32, range: &Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).map_or(u32::MAX - 1, |at| base.saturating_add(at));
        Self { start: offset(range.start), end: offset(range.end) }
    }

    /// Returns the empty span at `offset`, for example the start of a file.
    pub(crate) fn at(offset: u32) -> Self {
        Self { start: offset, end: offset }
    }
}

impl Default for Span {
    fn default() -> Self {
        Self::DUMMY
    }
}

/// Reason why a file could not be read completely.
#[derive(Debug)]
pub(crate) struct FileProblem {
    pub(crate) code: Code,
    /// Offset in the file, in bytes, of the first problem.
    pub(crate) offset: usize,
    pub(crate) message: String,
}

impl FileProblem {
    /// Creates a problem that concerns the file as a whole, with the offset 0.
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, offset: 0, message: message.into() }
    }
}

/// File of a run, with its name and its text.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// Name of the file in reports; for a file of an atlas, the path relative to the folder of the atlas, with slashes.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Reason why `text` is incomplete; `None` if the file was read completely.
    pub(crate) problem: Option<FileProblem>,
    /// Offsets of the starts of lines. They are computed when a line is looked up first, which happens in few files.
    line_starts: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// Creates the file `name` with the content `text`. A byte order mark is removed.
    pub(crate) fn new(name: String, mut text: String) -> Self {
        if text.starts_with(BYTE_ORDER_MARK) {
            text.drain(..BYTE_ORDER_MARK.len_utf8());
        }
        Self { name, text, problem: None, line_starts: OnceLock::new() }
    }

    /// Creates the file `name` with the content `bytes`. If they are not UTF-8 or UTF-16, the text is an approximation
    /// that people can read, with the problem.
    pub(crate) fn decode(name: String, bytes: Vec<u8>) -> Self {
        let (text, problem) = decode(bytes);
        Self { problem, ..Self::new(name, text) }
    }

    /// Creates the file `name`, of which nothing could be read because of `problem`.
    pub(crate) fn unreadable(name: String, problem: FileProblem) -> Self {
        Self { problem: Some(problem), ..Self::new(name, String::new()) }
    }

    /// Returns the file with all line ends converted to line feeds.
    pub(crate) fn with_line_feeds(self) -> Self {
        if !self.text.contains('\r') {
            return self;
        }
        let text = self.text.replace("\r\n", "\n").replace('\r', "\n");
        Self { problem: self.problem, ..Self::new(self.name, text) }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let breaks = self.text.match_indices('\n').filter_map(|(at, _)| u32::try_from(at + 1).ok());
            std::iter::once(0).chain(breaks).collect()
        })
    }

    /// Returns the line of the byte at `offset` in this file, from 1. Takes `O(log lines)`, and the first time
    /// `O(bytes)`.
    pub(crate) fn line(&self, offset: u32) -> u32 {
        u32::try_from(self.line_starts().partition_point(|&start| start <= offset)).unwrap_or(u32::MAX)
    }

    /// Returns the text of the line with the byte at `offset`, without the line break, and the offset in the file of
    /// its start.
    pub(crate) fn line_around(&self, offset: u32) -> (&str, usize) {
        let index = self.line(offset) as usize - 1;
        let starts = self.line_starts();
        let start = starts[index] as usize;
        let end = starts.get(index + 1).map_or(self.text.len(), |&next| next as usize - 1);
        let line = &self.text[start..end];
        (line.strip_suffix('\r').unwrap_or(line), start)
    }

    /// Returns the largest character boundary of the text that is at most `offset`.
    pub(crate) fn clamp(&self, offset: u32) -> usize {
        let offset = (offset as usize).min(self.text.len());
        (0..=offset).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }
}

/// Files of a run, each with a range of offsets after that of the file before it.
#[derive(Debug, Default)]
pub(crate) struct SourceMap {
    files: Vec<SourceFile>,
    /// Offset of the start of each file. A file takes one offset more than it has bytes, so that the offset of its end
    /// belongs to no other file.
    starts: Vec<u32>,
}

impl SourceMap {
    pub(crate) fn new(files: Vec<SourceFile>) -> Self {
        let mut next = 0_u32;
        let starts = files.iter().map(|file| {
            let start = next;
            let length = u32::try_from(file.text.len()).unwrap_or(u32::MAX);
            next = next.saturating_add(length).saturating_add(1).min(u32::MAX - 1);
            start
        });
        Self { starts: starts.collect(), files }
    }

    /// Returns the files, in order of their offsets.
    pub(crate) fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Returns each file with the offset where it starts, in this order.
    pub(crate) fn with_starts(&self) -> impl ExactSizeIterator<Item = (u32, &SourceFile)> {
        self.starts.iter().copied().zip(&self.files)
    }

    /// Returns the offset at which the file at `index` starts; the highest possible offset if there is no such file.
    pub(crate) fn start(&self, index: usize) -> u32 {
        self.starts.get(index).copied().unwrap_or(u32::MAX)
    }

    /// Returns the index of the file that contains the start of `span`; `None` for the span of a placeholder. `O(log
    /// files)`.
    pub(crate) fn index_of(&self, span: Span) -> Option<usize> {
        if span == Span::DUMMY {
            return None;
        }
        self.starts.partition_point(|&start| start <= span.start).checked_sub(1)
    }

    /// Returns the location of `span` in the file that contains its start, cut at the end of this file; `None` for the
    /// span of a placeholder.
    pub(crate) fn locate(&self, span: Span) -> Option<Location<'_>> {
        let index = self.index_of(span)?;
        let (file, base) = (&self.files[index], self.starts[index]);
        let last = u32::try_from(file.text.len()).unwrap_or(u32::MAX);
        let within = |offset: u32| offset.saturating_sub(base).min(last);
        Some(Location { index, file, start: within(span.start), end: within(span.end) })
    }
}

/// Span as a byte range of one file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Location<'a> {
    /// Index of the file in the source map.
    pub(crate) index: usize,
    pub(crate) file: &'a SourceFile,
    /// Offset in the file of the first byte.
    pub(crate) start: u32,
    /// Offset in the file of the byte after the last one.
    pub(crate) end: u32,
}

impl Location<'_> {
    /// Returns the line of the first byte of the location, from 1.
    pub(crate) fn line(&self) -> u32 {
        self.file.line(self.start)
    }
}

/// Counts the columns of locations. For locations in ascending order, each line is read only once, however many
/// locations it has.
#[derive(Debug, Default)]
pub(crate) struct ColumnCounter {
    file: usize,
    line: u32,
    /// Offset in the file at which counting stopped.
    offset: usize,
    /// Column of the byte at `offset`, from 1; 0 before anything has been counted.
    column: u32,
}

impl ColumnCounter {
    /// Returns the line and the column of the start of `location`, both from 1; the column counts characters.
    pub(crate) fn measure(&mut self, location: &Location<'_>) -> (u32, u32) {
        let Location { index, file, start: offset, .. } = *location;
        let line = file.line(offset);
        let (text, start) = file.line_around(offset);
        let target = file.clamp(offset).min(start + text.len());
        if (self.file, self.line) != (index, line) || self.offset > target || self.column == 0 {
            *self = Self { file: index, line, offset: start, column: 1 };
        }
        let passed = file.text[self.offset..target].chars().count();
        self.column = self.column.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.offset = target;
        (line, self.column)
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Decodes `bytes` as UTF-8 or UTF-16. If they are neither, returns a text that approximates them and the problem with
/// its position; for valid bytes the problem is `None`.
fn decode(bytes: Vec<u8>) -> (String, Option<FileProblem>) {
    let pairs = || bytes.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
    let utf16 = match bytes.as_slice() {
        // UTF-16 takes at least two bytes per character, so an odd number of bytes is not UTF-16.
        _ if bytes.len() % 2 == 1 => None,
        // Without a mark two ASCII characters have to say so: a single zero byte is damage in UTF-8.
        [0xFF, 0xFE, ..] | [1..=0x7F, 0, 1..=0x7F, 0, ..] => Some(pairs().map(u16::from_le_bytes).collect::<Vec<_>>()),
        [0xFE, 0xFF, ..] | [0, 1..=0x7F, 0, 1..=0x7F, ..] => Some(pairs().map(u16::from_be_bytes).collect()),
        _ => None,
    };
    if let Some(Ok(text)) = utf16.map(|units| String::from_utf16(&units)) {
        return (text, None);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let message = format!("this is not UTF-8: the byte 0x{:02X}; save the file as UTF-8", bytes[offset]);
            let text = String::from_utf8_lossy(bytes).into_owned();
            (text, Some(FileProblem { code: Code::NotUtf8, offset, message }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one_and_lose_their_breaks() {
        let source = SourceFile::new("a.toml".to_owned(), "\u{feff}one\r\ntwo\n".to_owned());
        assert_eq!((source.line(0), source.line(4), source.line(5), source.line(9)), (1, 1, 2, 3));
        assert_eq!(source.line_around(2), ("one", 0));
        assert_eq!(source.line_around(6), ("two", 5));
        assert_eq!(source.line_around(9), ("", 9));
    }

    #[test]
    fn only_whole_pairs_are_utf16() {
        let read = |bytes: &[u8]| decode(bytes.to_vec()).0;
        assert_eq!(read(b"[\0]\0"), "[]");
        assert_eq!(read(b"\0[\0]"), "[]");
        assert_eq!(read(b"[\0]"), "[\0]", "this is UTF-8 with a control character");
        assert_eq!(read(b"[\0a]"), "[\0a]", "and so is this");
        assert_eq!(read(b"\0[a]"), "\0[a]", "and this");
        assert!(decode(b"\xff\xfe[\0]".to_vec()).1.is_some(), "half a character is lost otherwise");
    }

    #[test]
    fn offsets_past_the_end_or_inside_a_character_are_clamped() {
        let source = SourceFile::new("a.toml".to_owned(), "é".to_owned());
        assert_eq!(source.clamp(1), 0);
        assert_eq!(source.clamp(7), 2);
    }

    #[test]
    fn every_offset_belongs_to_one_file() {
        let texts = ["one", "", "é\n", ""];
        let files = texts.map(|text| SourceFile::new(format!("{text:?}"), text.to_owned()));
        let map = SourceMap::new(files.into());
        for (index, (base, file)) in map.with_starts().enumerate() {
            for at in 0..=file.text.len() {
                let location = map.locate(Span::new(base, &(at..at))).expect("it is in a file");
                assert_eq!((location.index, location.start as usize), (index, at));
            }
        }
        let across = map.locate(Span { start: 1, end: 5 }).expect("it is in a file");
        assert_eq!((across.index, across.start, across.end), (0, 1, 3), "cut at the end of its file");
        assert!(map.locate(Span::DUMMY).is_none());
        assert!(SourceMap::default().locate(Span::at(0)).is_none());
        assert_eq!(map.locate(Span::new(u32::MAX, &(0..9))).map(|location| location.index), None);
        assert_eq!(map.locate(Span::new(0, &(usize::MAX..usize::MAX))).map(|location| location.index), Some(3));
    }
}
