//! Mouse: clicks follow links or set the focus, and the wheel scrolls the pane under the pointer.

use crate::action::Focus;
use crate::app::browse::index::IndexRow;
use crate::app::browse::layout::PaneArea;
use crate::app::browse::preview::Preview;
use crate::app::browse::tabs::tabs;
use crate::app::browse::trail::Visit;
use crate::app::layer::behavior::LayerEvent;
use crate::app::state::{ClickEffect, Context, DragTarget, State};

use super::{drag, matrix, motion, navigation};

/// Handles the second click of a double click. Returns false if it has to be handled as a single click.
///
/// If the first click has followed a link, the second does nothing. If the first has previewed an entry of the index,
/// the second opens the entry. If the first has moved the cursor to a row with a link, the second follows the link.
pub(super) fn double_click(state: &mut State, context: Context<'_>) -> bool {
    match std::mem::take(&mut state.clicked) {
        ClickEffect::Entry => {
            state.browse.trail.here_mut().is_preview = false;
            motion::set_focus(state, Focus::Main);
        }
        ClickEffect::Row => {
            state.status.notice = None;
            navigation::follow(state, context);
        }
        ClickEffect::Drag => return false,
        ClickEffect::Done => {}
    }
    true
}

/// Handles a click while a layer is open. Returns the event for the layer, if any.
///
/// A click selects an entry or starts to drag a scrollbar. A click outside of the layer closes the layer, unless this
/// would lose typed text.
pub(super) fn click_layer(state: &mut State, at: (u16, u16)) -> Option<LayerEvent<'static>> {
    state.status.notice = None;
    state.clicked = ClickEffect::Done;
    let layer = state.layer.as_mut()?;
    let areas = layer.behavior().areas(state.browse.size);
    if let Some(region) = areas.bar_at(at) {
        state.clicked = ClickEffect::Drag;
        state.drag = Some(DragTarget::Layer(region));
        return drag::to(state, at);
    }
    if let Some(entry) = areas.entry_at(at) {
        return Some(LayerEvent::Choose(entry));
    }
    let has_line = layer.behavior_mut().line().is_some_and(|(line, _)| !line.is_offered() && !line.text().is_empty());
    if !areas.frame.contains(at.0, at.1) && !has_line {
        state.layer = None;
    }
    None
}

/// Handles a click while no layer is open.
pub(super) fn click(state: &mut State, at: (u16, u16), context: Context<'_>) {
    let (x, y) = at;
    state.status.notice = None;
    state.clicked = ClickEffect::Done;
    state.drag = drag::at(&state.browse, at);
    if state.drag.is_some() {
        state.clicked = ClickEffect::Drag;
        state.browse.index.typing = false;
        drag::to(state, at);
        return;
    }
    let preview = state.browse.view.layout.preview.filter(|pane| pane.body.contains(x, y));
    if let Some(place) = preview.and(state.browse.preview.as_ref()).map(Preview::place) {
        return state.go(context.graph, Visit::new(place));
    }
    // A cell outside of the panes may be on the filter line, so the typing of the filter continues.
    let Some(pane) = state.browse.view.layout.pane_at(x, y) else { return };
    state.browse.index.typing = false;
    if pane.header.contains(x, y) {
        let tab = tabs(&state.browse).into_iter().find(|tab| tab.area.contains(x, tab.area.y));
        motion::set_focus(state, tab.map_or(pane.focus, |tab| tab.focus));
    } else if pane.focus == Focus::Index {
        click_index(state, usize::from(y - pane.text().y), context);
    } else if pane.focus == Focus::Main && matrix::click(state, at) {
        motion::set_focus(state, Focus::Main);
    } else {
        click_page(state, pane, at, context);
    }
}

/// Handles a click on the index, `row` rows below its first visible row.
fn click_index(state: &mut State, row: usize, context: Context<'_>) {
    let index = &mut state.browse.index;
    let row = index.scroll + row;
    if let Some(IndexRow::Entry(place)) = index.rows().get(row).copied() {
        index.row = row;
        state.clicked = ClickEffect::Entry;
        state.go(context.graph, Visit { focus: Focus::Index, ..Visit::new(place) });
    } else {
        motion::set_focus(state, Focus::Index);
    }
}

/// Handles a click on a part of the page: follows the link at the cell, or else moves the cursor to the row.
fn click_page(state: &mut State, pane: PaneArea, (x, y): (u16, u16), context: Context<'_>) {
    let text = pane.text();
    let row = state.browse.pane(pane.focus).scroll + usize::from(y - text.y);
    let flow = state.browse.view.flow(pane.focus);
    let link = flow.and_then(|flow| flow.link_at(row, usize::from(x.checked_sub(text.x)?)));
    if let Some(link) = link {
        motion::put_cursor(state, pane.focus, link);
        navigation::follow(state, context);
    } else {
        state.clicked = ClickEffect::Row;
        motion::with_pane(state, pane.focus, |pane, flow| pane.move_to(flow, row));
        motion::set_focus(state, pane.focus);
    }
}

/// Scrolls by `rows` for a turn of the wheel. Returns the event for the layer if one is open.
pub(super) fn wheel(state: &mut State, at: (u16, u16), rows: isize) -> Option<LayerEvent<'static>> {
    if let Some(layer) = &state.layer {
        let areas = layer.behavior().areas(state.browse.size);
        return areas.region_at(at).map(|region| LayerEvent::Wheel(region, rows));
    }
    let pane = state.browse.view.layout.pane_at(at.0, at.1)?;
    state.browse.scroll_by(pane.focus, rows);
    None
}
