//! Strategies as records.

use crate::model::{Analogue, Atlas, Axis, Commitment, Coordinates, Meaning, Overshoot, Strategy, StrategyId};

use super::{Record, Value, to};

/// A strategy.
pub(in crate::export) fn strategy<'a>(atlas: &'a Atlas, row: &'a Strategy) -> Record<'a> {
    Record::default()
        .word("id", &row.slug)
        .text("name", &row.name)
        .text("thesis", &row.thesis)
        .text("mechanism", &row.mechanism)
        .some_text("next_problem", row.next_problem.as_deref())
        .some_text("falsification", row.falsification.as_deref())
        .some_text("source_note", row.source_note.as_deref())
        .table("coordinates", coordinates(atlas, &row.coordinates))
        .table("relations", relations(atlas, row))
        .some_table("overshoot", row.overshoot.as_ref().map(overshoot))
        .some_table("analogue", row.analogue.as_ref().map(|row| analogue(atlas, row)))
        .list("commitment", row.commitments.iter().map(|row| commitment(atlas, row)))
        .list("vintage", row.meanings.iter().map(meaning))
}

fn coordinates<'a>(atlas: &'a Atlas, row: &'a Coordinates) -> Record<'a> {
    let record = Record::default().with("lever", to(atlas, row.lever)).word("pull", row.pull.as_str());
    let record = Axis::ALL
        .into_iter()
        .fold(record, |record, axis| record.word(axis.key(), &atlas.values_on(axis)[row.on(axis)].slug));
    record.flag("rejects_frame", row.rejects_frame).flag("forecloses_scope", row.forecloses_scope)
}

fn relations<'a>(atlas: &'a Atlas, row: &'a Strategy) -> Record<'a> {
    let names = |ids: &'a [StrategyId]| ids.iter().map(|&id| to(atlas, id));
    Record::default().list("conflicts", names(&row.conflicts)).list("complements", names(&row.complements))
}

fn overshoot(row: &Overshoot) -> Record<'_> {
    Record::default().text("threshold", &row.threshold).text("why", &row.why)
}

fn analogue<'a>(atlas: &'a Atlas, row: &'a Analogue) -> Record<'a> {
    Record::default()
        .word("domain", &atlas.domains[row.domain].slug)
        .text("regime", &row.regime)
        .text("produced", &row.produced)
        .text("did_not_produce", &row.did_not_produce)
}

fn commitment<'a>(atlas: &'a Atlas, row: &'a Commitment) -> Value<'a> {
    let topic = &atlas.topics[row.topic].slug;
    Value::Table(Record::default().word("topic", topic).text("claim", &row.claim).text("failure", &row.failure))
}

fn meaning(row: &Meaning) -> Value<'_> {
    Value::Table(Record::default().text("period", &row.period).text("meaning", &row.meaning))
}
