//! Dragging with the mouse: the lines between the panes, and the scrollbars.

use crate::action::Focus;

use super::arrange;
use super::layout::{Area, Layout};
use super::message::Effect;
use super::state::State;
use super::view::slot;

/// What the mouse holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The line to the right of the index.
    IndexEdge,
    /// The line to the left of relations and people.
    SidesEdge,
    /// The scrollbar of a pane.
    Scrollbar(Focus),
}

/// What there is to hold at a cell.
pub(super) fn at(state: &State, x: u16, y: u16) -> Option<Held> {
    let layout = &state.view.layout;
    let edge = layout.separators.iter().find(|line| line.contains(x, y)).map(|line| edge(layout, *line));
    let bar = || {
        let pane = layout.panes.iter().find(|pane| pane.body.contains(x, y))?;
        let height = usize::from(pane.body.height);
        let last = x + 1 == pane.body.x + pane.body.width;
        (last && rows(state, pane.focus) > height).then_some(Held::Scrollbar(pane.focus))
    };
    edge.or_else(bar)
}

fn edge(layout: &Layout, line: Area) -> Held {
    let is_index = layout.pane(Focus::Index).is_some_and(|pane| pane.body.x + pane.body.width == line.x);
    if is_index { Held::IndexEdge } else { Held::SidesEdge }
}

fn rows(state: &State, focus: Focus) -> usize {
    state.view.flow(focus).map_or(state.index.rows().len(), |flow| flow.rows.len())
}

/// Moves what is held to a cell.
pub(super) fn to(state: &mut State, x: u16, y: u16) {
    let Some(held) = state.held else { return };
    let column = i32::from(x);
    let layout = &state.view.layout;
    let side = layout.pane(Focus::Relations).or_else(|| layout.pane(Focus::People));
    match (held, layout.pane(Focus::Index), side) {
        (Held::IndexEdge, Some(index), _) => {
            let by = column - i32::from(index.body.width);
            state.preferences.index = wish(state.preferences.index, by);
        }
        (Held::SidesEdge, _, Some(side)) => {
            let by = i32::from(side.body.x) - 1 - column;
            state.preferences.sides = wish(state.preferences.sides, by);
        }
        (Held::Scrollbar(focus), ..) => return scroll(state, focus, y),
        _ => return,
    }
    arrange::fit(state);
}

fn wish(now: i16, by: i32) -> i16 {
    i16::try_from(i32::from(now) + by).unwrap_or(now)
}

/// Scrolls a pane so that the row of its scrollbar stands for what is in sight.
fn scroll(state: &mut State, focus: Focus, y: u16) {
    let Some(pane) = state.view.layout.pane(focus) else { return };
    let height = usize::from(pane.body.height);
    let hidden = rows(state, focus).saturating_sub(height);
    let row = usize::from(y.saturating_sub(pane.body.y)).min(height.saturating_sub(1));
    let wanted = hidden * row / height.saturating_sub(1).max(1);
    let by = |scroll: usize| isize::try_from(wanted).unwrap_or(0) - isize::try_from(scroll).unwrap_or(0);
    match (slot(focus), state.view.flow(focus)) {
        (Some(slot), Some(flow)) => {
            let pane = &mut state.trail.here_mut().panes[slot];
            pane.scroll_by(flow, height, by(pane.scroll));
        }
        _ => state.index.scroll_by(height, by(state.index.scroll)),
    }
}

/// Lets go of what is held; a new layout is kept.
pub(super) fn release(state: &mut State) -> Vec<Effect> {
    match state.held.take() {
        Some(Held::IndexEdge | Held::SidesEdge) => vec![Effect::KeepLayout(state.preferences)],
        _ => Vec::new(),
    }
}
