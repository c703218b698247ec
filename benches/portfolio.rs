//! Portfolios and paths: auditing one, suggesting what to change, proving the smallest, finding ways. At the size of the
//! embedded atlas and at that of a large one.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot be set up has nothing to measure")]

#[allow(dead_code, reason = "of the generator only atlases of given counts are taken")]
mod generator;

use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use divan::{Bencher, black_box};
use stratlas::data;
use stratlas::graph::{Constraints, Graph};
use stratlas::model::{Entity, Id, PersonId, StrategyId};
use stratlas::page::{self, PageContext};
use stratlas::place::Place;

static EMBEDDED: LazyLock<Graph> = LazyLock::new(|| Graph::new(data::embedded().expect("the embedded atlas")));
static LARGE: LazyLock<Graph> = LazyLock::new(|| Graph::new(generator::large::large()));
static GO_ON: AtomicBool = AtomicBool::new(false);

/// The atlases that are measured.
const ATLASES: [&str; 2] = ["embedded", "large"];

fn graph(name: &str) -> &'static Graph {
    if name == "embedded" { &EMBEDDED } else { &LARGE }
}

/// A dozen strategies, far apart.
fn portfolio(graph: &Graph) -> Vec<StrategyId> {
    let count = graph.atlas.strategies.len();
    (0..12).map(|at| StrategyId::from_index(at * count / 12)).collect()
}

fn main() {
    divan::main();
}

#[divan::bench(args = ATLASES)]
fn audit(bencher: Bencher<'_, '_>, name: &str) {
    let graph = graph(name);
    let portfolio = portfolio(graph);
    bencher.bench(|| graph.audit(black_box(&portfolio)));
}

#[divan::bench(args = ATLASES)]
fn backing(bencher: Bencher<'_, '_>, name: &str) {
    let graph = graph(name);
    let portfolio = portfolio(graph);
    bencher.bench(|| graph.backing(black_box(&portfolio), 12));
}

#[divan::bench(args = ATLASES)]
fn advice(bencher: Bencher<'_, '_>, name: &str) {
    let graph = graph(name);
    let portfolio = portfolio(graph);
    bencher.bench(|| graph.advice(black_box(&portfolio), &Constraints::default()));
}

#[divan::bench(args = ATLASES, max_time = 5)]
fn smallest(bencher: Bencher<'_, '_>, name: &str) {
    let graph = graph(name);
    let demands = Constraints { levers: true, scenarios: true, ..Constraints::default() };
    bencher.bench(|| graph.smallest(black_box(&demands), 5, &GO_ON));
}

#[divan::bench(args = ATLASES, max_time = 5)]
fn clash(bencher: Bencher<'_, '_>, name: &str) {
    let graph = graph(name);
    let demands = Constraints { levers: true, scenarios: true, max: Some(10), ..Constraints::default() };
    bencher.bench(|| graph.smallest(black_box(&demands), 5, &GO_ON));
}

/// The page of six ways from the first person to the last strategy.
#[divan::bench(args = ATLASES, max_time = 5)]
fn path(bencher: Bencher<'_, '_>, name: &str) {
    let graph = graph(name);
    let from = Entity::Person(PersonId::from_index(0));
    let to = Entity::Strategy(StrategyId::from_index(graph.atlas.strategies.len() - 1));
    bencher.bench(|| page::build(Place::Path(black_box(from), to), &PageContext::new(graph)));
}
