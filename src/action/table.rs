//! The actions themselves.

use super::situation::{Focus, Scope, Situation};

/// What actions are sorted by in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Moving about on the screen.
    Move,
    /// Going to other places.
    Go,
    /// Holding strategies together.
    Hold,
    /// Finding things.
    Find,
    /// Changing what is shown.
    Show,
    /// Judging what a card is about.
    Judge,
    /// Editing a line of text.
    Edit,
    /// The program itself.
    Program,
}

impl Group {
    /// Every group, in the order they are shown.
    pub const ALL: [Self; 8] =
        [Self::Judge, Self::Move, Self::Go, Self::Hold, Self::Find, Self::Show, Self::Edit, Self::Program];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Go => "Go",
            Self::Hold => "Hold together",
            Self::Find => "Find",
            Self::Show => "Show",
            Self::Judge => "Judge",
            Self::Edit => "Edit a line",
            Self::Program => "Program",
        }
    }
}

/// What there is to know of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionInfo {
    /// Its id, as written in key maps.
    pub id: &'static str,
    /// What it does in a word or three, for hints.
    pub title: &'static str,
    /// What it does in a sentence.
    pub help: &'static str,
    /// What it is sorted under.
    pub group: Group,
    /// Where its keys work.
    pub scope: Scope,
}

macro_rules! actions {
    ($($action:ident, $scope:ident, $group:ident, $id:literal, $title:literal, $help:literal;)*) => {
        /// Something that a key, a click or the palette can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $help] $action,)*
        }

        impl Action {
            /// Every action, in the order they are shown.
            pub const ALL: &[Self] = &[$(Self::$action,)*];

            /// What there is to know of it.
            pub fn info(self) -> &'static ActionInfo {
                match self {
                    $(Self::$action => &ActionInfo {
                        id: $id,
                        title: $title,
                        help: $help,
                        group: Group::$group,
                        scope: Scope::$scope,
                    },)*
                }
            }
        }
    };
}

actions! {
    CursorDown, Browse, Move, "cursor-down", "down", "Moves down one row, or as many as the count says.";
    CursorUp, Browse, Move, "cursor-up", "up", "Moves up one row, or as many as the count says.";
    CursorLeft, Browse, Move, "cursor-left", "left", "Moves to the link on the left, or to the pane on the left.";
    CursorRight, Browse, Move, "cursor-right", "right", "Moves to the link on the right, or to the pane on the right.";
    LinkNext, Browse, Move, "link-next", "next link", "Moves to the next link of the pane.";
    LinkPrevious, Browse, Move, "link-previous", "previous link", "Moves to the previous link of the pane.";
    HalfPageDown, Browse, Move, "half-page-down", "half a page down", "Moves down half a screen.";
    HalfPageUp, Browse, Move, "half-page-up", "half a page up", "Moves up half a screen.";
    PageDown, Browse, Move, "page-down", "page down", "Moves down a screen.";
    PageUp, Browse, Move, "page-up", "page up", "Moves up a screen.";
    First, Browse, Move, "first", "top", "Moves to the first row, or to the row that the count says.";
    Last, Browse, Move, "last", "bottom", "Moves to the last row, or to the row that the count says.";
    SectionNext, Browse, Move, "section-next", "next section", "Moves to the next section.";
    SectionPrevious, Browse, Move, "section-previous", "previous section", "Moves to the previous section.";
    PaneNext, Browse, Move, "pane-next", "next pane", "Moves to the next pane.";
    PanePrevious, Browse, Move, "pane-previous", "previous pane", "Moves to the previous pane.";

    Follow, Browse, Go, "follow", "follow", "Goes where the link under the cursor leads.";
    Hint, Browse, Go, "hint", "jump", "Puts letters on every link in sight; type them to follow it.";
    Back, Browse, Go, "back", "back", "Goes back along the trail, with scroll and cursor as they were.";
    Forward, Browse, Go, "forward", "forward", "Goes forward along the trail again.";
    Open, Browse, Go, "open", "open in browser", "Opens the source or link under the cursor in the browser.";
    Edit, Browse, Go, "edit", "edit", "Opens what is under the cursor, or this page, in your editor, at its line.";
    Faults, Browse, Go, "faults", "faults", "Lists what is wrong with the files of the atlas, to open each in your editor.";
    GoHome, Browse, Go, "go-home", "home", "Goes home.";
    GoStrategies, Browse, Go, "go-strategies", "strategies", "Goes to all strategies and lists them in the index.";
    GoPeople, Browse, Go, "go-people", "people", "Goes to all people and lists them in the index.";
    GoTags, Browse, Go, "go-tags", "tags", "Goes to all tags and lists them in the index.";
    GoLevers, Browse, Go, "go-levers", "levers", "Goes to all levers and lists them in the index.";
    GoScenarios, Browse, Go, "go-scenarios", "scenarios", "Goes to all scenarios and lists them in the index.";
    GoPortfolios, Browse, Go, "go-portfolios", "portfolios", "Goes to all portfolios and lists them in the index.";
    GoMechanisms, Browse, Go, "go-mechanisms", "mechanisms", "Goes to all mechanisms and lists them in the index.";

    GoField, Browse, Go, "go-field", "field", "Goes to the whole field: strategies by lever and pull, and who stands behind them.";
    GoAxes, Browse, Go, "go-axes", "axes", "Goes to how strategies spread over the values of each axis.";
    GoDensity, Browse, Go, "go-density", "density", "Goes to how many strategies pull each lever at each time horizon.";
    GoMatrix, Browse, Go, "go-matrix", "matrix", "Goes to every pair of strategies in one grid.";
    GoCommitments, Browse, Go, "go-commitments", "commitments", "Goes to what has to be true for strategies to work, by topic.";
    GoIdentity, Browse, Go, "go-identity", "bet or identity", "Goes to how to tell a bet from an identity, and what would count against each strategy.";
    GoCoStrategies, Browse, Go, "go-co-strategies", "co-strategies", "Goes to what people hold together, against what is declared.";
    GoBoard, Browse, Go, "go-board", "board", "Goes to who stands where: people with a profile by expertise and recognition.";
    GoPDoom, Browse, Go, "go-p-doom", "p(doom)", "Goes to every p(doom), highest first, and how they spread.";
    GoTimelines, Browse, Go, "go-timelines", "timelines", "Goes to what people expect and when, earliest first.";
    GoPortfolio, Browse, Go, "go-portfolio", "portfolio at hand", "Goes to the portfolio at hand, with its audit.";

    Compare, Browse, Go, "compare", "compare", "Pins the strategy under the cursor or of the page; on another, compares them.";
    Around, Browse, Go, "around", "around it", "Shows what is around the thing under the cursor or of the page.";
    Unpin, Browse, Go, "unpin", "let go of pins", "Lets go of the strategies that are pinned.";
    Path, Browse, Go, "path", "path from here", "Starts a path at what is under the cursor; on another thing, shows the ways from there.";

    PortfolioToggle, Browse, Hold, "portfolio-toggle", "take up, put away", "Takes up the strategy under the cursor, else that of the page; or puts it away.";
    PortfolioTake, Browse, Hold, "portfolio-take", "take up a portfolio", "Lists portfolios; the chosen one is at hand in place of what was.";
    PortfolioKeep, Browse, Hold, "portfolio-keep", "keep", "Keeps what is at hand; asks for a name the first time.";
    PortfolioRename, Browse, Hold, "portfolio-rename", "rename", "Gives the portfolio at hand another name.";
    PortfolioDelete, Browse, Hold, "portfolio-delete", "forget", "Forgets your portfolio under the cursor, else the one at hand; its strategies stay at hand.";
    PortfolioClear, Browse, Hold, "portfolio-clear", "put all away", "Puts away everything at hand.";
    PortfolioUndo, Browse, Hold, "portfolio-undo", "take back", "Takes the last change to what is at hand or kept back; again, redoes it.";
    PortfolioSearch, Browse, Hold, "portfolio-search", "smallest that hold it", "Looks for the smallest portfolios that hold what is at hand and cover everything.";
    PortfolioDemand, Browse, Hold, "portfolio-demand", "smallest with demands", "Asks what the smallest portfolios are to be like, in the flags of `stratlas suggest`, and looks for them.";
    GoReviews, Browse, Go, "go-reviews", "reviews", "Goes to what you have judged, and what is to be looked at again.";
    GoWatch, Browse, Go, "go-watch", "signals", "Goes to what would falsify each strategy, and how far it has come.";
    GoOverlay, Browse, Go, "go-overlay", "overlay", "Goes to what files of your own bring to the atlas.";
    GoChanges, Browse, Go, "go-changes", "changes", "Goes to what the atlas differs in from another edition.";
    CompareEditions, Browse, Go, "compare-editions", "compare editions", "Asks which edition to compare the atlas with.";
    Review, Browse, Go, "review", "review", "Begins a review, goes on with one, or returns to its card.";

    SetMark, Browse, Go, "mark-set", "mark", "Keeps this place under the letter that follows.";
    GoMark, Browse, Go, "mark-go", "go to mark", "Goes to the place kept under the letter that follows.";
    Trail, Browse, Go, "trail", "trail", "Lists everywhere you have been, to jump back to.";
    SaveTrail, Browse, Go, "trail-save", "keep the trail", "Keeps the trail under a name.";
    OpenTrail, Browse, Go, "trail-open", "kept trails", "Lists the trails that are kept, to take one up again.";

    Palette, Browse, Find, "palette", "all actions", "Finds any action or place by a few letters.";
    Search, Browse, Find, "search", "search", "Searches everything: names first, then all other text.";
    ResultNext, Browse, Find, "result-next", "next result", "Goes to the next result of the last search.";
    ResultPrevious, Browse, Find, "result-previous", "previous result", "Goes to the previous result of the last search.";
    Filter, Browse, Find, "filter", "filter the index", "Narrows the index to what you type.";

    PeopleOrder, Browse, Show, "people-order", "order of people", "Orders people by profile, recognition, expertise or name.";
    PeopleExpertise, Browse, Show, "people-expertise", "expertise", "Shows only people of one expertise tier; again for the next.";
    PeopleRecognition, Browse, Show, "people-recognition", "recognition", "Shows only people of one recognition tier; again for the next.";
    PeopleStance, Browse, Show, "people-stance", "stance", "Shows only people of one stance; again for the next.";
    PeopleVintage, Browse, Show, "people-vintage", "vintage", "Shows only people of one vintage; again for the next.";
    PeopleStated, Browse, Show, "people-stated", "stated or not", "Leaves out people of whom everything is tentative, or shows them again.";
    PeopleQuery, Browse, Show, "people-query", "query of people", "Narrows the people of the page to those whom a query finds.";
    PeopleAll, Browse, Show, "people-all", "all people", "Shows all people again, in the usual order.";

    MatrixLarger, Browse, Show, "matrix-larger", "larger cells", "Draws the cells of the matrix larger: halves, signs, letters.";
    MatrixSmaller, Browse, Show, "matrix-smaller", "smaller cells", "Draws the cells of the matrix smaller.";
    MatrixKind, Browse, Show, "matrix-kind", "kind of pair", "Shows only pairs of one kind; again for the next.";
    MatrixMechanism, Browse, Show, "matrix-mechanism", "mechanism", "Shows only pairs with one mechanism; again for the next.";

    Zoom, Browse, Show, "zoom", "zoom", "Shows the pane with the focus alone, or all panes again.";
    HideIndex, Browse, Show, "hide-index", "hide the index", "Hides the index, or shows it again.";
    HideSides, Browse, Show, "hide-sides", "hide the sides", "Hides relations and people, or shows them again.";
    Widen, Browse, Show, "widen", "wider", "Widens the pane with the focus.";
    Narrow, Browse, Show, "narrow", "narrower", "Narrows the pane with the focus.";
    ResetLayout, Browse, Show, "reset-layout", "usual layout", "Shows all panes at their usual widths.";

    CopyPlace, Browse, Go, "copy-place", "copy the place", "Copies the address of this place, as `stratlas` takes it.";
    CopyLink, Browse, Go, "copy-link", "copy the link", "Copies the web address under the cursor, or the first of the page.";
    CopyPage, Browse, Go, "copy-page", "copy the page", "Copies this page as Markdown.";
    CopyTrail, Browse, Go, "copy-trail", "copy the trail", "Copies the trail as Markdown.";
    CopyCommand, Browse, Go, "copy-command", "copy the command", "Copies the command that prints what is on screen.";

    Help, Browse, Program, "help", "help", "Shows what can be done here, and what the badges mean.";
    Close, Browse, Program, "close", "close", "Closes what is on top, or clears a filter; never the program.";
    Suspend, Browse, Program, "suspend", "suspend", "Goes to the background; `fg` in the shell brings it back.";
    Redraw, Browse, Program, "redraw", "redraw", "Draws the whole screen anew.";
    Quit, Browse, Program, "quit", "quit", "Leaves the program.";

    JudgeBack, Review, Judge, "judge-back", "back", "Backs the strategy; of a position, agrees that the record supports it.";
    JudgeDoubt, Review, Judge, "judge-doubt", "doubt", "Doubts the strategy, or that the record supports the position.";
    JudgeReject, Review, Judge, "judge-reject", "reject", "Rejects the strategy; of a position, finds the record wrong.";
    JudgeUndecided, Review, Judge, "judge-undecided", "undecided", "Leaves it undecided, whatever was said before.";
    Confidence, Review, Judge, "confidence", "confidence", "Asks how sure you are; a digit alone says it in tenths, 0 for all.";
    ConfidenceUp, Review, Judge, "confidence-up", "surer", "Makes you surer by five in a hundred.";
    ConfidenceDown, Review, Judge, "confidence-down", "less sure", "Makes you less sure by five in a hundred.";
    SignalStep, Review, Judge, "signal-step", "signal", "Marks the falsification signal as not seen, watched, or neither, in turn.";
    SignalLanded, Review, Judge, "signal-landed", "signal landed", "Marks the falsification signal as landed; asks when, and what shows it.";
    ThresholdStep, Review, Judge, "threshold-step", "threshold", "Marks the threshold as stable, near, past or none of these, in turn.";
    Identity, Review, Judge, "identity-questions", "bet or identity", "Asks the questions that tell a bet from an identity.";
    OwnTags, Review, Judge, "own-tags", "tags", "Edits tags of your own, with spaces between them.";
    Note, Review, Judge, "note", "note", "Edits your note.";
    NoteInEditor, Review, Judge, "note-in-editor", "long note", "Edits your note in your editor, which has room for a long one.";
    AgainWeek, Review, Judge, "again-week", "again in a week", "Sets the next look at it to 7 days from now.";
    AgainMonth, Review, Judge, "again-month", "again in a month", "Sets the next look at it to 30 days from now.";
    AgainQuarter, Review, Judge, "again-quarter", "again in a quarter", "Sets the next look at it to 90 days from now.";
    AgainYear, Review, Judge, "again-year", "again in a year", "Sets the next look at it to 365 days from now.";
    AgainDate, Review, Judge, "again-date", "again on a date", "Asks for the date of the next look at it.";
    AgainNever, Review, Judge, "again-never", "no next look", "Takes the date of the next look away.";
    Forecast, Review, Judge, "forecast", "forecast", "Asks how likely the signal lands, and by when.";
    Resolve, Review, Judge, "resolve", "resolve forecast", "Asks how a forecast on the signal came out.";
    ReviewUndo, Review, Judge, "review-undo", "undo", "Takes the last thing you recorded in this session back; nothing is erased.";
    ReviewRedo, Review, Judge, "review-redo", "redo", "Lets what was taken back count again.";

    ReviewNext, Review, Move, "review-next", "next card", "Goes to the next card; one that you have not judged is skipped.";
    ReviewPrevious, Review, Move, "review-previous", "card before", "Goes back to the card before; what you recorded stays.";
    ReviewDefer, Review, Move, "review-defer", "defer", "Puts the card at the end of the queue.";
    ReviewEnd, Review, Program, "review-end", "end the session", "Ends the session, after asking if cards are left.";
    ReviewLeave, Review, Program, "review-leave", "leave the card", "Leaves the card for where you were; the session waits.";

    ChoiceNext, Choice, Move, "choice-next", "go on", "Goes to the next question; past the last, to all your answers.";
    ChoicePrevious, Choice, Move, "choice-previous", "question before", "Goes back to the question before.";
    ChoiceDown, Choice, Move, "choice-down", "scroll", "Scrolls a question down that is longer than its frame.";
    ChoiceUp, Choice, Move, "choice-up", "scroll up", "Scrolls such a question up.";
    ChoiceClose, Choice, Program, "choice-close", "close", "Closes the questions; what you have answered stays.";

    SearchDown, Search, Move, "search-down", "next", "Moves to the next result.";
    SearchUp, Search, Move, "search-up", "previous", "Moves to the previous result.";
    SearchPageDown, Search, Move, "search-page-down", "page down", "Moves down a page of results.";
    SearchPageUp, Search, Move, "search-page-up", "page up", "Moves up a page of results.";
    PreviewDown, Search, Move, "preview-down", "scroll preview", "Scrolls the preview down.";
    PreviewUp, Search, Move, "preview-up", "scroll preview up", "Scrolls the preview up.";
    SearchAccept, Search, Go, "search-accept", "go there", "Goes to the selected result.";
    SearchComplete, Search, Find, "search-complete", "complete", "Completes the field or value before the cursor.";
    SearchClose, Search, Program, "search-close", "close", "Closes the search.";

    HelpDown, Help, Move, "help-down", "down", "Moves to the next action, or scrolls past the last.";
    HelpUp, Help, Move, "help-up", "up", "Moves to the action before, or scrolls up.";
    HelpPageDown, Help, Move, "help-page-down", "page down", "Scrolls down a page.";
    HelpPageUp, Help, Move, "help-page-up", "page up", "Scrolls up a page.";
    HelpFirst, Help, Move, "help-first", "top", "Scrolls to the top.";
    HelpLast, Help, Move, "help-last", "bottom", "Scrolls to the bottom.";
    HelpRun, Help, Go, "help-run", "do it", "Does what the cursor is on.";
    HelpSearch, Help, Find, "help-search", "search", "Narrows the help to what you type.";
    HelpClose, Help, Program, "help-close", "close", "Closes the help.";

    InputLeft, Input, Edit, "input-left", "left", "Moves left one character.";
    InputRight, Input, Edit, "input-right", "right", "Moves right one character.";
    InputWordLeft, Input, Edit, "input-word-left", "word left", "Moves left one word.";
    InputWordRight, Input, Edit, "input-word-right", "word right", "Moves right one word.";
    InputStart, Input, Edit, "input-start", "start", "Moves to the start of the line.";
    InputEnd, Input, Edit, "input-end", "end", "Moves to the end of the line.";
    InputErase, Input, Edit, "input-erase", "erase", "Erases the character before the cursor.";
    InputDelete, Input, Edit, "input-delete", "delete", "Deletes the character under the cursor.";
    InputEraseWord, Input, Edit, "input-erase-word", "erase word", "Erases the word before the cursor.";
    InputEraseToStart, Input, Edit, "input-erase-to-start", "erase to start", "Erases everything before the cursor.";
    InputEraseToEnd, Input, Edit, "input-erase-to-end", "erase to end", "Erases everything after the cursor.";
    InputYank, Input, Edit, "input-yank", "put back", "Puts back what was last erased by the word or line.";
    InputUndo, Input, Edit, "input-undo", "undo", "Takes the last edit back.";
    InputDown, Input, Move, "input-down", "down the list", "Moves down in the list that the line narrows.";
    InputUp, Input, Move, "input-up", "up the list", "Moves up in the list that the line narrows.";
    InputEarlier, Input, Edit, "input-earlier", "earlier line", "Puts the line typed before in its place.";
    InputLater, Input, Edit, "input-later", "later line", "Puts the line typed after in its place.";
    InputAccept, Input, Program, "input-accept", "accept", "Keeps the filter and returns to the list.";
    InputCancel, Input, Program, "input-cancel", "cancel", "Drops the filter and returns to the list.";
}

impl Action {
    /// The action whose id is `id`.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.info().id == id)
    }

    /// Whether the action would do something in `situation`.
    pub fn applies(self, situation: &Situation) -> bool {
        let info = self.info();
        let panes_below = situation.scope == Scope::Review && info.scope == Scope::Browse;
        if info.scope != situation.scope && !panes_below {
            return false;
        }
        match self {
            Self::PreviewDown | Self::PreviewUp | Self::SearchComplete => situation.has_preview,
            Self::Follow => situation.can_follow || situation.focus == Focus::Index,
            Self::Open | Self::CopyLink => situation.can_open,
            Self::Edit => situation.can_edit,
            Self::Faults => situation.has_faults,
            Self::Back => situation.can_go_back,
            Self::Forward => situation.can_go_forward,
            Self::Hint => situation.has_links,
            Self::LinkNext | Self::LinkPrevious => situation.has_links || situation.has_matrix,
            Self::ResultNext | Self::ResultPrevious => situation.has_results,
            Self::PeopleOrder
            | Self::PeopleExpertise
            | Self::PeopleRecognition
            | Self::PeopleVintage
            | Self::PeopleStance
            | Self::PeopleStated
            | Self::PeopleQuery => situation.has_people,
            Self::MatrixLarger | Self::MatrixSmaller | Self::MatrixKind | Self::MatrixMechanism => situation.has_matrix,
            Self::Around => situation.has_thing,
            Self::Unpin => situation.has_pins,
            Self::PeopleAll | Self::Close => situation.is_narrowed,
            Self::SignalStep | Self::SignalLanded | Self::Forecast => situation.has_signal,
            Self::ThresholdStep | Self::Identity => situation.is_strategy,
            Self::Resolve => situation.has_forecasts,
            Self::ChoiceDown | Self::ChoiceUp => situation.can_scroll,
            Self::ChoicePrevious => situation.has_question_before,
            _ => true,
        }
    }
}
