//! Caveats: warnings to readers who rely on a person, a position or a source.

use crate::document::{Inline, Span};
use crate::place::Overview;

/// Returns the caveat `text`, preceded by a link to the page on trust; empty if there is no caveat.
pub(in crate::page) fn caveat(text: Option<&String>) -> Inline {
    text.map_or_else(Inline::new, |text| vec![Span::link("Caveat", Overview::Trust), Span::plain(format!(": {text}"))])
}
