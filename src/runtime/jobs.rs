//! Background work, so that keys never wait for it. Each kind of work has a slot with a thread of its own, and in each
//! slot only the newest job counts. A job sends its result, or the message of a panic, as one event.

use std::any::Any;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::app::Message;
use crate::text;

use super::events::LoopEvent;

/// Slot of jobs, one for each purpose. Starting a job cancels the previous job of its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    Search,
    Page,
    Portfolio,
    Diff,
    Preview,
    Queue,
    Visit,
    Atlas,
    Configuration,
    Journals,
}

/// Identifier of a job: its slot and its number in the slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket {
    slot: Slot,
    number: u64,
}

/// Result of a job: one event, or `None` if it was cancelled.
pub(super) type JobResult = Option<LoopEvent>;

type Work = Box<dyn FnOnce(&AtomicBool, &dyn Fn(Message)) -> JobResult + Send>;
type OnFailure = Box<dyn FnOnce(String) -> Message + Send>;

struct Job {
    ticket: Ticket,
    cancel: Arc<AtomicBool>,
    work: Work,
    on_failure: OnFailure,
}

/// Handle to the thread of a slot, with the number and the cancellation flag of its newest job.
struct Worker {
    jobs: Sender<Job>,
    cancel: Arc<AtomicBool>,
    number: u64,
}

/// Starts jobs, and tracks the current job of each slot.
pub(super) struct Jobs {
    workers: BTreeMap<Slot, Worker>,
    events: Sender<LoopEvent>,
}

impl Jobs {
    /// Creates a `Jobs` without any job; jobs will send their events to `events`.
    pub(super) fn new(events: Sender<LoopEvent>) -> Self {
        Self { workers: BTreeMap::new(), events }
    }

    /// Starts a job in `slot` and cancels the previous job there. `work` gets a flag that is set when the job is
    /// cancelled, whereupon it must return `None`, and a function that sends a message about its progress. If `work`
    /// panics or cannot be started, `on_failure` converts the reason to a message.
    pub(super) fn start(
        &mut self,
        slot: Slot,
        on_failure: impl FnOnce(String) -> Message + Send + 'static,
        work: impl FnOnce(&AtomicBool, &dyn Fn(Message)) -> JobResult + Send + 'static,
    ) {
        self.cancel(slot);
        let worker = match self.workers.entry(slot) {
            Entry::Occupied(worker) => worker.into_mut(),
            Entry::Vacant(vacant) => match spawn(slot, self.events.clone()) {
                Ok(jobs) => vacant.insert(Worker { jobs, cancel: Arc::default(), number: 0 }),
                Err(error) => {
                    let _ = self.events.send(LoopEvent::Message(on_failure(error.to_string())));
                    return;
                }
            },
        };
        worker.number += 1;
        worker.cancel = Arc::default();
        let ticket = Ticket { slot, number: worker.number };
        let cancel = Arc::clone(&worker.cancel);
        // Sending cannot fail, because the thread runs as long as its sender exists.
        let _ = worker.jobs.send(Job { ticket, cancel, work: Box::new(work), on_failure: Box::new(on_failure) });
    }

    /// Cancels the current job of a slot, if there is one.
    pub(super) fn cancel(&mut self, slot: Slot) {
        if let Some(worker) = self.workers.get_mut(&slot) {
            worker.cancel.store(true, Ordering::Relaxed);
            worker.number += 1;
        }
    }

    /// Returns whether the job with this ticket is the newest of its slot and has not been cancelled.
    pub(super) fn is_current(&self, ticket: Ticket) -> bool {
        self.workers.get(&ticket.slot).is_some_and(|worker| worker.number == ticket.number)
    }
}

/// Starts the thread of a slot. Returns the sender of jobs to it.
fn spawn(slot: Slot, events: Sender<LoopEvent>) -> io::Result<Sender<Job>> {
    let (sender, jobs) = mpsc::channel();
    let name = format!("{slot:?}").to_lowercase();
    thread::Builder::new().name(name).spawn(move || run(&jobs, &events))?;
    Ok(sender)
}

fn run(jobs: &Receiver<Job>, events: &Sender<LoopEvent>) {
    for Job { ticket, cancel, work, on_failure } in jobs {
        // If there is no receiver, the program is ending, so an error is ignored.
        let send = |event| drop(events.send(LoopEvent::Job(ticket, Box::new(event))));
        if cancel.load(Ordering::Relaxed) {
            continue;
        }
        let progress = |message| send(LoopEvent::Message(message));
        match panic::catch_unwind(AssertUnwindSafe(|| work(&cancel, &progress))) {
            Ok(result) => result.into_iter().for_each(send),
            Err(panic) => send(LoopEvent::Message(on_failure(panic_message(&*panic)))),
        }
    }
}

/// Formats the message of a panic as one line, after `internal error: `.
pub(super) fn panic_message(panic: &(dyn Any + Send)) -> String {
    let message = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("internal error: {}", text::sanitize(message.unwrap_or("no reason given")))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    fn message(jobs: &Jobs, events: &Receiver<LoopEvent>) -> String {
        loop {
            match events.recv_timeout(LONG).unwrap() {
                LoopEvent::Job(ticket, event) if jobs.is_current(ticket) => match *event {
                    LoopEvent::Message(Message::Notice(text)) => return text,
                    other => panic!("{other:?}"),
                },
                LoopEvent::Job(..) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "it is what a job returns")]
    fn tell(text: &str) -> JobResult {
        Some(LoopEvent::Message(Message::Notice(text.to_owned())))
    }

    #[test]
    fn the_newest_job_of_a_slot_wins() {
        let (sender, events) = mpsc::channel();
        let mut jobs = Jobs::new(sender);
        let (started, has_started) = mpsc::channel();
        jobs.start(Slot::Search, Message::Notice, move |cancel, _| {
            started.send(()).unwrap();
            while !cancel.load(Ordering::Relaxed) {
                thread::yield_now();
            }
            tell("the first, which does not care")
        });
        has_started.recv_timeout(LONG).unwrap();
        jobs.start(Slot::Search, Message::Notice, |_, _| panic!("the second is never begun"));
        jobs.start(Slot::Search, Message::Notice, |_, _| tell("the third"));
        jobs.start(Slot::Diff, Message::Notice, |_, _| None);
        assert_eq!(message(&jobs, &events), "the third");
    }

    #[test]
    fn a_panic_is_told_and_the_next_job_runs() {
        let (sender, events) = mpsc::channel();
        let mut jobs = Jobs::new(sender);
        jobs.start(Slot::Queue, |why| Message::Notice(format!("no queue: {why}")), |_, _| panic!("it {}", "broke"));
        assert_eq!(message(&jobs, &events), "no queue: internal error: it broke");
        jobs.start(Slot::Queue, Message::Notice, |_, progress| {
            progress(Message::Notice("half".to_owned()));
            tell("whole")
        });
        assert_eq!([(); 2].map(|()| message(&jobs, &events)), ["half", "whole"]);
    }

    #[test]
    fn what_a_cancelled_job_sends_does_not_count() {
        let (sender, events) = mpsc::channel();
        let mut jobs = Jobs::new(sender);
        jobs.start(Slot::Portfolio, Message::Notice, |_, _| tell("late"));
        let LoopEvent::Job(ticket, _) = events.recv_timeout(LONG).unwrap() else { panic!("it was done") };
        assert!(jobs.is_current(ticket));
        jobs.cancel(Slot::Portfolio);
        assert!(!jobs.is_current(ticket));
    }
}
