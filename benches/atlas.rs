//! Getting at an atlas: decoding the one that comes with the program, loading a folder, building the graph.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot be set up has nothing to measure")]

mod generator;

use divan::Bencher;
use generator::SIZES;
use stratlas::data;
use stratlas::graph::Graph;

fn main() {
    divan::main();
}

#[divan::bench]
fn embedded() -> Option<stratlas::model::Atlas> {
    data::embedded().ok()
}

/// What starts the program for someone with files of their own: the embedded TOML, with one file over it.
#[divan::bench]
fn embedded_with_overlay(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder for the file");
    std::fs::write(folder.path().join("mine.toml"), "[[strategy]]\nid = \"pause\"\nthesis = \"Mine.\"\n")
        .expect("a file can be written");
    bencher.bench(|| {
        let loaded = data::load_with_overlay(None, folder.path()).expect("the folder is there");
        assert!(loaded.atlas.is_some() && loaded.origins.overlay().len() == 1);
        loaded
    });
}

/// From TOML, files and all.
#[divan::bench(args = SIZES, max_time = 5)]
fn load(bencher: Bencher<'_, '_>, size: usize) {
    let folder = tempfile::tempdir().expect("a folder for the files");
    generator::toml::write(&generator::atlas(size), folder.path()).expect("files can be written");
    bencher.bench(|| {
        let loaded = data::load_folder(folder.path()).expect("the folder is there");
        assert!(loaded.atlas.is_some(), "{} faults", loaded.diagnostics.len());
        loaded
    });
}

#[divan::bench(args = SIZES, max_time = 5)]
fn graph(bencher: Bencher<'_, '_>, size: usize) {
    let atlas = generator::atlas(size);
    bencher.with_inputs(|| atlas.clone()).bench_values(Graph::new);
}
