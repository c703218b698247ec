//! Effects: requests of the app for work outside of it, and their data.

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

/// Request for work outside the app.
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
    /// Opens an address in the browser.
    OpenUrl(String),
    /// Copies content to the clipboard.
    Copy(Copied),
    /// Saves the marks for later runs.
    SaveMarks(Marks),
    /// Saves a search query for later runs.
    SaveSearch(String),
    /// Saves a trail.
    SaveTrail(TrailSnapshot, TrailSaveMode),
    /// Lists the saved trails.
    ListTrails,
    /// Loads the trail of this name.
    OpenTrail(String),
    /// Saves that the welcome hint was dismissed.
    DismissWelcome,
    /// Saves the layout for later runs.
    SaveLayout(LayoutPreferences),
    /// Saves the order of a table on pages of this kind; none for the order of the page.
    SaveTableOrder(String, Option<TableOrder>),
    /// Saves the current portfolio.
    SaveCurrentPortfolio(CurrentPortfolio),
    /// Changes the saved portfolios.
    ChangePortfolios {
        /// The change.
        change: PortfolioChange,
        /// Notice to show after saving.
        notice: String,
    },
    /// Searches for the smallest portfolios that meet the constraints.
    Suggest(Constraints),
    /// Cancels the search for portfolios.
    CancelSuggest,
    /// Compares the atlas with an edition.
    Compare(Edition),
    /// Build a preview.
    BuildPreview(PreviewRequest),
    /// Builds the queue of a review.
    BuildQueue(ReviewRequest),
    /// Records events in the journal, all or none.
    Record {
        /// Ticket that identifies the answer.
        ticket: u64,
        /// The session, if there is one.
        session: Option<LineId>,
        /// The events.
        events: Vec<JournalEvent>,
    },
    /// Build the page of a place; the answer carries the ticket.
    BuildPage {
        /// The ticket that the answer carries; an answer to an older request is dropped.
        ticket: u64,
        /// Place whose page is built.
        place: Place,
        /// Order and filters of the people on the page.
        options: ViewOptions,
    },
    /// Runs a search.
    Search {
        /// Ticket that identifies the answer; answers to older questions are dropped.
        ticket: u64,
        /// The question.
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
    /// Best results for a query.
    Search {
        /// The query as typed.
        query: String,
        /// Maximum number of results.
        limit: usize,
    },
    /// All records of the index's kind that match the filter.
    Filter {
        /// The query as typed, without the kind.
        query: String,
        /// Kind of the index.
        kind: Kind,
    },
}

/// Trail in its saved form. Places are stored by address, so the trail outlives the edition of the atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailSnapshot {
    /// Its name.
    pub name: String,
    /// Address of each step with the index of its predecessor; the first step has none.
    pub steps: Vec<(String, Option<usize>)>,
    /// The index of the current step.
    pub current: usize,
    /// Notes by the index of the step.
    pub notes: BTreeMap<usize, String>,
}

/// Handling of an existing trail with the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrailSaveMode {
    /// The new trail is not saved.
    Create,
    /// The existing trail is replaced.
    Overwrite,
    /// The existing trail is replaced without a notice, because another trail is opened in the same step.
    Backup,
}

/// Subjects of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewScope {
    /// Every strategy.
    All,
    /// Every subject that is due for review.
    Due,
    /// The subjects at these places: strategies, the members of portfolios, the positions of people.
    Places(Vec<Place>),
    /// The matches of a query.
    Query(String),
}

/// Request to start a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRequest {
    /// The subjects.
    pub scope: ReviewScope,
    /// Whether only disputed subjects are reviewed.
    pub disputed: bool,
    /// Order of the cards, as written after `--order` on the command line: `lever`, `random:SEED`.
    pub order: String,
    /// Whether the reviewer's earlier verdicts are hidden until the subject is judged again.
    pub blind: bool,
    /// Maximum number of cards.
    pub limit: Option<usize>,
    /// Name of the session; `None` for the default name.
    pub name: Option<String>,
    /// Entry after which the next card is shown automatically.
    pub advance: Option<Advance>,
}

impl ReviewRequest {
    /// Creates a request for a review of `scope`, ordered by lever.
    pub fn new(scope: ReviewScope) -> Self {
        Self { scope, disputed: false, order: "lever".to_owned(), blind: false, limit: None, name: None, advance: None }
    }
}
