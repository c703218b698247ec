//! Keys and values of the vocabulary (levers, axes, tags and other terms) and of the atlas itself.

use crate::model::{
    About, Atlas, Axis, AxisValue, Captions, Claim, Entity, Identity, IdentityBinding, IdentityQuestion, Lever,
    Mechanism, Named, Portfolio, PortfolioShare, Provenance, Reason, Scenario, Tag, Tier,
};

use super::SearchField::{Alias, Description, Gloss, Name, Note, Pull};
use super::{Record, Rows, Value, VisitKeys, link, text, word};

/// Keys of an atlas under which there are lists of records, in the order of its JSON form.
pub(crate) const LISTS: [&str; 16] = [
    "topic",
    "claim",
    "reason",
    "domain",
    "lever",
    "axis",
    "mechanism",
    "expertise",
    "recognition",
    "vintage",
    "tag",
    "adversary",
    "scenario",
    "portfolio",
    "strategy",
    "person",
];

/// Returns the list of records of `atlas` under `key`, which is one of [`LISTS`].
pub(crate) fn list<'a>(atlas: &'a Atlas, key: &str) -> &'a dyn Rows {
    match key {
        "topic" => &atlas.topics,
        "claim" => &atlas.claims,
        "reason" => &atlas.reasons,
        "domain" => &atlas.domains,
        "lever" => &atlas.levers,
        "axis" => &DescribedAxes,
        "mechanism" => &DescribedMechanisms,
        "expertise" => &atlas.expertise,
        "recognition" => &atlas.recognition,
        "vintage" => &atlas.vintages,
        "tag" => &atlas.tags,
        "adversary" => &atlas.adversaries,
        "scenario" => &atlas.scenarios,
        "portfolio" => &atlas.portfolios,
        "strategy" => &atlas.strategies,
        _ => &atlas.people,
    }
}

/// Axes that the atlas describes. Loading gives other axes default names, which are not written.
struct DescribedAxes;

impl Rows for DescribedAxes {
    fn each<'a>(&'a self, atlas: &'a Atlas, row: &mut dyn FnMut(Record<'a>)) {
        let is_described =
            |axis: &Axis| !atlas.axis(*axis).description.is_empty() || !atlas.values_on(*axis).is_empty();
        Axis::ALL.into_iter().filter(is_described).for_each(|axis| row(Record::Axis(axis)));
    }
}

/// Mechanisms that the atlas describes. Loading gives other mechanisms default names, which are not written.
struct DescribedMechanisms;

impl Rows for DescribedMechanisms {
    fn each<'a>(&'a self, atlas: &'a Atlas, row: &mut dyn FnMut(Record<'a>)) {
        let described = Mechanism::ALL.into_iter().filter(|&mechanism| is_described(atlas, mechanism));
        described.for_each(|mechanism| row(Record::Mechanism(mechanism)));
    }
}

/// Returns whether `atlas` says more about `mechanism` than a name.
pub(crate) fn is_described(atlas: &Atlas, mechanism: Mechanism) -> bool {
    let text = atlas.mechanism(mechanism);
    !text.gloss.is_empty() || !text.explain.is_empty()
}

pub(super) fn about<'a>(row: &'a About, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("title", text(&row.title, None));
    visit("edition", text(&row.edition, None));
    visit("language", text(&row.language, None));
    visit("about", text(&row.about, None));
    visit("provenance", Value::List(&row.provenance));
    visit("captions", Value::Table(Some(Record::Captions(&row.captions))));
}

pub(super) fn provenance<'a>(row: &'a Provenance, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("title", text(&row.title, None));
    visit("url", link(&row.url));
    visit("retrieved", word(&row.retrieved));
    visit("note", text(&row.note, None));
}

pub(super) fn captions<'a>(row: &'a Captions, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("next_problem", text(&row.next_problem, None));
    visit("falsification", text(&row.falsification, None));
    visit("threshold", text(&row.threshold, None));
    visit("people", text(&row.people, None));
    visit("mixes", text(&row.mixes, None));
    visit("analogue", text(&row.analogue, None));
    visit("vintages", text(&row.vintages, None));
}

pub(super) fn identity<'a>(row: &'a Identity, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("why_it_matters", text(&row.why_it_matters, None));
    visit("what_would_help", text(&row.what_would_help, None));
    visit("question", Value::List(&row.questions));
    visit("binding", Value::List(&row.bindings));
}

pub(super) fn question<'a>(row: &'a IdentityQuestion, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("ask", text(&row.ask, None));
    visit("bet", text(&row.bet, None));
    visit("identity", text(&row.identity, None));
}

pub(super) fn binding<'a>(row: &'a IdentityBinding, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("strategy", Value::Ref(Some(Entity::Strategy(row.strategy))));
    visit("marker", text(&row.marker, None));
    visit("note", text(&row.note, None));
}

pub(super) fn term<'a>(row: &'a dyn Named, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", Value::Word(row.slug()));
    visit("name", Value::Text(row.name(), None));
}

pub(super) fn claim<'a>(row: &'a Claim, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", word(&row.slug));
    visit("name", text(&row.name, Name));
    visit("statement", text(&row.statement, Description));
}

pub(super) fn reason<'a>(row: &'a Reason, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", word(&row.slug));
    visit("about", text(&row.about, Description));
}

pub(super) fn lever<'a>(row: &'a Lever, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", word(&row.slug));
    visit("name", text(&row.name, Name));
    visit("side", Value::Word(row.side.as_str()));
    visit("up", text(&row.up, Pull));
    visit("down", text(&row.down, Pull));
    visit("description", text(&row.description, Description));
}

pub(super) fn axis<'a>(axis: Axis, atlas: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", Value::Word(axis.as_str()));
    visit("name", text(&atlas.axis(axis).name, None));
    visit("description", text(&atlas.axis(axis).description, None));
    visit("value", Value::List(atlas.values_on(axis)));
}

pub(super) fn axis_value<'a>(row: &'a AxisValue, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", word(&row.slug));
    visit("name", text(&row.name, None));
    visit("description", text(&row.description, None));
}

pub(super) fn mechanism<'a>(mechanism: Mechanism, atlas: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    let row = atlas.mechanism(mechanism);
    visit("id", Value::Word(mechanism.as_str()));
    visit("kind", Value::Word(mechanism.kind().as_str()));
    visit("label", text(&row.label, Name));
    visit("gloss", text(&row.gloss, Gloss));
    visit("explain", text(&row.explain, Description));
}

pub(super) fn tier<'a>(row: &'a Tier, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", word(&row.slug));
    visit("label", text(&row.label, None));
    visit("short", text(&row.short, None));
    visit("badge", text(&row.badge, None));
    visit("criterion", text(&row.criterion, None));
}

pub(super) fn tag<'a>(row: &'a Tag, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", word(&row.slug));
    visit("name", text(&row.name, Name));
    visit("gloss", text(&row.gloss, Gloss));
    visit("aka", Value::Texts(&row.aka, Some(Alias)));
    visit("strategy", Value::Ref(row.strategy.map(Entity::Strategy)));
}

pub(super) fn scenario<'a>(row: &'a Scenario, atlas: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", word(&row.slug));
    visit("title", text(&row.title, Name));
    visit("adversary", word(&atlas.adversaries[row.adversary].slug));
    visit("gloss", text(&row.gloss, Gloss));
    visit("description", text(&row.description, Description));
    visit("responsive", Value::Refs(&row.responsive));
    visit("note", text(&row.note, Note));
}

pub(super) fn portfolio<'a>(row: &'a Portfolio, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", word(&row.slug));
    visit("name", text(&row.name, Name));
    visit("description", text(&row.description, Description));
    visit("strategies", Value::Refs(&row.strategies));
    visit("member", Value::List(&row.shares));
}

pub(super) fn portfolio_share<'a>(row: PortfolioShare, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("strategy", Value::Ref(Some(Entity::Strategy(row.strategy))));
    visit("share", Value::Whole(Some(row.percent.into())));
}
