//! The list of the trail: everywhere one has been, to jump to.

use std::ops::Range;

use crate::action::Action;
use crate::search::rank_titles;

use super::list::ListState;
use super::message::Effect;
use super::state::{Context, Overlay, State};
use super::trail::TrailLine;

/// A line of the trail that what was typed lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JourneyEntry {
    /// The line.
    pub line: TrailLine,
    /// The bytes of the place's name that match what was typed.
    pub matched: Vec<Range<usize>>,
}

/// The list of the trail on screen.
#[derive(Clone, Debug, Default)]
pub struct Journey {
    /// The line to type and the cursor.
    pub list: ListState,
    /// The lines in sight, branch by branch; best first while something is typed.
    pub entries: Vec<JourneyEntry>,
}

/// Opens the list with the cursor on where one is.
pub(super) fn open(state: &mut State, context: Context<'_>) {
    let mut journey = Journey { entries: entries("", state, context), ..Journey::default() };
    let here = journey.entries.iter().position(|entry| entry.line.is_here).unwrap_or(0);
    journey.list.move_by(isize::try_from(here).unwrap_or(0), journey.entries.len(), state.size);
    state.overlays.push(Overlay::Journey(journey));
}

fn entries(query: &str, state: &State, context: Context<'_>) -> Vec<JourneyEntry> {
    let lines = state.trail.lines();
    let names: Vec<_> = lines.iter().map(|line| line.place.name(&context.graph.atlas)).collect();
    rank_titles(query, names.iter().map(AsRef::as_ref))
        .into_iter()
        .map(|ranked| JourneyEntry { line: lines[ranked.index], matched: ranked.matched })
        .collect()
}

fn journey(state: &mut State) -> Option<&mut Journey> {
    match state.overlays.last_mut() {
        Some(Overlay::Journey(journey)) => Some(journey),
        _ => None,
    }
}

/// The line was edited.
pub(super) fn edited(state: &mut State, context: Context<'_>) {
    let query = journey(state).map(|journey| journey.list.input.text().to_owned()).unwrap_or_default();
    let entries = entries(&query, state, context);
    if let Some(journey) = journey(state) {
        journey.entries = entries;
        journey.list.reset();
    }
}

pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let size = state.size;
    let Some(journey) = journey(state) else { return Vec::new() };
    let count = journey.entries.len();
    match action {
        Action::SearchDown => journey.list.move_by(1, count, size),
        Action::SearchUp => journey.list.move_by(-1, count, size),
        Action::SearchPageDown => journey.list.move_by(10, count, size),
        Action::SearchPageUp => journey.list.move_by(-10, count, size),
        Action::SearchAccept => choose(state, context),
        Action::SearchClose => {
            state.overlays.pop();
        }
        edit => {
            let before = journey.list.input.text().to_owned();
            if journey.list.input.act(edit) && journey.list.input.text() != before {
                edited(state, context);
            }
        }
    }
    Vec::new()
}

/// Lists the trail again once its places are those of another edition of the atlas.
pub(super) fn renewed(state: &mut State, context: Context<'_>) {
    let Some(before) = journey(state).map(|journey| journey.list.clone()) else { return };
    edited(state, context);
    let size = state.size;
    if let Some(journey) = journey(state) {
        journey.list = before;
        journey.list.move_by(0, journey.entries.len(), size);
    }
}

/// Jumps to the line under the cursor.
pub(super) fn choose(state: &mut State, context: Context<'_>) {
    let Some(journey) = journey(state) else { return };
    let Some(step) = journey.entries.get(journey.list.selected).map(|entry| entry.line.step) else { return };
    state.overlays.pop();
    if state.trail.jump(step) {
        state.arrive(context.graph);
    }
}
