//! SourceFile texts and positions in them: what turns a byte range into file, line and column.

use std::ops::Range;

use super::code::Code;

/// A byte range of one source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) file: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    /// The span of something that is not written anywhere: a placeholder for a missing or faulty value.
    pub(crate) const DUMMY: Self = Self { file: u32::MAX, start: 0, end: 0 };

    /// The range `range` of text number `file`. Texts are bounded far below 4 GiB, so nothing is cut.
    pub(crate) fn new(file: u32, range: &Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: offset(range.start), end: offset(range.end) }
    }

    /// The start of text number `file`.
    pub(crate) fn file(file: u32) -> Self {
        Self { file, start: 0, end: 0 }
    }
}

impl Default for Span {
    fn default() -> Self {
        Self::DUMMY
    }
}

/// One source text.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// What it is called; of an atlas, its path below the folder, with slashes.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Where each line starts.
    lines: Vec<u32>,
}

impl SourceFile {
    /// The text `text` called `name`, without a byte order mark.
    pub(crate) fn new(name: String, mut text: String) -> Self {
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let breaks = text.match_indices('\n').filter_map(|(at, _)| u32::try_from(at + 1).ok());
        let lines = std::iter::once(0).chain(breaks).collect();
        Self { name, text, lines }
    }

    /// The line of the byte at `offset`, from 1.
    pub(crate) fn line(&self, offset: u32) -> u32 {
        u32::try_from(self.lines.partition_point(|&start| start <= offset)).unwrap_or(u32::MAX)
    }

    /// The line of the byte at `offset`, without its line break, and where it starts.
    pub(crate) fn line_around(&self, offset: u32) -> (&str, usize) {
        let index = self.line(offset) as usize - 1;
        let start = self.lines[index] as usize;
        let end = self.lines.get(index + 1).map_or(self.text.len(), |&next| next as usize - 1);
        let line = &self.text[start..end];
        (line.strip_suffix('\r').unwrap_or(line), start)
    }

    /// The nearest place at or before `offset` where a character of the text starts, or its end.
    pub(crate) fn clamp(&self, offset: u32) -> usize {
        let offset = (offset as usize).min(self.text.len());
        (0..=offset).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }
}

/// Counts columns. Asked for places in ascending order it reads each line once, however many places are on it.
#[derive(Debug, Default)]
pub(crate) struct ColumnCounter {
    file: u32,
    line: u32,
    /// Where the counting stopped, and the column there, from 1.
    offset: usize,
    column: u32,
}

impl ColumnCounter {
    /// Line and column of the start of `span` in `source`, from 1, in characters.
    pub(crate) fn measure(&mut self, source: &SourceFile, span: Span) -> (u32, u32) {
        let line = source.line(span.start);
        let (text, start) = source.line_around(span.start);
        let target = source.clamp(span.start).min(start + text.len());
        if (self.file, self.line) != (span.file, line) || self.offset > target || self.column == 0 {
            *self = Self { file: span.file, line, offset: start, column: 1 };
        }
        let passed = source.text[self.offset..target].chars().count();
        self.column = self.column.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.offset = target;
        (line, self.column)
    }
}

/// A diagnostic of a file: its kind, the byte it is at, and what to say.
pub(crate) type FileFault = (Code, usize, String);

/// The text in `bytes`. If they are not UTF-8, it is as much as can be read of it, to show the place.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, Option<FileFault>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let message = format!("this is not UTF-8: the byte 0x{:02X}", bytes[valid]);
            (String::from_utf8_lossy(bytes).into_owned(), Some((Code::NotUtf8, valid, message)))
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
    fn offsets_past_the_end_or_inside_a_character_are_clamped() {
        let source = SourceFile::new("a.toml".to_owned(), "é".to_owned());
        assert_eq!(source.clamp(1), 0);
        assert_eq!(source.clamp(7), 2);
    }
}
