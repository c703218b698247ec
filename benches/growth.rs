//! What grows with an atlas, at sizes that double four times: twice the size may take a little more than twice the time.
//! Tests count the same work.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot be set up has nothing to measure")]

#[allow(dead_code, reason = "of the generator only atlases of given counts are taken")]
mod generator;

use std::fmt::Write as _;

use divan::Bencher;
use stratlas::data::{self, CsvChoices, Loaded};
use stratlas::document::layout::Flow;
use stratlas::document::{Block, Item};
use stratlas::export::csv;
use stratlas::graph::diff::compare;
use stratlas::graph::{Graph, mechanisms};
use stratlas::page::build_diff;
use stratlas::review::{Reviews, WrittenLine};
use stratlas::store::journal::parse_lines;

const SIZES: [usize; 5] = [1_250, 2_500, 5_000, 10_000, 20_000];
/// Strategies of an atlas that grows in people alone.
const STRATEGIES: usize = 60;

fn main() {
    divan::main();
}

/// The files of an atlas, each with its name and text.
type Texts = Vec<(String, String)>;

/// The TOML of an atlas of so many strategies and people.
fn texts(strategies: usize, people: usize) -> Texts {
    let folder = tempfile::tempdir().expect("a folder for the files");
    generator::toml::write(&generator::sized(strategies, people), folder.path()).expect("files can be written");
    let files = std::fs::read_dir(folder.path()).expect("it is there");
    let read = |file: std::fs::DirEntry| {
        let text = std::fs::read_to_string(file.path()).expect("it was written");
        (file.file_name().to_string_lossy().into_owned(), text)
    };
    files.map(|file| read(file.expect("it can be read"))).collect()
}

fn load(texts: &Texts) -> Loaded {
    data::load_texts(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

fn graph(texts: &Texts) -> Graph {
    Graph::new(load(texts).atlas.expect("an atlas without errors"))
}

/// The same texts with the value of `key` changed in the first `count` records of files whose names start with `file`.
fn changed(mut texts: Texts, file: &str, key: &str, count: usize) -> Texts {
    let mut left = count;
    for (_, text) in texts.iter_mut().filter(|(name, _)| name.starts_with(file)) {
        let start = format!("\n{key} = \"");
        let here = text.matches(&start).count().min(left);
        *text = text.replacen(&start, &format!("{start}Other "), here);
        left -= here;
    }
    texts
}

/// The page of the differences of two editions in which every person has another name.
#[divan::bench(args = SIZES, max_time = 4)]
fn page_of_renamed_people(bencher: Bencher<'_, '_>, people: usize) {
    let before = texts(STRATEGIES, people);
    let after = graph(&changed(before.clone(), "people", "name", people));
    let diff = compare(&graph(&before), &after);
    bencher.bench(|| build_diff(&diff, &after, ["before", "after"]));
}

/// Two editions that differ in one thesis.
#[divan::bench(args = SIZES, max_time = 4)]
fn diff_of_strategies(bencher: Bencher<'_, '_>, strategies: usize) {
    let before = texts(strategies, 20);
    let after = graph(&changed(before.clone(), "strategies", "thesis", 1));
    let before = graph(&before);
    bencher.bench(|| compare(&before, &after));
}

/// An overlay that changes one person in five.
#[divan::bench(args = SIZES, max_time = 4)]
fn overlay(bencher: Bencher<'_, '_>, records: usize) {
    let (base, over) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("another"));
    let atlas = generator::sized(STRATEGIES, 5 * records);
    generator::toml::write(&atlas, base.path()).expect("files can be written");
    let mut text = String::new();
    for id in atlas.people.ids().step_by(5) {
        let _ = writeln!(text, "[[person]]\nid = {:?}\nsummary = \"Another.\"", atlas.people[id].slug);
    }
    std::fs::write(over.path().join("over.toml"), text).expect("a file can be written");
    bencher.bench(|| {
        let loaded = data::load_with_overlay(Some(base.path()), over.path()).expect("the folders are there");
        assert!(loaded.atlas.is_some() && loaded.origins.overlay().len() == records);
        loaded
    });
}

/// References to tags that are misspelt, a seventh as many as there are tags.
#[divan::bench(args = SIZES, max_time = 4)]
fn dangling_references(bencher: Bencher<'_, '_>, tags: usize) {
    let mut texts = texts(2 * tags, tags / 7);
    for (_, text) in texts.iter_mut().filter(|(name, _)| name.starts_with("people")) {
        *text = text.replace("\ntag = \"", "\ntag = \"x");
    }
    bencher.bench(|| {
        let loaded = load(&texts);
        assert!(loaded.errors() > 0);
        loaded
    });
}

/// Tables of every person, as they were exported.
#[divan::bench(args = SIZES, max_time = 4)]
fn import_of_tables(bencher: Bencher<'_, '_>, people: usize) {
    let graph = Graph::new(generator::sized(STRATEGIES, people));
    let files = csv::files(&graph);
    let tables: Vec<(&str, &str)> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    bencher.bench(|| {
        data::import_csv_texts(&graph.atlas, &tables, CsvChoices::default(), &mechanisms).expect("there are tables")
    });
}

/// A list laid out in rows.
#[divan::bench(args = SIZES, max_time = 4)]
fn layout(bencher: Bencher<'_, '_>, items: usize) {
    let item = |at: usize| Item::new(format!("Item {at}"), "a note that says what it is, in a few words");
    let list = Block::List((0..items).map(item).collect());
    bencher.bench(|| Flow::new([&list], 100));
}

/// A journal that judges every position twice.
#[divan::bench(args = SIZES, max_time = 4)]
fn journal(bencher: Bencher<'_, '_>, verdicts: usize) {
    let mut text = String::new();
    for at in 0..verdicts {
        let stance = if at % 2 == 0 { "back" } else { "doubt" };
        let _ = writeln!(
            text,
            r#"{{"v":1,"id":"01M8MW4T98{at:016}","at":"2026-11-29T10:00:00+00:00[UTC]","by":"ada","kind":"verdict","on":"strategy/s-{}","set":{{"stance":"{stance}"}}}}"#,
            at / 2
        );
    }
    bencher.bench(|| {
        let lines = parse_lines(text.as_bytes()).into_iter().filter_map(|(_, line)| line.ok());
        Reviews::fold("ada", lines.map(WrittenLine::into_line))
    });
}
