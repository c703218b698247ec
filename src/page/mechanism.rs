//! The pages of mechanisms: why strategies conflict or compose, and the pairs that do.

use crate::graph::{Declared, Graph};
use crate::model::{Kind, Mechanism, MechanismText, RelationKind, StrategyId};

use crate::document::{Heading, Inline, Item, MAX_ITEMS, PageBuilder, Span, join_dots, plain, sentence};
use crate::page::home;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{lever, to};

/// Builds the page of every mechanism.
pub(super) fn all(graph: &Graph) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    for kind in RelationKind::ALL {
        let of_kind: Vec<_> = Mechanism::ALL.into_iter().filter(|mechanism| mechanism.kind() == kind).collect();
        let pairs: usize = of_kind.iter().map(|&mechanism| graph.pair_count(mechanism)).sum();
        page.heading(Heading::section(plural(kind)).counting(pairs));
        page.caption(origin(kind));
        page.list(of_kind.into_iter().map(|mechanism| item(graph, mechanism)));
    }
    page
}

fn item(graph: &Graph, mechanism: Mechanism) -> Item {
    let text = graph.atlas.mechanism(mechanism);
    let pairs = pluralize(graph.pair_count(mechanism), "pair", "pairs");
    Item {
        text: vec![to(&graph.atlas, mechanism), Span::quiet(format!("  {pairs}"))],
        badges: Vec::new(),
        note: plain(explanation(text)),
    }
}

/// What a mechanism means: its gloss and what follows from it.
pub(super) fn explanation(text: &MechanismText) -> String {
    format!("{} {}", sentence(&text.gloss), text.explain).trim().to_owned()
}

/// Builds the page of one mechanism.
pub(super) fn one(graph: &Graph, mechanism: Mechanism) -> PageBuilder {
    let text = graph.atlas.mechanism(mechanism);
    let kind = vec![Span::link("Mechanism", Kind::Mechanism)];
    let mut page = PageBuilder::new(join_dots([kind, plain(mechanism.kind().as_str())]));
    page.inline(match sentence(&text.gloss) {
        gloss if gloss.is_empty() => Inline::new(),
        gloss => vec![Span::strong(gloss)],
    });
    page.paragraph(&text.explain);
    let count = graph.pair_count(mechanism);
    page.heading(Heading::section("Pairs").counting(count));
    if count == 0 {
        page.notice("No pair of strategies relates this way.");
    }
    let shown: Vec<Item> = graph.pairs(mechanism).take(MAX_ITEMS).map(|pair| pair_item(graph, pair)).collect();
    page.list(shown);
    page.more(count.saturating_sub(MAX_ITEMS));
    page
}

fn pair_item(graph: &Graph, (a, b): (StrategyId, StrategyId)) -> Item {
    let atlas = &graph.atlas;
    let name = |id: StrategyId| atlas.strategies[id].name.as_str();
    let declared = match graph.relation(a, b).map(|relation| relation.declared) {
        Some(Declared::Both) => "declared by both".to_owned(),
        Some(Declared::Here) => format!("declared by {} only", name(a)),
        Some(Declared::There) => format!("declared by {} only", name(b)),
        Some(Declared::Derived) | None => String::new(),
    };
    Item {
        text: vec![to(atlas, a), Span::quiet(" and "), to(atlas, b)],
        badges: Vec::new(),
        note: join_dots([levers(graph, a, b), plain(declared)]),
    }
}

/// The levers of two strategies; one that they share is named once where they pull it the same way.
fn levers(graph: &Graph, a: StrategyId, b: StrategyId) -> Inline {
    let (mut first, second) = (lever(&graph.atlas, a), lever(&graph.atlas, b));
    if first != second {
        first.push(Span::plain(" and "));
        first.extend(second);
    }
    first
}

fn plural(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Conflict => "Conflicts",
        RelationKind::Complement => "Complements",
        RelationKind::Twin => "Twins",
    }
}

fn origin(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Conflict => "Pairs that at least one of the two declares to conflict.",
        RelationKind::Complement => "Pairs that at least one of the two declares to help.",
        RelationKind::Twin => "Pairs on one lever that pull it the same way, with nothing declared between them.",
    }
}
