//! The palette: every action and every place, found by a few letters, each with the keys that lead to it.

use std::ops::Range;

use crate::action::{Action, Scope, keys_in};
use crate::model::Kind;
use crate::place::Place;
use crate::search::{Hit, rank_titles};

use super::asked::{self, Asker};
use super::history;
use super::list::ListState;
use super::message::{Effect, Question};
use super::state::{Context, Overlay, State};
use super::trail::Visit;
use super::update;

/// How many places are asked for.
const PLACES: usize = 50;

/// What an entry of the palette does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Carries an action out.
    Act(Action),
    /// Goes to a place.
    Go(Place),
}

/// An entry of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteEntry {
    /// What it does.
    pub choice: Choice,
    /// What it is called.
    pub title: String,
    /// The bytes of the title that match what was typed.
    pub matched: Vec<Range<usize>>,
    /// What it does in a sentence, or what kind of thing it leads to.
    pub detail: String,
    /// The keys that lead to it.
    pub keys: String,
}

/// The palette on screen.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    /// The line and the cursor.
    pub list: ListState,
    /// What can be chosen.
    pub entries: Vec<PaletteEntry>,
    /// The places that were found for the line as it stands.
    hits: Vec<Hit>,
}

/// Opens the palette.
pub(super) fn open(state: &mut State, context: Context<'_>) {
    let entries = actions("", state, context).into_iter().map(|(_, entry)| entry).collect();
    let palette = Palette { entries, ..Palette::default() };
    state.overlays.push(Overlay::Palette(palette));
}

fn palette(state: &mut State) -> Option<&mut Palette> {
    match state.overlays.last_mut() {
        Some(Overlay::Palette(palette)) => Some(palette),
        _ => None,
    }
}

/// The line was edited: ask for the places it names; show the actions it names at once.
pub(super) fn edited(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    asked::give_up(state);
    let Some(palette) = palette(state) else { return Vec::new() };
    let query = palette.list.input.text().to_owned();
    palette.list.reset();
    palette.hits.clear();
    fill(state, context);
    if query.trim().is_empty() {
        return Vec::new();
    }
    asked::ask(state, Asker::Palette, Question::Search { query, limit: PLACES })
}

/// Takes the places that were found.
pub(super) fn answer(state: &mut State, hits: Vec<Hit>, context: Context<'_>) {
    if let Some(palette) = palette(state) {
        palette.hits = hits;
        fill(state, context);
    }
}

fn fill(state: &mut State, context: Context<'_>) {
    let Some(palette) = palette(state) else { return };
    let query = palette.list.input.text().to_owned();
    let hits = std::mem::take(&mut palette.hits);
    let (mut entries, loose): (Vec<_>, Vec<_>) =
        actions(&query, state, context).into_iter().partition(|(whole, _)| *whole);
    let places = hits.iter().filter(|hit| hit.snippet.is_none()).map(|hit| (true, place(hit, context)));
    // An action that only has the letters in order is a worse guess than a place.
    entries.extend(places);
    entries.extend(loose);
    let entries = entries.into_iter().map(|(_, entry)| entry).collect();
    if let Some(palette) = self::palette(state) {
        palette.hits = hits;
        palette.entries = entries;
    }
}

/// The actions that `query` names and that would do something once the palette is closed, each with whether it holds
/// the words of the query whole.
fn actions(query: &str, state: &State, context: Context<'_>) -> Vec<(bool, PaletteEntry)> {
    let situation = state.situation_below();
    let applying: Vec<Action> = Action::ALL
        .iter()
        .copied()
        .filter(|action| matches!(action.info().scope, Scope::Browse | Scope::Review) && action.applies(&situation))
        .filter(|&action| action != Action::Palette)
        .collect();
    let titles: Vec<String> = applying.iter().map(|action| title(*action)).collect();
    rank_titles(query, titles.iter().map(String::as_str))
        .into_iter()
        .map(|ranked| {
            let action = applying[ranked.index];
            let entry = PaletteEntry {
                choice: Choice::Act(action),
                title: titles[ranked.index].clone(),
                matched: ranked.matched,
                detail: action.info().help.to_owned(),
                keys: keys_in(context.keys, action, situation.scope).into_iter().next().unwrap_or_default(),
            };
            (ranked.whole, entry)
        })
        .collect()
}

/// What an action is called where its id can be searched for too.
fn title(action: Action) -> String {
    action.info().id.replace('-', " ")
}

fn place(hit: &Hit, context: Context<'_>) -> PaletteEntry {
    let atlas = &context.graph.atlas;
    PaletteEntry {
        choice: Choice::Go(hit.place),
        title: hit.place.name(atlas).into_owned(),
        matched: hit.matched.clone(),
        detail: hit.place.kind().map_or("", Kind::singular).to_owned(),
        keys: String::new(),
    }
}

pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let size = state.size;
    let Some(palette) = palette(state) else { return Vec::new() };
    let count = palette.entries.len();
    match action {
        Action::SearchDown => palette.list.move_by(1, count, size),
        Action::SearchUp => palette.list.move_by(-1, count, size),
        Action::SearchPageDown => palette.list.move_by(10, count, size),
        Action::SearchPageUp => palette.list.move_by(-10, count, size),
        Action::SearchAccept => return choose(state, context),
        Action::SearchClose => {
            state.overlays.pop();
        }
        edit => {
            let before = palette.list.input.text().to_owned();
            if palette.list.input.act(edit) && palette.list.input.text() != before {
                return edited(state, context);
            }
        }
    }
    Vec::new()
}

pub(super) fn choose(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let Some(palette) = palette(state) else { return Vec::new() };
    let Some(choice) = palette.entries.get(palette.list.selected).map(|entry| entry.choice) else {
        return Vec::new();
    };
    history::remember(state);
    state.overlays.pop();
    match choice {
        Choice::Act(action) => update::act(state, action, None, context),
        Choice::Go(place) => {
            state.go(context.graph, Visit::new(place));
            Vec::new()
        }
    }
}
