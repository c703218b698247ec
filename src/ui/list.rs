//! Pickers: lists with a filter line in which the user chooses an entry, in a frame over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::action::{Action, KeyNames};
use crate::app::{BulkVerdictItem, Layer, Letters, Picker, PickerRow, PickerView};
use crate::text;

use super::screen::{ScreenView, rect};
use super::text::{
    cursor_mark, frame, highlight, indented, line, print, print_highlighted, print_input, print_right, print_truncated,
    rule, scrollbar,
};
use super::theme::StyleRole;

/// Draws a picker. Returns the position of the cursor, which is in the filter line.
pub(super) fn render(screen: &ScreenView<'_>, picker: &PickerView<'_>, buffer: &mut Buffer) -> Position {
    let theme = screen.theme;
    let areas = picker.areas(screen.state.browse.size);
    let area = rect(areas.frame, buffer);
    frame(buffer, area, picker.heading, theme);
    let (list, count) = (picker.list, picker.rows.len());
    let entries = rect(areas.entries, buffer);
    if count == 0 {
        print(buffer, line(entries, 0), entries.x + 2, "nothing matches", theme.style(StyleRole::Aside));
    }
    let titles = picker.rows.iter().map(|row| text::width(&row.title)).max().unwrap_or(0).min(picker.max_title_width);
    // Where descriptions would be cut to a few words, there are none in the rows. Where the one of the entry under the
    // cursor is cut, it is in the edge of the frame.
    let has_details = usize::from(entries.width) >= titles + picker.min_detail_width;
    let titles = has_details.then_some(titles);
    for ((index, content), row) in picker.rows.iter().enumerate().skip(list.scroll).zip(entries.rows()) {
        if content.is_heading {
            let row = indented(row, 2);
            rule(buffer, row, theme);
            print(buffer, row, row.x, &format!("{} ", content.title), theme.style(StyleRole::Key));
            continue;
        }
        let Entry { title, is_cut } = entry(screen, content, titles, indented(row, 2), buffer);
        if index == list.selected {
            buffer.set_style(row, theme.style(StyleRole::CursorAside));
            cursor_mark(buffer, row, 0, theme);
            highlight(buffer, title, &text::sanitize(&content.title), &content.matched, theme.style(StyleRole::Match));
            if is_cut {
                let edge = Rect { width: area.width.saturating_sub(2), ..line(area, area.height.saturating_sub(1)) };
                let detail = format!(" {} ", text::sanitize(&content.detail));
                print_truncated(buffer, edge, edge.x + 2, &detail, theme.style(StyleRole::Aside));
            }
        }
    }
    let bar = Rect { width: entries.width + 1, ..entries };
    scrollbar(buffer, bar.intersection(area), (list.scroll, count), theme);
    let entry_count = picker.rows.iter().filter(|row| !row.is_heading).count();
    let before = picker.rows.iter().take(list.selected).filter(|row| !row.is_heading).count();
    if entry_count > 0 {
        let edge = Rect { width: area.width.saturating_sub(2), ..area };
        print_right(buffer, edge, &format!(" {} of {entry_count} ", before + 1), theme.style(StyleRole::Aside));
    }
    let input = rect(areas.input, buffer);
    print(buffer, input, input.x, "›", theme.style(StyleRole::Focus));
    print_input(buffer, indented(input, 2), &list.input, |_| Style::new()).1
}

/// Drawn row of a picker.
struct Entry {
    /// Area of the title.
    title: Rect,
    /// Whether the row has a description that is not shown as a whole.
    is_cut: bool,
}

/// Draws a row of a picker: its title with the matches highlighted, its detail, if details are shown, to the right of
/// all titles, which are `titles` columns wide, and a note or keys at the right edge.
fn entry(screen: &ScreenView<'_>, content: &PickerRow, titles: Option<usize>, row: Rect, buffer: &mut Buffer) -> Entry {
    let theme = screen.theme;
    let (aside, role) = match content.keys.as_str() {
        "" => (content.note.as_str(), StyleRole::Aside),
        keys => (keys, StyleRole::Key),
    };
    let right = print_right(buffer, row, aside, theme.style(role));
    let width = if aside.is_empty() { row.width } else { right.saturating_sub(row.x + 1) };
    let room = Rect { width, ..row };
    let depth = u16::try_from(2 * content.depth).unwrap_or(u16::MAX).min(room.width / 2);
    let x = print(buffer, room, room.x + depth, if depth > 0 { "└ " } else { "" }, theme.style(StyleRole::Border));
    let plain = match content {
        PickerRow { is_current: true, .. } => theme.style(StyleRole::Focus),
        PickerRow { is_disabled: true, .. } => theme.style(StyleRole::Aside),
        _ => Style::new(),
    };
    let title = text::sanitize(&content.title);
    let shown = indented(room, x - room.x);
    let cut = text::truncate_to_width(&title, usize::from(shown.width));
    print_highlighted(buffer, room, x, (&cut, &content.matched), (plain, theme.style(StyleRole::Match)));
    let mut detail_room = 0;
    if let Some(titles) = titles {
        let column = u16::try_from(titles.max(text::width(&title)) + 2).unwrap_or(u16::MAX).saturating_add(room.x);
        print_truncated(buffer, room, column, &content.detail, theme.style(StyleRole::Aside));
        detail_room = room.right().saturating_sub(column);
    }
    let title = Rect { width: shown.width.min(super::text::width(&cut)), ..shown };
    Entry { title, is_cut: super::text::width(&content.detail) > detail_room }
}

/// Draws what the verdict under the cursor would change, below the list.
pub(super) fn changes(screen: &ScreenView<'_>, picker: &Picker<BulkVerdictItem>, buffer: &mut Buffer) {
    let Some(item) = picker.selected() else { return };
    let area = rect(picker.view().areas(screen.state.browse.size).detail, buffer);
    rule(buffer, area, screen.theme);
    let rows = usize::from(area.height.saturating_sub(1));
    let shown = if item.changes.len() > rows { rows.saturating_sub(1) } else { rows };
    let more = item.changes.len().saturating_sub(shown);
    let more = (more > 0).then(|| format!("and {more} more"));
    let lines = item.changes.iter().take(shown).chain(&more);
    for (at, text) in lines.enumerate() {
        let row = line(area, at + 1);
        print_truncated(buffer, row, row.x + 2, &text::sanitize(text), Style::new());
    }
}

/// Draws the prompt for the letter of a mark, with the saved marks.
pub(super) fn marks(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect) {
    let theme = screen.theme;
    let mut x = print(buffer, area, area.x + 1, "type a letter", theme.style(StyleRole::Focus)) + 2;
    let atlas = &screen.graph.atlas;
    let goes = matches!(screen.state.layer, Some(Layer::Letters(Letters::GoToMark)));
    if goes && screen.state.browse.marks.is_empty() {
        let key =
            screen.keymap.key_of(Action::SetMark).map(|key| format!(": {key} and a letter mark the one on screen"));
        let words = format!("no place is marked yet{}", key.unwrap_or_default());
        print_truncated(buffer, area, x, &words, theme.style(StyleRole::Aside));
    }
    for (letter, mark) in &screen.state.browse.marks {
        let path = &mark.place;
        let name = crate::place::Place::find(atlas, path).map_or(path.as_str().into(), |place| place.name(atlas));
        x = print(buffer, area, x, &letter.to_string(), theme.style(StyleRole::Key)) + 1;
        x = print(buffer, area, x, &name, theme.style(StyleRole::Aside)) + 2;
    }
}
