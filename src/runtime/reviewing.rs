//! Reviews as the explorer keeps them: the journal that is written, and how a queue is built.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::app::{Message, ReviewRequest, State};
use crate::graph::Graph;
use crate::review::{JournalEvent, LineId, Reviews, SessionStart, ZonedTimestamp};
use crate::store::journal::{Journal, Journals, Stamp};

use super::events::Event as RuntimeEvent;
use super::jobs::{Jobs, Slot};
use super::journal_writer::{Batch, JournalWriter, Unrecorded};
use super::queue::queue;
use super::scan;

/// What the explorer knows of reviews when it starts.
#[derive(Clone, Debug, Default)]
pub struct Reviewing {
    /// What reviewers have recorded.
    pub reviews: Arc<Reviews>,
    /// Where the reviewer records; nothing if nowhere.
    pub journal: Option<Journal>,
    /// All journals, with what they looked like before they were read; nothing if they are not to be followed.
    pub journals: Option<(Journals, scan::FilesStamp)>,
    /// A message about reading the journals, or why there is none to write to.
    pub notice: Option<String>,
    /// The review to begin at once.
    pub begin: Option<SessionStart>,
}

/// Records verdicts, off the main loop.
#[derive(Debug)]
pub(super) struct VerdictRecorder {
    writer: Option<JournalWriter>,
    events: Sender<RuntimeEvent>,
}

impl VerdictRecorder {
    /// A recorder that writes to `journal`, if there is one; how that goes is sent to `events`.
    pub(super) fn start(journal: Option<Journal>, events: Sender<RuntimeEvent>) -> io::Result<Self> {
        let writer = journal.map(|journal| JournalWriter::start(journal, events.clone())).transpose()?;
        Ok(Self { writer, events })
    }

    /// Records `events`, which happened now while the atlas of `graph` was shown.
    pub(super) fn record(&self, graph: &Graph, (ticket, session): (u64, Option<LineId>), events: Vec<JournalEvent>) {
        let Some(writer) = &self.writer else {
            let why = "there is no folder for journals".to_owned();
            let _ = self.events.send(RuntimeEvent::Message(Message::NotRecorded(why)));
            return;
        };
        let edition = &graph.atlas.about.edition;
        let edition = (!edition.is_empty()).then(|| edition.clone());
        writer.record(Batch { ticket, stamp: Stamp { at: now(), session, edition }, events });
    }

    /// Waits until everything is on disk. Returns what cannot be written.
    pub(super) fn finish(self) -> Option<Unrecorded> {
        self.writer.and_then(JournalWriter::finish)
    }
}

/// Starts building the queue of a review.
pub(super) fn start_queue(jobs: &mut Jobs, graph: &Arc<Graph>, state: &State, request: ReviewRequest) {
    let (graph, reviews, today) = (Arc::clone(graph), Arc::clone(&state.model.reviews), state.model.today());
    let failed = |why| Message::Queued(Err(format!("The queue cannot be built: {why}")));
    jobs.start(Slot::Queue, failed, move |_, _| {
        Some(RuntimeEvent::Message(Message::Queued(queue(&graph, &reviews, &request, today))))
    });
}

/// Today, where the user is.
pub fn today() -> Date {
    ZonedDateTime::now().date()
}

/// Now, where the user is.
pub fn now() -> ZonedTimestamp {
    ZonedTimestamp::new(&ZonedDateTime::now())
}
