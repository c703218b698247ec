//! Lists with a line above them, in a frame over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};

use crate::app::{PickerRow, PickerView};
use crate::text;

use super::screen::{Screen, rect};
use super::text::{clear, line, put, put_marked, put_right, scrollbar};
use super::theme::Chrome;

/// Draws a picker and returns where the cursor is.
pub(super) fn render(screen: &Screen<'_>, picker: &PickerView<'_>, buffer: &mut Buffer) -> Position {
    let theme = screen.theme;
    let areas = picker.areas(screen.state.browse.size);
    let area = rect(areas.frame, buffer);
    clear(buffer, area, theme);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.chrome(Chrome::Border))
        .title(format!(" {} ", picker.heading))
        .title_style(theme.chrome(Chrome::Accent))
        .render(area, buffer);
    let (list, count) = (picker.list, picker.rows.len());
    let entries = rect(areas.entries, buffer);
    if count == 0 {
        put(buffer, line(entries, 0), entries.x + 2, "nothing matches", theme.chrome(Chrome::Quiet));
    }
    let titles = picker.rows.iter().map(|row| text::width(&row.title)).max().unwrap_or(0).min(picker.max_title_width);
    let in_sight = picker.rows.iter().enumerate().skip(list.scroll).take(usize::from(entries.height));
    for (offset, (index, content)) in (0..entries.height).zip(in_sight) {
        let row = line(entries, offset);
        if index == list.selected {
            put(buffer, row, row.x, "▌", theme.chrome(Chrome::Accent));
        }
        entry(screen, content, titles, Rect { x: row.x + 2, width: row.width.saturating_sub(2), ..row }, buffer);
        if index == list.selected {
            buffer.set_style(row, theme.chrome(Chrome::CursorAside));
        }
    }
    let bar = Rect { width: entries.width + 1, ..entries };
    scrollbar(buffer, bar.intersection(area), (list.scroll, count), theme);
    query(screen, picker, rect(areas.input, buffer), buffer)
}

/// Draws the line that narrows a picker and returns where its cursor is.
fn query(screen: &Screen<'_>, picker: &PickerView<'_>, area: Rect, buffer: &mut Buffer) -> Position {
    let input = &picker.list.input;
    put(buffer, area, area.x, "›", screen.theme.chrome(Chrome::Accent));
    put(buffer, area, area.x + 2, input.text(), Style::new());
    let before = text::width(&input.text()[..input.cursor()]);
    let column = u16::try_from(before).unwrap_or(u16::MAX).saturating_add(area.x + 2);
    Position::new(column.min(area.right().saturating_sub(1)), area.y)
}

/// Draws a row: its title with what matches, more about it in a column `titles` wide, and a word or keys at the right.
fn entry(screen: &Screen<'_>, content: &PickerRow, titles: usize, row: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let (aside, look) = match content.keys.as_str() {
        "" => (content.note.as_str(), Chrome::Quiet),
        keys => (keys, Chrome::Key),
    };
    let right = put_right(buffer, row, aside, theme.chrome(look));
    let width = if aside.is_empty() { row.width } else { right.saturating_sub(row.x + 1) };
    let room = Rect { width, ..row };
    let depth = u16::try_from(2 * content.depth).unwrap_or(u16::MAX).min(room.width / 2);
    let x = put(buffer, room, room.x + depth, if depth > 0 { "└ " } else { "" }, theme.chrome(Chrome::Border));
    let plain = if content.is_current { theme.chrome(Chrome::Accent) } else { Style::new() };
    let title = (text::sanitize(&content.title), content.matched.as_slice());
    put_marked(buffer, room, x, (&title.0, title.1), (plain, theme.chrome(Chrome::Match)));
    let column = titles.max(text::width(&content.title)) + 2;
    let column = room.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
    let left = usize::from(room.right().saturating_sub(column));
    put(buffer, room, column, &text::truncate_to_width(&content.detail, left), theme.chrome(Chrome::Quiet));
}

/// Draws what a mark waits for: its letter, with the marks there are.
pub(super) fn marks(screen: &Screen<'_>, buffer: &mut Buffer, area: Rect) {
    let theme = screen.theme;
    let mut x = put(buffer, area, area.x + 1, "type a letter", theme.chrome(Chrome::Accent)) + 2;
    let atlas = &screen.graph.atlas;
    for (letter, mark) in &screen.state.browse.marks {
        let path = &mark.place;
        let name = crate::place::Place::find(atlas, path).map_or(path.as_str().into(), |place| place.name(atlas));
        x = put(buffer, area, x, &letter.to_string(), theme.chrome(Chrome::Key)) + 1;
        x = put(buffer, area, x, &name, theme.chrome(Chrome::Quiet)) + 2;
    }
}
