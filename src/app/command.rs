//! Commands of layers. A layer changes only itself; `update` alone carries out commands.

use crate::action::{Action, Focus};
use crate::graph::Constraints;
use crate::place::Place;
use crate::review::{Acceptance, Answer, Edit, LineId};

use super::browse::Searched;
use super::browse::find::PageRow;
use super::effect::{Effect, SearchQuestion};
use super::review::question::{VerdictAnswer, VerdictQuestion};

/// A change of the state that a layer asks for.
#[derive(Clone, Debug)]
pub enum StateCommand {
    /// Carry out an action as if its key had been pressed in the panes.
    Act(Action),
    /// Ask for work outside the app.
    Emit(Effect),
    /// Go to a place.
    Go(Place),
    /// Put the cursor on a link and follow it.
    Follow(HintTarget),
    /// Go to a step of the trail by its number.
    JumpToStep(usize),
    /// Look something up; the answer comes back to the layer.
    LookUp(SearchQuestion),
    /// Stop looking something up.
    StopLookUp,
    /// Remember a query of the search.
    RememberSearch(String),
    /// Go to the result of a search that was chosen, and remember the search.
    OpenResult(Searched),
    /// Put the cursor on a row of the page that was searched for, and remember the search.
    GoToRow(Searched, PageRow),
    /// Save the place on screen under a letter.
    SetMark(char),
    /// Go to the place saved under a letter.
    GoToMark(char),
    /// Set the note of the place on the trail; an empty one removes it.
    SetTrailNote(String),
    /// Save the trail.
    SaveTrail {
        /// The name.
        name: String,
        /// Whether another trail of that name is replaced.
        replaces: bool,
    },
    /// Load a portfolio in place of the current one.
    LoadPortfolio {
        /// Its slug.
        slug: String,
        /// Its name.
        name: String,
        /// The slugs of its strategies.
        strategies: Vec<String>,
    },
    /// Save the current portfolio under a new name.
    SavePortfolio(String),
    /// Rename the saved portfolio that the current one is.
    RenamePortfolio(String),
    /// Compare the atlas with the edition of this name.
    CompareWith(String),
    /// Look for the smallest portfolios that meet constraints.
    Suggest(Constraints),
    /// Filter the people of the page by a query, or show all of them again.
    FilterPeople(Option<String>),
    /// Go to the card of the open session with this id.
    ResumeReview(LineId),
    /// Go to the card of the queue whose subject has this address.
    JumpToCard(String),
    /// Leave out judged cards from the list of the queue, or list them again.
    ToggleJudgedCards,
    /// Accept an inconsistency.
    Accept(Acceptance),
    /// Ask for a part of the verdict in a prompt.
    AskVerdict(VerdictQuestion),
    /// Record a part of the verdict that was typed.
    RecordVerdict(VerdictAnswer),
    /// Add a tag to the verdict on the card, or remove it.
    ToggleTag(String),
    /// Record the answer to a question that tells a bet from an identity, by its number from 1.
    RecordAnswer(u8, Edit<Answer>),
}

/// What a link hint leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintTarget {
    /// A link of a pane, as an index into the links of its flow.
    Link(Focus, usize),
    /// A row of the index.
    Index(usize),
}
