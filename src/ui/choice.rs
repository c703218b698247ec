//! A part of a verdict that is chosen by number.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block as Frame, BorderType, Widget};

use crate::app::ChoiceDialog;
use crate::document::layout::Row;

use super::screen::{Screen, rect};
use super::text::{clear, line, put_row, scrollbar};
use super::theme::Chrome;

/// Draws a choice in a frame over the card. Nothing is typed in it, so it has no cursor.
pub(super) fn render(screen: &Screen<'_>, choice: &ChoiceDialog, buffer: &mut Buffer) {
    let theme = screen.theme;
    let layout = choice.layout(screen.state.browse.size);
    let (frame, text) = (rect(layout.frame, buffer), rect(layout.text, buffer));
    clear(buffer, frame, theme);
    Frame::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.chrome(Chrome::Border))
        .title(format!(" {} ", choice.title))
        .title_style(theme.chrome(Chrome::Accent))
        .render(frame, buffer);
    rows(screen, text, layout.flow.rows.iter().skip(layout.first), buffer);
    rows(screen, rect(layout.foot, buffer), layout.key_help.rows.iter(), buffer);
    let bar = Rect { x: frame.x, width: frame.width.saturating_sub(1), ..text };
    scrollbar(buffer, bar, (layout.first, layout.flow.rows.len()), theme);
}

fn rows<'a>(screen: &Screen<'_>, area: Rect, rows: impl Iterator<Item = &'a Row>, buffer: &mut Buffer) {
    for (at, row) in (0..area.height).zip(rows) {
        put_row(buffer, line(area, at), row, screen.theme, None);
    }
}
