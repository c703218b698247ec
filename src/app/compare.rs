//! Looking at things together: strategies pinned to compare them side by side, what is around one, editions.

use crate::action::Action;
use crate::model::{Entity, StrategyId};
use crate::place::{Comparison, Place, Steps};

use super::editions;
use super::pathway;
use super::state::{Context, State};
use super::trail::Visit;

/// Whether `action` is one of looking at things together.
pub(super) fn takes(action: Action) -> bool {
    use Action::{Around, Compare, CompareEditions, Path, Unpin};
    matches!(action, Compare | Unpin | Around | Path | CompareEditions)
}

/// Pins, lets go, or shows what is around the thing at hand or leads from it.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) {
    match (action, state.thing()) {
        (Action::Unpin, _) => unpin(state),
        (Action::Path, _) => pathway::act(state, context),
        (Action::CompareEditions, _) => editions::ask(state),
        (Action::Around, Some(thing)) => state.go(context.graph, Visit::new(Place::Around(thing, Steps::One))),
        (Action::Around, None) => {
            let there = asking_on("a strategy, person or tag", action, context);
            state.notice = Some(format!("Nothing is under the cursor to look around; {there}."));
        }
        _ => pin(state, context),
    }
}

/// Pins the strategy at hand, or compares it with those that are pinned; one that is pinned is let go.
fn pin(state: &mut State, context: Context<'_>) {
    let name = |id: StrategyId| context.graph.atlas.strategies[id].name.as_str();
    let Some(Entity::Strategy(strategy)) = state.thing() else {
        let there = asking_on("one", Action::Compare, context);
        state.notice = Some(format!("There is no strategy here to compare; {there}."));
        return;
    };
    if let Some(at) = state.pinned.iter().position(|&id| id == strategy) {
        state.pinned.remove(at);
        state.notice = Some(format!("{} is no longer pinned.", name(strategy)));
        return;
    }
    let together: Vec<StrategyId> = state.pinned.iter().copied().chain([strategy]).collect();
    match Comparison::new(&together) {
        Some(comparison) => {
            state.pinned = together;
            state.go(context.graph, Visit::new(Place::Compare(comparison)));
        }
        None if together.len() == 1 => {
            state.pinned = together;
            let there = asking_on("another strategy", Action::Compare, context);
            state.notice = Some(format!("Pinned {}; {there} to compare the two.", name(strategy)));
        }
        None => state.notice = Some("Four strategies are the most that stand side by side.".to_owned()),
    }
}

/// How to ask for `action` where there is something to ask it of: `press a on a strategy`.
pub(super) fn asking_on(what: &str, action: Action, context: Context<'_>) -> String {
    match context.keys.keys_of(action).first() {
        Some(key) => format!("press {key} on {what}"),
        None => format!("ask again on {what}"),
    }
}

/// Lets go of all that is pinned.
fn unpin(state: &mut State) {
    state.pinned.clear();
    state.notice = Some("Nothing is pinned any more.".to_owned());
}
