//! Lays out grids of pairs: each record has a row of signs, and its number in the list of names.

use crate::model::RelationKind;

use super::wrap::space;
use super::{Flow, Fragment, Role};
use crate::document::{PairGrid, Tone};

/// Maximum number of records in a printed grid; larger grids are only shown in the explorer.
const MAX_ROWS: usize = 200;
/// Usual height of a miniature, in rows.
const SMALL_ROWS: usize = 16;
/// Gap between the number of a record and its row of signs, in columns.
const GAP: usize = 1;

/// Adds the rows of `grid`. Signs for which there are not enough columns are in further rows below.
pub(super) fn lay_out(flow: &mut Flow, grid: &PairGrid, columns: usize) {
    let count = grid.names.len();
    if grid.is_small {
        return small(flow, grid, columns);
    }
    if count > MAX_ROWS {
        let notice =
            format!("The matrix has {count} rows, too many to print; open it in the explorer or use --format json.");
        flow.wrap(Vec::new(), &[Fragment::new(notice, Role::Caption)], 0, columns);
        return;
    }
    let kinds = kinds(grid);
    let digits = count.to_string().len();
    let room = columns.saturating_sub(digits + GAP).max(1);
    for start in (0..count).step_by(room) {
        let end = count.min(start + room);
        if start > 0 {
            flow.blank();
        }
        ruler(flow, start..end, digits);
        for row in 0..count {
            let number = Fragment::new(format!("{:>digits$}", row + 1), Role::Quiet);
            let mut runs = vec![number, space(GAP)];
            for column in start..end {
                let (sign, role) = match kinds[row * count + column] {
                    _ if row == column => (" ", Role::Quiet),
                    Some(kind) => (kind.sign(), Role::Tone(kind.into())),
                    None => ("·", Role::Quiet),
                };
                push(&mut runs, sign, role);
            }
            flow.push(0, runs);
        }
    }
}

/// Adds a miniature of `grid`. Each character combines two rows and shows the more important of their pairs; screens
/// with colours draw both as halves.
fn small(flow: &mut Flow, grid: &PairGrid, columns: usize) {
    let count = grid.names.len();
    let halves = count.min(2 * (SMALL_ROWS + flow.shared.picture_rows));
    let room = count.min(columns).max(1);
    let mut cells: Vec<Option<RelationKind>> = vec![None; halves.next_multiple_of(2) * room];
    for pair in &grid.pairs {
        for (row, column) in [(pair.from, pair.to), (pair.to, pair.from)] {
            let cell = &mut cells[row * halves / count * room + column * room / count];
            *cell = Some(cell.map_or(pair.kind, |kind| kind.min(pair.kind)));
        }
    }
    for rows in cells.chunks(2 * room) {
        let (upper, lower) = rows.split_at(room);
        let runs = upper.iter().zip(lower).map(|(&upper, &lower)| {
            let weightier = [upper, lower].into_iter().flatten().min();
            Fragment::new(
                weightier.map_or(" ", RelationKind::sign),
                Role::Halves(upper.map(Tone::from), lower.map(Tone::from)),
            )
        });
        flow.push(0, runs);
    }
}

/// Returns the number of rows by which the miniature of `grid` can be higher than usual in `columns` columns. A character
/// is about twice as high as it is wide, so a picture with two rows of pairs per character is about square.
pub(super) fn growth(grid: &PairGrid, columns: usize) -> usize {
    let halves = grid.names.len().min(columns);
    if grid.is_small { halves.div_ceil(2).saturating_sub(SMALL_ROWS) } else { 0 }
}

/// Adds the numbers of the columns, with their digits from top to bottom.
fn ruler(flow: &mut Flow, columns: std::ops::Range<usize>, digits: usize) {
    for place in 0..digits {
        let digit = |column: usize| format!("{:>digits$}", column + 1).chars().nth(place).unwrap_or(' ');
        let numbers: String = columns.clone().map(digit).collect();
        flow.push(0, [space(digits + GAP), Fragment::new(numbers, Role::Quiet)]);
    }
}

/// Returns the kind of relation in every cell of the grid, row by row; `None` for pairs without a relation.
fn kinds(grid: &PairGrid) -> Vec<Option<RelationKind>> {
    let count = grid.names.len();
    let mut kinds = vec![None; count * count];
    for pair in &grid.pairs {
        kinds[pair.from * count + pair.to] = Some(pair.kind);
        kinds[pair.to * count + pair.from] = Some(pair.kind);
    }
    kinds
}

/// Appends `sign` to the fragments of a row. If the last fragment has the same role, the sign is added to its text.
fn push(runs: &mut Vec<Fragment>, sign: &str, role: Role) {
    match runs.last_mut() {
        Some(last) if last.role == role && runs_on(last) => last.text.push_str(sign),
        _ => runs.push(Fragment::new(sign.to_owned(), role)),
    }
}

/// Returns whether the fragment `run` consists of signs; otherwise it is a number or a gap.
fn runs_on(run: &Fragment) -> bool {
    !run.text.starts_with([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
}
