//! Sources of claims as parts of pages: title, medium, dates, fidelity to the wording, and caveats.

use crate::document::{Inline, Item, Span, join_dots, plain, web};
use crate::model::{Fidelity, Position, SharedSort, Source, SourceDepth};
use crate::page::parts::caveat::caveat;
use crate::page::parts::figures::pluralize;

/// Returns a list item for a source.
pub(in crate::page) fn item(source: &Source) -> Item {
    Item::new(title(source), details(source))
}

/// Returns `words` as a link to `source`, or as plain text if the source has no web address.
pub(in crate::page) fn linked(source: &Source, words: &str) -> Inline {
    source.url.as_ref().map_or_else(|| plain(words), |url| web(words, url))
}

/// Returns the best source of `positions` in a few words, and the number of other sources: `paper, GovAI 2024 ↗ +1`.
pub(in crate::page) fn best<'a>(positions: impl Iterator<Item = &'a Position>) -> Inline {
    let mut sources: Vec<&Source> = positions.flat_map(Position::best_sources).collect();
    // Sources with an address come first, since readers can open them.
    sources.shared_sort_by_key(|source| (source.url.is_none(), source.depth(), source.medium.is_report()));
    let Some(best) = sources.first() else { return Inline::new() };
    let others = (sources.len() > 1).then(|| Span::quiet(format!(" +{}", sources.len() - 1)));
    brief(best).into_iter().chain(others).collect()
}

/// Returns the medium, the publisher and the year of a source, as a link if it has an address.
fn brief(source: &Source) -> Inline {
    let publisher = source.publisher.as_deref().unwrap_or(&source.title);
    let year = source.stated_by().and_then(|date| date.get(..4)).map(|year| format!(" {year}")).unwrap_or_default();
    let words = format!("{}, {publisher}{year}", source.medium.label());
    match &source.url {
        Some(url) => web(&format!("{words} ↗"), url),
        None => plain(words),
    }
}

/// Returns the title of `source`, as a link if it has a web address.
pub(in crate::page) fn title(source: &Source) -> Inline {
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

/// Returns the known dates of a source: when the remark was made and when the source was published;
/// only one date if the two are equal.
fn dates(source: &Source) -> Inline {
    match (&source.stated, &source.date) {
        (Some(stated), Some(date)) if stated == date => plain(date),
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
