//! Picker: a list of items with a filter line, from which the user picks an item. Pickers differ in their items and the
//! effect of picking; everything else is implemented here.

use std::fmt::Debug;

use crate::action::{Action, KeyScope};
use crate::app::browse::layout::Size;
use crate::app::browse::scroll::ScrollRegion;
use crate::app::command::StateCommand;
use crate::app::effect::SearchQuestion;
use crate::app::history::LineKind;
use crate::app::text_input::TextInput;
use crate::search::{Hit, RankedTitle, rank_titles};

use super::behavior::{LayerAreas, LayerBehavior, LayerContext, LayerEvent, LayerReply, RefreshReason};
use super::list::{ListAreas, ListState, PickerRow, PickerView};

/// Number of rows by which a key for paging moves the cursor.
const PAGE: isize = 10;

/// Item of a picker, which determines the rows of the list and the effect of picking.
pub trait PickerItem: Clone + Debug {
    /// Heading of the list.
    const HEADING: &'static str;
    /// History to which the queries of the list are added.
    const LINE: LineKind = LineKind::List;
    /// Maximum width of the column of titles, to the right of which descriptions are aligned.
    const MAX_TITLE_WIDTH: usize = 32;
    /// Minimum width to the right of the titles for their details and keys, in columns.
    const MIN_DETAIL_WIDTH: usize = 36;
    /// Maximum height of the details of the item under the cursor, in rows.
    const MAX_DETAIL_HEIGHT: u16 = 0;

    /// Returns all items with their rows; `None` if the items do not depend on `context` and stay unchanged.
    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>>;

    /// Returns the effect of picking the item.
    fn pick(self, context: &LayerContext<'_>) -> LayerReply;

    /// Returns the search whose results are added to the list for a query; `None` if no search is needed.
    fn question(query: &str) -> Option<SearchQuestion> {
        let _ = query;
        None
    }

    /// Returns the item and row of a search result; `None` if the result is not listed.
    fn of_hit(hit: Hit, context: &LayerContext<'_>) -> Option<(PickerRow, Self)> {
        let _ = (hit, context);
        None
    }

    /// Returns an item made of the query itself, which is listed last; `None` if there is none.
    fn of_query(query: &str) -> Option<(PickerRow, Self)> {
        let _ = query;
        None
    }
}

/// What happens when the answer to a search arrives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PendingAnswer {
    #[default]
    Nothing,
    /// The results are added to the list.
    Answer,
    /// The results are added to the list, and the first row is picked.
    Pick,
}

/// Rows of a list with their items, while the list is being built.
struct Listed<T> {
    rows: Vec<PickerRow>,
    items: Vec<Option<T>>,
    group: &'static str,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), items: Vec::new(), group: "" }
    }
}

impl<T> Listed<T> {
    fn push(&mut self, row: PickerRow, item: T) {
        self.rows.push(row);
        self.items.push(Some(item));
    }

    /// Adds the heading of a group, unless the rows before belong to the same group.
    fn group(&mut self, group: &'static str) {
        if !group.is_empty() && group != self.group {
            self.rows.push(PickerRow::heading(group));
            self.items.push(None);
        }
        self.group = group;
    }
}

/// List of items to pick from.
#[derive(Clone, Debug)]
pub struct Picker<T> {
    /// Filter line and cursor.
    pub list: ListState,
    /// Rows that match the filter line, best first; all rows if the line is empty.
    pub rows: Vec<PickerRow>,
    /// Item of each row; `None` for a heading.
    items: Vec<Option<T>>,
    /// Number of rows with an effect that match the filter line as whole words.
    whole: usize,
    all: Vec<(PickerRow, T)>,
    /// Results of the search for the current filter line.
    found: Vec<(PickerRow, T)>,
    pending: PendingAnswer,
}

impl<T: PickerItem> Picker<T> {
    /// Creates a picker of all items for `context`; `None` if there are none.
    pub(in crate::app) fn new(context: &LayerContext<'_>) -> Option<Self> {
        let mut picker = T::all(context).filter(|all| !all.is_empty()).map(Self::of)?;
        picker.move_by(0, context.browse.size);
        Some(picker)
    }

    /// Creates a picker of the items in `all`. The cursor starts on the row marked as current.
    pub(in crate::app) fn of(all: Vec<(PickerRow, T)>) -> Self {
        let current = all.iter().position(|(row, _)| row.is_current).unwrap_or(0);
        let list = ListState { selected: current, ..ListState::default() };
        let mut picker = Self {
            list,
            rows: Vec::new(),
            items: Vec::new(),
            whole: 0,
            all,
            found: Vec::new(),
            pending: PendingAnswer::Nothing,
        };
        picker.rank();
        picker
    }

    /// Returns the item under the cursor; `None` on a heading or in an empty list.
    pub fn selected(&self) -> Option<&T> {
        self.items.get(self.list.selected)?.as_ref()
    }

    /// Returns the picker in the form used for drawing.
    pub fn view(&self) -> PickerView<'_> {
        PickerView {
            heading: T::HEADING,
            max_title_width: T::MAX_TITLE_WIDTH,
            min_detail_width: T::MIN_DETAIL_WIDTH,
            max_detail_height: T::MAX_DETAIL_HEIGHT,
            all_rows: self.all_rows(),
            list: &self.list,
            rows: &self.rows,
        }
    }

    /// Fills the list with the matches of the filter line or, if the line is empty, with all items by group.
    fn rank(&mut self) {
        let query = self.list.input.text().trim().to_owned();
        let mut listed = Listed::default();
        if query.is_empty() {
            // An item listed first is not listed again.
            let is_again = |row: &PickerRow| {
                let mut featured = self.all.iter().take_while(|(first, _)| first.is_featured);
                !row.is_featured && featured.any(|(first, _)| first.title == row.title && first.keys == row.keys)
            };
            for (row, item) in self.all.iter().filter(|(row, _)| !is_again(row)) {
                listed.group(row.group);
                listed.push(row.clone(), item.clone());
            }
            self.whole = 0;
        } else {
            self.rank_by(&query, &mut listed);
        }
        let last = Some(query).filter(|query| !query.is_empty()).and_then(|query| T::of_query(&query));
        if let Some((row, item)) = last {
            listed.push(row, item);
        }
        (self.rows, self.items) = (listed.rows, listed.items);
        self.select_nearest(0);
    }

    /// Adds the matches of `query` to `listed`: items with the whole words in the title, then in synonyms; then search
    /// results, then whole-word matches without effect, and finally inexact matches.
    fn rank_by(&mut self, query: &str, listed: &mut Listed<T>) {
        let pool: Vec<&(PickerRow, T)> = self.all.iter().filter(|(row, _)| !row.is_featured).collect();
        let ranked = rank_titles(query, pool.iter().map(|(row, _)| row.title.as_str()));
        let by_keyword = rank_titles(query, pool.iter().map(|(row, _)| row.keywords.as_str()));
        let (whole, loose): (Vec<_>, Vec<_>) = ranked.into_iter().partition(|ranked| ranked.whole);
        let by_keyword = by_keyword.into_iter().filter(|found| found.whole);
        let by_keyword = by_keyword.map(|found| RankedTitle { matched: Vec::new(), ..found });
        let by_keyword: Vec<_> =
            by_keyword.filter(|found| whole.iter().all(|ranked| ranked.index != found.index)).collect();
        let loose: Vec<_> =
            loose.into_iter().filter(|found| by_keyword.iter().all(|ranked| ranked.index != found.index)).collect();
        let row = |ranked: RankedTitle| {
            let (row, item) = pool[ranked.index];
            (PickerRow { matched: ranked.matched, ..row.clone() }, item.clone())
        };
        let (useful, useless): (Vec<_>, Vec<_>) =
            whole.into_iter().chain(by_keyword).map(row).partition(|(row, _)| !row.is_disabled);
        self.whole = useful.len();
        for (row, item) in useful {
            listed.push(row, item);
        }
        let is_grouped = !self.all.first().is_none_or(|(row, _)| row.group.is_empty());
        for (row, item) in &self.found {
            listed.group(if is_grouped { "Places" } else { "" });
            listed.push(row.clone(), item.clone());
        }
        // Items without effect come after the search results, so that Enter on the first row picks them only if nothing
        // else matches.
        for (row, item) in useless {
            listed.group(row.group);
            listed.push(row, item);
        }
        for (row, item) in loose.into_iter().map(row) {
            listed.group(if is_grouped { "Similar" } else { "" });
            listed.push(row, item);
        }
    }

    /// Moves the cursor to the nearest selectable row, downwards unless `by` is negative.
    fn select_nearest(&mut self, by: isize) {
        let rows = &self.rows;
        self.list.move_among(by, rows.len(), u16::MAX, |at| !rows[at].is_heading);
    }

    /// Returns the number of rows without a filter, with headings and the item made of a query.
    fn all_rows(&self) -> usize {
        let groups = self.all.chunk_by(|(one, _), (other, _)| one.group == other.group);
        let headings = groups.filter(|group| !group[0].0.group.is_empty()).count();
        self.all.len() + headings + usize::from(T::of_query("query").is_some())
    }

    fn areas_on(&self, size: Size) -> ListAreas {
        ListAreas::new(size, self.all_rows(), T::MAX_DETAIL_HEIGHT)
    }

    fn move_by(&mut self, by: isize, size: Size) {
        let height = self.areas_on(size).entries.height;
        let rows = &self.rows;
        self.list.move_among(by, rows.len(), height, |at| !rows[at].is_heading);
    }

    /// Handles a change of the filter line: lists the matches known so far, and starts a search for more.
    fn edited(&mut self) -> LayerReply {
        self.found.clear();
        self.list.reset();
        self.look_up()
    }

    fn look_up(&mut self) -> LayerReply {
        self.rank();
        let query = self.list.input.text();
        let question = T::question(query).filter(|_| !query.trim().is_empty());
        let pending = if question.is_some() { PendingAnswer::Answer } else { PendingAnswer::Nothing };
        let was_pending = std::mem::replace(&mut self.pending, pending) != PendingAnswer::Nothing;
        match question {
            Some(question) => LayerReply::Then(StateCommand::LookUp(question)),
            None if was_pending => LayerReply::Then(StateCommand::StopLookUp),
            None => LayerReply::Stay,
        }
    }

    /// Picks the row under the cursor. If a search is running that may bring a better first row, waits for its answer
    /// first.
    fn accept(&mut self, context: &LayerContext<'_>) -> LayerReply {
        let is_first = self.rows.iter().take(self.list.selected).all(|row| row.is_heading);
        if self.pending != PendingAnswer::Nothing && is_first && self.whole == 0 {
            self.pending = PendingAnswer::Pick;
            return LayerReply::Stay;
        }
        self.selected().cloned().map_or(LayerReply::Stay, |item| item.pick(context))
    }

    fn act(&mut self, action: Action, context: &LayerContext<'_>) -> LayerReply {
        let size = context.browse.size;
        match action {
            Action::SearchDown => self.move_by(1, size),
            Action::SearchUp => self.move_by(-1, size),
            Action::SearchPageDown => self.move_by(PAGE, size),
            Action::SearchPageUp => self.move_by(-PAGE, size),
            Action::SearchAccept => return self.accept(context),
            Action::SearchClose => return LayerReply::Close,
            _ => {}
        }
        LayerReply::Stay
    }
}

impl<T: PickerItem> LayerBehavior for Picker<T> {
    fn scopes(&self) -> &'static [KeyScope] {
        &[KeyScope::Search, KeyScope::Input]
    }

    fn line(&mut self) -> Option<(&mut TextInput, LineKind)> {
        Some((&mut self.list.input, T::LINE))
    }

    fn areas(&self, size: Size) -> LayerAreas {
        let areas = self.areas_on(size);
        let (area, rows, first) = (areas.entries, self.rows.len(), self.list.scroll);
        let entries = ScrollRegion { area, rows, first, has_entries: true };
        LayerAreas { frame: areas.frame, regions: [Some(entries), None] }
    }

    fn handle(&mut self, event: LayerEvent<'_>, context: &LayerContext<'_>) -> LayerReply {
        let size = context.browse.size;
        match event {
            LayerEvent::Act(action) => return self.act(action, context),
            LayerEvent::Edited => return self.edited(),
            LayerEvent::Choose(row) => {
                self.list.selected = row;
                return self.selected().cloned().map_or(LayerReply::Stay, |item| item.pick(context));
            }
            LayerEvent::Wheel(_, rows) => self.move_by(rows.signum(), size),
            LayerEvent::ScrollTo(_, first) => {
                let height = self.areas_on(size).entries.height;
                let rows = &self.rows;
                self.list.scroll_to(first, rows.len(), height, |at| !rows[at].is_heading);
            }
            LayerEvent::Answer(found) => {
                self.found = found.hits.into_iter().filter_map(|hit| T::of_hit(hit, context)).collect();
                self.rank();
                if std::mem::take(&mut self.pending) == PendingAnswer::Pick {
                    return self.accept(context);
                }
            }
            LayerEvent::Typed(_) => {}
        }
        LayerReply::Stay
    }

    fn refresh(&mut self, context: &LayerContext<'_>, why: RefreshReason<'_>) -> LayerReply {
        match T::all(context) {
            Some(all) if all.is_empty() => return LayerReply::Close,
            Some(all) => self.all = all,
            None => {}
        }
        // After a reload, search results are outdated, because they refer to records by the ids of the atlas before the
        // reload.
        let reply = if matches!(why, RefreshReason::Reloaded(_)) {
            self.found.clear();
            self.look_up()
        } else {
            self.rank();
            LayerReply::Stay
        };
        self.move_by(0, context.browse.size);
        reply
    }

    fn picker(&self) -> Option<PickerView<'_>> {
        Some(self.view())
    }
}
