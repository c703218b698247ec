//! The help, in a frame over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Block, BorderType, Widget};

use crate::app::{Help, help_height};
use crate::text;

use super::Screen;
use super::text::{clear, line, put_row, scrollbar};
use super::theme::Chrome;

/// Draws the help and returns where the cursor is.
pub(super) fn render(screen: &Screen<'_>, help: &Help, buffer: &mut Buffer) -> Option<Position> {
    let size = screen.state.size;
    let widest = help.flow.rows.iter().map(|row| text::width(&row.text())).max().unwrap_or(0);
    let width = u16::try_from(widest).unwrap_or(u16::MAX).saturating_add(6).min(size.width);
    let height = u16::try_from(help_height(size)).unwrap_or(u16::MAX).saturating_add(2);
    let area = Rect::new((size.width - width) / 2, 2, width, height).intersection(buffer.area);
    clear(buffer, area, screen.theme);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(screen.theme.chrome(Chrome::Border))
        .title(" what can be done here ")
        .title_style(screen.theme.chrome(Chrome::Accent))
        .render(area, buffer);
    let inner = Rect::new(area.x + 2, area.y + 1, area.width.saturating_sub(4), area.height.saturating_sub(2));
    for (row, content) in help.flow.rows.iter().skip(help.scroll).take(usize::from(inner.height)).enumerate() {
        put_row(buffer, line(inner, u16::try_from(row).unwrap_or(u16::MAX)), content, screen.theme, None);
    }
    let bar = Rect { width: area.width.saturating_sub(1), y: inner.y, height: inner.height, x: area.x };
    scrollbar(buffer, bar, (help.scroll, help.flow.rows.len()), screen.theme);
    Some(Position::new(inner.x, inner.y))
}
