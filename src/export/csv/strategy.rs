//! Strategies as tables.

use crate::graph::Graph;
use crate::model::{Atlas, Axis, RelationKind, StrategyId};

use super::{Cell, Sheet, slug};

pub(super) fn strategies(atlas: &Atlas) -> Sheet {
    let mut sheet = Sheet::new(
        "strategies.csv",
        &[
            "id",
            "name",
            "lever",
            "pull",
            "acts_on",
            "coercion",
            "actor_in_control",
            "time_horizon",
            "legitimacy_source",
            "rejects_frame",
            "forecloses_scope",
            "thesis",
            "mechanism",
            "next_problem",
            "falsification",
            "overshoot_threshold",
            "overshoot_why",
            "analogue_domain",
            "analogue_regime",
            "analogue_produced",
            "analogue_did_not_produce",
            "source_note",
        ],
    );
    for row in atlas.strategies.rows() {
        let at = &row.coordinates;
        let axes = Axis::ALL.map(|axis| slug(atlas.values_on(axis), at.on(axis)));
        let head =
            [(&row.slug).into(), (&row.name).into(), slug(&atlas.levers, at.lever), Cell::Text(at.pull.as_str())];
        let analogue = row.analogue.as_ref();
        let tail = [
            Cell::Flag(at.rejects_frame),
            Cell::Flag(at.forecloses_scope),
            (&row.thesis).into(),
            (&row.mechanism).into(),
            row.next_problem.as_ref().into(),
            row.falsification.as_ref().into(),
            row.overshoot.as_ref().map(|row| &row.threshold).into(),
            row.overshoot.as_ref().map(|row| &row.why).into(),
            analogue.map_or(Cell::Nothing, |row| slug(&atlas.domains, row.domain)),
            analogue.map(|row| &row.regime).into(),
            analogue.map(|row| &row.produced).into(),
            analogue.map(|row| &row.did_not_produce).into(),
            row.source_note.as_ref().into(),
        ];
        sheet.row(head.into_iter().chain(axes).chain(tail));
    }
    sheet
}

pub(super) fn relations(graph: &Graph) -> Sheet {
    let atlas = &graph.atlas;
    let mut sheet = Sheet::new("relations.csv", &["from", "to", "kind", "mechanism"]);
    let mut pair = |from: StrategyId, to: StrategyId, kind: RelationKind| {
        let mechanism = graph.relation(from, to).map_or(Cell::Nothing, |found| Cell::Text(found.mechanism.as_str()));
        let strategies = [from, to].map(|id| slug(&atlas.strategies, id));
        sheet.row(strategies.into_iter().chain([Cell::Text(kind.as_str()), mechanism]));
    };
    for (id, row) in atlas.strategies.iter() {
        for &to in &row.conflicts {
            pair(id, to, RelationKind::Conflict);
        }
        for &to in &row.complements {
            pair(id, to, RelationKind::Complement);
        }
        // Twins are nobody's declaration, so each pair is there once.
        for twin in graph.twins(id).filter(|twin| id < twin.other) {
            pair(id, twin.other, RelationKind::Twin);
        }
    }
    sheet
}

pub(super) fn commitments(atlas: &Atlas) -> [Sheet; 2] {
    let mut commitments = Sheet::new("commitments.csv", &["strategy", "topic", "claim", "failure"]);
    let mut meanings = Sheet::new("meanings.csv", &["strategy", "period", "meaning"]);
    for strategy in atlas.strategies.rows() {
        for row in &strategy.commitments {
            let topic = slug(&atlas.topics, row.topic);
            commitments.row([(&strategy.slug).into(), topic, (&row.claim).into(), (&row.failure).into()]);
        }
        for row in &strategy.meanings {
            meanings.row([(&strategy.slug).into(), (&row.period).into(), (&row.meaning).into()]);
        }
    }
    [commitments, meanings]
}
