//! The page that compares two tags: their meanings and strategies, their endorsers, and the tiers of the endorsers.

use crate::document::{Heading, Item, Page, PageBuilder, Span, fact, join_dots, plain, sentence};
use crate::graph::Graph;
use crate::model::{Atlas, StrategyId, TagId};
use crate::page::PageContext;
use crate::page::parts::figures::{format_fixed, pluralize};
use crate::page::parts::inline::{lever, to};
use crate::place::{Comparison, Place};

use super::people::{self, ComparedPeople};
use super::relation_line;

/// Builds the page that compares the two tags of `pair`.
pub(super) fn build(pair: [TagId; 2], context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let sides = pair.map(|id| ComparedPeople::new(graph, to(atlas, id), &[id]));
    let relation = strategies_of(atlas, pair).map(|strategies| relation_line(graph, &strategies));
    let mut page = PageBuilder::new(join_dots([people::answer(atlas, &sides), relation.unwrap_or_default()]));
    page.explanation(
        "Only stated positions count here: endorsers whose positions on a tag are all tentative are left out. Tiers are \
         those of the endorsers with a profile.",
    );
    page.heading(Heading::section("Endorsers"));
    people::figures(&mut page, graph, &sides);
    overlap(&mut page, graph, pair, people::in_common(&sides));
    people::tiers(&mut page, atlas, &sides, Heading::section("Tiers"));
    page.heading(Heading::section("What they mean"));
    page.list(pair.map(|id| {
        let tag = &atlas.tags[id];
        let leads =
            tag.strategy.map(|id| join_dots([plain([Span::plain("leads to "), to(atlas, id)]), lever(atlas, id)]));
        Item::new(to(atlas, id), join_dots([plain(sentence(&tag.gloss)), plain(leads)]))
    }));
    people::groups(&mut page, graph, &sides);
    page.finish()
}

/// Returns the strategies that the two tags lead to; `None` if one of them leads to none.
fn strategies_of(atlas: &Atlas, [first, second]: [TagId; 2]) -> Option<[StrategyId; 2]> {
    Some([atlas.tags[first].strategy?, atlas.tags[second].strategy?])
}

/// Adds the facts on the overlap, unless nobody endorses both tags: `common` is the number of common endorsers and their
/// share of all endorsers. The declared relation of the strategies of the two tags follows.
fn overlap(page: &mut PageBuilder, graph: &Graph, pair: [TagId; 2], common: (usize, f64)) {
    let (both, jaccard) = common;
    let both =
        (both > 0).then(|| format!("{} · Jaccard {}", pluralize(both, "person", "people"), format_fixed(jaccard, 2)));
    let relation = strategies_of(&graph.atlas, pair).and_then(|[a, b]| {
        let kind = graph.relation(a, b).map_or("no declared relation", |relation| relation.kind.as_str());
        Some(Span::link(kind, Place::Compare(Comparison::of_strategies(&[a, b])?)))
    });
    if both.is_some() || relation.is_some() {
        page.heading(Heading::group("Overlap"));
        page.facts([fact("Endorse both", both), fact("Their strategies", relation)]);
    }
}
