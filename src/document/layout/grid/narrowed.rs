//! Grids without their optional columns, for screens that are too narrow for all columns.

use std::borrow::Cow;

use crate::document::grid::{Grid, GridColumn, GridRow};
use crate::document::layout::Flow;
use crate::document::layout::wrap::width;

use super::laid::LaidGrid;

/// What a table has room for.
struct Room {
    /// Minimum width of row labels, unless all are shorter, in columns.
    labels: usize,
    /// Whether strips of signs have blanks between the signs, so that each sign is below its letters in the heading.
    has_blanks: bool,
}

/// Rooms that tables are given by leaving out optional columns, best first: a column is left out before the letters
/// above strips, and before most labels are wrapped.
const ROOMS: [Room; 3] = [
    Room { labels: 32, has_blanks: true },
    Room { labels: 32, has_blanks: false },
    Room { labels: MIN_LABELS, has_blanks: false },
];

/// Minimum width of row labels before a column of prose, unless all are shorter, in columns.
const MIN_LABELS: usize = 20;

/// Grid as it is drawn, and the headings of the columns that it is drawn without.
pub(super) struct NarrowedGrid<'a> {
    pub(super) grid: Cow<'a, Grid>,
    hidden: Vec<String>,
}

impl NarrowedGrid<'_> {
    /// Returns the note that names the columns that are not shown; `None` if all columns are shown.
    pub(super) fn note(&self) -> Option<String> {
        (!self.hidden.is_empty()).then(|| format!("On a wider screen: {}", self.hidden.join(", ")))
    }
}

/// Returns `grid` with as many of its optional columns as fit in a table of `columns` terminal columns. If no table fits
/// even without them, all columns stay.
pub(super) fn narrowed(grid: &Grid, columns: usize) -> NarrowedGrid<'_> {
    let optional = grid.columns.iter().rev().take_while(|column| column.is_optional).count();
    let whole = || NarrowedGrid { grid: Cow::Borrowed(grid), hidden: Vec::new() };
    if optional == 0 {
        return whole();
    }
    let with_room = |room: &Room| {
        (0..=optional).map(|hidden| without(grid, hidden)).find(|narrow| is_table(&narrow.grid, columns, room))
    };
    ROOMS.iter().find_map(with_room).unwrap_or_else(whole)
}

/// Returns `grid` without its last `hidden` columns.
fn without(grid: &Grid, hidden: usize) -> NarrowedGrid<'_> {
    let mut narrow = NarrowedGrid { grid: Cow::Borrowed(grid), hidden: Vec::new() };
    if hidden > 0 {
        let shown = narrow.grid.to_mut();
        let at = shown.columns.len() - hidden;
        let heading = |column: GridColumn| column.label.iter().map(|span| &*span.text).collect();
        narrow.hidden = shown.columns.drain(at..).map(heading).collect();
        shown.rows.iter_mut().chain(&mut shown.totals).for_each(|row: &mut GridRow| row.cells.truncate(at));
    }
    narrow
}

/// Returns whether `grid` is drawn as a table with at least `room` in `columns` terminal columns.
fn is_table(grid: &Grid, columns: usize, room: &Room) -> bool {
    // The links of a grid that is only measured are not those of the page.
    let laid = LaidGrid::new(&mut Flow::default(), grid);
    let widest = laid.rows.iter().map(|row| width(&row.label)).max().unwrap_or(0);
    let may_be_tight = !room.has_blanks || grid.columns.iter().all(|column| column.strip.is_none());
    laid.table(columns).is_some_and(|(layout, _)| {
        let labels = widest.min(if layout.is_prose { MIN_LABELS } else { room.labels });
        !layout.is_cut() && layout.labels >= labels && (may_be_tight || !layout.detail.tight)
    })
}
