//! The list of portfolios to take up: those kept and those of the atlas, narrowed by a line to type.

use std::ops::Range;

use crate::action::Action;
use crate::search::rank_titles;

use super::list::ListState;
use super::message::Effect;
use super::state::{Context, Overlay, State};
use super::workbench;

/// A portfolio that what was typed lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelfEntry {
    /// What it is written under.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// Its strategies, as written.
    pub strategies: Vec<String>,
    /// Whether it is one of the user's own.
    pub is_own: bool,
    /// The bytes of the name that match what was typed.
    pub matched: Vec<Range<usize>>,
}

/// The list of portfolios on screen.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The line to type and the cursor.
    pub list: ListState,
    /// The portfolios in sight: one's own first; best first while something is typed.
    pub entries: Vec<ShelfEntry>,
}

/// Opens the list.
pub(super) fn open(state: &mut State, context: Context<'_>) {
    let entries = entries("", state, context);
    state.overlays.push(Overlay::Shelf(Shelf { entries, ..Shelf::default() }));
}

fn entries(query: &str, state: &State, context: Context<'_>) -> Vec<ShelfEntry> {
    let atlas = &context.graph.atlas;
    let entry = |slug: &str, name: &str, strategies: Vec<String>, is_own| ShelfEntry {
        slug: slug.to_owned(),
        name: name.to_owned(),
        strategies,
        is_own,
        matched: Vec::new(),
    };
    let own = state.portfolios.saved.iter().map(|kept| entry(&kept.slug, &kept.name, kept.strategies.clone(), true));
    let presets = atlas.portfolios.rows().iter().filter(|row| state.portfolios.find(&row.slug).is_none()).map(|row| {
        let strategies = row.strategies.iter().map(|&id| atlas.strategies[id].slug.clone()).collect();
        entry(&row.slug, &row.name, strategies, false)
    });
    let all: Vec<ShelfEntry> = own.chain(presets).collect();
    rank_titles(query, all.iter().map(|entry| entry.name.as_str()))
        .into_iter()
        .map(|ranked| ShelfEntry { matched: ranked.matched, ..all[ranked.index].clone() })
        .collect()
}

fn shelf(state: &mut State) -> Option<&mut Shelf> {
    match state.overlays.last_mut() {
        Some(Overlay::Shelf(shelf)) => Some(shelf),
        _ => None,
    }
}

/// The line was edited, or the atlas is another.
pub(super) fn edited(state: &mut State, context: Context<'_>) {
    let query = shelf(state).map(|shelf| shelf.list.input.text().to_owned()).unwrap_or_default();
    let entries = entries(&query, state, context);
    if let Some(shelf) = shelf(state) {
        shelf.entries = entries;
        shelf.list.reset();
    }
}

pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let size = state.size;
    let Some(shelf) = shelf(state) else { return Vec::new() };
    let count = shelf.entries.len();
    match action {
        Action::SearchDown => shelf.list.move_by(1, count, size),
        Action::SearchUp => shelf.list.move_by(-1, count, size),
        Action::SearchPageDown => shelf.list.move_by(10, count, size),
        Action::SearchPageUp => shelf.list.move_by(-10, count, size),
        Action::SearchAccept => {
            let Some(chosen) = shelf.entries.get(shelf.list.selected).cloned() else { return Vec::new() };
            state.overlays.pop();
            return workbench::take_up(state, (&chosen.slug, &chosen.name, chosen.strategies), context);
        }
        Action::SearchClose => {
            state.overlays.pop();
        }
        edit => {
            let before = shelf.list.input.text().to_owned();
            if shelf.list.input.act(edit) && shelf.list.input.text() != before {
                edited(state, context);
            }
        }
    }
    Vec::new()
}
