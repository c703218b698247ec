//! Writing a whole atlas for others: what is made of it, without the disk.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot be set up has nothing to measure")]

use divan::Bencher;
use stratlas::data;
use stratlas::data::TextFile;
use stratlas::export::html::Site;
use stratlas::export::vault::Vault;
use stratlas::export::{atlas, csv, graphml};
use stratlas::graph::Graph;
use stratlas::page::PageContext;

fn main() {
    divan::main();
}

fn graph() -> Graph {
    Graph::new(data::embedded().expect("the embedded atlas"))
}

/// The number of bytes of some files.
fn bytes(files: impl Iterator<Item = TextFile>) -> usize {
    files.map(|file| file.text.len()).sum()
}

#[divan::bench]
fn html(bencher: Bencher<'_, '_>) {
    let graph = graph();
    bencher.bench(|| bytes(Site::new(PageContext::new(&graph)).files()));
}

#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    let graph = graph();
    bencher.bench(|| bytes(Vault::new(&graph.atlas).files()));
}

#[divan::bench]
fn tables(bencher: Bencher<'_, '_>) {
    let graph = graph();
    bencher.bench(|| bytes(csv::files(&graph).into_iter()));
}

#[divan::bench]
fn json(bencher: Bencher<'_, '_>) {
    let graph = graph();
    bencher.bench(|| {
        let mut out = Vec::new();
        atlas::write(&mut out, &graph.atlas).expect("a vector takes everything");
        out
    });
}

#[divan::bench]
fn graph_of_everything(bencher: Bencher<'_, '_>) {
    let graph = graph();
    bencher.bench(|| {
        let mut out = Vec::new();
        graphml::write(&mut out, &graph).expect("a vector takes everything");
        out
    });
}

/// From JSON back to an atlas.
#[divan::bench]
fn import(bencher: Bencher<'_, '_>) {
    let mut text = Vec::new();
    atlas::write(&mut text, &graph().atlas).expect("a vector takes everything");
    let text = String::from_utf8(text).expect("UTF-8");
    bencher.bench(|| data::load_json_text("atlas.json", &text));
}
