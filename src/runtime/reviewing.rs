//! Reviews in the explorer: the journals that it starts with, and how a queue is built.

use std::sync::Arc;

use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::app::{Message, ReviewRequest, State};
use crate::graph::Graph;
use crate::model::Atlas;
use crate::review::{LineId, Reviews, SessionStart, ZonedTimestamp, waiting_words};
use crate::store::journal::{Journal, JournalFollower, Journals};

use super::events::LoopEvent;
use super::jobs::{Jobs, Slot};
use super::queue::queue;
use super::scan::FilesStamp;

/// The recorded reviews that the explorer starts with.
#[derive(Clone, Debug, Default)]
pub struct Reviewing {
    /// The reviews.
    pub reviews: Arc<Reviews>,
    /// The journal of the reviewer; `None` if there is no folder for one.
    pub journal: Option<Journal>,
    /// Where all journals come from; without it changes are not followed.
    pub journals: Option<JournalsSource>,
    /// A message about reading the journals.
    pub notice: Option<String>,
    /// What to do at once.
    pub begin: Option<ReviewBegin>,
}

/// Returns what waits for the reviewer, with the key that opens it; `None` if nothing does.
pub(super) fn waiting_notice(reviews: &Reviews, atlas: &Atlas, key: Option<String>) -> Option<String> {
    let words = waiting_words(reviews.mine(), atlas, today())?;
    let key = key.map(|key| format!("; {key} opens them")).unwrap_or_default();
    Some(format!("Your reviews: {words}{key}"))
}

/// Review with which the explorer begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewBegin {
    /// Starts a session.
    Start(SessionStart),
    /// Resumes the open session with this id.
    Resume(LineId),
    /// Asks whether to resume an open session or to start one.
    Ask,
}

impl From<ReviewBegin> for Message {
    fn from(begin: ReviewBegin) -> Self {
        match begin {
            ReviewBegin::Start(start) => Self::Queued(Ok(start)),
            ReviewBegin::Resume(id) => Self::Resume(id),
            ReviewBegin::Ask => Self::AskReview,
        }
    }
}

/// Where journals come from.
#[derive(Clone, Debug)]
pub struct JournalsSource {
    /// The folder.
    pub journals: Journals,
    /// What has been read of them.
    pub follower: JournalFollower,
    /// The state of the files before they were read.
    pub stamp: FilesStamp,
}

/// Starts building the queue of a review; the answer arrives as a message.
pub(super) fn start_queue(jobs: &mut Jobs, graph: &Arc<Graph>, state: &State, request: ReviewRequest) {
    let (graph, reviews, today) = (Arc::clone(graph), Arc::clone(&state.model.reviews), state.model.today());
    let failed = |why| Message::Queued(Err(format!("The queue cannot be built: {why}")));
    jobs.start(Slot::Queue, failed, move |_, _| {
        Some(LoopEvent::Message(Message::Queued(queue(&graph, &reviews, &request, today))))
    });
}

/// Returns today's date where the user is.
pub fn today() -> Date {
    ZonedDateTime::now().date()
}

/// Returns the time where the user is.
pub fn now() -> ZonedTimestamp {
    ZonedTimestamp::new(&ZonedDateTime::now())
}
