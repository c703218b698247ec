//! State of the panes: the trail, the current page, the index, and their layout.

pub(super) mod area;
pub(super) mod find;
pub(super) mod index;
pub(super) mod layout;
mod link_description;
pub(super) mod marks;
pub(super) mod matrix;
pub(super) mod pane;
mod panels;
pub(super) mod pending_page;
pub(super) mod preview;
pub(super) mod scroll;
pub(super) mod selection;
mod start;
pub(super) mod table_orders;
pub(super) mod tabs;
pub(super) mod trail;
pub(super) mod view;

use std::ops::Range;

use crate::action::Focus;
use crate::document::{Page, TableOrder, Target};
use crate::graph::Graph;
use crate::model::{Entity, Kind};
use crate::place::{Comparison, Place};
use crate::search::TextMatcher;

use super::model::Model;
use index::IndexList;
use layout::{LayoutPreferences, Size};
use marks::Marks;
use matrix::{CellSize, MatrixAreas};
use pane::PaneState;
use pending_page::{PendingPage, is_large};
use preview::{Preview, PreviewRequest};
use scroll::ScrollRegion;
use selection::Selection;
use table_orders::{TableOrders, page_kind};
use trail::{Trail, Visit};
use view::{View, slot};

/// Last followed search, whose results can be visited one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// Query of the search.
    pub query: String,
    /// Places of the results, best first.
    pub places: Vec<Place>,
    /// Index in `places` of the last visited result.
    pub at: usize,
    /// Words searched in the current page; if set, its matching rows are visited instead of the results.
    pub page: Option<TextMatcher>,
}

/// Playback of a trail: the stops in order, and the current stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Playback {
    /// Numbers of the trail's steps, in the order played.
    pub stops: Vec<usize>,
    /// Index in `stops` of the current stop.
    pub at: usize,
}

/// State of the panes: places visited, current page, index and layout.
#[derive(Clone, Debug)]
pub struct Browse {
    /// Size of the screen.
    pub size: Size,
    /// Places visited.
    pub trail: Trail,
    /// Index to the left of the page.
    pub index: IndexList,
    /// Current page, laid out for the screen.
    pub view: View,
    /// Layout settings of the user.
    pub preferences: LayoutPreferences,
    /// Last search whose result was opened, if there was one.
    pub searched: Option<Searched>,
    /// Saved places by letter.
    pub marks: Marks,
    /// Pinned strategies, tags or portfolios, which are compared, in the order pinned.
    pub pinned: Vec<Entity>,
    /// Rows selected for an action on all of them.
    pub selection: Selection,
    /// Address of the place that the user has marked as the start of a path; the path to a second place is shown next.
    pub path_from: Option<String>,
    /// Name under which the trail is saved; `None` if it is not saved.
    pub trail_name: Option<String>,
    /// The trail being played, if any.
    pub playback: Option<Playback>,
    /// Preview of the link under the cursor, if there is space.
    pub preview: Option<Preview>,
    /// Request for the preview that a background job is building, if any.
    awaited_preview: Option<PreviewRequest>,
    /// The orders that the user has given tables.
    table_orders: TableOrders,
    /// Whether half-blocks can be told apart: the screen has colours, and symbols beyond ASCII.
    pub has_half_blocks: bool,
    /// Page that a background job is building, if any.
    pub(super) pending_page: PendingPage,
    /// Counter of changes of the panes, after which the open layer updates itself.
    pub(super) generation: u64,
    /// Counter of changes of page content, unaffected by focus and size.
    content_generation: u64,
}

impl Browse {
    /// Creates the state of the panes, which show `place` of `graph`.
    pub(super) fn new(
        graph: &Graph,
        model: &Model,
        (place, marks, table_orders): (Place, Marks, TableOrders),
        size: Size,
        preferences: LayoutPreferences,
    ) -> Self {
        let trail = Trail::new(place);
        let view = View::pending(model.page_context(graph), trail.here(), size, preferences);
        let mut browse = Self {
            size,
            index: IndexList::new(graph, place.kind().unwrap_or(Kind::Strategy)),
            view,
            trail,
            preferences,
            searched: None,
            marks,
            pinned: Vec::new(),
            selection: Selection::default(),
            path_from: None,
            trail_name: None,
            playback: None,
            preview: None,
            awaited_preview: None,
            table_orders,
            has_half_blocks: false,
            pending_page: PendingPage::default(),
            generation: 0,
            content_generation: 0,
        };
        browse.restore_order(graph);
        browse.build(model, graph);
        browse.index.select(place);
        browse.start_cursors();
        browse.settle();
        // The request for a preview of a large page is dropped here; it is repeated after the first message.
        let _ = browse.refresh_preview(model, graph);
        browse.awaited_preview = None;
        browse
    }

    /// Returns the current place.
    pub fn place(&self) -> Place {
        self.trail.here().place
    }

    /// Returns the pane with the focus.
    pub fn focus(&self) -> Focus {
        self.view.layout.nearest(self.trail.here().focus)
    }

    /// Returns the cursor and scroll position of a pane; those of the index are in [`IndexList`].
    pub fn pane(&self, focus: Focus) -> PaneState {
        slot(focus).map(|slot| self.trail.here().panes[slot]).unwrap_or_default()
    }

    /// Returns the target of the link under the cursor; `None` if there is no link.
    pub fn target(&self) -> Option<Target> {
        match self.focus() {
            Focus::Index => self.index.selected().map(Target::Place),
            Focus::Main if self.view.matrix.is_some() => self.pair().map(Target::Place),
            focus => {
                let link = self.pane(focus).link?;
                self.view.flow(focus)?.links.get(link).map(|link| link.target.clone())
            }
        }
    }

    /// Returns the place that the link under the cursor leads to; `None` without a link, or for a web address.
    pub(super) fn target_place(&self) -> Option<Place> {
        match self.target() {
            Some(Target::Place(place)) => Some(place),
            _ => None,
        }
    }

    /// Returns the comparison of the pair under the cursor of the matrix; on the diagonal, the page of the strategy.
    fn pair(&self) -> Option<Place> {
        let (row, column) = self.trail.here().matrix.pair(self.view.matrix.as_ref()?)?;
        Some(Comparison::of_strategies(&[row, column]).map_or(Place::from(row), Place::Compare))
    }

    /// Returns the entity under the cursor, or else the entity of the page; `None` if neither exists.
    pub fn subject(&self) -> Option<Entity> {
        let subject = match self.place() {
            Place::Around(centre, _) => Some(centre),
            place => place.entity(),
        };
        self.target_place().and_then(Place::entity).or(subject)
    }

    /// Returns the web address to open: that of the link under the cursor, or else the first of these that exists:
    ///
    /// 1. the first source of the list item under the cursor;
    /// 2. the last source above the cursor in its section, or else the first below;
    /// 3. the first visible source;
    /// 4. the first source of the page;
    /// 5. an address that is not a source, such as a homepage.
    ///
    /// If the item under the cursor is a person without a source, the result is `None`: the source of another person
    /// would mislead.
    pub fn url(&self) -> Option<String> {
        if let Some(Target::Url(url)) = self.target() {
            return Some(url);
        }
        let focus = if self.focus() == Focus::Index { Focus::Main } else { self.focus() };
        let flow = self.view.flow(focus)?;
        let row = self.pane(focus).row;
        let urls = |focus: Focus, rows: Range<usize>| {
            self.view.web_links(focus).filter(move |(row, _)| rows.contains(row)).map(|(_, url)| url)
        };
        let sources = |focus, rows| urls(focus, rows).filter(|url| !self.view.homepages.contains(url));
        let start = flow.sections.iter().rev().find(|&&start| start <= row).copied().unwrap_or(0);
        let end = flow.sections.iter().find(|&&end| end > row).copied().unwrap_or(flow.rows.len());
        let in_sight = |focus: Focus| {
            let first = self.pane(focus).scroll;
            sources(focus, first..first + self.view.height(focus)).next()
        };
        let item = flow.item_at(row);
        if let Some(url) = item.clone().and_then(|item| sources(focus, item).next()) {
            return Some(url.clone());
        }
        if item.is_some() && focus == self.focus() && matches!(self.subject(), Some(Entity::Person(_))) {
            return None;
        }
        let near = sources(focus, start..row + 1).next_back().or_else(|| sources(focus, row..end).next());
        let seen = || [focus, Focus::People, Focus::Main, Focus::Relations].into_iter().find_map(in_sight);
        let panes = [focus, Focus::Main, Focus::People, Focus::Relations];
        let anywhere = || panes.into_iter().find_map(|focus| sources(focus, 0..usize::MAX).next());
        near.or_else(seen).or_else(anywhere).or_else(|| urls(focus, 0..usize::MAX).next()).cloned()
    }

    /// Returns the areas of the matrix; `None` if the page is not the matrix.
    pub fn matrix_areas(&self) -> Option<MatrixAreas> {
        self.matrix_areas_at(self.trail.here().matrix.size)
    }

    /// Returns the areas of the matrix for cells of this size; `None` if the page is not the matrix.
    fn matrix_areas_at(&self, size: CellSize) -> Option<MatrixAreas> {
        let count = self.view.matrix.as_ref()?.order.len();
        let pane = self.view.layout.pane(Focus::Main)?;
        Some(MatrixAreas::new(pane.with_scrollbar(), pane.text(), size, count))
    }

    /// Returns the scrolling region of a pane; `None` if the pane is not visible.
    pub(super) fn scroll_region(&self, focus: Focus) -> Option<ScrollRegion> {
        if let (Focus::Main, Some(areas), Some(matrix)) = (focus, self.matrix_areas(), &self.view.matrix) {
            return Some(areas.region(self.trail.here().matrix, matrix.order.len()));
        }
        let (rows, first) = match self.view.flow(focus) {
            Some(flow) => (flow.rows.len(), self.pane(focus).scroll),
            None => (self.index.rows().len(), self.index.scroll),
        };
        let area = self.view.layout.pane(focus)?.scrolling();
        Some(ScrollRegion { area, rows, first, has_entries: false })
    }

    /// Scrolls a pane by `rows`; the cursor stays visible.
    pub(super) fn scroll_by(&mut self, focus: Focus, rows: isize) {
        let height = self.view.height(focus);
        let areas = self.matrix_areas().filter(|_| focus == Focus::Main);
        match (slot(focus), self.view.flow(focus), areas, &self.view.matrix) {
            (_, _, Some(areas), Some(matrix)) => {
                let at = &mut self.trail.here_mut().matrix;
                at.scroll_by(rows, matrix.order.len(), areas.window(at.size));
            }
            (Some(slot), Some(flow), ..) => self.trail.here_mut().panes[slot].scroll_by(flow, height, rows),
            _ => self.index.scroll_by(height, rows),
        }
    }

    /// Goes to the place of `visit`, which is added to the trail unless it is the current place.
    pub(super) fn go(&mut self, model: &Model, graph: &Graph, visit: Visit) {
        if visit.place == self.place() && !visit.is_preview {
            let here = self.trail.here_mut();
            here.is_preview = false;
            here.focus = visit.focus;
        } else {
            self.trail.go(visit);
        }
        self.arrive(model, graph);
    }

    /// Builds and shows the page of the trail's current place.
    pub(super) fn arrive(&mut self, model: &Model, graph: &Graph) {
        self.count_change();
        self.restore_order(graph);
        self.build(model, graph);
        // The index switches to records of the same kind as the place, unless the user has filtered the index.
        if let Some(kind) = self.place().kind().filter(|&kind| kind != self.index.kind)
            && !self.index.is_filtered()
            && !self.index.typing
        {
            self.index = IndexList::new(graph, kind);
        }
        self.index.select(self.place());
        self.start_cursors();
        self.settle();
    }

    /// Sorts a table of this page, and of all pages of its kind that are shown later, or leaves them in the order of
    /// their pages. Returns the kind.
    pub(super) fn set_table_order(&mut self, order: Option<TableOrder>, graph: &Graph) -> String {
        let kind = page_kind(self.place(), &graph.atlas);
        match order {
            Some(order) => drop(self.table_orders.insert(kind.clone(), order)),
            None => drop(self.table_orders.remove(&kind)),
        }
        kind
    }

    /// Gives the current place the order of pages of its kind.
    fn restore_order(&mut self, graph: &Graph) {
        let order = self.table_orders.get(&page_kind(self.place(), &graph.atlas)).copied();
        self.trail.here_mut().options.sort = order;
    }

    /// Builds the page of the current place. A large page is built by a background job; until it is built, the previous
    /// page remains if it is of the same place, or else an empty page is shown.
    fn build(&mut self, model: &Model, graph: &Graph) {
        let (here, context) = (self.trail.here(), model.page_context(graph));
        if is_large(here.place, graph) {
            self.pending_page.want(false);
            if self.view.page.place != Some(here.place) {
                self.view = View::pending(context, here, self.size, self.preferences);
            }
        } else {
            self.pending_page.cancel();
            self.view = View::new(context, here, self.size, self.preferences);
        }
    }

    /// Rebuilds the page on screen after the model has changed; the cursor of each pane stays on its link.
    pub(super) fn refresh(&mut self, model: &Model, graph: &Graph) {
        self.count_change();
        if is_large(self.place(), graph) {
            self.pending_page.want(true);
        } else {
            self.rebuild(model, graph, |target| Some(target.clone()));
        }
    }

    /// Rebuilds the page on screen, also after a reload of the atlas. The cursor of each pane stays on its link;
    /// `remap` maps the targets of links to the new page.
    pub(super) fn rebuild(&mut self, model: &Model, graph: &Graph, remap: impl Fn(&Target) -> Option<Target>) {
        self.count_change();
        let (here, context) = (self.trail.here(), model.page_context(graph));
        if is_large(here.place, graph) {
            // The links of the previous page contain ids that are only valid before the reload, so an empty page is
            // shown.
            self.pending_page.want(false);
            self.view = View::pending(context, here, self.size, self.preferences);
            return;
        }
        self.pending_page.cancel();
        let new = View::new(context, here, self.size, self.preferences);
        let old = std::mem::replace(&mut self.view, new);
        self.carry_cursors(old.flows.map(Some), |pane, from, to| pane.remap(from, to, &remap));
    }

    /// Shows a page that a background job has built, unless another page is pending.
    pub(super) fn show(&mut self, ticket: u64, page: Page, model: &Model, graph: &Graph) {
        let Some(carries_cursors) = self.pending_page.take(ticket) else { return };
        self.count_change();
        let new = View::of(page, model.page_context(graph), self.trail.here(), (self.size, self.preferences));
        let old = std::mem::replace(&mut self.view, new);
        if carries_cursors {
            self.carry_cursors(old.flows.map(Some), |pane, from, to| pane.remap(from, to, |to| Some(to.clone())));
        }
        self.start_cursors();
        self.settle();
    }

    /// Returns the ticket of the page that is being built, if any.
    pub fn building(&self) -> Option<u64> {
        self.pending_page.due()
    }

    /// Increments the counters of changes, because the content of pages may have changed.
    fn count_change(&mut self) {
        self.generation += 1;
        self.content_generation += 1;
    }

    /// Lays out the current page again after a change of size or focus.
    pub(super) fn lay_out(&mut self) {
        self.generation += 1;
        let before = self.view.lay_out(self.size, self.trail.here().focus, self.preferences);
        self.carry_cursors(before, PaneState::carry_over);
        self.settle();
    }

    /// Returns whether the cursor is in a table that can be sorted.
    pub(super) fn is_in_table(&self) -> bool {
        let focus = self.focus();
        self.view.flow(focus).is_some_and(|flow| flow.table_at(self.pane(focus).row).is_some())
    }

    /// Scrolls each pane so that the cursor of the pane is visible.
    pub(super) fn settle(&mut self) {
        for focus in [Focus::Main, Focus::Relations, Focus::People] {
            let height = self.view.height(focus);
            if let (Some(flow), Some(slot)) = (self.view.flow(focus).filter(|flow| !flow.rows.is_empty()), slot(focus))
            {
                let pane = &mut self.trail.here_mut().panes[slot];
                // The screen may have had another size when the place was left, so the saved cursor may be invalid.
                if !pane.stands_in(flow) {
                    pane.move_to(flow, pane.row);
                }
                if height > 0 {
                    pane.keep_in_sight(flow, height);
                }
            }
        }
        self.settle_matrix();
        let height = self.view.height(Focus::Index);
        if height > 0 {
            self.index.keep_in_sight(height);
        }
    }

    /// Chooses the size of the matrix cells by the available space, unless the user has chosen it, and scrolls so that
    /// the cursor is visible.
    pub(super) fn settle_matrix(&mut self) {
        let Some(matrix) = &self.view.matrix else { return };
        let count = matrix.order.len();
        if !self.trail.here().matrix.is_size_chosen {
            let areas = self.matrix_areas_at(CellSize::Signs);
            let fits = areas.is_none_or(|areas| areas.window(CellSize::Signs).0 >= count);
            let size = if fits || !self.has_half_blocks { CellSize::Signs } else { CellSize::Halves };
            self.trail.here_mut().matrix.size = size;
        }
        let Some(areas) = self.matrix_areas() else { return };
        let at = &mut self.trail.here_mut().matrix;
        at.settle(count, areas.window(at.size));
    }
}
