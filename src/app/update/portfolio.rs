//! Actions on the current portfolio and the saved ones.
//!
//! The last change can be undone in one step, because the portfolios before it are stored.

use crate::action::Action;
use crate::app::browse::trail::Visit;
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::layer::prompt::{Prompt, PromptPurpose};
use crate::app::state::{Context, State};
use crate::app::text_input::TextInput;
use crate::graph::{Constraints, SizeBounds, SolveOutcome};
use crate::model::{
    Atlas, CurrentPortfolio, Entity, PortfolioChange, RelationKind, SavedPortfolio, StrategyId, UserPortfolios,
};
use crate::page::PortfolioSearch;
use crate::place::{Overview, Place};
use crate::text;

/// Carries out an action on portfolios.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) {
    match action {
        Action::PortfolioToggle => toggle(state, context),
        Action::PortfolioSave => save(state, context),
        Action::PortfolioRename => rename(state),
        Action::PortfolioDelete => delete(state, context),
        Action::PortfolioClear => {
            let notice = "Cleared the current portfolio".to_owned();
            change(state, notice, context, |portfolios| portfolios.current = CurrentPortfolio::default());
        }
        Action::PortfolioUndo => undo(state, context),
        Action::PortfolioSearch => {
            search(state, Constraints { levers: true, scenarios: true, ..Constraints::default() }, context);
        }
        _ => {}
    }
}

/// Returns the prompt for the constraints that the smallest portfolios have to meet.
pub(super) fn constraints_prompt() -> Layer {
    Layer::Prompt(Prompt::new(PromptPurpose::Constraints, TextInput::new("--cover both ")))
}

/// Returns the place that an action applies to: the first that `fits` accepts of the link under the cursor and the
/// current place.
fn subject(state: &State, fits: impl Fn(Place) -> bool) -> Option<Place> {
    state.browse.target_place().into_iter().chain([state.browse.place()]).find(|&place| fits(place))
}

fn toggle(state: &mut State, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let selected = state.browse.selection.entities().filter_map(|entity| match entity {
        Entity::Strategy(id) => Some(atlas.strategies[id].slug.clone()),
        _ => None,
    });
    let selected: Vec<String> = selected.collect();
    if !selected.is_empty() {
        return toggle_selected(state, &selected, context);
    }
    match subject(state, |place| matches!(place, Place::Entity(Entity::Strategy(_) | Entity::Portfolio(_)))) {
        Some(Place::Entity(Entity::Strategy(id))) => {
            let strategy = &atlas.strategies[id];
            let before = state.model.portfolios.clone();
            let conflicts = opponents(state, id, context);
            let current = &mut state.model.portfolios.current;
            let is_added = current.toggle(&strategy.slug);
            let done = if is_added { "Added" } else { "Removed" };
            let warning = if is_added && !conflicts.is_empty() {
                format!(", which conflicts with {conflicts}")
            } else {
                String::new()
            };
            let count = current.strategies.len();
            let notice = format!("{done} {}{warning}: {count} in the current portfolio", strategy.name);
            commit(state, before, notice, context);
        }
        Some(Place::Entity(Entity::Portfolio(id))) => {
            let portfolio = &atlas.portfolios[id];
            let slugs = portfolio.strategies.iter().map(|&id| atlas.strategies[id].slug.clone()).collect();
            load(state, (&portfolio.slug, &portfolio.name, slugs), context);
        }
        _ => {
            let there = context.press_on("one", Action::PortfolioToggle);
            state.notify(format!("There is no strategy or portfolio here to add; {there}."));
        }
    }
}

/// Returns the names of the strategies in the current portfolio that conflict with `strategy`, as declared by either
/// side.
fn opponents(state: &State, strategy: StrategyId, context: Context<'_>) -> String {
    let members = state.model.portfolios.current.resolve(&context.graph.atlas);
    let conflicts = context.graph.relations_of_kind(strategy, RelationKind::Conflict).map(|relation| relation.other);
    let names = conflicts.filter(|id| members.contains(id)).map(|id| context.graph.atlas.strategies[id].name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// Adds the selected strategies to the current portfolio, or removes them if it has all of them.
fn toggle_selected(state: &mut State, selected: &[String], context: Context<'_>) {
    let before = state.model.portfolios.clone();
    let current = &mut state.model.portfolios.current;
    let has_all = selected.iter().all(|slug| current.has(slug));
    let changed: Vec<&String> = selected.iter().filter(|slug| has_all || !current.has(slug)).collect();
    for slug in &changed {
        current.toggle(slug);
    }
    let done = if has_all { "Removed" } else { "Added" };
    let (changed, count) = (changed.len(), current.strategies.len());
    let strategies = if changed == 1 { "strategy" } else { "strategies" };
    let notice = format!("{done} {changed} selected {strategies}: {count} in the current portfolio");
    commit(state, before, notice, context);
}

/// Replaces the current portfolio.
pub(super) fn load(state: &mut State, (slug, name, strategies): (&str, &str, Vec<String>), context: Context<'_>) {
    change(state, format!("Loaded {name} as the current portfolio"), context, |portfolios| {
        let saved = portfolios.find(slug).cloned();
        portfolios.current.saved_as = saved.as_ref().map(|saved| saved.slug.clone());
        // The strategies of a saved portfolio are taken from the saved form, which may include some that the atlas does
        // not have.
        portfolios.current.strategies = saved.map_or(strategies, |saved| saved.strategies);
    });
}

fn save(state: &mut State, context: Context<'_>) {
    let portfolios = &state.model.portfolios;
    if portfolios.current.strategies.is_empty() {
        return state.notify("The current portfolio is empty: there is nothing to save.");
    }
    let Some((slug, name)) = portfolios.saved_current().map(|saved| (saved.slug.clone(), saved.name.clone())) else {
        return ask(state, PromptPurpose::PortfolioName, TextInput::default());
    };
    change(state, format!("Saving {name}"), context, |portfolios| {
        let strategies = &portfolios.current.strategies;
        let saved = portfolios.saved.iter_mut().filter(|saved| saved.slug == slug);
        saved.for_each(|saved| saved.strategies.clone_from(strategies));
    });
}

fn rename(state: &mut State) {
    let portfolios = &state.model.portfolios;
    match portfolios.saved_current().map(|saved| (saved.slug.clone(), saved.name.clone())) {
        Some((slug, name)) => ask(state, PromptPurpose::PortfolioRename(slug), TextInput::offering(name)),
        None if portfolios.current.strategies.is_empty() => {
            state.notify("The current portfolio is empty: there is nothing to name.");
        }
        None => ask(state, PromptPurpose::PortfolioName, TextInput::default()),
    }
}

fn ask(state: &mut State, purpose: PromptPurpose, input: TextInput) {
    state.layer = Some(Layer::Prompt(Prompt::new(purpose, input)));
}

/// Saves the current portfolio as a new one called `name`.
pub(super) fn save_as(state: &mut State, name: &str, context: Context<'_>) {
    change(state, format!("Saving {name}"), context, |portfolios| {
        let slug = free_slug(name, portfolios, &context.graph.atlas);
        let strategies = portfolios.current.strategies.clone();
        portfolios.saved.push(SavedPortfolio { slug: slug.clone(), name: name.to_owned(), strategies });
        portfolios.current.saved_as = Some(slug);
    });
}

/// Changes the name of the saved portfolio that is loaded to `name`.
pub(super) fn rename_to(state: &mut State, name: &str, context: Context<'_>) {
    change(state, format!("Saving {name}"), context, |portfolios| {
        let saved_as = portfolios.current.saved_as.clone();
        let renamed = portfolios.saved.iter_mut().filter(|saved| Some(&saved.slug) == saved_as.as_ref());
        renamed.for_each(|saved| name.clone_into(&mut saved.name));
    });
}

/// Returns a slug that no portfolio has yet, derived from `name`, with a number if necessary.
fn free_slug(name: &str, portfolios: &UserPortfolios, atlas: &Atlas) -> String {
    let folded = text::fold(name);
    let parts = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let slug = Some(parts.collect::<Vec<_>>().join("-")).filter(|slug| !slug.is_empty());
    let slug = slug.unwrap_or_else(|| "portfolio".to_owned());
    let is_free = |slug: &String| portfolios.find(slug).is_none() && atlas.portfolios.find(slug).is_none();
    let numbered = (2..).map(|n: u32| format!("{slug}-{n}"));
    std::iter::once(slug.clone()).chain(numbered).find(is_free).unwrap_or_default()
}

/// Deletes the saved portfolio under the cursor, or else the loaded one; the strategies of the current portfolio do not
/// change.
fn delete(state: &mut State, context: Context<'_>) {
    let portfolios = &state.model.portfolios;
    let under_cursor = subject(state, |place| matches!(place, Place::Entity(Entity::Portfolio(_))));
    let slug = under_cursor.and_then(|place| place.slug(&context.graph.atlas));
    let deleted = slug.and_then(|slug| portfolios.find(slug)).or_else(|| portfolios.saved_current()).cloned();
    let Some(SavedPortfolio { slug, name, .. }) = deleted else {
        return state.notify("Nothing to delete: move the cursor to one of your saved portfolios.");
    };
    change(state, format!("Deleting {name}"), context, |portfolios| {
        portfolios.saved.retain(|saved| saved.slug != slug);
        portfolios.current.saved_as.take_if(|saved_as| *saved_as == slug);
    });
}

/// Undoes the last change of portfolios; undoing twice restores the change.
fn undo(state: &mut State, context: Context<'_>) {
    let Some(portfolios) = state.portfolios_before.take() else {
        return state.notify("No change of a portfolio is left to undo.");
    };
    let notice = format!("Undone: {} in the current portfolio", portfolios.current.strategies.len());
    change(state, notice, context, |current| *current = portfolios);
}

/// Searches for the smallest portfolios that contain the current one and meet `constraints`.
pub(super) fn search(state: &mut State, mut constraints: Constraints, context: Context<'_>) {
    constraints.must.extend(state.model.portfolios.current.resolve(&context.graph.atlas));
    constraints.must.sort_unstable();
    constraints.must.dedup();
    state.model.portfolio_search = PortfolioSearch::Running(None);
    state.go(context.graph, Visit::new(Place::Overview(Overview::Portfolio)));
    state.emit(Effect::Suggest(constraints));
}

/// Shows how far the search for the smallest portfolios has got.
pub(super) fn solving(state: &mut State, bounds: SizeBounds, context: Context<'_>) {
    if state.model.portfolio_search.is_running() {
        state.model.portfolio_search = PortfolioSearch::Running(Some(bounds));
        state.refresh(context.graph);
    }
}

/// Shows the result of the search for the smallest portfolios.
pub(super) fn suggested(state: &mut State, (constraints, outcome): (Constraints, SolveOutcome), context: Context<'_>) {
    // If the search was cancelled, its result is dropped.
    if state.model.portfolio_search.is_running() {
        state.model.portfolio_search = PortfolioSearch::Done(constraints, outcome);
        state.status.notice = None;
        state.refresh(context.graph);
    }
}

/// Cancels the search for portfolios.
pub(super) fn cancel(state: &mut State, context: Context<'_>) {
    state.model.portfolio_search = PortfolioSearch::None;
    state.notify("Cancelled the search for the smallest portfolios");
    state.refresh(context.graph);
    state.emit(Effect::CancelSuggest);
}

/// Changes the portfolios by `change`, as one step that can be undone, and saves them.
fn change(state: &mut State, notice: String, context: Context<'_>, change: impl FnOnce(&mut UserPortfolios)) {
    let before = state.model.portfolios.clone();
    change(&mut state.model.portfolios);
    commit(state, before, notice, context);
}

/// Saves the changed portfolios, stores those `before` the change for undoing, and updates the screen.
fn commit(state: &mut State, before: UserPortfolios, notice: String, context: Context<'_>) {
    // The search for the smallest portfolios, finished or running, was about the portfolio before the change.
    if std::mem::replace(&mut state.model.portfolio_search, PortfolioSearch::None).is_running() {
        state.emit(Effect::CancelSuggest);
    }
    let portfolios = &state.model.portfolios;
    let current =
        (portfolios.current != before.current).then(|| Effect::SaveCurrentPortfolio(portfolios.current.clone()));
    let effects: Vec<Effect> = current.into_iter().chain(changes(&before.saved, &portfolios.saved)).collect();
    if !effects.is_empty() {
        state.portfolios_before = Some(before);
    }
    state.effects.extend(effects);
    state.notify(notice);
    state.refresh(context.graph);
}

/// Returns the effects that save and delete saved portfolios, so that `before` becomes `now`.
fn changes(before: &[SavedPortfolio], now: &[SavedPortfolio]) -> Vec<Effect> {
    let find = |all: &[SavedPortfolio], slug: &str| all.iter().find(|saved| saved.slug == slug).cloned();
    let deleted =
        before.iter().filter(|saved| find(now, &saved.slug).is_none()).map(|saved| Effect::ChangePortfolios {
            change: PortfolioChange::Delete(saved.slug.clone()),
            notice: format!("Deleted {}; undo restores it", saved.name),
        });
    let saved = now.iter().filter_map(|saved| {
        let notice = match find(before, &saved.slug) {
            Some(same) if same == *saved => return None,
            Some(other) if other.name != saved.name => format!("Renamed {} to {}", other.name, saved.name),
            _ => format!("Saved {}", saved.name),
        };
        Some(Effect::ChangePortfolios { change: PortfolioChange::Save(saved.clone()), notice })
    });
    deleted.chain(saved).collect()
}
