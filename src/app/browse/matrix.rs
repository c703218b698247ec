//! Matrix of strategies: a cursor on a pair of strategies, and the visible window of cells.

use crate::graph::Matrix;
use crate::model::StrategyId;
use crate::place::{Overview, Place};

use super::layout::Area;
use super::scroll::{ScrollRegion, keep_in_sight, row_in_window};

/// Minimum and maximum width of the column of names beside a description, in columns.
const NAME_WIDTHS: (u16, u16) = (26, 36);
/// Width of the column of names with which a line has the names of two strategies, in columns.
pub const TWO_NAMES: u16 = 80;
/// Width of the gap between the cells and the description to their right, in columns.
const GAP: u16 = 2;
/// Minimum width of the description to the right of the cells, in columns.
const MIN_BESIDE: u16 = 30;
const MAX_BESIDE: u16 = 64;
/// Minimum width that the cells need for a description to their right, in columns, unless all cells fit in less.
const MIN_CELLS: u16 = 60;

/// Minimum height of the pane for the first line of the page above the matrix, in rows.
const MIN_HEIGHT_FOR_ANSWER: u16 = 24;

/// Size of the cells of the matrix on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CellSize {
    /// Half a character per cell: one character shows two cells, one above the other.
    Halves,
    /// One sign per cell, for how the pair is related.
    #[default]
    Signs,
    /// The letters of the pair's mechanism in each cell.
    Codes,
}

impl CellSize {
    /// Returns the width of a cell in columns.
    pub fn width(self) -> u16 {
        if self == Self::Codes { 3 } else { 1 }
    }

    /// Returns the number of matrix rows per screen row.
    pub fn stacked(self) -> usize {
        if self == Self::Halves { 2 } else { 1 }
    }

    pub(in crate::app) fn step(self, larger: bool) -> Self {
        match (self, larger) {
            (Self::Halves, true) | (Self::Codes, false) => Self::Signs,
            (Self::Signs | Self::Codes, true) => Self::Codes,
            (Self::Signs | Self::Halves, false) => Self::Halves,
        }
    }
}

/// Cursor and window of the matrix. Rows and columns are positions in the order of its strategies, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct MatrixState {
    /// Row of the cursor.
    pub row: usize,
    /// Column of the cursor.
    pub column: usize,
    /// First visible row.
    pub top: usize,
    /// First visible column.
    pub left: usize,
    /// Size of the cells.
    pub size: CellSize,
    /// Whether the user has chosen the size of the cells; otherwise the size depends on the space.
    pub is_size_chosen: bool,
}

/// Areas of the parts of the matrix in its pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatrixAreas {
    /// Pane, including the margins beside its text.
    pub pane: Area,
    /// First line of the page; without height if there is no room for it.
    pub answer: Area,
    /// Line above the matrix with the numbers of pairs by kind, and the filter.
    pub counts: Area,
    /// Line with the levers of the strategies, above the cells.
    pub levers: Area,
    /// Names of the strategies, to the left of the cells.
    pub names: Area,
    /// Cells of the matrix.
    pub cells: Area,
    /// Description of the pair under the cursor.
    pub description: Area,
    /// Whether the description is to the right of the cells, where it has space for a legend.
    pub is_beside: bool,
}

impl MatrixAreas {
    /// Arranges the parts of a matrix of `count` strategies in `pane`, whose text is in `area`.
    pub fn new(pane: Area, area: Area, size: CellSize, count: usize) -> Self {
        let (least, most) = NAME_WIDTHS;
        let cells = u16::try_from(count).unwrap_or(u16::MAX).saturating_mul(size.width());
        match area.width.checked_sub(least + GAP + MIN_BESIDE) {
            Some(room) if room >= cells.min(MIN_CELLS) => Self::beside(pane, area, size, cells.min(room)),
            _ => Self::below(pane, area, (area.width * 2 / 5).min(most)),
        }
    }

    /// Arranges the parts with the description to the right of the cells, which are `cells` columns wide.
    fn beside(pane: Area, area: Area, size: CellSize, cells: u16) -> Self {
        let room = area.width - cells - GAP - MIN_BESIDE;
        // With half-blocks, one line has the names of two strategies if there is space for both.
        let names = if size == CellSize::Halves && room >= TWO_NAMES { TWO_NAMES } else { room.min(NAME_WIDTHS.1) };
        let description = (area.width - names - cells - GAP).min(MAX_BESIDE);
        let answer = Area { height: u16::from(area.height >= MIN_HEIGHT_FOR_ANSWER), ..area };
        let area = Area { y: area.y + answer.height, height: area.height - answer.height, ..area };
        let below =
            |rows: u16| Area { y: area.y + rows.min(area.height), height: area.height.saturating_sub(rows), ..area };
        Self {
            pane,
            answer,
            counts: Area { height: area.height.min(1), ..area },
            levers: Area { x: area.x + names, width: cells, height: 1, ..below(1) },
            names: Area { width: names, ..below(2) },
            cells: Area { x: area.x + names, width: cells, ..below(2) },
            description: Area { x: area.x + names + cells + GAP, width: description, ..below(2) },
            is_beside: true,
        }
    }

    /// Arranges the parts with the description below the cells. `names` is the width of the names, in columns.
    fn below(pane: Area, area: Area, names: u16) -> Self {
        let rows = |y: u16, height: u16| Area { y: area.y + y.min(area.height), height, ..area };
        let spacious = area.height >= 16;
        let description_height = match area.height {
            28.. => 6,
            _ if spacious => 4,
            _ => 2,
        };
        let above = if spacious { 3 } else { 2 };
        let height = area.height.saturating_sub(above + description_height);
        let middle = rows(above, height);
        Self {
            pane,
            answer: Area { height: 0, ..area },
            counts: rows(0, above.saturating_sub(1)),
            levers: rows(above - 1, 1).inset(names, 0),
            names: Area { width: names, ..middle },
            cells: middle.inset(names, 0),
            description: rows(above + height, description_height.min(area.height)),
            is_beside: false,
        }
    }

    /// Returns how far a matrix of `count` strategies with the window `at` is scrolled down, in percent; `None` if all
    /// rows are visible.
    pub fn percentage(self, at: MatrixState, count: usize) -> Option<usize> {
        let below = count.saturating_sub(self.window(at.size).0);
        (below > 0).then(|| 100 * at.top / below)
    }

    /// Returns the scrolling region of a matrix of `count` strategies with the window `at`, counted in screen rows.
    pub(super) fn region(self, at: MatrixState, count: usize) -> ScrollRegion {
        let lines = at.size.stacked();
        let area = Area { y: self.cells.y, height: self.cells.height, ..self.pane.inset(0, 1) };
        ScrollRegion { area, rows: count.div_ceil(lines), first: at.top / lines, has_entries: false }
    }

    /// Returns the number of visible rows and columns of the matrix.
    pub fn window(self, size: CellSize) -> (usize, usize) {
        (usize::from(self.cells.height) * size.stacked(), usize::from(self.cells.width / size.width()))
    }
}

impl MatrixState {
    /// Moves a cursor outside of a matrix of `count` strategies to its last row or column, and scrolls a window of
    /// `rows` and `columns` so that the cursor is visible.
    pub fn settle(&mut self, count: usize, (rows, columns): (usize, usize)) {
        let last = count.saturating_sub(1);
        self.row = self.row.min(last);
        self.column = self.column.min(last);
        self.top = keep_in_sight(self.row, self.top, rows, count);
        self.left = keep_in_sight(self.column, self.left, columns, count);
        if self.size == CellSize::Halves {
            // With half-blocks, two rows share a screen row, so the window starts at an even row.
            self.top -= self.top % 2;
        }
    }

    /// Returns the row's and the column's strategy under the cursor, which are equal on the diagonal; `None` if the
    /// matrix is empty.
    pub fn pair(&self, matrix: &Matrix) -> Option<(StrategyId, StrategyId)> {
        Some((*matrix.order.get(self.row)?, *matrix.order.get(self.column)?))
    }

    /// Scrolls a window of `rows` and `columns` by `lines` screen rows; the cursor stays visible.
    pub(super) fn scroll_by(&mut self, lines: isize, count: usize, (rows, columns): (usize, usize)) {
        let by = lines.saturating_mul(isize::try_from(self.size.stacked()).unwrap_or(1));
        self.top = self.top.saturating_add_signed(by).min(count.saturating_sub(rows));
        self.row = row_in_window(self.row, self.top, rows);
        self.settle(count, (rows, columns));
    }

    pub(in crate::app) fn move_by(&mut self, rows: isize, columns: isize, count: usize) {
        let last = count.saturating_sub(1);
        self.row = self.row.saturating_add_signed(rows).min(last);
        self.column = self.column.saturating_add_signed(columns).min(last);
    }
}

/// Returns whether the page of `place` is the matrix.
pub(super) fn is_matrix(place: Place) -> bool {
    place == Place::Overview(Overview::Matrix)
}
