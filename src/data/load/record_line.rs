//! File and line of each record's id, stored for the origins of records.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{SourceMap, Span};

/// File and line of the id of a record; the line is 0 if unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RecordLine {
    /// Index of the file among the sources.
    pub(super) file: u32,
    /// Line of the id, from 1; 0 if unknown.
    pub(super) line: u32,
}

/// Counts lines of spans. For spans in ascending order, each file is read only once, however many of them it has.
#[derive(Debug, Default)]
pub(super) struct LineCounter {
    file: Option<usize>,
    offset: usize,
    line: u32,
}

impl LineCounter {
    /// Returns the file and the line of the start of `span`; the default, with line 0, for a placeholder.
    pub(super) fn line(&mut self, sources: &SourceMap, span: Span) -> RecordLine {
        let Some(place) = sources.locate(span) else { return RecordLine::default() };
        let start = place.start as usize;
        if self.file != Some(place.index) || self.offset > start {
            *self = Self { file: Some(place.index), offset: 0, line: 1 };
        }
        let passed = place.file.text.get(self.offset..start).unwrap_or_default();
        let breaks = passed.bytes().filter(|&byte| byte == b'\n').count();
        self.offset = start;
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        RecordLine { file: u32::try_from(place.index).unwrap_or(u32::MAX), line: self.line }
    }
}
