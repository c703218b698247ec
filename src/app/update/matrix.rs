//! Actions in the matrix: motions of the cursor, the size of the cells, and the filter of pairs.

use crate::action::Action;
use crate::app::browse::matrix::{MatrixAreas, MatrixState};
use crate::app::state::{Context, State};
use crate::graph::{Graph, Matrix};
use crate::model::{Mechanism, RelationKind};
use crate::page::PairFilter;

use super::motion;

/// Carries out a motion in the matrix. Returns false if the action is not a motion there; moving left at the left edge
/// is not, so that the focus can move to the pane on the left.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) -> bool {
    let (Some(areas), Some(matrix)) = (state.browse.matrix_areas(), state.browse.view.matrix.take()) else {
        return false;
    };
    let visit = state.browse.trail.here();
    let (mut at, filter) = (visit.matrix, visit.options.pairs);
    let is_motion = match action {
        Action::LinkNext | Action::LinkPrevious => {
            seek(&mut at, action == Action::LinkNext, count.unwrap_or(1), (&matrix, context.graph, filter));
            true
        }
        _ => step(&mut at, action, count, (&matrix, areas)),
    };
    state.browse.view.matrix = Some(matrix);
    state.browse.trail.here_mut().matrix = at;
    state.browse.settle_matrix();
    is_motion
}

fn step(at: &mut MatrixState, action: Action, times: Option<usize>, (matrix, areas): (&Matrix, MatrixAreas)) -> bool {
    let count = matrix.order.len();
    if let Some(rows) = motion::rows_by(action, areas.window(at.size).0, 0, times) {
        at.move_by(rows, 0, count);
        return true;
    }
    let columns = isize::try_from(times.unwrap_or(1)).unwrap_or(isize::MAX);
    match action {
        Action::CursorLeft if at.column == 0 => return false,
        Action::CursorLeft => at.move_by(0, -columns, count),
        Action::CursorRight => at.move_by(0, columns, count),
        Action::First => at.row = times.map_or(0, |row| row.saturating_sub(1)),
        Action::Last => at.row = times.map_or(count, |row| row.saturating_sub(1)),
        Action::SectionNext => at.row = matrix.band_of(at.row).map_or(at.row, |band| band.at.end),
        Action::SectionPrevious => {
            let start = matrix.band_of(at.row).map_or(0, |band| band.at.start);
            let before = matrix.band_of(start.saturating_sub(1)).map_or(0, |band| band.at.start);
            at.row = if at.row > start { start } else { before };
        }
        _ => return false,
    }
    true
}

/// Moves to the next or previous related pair that the filter admits, row by row.
fn seek(at: &mut MatrixState, forward: bool, times: usize, (matrix, graph, filter): (&Matrix, &Graph, PairFilter)) {
    let related = |row: usize| {
        let shown = graph.related(matrix.order[row]).filter(move |relation| filter.admits(*relation));
        shown.map(|relation| matrix.position(relation.other)).collect::<Vec<_>>()
    };
    for _ in 0..times {
        let found = if forward {
            let mut rows = (at.row..matrix.order.len()).map(|row| {
                let after = related(row).into_iter().filter(|&column| row > at.row || column > at.column);
                (row, after.min())
            });
            rows.find_map(|(row, column)| Some((row, column?)))
        } else {
            let mut rows = (0..=at.row).rev().map(|row| {
                let before = related(row).into_iter().filter(|&column| row < at.row || column < at.column);
                (row, before.max())
            });
            rows.find_map(|(row, column)| Some((row, column?)))
        };
        let Some((row, column)) = found else { return };
        (at.row, at.column) = (row, column);
    }
}

/// Changes the size of the cells, or the filter of pairs, as the action requests.
pub(super) fn change(state: &mut State, action: Action, context: Context<'_>) {
    let visit = state.browse.trail.here_mut();
    let pairs = &mut visit.options.pairs;
    match action {
        Action::MatrixLarger | Action::MatrixSmaller => {
            visit.matrix.size = visit.matrix.size.step(action == Action::MatrixLarger);
            visit.matrix.is_size_chosen = true;
            return state.browse.settle_matrix();
        }
        Action::MatrixKind => *pairs = PairFilter { kind: next(&RelationKind::ALL, pairs.kind), mechanism: None },
        _ => {
            let shown = Mechanism::ALL.into_iter().filter(|&mechanism| context.graph.pair_count(mechanism) > 0);
            let of_kind = shown.filter(|mechanism| pairs.kind.is_none_or(|kind| kind == mechanism.kind()));
            pairs.mechanism = next(&of_kind.collect::<Vec<_>>(), pairs.mechanism);
        }
    }
    state.arrive(context.graph);
}

/// Returns the value after `now` in `all`, or the first if `now` is `None`; `None` after the last.
fn next<T: Copy + PartialEq>(all: &[T], now: Option<T>) -> Option<T> {
    let at = now.and_then(|now| all.iter().position(|&one| one == now)).map_or(0, |at| at + 1);
    all.get(at).copied()
}

/// Moves the matrix cursor to the pair at a cell of the screen. Returns false if the cell is not in the matrix.
pub(super) fn click(state: &mut State, (x, y): (u16, u16)) -> bool {
    let Some(areas) = state.browse.matrix_areas().filter(|areas| areas.cells.contains(x, y)) else { return false };
    let at = &mut state.browse.trail.here_mut().matrix;
    at.row = at.top + usize::from(y - areas.cells.y) * at.size.stacked();
    at.column = at.left + usize::from((x - areas.cells.x) / at.size.width());
    state.browse.settle_matrix();
    true
}
