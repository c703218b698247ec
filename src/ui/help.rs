//! Help, in a frame over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Help;

use super::screen::{ScreenView, rect};
use super::text::{cursor_mark, frame, indented, line, print, print_input, print_rows, print_truncated, scrollbar};
use super::theme::StyleRole;

/// Draws the help. Returns the position of the cursor, which is in the filter.
pub(super) fn render(screen: &ScreenView<'_>, help: &Help, buffer: &mut Buffer) -> Position {
    let area = rect(help.frame(screen.state.browse.size), buffer);
    let is_filtered = help.typing || !help.filter.text().is_empty();
    frame(buffer, area, if is_filtered { "/" } else { "What can be done here" }, screen.theme);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    let inner = Rect { x: area.x + 3, width: area.width.saturating_sub(5), ..body };
    print_rows(buffer, inner, help.flow.rows.iter().skip(help.scroll), screen.theme);
    let row = help.row().and_then(|row| u16::try_from(row.checked_sub(help.scroll)?).ok());
    let cursor = match row.filter(|row| *row < inner.height) {
        Some(row) => cursor_mark(buffer, indented(body, 1), row, screen.theme),
        None => Position::new(inner.x, inner.y),
    };
    if let Some(action) = help.action().filter(|_| help.is_short) {
        let edge = Rect { width: area.width.saturating_sub(2), ..line(area, area.height.saturating_sub(1)) };
        let about = format!(" {} ", action.info().help);
        print_truncated(buffer, edge, edge.x + 2, &about, screen.theme.style(StyleRole::Aside));
    }
    let bar = Rect { width: area.width.saturating_sub(1), ..body };
    scrollbar(buffer, bar, (help.scroll, help.flow.rows.len()), screen.theme);
    if !is_filtered {
        return cursor;
    }
    // The filter line is drawn into the title of the frame: `/ filter`.
    let title = Rect { x: area.x + 4, width: area.width.saturating_sub(6), ..area };
    let focus = screen.theme.style(StyleRole::Focus);
    let (end, at) = print_input(buffer, title, &help.filter, |_| focus);
    print(buffer, title, end, " ", focus);
    if help.typing { at } else { cursor }
}
