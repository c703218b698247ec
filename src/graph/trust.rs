//! Trustworthiness of what an atlas says about people: counts of positions and sources by reason for doubt.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::model::{Id, PersonView, Position, Source, SourceDepth, TagId};

/// Counts of positions by how well sources support them; a position can be in several counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// Number of all positions.
    pub positions: usize,
    /// Positions with at least one source that leads to a passage, not just to a home page.
    pub passage: usize,
    /// Positions whose sources are all home pages.
    pub home_page: usize,
    /// Positions without a source.
    pub unsourced: usize,
    /// Positions that are marked as tentative.
    pub tentative: usize,
    /// Positions with a caveat on the position itself, on one of its sources or on the person.
    pub caveated: usize,
}

impl Support {
    fn of(person: &PersonView<'_>, position: &Position<&str>) -> Self {
        let depth = position.depth();
        Self {
            positions: 1,
            passage: usize::from(depth == Some(SourceDepth::Passage)),
            home_page: usize::from(depth == Some(SourceDepth::HomePage)),
            unsourced: usize::from(depth.is_none()),
            tentative: usize::from(position.tentative),
            caveated: usize::from(person.caveat.is_some() || position.has_caveat()),
        }
    }
}

impl AddAssign for Support {
    fn add_assign(&mut self, other: Self) {
        self.positions += other.positions;
        self.passage += other.passage;
        self.home_page += other.home_page;
        self.unsourced += other.unsourced;
        self.tentative += other.tentative;
        self.caveated += other.caveated;
    }
}

/// Counts of the sources of positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceCounts {
    /// Number of all sources.
    pub all: usize,
    /// Sources that are home pages and lead to no passage.
    pub home_pages: usize,
    /// Sources without a date of publication.
    pub unpublished: usize,
    /// Sources without any date, neither of the remark nor of publication.
    pub undated: usize,
    /// Sources with a caveat.
    pub caveated: usize,
}

impl SourceCounts {
    fn of(source: &Source<&str>) -> Self {
        Self {
            all: 1,
            home_pages: usize::from(source.depth() == SourceDepth::HomePage),
            unpublished: usize::from(source.date.is_none()),
            undated: usize::from(source.stated_by().is_none()),
            caveated: usize::from(source.caveat.is_some()),
        }
    }
}

impl AddAssign for SourceCounts {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.home_pages += other.home_pages;
        self.unpublished += other.unpublished;
        self.undated += other.undated;
        self.caveated += other.caveated;
    }
}

/// Counts of reasons to doubt the entries of an atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// Counts of all positions.
    pub support: Support,
    /// Counts of the sources of all positions.
    pub sources: SourceCounts,
    /// Number of people with a caveat on the whole person.
    pub people_with_caveat: usize,
    /// Number of positions with a caveat on the position itself.
    pub positions_with_caveat: usize,
    /// Counts of the positions on each tag, by the index of the tag.
    by_tag: Vec<Support>,
}

impl Trust {
    /// Returns counts that are all zero, with room for `tags` tags.
    pub(super) fn of_nobody(tags: usize) -> Self {
        Self { by_tag: vec![Support::default(); tags], ..Self::default() }
    }

    /// Counts the positions and sources of `person`.
    pub(super) fn add(&mut self, person: &PersonView<'_>) {
        self.people_with_caveat += usize::from(person.caveat.is_some());
        for position in &person.positions {
            let support = Support::of(person, position);
            self.support += support;
            self.by_tag[position.tag.index()] += support;
            self.positions_with_caveat += usize::from(position.caveat.is_some());
            position.sources.iter().for_each(|source| self.sources += SourceCounts::of(source));
        }
    }

    /// Adds `other`, the counts of other people, to these counts.
    pub(super) fn merge(&mut self, other: Self) {
        self.support += other.support;
        self.sources += other.sources;
        self.people_with_caveat += other.people_with_caveat;
        self.positions_with_caveat += other.positions_with_caveat;
        self.by_tag.iter_mut().zip(other.by_tag).for_each(|(own, more)| *own += more);
    }

    /// Returns the counts of the positions on `tag`.
    pub fn on_tag(&self, tag: TagId) -> Support {
        self.by_tag[tag.index()]
    }
}
