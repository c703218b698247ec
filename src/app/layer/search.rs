//! Search layer: a query, its results, and a preview of the result under the cursor.

use crate::action::{Action, KeyScope, Need};
use crate::app::browse::Searched;
use crate::app::browse::layout::{Area, Size};
use crate::app::browse::pending_page::is_large;
use crate::app::browse::scroll::ScrollRegion;
use crate::app::command::StateCommand;
use crate::app::effect::SearchQuestion;
use crate::app::history::LineKind;
use crate::app::message::SearchAnswer;
use crate::app::text_input::TextInput;
use crate::document::layout::Flow;
use crate::document::{Page, PageBuilder};
use crate::page;
use crate::place::Place;
use crate::search::{Completions, Fault, QueryContext, TextMatcher, complete};

use super::behavior::{LayerAreas, LayerBehavior, LayerContext, LayerEvent, LayerReply, RefreshReason};
use super::list::ListState;
use super::search_entry::{self, SearchEntry};

/// Maximum number of results: more than anyone scrolls through.
const MAX_RESULTS: usize = 500;
/// Minimum width of the screen for a preview to the right of the results, in columns.
const MIN_PREVIEW_WIDTH: u16 = 90;
/// Maximum number of rows that the preview shows above the matching row.
const MAX_ROWS_ABOVE: usize = 3;
/// Index of the list of results among the scrolling regions of the layer.
const RESULTS: usize = 0;

/// State of the search layer.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Query line, and the cursor in the results.
    pub list: ListState,
    /// Entries: the best results, and the matching rows of the current page.
    pub entries: Vec<SearchEntry>,
    /// Total number of results for the query, including unlisted ones, but not rows of the page.
    pub total: usize,
    /// Explanation why there is no result, if one part of a query with several parts excludes everything.
    pub reason: Option<String>,
    /// Errors in the query.
    pub errors: Vec<Fault>,
    /// Place of the result under the cursor and its laid-out page; `None` without a result or space.
    pub preview: Option<(Place, Flow)>,
    /// First visible row of the preview.
    pub preview_scroll: usize,
    /// Whether the answer to the current query is still pending.
    pub is_waiting: bool,
    /// Completion of the word at the cursor, while the user steps through its candidates.
    pub completing: Option<Completing>,
    /// Address of the result on which the cursor stays when the query is repeated after a reload.
    stay: Option<String>,
    /// Whether Enter was pressed before the answer arrived, so that the first result is opened when it arrives.
    accepts_answer: bool,
    /// Words of the query, if they can match rows of the page.
    matcher: Option<TextMatcher>,
}

/// Completion of a word, while the user steps through its candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completing {
    /// Byte offset at which the replaced part of the query starts; the part ends at the cursor.
    start: usize,
    /// Texts that can replace the part.
    pub candidates: Vec<String>,
    /// Index of the candidate that is currently inserted.
    pub at: usize,
}

/// Areas of the search layer on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchAreas {
    /// Area of the query line.
    pub input: Area,
    /// Area of the status of the query and its results.
    pub status: Area,
    /// Area of the results.
    pub list: Area,
    /// Line between results and preview, if there is a preview.
    pub separator: Option<Area>,
    /// Area of the preview, if there is space.
    pub preview: Option<Area>,
    /// Area of the key hints.
    pub footer: Area,
}

impl SearchAreas {
    /// Lays out the search on a screen of `size`.
    pub fn new(size: Size) -> Self {
        let Size { width, height } = size;
        let row = |y: u16| Area { x: 0, y: y.min(height), width, height: u16::from(y < height) };
        let body = Area { x: 0, y: 2.min(height), width, height: height.saturating_sub(3) };
        let list = if width >= MIN_PREVIEW_WIDTH { Area { width: width * 9 / 20, ..body } } else { body };
        let beside = width - list.width;
        let separator = Area { x: list.width, width: 1, ..body };
        let preview = Area { x: list.width + 1, width: beside.saturating_sub(1), ..body };
        Self {
            input: row(0),
            status: row(1),
            list,
            separator: (beside > 0).then_some(separator),
            preview: (beside > 0).then_some(preview),
            footer: row(height.saturating_sub(1)),
        }
    }
}

impl Search {
    /// Creates a search that offers `query`, the last query: typing replaces it, and any other key edits it.
    pub(in crate::app) fn offering(query: String) -> Self {
        let list = ListState { input: TextInput::offering(query), ..ListState::default() };
        Self { list, ..Self::default() }
    }

    /// Requests the search for the current query.
    fn ask(&mut self) -> LayerReply {
        self.is_waiting = true;
        self.accepts_answer = false;
        let query = self.list.input.text().to_owned();
        LayerReply::Then(StateCommand::LookUp(SearchQuestion::Search { query, limit: MAX_RESULTS }))
    }

    fn answer(&mut self, answer: SearchAnswer, context: &LayerContext<'_>) -> LayerReply {
        self.matcher = TextMatcher::new(self.list.input.text());
        self.entries = search_entry::entries(answer.hits, answer.total, self.matcher.as_ref(), context.browse);
        self.total = answer.total;
        self.errors = answer.errors;
        self.reason = answer.reason;
        self.is_waiting = false;
        let stay = self.stay.take();
        let stays = |entry: &SearchEntry| {
            let path = entry.hit().map(|hit| hit.place.path(&context.graph.atlas));
            path.is_some() && path == stay
        };
        let selected = self.entries.iter().position(stays).unwrap_or(0);
        self.list.reset();
        self.select(isize::try_from(selected).unwrap_or(0), context);
        if std::mem::take(&mut self.accepts_answer) { self.accept() } else { LayerReply::Stay }
    }

    /// Builds and lays out the preview of the result under the cursor.
    fn show_preview(&mut self, context: &LayerContext<'_>) {
        let areas = SearchAreas::new(context.browse.size);
        let on_page = self.entries[..self.list.selected.min(self.entries.len())]
            .iter()
            .filter(|entry| matches!(entry, SearchEntry::Row(_)))
            .count();
        self.preview_scroll = 0;
        self.preview = areas.preview.and_then(|area| {
            let (place, is_row) = match self.entries.get(self.list.selected)? {
                SearchEntry::Hit(hit) => (hit.place, false),
                SearchEntry::Row(_) => (context.browse.place(), true),
                SearchEntry::Heading(..) => return None,
            };
            let on_screen = &context.browse.view.page;
            let built = (on_screen.place != Some(place)).then(|| preview_page(place, context));
            let page = built.as_ref().unwrap_or(on_screen);
            let head = page.head();
            let width = usize::from(area.inset(1, 2).width);
            let blocks = Page::shown(head.iter().chain(&page.blocks), context.browse.preferences.explanations);
            let flow = Flow::new(blocks.iter().map(AsRef::as_ref), width);
            if let Some(matcher) = self.matcher.as_ref().filter(|_| is_row) {
                // Rows of the preview and the pane differ because of their widths, so the row is found by counting
                // matches.
                let is_match = |row: &usize| matcher.find(&flow.rows[*row].text()).is_some();
                let row = (1..flow.rows.len()).filter(is_match).nth(on_page).unwrap_or(0);
                self.preview_scroll = row.saturating_sub(MAX_ROWS_ABOVE);
            }
            Some((place, flow))
        });
    }

    fn select(&mut self, by: isize, context: &LayerContext<'_>) {
        let height = SearchAreas::new(context.browse.size).list.height;
        self.list.move_among(by, self.entries.len(), height, |at| self.entries[at].is_choosable());
        self.show_preview(context);
    }

    fn scroll_preview(&mut self, rows: isize, size: Size) {
        let height = SearchAreas::new(size).preview.map_or(0, |area| usize::from(area.height));
        let length = self.preview.as_ref().map_or(0, |(_, flow)| flow.rows.len());
        self.preview_scroll = self.preview_scroll.saturating_add_signed(rows).min(length.saturating_sub(height));
    }

    /// Opens the result under the cursor or, if an answer is pending, as soon as the answer arrives.
    fn accept(&mut self) -> LayerReply {
        if self.is_waiting {
            self.accepts_answer = true;
            return LayerReply::Stay;
        }
        let query = self.list.input.text().to_owned();
        let places = self.entries.iter().filter_map(SearchEntry::hit).map(|hit| hit.place).collect();
        match self.entries.get(self.list.selected) {
            Some(SearchEntry::Hit(_)) => {
                let before = self.entries[..self.list.selected].iter();
                let at = before.filter_map(SearchEntry::hit).count();
                LayerReply::CloseThen(StateCommand::OpenResult(Searched { query, places, at, page: None }))
            }
            Some(SearchEntry::Row(row)) => {
                let searched = Searched { query, places, at: 0, page: self.matcher.clone() };
                LayerReply::CloseThen(StateCommand::GoToRow(searched, row.clone()))
            }
            Some(SearchEntry::Heading(..)) | None => LayerReply::Stay,
        }
    }

    /// Inserts the next candidate for the word at the cursor; the list of candidates stays visible.
    fn complete(&mut self, context: &LayerContext<'_>) -> LayerReply {
        let query_context = QueryContext::new(context.graph).reviewed(&context.model.reviews, context.model.today());
        let input = &self.list.input;
        let next = match self.completing.take() {
            Some(now) => Completing { at: (now.at + 1) % now.candidates.len(), ..now },
            None => {
                let Completions { range, candidates } = complete(input.text(), input.cursor(), query_context);
                if candidates.is_empty() {
                    return LayerReply::Stay;
                }
                Completing { start: range.start, candidates, at: 0 }
            }
        };
        let chosen = &next.candidates[next.at];
        // A space is added after the only candidate, so that the user can type the next word immediately.
        let is_whole = next.candidates.len() == 1 && !chosen.ends_with(':');
        let chosen = format!("{chosen}{}", if is_whole { " " } else { "" });
        let rest = &input.text()[input.cursor()..];
        let text = format!("{}{chosen}{rest}", &input.text()[..next.start]);
        self.list.input.replace(text, next.start + chosen.len());
        self.completing = (next.candidates.len() > 1).then_some(next);
        self.ask()
    }

    fn act(&mut self, action: Action, context: &LayerContext<'_>) -> LayerReply {
        let size = context.browse.size;
        let page = isize::try_from(SearchAreas::new(size).list.height.saturating_sub(1).max(1)).unwrap_or(1);
        match action {
            Action::SearchDown => self.select(1, context),
            Action::SearchUp => self.select(-1, context),
            Action::SearchPageDown => self.select(page, context),
            Action::SearchPageUp => self.select(-page, context),
            Action::PreviewDown => self.scroll_preview(page / 2, size),
            Action::PreviewUp => self.scroll_preview(-page / 2, size),
            Action::SearchAccept => return self.accept(),
            Action::SearchComplete => return self.complete(context),
            Action::SearchClose => {
                let query = self.list.input.text().trim().to_owned();
                return LayerReply::CloseThen(StateCommand::RememberSearch(query));
            }
            _ => {}
        }
        LayerReply::Stay
    }
}

/// Returns the page of a result; if it would take too long to build, a page with only its title and a notice.
fn preview_page(place: Place, context: &LayerContext<'_>) -> Page {
    if !is_large(place, context.graph) {
        return page::build(place, &context.model.page_context(context.graph));
    }
    let mut page = PageBuilder::new("");
    page.notice("This page is too large for a preview.");
    Page { place: Some(place), title: place.name(&context.graph.atlas).into_owned(), ..page.finish() }
}

impl LayerBehavior for Search {
    fn scopes(&self) -> &'static [KeyScope] {
        &[KeyScope::Search, KeyScope::Input]
    }

    fn line(&mut self) -> Option<(&mut TextInput, LineKind)> {
        Some((&mut self.list.input, LineKind::Search))
    }

    fn areas(&self, size: Size) -> LayerAreas {
        let areas = SearchAreas::new(size);
        let (rows, first) = (self.entries.len(), self.list.scroll);
        let results = ScrollRegion { area: areas.list.inset(0, 1), rows, first, has_entries: true };
        let preview = areas.preview.zip(self.preview.as_ref()).map(|(area, (_, flow))| ScrollRegion {
            area: area.inset(0, 1),
            rows: flow.rows.len(),
            first: self.preview_scroll,
            has_entries: false,
        });
        let frame = Area { x: 0, y: 0, width: size.width, height: size.height };
        LayerAreas { frame, regions: [Some(results), preview] }
    }

    fn handle(&mut self, event: LayerEvent<'_>, context: &LayerContext<'_>) -> LayerReply {
        match event {
            LayerEvent::Act(action) => return self.act(action, context),
            LayerEvent::Edited => {
                self.completing = None;
                return self.ask();
            }
            LayerEvent::Choose(row) if !self.entries.get(row).is_some_and(SearchEntry::is_choosable) => {}
            LayerEvent::Choose(row) => {
                self.list.selected = row;
                self.is_waiting = false;
                return self.accept();
            }
            LayerEvent::Wheel(RESULTS, rows) => self.select(rows.signum(), context),
            LayerEvent::Wheel(_, rows) => self.scroll_preview(rows, context.browse.size),
            LayerEvent::ScrollTo(RESULTS, first) => {
                let (before, areas) = (self.list.selected, SearchAreas::new(context.browse.size));
                let entries = &self.entries;
                self.list.scroll_to(first, entries.len(), areas.list.height, |at| entries[at].is_choosable());
                if self.list.selected != before {
                    self.show_preview(context);
                }
            }
            LayerEvent::ScrollTo(_, first) => self.preview_scroll = first,
            LayerEvent::Answer(answer) => return self.answer(answer, context),
            LayerEvent::Typed(_) => {}
        }
        LayerReply::Stay
    }

    fn refresh(&mut self, context: &LayerContext<'_>, why: RefreshReason<'_>) -> LayerReply {
        match why {
            // The matching rows of the page are searched again, because the page may have changed.
            RefreshReason::Changed | RefreshReason::Resized => {
                let hits = self.entries.drain(..).filter_map(|entry| entry.hit().cloned()).collect();
                self.entries = search_entry::entries(hits, self.total, self.matcher.as_ref(), context.browse);
                self.select(0, context);
                LayerReply::Stay
            }
            RefreshReason::Reloaded(before) => {
                let selected = self.entries.get(self.list.selected).and_then(SearchEntry::hit);
                self.stay = selected.map(|hit| hit.place.path(before));
                // After a reload, the results are outdated, because they refer to records by the ids of the atlas
                // before the reload.
                self.entries.clear();
                self.preview = None;
                self.total = 0;
                let accepts = self.accepts_answer;
                let reply = self.ask();
                self.accepts_answer = accepts;
                reply
            }
        }
    }

    fn needs_met(&self, _: Size) -> Vec<Need> {
        vec![Need::Preview]
    }
}
