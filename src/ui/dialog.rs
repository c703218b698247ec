//! What is typed and chosen for a review.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block as Frame, BorderType, Widget};

use crate::app::{Ask, Dialog, Pick};
use crate::document::layout::{Flow, Row};
use crate::document::{Block, Span};
use crate::text;

use super::text::{clear, line, put, put_row, scrollbar};
use super::theme::Chrome;
use super::{Screen, list, rect};

/// Draws the dialog on top and returns where the cursor is, if it has one.
pub(super) fn render(screen: &Screen<'_>, dialog: &Dialog, buffer: &mut Buffer) -> Option<Position> {
    match dialog {
        Dialog::Begin(begin) => Some(list::begin(screen, begin, buffer)),
        Dialog::Ask(ask) => Some(line_of(screen, ask, buffer)),
        Dialog::Pick(pick) => {
            choices(screen, pick, buffer);
            None
        }
    }
}

/// The line that takes a part of a verdict, with what it takes or what is wrong above it.
fn line_of(screen: &Screen<'_>, ask: &Ask, buffer: &mut Buffer) -> Position {
    let theme = screen.theme;
    let footer = rect(screen.state.view.layout.footer, buffer);
    let (said, look) = match &ask.fault {
        Some(fault) => (text::safe(fault).into_owned(), Chrome::Notice),
        None if ask.input.is_offered() => {
            (format!("{}; typing takes the place of what is there", ask.question.takes()), Chrome::Quiet)
        }
        None => (ask.question.takes().to_owned(), Chrome::Quiet),
    };
    let told = Flow::new(&[Block::Paragraph(vec![Span::plain(said)])], usize::from(footer.width.saturating_sub(2)));
    let above = u16::try_from(told.rows.len()).unwrap_or(u16::MAX).min(footer.y);
    let area = Rect { y: footer.y - above, height: footer.height + above, ..footer }.intersection(buffer.area);
    clear(buffer, area, theme);
    for (y, content) in (0..above).zip(&told.rows) {
        put(buffer, line(area, y), area.x + 1, &content.text(), theme.chrome(look));
    }
    let row = line(area, area.height.saturating_sub(1));
    let x = put(buffer, row, row.x + 1, ask.question.label(), theme.chrome(Chrome::Accent));
    let x = put(buffer, row, x, " › ", theme.chrome(Chrome::Border));
    // A long line is scrolled so that the cursor stays in sight.
    let room = usize::from(row.right().saturating_sub(x + 1));
    let before = text::width(&ask.input.text()[..ask.input.cursor()]);
    let mut hidden = before.saturating_sub(room);
    let mut end = x;
    let look = if ask.input.is_offered() { theme.chrome(Chrome::CursorAside) } else { Style::new() };
    for (grapheme, width) in text::graphemes(ask.input.text()) {
        if hidden > 0 {
            hidden = hidden.saturating_sub(width);
        } else {
            end = put(buffer, row, end, grapheme, look);
        }
    }
    let column = x.saturating_add(u16::try_from(before.min(room)).unwrap_or(u16::MAX));
    Position::new(column.min(row.right().saturating_sub(1)), row.y)
}

/// Something to choose by number, in a frame over the card. Nothing is typed in it, so it has no cursor.
fn choices(screen: &Screen<'_>, pick: &Pick, buffer: &mut Buffer) {
    let theme = screen.theme;
    let sheet = pick.sheet(screen.state.size);
    let (frame, text) = (rect(sheet.frame, buffer), rect(sheet.text, buffer));
    clear(buffer, frame, theme);
    Frame::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.chrome(Chrome::Border))
        .title(format!(" {} ", pick.title))
        .title_style(theme.chrome(Chrome::Accent))
        .render(frame, buffer);
    rows(screen, text, sheet.flow.rows.iter().skip(sheet.first), buffer);
    rows(screen, rect(sheet.foot, buffer), sheet.rule.rows.iter(), buffer);
    let bar = Rect { x: frame.x, width: frame.width.saturating_sub(1), ..text };
    scrollbar(buffer, bar, (sheet.first, sheet.flow.rows.len()), theme);
}

fn rows<'a>(screen: &Screen<'_>, area: Rect, rows: impl Iterator<Item = &'a Row>, buffer: &mut Buffer) {
    for (at, row) in (0..area.height).zip(rows) {
        put_row(buffer, line(area, at), row, screen.theme, None);
    }
}
