//! Lines that are typed at the foot of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::{Prompt, TextInput};
use crate::document::layout::Flow;
use crate::document::{Block, Span};
use crate::text;

use super::bars;
use super::screen::{Screen, rect};
use super::text::{clear, line, put};
use super::theme::Chrome;

/// Draws a prompt, with what its line takes or why it was not accepted above it. Returns where the cursor is.
pub(super) fn render(screen: &Screen<'_>, prompt: &Prompt, buffer: &mut Buffer) -> Position {
    let (message, look) = match (&prompt.error, prompt.hint()) {
        (Some(error), _) => (text::sanitize(error).into_owned(), Chrome::Notice),
        (None, Some(hint)) if prompt.input.is_offered() => {
            (format!("{hint}; typing takes the place of what is there"), Chrome::Quiet)
        }
        (None, Some(hint)) => (hint.to_owned(), Chrome::Quiet),
        (None, None) => return line_below(screen, &prompt.label(screen.keymap), &prompt.input, buffer),
    };
    let theme = screen.theme;
    let footer = rect(screen.state.browse.view.layout.footer, buffer);
    let message = Block::Paragraph(vec![Span::plain(message)]);
    let message = Flow::new(&[message], usize::from(footer.width.saturating_sub(2)));
    let above = u16::try_from(message.rows.len()).unwrap_or(u16::MAX).min(footer.y);
    let area = Rect { y: footer.y - above, height: footer.height + above, ..footer }.intersection(buffer.area);
    clear(buffer, area, theme);
    for (y, content) in (0..above).zip(&message.rows) {
        put(buffer, line(area, y), area.x + 1, &content.text(), theme.chrome(look));
    }
    let row = line(area, area.height.saturating_sub(1));
    let x = put(buffer, row, row.x + 1, &prompt.label(screen.keymap), theme.chrome(Chrome::Accent));
    let x = put(buffer, row, x, " › ", theme.chrome(Chrome::Border));
    typed(screen, &prompt.input, Rect { x, width: row.right().saturating_sub(x), ..row }, buffer).1
}

/// Draws a line in place of the key hints, with those that there is room for after it. Returns where the cursor is.
pub(super) fn line_below(screen: &Screen<'_>, label: &str, input: &TextInput, buffer: &mut Buffer) -> Position {
    let area = rect(screen.state.browse.view.layout.footer, buffer);
    let x = put(buffer, area, area.x + 1, label, screen.theme.chrome(Chrome::Accent)) + 1;
    let row = Rect { x: x.min(area.right()), width: area.right().saturating_sub(x), ..area };
    let (end, cursor) = typed(screen, input, row, buffer);
    let x = end.saturating_add(3).min(area.right());
    bars::beside(screen, buffer, Rect { x, width: area.right().saturating_sub(x), ..area });
    cursor
}

/// Draws the text of a line, scrolled so that its cursor is in sight. Returns the end of the text, and the cursor.
fn typed(screen: &Screen<'_>, input: &TextInput, row: Rect, buffer: &mut Buffer) -> (u16, Position) {
    let room = usize::from(row.width.saturating_sub(1));
    let before = text::width(&input.text()[..input.cursor()]);
    let mut hidden = before.saturating_sub(room);
    let look = if input.is_offered() { screen.theme.chrome(Chrome::CursorAside) } else { Style::new() };
    let mut end = row.x;
    for (grapheme, width) in text::graphemes(input.text()) {
        if hidden > 0 {
            hidden = hidden.saturating_sub(width);
        } else {
            end = put(buffer, row, end, grapheme, look);
        }
    }
    let column = row.x.saturating_add(u16::try_from(before.min(room)).unwrap_or(u16::MAX));
    (end, Position::new(column.min(row.right().saturating_sub(1)), row.y))
}
