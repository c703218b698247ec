//! Pages of mechanisms (reasons for relations): the list by kind of relation, and the page of one mechanism with its
//! pairs.

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, MAX_ITEMS, Page, PageBuilder, Sorting, Span, join,
    join_dots, plain, quiet, sentence,
};
use crate::graph::{Declared, Graph};
use crate::model::{Mechanism, Pull, RelationKind, StrategyId};
use crate::page::PageContext;
use crate::page::parts::figures::{key_count, key_figure, key_figures};
use crate::page::parts::inline::{explanation, to};
use crate::page::parts::item_rows::in_rows;

/// Builds the page that lists all mechanisms.
pub(super) fn build_all(context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let mut page = context.page_below_home();
    let counts = graph.pair_counts();
    page.kicker = key_figures([
        key_count(counts.conflicts, "conflict", "conflicts"),
        key_count(counts.complements, "complement", "complements"),
        key_count(counts.twins, "twin", "twins"),
        key_figure(counts.all, "pairs in all"),
    ]);
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
        page.explanation(origin);
        page.grid(table(graph, mechanisms()));
    }
    page.finish()
}

/// Returns a table with the number of pairs and the meaning of each mechanism.
fn table(graph: &Graph, mechanisms: impl Iterator<Item = Mechanism>) -> Grid {
    let row = |mechanism: Mechanism| {
        let text = graph.atlas.mechanism(mechanism);
        let cells = [plain(graph.pair_count(mechanism).to_string()), quiet(explanation(text))];
        GridRow::new(to(&graph.atlas, mechanism), cells.map(GridCell::new))
    };
    Grid {
        corner: "Mechanism".to_owned(),
        columns: vec![GridColumn::of_figures("Pairs"), GridColumn::new("Why")],
        rows: mechanisms.map(row).collect(),
        ..Grid::default()
    }
    .sortable(Sorting::from(1))
}

/// Builds the page of one mechanism.
pub(super) fn build(mechanism: Mechanism, context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let text = graph.atlas.mechanism(mechanism);
    let count = graph.pair_count(mechanism);
    let mut page = PageBuilder::new(answer(graph, mechanism));
    page.paragraph(Span::strong(sentence(&text.gloss)));
    page.paragraph(&text.explain);
    page.heading(Heading::section("Pairs").counting(count));
    if count == 0 {
        page.notice("No pair of strategies relates this way.");
    }
    let pairs: Vec<_> = graph.pairs(mechanism).take(MAX_ITEMS).map(|pair| declarer_first(graph, pair)).collect();
    if pairs.iter().any(|&(a, b)| is_one_sided(graph, a, b)) {
        page.caption("One-sided: only the strategy on the left declares it.");
    }
    let lever = |id: StrategyId| graph.atlas.strategies[id].coordinates.lever;
    if pairs.iter().all(|&(a, b)| lever(a) == lever(b)) {
        let items = pairs.iter().map(|&pair| pair_item(graph, pair, Inline::new())).collect();
        let items = in_rows(items, false);
        for id in graph.atlas.levers.ids() {
            let here = pairs.iter().zip(&items).filter(|((a, _), _)| lever(*a) == id).map(|(_, item)| item.clone());
            page.section(Heading::group(to(&graph.atlas, id)), here.collect::<Vec<_>>());
        }
    } else {
        let items = pairs.iter().map(|&(a, b)| {
            let levers = [a, b].map(|id| to(&graph.atlas, lever(id)));
            pair_item(graph, (a, b), join(&Span::plain(" and "), levers))
        });
        page.list(in_rows(items.collect(), false));
    }
    page.more(count.saturating_sub(MAX_ITEMS));
    page.finish()
}

/// Returns how many relations of its kind a mechanism explains, as a sentence; empty if it explains none.
fn answer(graph: &Graph, mechanism: Mechanism) -> Inline {
    let kind = mechanism.kind();
    let of_kind = Mechanism::ALL.into_iter().filter(|other| other.kind() == kind);
    let all: usize = of_kind.map(|mechanism| graph.pair_count(mechanism)).sum();
    let noun = if all == 1 { kind.as_str().to_owned() } else { format!("{}s", kind.as_str()) };
    let (before, after) = match graph.pair_count(mechanism) {
        0 => return Inline::new(),
        1 if all == 1 => ("the only ", String::new()),
        count if count == all => ("all ", String::new()),
        _ => ("", format!(" of {all}")),
    };
    let count = (all > 1).then(|| Span::strong(graph.pair_count(mechanism).to_string()));
    let mut line = vec![Span::plain(format!("The reason for {before}"))];
    let space = if count.is_some() { " " } else { "" };
    line.extend(count);
    line.push(Span::plain(format!("{after}{space}{noun}.")));
    line
}

/// Returns a pair of strategies, first the one that declares their relation if only one of them does.
fn declarer_first(graph: &Graph, (a, b): (StrategyId, StrategyId)) -> (StrategyId, StrategyId) {
    let is_second = graph.relation(a, b).is_some_and(|relation| relation.declared == Declared::There);
    if is_second { (b, a) } else { (a, b) }
}

/// Returns a list item for a pair of strategies with their pulls: beside the first strategy are the sign of the relation
/// with the second one, `levers`, and whether only the first one declares the relation.
fn pair_item(graph: &Graph, (a, b): (StrategyId, StrategyId), levers: Inline) -> Item {
    let atlas = &graph.atlas;
    let [first, second] = [a, b].map(|id| {
        let pull = atlas.strategies[id].coordinates.pull;
        let arrow = (pull != Pull::Neutral).then(|| Span::quiet(format!(" {}", pull.arrow())));
        std::iter::once(to(atlas, id)).chain(arrow).collect::<Inline>()
    });
    let sign = graph.relation(a, b).map(|relation| Span::toned(format!("{} ", relation.kind.sign()), relation.kind));
    let second = [plain(sign), second].concat();
    Item::new(first, "").beside(join_dots([
        second,
        quiet(levers),
        quiet(is_one_sided(graph, a, b).then_some("one-sided")),
    ]))
}

/// Returns whether only one of two strategies declares their relation.
fn is_one_sided(graph: &Graph, a: StrategyId, b: StrategyId) -> bool {
    graph.relation(a, b).is_some_and(|relation| matches!(relation.declared, Declared::Here | Declared::There))
}
