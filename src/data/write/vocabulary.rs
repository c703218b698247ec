//! The vocabulary of an atlas as TOML.

use super::doc::Doc;
use super::strategy::slugs;
use crate::model::{
    About, Atlas, Axis, AxisValue, Captions, Id, Identity, IdentityBinding, IdentityQuestion, Lever, Mechanism, Named,
    Portfolio, Provenance, Scenario, Table, Tag, Tier,
};

/// What `atlas` is, with the topics and domains that are no more than named.
pub(super) fn about(atlas: &Atlas) -> Doc {
    let About { title, edition, about, provenance, captions: read } = &atlas.about;
    Doc::default()
        .text("title", title)
        .text("edition", edition)
        .text("about", about)
        .tables("provenance", provenance.iter().map(origin).collect())
        .table("captions", Some(captions(read)))
        .tables("topic", terms(&atlas.topics))
        .tables("domain", terms(&atlas.domains))
}

fn origin(row: &Provenance) -> Doc {
    Doc::default()
        .text("title", &row.title)
        .maybe("url", row.url.as_deref())
        .maybe("retrieved", row.retrieved.as_deref())
        .maybe("note", row.note.as_deref())
}

fn captions(row: &Captions) -> Doc {
    Doc::default()
        .maybe("next_problem", row.next_problem.as_deref())
        .maybe("falsification", row.falsification.as_deref())
        .maybe("threshold", row.threshold.as_deref())
        .maybe("people", row.people.as_deref())
        .maybe("mixes", row.mixes.as_deref())
        .maybe("analogue", row.analogue.as_deref())
        .maybe("vintages", row.vintages.as_deref())
}

fn terms<I: Id, T: Named>(table: &Table<I, T>) -> Vec<Doc> {
    table.rows().iter().map(|row| Doc::default().text("id", row.slug()).text("name", row.name())).collect()
}

pub(super) fn levers(atlas: &Atlas) -> Doc {
    Doc::default().tables("lever", atlas.levers.rows().iter().map(lever).collect())
}

pub(super) fn lever(row: &Lever) -> Doc {
    Doc::default()
        .text("id", &row.slug)
        .text("name", &row.name)
        .text("side", row.side.as_str())
        .text("up", &row.up)
        .text("down", &row.down)
        .text("description", &row.description)
}

/// The axes that something is said of: the others are named by default.
pub(super) fn axes(atlas: &Atlas) -> Doc {
    let said = Axis::ALL.into_iter().filter(|&axis| !atlas.axis(axis).description.is_empty());
    let row = |axis: Axis| {
        Doc::default()
            .text("id", axis.as_str())
            .text("name", &atlas.axis(axis).name)
            .text("description", &atlas.axis(axis).description)
            .tables("value", atlas.values_on(axis).rows().iter().map(axis_value).collect())
    };
    Doc::default().tables("axis", said.map(row).collect())
}

fn axis_value(row: &AxisValue) -> Doc {
    Doc::default().text("id", &row.slug).text("name", &row.name).text("description", &row.description)
}

/// The mechanisms that something is said of: the others are named by default.
pub(super) fn mechanisms(atlas: &Atlas) -> Doc {
    let said = Mechanism::ALL.into_iter().filter(|&mechanism| !atlas.mechanism(mechanism).gloss.is_empty());
    let row = |mechanism: Mechanism| {
        let text = atlas.mechanism(mechanism);
        Doc::default()
            .text("id", mechanism.as_str())
            .text("kind", mechanism.kind().as_str())
            .text("label", &text.label)
            .text("gloss", &text.gloss)
            .text("explain", &text.explain)
    };
    Doc::default().tables("mechanism", said.map(row).collect())
}

pub(super) fn tiers(atlas: &Atlas) -> Doc {
    let all = |rows: &[Tier]| rows.iter().map(tier).collect::<Vec<_>>();
    Doc::default()
        .tables("expertise", all(atlas.expertise.rows()))
        .tables("recognition", all(atlas.recognition.rows()))
        .tables("vintage", all(atlas.vintages.rows()))
}

fn tier(row: &Tier) -> Doc {
    Doc::default()
        .text("id", &row.slug)
        .text("label", &row.label)
        .text("short", &row.short)
        .text("badge", &row.badge)
        .text("criterion", &row.criterion)
}

pub(super) fn tags(atlas: &Atlas) -> Doc {
    Doc::default().tables("tag", atlas.tags.rows().iter().map(|row| tag(atlas, row)).collect())
}

pub(super) fn tag(atlas: &Atlas, row: &Tag) -> Doc {
    Doc::default()
        .text("id", &row.slug)
        .text("name", &row.name)
        .text("gloss", &row.gloss)
        .texts("aka", row.aka.iter().map(String::as_str))
        .maybe("strategy", row.strategy.map(|id| atlas.strategies[id].slug()))
}

pub(super) fn scenarios(atlas: &Atlas) -> Doc {
    Doc::default()
        .tables("adversary", terms(&atlas.adversaries))
        .tables("scenario", atlas.scenarios.rows().iter().map(|row| scenario(atlas, row)).collect())
}

pub(super) fn scenario(atlas: &Atlas, row: &Scenario) -> Doc {
    Doc::default()
        .text("id", &row.slug)
        .text("title", &row.title)
        .text("adversary", atlas.adversaries[row.adversary].slug())
        .text("gloss", &row.gloss)
        .text("description", &row.description)
        .texts("responsive", slugs(atlas, &row.responsive))
        .maybe("note", row.note.as_deref())
}

pub(super) fn portfolios(atlas: &Atlas) -> Doc {
    Doc::default().tables("portfolio", atlas.portfolios.rows().iter().map(|row| portfolio(atlas, row)).collect())
}

pub(super) fn portfolio(atlas: &Atlas, row: &Portfolio) -> Doc {
    Doc::default()
        .text("id", &row.slug)
        .text("name", &row.name)
        .text("description", &row.description)
        .texts("strategies", slugs(atlas, &row.strategies))
}

pub(super) fn identity(atlas: &Atlas) -> Doc {
    let Identity { why_it_matters, what_would_help, questions, bindings } = &atlas.identity;
    Doc::default()
        .text("why_it_matters", why_it_matters)
        .text("what_would_help", what_would_help)
        .tables("question", questions.iter().map(question).collect())
        .tables("binding", bindings.iter().map(|row| binding(atlas, row)).collect())
}

fn question(row: &IdentityQuestion) -> Doc {
    Doc::default().text("ask", &row.ask).text("bet", &row.bet).text("identity", &row.identity)
}

fn binding(atlas: &Atlas, row: &IdentityBinding) -> Doc {
    Doc::default()
        .text("strategy", atlas.strategies[row.strategy].slug())
        .text("marker", &row.marker)
        .text("note", &row.note)
}
