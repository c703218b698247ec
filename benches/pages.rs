//! What it costs to go to a page of the whole field, at the size of the embedded atlas and at that of a large one: the
//! page is made and laid out, which is all that a key waits for before the frame.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot be set up has nothing to measure")]

#[allow(dead_code, reason = "of the generator only the large atlas is taken")]
mod generator;

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use stratlas::app::{Size, State};
use stratlas::data;
use stratlas::graph::Graph;
use stratlas::graph::diff::Fingerprints;
use stratlas::place::Place;

const SIZE: Size = Size { width: 140, height: 40 };

static EMBEDDED: LazyLock<Graph> = LazyLock::new(|| Graph::new(data::embedded().expect("the embedded atlas")));
static LARGE: LazyLock<Graph> = LazyLock::new(|| Graph::new(generator::large::large()));

/// Pages that look at everything; the index counts as one, as it is made with the first.
const PLACES: [&str; 17] = [
    "home",
    "field",
    "strategies",
    "people",
    "tags",
    "levers",
    "scenarios",
    "mechanisms",
    "density",
    "axes",
    "matrix",
    "board",
    "p-doom",
    "timelines",
    "co-strategies",
    "identity",
    "commitments",
];

fn main() {
    divan::main();
}

fn go(bencher: Bencher<'_, '_>, graph: &Graph, place: &str) {
    let place = Place::parse(&graph.atlas, place).expect("a place");
    bencher.bench(|| State::new(graph, black_box(place), SIZE));
}

#[divan::bench(args = PLACES, max_time = 1)]
fn embedded(bencher: Bencher<'_, '_>, place: &str) {
    go(bencher, &EMBEDDED, place);
}

#[divan::bench(args = PLACES, max_time = 3)]
fn large(bencher: Bencher<'_, '_>, place: &str) {
    go(bencher, &LARGE, place);
}

/// The page of one thing of each kind, the busiest that is easy to name.
#[divan::bench(args = ["strategy", "person", "tag", "lever", "scenario", "around"], max_time = 3)]
fn large_thing(bencher: Bencher<'_, '_>, kind: &str) {
    let atlas = &LARGE.atlas;
    let address = match kind {
        "strategy" => format!("strategy/{}", atlas.strategies.rows()[0].slug),
        "person" => format!("person/{}", atlas.people.rows()[0].slug),
        "tag" => format!("tag/{}", atlas.tags.rows()[0].slug),
        "lever" => format!("lever/{}", atlas.levers.rows()[0].slug),
        "scenario" => format!("scenario/{}", atlas.scenarios.rows()[0].slug),
        _ => format!("around/strategy/{}", atlas.strategies.rows()[0].slug),
    };
    go(bencher, &LARGE, &address);
}

/// What is remembered of an edition.
#[divan::bench(max_time = 3)]
fn large_contents() -> Fingerprints {
    Fingerprints::of(&LARGE.atlas)
}
