//! The order of people on a page and which of them are shown, as actions and a query change it.

use std::sync::Arc;

use crate::action::Action;
use crate::app::browse::pane::PaneState;
use crate::app::effect::{Effect, SearchQuestion};
use crate::app::layer::Layer;
use crate::app::layer::prompt::{Prompt, PromptPurpose};
use crate::app::message::SearchAnswer;
use crate::app::pending_query::Requester;
use crate::app::state::{Context, State};
use crate::app::text_input::TextInput;
use crate::graph::{Graph, PeopleOrder};
use crate::model::{Id, Kind, Stance, Table};
use crate::page::{self, FoundPeople, PageContext, ViewOptions};
use crate::place::Place;

/// Changes the order of people, or which of them are shown.
pub(super) fn change_options(state: &mut State, action: Action, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let (place, mut options) = (state.browse.place(), state.browse.trail.here().options.clone());
    let leaves_any =
        |options: &ViewOptions| page::admits_any(place, &PageContext { options, ..PageContext::new(context.graph) });
    match action {
        Action::PeopleOrder => {
            let at = PeopleOrder::all().iter().position(|&order| order == options.order).unwrap_or(0);
            options.order = PeopleOrder::all()[(at + 1) % PeopleOrder::all().len()];
        }
        Action::PeopleExpertise => {
            let tiers = following(&atlas.expertise, options.expertise);
            options = first(tiers, |expertise| ViewOptions { expertise, ..options.clone() }, leaves_any);
        }
        Action::PeopleRecognition => {
            let tiers = following(&atlas.recognition, options.recognition);
            options = first(tiers, |recognition| ViewOptions { recognition, ..options.clone() }, leaves_any);
        }
        Action::PeopleVintage => {
            let tiers = following(&atlas.vintages, options.vintage);
            options = first(tiers, |vintage| ViewOptions { vintage, ..options.clone() }, leaves_any);
        }
        Action::PeopleStance => {
            let after =
                options.stance.map_or(0, |now| Stance::ALL.iter().take_while(|&&stance| stance != now).count() + 1);
            let stances = Stance::ALL.into_iter().skip(after);
            options = first(stances, |stance| ViewOptions { stance, ..options.clone() }, leaves_any);
        }
        Action::PeopleStated => options.stated = !options.stated,
        _ => options = ViewOptions::default(),
    }
    set_options(state, options, context);
}

/// The tiers after the current one, or all of them if there is none.
fn following<I: Id, T>(tiers: &Table<I, T>, now: Option<I>) -> impl Iterator<Item = I> {
    (now.map_or(0, |tier| tier.index() + 1)..tiers.len()).map(I::from_index)
}

/// The options with the first of `values` that leaves anyone, else without a value.
fn first<T>(
    values: impl Iterator<Item = T>,
    with: impl Fn(Option<T>) -> ViewOptions,
    leaves_any: impl Fn(&ViewOptions) -> bool,
) -> ViewOptions {
    values.map(|value| with(Some(value))).find(leaves_any).unwrap_or_else(|| with(None))
}

/// Shows people through `options`.
fn set_options(state: &mut State, options: ViewOptions, context: Context<'_>) {
    state.status.notice = Some(format!("People {}{}", options.order.label(), describe(&options, context.graph)));
    show(state, options, context);
}

fn show(state: &mut State, options: ViewOptions, context: Context<'_>) {
    let here = state.browse.trail.here_mut();
    here.options = options;
    here.panes[2] = PaneState::default();
    state.arrive(context.graph);
}

/// What a options leaves out, in words: `, only Frontier builder`. Empty if nothing.
fn describe(options: &ViewOptions, graph: &Graph) -> String {
    let expertise = options.expertise.map(|tier| graph.atlas.expertise[tier].label.as_str());
    let recognition = options.recognition.map(|tier| graph.atlas.recognition[tier].label.as_str());
    let vintage = options.vintage.map(|tier| graph.atlas.vintages[tier].label.as_str());
    let stance = options.stance.map(Stance::label);
    let stated = options.stated.then_some("not wholly tentative");
    let found = options.found.as_ref().map(|found| found.query.trim());
    let asked = [expertise, recognition, vintage, stance, stated, found];
    asked.into_iter().flatten().flat_map(|only| [", only ", only]).collect()
}

/// The prompt for the query that narrows the people of the page; it starts with the query in use.
pub(super) fn prompt(state: &State) -> Layer {
    let found = state.browse.trail.here().options.found.as_ref();
    let input = found.map_or_else(TextInput::default, |found| TextInput::new(found.query.clone()));
    Layer::Prompt(Prompt::new(PromptPurpose::People, input))
}

/// Asks for the people of the page that match a query, or shows all of them again without one.
pub(super) fn narrow(state: &mut State, query: Option<String>, context: Context<'_>) -> Vec<Effect> {
    let Some(query) = query else {
        state.pending.cancel();
        forget(state, context);
        return Vec::new();
    };
    let requester = Requester::People { place: state.browse.place(), query: query.clone() };
    state.pending.ask(requester, SearchQuestion::Filter { query, kind: Kind::Person })
}

/// Shows people without a options, if there is one.
pub(super) fn clear_options(state: &mut State, context: Context<'_>) {
    if state.browse.trail.here().options != ViewOptions::default() {
        set_options(state, ViewOptions::default(), context);
    }
}

/// Shows the people again that the query has left out.
fn forget(state: &mut State, context: Context<'_>) {
    if state.browse.trail.here().options.found.is_some() {
        let options = ViewOptions { found: None, ..state.browse.trail.here().options.clone() };
        show(state, options, context);
    }
}

/// Shows the people of `place` that `query` has found, if its page is still on screen.
pub(super) fn answer(state: &mut State, (place, query): (Place, String), found: &SearchAnswer, context: Context<'_>) {
    if place != state.browse.place() {
        return;
    }
    let hits = found.hits.iter().map(|hit| hit.place);
    let people = FoundPeople { tag: found.tag, order: found.order, ..FoundPeople::new(query, hits) };
    let options = ViewOptions { found: Some(Arc::new(people)), ..state.browse.trail.here().options.clone() };
    show(state, options, context);
    state.status.notice = found.faults.first().map(|fault| fault.message.clone());
}
