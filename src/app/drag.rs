//! Dragging with the mouse: the lines between the panes, and the scrollbars.

use crate::action::Focus;

use super::arrange;
use super::faults::FaultAreas;
use super::layout::{Area, Layout};
use super::list::ListAreas;
use super::message::Effect;
use super::search::{self, SearchAreas};
use super::state::{Context, Overlay, State};
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
    /// The scrollbar of the list or the text on top of the panes.
    TopBar,
    /// The scrollbar of the preview of the search.
    PreviewBar,
}

/// What there is to hold at a cell.
pub(super) fn at(state: &State, x: u16, y: u16) -> Option<Held> {
    if !state.overlays.is_empty() {
        let bars = [(Held::TopBar, top_bar(state)), (Held::PreviewBar, preview_bar(state))];
        let held = bars.into_iter().find(|(_, bar)| bar.is_some_and(|bar| bar.area.contains(x, y) && bar.hidden() > 0));
        return held.map(|(held, _)| held);
    }
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

/// A scrollbar on top of the panes.
#[derive(Clone, Copy)]
struct Bar {
    area: Area,
    /// How many rows there are in all.
    rows: usize,
}

impl Bar {
    /// The bar to the right of `area`.
    fn beside(area: Area, rows: usize) -> Self {
        Self { area: Area { x: area.x + area.width, width: 1, ..area }, rows }
    }

    /// How many rows are out of sight.
    fn hidden(self) -> usize {
        self.rows.saturating_sub(self.area.height.into())
    }

    /// The first row in sight when the bar is dragged to the screen's row `y`.
    fn first_at(self, y: u16) -> usize {
        let last = usize::from(self.area.height).saturating_sub(1);
        let row = usize::from(y.saturating_sub(self.area.y)).min(last);
        self.hidden() * row / last.max(1)
    }
}

/// The scrollbar of the list or the text on top of the panes.
fn top_bar(state: &State) -> Option<Bar> {
    let entries = ListAreas::new(state.size).entries;
    Some(match state.overlays.last()? {
        Overlay::Palette(palette) => Bar::beside(entries, palette.entries.len()),
        Overlay::Journey(journey) => Bar::beside(entries, journey.entries.len()),
        Overlay::Trails(trails) => Bar::beside(entries, trails.entries.len()),
        Overlay::Faults(faults) => Bar::beside(FaultAreas::new(state.size).list.entries, faults.entries.len()),
        Overlay::Search(search) => Bar::beside(SearchAreas::new(state.size).list.inset(0, 1), search.hits.len()),
        Overlay::Help(help) => {
            let frame = help.frame(state.size);
            let height = frame.height.saturating_sub(2);
            Bar::beside(Area { y: frame.y + 1, height, ..frame.inset(0, 2) }, help.flow.rows.len())
        }
        _ => return None,
    })
}

fn preview_bar(state: &State) -> Option<Bar> {
    let Overlay::Search(search) = state.overlays.last()? else { return None };
    let (_, flow) = search.preview.as_ref()?;
    Some(Bar::beside(SearchAreas::new(state.size).preview?.inset(0, 1), flow.rows.len()))
}

/// Moves the scrollbar on top of the panes to a row of the screen.
fn scroll_top(state: &mut State, y: u16, context: Context<'_>) {
    let Some(bar) = top_bar(state) else { return };
    let (first, height) = (bar.first_at(y), usize::from(bar.area.height));
    match state.overlays.last_mut() {
        Some(Overlay::Palette(palette)) => palette.list.scroll_to(first, height),
        Some(Overlay::Journey(journey)) => journey.list.scroll_to(first, height),
        Some(Overlay::Trails(trails)) => trails.list.scroll_to(first, height),
        Some(Overlay::Faults(faults)) => faults.list.scroll_to(first, height),
        Some(Overlay::Help(help)) => help.scroll_to(height, first),
        Some(Overlay::Search(_)) => search::scroll_to(state, first, height, context),
        _ => {}
    }
}

/// Moves what is held to a cell.
pub(super) fn to(state: &mut State, x: u16, y: u16, context: Context<'_>) {
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
        (Held::TopBar, ..) => return scroll_top(state, y, context),
        (Held::PreviewBar, ..) => {
            let first = preview_bar(state).map_or(0, |bar| bar.first_at(y));
            if let Some(Overlay::Search(search)) = state.overlays.last_mut() {
                search.preview_scroll = first;
            }
            return;
        }
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
