//! Commands of layers. A layer changes only itself; commands request changes of the rest of the state.

use crate::action::{Action, Focus};
use crate::graph::Constraints;
use crate::place::Place;
use crate::review::{Acceptance, Answer, Edit, LineId};

use super::browse::Searched;
use super::browse::find::PageRow;
use super::effect::{Effect, SearchQuestion};
use super::review::question::{VerdictAnswer, VerdictQuestion};

/// Change of the state that a layer requests.
#[derive(Clone, Debug)]
pub enum StateCommand {
    /// Carries out an action as if its key had been pressed in the panes.
    Act(Action),
    /// Requests work outside the app.
    Emit(Effect),
    /// Goes to a place.
    Go(Place),
    /// Moves the cursor to a link and follows it.
    Follow(HintTarget),
    /// Goes to a step of the trail by its number.
    JumpToStep(usize),
    /// Runs a search whose answer is sent to the layer.
    LookUp(SearchQuestion),
    /// Cancels the search.
    StopLookUp,
    /// Adds a search query to the history.
    RememberSearch(String),
    /// Goes to the selected search result, and stores the search.
    OpenResult(Searched),
    /// Moves the cursor to a found row of the page, and stores the search.
    GoToRow(Searched, PageRow),
    /// Saves the current place under a letter.
    SetMark(char),
    /// Goes to the place saved under a letter.
    GoToMark(char),
    /// Sets the note on the current place of the trail; an empty one removes it.
    SetTrailNote(String),
    /// Saves the trail.
    SaveTrail {
        /// The name.
        name: String,
        /// Whether an existing trail with the name is replaced.
        replaces: bool,
    },
    /// Loads a portfolio as the current one.
    LoadPortfolio {
        /// Its slug.
        slug: String,
        /// Its name.
        name: String,
        /// Slugs of the strategies in the portfolio.
        strategies: Vec<String>,
    },
    /// Saves the current portfolio under a new name.
    SavePortfolio(String),
    /// Renames the saved portfolio that is loaded.
    RenamePortfolio(String),
    /// Compares the atlas with the edition of this name.
    CompareWith(String),
    /// Searches for the smallest portfolios that meet the constraints.
    Suggest(Constraints),
    /// Filters the people of the page by a query, or clears that filter.
    FilterPeople(Option<String>),
    /// Lists the verdicts to record on all selected rows.
    ChooseBulkVerdict,
    /// Records the verdict of a judging action on all selected rows.
    JudgeSelected(Action),
    /// Goes to the card of the open session with this id.
    ResumeReview(LineId),
    /// Goes to the card of the queue whose subject has this address.
    JumpToCard(String),
    /// Hides judged cards in the list of the queue, or shows them again.
    ToggleJudgedCards,
    /// Accepts an inconsistency.
    Accept(Acceptance),
    /// Opens a prompt for a part of the verdict.
    AskVerdict(VerdictQuestion),
    /// Records a part of the verdict from a prompt.
    RecordVerdict(VerdictAnswer),
    /// Adds a tag to the verdict on the card, or removes it.
    ToggleTag(String),
    /// Records the answer to an identity question, by its number from 1.
    RecordAnswer(u8, Edit<Answer>),
}

/// Target of a link hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintTarget {
    /// A link of a pane, as an index into the links of its flow.
    Link(Focus, usize),
    /// A row of the index.
    Index(usize),
}
