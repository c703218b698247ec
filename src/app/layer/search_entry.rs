//! Entries of the search: what has the name first, then the rows of the page on screen, then everything else.

use crate::app::browse::Browse;
use crate::app::browse::find::PageRow;
use crate::search::{Hit, TextMatcher};

/// Maximum number of rows of the page that are listed; the others are stepped to from these.
const MAX_ROWS: usize = 8;

/// An entry of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchEntry {
    /// The heading of the entries below it, which cannot be chosen, with the number of them that there are.
    Heading(&'static str, usize),
    /// A result.
    Hit(Hit),
    /// A row of the page on screen.
    Row(PageRow),
}

impl SearchEntry {
    /// Returns whether it can be chosen.
    pub fn is_choosable(&self) -> bool {
        !matches!(self, Self::Heading(..))
    }

    /// Returns the result, if it is one.
    pub fn hit(&self) -> Option<&Hit> {
        match self {
            Self::Hit(hit) => Some(hit),
            _ => None,
        }
    }
}

/// Lists `hits`, which are `total` in all, with the rows of the page that match.
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
