//! Origins: where each record of an atlas is written.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::overlay::Part;
use super::raw::{Raw, Slug};
use crate::diagnostic::{SourceFile, Span};
use crate::model::{Entity, Id, Mechanism};
use crate::text;

/// Where a record is written: the line of its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The file, as a path below the folder of the atlas.
    pub file: &'a str,
    /// The line, from 1.
    pub line: u32,
    /// Whether the file goes over the atlas.
    pub overlay: bool,
}

/// Where the records of an atlas are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    files: Vec<String>,
    /// The number of the first file that goes over the atlas.
    overlay: u32,
    /// What these files bring.
    parts: Vec<Part>,
    strategies: Vec<Line>,
    people: Vec<Line>,
    tags: Vec<Line>,
    levers: Vec<Line>,
    scenarios: Vec<Line>,
    portfolios: Vec<Line>,
    mechanisms: Vec<Line>,
}

/// A line of a file; line 0 is nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    file: u32,
    line: u32,
}

impl Origins {
    pub(super) fn new(raw: &Raw<'_>, sources: &[SourceFile], parts: Vec<Part>) -> Self {
        let line = |span: Span| match sources.get(span.file as usize) {
            Some(source) => Line { file: span.file, line: source.line(span.start) },
            None => Line::default(),
        };
        let of = |slug: &Slug<'_>| line(slug.span);
        let rows = &raw.records;
        let mechanism = |mechanism: Mechanism| {
            let row = rows.mechanism.iter().find(|row| row.id.value == mechanism.as_str());
            row.map_or_else(Line::default, |row| line(row.id.span))
        };
        Self {
            overlay: raw.overlay,
            parts,
            files: sources.iter().map(|source| source.name.clone()).collect(),
            strategies: rows.strategy.iter().map(|row| of(&row.id)).collect(),
            people: rows.person.iter().map(|row| of(&row.id)).collect(),
            tags: rows.tag.iter().map(|row| of(&row.id)).collect(),
            levers: rows.lever.iter().map(|row| of(&row.id)).collect(),
            scenarios: rows.scenario.iter().map(|row| of(&row.id)).collect(),
            portfolios: rows.portfolio.iter().map(|row| of(&row.id)).collect(),
            mechanisms: Mechanism::ALL.map(mechanism).to_vec(),
        }
    }

    /// What the files that go over the atlas bring, in order.
    pub fn overlay(&self) -> &[Part] {
        &self.parts
    }

    /// The files that go over the atlas, as diagnostics name them.
    pub(super) fn overlay_files(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.files.iter().skip(self.overlay as usize).map(|name| text::safe(name))
    }

    /// Where `record` is written, if it is.
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
