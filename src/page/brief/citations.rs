//! Numbered sources: numbered in the order of their first citation, listed once.

use crate::document::{Inline, Item, Span, join, join_dots, plain};
use crate::model::Source;
use crate::page::parts::sources;

/// Sources cited so far.
#[derive(Debug, Default)]
pub(super) struct Citations<'a> {
    sources: Vec<&'a Source>,
}

impl<'a> Citations<'a> {
    /// Returns the numbers of sources, each a link to the source: `[1] [2]`. `O(n)` in the number of sources so far.
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

    /// Returns the sources as a list, by number, with their addresses for readers of printed copies.
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
