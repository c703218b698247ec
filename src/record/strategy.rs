//! Keys and values of strategies and of their nested records.

use crate::model::{Analogue, Atlas, Axis, Commitment, Coordinates, Entity, Meaning, Overshoot, Strategy};

use super::SearchField::{self, Falsification, Mechanism, Name, NextProblem, Thesis, Threshold};
use super::{Record, Value, VisitKeys, text, word};

pub(super) fn strategy<'a>(row: &'a Strategy, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", word(&row.slug));
    visit("name", text(&row.name, Name));
    visit("thesis", text(&row.thesis, Thesis));
    visit("mechanism", text(&row.mechanism, Mechanism));
    visit("next_problem", text(&row.next_problem, NextProblem));
    visit("falsification", text(&row.falsification, Falsification));
    visit("source_note", text(&row.source_note, None));
    visit("coordinates", Value::Table(Some(Record::Coordinates(&row.coordinates))));
    visit("relations", Value::Table(Some(Record::Relations(row))));
    visit("overshoot", Value::Table(row.overshoot.as_ref().map(Record::Overshoot)));
    visit("analogue", Value::Table(row.analogue.as_ref().map(Record::Analogue)));
    visit("commitment", Value::List(&row.commitments));
    visit("vintage", Value::List(&row.meanings));
}

pub(super) fn coordinates<'a>(row: &'a Coordinates, atlas: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("lever", Value::Ref(Some(Entity::Lever(row.lever))));
    visit("pull", Value::Word(row.pull.as_str()));
    for axis in Axis::ALL {
        visit(axis.key(), word(&atlas.values_on(axis)[row.on(axis)].slug));
    }
    visit("rejects_frame", Value::Flag(row.rejects_frame));
    visit("forecloses_scope", Value::Flag(row.forecloses_scope));
}

pub(super) fn relations<'a>(row: &'a Strategy, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("conflicts", Value::Refs(&row.conflicts));
    visit("exclusive", Value::Refs(&row.exclusive));
    visit("complements", Value::Refs(&row.complements));
}

pub(super) fn overshoot<'a>(row: &'a Overshoot, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("threshold", text(&row.threshold, Threshold));
    visit("why", text(&row.why, Threshold));
}

pub(super) fn analogue<'a>(row: &'a Analogue, atlas: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("domain", word(&atlas.domains[row.domain].slug));
    visit("regime", text(&row.regime, SearchField::Analogue));
    visit("produced", text(&row.produced, SearchField::Analogue));
    visit("did_not_produce", text(&row.did_not_produce, SearchField::Analogue));
}

pub(super) fn commitment<'a>(row: &'a Commitment, atlas: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("topic", word(&atlas.topics[row.topic].slug));
    visit("claim", text(&row.claim, SearchField::Commitment));
    visit("failure", text(&row.failure, SearchField::Commitment));
    visit("shared_claim", row.shared_claim.map_or(Value::Word(""), |claim| word(&atlas.claims[claim].slug)));
}

pub(super) fn meaning<'a>(row: &'a Meaning, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("period", text(&row.period, None));
    visit("meaning", text(&row.meaning, SearchField::Meaning));
}
