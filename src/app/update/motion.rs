//! Motions within and between the panes.

use crate::action::{Action, Focus};
use crate::document::layout::Flow;

use crate::app::browse::index::IndexRow;
use crate::app::browse::pane::PaneState;
use crate::app::browse::trail::Visit;
use crate::app::browse::view::slot;
use crate::app::state::{Context, State};

use super::matrix;

/// Carries out an action that moves the cursor or the focus.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) {
    let focus = state.browse.focus();
    match action {
        Action::PaneNext | Action::PanePrevious => step_pane(state, count.unwrap_or(1), action == Action::PaneNext),
        _ if focus == Focus::Main && matrix::act(state, action, count, context) => {}
        Action::ScrollDown | Action::ScrollUp => {
            let rows = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
            state.browse.scroll_by(focus, if action == Action::ScrollDown { rows } else { -rows });
        }
        Action::CursorLeft | Action::CursorRight => sideways(state, action == Action::CursorRight),
        _ if focus == Focus::Index => {
            in_index(state, action, count);
            state.browse.settle();
            preview_selection(state, context);
        }
        _ => {
            in_page(state, action, count);
            state.browse.settle();
        }
    }
}

/// Shows the place of the selected entry of the index as a preview, which the next place replaces on the trail.
pub(super) fn preview_selection(state: &mut State, context: Context<'_>) {
    let index = &state.browse.index;
    let Some(IndexRow::Entry(place)) = index.rows().get(index.row).copied() else { return };
    if place != state.browse.place() {
        state.go(context.graph, Visit { is_preview: true, focus: Focus::Index, ..Visit::new(place) });
    }
}

/// Moves the cursor to the link with the index `link` of a pane, and gives the pane the focus.
pub(super) fn put_cursor(state: &mut State, focus: Focus, link: usize) {
    with_pane(state, focus, |pane, flow| pane.move_to_link(flow, link));
    set_focus(state, focus);
}

/// Moves the cursor from plain text to the next link below it that is visible. Returns whether there is one.
pub(super) fn reach_link(state: &mut State) -> bool {
    let focus = state.browse.focus();
    let Some(flow) = state.browse.view.flow(focus).filter(|_| state.browse.target().is_none()) else { return false };
    let pane = state.browse.pane(focus);
    let in_sight = pane.row..pane.scroll + state.browse.view.height(focus);
    let next = flow.links.iter().position(|link| in_sight.contains(&link.row()));
    if let Some(link) = next {
        with_pane(state, focus, |pane, flow| pane.move_to_link(flow, link));
        state.browse.settle();
    }
    next.is_some()
}

/// Calls `change` for the cursor of a pane that shows a part of the page; does nothing for the index.
pub(super) fn with_pane(state: &mut State, focus: Focus, change: impl FnOnce(&mut PaneState, &Flow)) {
    if let (Some(slot), Some(flow)) = (slot(focus), state.browse.view.flow(focus)) {
        change(&mut state.browse.trail.here_mut().panes[slot], flow);
    }
}

/// Returns the number of rows by which an action moves the cursor, negative for upwards, if `height` rows are visible;
/// paging leaves `overlap` rows visible. `None` if the action is not such a motion.
pub(super) fn rows_by(action: Action, height: usize, overlap: usize, times: Option<usize>) -> Option<isize> {
    let rows = match action {
        Action::CursorDown | Action::CursorUp => 1,
        Action::HalfPageDown | Action::HalfPageUp => height / 2,
        Action::PageDown | Action::PageUp => height.saturating_sub(overlap),
        _ => return None,
    };
    let rows = isize::try_from(rows.max(1).saturating_mul(times.unwrap_or(1))).unwrap_or(isize::MAX);
    let is_up = matches!(action, Action::CursorUp | Action::HalfPageUp | Action::PageUp);
    Some(if is_up { -rows } else { rows })
}

fn in_page(state: &mut State, action: Action, count: Option<usize>) {
    let focus = state.browse.focus();
    let height = state.browse.view.height(focus);
    let rows = rows_by(action, height, 1, count).unwrap_or(0);
    let times = count.unwrap_or(1);
    with_pane(state, focus, |pane, flow| match (action, count) {
        (Action::First | Action::Last, Some(row)) => pane.move_to(flow, row.saturating_sub(1)),
        (Action::First, None) => pane.move_to(flow, 0),
        (Action::Last, None) => pane.move_to_end(flow),
        (Action::LinkNext | Action::LinkPrevious, _) => {
            let _ = (0..times).all(|_| pane.move_by_link(flow, action == Action::LinkNext));
        }
        (Action::SectionNext | Action::SectionPrevious, _) => {
            for _ in 0..times.min(flow.sections.len()) {
                pane.move_by_section(flow, action == Action::SectionNext);
            }
        }
        (Action::CursorDown | Action::CursorUp, _) => pane.step_by(flow, height, rows),
        _ => pane.page_by(flow, height, rows),
    });
}

fn in_index(state: &mut State, action: Action, count: Option<usize>) {
    let action = match action {
        Action::LinkNext => Action::CursorDown,
        Action::LinkPrevious => Action::CursorUp,
        other => other,
    };
    let rows = rows_by(action, state.browse.view.height(Focus::Index), 1, count);
    let index = &mut state.browse.index;
    match action {
        Action::First | Action::Last => {
            let end = if action == Action::First { 0 } else { index.rows().len() };
            index.move_to(count.map_or(end, |row| row.saturating_sub(1)));
        }
        Action::SectionNext | Action::SectionPrevious => index.move_by_group(action == Action::SectionNext),
        _ => index.move_by(rows.unwrap_or(0)),
    }
}

fn step_pane(state: &mut State, steps: usize, forward: bool) {
    let mut is_panel = false;
    if state.browse.focus() == Focus::Main {
        with_pane(state, Focus::Main, |pane, flow| is_panel = (0..steps).all(|_| pane.step_panel(flow, forward)));
    }
    if is_panel {
        return state.browse.settle();
    }
    let panes = &state.browse.view.layout.reachable;
    let at = panes.iter().position(|&pane| pane == state.browse.focus()).unwrap_or(0);
    let steps = steps % panes.len();
    let next = if forward { at + steps } else { at + panes.len() - steps };
    set_focus(state, panes[next % panes.len()]);
}

/// Gives the focus to a pane.
pub(super) fn set_focus(state: &mut State, focus: Focus) {
    state.browse.trail.here_mut().focus = focus;
    state.browse.lay_out();
}

/// Moves to the link on one side in the same row or, if there is none, to the pane on that side.
fn sideways(state: &mut State, forward: bool) {
    let focus = state.browse.focus();
    let mut moved = false;
    with_pane(state, focus, |pane, flow| moved = pane.move_in_row(flow, forward));
    let reachable = &state.browse.view.layout.reachable;
    let side = match (focus, forward) {
        _ if moved => return,
        (Focus::Index, true) | (Focus::Relations | Focus::People, false) => Focus::Main,
        (Focus::Main, false) => Focus::Index,
        (Focus::Main, true) if reachable.contains(&Focus::Relations) => Focus::Relations,
        (Focus::Main, true) if reachable.contains(&Focus::People) => Focus::People,
        _ => return,
    };
    set_focus(state, side);
}
