//! Origins: where each record of an atlas is written.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::raw::{Raw, Slug};
use crate::diagnostic::{SourceMap, Span};
use crate::model::{Entity, Id, Mechanism, OverlayEntry};
use crate::text;

/// Where a record is written: the line of its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The file, as a path below the folder of the atlas.
    pub file: &'a str,
    /// The line, from 1.
    pub line: u32,
    /// Whether the file belongs to the overlay.
    pub overlay: bool,
}

/// Where the records of an atlas are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    files: Vec<String>,
    /// The index of the first file of the overlay.
    overlay: u32,
    /// What the overlay adds and changes.
    overlay_entries: Vec<OverlayEntry>,
    strategies: Vec<Line>,
    people: Vec<Line>,
    tags: Vec<Line>,
    levers: Vec<Line>,
    scenarios: Vec<Line>,
    portfolios: Vec<Line>,
    mechanisms: Vec<Line>,
}

/// A line of a file; line 0 stands for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    file: u32,
    line: u32,
}

impl Origins {
    /// The origins of the records in `raw`; files from index `overlay` on belong to the overlay.
    pub(super) fn new(raw: &Raw<'_>, sources: &SourceMap, overlay: usize, overlay_entries: Vec<OverlayEntry>) -> Self {
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let line = |span: Span| {
            sources
                .locate(span)
                .map_or_else(Line::default, |place| Line { file: number(place.index), line: place.line() })
        };
        let of = |slug: &Slug<'_>| line(slug.span);
        let rows = &raw.records;
        let mechanism = |mechanism: Mechanism| {
            let row = rows.mechanism.iter().find(|row| row.id.value == mechanism.as_str());
            row.map_or_else(Line::default, |row| line(row.id.span))
        };
        Self {
            overlay: number(overlay),
            overlay_entries,
            files: sources.files().iter().map(|source| source.name.clone()).collect(),
            strategies: rows.strategy.iter().map(|row| of(&row.id)).collect(),
            people: rows.person.iter().map(|row| of(&row.id)).collect(),
            tags: rows.tag.iter().map(|row| of(&row.id)).collect(),
            levers: rows.lever.iter().map(|row| of(&row.id)).collect(),
            scenarios: rows.scenario.iter().map(|row| of(&row.id)).collect(),
            portfolios: rows.portfolio.iter().map(|row| of(&row.id)).collect(),
            mechanisms: Mechanism::ALL.map(mechanism).to_vec(),
        }
    }

    /// What the overlay adds and changes, in order.
    pub fn overlay(&self) -> &[OverlayEntry] {
        &self.overlay_entries
    }

    /// The files of the overlay, by the names that diagnostics use.
    pub(super) fn overlay_files(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.files.iter().skip(self.overlay as usize).map(|name| text::sanitize(name))
    }

    /// Where `record` is written; `None` for a mechanism that the atlas does not mention.
    pub fn of(&self, record: Entity) -> Option<Origin<'_>> {
        let (lines, index) = match record {
            Entity::Strategy(id) => (&self.strategies, id.index()),
            Entity::Person(id) => (&self.people, id.index()),
            Entity::Tag(id) => (&self.tags, id.index()),
            Entity::Lever(id) => (&self.levers, id.index()),
            Entity::Scenario(id) => (&self.scenarios, id.index()),
            Entity::Portfolio(id) => (&self.portfolios, id.index()),
            Entity::Mechanism(mechanism) => (&self.mechanisms, mechanism.index()),
        };
        let written = lines.get(index).filter(|line| line.line > 0)?;
        let file = self.files.get(written.file as usize)?;
        Some(Origin { file, line: written.line, overlay: written.file >= self.overlay })
    }
}
