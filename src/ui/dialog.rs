//! What is typed and chosen for a review.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block as Frame, BorderType, Widget};

use crate::app::{Ask, Dialog, Pick, Picked};
use crate::page::flow::Flow;
use crate::page::{Block, Fact, Span};
use crate::text;

use super::text::{clear, line, put, put_row};
use super::theme::Chrome;
use super::{Screen, list, rect};

/// How wide what is chosen from is.
const WIDTH: u16 = 76;

/// Draws the dialog on top and returns where the cursor is.
pub(super) fn render(screen: &Screen<'_>, dialog: &Dialog, buffer: &mut Buffer) -> Position {
    match dialog {
        Dialog::Begin(begin) => list::begin(screen, begin, buffer),
        Dialog::Ask(ask) => line_of(screen, ask, buffer),
        Dialog::Pick(pick) => choices(screen, pick, buffer),
    }
}

/// The line that takes a part of a verdict, with what it takes or what is wrong above it.
fn line_of(screen: &Screen<'_>, ask: &Ask, buffer: &mut Buffer) -> Position {
    let theme = screen.theme;
    let footer = rect(screen.state.view.layout.footer, buffer);
    let area = Rect { y: footer.y.saturating_sub(1), height: footer.height + 1, ..footer }.intersection(buffer.area);
    clear(buffer, area, theme);
    let (said, look) = match &ask.fault {
        Some(fault) => (text::safe(fault), Chrome::Notice),
        None if ask.input.is_offered() => {
            (format!("{}; what you type takes its place", ask.question.takes()).into(), Chrome::Quiet)
        }
        None => (ask.question.takes().into(), Chrome::Quiet),
    };
    put(buffer, line(area, 0), area.x + 1, &said, theme.chrome(look));
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

/// Something to choose by number, in a frame over the card.
fn choices(screen: &Screen<'_>, pick: &Pick, buffer: &mut Buffer) -> Position {
    let theme = screen.theme;
    let size = screen.state.size;
    let width = size.width.saturating_sub(4).min(WIDTH);
    let flow = Flow::new(&blocks(pick), usize::from(width.saturating_sub(4)));
    let rows = u16::try_from(flow.rows.len()).unwrap_or(u16::MAX);
    let height = rows.saturating_add(2).min(size.height.saturating_sub(4));
    let area = Rect::new((size.width - width) / 2, 2, width, height).intersection(buffer.area);
    clear(buffer, area, theme);
    let (at, count) = pick.position;
    let title = match pick.subject {
        Picked::Question(_) => format!(" bet or identity: {at} of {count} "),
        Picked::Forecast(_) => format!(" forecast: {at} of {count} "),
    };
    Frame::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.chrome(Chrome::Border))
        .title(title)
        .title_style(theme.chrome(Chrome::Accent))
        .render(area, buffer);
    let inner = Rect::new(area.x + 2, area.y + 1, area.width.saturating_sub(4), area.height.saturating_sub(2));
    for (row, content) in flow.rows.iter().take(usize::from(inner.height)).enumerate() {
        put_row(buffer, line(inner, u16::try_from(row).unwrap_or(u16::MAX)), content, theme, None);
    }
    Position::new(inner.x, inner.y)
}

fn blocks(pick: &Pick) -> Vec<Block> {
    let choice = |(at, choice): (usize, &String)| {
        let chosen = pick.chosen == Some(at);
        let text = if chosen { Span::strong(format!("✓ {choice}")) } else { Span::plain(choice) };
        Fact { label: (at + 1).to_string(), value: vec![text] }
    };
    let hint = match pick.subject {
        Picked::Question(_) => "A number answers, 0 takes the answer away; Enter goes on, Esc closes.",
        Picked::Forecast(_) => "A number answers; Enter goes on, Esc closes.",
    };
    vec![
        Block::Paragraph(vec![Span::strong(&pick.ask)]),
        Block::Facts(pick.choices.iter().enumerate().map(choice).collect()),
        Block::Paragraph(vec![Span::quiet(hint)]),
    ]
}
