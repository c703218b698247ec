//! The filter of the index: a line that narrows it while it is typed.

use std::collections::HashSet;

use crate::action::{Action, Focus};
use crate::place::Place;

use super::asked::{self, Asker};
use super::history;
use super::input::Input;
use super::message::{Effect, Question};
use super::search::Found;
use super::state::{Context, State};
use super::update::pass_by;

/// Takes the filter away.
pub(super) fn clear(state: &mut State) {
    asked::give_up(state);
    state.index.filter = Input::default();
    state.index.narrow(None);
    state.settle();
}

/// Begins to type the filter.
pub(super) fn start(state: &mut State) {
    state.index.typing = true;
    state.preferences.hide_index = false;
    state.trail.here_mut().focus = Focus::Index;
    state.lay_out();
}

/// Carries out an action while the filter is typed.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    match action {
        Action::InputDown | Action::InputUp => {
            state.index.move_by(if action == Action::InputDown { 1 } else { -1 });
            state.settle();
            pass_by(state, context);
        }
        Action::InputAccept => {
            history::remember(state);
            state.index.typing = false;
            pass_by(state, context);
        }
        Action::InputCancel => {
            state.index.typing = false;
            clear(state);
        }
        edit => {
            if state.index.filter.act(edit) {
                return ask(state);
            }
        }
    }
    Vec::new()
}

/// Asks for what the filter lets through.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    let query = state.index.filter.text().to_owned();
    if query.trim().is_empty() {
        asked::give_up(state);
        state.index.narrow(None);
        state.settle();
        return Vec::new();
    }
    let question = Question::Filter { query, kind: state.index.kind };
    asked::ask(state, Asker::Index, question)
}

/// Narrows the index to what was found.
pub(super) fn answer(state: &mut State, found: &Found) {
    state.notice = found.faults.first().map(|fault| fault.message.clone());
    let places: HashSet<Place> = found.hits.iter().map(|hit| hit.place).collect();
    state.index.narrow(Some(&places));
    state.settle();
}
