//! Reviews as the explorer keeps them: the journal that is written to, and how a queue is built.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::app::{Message, ReviewRequest, State};
use crate::graph::Graph;
use crate::review::{Event, Id, Reviews, Start, ZonedTimestamp};
use crate::store::journal::{Journal, Stamp};

use super::events::Event as Outside;
use super::queue::queue;
use super::recorder::{Batch, Recorder, Unrecorded};

/// What the explorer knows of reviews when it starts.
#[derive(Clone, Debug, Default)]
pub struct Reviewing {
    /// What reviewers have recorded.
    pub reviews: Arc<Reviews>,
    /// Where the reviewer records; nothing if nowhere.
    pub journal: Option<Journal>,
    /// What there is to tell of reading the journals, or why there is none to write to.
    pub notice: Option<String>,
    /// The review to begin at once.
    pub begin: Option<Start>,
}

/// Builds queues and records what is judged, each off the drawing thread.
#[derive(Debug)]
pub(super) struct Reviewer {
    recorder: Option<Recorder>,
    events: Sender<Outside>,
}

impl Reviewer {
    /// A reviewer who writes to `journal`, if there is one; what comes of it is told to `events`.
    pub(super) fn start(journal: Option<Journal>, events: Sender<Outside>) -> io::Result<Self> {
        let recorder = journal.map(|journal| Recorder::start(journal, events.clone())).transpose()?;
        Ok(Self { recorder, events })
    }

    /// Builds the queue of a review; the app is told when it is there.
    pub(super) fn begin(&self, graph: &Arc<Graph>, state: &State, request: ReviewRequest) {
        let (graph, reviews, today) = (Arc::clone(graph), Arc::clone(&state.model.reviews), state.model.today());
        let events = self.events.clone();
        let build = move || {
            let queued = queue(&graph, &reviews, &request, today);
            // If nobody listens, the program is ending anyway.
            let _ = events.send(Outside::Message(Message::Queued(queued)));
        };
        if let Err(error) = thread::Builder::new().name("queue".to_owned()).spawn(build) {
            let failed = Err(format!("The queue cannot be built: {error}"));
            let _ = self.events.send(Outside::Message(Message::Queued(failed)));
        }
    }

    /// Records `events`, said now while the atlas of `graph` was shown.
    pub(super) fn record(&self, graph: &Graph, (ticket, session): (u64, Option<Id>), events: Vec<Event>) {
        let Some(recorder) = &self.recorder else {
            let why = "there is no folder for journals".to_owned();
            let _ = self.events.send(Outside::Message(Message::NotRecorded(why)));
            return;
        };
        let edition = &graph.atlas.about.edition;
        let edition = (!edition.is_empty()).then(|| edition.clone());
        recorder.record(Batch { ticket, stamp: Stamp { at: now(), session, edition }, events });
    }

    /// Waits until everything is on disk. Returns what cannot be.
    pub(super) fn finish(self) -> Option<Unrecorded> {
        self.recorder.and_then(Recorder::finish)
    }
}

/// The day it is, where the user is.
pub fn today() -> Date {
    ZonedDateTime::now().date()
}

/// The moment it is, where the user is.
pub fn now() -> ZonedTimestamp {
    ZonedTimestamp::new(&ZonedDateTime::now())
}
