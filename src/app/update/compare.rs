//! Strategies pinned to compare them, and the surroundings of an entity.

use crate::action::Action;
use crate::model::{Entity, StrategyId};
use crate::place::{Comparison, Place, Steps};

use crate::app::browse::trail::Visit;
use crate::app::state::{Context, State};

/// Pins strategies, clears the pins, or shows the surroundings of an entity.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) {
    match (action, state.browse.subject()) {
        (Action::Unpin, _) => {
            state.browse.pinned.clear();
            state.notify("Nothing pinned.");
        }
        (Action::Around, Some(subject)) => state.go(context.graph, Visit::new(Place::Around(subject, Steps::One))),
        (_, Some(Entity::Strategy(strategy))) => pin(state, strategy, context),
        _ => {
            let there = context.press_on("one", Action::Compare);
            state.notify(format!("There is no strategy here to compare; {there}."));
        }
    }
}

/// Pins `strategy` and compares it with those pinned before; a pinned one is unpinned.
fn pin(state: &mut State, strategy: StrategyId, context: Context<'_>) {
    let name = context.graph.atlas.strategies[strategy].name.as_str();
    if let Some(at) = state.browse.pinned.iter().position(|&id| id == strategy) {
        state.browse.pinned.remove(at);
        return state.notify(format!("{name} is no longer pinned."));
    }
    let compared: Vec<StrategyId> = state.browse.pinned.iter().copied().chain([strategy]).collect();
    match Comparison::new(&compared) {
        Some(comparison) => {
            state.browse.pinned = compared;
            state.go(context.graph, Visit::new(Place::Compare(comparison)));
        }
        None if compared.len() == 1 => {
            state.browse.pinned = compared;
            let there = context.press_on("another strategy", Action::Compare);
            state.notify(format!("Pinned {name}; {there} to compare the two."));
        }
        None => state.notify("At most four strategies can be compared."),
    }
}
