//! Help: essential keys, the meanings of badges and signs, and all other actions that apply, with their keys.

use crate::action::{Action, Group, KeyScope};
use crate::app::browse::layout::{Area, Size};
use crate::app::browse::scroll::ScrollRegion;
use crate::app::command::StateCommand;
use crate::app::history::LineKind;
use crate::app::situation;
use crate::app::text_input::TextInput;
use crate::app::useful;
use crate::document::layout::{Flow, Role};
use crate::document::{Badge, BadgeKind, Block, Heading, Item, Span, fact};
use crate::model::{Mechanism, RelationKind, Tier};
use crate::page::{IN_PORTFOLIO_MARK, SELECTED_SIGN};
use crate::search::rank_titles;
use crate::text;

use super::behavior::{LayerAreas, LayerBehavior, LayerContext, LayerEvent, LayerReply, RefreshReason};

/// Maximum width of the help, in columns: with sentences that describe actions, and with the names of actions alone.
const MAX_WIDTHS: [usize; 2] = [100, 72];
/// Minimum width of the help for sentences that describe actions, in columns.
const MIN_SENTENCES: usize = 90;
/// Maximum number of actions of the page that the help begins with.
const MAX_HERE: usize = 8;

/// Essential actions in the panes.
const BASICS: [Action; 12] = [
    Action::Search,
    Action::Palette,
    Action::Follow,
    Action::Back,
    Action::CursorDown,
    Action::CursorUp,
    Action::PaneNext,
    Action::Hint,
    Action::Open,
    Action::Compare,
    Action::PortfolioToggle,
    Action::Quit,
];
/// Essential actions on a review card.
const CARD_BASICS: [Action; 12] = [
    Action::JudgeBack,
    Action::JudgeDoubt,
    Action::JudgeReject,
    Action::JudgeUndecided,
    Action::Confidence,
    Action::Note,
    Action::SignalStep,
    Action::ReviewNext,
    Action::ReviewPrevious,
    Action::ReviewUndo,
    Action::ReviewLeave,
    Action::ReviewEnd,
];

/// Actions with their keys.
type KeyedActions = Vec<(Action, String)>;

/// Help layer: a text in which an action can be selected and carried out.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// Laid-out text of the help.
    pub flow: Flow,
    /// First visible row of the text.
    pub scroll: usize,
    /// Filter line; its text remains after the user has stopped typing.
    pub filter: TextInput,
    /// Whether the filter line receives keys.
    pub typing: bool,
    /// Actions in the text, each with the row where it starts.
    pub actions: Vec<(usize, Action)>,
    /// Index of the selected action in `actions`.
    pub selected: usize,
    /// Whether the text has the names of actions instead of sentences.
    pub is_short: bool,
}

/// Returns the number of visible rows of the help on a screen of `size`.
pub fn help_height(size: Size) -> usize {
    usize::from(size.height.saturating_sub(6))
}

impl Help {
    /// Creates the help for the actions that apply in the panes.
    pub(in crate::app) fn new(context: &LayerContext<'_>) -> Self {
        let mut help = Self::default();
        help.fill(context);
        help
    }

    /// Lists the actions that match the filter. Without a filter, lists the essential keys and the meanings of signs,
    /// then all other actions that apply.
    fn fill(&mut self, context: &LayerContext<'_>) {
        let browse = context.browse;
        let is_filtered = !self.filter.text().trim().is_empty();
        let listed = listed(self.filter.text(), context);
        let room = usize::from(browse.size.width).saturating_sub(6);
        self.is_short = room < MIN_SENTENCES;
        let (here, basics) = first(context, self.is_short);
        let rest = if is_filtered { listed } else { without(without(listed, &here), &basics) };
        let width = room.min(MAX_WIDTHS[usize::from(self.is_short)]);
        let mut text = HelpText { is_short: self.is_short, ..HelpText::default() };
        if is_filtered && rest.is_empty() {
            text.blocks.push(Block::Notice(vec![Span::plain("no action that applies here matches")]));
        } else if !is_filtered {
            text.actions("On this page", &here);
            text.actions("The keys to know", &basics);
            text.explain(counts(context).into_iter().chain(prefixes(context)));
            if browse.view.matrix.is_some() {
                text.explain(signs(context));
            }
            text.explain(legend(context));
        }
        let widest = rest.iter().map(|(_, keys)| text::width(keys)).max().unwrap_or(0);
        for group in Group::ALL {
            let of_group = rest.iter().filter(|(action, _)| action.info().group == group);
            // Keys are padded to one width, so that the titles of all groups are aligned.
            let of_group: Vec<_> = of_group.map(|(action, keys)| (*action, format!("{keys:widest$}"))).collect();
            text.actions(group.label(), &of_group);
        }
        self.flow = Flow::new(&text.blocks, width);
        self.actions.clear();
        let mut labelled = text.labels.into_iter();
        for (row, content) in self.flow.rows.iter_mut().enumerate() {
            for fragment in content.fragments.iter_mut().filter(|fragment| fragment.role == Role::Label) {
                if let Some(action) = labelled.next().flatten() {
                    // The label contains the keys, which readers look for, so it is emphasized.
                    fragment.role = Role::Strong;
                    self.actions.push((row, action));
                }
            }
        }
        self.scroll = 0;
        self.selected = 0;
    }

    /// Returns the selected action; `None` if no action is listed.
    pub fn action(&self) -> Option<Action> {
        self.actions.get(self.selected).map(|(_, action)| *action)
    }

    /// Returns the first row of the selected action; `None` if no action is listed.
    pub fn row(&self) -> Option<usize> {
        self.actions.get(self.selected).map(|(row, _)| *row)
    }

    /// Returns the area of the help on a screen of `size`, including the frame.
    pub fn frame(&self, size: Size) -> Area {
        let widest = self.flow.rows.iter().map(|row| text::width(&row.text())).max().unwrap_or(0);
        let width = u16::try_from(widest).unwrap_or(u16::MAX).saturating_add(6).min(size.width);
        let height = u16::try_from(help_height(size)).unwrap_or(u16::MAX).saturating_add(2);
        Area { x: (size.width - width) / 2, y: 2, width, height: height.min(size.height.saturating_sub(2)) }
    }

    /// Moves the selection by `by` actions in a window of `height` rows; beyond the first or last action, scrolls
    /// instead.
    fn move_by(&mut self, height: usize, by: isize) {
        let next = self.selected.saturating_add_signed(by);
        if next >= self.actions.len() || (self.selected == 0 && by < 0) {
            self.scroll_by(height, by);
            return;
        }
        self.selected = next;
        if let Some(row) = self.row() {
            // The text scrolls so that the heading above an action is visible too.
            let lowest = row.saturating_sub(2);
            self.scroll = self.scroll.clamp((row + 2).saturating_sub(height).min(lowest), lowest);
        }
    }

    /// Scrolls by `rows` in a window of `height` rows. If the selected action leaves the window, the nearest visible
    /// one is selected.
    fn scroll_by(&mut self, height: usize, rows: isize) {
        self.scroll = self.scroll.saturating_add_signed(rows).min(self.flow.rows.len().saturating_sub(height));
        let seen = self.scroll..self.scroll + height;
        if self.row().is_some_and(|row| !seen.contains(&row)) {
            let first = self.actions.iter().position(|(row, _)| seen.contains(row));
            let last = self.actions.iter().rposition(|(row, _)| seen.contains(row));
            let nearest = if rows > 0 { first } else { last };
            self.selected = nearest.unwrap_or(self.selected);
        }
    }
}

impl LayerBehavior for Help {
    fn scopes(&self) -> &'static [KeyScope] {
        if self.typing { &[KeyScope::Input] } else { &[KeyScope::Help] }
    }

    fn takes_text(&self) -> bool {
        self.typing
    }

    fn line(&mut self) -> Option<(&mut TextInput, LineKind)> {
        self.typing.then_some((&mut self.filter, LineKind::List))
    }

    /// Returns only the scrolling region, without a frame, so that a click anywhere but on the scrollbar closes the
    /// help.
    fn areas(&self, size: Size) -> LayerAreas {
        let frame = self.frame(size);
        let area = Area { y: frame.y + 1, height: frame.height.saturating_sub(2), ..frame.inset(0, 2) };
        let text = ScrollRegion { area, rows: self.flow.rows.len(), first: self.scroll, has_entries: false };
        LayerAreas { frame: Area::default(), regions: [Some(text), None] }
    }

    fn handle(&mut self, event: LayerEvent<'_>, context: &LayerContext<'_>) -> LayerReply {
        let height = help_height(context.browse.size);
        match event {
            LayerEvent::Act(action) => return self.act(action, height, context),
            LayerEvent::Edited => self.fill(context),
            LayerEvent::Wheel(_, rows) => self.scroll_by(height, rows),
            LayerEvent::ScrollTo(_, first) => {
                let signed = |row| isize::try_from(row).unwrap_or(0);
                self.scroll_by(height, signed(first) - signed(self.scroll));
            }
            LayerEvent::Typed(_) | LayerEvent::Choose(_) | LayerEvent::Answer(_) => {}
        }
        LayerReply::Stay
    }

    fn refresh(&mut self, context: &LayerContext<'_>, why: RefreshReason<'_>) -> LayerReply {
        if matches!(why, RefreshReason::Resized) {
            self.fill(context);
        }
        LayerReply::Stay
    }
}

impl Help {
    fn act(&mut self, action: Action, height: usize, context: &LayerContext<'_>) -> LayerReply {
        let page = isize::try_from(height).unwrap_or(isize::MAX);
        match action {
            Action::HelpDown | Action::InputDown => self.move_by(height, 1),
            Action::HelpUp | Action::InputUp => self.move_by(height, -1),
            Action::HelpPageDown => self.scroll_by(height, page),
            Action::HelpPageUp => self.scroll_by(height, -page),
            Action::HelpFirst => self.scroll_by(height, -isize::MAX),
            Action::HelpLast => self.scroll_by(height, isize::MAX),
            Action::HelpSearch => self.typing = true,
            Action::InputAccept => self.typing = false,
            Action::HelpRun => {
                let run = |action| LayerReply::CloseThen(StateCommand::Act(action));
                return self.action().map_or(LayerReply::Close, run);
            }
            // If there is a filter, the key that closes the help clears the filter instead.
            Action::HelpClose | Action::InputCancel => {
                if self.filter.text().is_empty() && !self.typing {
                    return LayerReply::Close;
                }
                self.typing = false;
                self.filter = TextInput::default();
                self.fill(context);
            }
            _ => {}
        }
        LayerReply::Stay
    }
}

/// Text of the help under construction, with the action of each label.
#[derive(Default)]
struct HelpText {
    blocks: Vec<Block>,
    labels: Vec<Option<Action>>,
    /// Whether actions have titles instead of sentences.
    is_short: bool,
}

impl HelpText {
    /// Adds actions with their keys under a heading; adds nothing if there are none.
    fn actions(&mut self, title: &str, actions: &[(Action, String)]) {
        if actions.is_empty() {
            return;
        }
        let about = |action: &Action| if self.is_short { action.info().title } else { action.info().help };
        let facts = actions.iter().map(|(action, keys)| fact(keys, about(action))).collect();
        self.blocks.extend([heading(title), Block::Facts(facts)]);
        self.labels.extend(actions.iter().map(|(action, _)| Some(*action)));
    }

    /// Adds blocks of explanation, whose labels belong to no action.
    fn explain(&mut self, blocks: impl IntoIterator<Item = Block>) {
        for block in blocks {
            if let Block::Facts(facts) = &block {
                self.labels.extend(facts.iter().map(|_| None));
            }
            self.blocks.push(block);
        }
    }
}

/// Returns the actions of the page and what is under the cursor, and the essential actions that are not among them, with
/// their keys. The keys are padded to one width, so that both groups are aligned.
fn first(context: &LayerContext<'_>, is_short: bool) -> (KeyedActions, KeyedActions) {
    let browse = context.browse;
    let applicable = situation::in_panes(context.model, browse);
    let is_card = applicable.scope == KeyScope::Review;
    let basics = if is_card { &CARD_BASICS } else { &BASICS };
    let mut here: Vec<Action> = Vec::new();
    for action in useful::of_place(browse.place()).iter().chain(useful::of_subject(browse.subject())) {
        if !is_card && action.applies(&applicable) && !here.contains(action) && here.len() < MAX_HERE {
            here.push(*action);
        }
    }
    let most = if is_short { 1 } else { 2 };
    let keys = |action: Action| {
        let keys = context.keys.keys_in(action, applicable.scope);
        keys.into_iter().take(most).collect::<Vec<_>>().join("  ")
    };
    let others = basics.iter().copied().filter(|action| !here.contains(action));
    let all = here.iter().copied().chain(others).map(|action| (action, keys(action)));
    let keyed: Vec<(Action, String)> = all.filter(|(_, keys)| !keys.is_empty()).collect();
    let widest = keyed.iter().map(|(_, keys)| text::width(keys)).max().unwrap_or(0);
    let padded = keyed.into_iter().map(|(action, keys)| (action, format!("{keys:widest$}")));
    padded.partition(|(action, _)| here.contains(action))
}

fn without(listed: Vec<(Action, String)>, others: &[(Action, String)]) -> Vec<(Action, String)> {
    listed.into_iter().filter(|(action, _)| others.iter().all(|(other, _)| other != action)).collect()
}

/// Returns an explanation of the keys that start longer sequences; `None` if there are none.
fn prefixes(context: &LayerContext<'_>) -> Option<Block> {
    let of_panes = Action::all().iter().filter(|action| action.info().scope == KeyScope::Browse);
    let sequences = of_panes.flat_map(|&action| context.keys.keys_of(action));
    let mut first: Vec<String> =
        sequences.filter_map(|keys| keys.split_once(' ').map(|(first, _)| first.to_owned())).collect();
    first.sort();
    first.dedup();
    let (last, others) = first.split_last()?;
    let keys = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    let text = format!("{keys} wait for another key: the keys that can follow are shown after a moment.");
    Some(Block::Caption(vec![Span::plain(text)]))
}

/// Returns an explanation of numbers typed before keys; `None` if no key takes one.
fn counts(context: &LayerContext<'_>) -> Option<Block> {
    let key = context.keys.key_of(Action::CursorDown)?;
    let text = format!("A number before a key repeats it: 5 {key} moves down five rows.");
    Some(Block::Caption(vec![Span::plain(text)]))
}

/// Returns the actions that apply and match the filter, each with its keys.
fn listed(filter: &str, context: &LayerContext<'_>) -> Vec<(Action, String)> {
    let applicable = situation::in_panes(context.model, context.browse);
    let keyed: Vec<(Action, String)> = Group::ALL
        .into_iter()
        .flat_map(|group| Action::all().iter().filter(move |action| action.info().group == group))
        .filter(|action| action.applies(&applicable))
        .map(|&action| (action, context.keys.keys_in(action, applicable.scope).join("  ")))
        .filter(|(_, keys)| !keys.is_empty())
        .collect();
    let texts: Vec<String> = keyed
        .iter()
        .map(|(action, keys)| format!("{keys} {} {} {}", action.info().id, action.info().title, action.info().help))
        .collect();
    let ranked = rank_titles(filter, texts.iter().map(String::as_str));
    let mut matches: Vec<usize> = ranked.into_iter().filter(|title| title.whole).map(|title| title.index).collect();
    matches.sort_unstable();
    matches.into_iter().map(|index| keyed[index].clone()).collect()
}

fn heading(text: &str) -> Block {
    Block::Heading(Heading { level: 1, text: vec![Span::plain(text)], ..Heading::default() })
}

/// Returns an explanation of the signs and letters in the cells of the matrix.
fn signs(context: &LayerContext<'_>) -> Vec<Block> {
    let kinds = RelationKind::ALL.map(|kind| fact(kind.sign(), kind.meaning()));
    let none = fact("·", "neither");
    let mechanisms = Mechanism::ALL.map(|mechanism| {
        let label = &context.graph.atlas.mechanism(mechanism).label;
        fact(mechanism.code(), format!("{label}, a {}", mechanism.kind().as_str()))
    });
    vec![
        heading("The matrix: how two strategies relate"),
        Block::Facts(kinds.into_iter().chain([none]).collect()),
        heading("The matrix: why, in large cells"),
        Block::Facts(mechanisms.to_vec()),
    ]
}

fn legend(context: &LayerContext<'_>) -> Vec<Block> {
    let atlas = &context.graph.atlas;
    let tiers = |kind: BadgeKind, tiers: &[Tier]| -> Block {
        Block::List(
            tiers
                .iter()
                .map(|tier| Item {
                    text: vec![Span::plain(tier.label.as_str())],
                    badges: vec![Badge { kind, short: tier.badge.clone(), label: tier.label.clone(), tone: None }],
                    note: vec![Span::quiet(tier.short.as_str())],
                    ..Item::default()
                })
                .collect(),
        )
    };
    vec![
        heading("Badges: expertise"),
        tiers(BadgeKind::Expertise, atlas.expertise.rows()),
        heading("Badges: recognition"),
        tiers(BadgeKind::Recognition, atlas.recognition.rows()),
        heading("Badges: vintage"),
        tiers(BadgeKind::Vintage, atlas.vintages.rows()),
        heading("Symbols"),
        Block::Facts(
            [
                ("↑ ↓ ·", "the strategy moves its lever up, down, or neither way"),
                ("▌", "the cursor of the focused pane"),
                (IN_PORTFOLIO_MARK, "a strategy in the current portfolio"),
                (SELECTED_SIGN, "a selected row"),
                ("›", "the trail: the places that led here"),
                ("✓ ? ✗ ○ •", "your verdict: back, doubt, reject, undecided, or no stance"),
            ]
            .map(|(label, text)| fact(label, text))
            .to_vec(),
        ),
    ]
}
