//! Messages to the app, with the types that they carry.

use std::sync::Arc;

use crate::action::Action;
use crate::diagnostic::Diagnostic;
use crate::graph::diff::{ChangesSince, Diff};
use crate::graph::{Constraints, PeopleOrder, SizeBounds, SolveOutcome};
use crate::model::TagId;
use crate::page::Edition;
use crate::review::{Line, LineId, SessionStart};
use crate::search::{Fault, Hit};

use super::browse::layout::{LayoutPreferences, Size};
use super::effect::TrailSnapshot;

/// A thing that happened: input by the user, or the outcome of work outside the app.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key, a click or the palette asks for an action, with the count typed before it.
    Act(Action, Option<usize>),
    /// Keys were typed that are bound to nothing; none if a sequence of keys was given up.
    UnboundKey(Option<String>),
    /// Text was typed or pasted where text is taken.
    Text(String),
    /// The mouse was clicked on a cell of the screen.
    Click(u16, u16),
    /// It was clicked there again within the time of a double click.
    DoubleClick(u16, u16),
    /// The mouse was moved to a cell with its button held down.
    Drag(u16, u16),
    /// The button of the mouse was released.
    Release,
    /// The wheel was turned over a cell, by so many rows.
    Wheel(u16, u16, isize),
    /// The screen has a new size.
    Resize(Size),
    /// The answer to a query.
    SearchAnswer(SearchAnswer),
    /// The files of the atlas have changed, and have these errors.
    InvalidAtlas(Vec<Diagnostic>),
    /// How far the search for the smallest portfolios has come.
    Solving(SizeBounds),
    /// The smallest portfolios that meet constraints, or why there are none.
    Suggested(Box<(Constraints, SolveOutcome)>),
    /// The comparison of the atlas with an edition, or why there is none.
    Compared(Box<(Edition, Result<Diff, String>)>),
    /// The last visit was to another edition, and this has changed since.
    ChangesSince(Arc<ChangesSince>),
    /// The arrangement of the panes in the configuration.
    Arrange(LayoutPreferences),
    /// The outcome of saving or reopening a trail.
    Trail(TrailEvent),
    /// A notice for the user.
    Notice(String),
    /// Resume the open session with this id.
    Resume(LineId),
    /// Ask which review to resume or start.
    AskReview,
    /// The queue of a review, or why it could not be built.
    Queued(Result<SessionStart, String>),
    /// What was recorded under a ticket is on disk.
    Recorded(u64, Recorded),
    /// Text has come back from the editor.
    Composed(String),
    /// Why the editor could not be used for some text.
    NotComposed(String),
    /// Why what was recorded could not be written. It is tried again.
    NotRecorded(String),
}

impl Message {
    /// Returns whether it is input by the user.
    pub(super) fn is_by_hand(&self) -> bool {
        use Message::{Act, Click, DoubleClick, Text, UnboundKey, Wheel};
        matches!(self, Act(..) | UnboundKey(_) | Text(_) | Click(..) | DoubleClick(..) | Wheel(..))
    }
}

/// Lines of the journal that are on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The lines of the recorded events.
    pub lines: Vec<Line>,
    /// The lines before them, if another program may have written to the journal.
    pub before: Vec<Line>,
    /// A notice for the user.
    pub notice: Option<String>,
}

/// Outcome of saving or reopening a trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrailEvent {
    /// The names of the saved trails.
    Listed(Vec<String>),
    /// A saved trail to reopen.
    Opened(TrailSnapshot),
    /// A saved trail to play from its start.
    Played(TrailSnapshot),
    /// The current trail is saved under this name.
    Saved(String),
    /// The current trail is not saved, since another has this name.
    NameTaken(String),
}

/// Answer to a query of the search.
#[derive(Clone, Debug, Default)]
pub struct SearchAnswer {
    /// The ticket of the query.
    pub ticket: u64,
    /// The best results, best first.
    pub hits: Vec<Hit>,
    /// The number of results in all.
    pub total: usize,
    /// Why there is no result, if a clause of several leaves none.
    pub reason: Option<String>,
    /// The errors of the query.
    pub errors: Vec<Fault>,
    /// The tag that the query asks for, if it asks for one.
    pub tag: Option<TagId>,
    /// The order of people that the query asks for.
    pub order: Option<PeopleOrder>,
}
