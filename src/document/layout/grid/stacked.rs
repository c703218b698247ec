//! Rows of a grid as a list, on a screen that is too narrow for a grid.

use crate::document::grid::Grid;
use crate::document::layout::wrap::{Breaks, DOT, space, width, wrapped};
use crate::document::layout::{Fragment, Role};
use crate::text;

use super::detail::GAP;
use super::laid::LaidRow;
use super::{INDENT, MIN_PROSE, quiet, tight};

/// Returns the rows of the grid as lists.
pub(super) fn stacked(
    rows: &[&LaidRow<'_>],
    grid: &Grid,
    heads: &[Vec<Fragment>],
    room: usize,
) -> Vec<Vec<Vec<Fragment>>> {
    let is_prose = rows.iter().any(|row| row.cells.last().is_some_and(|laid| width(&laid.text) >= MIN_PROSE));
    rows.iter().map(|row| stacked_row(row, (grid, is_prose), heads, room)).collect()
}

/// Returns a row of the grid as a list: its label with its total, then its non-empty cells, each after its heading, as
/// many in a line as fit. A strip is after its name, since the letters in its heading would not be above its signs, and
/// prose in the last column, which is prose if `is_prose`, has a line of its own without heading, since it reads on its
/// own.
fn stacked_row(
    row: &LaidRow<'_>,
    (grid, is_prose): (&Grid, bool),
    heads: &[Vec<Fragment>],
    room: usize,
) -> Vec<Vec<Fragment>> {
    let mut label = row.label.clone();
    if !row.total.is_empty() {
        label.push(space(GAP));
        label.extend(row.total.iter().cloned());
    }
    let mut lines = wrapped(&label, room.max(1), Breaks::Spaces);
    let indent = INDENT.min(room / 4);
    let room = room.saturating_sub(indent).max(1);
    let mut packed: Vec<Vec<Fragment>> = Vec::new();
    for (at, ((laid, head), column)) in row.cells.iter().zip(heads).zip(&grid.columns).enumerate() {
        if laid.text.is_empty() {
            continue;
        }
        let named = head.iter().map(|run| Fragment { link: None, role: Role::Label, ..run.clone() });
        let is_prose = is_prose && at + 1 == row.cells.len();
        let runs: Vec<Fragment> = match column.strip {
            Some(name) => [quiet(name), space(1)].into_iter().chain(tight(&laid.text)).collect(),
            None if is_prose => laid.text.clone(),
            None => named.chain([space(1)]).chain(laid.text.iter().cloned()).collect(),
        };
        match packed.last_mut().filter(|line| !is_prose && width(line) + text::width(DOT) + width(&runs) <= room) {
            Some(line) => line.extend(std::iter::once(Fragment::new(DOT, Role::Quiet)).chain(runs)),
            None => packed.push(runs),
        }
    }
    let wrapped = packed.iter().flat_map(|runs| wrapped(runs, room, Breaks::Spaces));
    lines.extend(wrapped.map(|line| std::iter::once(space(indent)).chain(line).collect()));
    lines
}
