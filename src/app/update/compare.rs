//! Looking at things together: strategies pinned to compare them, and what is around an entity.

use crate::action::Action;
use crate::model::{Entity, StrategyId};
use crate::place::{Comparison, Place, Steps};

use crate::app::browse::trail::Visit;
use crate::app::state::{Context, State};

/// Pins strategies, clears the pins, or shows what is around an entity.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) {
    match (action, state.browse.thing()) {
        (Action::Unpin, _) => unpin(state),
        (Action::Around, Some(thing)) => state.go(context.graph, Visit::new(Place::Around(thing, Steps::One))),
        (Action::Around, None) => {
            let there = asking_on("a strategy, person or tag", action, context);
            state.status.notice = Some(format!("Nothing is under the cursor to look around; {there}."));
        }
        _ => pin(state, context),
    }
}

/// Pins the strategy under the cursor or of the page, and compares it with those pinned before; a pinned one is unpinned.
fn pin(state: &mut State, context: Context<'_>) {
    let name = |id: StrategyId| context.graph.atlas.strategies[id].name.as_str();
    let Some(Entity::Strategy(strategy)) = state.browse.thing() else {
        let there = asking_on("one", Action::Compare, context);
        state.status.notice = Some(format!("There is no strategy here to compare; {there}."));
        return;
    };
    if let Some(at) = state.browse.pinned.iter().position(|&id| id == strategy) {
        state.browse.pinned.remove(at);
        state.status.notice = Some(format!("{} is no longer pinned.", name(strategy)));
        return;
    }
    let together: Vec<StrategyId> = state.browse.pinned.iter().copied().chain([strategy]).collect();
    match Comparison::new(&together) {
        Some(comparison) => {
            state.browse.pinned = together;
            state.go(context.graph, Visit::new(Place::Compare(comparison)));
        }
        None if together.len() == 1 => {
            state.browse.pinned = together;
            let there = asking_on("another strategy", Action::Compare, context);
            state.status.notice = Some(format!("Pinned {}; {there} to compare the two.", name(strategy)));
        }
        None => state.status.notice = Some("Four strategies are the most that stand side by side.".to_owned()),
    }
}

/// How to ask for `action` where it applies: `press a on a strategy`.
pub(super) fn asking_on(what: &str, action: Action, context: Context<'_>) -> String {
    match context.keys.keys_of(action).first() {
        Some(key) => format!("press {key} on {what}"),
        None => format!("ask again on {what}"),
    }
}

/// Clears the pins.
fn unpin(state: &mut State) {
    let notice = if state.browse.pinned.is_empty() { "Nothing is pinned." } else { "Nothing is pinned any more." };
    state.browse.pinned.clear();
    state.status.notice = Some(notice.to_owned());
}
