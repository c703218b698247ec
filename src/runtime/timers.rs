//! What depends on time: after a while, the keys that can follow a prefix are shown and a spinner for an answer that
//! takes long; two clicks in quick succession are a double click. With nothing due the program sleeps until an event.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::app::Message;

use super::events::Event;
use super::session::Session;

/// How long after a prefix the keys that can follow it are shown, and after a question a spinner.
const HINT_TIMEOUT: Duration = Duration::from_millis(300);
/// How long the spinner stands still.
const SPINNER_INTERVAL: Duration = Duration::from_millis(120);
/// How soon a second click makes a double click of the first.
const DOUBLE_CLICK_TIMEOUT: Duration = Duration::from_millis(400);

/// What waiting ended with.
#[derive(Debug)]
pub(super) enum Wakeup {
    /// An event.
    Event(Event),
    /// Something is due.
    Timer,
    /// The end of all that sends events.
    Disconnected,
}

/// Times since which something has been the case.
#[derive(Debug, Default)]
pub(super) struct Timers {
    /// When a prefix was typed that waits for its next key.
    pending: Option<Instant>,
    /// When a question was asked that has no answer.
    asked: Option<Instant>,
    /// When and where the mouse was last clicked.
    clicked: Option<(Instant, u16, u16)>,
}

impl Timers {
    /// Waits for the next event, or until something is to be shown.
    pub(super) fn wait(&mut self, events: &Receiver<Event>, session: &Session, motion: bool) -> Wakeup {
        let now = Instant::now();
        let Some(due) = self.due(session, motion, now) else {
            return events.recv().map_or(Wakeup::Disconnected, Wakeup::Event);
        };
        match events.recv_timeout(due.saturating_duration_since(now)) {
            Ok(event) => Wakeup::Event(event),
            Err(RecvTimeoutError::Timeout) => Wakeup::Timer,
            Err(RecvTimeoutError::Disconnected) => Wakeup::Disconnected,
        }
    }

    /// When something is to be shown, if nothing happens before.
    fn due(&mut self, session: &Session, motion: bool, now: Instant) -> Option<Instant> {
        self.pending = session.is_pending().then(|| self.pending.unwrap_or(now));
        self.asked = session.is_waiting().then(|| self.asked.unwrap_or(now));
        let follows = self.pending.filter(|_| !session.shows_key_hints()).map(|since| since + HINT_TIMEOUT);
        let waits = self.asked.and_then(|since| match session.spinner() {
            None => Some(since + HINT_TIMEOUT),
            Some(step) => motion.then(|| since + HINT_TIMEOUT + SPINNER_INTERVAL * (step + 1)),
        });
        follows.into_iter().chain(waits).min()
    }

    /// Shows what is due.
    pub(super) fn act(&mut self, session: &mut Session, motion: bool) {
        let now = Instant::now();
        let is_over = |since: Option<Instant>| since.is_some_and(|since| now >= since + HINT_TIMEOUT);
        if is_over(self.pending) {
            session.show_key_hints();
        }
        if is_over(self.asked) && (motion || session.spinner().is_none()) {
            session.spin();
        }
    }

    /// The message as it is meant: a click at the spot of the last, at once, is a double click.
    pub(super) fn sort(&mut self, message: Message) -> Message {
        self.sort_at(message, Instant::now())
    }

    fn sort_at(&mut self, message: Message, now: Instant) -> Message {
        let Message::Click(x, y) = message else { return message };
        let again = self.clicked.is_some_and(|(at, ..)| now.duration_since(at) < DOUBLE_CLICK_TIMEOUT)
            && self.clicked.is_some_and(|(_, last_x, last_y)| (last_x, last_y) == (x, y));
        self.clicked = Some((now, x, y));
        if again { Message::DoubleClick(x, y) } else { Message::Click(x, y) }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};

    use super::*;
    use crate::app::Size;
    use crate::data::fixture;
    use crate::graph::Graph;
    use crate::keymap::default_keymap;
    use crate::place::Place;
    use crate::ui::Theme;

    fn session() -> Session {
        let graph = Arc::new(Graph::new(fixture(include_str!("../page/tests/fixture.toml"))));
        Session::new(graph, Place::Home, Size { width: 80, height: 24 }, default_keymap().clone(), Theme::terminal())
    }

    #[test]
    fn two_clicks_on_one_spot_at_once_are_a_double_click() {
        let start = Instant::now();
        let mut timers = Timers::default();
        let mut click = |x, y, after| {
            let sorted = timers.sort_at(Message::Click(x, y), start + Duration::from_millis(after));
            matches!(sorted, Message::DoubleClick(..))
        };
        assert!(!click(3, 4, 0));
        assert!(click(3, 4, 200));
        assert!(click(3, 4, 400), "a third one is no first click either");
        assert!(!click(3, 5, 500));
        assert!(!click(3, 5, 950));
    }

    #[test]
    fn what_can_follow_is_due_after_a_while_and_only_once() {
        let (now, mut timers, mut session) = (Instant::now(), Timers::default(), session());
        assert_eq!(timers.due(&session, true, now), None, "nothing is to be waited for");
        drop(session.key("g".parse().unwrap()));
        assert_eq!(timers.due(&session, false, now), Some(now + HINT_TIMEOUT));
        assert_eq!(timers.due(&session, false, now + SPINNER_INTERVAL), Some(now + HINT_TIMEOUT), "since it was typed");
        session.show_key_hints();
        assert_eq!(timers.due(&session, false, now + HINT_TIMEOUT), None);
        drop(session.key("t".parse().unwrap()));
        assert!(!session.shows_key_hints());
        assert_eq!(timers.due(&session, false, now), None);
    }

    #[test]
    fn a_question_without_answer_is_told_of_and_moves_only_if_things_may_move() {
        let (now, mut timers, mut session) = (Instant::now(), Timers::default(), session());
        for key in ["/", "a"] {
            drop(session.key(key.parse().unwrap()));
        }
        assert_eq!(timers.due(&session, false, now), Some(now + HINT_TIMEOUT));
        session.spin();
        assert_eq!(timers.due(&session, false, now), None);
        assert_eq!(timers.due(&session, true, now), Some(now + HINT_TIMEOUT + SPINNER_INTERVAL));
        session.spin();
        assert_eq!(timers.due(&session, true, now), Some(now + HINT_TIMEOUT + 2 * SPINNER_INTERVAL));
    }

    #[test]
    fn without_anything_due_it_waits_for_an_event_or_the_end() {
        let (sender, events) = mpsc::channel();
        let (mut timers, mut session) = (Timers::default(), session());
        sender.send(Event::Message(Message::Release)).unwrap();
        assert!(matches!(timers.wait(&events, &session, false), Wakeup::Event(_)));
        drop(session.key("g".parse().unwrap()));
        assert!(matches!(timers.wait(&events, &session, false), Wakeup::Timer));
        timers.act(&mut session, false);
        assert!(session.shows_key_hints());
        drop(sender);
        assert!(matches!(timers.wait(&events, &session, false), Wakeup::Disconnected));
    }
}
