//! The list of people: filters, orders, and the comparison with all people. Figures are computed by hand from
//! `claims.toml`.

use crate::document::{Block, Part};
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::graph::order_people;
use crate::model::{Id, People, Person, PersonId, Stance};

fn claims() -> Graph {
    Graph::new(data::fixture(include_str!("claims.toml")))
}

/// Returns the same people twice, enough to compare tiers.
fn twice() -> Graph {
    let mut atlas = data::fixture(include_str!("claims.toml"));
    let again = |person: &Person| Person { slug: format!("{}-2", person.slug), ..person.clone() };
    let people: Vec<Person> = atlas.people.ids().map(|id| atlas.people.unpack(id)).collect();
    let twice: Vec<Person> = people.iter().cloned().chain(people.iter().map(again)).collect();
    atlas.people = People::new(&twice);
    Graph::new(atlas)
}

/// Returns the names on the list of people with `options`, in order.
fn names(graph: &Graph, options: &ViewOptions) -> Vec<String> {
    let page = shown_with(graph, "people", options);
    let items = page.part(Part::Main).filter_map(|block| match block {
        Block::List(items) => Some(items),
        _ => None,
    });
    items.flatten().map(|item| text(&item.text)).collect()
}

fn found(graph: &Graph, query: &str, slugs: &[&str]) -> Arc<FoundPeople> {
    let mut people: Vec<PersonId> = slugs.iter().map(|slug| graph.atlas.people.find(slug).expect("a person")).collect();
    people.sort_unstable();
    Arc::new(FoundPeople { query: query.into(), people, ..FoundPeople::default() })
}

#[test]
fn people_come_in_every_order() {
    let graph = claims();
    let ordered = |order| names(&graph, &ViewOptions { order, ..ViewOptions::default() }).join(" ");
    // All positions of Eli and Lou are tentative: they come last in every order.
    assert_eq!(ordered(PeopleOrder::Usual), "Bea Cal Ada Fox Gus Hal Ivy Jon Kim Dov Eli Lou");
    assert_eq!(ordered(PeopleOrder::Name), "Ada Bea Cal Dov Fox Gus Hal Ivy Jon Kim Eli Lou");
    assert_eq!(ordered(PeopleOrder::PDoomHigh), "Gus Ada Bea Hal Cal Dov Jon Ivy Fox Kim Eli Lou");
    assert_eq!(ordered(PeopleOrder::PDoomLow), "Fox Ivy Jon Dov Cal Hal Bea Ada Gus Kim Eli Lou");
    assert_eq!(ordered(PeopleOrder::VintageOld), "Ada Dov Gus Bea Hal Cal Fox Ivy Jon Kim Eli Lou");
    assert_eq!(ordered(PeopleOrder::VintageNew), "Cal Fox Ivy Bea Hal Ada Dov Gus Jon Kim Eli Lou");
}

#[test]
fn filters_combine() {
    let graph = claims();
    let old = ViewOptions { vintage: graph.atlas.vintages.find("old"), ..ViewOptions::default() };
    assert_eq!(names(&graph, &old), ["Ada", "Gus", "Dov"]);
    let talkers = ViewOptions { expertise: graph.atlas.expertise.find("talker"), ..old };
    assert_eq!(names(&graph, &talkers), ["Gus"]);
    let stated = ViewOptions { stated: true, ..ViewOptions::default() };
    assert_eq!(names(&graph, &stated).len(), 10);
    assert!(names(&graph, &stated).iter().all(|name| name != "Eli" && name != "Lou"));
    let opposing = ViewOptions {
        stance: Some(Stance::Opposes),
        found: Some(found(&graph, "ag", &["fox", "bea", "ada"])),
        ..stated
    };
    assert_eq!(names(&graph, &opposing), ["Bea", "Fox"]);
    assert_eq!(
        section(&shown_with(&graph, "people", &opposing), "People found")[..3],
        ["# People found (2)", "Filter: ag", "> Only opposes, stated only: 2 of 12. Exp. expertise, Rec. recognition.",]
    );
    let nobody = ViewOptions { found: Some(found(&graph, "zzz", &[])), ..ViewOptions::default() };
    let page = shown_with(&graph, "people", &nobody);
    assert_eq!(section(&page, "People found")[2..], ["> 0 of 12.", "! Nobody matches the filter."]);
    assert!(section(&page, "These people and all people").is_empty());
}

#[test]
fn the_people_shown_are_compared_with_all_people() {
    let graph = claims();
    assert!(section(&shown(&graph, "people"), "These people and all people").is_empty(), "nobody is left out");
    let builders = ViewOptions { expertise: graph.atlas.expertise.find("builder"), ..ViewOptions::default() };
    // Ada, Bea, Cal and Kim. Their p(doom)s are 90, 60 and 30; those of everyone add up to 380.4 over ten.
    assert_eq!(
        section(&shown_with(&graph, "people", &builders), "These people and all people"),
        [
            "# These people and all people",
            "People: 4 of 12",
            "With a profile: 4 of 10",
            "Passages: 6",
            "## Expertise [share (of everyone)]",
            "= Builder: 100% (40%), 1 of 1",
            "= Planner: 0% (30%), 0 of 1",
            "= Talker: 0% (30%), 0 of 1",
            "## Recognition [share (of everyone)]",
            "= Household name: 50% (40%), 0.5 of 0.6",
            "= Field-leading: 50% (60%), 0.5 of 0.6",
            "## Vintage [share (of everyone)]",
            "= Old guard: 33% (33%), 0.3333333333333333 of 0.3333333333333333",
            "= Middle: 33% (33%), 0.3333333333333333 of 0.3333333333333333",
            "= New guard: 33% (33%), 0.3333333333333333 of 0.3333333333333333",
            "## p(doom) (3)",
            "> For a person who stated several, the first one listed counts, which is also shown beside the name; the \
             p(doom) page counts the latest one.",
            "Mean: 60%, +22.0 pp against everyone",
            "Median: 60%",
            "= Below 10%: 0, 0 of 1",
            "= 10% to 25%: 0, 0 of 1",
            "= 25% to 50%: 1, 1 of 1",
            "= 50% to 75%: 1, 1 of 1",
            "= 75% and more: 1, 1 of 1",
        ]
    );
}

#[test]
fn tiers_are_compared_where_there_are_enough_people() {
    let graph = twice();
    let builders = ViewOptions { expertise: graph.atlas.expertise.find("builder"), ..ViewOptions::default() };
    let rows = section(&shown_with(&graph, "people", &builders), "These people and all people");
    let start = rows.iter().position(|row| row.starts_with("## Over")).expect("the group");
    assert_eq!(
        rows[start..],
        [
            "## Over-represented (2)",
            "- Builder | +60 pp",
            "- Household name | +10 pp",
            "## Under-represented (3)",
            "- Planner | -30 pp",
            "- Talker | -30 pp",
            "- Field-leading | -10 pp",
        ]
    );
}

#[test]
fn a_tag_in_the_query_adds_the_stances_on_it() {
    let graph = claims();
    let stop = graph.atlas.tags.find("stop");
    let everyone = graph.atlas.people.ids().collect();
    let found = FoundPeople { query: "tag:stop".into(), people: everyone, tag: stop, order: None };
    // All positions of Eli and Lou are tentative.
    let page = &shown_with(&graph, "people", &ViewOptions { found: Some(Arc::new(found)), ..ViewOptions::default() });
    let captions = section(page, "People found");
    assert!(captions.iter().any(|row| row.contains("tag:stop tentative:no leaves such people out")), "{captions:?}");
    let rows = section(page, "These people and all people");
    // Cal, Dov, Eli, Gus, Ivy and Jon are for it; Bea, Fox and Kim are against it.
    assert_eq!(rows[4..7], ["## Stance on Stop", "= endorses: 6, 6 of 6", "= opposes: 3, 3 of 6"]);
}

proptest! {
    #[test]
    fn the_first_few_are_the_same_however_many_are_asked_for(
        most in 0..30usize,
        order in 0..PeopleOrder::all().len(),
        seed in prop::collection::vec(0..24usize, 0..24),
   ) {
        let graph = twice();
        let order = PeopleOrder::all()[order];
        let mut people: Vec<PersonId> = seed.into_iter().map(PersonId::from_index).collect();
        people.sort_unstable();
        people.dedup();
        people.reverse();
        let (mut all, mut some) = (people.clone(), people);
        order_people(&graph, order, &mut all, usize::MAX);
        order_people(&graph, order, &mut some, most);
        let matter = most.min(all.len());
        prop_assert_eq!(&all[..matter], &some[..matter]);
        some.sort_unstable();
        all.sort_unstable();
        prop_assert_eq!(all, some, "nobody is lost");
    }
}
