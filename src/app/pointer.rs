//! The mouse: a click follows or focuses what it hits, the wheel scrolls what is under it.

use crate::action::{Action, Focus};

use super::index::IndexRow;
use super::layout::Area;
use super::list::ListAreas;
use super::matrix;
use super::message::{Effect, Message};
use super::review::Dialog;
use super::search;
use super::state::{Context, Overlay, State};
use super::trail::Visit;
use super::update::{act, update};
use super::{drag, motion, view::slot};

/// What the last click did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Clicked {
    /// It followed something, or did something else that is done.
    #[default]
    Done,
    /// It showed an entry of the index.
    Entry,
    /// It put the cursor on a row.
    Row,
    /// It took hold of something.
    Hold,
}

/// A second click at the spot of the first, at once. What the first has followed is not followed again, wherever it
/// has led; an entry of the index that was shown is opened, and so is the link of the row that the cursor was put on.
pub(super) fn double_click(state: &mut State, x: u16, y: u16, context: Context<'_>) -> Vec<Effect> {
    match std::mem::take(&mut state.clicked) {
        Clicked::Entry => {
            state.trail.here_mut().passing = false;
            motion::set_focus(state, Focus::Main);
            Vec::new()
        }
        Clicked::Row => update(state, Message::Act(Action::Follow, None), context),
        Clicked::Hold => click(state, x, y, context),
        Clicked::Done => Vec::new(),
    }
}

pub(super) fn click(state: &mut State, x: u16, y: u16, context: Context<'_>) -> Vec<Effect> {
    state.notice = None;
    state.clicked = Clicked::Done;
    state.held = drag::at(state, x, y);
    if !state.overlays.is_empty() && state.held.is_none() {
        return overlay_click(state, x, y, context);
    }
    state.index.typing = false;
    if state.held.is_some() {
        state.clicked = Clicked::Hold;
        drag::to(state, x, y, context);
        return Vec::new();
    }
    let Some(pane) = state.view.layout.pane_at(x, y) else { return Vec::new() };
    if pane.header.contains(x, y) {
        match tab_at(state, x) {
            Some(focus) => motion::set_focus(state, focus),
            None => motion::set_focus(state, pane.focus),
        }
        return Vec::new();
    }
    let text = pane.text();
    let row = usize::from(y - text.y);
    if pane.focus == Focus::Index {
        let row = state.index.scroll + row;
        if let Some(IndexRow::Entry(place)) = state.index.rows().get(row).copied() {
            state.index.row = row;
            state.clicked = Clicked::Entry;
            state.go(context.graph, Visit { focus: Focus::Index, ..Visit::new(place) });
        } else {
            motion::set_focus(state, Focus::Index);
        }
        return Vec::new();
    }
    if pane.focus == Focus::Main && matrix::click(state, x, y) {
        motion::set_focus(state, Focus::Main);
        return Vec::new();
    }
    let row = state.pane(pane.focus).scroll + row;
    let link = state.view.flow(pane.focus).and_then(|flow| flow.link_at(row, usize::from(x.checked_sub(text.x)?)));
    match link {
        Some(link) => {
            motion::put_cursor(state, pane.focus, link);
            update(state, Message::Act(Action::Follow, None), context)
        }
        None => {
            state.clicked = Clicked::Row;
            motion::with_pane(state, pane.focus, |pane, flow| pane.move_to(flow, row));
            motion::set_focus(state, pane.focus);
            Vec::new()
        }
    }
}

/// A click while something is on top of the panes: it takes an entry there or, beside it, puts it away.
fn overlay_click(state: &mut State, x: u16, y: u16, context: Context<'_>) -> Vec<Effect> {
    let entry = match state.overlays.last() {
        Some(Overlay::Search(_)) => return search::click(state, x, y, context),
        Some(Overlay::Palette(palette)) => palette.list.entry_at(x, y, palette.entries.len(), state.size),
        Some(Overlay::Journey(journey)) => journey.list.entry_at(x, y, journey.entries.len(), state.size),
        Some(Overlay::Faults(faults)) => faults.entry_at(x, y, state.size),
        Some(Overlay::Trails(trails)) => trails.list.entry_at(x, y, trails.entries.len(), state.size),
        Some(Overlay::Shelf(shelf)) => shelf.list.entry_at(x, y, shelf.entries.len(), state.size),
        Some(Overlay::Review(Dialog::Begin(begin))) => begin.list.entry_at(x, y, begin.entries.len(), state.size),
        _ => None,
    };
    let frame = match state.overlays.last() {
        Some(Overlay::Help(_) | Overlay::Hints(_) | Overlay::Mark(_) | Overlay::Prompt(_) | Overlay::Naming(_))
        | None => Area::default(),
        Some(_) => ListAreas::new(state.size).frame,
    };
    match entry {
        Some(entry) => list_click(state, entry, context),
        None if frame.contains(x, y) => Vec::new(),
        None => {
            state.overlays.pop();
            Vec::new()
        }
    }
}

/// Chooses an entry of the list on top.
fn list_click(state: &mut State, entry: usize, context: Context<'_>) -> Vec<Effect> {
    match state.overlays.last_mut() {
        Some(Overlay::Palette(palette)) => palette.list.selected = entry,
        Some(Overlay::Journey(journey)) => journey.list.selected = entry,
        Some(Overlay::Faults(faults)) => faults.list.selected = entry,
        Some(Overlay::Trails(trails)) => trails.list.selected = entry,
        Some(Overlay::Shelf(shelf)) => shelf.list.selected = entry,
        Some(Overlay::Review(Dialog::Begin(begin))) => begin.list.selected = entry,
        _ => return Vec::new(),
    }
    act(state, Action::SearchAccept, None, context)
}

/// The tab at a column, where there are tabs.
fn tab_at(state: &State, x: u16) -> Option<Focus> {
    super::tabs(state).into_iter().find(|tab| tab.area.contains(x, tab.area.y)).map(|tab| tab.focus)
}

pub(super) fn wheel(state: &mut State, x: u16, y: u16, rows: isize, context: Context<'_>) -> Vec<Effect> {
    match state.overlays.last_mut() {
        Some(Overlay::Search(_)) => search::wheel(state, x, rows, context),
        Some(Overlay::Help(help)) => help.scroll_by(super::help::help_height(state.size), rows),
        Some(
            Overlay::Palette(_)
            | Overlay::Journey(_)
            | Overlay::Faults(_)
            | Overlay::Trails(_)
            | Overlay::Shelf(_)
            | Overlay::Review(Dialog::Begin(_)),
        ) => {
            let action = if rows > 0 { Action::SearchDown } else { Action::SearchUp };
            return act(state, action, None, context);
        }
        Some(
            Overlay::Hints(_)
            | Overlay::Mark(_)
            | Overlay::Prompt(_)
            | Overlay::Naming(_)
            | Overlay::Narrow(_)
            | Overlay::Review(_),
        ) => {}
        None => {
            let Some(pane) = state.view.layout.pane_at(x, y) else { return Vec::new() };
            let height = usize::from(pane.text().height);
            match (slot(pane.focus), state.view.flow(pane.focus)) {
                (Some(slot), Some(flow)) => state.trail.here_mut().panes[slot].scroll_by(flow, height, rows),
                _ => state.index.scroll_by(height, rows),
            }
        }
    }
    Vec::new()
}
