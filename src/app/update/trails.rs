//! Saved trails: saving the current trail, and reopening a saved one.

use crate::action::Action;
use crate::app::browse::trail::Trail;
use crate::app::effect::{Effect, TrailSaveMode, TrailSnapshot};
use crate::app::layer::Layer;
use crate::app::layer::picker::Picker;
use crate::app::layer::prompt::{Prompt, PromptPurpose};
use crate::app::layer::saved_trails::SavedTrailItem;
use crate::app::message::TrailEvent;
use crate::app::state::{Context, State};
use crate::app::text_input::TextInput;
use crate::graph::Graph;
use crate::model::{Atlas, Kind, TrailSummary};
use crate::place::Place;

use super::playback;

/// Name under which a trail without a name is saved before another trail replaces it.
const UNNAMED: &str = "unnamed";

/// Returns the current trail in its saved form, with the name `name`.
fn snapshot(state: &State, name: &str, atlas: &Atlas) -> TrailSnapshot {
    let (steps, current) = state.browse.trail.steps();
    let steps = steps.into_iter().map(|(place, from)| (place.path(atlas), from)).collect();
    TrailSnapshot { name: name.to_owned(), steps, current, notes: state.browse.trail.notes() }
}

/// Returns the prompt for the name under which the trail is saved.
pub(super) fn prompt(state: &State) -> Layer {
    name_prompt(state.browse.trail_name.clone().unwrap_or_default(), None)
}

fn name_prompt(offered: String, taken: Option<String>) -> Layer {
    Layer::Prompt(Prompt::new(PromptPurpose::TrailName { taken }, TextInput::offering(offered)))
}

/// Saves the trail under `name`. An existing trail with that name is replaced only if `replaces` is set.
pub(super) fn save(state: &mut State, name: &str, replaces: bool, context: Context<'_>) {
    let mode = if replaces { TrailSaveMode::Overwrite } else { TrailSaveMode::Create };
    state.emit(Effect::SaveTrail(snapshot(state, name, &context.graph.atlas), mode));
}

/// Handles the result of listing, saving, opening or playing a trail.
pub(super) fn handle_event(state: &mut State, event: TrailEvent, context: Context<'_>) {
    match event {
        TrailEvent::Listed(names) if names.is_empty() => {
            let key = context.keys.key_of(Action::SaveTrail);
            let how = key.map(|key| format!(" {key} saves the places that you have visited, as a tour to take again."));
            state.notify(format!("No saved trails yet.{}", how.unwrap_or_default()));
        }
        TrailEvent::Listed(names) => {
            if state.layer.is_none() {
                let rows = names.into_iter().map(SavedTrailItem::with_row).collect();
                state.layer = Some(Layer::SavedTrails(Picker::of(rows)));
            }
        }
        TrailEvent::Opened(trail) => reopen(state, &trail, context),
        TrailEvent::Played(trail) => {
            reopen(state, &trail, context);
            playback::start(state, context);
        }
        TrailEvent::Saved(name) => {
            let (steps, current) = state.browse.trail.steps();
            let last = steps.get(current).map_or(Place::Home, |(place, _)| *place).path(&context.graph.atlas);
            state.model.bookmarks.trails.insert(name.clone(), TrailSummary { places: steps.len(), last });
            state.notify(format!("Saved the trail as {name}"));
            state.browse.trail_name = Some(name);
        }
        TrailEvent::NameTaken(name) if state.layer.is_none() => {
            state.layer = Some(name_prompt(name.clone(), Some(name)));
        }
        TrailEvent::NameTaken(name) => {
            state.notify(format!("The trail is not saved: another is called {name}"));
        }
    }
}

/// Replaces the current trail by a saved one. If the current trail has several places, it is saved first.
fn reopen(state: &mut State, opened: &TrailSnapshot, context: Context<'_>) {
    let Some((trail, missing)) = restore(opened, context.graph) else { return };
    let name = state.browse.trail_name.replace(opened.name.clone()).unwrap_or_else(|| UNNAMED.to_owned());
    let before = snapshot(state, &name, &context.graph.atlas);
    state.browse.trail = trail;
    state.browse.playback = None;
    state.arrive(context.graph);
    let places = opened.steps.len();
    let mut notice = format!("{}: {places} place{}", opened.name, if places == 1 { "" } else { "s" });
    if missing > 0 {
        notice = format!("{notice}, {missing} of which this atlas does not have");
    }
    if before.steps.len() > 1 && before.name != opened.name {
        notice = format!("{notice}; the previous trail is saved as {}", before.name);
        state.emit(Effect::SaveTrail(before, TrailSaveMode::Backup));
    }
    state.notify(notice);
}

/// Returns the saved trail as a trail in the atlas, and the number of its places that the atlas does not have; each of
/// these is replaced by the list of its kind. `None` if the saved steps do not form a tree.
fn restore(saved: &TrailSnapshot, graph: &Graph) -> Option<(Trail, usize)> {
    let mut missing = 0;
    let steps = saved.steps.iter().map(|(path, from)| {
        let place = Place::find(&graph.atlas, path).unwrap_or_else(|| {
            missing += 1;
            let kind = path.split_once('/').and_then(|(kind, _)| Kind::parse(kind));
            kind.map_or(Place::Home, Place::List)
        });
        (place, *from)
    });
    let steps: Vec<_> = steps.collect();
    let mut trail = Trail::of(&steps, saved.current)?;
    trail.set_notes(&saved.notes);
    Some((trail, missing))
}
