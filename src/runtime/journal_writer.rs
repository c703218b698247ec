//! Writing of the journal on a separate thread. Events that cannot be written wait in order, and writing is retried
//! until it succeeds.

use std::collections::VecDeque;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use crate::app::{Message, Recorded};
use crate::review::JournalEvent;
use crate::store::journal::{Appended, Journal, Stamp};

use super::events::LoopEvent;
use super::jobs::panic_message;
use super::writer::{TaskWriter, error_chain};

/// Delay before writing is retried.
const RETRY_INTERVAL: Duration = Duration::from_secs(2);

/// Events that are written to the journal together: either all of them or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Batch {
    /// Number of the batch, by which the answer to the session identifies it.
    pub(super) ticket: u64,
    /// Time and session of the events.
    pub(super) stamp: Stamp,
    /// Events of the batch, in order.
    pub(super) events: Vec<JournalEvent>,
}

/// Events that could not be written to the journal before the program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrecorded {
    /// Reason why they could not be written.
    pub why: String,
    /// Events that are not in the journal, in order.
    pub events: Vec<JournalEvent>,
}

impl From<String> for Unrecorded {
    fn from(why: String) -> Self {
        Self { why, events: Vec::new() }
    }
}

/// Function that appends a batch to a journal. It returns the reason on failure.
type Append = Box<dyn FnMut(&Batch) -> Result<Appended, String> + Send>;

/// Handle to the thread that writes one journal.
pub(super) type JournalWriter = TaskWriter<Batch, Unrecorded>;

/// Starts the thread that writes to `journal`; it sends results to `events`. Without a journal, nothing is recorded.
///
/// # Errors
/// If the thread cannot be started.
pub(super) fn start(journal: Option<Journal>, events: Sender<LoopEvent>) -> io::Result<JournalWriter> {
    let mut journal = journal.ok_or("there is no folder for journals");
    let append = move |batch: &Batch| {
        let journal = journal.as_mut().map_err(|why| why.to_owned())?;
        journal.append(&batch.stamp, batch.events.clone()).map_err(|error| error_chain(&error))
    };
    start_with(Box::new(append), events)
}

fn start_with(append: Append, events: Sender<LoopEvent>) -> io::Result<JournalWriter> {
    let mut work = Work { append, unwritten: VecDeque::new(), events };
    TaskWriter::start("journal-writer", move |batches| work.run(batches))
}

struct Work {
    append: Append,
    /// Batches that are not written yet, in order.
    unwritten: VecDeque<Batch>,
    events: Sender<LoopEvent>,
}

impl Work {
    fn run(&mut self, batches: &Receiver<Batch>) -> Option<Unrecorded> {
        let mut reported = None;
        loop {
            let next = if self.unwritten.is_empty() {
                batches.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                batches.recv_timeout(RETRY_INTERVAL)
            };
            let is_over = next == Err(RecvTimeoutError::Disconnected);
            self.unwritten.extend(next);
            self.unwritten.extend(batches.try_iter());
            let why = self.write();
            if is_over {
                let events = self.unwritten.drain(..).flat_map(|batch| batch.events).collect();
                return why.map(|why| Unrecorded { why, events });
            }
            if why != reported {
                reported.clone_from(&why);
                if let Some(why) = why {
                    self.send(Message::NotRecorded(why));
                }
            }
        }
    }

    /// Writes the waiting batches in order. Returns the reason why not all of them could be written, if so.
    fn write(&mut self) -> Option<String> {
        while let Some(batch) = self.unwritten.front() {
            // After a panic the batch still waits, and writing it is retried as after any other error.
            let appended = panic::catch_unwind(AssertUnwindSafe(|| (self.append)(batch)));
            match appended.unwrap_or_else(|panic| Err(panic_message(&*panic))) {
                Ok(Appended { lines, before, notice }) => {
                    self.send(Message::Recorded(batch.ticket, Recorded { lines, before, notice }));
                    self.unwritten.pop_front();
                }
                Err(why) => return Some(why),
            }
        }
        None
    }

    fn send(&self, message: Message) {
        // If there is no receiver, the program is ending, so an error is ignored.
        let _ = self.events.send(LoopEvent::Message(message));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use std::sync::mpsc;

    use crate::review::{Card, SessionStart, ZonedTimestamp};
    use crate::store::journal::Journals;

    fn batch(ticket: u64, on: &str) -> Batch {
        let at: ZonedTimestamp = "2026-11-25T23:01:02+01:00".parse().unwrap();
        let start = SessionStart { queue: vec![Card::plain(on)], order: "name".to_owned(), ..SessionStart::default() };
        let stamp = Stamp { at, session: None, edition: None };
        Batch { ticket, stamp, events: vec![JournalEvent::Start(start.into())] }
    }

    fn writer(folder: &Path) -> (JournalWriter, Receiver<LoopEvent>) {
        let journal = Journals::new(folder).of("ada").unwrap();
        let (sender, events) = mpsc::channel();
        (start(Some(journal), sender).unwrap(), events)
    }

    #[test]
    fn what_was_given_is_on_disk_and_told_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, events) = writer(folder.path());
        writer.send(batch(1, "strategy/pause"));
        writer.send(batch(2, "strategy/acceleration"));
        assert_eq!(writer.finish(), None);
        let tickets: Vec<u64> = events
            .iter()
            .map(|event| match event {
                LoopEvent::Message(Message::Recorded(ticket, on_disk)) if on_disk.lines.len() == 1 => ticket,
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
        writer.send(batch(1, "strategy/pause"));
        let Ok(LoopEvent::Message(Message::NotRecorded(why))) = events.recv() else { panic!("an event is sent") };
        assert!(why.starts_with("cannot "), "{why}");
        std::fs::remove_file(&blocked).unwrap();
        let Ok(LoopEvent::Message(Message::Recorded(1, on_disk))) = events.recv() else { panic!("it is tried again") };
        assert_eq!(on_disk.lines.len(), 1);
        assert_eq!(writer.finish(), None);
    }

    #[test]
    fn what_is_not_written_by_the_end_is_handed_back() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("reviews"), "a file where the folder should be").unwrap();
        let (writer, _events) = writer(folder.path());
        let lost = batch(1, "strategy/pause");
        writer.send(lost.clone());
        let unrecorded = writer.finish().unwrap();
        assert_eq!(unrecorded.events, lost.events);
    }

    #[test]
    fn without_a_journal_every_event_is_handed_back() {
        let (sender, events) = mpsc::channel();
        let writer = start(None, sender).unwrap();
        let lost = batch(1, "strategy/pause");
        writer.send(lost.clone());
        let Ok(LoopEvent::Message(Message::NotRecorded(why))) = events.recv() else { panic!("a message is sent") };
        assert_eq!(why, "there is no folder for journals");
        assert_eq!(writer.finish(), Some(Unrecorded { why, events: lost.events }));
    }

    #[test]
    fn a_panic_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journals::new(folder.path()).of("ada").unwrap();
        let mut panics = 1;
        let breaks_once = move |batch: &Batch| {
            if panics > 0 {
                panics -= 1;
                panic!("the disk is on fire");
            }
            journal.append(&batch.stamp, batch.events.clone()).map_err(|error| error.to_string())
        };
        let (sender, events) = mpsc::channel();
        let writer = start_with(Box::new(breaks_once), sender).unwrap();
        writer.send(batch(1, "strategy/pause"));
        let Ok(LoopEvent::Message(Message::NotRecorded(why))) = events.recv() else { panic!("an event is sent") };
        assert_eq!(why, "internal error: the disk is on fire");
        assert_eq!(writer.finish(), None, "it is tried again");
        assert_eq!(Journals::new(folder.path()).read().unwrap().lines.len(), 1);
    }

    #[test]
    fn what_a_panic_keeps_from_the_disk_is_handed_back() {
        let (sender, _events) = mpsc::channel();
        let breaks = |_: &Batch| -> Result<Appended, String> { panic!("always") };
        let writer = start_with(Box::new(breaks), sender).unwrap();
        let lost = batch(1, "strategy/pause");
        writer.send(lost.clone());
        assert_eq!(writer.finish(), Some(Unrecorded { why: "internal error: always".to_owned(), events: lost.events }));
    }
}
