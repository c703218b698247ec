//! The search on top of the panes: a query, its results live, and a preview of the one selected.

use std::sync::Arc;

use crate::action::Action;
use crate::document::layout::Flow;
use crate::graph::PeopleOrder;
use crate::model::Atlas;
use crate::model::TagId;
use crate::page::{ViewOptions, page};
use crate::place::Place;
use crate::search::{Completions, Fault, Given, Hit, complete};

use super::asked::{self, Asker};
use super::history;
use super::input::Input;
use super::layout::{Area, Size};
use super::message::{Effect, Question};
use super::state::{Context, Overlay, State};
use super::trail::Visit;

/// How many results are asked for: more than anyone scrolls through.
const LIMIT: usize = 500;
/// From this width on, a preview stands beside the results.
const WITH_PREVIEW: u16 = 80;

/// The search on screen.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The query.
    pub input: Input,
    /// The best results, best first.
    pub hits: Vec<Hit>,
    /// How many results there are in all.
    pub total: usize,
    /// What is wrong with the query.
    pub faults: Vec<Fault>,
    /// The selected result.
    pub selected: usize,
    /// The first result in sight.
    pub scroll: usize,
    /// The page of the selected result, laid out.
    pub preview: Option<(Place, Flow)>,
    /// The first row of the preview in sight.
    pub preview_scroll: usize,
    /// Whether an answer is still to come.
    pub waiting: bool,
    /// The result to stay on when the same query is answered for another edition of the atlas, by its path.
    stay: Option<String>,
    /// What the completion could put before the cursor, while it is chosen.
    pub completing: Option<Completing>,
}

/// A completion being chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completing {
    /// The first byte of the query that is replaced; the cursor is after the last.
    start: usize,
    /// What could stand there.
    pub candidates: Vec<String>,
    /// The one that does.
    pub at: usize,
}

/// An answer to a question.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The question.
    pub ticket: u64,
    /// The best results, best first.
    pub hits: Vec<Hit>,
    /// How many results there are in all.
    pub total: usize,
    /// What is wrong with the query.
    pub faults: Vec<Fault>,
    /// The tag that the query asks for, if it asks for one.
    pub tag: Option<TagId>,
    /// The order of people that the query asks for.
    pub order: Option<PeopleOrder>,
}

/// A search that was followed: its results can be stepped through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// The query.
    pub query: String,
    /// The results, best first.
    pub places: Vec<Place>,
    /// The one that was gone to last.
    pub at: usize,
}

/// Where the parts of the search stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchAreas {
    /// The query.
    pub input: Area,
    /// What is to be said about the query and its results.
    pub status: Area,
    /// The results.
    pub list: Area,
    /// The line between results and preview.
    pub separator: Option<Area>,
    /// The preview.
    pub preview: Option<Area>,
    /// The key hints.
    pub footer: Area,
}

impl SearchAreas {
    /// Arranges the search on a screen of `size`.
    pub fn new(size: Size) -> Self {
        let Size { width, height } = size;
        let row = |y: u16| Area { x: 0, y: y.min(height), width, height: u16::from(y < height) };
        let body = Area { x: 0, y: 2.min(height), width, height: height.saturating_sub(3) };
        let list = if width >= WITH_PREVIEW { Area { width: width * 9 / 20, ..body } } else { body };
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

fn search(state: &mut State) -> Option<&mut Search> {
    match state.overlays.last_mut() {
        Some(Overlay::Search(search)) => Some(search),
        _ => None,
    }
}

/// Opens the search with the last query in its line: what is typed takes its place, and any other key goes on from it.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let last = state.histories.search.last().unwrap_or_default().to_owned();
    let is_new = last.is_empty();
    state.overlays.push(Overlay::Search(Search { input: Input::offering(last), ..Search::default() }));
    if is_new { Vec::new() } else { ask(state) }
}

/// Remembers the query for this run and the next ones.
fn remember(state: &mut State) -> Vec<Effect> {
    let query = search(state).map(|search| search.input.text().trim().to_owned()).unwrap_or_default();
    let is_new = !query.is_empty() && state.histories.search.last() != Some(query.as_str());
    history::remember(state);
    if is_new { vec![Effect::KeepSearch(query)] } else { Vec::new() }
}

/// Asks for the results of a query that was edited by hand.
pub(super) fn edited_query(state: &mut State) -> Vec<Effect> {
    if let Some(search) = search(state) {
        search.completing = None;
    }
    ask(state)
}

/// Asks for the results of the query as it stands.
fn ask(state: &mut State) -> Vec<Effect> {
    let Some(search) = search(state) else { return Vec::new() };
    search.waiting = true;
    let query = search.input.text().to_owned();
    asked::ask(state, Asker::Search, Question::Search { query, limit: LIMIT })
}

/// Takes the answer to the last question.
pub(super) fn answer(state: &mut State, found: Found, context: Context<'_>) {
    let Some(search) = search(state) else { return };
    search.hits = found.hits;
    search.total = found.total;
    search.faults = found.faults;
    let stay = search.stay.take();
    let stays = |hit: &Hit| stay.as_ref().is_some_and(|path| hit.place.path(&context.graph.atlas) == *path);
    let selected = search.hits.iter().position(stays);
    search.selected = 0;
    search.scroll = 0;
    search.waiting = false;
    let by = selected.and_then(|selected| isize::try_from(selected).ok()).unwrap_or(0);
    select(state, by, context);
}

/// Asks the same query of another edition of the atlas. `before` is the one that the results are of.
pub(super) fn renewed(state: &mut State, before: &Atlas) -> Vec<Effect> {
    let Some(search) = search(state) else { return Vec::new() };
    search.stay = search.hits.get(search.selected).map(|hit| hit.place.path(before));
    // They name things by the ids of the old edition.
    search.hits.clear();
    search.preview = None;
    search.total = 0;
    ask(state)
}

/// Lays the preview of the selected result out.
pub(super) fn preview(state: &mut State, context: Context<'_>) {
    let areas = SearchAreas::new(state.size);
    let Some(Overlay::Search(search)) = state.overlays.last() else { return };
    let preview = areas.preview.and_then(|area| {
        let place = search.hits.get(search.selected)?.place;
        let page = page(state.known(context.graph), place, &ViewOptions::default());
        let head = page.head();
        let width = usize::from(area.inset(1, 2).width);
        Some((place, Flow::new(head.iter().chain(&page.blocks), width)))
    });
    if let Some(search) = self::search(state) {
        search.preview_scroll = 0;
        search.preview = preview;
    }
}

pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let areas = SearchAreas::new(state.size);
    let page = isize::try_from(areas.list.height.saturating_sub(1).max(1)).unwrap_or(1);
    match action {
        Action::SearchDown => select(state, 1, context),
        Action::SearchUp => select(state, -1, context),
        Action::SearchPageDown => select(state, page, context),
        Action::SearchPageUp => select(state, -page, context),
        Action::PreviewDown => scroll_preview(state, page / 2),
        Action::PreviewUp => scroll_preview(state, -page / 2),
        Action::SearchAccept => return accept(state, context),
        Action::SearchComplete => return completed(state, context),
        Action::SearchClose => {
            let effects = remember(state);
            state.overlays.pop();
            return effects;
        }
        edit => {
            let before = search(state).map(|search| search.input.text().to_owned());
            let edited = search(state).is_some_and(|search| search.input.act(edit));
            let after = search(state).map(|search| search.input.text().to_owned());
            if edited && before != after {
                return edited_query(state);
            }
        }
    }
    Vec::new()
}

fn select(state: &mut State, by: isize, context: Context<'_>) {
    let height = usize::from(SearchAreas::new(state.size).list.height);
    let Some(search) = search(state) else { return };
    let last = search.hits.len().saturating_sub(1);
    search.selected = search.selected.saturating_add_signed(by).min(last);
    let lowest = search.selected;
    let highest = (search.selected + 1).saturating_sub(height);
    search.scroll = search.scroll.clamp(highest.min(lowest), lowest);
    preview(state, context);
}

/// Moves the window of the results to start with the result `first`; the cursor stays in it.
pub(super) fn scroll_to(state: &mut State, first: usize, height: usize, context: Context<'_>) {
    let Some(search) = search(state) else { return };
    let last = search.hits.len().saturating_sub(1);
    search.scroll = first;
    let selected = search.selected.clamp(first, first + height.saturating_sub(1)).min(last);
    if selected != search.selected {
        search.selected = selected;
        preview(state, context);
    }
}

fn scroll_preview(state: &mut State, rows: isize) {
    let height = SearchAreas::new(state.size).preview.map_or(0, |area| usize::from(area.height));
    let Some(search) = search(state) else { return };
    let length = search.preview.as_ref().map_or(0, |(_, flow)| flow.rows.len());
    search.preview_scroll = search.preview_scroll.saturating_add_signed(rows).min(length.saturating_sub(height));
}

fn accept(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let Some(search) = search(state) else { return Vec::new() };
    let Some(place) = search.hits.get(search.selected).map(|hit| hit.place) else { return Vec::new() };
    let places = search.hits.iter().map(|hit| hit.place).collect();
    let searched = Searched { query: search.input.text().to_owned(), places, at: search.selected };
    state.searched = Some(searched);
    let effects = remember(state);
    state.overlays.pop();
    state.go(context.graph, Visit::new(place));
    effects
}

/// Puts the next thing that could stand before the cursor there; what else could stays in sight.
fn completed(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let reviews = Arc::clone(&state.reviews);
    let given = Given::new(context.graph).reviewed(&reviews, state.today());
    let Some(search) = search(state) else { return Vec::new() };
    let next = match search.completing.take() {
        Some(now) => Completing { at: (now.at + 1) % now.candidates.len(), ..now },
        None => {
            let Completions { range, candidates } = complete(search.input.text(), search.input.cursor(), given);
            if candidates.is_empty() {
                return Vec::new();
            }
            Completing { start: range.start, candidates, at: 0 }
        }
    };
    let chosen = &next.candidates[next.at];
    // After the only value there is, another word can follow at once.
    let chosen =
        if next.candidates.len() == 1 && !chosen.ends_with(':') { format!("{chosen} ") } else { chosen.clone() };
    let rest = &search.input.text()[search.input.cursor()..];
    let text = format!("{}{chosen}{rest}", &search.input.text()[..next.start]);
    search.input.replace(text, next.start + chosen.len());
    search.completing = (next.candidates.len() > 1).then_some(next);
    ask(state)
}

/// Goes to the next or previous result of the last search.
pub(super) fn step(state: &mut State, steps: usize, forward: bool, context: Context<'_>) {
    let Some(searched) = &mut state.searched else {
        state.notice = Some("Nothing has been searched for yet; / searches.".to_owned());
        return;
    };
    let count = searched.places.len();
    let steps = steps % count.max(1);
    searched.at = if forward { searched.at + steps } else { searched.at + count - steps } % count.max(1);
    let Some(&place) = searched.places.get(searched.at) else { return };
    let told = format!("Result {} of {count} for {}", searched.at + 1, searched.query);
    state.go(context.graph, Visit::new(place));
    state.notice = Some(told);
}

pub(super) fn click(state: &mut State, x: u16, y: u16, context: Context<'_>) -> Vec<Effect> {
    let areas = SearchAreas::new(state.size);
    let Some(search) = search(state) else { return Vec::new() };
    if areas.list.contains(x, y) {
        let row = search.scroll + usize::from(y - areas.list.y);
        if row < search.hits.len() {
            search.selected = row;
            return accept(state, context);
        }
    }
    Vec::new()
}

pub(super) fn wheel(state: &mut State, x: u16, rows: isize, context: Context<'_>) {
    match SearchAreas::new(state.size).preview {
        Some(area) if x >= area.x => scroll_preview(state, rows),
        _ => select(state, rows.signum(), context),
    }
}
