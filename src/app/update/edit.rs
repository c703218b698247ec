//! Opening the files of the atlas in the user's editor, and what is wrong with them.

use crate::action::{Action, KeyNames};
use crate::app::effect::{Effect, Passage};
use crate::app::layer::Layer;
use crate::app::state::State;
use crate::diagnostic::Diagnostic;

/// Opens what is under the cursor, else the page, in the editor.
pub(super) fn act(state: &mut State) -> Vec<Effect> {
    if !state.model.is_editable {
        let told = "This atlas came with the program; --atlas DIR explores one that can be edited.";
        state.status.notice = Some(told.to_owned());
        return Vec::new();
    }
    let places = state.browse.target_place().into_iter().chain([state.browse.place()]).collect();
    state.was_editing = true;
    vec![Effect::Edit(Passage::Places(places))]
}

/// Replaces what is wrong with the files by what is wrong with a new edition of them, which is not shown itself.
///
/// Returns whether it is to be listed at once: if the user is back from the editor and has not typed anything since,
/// which the list would take.
pub(super) fn replace_diagnostics(state: &mut State, diagnostics: Vec<Diagnostic>) -> bool {
    state.model.diagnostics = diagnostics;
    state.was_editing && state.layer.is_none() && !state.browse.index.typing
}

/// Tells how many diagnostics there are, and how to list them unless they are listed.
pub(super) fn tell_diagnostics(state: &mut State, keys: &dyn KeyNames) {
    let count = state.model.diagnostics.len();
    let faults = if count == 1 { "1 fault".to_owned() } else { format!("{count} faults") };
    let is_listed = matches!(state.layer, Some(Layer::Diagnostics(_)));
    let key = keys.keys_of(Action::Diagnostics).into_iter().next().filter(|_| !is_listed);
    let lists = key.map(|keys| format!(", {keys} lists them")).unwrap_or_default();
    state.status.notice = Some(format!("{faults} in its files{lists}: the atlas stays as it was"));
}
