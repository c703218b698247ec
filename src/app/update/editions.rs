//! Comparison of the atlas with another edition. The comparison is computed when its page is shown, and again after a
//! reload of the atlas.

use std::sync::Arc;

use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::layer::prompt::{Prompt, PromptPurpose};
use crate::app::state::{Context, State};
use crate::app::text_input::TextInput;
use crate::graph::diff::Diff;
use crate::page::{Edition, EditionComparison};
use crate::place::{Overview, Place};

use super::navigation;

/// Place that shows the comparison.
const CHANGES: Place = Place::Overview(Overview::Changes);

/// Requests the comparison if its page is on screen and the comparison is not requested yet.
pub(super) fn request(state: &mut State, context: Context<'_>) {
    if state.browse.place() != CHANGES || state.model.editions.comparison.is_requested {
        return;
    }
    let comparison = comparison(state);
    comparison.is_requested = true;
    let with = comparison.with.clone();
    // A comparison from before a reload stays on screen until the new comparison arrives.
    if comparison.result.is_none() {
        state.refresh(context.graph);
    }
    state.emit(Effect::Compare(with));
}

fn comparison(state: &mut State) -> &mut EditionComparison {
    &mut Arc::make_mut(&mut state.model.editions).comparison
}

/// Returns the prompt in which the user names the edition to compare the atlas with.
pub(super) fn prompt(state: &State) -> Layer {
    let offered = match &state.model.editions.comparison.with {
        Edition::Embedded => "embedded",
        Edition::Start => "start",
        Edition::At(path) => path,
    };
    Layer::Prompt(Prompt::new(PromptPurpose::Edition, TextInput::offering(offered)))
}

/// Goes to the comparison of the atlas with the edition called `name`.
pub(super) fn choose(state: &mut State, name: &str, context: Context<'_>) {
    let comparison = comparison(state);
    let with = Edition::parse(name);
    if with != comparison.with {
        comparison.result = None;
    }
    (comparison.with, comparison.is_requested) = (with, false);
    navigation::go_to_list(state, CHANGES, context);
}

/// Stores the comparison `found` with the edition `with`, unless the user has chosen another edition in the meantime.
pub(super) fn answered(state: &mut State, (with, found): (Edition, Result<Diff, String>), context: Context<'_>) {
    let comparison = comparison(state);
    if comparison.with == with {
        comparison.result = Some(found);
        if state.browse.place() == CHANGES {
            state.refresh(context.graph);
        }
    }
}
