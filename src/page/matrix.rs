//! The page of the matrix: every pair of strategies in one grid, and how many relate in which way.

use crate::graph::{Graph, Matrix, PairCounts};
use crate::model::{Mechanism, RelationKind, StrategyId};

use super::draft::Draft;
use super::figures::counted;
use super::home;
use super::inline::{direction, dotted, fact, plain, to};
use super::lens::Lens;
use super::mechanism;
use crate::document::{Heading, Inline, Item, Pair, PairGrid, Span};

/// Describes the page.
pub(super) fn draft(graph: &Graph, lens: &Lens) -> Draft {
    let mut draft = Draft::new(home::link(graph));
    let counts = graph.pair_counts();
    if counts.all == 0 {
        draft.notice("It takes two strategies to make a pair.");
        return draft;
    }
    summary(&mut draft, counts);
    let matrix = graph.matrix();
    grid(&mut draft, graph, &matrix, lens);
    rows(&mut draft, graph, &matrix);
    mechanisms(&mut draft, graph);
    draft
}

fn summary(draft: &mut Draft, counts: PairCounts) {
    let pairs = |count: usize| plain(counted(count, "pair", "pairs"));
    draft.facts(vec![
        fact("× Conflict", pairs(counts.conflicts)),
        fact("+ Complement", pairs(counts.complements)),
        fact("= Twin", pairs(counts.twins)),
        fact("· None", pairs(counts.none())),
        fact("All", pairs(counts.all)),
    ]);
    draft.caption(
        "Conflicts and complements are those that either side declares; twins pull one lever the same way and are \
         declared neither. That two strategies pull one lever opposite ways makes no conflict here unless one of them \
         says so.",
    );
}

fn grid(draft: &mut Draft, graph: &Graph, matrix: &Matrix, lens: &Lens) {
    let atlas = &graph.atlas;
    let related = graph.related_pairs(matrix).into_iter().filter(|(_, _, relation)| lens.pairs.admits(*relation));
    let pairs =
        related.map(|(from, to, relation)| Pair { from, to, kind: relation.kind, mechanism: relation.mechanism });
    draft.heading(Heading::section("Every pair").counting(matrix.order.len()));
    draft.pairs(PairGrid {
        names: matrix.order.iter().map(|&id| to(atlas, id)).collect(),
        bands: matrix.bands.iter().map(|band| (to(atlas, band.lever), band.at.len())).collect(),
        pairs: pairs.collect(),
    });
}

/// The strategies by the number of their row, each with how many of each kind it has.
fn rows(draft: &mut Draft, graph: &Graph, matrix: &Matrix) {
    let digits = matrix.order.len().to_string().len();
    for band in &matrix.bands {
        draft.heading(Heading::group(vec![to(&graph.atlas, band.lever)]).counting(band.at.len()));
        let item = |position: usize| {
            let id = matrix.order[position];
            let number = Span::quiet(format!("{:>digits$}  ", position + 1));
            let pull = Span::quiet(format!(" {}", direction(graph.atlas.strategies[id].coordinates.pull)));
            Item { text: vec![number, to(&graph.atlas, id), pull], badges: Vec::new(), note: kinds(graph, id) }
        };
        draft.list(band.at.clone().map(item));
    }
}

fn kinds(graph: &Graph, id: StrategyId) -> Inline {
    let part = |kind: RelationKind| match graph.relations_of_kind(id, kind).count() {
        0 => Inline::new(),
        count => plain(counted(count, kind.as_str(), &format!("{}s", kind.as_str()))),
    };
    dotted(RelationKind::ALL.map(part))
}

fn mechanisms(draft: &mut Draft, graph: &Graph) {
    draft.heading(Heading::section("Mechanisms").counting(Mechanism::ALL.len()));
    draft.list(Mechanism::ALL.map(|mechanism| {
        let text = graph.atlas.mechanism(mechanism);
        let pairs = counted(graph.pair_count(mechanism), "pair", "pairs");
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
