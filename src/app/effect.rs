//! Work that the app asks for, with the types that the requests carry.

use std::collections::BTreeMap;

use crate::graph::Constraints;
use crate::model::{CurrentPortfolio, Entity, Kind, PortfolioChange};
use crate::page::Edition;
use crate::place::Place;
use crate::review::{Advance, JournalEvent, LineId};

use super::browse::layout::LayoutPreferences;
use super::browse::marks::Marks;

/// Work to do outside the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Go to the background.
    Suspend,
    /// Redraw every cell.
    Redraw,
    /// Show the next built-in theme.
    NextTheme,
    /// Open a passage of the atlas in the editor.
    Edit(Passage),
    /// Open a text in the editor; the edited text comes back as a message.
    Compose(String),
    /// Open an address in the browser.
    OpenUrl(String),
    /// Put something on the clipboard.
    Copy(Copied),
    /// Save the marks between runs.
    SaveMarks(Marks),
    /// Save a query of the search between runs.
    SaveSearch(String),
    /// Save a trail.
    SaveTrail(TrailSnapshot, TrailSaveMode),
    /// List the saved trails.
    ListTrails,
    /// Read the trail of this name.
    OpenTrail(String),
    /// Remember that the hint of the first run was dismissed.
    DismissWelcome,
    /// Save the layout between runs.
    SaveLayout(LayoutPreferences),
    /// Save the current portfolio.
    SaveCurrentPortfolio(CurrentPortfolio),
    /// Change the saved portfolios.
    ChangePortfolios {
        /// The change.
        change: PortfolioChange,
        /// The notice once it is saved.
        notice: String,
    },
    /// Look for the smallest portfolios that meet constraints.
    Suggest(Constraints),
    /// Stop looking for them.
    CancelSuggest,
    /// Compare the atlas with an edition.
    Compare(Edition),
    /// Build the queue of a review.
    BuildQueue(ReviewRequest),
    /// Record in the journal, all or none; the answer carries the ticket.
    Record {
        /// The ticket that the answer carries.
        ticket: u64,
        /// The session, if there is one.
        session: Option<LineId>,
        /// The events.
        events: Vec<JournalEvent>,
    },
    /// Ask the search; the answer carries the ticket.
    Search {
        /// The ticket that the answer carries; an answer to an older question is dropped.
        ticket: u64,
        /// The question.
        question: SearchQuestion,
    },
}

/// A passage in the files of the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// The first of these places that is written in a file.
    Places(Vec<Place>),
    /// A line of a file, given as its path below the folder of the atlas.
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u32,
    },
}

/// Content for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// A text, and its description in a notice.
    Text(String, &'static str),
    /// The page on screen, as Markdown.
    Page,
    /// The trail, as Markdown.
    Trail,
    /// The brief of these records, as Markdown.
    Brief(Vec<Entity>),
    /// A command line of this program, without its name.
    Command(Vec<String>),
}

/// Question to the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchQuestion {
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

/// A trail as it is saved. Places are paths, since it outlives the atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailSnapshot {
    /// Its name.
    pub name: String,
    /// Each step with the step that led to it, which comes before it; the first has none.
    pub steps: Vec<(String, Option<usize>)>,
    /// The index of the current step.
    pub current: usize,
    /// The notes on steps, by their indexes.
    pub notes: BTreeMap<usize, String>,
}

/// Handling of another trail that has the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrailSaveMode {
    /// The trail is not saved.
    Create,
    /// The other trail is replaced.
    Overwrite,
    /// The other trail is replaced without a notice, since a reopened trail takes the screen.
    Backup,
}

/// Subjects of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewScope {
    /// Every strategy.
    All,
    /// Every subject whose review date has come.
    Due,
    /// The subjects at these places: strategies, the members of portfolios, the positions of people.
    Places(Vec<Place>),
    /// The matches of a query.
    Query(String),
}

/// A review to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRequest {
    /// The subjects.
    pub scope: ReviewScope,
    /// Whether only disputed subjects are reviewed.
    pub disputed: bool,
    /// The order, as written on the command line.
    pub order: String,
    /// Whether own earlier verdicts are hidden until the reviewer has judged.
    pub blind: bool,
    /// Maximum number of cards.
    pub limit: Option<usize>,
    /// The name of the session; none for the one that follows from its queue.
    pub name: Option<String>,
    /// The judgment after which the next card is shown at once.
    pub advance: Option<Advance>,
}

impl ReviewRequest {
    /// Returns a review of `scope` by lever.
    pub fn new(scope: ReviewScope) -> Self {
        Self { scope, disputed: false, order: "lever".to_owned(), blind: false, limit: None, name: None, advance: None }
    }
}
