//! Messages to the app, and the data of these messages.

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
    /// An action was triggered by a key, a click or the palette; the number is the count typed before the key, if any.
    Act(Action, Option<usize>),
    /// A key sequence without a binding was typed; `None` if a sequence was cancelled.
    UnboundKey(Option<String>),
    /// Text was typed or pasted into a line.
    Text(String),
    /// The mouse was clicked on a cell.
    Click(u16, u16),
    /// The same cell was clicked again within the double-click time.
    DoubleClick(u16, u16),
    /// The mouse was moved to a cell while its button was pressed.
    Drag(u16, u16),
    /// The button of the mouse was released.
    Release,
    /// The wheel was turned over a cell by a number of rows.
    Wheel(u16, u16, isize),
    /// The screen was resized.
    Resize(Size),
    /// The answer to a search.
    SearchAnswer(SearchAnswer),
    /// The files of the atlas have changed, and could not be loaded because of these errors.
    InvalidAtlas(Vec<Diagnostic>),
    /// The progress of the search for the smallest portfolios.
    Solving(SizeBounds),
    /// The smallest portfolios that meet the constraints, or the reason why there are none.
    Suggested(Box<(Constraints, SolveOutcome)>),
    /// The comparison of the atlas with the edition, or the reason why it failed.
    Compared(Box<(Edition, Result<Diff, String>)>),
    /// A preview that a background job has built.
    Previewed(Box<Preview>),
    /// The changes of the atlas since the user's last visit, which was to another edition.
    ChangesSince(Arc<ChangesSince>),
    /// A page that a background job has built, with the number of its request.
    PageBuilt(u64, Box<Page>),
    /// The layout settings of the configuration.
    Arrange(LayoutPreferences),
    /// The result of an operation on trails.
    Trail(TrailEvent),
    /// A notice for the user.
    Notice(String),
    /// A request to resume the open review session with this id.
    Resume(LineId),
    /// A request to open the list of reviews to resume or start.
    AskReview,
    /// The queue of a review, or the reason why it could not be built.
    Queued(Result<SessionStart, String>),
    /// Events were written to the journal; the first value is the number of their request.
    Recorded(u64, Recorded),
    /// The edited text from the editor.
    Composed(String),
    /// The editor could not be used, for this reason.
    NotComposed(String),
    /// Events could not be written to the journal, for this reason. Writing is retried.
    NotRecorded(String),
}

impl Message {
    /// Returns whether the message is input by the user.
    pub(super) fn is_user_input(&self) -> bool {
        use Message::{Act, Click, DoubleClick, Text, UnboundKey, Wheel};
        matches!(self, Act(..) | UnboundKey(_) | Text(_) | Click(..) | DoubleClick(..) | Wheel(..))
    }
}

/// Lines of the journal of reviews that were written to disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Lines of the events that were to be recorded.
    pub lines: Vec<Line>,
    /// All earlier lines of the journal; empty if no other program can have written to it.
    pub before: Vec<Line>,
    /// Notice to show to the user.
    pub notice: Option<String>,
}

/// Result of an operation on trails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrailEvent {
    /// The names of the saved trails.
    Listed(Vec<String>),
    /// A saved trail to reopen.
    Opened(TrailSnapshot),
    /// A saved trail to play, starting at the first stop.
    Played(TrailSnapshot),
    /// The current trail was saved under this name.
    Saved(String),
    /// The current trail was not saved, because another trail has this name.
    NameTaken(String),
}

/// Answer to a search.
#[derive(Clone, Debug, Default)]
pub struct SearchAnswer {
    /// Number of the search request.
    pub ticket: u64,
    /// Results, best first, up to the requested number.
    pub hits: Vec<Hit>,
    /// All records that match, if the request was for a filter; `hits` is then empty.
    pub filtered: Option<EntitySet>,
    /// Total number of results, including those not in `hits`.
    pub total: usize,
    /// Explanation why there is no result, if one part of a query with several parts excludes everything.
    pub reason: Option<String>,
    /// Errors in the query.
    pub errors: Vec<Fault>,
    /// Tag that the query names, if any.
    pub tag: Option<TagId>,
    /// Order of people that the query names, if any.
    pub order: Option<PeopleOrder>,
}
