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
    /// The pane.
    pub focus: Focus,
    /// Row in the flow of the pane.
    pub row: usize,
    /// Column of the first match.
    pub column: usize,
    /// Text, trimmed.
    pub text: String,
    /// Matching byte ranges of the text.
    pub matched: Vec<Range<usize>>,
}

impl Browse {
    /// Returns the words whose matches on the page are highlighted and visited, if any.
    pub fn searched_page(&self) -> Option<&TextMatcher> {
        self.searched.as_ref()?.page.as_ref()
    }

    /// Returns the matching rows of the page, pane by pane, without its title. `O(n)` in the length of the page.
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

    /// Returns the index of the row of `rows` that is `steps` after or before the cursor, wrapping around.
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
