//! Where the user is, as far as it decides which actions apply.

/// What takes keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum KeyScope {
    /// The panes.
    #[default]
    Browse,
    /// A card of a review, above the panes.
    Review,
    /// A line of text, together with the scope that it belongs to.
    Input,
    /// Something to choose by number.
    Choice,
    /// The search.
    Search,
    /// The help.
    Help,
}

impl KeyScope {
    /// Every scope.
    pub const ALL: [Self; 6] = [Self::Browse, Self::Review, Self::Choice, Self::Search, Self::Help, Self::Input];

    /// As written in the key map.
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

    /// As people read it.
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

    /// The scope written as `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

/// A pane that can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Focus {
    /// The list of everything of one kind.
    Index,
    /// The page.
    #[default]
    Main,
    /// What the page relates to.
    Relations,
    /// Who is on the record.
    People,
}

/// What is under the cursor and what could be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each answers one independent question")]
pub struct ActionContext {
    /// What takes keys.
    pub scope: KeyScope,
    /// The pane with the focus.
    pub focus: Focus,
    /// Whether the trail leads back.
    pub can_go_back: bool,
    /// Whether the trail leads forward.
    pub can_go_forward: bool,
    /// Whether there is a link under the cursor.
    pub can_follow: bool,
    /// Whether the cursor or the page has something to open in a browser.
    pub can_open: bool,
    /// Whether the atlas is one of files that can be edited.
    pub can_edit: bool,
    /// Whether these files have faults.
    pub has_diagnostics: bool,
    /// Whether any link is in sight.
    pub has_links: bool,
    /// Whether the page lists people.
    pub has_people: bool,
    /// Whether there has been a search.
    pub has_results: bool,
    /// Whether the page is the matrix.
    pub has_matrix: bool,
    /// Whether the cursor or the page has one thing that others are around.
    pub has_subject: bool,
    /// Whether a strategy is pinned.
    pub has_pins: bool,
    /// Whether a search with a preview is open.
    pub has_preview: bool,
    /// Whether something is filtered out.
    pub is_narrowed: bool,
    /// Whether the card of a review has a falsification signal.
    pub has_signal: bool,
    /// Whether the card of a review has forecasts to resolve.
    pub has_forecasts: bool,
    /// Whether the card of a review is about a strategy.
    pub is_strategy: bool,
    /// Whether what is asked is longer than its frame.
    pub can_scroll: bool,
    /// Whether something was asked before it.
    pub has_previous_question: bool,
}
