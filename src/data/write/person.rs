//! People as TOML.

use super::doc::Doc;
use crate::model::{
    Affiliation, Atlas, DoomClaim, Fidelity, Named, Person, Placement, Position, Profile, Source, TimelineClaim,
};

/// `person` as a table; `atlas` is the one that holds it.
pub(super) fn person(atlas: &Atlas, person: &Person) -> Doc {
    Doc::default()
        .text("id", &person.slug)
        .text("name", &person.name)
        .text("tagline", &person.tagline)
        .text("summary", &person.summary)
        .texts("categories", person.categories.iter().map(String::as_str))
        .maybe("homepage", person.homepage.as_deref())
        .maybe("wikipedia", person.wikipedia.as_deref())
        .maybe("handle", person.handle.as_deref())
        .maybe("updated", person.updated.as_deref())
        .maybe("caveat", person.caveat.as_deref())
        .maybe("note", person.note.as_deref())
        .lines("affiliations", person.affiliations.iter().map(affiliation).collect())
        .table("profile", person.profile.as_ref().map(|row| profile(atlas, row)))
        .tables("position", person.positions.iter().map(|row| position(atlas, row)).collect())
        .tables("p_doom", person.p_doom.iter().map(doom_claim).collect())
        .tables("timeline", person.timelines.iter().map(timeline_claim).collect())
}

fn affiliation(row: &Affiliation) -> Doc {
    Doc::default()
        .text("org", &row.org)
        .maybe("role", row.role.as_deref())
        .maybe("start", row.start.as_deref())
        .maybe("end", row.end.as_deref())
        .flag("current", row.current)
}

fn profile(atlas: &Atlas, row: &Profile) -> Doc {
    let Profile { expertise, recognition, vintage } = row;
    let vintage_slug = vintage.as_ref().map(|placed| atlas.vintages[placed.tier].slug());
    Doc::default()
        .text("expertise", atlas.expertise[expertise.tier].slug())
        .maybe("expertise_note", note(expertise))
        .text("recognition", atlas.recognition[recognition.tier].slug())
        .maybe("recognition_note", note(recognition))
        .maybe("vintage", vintage_slug)
        .maybe("vintage_note", vintage.as_ref().and_then(note))
}

fn note<T>(placement: &Placement<T>) -> Option<&str> {
    placement.note.as_deref()
}

fn position(atlas: &Atlas, row: &Position) -> Doc {
    Doc::default()
        .text("tag", atlas.tags[row.tag].slug())
        .text("stance", row.stance.as_str())
        .flag("tentative", row.tentative)
        .text("claim", &row.claim)
        .tables("source", row.sources.iter().map(source).collect())
}

fn source(row: &Source) -> Doc {
    Doc::default()
        .text("title", &row.title)
        .maybe("url", row.url.as_deref())
        .text("medium", row.medium.as_str())
        .maybe("publisher", row.publisher.as_deref())
        .maybe("date", row.date.as_deref())
        .maybe("fidelity", row.fidelity.map(Fidelity::as_str))
        // One passage goes without saying.
        .whole("passages", Some(i64::from(row.passages)).filter(|&passages| passages != 1))
}

fn doom_claim(row: &DoomClaim) -> Doc {
    Doc::default()
        .number("low", Some(row.low))
        .number("high", Some(row.high))
        .maybe("date", row.date.as_deref())
        .maybe("definition", row.definition.as_deref())
        .table("source", row.source.as_ref().map(source))
}

fn timeline_claim(row: &TimelineClaim) -> Doc {
    Doc::default()
        .text("milestone", &row.milestone)
        .whole("from", row.from.map(i64::from))
        .whole("to", row.to.map(i64::from))
        .number("probability", row.probability)
        .maybe("date", row.date.as_deref())
        .table("source", row.source.as_ref().map(source))
}
