//! Moving about within and between the panes.

use crate::action::{Action, Focus};
use crate::document::layout::Flow;

use crate::app::browse::index::IndexRow;
use crate::app::browse::pane::PaneState;
use crate::app::browse::trail::Visit;
use crate::app::browse::view::slot;
use crate::app::state::{Context, State};

use super::matrix;

/// Carries out a motion.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) {
    match action {
        Action::PaneNext => return step_pane(state, count.unwrap_or(1), true),
        Action::PanePrevious => return step_pane(state, count.unwrap_or(1), false),
        Action::CursorLeft | Action::CursorRight if state.browse.focus() == Focus::Main => {
            if !matrix::act(state, action, count, context) {
                sideways(state, action == Action::CursorRight);
            }
            return;
        }
        Action::CursorLeft | Action::CursorRight => {
            return sideways(state, action == Action::CursorRight);
        }
        _ => {}
    }
    if state.browse.focus() == Focus::Main && matrix::act(state, action, count, context) {
        return;
    }
    if state.browse.focus() == Focus::Index {
        in_index(state, action, count);
        state.browse.settle();
        preview_selection(state, context);
    } else {
        in_page(state, action, count);
        state.browse.settle();
    }
}

/// Previews the entry under the cursor of the index: a preview is replaced on the trail by the next place.
pub(super) fn preview_selection(state: &mut State, context: Context<'_>) {
    let index = &state.browse.index;
    let Some(IndexRow::Entry(place)) = index.rows().get(index.row).copied() else { return };
    if place != state.browse.place() {
        state.go(context.graph, Visit { is_preview: true, focus: Focus::Index, ..Visit::new(place) });
    }
}

/// Puts the cursor on a link of a pane and gives the pane the focus.
pub(super) fn put_cursor(state: &mut State, focus: Focus, link: usize) {
    with_pane(state, focus, |pane, flow| pane.move_to_link(flow, link));
    state.browse.trail.here_mut().focus = focus;
    state.browse.lay_out();
}

/// Changes the cursor of a pane that shows a part of the page.
pub(super) fn with_pane(state: &mut State, focus: Focus, change: impl FnOnce(&mut PaneState, &Flow)) {
    if let (Some(slot), Some(flow)) = (slot(focus), state.browse.view.flow(focus)) {
        change(&mut state.browse.trail.here_mut().panes[slot], flow);
    }
}

fn signed(rows: usize) -> isize {
    isize::try_from(rows).unwrap_or(isize::MAX)
}

fn in_page(state: &mut State, action: Action, count: Option<usize>) {
    let focus = state.browse.focus();
    let height = state.browse.view.height(focus).max(1);
    let times = count.unwrap_or(1);
    with_pane(state, focus, |pane, flow| match action {
        Action::CursorDown => pane.move_by(flow, signed(times)),
        Action::CursorUp => pane.move_by(flow, -signed(times)),
        Action::HalfPageDown => pane.move_by(flow, signed((height / 2).max(1) * times)),
        Action::HalfPageUp => pane.move_by(flow, -signed((height / 2).max(1) * times)),
        Action::PageDown => pane.move_by(flow, signed(height.saturating_sub(1).max(1) * times)),
        Action::PageUp => pane.move_by(flow, -signed(height.saturating_sub(1).max(1) * times)),
        Action::First | Action::Last => match (count, action) {
            (Some(row), _) => pane.move_to(flow, row.saturating_sub(1)),
            (None, Action::First) => pane.move_to(flow, 0),
            (None, _) => pane.move_to_end(flow),
        },
        Action::LinkNext | Action::LinkPrevious => {
            for _ in 0..times {
                if !pane.move_by_link(flow, action == Action::LinkNext) {
                    break;
                }
            }
        }
        Action::SectionNext | Action::SectionPrevious => {
            for _ in 0..times.min(flow.sections.len()) {
                pane.move_by_section(flow, action == Action::SectionNext);
            }
        }
        _ => {}
    });
}

fn in_index(state: &mut State, action: Action, count: Option<usize>) {
    let height = state.browse.view.height(Focus::Index).max(1);
    let times = count.unwrap_or(1);
    let index = &mut state.browse.index;
    match action {
        Action::CursorDown | Action::LinkNext => index.move_by(signed(times)),
        Action::CursorUp | Action::LinkPrevious => index.move_by(-signed(times)),
        Action::HalfPageDown => index.move_by(signed((height / 2).max(1) * times)),
        Action::HalfPageUp => index.move_by(-signed((height / 2).max(1) * times)),
        Action::PageDown => index.move_by(signed(height.saturating_sub(1).max(1) * times)),
        Action::PageUp => index.move_by(-signed(height.saturating_sub(1).max(1) * times)),
        Action::First | Action::Last => {
            let end = if action == Action::First { 0 } else { index.rows().len() };
            index.move_to(count.map_or(end, |row| row.saturating_sub(1)));
        }
        Action::SectionNext => index.move_by_group(true),
        Action::SectionPrevious => index.move_by_group(false),
        _ => {}
    }
}

fn step_pane(state: &mut State, steps: usize, forward: bool) {
    let panes = &state.browse.view.layout.reachable;
    let at = panes.iter().position(|&pane| pane == state.browse.focus()).unwrap_or(0);
    let steps = steps % panes.len();
    let next = if forward { at + steps } else { at + panes.len() - steps };
    set_focus(state, panes[next % panes.len()]);
}

/// Gives a pane the focus.
pub(super) fn set_focus(state: &mut State, focus: Focus) {
    state.browse.trail.here_mut().focus = focus;
    state.browse.lay_out();
}

/// To the neighbouring link of the row; where there is none, to the pane on that side.
fn sideways(state: &mut State, forward: bool) {
    let focus = state.browse.focus();
    let mut moved = false;
    with_pane(state, focus, |pane, flow| moved = pane.move_in_row(flow, forward));
    if moved {
        return;
    }
    let side = match (focus, forward) {
        (Focus::Index, true) | (Focus::Relations | Focus::People, false) => Focus::Main,
        (Focus::Main, false) => Focus::Index,
        (Focus::Main, true) if state.browse.view.layout.reachable.contains(&Focus::Relations) => Focus::Relations,
        (Focus::Main, true) if state.browse.view.layout.reachable.contains(&Focus::People) => Focus::People,
        _ => return,
    };
    set_focus(state, side);
}
