//! The page that is being built beside the main loop, since that takes longer than a key may.

use crate::graph::Graph;
use crate::page;
use crate::place::Place;

/// The most records that a page may be made of to be built at once.
const MAX_RECORDS_AT_ONCE: usize = 20_000;

/// Returns whether the page of `place` is built beside the main loop.
pub(in crate::app) fn is_large(place: Place, graph: &Graph) -> bool {
    page::records_read(place, graph) > MAX_RECORDS_AT_ONCE
}

/// The page that is due. A later one replaces it, and the answer for an earlier one is dropped.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct PendingPage {
    ticket: u64,
    state: BuildState,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum BuildState {
    /// No page is due.
    #[default]
    Idle,
    /// A page is to be requested.
    Wanted { carries_cursors: bool },
    /// A page was requested.
    Requested { carries_cursors: bool },
}

impl PendingPage {
    /// Wants the page of the current place. If it only replaces an earlier edition of the same page, its cursors are
    /// carried over.
    pub(super) fn want(&mut self, carries_cursors: bool) {
        self.ticket += 1;
        self.state = BuildState::Wanted { carries_cursors };
    }

    /// Drops the page that is due.
    pub(super) fn cancel(&mut self) {
        self.state = BuildState::Idle;
    }

    /// Returns the ticket of a page that has not been requested yet, which it is now.
    pub(in crate::app) fn take_request(&mut self) -> Option<u64> {
        let BuildState::Wanted { carries_cursors } = self.state else { return None };
        self.state = BuildState::Requested { carries_cursors };
        Some(self.ticket)
    }

    /// Takes the answer with this `ticket`. Returns whether cursors are carried over; `None` if another page is due.
    pub(super) fn take(&mut self, ticket: u64) -> Option<bool> {
        let BuildState::Requested { carries_cursors } = self.state else { return None };
        (self.ticket == ticket).then(|| {
            self.state = BuildState::Idle;
            carries_cursors
        })
    }

    /// Returns the ticket of the page that is due.
    pub(super) fn due(&self) -> Option<u64> {
        (self.state != BuildState::Idle).then_some(self.ticket)
    }
}
