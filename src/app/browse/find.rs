//! Text search in the current page.

use std::ops::Range;

use crate::action::Focus;
use crate::document::layout::{Role, Row};
use crate::search::TextMatcher;
use crate::text;

use super::Browse;
use super::view::slot;

/// Row of the page that matches a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRow {
    /// Pane that contains the row.
    pub focus: Focus,
    /// Index of the row in the flow (the laid-out text) of the pane.
    pub row: usize,
    /// Column of the first match, from the start of the row.
    pub column: usize,
    /// Text of the row, or of the panel in it that matches, without frames, bars and surrounding blanks.
    pub text: String,
    /// Byte ranges of `text` that match the query.
    pub matched: Vec<Range<usize>>,
}

impl Browse {
    /// Returns the words searched in the page, whose matches are highlighted; `None` if no such search is active.
    pub fn searched_page(&self) -> Option<&TextMatcher> {
        self.searched.as_ref()?.page.as_ref()
    }

    /// Returns the rows that match, pane by pane, without the title of the page. `O(n)` in the length of the page.
    pub fn matching_rows(&self, matcher: &TextMatcher) -> Vec<PageRow> {
        let panes = [Focus::Main, Focus::Relations, Focus::People];
        let flows = panes.into_iter().filter_map(|focus| Some((focus, self.view.flow(focus)?)));
        let rows = flows.flat_map(|(focus, flow)| {
            let first = usize::from(focus == Focus::Main);
            let rows = flow.rows.iter().enumerate().skip(first);
            rows.map(move |(row, content)| (focus, row, content))
        });
        let found = rows.filter_map(|(focus, row, content)| {
            let (matched, part) = parts(content).find_map(|part| Some((matcher.find(&part.text)?, part)))?;
            let column = part.columns.get(matched.first()?.start).copied()?;
            Some(PageRow { focus, row, column, text: part.text, matched })
        });
        found.collect()
    }

    /// Returns the index in `rows` of the row that is `steps` rows after or before the cursor, wrapping around at the
    /// ends; `None` if `rows` is empty.
    pub(in crate::app) fn row_from_cursor(&self, rows: &[PageRow], steps: usize, forward: bool) -> Option<usize> {
        let position = |focus: Focus, row: usize| (slot(focus), row);
        let focus = self.focus();
        let here = position(focus, self.pane(focus).row);
        let before = rows.iter().filter(|row| position(row.focus, row.row) < here).count();
        let is_on_one = rows.get(before).is_some_and(|row| position(row.focus, row.row) == here);
        let count = rows.len();
        let steps = steps.checked_rem(count)?;
        let next = if forward { before + usize::from(is_on_one) + steps + count - 1 } else { before + count - steps };
        Some(next % count)
    }
}

/// Part of a row between the vertical lines of frames, without what is only drawn.
#[derive(Default)]
struct RowPart {
    text: String,
    /// Column of the row at which the character with each byte of the text starts.
    columns: Vec<usize>,
}

/// Number of blanks between the words of a row to which longer gaps shrink.
const GAP: &str = "  ";

impl RowPart {
    fn push(&mut self, grapheme: &str, column: usize) {
        let is_blank = grapheme.trim().is_empty();
        if !(is_blank && (self.text.is_empty() || self.text.ends_with(GAP))) {
            self.text.push_str(if is_blank { " " } else { grapheme });
            self.columns.resize(self.text.len(), column);
        }
    }
}

/// Returns the parts of a row that have words.
fn parts(row: &Row) -> impl Iterator<Item = RowPart> {
    let mut parts = vec![RowPart::default()];
    let mut column = 0;
    for fragment in &row.fragments {
        let is_picture = matches!(fragment.role, Role::Bar | Role::Rule | Role::Halves(..));
        for (grapheme, width) in text::graphemes(&fragment.text) {
            // Lines and blocks have no meaning outside of the picture that they draw.
            let is_drawn = is_picture || grapheme.starts_with(|c| ('\u{2500}'..='\u{259f}').contains(&c));
            match parts.last_mut() {
                Some(part) if grapheme != "│" => part.push(if is_drawn { " " } else { grapheme }, column),
                _ => parts.push(RowPart::default()),
            }
            column += width;
        }
    }
    parts.into_iter().filter_map(|mut part| {
        part.text.truncate(part.text.trim_end().len());
        part.text.contains(char::is_alphanumeric).then_some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::Fragment;

    fn row(fragments: &[(&str, Role)]) -> Row {
        let fragment = |&(text, role): &(&str, Role)| Fragment { text: text.to_owned(), role, link: None };
        Row { fragments: fragments.iter().map(fragment).collect() }
    }

    #[test]
    fn a_row_is_found_as_its_words_panel_by_panel() {
        let content = row(&[
            ("│ ", Role::Line),
            ("Pause", Role::Link),
            ("    23  ", Role::Count),
            ("████", Role::Bar),
            ("━ ", Role::Text),
            ("│  │ p(doom) ", Role::Text),
            ("─────", Role::Rule),
            ("│", Role::Line),
        ]);
        let found: Vec<(String, Vec<usize>)> = parts(&content).map(|part| (part.text, part.columns)).collect();
        assert_eq!(found.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), ["Pause  23", "p(doom)"]);
        assert_eq!((found[0].1[0], found[0].1[7], found[1].1[0]), (2, 11, 26));
    }

    #[test]
    fn a_row_that_only_draws_has_no_words() {
        assert_eq!(parts(&row(&[("╭──╮ ● ·", Role::Line), ("▁▂█", Role::Bar)])).count(), 0);
    }
}
