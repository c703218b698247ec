//! Pins for comparisons of strategies, tags and portfolios, and the surroundings of an entity.

use crate::action::Action;
use crate::model::{Entity, Kind};
use crate::place::{Comparison, Place, Steps};

use crate::app::browse::trail::Visit;
use crate::app::state::{Context, State};

/// Carries out an action on pins, or shows the surroundings of an entity.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) {
    let selected: Vec<Entity> = state.browse.selection.entities().collect();
    if action == Action::Compare && selected.len() > 1 {
        return compare_selected(state, &selected, context);
    }
    match (action, state.browse.subject()) {
        (Action::Unpin, _) => {
            state.browse.pinned.clear();
            state.notify("Nothing pinned.");
        }
        (Action::Around, Some(subject)) => state.go(context.graph, Visit::new(Place::Around(subject, Steps::One))),
        (_, Some(subject)) if Comparison::max(subject.kind()) > 0 => pin(state, subject, context),
        _ => {
            let there = context.press_on("one", Action::Compare);
            state.notify(format!("There is no strategy, tag or portfolio here to compare; {there}."));
        }
    }
}

/// Compares the selected rows.
fn compare_selected(state: &mut State, selected: &[Entity], context: Context<'_>) {
    match Comparison::of_entities(selected) {
        Some(comparison) => {
            state.browse.pinned = selected.to_vec();
            state.go(context.graph, Visit::new(Place::Compare(comparison)));
        }
        None => state.notify(format!(
            "Two to four strategies, two tags or two portfolios can be compared; {} rows are selected.",
            selected.len()
        )),
    }
}

/// Pins `subject` and compares it with the pinned entities of its kind. A subject that is already pinned is unpinned
/// instead.
fn pin(state: &mut State, subject: Entity, context: Context<'_>) {
    let (name, kind) = (subject.name(&context.graph.atlas), subject.kind());
    if let Some(at) = state.browse.pinned.iter().position(|&pinned| pinned == subject) {
        state.browse.pinned.remove(at);
        return state.notify(format!("{name} is no longer pinned."));
    }
    let before = state.browse.pinned.iter().copied().filter(|pinned| pinned.kind() == kind);
    let mut compared: Vec<Entity> = before.chain([subject]).collect();
    // Of tags and portfolios only two can be compared, so a third replaces the first.
    if compared.len() > Comparison::max(kind) && kind != Kind::Strategy {
        compared.remove(0);
    }
    match Comparison::of_entities(&compared) {
        Some(comparison) => {
            state.browse.pinned = compared;
            state.go(context.graph, Visit::new(Place::Compare(comparison)));
        }
        None if compared.len() == 1 => {
            state.browse.pinned = compared;
            let there = context.press_on(&format!("another {}", kind.singular()), Action::Compare);
            state.notify(format!("Pinned {name}; {there} to compare the two."));
        }
        None => state.notify("At most four strategies can be compared."),
    }
}
