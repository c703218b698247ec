//! The help, in a frame over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Block, BorderType, Widget};

use crate::app::Help;
use crate::text;

use super::screen::{Screen, rect};
use super::text::{clear, line, put, put_row, scrollbar};
use super::theme::Chrome;

/// Draws the help and returns where the cursor is.
pub(super) fn render(screen: &Screen<'_>, help: &Help, buffer: &mut Buffer) -> Position {
    let area = rect(help.frame(screen.state.browse.size), buffer);
    clear(buffer, area, screen.theme);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(screen.theme.chrome(Chrome::Border))
        .title(title(help))
        .title_style(screen.theme.chrome(Chrome::Accent))
        .render(area, buffer);
    let inner = Rect::new(area.x + 2, area.y + 1, area.width.saturating_sub(4), area.height.saturating_sub(2));
    let mut cursor = Position::new(inner.x, inner.y);
    for (row, content) in help.flow.rows.iter().skip(help.scroll).take(usize::from(inner.height)).enumerate() {
        put_row(buffer, line(inner, u16::try_from(row).unwrap_or(u16::MAX)), content, screen.theme, None);
    }
    if let Some(row) = help.row().and_then(|row| row.checked_sub(help.scroll)).and_then(|row| u16::try_from(row).ok())
        && row < inner.height
    {
        let gutter = line(Rect { x: area.x + 1, width: 1, ..inner }, row);
        put(buffer, gutter, gutter.x, "▌", screen.theme.chrome(Chrome::Accent));
        cursor = Position::new(gutter.x, gutter.y);
    }
    let bar = Rect { width: area.width.saturating_sub(1), y: inner.y, height: inner.height, x: area.x };
    scrollbar(buffer, bar, (help.scroll, help.flow.rows.len()), screen.theme);
    if help.typing {
        let before = text::width(&help.filter.text()[..help.filter.cursor()]);
        let x = area.x + 4 + u16::try_from(before).unwrap_or(u16::MAX).min(area.width.saturating_sub(6));
        cursor = Position::new(x, area.y);
    }
    cursor
}

fn title(help: &Help) -> String {
    if help.typing || !help.filter.text().is_empty() {
        format!(" / {} ", help.filter.text())
    } else {
        " what can be done here ".to_owned()
    }
}
