//! The comparison of the atlas with another edition. It is computed once its page is shown, and again once the atlas was
//! reloaded.

use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::layer::prompt::{Prompt, PromptPurpose};
use crate::app::state::{Context, State};
use crate::app::text_input::TextInput;
use crate::graph::diff::Diff;
use crate::page::Edition;
use crate::place::{Overview, Place};

use super::navigation;

/// The place that shows it.
const CHANGES: Place = Place::Overview(Overview::Changes);

/// Requests the comparison that is on screen, unless it is there or was requested.
pub(super) fn request(state: &mut State, context: Context<'_>) {
    let comparison = &mut state.model.editions.comparison;
    if state.browse.place() != CHANGES || std::mem::replace(&mut comparison.is_requested, true) {
        return;
    }
    let with = comparison.with.clone();
    // A comparison from before the atlas was reloaded stays in sight until the new one is there.
    if comparison.result.is_none() {
        state.refresh(context.graph);
    }
    state.emit(Effect::Compare(with));
}

/// Returns the prompt for the edition to compare with.
pub(super) fn prompt(state: &State) -> Layer {
    let offered = match &state.model.editions.comparison.with {
        Edition::Embedded => "embedded",
        Edition::Start => "start",
        Edition::At(path) => path,
    };
    Layer::Prompt(Prompt::new(PromptPurpose::Edition, TextInput::offering(offered)))
}

/// Compares with the edition called `name`.
pub(super) fn choose(state: &mut State, name: &str, context: Context<'_>) {
    let comparison = &mut state.model.editions.comparison;
    let with = Edition::parse(name);
    if with != comparison.with {
        comparison.result = None;
    }
    (comparison.with, comparison.is_requested) = (with, false);
    navigation::go_to_list(state, CHANGES, context);
}

/// Takes a comparison; one with another edition than the one chosen last is dropped.
pub(super) fn answered(state: &mut State, (with, found): (Edition, Result<Diff, String>), context: Context<'_>) {
    let comparison = &mut state.model.editions.comparison;
    if comparison.with == with {
        comparison.result = Some(found);
        if state.browse.place() == CHANGES {
            state.refresh(context.graph);
        }
    }
}
