//! State of the explorer.

use std::collections::BTreeMap;

use crate::action::{Action, ActionContext, Focus, KeyNames, KeyScope};
use crate::graph::Graph;
use crate::model::UserPortfolios;
use crate::page::PageKeys;
use crate::place::Place;

use super::browse::Browse;
use super::browse::layout::{LayoutPreferences, Size};
use super::browse::marks::Marks;
use super::browse::table_orders::TableOrders;
use super::browse::trail::Visit;
use super::effect::{Effect, SearchQuestion};
use super::history::Histories;
use super::layer::Layer;
use super::layer::behavior::LayerContext;
use super::model::Model;
use super::pending_query::{PendingQuery, Requester};
use super::review::state::ReviewState;
use super::{situation, useful};

/// Maximum number of suggested actions for the subject under the cursor.
const MAX_USEFUL: usize = 4;

/// Actions whose keys pages name.
const PAGE_ACTIONS: &[Action] = &[
    Action::Follow,
    Action::Review,
    Action::JudgeBack,
    Action::JudgeDoubt,
    Action::JudgeReject,
    Action::JudgeUndecided,
    Action::Confidence,
    Action::SignalStep,
    Action::Note,
    Action::OwnTags,
    Action::ReviewNext,
    Action::ReviewPrevious,
    Action::ReviewQueue,
    Action::ReviewLeave,
    Action::ShowOthers,
    Action::PortfolioToggle,
    Action::PortfolioLoad,
    Action::CompareEditions,
    Action::Edit,
];

/// Data that an update reads and that is not part of the state.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Current graph.
    pub graph: &'a Graph,
    /// Current key bindings.
    pub keys: &'a dyn KeyNames,
}

/// Notice to the user, and the action that the next key may confirm.
#[derive(Clone, Debug, Default)]
pub struct StatusLine {
    /// Text of the notice, shown until the next key.
    pub notice: Option<String>,
    /// Whether the welcome hint is on screen.
    pub is_welcome: bool,
    /// Action requested by the previous key; it is confirmed if the current key requests it again.
    to_confirm: Option<Action>,
    /// Action requested by the current key, which the next key may confirm.
    to_confirm_next: Option<Action>,
}

impl Context<'_> {
    /// Returns how to trigger `action` where it applies, such as `press a on a strategy`.
    pub(super) fn press_on(&self, what: &str, action: Action) -> String {
        match self.keys.key_of(action) {
            Some(key) => format!("press {key} on {what}"),
            None => format!("ask again on {what}"),
        }
    }

    /// Returns a list of actions with their keys, such as ` Try w Next link, f Jump.`; empty if none has a key.
    pub(super) fn try_instead(&self, actions: &[Action]) -> String {
        let keyed = actions.iter().filter_map(|&action| Some((self.keys.key_of(action)?, action.info().title)));
        let hints: Vec<String> = keyed.map(|(keys, title)| format!("{keys} {title}")).collect();
        if hints.is_empty() { String::new() } else { format!(" Try {}.", hints.join(", ")) }
    }
}

/// What the mouse is dragging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DragTarget {
    /// The line between the index and the page, which changes the width of the index.
    IndexEdge,
    /// The line to the left of relations and people, which changes their width.
    SidesEdge,
    /// The scrollbar of this pane.
    Scrollbar(Focus),
    /// The scrollbar of the layer's scrolling region with this index.
    Layer(usize),
}

/// What the last click has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum ClickEffect {
    /// The click followed a link, or did something else that a second click does not continue.
    #[default]
    Done,
    /// The click previewed an entry of the index.
    Entry,
    /// The click moved the cursor to a row.
    Row,
    /// The click started to drag a line or a scrollbar.
    Drag,
}

/// State of the explorer.
#[derive(Clone, Debug)]
pub struct State {
    /// Inputs of pages besides the graph.
    pub model: Model,
    /// State of the panes, including the places visited.
    pub browse: Browse,
    /// State of the review that is not in the journal.
    pub review: ReviewState,
    /// Layer above the panes, if one is open.
    pub layer: Option<Layer>,
    /// Notice in the footer.
    pub status: StatusLine,
    /// Histories of typed lines.
    pub histories: Histories,
    /// What the mouse is currently dragging, if anything.
    pub drag: Option<DragTarget>,
    /// What the last click has done, which determines the effect of a second click on the same cell.
    pub(super) clicked: ClickEffect,
    /// Portfolios of the user before their last change, for undoing the change.
    pub(super) portfolios_before: Option<UserPortfolios>,
    /// Whether the user has pressed no key since the editor was opened.
    pub(super) was_editing: bool,
    /// Search whose answer is pending.
    pub(super) pending: PendingQuery,
    /// Effects that the current update has requested so far.
    pub(super) effects: Vec<Effect>,
}

impl StatusLine {
    /// Returns whether the previous key requested `action` too; if not, marks `action` as one that the next key may
    /// confirm.
    #[must_use]
    pub(super) fn is_confirmed(&mut self, action: Action) -> bool {
        let is_confirmed = self.to_confirm == Some(action);
        self.to_confirm_next = (!is_confirmed).then_some(action);
        is_confirmed
    }

    /// Starts the handling of a key, which can confirm only the action of the key before.
    pub(super) fn next_input(&mut self) {
        self.to_confirm = self.to_confirm_next.take();
    }
}

/// What the explorer knows when it starts.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Inputs of pages besides the graph.
    pub model: Model,
    /// Marked places of earlier runs.
    pub marks: Marks,
    /// Orders of tables of earlier runs.
    pub table_orders: TableOrders,
    /// Layout of earlier runs.
    pub preferences: LayoutPreferences,
}

impl State {
    /// Creates the state of an explorer of `graph` that shows `place`.
    pub fn new(graph: &Graph, place: Place, size: Size) -> Self {
        Self::starting(graph, Start::default(), place, size)
    }

    /// Creates the state of an explorer of `graph` that shows `place`, with the data in `start`.
    pub fn starting(graph: &Graph, start: Start, place: Place, size: Size) -> Self {
        let Start { mut model, marks, table_orders, preferences } = start;
        model.bookmarks.marks = places_of(&marks);
        Self {
            browse: Browse::new(graph, &model, (place, marks, table_orders), size, preferences),
            model,
            review: ReviewState::default(),
            layer: None,
            status: StatusLine::default(),
            histories: Histories::default(),
            drag: None,
            clicked: ClickEffect::default(),
            portfolios_before: None,
            was_editing: false,
            pending: PendingQuery::default(),
            effects: Vec::new(),
        }
    }

    /// Requests work outside the app: adds an effect to those that the update returns.
    pub(super) fn emit(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Shows a notice to the user until the next key.
    pub(super) fn notify(&mut self, notice: impl Into<String>) {
        self.status.notice = Some(notice.into());
    }

    /// Starts a search for `requester`.
    pub(super) fn ask(&mut self, requester: Requester, question: SearchQuestion) {
        let effect = self.pending.ask(requester, question);
        self.emit(effect);
    }

    /// Returns whether `action` does not apply in the panes, and shows the reason as a notice. There is no notice if
    /// the action closes something and nothing is open.
    pub(super) fn refuses(&mut self, action: Action, context: Context<'_>) -> bool {
        let refusal = action.refusal(&situation::in_panes(&self.model, &self.browse));
        if let Some(reason) = refusal.filter(|_| action != Action::Close) {
            let instead = context.try_instead(action.info().need.map_or(&[], useful::instead));
            self.notify(format!("{}: {reason}.{instead}", action.info().title));
        }
        refusal.is_some()
    }

    /// Returns the state that a layer can read.
    pub(super) fn layer_context<'a>(&'a self, context: Context<'a>) -> LayerContext<'a> {
        let Context { graph, keys } = context;
        LayerContext { graph, keys, model: &self.model, browse: &self.browse, review: &self.review }
    }

    /// Returns whether there are changes since the last visit, and the home page, which lists them, has been on screen.
    pub fn has_seen_changes(&self) -> bool {
        self.model.since.is_some() && self.browse.trail.lines().iter().any(|entry| entry.place == Place::Home)
    }

    /// Returns whether the current review card is on screen.
    pub fn is_on_card(&self) -> bool {
        situation::is_on_card(&self.model, &self.browse)
    }

    /// Returns the scopes of keys that currently apply, in order of precedence.
    pub fn scopes(&self) -> &'static [KeyScope] {
        match &self.layer {
            Some(layer) => layer.behavior().scopes(),
            None if self.browse.index.typing => &[KeyScope::Input],
            None if self.is_on_card() => &[KeyScope::Review, KeyScope::Browse],
            None => &[KeyScope::Browse],
        }
    }

    /// Returns whether typed characters are inserted as text instead of being taken as keys.
    pub fn takes_text(&self) -> bool {
        self.layer.as_ref().map_or(self.browse.index.typing, |layer| layer.behavior().takes_text())
    }

    /// Returns the situation that determines which actions currently apply.
    pub fn action_context(&self) -> ActionContext {
        let mut met = situation::in_panes(&self.model, &self.browse).met;
        met.extend(self.layer.iter().flat_map(|layer| layer.behavior().needs_met(self.browse.size)));
        ActionContext { scope: self.scopes().first().copied().unwrap_or_default(), met }
    }

    /// Returns the most useful actions that apply to what is under the cursor of the panes, then those of the page.
    pub fn useful_here(&self) -> Vec<Action> {
        if self.layer.is_some() || self.browse.index.typing || self.is_on_card() {
            return Vec::new();
        }
        let in_panes = situation::in_panes(&self.model, &self.browse);
        if !self.browse.selection.is_empty() {
            return useful::OF_SELECTION.iter().copied().filter(|action| action.applies(&in_panes)).collect();
        }
        let of_subject = match self.browse.subject() {
            Some(subject) if self.browse.view.matrix.is_none() => useful::of_subject(Some(subject)),
            _ => &[],
        };
        let of_subject = of_subject.iter().copied().filter(|action| action.applies(&in_panes)).take(MAX_USEFUL);
        let sort = self.browse.is_in_table().then_some(Action::Sort);
        let of_place = useful::of_place(self.browse.place()).iter().copied();
        let mut useful = Vec::new();
        for action in std::iter::once(Action::Follow).chain(sort).chain(of_subject).chain(of_place) {
            if action.applies(&in_panes) && !useful.contains(&action) {
                useful.push(action);
            }
        }
        useful
    }

    /// Sets whether the screen shows half-blocks, and redraws the matrix accordingly.
    pub fn set_half_blocks(&mut self, has_half_blocks: bool) {
        self.browse.has_half_blocks = has_half_blocks;
        self.browse.settle_matrix();
    }

    /// Sets the keys that pages name. A page of the user's own data, which may name keys, is rebuilt.
    pub fn set_keys(&mut self, keys: &dyn KeyNames, graph: &Graph) {
        let keys = PAGE_ACTIONS.iter().filter_map(|action| Some((action.info().id, keys.key_of(*action)?)));
        let keys = PageKeys::new(keys);
        if self.model.keys != keys {
            self.model.keys = keys;
            if matches!(self.browse.place(), Place::Overview(overview) if overview.is_private()) {
                self.refresh(graph);
            }
        }
    }

    /// Replaces the marked places.
    pub(super) fn set_marks(&mut self, marks: Marks) {
        self.model.bookmarks.marks = places_of(&marks);
        self.browse.marks = marks;
    }

    /// Goes to the place of `visit`, which is added to the trail unless it is the current place.
    pub(super) fn go(&mut self, graph: &Graph, visit: Visit) {
        self.browse.go(&self.model, graph, visit);
    }

    /// Builds and shows the page of the trail's current place.
    pub(super) fn arrive(&mut self, graph: &Graph) {
        self.browse.arrive(&self.model, graph);
    }

    /// Rebuilds the page on screen after its data has changed; the cursor of each pane stays on its link.
    pub(super) fn refresh(&mut self, graph: &Graph) {
        self.browse.refresh(&self.model, graph);
        self.browse.settle();
    }
}

/// Returns the address of each marked place, by letter.
fn places_of(marks: &Marks) -> BTreeMap<char, String> {
    marks.iter().map(|(&letter, mark)| (letter, mark.place.clone())).collect()
}
