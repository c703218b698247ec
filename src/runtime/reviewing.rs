//! Reviews in the explorer: the journals at its start, and jobs that build queues of subjects to review.

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

/// State of reviews with which the explorer starts.
#[derive(Clone, Debug, Default)]
pub struct Reviewing {
    /// Verdicts and sessions of all reviewers, read from the journals.
    pub reviews: Arc<Reviews>,
    /// Journal of the current reviewer; `None` if there is no folder for it.
    pub journal: Option<Journal>,
    /// Source of all journals; `None` if changes of journals are not followed.
    pub journals: Option<JournalsSource>,
    /// Message for the user about reading the journals, if any.
    pub notice: Option<String>,
    /// Review that the command line requests, if any.
    pub begin: Option<ReviewBegin>,
}

/// Returns the notice about due reviews and waiting cards, with `key`, which opens them; `None` if there are none.
pub(super) fn waiting_notice(reviews: &Reviews, atlas: &Atlas, key: Option<String>) -> Option<String> {
    let words = waiting_words(reviews.mine(), atlas, today())?;
    let key = key.map(|key| format!("; {key} opens them")).unwrap_or_default();
    Some(format!("Your reviews: {words}{key}"))
}

/// Review with which the explorer starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewBegin {
    /// Starts a new session.
    Start(SessionStart),
    /// Resumes the open session with this id.
    Resume(LineId),
    /// Opens the list of reviews to resume or start.
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

/// Source of journals, for reading their changes.
#[derive(Clone, Debug)]
pub struct JournalsSource {
    /// Folder of the journals.
    pub journals: Journals,
    /// State of incremental reading: how far each journal has been read.
    pub follower: JournalFollower,
    /// Metadata of the journals before they were read.
    pub stamp: FilesStamp,
}

/// Starts a job that builds the queue of the review `request`; the answer arrives as a message.
pub(super) fn start_queue(jobs: &mut Jobs, graph: &Arc<Graph>, state: &State, request: ReviewRequest) {
    let request = ReviewRequest { advance: request.advance.or(state.model.advance), ..request };
    let (graph, reviews, today) = (Arc::clone(graph), Arc::clone(&state.model.reviews), state.model.today());
    let failed = |why| Message::Queued(Err(format!("The queue cannot be built: {why}")));
    jobs.start(Slot::Queue, failed, move |_, _| {
        Some(LoopEvent::Message(Message::Queued(queue(&graph, &reviews, &request, today))))
    });
}

/// Returns the current local date.
pub fn today() -> Date {
    ZonedDateTime::now().date()
}

/// Returns the current local time.
pub fn now() -> ZonedTimestamp {
    ZonedTimestamp::new(&ZonedDateTime::now())
}
