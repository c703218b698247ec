//! The filter of the index: a line that narrows it while it is typed.

use std::collections::HashSet;

use crate::action::{Action, Focus};
use crate::app::effect::{Effect, SearchQuestion};
use crate::app::message::SearchAnswer;
use crate::app::pending_query::Requester;
use crate::app::state::{Context, State};
use crate::app::text_input::TextInput;
use crate::place::Place;

use super::{motion, typing};

/// Clears the filter.
pub(super) fn clear(state: &mut State) {
    state.browse.index.filter = TextInput::default();
    show_all(state);
}

/// Lists everything, whatever is asked for still.
fn show_all(state: &mut State) {
    state.pending.cancel();
    state.browse.index.narrow(None);
    state.browse.index.is_outdated = false;
    state.browse.index.accepts_answer = false;
    state.browse.settle();
}

/// Begins to type the filter.
pub(super) fn start(state: &mut State) {
    state.browse.index.typing = true;
    state.browse.preferences.hide_index = false;
    state.browse.trail.here_mut().focus = Focus::Index;
    state.browse.lay_out();
}

/// Carries out an action while the filter is typed.
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

/// Asks for the entries that match the filter.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    let query = state.browse.index.filter.text().to_owned();
    if query.trim().is_empty() {
        show_all(state);
        return Vec::new();
    }
    state.browse.index.is_outdated = false;
    state.browse.index.accepts_answer = false;
    let question = SearchQuestion::Filter { query, kind: state.browse.index.kind };
    state.pending.ask(Requester::Index, question)
}

/// Asks for the entries again once no layer needs an answer, if the atlas was loaded again meanwhile.
pub(super) fn catch_up(state: &mut State) -> Vec<Effect> {
    let is_free = state.layer.is_none() && state.browse.index.is_outdated;
    if is_free { ask(state) } else { Vec::new() }
}

/// Lists only what was found. If Enter was pressed before the answer, it previews the first entry now.
pub(super) fn answer(state: &mut State, found: &SearchAnswer, context: Context<'_>) {
    state.status.notice = found.faults.first().map(|fault| fault.message.clone());
    let places: HashSet<Place> = found.hits.iter().map(|hit| hit.place).collect();
    state.browse.index.narrow(Some(&places));
    state.browse.generation += 1;
    state.browse.settle();
    if std::mem::take(&mut state.browse.index.accepts_answer) {
        motion::preview_selection(state, context);
    }
}
