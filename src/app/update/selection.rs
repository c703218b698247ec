//! Selection of rows.

use crate::action::{Action, Focus};
use crate::app::browse::selection::Selection;
use crate::app::state::{Context, State};

use super::motion;

/// Selects the row under the cursor, or all rows beside it.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) {
    if state.browse.row_record().is_none() {
        return state.notify("No record is in this row to select.");
    }
    if action == Action::SelectAll {
        let rows = state.browse.records_beside();
        state.browse.selection.toggle(&rows);
        return;
    }
    for _ in 0..count.unwrap_or(1) {
        let Some(record) = state.browse.row_record() else { return };
        match count {
            Some(_) => state.browse.selection.add(record),
            None => drop(state.browse.selection.toggle(&[record])),
        }
        if !step(state, context) {
            return;
        }
    }
}

/// Moves the cursor to the next row with a record. Returns whether there is one.
fn step(state: &mut State, context: Context<'_>) -> bool {
    let focus = state.browse.focus();
    if focus == Focus::Index {
        let before = state.browse.index.row;
        motion::act(state, Action::CursorDown, None, context);
        return state.browse.index.row != before;
    }
    let next = state.browse.next_record_row(focus);
    if let Some(row) = next {
        motion::with_pane(state, focus, |pane, flow| pane.move_to(flow, row));
        state.browse.settle();
    }
    next.is_some()
}

/// Unselects all rows, and names their number.
pub(super) fn clear(state: &mut State) {
    let count = state.browse.selection.places().len();
    state.browse.selection = Selection::default();
    state.notify(format!("Selection cleared: {count} {} selected.", if count == 1 { "row was" } else { "rows were" }));
}
