//! The search for the smallest portfolios on a thread of its own: one at a time, and given up as soon as nobody waits.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::Message;
use crate::graph::{Constraints, Graph};

use super::events::Event;

/// How many of the smallest portfolios are looked for.
const WANTED: usize = 5;

/// The way to the search that goes on, if one does.
#[derive(Debug, Default)]
pub(super) struct Solver {
    cancel: Arc<AtomicBool>,
}

impl Solver {
    /// Starts a search in `graph`; the one before it is given up. What comes of it is sent to `answers`.
    pub(super) fn start(&mut self, graph: Arc<Graph>, demands: Constraints, answers: Sender<Event>) {
        self.give_up();
        let cancel = Arc::clone(&self.cancel);
        let failed = answers.clone();
        let work = move || {
            let tell = |bounds| {
                // A search that was given up has nothing more to say; the next one may be going on.
                if !cancel.load(Ordering::Relaxed) {
                    let _ = answers.send(Event::Message(Message::Solving(bounds)));
                }
            };
            let search = || graph.smallest_with_progress(&demands, WANTED, &cancel, &tell);
            let outcome = panic::catch_unwind(AssertUnwindSafe(search));
            let message = match outcome {
                Ok(Some(outcome)) => Message::Suggested(Box::new((demands, outcome))),
                Ok(None) => return,
                Err(_) => Message::Tell("The search for the smallest portfolios has failed.".to_owned()),
            };
            // If nobody listens, the program is ending anyway.
            let _ = answers.send(Event::Message(message));
        };
        if let Err(error) = thread::Builder::new().name("solver".to_owned()).spawn(work) {
            let told = format!("Could not look for the smallest portfolios: {error}");
            let _ = failed.send(Event::Message(Message::Tell(told)));
        }
    }

    /// Gives the search up.
    pub(super) fn give_up(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
    }
}
