//! Timers: key hints are shown some time after the first keys of a sequence, and a spinner some time after a query; two
//! clicks in quick succession are a double click. Without a running timer the program sleeps until an event.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::app::Message;

use super::events::LoopEvent;
use super::session::ExplorerSession;

/// Delay between the first keys of a sequence and the hints of the keys that can follow, and between a query and the
/// spinner.
const HINT_TIMEOUT: Duration = Duration::from_millis(300);
/// Time from the request of a page to the message that it is being built.
const BUILDING_TIMEOUT: Duration = Duration::from_millis(100);
/// Time between two steps of the spinner.
const SPINNER_INTERVAL: Duration = Duration::from_millis(120);
/// Maximum time between the clicks of a double click.
const DOUBLE_CLICK_TIMEOUT: Duration = Duration::from_millis(400);

/// Function that shows what a timer was started for.
type Show = fn(&mut ExplorerSession);

/// Reason why the main loop woke up.
#[derive(Debug)]
pub(super) enum Wakeup {
    /// An event.
    Event(LoopEvent),
    /// A timer is due; the function shows what it was started for.
    Timer(Show),
    /// No more events can arrive.
    Disconnected,
}

/// Start times of the running timers; `None` for a timer that is not running.
#[derive(Debug, Default)]
pub(super) struct Timers {
    /// Time since which a key sequence has been unfinished without key hints on screen.
    prefix: Option<Instant>,
    /// Time since which the open search has been waiting for its results.
    query: Option<Instant>,
    /// Time since which the page has been built without a message on screen.
    page: Option<Instant>,
    /// Time, column and row of the last click.
    click: Option<(Instant, u16, u16)>,
}

impl Timers {
    /// Waits for the next event or the next due timer.
    pub(super) fn wait(&mut self, events: &Receiver<LoopEvent>, session: &ExplorerSession, motion: bool) -> Wakeup {
        let now = Instant::now();
        let Some((due, show)) = self.due(session, motion, now) else {
            return events.recv().map_or(Wakeup::Disconnected, Wakeup::Event);
        };
        match events.recv_timeout(due.saturating_duration_since(now)) {
            Ok(event) => Wakeup::Event(event),
            Err(RecvTimeoutError::Timeout) => Wakeup::Timer(show),
            Err(RecvTimeoutError::Disconnected) => Wakeup::Disconnected,
        }
    }

    /// Returns the time of the next due timer and the function that shows its part of the screen; `None` if no timer is
    /// running.
    fn due(&mut self, session: &ExplorerSession, motion: bool, now: Instant) -> Option<(Instant, Show)> {
        self.prefix = session.has_hidden_hints().then(|| self.prefix.unwrap_or(now));
        self.query = session.is_waiting().then(|| self.query.unwrap_or(now));
        self.page = session.is_building_unsaid().then(|| self.page.unwrap_or(now));
        let building = self.page.map(|since| (since + BUILDING_TIMEOUT, ExplorerSession::show_building as Show));
        let hints = self.prefix.map(|since| (since + HINT_TIMEOUT, ExplorerSession::show_key_hints as Show));
        let steps = match session.spinner() {
            None => Some(0),
            Some(step) => motion.then_some(step + 1),
        };
        let spinner = self
            .query
            .zip(steps)
            .map(|(since, steps)| (since + HINT_TIMEOUT + SPINNER_INTERVAL * steps, ExplorerSession::spin as Show));
        hints.into_iter().chain(spinner).chain(building).min_by_key(|(due, _)| *due)
    }

    /// Replaces the message of a second click on the same cell, if it follows soon, by that of a double click.
    pub(super) fn count_clicks(&mut self, message: Message) -> Message {
        self.count_clicks_at(message, Instant::now())
    }

    fn count_clicks_at(&mut self, message: Message, now: Instant) -> Message {
        let Message::Click(x, y) = message else { return message };
        let again = self.click.is_some_and(|(at, last_x, last_y)| {
            (last_x, last_y) == (x, y) && now.duration_since(at) < DOUBLE_CLICK_TIMEOUT
        });
        self.click = Some((now, x, y));
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

    fn session() -> ExplorerSession {
        let graph = Arc::new(Graph::new(fixture(include_str!("../page/tests/fixture.toml"))));
        ExplorerSession::new(
            graph,
            Place::Home,
            Size { width: 80, height: 24 },
            default_keymap().clone(),
            Theme::terminal(),
        )
    }

    fn due(timers: &mut Timers, session: &ExplorerSession, motion: bool, now: Instant) -> Option<Instant> {
        timers.due(session, motion, now).map(|(due, _)| due)
    }

    #[test]
    fn two_clicks_on_one_spot_at_once_are_a_double_click() {
        let start = Instant::now();
        let mut timers = Timers::default();
        let mut click = |x, y, after| {
            let sorted = timers.count_clicks_at(Message::Click(x, y), start + Duration::from_millis(after));
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
        assert_eq!(due(&mut timers, &session, true, now), None, "nothing is to be waited for");
        drop(session.key("g".parse().unwrap()));
        assert_eq!(due(&mut timers, &session, false, now), Some(now + HINT_TIMEOUT));
        assert_eq!(
            due(&mut timers, &session, false, now + SPINNER_INTERVAL),
            Some(now + HINT_TIMEOUT),
            "since it was typed"
        );
        session.show_key_hints();
        assert_eq!(due(&mut timers, &session, false, now + HINT_TIMEOUT), None);
        drop(session.key("t".parse().unwrap()));
        assert!(session.screen().pending.is_empty());
        assert_eq!(due(&mut timers, &session, false, now), None);
    }

    #[test]
    fn a_question_without_answer_is_told_of_and_moves_only_if_things_may_move() {
        let (now, mut timers, mut session) = (Instant::now(), Timers::default(), session());
        for key in ["/", "a"] {
            drop(session.key(key.parse().unwrap()));
        }
        assert_eq!(due(&mut timers, &session, false, now), Some(now + HINT_TIMEOUT));
        session.spin();
        assert_eq!(due(&mut timers, &session, false, now), None);
        assert_eq!(due(&mut timers, &session, true, now), Some(now + HINT_TIMEOUT + SPINNER_INTERVAL));
        session.spin();
        assert_eq!(due(&mut timers, &session, true, now), Some(now + HINT_TIMEOUT + 2 * SPINNER_INTERVAL));
    }

    #[test]
    fn without_anything_due_it_waits_for_an_event_or_the_end() {
        let (sender, events) = mpsc::channel();
        let (mut timers, mut session) = (Timers::default(), session());
        sender.send(LoopEvent::Message(Message::Release)).unwrap();
        assert!(matches!(timers.wait(&events, &session, false), Wakeup::Event(_)));
        drop(session.key("g".parse().unwrap()));
        let Wakeup::Timer(show) = timers.wait(&events, &session, false) else { panic!("a timer was due") };
        show(&mut session);
        assert!(session.screen().key_hints_shown);
        drop(sender);
        assert!(matches!(timers.wait(&events, &session, false), Wakeup::Disconnected));
    }
}
