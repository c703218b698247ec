//! Mouse drags of the lines between the panes, and of scrollbars.

use crate::action::Focus;
use crate::app::browse::Browse;
use crate::app::effect::Effect;
use crate::app::layer::behavior::LayerEvent;
use crate::app::state::{DragTarget, State};

use super::pane_layout;

/// Returns what a drag that starts at this cell moves; `None` if there is nothing to drag.
pub(super) fn at(browse: &Browse, (x, y): (u16, u16)) -> Option<DragTarget> {
    let layout = &browse.view.layout;
    if let Some(line) = layout.separators.iter().find(|line| line.contains(x, y)) {
        let is_index = layout.pane(Focus::Index).is_some_and(|pane| pane.header.x + pane.header.width == line.x);
        return Some(if is_index { DragTarget::IndexEdge } else { DragTarget::SidesEdge });
    }
    let mut panes = layout.panes.iter().map(|pane| pane.focus);
    panes
        .find(|&focus| browse.scroll_region(focus).is_some_and(|region| region.is_on_bar(x, y)))
        .map(DragTarget::Scrollbar)
}

/// Moves what the mouse is dragging to a cell. Returns the event for the open layer if a scrollbar of the layer is
/// dragged.
pub(super) fn to(state: &mut State, (x, y): (u16, u16)) -> Option<LayerEvent<'static>> {
    let column = i32::from(x);
    let layout = &state.browse.view.layout;
    let side = layout.pane(Focus::Relations).or_else(|| layout.pane(Focus::People)).or(layout.preview);
    let preferences = &mut state.browse.preferences;
    match (state.drag?, layout.pane(Focus::Index), side) {
        (DragTarget::IndexEdge, Some(index), _) => {
            widen(&mut preferences.index, column - i32::from(index.header.width));
        }
        (DragTarget::SidesEdge, _, Some(side)) => widen(&mut preferences.sides, i32::from(side.body.x) - 1 - column),
        (DragTarget::Scrollbar(focus), ..) => {
            let region = state.browse.scroll_region(focus)?;
            let by = |row: usize| isize::try_from(row).unwrap_or(0);
            state.browse.scroll_by(focus, by(region.first_at(y)) - by(region.first));
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

fn widen(offset: &mut i16, by: i32) {
    *offset = i16::try_from(i32::from(*offset) + by).unwrap_or(*offset);
}

/// Ends a drag; if it has changed the widths of panes, saves the layout.
pub(super) fn release(state: &mut State) {
    if let Some(DragTarget::IndexEdge | DragTarget::SidesEdge) = state.drag.take() {
        state.emit(Effect::SaveLayout(state.browse.preferences));
    }
}
