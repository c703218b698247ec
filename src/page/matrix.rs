//! The page Matrix: all pairs of strategies in one grid, and the number of pairs by kind of relation.

use crate::document::{
    Block, Heading, Inline, Item, Page, PageBuilder, Pair, PairGrid, Span, fact, join_dots, plain, sentence,
};
use crate::graph::{Graph, Matrix, PairCounts};
use crate::model::{Mechanism, RelationKind, StrategyId};
use crate::page::PageContext;
use crate::page::parts::answer::{self, Extreme, clause, figure};
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{declared_by, direction, explanation, to};

/// Builds the page Matrix.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let mut page = context.page_below_home();
    let counts = graph.pair_counts();
    if counts.all == 0 {
        page.notice("A pair needs two strategies.");
        return page.finish();
    }
    page.kicker = answer(graph);
    let matrix = graph.matrix();
    grid(&mut page, context, &matrix);
    rows(&mut page, graph, &matrix);
    mechanisms(&mut page, graph);
    page.finish()
}

/// Returns a sentence on the strategies with the most conflicts and with the most complements.
fn answer(graph: &Graph) -> Inline {
    let atlas = &graph.atlas;
    let most = |kind| {
        let counts = atlas.strategies.ids().map(|id| (to(atlas, id), graph.relations_of_kind(id, kind).count()));
        let most = Extreme::highest(counts).filter(|most| most.value > 0)?;
        let template = format!("{{}} {} the most {}s ({{}}{})", most.has(), kind.as_str(), most.each());
        Some(clause(&template, [most.names("strategies"), figure(most.value)]))
    };
    let none = || plain("no two strategies conflict");
    let conflicts = most(RelationKind::Conflict).unwrap_or_else(none);
    answer::sentence([conflicts, most(RelationKind::Complement).unwrap_or_default()])
}

/// Returns the number of pairs of each kind, after its sign.
fn counted(counts: PairCounts) -> Inline {
    let kinds = [
        (RelationKind::Conflict, counts.conflicts),
        (RelationKind::Complement, counts.complements),
        (RelationKind::Twin, counts.twins),
    ];
    let kinds = kinds.map(|(kind, count)| {
        let count = pluralize(count, kind.as_str(), &format!("{}s", kind.as_str()));
        vec![Span::toned(format!("{} ", kind.sign()), kind), Span::quiet(count)]
    });
    let none = Span::quiet(format!("{} of {} pairs without a relation", counts.none(), counts.all));
    join_dots(kinds.into_iter().chain([plain(none)]))
}

fn grid(page: &mut PageBuilder, context: &PageContext<'_>, matrix: &Matrix) {
    let PageContext { graph, options, .. } = context;
    let atlas = &graph.atlas;
    let related = graph.related_pairs(matrix).into_iter().filter(|(_, _, relation)| options.pairs.admits(*relation));
    let pairs =
        related.map(|(from, to, relation)| Pair { from, to, kind: relation.kind, mechanism: relation.mechanism });
    page.heading(Heading::section("Every pair").counting(matrix.order.len()).beside(counted(graph.pair_counts())));
    page.explanation(
        "Conflicts and complements are those that either side declares; twins pull one lever the same way, with nothing \
         declared between them. Opposite pulls on one lever are no conflict here unless one of the two declares it.",
    );
    page.pairs(PairGrid {
        names: matrix.order.iter().map(|&id| to(atlas, id)).collect(),
        bands: matrix.bands.iter().map(|band| (to(atlas, band.lever), band.at.len())).collect(),
        pairs: pairs.collect(),
        is_small: false,
    });
}

/// Adds lists of the strategies by lever, each with its row number in the grid and its number of relations by kind.
fn rows(page: &mut PageBuilder, graph: &Graph, matrix: &Matrix) {
    let digits = matrix.order.len().to_string().len();
    for band in &matrix.bands {
        let items = band.at.clone().map(|position| {
            let id = matrix.order[position];
            let number = Span::quiet(format!("{:>digits$}  ", position + 1));
            let pull = Span::quiet(format!(" {}", direction(graph.atlas.strategies[id].coordinates.pull)));
            let kinds = RelationKind::ALL.map(|kind| match graph.relations_of_kind(id, kind).count() {
                0 => String::new(),
                count => pluralize(count, kind.as_str(), &format!("{}s", kind.as_str())),
            });
            Item::new([number, to(&graph.atlas, id), pull], join_dots(kinds))
        });
        page.section(Heading::group(to(&graph.atlas, band.lever)), items);
    }
}

fn mechanisms(page: &mut PageBuilder, graph: &Graph) {
    page.section(
        Heading::section("Mechanisms"),
        Mechanism::ALL.map(|mechanism| {
            let text = graph.atlas.mechanism(mechanism);
            let pairs = pluralize(graph.pair_count(mechanism), "pair", "pairs");
            let about = format!("  {} · {} · {pairs}", mechanism.code(), mechanism.kind().as_str());
            let note = (!text.gloss.is_empty()).then(|| explanation(text));
            Item::new([to(&graph.atlas, mechanism), Span::quiet(about)], note)
        }),
    );
}

/// Returns the description of a pair of strategies, displayed next to the matrix: the two strategies, how and why they
/// are related, and a legend of the mechanisms.
pub fn pair_blocks(graph: &Graph, (one, other): (StrategyId, StrategyId)) -> Vec<Block> {
    let atlas = &graph.atlas;
    let name = |id: StrategyId| {
        let strategy = &atlas.strategies[id];
        let pull =
            format!("  {} {}", direction(strategy.coordinates.pull), atlas.levers[strategy.coordinates.lever].name);
        Block::Paragraph(vec![Span::strong(&strategy.name), Span::quiet(pull)])
    };
    let relation = graph.relation(one, other);
    let mut blocks = vec![name(one)];
    match relation {
        _ if one == other => blocks.push(Block::Caption(plain(&atlas.strategies[one].thesis))),
        Some(relation) => {
            let about = atlas.mechanism(relation.mechanism);
            let kind = format!("{} {}", relation.kind.sign(), relation.kind.as_str());
            let declared = declared_by(atlas, one, relation);
            blocks.push(Block::Paragraph(vec![
                Span::toned(kind, relation.kind),
                Span::plain(format!(" · {}", about.label)),
            ]));
            blocks.push(name(other));
            blocks.push(Block::Caption(plain(format!("{} {}", sentence(&about.gloss), sentence(&declared)))));
            blocks.push(Block::Caption(plain(&about.explain)));
        }
        None => {
            blocks.push(Block::Caption(plain("· no relation declared, and no twins")));
            blocks.push(name(other));
        }
    }
    let mechanisms = Mechanism::ALL.into_iter().filter(|&mechanism| graph.pair_count(mechanism) > 0);
    blocks.push(Block::Heading(Heading::section("Mechanisms")));
    blocks.push(Block::Facts(
        mechanisms
            .map(|mechanism| {
                let count = Span::quiet(format!("  {}", graph.pair_count(mechanism)));
                let label = &atlas.mechanism(mechanism).label;
                let is_here = relation.is_some_and(|relation| relation.mechanism == mechanism);
                let label = if is_here { Span::strong(label) } else { Span::plain(label) };
                fact(mechanism.code(), [label, count]).toned(mechanism.kind())
            })
            .collect(),
    ));
    blocks
}
