//! A list with a cursor, and above it the line that filters it.

use std::ops::Range;

use crate::app::browse::layout::{Area, Size};
use crate::app::text_input::TextInput;

/// The widest and the highest that a list gets.
const MAX_WIDTH: u16 = 88;
const MAX_HEIGHT: u16 = 24;

/// A line and the position of the cursor in the list below it.
#[derive(Clone, Debug, Default)]
pub struct ListState {
    /// The line that filters the list.
    pub input: TextInput,
    /// The index of the entry under the cursor.
    pub selected: usize,
    /// The index of the first entry in sight.
    pub scroll: usize,
}

/// The areas of a list on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListAreas {
    /// All of it, with its frame.
    pub frame: Area,
    /// The line.
    pub input: Area,
    /// The entries.
    pub entries: Area,
    /// The details of the entry under the cursor, below the entries.
    pub detail: Area,
}

/// A row of a picker, as it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub struct PickerRow {
    /// The text that a query is matched against.
    pub title: String,
    /// Other words that it is found by.
    pub keywords: String,
    /// The bytes of the title that match.
    pub matched: Vec<Range<usize>>,
    /// More about it, beside the title.
    pub detail: String,
    /// A word about it, on the right.
    pub note: String,
    /// The keys bound to it, on the right.
    pub keys: String,
    /// How deep it is indented.
    pub depth: usize,
    /// Whether it is the item on screen.
    pub is_current: bool,
    /// Whether it does nothing here.
    pub is_disabled: bool,
    /// The heading of the rows that it is listed among without a query; empty for none.
    pub group: &'static str,
    /// Whether it repeats another row, and is listed without a query only.
    pub is_featured: bool,
    /// Whether it is a heading, which cannot be chosen.
    pub is_heading: bool,
}

impl PickerRow {
    /// Returns a heading.
    pub(super) fn heading(title: &str) -> Self {
        Self { title: title.to_owned(), is_heading: true, ..Self::default() }
    }
}

/// A picker as it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct PickerView<'a> {
    /// The heading.
    pub heading: &'static str,
    /// The widest column of titles beside which details are aligned.
    pub max_title_width: usize,
    /// Maximum number of rows of details below the entries.
    pub max_detail_height: u16,
    /// The line and the cursor.
    pub list: &'a ListState,
    /// The rows.
    pub rows: &'a [PickerRow],
}

impl PickerView<'_> {
    /// Returns its areas on a screen of `size`.
    pub fn areas(&self, size: Size) -> ListAreas {
        ListAreas::with_detail(size, self.max_detail_height)
    }
}

impl ListAreas {
    /// Arranges a list on a screen of `size`.
    pub fn new(size: Size) -> Self {
        Self::with_detail(size, 0)
    }

    /// Arranges a list whose lower half, at most `detail` rows, is for the details of the entry under the cursor.
    pub fn with_detail(size: Size, detail: u16) -> Self {
        let width = size.width.saturating_sub(4).min(MAX_WIDTH);
        let height = size.height.saturating_sub(4).min(MAX_HEIGHT);
        let frame = Area { x: (size.width - width) / 2, y: 2.min(size.height), width, height };
        let inner = frame.inset(2, 2);
        let below = height.saturating_sub(3);
        let detail = (below / 2).min(detail);
        let entries = Area { y: frame.y + 2.min(height), height: below - detail, ..inner };
        Self {
            frame,
            input: Area { y: frame.y + 1.min(height), height: u16::from(height > 2), ..inner },
            entries,
            detail: Area { y: entries.y + entries.height, height: detail, ..entries },
        }
    }
}

impl ListState {
    /// Moves the cursor by `by` among `count` entries, `height` of which are in sight.
    pub(super) fn move_by(&mut self, by: isize, count: usize, height: u16) {
        self.selected = self.selected.saturating_add_signed(by).min(count.saturating_sub(1));
        self.keep_in_sight(height);
    }

    /// Moves the cursor as [`Self::move_by`] does, past entries that cannot be chosen.
    pub(super) fn move_among(&mut self, by: isize, count: usize, height: u16, is_choosable: impl Fn(usize) -> bool) {
        self.move_by(by, count, height);
        self.leave_heading(by >= 0, count, height, is_choosable);
    }

    /// Moves the cursor from an entry that cannot be chosen to the nearest one that can, downwards if there is one there
    /// and `downwards` is set.
    fn leave_heading(&mut self, downwards: bool, count: usize, height: u16, is_choosable: impl Fn(usize) -> bool) {
        let at = self.selected;
        let after = (at..count).find(|&at| is_choosable(at));
        let before = (0..count.min(at + 1)).rev().find(|&at| is_choosable(at));
        if let Some(nearest) = if downwards { after.or(before) } else { before.or(after) } {
            self.selected = nearest;
            self.keep_in_sight(height);
            if (0..nearest).all(|at| !is_choosable(at)) {
                // The heading above the first entry is in sight with it.
                self.scroll = 0;
            }
        }
    }

    /// Scrolls so that the cursor is among the `height` entries in sight.
    fn keep_in_sight(&mut self, height: u16) {
        let highest = (self.selected + 1).saturating_sub(usize::from(height).max(1));
        self.scroll = self.scroll.clamp(highest, self.selected.max(highest));
    }

    /// Scrolls so that the entry `first` of `count` is the first of `height` in sight; the cursor stays in sight, on an entry
    /// that can be chosen.
    pub(super) fn scroll_to(&mut self, first: usize, count: usize, height: u16, is_choosable: impl Fn(usize) -> bool) {
        let last = first + usize::from(height).saturating_sub(1);
        self.scroll = first;
        self.selected = self.selected.clamp(first, last).min(count.saturating_sub(1));
        self.leave_heading(self.selected == first, count, height, is_choosable);
    }

    /// Moves the cursor to the top.
    pub(super) fn reset(&mut self) {
        self.selected = 0;
        self.scroll = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_among_the_entries_and_in_sight() {
        let height = ListAreas::new(Size { width: 60, height: 12 }).entries.height;
        let mut list = ListState::default();
        list.move_by(100, 30, height);
        assert_eq!((list.selected, list.scroll), (29, 30 - usize::from(height)));
        list.move_by(-29, 30, height);
        assert_eq!((list.selected, list.scroll), (0, 0));
        list.move_by(5, 0, height);
        assert_eq!(list.selected, 0);
        list.scroll_to(7, 30, height, |_| true);
        assert_eq!((list.selected, list.scroll), (7, 7));
    }

    #[test]
    fn the_cursor_passes_over_headings() {
        let is_choosable = |at: usize| !at.is_multiple_of(4);
        let mut list = ListState::default();
        list.move_among(0, 30, 5, is_choosable);
        assert_eq!((list.selected, list.scroll), (1, 0));
        list.move_among(3, 30, 5, is_choosable);
        assert_eq!(list.selected, 5);
        list.move_among(-1, 30, 5, is_choosable);
        assert_eq!(list.selected, 3);
        list.move_among(-3, 30, 5, is_choosable);
        assert_eq!((list.selected, list.scroll), (1, 0), "the heading of the first entry is in sight");
        list.scroll_to(8, 30, 5, is_choosable);
        assert_eq!((list.selected, list.scroll), (9, 8));
        list.selected = 20;
        list.scroll_to(8, 30, 5, is_choosable);
        assert_eq!((list.selected, list.scroll), (11, 8), "it stays in the window");
    }

    #[test]
    fn its_areas_lie_on_the_screen_at_every_size() {
        for (width, height) in (0..150).flat_map(|width| (0..50).map(move |height| (width, height))) {
            for detail in [0, 9] {
                let areas = ListAreas::with_detail(Size { width, height }, detail);
                for area in [areas.frame, areas.input, areas.entries, areas.detail] {
                    assert!(area.x + area.width <= width && area.y + area.height <= height, "{width}x{height}");
                }
            }
        }
    }
}
