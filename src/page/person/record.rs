//! What a person is on the record for: positions, probabilities and dates, each with where it was said.

use crate::model::{Atlas, DoomClaim, Person, Position, TimelineClaim};

use crate::document::{Heading, Inline, Item, PageBuilder, Span, join_dots, plain, sentence};
use crate::page::parts::figures;
use crate::page::parts::inline::to;
use crate::page::parts::sources;

/// Adds every position in the order listed, with every source.
pub(super) fn positions(page: &mut PageBuilder, atlas: &Atlas, person: &Person) {
    page.heading(Heading::section("Positions").counting(person.positions.len()));
    if person.positions.is_empty() {
        page.notice("Nothing is on the record.");
    }
    for position in &person.positions {
        let stated = if position.tentative { "tentative" } else { "stated" };
        let title = vec![to(atlas, position.tag)];
        page.heading(Heading::group(title).marked(format!("{}, {stated}", position.stance.label())));
        page.paragraph(&position.claim);
        page.caption_inline(gloss(atlas, position));
        page.list(position.sources.iter().map(sources::item));
    }
}

/// What the tag stands for and where it leads.
fn gloss(atlas: &Atlas, position: &Position) -> Inline {
    let tag = &atlas.tags[position.tag];
    let mut line = plain(sentence(&tag.gloss));
    if let Some(strategy) = tag.strategy {
        line.push(Span::plain(if line.is_empty() { "Leads to " } else { " Leads to " }));
        line.extend([to(atlas, strategy), Span::plain(".")]);
    }
    line
}

/// Adds every p(doom) in the order listed.
pub(super) fn p_doom(page: &mut PageBuilder, person: &Person) {
    if person.p_doom.is_empty() {
        return;
    }
    page.heading(Heading::section("p(doom)").counting(person.p_doom.len()));
    page.list(person.p_doom.iter().map(doom_item));
}

fn doom_item(claim: &DoomClaim) -> Item {
    Item {
        text: vec![Span::strong(figures::p_doom(claim))],
        badges: Vec::new(),
        note: join_dots([
            plain(claim.date.as_deref().unwrap_or_default()),
            plain(claim.definition.as_deref().unwrap_or_default()),
            claim.source.as_ref().map(sources::within).unwrap_or_default(),
        ]),
    }
}

/// Adds every timeline in the order listed.
pub(super) fn timelines(page: &mut PageBuilder, person: &Person) {
    if person.timelines.is_empty() {
        return;
    }
    page.heading(Heading::section("Timelines").counting(person.timelines.len()));
    page.list(person.timelines.iter().map(timeline_item));
}

fn timeline_item(claim: &TimelineClaim) -> Item {
    let probability = claim.probability.map(|share| format!("probability {}", figures::percent(share)));
    let stated = claim.date.as_ref().map(|date| format!("stated {date}"));
    Item {
        text: join_dots([
            years(claim).map_or_else(Inline::new, |years| vec![Span::strong(years)]),
            plain(&claim.milestone),
        ]),
        badges: Vec::new(),
        note: join_dots([
            plain(probability.unwrap_or_default()),
            plain(stated.unwrap_or_default()),
            claim.source.as_ref().map(sources::within).unwrap_or_default(),
        ]),
    }
}

/// `by 2040` or `2030–2045`, as far as they are known.
fn years(claim: &TimelineClaim) -> Option<String> {
    Some(match (claim.from, claim.to) {
        (Some(from), Some(to)) if from == to => format!("by {to}"),
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("by {to}"),
        (None, None) => return None,
    })
}
