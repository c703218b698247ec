//! Table of actions: the id, title, help, group, scope and need of each action.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::place::Overview;

use super::context::{ActionContext, KeyScope, Need};

/// Heading under which the help lists an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Moving on the screen.
    Move,
    /// Going to places.
    Go,
    /// The current portfolio and the saved ones.
    Portfolio,
    /// Searching the atlas or the page.
    Find,
    /// Changing what is displayed.
    Show,
    /// Judging the subject of a card.
    Judge,
    /// Editing a line of text.
    Edit,
    /// The program itself.
    Program,
}

impl Group {
    /// Every group, in display order.
    pub const ALL: [Self; 8] =
        [Self::Judge, Self::Move, Self::Go, Self::Portfolio, Self::Find, Self::Show, Self::Edit, Self::Program];

    /// Returns the spelling in JSON, which scripts read and which therefore never changes.
    pub fn as_str(self) -> &'static str {
        if self == Self::Portfolio { "Hold together" } else { self.label() }
    }

    /// Returns the heading of the group in the help.
    pub fn label(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Go => "Go",
            Self::Portfolio => "Portfolio",
            Self::Find => "Find",
            Self::Show => "Show",
            Self::Judge => "Judge",
            Self::Edit => "Edit a line",
            Self::Program => "Program",
        }
    }
}

/// Row of the table of actions: the description of one action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionInfo {
    /// Name in key maps, which never changes even if the action is renamed: `portfolio-keep` saves a portfolio.
    pub id: &'static str,
    /// Name of the action in one to three words, for key hints.
    pub title: &'static str,
    /// Description of the action, in a sentence.
    pub help: &'static str,
    /// Heading under which the help lists the action.
    pub group: Group,
    /// Scope in which the keys of the action work.
    pub scope: KeyScope,
    /// Requirement without which the action does nothing, if there is one.
    pub need: Option<Need>,
}

macro_rules! actions {
    ($($action:ident, $scope:ident, $group:ident, $id:literal, $title:literal, $help:literal $(, $need:ident)?;)*
        => OVERVIEWS;
        $($later:ident, $its_scope:ident, $its_group:ident, $its_id:literal, $its_title:literal, $its_help:literal
            $(, $its_need:ident)?;)*) => {
        /// Action that a key, a click or the palette can trigger.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $help] $action,)*
            /// Goes to an overview; [`Overview::command`] has the id, title and help.
            GoOverview(Overview),
            $(#[doc = $its_help] $later,)*
        }

        impl Action {
            /// Returns every action, in the order in which the table lists them.
            pub fn all() -> &'static [Self] {
                static ALL: LazyLock<Vec<Action>> = LazyLock::new(|| {
                    let overviews = Overview::ALL.iter().filter(|overview| overview.command().is_some());
                    let mut all = vec![$(Action::$action,)*];
                    all.extend(overviews.map(|&overview| Action::GoOverview(overview)));
                    all.extend([$(Action::$later,)*]);
                    all
                });
                &ALL
            }

            /// Returns the row of the table of actions.
            pub fn info(self) -> ActionInfo {
                match self {
                    $(Self::$action => ActionInfo {
                        id: $id,
                        title: $title,
                        help: $help,
                        group: Group::$group,
                        scope: KeyScope::$scope,
                        need: None$(.or(Some(Need::$need)))?,
                    },)*
                    Self::GoOverview(overview) => overview_info(overview),
                    $(Self::$later => ActionInfo {
                        id: $its_id,
                        title: $its_title,
                        help: $its_help,
                        group: Group::$its_group,
                        scope: KeyScope::$its_scope,
                        need: None$(.or(Some(Need::$its_need)))?,
                    },)*
                }
            }
        }
    };
}

/// Returns the row of the action that goes to an overview.
fn overview_info(overview: Overview) -> ActionInfo {
    let (id, title, help) = match overview.command() {
        Some(command) => (command.id, command.title, command.help),
        None => (overview.slug(), overview.name(), overview.about()),
    };
    ActionInfo { id, title, help, group: Group::Go, scope: KeyScope::Browse, need: None }
}

actions! {
    CursorDown, Browse, Move, "cursor-down", "Down", "Moves to the next item or row, or by the count.";
    CursorUp, Browse, Move, "cursor-up", "Up", "Moves to the previous item or row, or by the count.";
    CursorLeft, Browse, Move, "cursor-left", "Left", "Moves to the link on the left, or to the pane on the left.";
    CursorRight, Browse, Move, "cursor-right", "Right", "Moves to the link on the right, or to the pane on the right.";
    ScrollDown, Browse, Move, "scroll-down", "Scroll down", "Scrolls down by one line, or by the count; the cursor stays in sight.";
    ScrollUp, Browse, Move, "scroll-up", "Scroll up", "Scrolls up by one line, or by the count; the cursor stays in sight.";
    LinkNext, Browse, Move, "link-next", "Next link", "Moves to the next link in the pane.";
    LinkPrevious, Browse, Move, "link-previous", "Previous link", "Moves to the previous link in the pane.";
    HalfPageDown, Browse, Move, "half-page-down", "Half a page down", "Moves down half a screen.";
    HalfPageUp, Browse, Move, "half-page-up", "Half a page up", "Moves up half a screen.";
    PageDown, Browse, Move, "page-down", "Page down", "Moves down one screen.";
    PageUp, Browse, Move, "page-up", "Page up", "Moves up one screen.";
    First, Browse, Move, "first", "Top", "Moves to the first row, or to the row given by the count.";
    Last, Browse, Move, "last", "Bottom", "Moves to the last row, or to the row given by the count.";
    SectionNext, Browse, Move, "section-next", "Next section", "Moves to the next section.";
    SectionPrevious, Browse, Move, "section-previous", "Previous section", "Moves to the previous section.";
    PaneNext, Browse, Move, "pane-next", "Next pane", "Moves to the next pane.", Panes;
    PanePrevious, Browse, Move, "pane-previous", "Previous pane", "Moves to the previous pane.", Panes;

    Follow, Browse, Go, "follow", "Follow", "Follows the link under the cursor.", Link;
    Hint, Browse, Go, "hint", "Jump", "Labels every visible link with letters; type them to follow the link.", LinkInSight;
    Back, Browse, Go, "back", "Back", "Goes back along the trail and restores scroll and cursor.", PreviousPlace;
    Forward, Browse, Go, "forward", "Forward", "Goes forward along the trail.", NextPlace;
    Open, Browse, Go, "open", "Open in browser", "Opens the source or link under the cursor in the browser.", Url;
    Edit, Browse, Go, "edit", "Edit", "Opens the record under the cursor, or the record of this page, in your editor at its line.", Files;
    Diagnostics, Browse, Go, "faults", "Diagnostics", "Lists errors and warnings in the files of the atlas, to open one in your editor.", Diagnostics;
    GoHome, Browse, Go, "go-home", "Home", "Goes to the home page.";
    GoStrategies, Browse, Go, "go-strategies", "Strategies", "Goes to all strategies and lists them in the index.";
    GoPeople, Browse, Go, "go-people", "People", "Goes to all people and lists them in the index.";
    GoTags, Browse, Go, "go-tags", "Tags", "Goes to all tags and lists them in the index.";
    GoLevers, Browse, Go, "go-levers", "Levers", "Goes to all levers and lists them in the index.";
    GoScenarios, Browse, Go, "go-scenarios", "Scenarios", "Goes to all scenarios and lists them in the index.";
    GoPortfolios, Browse, Go, "go-portfolios", "Portfolios", "Goes to all portfolios and lists them in the index.";
    GoMechanisms, Browse, Go, "go-mechanisms", "Mechanisms", "Goes to all mechanisms and lists them in the index.";
    => OVERVIEWS;

    Compare, Browse, Go, "compare", "Compare", "Pins a strategy, tag or portfolio; on another of its kind, compares the two. Compares selected rows at once.";
    Around, Browse, Go, "around", "Around", "Shows everything connected to the record under the cursor or of the page.", Subject;
    Brief, Browse, Go, "brief", "Brief", "Shows a brief of a record: who backs it and why, in one page. Copies one of all selected rows.";
    Unpin, Browse, Go, "unpin", "Clear pins", "Unpins all pinned strategies, tags and portfolios.", Pins;
    Path, Browse, Go, "path", "Path from here", "Starts a path at the record under the cursor; on another record, shows the paths between the two.";

    PortfolioToggle, Browse, Portfolio, "portfolio-toggle", "Add or remove", "Adds the strategy under the cursor or of the page to the current portfolio, or removes it.";
    PortfolioLoad, Browse, Portfolio, "portfolio-take", "Load portfolio", "Lists portfolios; the selected one replaces the current portfolio.";
    PortfolioSave, Browse, Portfolio, "portfolio-keep", "Save portfolio", "Saves the current portfolio; asks for a name the first time.";
    PortfolioRename, Browse, Portfolio, "portfolio-rename", "Rename portfolio", "Renames the current portfolio.";
    PortfolioDelete, Browse, Portfolio, "portfolio-delete", "Delete portfolio", "Deletes your saved portfolio under the cursor, else the current one; its strategies stay current.";
    PortfolioClear, Browse, Portfolio, "portfolio-clear", "Clear portfolio", "Removes every strategy from the current portfolio.";
    PortfolioUndo, Browse, Portfolio, "portfolio-undo", "Undo portfolio change", "Undoes the last change to the current or saved portfolios; again, redoes it.";
    PortfolioSearch, Browse, Portfolio, "portfolio-search", "Smallest superset", "Finds the smallest portfolios that contain the current one and cover everything.";
    PortfolioConstraints, Browse, Portfolio, "portfolio-demand", "Smallest portfolio", "Asks for constraints, as flags of `stratlas suggest`, and finds the smallest portfolios that meet them.";
    SelectRow, Browse, Go, "select-row", "Select row", "Selects or unselects a row, or as many as the count; compare, brief, copy, review, path and portfolio then apply to all.";
    SelectAll, Browse, Go, "select-all", "Select all", "Selects all rows of the list or table under the cursor, or unselects them.";
    CompareEditions, Browse, Go, "compare-editions", "Compare editions", "Asks for another edition and compares the atlas with it.";
    ShowOthers, Browse, Go, "show-others", "Show others' verdicts", "Shows others' verdicts before you have recorded your own; your journal notes that you saw them.";
    Accept, Browse, Go, "accept", "Accept", "Accepts the inconsistency under the cursor on the page of Consistency, with a note.", Inconsistency;
    Review, Browse, Go, "review", "Review", "Returns to the open review; with several or none, or with selected rows, lists what to resume or start.";

    SetMark, Browse, Go, "mark-set", "Set mark", "Saves this place under the letter that follows.";
    GoMark, Browse, Go, "mark-go", "Go to mark", "Goes to the place saved under the letter that follows.";
    Trail, Browse, Go, "trail", "Trail", "Lists every place you have visited, to jump back to one.";
    SaveTrail, Browse, Go, "trail-save", "Save trail", "Saves the trail under a name.";
    OpenTrail, Browse, Go, "trail-open", "Saved trails", "Lists saved trails, to reopen one.";
    TrailNote, Browse, Go, "trail-note", "Note on this stop", "Edits the note of this place on the trail.";
    PlayTrail, Browse, Go, "trail-play", "Play trail", "Walks the trail from its start, stop by stop, with the notes.";

    Palette, Browse, Find, "palette", "All actions", "Finds any action or place by a few letters.";
    Search, Browse, Find, "search", "Search", "Searches everything: names first, then all other text.";
    ResultNext, Browse, Find, "result-next", "Next result", "Goes to the next result of the last search.", Results;
    ResultPrevious, Browse, Find, "result-previous", "Previous result", "Goes to the previous result of the last search.", Results;
    Filter, Browse, Find, "filter", "Filter index", "Filters the index by what you type.";

    Sort, Browse, Show, "sort", "Sort", "Sorts the table under the cursor by its next column; with a count, by the column with that number.", Table;
    SortReverse, Browse, Show, "sort-reverse", "Reverse order", "Sorts the table under the cursor the other way around.", Table;
    PeopleOrder, Browse, Show, "people-order", "Sort people", "Sorts people by profile, recognition, expertise or name.", People;
    PeopleExpertise, Browse, Show, "people-expertise", "Filter by expertise", "Shows only people of one expertise tier; again for the next tier.", People;
    PeopleRecognition, Browse, Show, "people-recognition", "Filter by recognition", "Shows only people of one recognition tier; again for the next tier.", People;
    PeopleStance, Browse, Show, "people-stance", "Filter by stance", "Shows only people with one stance; again for the next stance.", People;
    PeopleVintage, Browse, Show, "people-vintage", "Filter by vintage", "Shows only people of one vintage; again for the next vintage.", People;
    PeopleStated, Browse, Show, "people-stated", "Stated only", "Hides people whose positions are all tentative, or shows them again.", People;
    PeopleQuery, Browse, Show, "people-query", "Filter people", "Filters the people on the page by a query.", People;
    PeopleAll, Browse, Show, "people-all", "Clear people filters", "Shows all people again in the default order.", Filter;

    MatrixLarger, Browse, Show, "matrix-larger", "Larger cells", "Draws the cells of the matrix larger: half-blocks, signs, letters.", Matrix;
    MatrixSmaller, Browse, Show, "matrix-smaller", "Smaller cells", "Draws the cells of the matrix smaller.", Matrix;
    MatrixKind, Browse, Show, "matrix-kind", "Filter by relation", "Shows only pairs of one relation; again for the next relation.", Matrix;
    MatrixMechanism, Browse, Show, "matrix-mechanism", "Filter by mechanism", "Shows only pairs with one mechanism; again for the next mechanism.", Matrix;

    Explain, Browse, Show, "explain", "Explain", "Shows the explanations of sections and terms on all pages, or folds them again.";
    Zoom, Browse, Show, "zoom", "Zoom pane", "Shows the focused pane alone, or all panes again.";
    HideIndex, Browse, Show, "hide-index", "Toggle index", "Hides the index, or shows it again.";
    HideSides, Browse, Show, "hide-sides", "Toggle side panes", "Hides the panes of relations and people, or shows them again.";
    Widen, Browse, Show, "widen", "Widen pane", "Widens the focused pane.";
    Narrow, Browse, Show, "narrow", "Narrow pane", "Narrows the focused pane.";
    ResetLayout, Browse, Show, "reset-layout", "Reset layout", "Shows all panes at their default widths.";
    NextTheme, Browse, Show, "next-theme", "Next theme", "Shows the next built-in theme until the program ends.";

    CopyPlace, Browse, Go, "copy-place", "Copy address", "Copies the address of this page, for `stratlas show`, or those of the selected rows.";
    CopyLink, Browse, Go, "copy-link", "Copy link", "Copies the web address under the cursor, or the first one on the page.", Url;
    CopyPage, Browse, Go, "copy-page", "Copy page", "Copies this page as Markdown.";
    CopyBrief, Browse, Go, "copy-brief", "Copy brief", "Copies a brief of what is selected, pinned, under the cursor or on the page as Markdown.";
    CopyTrailBrief, Browse, Go, "copy-trail-brief", "Copy brief of trail", "Copies a brief of all places that led here as Markdown.";
    CopyTrail, Browse, Go, "copy-trail", "Copy trail", "Copies the trail as Markdown.";
    CopyCommand, Browse, Go, "copy-command", "Copy command", "Copies the command line that prints this screen.";

    Help, Browse, Program, "help", "Help", "Shows the keys that work here and what the badges mean.";
    Close, Browse, Program, "close", "Close", "Closes the top layer, or clears the selection or a filter; never quits the program.", Filter;
    Suspend, Browse, Program, "suspend", "Suspend", "Suspends the program; `fg` in the shell resumes it.";
    Redraw, Browse, Program, "redraw", "Redraw", "Redraws the whole screen.";
    Quit, Browse, Program, "quit", "Quit", "Quits the program.";

    JudgeBack, Review, Judge, "judge-back", "Back it", "Backs a strategy, marks a position as supported by the record, or a commitment as holding.";
    JudgeDoubt, Review, Judge, "judge-doubt", "Doubt", "Doubts a strategy, marks a position as possibly unsupported by the record, or a commitment as unsure.";
    JudgeReject, Review, Judge, "judge-reject", "Reject", "Rejects a strategy, marks a position as wrongly recorded, or a commitment as failing.";
    JudgeUndecided, Review, Judge, "judge-undecided", "Undecided", "Records undecided and replaces an earlier stance.";
    Confidence, Review, Judge, "confidence", "Confidence", "Asks for your confidence; a digit alone records it in tenths, 0 for 100%.", Confidence;
    ConfidenceUp, Review, Judge, "confidence-up", "Raise confidence", "Raises confidence by 5 points.", Confidence;
    ConfidenceDown, Review, Judge, "confidence-down", "Lower confidence", "Lowers confidence by 5 points.", Confidence;
    SignalStep, Review, Judge, "signal-step", "Signal", "Marks the falsification signal as not seen, watched, or unmarked, in turn.", Signal;
    SignalLanded, Review, Judge, "signal-landed", "Signal landed", "Marks the falsification signal as landed; asks for a date and evidence.", Signal;
    ThresholdStep, Review, Judge, "threshold-step", "Threshold", "Marks the threshold as stable, near, past, or unmarked, in turn.", Strategy;
    Identity, Review, Judge, "identity-questions", "Bet or identity", "Asks the questions that tell a bet from an identity.", Strategy;
    Reasons, Review, Judge, "reasons", "Reasons", "Adds or removes reasons by number; `[[reason]]` in the atlas or the configuration defines them.";
    Criteria, Review, Judge, "criteria", "Criteria", "Shows when each predefined reason applies.";
    OwnTags, Review, Judge, "own-tags", "Tags", "Edits your tags, separated by spaces.";
    Note, Review, Judge, "note", "Note", "Edits your note.";
    NoteInEditor, Review, Judge, "note-in-editor", "Note in editor", "Edits your note in your editor.";
    ReviewInWeek, Review, Judge, "again-week", "Review in a week", "Sets the review date to 7 days from today.";
    ReviewInMonth, Review, Judge, "again-month", "Review in a month", "Sets the review date to 30 days from today.";
    ReviewInQuarter, Review, Judge, "again-quarter", "Review in a quarter", "Sets the review date to 90 days from today.";
    ReviewInYear, Review, Judge, "again-year", "Review in a year", "Sets the review date to 365 days from today.";
    ReviewOnDate, Review, Judge, "again-date", "Review on a date", "Asks for the review date.";
    ClearReviewDate, Review, Judge, "again-never", "Clear review date", "Clears the review date.";
    Forecast, Review, Judge, "forecast", "Forecast", "Asks how likely the signal is to land, and by when.", Signal;
    Resolve, Review, Judge, "resolve", "Resolve forecast", "Asks for the outcome of a forecast on the signal.", Forecast;
    ReviewUndo, Review, Judge, "review-undo", "Undo", "Undoes your last entry in this session; the journal keeps it.";
    ReviewRedo, Review, Judge, "review-redo", "Redo", "Redoes the last undone entry.";

    ReviewNext, Review, Move, "review-next", "Next card", "Goes to the next card; a card without a stance or record check counts as skipped.";
    ReviewPrevious, Review, Move, "review-previous", "Previous card", "Goes to the previous card; what you recorded stays.";
    ReviewQueue, Review, Move, "review-queue", "Jump to card", "Lists the cards of the queue, judged or not, to jump to one.";
    ReviewDefer, Review, Move, "review-defer", "Defer", "Moves the card to the end of the queue.";
    ReviewEnd, Review, Program, "review-end", "End session", "Ends the session; asks first if cards are left.";
    ReviewLeave, Review, Program, "review-leave", "Leave card", "Returns to the previous place; the session stays open.";

    ChoiceNext, Choice, Move, "choice-next", "Next question", "Goes to the next question; after the last, shows all your answers.";
    ChoicePrevious, Choice, Move, "choice-previous", "Previous question", "Goes to the previous question.", PreviousQuestion;
    ChoiceDown, Choice, Move, "choice-down", "Scroll down", "Scrolls down in a question too long for the screen.", Overflow;
    ChoiceUp, Choice, Move, "choice-up", "Scroll up", "Scrolls up in a question too long for the screen.", Overflow;
    ChoiceClose, Choice, Program, "choice-close", "Close", "Closes the questions; your answers stay recorded.";

    SearchDown, Search, Move, "search-down", "Next", "Moves to the next result.";
    SearchUp, Search, Move, "search-up", "Previous", "Moves to the previous result.";
    SearchPageDown, Search, Move, "search-page-down", "Page down", "Moves down one page of results.";
    SearchPageUp, Search, Move, "search-page-up", "Page up", "Moves up one page of results.";
    PreviewDown, Search, Move, "preview-down", "Scroll preview down", "Scrolls the preview down.", Preview;
    PreviewUp, Search, Move, "preview-up", "Scroll preview up", "Scrolls the preview up.", Preview;
    SearchAccept, Search, Go, "search-accept", "Open", "Opens the selected result.";
    SearchComplete, Search, Find, "search-complete", "Complete", "Completes the field or value before the cursor.", Preview;
    SearchClose, Search, Program, "search-close", "Close", "Closes the search.";

    HelpDown, Help, Move, "help-down", "Down", "Moves to the next action, or scrolls down after the last.";
    HelpUp, Help, Move, "help-up", "Up", "Moves to the previous action, or scrolls up.";
    HelpPageDown, Help, Move, "help-page-down", "Page down", "Scrolls down one page.";
    HelpPageUp, Help, Move, "help-page-up", "Page up", "Scrolls up one page.";
    HelpFirst, Help, Move, "help-first", "Top", "Scrolls to the top.";
    HelpLast, Help, Move, "help-last", "Bottom", "Scrolls to the bottom.";
    HelpRun, Help, Go, "help-run", "Run", "Runs the selected action.";
    HelpSearch, Help, Find, "help-search", "Filter", "Filters the help by what you type.";
    HelpClose, Help, Program, "help-close", "Close", "Closes the help.";

    InputLeft, Input, Edit, "input-left", "Left", "Moves left one character.";
    InputRight, Input, Edit, "input-right", "Right", "Moves right one character.";
    InputWordLeft, Input, Edit, "input-word-left", "Word left", "Moves left one word.";
    InputWordRight, Input, Edit, "input-word-right", "Word right", "Moves right one word.";
    InputStart, Input, Edit, "input-start", "Start", "Moves to the start of the line.";
    InputEnd, Input, Edit, "input-end", "End", "Moves to the end of the line.";
    InputErase, Input, Edit, "input-erase", "Delete backward", "Deletes the character before the cursor.";
    InputDelete, Input, Edit, "input-delete", "Delete", "Deletes the character under the cursor.";
    InputEraseWord, Input, Edit, "input-erase-word", "Delete word", "Deletes the word before the cursor.";
    InputEraseToStart, Input, Edit, "input-erase-to-start", "Delete to start", "Deletes everything before the cursor.";
    InputEraseToEnd, Input, Edit, "input-erase-to-end", "Delete to end", "Deletes everything after the cursor.";
    InputYank, Input, Edit, "input-yank", "Paste deleted", "Inserts the word or line that was deleted last.";
    InputUndo, Input, Edit, "input-undo", "Undo", "Undoes the last edit.";
    InputDown, Input, Move, "input-down", "Down the list", "Moves down in the filtered list.";
    InputUp, Input, Move, "input-up", "Up the list", "Moves up in the filtered list.";
    InputEarlier, Input, Edit, "input-earlier", "Previous line", "Replaces the line with the one entered before it.";
    InputLater, Input, Edit, "input-later", "Next line", "Replaces the line with the one entered after it.";
    InputAccept, Input, Program, "input-accept", "Accept", "Applies the filter and returns to the list.";
    InputCancel, Input, Program, "input-cancel", "Cancel", "Clears the filter and returns to the list.";
}

impl Action {
    /// Returns the action with this id.
    pub fn parse(id: &str) -> Option<Self> {
        static BY_ID: LazyLock<HashMap<&str, Action>> =
            LazyLock::new(|| Action::all().iter().map(|&action| (action.info().id, action)).collect());
        BY_ID.get(id).copied()
    }

    /// Returns the reason why the action would do nothing in `context`; `None` if the action applies.
    pub fn refusal(self, context: &ActionContext) -> Option<&'static str> {
        let info = self.info();
        let is_below = context.scope == KeyScope::Review && info.scope == KeyScope::Browse;
        match info.need {
            _ if info.scope == KeyScope::Review && context.scope != info.scope => Some("no review card is open here"),
            _ if info.scope != context.scope && !is_below => Some("it does not apply here"),
            need => {
                let needs = need.into_iter().chain(self.is_of_verdict().then_some(Need::Verdict));
                needs.filter(|need| !context.met.contains(need)).map(Need::reason).next()
            }
        }
    }

    /// Returns whether the action records a part that a verdict has but a consensus between reviewers does not.
    fn is_of_verdict(self) -> bool {
        use Action::{
            Confidence, ConfidenceDown, ConfidenceUp, JudgeBack, JudgeDoubt, JudgeReject, JudgeUndecided, Note,
            NoteInEditor, ReviewRedo, ReviewUndo,
        };
        let is_shared = matches!(
            self,
            JudgeBack | JudgeDoubt | JudgeReject | JudgeUndecided | Confidence | ConfidenceUp | ConfidenceDown
        ) || matches!(self, Note | NoteInEditor | ReviewUndo | ReviewRedo);
        self.info().group == Group::Judge && !is_shared
    }

    /// Returns whether the action applies in `context`.
    pub fn applies(self, context: &ActionContext) -> bool {
        self.refusal(context).is_none()
    }
}
