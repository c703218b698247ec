//! Pages of mechanisms (reasons for relations): the list by kind of relation, and the page of one mechanism with its
//! pairs.

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, MAX_ITEMS, Page, PageBuilder, Sorting, Span, join_dots,
    plain, quiet, sentence,
};
use crate::graph::{Declared, Graph};
use crate::model::{Kind, Mechanism, RelationKind, StrategyId};
use crate::page::PageContext;
use crate::page::parts::figures::{key_count, key_figure, key_figures};
use crate::page::parts::inline::{explanation, lever, to};

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
    let is_declared = mechanism.kind() != RelationKind::Twin;
    if count == 0 {
        page.notice("No pair of strategies relates this way.");
    }
    page.grid(Grid {
        corner: "Pair".to_owned(),
        columns: ["Levers", "Declared by"]
            .into_iter()
            .take(1 + usize::from(is_declared))
            .map(GridColumn::new)
            .collect(),
        rows: graph.pairs(mechanism).take(MAX_ITEMS).map(|pair| pair_row(graph, pair)).collect(),
        ..Grid::default()
    });
    page.more(count.saturating_sub(MAX_ITEMS));
    page.finish()
}

fn pair_row(graph: &Graph, (a, b): (StrategyId, StrategyId)) -> GridRow {
    let atlas = &graph.atlas;
    let [mut levers, second] = [a, b].map(|id| lever(atlas, id));
    // A lever that both strategies pull is named only once.
    if levers[0] == second[0] {
        let pull = second.into_iter().skip(1).filter(|pull| *pull != levers[1]);
        levers.extend(pull.collect::<Inline>());
    } else {
        levers.push(Span::plain(" and "));
        levers.extend(second);
    }
    let declared = graph.relation(a, b).and_then(|relation| match relation.declared {
        Declared::Here => Some(plain(&atlas.strategies[a].name)),
        Declared::There => Some(plain(&atlas.strategies[b].name)),
        Declared::Both => Some(plain("both")),
        Declared::Derived => None,
    });
    GridRow::new(
        [to(atlas, a), Span::quiet(" and "), to(atlas, b)],
        [levers].into_iter().chain(declared).map(GridCell::new),
    )
}
