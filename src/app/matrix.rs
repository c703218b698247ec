//! The matrix on screen: a cursor on a pair of strategies, and the window of cells around it.

use crate::action::{Action, Focus};
use crate::graph::{Graph, Matrix};
use crate::model::{Mechanism, RelationKind, StrategyId};
use crate::page::{PairFilter, ViewOptions};
use crate::place::{Comparison, Overview, Place};

use super::layout::Area;
use super::state::{Context, State};

/// Cells that stay in sight around the cursor.
const MARGIN: usize = 2;
/// The widest column of names.
const NAMES: u16 = 26;

/// How large cells are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CellSize {
    /// Two cells to a character, one above the other.
    Halves,
    /// A sign for each.
    #[default]
    Signs,
    /// The letters of the mechanism in each.
    Codes,
}

impl CellSize {
    /// Columns that a cell takes.
    pub fn width(self) -> u16 {
        if self == Self::Codes { 3 } else { 1 }
    }

    /// Cells that stand in one row of the screen.
    pub fn stacked(self) -> usize {
        if self == Self::Halves { 2 } else { 1 }
    }

    fn step(self, larger: bool) -> Self {
        match (self, larger) {
            (Self::Halves, true) | (Self::Codes, false) => Self::Signs,
            (Self::Signs | Self::Codes, true) => Self::Codes,
            (Self::Signs | Self::Halves, false) => Self::Halves,
        }
    }
}

/// Where the cursor and the window stand in the matrix, as positions in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct MatrixState {
    /// The row of the cursor.
    pub row: usize,
    /// The column of the cursor.
    pub column: usize,
    /// The first row in sight.
    pub top: usize,
    /// The first column in sight.
    pub left: usize,
    /// How large cells are drawn.
    pub size: CellSize,
}

/// Where the parts of the matrix stand in its pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatrixAreas {
    /// The pane, with the columns beside its text.
    pub pane: Area,
    /// The counts of each kind, and what is filtered out.
    pub counts: Area,
    /// The levers above the cells.
    pub levers: Area,
    /// The names to the left of the cells.
    pub names: Area,
    /// The cells.
    pub cells: Area,
    /// What there is to say of the pair under the cursor.
    pub told: Area,
}

impl MatrixAreas {
    /// Where they stand in `pane`, whose text stands in `area`.
    pub fn new(pane: Area, area: Area, size: CellSize) -> Self {
        let rows = |y: u16, height: u16| Area { y: area.y + y.min(area.height), height, ..area };
        let spacious = area.height >= 16;
        let told = match area.height {
            28.. => 6,
            _ if spacious => 4,
            _ => 2,
        };
        let above = if spacious { 3 } else { 2 };
        let height = area.height.saturating_sub(above + told);
        let names = if size == CellSize::Halves { 0 } else { (area.width / 3).min(NAMES) };
        let middle = rows(above, height);
        Self {
            pane,
            counts: rows(0, above.saturating_sub(1)),
            levers: rows(above - 1, 1).inset(names, 0),
            names: Area { width: names, ..middle },
            cells: middle.inset(names, 0),
            told: rows(above + height, told.min(area.height)),
        }
    }

    /// How far the window at `at` is down a matrix of `count` strategies, from 0 to 100; none if all are in sight.
    pub fn percentage(self, at: MatrixState, count: usize) -> Option<usize> {
        let below = count.saturating_sub(self.window(at.size).0);
        (below > 0).then(|| 100 * at.top / below)
    }

    /// How many rows and columns of the matrix are in sight at once.
    pub fn window(self, size: CellSize) -> (usize, usize) {
        (usize::from(self.cells.height) * size.stacked(), usize::from(self.cells.width / size.width()))
    }
}

impl MatrixState {
    /// Keeps the cursor in the matrix of `count` strategies and its cell in sight.
    pub fn settle(&mut self, count: usize, (rows, columns): (usize, usize)) {
        let last = count.saturating_sub(1);
        self.row = self.row.min(last);
        self.column = self.column.min(last);
        self.top = window(self.row, self.top, rows, count);
        self.left = window(self.column, self.left, columns, count);
        if self.size == CellSize::Halves {
            // Two rows share a line, so the window starts at an even one.
            self.top -= self.top % 2;
        }
    }

    /// The pair under the cursor; on the diagonal, one strategy twice.
    pub fn pair(&self, matrix: &Matrix) -> Option<(StrategyId, StrategyId)> {
        Some((*matrix.order.get(self.row)?, *matrix.order.get(self.column)?))
    }

    fn move_by(&mut self, rows: isize, columns: isize, count: usize) {
        let last = count.saturating_sub(1);
        self.row = self.row.saturating_add_signed(rows).min(last);
        self.column = self.column.saturating_add_signed(columns).min(last);
    }
}

/// The first of `sight` positions in sight, of `count`, so that `cursor` is among them with something around it.
fn window(cursor: usize, first: usize, sight: usize, count: usize) -> usize {
    let margin = MARGIN.min(sight.saturating_sub(1) / 2);
    let lowest = cursor.saturating_sub(margin);
    let highest = (cursor + margin + 1).saturating_sub(sight);
    first.clamp(highest.min(lowest), lowest).min(count.saturating_sub(sight))
}

/// Where the parts of the matrix stand, if it is in sight.
pub fn matrix_areas(state: &State) -> Option<MatrixAreas> {
    state.view.matrix.as_ref()?;
    let pane = state.view.layout.pane(Focus::Main)?;
    Some(MatrixAreas::new(pane.body, pane.text(), state.trail.here().matrix.size))
}

/// Where the pair under the cursor leads: to the comparison of the two, or to the one on the diagonal.
pub(super) fn target(state: &State) -> Option<Place> {
    let (row, column) = state.trail.here().matrix.pair(state.view.matrix.as_ref()?)?;
    Some(Comparison::new(&[row, column]).map_or(Place::from(row), Place::Compare))
}

/// Keeps the cursor in sight.
pub(super) fn settle(state: &mut State) {
    let (Some(areas), Some(matrix)) = (matrix_areas(state), &state.view.matrix) else { return };
    let count = matrix.order.len();
    let at = &mut state.trail.here_mut().matrix;
    at.settle(count, areas.window(at.size));
}

/// Carries out a motion in the matrix. Returns whether it is one; at the left edge the motion to the left is none.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) -> bool {
    let (Some(areas), Some(matrix)) = (matrix_areas(state), state.view.matrix.take()) else { return false };
    let mut at = state.trail.here().matrix;
    let moved =
        step(&mut at, action, count, (&matrix, areas)) || seek(&mut at, action, count, (&matrix, state, context));
    state.view.matrix = Some(matrix);
    state.trail.here_mut().matrix = at;
    settle(state);
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
    let filter = state.trail.here().lens.pairs;
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
    let mut lens = state.trail.here().lens.clone();
    match action {
        Action::MatrixLarger | Action::MatrixSmaller => {
            let at = &mut state.trail.here_mut().matrix;
            at.size = at.size.step(action == Action::MatrixLarger);
            return settle(state);
        }
        Action::MatrixKind => {
            let kind = next(&RelationKind::ALL, lens.pairs.kind);
            lens.pairs = PairFilter { kind, mechanism: None };
        }
        _ => {
            let shown = Mechanism::ALL.into_iter().filter(|&mechanism| context.graph.pair_count(mechanism) > 0);
            let of_kind = shown.filter(|mechanism| lens.pairs.kind.is_none_or(|kind| kind == mechanism.kind()));
            lens.pairs.mechanism = next(&of_kind.collect::<Vec<_>>(), lens.pairs.mechanism);
        }
    }
    show(state, lens, context);
}

fn show(state: &mut State, lens: ViewOptions, context: Context<'_>) {
    state.trail.here_mut().lens = lens;
    state.arrive(context.graph);
}

/// The one after `now`, and none after the last.
fn next<T: Copy + PartialEq>(all: &[T], now: Option<T>) -> Option<T> {
    let at = now.and_then(|now| all.iter().position(|&one| one == now)).map_or(0, |at| at + 1);
    all.get(at).copied()
}

/// Puts the cursor on the cell at a column and row of the screen. Returns whether there is one.
pub(super) fn click(state: &mut State, x: u16, y: u16) -> bool {
    let Some(areas) = matrix_areas(state).filter(|areas| areas.cells.contains(x, y)) else { return false };
    let at = &mut state.trail.here_mut().matrix;
    at.row = at.top + usize::from(y - areas.cells.y) * at.size.stacked();
    at.column = at.left + usize::from((x - areas.cells.x) / at.size.width());
    settle(state);
    true
}

/// Whether the place on screen is the matrix.
pub(super) fn is_matrix(place: Place) -> bool {
    place == Place::Overview(Overview::Matrix)
}
