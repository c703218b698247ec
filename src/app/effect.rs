//! Effects: requests of the app for work outside of the app, and the data of these requests.

use std::collections::BTreeMap;

use crate::document::TableOrder;
use crate::graph::Constraints;
use crate::model::{CurrentPortfolio, Entity, Kind, PortfolioChange};
use crate::page::{Edition, ViewOptions};
use crate::place::Place;
use crate::review::{Advance, JournalEvent, LineId};

use super::browse::layout::LayoutPreferences;
use super::browse::marks::Marks;
use super::browse::preview::PreviewRequest;

/// Request for work outside the app, which itself accesses neither the terminal nor files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Quits the program.
    Quit,
    /// Suspends the program.
    Suspend,
    /// Redraws every cell.
    Redraw,
    /// Switches to the next built-in theme.
    NextTheme,
    /// Opens a passage of the atlas in the editor.
    Edit(Passage),
    /// Opens a text in the editor; the edited text is returned as a message.
    Compose(String),
    /// Opens this address in the web browser.
    OpenUrl(String),
    /// Copies this content to the clipboard.
    Copy(Copied),
    /// Saves the marks for later runs.
    SaveMarks(Marks),
    /// Saves a search query for later runs.
    SaveSearch(String),
    /// Saves a trail; the mode determines what happens to an existing trail with the same name.
    SaveTrail(TrailSnapshot, TrailSaveMode),
    /// Lists the saved trails; the names are returned as a message.
    ListTrails,
    /// Loads the saved trail with this name.
    OpenTrail(String),
    /// Records that the user dismissed the welcome hint, so that later runs do not show it.
    DismissWelcome,
    /// Saves the layout for later runs.
    SaveLayout(LayoutPreferences),
    /// Saves the order of a table on pages of this kind; none for the order of the page.
    SaveTableOrder(String, Option<TableOrder>),
    /// Saves the current portfolio.
    SaveCurrentPortfolio(CurrentPortfolio),
    /// Changes the saved portfolios.
    ChangePortfolios {
        /// Change of the saved portfolios.
        change: PortfolioChange,
        /// Notice to show after saving.
        notice: String,
    },
    /// Searches for the smallest portfolios that meet the constraints.
    Suggest(Constraints),
    /// Cancels the search for portfolios.
    CancelSuggest,
    /// Compares the atlas with this edition.
    Compare(Edition),
    /// Builds a preview in the background.
    BuildPreview(PreviewRequest),
    /// Builds the queue of cards for a review.
    BuildQueue(ReviewRequest),
    /// Appends events to the user's journal of reviews, all or none.
    Record {
        /// Number of the request. The answer has the same number.
        ticket: u64,
        /// Session that the events belong to; `None` for events outside of a session.
        session: Option<LineId>,
        /// Events to append.
        events: Vec<JournalEvent>,
    },
    /// Builds the page of a place in the background.
    BuildPage {
        /// Number of the request. The answer has the same number, so that an answer to an older request can be dropped.
        ticket: u64,
        /// Place whose page is built.
        place: Place,
        /// Order and filters of the people on the page.
        options: ViewOptions,
    },
    /// Runs a search.
    Search {
        /// Number of the request. The answer has the same number, so that an answer to an older request can be dropped.
        ticket: u64,
        /// Query and the kind of answer.
        question: SearchQuestion,
    },
}

/// Passage in the files of the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// The first of these places that has a file and line.
    Places(Vec<Place>),
    /// A line of a file.
    Line {
        /// Path relative to the folder of the atlas.
        file: String,
        /// Line number, from 1.
        line: u32,
    },
}

/// Content for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// A text, and what a notice calls the text.
    Text(String, &'static str),
    /// The page on screen, as Markdown.
    Page,
    /// The trail, as Markdown.
    Trail,
    /// A brief (a summary for readers) about these records, as Markdown.
    Brief(Vec<Entity>),
    /// A command line of this program, without its name.
    Command(Vec<String>),
}

/// Question to the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchQuestion {
    /// Best results for a query.
    Search {
        /// Query as typed by the user.
        query: String,
        /// Maximum number of results.
        limit: usize,
    },
    /// All records of the index's kind that match the filter.
    Filter {
        /// Query as typed by the user, without the kind.
        query: String,
        /// Kind of the records in the index.
        kind: Kind,
    },
}

/// Trail in its saved form. Places are stored by address, so the trail remains valid in later editions of the atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailSnapshot {
    /// Name under which the trail is saved.
    pub name: String,
    /// Address of the place of each step, with the index of the step before it; the first step has `None`.
    pub steps: Vec<(String, Option<usize>)>,
    /// The index of the current step.
    pub current: usize,
    /// Notes of the user by the index of the step.
    pub notes: BTreeMap<usize, String>,
}

/// What happens to an existing trail with the same name when a trail is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrailSaveMode {
    /// The new trail is not saved.
    Create,
    /// The existing trail is replaced.
    Overwrite,
    /// The existing trail is replaced without a notice, because another trail is opened in the same step.
    Backup,
}

/// Subjects to review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewScope {
    /// Every strategy.
    All,
    /// Every subject that is due for review.
    Due,
    /// The subjects at these places: strategies, the strategies of portfolios, the positions of people.
    Places(Vec<Place>),
    /// The matches of a query.
    Query(String),
}

/// Request to start a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRequest {
    /// Subjects to review.
    pub scope: ReviewScope,
    /// Whether only subjects are reviewed on which reviewers disagree.
    pub disputed: bool,
    /// Order of the cards, in the notation of the option `--order`: `lever`, `random:SEED`.
    pub order: String,
    /// Whether the reviewer's earlier verdicts are hidden until the subject is judged again.
    pub blind: bool,
    /// Maximum number of cards.
    pub limit: Option<usize>,
    /// Name of the session; `None` for the default name.
    pub name: Option<String>,
    /// Part of the verdict after whose entry the next card is shown automatically; `None` for never.
    pub advance: Option<Advance>,
}

impl ReviewRequest {
    /// Creates a request for a review of `scope`, ordered by lever.
    pub fn new(scope: ReviewScope) -> Self {
        Self { scope, disputed: false, order: "lever".to_owned(), blind: false, limit: None, name: None, advance: None }
    }
}
