//! The portfolio at hand: strategies are taken up and put away from anywhere, portfolios are kept under names.
//!
//! Every change is one step that can be taken back: what was on the bench before it is remembered whole.

use crate::action::Action;
use crate::document::Target;
use crate::graph::{Constraints, SizeBounds, SolveOutcome};
use crate::model::{Atlas, Entity, PortfolioChange, RelationKind, SavedPortfolio, StrategyId, UserPortfolios};
use crate::page::PortfolioSearch;
use crate::place::{Overview, Place};
use crate::text;

use super::editions;
use super::history;
use super::input::Input;
use super::message::Effect;
use super::shelf;
use super::state::{Context, Overlay, State};
use super::trail::Visit;

/// A name that is being typed.
#[derive(Clone, Debug)]
pub struct Naming {
    /// The name so far.
    pub input: Input,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To keep what is at hand under it.
    Keep,
    /// To give it to the portfolio that is at hand.
    Rename,
    /// To compare the atlas with the edition called so.
    Compare,
    /// To look for the smallest portfolios that are like this: it is no name but flags, as `stratlas suggest` takes them.
    Demand,
}

impl Purpose {
    /// What stands before the name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Keep => "keep as",
            Self::Rename => "rename to",
            Self::Compare => "embedded, start or a path",
            Self::Demand => "smallest that",
        }
    }
}

/// Carries out what an action asks of the workbench.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    match action {
        Action::PortfolioToggle => toggle(state, context),
        Action::PortfolioKeep => keep(state, context),
        Action::PortfolioRename => rename(state),
        Action::PortfolioDelete => delete(state, context),
        Action::PortfolioClear => clear(state, context),
        Action::PortfolioUndo => undo(state, context),
        Action::PortfolioSearch => {
            search(state, Constraints { levers: true, scenarios: true, ..Constraints::default() }, context)
        }
        Action::PortfolioDemand => {
            ask(state, Purpose::Demand, Input::new("--cover both "));
            Vec::new()
        }
        _ => {
            shelf::open(state, context);
            Vec::new()
        }
    }
}

/// What the action is about: what the link under the cursor leads to, else the place on screen.
fn subject(state: &State, fits: impl Fn(Place) -> bool) -> Option<Place> {
    let under = match state.target() {
        Some(Target::Place(place)) => Some(place),
        _ => None,
    };
    under.into_iter().chain([state.place()]).find(|&place| fits(place))
}

fn toggle(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let atlas = &context.graph.atlas;
    match subject(state, |place| matches!(place, Place::Entity(Entity::Strategy(_) | Entity::Portfolio(_)))) {
        Some(Place::Entity(Entity::Strategy(id))) => {
            let before = state.portfolios.clone();
            let against = opponents(state, id, context);
            let strategy = &atlas.strategies[id];
            let taken = state.portfolios.current.toggle(&strategy.slug);
            let done = if taken { "Took up" } else { "Put away" };
            let against =
                if taken && !against.is_empty() { format!(", which conflicts with {against}") } else { String::new() };
            let notice =
                format!("{done} {}{against}: {} at hand", strategy.name, state.portfolios.current.strategies.len());
            commit(state, before, notice, context)
        }
        Some(Place::Entity(Entity::Portfolio(id))) => {
            let portfolio = &atlas.portfolios[id];
            let slugs = portfolio.strategies.iter().map(|&id| atlas.strategies[id].slug.clone()).collect();
            take_up(state, (&portfolio.slug, &portfolio.name, slugs), context)
        }
        _ => {
            state.notice = Some("No strategy or portfolio here to take up.".to_owned());
            Vec::new()
        }
    }
}

/// What at hand conflicts with a strategy, by either side's word.
fn opponents(state: &State, strategy: StrategyId, context: Context<'_>) -> String {
    let held = state.portfolios.current.resolve(&context.graph.atlas);
    let conflicts = context.graph.relations_of_kind(strategy, RelationKind::Conflict).map(|relation| relation.other);
    let names =
        conflicts.filter(|other| held.contains(other)).map(|id| context.graph.atlas.strategies[id].name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// Takes up all of a portfolio instead of what is at hand.
pub(super) fn take_up(
    state: &mut State,
    (slug, name, strategies): (&str, &str, Vec<String>),
    context: Context<'_>,
) -> Vec<Effect> {
    let before = state.portfolios.clone();
    state.portfolios.current.saved_as = state.portfolios.find(slug).map(|kept| kept.slug.clone());
    // What is kept may hold more than the atlas has.
    state.portfolios.current.strategies =
        state.portfolios.saved_current().map_or(strategies, |kept| kept.strategies.clone());
    let notice = format!("Took up {name} in place of what was at hand");
    commit(state, before, notice, context)
}

fn keep(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    if state.portfolios.current.strategies.is_empty() {
        state.notice = Some("Nothing is at hand to keep.".to_owned());
        return Vec::new();
    }
    let Some(slug) = state.portfolios.saved_current().map(|kept| kept.slug.clone()) else {
        ask(state, Purpose::Keep, Input::default());
        return Vec::new();
    };
    let before = state.portfolios.clone();
    let strategies = state.portfolios.current.strategies.clone();
    let mut name = String::new();
    for kept in state.portfolios.saved.iter_mut().filter(|kept| kept.slug == slug) {
        kept.strategies.clone_from(&strategies);
        name.clone_from(&kept.name);
    }
    commit(state, before, format!("Keeping {name}"), context)
}

fn rename(state: &mut State) -> Vec<Effect> {
    match state.portfolios.saved_current().map(|kept| kept.name.clone()) {
        Some(name) => ask(state, Purpose::Rename, Input::offering(name)),
        None if state.portfolios.current.strategies.is_empty() => {
            state.notice = Some("Nothing is at hand to name.".to_owned())
        }
        None => ask(state, Purpose::Keep, Input::default()),
    }
    Vec::new()
}

fn ask(state: &mut State, purpose: Purpose, input: Input) {
    state.overlays.push(Overlay::Naming(Naming { input, purpose }));
}

/// Takes what is done while a name is asked for.
pub(super) fn naming_act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let Some(Overlay::Naming(naming)) = state.overlays.last_mut() else { return Vec::new() };
    match action {
        Action::InputAccept if naming.purpose == Purpose::Demand => demanded(state, context),
        Action::InputAccept => named(state, context),
        Action::InputCancel => {
            state.overlays.pop();
            Vec::new()
        }
        edit => {
            naming.input.act(edit);
            Vec::new()
        }
    }
}

/// The name is typed.
fn named(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let Some(Overlay::Naming(naming)) = state.overlays.last() else { return Vec::new() };
    let (name, purpose) = (naming.input.text().trim().to_owned(), naming.purpose);
    if purpose == Purpose::Compare {
        state.overlays.pop();
        editions::choose(state, &name, context);
        return Vec::new();
    }
    let own_slug = state.portfolios.current.saved_as.clone().filter(|_| purpose == Purpose::Rename);
    let is_taken =
        |kept: &SavedPortfolio| text::fold(&kept.name) == text::fold(&name) && Some(&kept.slug) != own_slug.as_ref();
    if name.is_empty() || state.portfolios.saved.iter().any(is_taken) {
        let why = if name.is_empty() { "A portfolio needs a name." } else { "Another one is called that." };
        state.notice = Some(why.to_owned());
        return Vec::new();
    }
    state.overlays.pop();
    let before = state.portfolios.clone();
    match own_slug {
        Some(slug) => {
            let own = state.portfolios.saved.iter_mut().filter(|kept| kept.slug == slug);
            own.for_each(|kept| kept.name.clone_from(&name));
        }
        None => {
            let slug = slug(&name, &state.portfolios, &context.graph.atlas);
            let strategies = state.portfolios.current.strategies.clone();
            state.portfolios.saved.push(SavedPortfolio { slug: slug.clone(), name: name.clone(), strategies });
            state.portfolios.current.saved_as = Some(slug);
        }
    }
    commit(state, before, format!("Keeping {name}"), context)
}

/// What a portfolio of that name is written under: its letters, and a number where another has them.
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

/// Forgets the portfolio under the cursor, or else the one at hand; what is at hand stays.
fn delete(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let atlas = &context.graph.atlas;
    let under = subject(state, |place| matches!(place, Place::Entity(Entity::Portfolio(_))));
    let under = under.and_then(|place| place.slug(atlas)).and_then(|slug| state.portfolios.find(slug));
    let Some((slug, name)) =
        under.or_else(|| state.portfolios.saved_current()).map(|kept| (kept.slug.clone(), kept.name.clone()))
    else {
        state.notice = Some("No portfolio of yours is here or at hand.".to_owned());
        return Vec::new();
    };
    let before = state.portfolios.clone();
    state.portfolios.saved.retain(|kept| kept.slug != slug);
    state.portfolios.current.saved_as = state.portfolios.current.saved_as.take().filter(|kept| *kept != slug);
    commit(state, before, format!("Forgot {name}"), context)
}

fn clear(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let before = state.portfolios.clone();
    state.portfolios.current.strategies.clear();
    state.portfolios.current.saved_as = None;
    commit(state, before, "Put everything away".to_owned(), context)
}

/// Puts the bench back as it was before the last change; again, as it was after it.
fn undo(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let Some(portfolios) = state.portfolios_before.take() else {
        state.notice = Some("Nothing on the workbench to take back.".to_owned());
        return Vec::new();
    };
    let before = std::mem::replace(&mut state.portfolios, portfolios);
    let count = state.portfolios.current.strategies.len();
    commit(state, before, format!("Took that back: {count} at hand"), context)
}

/// The demands are typed.
fn demanded(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let Some(Overlay::Naming(naming)) = state.overlays.last() else { return Vec::new() };
    match Constraints::read(&context.graph.atlas, naming.input.text()) {
        Ok(demands) => {
            history::remember(state);
            state.overlays.pop();
            search(state, demands, context)
        }
        Err(why) => {
            state.notice = Some(why);
            Vec::new()
        }
    }
}

/// Looks for the smallest portfolios that hold what is at hand and meet `demands`.
fn search(state: &mut State, mut demands: Constraints, context: Context<'_>) -> Vec<Effect> {
    demands.must.extend(state.portfolios.current.resolve(&context.graph.atlas));
    demands.must.sort_unstable();
    demands.must.dedup();
    state.portfolio_search = PortfolioSearch::Running(None);
    state.go(context.graph, Visit::new(Place::Overview(Overview::Portfolio)));
    vec![Effect::Suggest(demands)]
}

/// The search for the smallest portfolios has come so far.
pub(super) fn solving(state: &mut State, bounds: SizeBounds, context: Context<'_>) {
    if state.portfolio_search.is_running() {
        state.portfolio_search = PortfolioSearch::Running(Some(bounds));
        state.refresh(context.graph);
    }
}

/// The search for the smallest portfolios is done.
pub(super) fn suggested(state: &mut State, (demands, outcome): (Constraints, SolveOutcome), context: Context<'_>) {
    // An answer that nobody waits for any more is dropped.
    if state.portfolio_search.is_running() {
        state.portfolio_search = PortfolioSearch::Done(demands, outcome);
        state.notice = None;
        state.refresh(context.graph);
    }
}

/// Gives the search up, if one goes on. Returns what is to be done about it.
pub(super) fn give_up(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    if !state.portfolio_search.is_running() {
        return Vec::new();
    }
    state.portfolio_search = PortfolioSearch::None;
    state.notice = Some("Gave up looking for the smallest portfolios".to_owned());
    state.refresh(context.graph);
    vec![Effect::GiveUp]
}

/// Shows what has changed on the bench and has it kept.
fn commit(state: &mut State, before: UserPortfolios, notice: String, context: Context<'_>) -> Vec<Effect> {
    // What was found, or is looked for, is for what was at hand before.
    let mut effects = if state.portfolio_search.is_running() { vec![Effect::GiveUp] } else { Vec::new() };
    state.portfolio_search = PortfolioSearch::None;
    let portfolios = &state.portfolios;
    if portfolios.current != before.current {
        effects.push(Effect::KeepAtHand(portfolios.current.clone()));
    }
    effects.extend(changes(&before.saved, &portfolios.saved));
    if effects.iter().any(|effect| *effect != Effect::GiveUp) {
        state.portfolios_before = Some(before);
    }
    state.notice = Some(notice);
    state.refresh(context.graph);
    effects
}

/// What leads from the portfolios kept before to those kept now.
fn changes(before: &[SavedPortfolio], now: &[SavedPortfolio]) -> Vec<Effect> {
    let find = |all: &[SavedPortfolio], slug: &str| all.iter().find(|kept| kept.slug == slug).cloned();
    let gone = before.iter().filter(|kept| find(now, &kept.slug).is_none()).map(|kept| Effect::KeepOwn {
        change: PortfolioChange::Delete(kept.slug.clone()),
        told: format!("Forgot {}; taking that back keeps it again", kept.name),
    });
    let kept = now.iter().filter_map(|kept| {
        let told = match find(before, &kept.slug) {
            Some(same) if same == *kept => return None,
            Some(other) if other.name != kept.name => format!("Renamed {} to {}", other.name, kept.name),
            _ => format!("Kept {}", kept.name),
        };
        Some(Effect::KeepOwn { change: PortfolioChange::Save(kept.clone()), told })
    });
    gone.chain(kept).collect()
}
