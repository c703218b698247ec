//! Search: the query, its results, and a preview of the selected result.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::action::{Action, KeyNames};
use crate::app::{Completing, PageRow, Search, SearchAreas, SearchEntry};
use crate::document::layout::Flow;
use crate::document::{Block, Heading, Span, fact};
use crate::search::{Hit, Snippet};
use crate::text;

use super::bars;
use super::screen::{ScreenView, rect};
use super::text::{
    cursor_mark, indented, print, print_highlighted, print_input, print_right, print_rows, rule, scrollbar,
};
use super::theme::StyleRole;

/// Examples of queries, with what they find.
const EXAMPLES: [(&str, &str); 9] = [
    ("pause", "names first, then all other text"),
    ("'chips", "these letters exactly"),
    ("^open", "at the start"),
    ("first$", "at the end"),
    ("!law", "without this word"),
    ("kind:person", "records of one kind"),
    ("lever:speed", "strategies on a lever"),
    ("tag:pause", "people with a position on a tag"),
    ("stance:opposes", "people with this stance"),
];
/// Maximum width of the first words of a row that stay before an excerpt, in columns.
const MAX_LABEL: usize = 24;
/// Gap between the words of a row of the page that are apart on the page.
const GAP: &str = "  ";
/// Width of the margin before the query and each result, in columns.
const MARGIN: u16 = 2;

/// Draws the search over the whole screen. Returns the position of the cursor.
pub(super) fn render(screen: &ScreenView<'_>, search: &Search, buffer: &mut Buffer) -> Position {
    let areas = SearchAreas::new(screen.state.browse.size);
    let theme = screen.theme;
    let cursor = query(screen, search, rect(areas.input, buffer), buffer);
    status(screen, search, rect(areas.status, buffer), buffer);
    list(screen, search, rect(areas.list, buffer), buffer);
    if let Some(area) = areas.separator.filter(|_| search.preview.is_some()) {
        for row in rect(area, buffer).rows() {
            print(buffer, row, row.x, "│", theme.style(StyleRole::Border));
        }
    }
    if let (Some(area), Some((_, flow))) = (areas.preview, &search.preview) {
        print_rows(
            buffer,
            rect(area.inset(1, 2), buffer),
            flow.rows.iter().skip(search.preview_scroll),
            screen.row_looks(),
        );
        scrollbar(buffer, rect(area, buffer), (search.preview_scroll, flow.rows.len()), theme);
    }
    bars::footer(screen, buffer, areas.footer);
    cursor
}

/// Draws the query, with its invalid parts underlined. Returns the position of the cursor.
fn query(screen: &ScreenView<'_>, search: &Search, area: Rect, buffer: &mut Buffer) -> Position {
    let theme = screen.theme;
    print(buffer, area, area.x, "/", theme.style(StyleRole::Focus));
    let input = &search.list.input;
    let area = indented(area, MARGIN);
    if input.text().is_empty() {
        print(buffer, area, area.x, "names, words or filters", theme.style(StyleRole::Aside));
    }
    let is_mistake = |offset| search.errors.iter().any(|fault| fault.range.contains(&offset));
    let plain = if input.is_offered() { theme.style(StyleRole::CursorAside) } else { Style::new() };
    let style = |offset| if is_mistake(offset) { theme.style(StyleRole::Fault) } else { plain };
    print_input(buffer, area, input, style).1
}

fn status(screen: &ScreenView<'_>, search: &Search, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    if let Some(step) = screen.spinner {
        let spinner = ["…", "/", "-", "\\", "|"][if step == 0 { 0 } else { 1 + step as usize % 4 }];
        print_right(buffer, area, &format!("still searching {spinner} "), theme.style(StyleRole::Message));
    }
    let area = indented(area, MARGIN);
    if let Some(fault) = search.errors.first().filter(|_| !search.entries.is_empty()) {
        print(buffer, area, area.x, &text::sanitize(&fault.message), theme.style(StyleRole::Message));
        return;
    }
    if let Some(completing) = &search.completing {
        let mut x = area.x;
        let first = first_visible(completing, usize::from(area.width));
        for (n, candidate) in completing.candidates.iter().enumerate().skip(first) {
            let style = theme.style(if n == completing.at { StyleRole::Focus } else { StyleRole::Aside });
            x = print(buffer, area, x, candidate, style) + 2;
        }
        return;
    }
    let before = search.entries.iter().take(search.list.selected);
    let position = 1 + before.filter(|entry| !matches!(entry, SearchEntry::Heading(..))).count();
    let on_this_page = search.entries.iter().filter(|entry| matches!(entry, SearchEntry::Row(_))).count();
    let is_row = matches!(search.entries.get(search.list.selected), Some(SearchEntry::Row(_)));
    let text = match (search.total, search.list.input.text().trim().is_empty()) {
        _ if is_row => on_page(screen, search),
        (_, true) => "searches every record of the atlas".to_owned(),
        (0, _) if search.is_waiting => String::new(),
        (0, _) if !search.errors.is_empty() => "the query has a mistake:".to_owned(),
        (0, _) => match &search.reason {
            Some(reason) => text::sanitize(reason).into_owned(),
            None => "nothing matches; fewer or shorter words match more".to_owned(),
        },
        (total, _) => match total + on_this_page {
            1 => "1 result".to_owned(),
            total => format!("{position} of {total} results"),
        },
    };
    print(buffer, area, area.x, &text, theme.style(StyleRole::Aside));
}

/// Returns the index of the first completion to draw, so that the current one is visible in `room` columns.
fn first_visible(completing: &Completing, room: usize) -> usize {
    let mut used = 0;
    let chosen = completing.candidates[..=completing.at].iter().rev();
    let visible = chosen.take_while(|candidate| {
        used += text::width(candidate) + 2;
        used <= room
    });
    (completing.at + 1).saturating_sub(visible.count().max(1))
}

/// Draws the whole message about an invalid part of the query, in place of the results.
fn fault(screen: &ScreenView<'_>, message: &str, area: Rect, buffer: &mut Buffer) {
    let notice = Block::Notice(vec![Span::plain(text::sanitize(message))]);
    let text = Rect { x: area.x + MARGIN, width: area.width.saturating_sub(2 * MARGIN), ..area };
    print_rows(buffer, text, &Flow::new([&notice], usize::from(text.width)).rows, screen.theme);
}

/// Draws examples of queries, in place of the results.
fn examples(screen: &ScreenView<'_>, area: Rect, buffer: &mut Buffer) {
    let heading = Block::Heading(Heading::section("What can be typed"));
    let facts = Block::Facts(EXAMPLES.map(|(query, about)| fact(query, about)).to_vec());
    let text = Rect { x: area.x + MARGIN, width: area.width.saturating_sub(2 * MARGIN), ..area };
    let text = Rect { y: text.y.saturating_add(1), height: text.height.saturating_sub(1), ..text };
    print_rows(buffer, text, &Flow::new([&heading, &facts], usize::from(text.width)).rows, screen.theme);
}

fn list(screen: &ScreenView<'_>, search: &Search, area: Rect, buffer: &mut Buffer) {
    if let (Some(mistake), true) = (search.errors.first(), search.entries.is_empty()) {
        return fault(screen, &mistake.message, area, buffer);
    }
    if search.entries.is_empty() && !search.is_waiting {
        let whole = Rect { width: buffer.area.right().saturating_sub(area.x), ..area };
        return examples(screen, whole, buffer);
    }
    let inner = Rect { width: area.width.saturating_sub(2), ..area };
    let columns = Columns::new(screen, search, inner.width);
    for ((index, entry), row) in search.entries.iter().enumerate().skip(search.list.scroll).zip(inner.rows()) {
        let is_chosen = index == search.list.selected;
        match entry {
            SearchEntry::Heading(title, count) => heading(screen, title, *count, row, buffer),
            SearchEntry::Hit(hit) => result(screen, (hit, columns), is_chosen, row, buffer),
            SearchEntry::Row(found) => page_row(screen, found, is_chosen, row, buffer),
        }
    }
    scrollbar(buffer, area, (search.list.scroll, search.entries.len()), screen.theme);
}

/// Draws the heading of a group of `count` results, with a thin rule.
fn heading(screen: &ScreenView<'_>, title: &str, count: usize, area: Rect, buffer: &mut Buffer) {
    let area = indented(area, MARGIN);
    rule(buffer, area, screen.theme);
    let x = print(buffer, area, area.x, title, screen.theme.style(StyleRole::Key));
    print(buffer, area, x, &format!(" {count} "), screen.theme.style(StyleRole::Aside));
}

/// Draws a row of the current page that matches the query, cut so that its first match is visible.
fn page_row(screen: &ScreenView<'_>, found: &PageRow, is_chosen: bool, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    if is_chosen {
        cursor_mark(buffer, area, 0, theme);
    }
    let mut area = indented(area, MARGIN);
    let plain = if is_chosen { theme.style(StyleRole::Key) } else { Style::new() };
    let mut snippet = Snippet { text: found.text.clone(), ranges: found.matched.clone() };
    // The first words of a row, such as its label in a table, stay before an excerpt around the match.
    let label = found.text.find(GAP).filter(|&end| found.matched.iter().all(|range| range.start >= end + GAP.len()));
    if let Some(end) = label.filter(|&end| is_cut(&found.text, area) && text::width(&found.text[..end]) < MAX_LABEL) {
        let x = print(buffer, area, area.x, &found.text[..end], plain);
        area = indented(area, (x + 1).saturating_sub(area.x));
        let start = end + GAP.len();
        snippet.text.drain(..start);
        snippet.ranges.iter_mut().for_each(|range| *range = range.start - start..range.end - start);
    }
    let row = snippet.within(usize::from(area.width));
    print_highlighted(buffer, area, area.x, (&row.text, &row.ranges), (plain, theme.style(StyleRole::Match)));
}

fn is_cut(text: &str, area: Rect) -> bool {
    text::width(text) > usize::from(area.width)
}

/// Returns an explanation of what Enter does with a row of the page, and how to visit all rows that match.
fn on_page(screen: &ScreenView<'_>, search: &Search) -> String {
    let count = search.entries.iter().find_map(|entry| match entry {
        SearchEntry::Heading(_, count) => Some(*count),
        _ => None,
    });
    let keys = [Action::ResultNext, Action::ResultPrevious].map(|action| screen.keymap.key_of(action));
    match (count, keys) {
        (Some(count), [Some(next), Some(previous)]) if count > 1 => {
            format!("jumps to this row; {next} and {previous} then walk the {count} rows that match")
        }
        _ => "jumps to this row of the page".to_owned(),
    }
}

/// Widths by which the parts of results are aligned.
#[derive(Clone, Copy)]
struct Columns {
    /// Width of the names.
    names: u16,
    /// Width of the kinds.
    kinds: u16,
}

impl Columns {
    /// Returns the widths for the results of `search` in rows of `width` columns.
    fn new(screen: &ScreenView<'_>, search: &Search, width: u16) -> Self {
        let hits = || search.entries.iter().filter_map(SearchEntry::hit);
        let widest = |text: &dyn Fn(&Hit) -> usize| hits().map(text).max().unwrap_or(0);
        // A name found by itself has no excerpt that would have to be aligned.
        let names = widest(&|hit| match hit.snippet {
            Some(_) => text::width(&hit.place.name(&screen.graph.atlas)),
            None => 0,
        });
        let column = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        Self { names: column(names).min(width * 3 / 10), kinds: column(widest(&|hit| text::width(kind_of(hit)))) }
    }
}

/// Returns the noun for the kind of a result.
fn kind_of(hit: &Hit) -> &'static str {
    hit.place.kind().map_or("", crate::model::Kind::singular)
}

fn result(screen: &ScreenView<'_>, (hit, columns): (&Hit, Columns), chosen: bool, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    if chosen {
        cursor_mark(buffer, area, 0, theme);
    }
    let kinds = area.right().saturating_sub(columns.kinds);
    print(buffer, area, kinds, kind_of(hit), theme.style(StyleRole::Aside));
    let room = Rect { width: kinds.saturating_sub(area.x + 1), ..area };
    let plain = if chosen { theme.style(StyleRole::Key) } else { Style::new() };
    let name = hit.place.name(&screen.graph.atlas);
    let highlighted = theme.style(StyleRole::Match);
    let name = text::truncate_to_width(&name, usize::from(room.width.saturating_sub(MARGIN)));
    let x = print_highlighted(buffer, room, area.x + MARGIN, (&name, &hit.matched), (plain, highlighted));
    if let Some(snippet) = &hit.snippet {
        let quiet = theme.style(StyleRole::Aside);
        let x = x.max(area.x + MARGIN + columns.names) + 2;
        let snippet = snippet.within(usize::from(room.right().saturating_sub(x)));
        print_highlighted(buffer, room, x, (&snippet.text, &snippet.ranges), (quiet, highlighted));
    }
}
