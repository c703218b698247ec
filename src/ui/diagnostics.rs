//! Details of a diagnostic, below the list of diagnostics.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{DiagnosticItem, Picker};
use crate::diagnostic::Diagnostic;
use crate::document::layout::Flow;
use crate::document::{Block, Span};

use super::screen::{ScreenView, rect};
use super::text::{indented, line, print, print_highlighted, print_rows, rule, width};
use super::theme::StyleRole;

/// Draws the details of the diagnostic under the cursor.
pub(super) fn render(screen: &ScreenView<'_>, list: &Picker<DiagnosticItem>, buffer: &mut Buffer) {
    let areas = list.view().areas(screen.state.browse.size);
    if let Some(item) = list.selected() {
        detail(screen, item.diagnostic(), rect(areas.detail, buffer), buffer);
    }
}

/// Draws the message and the advice of a diagnostic, and the line of the file with the mistake underlined.
fn detail(screen: &ScreenView<'_>, diagnostic: &Diagnostic, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    rule(buffer, area, theme);
    let texts = [Some(&diagnostic.message), diagnostic.help.as_ref(), diagnostic.note.as_ref()].into_iter().flatten();
    let blocks: Vec<Block> = texts.map(|text| Block::Paragraph(vec![Span::plain(text.clone())])).collect();
    let mut rows = Flow::new(&blocks, usize::from(area.width)).rows;
    rows.retain(|row| !row.fragments.is_empty());
    print_rows(buffer, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, &rows, theme);
    let Some(excerpt) = &diagnostic.excerpt else { return };
    let row = line(area, rows.len() + 1);
    let x = print(buffer, row, row.x, &format!("{} │ ", diagnostic.line), theme.style(StyleRole::Aside));
    let start = excerpt.text.char_indices().nth(excerpt.start).map_or(excerpt.text.len(), |(at, _)| at);
    let marked = excerpt.text[start..].chars().take(excerpt.length).map(char::len_utf8).sum::<usize>();
    let range = start..start + marked;
    let (before, marked) = (&excerpt.text[..start], &excerpt.text[range.clone()]);
    let styles = (Style::new(), theme.style(StyleRole::Fault));
    print_highlighted(buffer, row, x, (&excerpt.text, &[range]), styles);
    // Carets below the mistake also mark it on terminals that cannot underline.
    let row = indented(line(area, rows.len() + 2), x.saturating_sub(row.x).saturating_add(width(before)));
    print(buffer, row, row.x, &"^".repeat(usize::from(width(marked).max(1))), styles.1);
}
