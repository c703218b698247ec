//! Order and filters of the people on a page.

use std::sync::Arc;

use crate::action::Action;
use crate::app::browse::pane::PaneState;
use crate::app::effect::SearchQuestion;
use crate::app::layer::Layer;
use crate::app::layer::prompt::{Prompt, PromptPurpose};
use crate::app::message::SearchAnswer;
use crate::app::pending_query::Requester;
use crate::app::state::{Context, State};
use crate::app::text_input::TextInput;
use crate::document::Tone;
use crate::graph::{Graph, PeopleOrder};
use crate::model::{Id, Kind, PersonId, SharedSort, Stance, Table};
use crate::page::{self, FoundPeople, PageContext, ViewOptions};
use crate::place::Place;
use crate::search::EntitySet;

use super::sort;

/// Returns whether an action changes the order of people, or one of the filters.
pub(super) fn changes_options(action: Action) -> bool {
    use Action as A;
    let filters = matches!(action, A::PeopleExpertise | A::PeopleRecognition | A::PeopleStance | A::PeopleVintage);
    filters || matches!(action, A::PeopleOrder | A::PeopleStated | A::PeopleAll)
}

/// Changes the order of people, or one of the filters.
pub(super) fn change_options(state: &mut State, action: Action, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let (place, options) = (state.browse.place(), state.browse.trail.here().options.clone());
    let admits_any =
        |options: &ViewOptions| page::admits_any(place, &PageContext { options, ..PageContext::new(context.graph) });
    let options = match action {
        Action::PeopleOrder => {
            let at = PeopleOrder::all().iter().position(|&order| order == options.order).unwrap_or(0);
            ViewOptions { order: PeopleOrder::all()[(at + 1) % PeopleOrder::all().len()], ..options }
        }
        Action::PeopleExpertise => {
            let tiers = tiers_after(&atlas.expertise, options.expertise);
            first_admitting(tiers, |expertise| ViewOptions { expertise, ..options.clone() }, admits_any)
        }
        Action::PeopleRecognition => {
            let tiers = tiers_after(&atlas.recognition, options.recognition);
            first_admitting(tiers, |recognition| ViewOptions { recognition, ..options.clone() }, admits_any)
        }
        Action::PeopleVintage => {
            let tiers = tiers_after(&atlas.vintages, options.vintage);
            first_admitting(tiers, |vintage| ViewOptions { vintage, ..options.clone() }, admits_any)
        }
        Action::PeopleStance => {
            // Most people on a page endorse, so the filter offers the stances of those who are against first.
            let mut stances = Stance::ALL;
            stances.shared_sort_by_key(|&stance| Tone::from(stance) != Tone::Against);
            let after = options.stance.and_then(|now| stances.iter().position(|&stance| stance == now));
            let stances = stances.into_iter().skip(after.map_or(0, |now| now + 1));
            first_admitting(stances, |stance| ViewOptions { stance, ..options.clone() }, admits_any)
        }
        Action::PeopleStated => ViewOptions { stated: !options.stated, ..options },
        _ => ViewOptions::default(),
    };
    set_options(state, options, context);
}

/// Returns the tiers after `now`, or all tiers if `now` is `None`.
fn tiers_after<I: Id, T>(tiers: &Table<I, T>, now: Option<I>) -> impl Iterator<Item = I> {
    (now.map_or(0, |tier| tier.index() + 1)..tiers.len()).map(I::from_index)
}

/// Returns the options with the first of `values` that at least one person matches, or else without a value.
fn first_admitting<T>(
    values: impl Iterator<Item = T>,
    with: impl Fn(Option<T>) -> ViewOptions,
    admits_any: impl Fn(&ViewOptions) -> bool,
) -> ViewOptions {
    values.map(|value| with(Some(value))).find(admits_any).unwrap_or_else(|| with(None))
}

/// Sets the order and filters of people, and describes them in a notice.
fn set_options(state: &mut State, options: ViewOptions, context: Context<'_>) {
    state.notify(describe(&options, context.graph));
    show(state, options, context);
}

fn show(state: &mut State, options: ViewOptions, context: Context<'_>) {
    let here = state.browse.trail.here_mut();
    here.options = options;
    here.panes[2] = PaneState::default();
    state.arrive(context.graph);
}

/// Describes the order and filters of people, such as `People by name. Showing: Frontier builder, endorses`.
fn describe(options: &ViewOptions, graph: &Graph) -> String {
    let atlas = &graph.atlas;
    let filters = [
        options.expertise.map(|tier| atlas.expertise[tier].label.as_str()),
        options.recognition.map(|tier| atlas.recognition[tier].label.as_str()),
        options.vintage.map(|tier| atlas.vintages[tier].label.as_str()),
        options.stance.map(Stance::label),
        options.stated.then_some("stated only"),
        options.found.as_ref().map(|found| found.query.trim()),
    ];
    let filters: Vec<&str> = filters.into_iter().flatten().collect();
    let shown = if filters.is_empty() { "everyone".to_owned() } else { filters.join(", ") };
    format!("People {}. Showing: {shown}", options.order.label())
}

/// Returns the prompt for the query that filters the people of the page, with the current query as its initial text.
pub(super) fn prompt(state: &State) -> Layer {
    let found = state.browse.trail.here().options.found.as_ref();
    let input = found.map_or_else(TextInput::default, |found| TextInput::new(found.query.clone()));
    Layer::Prompt(Prompt::new(PromptPurpose::People, input))
}

/// Searches for the people of the page that match `query`; without a query, removes the filter by query.
pub(super) fn filter(state: &mut State, query: Option<String>, context: Context<'_>) {
    if let Some(query) = query {
        let requester = Requester::People { place: state.browse.place(), query: query.clone() };
        return state.ask(requester, SearchQuestion::Filter { query, kind: Kind::Person });
    }
    state.pending.cancel();
    let options = &state.browse.trail.here().options;
    if options.found.is_some() {
        let options = ViewOptions { found: None, ..options.clone() };
        show(state, options, context);
    }
}

/// Clears the order and filters of people and the order of tables, if any is set.
pub(super) fn clear_options(state: &mut State, context: Context<'_>) {
    let options = state.browse.trail.here().options.clone();
    if options.sort.is_some() {
        sort::set(state, None, context);
    }
    if (ViewOptions { sort: None, ..options.clone() }) != ViewOptions::default() {
        set_options(state, ViewOptions::default(), context);
    } else if options.sort.is_some() {
        state.notify(sort::UNSORTED);
        state.arrive(context.graph);
    }
}

/// Lists only the people of `place` that match `query`, which `answer` names, if the page of `place` is still on
/// screen.
pub(super) fn answer(state: &mut State, (place, query): (Place, String), answer: &SearchAnswer, context: Context<'_>) {
    if place != state.browse.place() {
        return;
    }
    let found = answer.filtered.iter().flat_map(EntitySet::indexes).map(PersonId::from_index).collect();
    let people = FoundPeople { query, people: found, tag: answer.tag, order: answer.order };
    let options = ViewOptions { found: Some(Arc::new(people)), ..state.browse.trail.here().options.clone() };
    show(state, options, context);
    state.status.notice = answer.errors.first().map(|error| error.message.clone());
}
