//! Pages of mechanisms (reasons for relations): the list by kind of relation, and the page of one mechanism with its
//! pairs.

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, MAX_ITEMS, Page, PageBuilder, Sorting, Span, join,
    join_dots, plain, quiet, sentence,
};
use crate::graph::{Declared, Graph};
use crate::model::{Kind, Mechanism, Pull, RelationKind, StrategyId};
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
    let kicker = [plain(Span::link("Mechanism", Kind::Mechanism)), plain(mechanism.kind().as_str())];
    let mut page = PageBuilder::new(join_dots(kicker));
    page.paragraph(Span::strong(sentence(&text.gloss)));
    page.paragraph(&text.explain);
    let count = graph.pair_count(mechanism);
    page.heading(Heading::section("Pairs").counting(count));
    if count == 0 {
        page.notice("No pair of strategies relates this way.");
    }
    let pairs: Vec<_> = graph.pairs(mechanism).take(MAX_ITEMS).collect();
    if pairs.iter().any(|&(a, b)| declared_by_one(graph, a, b).is_some()) {
        page.explanation(
            "Both strategies declare the relation, unless the row says which of the two does. Narrow screens leave that \
             out.",
        );
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

/// Returns a list item for a pair of strategies with their pulls: beside the first strategy are the sign of the relation
/// with the second one, `levers`, and which side declares the relation if only one of them does.
fn pair_item(graph: &Graph, (a, b): (StrategyId, StrategyId), levers: Inline) -> Item {
    let atlas = &graph.atlas;
    let [first, second] = [a, b].map(|id| {
        let pull = atlas.strategies[id].coordinates.pull;
        let arrow = (pull != Pull::Neutral).then(|| Span::quiet(format!(" {}", pull.arrow())));
        std::iter::once(to(atlas, id)).chain(arrow).collect::<Inline>()
    });
    let sign = graph.relation(a, b).map(|relation| Span::toned(format!("{} ", relation.kind.sign()), relation.kind));
    let second = [plain(sign), second].concat();
    Item::new(first, "").beside(join_dots([second, quiet(levers), quiet(declared_by_one(graph, a, b))]))
}

/// Returns which of two strategies declares their relation if only one of them does.
fn declared_by_one(graph: &Graph, a: StrategyId, b: StrategyId) -> Option<&'static str> {
    match graph.relation(a, b)?.declared {
        Declared::Here => Some("declared by 1st"),
        Declared::There => Some("declared by 2nd"),
        Declared::Both | Declared::Derived => None,
    }
}
