//! What comes into the app, and what it asks the world to do.

use std::sync::Arc;

use crate::action::Action;
use crate::diagnostic::Diagnostic;
use crate::graph::diff::{ChangesSince, Diff};
use crate::graph::{Constraints, SizeBounds, SolveOutcome};
use crate::model::{CurrentPortfolio, PortfolioChange};
use crate::page::Edition;
use crate::review::{Event, Id, Line, Start};

use super::kept::{Keeping, KeptTrail, TrailNews};
use super::layout::{Preferences, Size};
use super::review::Wish;
use super::search::Found;

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

/// Something to do outside the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Go to the background.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Open a passage of the atlas in the editor.
    Edit(Passage),
    /// Have the editor work on some text, which comes back as a message.
    Compose(String),
    /// Open an address in the browser.
    OpenUrl(String),
    /// Put something on the clipboard.
    Copy(Copied),
    /// Keep the marks between runs.
    KeepMarks(super::marks::Marks),
    /// Keep a query of the search between runs.
    KeepSearch(String),
    /// Keep a trail.
    KeepTrail(KeptTrail, Keeping),
    /// Find out which trails are kept.
    ListTrails,
    /// Read the trail of this name.
    OpenTrail(String),
    /// Keep in mind that the hint of the first run has been put away.
    KeepWelcome,
    /// Keep the layout between runs.
    KeepLayout(Preferences),
    /// Keep what is at hand on the workbench.
    KeepAtHand(CurrentPortfolio),
    /// Change the portfolios kept.
    KeepOwn {
        /// The change.
        change: PortfolioChange,
        /// What there is to tell once it is kept.
        told: String,
    },
    /// Look for the smallest portfolios that meet demands.
    Suggest(Constraints),
    /// Stop looking for them.
    GiveUp,
    /// Find out what the atlas differs in from an edition.
    Compare(Edition),
    /// Build the queue of a review.
    Begin(Wish),
    /// Record in the journal, all or none; the answer carries the ticket.
    Record {
        /// Which; answers carry it.
        ticket: u64,
        /// In which session, if in one.
        session: Option<Id>,
        /// What to record.
        events: Vec<Event>,
    },
    /// Look something up; the answer carries the ticket.
    Find {
        /// Which question this is; an answer to an older one is dropped.
        ticket: u64,
        /// What is asked.
        question: Question,
    },
}

/// Where something is written in the files of the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// Where the first of these is that is written anywhere.
    Places(Vec<crate::place::Place>),
    /// A line of a file, given as its path below the folder of the atlas.
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u32,
    },
}

/// What can be put on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// Text as it stands, with what it is in words.
    Text(String, &'static str),
    /// The page on screen, as Markdown.
    Page,
    /// The trail, as Markdown.
    Trail,
    /// A command line of this program, without its name.
    Command(Vec<String>),
}

/// What can be asked of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The best results for a query.
    Search {
        /// The query as typed.
        query: String,
        /// How many results are wanted.
        limit: usize,
    },
    /// Everything of the index's kind that the filter lets through.
    Filter {
        /// The query as typed, without the kind.
        query: String,
        /// What is listed.
        kind: crate::model::Kind,
    },
}
