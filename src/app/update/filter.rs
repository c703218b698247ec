//! Filter of the index.

use crate::action::{Action, Focus};
use crate::app::effect::SearchQuestion;
use crate::app::message::SearchAnswer;
use crate::app::pending_query::Requester;
use crate::app::state::{Context, State};
use crate::app::text_input::TextInput;

use super::{motion, typing};

/// Clears the filter, so that the index lists everything.
pub(super) fn clear(state: &mut State) {
    state.browse.index.filter = TextInput::default();
    show_all(state);
}

/// Lists all entries, and drops the answer to a running search for the filter.
fn show_all(state: &mut State) {
    state.pending.cancel();
    let index = &mut state.browse.index;
    index.show_all();
    (index.is_outdated, index.accepts_answer) = (false, false);
    state.browse.settle();
}

/// Shows the index and lets the user type the filter.
pub(super) fn start(state: &mut State) {
    state.browse.index.typing = true;
    if !state.browse.view.layout.has_index {
        state.browse.preferences.index_shown = Some(true);
    }
    motion::set_focus(state, Focus::Index);
}

/// Carries out an action while the user types the filter.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) {
    match action {
        Action::InputDown | Action::InputUp => {
            state.browse.index.move_by(if action == Action::InputDown { 1 } else { -1 });
            state.browse.settle();
            motion::preview_selection(state, context);
        }
        Action::InputAccept => {
            typing::remember(state);
            state.browse.index.typing = false;
            if state.pending.is_due(&Requester::Index) {
                state.browse.index.accepts_answer = true;
            } else {
                motion::preview_selection(state, context);
            }
        }
        Action::InputCancel => {
            state.browse.index.typing = false;
            clear(state);
        }
        _ => {}
    }
}

/// Starts a search for the entries that match the filter.
pub(super) fn ask(state: &mut State) {
    let index = &mut state.browse.index;
    let query = index.filter.text().to_owned();
    if query.trim().is_empty() {
        return show_all(state);
    }
    (index.is_outdated, index.accepts_answer) = (false, false);
    let kind = index.kind;
    state.ask(Requester::Index, SearchQuestion::Filter { query, kind });
}

/// Repeats the search after a reload of the atlas, unless a layer is open, which may wait for an answer itself.
pub(super) fn catch_up(state: &mut State) {
    if state.layer.is_none() && state.browse.index.is_outdated {
        ask(state);
    }
}

/// Lists only the entries in `answer`. If Enter was pressed before the answer arrived, previews the entry under the
/// cursor.
pub(super) fn answer(state: &mut State, answer: &SearchAnswer, context: Context<'_>) {
    let error = answer.errors.first().map(|error| error.message.clone());
    // The notice that the line is full stays if the answer has no errors, because the line is still full.
    if error.is_some() || state.status.notice.as_deref() != Some(typing::LINE_FULL) {
        state.status.notice = error;
    }
    if let Some(filtered) = &answer.filtered {
        state.browse.index.show_only(|place| filtered.contains(place));
    }
    state.browse.generation += 1;
    state.browse.settle();
    if std::mem::take(&mut state.browse.index.accepts_answer) {
        motion::preview_selection(state, context);
    }
}
