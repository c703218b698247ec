//! Scrolling: windows of rows around a cursor, and their scrollbars.

use super::layout::Area;

/// Number of rows that stay visible above and below a cursor, if possible.
const MARGIN: usize = 2;

/// Returns the first visible row after scrolling as little as necessary to show the row `cursor`, with a margin if
/// possible. `first` is the first visible row before, `height` the number of visible rows, and `count` that of all
/// rows.
pub(super) fn keep_in_sight(cursor: usize, first: usize, height: usize, count: usize) -> usize {
    let margin = MARGIN.min(height.saturating_sub(1) / 2);
    let lowest = cursor.saturating_sub(margin);
    let highest = (cursor + margin + 1).saturating_sub(height);
    first.clamp(highest.min(lowest), lowest).min(count.saturating_sub(height))
}

/// Returns the last row that is visible, and not in the margin, in a window of `height` rows at the top.
pub(super) fn lowest_in_sight(height: usize) -> usize {
    height.saturating_sub(MARGIN.min(height.saturating_sub(1) / 2) + 1)
}

/// Returns the row nearest to `cursor` that is visible, and not in the margins, in a window of `height` rows whose
/// first row is `first`.
pub(super) fn row_in_window(cursor: usize, first: usize, height: usize) -> usize {
    let margin = MARGIN.min(height.saturating_sub(1) / 2);
    let lowest = if first == 0 { 0 } else { first + margin };
    cursor.clamp(lowest, (first + height.saturating_sub(margin + 1)).max(lowest))
}

/// Part of the screen that scrolls. Its scrollbar is in the column to the right of `area`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScrollRegion {
    /// Area of the visible rows.
    pub area: Area,
    /// Total number of rows.
    pub rows: usize,
    /// First visible row.
    pub first: usize,
    /// Whether rows are entries that a click selects.
    pub has_entries: bool,
}

impl ScrollRegion {
    /// Returns the number of rows that are not visible.
    fn hidden(self) -> usize {
        self.rows.saturating_sub(self.area.height.into())
    }

    /// Returns whether a cell is on the scrollbar.
    pub(in crate::app) fn is_on_bar(self, x: u16, y: u16) -> bool {
        let bar = Area { x: self.area.x + self.area.width, width: 1, ..self.area };
        self.hidden() > 0 && bar.contains(x, y)
    }

    /// Returns the first visible row after the scrollbar is dragged to the screen row `y`.
    pub(in crate::app) fn first_at(self, y: u16) -> usize {
        let last = usize::from(self.area.height).saturating_sub(1);
        let row = usize::from(y.saturating_sub(self.area.y)).min(last);
        self.hidden() * row / last.max(1)
    }
}
