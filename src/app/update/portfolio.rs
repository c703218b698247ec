//! The current portfolio: strategies are added and removed from anywhere, portfolios are saved under names.
//!
//! Every change is one step that can be undone: the portfolio before it is remembered whole.

use crate::action::Action;
use crate::app::browse::trail::Visit;
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::layer::prompt::{Prompt, PromptPurpose};
use crate::app::state::{Context, State};
use crate::app::text_input::TextInput;
use crate::graph::{Constraints, SizeBounds, SolveOutcome};
use crate::model::{Atlas, Entity, PortfolioChange, RelationKind, SavedPortfolio, StrategyId, UserPortfolios};
use crate::page::PortfolioSearch;
use crate::place::{Overview, Place};
use crate::text;

/// Carries out an action on portfolios.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    match action {
        Action::PortfolioToggle => toggle(state, context),
        Action::PortfolioSave => keep(state, context),
        Action::PortfolioRename => rename(state),
        Action::PortfolioDelete => delete(state, context),
        Action::PortfolioClear => clear(state, context),
        Action::PortfolioUndo => undo(state, context),
        Action::PortfolioSearch => {
            search(state, Constraints { levers: true, scenarios: true, ..Constraints::default() }, context)
        }
        _ => Vec::new(),
    }
}

/// The prompt for what the smallest portfolios have to meet.
pub(super) fn demand_prompt() -> Layer {
    Layer::Prompt(Prompt::new(PromptPurpose::Demands, TextInput::new("--cover both ")))
}

/// The subject of the action: the link under the cursor, else the place on screen.
fn subject(state: &State, fits: impl Fn(Place) -> bool) -> Option<Place> {
    state.browse.target_place().into_iter().chain([state.browse.place()]).find(|&place| fits(place))
}

fn toggle(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let atlas = &context.graph.atlas;
    match subject(state, |place| matches!(place, Place::Entity(Entity::Strategy(_) | Entity::Portfolio(_)))) {
        Some(Place::Entity(Entity::Strategy(id))) => {
            let before = state.model.portfolios.clone();
            let against = opponents(state, id, context);
            let strategy = &atlas.strategies[id];
            let taken = state.model.portfolios.current.toggle(&strategy.slug);
            let done = if taken { "Took up" } else { "Put away" };
            let against =
                if taken && !against.is_empty() { format!(", which conflicts with {against}") } else { String::new() };
            let notice = format!(
                "{done} {}{against}: {} at hand",
                strategy.name,
                state.model.portfolios.current.strategies.len()
            );
            commit(state, before, notice, context)
        }
        Some(Place::Entity(Entity::Portfolio(id))) => {
            let portfolio = &atlas.portfolios[id];
            let slugs = portfolio.strategies.iter().map(|&id| atlas.strategies[id].slug.clone()).collect();
            load(state, (&portfolio.slug, &portfolio.name, slugs), context)
        }
        _ => {
            state.status.notice = Some("No strategy or portfolio here to take up.".to_owned());
            Vec::new()
        }
    }
}

/// The strategies of the current portfolio that conflict with `strategy`, as declared by either.
fn opponents(state: &State, strategy: StrategyId, context: Context<'_>) -> String {
    let held = state.model.portfolios.current.resolve(&context.graph.atlas);
    let conflicts = context.graph.relations_of_kind(strategy, RelationKind::Conflict).map(|relation| relation.other);
    let names =
        conflicts.filter(|other| held.contains(other)).map(|id| context.graph.atlas.strategies[id].name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// Replaces the current portfolio by another.
pub(super) fn load(
    state: &mut State,
    (slug, name, strategies): (&str, &str, Vec<String>),
    context: Context<'_>,
) -> Vec<Effect> {
    let before = state.model.portfolios.clone();
    state.model.portfolios.current.saved_as = state.model.portfolios.find(slug).map(|kept| kept.slug.clone());
    // A saved portfolio may hold more than the atlas has.
    state.model.portfolios.current.strategies =
        state.model.portfolios.saved_current().map_or(strategies, |kept| kept.strategies.clone());
    let notice = format!("Took up {name} in place of what was at hand");
    commit(state, before, notice, context)
}

fn keep(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    if state.model.portfolios.current.strategies.is_empty() {
        state.status.notice = Some("Nothing is at hand to keep.".to_owned());
        return Vec::new();
    }
    let Some(slug) = state.model.portfolios.saved_current().map(|kept| kept.slug.clone()) else {
        ask(state, PromptPurpose::PortfolioName, TextInput::default());
        return Vec::new();
    };
    let before = state.model.portfolios.clone();
    let at_hand = state.model.portfolios.current.strategies.clone();
    let mut name = String::new();
    for kept in state.model.portfolios.saved.iter_mut().filter(|kept| kept.slug == slug) {
        kept.strategies.clone_from(&at_hand);
        name.clone_from(&kept.name);
    }
    commit(state, before, format!("Saving {name}"), context)
}

fn rename(state: &mut State) -> Vec<Effect> {
    match state.model.portfolios.saved_current().map(|saved| (saved.slug.clone(), saved.name.clone())) {
        Some((slug, name)) => ask(state, PromptPurpose::PortfolioRename(slug), TextInput::offering(name)),
        None if state.model.portfolios.current.strategies.is_empty() => {
            state.status.notice = Some("Nothing is at hand to name.".to_owned());
        }
        None => ask(state, PromptPurpose::PortfolioName, TextInput::default()),
    }
    Vec::new()
}

fn ask(state: &mut State, purpose: PromptPurpose, input: TextInput) {
    state.layer = Some(Layer::Prompt(Prompt::new(purpose, input)));
}

/// Saves the current portfolio under a new name.
pub(super) fn save_as(state: &mut State, name: &str, context: Context<'_>) -> Vec<Effect> {
    let before = state.model.portfolios.clone();
    let portfolios = &mut state.model.portfolios;
    let slug = slug(name, portfolios, &context.graph.atlas);
    let strategies = portfolios.current.strategies.clone();
    portfolios.saved.push(SavedPortfolio { slug: slug.clone(), name: name.to_owned(), strategies });
    portfolios.current.saved_as = Some(slug);
    commit(state, before, format!("Saving {name}"), context)
}

/// Renames the saved portfolio that the current one is.
pub(super) fn rename_to(state: &mut State, name: &str, context: Context<'_>) -> Vec<Effect> {
    let before = state.model.portfolios.clone();
    let portfolios = &mut state.model.portfolios;
    let saved_as = portfolios.current.saved_as.clone();
    let own = portfolios.saved.iter_mut().filter(|saved| Some(&saved.slug) == saved_as.as_ref());
    own.for_each(|saved| name.clone_into(&mut saved.name));
    commit(state, before, format!("Saving {name}"), context)
}

/// The slug of a new portfolio: the letters of its name, and a number if another has them.
fn slug(name: &str, portfolios: &UserPortfolios, atlas: &Atlas) -> String {
    let plain: String = text::fold(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let mut slug: String = plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if slug.is_empty() {
        "portfolio".clone_into(&mut slug);
    }
    let is_free = |slug: &String| portfolios.find(slug).is_none() && atlas.portfolios.find(slug).is_none();
    let numbered = (2..).map(|n: u32| format!("{slug}-{n}"));
    std::iter::once(slug.clone()).chain(numbered).find(is_free).unwrap_or_default()
}

/// Deletes the saved portfolio under the cursor, or else the current one; the current strategies stay.
fn delete(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let atlas = &context.graph.atlas;
    let under = subject(state, |place| matches!(place, Place::Entity(Entity::Portfolio(_))));
    let under = under.and_then(|place| place.slug(atlas)).and_then(|slug| state.model.portfolios.find(slug));
    let Some((slug, name)) =
        under.or_else(|| state.model.portfolios.saved_current()).map(|kept| (kept.slug.clone(), kept.name.clone()))
    else {
        state.status.notice = Some("No portfolio of yours is here or at hand.".to_owned());
        return Vec::new();
    };
    let before = state.model.portfolios.clone();
    state.model.portfolios.saved.retain(|kept| kept.slug != slug);
    state.model.portfolios.current.saved_as =
        state.model.portfolios.current.saved_as.take().filter(|kept| *kept != slug);
    commit(state, before, format!("Forgot {name}"), context)
}

fn clear(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let before = state.model.portfolios.clone();
    state.model.portfolios.current.strategies.clear();
    state.model.portfolios.current.saved_as = None;
    commit(state, before, "Put everything away".to_owned(), context)
}

/// Undoes the last change; again, redoes it.
fn undo(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let Some(portfolios) = state.portfolios_before.take() else {
        state.status.notice = Some("Nothing on the workbench to take back.".to_owned());
        return Vec::new();
    };
    let before = std::mem::replace(&mut state.model.portfolios, portfolios);
    let count = state.model.portfolios.current.strategies.len();
    commit(state, before, format!("Took that back: {count} at hand"), context)
}

/// Looks for the smallest portfolios that hold the current one and meet `demands`.
pub(super) fn search(state: &mut State, mut demands: Constraints, context: Context<'_>) -> Vec<Effect> {
    demands.must.extend(state.model.portfolios.current.resolve(&context.graph.atlas));
    demands.must.sort_unstable();
    demands.must.dedup();
    state.model.portfolio_search = PortfolioSearch::Running(None);
    state.go(context.graph, Visit::new(Place::Overview(Overview::Portfolio)));
    vec![Effect::Suggest(demands)]
}

/// Shows how far the search for the smallest portfolios has come.
pub(super) fn solving(state: &mut State, bounds: SizeBounds, context: Context<'_>) {
    if state.model.portfolio_search.is_running() {
        state.model.portfolio_search = PortfolioSearch::Running(Some(bounds));
        state.refresh(context.graph);
    }
}

/// Shows the smallest portfolios.
pub(super) fn suggested(state: &mut State, (demands, outcome): (Constraints, SolveOutcome), context: Context<'_>) {
    // The answer to a search that was cancelled is dropped.
    if state.model.portfolio_search.is_running() {
        state.model.portfolio_search = PortfolioSearch::Done(demands, outcome);
        state.status.notice = None;
        state.refresh(context.graph);
    }
}

/// Cancels the search for portfolios, if there is one.
pub(super) fn cancel(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    if !state.model.portfolio_search.is_running() {
        return Vec::new();
    }
    state.model.portfolio_search = PortfolioSearch::None;
    state.status.notice = Some("Gave up looking for the smallest portfolios".to_owned());
    state.refresh(context.graph);
    vec![Effect::CancelSuggest]
}

/// Shows what has changed and has it saved.
fn commit(state: &mut State, before: UserPortfolios, notice: String, context: Context<'_>) -> Vec<Effect> {
    // What was found, or is looked for, is for the portfolio before.
    let search = std::mem::replace(&mut state.model.portfolio_search, PortfolioSearch::None);
    let portfolios = &state.model.portfolios;
    let mut changes = changes(&before.saved, &portfolios.saved);
    if portfolios.current != before.current {
        changes.insert(0, Effect::SaveCurrentPortfolio(portfolios.current.clone()));
    }
    if !changes.is_empty() {
        state.portfolios_before = Some(before);
    }
    state.status.notice = Some(notice);
    state.refresh(context.graph);
    search.is_running().then_some(Effect::CancelSuggest).into_iter().chain(changes).collect()
}

/// The effects that lead from the portfolios saved before to those saved now.
fn changes(before: &[SavedPortfolio], now: &[SavedPortfolio]) -> Vec<Effect> {
    let find = |all: &[SavedPortfolio], slug: &str| all.iter().find(|kept| kept.slug == slug).cloned();
    let gone = before.iter().filter(|kept| find(now, &kept.slug).is_none()).map(|kept| Effect::ChangePortfolios {
        change: PortfolioChange::Delete(kept.slug.clone()),
        notice: format!("Forgot {}; taking that back keeps it again", kept.name),
    });
    let kept = now.iter().filter_map(|kept| {
        let notice = match find(before, &kept.slug) {
            Some(same) if same == *kept => return None,
            Some(other) if other.name != kept.name => format!("Renamed {} to {}", other.name, kept.name),
            _ => format!("Kept {}", kept.name),
        };
        Some(Effect::ChangePortfolios { change: PortfolioChange::Save(kept.clone()), notice })
    });
    gone.chain(kept).collect()
}
