//! What the clock has a say in: what follows a prefix is shown after a while, so is that an answer takes long, and two
//! clicks at once are a double click. Where none of it is at hand, the program sleeps until something happens.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::app::Message;

use super::events::Event;
use super::session::Session;

/// How long after a prefix what can follow it is shown, and after a question that it has no answer yet.
const DELAY: Duration = Duration::from_millis(300);
/// How long a thing that moves stands still.
const STEP: Duration = Duration::from_millis(120);
/// How soon a second click makes a double click of the first.
const DOUBLE: Duration = Duration::from_millis(400);

/// What came of waiting.
#[derive(Debug)]
pub(super) enum Waited {
    /// Something has happened.
    Event(Event),
    /// It is time to show something.
    Long,
    /// Nothing can happen any more.
    ForNothing,
}

/// Since when things are as they are.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// Since when a sequence of keys waits for the next one.
    pending: Option<Instant>,
    /// Since when a question has no answer.
    asked: Option<Instant>,
    /// When and where the mouse was clicked last.
    clicked: Option<(Instant, u16, u16)>,
}

impl Pace {
    /// Waits for the next event, or until something is to be shown.
    pub(super) fn wait(&mut self, events: &Receiver<Event>, session: &Session, motion: bool) -> Waited {
        let now = Instant::now();
        let Some(due) = self.due(session, motion, now) else {
            return events.recv().map_or(Waited::ForNothing, Waited::Event);
        };
        match events.recv_timeout(due.saturating_duration_since(now)) {
            Ok(event) => Waited::Event(event),
            Err(RecvTimeoutError::Timeout) => Waited::Long,
            Err(RecvTimeoutError::Disconnected) => Waited::ForNothing,
        }
    }

    /// When something is to be shown, if nothing happens before.
    fn due(&mut self, session: &Session, motion: bool, now: Instant) -> Option<Instant> {
        self.pending = session.is_pending().then(|| self.pending.unwrap_or(now));
        self.asked = session.is_waiting().then(|| self.asked.unwrap_or(now));
        let follows = self.pending.filter(|_| !session.shows_following()).map(|since| since + DELAY);
        let waits = self.asked.and_then(|since| match session.turns() {
            None => Some(since + DELAY),
            Some(turns) => motion.then(|| since + DELAY + STEP * (turns + 1)),
        });
        follows.into_iter().chain(waits).min()
    }

    /// Shows what is due.
    pub(super) fn act(&mut self, session: &mut Session, motion: bool) {
        let now = Instant::now();
        let is_over = |since: Option<Instant>| since.is_some_and(|since| now >= since + DELAY);
        if is_over(self.pending) {
            session.show_following();
        }
        if is_over(self.asked) && (motion || session.turns().is_none()) {
            session.turn();
        }
    }

    /// The message as it is meant: a click at the spot of the last, at once, is a double click.
    pub(super) fn sort(&mut self, message: Message) -> Message {
        self.sort_at(message, Instant::now())
    }

    fn sort_at(&mut self, message: Message, now: Instant) -> Message {
        let Message::Click(x, y) = message else { return message };
        let again = self.clicked.is_some_and(|(at, ..)| now.duration_since(at) < DOUBLE)
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
        let mut pace = Pace::default();
        let mut click = |x, y, after| {
            let sorted = pace.sort_at(Message::Click(x, y), start + Duration::from_millis(after));
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
        let (now, mut pace, mut session) = (Instant::now(), Pace::default(), session());
        assert_eq!(pace.due(&session, true, now), None, "nothing is to be waited for");
        drop(session.key("g".parse().unwrap()));
        assert_eq!(pace.due(&session, false, now), Some(now + DELAY));
        assert_eq!(pace.due(&session, false, now + STEP), Some(now + DELAY), "since it was typed");
        session.show_following();
        assert_eq!(pace.due(&session, false, now + DELAY), None);
        drop(session.key("t".parse().unwrap()));
        assert!(!session.shows_following());
        assert_eq!(pace.due(&session, false, now), None);
    }

    #[test]
    fn a_question_without_answer_is_told_of_and_moves_only_if_things_may_move() {
        let (now, mut pace, mut session) = (Instant::now(), Pace::default(), session());
        for key in ["/", "a"] {
            drop(session.key(key.parse().unwrap()));
        }
        assert_eq!(pace.due(&session, false, now), Some(now + DELAY));
        session.turn();
        assert_eq!(pace.due(&session, false, now), None);
        assert_eq!(pace.due(&session, true, now), Some(now + DELAY + STEP));
        session.turn();
        assert_eq!(pace.due(&session, true, now), Some(now + DELAY + 2 * STEP));
    }

    #[test]
    fn without_anything_due_it_waits_for_an_event_or_the_end() {
        let (sender, events) = mpsc::channel();
        let (mut pace, mut session) = (Pace::default(), session());
        sender.send(Event::Message(Message::Release)).unwrap();
        assert!(matches!(pace.wait(&events, &session, false), Waited::Event(_)));
        drop(session.key("g".parse().unwrap()));
        assert!(matches!(pace.wait(&events, &session, false), Waited::Long));
        pace.act(&mut session, false);
        assert!(session.shows_following());
        drop(sender);
        assert!(matches!(pace.wait(&events, &session, false), Waited::ForNothing));
    }
}
