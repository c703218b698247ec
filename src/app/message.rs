//! What comes into the app, with everything that such a message carries.

use std::sync::Arc;

use crate::action::Action;
use crate::diagnostic::Diagnostic;
use crate::graph::diff::{ChangesSince, Diff};
use crate::graph::{Constraints, PeopleOrder, SizeBounds, SolveOutcome};
use crate::model::TagId;
use crate::page::Edition;
use crate::review::{Line, SessionStart};
use crate::search::{Fault, Hit};

use super::browse::layout::{LayoutPreferences, Size};
use super::effect::TrailSnapshot;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key, a click or the palette asks for an action, with the count typed before it.
    Act(Action, Option<usize>),
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
    /// The files of the atlas have changed, and this is wrong with them.
    InvalidAtlas(Vec<Diagnostic>),
    /// How far the search for the smallest portfolios has come.
    Solving(SizeBounds),
    /// The smallest portfolios that meet constraints, or why there are none.
    Suggested(Box<(Constraints, SolveOutcome)>),
    /// The comparison of the atlas with an edition, or why there is none.
    Compared(Box<(Edition, Result<Diff, String>)>),
    /// The last visit was to another edition, and this has changed since.
    ChangesSince(Arc<ChangesSince>),
    /// The panes are arranged as configured.
    Arrange(LayoutPreferences),
    /// What has come of saving or reopening a trail.
    Trail(TrailEvent),
    /// Something to tell the user.
    Notice(String),
    /// A queue was built for a review that was asked for, or why it could not be.
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

/// What is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The lines that say what was to be recorded.
    pub lines: Vec<Line>,
    /// The lines before them, if another program may have written to the journal.
    pub before: Vec<Line>,
    /// A notice for the user.
    pub notice: Option<String>,
}

/// What has come of saving or reopening a trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrailEvent {
    /// The names of the saved trails.
    Listed(Vec<String>),
    /// A saved trail to reopen.
    Opened(TrailSnapshot),
    /// The current trail is saved under this name.
    Saved(String),
    /// The current trail is not saved, since another has this name.
    NameTaken(String),
}

/// The answer to a query.
#[derive(Clone, Debug, Default)]
pub struct SearchAnswer {
    /// The ticket of the query.
    pub ticket: u64,
    /// The best results, best first.
    pub hits: Vec<Hit>,
    /// The number of results in all.
    pub total: usize,
    /// What is wrong with the query.
    pub faults: Vec<Fault>,
    /// The tag that the query asks for, if it asks for one.
    pub tag: Option<TagId>,
    /// The order of people that the query asks for.
    pub order: Option<PeopleOrder>,
}
