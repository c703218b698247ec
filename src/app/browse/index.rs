//! Index: the list of all records of one kind, to the left of the page.

use crate::graph::Graph;
use crate::model::{Id, Kind, LeverId, SharedSort};
use crate::place::Place;

use crate::app::text_input::TextInput;

use super::scroll::keep_in_sight;

/// Row of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexRow {
    /// Heading with the lever of the strategies below it.
    Lever(LeverId),
    /// Entry that links to a place.
    Entry(Place),
}

impl IndexRow {
    /// Returns the place that an entry links to; `None` for a heading.
    pub fn place(self) -> Option<Place> {
        match self {
            Self::Entry(place) => Some(place),
            Self::Lever(_) => None,
        }
    }
}

/// Index: the list of all records of one kind that match a filter.
#[derive(Clone, Debug)]
pub struct IndexList {
    /// Kind of the listed records.
    pub kind: Kind,
    /// Filter line; its text remains after the user has stopped typing.
    pub filter: TextInput,
    /// Whether the filter line receives keys.
    pub typing: bool,
    /// Whether the filter has to be queried again because the atlas was reloaded.
    pub(in crate::app) is_outdated: bool,
    /// Whether Enter was pressed while the filter was still being searched: the first entry is then previewed when the
    /// result arrives.
    pub(in crate::app) accepts_answer: bool,
    /// Index of the row under the cursor.
    pub row: usize,
    /// Index of the first visible row.
    pub scroll: usize,
    all: Rows,
    filtered: Option<Rows>,
}

/// Rows, and how many of them are entries. The number is stored because every frame displays it.
#[derive(Clone, Debug, Default)]
struct Rows {
    rows: Vec<IndexRow>,
    entries: usize,
}

impl Rows {
    fn new(rows: Vec<IndexRow>) -> Self {
        Self { entries: rows.iter().filter_map(|row| row.place()).count(), rows }
    }
}

impl IndexList {
    /// Creates the list of all records of `kind`.
    pub fn new(graph: &Graph, kind: Kind) -> Self {
        let mut index = Self {
            kind,
            filter: TextInput::default(),
            typing: false,
            is_outdated: false,
            accepts_answer: false,
            row: 0,
            scroll: 0,
            all: Rows::new(rows(graph, kind)),
            filtered: None,
        };
        index.move_to(0);
        index
    }

    /// Returns the rows that match the filter.
    pub fn rows(&self) -> &[IndexRow] {
        &self.shown().rows
    }

    fn shown(&self) -> &Rows {
        self.filtered.as_ref().unwrap_or(&self.all)
    }

    /// Returns whether the list is filtered.
    pub fn is_filtered(&self) -> bool {
        self.filtered.is_some()
    }

    /// Returns the number of all entries, and the number of those that match the filter.
    pub fn counts(&self) -> (usize, usize) {
        (self.all.entries, self.shown().entries)
    }

    /// Returns the position of the cursor among the entries, from 1.
    pub fn position(&self) -> usize {
        let Rows { rows, entries } = self.shown();
        if *entries == rows.len() {
            return (self.row + 1).min(*entries);
        }
        rows.iter().take(self.row + 1).filter_map(|row| row.place()).count()
    }

    /// Returns the place of the entry under the cursor; `None` if the list is empty.
    pub fn selected(&self) -> Option<Place> {
        self.rows().get(self.row)?.place()
    }

    /// Returns the places of the entries that match the filter.
    pub(in crate::app) fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.rows().iter().filter_map(|row| row.place())
    }

    /// Shows all entries. The cursor stays on the same entry.
    pub fn show_all(&mut self) {
        self.show(None);
    }

    /// Shows only the entries that `is_shown` accepts. The cursor stays on its entry if `is_shown` accepts that, or
    /// else moves to the first entry.
    pub fn show_only(&mut self, is_shown: impl Fn(Place) -> bool) {
        let mut shown: Vec<IndexRow> = Vec::new();
        let mut heading = None;
        for row in &self.all.rows {
            match row {
                IndexRow::Lever(_) => heading = Some(*row),
                IndexRow::Entry(place) if is_shown(*place) => {
                    shown.extend(heading.take());
                    shown.push(*row);
                }
                IndexRow::Entry(_) => {}
            }
        }
        self.show(Some(Rows::new(shown)));
    }

    fn show(&mut self, rows: Option<Rows>) {
        let selected = self.selected();
        self.filtered = rows;
        self.scroll = 0;
        if selected.is_none_or(|place| !self.select(place)) {
            self.move_to(0);
        }
    }

    /// Moves the cursor by a number of entries, skipping headings; upwards if `entries` is negative.
    pub fn move_by(&mut self, entries: isize) {
        let rows = self.rows().len();
        let mut row = self.row;
        let mut left = entries.unsigned_abs();
        while left > 0 {
            let next = row.saturating_add_signed(entries.signum());
            if next >= rows || next == row {
                break;
            }
            row = next;
            if self.rows()[row].place().is_some() {
                self.row = row;
                left -= 1;
            }
        }
    }

    /// Moves the cursor to the first entry at or after `row`.
    pub fn move_to(&mut self, row: usize) {
        let rows = self.rows();
        let from = row.min(rows.len().saturating_sub(1));
        let is_entry = |row: &usize| rows[*row].place().is_some();
        self.row = (from..rows.len()).find(is_entry).or_else(|| (0..from).rev().find(is_entry)).unwrap_or(0);
    }

    /// Moves the cursor to the first entry of the next lever, or of the previous one.
    pub fn move_by_group(&mut self, forward: bool) {
        let is_heading = |row: &usize| self.rows()[*row].place().is_none();
        let target = if forward {
            (self.row..self.rows().len()).find(is_heading)
        } else {
            (0..self.row.saturating_sub(1)).rev().find(is_heading)
        };
        if let Some(row) = target {
            self.move_to(row);
        }
    }

    /// Moves the cursor to `place`. Returns whether `place` is in the list.
    pub fn select(&mut self, place: Place) -> bool {
        if self.selected() == Some(place) {
            return true;
        }
        let found = self.rows().iter().position(|row| *row == IndexRow::Entry(place));
        if let Some(row) = found {
            self.row = row;
        }
        found.is_some()
    }

    /// Scrolls by `rows` in a window of `height` rows; the cursor stays visible.
    pub fn scroll_by(&mut self, height: usize, rows: isize) {
        self.scroll = self.scroll.saturating_add_signed(rows).min(self.rows().len().saturating_sub(height));
        let last = self.scroll + height.saturating_sub(1);
        if (self.scroll..=last).contains(&self.row) {
            return;
        }
        let rows = self.rows();
        let mut entries = (self.scroll..rows.len().min(last + 1)).filter(|&row| rows[row].place().is_some());
        let nearest = if self.row < self.scroll { entries.next() } else { entries.next_back() };
        self.row = nearest.unwrap_or(self.row.clamp(self.scroll, last));
    }

    /// Scrolls so that the cursor is visible in a window of `height` rows, together with the heading above its entry if
    /// that fits.
    pub fn keep_in_sight(&mut self, height: usize) {
        self.scroll = keep_in_sight(self.row, self.scroll, height, self.rows().len());
    }
}

fn rows(graph: &Graph, kind: Kind) -> Vec<IndexRow> {
    let atlas = &graph.atlas;
    match kind {
        Kind::Strategy => atlas
            .levers
            .ids()
            .filter(|lever| !graph.on_lever(*lever).is_empty())
            .flat_map(|lever| {
                let entries = graph.on_lever(lever).iter().map(|&id| IndexRow::Entry(Place::from(id)));
                std::iter::once(IndexRow::Lever(lever)).chain(entries)
            })
            .collect(),
        Kind::Person => graph.people_by_name().iter().map(|&id| IndexRow::Entry(Place::from(id))).collect(),
        Kind::Tag => {
            let mut tags: Vec<_> = atlas.tags.ids().collect();
            tags.shared_sort_by_key(|&tag| (std::cmp::Reverse(graph.holders(tag).len()), tag.index()));
            tags.into_iter().map(|tag| IndexRow::Entry(Place::from(tag))).collect()
        }
        _ => kind.entities(atlas).map(|entity| IndexRow::Entry(entity.into())).collect(),
    }
}
