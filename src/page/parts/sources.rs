//! Sources: where and when a claim was made, how close the atlas stays to the wording, and what to beware of.

use crate::document::{Inline, Item, Span, join_dots, plain, web};
use crate::model::{Fidelity, Source, SourceDepth};
use crate::page::parts::caveat::caveat;
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
        dates(source),
        plain(source.fidelity.map(Fidelity::label)),
        plain(passages),
        plain((source.depth() == SourceDepth::HomePage).then_some("home page, not the passage")),
        caveat(source.caveat.as_ref()),
    ])
}

/// Returns the dates of the remark and of the source itself, as far as they are known.
fn dates(source: &Source) -> Inline {
    match (&source.stated, &source.date) {
        (Some(stated), Some(date)) if stated == date => plain(format!("stated and published {date}")),
        (stated, date) => {
            let published = date.as_ref().map(|date| format!("published {date}"));
            join_dots([self::stated(stated.as_ref()), plain(published)])
        }
    }
}

/// Returns the date of a claim: `stated 2024-05`.
pub(in crate::page) fn stated(date: Option<&String>) -> Inline {
    plain(date.map(|date| format!("stated {date}")))
}
