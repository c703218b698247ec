//! List items in rows: columns as wide as the texts in them.

use crate::document::{Item, RowWidths, Span};
use crate::text;

/// Separates the details in an aside, as in [`crate::document::join_dots`].
const DOT: &str = " · ";

/// Returns the width of `line`, in columns.
pub(in crate::page) fn width(line: &[Span]) -> usize {
    line.iter().map(|span| text::width(&span.text)).sum()
}

/// Lets each of `items` take one row while explanations are hidden, with the details of its aside in columns; a note
/// that does not fit beside them takes a row below, if `is_note_below`.
pub(in crate::page) fn in_rows(items: Vec<Item>, is_note_below: bool) -> Vec<Item> {
    let widths = RowWidths { is_note_below, ..widths(&items) };
    items.into_iter().map(|item| item.inlined(widths)).collect()
}

/// Returns the widths that the names and the details of `items` need.
pub(in crate::page) fn widths(items: &[Item]) -> RowWidths {
    let mut widths = RowWidths::default();
    for item in items {
        widths.text = widths.text.max(width(&item.text));
        for (room, detail) in widths.details.iter_mut().zip(item.aside.split(|span| span.text == DOT)) {
            *room = (*room).max(width(detail));
        }
    }
    widths
}
