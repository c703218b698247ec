//! The search: the query, its results and a preview of the one selected.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::{Completing, Search, SearchAreas};
use crate::document::layout::Flow;
use crate::document::{Block, Span};
use crate::search::Hit;
use crate::text;

use super::bars;
use super::screen::{Screen, rect};
use super::text::{line, put, put_marked, put_right, put_row, scrollbar};
use super::theme::Chrome;

/// Columns before the query and before each result.
const MARGIN: u16 = 2;

/// Draws the search over the whole screen and returns where the cursor is.
pub(super) fn render(screen: &Screen<'_>, search: &Search, buffer: &mut Buffer) -> Position {
    let areas = SearchAreas::new(screen.state.browse.size);
    let theme = screen.theme;
    let cursor = query(screen, search, rect(areas.input, buffer), buffer);
    status(screen, search, rect(areas.status, buffer), buffer);
    list(screen, search, rect(areas.list, buffer), buffer);
    if let Some(area) = areas.separator {
        let area = rect(area, buffer);
        for row in 0..area.height {
            put(buffer, line(area, row), area.x, "│", theme.chrome(Chrome::Border));
        }
    }
    if let (Some(area), Some((_, flow))) = (areas.preview, &search.preview) {
        let text = rect(area.inset(1, 2), buffer);
        for (row, content) in flow.rows.iter().skip(search.preview_scroll).take(usize::from(text.height)).enumerate() {
            put_row(buffer, line(text, u16::try_from(row).unwrap_or(u16::MAX)), content, theme, None);
        }
        scrollbar(buffer, rect(area, buffer), (search.preview_scroll, flow.rows.len()), theme);
    }
    bars::footer(screen, buffer, areas.footer);
    cursor
}

/// The query, with what is wrong in it underlined. A long one is scrolled so that the cursor stays in sight.
fn query(screen: &Screen<'_>, search: &Search, area: Rect, buffer: &mut Buffer) -> Position {
    let theme = screen.theme;
    put(buffer, area, area.x, "/", theme.chrome(Chrome::Accent));
    let input = &search.list.input;
    let room = usize::from(area.width.saturating_sub(MARGIN + 1));
    let before = text::width(&input.text()[..input.cursor()]);
    let mut hidden = before.saturating_sub(room);
    let mut x = area.x + MARGIN;
    let mut offset = 0;
    for (grapheme, width) in text::graphemes(input.text()) {
        let faulty = search.errors.iter().any(|fault| fault.range.contains(&offset));
        let style = match (faulty, input.is_offered()) {
            (true, _) => theme.chrome(Chrome::Fault),
            (false, true) => theme.chrome(Chrome::CursorAside),
            (false, false) => Style::new(),
        };
        offset += grapheme.len();
        if hidden > 0 {
            hidden = hidden.saturating_sub(width);
        } else {
            x = put(buffer, area, x, grapheme, style);
        }
    }
    if input.text().is_empty() {
        let help = "names, words, 'exact ^start end$ !not, kind:person lever:speed tag:pause …";
        put(buffer, area, x, help, theme.chrome(Chrome::Quiet));
    }
    let column = u16::try_from(before.min(room)).unwrap_or(u16::MAX);
    Position::new(area.x + MARGIN + column, area.y)
}

fn status(screen: &Screen<'_>, search: &Search, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    if let Some(step) = screen.spinner {
        let turning = ["…", "/", "-", "\\", "|"][if step == 0 { 0 } else { 1 + step as usize % 4 }];
        put_right(buffer, area, &format!("still searching {turning} "), theme.chrome(Chrome::Notice));
    }
    if let Some(fault) = search.errors.first().filter(|_| !search.hits.is_empty()) {
        put(buffer, area, area.x + MARGIN, &text::sanitize(&fault.message), theme.chrome(Chrome::Notice));
        return;
    }
    if let Some(completing) = &search.completing {
        let mut x = area.x + MARGIN;
        let room = usize::from(area.width.saturating_sub(MARGIN));
        for (n, candidate) in completing.candidates.iter().enumerate().skip(first_in_sight(completing, room)) {
            let style = theme.chrome(if n == completing.at { Chrome::Accent } else { Chrome::Quiet });
            x = put(buffer, area, x, candidate, style) + 2;
        }
        return;
    }
    let said = match (search.total, search.list.input.text().trim().is_empty()) {
        (_, true) => "searches strategies, people, tags, levers, scenarios, portfolios and mechanisms".to_owned(),
        (0, _) if search.is_waiting => String::new(),
        (0, _) if !search.errors.is_empty() => "this cannot be searched for:".to_owned(),
        (0, _) => "nothing matches; fewer or shorter words match more".to_owned(),
        (1, _) => "1 result".to_owned(),
        (total, _) => format!("{} of {total} results", search.list.selected + 1),
    };
    put(buffer, area, area.x + MARGIN, &said, theme.chrome(Chrome::Quiet));
}

/// The first candidate to show so that the chosen one is in sight.
fn first_in_sight(completing: &Completing, room: usize) -> usize {
    let mut used = 0;
    let chosen = completing.candidates[..=completing.at].iter().rev();
    let shown = chosen.take_while(|candidate| {
        used += text::width(candidate) + 2;
        used <= room
    });
    (completing.at + 1).saturating_sub(shown.count().max(1))
}

/// What is wrong with the query, whole, where there would be results.
fn fault(screen: &Screen<'_>, message: &str, area: Rect, buffer: &mut Buffer) {
    let notice = Block::Notice(vec![Span::plain(text::sanitize(message))]);
    let text = Rect { x: area.x + MARGIN, width: area.width.saturating_sub(2 * MARGIN), ..area };
    for (row, content) in Flow::new([&notice], usize::from(text.width)).rows.iter().enumerate() {
        put_row(buffer, line(text, u16::try_from(row).unwrap_or(u16::MAX)), content, screen.theme, None);
    }
}

fn list(screen: &Screen<'_>, search: &Search, area: Rect, buffer: &mut Buffer) {
    if let (Some(wrong), true) = (search.errors.first(), search.hits.is_empty()) {
        return fault(screen, &wrong.message, area, buffer);
    }
    let inner = Rect { width: area.width.saturating_sub(2), ..area };
    for (offset, hit) in search.hits.iter().skip(search.list.scroll).take(usize::from(area.height)).enumerate() {
        let row = line(inner, u16::try_from(offset).unwrap_or(u16::MAX));
        result(screen, hit, search.list.scroll + offset == search.list.selected, row, buffer);
    }
    scrollbar(buffer, area, (search.list.scroll, search.hits.len()), screen.theme);
}

fn result(screen: &Screen<'_>, hit: &Hit, chosen: bool, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    if chosen {
        put(buffer, area, area.x, "▌", theme.chrome(Chrome::Accent));
    }
    let kind = hit.place.kind().map_or("", crate::model::Kind::singular);
    let right = put_right(buffer, area, kind, theme.chrome(Chrome::Quiet));
    let room = Rect { width: right.saturating_sub(area.x + 1), ..area };
    let plain = if chosen { theme.chrome(Chrome::Key) } else { Style::new() };
    let name = hit.place.name(&screen.graph.atlas);
    let marked = theme.chrome(Chrome::Match);
    let x = put_marked(buffer, room, area.x + MARGIN, (&name, &hit.matched), (plain, marked));
    if let Some(snippet) = &hit.snippet {
        let quiet = theme.chrome(Chrome::Quiet);
        let snippet = snippet.within(usize::from(room.right().saturating_sub(x + 2)));
        put_marked(buffer, room, x + 2, (&snippet.text, &snippet.ranges), (quiet, marked));
    }
}
