//! Sections on what a person has said: positions, p(doom)s and timelines, with their sources.

use crate::document::{
    Heading, Inline, IntoInline, Item, PageBuilder, Span, join, join_commas, join_dots, plain, sentence,
};
use crate::model::{Atlas, Person, Position, Source, TimelineClaim};
use crate::page::parts::caveat::caveat;
use crate::page::parts::figures;
use crate::page::parts::inline::to;
use crate::page::parts::sources;

/// Adds every position in the order of the atlas, with all its sources.
pub(super) fn positions(page: &mut PageBuilder, atlas: &Atlas, person: &Person) {
    page.heading(Heading::section("Positions").counting(person.positions.len()));
    if person.positions.is_empty() {
        page.notice("No position is on the record.");
    }
    for position in &person.positions {
        let sign = Span::toned(format!("{} ", position.stance.sign()), position.stance);
        let heading = Heading::group([sign, to(atlas, position.tag)]);
        page.heading(heading.marked(format!("{}, {}", position.stance.label(), stated_when(position))));
        page.paragraph(&position.claim);
        page.explanation(gloss(atlas, position));
        page.warning(caveat(position.caveat.as_ref()));
        page.list(position.best_sources().into_iter().map(sources::item));
    }
}

/// Returns whether a position is stated or tentative (inferred), and the date of the best source with a date: `stated
/// 2023-05`.
fn stated_when(position: &Position) -> String {
    let date = position.best_sources().into_iter().find_map(|source| source.stated_by().map(str::to_owned));
    match (position.tentative, date) {
        (false, Some(date)) => format!("stated {date}"),
        (false, None) => "stated".to_owned(),
        (true, Some(date)) => format!("tentative {date}"),
        (true, None) => "tentative".to_owned(),
    }
}

/// Returns the meaning of a position's tag, and the strategy that the tag leads to.
fn gloss(atlas: &Atlas, position: &Position) -> Inline {
    let tag = &atlas.tags[position.tag];
    let mut line = plain(sentence(&tag.gloss));
    if let Some(strategy) = tag.strategy {
        line.push(Span::plain(if line.is_empty() { "Leads to " } else { " Leads to " }));
        line.extend([to(atlas, strategy), Span::plain(".")]);
    }
    line
}

/// Adds every p(doom) of the person in the order of the atlas.
pub(super) fn p_doom(page: &mut PageBuilder, person: &Person) {
    page.section(
        Heading::section("p(doom)"),
        person.p_doom.iter().map(|claim| {
            let source = claim.source.as_ref();
            let rest = join_dots([date(claim.date.as_ref(), source), cited(source)]);
            Item::new(stated_figure(Span::strong(figures::p_doom(claim)), rest), "")
        }),
    );
    for claim in &person.p_doom {
        let meaning = claim.definition.as_ref().map(|meaning| format!("{}: {meaning}", figures::p_doom(claim)));
        page.explanation(meaning);
    }
}

/// Adds every timeline of the person in the order of the atlas.
pub(super) fn timelines(page: &mut PageBuilder, person: &Person) {
    page.section(
        Heading::section("Timelines"),
        person.timelines.iter().map(|claim| {
            let source = claim.source.as_ref();
            let date = date(claim.date.as_ref(), source);
            let rest = join_dots([plain(&claim.milestone), probability(claim), date, cited(source)]);
            Item::new(stated_figure(plain(years(claim).map(Span::strong)), rest), "")
        }),
    );
}

/// Returns a figure with what belongs to it in one line.
fn stated_figure(figure: impl IntoInline, rest: Inline) -> Inline {
    join(&Span::plain("  "), [figure.into_inline(), rest])
}

/// Returns the date of a claim, or that of its source.
fn date(stated: Option<&String>, source: Option<&Source>) -> Inline {
    plain(stated.or_else(|| source?.date.as_ref()))
}

/// Returns the title of the source as a link, followed by its publisher.
fn cited(source: Option<&Source>) -> Inline {
    join_commas([
        source.map(sources::title).unwrap_or_default(),
        plain(source.and_then(|source| source.publisher.as_ref())),
    ])
}

/// Returns the probability of a timeline: `probability 50%`.
pub(in crate::page) fn probability(claim: &TimelineClaim) -> Inline {
    plain(claim.probability.map(|share| format!("probability {}", figures::percent(share))))
}

/// Returns the date when a timeline was stated: `stated 2024-05`.
pub(in crate::page) fn stated(claim: &TimelineClaim) -> Inline {
    sources::stated(claim.date.as_ref())
}

/// Formats the known years of a timeline: `by 2040` or `2030–2045`; `None` without a year.
pub(super) fn years(claim: &TimelineClaim) -> Option<String> {
    Some(match (claim.from, claim.to) {
        (Some(from), Some(to)) if from == to => format!("by {to}"),
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("by {to}"),
        (None, None) => return None,
    })
}
