//! The overlay, and the differences from another edition.

use super::*;
use crate::document::Target;
use crate::graph::diff::compare;
use crate::text::work::{self, assert_near_linear};

fn entry(kind: &str, id: &str, line: u32, fields: &[&str]) -> OverlayEntry {
    let fields = fields.iter().map(|&field| field.to_owned()).collect();
    OverlayEntry { kind: kind.to_owned(), id: id.to_owned(), file: "/home/o.toml".to_owned(), line, fields }
}

fn editions() -> Editions {
    let overlay = vec![
        entry("atlas", "", 1, &["title"]),
        entry("strategy", "alpha", 3, &["thesis", "name"]),
        entry("person", "ann", 9, &[]),
        entry("topic", "time", 12, &[]),
    ];
    Editions { overlay, ..Editions::default() }
}

/// Returns the page at the address `path` with these editions.
fn of(graph: &Graph, editions: &Editions, path: &str) -> Page {
    let place = Place::parse(&graph.atlas, path).expect("a place");
    build(place, &PageContext { editions, ..PageContext::new(graph) })
}

#[test]
fn the_overlay_is_listed_with_fields_files_and_lines() {
    let graph = graph();
    let page = of(&graph, &editions(), "overlay");
    assert_eq!(
        rows(&page.blocks),
        [
            "# Changed (2)",
            "- The atlas | title · /home/o.toml:1",
            "- Alpha | thesis, name · /home/o.toml:3",
            "# Added (2)",
            "- Ann | /home/o.toml:9",
            "- topic time | /home/o.toml:12",
        ]
    );
    let links: Vec<&Target> = page.spans().filter_map(|span| span.to.as_ref()).collect();
    let place = |path| Target::Place(Place::parse(&graph.atlas, path).expect("a place"));
    assert_eq!(links, [&place("strategy/alpha"), &place("person/ann")]);
    assert_eq!(text(&page.kicker), "Your files add 2 records and change 2.");
    let empty = of(&graph, &Editions::default(), "overlay");
    assert_eq!(text(&empty.kicker), "No file of yours adds or changes a record.");
    assert_eq!(rows(&empty.blocks)[0], "# How to start");
}

#[test]
fn a_page_names_the_fields_from_the_overlay() {
    let graph = graph();
    let first = |path| rows(&of(&graph, &editions(), path).blocks).swap_remove(0);
    assert_eq!(first("strategy/alpha"), "> From your overlay: thesis, name (/home/o.toml:3)");
    assert_eq!(first("person/ann"), "> From your overlay: all of it (/home/o.toml:9)");
    for path in ["strategy/beta", "strategies", "home", "compare/alpha/beta"] {
        let with = of(&graph, &editions(), path);
        assert_eq!(with, of(&graph, &Editions::default(), path), "{path}");
    }
}

#[test]
fn changes_are_shown_once_they_are_computed() {
    let graph = graph();
    let toml = include_str!("fixture.toml").replacen("name = \"Alpha\"", "name = \"Old\"", 1);
    let diff = compare(&Graph::new(crate::data::fixture(&toml)), &graph);
    let mut editions = Editions::default();
    let text = |editions: &Editions| {
        let page = of(&graph, editions, "changes");
        (text(&page.kicker), rows(&page.blocks))
    };
    let unrequested = text(&editions);
    assert_eq!(unrequested.0, "from the embedded atlas");
    assert_eq!(unrequested.1[..2], ["! The editions have not been compared yet.", "# What can be compared"]);
    editions.comparison.is_requested = true;
    assert_eq!(text(&editions).1, ["! The editions are being compared."]);
    editions.comparison.with = Edition::parse(" start ");
    editions.comparison.result = Some(Ok(diff));
    let (kicker, shown) = text(&editions);
    assert_eq!(kicker, "1 record changed from the atlas at the start of the explorer to the atlas on screen.");
    assert!(shown.contains(&"name: [-Old-]{+Alpha+}".to_owned()), "{shown:#?}");
    editions.comparison.with = Edition::parse("~/mine");
    editions.comparison.result = Some(Err("it is no folder".to_owned()));
    let (kicker, shown) = text(&editions);
    assert_eq!(kicker, "from ~/mine");
    assert_eq!(shown[..2], ["! The editions cannot be compared: it is no folder", "# What can be compared"]);
}

#[test]
fn editions_are_parsed_from_a_word_or_a_path() {
    assert_eq!(Edition::parse(""), Edition::Embedded);
    assert_eq!(Edition::parse("embedded"), Edition::Embedded);
    assert_eq!(Edition::parse("start"), Edition::Start);
    assert_eq!(Edition::parse(" ../start "), Edition::At("../start".to_owned()));
}

/// The fixture with `count` more people, called by `name` and a number.
fn crowd(count: usize, name: &str) -> Graph {
    let person = |at: usize| {
        format!(
            "[[person]]\nid = \"crowd-{at}\"\nname = \"{name} {at}\"\ntagline = \"one of many\"\nsummary = \"So.\"\n"
        )
    };
    let people: String = (0..count).map(person).collect();
    Graph::new(data::fixture(&format!("{}\n{people}", include_str!("fixture.toml"))))
}

#[test]
fn the_page_of_many_renamed_people_looks_no_name_up_among_all() {
    let renamed = |count| {
        let (before, after) = (crowd(count, "Old"), crowd(count, "New"));
        (compare(&before, &after), after)
    };
    assert_near_linear(60, renamed, |(diff, after)| {
        // Every record that is shown is a step, so that work is counted even if none is looked up.
        work::count(diff.records.len());
        assert!(build_diff(&diff, &after, ["old", "new"]).blocks.len() > diff.records.len());
    });
}
