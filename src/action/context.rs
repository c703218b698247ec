//! Scopes of keys, and requirements of actions.

/// Part of the interface that receives keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum KeyScope {
    /// The panes with the page, the index, the relations and the people.
    #[default]
    Browse,
    /// The review card, in addition to the panes.
    Review,
    /// A text line. In a prompt and in the filters of the index and of the help it is the only scope; in the search and in
    /// lists it comes after the scope of the search.
    Input,
    /// A dialog that is answered by number.
    Choice,
    /// The search, and every list with a filter line.
    Search,
    /// The help.
    Help,
}

impl KeyScope {
    /// Every scope.
    pub const ALL: [Self; 6] = [Self::Browse, Self::Review, Self::Choice, Self::Search, Self::Help, Self::Input];

    /// Returns the name of the scope in a key map.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Browse => "browse",
            Self::Review => "review",
            Self::Choice => "choice",
            Self::Input => "input",
            Self::Search => "search",
            Self::Help => "help",
        }
    }

    /// Returns the heading above the keys of the scope in the help.
    pub fn label(self) -> &'static str {
        match self {
            Self::Browse => "In the panes",
            Self::Review => "On a card of a review",
            Self::Choice => "In a question of a review",
            Self::Input => "In a line of text",
            Self::Search => "In the search",
            Self::Help => "In the help",
        }
    }
}

/// Pane that can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Focus {
    /// The index: the list of all records of one kind.
    Index,
    /// The page: the main pane.
    #[default]
    Main,
    /// The relations of the subject of the page.
    Relations,
    /// The people who have taken a position on the subject of the page.
    People,
}

macro_rules! needs {
    ($($(#[$doc:meta])* $need:ident, $reason:literal;)*) => {
        /// Requirement of an action.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Need {
            $($(#[$doc])* $need,)*
        }

        impl Need {
            /// Every need.
            pub const ALL: &[Self] = &[$(Self::$need,)*];

            /// Returns the reason why an action with this unmet need does nothing.
            pub fn reason(self) -> &'static str {
                match self {
                    $(Self::$need => $reason,)*
                }
            }
        }
    };
}

needs! {
    /// A pane beside the one with the focus, or a tab.
    Panes, "this page has a single pane";
    /// A link under the cursor.
    Link, "no link is under the cursor";
    /// A web address under the cursor or on the page.
    Url, "there is no web address here";
    /// An atlas in files that can be edited.
    Files, "this atlas came with the program; `--atlas DIR` opens one that can be edited";
    /// Errors or warnings in the files of the atlas.
    Diagnostics, "the files of the atlas have no errors or warnings";
    /// A place on the trail before the current one.
    PreviousPlace, "the trail starts here";
    /// A place on the trail after the current one.
    NextPlace, "the trail ends here";
    /// A visible link.
    LinkInSight, "no link is in sight";
    /// Results of a search.
    Results, "nothing has been searched for yet";
    /// A page that lists people.
    People, "this page lists no people";
    /// A table that can be sorted, or a list of people.
    Table, "this page has no table to sort";
    /// The matrix.
    Matrix, "this page is not the matrix";
    /// An entity under the cursor or as the subject of the page.
    Subject, "no strategy, person or tag is under the cursor";
    /// At least one pinned strategy, tag or portfolio.
    Pins, "nothing is pinned";
    /// A filter that is set, selected rows, a search in the page, or a running search for portfolios.
    Filter, "no filter is set";
    /// A review card that records the reviewer's own verdict, not a consensus between reviewers.
    Verdict, "this card records what reviewers settle on: a stance, a confidence and a note";
    /// A card whose subject has a falsification signal.
    Signal, "this subject has no falsification signal";
    /// A card about a strategy.
    Strategy, "this card is not about a strategy";
    /// A card whose subject has a confidence.
    Confidence, "a record check has no confidence";
    /// The page of Consistency, which lists contradictions between the user's verdicts.
    Inconsistency, "only the page of Consistency lists what can be accepted";
    /// A forecast without an outcome on the subject of the card.
    Forecast, "no forecast is open here";
    /// The preview of the search.
    Preview, "only the search has a preview";
    /// A question that is longer than its frame, so that it scrolls.
    Overflow, "all of it is in sight";
    /// A question before the current one.
    PreviousQuestion, "this is the first question";
}

/// Situation that determines which actions apply.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ActionContext {
    /// Part of the interface that receives keys.
    pub scope: KeyScope,
    /// Requirements of actions that the situation meets.
    pub met: Vec<Need>,
}
