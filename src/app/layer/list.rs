//! List of entries with a cursor, below a filter line.

use std::ops::Range;

use crate::app::browse::layout::{Area, Size};
use crate::app::text_input::TextInput;

/// Maximum width of the frame of a list, in columns.
const MAX_WIDTH: u16 = 120;
/// Minimum and maximum height of the frame of a list, in rows.
const HEIGHTS: (u16, u16) = (8, 24);

/// State of a list: its filter line, and the cursor among the entries.
#[derive(Clone, Debug, Default)]
pub struct ListState {
    /// Filter line, which the user types into.
    pub input: TextInput,
    /// Index of the entry under the cursor.
    pub selected: usize,
    /// Index of the first visible entry.
    pub scroll: usize,
}

/// Areas of a list on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListAreas {
    /// Whole area of the list, including the frame.
    pub frame: Area,
    /// Area of the filter line.
    pub input: Area,
    /// Area of the entries.
    pub entries: Area,
    /// Area for details of the entry under the cursor, below the entries.
    pub detail: Area,
}

/// Row of a picker, with everything that is drawn and searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub struct PickerRow {
    /// Title of the item, which a query is matched against.
    pub title: String,
    /// Synonyms by which a query also finds the item.
    pub keywords: String,
    /// Byte ranges of the title that match the query.
    pub matched: Vec<Range<usize>>,
    /// Description to the right of the title.
    pub detail: String,
    /// Remark at the right edge.
    pub note: String,
    /// Keys that are bound to the item's action, at the right edge.
    pub keys: String,
    /// Number of levels by which the row is indented.
    pub depth: usize,
    /// Whether the item is the one that is currently in use, such as the current step of a trail.
    pub is_current: bool,
    /// Whether picking the item would have no effect in the current situation.
    pub is_disabled: bool,
    /// Heading under which the item is listed when there is no query; empty for no heading.
    pub group: &'static str,
    /// Whether the row repeats another row as a shortcut, so that it is listed only when there is no query.
    pub is_featured: bool,
    /// Whether the row is a heading, which cannot be selected.
    pub is_heading: bool,
}

impl PickerRow {
    /// Creates a heading, which cannot be selected.
    pub(super) fn heading(title: &str) -> Self {
        Self { title: title.to_owned(), is_heading: true, ..Self::default() }
    }
}

/// Picker in the form used for drawing.
#[derive(Clone, Copy, Debug)]
pub struct PickerView<'a> {
    /// Heading of the list.
    pub heading: &'static str,
    /// Maximum width of the column of titles, to the right of which descriptions are aligned.
    pub max_title_width: usize,
    /// Minimum width to the right of the titles for their details and keys, in columns.
    pub min_detail_width: usize,
    /// Maximum height of the details below the entries, in rows.
    pub max_detail_height: u16,
    /// Number of rows without a filter, from which the height of the list follows: it stays the same while the user
    /// types.
    pub all_rows: usize,
    /// Filter line and cursor.
    pub list: &'a ListState,
    /// Rows of the list, including headings.
    pub rows: &'a [PickerRow],
}

impl PickerView<'_> {
    /// Returns the areas of the list on a screen of `size`.
    pub fn areas(&self, size: Size) -> ListAreas {
        ListAreas::new(size, self.all_rows, self.max_detail_height)
    }
}

impl ListAreas {
    /// Lays out a list of `rows` rows on a screen of `size`. Its lower half, at most `detail` rows, has the details of
    /// the entry under the cursor.
    pub fn new(size: Size, rows: usize, detail: u16) -> Self {
        let width = size.width.saturating_sub(4).min(MAX_WIDTH);
        let needed = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(3 + detail);
        let height = needed.clamp(HEIGHTS.0, HEIGHTS.1).min(size.height.saturating_sub(4));
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
    /// Moves the cursor by `by` among `count` entries, of which `height` are visible.
    pub(super) fn move_by(&mut self, by: isize, count: usize, height: u16) {
        self.selected = self.selected.saturating_add_signed(by).min(count.saturating_sub(1));
        self.keep_in_sight(height);
    }

    /// Moves the cursor by `by` among `count` entries, of which `height` are visible, to an entry that `is_choosable`
    /// accepts.
    pub(super) fn move_among(&mut self, by: isize, count: usize, height: u16, is_choosable: impl Fn(usize) -> bool) {
        self.move_by(by, count, height);
        self.leave_heading(by >= 0, count, height, is_choosable);
    }

    /// Moves the cursor from an entry that cannot be selected to the nearest selectable one: if `downwards`, to one
    /// below before one above, otherwise the reverse.
    fn leave_heading(&mut self, downwards: bool, count: usize, height: u16, is_choosable: impl Fn(usize) -> bool) {
        let at = self.selected;
        let after = (at..count).find(|&at| is_choosable(at));
        let before = (0..count.min(at + 1)).rev().find(|&at| is_choosable(at));
        if let Some(nearest) = if downwards { after.or(before) } else { before.or(after) } {
            self.selected = nearest;
            self.keep_in_sight(height);
            if (0..nearest).all(|at| !is_choosable(at)) {
                // If only headings are above the entry, the list scrolls to the top, so that they become visible.
                self.scroll = 0;
            }
        }
    }

    /// Scrolls so that the cursor is among the `height` visible entries.
    fn keep_in_sight(&mut self, height: u16) {
        let highest = (self.selected + 1).saturating_sub(usize::from(height).max(1));
        self.scroll = self.scroll.clamp(highest, self.selected.max(highest));
    }

    /// Scrolls so that the entry `first` of `count` is the first of `height` visible ones; the cursor stays visible, on
    /// a selectable entry.
    pub(super) fn scroll_to(&mut self, first: usize, count: usize, height: u16, is_choosable: impl Fn(usize) -> bool) {
        let last = first + usize::from(height).saturating_sub(1);
        self.scroll = first;
        self.selected = self.selected.clamp(first, last).min(count.saturating_sub(1));
        self.leave_heading(self.selected == first, count, height, is_choosable);
    }

    /// Moves the cursor to the first entry.
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
        let height = ListAreas::new(Size { width: 60, height: 12 }, 30, 0).entries.height;
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
    fn a_short_list_is_as_high_as_its_rows() {
        let size = Size { width: 140, height: 40 };
        let heights = |rows, detail| {
            let areas = ListAreas::new(size, rows, detail);
            (areas.frame.height, areas.entries.height, areas.detail.height)
        };
        assert_eq!(heights(9, 0), (12, 9, 0));
        assert_eq!(heights(9, 5), (17, 9, 5));
        assert_eq!(heights(2, 0), (8, 5, 0));
        assert_eq!(heights(500, 0), (24, 21, 0));
    }

    #[test]
    fn its_areas_lie_on_the_screen_at_every_size() {
        for (width, height) in (0..150).flat_map(|width| (0..50).map(move |height| (width, height))) {
            for (detail, rows) in [(0, 0), (9, 4), (9, 90)] {
                let areas = ListAreas::new(Size { width, height }, rows, detail);
                for area in [areas.frame, areas.input, areas.entries, areas.detail] {
                    assert!(area.x + area.width <= width && area.y + area.height <= height, "{width}x{height}");
                }
            }
        }
    }
}
