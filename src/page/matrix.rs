//! The page of the matrix: every pair of strategies in one grid, and how many relate in which way.

use crate::graph::{Graph, Matrix, PairCounts};
use crate::model::{Mechanism, RelationKind, StrategyId};

use crate::document::{Heading, Inline, Item, PageBuilder, Pair, PairGrid, Span, fact, join_dots, plain};
use crate::page::home;
use crate::page::mechanism;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{direction, to};
use crate::page::view_options::ViewOptions;

/// Builds the page.
pub(super) fn build(graph: &Graph, options: &ViewOptions) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    let counts = graph.pair_counts();
    if counts.all == 0 {
        page.notice("It takes two strategies to make a pair.");
        return page;
    }
    summary(&mut page, counts);
    let matrix = graph.matrix();
    grid(&mut page, graph, &matrix, options);
    rows(&mut page, graph, &matrix);
    mechanisms(&mut page, graph);
    page
}

fn summary(page: &mut PageBuilder, counts: PairCounts) {
    let pairs = |count: usize| plain(pluralize(count, "pair", "pairs"));
    page.facts(vec![
        fact("× Conflict", pairs(counts.conflicts)),
        fact("+ Complement", pairs(counts.complements)),
        fact("= Twin", pairs(counts.twins)),
        fact("· None", pairs(counts.none())),
        fact("All", pairs(counts.all)),
    ]);
    page.caption(
        "Conflicts and complements are those that either side declares; twins pull one lever the same way and are \
         declared neither. That two strategies pull one lever opposite ways makes no conflict here unless one of them \
         says so.",
    );
}

fn grid(page: &mut PageBuilder, graph: &Graph, matrix: &Matrix, options: &ViewOptions) {
    let atlas = &graph.atlas;
    let related = graph.related_pairs(matrix).into_iter().filter(|(_, _, relation)| options.pairs.admits(*relation));
    let pairs =
        related.map(|(from, to, relation)| Pair { from, to, kind: relation.kind, mechanism: relation.mechanism });
    page.heading(Heading::section("Every pair").counting(matrix.order.len()));
    page.pairs(PairGrid {
        names: matrix.order.iter().map(|&id| to(atlas, id)).collect(),
        bands: matrix.bands.iter().map(|band| (to(atlas, band.lever), band.at.len())).collect(),
        pairs: pairs.collect(),
    });
}

/// The strategies by the number of their row, each with how many of each kind it has.
fn rows(page: &mut PageBuilder, graph: &Graph, matrix: &Matrix) {
    let digits = matrix.order.len().to_string().len();
    for band in &matrix.bands {
        page.heading(Heading::group(vec![to(&graph.atlas, band.lever)]).counting(band.at.len()));
        let item = |position: usize| {
            let id = matrix.order[position];
            let number = Span::quiet(format!("{:>digits$}  ", position + 1));
            let pull = Span::quiet(format!(" {}", direction(graph.atlas.strategies[id].coordinates.pull)));
            Item { text: vec![number, to(&graph.atlas, id), pull], badges: Vec::new(), note: kinds(graph, id) }
        };
        page.list(band.at.clone().map(item));
    }
}

fn kinds(graph: &Graph, id: StrategyId) -> Inline {
    let part = |kind: RelationKind| match graph.relations_of_kind(id, kind).count() {
        0 => Inline::new(),
        count => plain(pluralize(count, kind.as_str(), &format!("{}s", kind.as_str()))),
    };
    join_dots(RelationKind::ALL.map(part))
}

fn mechanisms(page: &mut PageBuilder, graph: &Graph) {
    page.heading(Heading::section("Mechanisms").counting(Mechanism::ALL.len()));
    page.list(Mechanism::ALL.map(|mechanism| {
        let text = graph.atlas.mechanism(mechanism);
        let pairs = pluralize(graph.pair_count(mechanism), "pair", "pairs");
        let about = format!("  {} · {} · {pairs}", mechanism.code(), mechanism.kind().as_str());
        Item {
            text: vec![to(&graph.atlas, mechanism), Span::quiet(about)],
            badges: Vec::new(),
            note: plain(match text.gloss.as_str() {
                "" => String::new(),
                _ => mechanism::explanation(text),
            }),
        }
    }));
}
