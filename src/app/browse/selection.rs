//! Selected rows: records that an action applies to together.

use std::collections::HashSet;
use std::ops::Range;

use crate::action::Focus;
use crate::document::Target;
use crate::document::layout::{Flow, Link};
use crate::model::Entity;
use crate::place::Place;

use super::Browse;

/// Selected records, in the order selected. They stay selected on other pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    places: Vec<Place>,
    members: HashSet<Place>,
}

impl Selection {
    /// Returns whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Returns the selected records, in the order selected.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Returns whether a record is selected. `O(1)`.
    pub fn has(&self, place: Place) -> bool {
        self.members.contains(&place)
    }

    /// Returns whether the target of a link is selected. `O(1)`.
    pub fn has_target(&self, target: &Target) -> bool {
        matches!(target, Target::Place(place) if self.has(*place))
    }

    /// Returns the selected entities, in the order selected.
    pub fn entities(&self) -> impl Iterator<Item = Entity> {
        self.places.iter().filter_map(|place| place.entity())
    }

    /// Selects these records, or unselects them if all of them are selected. Returns whether they are selected now.
    pub(in crate::app) fn toggle(&mut self, places: &[Place]) -> bool {
        let is_selected = places.iter().all(|&place| self.has(place));
        if is_selected {
            for place in places {
                self.members.remove(place);
            }
            self.places.retain(|place| self.members.contains(place));
        } else {
            for &place in places {
                self.add(place);
            }
        }
        !is_selected
    }

    /// Selects a record.
    pub(in crate::app) fn add(&mut self, place: Place) {
        if self.members.insert(place) {
            self.places.push(place);
        }
    }

    /// Maps every record to another edition. Returns those that it does not have.
    pub(in crate::app) fn remap(&mut self, remap: impl Fn(Place) -> Option<Place>) -> Vec<Place> {
        let mut gone = Vec::new();
        for place in std::mem::take(self).places {
            match remap(place) {
                Some(place) => self.add(place),
                None => gone.push(place),
            }
        }
        gone
    }
}

impl Browse {
    /// Returns the record of the row under the cursor: the link under the cursor, or else the first record of the row.
    pub(in crate::app) fn row_record(&self) -> Option<Place> {
        self.target_place().filter(|&place| is_selectable(place)).or_else(|| {
            let focus = self.focus();
            let (flow, row) = (self.view.flow(focus)?, self.pane(focus).row);
            if focus == Focus::Main && self.view.matrix.is_some() {
                // A cell of the matrix is a pair of records.
                return None;
            }
            first_record(flow, rows_of(flow, row), &(0..usize::MAX))
        })
    }

    /// Returns the records of the same kind as the one under the cursor, of the table, list or section with the cursor.
    pub(in crate::app) fn records_beside(&self) -> Vec<Place> {
        let focus = self.focus();
        if focus == Focus::Index {
            return self.index.places().collect();
        }
        let (Some(flow), Some(here)) = (self.view.flow(focus), self.row_record()) else { return Vec::new() };
        let pane = self.pane(focus);
        let panel = pane.panel(flow).map(|panel| &flow.panels[panel]);
        let (rows, columns) = match panel {
            Some(panel) => (panel.rows.clone(), panel.columns.clone()),
            None => (list_around(flow, pane.row), 0..usize::MAX),
        };
        let mut records = Vec::new();
        let mut row = rows.start;
        while row < rows.end {
            // An item of another panel may be in the same rows.
            let item = if panel.is_some() { row..row + 1 } else { rows_of(flow, row) };
            row = item.end.max(row + 1);
            records.extend(first_record(flow, item, &columns).filter(|place| place.noun() == here.noun()));
        }
        records
    }

    /// Returns the row after the one at the cursor that has a record; none at the end.
    pub(in crate::app) fn next_record_row(&self, focus: Focus) -> Option<usize> {
        let flow = self.view.flow(focus)?;
        let mut pane = self.pane(focus);
        let item = rows_of(flow, pane.row);
        loop {
            let before = pane.row;
            pane.move_by(flow, 1);
            if pane.row == before {
                return None;
            }
            if !item.contains(&pane.row) && first_record(flow, pane.row..pane.row + 1, &(0..usize::MAX)).is_some() {
                return Some(pane.row);
            }
        }
    }
}

/// Returns whether rows of a place can be selected: it is a record.
fn is_selectable(place: Place) -> bool {
    matches!(place, Place::Entity(_) | Place::Commitment(..) | Place::Claim(_))
}

/// Returns the rows of the list item at `row`, or the row alone.
fn rows_of(flow: &Flow, row: usize) -> Range<usize> {
    flow.item_at(row).unwrap_or(row..row + 1)
}

/// Returns the rows of the table at `row`, or else of the section.
fn list_around(flow: &Flow, row: usize) -> Range<usize> {
    if let Some((_, rows)) = flow.tables.iter().find(|(_, rows)| rows.contains(&row)) {
        return rows.clone();
    }
    let start = flow.sections.iter().rev().find(|&&start| start <= row).copied().unwrap_or(0);
    start..flow.sections.iter().find(|&&end| end > row).copied().unwrap_or(flow.rows.len())
}

/// Returns the first record that the rows link to between two columns.
fn first_record(flow: &Flow, rows: Range<usize>, columns: &Range<usize>) -> Option<Place> {
    let is_between = |link: &&Link| link.pieces.iter().any(|piece| columns.contains(&piece.column));
    let links = rows.flat_map(|row| flow.links_in(row)).filter_map(|link| flow.links.get(link));
    links.filter(is_between).find_map(|link| match link.target {
        Target::Place(place) if is_selectable(place) => Some(place),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, PersonId};

    #[test]
    fn many_rows_are_unselected_in_the_time_that_selecting_takes() {
        let everyone: Vec<Place> = (0..200_000).map(|at| Place::from(PersonId::from_index(at))).collect();
        let mut selection = Selection::default();
        assert!(selection.toggle(&everyone));
        assert_eq!(selection.places(), everyone);
        // With a comparison of each row with each other, this would be 40 billion steps, and the test would not end.
        assert!(!selection.toggle(&everyone[1..]));
        assert_eq!(selection.places(), &everyone[..1]);
    }
}
