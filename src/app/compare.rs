//! Looking at things together: strategies pinned to compare them side by side, what is around one, editions.

use crate::action::Action;
use crate::model::{Entity, StrategyId};
use crate::page::{Comparison, Place, Steps};

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
        (Action::Around, None) => state.notice = Some("There is no one thing here.".to_owned()),
        _ => pin(state, context),
    }
}

/// Pins the strategy at hand, or compares it with those that are pinned; one that is pinned is let go.
fn pin(state: &mut State, context: Context<'_>) {
    let name = |id: StrategyId| context.graph.atlas.strategies[id].name.as_str();
    let Some(Entity::Strategy(strategy)) = state.thing() else {
        state.notice = Some("There is no strategy here to compare.".to_owned());
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
            let keys = context.keys.keys_of(Action::Compare);
            let again = keys.first().map_or("pinning", String::as_str);
            state.notice = Some(format!("Pinned {}; {again} on another strategy compares the two.", name(strategy)));
        }
        None => state.notice = Some("Four strategies are the most that stand side by side.".to_owned()),
    }
}

/// Lets go of all that is pinned.
fn unpin(state: &mut State) {
    state.pinned.clear();
    state.notice = Some("Nothing is pinned any more.".to_owned());
}
