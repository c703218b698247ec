//! Numbered sources of a brief: numbered in the order of their first citation and listed once at the end.

use crate::document::{Inline, Item, Span, join, join_dots, plain};
use crate::model::Source;
use crate::page::parts::sources;

/// Sources that the brief has cited so far, in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Citations<'a> {
    sources: Vec<&'a Source>,
}

impl<'a> Citations<'a> {
    /// Cites sources and returns their numbers, each a link to the source: `[1] [2]`. Takes `O(n)` per source in the
    /// number of sources so far.
    pub(super) fn cite(&mut self, cited: impl IntoIterator<Item = &'a Source>) -> Inline {
        join(
            &Span::plain(" "),
            cited.into_iter().map(|source| {
                let same = |known: &&Source| (&known.url, &known.title) == (&source.url, &source.title);
                let at = self.sources.iter().position(same).unwrap_or_else(|| {
                    self.sources.push(source);
                    self.sources.len() - 1
                });
                sources::linked(source, &format!("[{}]", at + 1))
            }),
        )
    }

    /// Returns the cited sources as list items in the order of their numbers, with web addresses for readers of printed
    /// copies.
    pub(super) fn items(&self) -> Vec<Item> {
        let numbered = self.sources.iter().enumerate().map(|(at, source)| {
            let Item { text, note, .. } = sources::item(source);
            let number = Span::strong(format!("[{}] ", at + 1));
            let url = source.url.as_ref().map(|url| sources::linked(source, url));
            Item::new([vec![number], text].concat(), join_dots([note, plain(url)]))
        });
        numbered.collect()
    }
}
