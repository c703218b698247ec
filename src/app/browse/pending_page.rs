//! Pages built by a background job instead of the main loop, because building them would delay the response to a key.

use crate::graph::Graph;
use crate::page;
use crate::place::Place;

/// Maximum number of records that a page may read to be built in the main loop.
const MAX_RECORDS_AT_ONCE: usize = 20_000;

/// Returns whether the page of `place` is so large that a background job builds it.
pub(in crate::app) fn is_large(place: Place, graph: &Graph) -> bool {
    page::records_read(place, graph) > MAX_RECORDS_AT_ONCE
}

/// State of the page to be built by a background job. A later request replaces an earlier one, whose answer is then
/// ignored.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct PendingPage {
    ticket: u64,
    state: BuildState,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum BuildState {
    /// No page is pending.
    #[default]
    Idle,
    /// A page has to be requested from the job.
    Wanted { carries_cursors: bool },
    /// A page was requested from the job.
    Requested { carries_cursors: bool },
}

impl PendingPage {
    /// Schedules the page of the current place. With `carries_cursors`, the page replaces an earlier edition of the
    /// same page, and the cursors are carried over.
    pub(super) fn want(&mut self, carries_cursors: bool) {
        self.ticket += 1;
        self.state = BuildState::Wanted { carries_cursors };
    }

    /// Drops the pending page.
    pub(super) fn cancel(&mut self) {
        self.state = BuildState::Idle;
    }

    /// Marks the pending page as requested and returns its ticket, a number that identifies the answer; `None` if no
    /// page has to be requested.
    pub(in crate::app) fn take_request(&mut self) -> Option<u64> {
        let BuildState::Wanted { carries_cursors } = self.state else { return None };
        self.state = BuildState::Requested { carries_cursors };
        Some(self.ticket)
    }

    /// Accepts the page with this `ticket`. Returns whether cursors are carried over; `None` if no page with this
    /// ticket is pending.
    pub(super) fn take(&mut self, ticket: u64) -> Option<bool> {
        let BuildState::Requested { carries_cursors } = self.state else { return None };
        (self.ticket == ticket).then(|| {
            self.state = BuildState::Idle;
            carries_cursors
        })
    }

    /// Returns the ticket of the pending page; `None` if no page is pending.
    pub(super) fn due(&self) -> Option<u64> {
        (self.state != BuildState::Idle).then_some(self.ticket)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::{Action, Focus};
    use crate::app::{Context, Effect, Message, Size, State, update};
    use crate::data::fixture;
    use crate::graph::PeopleOrder;
    use crate::keymap::default_keymap;
    use crate::model::Kind;

    const ATLAS: &str = include_str!("../../page/tests/fixture.toml");
    const SIZE: Size = Size { width: 140, height: 40 };

    fn large() -> Graph {
        let person = |at: usize| {
            format!("[[person]]\nid = \"p-{at}\"\nname = \"P {at}\"\ntagline = \"one of many\"\nsummary = \"So.\"\n")
        };
        let people: String = (0..=MAX_RECORDS_AT_ONCE).map(person).collect();
        Graph::new(fixture(&format!("{ATLAS}\n{people}")))
    }

    struct Explorer {
        graph: Graph,
        state: State,
    }

    impl Explorer {
        fn send(&mut self, message: Message) -> Vec<Effect> {
            update(&mut self.state, message, Context { graph: &self.graph, keys: default_keymap() })
        }

        fn act(&mut self, action: Action) -> Vec<Effect> {
            self.send(Message::Act(action, None))
        }

        /// Builds the page that was requested.
        fn build(&mut self, effects: &[Effect]) {
            let [Effect::BuildPage { ticket, place, options }] = effects else { panic!("no page: {effects:?}") };
            let page = self.state.model.page(&self.graph, *place, options);
            drop(self.send(Message::PageBuilt(*ticket, Box::new(page))));
        }

        fn rows(&self) -> usize {
            self.state.browse.view.flows[0].rows.len()
        }
    }

    #[test]
    fn a_large_page_is_shown_once_it_is_built() {
        let graph = large();
        let state = State::new(&graph, Place::List(Kind::Person), SIZE);
        let mut explorer = Explorer { graph, state };
        assert_eq!((explorer.rows(), explorer.state.browse.building().is_some()), (0, true));
        let effects = explorer.send(Message::Resize(SIZE));
        drop(explorer.act(Action::CursorDown));
        assert_eq!(explorer.state.browse.pane(Focus::Main).row, 0, "there is nothing to move in");
        explorer.build(&effects);
        assert_eq!((explorer.rows() > 1000, explorer.state.browse.building()), (true, None));

        for _ in 0..9 {
            drop(explorer.act(Action::CursorDown));
        }
        let rows = explorer.rows();
        let first = explorer.act(Action::PeopleOrder);
        assert_eq!(explorer.rows(), rows, "the page of the order before stays in sight");
        let second = explorer.act(Action::PeopleOrder);
        explorer.build(&first);
        assert!(explorer.state.browse.building().is_some(), "only the last request counts");
        explorer.build(&second);
        assert_eq!(explorer.state.browse.building(), None);
        assert_eq!(explorer.state.browse.trail.here().options.order, PeopleOrder::all()[2]);

        let row = explorer.state.browse.pane(Focus::Main).row;
        let away = explorer.act(Action::GoLevers);
        assert_eq!(away, [], "a small page is built at once");
        let back = explorer.act(Action::Back);
        assert_eq!((explorer.rows(), explorer.state.browse.pane(Focus::Main).row), (0, row), "kept for the page");
        explorer.build(&back);
        assert_eq!(explorer.state.browse.pane(Focus::Main).row, row, "the cursor is where it was left");
    }
}
