//! People as records.

use crate::model::{Affiliation, Atlas, DoomClaim, Fidelity, Person, Position, Profile, Source, TimelineClaim};

use super::{Record, Value, to};

/// Someone on the record.
pub(in crate::export) fn person<'a>(atlas: &'a Atlas, row: &'a Person) -> Record<'a> {
    Record::default()
        .word("id", &row.slug)
        .text("name", &row.name)
        .text("tagline", &row.tagline)
        .text("summary", &row.summary)
        .list("categories", row.categories.iter().map(|category| Value::Text(category)))
        .some_link("homepage", row.homepage.as_deref())
        .some_link("wikipedia", row.wikipedia.as_deref())
        .some_text("handle", row.handle.as_deref())
        .some_word("updated", row.updated.as_deref())
        .some_text("caveat", row.caveat.as_deref())
        .some_text("note", row.note.as_deref())
        .list("affiliations", row.affiliations.iter().map(affiliation))
        .some_table("profile", row.profile.as_ref().map(|row| profile(atlas, row)))
        .list("position", row.positions.iter().map(|row| position(atlas, row)))
        .list("p_doom", row.p_doom.iter().map(doom))
        .list("timeline", row.timelines.iter().map(timeline))
}

fn affiliation(row: &Affiliation) -> Value<'_> {
    let record = Record::default()
        .text("org", &row.org)
        .some_text("role", row.role.as_deref())
        .some_word("start", row.start.as_deref())
        .some_word("end", row.end.as_deref())
        .flag("current", row.current);
    Value::Table(record)
}

fn profile<'a>(atlas: &'a Atlas, row: &'a Profile) -> Record<'a> {
    let record = Record::default()
        .word("expertise", &atlas.expertise[row.expertise.tier].slug)
        .some_text("expertise_note", row.expertise.note.as_deref())
        .word("recognition", &atlas.recognition[row.recognition.tier].slug)
        .some_text("recognition_note", row.recognition.note.as_deref());
    match &row.vintage {
        None => record,
        Some(vintage) => record
            .word("vintage", &atlas.vintages[vintage.tier].slug)
            .some_text("vintage_note", vintage.note.as_deref()),
    }
}

fn position<'a>(atlas: &'a Atlas, row: &'a Position) -> Value<'a> {
    let record = Record::default()
        .with("tag", to(atlas, row.tag))
        .word("stance", row.stance.as_str())
        .flag("tentative", row.tentative)
        .text("claim", &row.claim)
        .list("source", row.sources.iter().map(|row| Value::Table(source(row))));
    Value::Table(record)
}

fn source(row: &Source) -> Record<'_> {
    Record::default()
        .text("title", &row.title)
        .some_link("url", row.url.as_deref())
        .word("medium", row.medium.as_str())
        .some_text("publisher", row.publisher.as_deref())
        .some_word("date", row.date.as_deref())
        .some_word("fidelity", row.fidelity.map(Fidelity::as_str))
        .some("passages", (row.passages != 1).then(|| Value::Whole(row.passages.into())))
}

fn doom(row: &DoomClaim) -> Value<'_> {
    let record = Record::default()
        .with("low", Value::Number(row.low))
        .with("high", Value::Number(row.high))
        .some_word("date", row.date.as_deref())
        .some_text("definition", row.definition.as_deref())
        .some_table("source", row.source.as_ref().map(source));
    Value::Table(record)
}

fn timeline(row: &TimelineClaim) -> Value<'_> {
    let record = Record::default()
        .text("milestone", &row.milestone)
        .some("from", row.from.map(|year| Value::Whole(year.into())))
        .some("to", row.to.map(|year| Value::Whole(year.into())))
        .some("probability", row.probability.map(Value::Number))
        .some_word("date", row.date.as_deref())
        .some_table("source", row.source.as_ref().map(source));
    Value::Table(record)
}
