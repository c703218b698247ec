//! Keys and values of people and of their nested records.

use crate::model::{
    Affiliation, Atlas, DoomClaim, Entity, Fidelity, Person, Placement, Position, Profile, Source, TimelineClaim,
};

use super::SearchField::{Alias, Claim, Milestone, Name, Note, Organisation, Role, Summary, Tagline};
use super::{Record, SearchField, Value, VisitKeys, link, text, word};

pub(super) fn person<'a>(row: &'a Person, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("id", word(&row.slug));
    visit("name", text(&row.name, Name));
    visit("tagline", text(&row.tagline, Tagline));
    visit("summary", text(&row.summary, Summary));
    visit("categories", Value::Texts(&row.categories, None));
    visit("homepage", link(&row.homepage));
    visit("wikipedia", link(&row.wikipedia));
    visit("handle", text(&row.handle, Alias));
    visit("updated", word(&row.updated));
    visit("order", Value::Whole(row.order));
    visit("caveat", text(&row.caveat, Note));
    visit("note", text(&row.note, Note));
    visit("affiliations", Value::List(&row.affiliations));
    visit("profile", Value::Table(row.profile.as_ref().map(Record::Profile)));
    visit("position", Value::List(&row.positions));
    visit("p_doom", Value::List(&row.p_doom));
    visit("timeline", Value::List(&row.timelines));
}

pub(super) fn affiliation<'a>(row: &'a Affiliation, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("org", text(&row.org, Organisation));
    visit("role", text(&row.role, Role));
    visit("start", word(&row.start));
    visit("end", word(&row.end));
    visit("current", Value::Flag(row.current));
}

pub(super) fn profile<'a>(row: &'a Profile, atlas: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("expertise", word(&atlas.expertise[row.expertise.tier].slug));
    visit("expertise_note", text(&row.expertise.note, None));
    visit("recognition", word(&atlas.recognition[row.recognition.tier].slug));
    visit("recognition_note", text(&row.recognition.note, None));
    let vintage = row.vintage.as_ref();
    visit("vintage", Value::Word(vintage.map_or("", |placed| &atlas.vintages[placed.tier].slug)));
    visit("vintage_note", Value::Text(vintage.and_then(note).unwrap_or_default(), None));
}

fn note<T>(placement: &Placement<T>) -> Option<&str> {
    placement.note.as_deref()
}

pub(super) fn position<'a>(row: &'a Position, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("tag", Value::Ref(Some(Entity::Tag(row.tag))));
    visit("stance", Value::Word(row.stance.as_str()));
    visit("tentative", Value::Flag(row.tentative));
    visit("claim", text(&row.claim, Claim));
    visit("caveat", text(&row.caveat, Note));
    visit("source", Value::List(&row.sources));
}

pub(super) fn source<'a>(row: &'a Source, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("title", text(&row.title, SearchField::Source));
    visit("url", link(&row.url));
    visit("medium", Value::Word(row.medium.as_str()));
    visit("publisher", text(&row.publisher, None));
    visit("stated", word(&row.stated));
    visit("date", word(&row.date));
    visit("fidelity", Value::Word(row.fidelity.map_or("", Fidelity::as_str)));
    visit("passages", Value::Count(row.passages));
    visit("caveat", text(&row.caveat, Note));
}

pub(super) fn doom_claim<'a>(row: &'a DoomClaim, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("low", Value::Number(Some(row.low)));
    visit("high", Value::Number(Some(row.high)));
    visit("date", word(&row.date));
    visit("definition", text(&row.definition, Claim));
    visit("source", Value::Table(row.source.as_ref().map(Record::Source)));
}

pub(super) fn timeline_claim<'a>(row: &'a TimelineClaim, _: &'a Atlas, visit: VisitKeys<'_, 'a>) {
    visit("milestone", text(&row.milestone, Milestone));
    visit("from", Value::Whole(row.from.map(i64::from)));
    visit("to", Value::Whole(row.to.map(i64::from)));
    visit("probability", Value::Number(row.probability));
    visit("date", word(&row.date));
    visit("source", Value::Table(row.source.as_ref().map(Record::Source)));
}
