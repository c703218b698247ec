//! Trails that are saved under a name: saving the current one, and reopening one.

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
use crate::model::{Atlas, Kind};
use crate::place::Place;

/// The name under which a trail without one is saved when another replaces it.
const UNNAMED: &str = "unnamed";

/// The current trail under `name`.
fn current(state: &State, name: &str, atlas: &Atlas) -> TrailSnapshot {
    let (steps, current) = state.browse.trail.steps();
    let steps = steps.into_iter().map(|(place, from)| (place.path(atlas), from)).collect();
    TrailSnapshot { name: name.to_owned(), steps, current }
}

/// The prompt for the name of the trail.
pub(super) fn prompt(state: &State) -> Layer {
    let input = TextInput::offering(state.browse.trail_name.clone().unwrap_or_default());
    Layer::Prompt(Prompt::new(PromptPurpose::TrailName { taken: None }, input))
}

/// Saves the trail under `name`; another trail of that name is replaced only if so asked.
pub(super) fn save(state: &State, name: &str, replaces: bool, context: Context<'_>) -> Vec<Effect> {
    let trail = current(state, name, &context.graph.atlas);
    vec![Effect::SaveTrail(trail, if replaces { TrailSaveMode::Overwrite } else { TrailSaveMode::Create })]
}

/// Takes what has come of saving and reopening trails.
pub(super) fn take(state: &mut State, event: TrailEvent, context: Context<'_>) -> Vec<Effect> {
    match event {
        TrailEvent::Listed(names) if names.is_empty() => {
            state.status.notice = Some("No trail is kept yet.".to_owned());
        }
        TrailEvent::Listed(names) => {
            if state.layer.is_none() {
                let rows = names.into_iter().map(SavedTrailItem::with_row).collect();
                state.layer = Some(Layer::SavedTrails(Picker::of(rows)));
            }
        }
        TrailEvent::Opened(trail) => return reopen(state, &trail, context),
        TrailEvent::Saved(name) => {
            state.status.notice = Some(format!("The trail is kept as {name}"));
            state.browse.trail_name = Some(name);
        }
        TrailEvent::NameTaken(name) if state.layer.is_none() => {
            let input = TextInput::offering(name.clone());
            let purpose = PromptPurpose::TrailName { taken: Some(name) };
            state.layer = Some(Layer::Prompt(Prompt::new(purpose, input)));
        }
        TrailEvent::NameTaken(name) => {
            state.status.notice = Some(format!("The trail is not kept: another is called {name}"));
        }
    }
    Vec::new()
}

/// Reopens a saved trail. The current one is saved too, so that nothing is lost.
fn reopen(state: &mut State, opened: &TrailSnapshot, context: Context<'_>) -> Vec<Effect> {
    let Some((trail, missing)) = restore(opened, context.graph) else { return Vec::new() };
    let name = state.browse.trail_name.replace(opened.name.clone()).unwrap_or_else(|| UNNAMED.to_owned());
    let before = current(state, &name, &context.graph.atlas);
    state.browse.trail = trail;
    state.arrive(context.graph);
    let places = opened.steps.len();
    let mut notice = format!("{}: {places} place{}", opened.name, if places == 1 { "" } else { "s" });
    if missing > 0 {
        notice = format!("{notice}, {missing} of which this atlas does not have");
    }
    let worth_keeping = before.steps.len() > 1 && before.name != opened.name;
    if worth_keeping {
        notice = format!("{notice}; the trail before it is kept as {}", before.name);
    }
    state.status.notice = Some(notice);
    if worth_keeping { vec![Effect::SaveTrail(before, TrailSaveMode::Backup)] } else { Vec::new() }
}

/// The trail, and how many of its places the atlas does not have: their lists replace them.
fn restore(kept: &TrailSnapshot, graph: &Graph) -> Option<(Trail, usize)> {
    let mut missing = 0;
    let steps = kept.steps.iter().map(|(path, from)| {
        let place = Place::find(&graph.atlas, path).unwrap_or_else(|| {
            missing += 1;
            let kind = path.split_once('/').and_then(|(kind, _)| Kind::parse(kind));
            kind.map_or(Place::Home, Place::List)
        });
        (place, *from)
    });
    let steps: Vec<_> = steps.collect();
    Some((Trail::of(&steps, kept.current)?, missing))
}
