//! Grids without their optional columns, for screens that are too narrow for all columns.

use std::borrow::Cow;

use crate::document::grid::{Grid, GridRow};
use crate::document::layout::Flow;
use crate::document::layout::wrap::width;

use super::laid::LaidGrid;

/// Minimum width of row labels, unless all are shorter, in columns: a column is left out before labels become narrower.
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
    let mut narrow = NarrowedGrid { grid: Cow::Borrowed(grid), hidden: Vec::new() };
    while narrow.grid.columns.last().is_some_and(|column| column.is_optional) {
        if is_table(&narrow.grid, columns) {
            return narrow;
        }
        let shown = narrow.grid.to_mut();
        if let Some(column) = shown.columns.pop() {
            let heading: String = column.label.iter().map(|span| &*span.text).collect();
            narrow.hidden.insert(0, heading);
        }
        let at = shown.columns.len();
        shown.rows.iter_mut().chain(&mut shown.totals).for_each(|row: &mut GridRow| row.cells.truncate(at));
    }
    if is_table(&narrow.grid, columns) {
        narrow
    } else {
        NarrowedGrid { grid: Cow::Borrowed(grid), hidden: Vec::new() }
    }
}

fn is_table(grid: &Grid, columns: usize) -> bool {
    // The links of a grid that is only measured are not those of the page.
    let laid = LaidGrid::new(&mut Flow::default(), grid);
    let labels = laid.rows.iter().map(|row| width(&row.label)).max().unwrap_or(0).min(MIN_LABELS);
    laid.table(columns).is_some_and(|(layout, _)| !layout.is_cut() && layout.labels >= labels)
}
