//! Sources: where something was said, and how close to it the atlas stays.

use crate::model::Source;

use crate::document::{Inline, Item, Span, join_dots, plain, web};
use crate::page::parts::figures::pluralize;

/// A source as a thing in a list.
pub(in crate::page) fn item(source: &Source) -> Item {
    Item { text: title(source), badges: Vec::new(), note: join_dots(details(source)) }
}

/// A source within a line.
pub(in crate::page) fn within(source: &Source) -> Inline {
    let mut line = title(source);
    let details = join_dots(details(source));
    line.push(Span::quiet(" ("));
    line.extend(details);
    line.push(Span::quiet(")"));
    line
}

fn title(source: &Source) -> Inline {
    match &source.url {
        Some(url) => web(&source.title, url),
        None => plain(&source.title),
    }
}

fn details(source: &Source) -> [Inline; 5] {
    let optional = |text: Option<&str>| plain(text.unwrap_or_default());
    let passages = if source.passages > 1 {
        plain(pluralize(source.passages as usize, "passage", "passages"))
    } else {
        Inline::new()
    };
    [
        plain(source.medium.label()),
        optional(source.publisher.as_deref()),
        optional(source.date.as_deref()),
        optional(source.fidelity.map(crate::model::Fidelity::label)),
        passages,
    ]
}
