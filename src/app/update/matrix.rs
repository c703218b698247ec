//! Motions in the matrix, and which of its pairs are shown.

use crate::action::Action;
use crate::app::browse::matrix::{MatrixAreas, MatrixState};
use crate::app::state::{Context, State};
use crate::graph::{Graph, Matrix};
use crate::model::{Mechanism, RelationKind};
use crate::page::{PairFilter, ViewOptions};

/// Carries out a motion in the matrix. Returns whether it is one; at the left edge the motion to the left is none.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) -> bool {
    let (Some(areas), Some(matrix)) = (state.browse.matrix_areas(), state.browse.view.matrix.take()) else {
        return false;
    };
    let mut at = state.browse.trail.here().matrix;
    let moved =
        step(&mut at, action, count, (&matrix, areas)) || seek(&mut at, action, count, (&matrix, state, context));
    state.browse.view.matrix = Some(matrix);
    state.browse.trail.here_mut().matrix = at;
    state.browse.settle_matrix();
    moved
}

fn step(at: &mut MatrixState, action: Action, times: Option<usize>, (matrix, areas): (&Matrix, MatrixAreas)) -> bool {
    let by = |cells: usize| isize::try_from(cells.saturating_mul(times.unwrap_or(1))).unwrap_or(isize::MAX);
    let count = matrix.order.len();
    let (rows, _) = areas.window(at.size);
    let half = (rows / 2).max(1);
    match action {
        Action::CursorLeft if at.column == 0 => return false,
        Action::CursorLeft => at.move_by(0, -by(1), count),
        Action::CursorRight => at.move_by(0, by(1), count),
        Action::CursorDown => at.move_by(by(1), 0, count),
        Action::CursorUp => at.move_by(-by(1), 0, count),
        Action::HalfPageDown => at.move_by(by(half), 0, count),
        Action::HalfPageUp => at.move_by(-by(half), 0, count),
        Action::PageDown => at.move_by(by(rows.max(1)), 0, count),
        Action::PageUp => at.move_by(-by(rows.max(1)), 0, count),
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

/// Moves to the next pair that relates and is shown, or the one before, row by row.
fn seek(
    at: &mut MatrixState,
    action: Action,
    times: Option<usize>,
    (matrix, state, context): (&Matrix, &State, Context<'_>),
) -> bool {
    let forward = match action {
        Action::LinkNext => true,
        Action::LinkPrevious => false,
        _ => return false,
    };
    let filter = state.browse.trail.here().options.pairs;
    for _ in 0..times.unwrap_or(1) {
        let Some(found) = neighbour(at, forward, matrix, context.graph, filter) else { break };
        (at.row, at.column) = found;
    }
    true
}

/// The nearest cell after the cursor, or before it, whose pair relates and is shown.
fn neighbour(
    at: &MatrixState,
    forward: bool,
    matrix: &Matrix,
    graph: &Graph,
    filter: PairFilter,
) -> Option<(usize, usize)> {
    let related = |row: usize| {
        let shown = graph.related(matrix.order[row]).filter(move |relation| filter.admits(*relation));
        shown.map(|relation| matrix.position(relation.other)).collect::<Vec<_>>()
    };
    if forward {
        let rows = (at.row..matrix.order.len()).map(|row| {
            let left = related(row).into_iter().filter(|&column| row > at.row || column > at.column);
            Some((row, left.min()?))
        });
        rows.flatten().next()
    } else {
        let rows = (0..=at.row).rev().map(|row| {
            let left = related(row).into_iter().filter(|&column| row < at.row || column < at.column);
            Some((row, left.max()?))
        });
        rows.flatten().next()
    }
}

/// Changes how large cells are drawn, or which pairs are shown.
pub(super) fn change(state: &mut State, action: Action, context: Context<'_>) {
    let mut options = state.browse.trail.here().options.clone();
    match action {
        Action::MatrixLarger | Action::MatrixSmaller => {
            let at = &mut state.browse.trail.here_mut().matrix;
            at.size = at.size.step(action == Action::MatrixLarger);
            return state.browse.settle_matrix();
        }
        Action::MatrixKind => {
            let kind = next(&RelationKind::ALL, options.pairs.kind);
            options.pairs = PairFilter { kind, mechanism: None };
        }
        _ => {
            let shown = Mechanism::ALL.into_iter().filter(|&mechanism| context.graph.pair_count(mechanism) > 0);
            let of_kind = shown.filter(|mechanism| options.pairs.kind.is_none_or(|kind| kind == mechanism.kind()));
            options.pairs.mechanism = next(&of_kind.collect::<Vec<_>>(), options.pairs.mechanism);
        }
    }
    show(state, options, context);
}

fn show(state: &mut State, options: ViewOptions, context: Context<'_>) {
    state.browse.trail.here_mut().options = options;
    state.arrive(context.graph);
}

/// The one after `now`, and none after the last.
fn next<T: Copy + PartialEq>(all: &[T], now: Option<T>) -> Option<T> {
    let at = now.and_then(|now| all.iter().position(|&one| one == now)).map_or(0, |at| at + 1);
    all.get(at).copied()
}

/// Puts the cursor on the cell at a column and row of the screen. Returns whether there is one.
pub(super) fn click(state: &mut State, x: u16, y: u16) -> bool {
    let Some(areas) = state.browse.matrix_areas().filter(|areas| areas.cells.contains(x, y)) else { return false };
    let at = &mut state.browse.trail.here_mut().matrix;
    at.row = at.top + usize::from(y - areas.cells.y) * at.size.stacked();
    at.column = at.left + usize::from((x - areas.cells.x) / at.size.width());
    state.browse.settle_matrix();
    true
}
