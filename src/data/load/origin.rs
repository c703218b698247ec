//! Origins: file and line of each record of an atlas.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::people::FilePeople;
use super::raw::Raw;
use super::record_line::RecordLine;
use super::resolve::FileRow;
use crate::diagnostic::{SourceMap, Span};
use crate::model::{Entity, Kind, Mechanism, OverlayEntry};
use crate::text;

/// File and line of the id of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    /// Path relative to the folder of the atlas.
    pub file: &'a str,
    /// Line, from 1.
    pub line: u32,
    /// Whether the file belongs to the overlay.
    pub overlay: bool,
}

/// Files and lines of the records of an atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    files: Vec<String>,
    /// Index of the first file of the overlay.
    overlay: u32,
    /// Entries of the overlay.
    overlay_entries: Vec<OverlayEntry>,
    /// Lines of the records of each kind, in the order of [`Kind::ALL`].
    lines: [Vec<RecordLine>; 7],
}

impl Origins {
    /// Returns the origins of the records in `raw` and of `people`, which are in the given order; files from index
    /// `overlay` on belong to the overlay.
    pub(super) fn new(
        (raw, sources): (&Raw<'_>, &SourceMap),
        (people, order): (&[FilePeople], &[FileRow]),
        overlay: usize,
        overlay_entries: Vec<OverlayEntry>,
    ) -> Self {
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let line = |span: Span| {
            sources
                .locate(span)
                .map_or_else(RecordLine::default, |place| RecordLine { file: number(place.index), line: place.line() })
        };
        let rows = &raw.records;
        macro_rules! lines {
            ($rows:expr) => {
                $rows.iter().map(|row| line(row.id.span)).collect()
            };
        }
        let mechanism = |mechanism: &Mechanism| {
            let row = rows.mechanism.iter().find(|row| row.id.value == mechanism.as_str());
            row.map_or_else(RecordLine::default, |row| line(row.id.span))
        };
        let lines = Kind::ALL.map(|kind| match kind {
            Kind::Strategy => lines!(rows.strategy),
            Kind::Person => order.iter().map(|at| people[at.file as usize].rows()[at.row as usize].line).collect(),
            Kind::Tag => lines!(rows.tag),
            Kind::Lever => lines!(rows.lever),
            Kind::Scenario => lines!(rows.scenario),
            Kind::Portfolio => lines!(rows.portfolio),
            Kind::Mechanism => Mechanism::ALL.iter().map(mechanism).collect(),
        });
        let files = sources.files().iter().map(|source| source.name.clone()).collect();
        Self { files, overlay: number(overlay), overlay_entries, lines }
    }

    /// Returns the entries of the overlay, in order.
    pub fn overlay(&self) -> &[OverlayEntry] {
        &self.overlay_entries
    }

    /// Returns the files of the overlay, by the names that diagnostics use.
    pub(super) fn overlay_files(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.files.iter().skip(self.overlay as usize).map(|name| text::sanitize(name))
    }

    /// Returns the file and line of `record`; `None` for a mechanism that the atlas does not mention.
    pub fn of(&self, record: Entity) -> Option<Origin<'_>> {
        let written = self.lines[record.kind() as usize].get(record.index()).filter(|line| line.line > 0)?;
        let file = self.files.get(written.file as usize)?;
        Some(Origin { file, line: written.line, overlay: written.file >= self.overlay })
    }
}
