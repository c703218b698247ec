//! A line to type and a list below it that the line narrows: what the palette and the list of the trail have in
//! common.

use super::input::Input;
use super::layout::{Area, Size};

/// The widest and the highest that such a list gets.
const WIDEST: u16 = 88;
const HIGHEST: u16 = 24;

/// A line and the place of the cursor in the list below it.
#[derive(Clone, Debug, Default)]
pub struct ListState {
    /// What narrows the list.
    pub input: Input,
    /// The entry under the cursor.
    pub selected: usize,
    /// The first entry in sight.
    pub scroll: usize,
}

/// Where the parts of a list stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListAreas {
    /// Everything, with its frame.
    pub frame: Area,
    /// The line.
    pub input: Area,
    /// The entries.
    pub entries: Area,
}

impl ListAreas {
    /// Arranges a list on a screen of `size`.
    pub fn new(size: Size) -> Self {
        let width = size.width.saturating_sub(4).min(WIDEST);
        let height = size.height.saturating_sub(4).min(HIGHEST);
        let frame = Area { x: (size.width - width) / 2, y: 2.min(size.height), width, height };
        let inner = frame.inset(2, 2);
        Self {
            frame,
            input: Area { y: frame.y + 1.min(height), height: u16::from(height > 2), ..inner },
            entries: Area { y: frame.y + 2.min(height), height: height.saturating_sub(3), ..inner },
        }
    }
}

impl ListState {
    /// Moves the cursor by `by` among `count` entries on a screen of `size`.
    pub(super) fn move_by(&mut self, by: isize, count: usize, size: Size) {
        self.move_within(by, count, ListAreas::new(size).entries.height);
    }

    /// Moves the cursor by `by` among `count` entries, `height` of which are in sight.
    pub(super) fn move_within(&mut self, by: isize, count: usize, height: u16) {
        let height = usize::from(height).max(1);
        self.selected = self.selected.saturating_add_signed(by).min(count.saturating_sub(1));
        let highest = (self.selected + 1).saturating_sub(height);
        self.scroll = self.scroll.clamp(highest, self.selected.max(highest));
    }

    /// Moves the window to start with the entry `first`; the cursor stays in it.
    pub(super) fn scroll_to(&mut self, first: usize, height: usize) {
        self.scroll = first;
        self.selected = self.selected.clamp(first, first + height.saturating_sub(1));
    }

    /// Moves the cursor back to the top.
    pub(super) fn reset(&mut self) {
        self.selected = 0;
        self.scroll = 0;
    }

    /// The entry at a cell, if one of `count` is there.
    pub(super) fn entry_at(&self, x: u16, y: u16, count: usize, size: Size) -> Option<usize> {
        self.entry_in(ListAreas::new(size).entries, x, y, count)
    }

    /// The entry at a cell, if one of `count` is there, where `entries` is what they stand in.
    pub(super) fn entry_in(&self, entries: Area, x: u16, y: u16, count: usize) -> Option<usize> {
        let row = self.scroll + usize::from(y.checked_sub(entries.y)?);
        (entries.contains(x, y) && row < count).then_some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_among_the_entries_and_in_sight() {
        let size = Size { width: 60, height: 12 };
        let height = usize::from(ListAreas::new(size).entries.height);
        let mut list = ListState::default();
        list.move_by(100, 30, size);
        assert_eq!((list.selected, list.scroll), (29, 30 - height));
        list.move_by(-29, 30, size);
        assert_eq!((list.selected, list.scroll), (0, 0));
        list.move_by(5, 0, size);
        assert_eq!(list.selected, 0);
    }

    #[test]
    fn its_areas_lie_on_the_screen_at_every_size() {
        for width in 0..150 {
            for height in 0..50 {
                let areas = ListAreas::new(Size { width, height });
                for area in [areas.frame, areas.input, areas.entries] {
                    assert!(area.x + area.width <= width && area.y + area.height <= height, "{width}x{height}");
                }
            }
        }
    }
}
