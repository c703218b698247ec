//! Opening of the atlas files in the user's editor, and handling of errors in the files.

use crate::action::{Action, KeyNames};
use crate::app::effect::{Effect, Passage};
use crate::app::layer::Layer;
use crate::app::state::State;
use crate::diagnostic::Diagnostic;

/// Opens the record under the cursor in the editor, or else the record of the page.
pub(super) fn act(state: &mut State) {
    state.was_editing = true;
    let places = state.browse.target_place().into_iter().chain([state.browse.place()]).collect();
    state.emit(Effect::Edit(Passage::Places(places)));
}

/// Stores the errors of the atlas files that prevented loading them.
///
/// Returns whether the list of the errors should open: only directly after editing, and not while the user is typing.
pub(super) fn replace_diagnostics(state: &mut State, diagnostics: Vec<Diagnostic>) -> bool {
    state.model.diagnostics = diagnostics;
    state.was_editing && state.layer.is_none() && !state.browse.index.typing
}

/// Shows a notice with the number of errors and, unless they are listed on screen, the key that lists them.
pub(super) fn notify_diagnostics(state: &mut State, keys: &dyn KeyNames) {
    let count = match state.model.diagnostics.len() {
        1 => "1 error".to_owned(),
        count => format!("{count} errors"),
    };
    let is_listed = matches!(state.layer, Some(Layer::Diagnostics(_)));
    let key = keys.key_of(Action::Diagnostics).filter(|_| !is_listed);
    let lists = key.map(|keys| format!(", {keys} lists them")).unwrap_or_default();
    state.notify(format!("{count}{lists}: the atlas stays as it was"));
}
