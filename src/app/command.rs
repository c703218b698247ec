//! Commands of layers. A layer changes only itself, and requests changes of the other state by commands.

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
    /// Requests work outside the app, as an effect.
    Emit(Effect),
    /// Goes to this place.
    Go(Place),
    /// Moves the cursor to a link and follows it.
    Follow(HintTarget),
    /// Goes to the step of the trail with this number.
    JumpToStep(usize),
    /// Runs a search whose answer is sent to the layer that requested it.
    LookUp(SearchQuestion),
    /// Drops the answer to the running search.
    StopLookUp,
    /// Adds a search query to the history.
    RememberSearch(String),
    /// Goes to the selected search result, and stores the search.
    OpenResult(Searched),
    /// Moves the cursor to a found row of the page, and stores the search.
    GoToRow(Searched, PageRow),
    /// Saves the current place under this letter.
    SetMark(char),
    /// Goes to the place saved under this letter.
    GoToMark(char),
    /// Sets the note on the current place of the trail; an empty text removes the note.
    SetTrailNote(String),
    /// Saves the trail.
    SaveTrail {
        /// Name under which the trail is saved.
        name: String,
        /// Whether an existing trail with the name is replaced.
        replaces: bool,
    },
    /// Replaces the current portfolio by this one.
    LoadPortfolio {
        /// Slug (unique short name) of the portfolio, by which a saved portfolio is found.
        slug: String,
        /// Name of the portfolio.
        name: String,
        /// Slugs of the strategies in the portfolio.
        strategies: Vec<String>,
    },
    /// Saves the current portfolio as a new one with this name.
    SavePortfolio(String),
    /// Renames the saved portfolio that is loaded to this name.
    RenamePortfolio(String),
    /// Compares the atlas with the edition (another version of the atlas) of this name.
    CompareWith(String),
    /// Searches for the smallest portfolios that meet the constraints.
    Suggest(Constraints),
    /// Filters the people of the page by a query; `None` clears that filter.
    FilterPeople(Option<String>),
    /// Lists the verdicts to record on all selected rows.
    ChooseBulkVerdict,
    /// Records the verdict of a judging action on all selected rows.
    JudgeSelected(Action),
    /// Goes to the card of the open session with this id.
    ResumeReview(LineId),
    /// Goes to the card of the review queue whose subject has this address.
    JumpToCard(String),
    /// Hides judged cards in the list of the review queue, or shows them again.
    ToggleJudgedCards,
    /// Records that the user accepts an inconsistency between verdicts.
    Accept(Acceptance),
    /// Opens a prompt in which the user types a part of the verdict.
    AskVerdict(VerdictQuestion),
    /// Records a part of the verdict that the user has typed in a prompt.
    RecordVerdict(VerdictAnswer),
    /// Adds this tag to the verdict on the card, or removes the tag if the verdict has it.
    ToggleTag(String),
    /// Records the answer to the identity question with this number, counted from 1, or clears the answer.
    RecordAnswer(u8, Edit<Answer>),
}

/// Target of a link hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintTarget {
    /// A link of a pane, as its index among the links of the pane's flow.
    Link(Focus, usize),
    /// The row of the index with this number, from 0.
    Index(usize),
}
