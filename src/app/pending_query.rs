//! The query whose answer is due. A later query replaces it, and an answer to an earlier one is dropped.

use crate::place::Place;

use super::effect::{Effect, SearchQuestion};

/// The last query: its ticket, and who takes the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PendingQuery {
    ticket: u64,
    by: Option<Requester>,
}

/// Who takes the answer to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Requester {
    /// The filter of the index.
    Index,
    /// The query about the people of a place.
    People {
        /// The place.
        place: Place,
        /// The query.
        query: String,
    },
    /// The layer that is open.
    Layer,
}

impl PendingQuery {
    /// Returns the effect that asks `question` for `requester`.
    #[must_use]
    pub(super) fn ask(&mut self, requester: Requester, question: SearchQuestion) -> Effect {
        self.ticket += 1;
        self.by = Some(requester);
        Effect::Search { ticket: self.ticket, question }
    }

    /// Returns the requester of the query with this `ticket`; none if it is not the last one, was cancelled or
    /// answered.
    pub(super) fn take(&mut self, ticket: u64) -> Option<Requester> {
        self.by.take_if(|_| self.ticket == ticket)
    }

    /// Drops the answer that is due.
    pub(super) fn cancel(&mut self) {
        self.by = None;
    }

    /// Returns whether an answer for `requester` is due.
    pub(super) fn is_due(&self, requester: &Requester) -> bool {
        self.by.as_ref() == Some(requester)
    }
}
