//! The details of what is wrong with a file of the atlas, below the list of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{DiagnosticItem, Picker};
use crate::diagnostic::Diagnostic;
use crate::document::layout::Flow;
use crate::document::{Block, Span};
use crate::text;

use super::screen::{Screen, rect};
use super::text::{line, put, put_marked, put_row};
use super::theme::Chrome;

/// Draws the details of the diagnostic under the cursor, below the list.
pub(super) fn render(screen: &Screen<'_>, list: &Picker<DiagnosticItem>, buffer: &mut Buffer) {
    let areas = list.view().areas(screen.state.browse.size);
    if let Some(item) = list.selected() {
        detail(screen, item.diagnostic(), rect(areas.detail, buffer), buffer);
    }
}

/// What is wrong, what can be done about it, and the line with the fault marked.
fn detail(screen: &Screen<'_>, fault: &Diagnostic, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let top = line(area, 0);
    put(buffer, top, top.x, &"─".repeat(usize::from(top.width)), theme.chrome(Chrome::Border));
    let said = [Some(&fault.message), fault.help.as_ref(), fault.note.as_ref()].into_iter().flatten();
    let said: Vec<Block> = said.map(|text| Block::Paragraph(vec![Span::plain(text.clone())])).collect();
    let rows = Flow::new(&said, usize::from(area.width)).rows;
    let mut at = 1;
    for row in rows.iter().filter(|row| !row.fragments.is_empty()) {
        put_row(buffer, line(area, at), row, theme, None);
        at += 1;
    }
    let Some(excerpt) = &fault.excerpt else { return };
    let number = format!("{} │ ", fault.line);
    let row = line(area, at);
    let x = put(buffer, row, row.x, &number, theme.chrome(Chrome::Quiet));
    let start = excerpt.text.char_indices().nth(excerpt.start).map_or(excerpt.text.len(), |(at, _)| at);
    let marked = excerpt.text[start..].chars().take(excerpt.length).map(char::len_utf8).sum::<usize>();
    let range = start..start + marked;
    put_marked(
        buffer,
        row,
        x,
        (&excerpt.text, std::slice::from_ref(&range)),
        (Style::new(), theme.chrome(Chrome::Fault)),
    );
    let row = line(area, at + 1);
    // Underlined and marked below, since not every terminal underlines.
    let before = text::width(&number) + text::width(&excerpt.text[..start]);
    let x = row.x.saturating_add(u16::try_from(before).unwrap_or(u16::MAX));
    let carets = "^".repeat(text::width(&excerpt.text[start..start + marked]).max(1));
    put(buffer, row, x, &carets, theme.chrome(Chrome::Fault));
}
