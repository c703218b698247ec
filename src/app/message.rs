//! Messages to the app, and their data.

use std::sync::Arc;

use crate::action::Action;
use crate::diagnostic::Diagnostic;
use crate::document::Page;
use crate::graph::diff::{ChangesSince, Diff};
use crate::graph::{Constraints, PeopleOrder, SizeBounds, SolveOutcome};
use crate::model::TagId;
use crate::page::Edition;
use crate::review::{Line, LineId, SessionStart};
use crate::search::{EntitySet, Fault, Hit};

use super::browse::layout::{LayoutPreferences, Size};
use super::browse::preview::Preview;
use super::effect::TrailSnapshot;

/// Input by the user, or the result of work outside the app.
#[derive(Clone, Debug)]
pub enum Message {
    /// An action was triggered by a key, a click or the palette, with the count typed before it.
    Act(Action, Option<usize>),
    /// A key sequence without a binding was typed; `None` if a sequence was cancelled.
    UnboundKey(Option<String>),
    /// Text was typed or pasted into a line.
    Text(String),
    /// The mouse was clicked on a cell.
    Click(u16, u16),
    /// The same cell was clicked again within the double-click time.
    DoubleClick(u16, u16),
    /// The mouse was moved to a cell with its button pressed.
    Drag(u16, u16),
    /// The button of the mouse was released.
    Release,
    /// The wheel was turned over a cell by a number of rows.
    Wheel(u16, u16, isize),
    /// The screen was resized.
    Resize(Size),
    /// The answer to a search.
    SearchAnswer(SearchAnswer),
    /// The files of the atlas have changed and have these errors.
    InvalidAtlas(Vec<Diagnostic>),
    /// The progress of the search for the smallest portfolios.
    Solving(SizeBounds),
    /// The smallest portfolios that meet the constraints, or the reason why there are none.
    Suggested(Box<(Constraints, SolveOutcome)>),
    /// The comparison of the atlas with an edition, or the reason why it failed.
    Compared(Box<(Edition, Result<Diff, String>)>),
    /// A preview that was built outside the app.
    Previewed(Box<Preview>),
    /// The changes since the last visit to another edition.
    ChangesSince(Arc<ChangesSince>),
    /// Page that was requested with this ticket.
    PageBuilt(u64, Box<Page>),
    /// The layout settings of the configuration.
    Arrange(LayoutPreferences),
    /// The result of an operation on trails.
    Trail(TrailEvent),
    /// A notice for the user.
    Notice(String),
    /// Resume the open session with this id.
    Resume(LineId),
    /// Open the list of reviews to resume or start.
    AskReview,
    /// The queue of a review, or the reason why it could not be built.
    Queued(Result<SessionStart, String>),
    /// The events with this ticket are on disk.
    Recorded(u64, Recorded),
    /// The edited text from the editor.
    Composed(String),
    /// The reason why the editor could not be used.
    NotComposed(String),
    /// The reason why events could not be written. Writing is retried.
    NotRecorded(String),
}

impl Message {
    /// Returns whether the message is input by the user.
    pub(super) fn is_user_input(&self) -> bool {
        use Message::{Act, Click, DoubleClick, Text, UnboundKey, Wheel};
        matches!(self, Act(..) | UnboundKey(_) | Text(_) | Click(..) | DoubleClick(..) | Wheel(..))
    }
}

/// Lines of the journal that are on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Lines of the recorded events.
    pub lines: Vec<Line>,
    /// All earlier lines of the journal; empty unless another program may have written to it.
    pub before: Vec<Line>,
    /// A notice for the user.
    pub notice: Option<String>,
}

/// Result of an operation on trails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrailEvent {
    /// The names of the saved trails.
    Listed(Vec<String>),
    /// A saved trail to reopen.
    Opened(TrailSnapshot),
    /// A saved trail to play from its start.
    Played(TrailSnapshot),
    /// The current trail was saved under this name.
    Saved(String),
    /// The current trail was not saved, because another trail has this name.
    NameTaken(String),
}

/// Answer to a search.
#[derive(Clone, Debug, Default)]
pub struct SearchAnswer {
    /// Ticket of the search.
    pub ticket: u64,
    /// The best results, best first.
    pub hits: Vec<Hit>,
    /// All records that match, if the query was a filter; it then has no results.
    pub filtered: Option<EntitySet>,
    /// Total number of results.
    pub total: usize,
    /// Reason why there is no result, if one of several clauses excludes all.
    pub reason: Option<String>,
    /// Faults of the query.
    pub errors: Vec<Fault>,
    /// Tag in the query, if any.
    pub tag: Option<TagId>,
    /// Order of people in the query, if any.
    pub order: Option<PeopleOrder>,
}
