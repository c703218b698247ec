//! Text search in the current page.

use std::ops::Range;

use crate::action::Focus;
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
    /// Text of the row, without surrounding blanks.
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
            rows.map(move |(row, content)| (focus, row, content.text()))
        });
        let found = rows.filter_map(|(focus, row, text)| {
            let shown = text.trim();
            let indent = text.len() - text.trim_start().len();
            let matched = matcher.find(shown)?;
            let column = indent + text::width(&shown[..matched.first()?.start]);
            Some(PageRow { focus, row, column, text: shown.to_owned(), matched })
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
