//! Trails that are kept under a name: naming one, and taking one up again.

use std::ops::Range;

use crate::action::Action;
use crate::graph::Graph;
use crate::model::{Atlas, Kind};
use crate::place::Place;
use crate::search::rank_titles;

use super::history;
use super::input::Input;
use super::list::ListState;
use super::message::Effect;
use super::state::{Context, Overlay, State};
use super::trail::Trail;

/// What a trail is kept as when another takes its place and it has no name.
const UNNAMED: &str = "unnamed";

/// A trail as it is kept. Places are paths, since it outlives the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTrail {
    /// What it is called.
    pub name: String,
    /// Each step with the step that led to it, which comes before it; the first has none.
    pub steps: Vec<(String, Option<usize>)>,
    /// The step one stands on.
    pub current: usize,
}

/// On what terms a trail is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Unless another has its name.
    Anew,
    /// In place of what has its name.
    Over,
    /// In place of what has its name, and without a word about it: another trail comes on screen.
    Aside,
}

/// What has come of keeping trails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrailNews {
    /// These are kept.
    Listed(Vec<String>),
    /// This one was kept and is to be taken up again.
    Opened(KeptTrail),
    /// The one on screen is kept under this name.
    Kept(String),
    /// It is not, since another has this name.
    Taken(String),
}

/// A line in which a name is typed.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    /// The line.
    pub input: Input,
    /// A name that another trail turned out to have: it is replaced if the name is given once more.
    taken: Option<String>,
}

impl Prompt {
    /// Whether the name on the line is that of another trail, as far as is known.
    pub fn is_taken(&self) -> bool {
        self.taken.as_deref() == Some(self.input.text().trim())
    }
}

/// A name that what was typed lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailEntry {
    /// The name.
    pub name: String,
    /// The bytes of it that match.
    pub matched: Vec<Range<usize>>,
}

/// The list of the trails that are kept.
#[derive(Clone, Debug, Default)]
pub struct TrailList {
    /// The line to type and the cursor.
    pub list: ListState,
    /// The names in sight.
    pub entries: Vec<TrailEntry>,
    names: Vec<String>,
}

impl TrailList {
    fn new(names: Vec<String>) -> Self {
        let mut list = Self { names, ..Self::default() };
        list.fill();
        list
    }

    fn fill(&mut self) {
        self.entries = rank_titles(self.list.input.text(), self.names.iter().map(String::as_str))
            .into_iter()
            .map(|ranked| TrailEntry { name: self.names[ranked.index].clone(), matched: ranked.matched })
            .collect();
    }
}

/// The trail of `state` under `name`.
fn kept(state: &State, name: &str, atlas: &Atlas) -> KeptTrail {
    let (steps, current) = state.trail.steps();
    let steps = steps.into_iter().map(|(place, from)| (place.path(atlas), from)).collect();
    KeptTrail { name: name.to_owned(), steps, current }
}

/// Asks what the trail is to be called.
pub(super) fn ask(state: &mut State) {
    let input = Input::offering(state.trail_name.clone().unwrap_or_default());
    state.overlays.push(Overlay::Prompt(Prompt { input, taken: None }));
}

/// Takes news of trails.
pub(super) fn news(state: &mut State, news: TrailNews, context: Context<'_>) -> Vec<Effect> {
    match news {
        TrailNews::Listed(names) => listed(state, names),
        TrailNews::Opened(trail) => return opened(state, &trail, context),
        TrailNews::Kept(name) => done(state, name),
        TrailNews::Taken(name) => taken(state, name),
    }
    Vec::new()
}

/// The trail is kept under `name`.
fn done(state: &mut State, name: String) {
    state.notice = Some(format!("The trail is kept as {name}"));
    state.trail_name = Some(name);
}

/// Another trail is called `name`: asks once more.
fn taken(state: &mut State, name: String) {
    if state.overlays.is_empty() {
        let input = Input::offering(name.clone());
        state.overlays.push(Overlay::Prompt(Prompt { input, taken: Some(name) }));
    } else {
        state.notice = Some(format!("The trail is not kept: another is called {name}"));
    }
}

/// Asks for the names of the trails that are kept.
pub(super) fn list() -> Vec<Effect> {
    vec![Effect::ListTrails]
}

pub(super) fn prompt_act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let Some(Overlay::Prompt(prompt)) = state.overlays.last_mut() else { return Vec::new() };
    match action {
        Action::InputAccept => {
            let name = prompt.input.text().trim().to_owned();
            let is_same = prompt.is_taken() || state.trail_name.as_ref() == Some(&name);
            history::remember(state);
            state.overlays.pop();
            if name.is_empty() {
                return Vec::new();
            }
            let kept = kept(state, &name, &context.graph.atlas);
            vec![Effect::KeepTrail(kept, if is_same { Keeping::Over } else { Keeping::Anew })]
        }
        Action::InputCancel => {
            state.overlays.pop();
            Vec::new()
        }
        // No list stands below, so these keys are free.
        Action::InputUp => history::act(state, Action::InputEarlier, context),
        Action::InputDown => history::act(state, Action::InputLater, context),
        edit => {
            prompt.input.act(edit);
            Vec::new()
        }
    }
}

/// Shows the names of the trails that are kept.
fn listed(state: &mut State, names: Vec<String>) {
    if names.is_empty() {
        state.notice = Some("No trail is kept yet.".to_owned());
    } else if state.overlays.is_empty() {
        state.overlays.push(Overlay::Trails(TrailList::new(names)));
    }
}

fn top(state: &mut State) -> Option<&mut TrailList> {
    match state.overlays.last_mut() {
        Some(Overlay::Trails(trails)) => Some(trails),
        _ => None,
    }
}

/// The line was edited.
pub(super) fn edited(state: &mut State) {
    if let Some(trails) = top(state) {
        trails.fill();
        trails.list.reset();
    }
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let size = state.size;
    let Some(trails) = top(state) else { return Vec::new() };
    let count = trails.entries.len();
    match action {
        Action::SearchDown => trails.list.move_by(1, count, size),
        Action::SearchUp => trails.list.move_by(-1, count, size),
        Action::SearchPageDown => trails.list.move_by(10, count, size),
        Action::SearchPageUp => trails.list.move_by(-10, count, size),
        Action::SearchAccept => {
            let Some(name) = trails.entries.get(trails.list.selected).map(|entry| entry.name.clone()) else {
                return Vec::new();
            };
            state.overlays.pop();
            return vec![Effect::OpenTrail(name)];
        }
        Action::SearchClose => {
            state.overlays.pop();
        }
        edit => {
            let before = trails.list.input.text().to_owned();
            if trails.list.input.act(edit) && trails.list.input.text() != before {
                edited(state);
            }
        }
    }
    Vec::new()
}

/// Takes a trail up again. The one there is is kept, too, so that nothing is lost.
fn opened(state: &mut State, opened: &KeptTrail, context: Context<'_>) -> Vec<Effect> {
    let Some((trail, missing)) = take_up(opened, context.graph) else { return Vec::new() };
    let name = state.trail_name.replace(opened.name.clone()).unwrap_or_else(|| UNNAMED.to_owned());
    let before = kept(state, &name, &context.graph.atlas);
    state.trail = trail;
    state.arrive(context.graph);
    let places = opened.steps.len();
    let mut told = format!("{}: {places} place{}", opened.name, if places == 1 { "" } else { "s" });
    if missing > 0 {
        told = format!("{told}, {missing} of which this atlas does not have");
    }
    let worth_keeping = before.steps.len() > 1 && before.name != opened.name;
    if worth_keeping {
        told = format!("{told}; the trail before it is kept as {}", before.name);
    }
    state.notice = Some(told);
    if worth_keeping { vec![Effect::KeepTrail(before, Keeping::Aside)] } else { Vec::new() }
}

/// The trail, and how many of its places the atlas does not have: their lists stand for them.
fn take_up(kept: &KeptTrail, graph: &Graph) -> Option<(Trail, usize)> {
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
