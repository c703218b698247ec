//! The texts of a grid as fragments.

use std::collections::HashSet;

use crate::document::grid::{Grid, GridCell, GridRow};
use crate::document::layout::{Flow, Fragment, Role};
use crate::document::sort::SIGNS;

use super::stacked::stacked;
use super::{GridLayout, HEADING_BREAKS, fitting, order_sign};

/// Cell of a grid with the fragments of its text.
pub(super) struct LaidCell<'a> {
    pub(super) text: Vec<Fragment>,
    pub(super) cell: &'a GridCell,
}

/// Row of a grid with the fragments of its label, cells and total.
pub(super) struct LaidRow<'a> {
    pub(super) label: Vec<Fragment>,
    pub(super) cells: Vec<LaidCell<'a>>,
    pub(super) total: Vec<Fragment>,
}

/// Grid with the fragments of its texts.
pub(super) struct LaidGrid<'a> {
    pub(super) grid: &'a Grid,
    pub(super) heads: Vec<Vec<Fragment>>,
    pub(super) rows: Vec<LaidRow<'a>>,
    pub(super) totals: Option<LaidRow<'a>>,
}

/// Terminal rows of each row of a grid.
pub(super) type TableRows = Vec<Vec<Vec<Fragment>>>;

impl<'a> LaidGrid<'a> {
    pub(super) fn new(flow: &mut Flow, grid: &'a Grid) -> Self {
        let heads = (1..).zip(&grid.columns);
        Self {
            grid,
            heads: heads.map(|(at, column)| head(grid, at, flow.runs(&column.label, Role::Label))).collect(),
            rows: grid.rows.iter().map(|row| laid(flow, row, Role::Text)).collect(),
            totals: grid.totals.as_ref().map(|row| laid(flow, row, Role::Count)),
        }
    }

    /// Returns the grid as a table in at most `columns` terminal columns; `None` if a list of its rows is better.
    pub(super) fn table(&self, columns: usize) -> Option<(GridLayout<'a>, TableRows)> {
        let all: Vec<&LaidRow<'_>> = self.rows.iter().chain(&self.totals).collect();
        let layout = fitting(self.grid, &self.heads, &all, columns)?;
        let rows: TableRows = all.iter().map(|row| layout.row(row)).collect();
        let height = |rows: &TableRows| rows.iter().map(Vec::len).sum::<usize>();
        // Prose in a narrow column can take more rows than in a list.
        let list = || stacked(&all, self.grid, &self.heads, columns);
        (!layout.is_prose || height(&rows) <= height(&list())).then_some((layout, rows))
    }
}

/// Returns the heading `runs` of a column, with the sign of the order if the grid is sorted by this column.
pub(super) fn head(grid: &Grid, column: usize, mut runs: Vec<Fragment>) -> Vec<Fragment> {
    let sign = order_sign(grid, column);
    if !sign.is_empty() {
        runs.iter_mut().filter(|run| run.link.is_none()).for_each(|run| run.role = Role::Strong);
        if let Some(last) = runs.last_mut() {
            last.text.push_str(sign);
        }
    }
    runs
}

fn laid<'a>(flow: &mut Flow, row: &'a GridRow, role: Role) -> LaidRow<'a> {
    let label_role = if role == Role::Text { role } else { Role::Label };
    LaidRow {
        label: flow.runs(&row.label, label_role),
        cells: row.cells.iter().map(|cell| LaidCell { text: flow.runs(&cell.text, role), cell }).collect(),
        total: flow.runs(&row.total, Role::Count),
    }
}

/// Returns whether the headings differ in their first words, so that these are enough to tell them apart.
pub(super) fn are_first_words_different(heads: &[Vec<Fragment>]) -> bool {
    let words: HashSet<String> =
        heads.iter().map(|head| first_word(head).iter().map(|run| &*run.text).collect()).collect();
    words.len() == heads.len()
}

/// Returns the first word of a heading, with the sign of the order after it.
pub(super) fn first_word(head: &[Fragment]) -> Vec<Fragment> {
    let sign = head.last().and_then(|run| SIGNS.into_iter().find(|sign| run.text.ends_with(sign))).unwrap_or_default();
    let word = |run: &Fragment| {
        let text = run.text.strip_suffix(sign).unwrap_or(&run.text);
        format!("{}{sign}", text.split(HEADING_BREAKS).next().unwrap_or_default())
    };
    head.first().map(|run| Fragment { text: word(run), ..run.clone() }).into_iter().collect()
}
