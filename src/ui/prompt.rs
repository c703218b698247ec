//! Prompts: lines for text input in place of the footer.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::{Prompt, TextInput};
use crate::document::layout::Flow;
use crate::document::{Block, Span};
use crate::text;

use super::bars;
use super::screen::{ScreenView, rect};
use super::text::{clear, indented, line, print, print_input};
use super::theme::StyleRole;

/// Draws a prompt, with its error or hint above it. Returns the position of the cursor.
pub(super) fn render(screen: &ScreenView<'_>, prompt: &Prompt, buffer: &mut Buffer) -> Position {
    let label = prompt.label(screen.keymap);
    let (message, role) = match (&prompt.error, prompt.hint()) {
        (Some(error), _) => (text::sanitize(error).into_owned(), StyleRole::Message),
        (None, Some(hint)) if screen.state.status.notice.is_none() => {
            let more = if prompt.input.is_offered() { "; typing replaces the text" } else { "" };
            (format!("{hint}{more}"), StyleRole::Aside)
        }
        (None, _) => {
            edge(screen, rect(screen.state.browse.view.layout.footer, buffer), buffer);
            return line_below(screen, &label, &prompt.input, buffer);
        }
    };
    line_under(screen, (message, role), &label, &prompt.input, buffer)
}

/// Draws an input line in place of the footer, with a message above it. Returns the position of the cursor.
fn line_under(
    screen: &ScreenView<'_>,
    (message, role): (String, StyleRole),
    label: &str,
    line_typed: &TextInput,
    buffer: &mut Buffer,
) -> Position {
    let theme = screen.theme;
    let footer = rect(screen.state.browse.view.layout.footer, buffer);
    let message = Block::Paragraph(vec![Span::plain(message)]);
    let message = Flow::new([&message], usize::from(footer.width.saturating_sub(2)));
    let above = u16::try_from(message.rows.len()).unwrap_or(u16::MAX).min(footer.y);
    let area = Rect { y: footer.y - above, height: footer.height + above, ..footer }.intersection(buffer.area);
    edge(screen, area, buffer);
    clear(buffer, area, theme);
    for (row, content) in area.rows().zip(&message.rows) {
        print(buffer, row, row.x + 1, &content.text(), theme.style(role));
    }
    let row = line(area, area.height.saturating_sub(1));
    let x = print(buffer, row, row.x + 1, label, theme.style(StyleRole::Focus));
    let x = print(buffer, row, x, " › ", theme.style(StyleRole::Border));
    input(screen, line_typed, indented(row, x.saturating_sub(row.x)), buffer).1
}

/// Draws an input line in place of the footer, with a message above it or, after it, as many key hints as fit. Returns
/// the position of the cursor.
pub(super) fn line_below(screen: &ScreenView<'_>, label: &str, line: &TextInput, buffer: &mut Buffer) -> Position {
    if let Some(notice) = &screen.state.status.notice {
        let notice = text::sanitize(notice).into_owned();
        return line_under(screen, (notice, StyleRole::Message), label, line, buffer);
    }
    let area = rect(screen.state.browse.view.layout.footer, buffer);
    let x = print(buffer, area, area.x + 1, label, screen.theme.style(StyleRole::Focus)) + 1;
    let (end, cursor) = input(screen, line, indented(area, x.saturating_sub(area.x)), buffer);
    bars::message_or_hints(screen, buffer, indented(area, end.saturating_sub(area.x).saturating_add(4)));
    cursor
}

/// Draws the upper edge of a prompt in the row above `area`.
fn edge(screen: &ScreenView<'_>, area: Rect, buffer: &mut Buffer) {
    let row = Rect { y: area.y.saturating_sub(1), height: 1, ..area }.intersection(buffer.area);
    print(buffer, row, row.x, &"─".repeat(usize::from(row.width)), screen.theme.style(StyleRole::BorderFocus));
}

fn input(screen: &ScreenView<'_>, input: &TextInput, area: Rect, buffer: &mut Buffer) -> (u16, Position) {
    let style = if input.is_offered() { screen.theme.style(StyleRole::CursorAside) } else { Style::new() };
    print_input(buffer, area, input, |_| style)
}
