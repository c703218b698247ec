//! What the atlas on screen differs in from another edition. It is found out once someone looks, and again once the
//! atlas has been read again.

use crate::graph::diff::Diff;
use crate::page::Edition;
use crate::place::{Overview, Place};

use super::input::Input;
use super::lists;
use super::message::Effect;
use super::state::{Context, Overlay, State};
use super::workbench::{Naming, Purpose};

/// Where it is shown.
pub(super) const CHANGES: Place = Place::Overview(Overview::Changes);

/// Has the comparison made that is on screen, unless it is there or on its way.
pub(super) fn look(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    if state.place() != CHANGES || state.editions.comparison.asked {
        return Vec::new();
    }
    let comparison = &mut state.editions.comparison;
    comparison.asked = true;
    let with = comparison.with.clone();
    // What was found of the atlas before it was read again stays in sight until the answer is there.
    if comparison.found.is_none() {
        state.refresh(context.graph);
    }
    vec![Effect::Compare(with)]
}

/// Asks which edition to compare with.
pub(super) fn ask(state: &mut State) {
    let offered = match &state.editions.comparison.with {
        Edition::Embedded => "embedded",
        Edition::Start => "start",
        Edition::At(path) => path,
    };
    let input = Input::offering(offered.to_owned());
    state.overlays.push(Overlay::Naming(Naming { input, purpose: Purpose::Compare }));
}

/// The edition called `name` is the one to compare with.
pub(super) fn choose(state: &mut State, name: &str, context: Context<'_>) {
    let comparison = &mut state.editions.comparison;
    let with = Edition::called(name);
    if with != comparison.with {
        comparison.found = None;
    }
    (comparison.with, comparison.asked) = (with, false);
    lists::go(state, CHANGES, context);
}

/// The comparison with an edition is done; nobody waits for one with any other than the last that was chosen.
pub(super) fn answered(state: &mut State, (with, found): (Edition, Result<Diff, String>), context: Context<'_>) {
    let comparison = &mut state.editions.comparison;
    if comparison.with == with {
        comparison.found = Some(found);
        if state.place() == CHANGES {
            state.refresh(context.graph);
        }
    }
}
