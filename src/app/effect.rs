//! What the app asks the world to do, with everything that such a request carries.

use crate::graph::Constraints;
use crate::model::{CurrentPortfolio, Kind, PortfolioChange};
use crate::page::Edition;
use crate::place::Place;
use crate::review::{Event, Id};

use super::browse::layout::Preferences;
use super::browse::marks::Marks;

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
    KeepMarks(Marks),
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
    /// Save the current portfolio.
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
    Begin(ReviewRequest),
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
    Places(Vec<Place>),
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
        kind: Kind,
    },
}

/// A trail as it is kept. Places are paths, since it outlives the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTrail {
    /// What it is called.
    pub name: String,
    /// Each step with the step that led to it, which comes before it; the first has none.
    pub steps: Vec<(String, Option<usize>)>,
    /// The step one stands on.
    pub current: usize,
}

/// On what terms a trail is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Unless another has its name.
    Anew,
    /// In place of what has its name.
    Over,
    /// In place of what has its name, and without a word about it: another trail comes on screen.
    Aside,
}

/// What is to be reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewScope {
    /// Every strategy.
    All,
    /// What is to be looked at again.
    Due,
    /// What is at these places: strategies, the members of portfolios, the positions of people.
    Places(Vec<Place>),
    /// What a query finds.
    Query(String),
}

/// A review to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRequest {
    /// What is reviewed.
    pub scope: ReviewScope,
    /// Whether only what reviewers disagree on.
    pub disputed: bool,
    /// In which order, as written on the command line.
    pub order: String,
    /// Whether earlier verdicts are hidden until one has judged.
    pub blind: bool,
    /// How many cards at most.
    pub limit: Option<usize>,
}

impl ReviewRequest {
    /// A review of `scope` by lever.
    pub fn new(scope: ReviewScope) -> Self {
        Self { scope, disputed: false, order: "lever".to_owned(), blind: false, limit: None }
    }
}
