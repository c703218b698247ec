//! The question that an answer is still to come to. A later question takes its place, and an answer to an earlier one
//! comes too late.

use crate::place::Place;

use super::message::{Effect, Question};
use super::state::State;

/// The last question: its number, and who asked it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    ticket: u64,
    by: Option<Asker>,
}

/// Who asked, and so who takes the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    /// The filter of the index.
    Index,
    /// The query about the people of a place.
    People {
        /// The place.
        place: Place,
        /// The query.
        query: String,
    },
    /// The search.
    Search,
    /// The palette.
    Palette,
}

impl Asked {
    /// Who asked the question with this `ticket`; nobody if it is not the last one, or has been given up or answered.
    pub(super) fn take(&mut self, ticket: u64) -> Option<Asker> {
        self.by.take_if(|_| self.ticket == ticket)
    }
}

/// Asks `question` for `asker`.
pub(super) fn ask(state: &mut State, asker: Asker, question: Question) -> Vec<Effect> {
    let ticket = state.asked.ticket + 1;
    state.asked = Asked { ticket, by: Some(asker) };
    vec![Effect::Find { ticket, question }]
}

/// Wants no answer any more.
pub(super) fn give_up(state: &mut State) {
    state.asked.by = None;
}
