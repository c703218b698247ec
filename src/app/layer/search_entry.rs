//! Entries of the search: name matches first, then rows of the current page, then all other results.

use crate::app::browse::Browse;
use crate::app::browse::find::PageRow;
use crate::search::{Hit, TextMatcher};

/// Maximum number of listed rows of the page; after opening one, the user can step to the unlisted ones.
const MAX_ROWS: usize = 8;

/// Entry of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchEntry {
    /// A heading, which cannot be selected, and the number of results below it, including unlisted ones.
    Heading(&'static str, usize),
    /// A result.
    Hit(Hit),
    /// A row of the page on screen.
    Row(PageRow),
}

impl SearchEntry {
    /// Returns whether the entry can be selected.
    pub fn is_choosable(&self) -> bool {
        !matches!(self, Self::Heading(..))
    }

    /// Returns the result that the entry shows; `None` for a heading or a row of the page.
    pub fn hit(&self) -> Option<&Hit> {
        match self {
            Self::Hit(hit) => Some(hit),
            _ => None,
        }
    }
}

/// Returns the entries for `hits`, the best of `total` results, together with the rows of the page that `matcher`
/// matches.
pub(super) fn entries(
    hits: Vec<Hit>,
    total: usize,
    matcher: Option<&TextMatcher>,
    browse: &Browse,
) -> Vec<SearchEntry> {
    let rows = matcher.map(|matcher| browse.matching_rows(matcher)).unwrap_or_default();
    if rows.is_empty() {
        return hits.into_iter().map(SearchEntry::Hit).collect();
    }
    let (named, others): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(|hit| hit.starts_name);
    let (on_page, left) = (rows.len(), total.saturating_sub(named.len()));
    let mut entries: Vec<SearchEntry> = named.into_iter().map(SearchEntry::Hit).collect();
    entries.push(SearchEntry::Heading("On this page", on_page));
    entries.extend(rows.into_iter().take(MAX_ROWS).map(SearchEntry::Row));
    if left > 0 {
        entries.push(SearchEntry::Heading("Everywhere else", left));
    }
    entries.extend(others.into_iter().map(SearchEntry::Hit));
    entries
}
