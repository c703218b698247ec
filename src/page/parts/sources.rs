//! Sources: where a claim was made, and how close the atlas stays to the wording.

use crate::document::{Inline, Item, Span, join_dots, plain, web};
use crate::model::{Fidelity, Source};
use crate::page::parts::figures::pluralize;

/// Returns a source as an item of a list.
pub(in crate::page) fn item(source: &Source) -> Item {
    Item::new(title(source), details(source))
}

/// Returns a source as part of a line; nothing if there is none.
pub(in crate::page) fn within(source: Option<&Source>) -> Inline {
    source.map_or_else(Inline::new, |source| {
        [title(source), plain(Span::quiet(" (")), details(source), plain(Span::quiet(")"))].concat()
    })
}

fn title(source: &Source) -> Inline {
    match &source.url {
        Some(url) => web(&source.title, url),
        None => plain(&source.title),
    }
}

fn details(source: &Source) -> Inline {
    let passages = (source.passages > 1).then(|| pluralize(source.passages as usize, "passage", "passages"));
    join_dots([
        plain(source.medium.label()),
        plain(source.publisher.as_ref()),
        plain(source.date.as_ref()),
        plain(source.fidelity.map(Fidelity::label)),
        plain(passages),
    ])
}
