//! What comes into the app, with everything that such a message carries.

use std::sync::Arc;

use crate::action::Action;
use crate::diagnostic::Diagnostic;
use crate::graph::diff::{ChangesSince, Diff};
use crate::graph::{Constraints, PeopleOrder, SizeBounds, SolveOutcome};
use crate::model::TagId;
use crate::page::Edition;
use crate::review::{Line, Start};
use crate::search::{Fault, Hit};

use super::browse::layout::{Preferences, Size};
use super::effect::KeptTrail;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key, a click or the palette asks for an action, with the count typed before it.
    Act(Action, Option<usize>),
    /// Text was typed or pasted where text is taken.
    Text(String),
    /// The mouse was clicked on a cell.
    Click(u16, u16),
    /// It was clicked there again at once.
    DoubleClick(u16, u16),
    /// The mouse was moved to a cell with its button held down.
    Drag(u16, u16),
    /// The button of the mouse was let go.
    Release,
    /// The wheel was turned over a cell, by so many rows.
    Wheel(u16, u16, isize),
    /// The screen has a new size.
    Resize(Size),
    /// A search has an answer.
    Found(Found),
    /// The files of the atlas have changed, and have these faults.
    Faulty(Vec<Diagnostic>),
    /// The search for the smallest portfolios has come so far.
    Solving(SizeBounds),
    /// The smallest portfolios that meet demands, or why there are none.
    Suggested(Box<(Constraints, SolveOutcome)>),
    /// What the atlas differs in from an edition, or why that cannot be told.
    Compared(Box<(Edition, Result<Diff, String>)>),
    /// The last visit was to another edition, and this has changed since.
    Since(Arc<ChangesSince>),
    /// The panes are to be arranged like this.
    Arrange(Preferences),
    /// Something has come of keeping trails.
    Trail(TrailNews),
    /// Something to tell the user.
    Tell(String),
    /// A queue was built for a review that was asked for, or why it could not be.
    Queued(Result<Start, String>),
    /// What was recorded under a ticket is on disk.
    Recorded(u64, Recorded),
    /// Text has come back from the editor.
    Composed(String),
    /// The editor could not be had for some text, and why.
    NotComposed(String),
    /// What was recorded could not be written, and why. It is tried again.
    NotRecorded(String),
}

/// What is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The lines that say what was to be recorded.
    pub lines: Vec<Line>,
    /// What stood in the journal before them, if another program may have written to it.
    pub before: Vec<Line>,
    /// Something to tell.
    pub notice: Option<String>,
}

/// What has come of keeping trails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrailNews {
    /// These are kept.
    Listed(Vec<String>),
    /// This one was kept and is to be taken up again.
    Opened(KeptTrail),
    /// The one on screen is kept under this name.
    Kept(String),
    /// It is not, since another has this name.
    Taken(String),
}

/// An answer to a question.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The question.
    pub ticket: u64,
    /// The best results, best first.
    pub hits: Vec<Hit>,
    /// How many results there are in all.
    pub total: usize,
    /// What is wrong with the query.
    pub faults: Vec<Fault>,
    /// The tag that the query asks for, if it asks for one.
    pub tag: Option<TagId>,
    /// The order of people that the query asks for.
    pub order: Option<PeopleOrder>,
}
