//! Origins: for each record of an atlas, the file and the line that it comes from.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::people::FilePeople;
use super::raw::Raw;
use super::record_line::RecordLine;
use super::resolve::FileRow;
use crate::diagnostic::{SourceMap, Span};
use crate::model::{Entity, Kind, Mechanism, OverlayEntry};
use crate::text;

/// Where a record comes from: file and line of its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    /// Path of the file relative to the folder of the atlas.
    pub file: &'a str,
    /// Line of the id in the file, from 1.
    pub line: u32,
    /// Whether the file belongs to the overlay of the user.
    pub overlay: bool,
}

/// Origins of all records of an atlas, that is, the files and lines of their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    files: Vec<String>,
    /// Index in `files` of the first file of the overlay.
    overlay: u32,
    /// What the overlay adds and changes.
    overlay_entries: Vec<OverlayEntry>,
    /// For each kind of record, in the order of [`Kind::ALL`], the file and line of each record.
    lines: [Vec<RecordLine>; 7],
}

impl Origins {
    /// Returns the origins of the records in `raw` and of `people`. Files from the index `overlay` on belong to the
    /// overlay, whose changes are `entries`.
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

    /// Returns what the overlay adds and changes, in the order of its files.
    pub fn overlay(&self) -> &[OverlayEntry] {
        &self.overlay_entries
    }

    /// Returns the names of the overlay's files, as diagnostics give them.
    pub(super) fn overlay_files(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.files.iter().skip(self.overlay as usize).map(|name| text::sanitize(name))
    }

    /// Returns the file and the line of `record`; `None` for a mechanism that has no record in the atlas.
    pub fn of(&self, record: Entity) -> Option<Origin<'_>> {
        let written = self.lines[record.kind() as usize].get(record.index()).filter(|line| line.line > 0)?;
        let file = self.files.get(written.file as usize)?;
        Some(Origin { file, line: written.line, overlay: written.file >= self.overlay })
    }
}
