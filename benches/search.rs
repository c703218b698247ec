//! Search on atlases of all sizes: building the index, and what one key costs.

#![allow(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]
#![allow(clippy::print_stdout, missing_docs, reason = "the memory an index takes is a figure of the bench")]

mod generator;

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use divan::{Bencher, black_box};
use generator::SIZES;
use stratlas::data;
use stratlas::graph::Graph;
use stratlas::search::{Narrowing, Query, Results, SearchIndex, Searcher};

/// How many hits an overlay asks for.
const LIMIT: usize = 500;

/// Stands for the atlas that comes with the program among the sizes.
const EMBEDDED: usize = 0;

fn main() {
    divan::main();
}

/// The graph of that size; made once, for it takes longer than anything that is measured.
fn graph(size: usize) -> Arc<Graph> {
    static MADE: LazyLock<Mutex<HashMap<usize, Arc<Graph>>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let graph = made.entry(size).or_insert_with(|| {
        let embedded = || data::embedded().expect("the program comes with an atlas");
        Arc::new(Graph::new(if size == EMBEDDED { embedded() } else { generator::atlas(size) }))
    });
    Arc::clone(graph)
}

fn searcher(size: usize) -> Searcher {
    static MADE: LazyLock<Mutex<HashMap<usize, Searcher>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let build = || {
        let graph = graph(size);
        let index = Arc::new(SearchIndex::new(&graph));
        println!("an index of {} entries takes {} kB", index.len(), index.bytes() / 1000);
        Searcher::new(graph, index)
    };
    made.entry(size).or_insert_with(build).clone()
}

fn run(searcher: &Searcher, query: &str, previous: Option<&Narrowing>) -> Results {
    let query = Query::parse(black_box(query), searcher.graph());
    searcher.run(&query, previous, LIMIT, &AtomicBool::new(false)).unwrap_or_default()
}

#[divan::bench(args = [EMBEDDED, SIZES[0], SIZES[1], SIZES[2]], max_time = 5)]
fn index(bencher: Bencher<'_, '_>, size: usize) {
    let graph = graph(size);
    bencher.bench(|| SearchIndex::new(&graph));
}

macro_rules! keystrokes {
    ($($(#[$doc:meta])* $name:ident: $query:literal;)*) => {$(
        $(#[$doc])*
        #[divan::bench(args = [EMBEDDED, SIZES[0], SIZES[1], SIZES[2]], max_time = 3)]
        fn $name(bencher: Bencher<'_, '_>, size: usize) {
            let searcher = searcher(size);
            bencher.bench(|| run(&searcher, $query, None));
        }
    )*};
}

keystrokes! {
    /// One letter: nearly every name matches.
    key_1: "y";
    /// Three letters: from here on long texts are searched.
    key_3: "yan";
    /// Eight letters that start a name.
    key_8: "yannickk";
    /// Eight letters that are nowhere.
    key_8_none: "qqxxzzyy";
    /// Two words.
    words: "yan open";
    /// A capital: the texts themselves are looked at.
    capital: "Yan";
    /// A field and a word.
    field_word: "kind:person stance:opposes yan";
    /// A field alone.
    field: "profiled:yes";
    /// Without a word.
    negation: "!yan";
}

/// Eight keys, each starting from what the one before it found.
#[divan::bench(args = [EMBEDDED, SIZES[0], SIZES[1], SIZES[2]], max_time = 3)]
fn growing_8(bencher: Bencher<'_, '_>, size: usize) {
    let searcher = searcher(size);
    bencher.bench(|| {
        let mut narrowing = Narrowing::default();
        for end in 1..=8 {
            narrowing = run(&searcher, &"yannickk"[..end], Some(&narrowing)).narrowing;
        }
        narrowing
    });
}
