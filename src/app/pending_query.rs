//! The search whose answer is pending. A later search replaces it, and answers to earlier searches are dropped.

use crate::place::Place;

use super::effect::{Effect, SearchQuestion};

/// Last search: the number of its request, and the recipient of the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PendingQuery {
    ticket: u64,
    by: Option<Requester>,
}

/// Recipient of the answer to a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Requester {
    /// The filter of the index.
    Index,
    /// The filter of the people of a place.
    People {
        /// Place whose people are filtered.
        place: Place,
        /// Query that filters the people.
        query: String,
    },
    /// The open layer.
    Layer,
}

impl PendingQuery {
    /// Returns the effect that runs `question` for `requester`.
    #[must_use]
    pub(super) fn ask(&mut self, requester: Requester, question: SearchQuestion) -> Effect {
        self.ticket += 1;
        self.by = Some(requester);
        Effect::Search { ticket: self.ticket, question }
    }

    /// Returns the recipient of the answer to the request `ticket`; `None` if the search was replaced, cancelled or
    /// answered.
    pub(super) fn take(&mut self, ticket: u64) -> Option<Requester> {
        self.by.take_if(|_| self.ticket == ticket)
    }

    /// Drops the pending answer.
    pub(super) fn cancel(&mut self) {
        self.by = None;
    }

    /// Returns whether the answer to the last search is still pending and is for `requester`.
    pub(super) fn is_due(&self, requester: &Requester) -> bool {
        self.by.as_ref() == Some(requester)
    }
}
