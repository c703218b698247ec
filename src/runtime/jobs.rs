//! Work beside the main loop, so that no key waits for it. There is a slot for each kind of work, with a thread of its
//! own; in each slot the newest job wins. A job sends its result as one event; a panic becomes an event, too.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::app::Message;
use crate::text;

use super::events::Event;

/// What a job is for. Starting one cancels the one before it in its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Search,
    Portfolio,
    Diff,
    Queue,
    Atlas,
    Configuration,
    Journals,
}

impl Slot {
    const COUNT: usize = 7;

    /// What its thread is called.
    fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Portfolio => "portfolio",
            Self::Diff => "diff",
            Self::Queue => "queue",
            Self::Atlas => "atlas",
            Self::Configuration => "configuration",
            Self::Journals => "journals",
        }
    }
}

/// Which job something comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket {
    slot: Slot,
    number: u64,
}

/// What a job comes to: one event, or nothing if it was cancelled.
pub(super) type JobResult = Option<Event>;

/// Tells how far a job has come.
pub(super) struct JobProgress<'a> {
    ticket: Ticket,
    events: &'a Sender<Event>,
}

impl JobProgress<'_> {
    /// Sends a message, which is dropped if the job was cancelled meanwhile.
    pub(super) fn send(&self, message: Message) {
        // If nobody listens, the program is ending anyway.
        let _ = self.events.send(Event::Job(self.ticket, Box::new(Event::Message(message))));
    }
}

type Work = Box<dyn FnOnce(&AtomicBool, &JobProgress<'_>) -> JobResult + Send>;
type OnFailure = Box<dyn FnOnce(String) -> Message + Send>;

struct Job {
    ticket: Ticket,
    cancel: Arc<AtomicBool>,
    work: Work,
    on_failure: OnFailure,
}

/// The newest job of a slot and the thread that works on it.
struct Worker {
    jobs: Sender<Job>,
    cancel: Arc<AtomicBool>,
    number: u64,
}

/// Starts jobs, and knows which of them still count.
pub(super) struct Jobs {
    workers: [Option<Worker>; Slot::COUNT],
    events: Sender<Event>,
}

impl Jobs {
    /// No jobs yet; those to come send their events to `events`.
    pub(super) fn new(events: Sender<Event>) -> Self {
        Self { workers: Default::default(), events }
    }

    /// Starts a job in `slot` and cancels the one before it there. `work` looks at the flag it is given now and then and
    /// returns nothing once that is set; if it panics or cannot be started, `on_failure` makes a message of the reason.
    pub(super) fn start(
        &mut self,
        slot: Slot,
        on_failure: impl FnOnce(String) -> Message + Send + 'static,
        work: impl FnOnce(&AtomicBool, &JobProgress<'_>) -> JobResult + Send + 'static,
    ) {
        self.cancel(slot);
        let worker = &mut self.workers[slot as usize];
        if worker.is_none() {
            match spawn(slot, self.events.clone()) {
                Ok(jobs) => *worker = Some(Worker { jobs, cancel: Arc::default(), number: 0 }),
                Err(error) => {
                    let _ = self.events.send(Event::Message(on_failure(error.to_string())));
                    return;
                }
            }
        }
        let Some(worker) = worker else { return };
        worker.number += 1;
        worker.cancel = Arc::default();
        let ticket = Ticket { slot, number: worker.number };
        let cancel = Arc::clone(&worker.cancel);
        // The thread lives as long as this does.
        let _ = worker.jobs.send(Job { ticket, cancel, work: Box::new(work), on_failure: Box::new(on_failure) });
    }

    /// Cancels the job of a slot, if there is one.
    pub(super) fn cancel(&mut self, slot: Slot) {
        if let Some(worker) = &mut self.workers[slot as usize] {
            worker.cancel.store(true, Ordering::Relaxed);
            worker.number += 1;
        }
    }

    /// Whether the job of this ticket is the newest of its slot and was not cancelled.
    pub(super) fn is_current(&self, ticket: Ticket) -> bool {
        self.workers[ticket.slot as usize].as_ref().is_some_and(|worker| worker.number == ticket.number)
    }
}

/// Starts the thread of a slot.
fn spawn(slot: Slot, events: Sender<Event>) -> std::io::Result<Sender<Job>> {
    let (sender, jobs) = mpsc::channel();
    thread::Builder::new().name(slot.name().to_owned()).spawn(move || run(&jobs, &events))?;
    Ok(sender)
}

fn run(jobs: &Receiver<Job>, events: &Sender<Event>) {
    for Job { ticket, cancel, work, on_failure } in jobs {
        if cancel.load(Ordering::Relaxed) {
            continue;
        }
        let progress = JobProgress { ticket, events };
        let event = match panic::catch_unwind(AssertUnwindSafe(|| work(&cancel, &progress))) {
            Ok(None) => continue,
            Ok(Some(event)) => event,
            Err(panic) => Event::Message(on_failure(reason(&*panic))),
        };
        if events.send(Event::Job(ticket, Box::new(event))).is_err() {
            return;
        }
    }
}

/// What a panic says, in a line.
pub(super) fn reason(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("internal error: {}", text::sanitize(said.unwrap_or("no reason given")))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    fn message(jobs: &Jobs, events: &Receiver<Event>) -> String {
        loop {
            match events.recv_timeout(LONG).unwrap() {
                Event::Job(ticket, event) if jobs.is_current(ticket) => match *event {
                    Event::Message(Message::Notice(text)) => return text,
                    other => panic!("{other:?}"),
                },
                Event::Job(..) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "it is what a job returns")]
    fn tell(text: &str) -> JobResult {
        Some(Event::Message(Message::Notice(text.to_owned())))
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
            progress.send(Message::Notice("half".to_owned()));
            tell("whole")
        });
        assert_eq!([(); 2].map(|()| message(&jobs, &events)), ["half", "whole"]);
    }

    #[test]
    fn what_a_cancelled_job_sends_does_not_count() {
        let (sender, events) = mpsc::channel();
        let mut jobs = Jobs::new(sender);
        jobs.start(Slot::Portfolio, Message::Notice, |_, _| tell("late"));
        let Event::Job(ticket, _) = events.recv_timeout(LONG).unwrap() else { panic!("it was done") };
        assert!(jobs.is_current(ticket));
        jobs.cancel(Slot::Portfolio);
        assert!(!jobs.is_current(ticket));
    }
}
