//! Formats the search index of the site as a script: the texts of every page, and the fields that filters use.

use std::collections::HashMap;
use std::fmt::Write;

use crate::graph::{Graph, PeopleOrder, order_people};
use crate::model::{Atlas, Axis, Entity, Named, PersonId, Position, SharedSort, Source, Stance, StrategyId};
use crate::place::Place;
use crate::review::Subject;
use crate::search::{self, Facet};
use crate::text;

use super::Site;
use super::search::ListedPage;

/// Formats the index. The records come first, in the order by which the search ranks equal results, and then the other
/// pages.
pub(super) fn format(site: &Site<'_>, pages: &[ListedPage]) -> String {
    let graph = site.context.graph;
    let order: HashMap<Place, usize> = search::ordered_records(graph).into_iter().zip(0..).collect();
    let mut listed: Vec<&ListedPage> = pages.iter().collect();
    listed.shared_sort_by_key(|page| order.get(&page.place).copied().unwrap_or(usize::MAX));
    let letters = text::letters_with_plain_form().map(|(letter, plain)| (letter.to_string(), plain.to_owned()));
    let opposing = Stance::ALL.into_iter().filter(|stance| stance.is_opposing());
    let mut out = String::from("window.stratlasIndex = {\n");
    // Writing to a string does not fail.
    let _ = writeln!(out, "\"letters\": {},", object(letters.map(|(letter, plain)| (letter, quoted(&plain)))));
    let _ = writeln!(out, "\"opposing\": {},", array(opposing.map(|stance| quoted(stance.as_str()))));
    let _ = writeln!(out, "\"fields\": {},", object(fields(graph)));
    let _ = writeln!(out, "\"orders\": {},\n\"entries\": [", object(orders(graph)));
    let entries: Vec<String> = listed.into_iter().map(|page| entry(site, page)).collect();
    let _ = writeln!(out, "{}\n]}};", entries.join(",\n"));
    out
}

/// Returns the entry of a page as a JSON array: its file, the noun for its kind, its summary, its names, its short
/// texts, its long texts, and the pairs of a field and a value that filters match. A person also has the data of
/// [`person`].
fn entry(site: &Site<'_>, page: &ListedPage) -> String {
    let [mut names, short, long] = search::texts_of(site.atlas(), page.place);
    if names.is_empty() {
        names.push(&page.name);
    }
    // A page that is not that of a record has its summary as the short text, and its prose as long texts.
    let [short, long] =
        if page.place.is_entity() { [short, long] } else { [vec![page.summary.as_str()], page.prose()] };
    let lists = [names, short, long].map(|texts| array(texts.into_iter().map(quoted)));
    let head = [site.file(page.place), page.place.noun(), &page.summary].map(quoted);
    let filters = page.place.entity().map(|entity| filters(site.context.graph, entity)).unwrap_or_default();
    let person = match page.place {
        Place::Entity(Entity::Person(id)) => Some(person(site.atlas(), id)),
        _ => None,
    };
    array(head.into_iter().chain(lists).chain([quoted(&filters.join(" "))]).chain(person))
}

/// Returns the data of a person that filters use, as a JSON array: the positions with their sources, the organisations,
/// and the date of the last update.
fn person(atlas: &Atlas, id: PersonId) -> String {
    let person = &atlas.people[id];
    let source = |source: &Source| {
        array([source.depth().as_str(), source.stated_by().unwrap_or_default()].into_iter().map(quoted))
    };
    let position = |position: &Position| {
        let words = [atlas.tags[position.tag].slug(), position.stance.as_str()].map(quoted);
        let rest = [u8::from(position.tentative).to_string(), array(position.sources.iter().map(source))];
        array(words.into_iter().chain(rest))
    };
    let organisations = person.affiliations.iter().map(|affiliation| quoted(&affiliation.org));
    let updated = quoted(person.updated.as_deref().unwrap_or_default());
    array([array(person.positions.iter().map(position)), array(organisations), updated].into_iter())
}

/// Returns the fields of queries as pairs of a name and a JSON value: the values that the field has in the atlas, or,
/// for a field with values of another kind, a word for that kind, such as `date`.
fn fields(graph: &Graph) -> impl Iterator<Item = (String, String)> {
    Facet::all().map(|facet| {
        let values = match facet {
            _ if facet.is_on_reviews() => quoted("reviews"),
            Facet::Updated | Facet::Stated => quoted("date"),
            _ => match facet.values(graph) {
                Some(values) => array(values.into_iter().map(|names| array(names.into_iter().map(quoted)))),
                None => quoted("text"),
            },
        };
        (facet.as_str().to_owned(), values)
    })
}

/// Returns the orders of people as pairs of a name and a JSON array with the rank of each person, in name order.
fn orders(graph: &Graph) -> impl Iterator<Item = (String, String)> {
    PeopleOrder::all().into_iter().map(|order| {
        let mut people = graph.people_by_name().to_vec();
        let count = people.len();
        order_people(graph, order, &mut people, count);
        let mut ranks = vec![0; count];
        for (rank, person) in people.into_iter().enumerate() {
            ranks[graph.name_rank(person) as usize] = rank;
        }
        (order.as_str().to_owned(), array(ranks.into_iter().map(|rank| rank.to_string())))
    })
}

/// Returns the pairs of a field and a value that filters match for a record: `lever:speed`.
fn filters(graph: &Graph, entity: Entity) -> Vec<String> {
    let atlas = &graph.atlas;
    let slug = || entity.slug(atlas);
    let found = match entity {
        Entity::Strategy(id) => of_strategy(graph, id),
        Entity::Person(id) => of_person(graph, id),
        Entity::Tag(_) => vec![(Facet::Tag, slug())],
        Entity::Lever(id) => vec![(Facet::Lever, slug()), (Facet::Side, atlas.levers[id].side.as_str())],
        Entity::Scenario(_) => vec![(Facet::Scenario, slug())],
        Entity::Portfolio(_) => vec![(Facet::Portfolio, slug())],
        Entity::Mechanism(_) => Vec::new(),
    };
    found.into_iter().map(|(facet, value)| format!("{}:{value}", facet.as_str())).collect()
}

fn of_strategy(graph: &Graph, id: StrategyId) -> Vec<(Facet, &str)> {
    let atlas = &graph.atlas;
    let coordinates = &atlas.strategies[id].coordinates;
    let lever = &atlas.levers[coordinates.lever];
    let mut found = vec![(Facet::Lever, lever.slug()), (Facet::Pull, coordinates.pull.as_str())];
    found.push((Facet::Side, lever.side.as_str()));
    found.extend(Axis::ALL.map(|axis| (Facet::Axis(axis), atlas.values_on(axis)[coordinates.on(axis)].slug())));
    found.extend(graph.tags_of(id).iter().map(|&tag| (Facet::Tag, atlas.tags[tag].slug())));
    found.extend(graph.scenarios_of(id).iter().map(|&scenario| (Facet::Scenario, atlas.scenarios[scenario].slug())));
    found.extend(graph.portfolios_of(id).iter().map(|&one| (Facet::Portfolio, atlas.portfolios[one].slug())));
    found.extend(Subject::commitments_of(atlas, id).next().map(|_| (Facet::Kind, COMMITMENT)));
    found
}

fn of_person(graph: &Graph, id: PersonId) -> Vec<(Facet, &str)> {
    let atlas = &graph.atlas;
    let person = &atlas.people[id];
    let answers = [
        (Facet::Profiled, person.profile.is_some()),
        (Facet::PDoom, !person.p_doom.is_empty()),
        (Facet::Video, person.has_video()),
        (Facet::Caveat, person.has_caveat()),
    ];
    let mut found: Vec<(Facet, &str)> = answers.map(|(facet, is_so)| (facet, if is_so { "yes" } else { "no" })).into();
    found.extend(person.categories.iter().map(|category| (Facet::Category, category.as_str())));
    if let Some(profile) = &person.profile {
        found.push((Facet::Expertise, atlas.expertise[profile.expertise.tier].slug()));
        found.push((Facet::Recognition, atlas.recognition[profile.recognition.tier].slug()));
        found.extend(profile.vintage.iter().map(|placed| (Facet::Vintage, atlas.vintages[placed.tier].slug())));
    }
    found
}

/// Value of the filter [`Facet::Kind`] that finds strategies with commitments.
const COMMITMENT: &str = "commitment";

fn array(values: impl Iterator<Item = String>) -> String {
    format!("[{}]", values.collect::<Vec<_>>().join(","))
}

fn object(values: impl Iterator<Item = (String, String)>) -> String {
    let values: Vec<String> = values.map(|(key, value)| format!("{}:{value}", quoted(&key))).collect();
    format!("{{{}}}", values.join(","))
}

/// Returns `text` as a JSON string in which nothing can end the script or the line that contains it.
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
