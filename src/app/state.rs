//! The state of the explorer.

use std::sync::Arc;

use jiff::civil::Date;

use crate::action::{Focus, KeyNames, Scope, Situation};
use crate::diagnostic::Diagnostic;
use crate::document::layout::Flow;
use crate::document::{Part, Target};
use crate::graph::Graph;
use crate::graph::diff::Since;
use crate::model::{Entity, Kind, StrategyId, UserPortfolios};
use crate::page::{Editions, PageContext, PortfolioSearch};
use crate::place::{Overview, Place};
use crate::review::{Moment, Reviews};

use super::asked::Asked;
use super::drag::Held;
use super::faults::Faults;
use super::help::Help;
use super::hints::Hints;
use super::history::Histories;
use super::index::Index;
use super::input::Input;
use super::journey::Journey;
use super::kept::{Prompt, TrailList};
use super::layout::{Preferences, Size};
use super::marks::{MarkPrompt, Marks};
use super::matrix;
use super::palette::Palette;
use super::pane::PaneState;
use super::pointer::Clicked;
use super::review::{Desk, Dialog};
use super::search::{Search, Searched};
use super::shelf::Shelf;
use super::trail::{Trail, Visit};
use super::view::{View, slot};
use super::workbench::Naming;

/// What an update may look at besides the state.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// What is explored.
    pub graph: &'a Graph,
    /// The keys in use.
    pub keys: &'a dyn KeyNames,
}

/// Something on top of the panes that takes keys first.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The search.
    Search(Search),
    /// The help.
    Help(Help),
    /// Letters on links.
    Hints(Hints),
    /// The palette.
    Palette(Palette),
    /// The list of the trail.
    Journey(Journey),
    /// What is wrong with the files of the atlas.
    Faults(Faults),
    /// The trails that are kept.
    Trails(TrailList),
    /// A name being typed.
    Prompt(Prompt),
    /// The list of portfolios.
    Shelf(Shelf),
    /// A name that is asked for.
    Naming(Naming),
    /// A mark that waits for its letter.
    Mark(MarkPrompt),
    /// Something to type or choose for a review.
    Review(Dialog),
    /// The query that narrows the people of the page, while it is typed.
    Narrow(Input),
}

/// The state of the explorer.
#[derive(Clone, Debug)]
pub struct State {
    /// The size of the screen.
    pub size: Size,
    /// Where one has been.
    pub trail: Trail,
    /// The list on the left.
    pub index: Index,
    /// The page on screen.
    pub view: View,
    /// What is on top of it; the last takes keys.
    pub overlays: Vec<Overlay>,
    /// The last search that was followed.
    pub searched: Option<Searched>,
    /// Places kept under letters.
    pub marks: Marks,
    /// Strategies to compare, in the order they were pinned.
    pub pinned: Vec<StrategyId>,
    /// The user's portfolios.
    pub portfolios: UserPortfolios,
    /// The search for the smallest portfolios that contain the current one.
    pub portfolio_search: PortfolioSearch,
    /// How the atlas came about.
    pub editions: Editions,
    /// The portfolios before the last change to them.
    pub(super) portfolios_before: Option<UserPortfolios>,
    /// Where a path starts, as written.
    pub path_from: Option<String>,
    /// How the panes are arranged, as far as the user has a say.
    pub preferences: Preferences,
    /// What has been typed before.
    pub histories: Histories,
    /// What the trail is called, if it is kept.
    pub trail_name: Option<String>,
    /// Whether the hint of the first run is still to be put away.
    pub welcome: bool,
    /// Whether the atlas is one of files that can be edited.
    pub editable: bool,
    /// What is wrong with these files, while an earlier edition of them is shown.
    pub faults: Vec<Diagnostic>,
    /// Whether nothing has been done since the editor was called for.
    pub was_editing: bool,
    /// What the mouse holds.
    pub held: Option<Held>,
    /// What the last click did, for a second one at the same spot.
    pub(super) clicked: Clicked,
    /// Something to tell the user, until the next key.
    pub notice: Option<String>,
    /// What has changed since the last visit, where that was to another edition.
    pub since: Option<Arc<Since>>,
    /// What reviewers have recorded, as it is on disk.
    pub reviews: Arc<Reviews>,
    /// When the last thing happened, where that is known.
    pub now: Option<Moment>,
    /// What is being judged.
    pub desk: Desk,
    /// The question that an answer is still to come to.
    pub(super) asked: Asked,
}

impl State {
    /// An explorer that stands at `place`.
    pub fn new(graph: &Graph, place: Place, size: Size) -> Self {
        let trail = Trail::new(place);
        let kind = place.kind().unwrap_or(Kind::Strategy);
        let preferences = Preferences::default();
        let view = View::new(PageContext::new(graph), trail.here(), size, preferences);
        let mut state = Self {
            size,
            index: Index::new(graph, kind),
            view,
            trail,
            overlays: Vec::new(),
            searched: None,
            marks: Marks::new(),
            pinned: Vec::new(),
            portfolios: UserPortfolios::default(),
            portfolio_search: PortfolioSearch::None,
            editions: Editions::default(),
            portfolios_before: None,
            path_from: None,
            preferences,
            histories: Histories::default(),
            trail_name: None,
            welcome: false,
            editable: false,
            faults: Vec::new(),
            was_editing: false,
            held: None,
            clicked: Clicked::default(),
            notice: None,
            since: None,
            reviews: Arc::default(),
            now: None,
            desk: Desk::default(),
            asked: Asked::default(),
        };
        state.index.select(place);
        state.settle();
        state
    }

    /// All that pages are made of.
    pub fn known<'a>(&'a self, graph: &'a Graph) -> PageContext<'a> {
        let known = PageContext {
            portfolios: &self.portfolios,
            portfolio_search: &self.portfolio_search,
            editions: &self.editions,
            since: self.since.as_deref(),
            ..PageContext::new(graph)
        };
        known.reviewed(&self.reviews, self.today())
    }

    /// Whether what has changed since the last visit has been on screen.
    pub fn has_seen_changes(&self) -> bool {
        self.since.is_some() && self.trail.lines().iter().any(|line| line.place == Place::Home)
    }

    /// The day it is.
    pub fn today(&self) -> Date {
        self.now.as_ref().map_or(Date::ZERO, Moment::date)
    }

    /// Whether the card of a review is on screen.
    pub fn is_on_card(&self) -> bool {
        self.place() == Place::Overview(Overview::Review) && Desk::session(self).is_some()
    }

    /// The place on screen.
    pub fn place(&self) -> Place {
        self.trail.here().place
    }

    /// The pane with the focus.
    pub fn focus(&self) -> Focus {
        self.view.layout.nearest(self.trail.here().focus)
    }

    /// Cursor and window of a pane; those of the index are in [`Index`].
    pub fn pane(&self, focus: Focus) -> PaneState {
        slot(focus).map(|slot| self.trail.here().panes[slot]).unwrap_or_default()
    }

    /// Where the link under the cursor leads.
    pub fn target(&self) -> Option<Target> {
        match self.focus() {
            Focus::Index => self.index.selected().map(Target::Place),
            Focus::Main if self.view.matrix.is_some() => matrix::target(self).map(Target::Place),
            focus => {
                let link = self.pane(focus).link?;
                self.view.flow(focus)?.links.get(link).map(|link| link.target.clone())
            }
        }
    }

    /// The thing under the cursor, else the one that the page is about.
    pub fn thing(&self) -> Option<Entity> {
        let under_cursor = match self.target() {
            Some(Target::Place(place)) => place.entity(),
            _ => None,
        };
        let about = match self.place() {
            Place::Around(centre, _) => Some(centre),
            place => place.entity(),
        };
        under_cursor.or(about)
    }

    /// The address that opening would open: the link under the cursor, else the source that the cursor's row belongs
    /// to, which is the last one above it or the first one below it in the same section. At the head of a page, its first.
    pub fn url(&self) -> Option<String> {
        if let Some(Target::Url(url)) = self.target() {
            return Some(url);
        }
        let flow = self.view.flow(self.focus())?;
        let row = self.pane(self.focus()).row;
        // The head of a page stands for all of it.
        let is_head = flow.sections.get(1).is_some_and(|&section| row < section) && self.focus() == Focus::Main;
        if is_head {
            return first_url(flow);
        }
        let start = flow.sections.iter().rev().find(|&&start| start <= row).copied().unwrap_or(0);
        let end = flow.sections.iter().find(|&&end| end > row).copied().unwrap_or(flow.rows.len());
        let web = |from: usize, to: usize| {
            flow.links.iter().filter_map(move |link| match &link.target {
                Target::Url(url) if (from..to).contains(&link.row()) => Some(url.clone()),
                _ => None,
            })
        };
        web(start, row + 1).next_back().or_else(|| web(row, end).next())
    }

    /// What takes keys, the first to take them first.
    pub fn scopes(&self) -> &'static [Scope] {
        match self.overlays.last() {
            Some(
                Overlay::Search(_)
                | Overlay::Palette(_)
                | Overlay::Journey(_)
                | Overlay::Faults(_)
                | Overlay::Trails(_)
                | Overlay::Shelf(_),
            ) => &[Scope::Search, Scope::Input],
            Some(Overlay::Prompt(_) | Overlay::Naming(_) | Overlay::Narrow(_)) => &[Scope::Input],
            Some(Overlay::Review(dialog)) => dialog.scopes(),
            Some(Overlay::Help(help)) if help.typing => &[Scope::Input],
            Some(Overlay::Help(_)) => &[Scope::Help],
            Some(Overlay::Hints(_) | Overlay::Mark(_)) => &[],
            None if self.index.typing => &[Scope::Input],
            None if self.is_on_card() => &[Scope::Review, Scope::Browse],
            None => &[Scope::Browse],
        }
    }

    /// Whether characters are text here, not keys.
    pub fn takes_text(&self) -> bool {
        match self.overlays.last() {
            Some(Overlay::Help(help)) => help.typing,
            Some(_) => true,
            None => self.index.typing,
        }
    }

    /// What is under the cursor and what could be done about it.
    pub fn situation(&self) -> Situation {
        let dialog = match self.overlays.last() {
            Some(Overlay::Review(dialog)) => dialog.situation(self.size),
            _ => Situation::default(),
        };
        Situation {
            scope: self.scopes().first().copied().unwrap_or_default(),
            has_preview: matches!(self.overlays.last(), Some(Overlay::Search(_))),
            can_scroll: dialog.can_scroll,
            has_question_before: dialog.has_question_before,
            ..self.situation_below()
        }
    }

    /// The same for the panes, whatever is on top of them.
    pub(super) fn situation_below(&self) -> Situation {
        let focus = self.focus();
        Situation {
            scope: if self.is_on_card() { Scope::Review } else { Scope::Browse },
            has_preview: false,
            focus,
            can_go_back: self.trail.can_go_back(),
            can_go_forward: self.trail.can_go_forward(),
            can_follow: self.target().is_some(),
            can_open: self.url().is_some(),
            can_edit: self.editable,
            has_faults: !self.faults.is_empty(),
            has_links: self.view.flow(focus).is_none_or(|flow| !flow.links.is_empty()),
            has_people: self.view.page.has(Part::People)
                || matches!(self.place(), Place::List(Kind::Person) | Place::Overview(Overview::Board)),
            has_results: self.searched.is_some(),
            has_matrix: self.view.matrix.is_some(),
            has_thing: self.thing().is_some(),
            has_pins: !self.pinned.is_empty(),
            is_narrowed: self.index.is_narrowed() || self.trail.here().lens != crate::page::ViewOptions::default(),
            ..Desk::situation(self)
        }
    }

    /// Goes to a place and shows it from the top.
    pub(super) fn go(&mut self, graph: &Graph, visit: Visit) {
        if visit.place == self.place() && !visit.passing {
            let here = self.trail.here_mut();
            here.passing = false;
            here.focus = visit.focus;
        } else {
            self.trail.go(visit);
        }
        self.arrive(graph);
    }

    /// Shows the place that the trail has come to.
    pub(super) fn arrive(&mut self, graph: &Graph) {
        self.view = View::new(self.known(graph), self.trail.here(), self.size, self.preferences);
        // The index lists what stands beside the place, unless the user has narrowed it to something.
        if let Some(kind) = self.place().kind().filter(|&kind| kind != self.index.kind)
            && !self.index.is_narrowed()
            && !self.index.typing
        {
            self.index = Index::new(graph, kind);
        }
        self.index.select(self.place());
        self.settle();
    }

    /// Makes the page on screen anew after something that it is made of has changed; cursors stay where they are.
    pub fn refresh(&mut self, graph: &Graph) {
        let new = View::new(self.known(graph), self.trail.here(), self.size, self.preferences);
        let old = std::mem::replace(&mut self.view, new);
        for (slot, from) in old.flows.iter().enumerate() {
            let to = &self.view.flows[slot];
            if from != to && !from.rows.is_empty() && !to.rows.is_empty() {
                self.trail.here_mut().panes[slot].renew(from, to, |target| Some(target.clone()));
            }
        }
        self.settle();
    }

    /// Lays the page out again after the size or the focus has changed.
    pub(super) fn lay_out(&mut self) {
        let before = self.view.flows.clone();
        self.view.lay_out(self.size, self.trail.here().focus, self.preferences);
        for (slot, from) in before.iter().enumerate() {
            let to = &self.view.flows[slot];
            if from != to && !to.rows.is_empty() && !from.rows.is_empty() {
                self.trail.here_mut().panes[slot].carry_over(from, to);
            }
        }
        self.settle();
    }

    /// Brings every cursor into sight.
    pub(super) fn settle(&mut self) {
        for focus in [Focus::Main, Focus::Relations, Focus::People] {
            let height = self.view.height(focus);
            if let (Some(flow), Some(slot)) = (self.view.flow(focus), slot(focus)) {
                let pane = &mut self.trail.here_mut().panes[slot];
                // A place that was left on a screen of another size is come back to.
                if !pane.stands_in(flow) {
                    pane.move_to(flow, pane.row);
                }
                if height > 0 {
                    pane.keep_in_sight(flow, height);
                }
            }
        }
        matrix::settle(self);
        let height = self.view.height(Focus::Index);
        if height > 0 {
            self.index.keep_in_sight(height);
        }
    }
}

fn first_url(flow: &Flow) -> Option<String> {
    flow.links.iter().find_map(|link| match &link.target {
        Target::Url(url) => Some(url.clone()),
        Target::Place(_) => None,
    })
}
