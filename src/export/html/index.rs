//! Search index of the site, as a script: the texts of every page, and the fields for filters.

use std::collections::HashMap;
use std::fmt::Write;

use crate::graph::Graph;
use crate::model::{Axis, Entity, Id, Kind, Named, PersonId, Pull, Side, Stance, StrategyId, Table};
use crate::place::Place;
use crate::search::{self, Facet};
use crate::text;

use super::Site;
use super::search::ListedPage;

/// Formats the index: first the records, in the tie-breaking order of the search, then the other pages.
pub(super) fn format(site: &Site<'_>, pages: &[ListedPage]) -> String {
    let graph = site.context.graph;
    let order: HashMap<Place, usize> = search::ordered_records(graph).into_iter().zip(0..).collect();
    let mut listed: Vec<&ListedPage> = pages.iter().collect();
    listed.sort_by_key(|page| order.get(&page.place).copied().unwrap_or(usize::MAX));
    let letters = text::letters_with_plain_form().map(|(letter, plain)| (letter.to_string(), plain.to_owned()));
    let fields = fields(graph).into_iter().map(|(facet, values)| {
        let values = values.into_iter().map(|(slug, name)| (slug, quoted(&name)));
        (facet.as_str().to_owned(), object(values))
    });
    let mut out = String::from("window.stratlasIndex = {\n");
    // Writing to a string does not fail.
    let _ = writeln!(out, "\"letters\": {},", object(letters.map(|(letter, plain)| (letter, quoted(&plain)))));
    let _ = writeln!(out, "\"fields\": {},\n\"entries\": [", object(fields));
    let entries: Vec<String> = listed.into_iter().map(|page| entry(site, page)).collect();
    let _ = writeln!(out, "{}\n]}};", entries.join(",\n"));
    out
}

/// Returns the index entry of a page: file, kind, summary, names, short texts, long texts, and filter values.
fn entry(site: &Site<'_>, page: &ListedPage) -> String {
    let [mut names, short, long] = search::texts_of(site.atlas(), page.place);
    if names.is_empty() {
        names.push(&page.name);
    }
    // The summary contains the texts of a page that is not a record.
    let short = if page.place.is_entity() { short } else { vec![page.summary.as_str()] };
    let lists = [names, short, long].map(|texts| array(texts.into_iter().map(quoted)));
    let head = [site.file(page.place), page.place.noun(), &page.summary].map(quoted);
    let filters = page.place.entity().map(|entity| filters(site.context.graph, entity)).unwrap_or_default();
    array(head.into_iter().chain(lists).chain([quoted(&filters.join(" "))]))
}

/// Returns the filter fields, each with its values in the atlas.
fn fields(graph: &Graph) -> Vec<(Facet, Vec<(String, String)>)> {
    fn rows<I: Id, T: Named>(table: &Table<I, T>) -> Vec<(String, String)> {
        table.rows().iter().map(|row| (row.slug().to_owned(), row.name().to_owned())).collect()
    }
    fn words<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
        words.into_iter().map(|(slug, name)| (slug.to_owned(), name.to_owned())).collect()
    }
    let atlas = &graph.atlas;
    let stances = Stance::ALL.map(|stance| (stance.as_str(), stance.label())).into_iter();
    let mut fields = vec![
        (Facet::Kind, words(Kind::ALL.map(|kind| (kind.singular(), kind.plural())))),
        (Facet::Lever, rows(&atlas.levers)),
        (Facet::Pull, words(Pull::ALL.map(|pull| (pull.as_str(), pull.as_str())))),
        (Facet::Side, words(Side::ALL.map(|side| (side.as_str(), side.label())))),
        (Facet::Tag, rows(&atlas.tags)),
        (Facet::Stance, words(stances.chain(STANCE_GROUPS.map(|group| (group, group))))),
        (Facet::Expertise, rows(&atlas.expertise)),
        (Facet::Recognition, rows(&atlas.recognition)),
        (Facet::Vintage, rows(&atlas.vintages)),
        (Facet::Scenario, rows(&atlas.scenarios)),
        (Facet::Portfolio, rows(&atlas.portfolios)),
    ];
    fields.extend(Axis::ALL.map(|axis| (Facet::Axis(axis), rows(atlas.values_on(axis)))));
    fields
}

/// Values of [`Facet::Stance`] for all stances not opposing, and for all opposing ones.
const STANCE_GROUPS: [&str; 2] = ["endorsing", "opposing"];

/// Returns the filter values of a record: `lever:speed`, and `position:pause=endorses` for a position of a person.
fn filters(graph: &Graph, entity: Entity) -> Vec<String> {
    let atlas = &graph.atlas;
    let field = |facet: Facet, slug: &str| format!("{}:{slug}", facet.as_str());
    match entity {
        Entity::Strategy(id) => of_strategy(graph, id),
        Entity::Person(id) => of_person(graph, id),
        Entity::Tag(_) => vec![field(Facet::Tag, entity.slug(atlas))],
        Entity::Lever(id) => {
            vec![field(Facet::Lever, entity.slug(atlas)), field(Facet::Side, atlas.levers[id].side.as_str())]
        }
        Entity::Scenario(_) => vec![field(Facet::Scenario, entity.slug(atlas))],
        Entity::Portfolio(_) => vec![field(Facet::Portfolio, entity.slug(atlas))],
        Entity::Mechanism(_) => Vec::new(),
    }
}

fn of_strategy(graph: &Graph, id: StrategyId) -> Vec<String> {
    let atlas = &graph.atlas;
    let coordinates = &atlas.strategies[id].coordinates;
    let lever = &atlas.levers[coordinates.lever];
    let mut found = vec![(Facet::Lever, lever.slug()), (Facet::Pull, coordinates.pull.as_str())];
    found.push((Facet::Side, lever.side.as_str()));
    found.extend(Axis::ALL.map(|axis| (Facet::Axis(axis), atlas.values_on(axis)[coordinates.on(axis)].slug())));
    found.extend(graph.tags_of(id).iter().map(|&tag| (Facet::Tag, atlas.tags[tag].slug())));
    found.extend(graph.scenarios_of(id).iter().map(|&scenario| (Facet::Scenario, atlas.scenarios[scenario].slug())));
    found.extend(graph.portfolios_of(id).iter().map(|&one| (Facet::Portfolio, atlas.portfolios[one].slug())));
    found.into_iter().map(|(facet, slug)| format!("{}:{slug}", facet.as_str())).collect()
}

fn of_person(graph: &Graph, id: PersonId) -> Vec<String> {
    let atlas = &graph.atlas;
    let person = &atlas.people[id];
    let mut found = Vec::new();
    for position in &person.positions {
        let tag = atlas.tags[position.tag].slug();
        found.push(format!("tag:{tag}"));
        for stance in [position.stance.as_str(), STANCE_GROUPS[usize::from(position.stance.is_opposing())]] {
            found.push(format!("stance:{stance}"));
            found.push(format!("position:{tag}={stance}"));
        }
    }
    if let Some(profile) = &person.profile {
        found.push(format!("expertise:{}", atlas.expertise[profile.expertise.tier].slug()));
        found.push(format!("recognition:{}", atlas.recognition[profile.recognition.tier].slug()));
        found.extend(profile.vintage.iter().map(|placed| format!("vintage:{}", atlas.vintages[placed.tier].slug())));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn array(values: impl Iterator<Item = String>) -> String {
    format!("[{}]", values.collect::<Vec<_>>().join(","))
}

fn object(values: impl Iterator<Item = (String, String)>) -> String {
    let values: Vec<String> = values.map(|(key, value)| format!("{}:{value}", quoted(&key))).collect();
    format!("{{{}}}", values.join(","))
}

/// Returns `text` as a JSON string that is safe in a script: nothing in it ends the script or the line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text::sanitize(text).chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_does_not_end_the_script_that_it_is_in() {
        assert_eq!(quoted("</script>\"\\\u{1b}"), r#""\u003c/script\u003e\"\\␛""#);
    }

    proptest! {
        #[test]
        fn a_script_reads_the_text_that_was_written(text in "\\PC*[<>&\"'\u{0}-\u{9f}]*\\PC*") {
            let read: String = serde_json::from_str(&quoted(&text)).unwrap();
            prop_assert_eq!(read, text::sanitize(&text).into_owned());
        }
    }
}
