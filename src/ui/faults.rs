//! The list of what is wrong with the files of the atlas, and below it what there is to tell of the one under the
//! cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::{FaultAreas, Faults};
use crate::diagnostic::Diagnostic;
use crate::document::layout::Flow;
use crate::document::{Block, Span};
use crate::text;

use super::list::frame;
use super::text::{line, put, put_marked, put_row};
use super::theme::Chrome;
use super::{Screen, rect};

/// Draws the list and returns where the cursor is.
pub(super) fn render(screen: &Screen<'_>, faults: &Faults, buffer: &mut Buffer) -> Position {
    let areas = FaultAreas::new(screen.state.size);
    let list = (&faults.list, faults.entries.len());
    let title = "faults in the files of the atlas";
    let position = frame(screen, (title, areas.list), list, buffer, |index, row, buffer| {
        if let Some(entry) = faults.entries.get(index) {
            let styles = (Style::new(), screen.theme.chrome(Chrome::Match));
            put_marked(buffer, row, row.x, (&entry.title, &entry.matched), styles);
        }
    });
    let chosen = faults.entries.get(faults.list.selected).and_then(|entry| screen.state.faults.get(entry.fault));
    if let Some(fault) = chosen {
        detail(screen, fault, rect(areas.detail, buffer), buffer);
    }
    position
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
