//! The vocabulary of an atlas as records.

use crate::model::{
    About, Atlas, Axis, Captions, Id, Identity, Lever, Mechanism, Named, Portfolio, Provenance, Scenario, Table, Tag,
    Tier,
};

use super::{Record, Value, to};

/// What the atlas is and where it comes from.
pub(in crate::export) fn about(row: &About) -> Record<'_> {
    Record::default()
        .some_text("title", row.title.as_str())
        .some_text("edition", row.edition.as_str())
        .some_text("about", row.about.as_str())
        .list("provenance", row.provenance.iter().map(origin))
        .table("captions", captions(&row.captions))
}

fn origin(row: &Provenance) -> Value<'_> {
    let record = Record::default()
        .text("title", &row.title)
        .some_link("url", row.url.as_deref())
        .some_word("retrieved", row.retrieved.as_deref())
        .some_text("note", row.note.as_deref());
    Value::Table(record)
}

fn captions(row: &Captions) -> Record<'_> {
    Record::default()
        .some_text("next_problem", row.next_problem.as_deref())
        .some_text("falsification", row.falsification.as_deref())
        .some_text("threshold", row.threshold.as_deref())
        .some_text("people", row.people.as_deref())
        .some_text("mixes", row.mixes.as_deref())
        .some_text("analogue", row.analogue.as_deref())
        .some_text("vintages", row.vintages.as_deref())
}

/// The identity diagnostic.
pub(in crate::export) fn identity<'a>(atlas: &'a Atlas, row: &'a Identity) -> Record<'a> {
    let questions = row.questions.iter().map(|row| {
        Value::Table(Record::default().text("ask", &row.ask).text("bet", &row.bet).text("identity", &row.identity))
    });
    let bindings = row.bindings.iter().map(|row| {
        let strategy = to(atlas, row.strategy);
        Value::Table(Record::default().with("strategy", strategy).text("marker", &row.marker).text("note", &row.note))
    });
    Record::default()
        .some_text("why_it_matters", row.why_it_matters.as_str())
        .some_text("what_would_help", row.what_would_help.as_str())
        .list("question", questions)
        .list("binding", bindings)
}

/// Things that are no more than named.
pub(in crate::export) fn terms<I: Id, T: Named>(table: &Table<I, T>) -> impl Iterator<Item = Record<'_>> {
    table.rows().iter().map(|row| Record::default().word("id", row.slug()).text("name", row.name()))
}

/// A lever.
pub(in crate::export) fn lever(row: &Lever) -> Record<'_> {
    Record::default()
        .word("id", &row.slug)
        .text("name", &row.name)
        .word("side", row.side.as_str())
        .text("up", &row.up)
        .text("down", &row.down)
        .text("description", &row.description)
}

/// The axes with their values; one that nothing is said of has none.
pub(in crate::export) fn axes(atlas: &Atlas) -> impl Iterator<Item = Record<'_>> {
    Axis::ALL.into_iter().filter_map(|axis| {
        let text = atlas.axis(axis);
        let values = atlas.values_on(axis).rows().iter().map(|row| {
            let record = Record::default().word("id", &row.slug).text("name", &row.name);
            Value::Table(record.text("description", &row.description))
        });
        let record = Record::default()
            .word("id", axis.as_str())
            .text("name", &text.name)
            .text("description", &text.description)
            .list("value", values);
        (!text.description.is_empty() || !atlas.values_on(axis).is_empty()).then_some(record)
    })
}

/// What is said of a mechanism, if anything is.
pub(in crate::export) fn mechanism(atlas: &Atlas, mechanism: Mechanism) -> Option<Record<'_>> {
    let row = atlas.mechanism(mechanism);
    let record = Record::default()
        .word("id", mechanism.as_str())
        .word("kind", mechanism.kind().as_str())
        .text("label", &row.label)
        .text("gloss", &row.gloss)
        .text("explain", &row.explain);
    (!row.gloss.is_empty() || !row.explain.is_empty()).then_some(record)
}

/// Tiers of one kind.
pub(in crate::export) fn tiers<I: Id>(table: &Table<I, Tier>) -> impl Iterator<Item = Record<'_>> {
    table.rows().iter().map(|row| {
        Record::default()
            .word("id", &row.slug)
            .text("label", &row.label)
            .text("short", &row.short)
            .some_text("badge", row.badge.as_str())
            .text("criterion", &row.criterion)
    })
}

/// A tag.
pub(in crate::export) fn tag<'a>(atlas: &'a Atlas, row: &'a Tag) -> Record<'a> {
    Record::default()
        .word("id", &row.slug)
        .text("name", &row.name)
        .text("gloss", &row.gloss)
        .list("aka", row.aka.iter().map(|name| Value::Text(name)))
        .some("strategy", row.strategy.map(|id| to(atlas, id)))
}

/// A scenario.
pub(in crate::export) fn scenario<'a>(atlas: &'a Atlas, row: &'a Scenario) -> Record<'a> {
    Record::default()
        .word("id", &row.slug)
        .text("title", &row.title)
        .word("adversary", &atlas.adversaries[row.adversary].slug)
        .text("gloss", &row.gloss)
        .text("description", &row.description)
        .list("responsive", row.responsive.iter().map(|&id| to(atlas, id)))
        .some_text("note", row.note.as_deref())
}

/// A portfolio.
pub(in crate::export) fn portfolio<'a>(atlas: &'a Atlas, row: &'a Portfolio) -> Record<'a> {
    Record::default()
        .word("id", &row.slug)
        .text("name", &row.name)
        .text("description", &row.description)
        .list("strategies", row.strategies.iter().map(|&id| to(atlas, id)))
}
