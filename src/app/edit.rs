//! Opening what is shown in the user's editor.

use crate::document::Target;

use super::message::{Effect, Passage};
use super::state::State;

/// Asks for the passage of what is under the cursor, else of the page.
pub(super) fn act(state: &mut State) -> Vec<Effect> {
    if !state.editable {
        let told = "This atlas came with the program; --atlas DIR explores one that can be edited.";
        state.notice = Some(told.to_owned());
        return Vec::new();
    }
    let under_the_cursor = match state.target() {
        Some(Target::Place(place)) => Some(place),
        _ => None,
    };
    let places = under_the_cursor.into_iter().chain([state.place()]).collect();
    state.was_editing = true;
    vec![Effect::Edit(Passage::Places(places))]
}
