//! Entries of the search: name matches first, then rows of the current page, then all other results.

use crate::app::browse::Browse;
use crate::app::browse::find::PageRow;
use crate::search::{Hit, TextMatcher};

/// Maximum number of listed rows of the page; from these, the user can go to the others.
const MAX_ROWS: usize = 8;

/// Entry of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchEntry {
    /// Heading, which cannot be selected, with the total number of its entries.
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

/// Lists `hits`, the best of `total`, together with the matching rows of the page.
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
