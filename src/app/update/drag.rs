//! Dragging with the mouse: the lines between the panes, and the scrollbars.

use crate::action::Focus;
use crate::app::browse::Browse;
use crate::app::browse::layout::{Area, Layout};
use crate::app::browse::view::slot;
use crate::app::effect::Effect;
use crate::app::layer::behavior::LayerEvent;
use crate::app::state::{DragTarget, State};

use super::pane_layout;

/// What can be dragged at a cell of the panes.
pub(super) fn at(browse: &Browse, x: u16, y: u16) -> Option<DragTarget> {
    let layout = &browse.view.layout;
    let edge = layout.separators.iter().find(|line| line.contains(x, y)).map(|line| edge(layout, *line));
    let bar = || {
        let pane = layout.panes.iter().find(|pane| pane.body.contains(x, y))?;
        let height = usize::from(pane.body.height);
        let last = x + 1 == pane.body.x + pane.body.width;
        (last && rows(browse, pane.focus) > height).then_some(DragTarget::Scrollbar(pane.focus))
    };
    edge.or_else(bar)
}

fn edge(layout: &Layout, line: Area) -> DragTarget {
    let is_index = layout.pane(Focus::Index).is_some_and(|pane| pane.body.x + pane.body.width == line.x);
    if is_index { DragTarget::IndexEdge } else { DragTarget::SidesEdge }
}

fn rows(browse: &Browse, focus: Focus) -> usize {
    browse.view.flow(focus).map_or(browse.index.rows().len(), |flow| flow.rows.len())
}

/// Drags to a cell. Returns what that means to the layer, if its scrollbar is dragged.
pub(super) fn to(state: &mut State, x: u16, y: u16) -> Option<LayerEvent<'static>> {
    let column = i32::from(x);
    let layout = &state.browse.view.layout;
    let side = layout.pane(Focus::Relations).or_else(|| layout.pane(Focus::People));
    match (state.drag?, layout.pane(Focus::Index), side) {
        (DragTarget::IndexEdge, Some(index), _) => {
            let by = column - i32::from(index.body.width);
            state.browse.preferences.index = offset(state.browse.preferences.index, by);
        }
        (DragTarget::SidesEdge, _, Some(side)) => {
            let by = i32::from(side.body.x) - 1 - column;
            state.browse.preferences.sides = offset(state.browse.preferences.sides, by);
        }
        (DragTarget::Scrollbar(focus), ..) => {
            scroll(&mut state.browse, focus, y);
            return None;
        }
        (DragTarget::Layer(region), ..) => {
            let areas = state.layer.as_ref()?.behavior().areas(state.browse.size);
            return Some(LayerEvent::ScrollTo(region, areas.regions[region]?.first_at(y)));
        }
        _ => return None,
    }
    pane_layout::clamp_to_screen(&mut state.browse);
    None
}

fn offset(now: i16, by: i32) -> i16 {
    i16::try_from(i32::from(now) + by).unwrap_or(now)
}

/// Scrolls a pane so that the row of its scrollbar stands for what is in sight.
fn scroll(browse: &mut Browse, focus: Focus, y: u16) {
    let Some(pane) = browse.view.layout.pane(focus) else { return };
    let height = usize::from(pane.body.height);
    let hidden = rows(browse, focus).saturating_sub(height);
    let row = usize::from(y.saturating_sub(pane.body.y)).min(height.saturating_sub(1));
    let wanted = hidden * row / height.saturating_sub(1).max(1);
    let by = |scroll: usize| isize::try_from(wanted).unwrap_or(0) - isize::try_from(scroll).unwrap_or(0);
    match (slot(focus), browse.view.flow(focus)) {
        (Some(slot), Some(flow)) => {
            let pane = &mut browse.trail.here_mut().panes[slot];
            pane.scroll_by(flow, height, by(pane.scroll));
        }
        _ => browse.index.scroll_by(height, by(browse.index.scroll)),
    }
}

/// Ends dragging; a changed layout is saved.
pub(super) fn release(state: &mut State) -> Vec<Effect> {
    match state.drag.take() {
        Some(DragTarget::IndexEdge | DragTarget::SidesEdge) => vec![Effect::SaveLayout(state.browse.preferences)],
        _ => Vec::new(),
    }
}
