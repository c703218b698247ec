//! The palette and the list of the trail: a line to type, and entries below it, in a frame over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};

use crate::app::{Begin, Journey, ListAreas, ListState, Palette, PaletteEntry, Shelf, TrailList};
use crate::text;

use super::text::{clear, line, put, put_marked, put_right, scrollbar};
use super::theme::Chrome;
use super::{Screen, rect};

/// Draws the palette and returns where the cursor is.
pub(super) fn palette(screen: &Screen<'_>, palette: &Palette, buffer: &mut Buffer) -> Position {
    let titles = palette.entries.iter().map(|entry| text::width(&entry.title)).max().unwrap_or(0).min(32);
    let areas = ListAreas::new(screen.state.size);
    let list = (&palette.list, palette.entries.len());
    frame(screen, ("actions and places", areas), list, buffer, |index, row, buffer| {
        if let Some(entry) = palette.entries.get(index) {
            choice(screen, entry, titles, row, buffer);
        }
    })
}

fn choice(screen: &Screen<'_>, entry: &PaletteEntry, titles: usize, row: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let right = put_right(buffer, row, &entry.keys, theme.chrome(Chrome::Key));
    let room = Rect { width: right.saturating_sub(row.x + 1), ..row };
    let styles = (Style::new(), theme.chrome(Chrome::Match));
    put_marked(buffer, room, room.x, (&entry.title, &entry.matched), styles);
    let column = room.x.saturating_add(u16::try_from(titles.max(text::width(&entry.title)) + 2).unwrap_or(u16::MAX));
    let left = usize::from(room.right().saturating_sub(column));
    put(buffer, room, column, &text::cut(&entry.detail, left), theme.chrome(Chrome::Quiet));
}

/// Draws the list of the trails that are kept and returns where the cursor is.
pub(super) fn trails(screen: &Screen<'_>, trails: &TrailList, buffer: &mut Buffer) -> Position {
    let areas = ListAreas::new(screen.state.size);
    let list = (&trails.list, trails.entries.len());
    frame(screen, ("kept trails", areas), list, buffer, |index, row, buffer| {
        let Some(entry) = trails.entries.get(index) else { return };
        let styles = (Style::new(), screen.theme.chrome(Chrome::Match));
        put_marked(buffer, row, row.x, (&text::safe(&entry.name), &entry.matched), styles);
    })
}

/// Draws what can be reviewed and returns where the cursor is.
pub(super) fn begin(screen: &Screen<'_>, begin: &Begin, buffer: &mut Buffer) -> Position {
    let theme = screen.theme;
    let titles = begin.entries.iter().map(|entry| text::width(&entry.title)).max().unwrap_or(0).min(42);
    let areas = ListAreas::new(screen.state.size);
    frame(screen, ("what to review", areas), (&begin.list, begin.entries.len()), buffer, |index, row, buffer| {
        let Some(entry) = begin.entries.get(index) else { return };
        let styles = (Style::new(), theme.chrome(Chrome::Match));
        put_marked(buffer, row, row.x, (&entry.title, &entry.matched), styles);
        let column = row.x.saturating_add(u16::try_from(titles.max(text::width(&entry.title)) + 2).unwrap_or(u16::MAX));
        let left = usize::from(row.right().saturating_sub(column));
        put(buffer, row, column, &text::cut(&entry.detail, left), theme.chrome(Chrome::Quiet));
    })
}

/// Draws the list of the trail and returns where the cursor is.
pub(super) fn journey(screen: &Screen<'_>, journey: &Journey, buffer: &mut Buffer) -> Position {
    let theme = screen.theme;
    let atlas = &screen.graph.atlas;
    let areas = ListAreas::new(screen.state.size);
    let list = (&journey.list, journey.entries.len());
    frame(screen, ("the trail", areas), list, buffer, |index, row, buffer| {
        let Some(entry) = journey.entries.get(index) else { return };
        let right = put_right(buffer, row, entry.line.place.noun(), theme.chrome(Chrome::Quiet));
        let room = Rect { width: right.saturating_sub(row.x + 1), ..row };
        let depth = u16::try_from(2 * entry.line.depth).unwrap_or(u16::MAX).min(room.width / 2);
        let x = put(buffer, room, room.x + depth, if depth > 0 { "└ " } else { "" }, theme.chrome(Chrome::Border));
        let plain = if entry.line.is_here { theme.chrome(Chrome::Accent) } else { Style::new() };
        let name = entry.line.place.name(atlas);
        let text = (name.as_ref(), entry.matched.as_slice());
        put_marked(buffer, room, x, text, (plain, theme.chrome(Chrome::Match)));
    })
}

/// Draws the list of portfolios and returns where the cursor is.
pub(super) fn shelf(screen: &Screen<'_>, shelf: &Shelf, buffer: &mut Buffer) -> Position {
    let theme = screen.theme;
    let title = ("take up a portfolio", ListAreas::new(screen.state.size));
    frame(screen, title, (&shelf.list, shelf.entries.len()), buffer, |index, row, buffer| {
        let Some(entry) = shelf.entries.get(index) else { return };
        let whose = if entry.is_own { "yours  " } else { "" };
        let about = format!("{whose}{}", entry.strategies.len());
        let right = put_right(buffer, row, &about, theme.chrome(Chrome::Quiet));
        let room = Rect { width: right.saturating_sub(row.x + 1), ..row };
        let text = (entry.name.as_str(), entry.matched.as_slice());
        put_marked(buffer, room, room.x, text, (Style::new(), theme.chrome(Chrome::Match)));
    })
}

/// Draws the frame and the line, and has `entry` draw each entry in sight.
pub(super) fn frame(
    screen: &Screen<'_>,
    (title, areas): (&str, ListAreas),
    (list, count): (&ListState, usize),
    buffer: &mut Buffer,
    entry: impl Fn(usize, Rect, &mut Buffer),
) -> Position {
    let theme = screen.theme;
    let area = rect(areas.frame, buffer);
    clear(buffer, area, screen.theme);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.chrome(Chrome::Border))
        .title(format!(" {title} "))
        .title_style(theme.chrome(Chrome::Accent))
        .render(area, buffer);
    let input = rect(areas.input, buffer);
    let typed = list.input.text();
    let before = text::width(&typed[..list.input.cursor()]);
    put(buffer, input, input.x, "›", theme.chrome(Chrome::Accent));
    put(buffer, input, input.x + 2, typed, Style::new());
    let entries = rect(areas.entries, buffer);
    if count == 0 {
        put(buffer, line(entries, 0), entries.x + 2, "nothing matches", theme.chrome(Chrome::Quiet));
    }
    for offset in 0..usize::from(entries.height).min(count.saturating_sub(list.scroll)) {
        let row = line(entries, u16::try_from(offset).unwrap_or(u16::MAX));
        let index = list.scroll + offset;
        if index == list.selected {
            put(buffer, row, row.x, "▌", theme.chrome(Chrome::Accent));
        }
        entry(index, Rect { x: row.x + 2, width: row.width.saturating_sub(2), ..row }, buffer);
        if index == list.selected {
            buffer.set_style(row, theme.chrome(Chrome::CursorAside));
        }
    }
    let bar = Rect { width: entries.width + 1, ..entries };
    scrollbar(buffer, bar.intersection(area), (list.scroll, count), theme);
    let column = u16::try_from(before).unwrap_or(u16::MAX).saturating_add(input.x + 2);
    Position::new(column.min(input.right().saturating_sub(1)), input.y)
}

/// Draws what a mark waits for: its letter, with the marks there are.
pub(super) fn marks(screen: &Screen<'_>, buffer: &mut Buffer, area: Rect) {
    let theme = screen.theme;
    let mut x = put(buffer, area, area.x + 1, "type a letter", theme.chrome(Chrome::Accent)) + 2;
    let atlas = &screen.graph.atlas;
    for (letter, mark) in &screen.state.marks {
        let path = &mark.place;
        let name = crate::place::Place::find(atlas, path).map_or(path.as_str().into(), |place| place.name(atlas));
        x = put(buffer, area, x, &letter.to_string(), theme.chrome(Chrome::Key)) + 1;
        x = put(buffer, area, x, &name, theme.chrome(Chrome::Quiet)) + 2;
    }
}
