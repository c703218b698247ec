//! Strategies as TOML.

use super::doc::Doc;
use crate::model::{Analogue, Atlas, Axis, Commitment, Coordinates, Meaning, Named, Overshoot, Strategy, StrategyId};

/// `strategy` as a table, or as a file of its own; `atlas` is the one that holds it.
pub(super) fn strategy(atlas: &Atlas, strategy: &Strategy) -> Doc {
    let relations = Doc::default()
        .texts("conflicts", slugs(atlas, &strategy.conflicts))
        .texts("complements", slugs(atlas, &strategy.complements));
    Doc::default()
        .text("id", &strategy.slug)
        .text("name", &strategy.name)
        .text("thesis", &strategy.thesis)
        .text("mechanism", &strategy.mechanism)
        .maybe("next_problem", strategy.next_problem.as_deref())
        .maybe("falsification", strategy.falsification.as_deref())
        .maybe("source_note", strategy.source_note.as_deref())
        .table("coordinates", Some(coordinates(atlas, &strategy.coordinates)))
        .table("relations", Some(relations))
        .table("overshoot", strategy.overshoot.as_ref().map(overshoot))
        .table("analogue", strategy.analogue.as_ref().map(|row| analogue(atlas, row)))
        .tables("commitment", strategy.commitments.iter().map(|row| commitment(atlas, row)).collect())
        .tables("vintage", strategy.meanings.iter().map(meaning).collect())
}

/// The slugs of `strategies`, in their order.
pub(super) fn slugs<'a>(atlas: &'a Atlas, strategies: &'a [StrategyId]) -> impl Iterator<Item = &'a str> {
    strategies.iter().map(|&id| atlas.strategies[id].slug())
}

fn coordinates(atlas: &Atlas, row: &Coordinates) -> Doc {
    let doc = Doc::default().text("lever", atlas.levers[row.lever].slug()).text("pull", row.pull.as_str());
    Axis::ALL
        .into_iter()
        .fold(doc, |doc, axis| doc.text(axis.key(), atlas.values_on(axis)[row.on(axis)].slug()))
        .flag("rejects_frame", row.rejects_frame)
        .flag("forecloses_scope", row.forecloses_scope)
}

fn overshoot(row: &Overshoot) -> Doc {
    Doc::default().text("threshold", &row.threshold).text("why", &row.why)
}

fn analogue(atlas: &Atlas, row: &Analogue) -> Doc {
    Doc::default()
        .text("domain", atlas.domains[row.domain].slug())
        .text("regime", &row.regime)
        .text("produced", &row.produced)
        .text("did_not_produce", &row.did_not_produce)
}

fn commitment(atlas: &Atlas, row: &Commitment) -> Doc {
    Doc::default().text("topic", atlas.topics[row.topic].slug()).text("claim", &row.claim).text("failure", &row.failure)
}

fn meaning(row: &Meaning) -> Doc {
    Doc::default().text("period", &row.period).text("meaning", &row.meaning)
}
