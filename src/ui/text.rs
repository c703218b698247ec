//! Writing text into cells.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Clear, Widget};

use crate::document::layout::Row;
use crate::text;

use super::theme::{Chrome, Theme};

/// Writes `text` at `x` in the first row of `area`, cut at its right edge. Returns the column after it.
pub(super) fn put(buffer: &mut Buffer, area: Rect, x: u16, text: &str, style: Style) -> u16 {
    if area.is_empty() || x >= area.right() {
        return x;
    }
    buffer.set_stringn(x, area.y, text, usize::from(area.right() - x), alone(style)).0
}

/// Gives all of `area` this look, whatever it had.
pub(super) fn mark(buffer: &mut Buffer, area: Rect, style: Style) {
    buffer.set_style(area, alone(style));
}

/// A style that what was there before lends nothing to: bold on a dimmed line is not dimmed.
fn alone(style: Style) -> Style {
    style.remove_modifier(Modifier::all() - style.add_modifier)
}

/// Writes `text` so that it ends at the right edge of the first row of `area`. Returns the column it starts at.
pub(super) fn put_right(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let width = u16::try_from(text::width(text)).unwrap_or(u16::MAX);
    if width > area.width {
        return area.right();
    }
    let x = area.right() - width;
    put(buffer, area, x, text, style);
    x
}

/// Writes a row of a page. The link under the cursor, if it is in this row, has `cursor` for its style.
pub(super) fn put_row(buffer: &mut Buffer, area: Rect, row: &Row, theme: &Theme, cursor: Option<(usize, Style)>) {
    let mut x = area.x;
    for fragment in &row.fragments {
        let style = match (fragment.link, cursor) {
            (Some(link), Some((chosen, style))) if link == chosen => style,
            _ => theme.role(fragment.role),
        };
        x = put(buffer, area, x, &fragment.text, style);
    }
}

/// Writes text with some byte ranges of it marked.
pub(super) fn put_marked(
    buffer: &mut Buffer,
    area: Rect,
    x: u16,
    (text, ranges): (&str, &[Range<usize>]),
    (plain, marked): (Style, Style),
) -> u16 {
    let mut x = x;
    let mut offset = 0;
    for (grapheme, _) in text::graphemes(text) {
        let hit = ranges.iter().any(|range| range.contains(&offset));
        x = put(buffer, area, x, grapheme, if hit { marked } else { plain });
        offset += grapheme.len();
    }
    x
}

/// Empties `area`, for something that stands over the rest.
pub(super) fn clear(buffer: &mut Buffer, area: Rect, theme: &Theme) {
    Clear.render(area, buffer);
    buffer.set_style(area, theme.base());
}

/// One row of `area`, counted from its top.
pub(super) fn line(area: Rect, row: u16) -> Rect {
    Rect { y: area.y + row, height: 1, ..area }.intersection(area)
}

/// Draws a scrollbar in the last column of `area` if there is more than is in sight.
pub(super) fn scrollbar(buffer: &mut Buffer, area: Rect, window: (usize, usize), theme: &Theme) {
    let (scroll, total) = window;
    let height = usize::from(area.height);
    if total <= height || area.width == 0 || height == 0 {
        return;
    }
    let length = (height * height / total).max(1);
    let top = (scroll * (height - length)).div_ceil((total - height).max(1)).min(height - length);
    let column = Rect { x: area.right() - 1, width: 1, ..area };
    for row in top..top + length {
        let row = line(column, u16::try_from(row).unwrap_or(u16::MAX));
        put(buffer, row, row.x, "┃", theme.chrome(Chrome::Scrollbar));
    }
}
