//! The thread that records what is judged, so that no key waits for a disk. What cannot be written is kept in order
//! and tried again until it can.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::{Message, Recorded};
use crate::review;
use crate::store::journal::{Appended, Journal, Stamp};

use super::events::Event;

/// How long to wait before what could not be written is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// Something to record, all or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Batch {
    /// Which; the answer carries it.
    pub(super) ticket: u64,
    /// When and where it was said.
    pub(super) stamp: Stamp,
    /// What was said.
    pub(super) events: Vec<review::Event>,
}

/// What could not be recorded by the end, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrecorded {
    /// Why.
    pub why: String,
    /// What, in order.
    pub events: Vec<review::Event>,
}

/// Records in one journal, in the order it is given.
#[derive(Debug)]
pub(super) struct Recorder {
    batches: Option<Sender<Batch>>,
    thread: Option<JoinHandle<Option<Unrecorded>>>,
}

impl Recorder {
    /// Starts recording in `journal`; how that goes is told to `events`.
    pub(super) fn start(journal: Journal, events: Sender<Event>) -> io::Result<Self> {
        let (batches, given) = mpsc::channel();
        let work = move || work(journal, &given, &events);
        let thread = thread::Builder::new().name("recorder".to_owned()).spawn(work)?;
        Ok(Self { batches: Some(batches), thread: Some(thread) })
    }

    /// Records `batch`, soon.
    pub(super) fn record(&self, batch: Batch) {
        // The thread lives as long as this does.
        if let Some(batches) = &self.batches {
            let _ = batches.send(batch);
        }
    }

    /// Waits until everything is on disk or has been tried once more. Returns what is not.
    pub(super) fn finish(mut self) -> Option<Unrecorded> {
        self.batches = None;
        self.thread.take().and_then(|thread| thread.join().ok()).flatten()
    }
}

fn work(mut journal: Journal, given: &Receiver<Batch>, events: &Sender<Event>) -> Option<Unrecorded> {
    let mut left: VecDeque<Batch> = VecDeque::new();
    let mut told = None;
    loop {
        let next = if left.is_empty() {
            given.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            given.recv_timeout(AGAIN)
        };
        let is_over = next == Err(RecvTimeoutError::Disconnected);
        left.extend(next);
        left.extend(given.try_iter());
        let why = write(&mut journal, &mut left, events);
        if is_over {
            let events = left.into_iter().flat_map(|batch| batch.events).collect();
            return why.map(|why| Unrecorded { why, events });
        }
        if why != told {
            // If nobody listens, the program is ending anyway.
            let _ = why.clone().map(|why| events.send(Event::Message(Message::NotRecorded(why))));
            told = why;
        }
    }
}

/// Writes what is left, in order. Returns why not all of it could be.
fn write(journal: &mut Journal, left: &mut VecDeque<Batch>, events: &Sender<Event>) -> Option<String> {
    while let Some(batch) = left.front() {
        match journal.append(&batch.stamp, batch.events.clone()) {
            Ok(Appended { lines, before, notice }) => {
                let message = Message::Recorded(batch.ticket, Recorded { lines, before, notice });
                let _ = events.send(Event::Message(message));
                left.pop_front();
            }
            Err(error) => return Some(error.to_string()),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::review::{Card, Start, ZonedTimestamp};
    use crate::store::journal::Journals;

    fn batch(ticket: u64, on: &str) -> Batch {
        let at: ZonedTimestamp = "2026-11-25T23:01:02+01:00".parse().unwrap();
        let start = Start { queue: vec![Card::plain(on)], order: "name".to_owned(), ..Start::default() };
        let stamp = Stamp { at, session: None, edition: None };
        Batch { ticket, stamp, events: vec![review::Event::Start(start)] }
    }

    fn recorder(folder: &Path) -> (Recorder, Receiver<Event>) {
        let journal = Journals::new(folder).of("ada").unwrap();
        let (sender, events) = mpsc::channel();
        (Recorder::start(journal, sender).unwrap(), events)
    }

    #[test]
    fn what_was_given_is_on_disk_and_told_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let (recorder, events) = recorder(folder.path());
        recorder.record(batch(1, "strategy/pause"));
        recorder.record(batch(2, "strategy/acceleration"));
        assert_eq!(recorder.finish(), None);
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
        let (recorder, events) = recorder(folder.path());
        recorder.record(batch(1, "strategy/pause"));
        let Ok(Event::Message(Message::NotRecorded(why))) = events.recv() else { panic!("it is told") };
        assert!(why.starts_with("cannot "), "{why}");
        std::fs::remove_file(&blocked).unwrap();
        let Ok(Event::Message(Message::Recorded(1, on_disk))) = events.recv() else { panic!("it is tried again") };
        assert_eq!(on_disk.lines.len(), 1);
        assert_eq!(recorder.finish(), None);
    }

    #[test]
    fn what_is_not_written_by_the_end_is_handed_back() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("reviews"), "a file where the folder should be").unwrap();
        let (recorder, _events) = recorder(folder.path());
        let lost = batch(1, "strategy/pause");
        recorder.record(lost.clone());
        let unrecorded = recorder.finish().unwrap();
        assert_eq!(unrecorded.events, lost.events);
    }
}
