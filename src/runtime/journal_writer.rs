//! Writing the journal on a thread of its own, so that no key waits for a disk. What cannot be written stays in order
//! and is tried again until it can be.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::{Message, Recorded};
use crate::review;
use crate::store::journal::{Appended, Journal, Stamp};

use super::events::Event;
use super::jobs::reason;

/// How long to wait before what could not be written is tried again.
const RETRY_INTERVAL: Duration = Duration::from_secs(2);

/// Events to record, all or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Batch {
    /// Which batch this is; the answer carries it.
    pub(super) ticket: u64,
    /// When and in which session they happened.
    pub(super) stamp: Stamp,
    /// The events.
    pub(super) events: Vec<review::JournalEvent>,
}

/// Events that could not be recorded by the end, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrecorded {
    /// Why not.
    pub why: String,
    /// The events, in order.
    pub events: Vec<review::JournalEvent>,
}

/// Appends events to a journal, or says why it cannot.
pub(super) struct Append(Box<AppendBatch>);

type AppendBatch = dyn FnMut(&Batch) -> Result<Appended, String> + Send;

impl From<Journal> for Append {
    fn from(mut journal: Journal) -> Self {
        Self(Box::new(move |batch| {
            journal.append(&batch.stamp, batch.events.clone()).map_err(|error| error.to_string())
        }))
    }
}

impl fmt::Debug for Append {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Append")
    }
}

/// Writes one journal, in the order it is given events.
#[derive(Debug)]
pub(super) struct JournalWriter {
    batches: Sender<Batch>,
    thread: JoinHandle<Option<Unrecorded>>,
}

impl JournalWriter {
    /// Starts writing; how that goes is sent to `events`.
    ///
    /// # Errors
    /// If no thread can be started.
    pub(super) fn start(append: impl Into<Append>, events: Sender<Event>) -> io::Result<Self> {
        let (batches, given) = mpsc::channel();
        let mut work = Work { append: append.into(), left: VecDeque::new(), events };
        let thread = thread::Builder::new().name("journal-writer".to_owned()).spawn(move || work.run(&given))?;
        Ok(Self { batches, thread })
    }

    /// Records a batch, soon.
    pub(super) fn record(&self, batch: Batch) {
        // The thread lives as long as this does.
        let _ = self.batches.send(batch);
    }

    /// Waits until everything is on disk or has been tried once more. Returns what is not.
    pub(super) fn finish(self) -> Option<Unrecorded> {
        drop(self.batches);
        self.thread.join().unwrap_or_else(|panic| Some(Unrecorded { why: reason(&*panic), events: Vec::new() }))
    }
}

struct Work {
    append: Append,
    /// What is not written yet, in order.
    left: VecDeque<Batch>,
    events: Sender<Event>,
}

impl Work {
    fn run(&mut self, given: &Receiver<Batch>) -> Option<Unrecorded> {
        let mut told = None;
        loop {
            let next = if self.left.is_empty() {
                given.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                given.recv_timeout(RETRY_INTERVAL)
            };
            let is_over = next == Err(RecvTimeoutError::Disconnected);
            self.left.extend(next);
            self.left.extend(given.try_iter());
            let why = self.write();
            if is_over {
                let events = self.left.drain(..).flat_map(|batch| batch.events).collect();
                return why.map(|why| Unrecorded { why, events });
            }
            if why != told {
                // If nobody listens, the program is ending anyway.
                let _ = why.clone().map(|why| self.events.send(Event::Message(Message::NotRecorded(why))));
                told = why;
            }
        }
    }

    /// Writes what is left, in order. Returns why not all of it could be written.
    fn write(&mut self) -> Option<String> {
        while let Some(batch) = self.left.front() {
            // A panic leaves the batch where it is: it is not lost, and tried again like after any other error.
            let appended = panic::catch_unwind(AssertUnwindSafe(|| (self.append.0)(batch)));
            match appended.unwrap_or_else(|panic| Err(reason(&*panic))) {
                Ok(Appended { lines, before, notice }) => {
                    let message = Message::Recorded(batch.ticket, Recorded { lines, before, notice });
                    let _ = self.events.send(Event::Message(message));
                    self.left.pop_front();
                }
                Err(why) => return Some(why),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::review::{Card, SessionStart, ZonedTimestamp};
    use crate::store::journal::Journals;

    fn batch(ticket: u64, on: &str) -> Batch {
        let at: ZonedTimestamp = "2026-11-25T23:01:02+01:00".parse().unwrap();
        let start = SessionStart { queue: vec![Card::plain(on)], order: "name".to_owned(), ..SessionStart::default() };
        let stamp = Stamp { at, session: None, edition: None };
        Batch { ticket, stamp, events: vec![review::JournalEvent::Start(start)] }
    }

    fn writer(folder: &Path) -> (JournalWriter, Receiver<Event>) {
        let journal = Journals::new(folder).of("ada").unwrap();
        let (sender, events) = mpsc::channel();
        (JournalWriter::start(journal, sender).unwrap(), events)
    }

    #[test]
    fn what_was_given_is_on_disk_and_told_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, events) = writer(folder.path());
        writer.record(batch(1, "strategy/pause"));
        writer.record(batch(2, "strategy/acceleration"));
        assert_eq!(writer.finish(), None);
        let tickets: Vec<u64> = events
            .iter()
            .map(|event| match event {
                Event::Message(Message::Recorded(ticket, on_disk)) if on_disk.lines.len() == 1 => ticket,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(tickets, [1, 2]);
        assert_eq!(Journals::new(folder.path()).read().unwrap().lines.len(), 2);
    }

    #[test]
    fn what_cannot_be_written_is_tried_again_until_it_can() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("reviews");
        std::fs::write(&blocked, "a file where the folder should be").unwrap();
        let (writer, events) = writer(folder.path());
        writer.record(batch(1, "strategy/pause"));
        let Ok(Event::Message(Message::NotRecorded(why))) = events.recv() else { panic!("it is told") };
        assert!(why.starts_with("cannot "), "{why}");
        std::fs::remove_file(&blocked).unwrap();
        let Ok(Event::Message(Message::Recorded(1, on_disk))) = events.recv() else { panic!("it is tried again") };
        assert_eq!(on_disk.lines.len(), 1);
        assert_eq!(writer.finish(), None);
    }

    #[test]
    fn what_is_not_written_by_the_end_is_handed_back() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("reviews"), "a file where the folder should be").unwrap();
        let (writer, _events) = writer(folder.path());
        let lost = batch(1, "strategy/pause");
        writer.record(lost.clone());
        let unrecorded = writer.finish().unwrap();
        assert_eq!(unrecorded.events, lost.events);
    }

    #[test]
    fn a_panic_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journals::new(folder.path()).of("ada").unwrap();
        let mut append = Append::from(journal);
        let mut panics = 1;
        let breaks_once = move |batch: &Batch| {
            if panics > 0 {
                panics -= 1;
                panic!("the disk is on fire");
            }
            (append.0)(batch)
        };
        let (sender, events) = mpsc::channel();
        let writer = JournalWriter::start(Append(Box::new(breaks_once)), sender).unwrap();
        writer.record(batch(1, "strategy/pause"));
        let Ok(Event::Message(Message::NotRecorded(why))) = events.recv() else { panic!("it is told") };
        assert_eq!(why, "internal error: the disk is on fire");
        assert_eq!(writer.finish(), None, "it is tried again");
        assert_eq!(Journals::new(folder.path()).read().unwrap().lines.len(), 1);
    }

    #[test]
    fn what_a_panic_keeps_from_the_disk_is_handed_back() {
        let (sender, _events) = mpsc::channel();
        let breaks = |_: &Batch| -> Result<Appended, String> { panic!("always") };
        let writer = JournalWriter::start(Append(Box::new(breaks)), sender).unwrap();
        let lost = batch(1, "strategy/pause");
        writer.record(lost.clone());
        assert_eq!(writer.finish(), Some(Unrecorded { why: "internal error: always".to_owned(), events: lost.events }));
    }
}
