//! Printing of text into cells of the screen.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use crate::app::TextInput;
use crate::document::Tone;
use crate::document::layout::{Fragment, Role, Row};
use crate::text::{self, Run};

use super::theme::{StyleRole, Theme};

/// Prints `text` from column `x` in the first row of `area`, cut at the right edge of `area`. Returns the column after
/// the text.
pub(super) fn print(buffer: &mut Buffer, area: Rect, x: u16, text: &str, style: Style) -> u16 {
    if area.is_empty() || x >= area.right() {
        return x;
    }
    // Text is already sanitized when it is typed or loaded; it is sanitized again so that unsafe text is never drawn.
    let (text, style) = (text::sanitize(text), exact(style));
    let right = area.right().min(buffer.area.right());
    let mut column = x;
    for Run { text: run, is_simple } in text::runs(&text) {
        let room = usize::from(right.saturating_sub(column));
        if is_simple {
            for (character, x) in run.chars().zip(column..right) {
                if let Some(cell) = buffer.cell_mut((x, area.y)) {
                    cell.set_char(character).set_style(style);
                }
            }
            column += u16::try_from(run.chars().count().min(room)).unwrap_or_default();
        } else {
            column = buffer.set_stringn(column, area.y, run, room, style).0;
        }
        if text::width(run) > room {
            break;
        }
    }
    column
}

/// Prints `text` from column `x` in the first row of `area`, with an ellipsis if it does not fit. Returns the column
/// after the text.
pub(super) fn print_truncated(buffer: &mut Buffer, area: Rect, x: u16, text: &str, style: Style) -> u16 {
    let room = usize::from(area.right().saturating_sub(x));
    print(buffer, area, x, &text::truncate_to_width(text, room), style)
}

/// Gives every cell of `area` this style, with no other modifiers than those of the style.
pub(super) fn restyle(buffer: &mut Buffer, area: Rect, style: Style) {
    buffer.set_style(area, exact(style));
}

/// Returns `style`, changed to remove all modifiers that it does not add: bold text on a dimmed line is not dimmed.
fn exact(style: Style) -> Style {
    style.remove_modifier(Modifier::all() - style.add_modifier)
}

/// Prints `text` at the right edge of the first row of `area`, if it fits. Returns the first column of the text.
pub(super) fn print_right(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let Some(room) = area.width.checked_sub(width(text)) else { return area.right() };
    print(buffer, area, area.x + room, text, style);
    area.x + room
}

/// How the rows of pages are drawn.
#[derive(Clone, Copy)]
pub(super) struct RowLooks<'a> {
    pub(super) theme: &'a Theme,
    /// Whether half-block characters, which differ only in their colours, can be told apart; otherwise signs are drawn.
    pub(super) has_half_blocks: bool,
    /// Index of the link under the cursor and the style that it gets, if it is in the row.
    pub(super) cursor: Option<(usize, Style)>,
}

impl<'a> From<&'a Theme> for RowLooks<'a> {
    fn from(theme: &'a Theme) -> Self {
        Self { theme, has_half_blocks: false, cursor: None }
    }
}

/// Prints a row of a page.
pub(super) fn print_row(buffer: &mut Buffer, area: Rect, row: &Row, looks: RowLooks<'_>) {
    let RowLooks { theme, has_half_blocks, cursor } = looks;
    let mut x = area.x;
    for fragment in &row.fragments {
        let chosen = cursor.filter(|(link, _)| fragment.link == Some(*link)).map(|(_, style)| style);
        let style = chosen.unwrap_or_else(|| theme.style(fragment.role));
        // An underline below a symbol would look like a part of it.
        let is_text = fragment.text.contains(char::is_alphanumeric);
        let style = if is_text { style } else { style.remove_modifier(Modifier::UNDERLINED) };
        x = match fragment.role {
            Role::Shade(level) => print_shaded(buffer, (area, x), (fragment, level), theme, chosen),
            Role::Halves(upper, lower) if has_half_blocks => {
                let (block, style) = halves(theme, upper, lower);
                print(buffer, area, x, &block.repeat(fragment.text.chars().count()), style)
            }
            Role::Rule => print(buffer, area, x, &"─".repeat(fragment.text.len()), style),
            _ => print(buffer, area, x, &fragment.text, style),
        };
    }
}

/// Prints a part of a shaded cell of a table. Where the theme has colours for shades, blanks replace the blocks that
/// otherwise stand for the shade.
fn print_shaded(
    buffer: &mut Buffer,
    (area, x): (Rect, u16),
    (fragment, level): (&Fragment, u8),
    theme: &Theme,
    chosen: Option<Style>,
) -> u16 {
    let is_block = |c: char| ('\u{2581}'..='\u{2588}').contains(&c);
    if let Some(shade) = theme.shade(level) {
        // The background of the cursor could be taken for a shade.
        let style = chosen.map_or(shade, |_| theme.cell());
        return print(buffer, area, x, &fragment.text.replace(is_block, " "), style);
    }
    let text = theme.style(if fragment.link.is_some() { Role::Link } else { Role::Text });
    let (text, bar) = (chosen.unwrap_or(text), chosen.unwrap_or_else(|| theme.style(Role::Bar)));
    let blank = chosen.unwrap_or_else(|| theme.style(Role::Text));
    print_styled(buffer, area, x, &fragment.text, |at| match fragment.text[at..].chars().next() {
        Some(c) if is_block(c) => bar,
        // The whole cell is the link, but only its figure looks like one.
        Some(' ') => blank,
        _ => text,
    })
}

/// Returns a character whose upper half has the colour of `upper` and whose lower half has that of `lower`, and its
/// style.
pub(super) fn halves(theme: &Theme, upper: Option<Tone>, lower: Option<Tone>) -> (&'static str, Style) {
    let style = |tone: Tone| theme.style(Role::Tone(tone));
    match (upper.map(style), lower.map(style)) {
        (None, None) => (" ", Style::new()),
        (Some(upper), None) => ("▀", upper),
        (None, Some(lower)) => ("▄", lower),
        (Some(upper), Some(lower)) if upper == lower => ("█", upper),
        (Some(upper), Some(lower)) => match lower.fg {
            Some(background) => ("▀", upper.bg(background)),
            None => ("█", upper),
        },
    }
}

/// Prints rows of a page from the top of `area`, as many as fit.
pub(super) fn print_rows<'r, 'l>(
    buffer: &mut Buffer,
    area: Rect,
    rows: impl IntoIterator<Item = &'r Row>,
    looks: impl Into<RowLooks<'l>>,
) {
    let looks = looks.into();
    for (line, row) in area.rows().zip(rows) {
        print_row(buffer, line, row, looks);
    }
}

/// Prints `text` with a style per grapheme, which `style` returns for the byte offset of the grapheme. Returns the
/// column after the text.
fn print_styled(buffer: &mut Buffer, area: Rect, mut x: u16, text: &str, style: impl Fn(usize) -> Style) -> u16 {
    let mut offset = 0;
    for (grapheme, _) in text::graphemes(text) {
        x = print(buffer, area, x, grapheme, style(offset));
        offset += grapheme.len();
    }
    x
}

/// Prints `text` with the parts in the byte ranges `ranges` highlighted. Returns the column after the text.
pub(super) fn print_highlighted(
    buffer: &mut Buffer,
    area: Rect,
    x: u16,
    (text, ranges): (&str, &[Range<usize>]),
    (plain, highlighted): (Style, Style),
) -> u16 {
    print_styled(buffer, area, x, text, |offset| {
        if ranges.iter().any(|range| range.contains(&offset)) { highlighted } else { plain }
    })
}

/// Adds `style` to the cells of the byte ranges `ranges` of `text`, which has been printed at the left edge of `area`.
pub(super) fn highlight(buffer: &mut Buffer, area: Rect, text: &str, ranges: &[Range<usize>], style: Style) {
    for range in ranges {
        let part = indented(area, width(&text[..range.start]));
        let columns = width(&text[range.clone()]).min(part.width);
        buffer.set_style(Rect { width: columns, height: 1, ..part }.intersection(area), style);
    }
}

/// Prints the text of an input, scrolled so that its cursor is visible; `style` returns the style of a grapheme for its
/// byte offset. Returns the column after the text and the position of the cursor.
pub(super) fn print_input(
    buffer: &mut Buffer,
    area: Rect,
    input: &TextInput,
    style: impl Fn(usize) -> Style,
) -> (u16, Position) {
    let room = usize::from(area.width.saturating_sub(1));
    let before = text::width(&input.text()[..input.cursor()]);
    let (mut start, mut hidden) = (0, 0);
    for (grapheme, width) in text::graphemes(input.text()) {
        if hidden + room >= before {
            break;
        }
        start += grapheme.len();
        hidden += width;
    }
    let end = print_styled(buffer, area, area.x, &input.text()[start..], |offset| style(start + offset));
    let column = area.x.saturating_add(u16::try_from(before - hidden).unwrap_or(u16::MAX));
    (end, Position::new(column.min(area.right().saturating_sub(1)), area.y))
}

/// Clears `area`, so that a pop-up can be drawn there.
pub(super) fn clear(buffer: &mut Buffer, area: Rect, theme: &Theme) {
    Clear.render(area, buffer);
    buffer.set_style(area, theme.base());
}

/// Draws a frame around `area`, with rounded corners.
pub(super) fn border(buffer: &mut Buffer, area: Rect, style: Style) {
    Block::bordered().border_type(BorderType::Rounded).border_style(style).render(area, buffer);
}

/// Makes `area` fainter, so that what is drawn over it stands out.
pub(super) fn fade(buffer: &mut Buffer, area: Rect, theme: &Theme) {
    for position in area.intersection(buffer.area).positions() {
        let faded = theme.faded(buffer[position].style());
        buffer[position].set_style(faded);
    }
}

/// Clears `area` and draws a frame around it, with a title in the upper edge. Without colours, what is around the frame
/// looks like what is in it, so a blank column on each side sets the frame apart.
pub(super) fn frame(buffer: &mut Buffer, area: Rect, title: &str, theme: &Theme) {
    let margin = u16::from(!theme.distinguishes_relations());
    let x = area.x.saturating_sub(margin);
    let cleared = Rect { x, width: area.right().saturating_add(margin) - x, ..area };
    clear(buffer, cleared.intersection(buffer.area), theme);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.style(StyleRole::BorderFocus))
        .title(format!(" {title} "))
        .title_style(theme.style(StyleRole::Focus))
        .render(area, buffer);
}

/// Draws a horizontal line through the first row of `area`.
pub(super) fn rule(buffer: &mut Buffer, area: Rect, theme: &Theme) {
    print(buffer, area, area.x, &"─".repeat(usize::from(area.width)), theme.style(StyleRole::Border));
}

/// Draws the mark of the cursor at the left edge of the row `row` of `area`. Returns the position of the mark.
pub(super) fn cursor_mark(buffer: &mut Buffer, area: Rect, row: u16, theme: &Theme) -> Position {
    let row = line(area, row);
    print(buffer, row, row.x, "▌", theme.style(StyleRole::Focus));
    Position::new(row.x, row.y)
}

/// Prints a sign of one column `columns` columns before `row`.
pub(super) fn print_before(buffer: &mut Buffer, row: Rect, columns: u16, sign: &str, theme: &Theme) {
    let gutter = Rect { x: row.x.saturating_sub(columns), width: 1, ..row };
    print(buffer, gutter, gutter.x, sign, theme.style(StyleRole::Focus));
}

/// Returns the row `row` of `area`, counted from its top; empty if `area` has fewer rows.
pub(super) fn line(area: Rect, row: impl TryInto<u16>) -> Rect {
    let row = row.try_into().unwrap_or(u16::MAX);
    Rect { y: area.y.saturating_add(row), height: 1, ..area }.intersection(area)
}

/// Returns `area` without `columns` columns at its left.
pub(super) fn indented(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect { x: area.x + columns, width: area.width - columns, ..area }
}

/// Returns the width of `text` in columns.
pub(super) fn width(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

/// Draws a scrollbar in the last column of `area` if there are more than its rows: `total` rows, of which `scroll` is
/// the index of the first visible one.
pub(super) fn scrollbar(buffer: &mut Buffer, area: Rect, (scroll, total): (usize, usize), theme: &Theme) {
    let height = usize::from(area.height);
    if total <= height || area.is_empty() {
        return;
    }
    let length = (height * height / total).max(1);
    let top = (scroll * (height - length)).div_ceil((total - height).max(1)).min(height - length);
    for row in top..top + length {
        let row = line(area, row);
        print(buffer, row, row.right() - 1, "┃", theme.style(StyleRole::Scrollbar));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn printing_by_runs_equals_printing_by_graphemes(
            text in "(\\PC|[ -~]{1,4}|[日é\u{301}\u{200d}👩]){0,9}", x in 0u16..14, width in 1u16..14,
        ) {
            let area = Rect::new(0, 0, width, 1);
            let (mut by_runs, mut by_graphemes) = (Buffer::empty(area), Buffer::empty(area));
            print(&mut by_runs, area, x, &text, Style::new());
            if x < width {
                by_graphemes.set_stringn(x, 0, text::sanitize(&text), usize::from(width - x), exact(Style::new()));
            }
            prop_assert_eq!(by_runs, by_graphemes);
        }
    }
}
