//! What files of one's own bring, and what differs from another edition.

use super::*;
use crate::document::Target;
use crate::graph::diff::compare;

fn brought(kind: &str, id: &str, line: u32, fields: &[&str]) -> Brought {
    let fields = fields.iter().map(|&field| field.to_owned()).collect();
    Brought { kind: kind.to_owned(), id: id.to_owned(), file: "/home/o.toml".to_owned(), line, fields }
}

fn editions() -> Editions {
    let overlay = vec![
        brought("atlas", "", 1, &["title"]),
        brought("strategy", "alpha", 3, &["thesis", "name"]),
        brought("person", "ann", 9, &[]),
        brought("topic", "time", 12, &[]),
    ];
    Editions { overlay, ..Editions::default() }
}

/// The page of the place written as `path` of an atlas that came about like that.
fn of(graph: &Graph, editions: &Editions, path: &str) -> Page {
    let place = Place::parse(&graph.atlas, path).expect("a place");
    page(PageContext { editions, ..PageContext::new(graph) }, place, &ViewOptions::default())
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
    assert!(rows(&of(&graph, &Editions::default(), "overlay").blocks)[0].starts_with("! No file of your own"));
}

#[test]
fn a_page_says_what_of_it_is_from_the_overlay() {
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
fn changes_are_shown_once_they_are_found() {
    let graph = graph();
    let toml = include_str!("fixture.toml").replacen("name = \"Alpha\"", "name = \"Old\"", 1);
    let diff = compare(&Graph::new(crate::data::fixture(&toml)), &graph);
    let mut editions = Editions::default();
    let told = |editions: &Editions| {
        let page = of(&graph, editions, "changes");
        (text(&page.kicker), rows(&page.blocks))
    };
    let unasked = told(&editions);
    assert_eq!(unasked.0, "from the atlas that comes with the program");
    assert_eq!(unasked.1, ["! Nothing has been compared yet."]);
    editions.comparison.asked = true;
    assert_eq!(told(&editions).1, ["! The two are being compared."]);
    editions.comparison.with = Edition::called(" start ");
    editions.comparison.found = Some(Ok(diff));
    let (kicker, shown) = told(&editions);
    assert_eq!(kicker, "from the atlas as it was at the start to the atlas on screen");
    assert!(shown.contains(&"name: [-Old-]{+Alpha+}".to_owned()), "{shown:#?}");
    editions.comparison.with = Edition::called("~/mine");
    editions.comparison.found = Some(Err("it is no folder".to_owned()));
    assert_eq!(told(&editions), ("from ~/mine".to_owned(), vec!["! That cannot be told: it is no folder".to_owned()]));
}

#[test]
fn editions_are_called_by_a_word_or_a_path() {
    assert_eq!(Edition::called(""), Edition::Embedded);
    assert_eq!(Edition::called("embedded"), Edition::Embedded);
    assert_eq!(Edition::called("start"), Edition::Start);
    assert_eq!(Edition::called(" ../start "), Edition::At("../start".to_owned()));
}
