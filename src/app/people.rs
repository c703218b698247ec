//! How people on a page are ordered and which of them are shown, as actions and a query change it.

use std::sync::Arc;

use crate::action::Action;
use crate::graph::{Graph, PeopleOrder};
use crate::model::{Id, Kind, Stance, Table};
use crate::page::{self, FoundPeople, ViewOptions};
use crate::place::Place;

use super::asked::{self, Asker};
use super::input::Input;
use super::message::{Effect, Question};
use super::pane::PaneState;
use super::search::Found;
use super::state::{Context, Overlay, State};

/// Changes how people are ordered, or which of them are shown.
pub(super) fn change_lens(state: &mut State, action: Action, context: Context<'_>) {
    if action == Action::PeopleQuery {
        return open_query(state);
    }
    let atlas = &context.graph.atlas;
    let (place, mut lens) = (state.place(), state.trail.here().lens.clone());
    let leaves_any = |lens: &ViewOptions| page::admits_any(context.graph, place, lens);
    match action {
        Action::PeopleOrder => {
            let at = PeopleOrder::ALL.iter().position(|&order| order == lens.order).unwrap_or(0);
            lens.order = PeopleOrder::ALL[(at + 1) % PeopleOrder::ALL.len()];
        }
        Action::PeopleExpertise => {
            let tiers = following(&atlas.expertise, lens.expertise);
            lens = first(tiers, |expertise| ViewOptions { expertise, ..lens.clone() }, leaves_any);
        }
        Action::PeopleRecognition => {
            let tiers = following(&atlas.recognition, lens.recognition);
            lens = first(tiers, |recognition| ViewOptions { recognition, ..lens.clone() }, leaves_any);
        }
        Action::PeopleVintage => {
            let tiers = following(&atlas.vintages, lens.vintage);
            lens = first(tiers, |vintage| ViewOptions { vintage, ..lens.clone() }, leaves_any);
        }
        Action::PeopleStance => {
            let after =
                lens.stance.map_or(0, |now| Stance::ALL.iter().take_while(|&&stance| stance != now).count() + 1);
            let stances = Stance::ALL.into_iter().skip(after);
            lens = first(stances, |stance| ViewOptions { stance, ..lens.clone() }, leaves_any);
        }
        Action::PeopleStated => lens.stated = !lens.stated,
        _ => lens = ViewOptions::default(),
    }
    set_lens(state, lens, context);
}

/// The tiers after the one asked for now, or all of them if none is.
fn following<I: Id, T>(tiers: &Table<I, T>, now: Option<I>) -> impl Iterator<Item = I> {
    (now.map_or(0, |tier| tier.index() + 1)..tiers.len()).map(I::from_index)
}

/// The lens with the first of `values` that leaves anyone, or with none of them.
fn first<T>(
    values: impl Iterator<Item = T>,
    with: impl Fn(Option<T>) -> ViewOptions,
    leaves_any: impl Fn(&ViewOptions) -> bool,
) -> ViewOptions {
    values.map(|value| with(Some(value))).find(leaves_any).unwrap_or_else(|| with(None))
}

/// Shows people through `lens`.
pub(super) fn set_lens(state: &mut State, lens: ViewOptions, context: Context<'_>) {
    state.notice = Some(format!("People {}{}", lens.order.label(), describe(&lens, context.graph)));
    show(state, lens, context);
}

fn show(state: &mut State, lens: ViewOptions, context: Context<'_>) {
    let here = state.trail.here_mut();
    here.lens = lens;
    here.panes[2] = PaneState::default();
    state.arrive(context.graph);
}

/// What a lens leaves out, in words: `, only Frontier builder`. Empty if nothing.
fn describe(lens: &ViewOptions, graph: &Graph) -> String {
    let expertise = lens.expertise.map(|tier| graph.atlas.expertise[tier].label.as_str());
    let recognition = lens.recognition.map(|tier| graph.atlas.recognition[tier].label.as_str());
    let vintage = lens.vintage.map(|tier| graph.atlas.vintages[tier].label.as_str());
    let stance = lens.stance.map(Stance::label);
    let stated = lens.stated.then_some("not wholly tentative");
    let found = lens.found.as_ref().map(|found| found.query.trim());
    let asked = [expertise, recognition, vintage, stance, stated, found];
    asked.into_iter().flatten().flat_map(|only| [", only ", only]).collect()
}

/// Opens the line in which the people of the page are narrowed by a query; it starts with the query at work.
fn open_query(state: &mut State) {
    let found = state.trail.here().lens.found.as_ref();
    let input = found.map_or_else(Input::default, |found| Input::new(found.query.clone()));
    state.overlays.push(Overlay::Narrow(input));
}

/// Carries out an action while the query is typed.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    match action {
        Action::InputAccept => {
            state.overlays.pop();
        }
        Action::InputCancel => {
            state.overlays.pop();
            asked::give_up(state);
            forget(state, context);
        }
        edit => {
            let Some(Overlay::Narrow(input)) = state.overlays.last_mut() else { return Vec::new() };
            let before = input.text().to_owned();
            if input.act(edit) && input.text() != before {
                return ask(state, context);
            }
        }
    }
    Vec::new()
}

/// Asks who the query on the line finds.
pub(super) fn ask(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let Some(Overlay::Narrow(input)) = state.overlays.last() else { return Vec::new() };
    let query = input.text().to_owned();
    if query.trim().is_empty() {
        asked::give_up(state);
        forget(state, context);
        return Vec::new();
    }
    let asker = Asker::People { place: state.place(), query: query.clone() };
    asked::ask(state, asker, Question::Filter { query, kind: Kind::Person })
}

/// Shows everyone again whom the query had left out.
fn forget(state: &mut State, context: Context<'_>) {
    if state.trail.here().lens.found.is_some() {
        let lens = ViewOptions { found: None, ..state.trail.here().lens.clone() };
        show(state, lens, context);
    }
}

/// Shows those whom `query` has found of the people of `place`, if its page is still on screen.
pub(super) fn answer(state: &mut State, (place, query): (Place, String), found: &Found, context: Context<'_>) {
    if place != state.place() {
        return;
    }
    let hits = found.hits.iter().map(|hit| hit.place);
    let people = FoundPeople { tag: found.tag, order: found.order, ..FoundPeople::new(query, hits) };
    let lens = ViewOptions { found: Some(Arc::new(people)), ..state.trail.here().lens.clone() };
    show(state, lens, context);
    state.notice = found.faults.first().map(|fault| fault.message.clone());
}
