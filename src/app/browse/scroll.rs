//! Scrolling: windows of rows that show a cursor, and their scrollbars.

use super::layout::Area;

/// Rows that stay in sight above and below a cursor.
const MARGIN: usize = 2;

/// Moves a window of `height` rows over `count` rows as little as needed to show the row `cursor` with a margin where
/// there is room. `first` is the first row in sight before, the result that after.
pub(super) fn keep_in_sight(cursor: usize, first: usize, height: usize, count: usize) -> usize {
    let margin = MARGIN.min(height.saturating_sub(1) / 2);
    let lowest = cursor.saturating_sub(margin);
    let highest = (cursor + margin + 1).saturating_sub(height);
    first.clamp(highest.min(lowest), lowest).min(count.saturating_sub(height))
}

/// Returns the row nearest to `cursor` that keeps its margin in a window of `height` rows from `first` on.
pub(super) fn row_in_window(cursor: usize, first: usize, height: usize) -> usize {
    let margin = MARGIN.min(height.saturating_sub(1) / 2);
    let lowest = if first == 0 { 0 } else { first + margin };
    cursor.clamp(lowest, (first + height.saturating_sub(margin + 1)).max(lowest))
}

/// A part of the screen that scrolls. Its scrollbar is in the column to the right of its area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScrollRegion {
    /// The rows in sight.
    pub area: Area,
    /// The number of rows in all.
    pub rows: usize,
    /// The first row in sight.
    pub first: usize,
    /// Whether its rows are entries that a click chooses.
    pub has_entries: bool,
}

impl ScrollRegion {
    /// Returns the number of rows out of sight.
    fn hidden(self) -> usize {
        self.rows.saturating_sub(self.area.height.into())
    }

    /// Returns whether a cell is on its scrollbar.
    pub(in crate::app) fn is_on_bar(self, x: u16, y: u16) -> bool {
        let bar = Area { x: self.area.x + self.area.width, width: 1, ..self.area };
        self.hidden() > 0 && bar.contains(x, y)
    }

    /// Returns the first row in sight after its scrollbar was dragged to the row `y` of the screen.
    pub(in crate::app) fn first_at(self, y: u16) -> usize {
        let last = usize::from(self.area.height).saturating_sub(1);
        let row = usize::from(y.saturating_sub(self.area.y)).min(last);
        self.hidden() * row / last.max(1)
    }
}
