//! Addresses.

use std::sync::Arc;

use stratlas::graph::Graph;
use stratlas::place::{Place, find_path_end, parse_path_end};

use super::chance::Chance;
use super::driver::embedded;
use super::harness::fuzz;
use super::invariants::assert_clean;

/// An address, mostly of something that is there, with parts added, left out or put elsewhere.
fn address(places: &[String], chance: &mut Chance) -> String {
    let part = |chance: &mut Chance| {
        let path = chance.pick(places);
        let parts: Vec<&str> = path.split('/').collect();
        if chance.one_in(2) { path.clone() } else { chance.pick(&parts).to_string() }
    };
    let mut parts: Vec<String> = (0..chance.below(4)).map(|_| part(chance)).collect();
    if chance.one_in(2) {
        let heads = ["compare", "around", "path", "axis", "strategy", "person", "density", "board"];
        parts.insert(0, chance.pick(&heads).to_string());
    }
    if chance.one_in(4) {
        parts.push("2".to_owned());
    }
    let mut text = parts.join(chance.pick(&["/", "/", "/", ":", "//", " "]));
    match chance.below(12) {
        0 => text.push_str(chance.hostile()),
        1 => text = text.to_uppercase(),
        2 => text = format!(" {text}\t"),
        3 => text.push(chance.char()),
        4 => drop(text.pop()),
        5 => text = text.repeat(1 + chance.below(30)),
        _ => {}
    }
    text
}

/// Holds that an address that is understood is written so that it is understood again, and that of any other something
/// is said that helps.
fn check(graph: &Graph, text: &str) {
    let atlas = &graph.atlas;
    let found = Place::find(atlas, text);
    match Place::parse(atlas, text) {
        Ok(place) => {
            assert_eq!(found, Some(place));
            let path = place.path(atlas);
            assert_eq!(Place::find(atlas, &path), Some(place), "{text:?} is written as {path:?}");
            assert_eq!(place.path(atlas), path);
            assert!(!place.name(atlas).trim().is_empty(), "{path} has no name");
            assert_eq!(place.is_entity(), place.slug(atlas).is_some());
        }
        Err(unknown) => {
            assert_eq!(found, None, "{text:?} is found and not parsed");
            assert_clean(&unknown.to_string(), "the message");
            for near in &unknown.nearest {
                assert!(Place::find(atlas, near).is_some(), "{near:?} is suggested for {text:?} and is no place");
            }
        }
    }
    match (find_path_end(atlas, text), parse_path_end(atlas, text)) {
        (Some(found), Ok(parsed)) => {
            assert_eq!(found, parsed);
            let path = Place::Path(found, found).path(atlas);
            assert_eq!(Place::find(atlas, &path), Some(Place::Path(found, found)), "{path}");
        }
        (None, Err(unknown)) => assert_clean(&unknown.to_string(), "the message"),
        (found, parsed) => panic!("{text:?} is found as {found:?} and parsed as {parsed:?}"),
    }
}

#[test]
fn place_of_the_atlas() {
    let graph: Arc<Graph> = embedded();
    let places: Vec<String> = Place::all(&graph.atlas).map(|place| place.path(&graph.atlas)).collect();
    for path in &places {
        check(&graph, path);
    }
    fuzz("place_of_the_atlas", 250, |chance| address(&places, chance), |text: &String| check(&graph, text));
}
