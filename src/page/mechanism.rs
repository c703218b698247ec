//! Pages of mechanisms (reasons for relations): the list by kind of relation, and the page of one mechanism with its
//! pairs.

use crate::document::{Heading, Item, MAX_ITEMS, Page, PageBuilder, Span, join_dots, plain, sentence};
use crate::graph::Graph;
use crate::model::{Kind, Mechanism, RelationKind, StrategyId};
use crate::page::PageContext;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{declared_by, explanation, lever, to};

/// Builds the page that lists all mechanisms.
pub(super) fn build_all(context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let mut page = context.page_below_home();
    for kind in RelationKind::ALL {
        let (title, origin) = match kind {
            RelationKind::Conflict => ("Conflicts", "Pairs that at least one of the two declares to conflict."),
            RelationKind::Complement => ("Complements", "Pairs that at least one of the two declares to help."),
            RelationKind::Twin => {
                ("Twins", "Pairs on one lever that pull it the same way, with nothing declared between them.")
            }
        };
        let mechanisms = || Mechanism::ALL.into_iter().filter(|mechanism| mechanism.kind() == kind);
        let pairs: usize = mechanisms().map(|mechanism| graph.pair_count(mechanism)).sum();
        page.heading(Heading::section(title).counting(pairs));
        page.caption(origin);
        page.list(mechanisms().map(|mechanism| item(graph, mechanism)).collect::<Vec<_>>());
    }
    page.finish()
}

fn item(graph: &Graph, mechanism: Mechanism) -> Item {
    let pairs = Span::quiet(format!("  {}", pluralize(graph.pair_count(mechanism), "pair", "pairs")));
    Item::new([to(&graph.atlas, mechanism), pairs], explanation(graph.atlas.mechanism(mechanism)))
}

/// Builds the page of one mechanism.
pub(super) fn build(mechanism: Mechanism, context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let text = graph.atlas.mechanism(mechanism);
    let kicker = [plain(Span::link("Mechanism", Kind::Mechanism)), plain(mechanism.kind().as_str())];
    let mut page = PageBuilder::new(join_dots(kicker));
    page.paragraph(Span::strong(sentence(&text.gloss)));
    page.paragraph(&text.explain);
    let count = graph.pair_count(mechanism);
    page.heading(Heading::section("Pairs").counting(count));
    let pairs: Vec<Item> = graph.pairs(mechanism).take(MAX_ITEMS).map(|pair| pair_item(graph, pair)).collect();
    page.list_or("No pair of strategies relates this way.", pairs);
    page.more(count.saturating_sub(MAX_ITEMS));
    page.finish()
}

fn pair_item(graph: &Graph, (a, b): (StrategyId, StrategyId)) -> Item {
    let atlas = &graph.atlas;
    // If both strategies pull one lever in the same direction, the lever is named only once.
    let [mut levers, second] = [a, b].map(|id| lever(atlas, id));
    if levers != second {
        levers.push(Span::plain(" and "));
        levers.extend(second);
    }
    let declared = graph.relation(a, b).filter(|relation| relation.kind != RelationKind::Twin);
    let declared = plain(declared.map(|relation| declared_by(atlas, a, relation)));
    Item::new([to(atlas, a), Span::quiet(" and "), to(atlas, b)], join_dots([levers, declared]))
}
