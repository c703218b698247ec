//! People as tables.

use crate::model::{Atlas, Person, Source};

use super::{Cell, Sheet, slug};

pub(super) fn people(atlas: &Atlas) -> [Sheet; 5] {
    let mut people = Sheet::new(
        "people.csv",
        &[
            "id",
            "name",
            "tagline",
            "summary",
            "categories",
            "homepage",
            "wikipedia",
            "handle",
            "updated",
            "caveat",
            "note",
            "expertise",
            "expertise_note",
            "recognition",
            "recognition_note",
            "vintage",
            "vintage_note",
        ],
    );
    let mut posts = Sheet::new("affiliations.csv", &["person", "org", "role", "start", "end", "current"]);
    let mut positions = Sheet::new("positions.csv", &["person", "position", "tag", "stance", "tentative", "claim"]);
    let mut doom = Sheet::new("p_doom.csv", &["person", "number", "low", "high", "date", "definition"]);
    let mut timelines =
        Sheet::new("timelines.csv", &["person", "number", "milestone", "from", "to", "probability", "date"]);
    for person in atlas.people.rows() {
        people.row(about(person).into_iter().chain(profile(atlas, person)));
        let who = || Cell::from(&person.slug);
        for row in &person.affiliations {
            let (role, start, end) = (row.role.as_ref(), row.start.as_ref(), row.end.as_ref());
            posts.row([who(), (&row.org).into(), role.into(), start.into(), end.into(), Cell::Flag(row.current)]);
        }
        for (number, row) in (1..).zip(&person.positions) {
            let (tag, stance) = (slug(&atlas.tags, row.tag), Cell::Text(row.stance.as_str()));
            let claim = (&row.claim).into();
            positions.row([who(), Cell::Whole(number), tag, stance, Cell::Flag(row.tentative), claim]);
        }
        for (number, row) in (1..).zip(&person.p_doom) {
            let (low, high) = (Cell::Number(row.low), Cell::Number(row.high));
            let (date, definition) = (row.date.as_ref().into(), row.definition.as_ref().into());
            doom.row([who(), Cell::Whole(number), low, high, date, definition]);
        }
        for (number, row) in (1..).zip(&person.timelines) {
            let year = |year: Option<i32>| year.map_or(Cell::Nothing, |year| Cell::Whole(year.into()));
            let probability = row.probability.map_or(Cell::Nothing, Cell::Number);
            let (milestone, date) = ((&row.milestone).into(), row.date.as_ref().into());
            timelines.row([who(), Cell::Whole(number), milestone, year(row.from), year(row.to), probability, date]);
        }
    }
    [people, posts, positions, doom, timelines]
}

fn about(row: &Person) -> [Cell<'_>; 11] {
    [
        (&row.slug).into(),
        (&row.name).into(),
        (&row.tagline).into(),
        (&row.summary).into(),
        Cell::Texts(row.categories.iter().map(String::as_str).collect()),
        row.homepage.as_ref().into(),
        row.wikipedia.as_ref().into(),
        row.handle.as_ref().into(),
        row.updated.as_ref().into(),
        row.caveat.as_ref().into(),
        row.note.as_ref().into(),
    ]
}

fn profile<'a>(atlas: &'a Atlas, person: &'a Person) -> [Cell<'a>; 6] {
    let Some(row) = &person.profile else { return std::array::from_fn(|_| Cell::Nothing) };
    let vintage = row.vintage.as_ref();
    [
        slug(&atlas.expertise, row.expertise.tier),
        row.expertise.note.as_ref().into(),
        slug(&atlas.recognition, row.recognition.tier),
        row.recognition.note.as_ref().into(),
        vintage.map_or(Cell::Nothing, |vintage| slug(&atlas.vintages, vintage.tier)),
        vintage.and_then(|vintage| vintage.note.as_ref()).into(),
    ]
}

pub(super) fn sources(atlas: &Atlas) -> Sheet {
    let columns = ["person", "of", "number", "title", "url", "medium", "publisher", "date", "fidelity", "passages"];
    let mut sheet = Sheet::new("sources.csv", &columns);
    let mut source = |person: &Person, of: &str, number: i64, row: &Source| {
        sheet.row([
            (&person.slug).into(),
            Cell::Text(of),
            Cell::Whole(number),
            (&row.title).into(),
            row.url.as_ref().into(),
            Cell::Text(row.medium.as_str()),
            row.publisher.as_ref().into(),
            row.date.as_ref().into(),
            row.fidelity.map_or(Cell::Nothing, |fidelity| Cell::Text(fidelity.as_str())),
            Cell::Whole(row.passages.into()),
        ]);
    };
    for person in atlas.people.rows() {
        for (number, row) in (1..).zip(&person.positions) {
            row.sources.iter().for_each(|row| source(person, "position", number, row));
        }
        for (number, row) in (1..).zip(&person.p_doom) {
            row.source.iter().for_each(|row| source(person, "p_doom", number, row));
        }
        for (number, row) in (1..).zip(&person.timelines) {
            row.source.iter().for_each(|row| source(person, "timeline", number, row));
        }
    }
    sheet
}
