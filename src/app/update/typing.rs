//! Editing of text lines, and their histories.

use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::history::{History, LineKind};
use crate::app::layer::Layer;
use crate::app::state::State;
use crate::app::text_input::TextInput;

/// Notice that not all of a text fits into a line.
pub(super) const LINE_FULL: &str = "The line is full; the rest of the text was left out.";

/// Returns the text line that receives keys, with the history and the purpose of the line; `None` if there is none.
fn line(state: &mut State) -> Option<(&mut TextInput, &mut History, LineKind)> {
    let State { layer, histories, browse, .. } = state;
    let (input, kind) = match layer {
        Some(layer) => layer.behavior_mut().line()?,
        None if browse.index.typing => (&mut browse.index.filter, LineKind::List),
        None => return None,
    };
    Some((input, histories.of(kind), kind))
}

/// Inserts text into the text line that receives keys. Returns false if no line receives keys.
pub(super) fn insert(state: &mut State, text: &str) -> bool {
    let Some((input, ..)) = line(state) else { return false };
    if !input.insert(text) {
        state.notify(LINE_FULL);
    }
    true
}

/// Carries out an action that edits a line. Returns whether the text changed; `None` if `action` does not edit a line.
pub(super) fn act(state: &mut State, action: Action) -> Option<bool> {
    // A prompt has no list below its line, so the keys up and down recall earlier lines instead of moving in a list.
    let is_prompt = matches!(state.layer, Some(Layer::Prompt(_)));
    let earlier = match action {
        Action::InputEarlier => Some(true),
        Action::InputLater => Some(false),
        Action::InputUp if is_prompt => Some(true),
        Action::InputDown if is_prompt => Some(false),
        _ => None,
    };
    let Some((input, history, _)) = line(state) else { return earlier.map(|_| false) };
    let before = input.text().to_owned();
    match earlier {
        Some(earlier) => {
            if let Some(text) = history.step(earlier, input.text()) {
                let end = text.len();
                input.replace(text, end);
            }
        }
        None if !input.act(action) => return None,
        None => {}
    }
    Some(input.text() != before)
}

/// Adds the text of the line that receives keys to the history, except a search query, which [`remember_search`] adds.
pub(super) fn remember(state: &mut State) {
    if let Some((input, history, kind)) = line(state)
        && kind != LineKind::Search
    {
        history.remember(input.text());
    }
}

/// Adds a search query to the history, for this run and later ones.
pub(super) fn remember_search(state: &mut State, query: &str) {
    let history = state.histories.of(LineKind::Search);
    let query = query.trim();
    let is_new = !query.is_empty() && history.last() != Some(query);
    history.remember(query);
    if is_new {
        state.emit(Effect::SaveSearch(query.to_owned()));
    }
}
