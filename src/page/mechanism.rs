//! The pages of mechanisms: why strategies conflict or compose, and the pairs that do.

use crate::graph::{Declared, Graph};
use crate::model::{Kind, Mechanism, MechanismText, RelationKind, StrategyId};

use super::draft::{Draft, MOST};
use super::figures::counted;
use super::home;
use super::inline::{dotted, lever, plain, sentence, to};
use crate::document::{Heading, Inline, Item, Span};

/// Describes the page of every mechanism.
pub(super) fn all(graph: &Graph) -> Draft {
    let mut draft = Draft::new(home::link(graph));
    for kind in RelationKind::ALL {
        let of_kind: Vec<_> = Mechanism::ALL.into_iter().filter(|mechanism| mechanism.kind() == kind).collect();
        let pairs: usize = of_kind.iter().map(|&mechanism| graph.pair_count(mechanism)).sum();
        draft.heading(Heading::section(plural(kind)).counting(pairs));
        draft.caption(origin(kind));
        draft.list(of_kind.into_iter().map(|mechanism| item(graph, mechanism)));
    }
    draft
}

fn item(graph: &Graph, mechanism: Mechanism) -> Item {
    let text = graph.atlas.mechanism(mechanism);
    let pairs = counted(graph.pair_count(mechanism), "pair", "pairs");
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

/// Describes the page of one mechanism.
pub(super) fn one(graph: &Graph, mechanism: Mechanism) -> Draft {
    let text = graph.atlas.mechanism(mechanism);
    let kind = vec![Span::link("Mechanism", Kind::Mechanism)];
    let mut draft = Draft::new(dotted([kind, plain(mechanism.kind().as_str())]));
    draft.inline(match sentence(&text.gloss) {
        gloss if gloss.is_empty() => Inline::new(),
        gloss => vec![Span::strong(gloss)],
    });
    draft.paragraph(&text.explain);
    let count = graph.pair_count(mechanism);
    draft.heading(Heading::section("Pairs").counting(count));
    if count == 0 {
        draft.notice("No pair of strategies relates this way.");
    }
    let shown: Vec<Item> = graph.pairs(mechanism).take(MOST).map(|pair| pair_item(graph, pair)).collect();
    draft.list(shown);
    draft.more(count.saturating_sub(MOST));
    draft
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
        note: dotted([levers(graph, a, b), plain(declared)]),
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
