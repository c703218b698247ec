//! Queries: as a person types them, half typed, and as nobody would.

use std::ops::Range;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use stratlas::data::load_texts;
use stratlas::graph::Graph;
use stratlas::place::Place;
use stratlas::search::{Hit, Narrowing, Query, QueryContext, SearchIndex, Searcher, complete};

use super::chance::Chance;
use super::driver::embedded;
use super::harness::fuzz;
use super::invariants::assert_clean;
use super::{sample, spelling};

/// The fields of queries, and one that does not exist.
const FIELDS: [&str; 31] = [
    "kind",
    "lever",
    "pull",
    "side",
    "acts-on",
    "coercion",
    "actor",
    "horizon",
    "legitimacy",
    "tag",
    "stance",
    "expertise",
    "recognition",
    "vintage",
    "org",
    "scenario",
    "portfolio",
    "profiled",
    "p-doom",
    "verdict",
    "signal",
    "held-as",
    "record",
    "own",
    "due",
    "category",
    "video",
    "tentative",
    "updated",
    "sort",
    "colour",
];

/// A clause that is about words.
fn term(chance: &mut Chance) -> String {
    let word = match chance.below(6) {
        0 => chance.hostile().to_owned(),
        1 => chance.text(4),
        2 => chance.char().to_string(),
        _ => chance.word().to_owned(),
    };
    match chance.below(10) {
        0 => format!("'{word}"),
        1 => format!("^{word}"),
        2 => format!("{word}$"),
        3 => format!("^{word}$"),
        4 => format!("\"{word}\""),
        5 => format!("\"{word}"),
        6 => word.chars().take(2).collect(),
        _ => word,
    }
}

/// A clause that is about a field.
fn filter(chance: &mut Chance) -> String {
    let facet = chance.pick(&FIELDS);
    let value = |chance: &mut Chance| match chance.below(8) {
        0 => chance.hostile().to_owned(),
        1 => chance.text(4),
        2 => format!("\"{}\"", chance.text(6)),
        3 => (chance.pick(&["<7d", ">2024", "2024-05", "now", "<-1d", "2024-13-99", "<"])).to_owned(),
        _ => (chance.pick(&[
            "yes", "no", "person", "strategy", "up", "down", "endorses", "opposes", "ai", "name", "open", "backed",
            "any", "pause", "s0", "tag0", "bet", "holds", "landed",
        ]))
        .to_owned(),
    };
    let values: Vec<String> = (0..chance.below(3)).map(|_| value(chance)).collect();
    format!("{facet}:{}", values.join(","))
}

fn query(chance: &mut Chance) -> String {
    let clauses: Vec<String> = (0..chance.below(5))
        .map(|_| {
            let clause = if chance.one_in(2) { term(chance) } else { filter(chance) };
            if chance.one_in(5) { format!("!{clause}") } else { clause }
        })
        .collect();
    let mut text = clauses.join(chance.pick(&[" ", " ", "  ", "\t", "\u{3000}"]));
    if chance.one_in(6) {
        let pieces = ["\"", ":", ",", "!", "^", "$", "'", " ", "kind:", "!!"];
        spelling::damage(&mut text, &pieces, chance);
    }
    text
}

fn searcher(graph: &Arc<Graph>) -> Searcher {
    Searcher::new(Arc::clone(graph), Arc::new(SearchIndex::new(graph)))
}

/// The hits of `text` with at most `limit` of them, and how many there are.
fn run(searcher: &Searcher, query: &Query, earlier: Option<&Narrowing>, limit: usize) -> (Vec<Hit>, usize, Narrowing) {
    let results = searcher.run(query, earlier, limit, &AtomicBool::new(false)).expect("nobody cancels");
    (results.hits, results.total, results.narrowing)
}

fn assert_ranges<'a>(ranges: impl IntoIterator<Item = &'a Range<usize>>, text: &str, what: &str) {
    let mut end = 0;
    for range in ranges {
        assert!(text.get(range.clone()).is_some(), "{what}: {range:?} is not in {text:?}");
        assert!(range.start >= end, "{what}: {range:?} is out of order in {text:?}");
        end = range.end;
    }
}

/// What holds of the query and of what it finds.
fn check(searcher: &Searcher, text: &str) {
    let graph = searcher.graph();
    let query = Query::parse(text, graph);
    for fault in query.faults() {
        assert!(text.get(fault.range.clone()).is_some(), "{fault:?} is not in {text:?}");
        assert_clean(&fault.message, "a message");
        if let Some(better) = &fault.suggestion {
            assert_clean(better, "a suggestion");
            let mended = format!("{}{better}{}", &text[..fault.range.start], &text[fault.range.end..]);
            let left = Query::parse(&mended, graph);
            let is_still_there = left
                .faults()
                .iter()
                .any(|other| other.range.start == fault.range.start && other.message == fault.message);
            assert!(!is_still_there, "{mended:?} is no better than {text:?}: {fault:?}");
        }
    }
    assert!(query.faults().is_sorted_by_key(|fault| fault.range.start), "out of order: {:?}", query.faults());
    let (hits, total, narrowing) = run(searcher, &query, None, 20);
    assert_eq!(hits.len(), total.min(20));
    for (at, hit) in hits.iter().enumerate() {
        assert!(hits[..at].iter().all(|other| other.place != hit.place), "{:?} is found twice", hit.place);
        assert_ranges(&hit.matched, &hit.place.name(&graph.atlas), "the name");
        if let Some(snippet) = &hit.snippet {
            assert_ranges(&snippet.ranges, &snippet.text, "the excerpt");
            assert_clean(&snippet.text, "the excerpt");
            let short = snippet.within(12);
            assert_ranges(&short.ranges, &short.text, "the shortened excerpt");
        }
    }
    if query.order().is_none() {
        assert!(hits.is_sorted_by(|a, b| a.score >= b.score), "the best hit is not the first");
    }
    // What is typed next finds the same, whether it starts from what was found or not.
    let longer = Query::parse(&format!("{text}a"), graph);
    let (fresh, fresh_total, _) = run(searcher, &longer, None, 20);
    let (narrowed, narrowed_total, _) = run(searcher, &longer, Some(&narrowing), 20);
    assert_eq!((fresh, fresh_total), (narrowed, narrowed_total), "narrowing {text:?} changes what is found");
    assert_completions(searcher, text);
}

fn assert_completions(searcher: &Searcher, text: &str) {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for cursor in ends.into_iter().rev().take(4) {
        let completions = complete(text, cursor, QueryContext::new(searcher.graph()));
        assert!(text.get(completions.range.clone()).is_some(), "{completions:?} is not in {text:?}");
        assert!(completions.range.end <= cursor, "{completions:?} is past the cursor at {cursor} in {text:?}");
        for candidate in completions.candidates.iter().take(5) {
            assert!(!candidate.is_empty(), "nothing is offered for {text:?}");
            assert_clean(candidate, "a completion");
        }
    }
}

/// A filter and its opposite share everything between them.
fn assert_parts(searcher: &Searcher, clause: &str, kind: &str) {
    let graph = searcher.graph();
    let count = |text: &str| {
        let query = Query::parse(text, graph);
        query.faults().is_empty().then(|| run(searcher, &query, None, 1).1)
    };
    let all = count(&format!("kind:{kind}"));
    let with = count(&format!("kind:{kind} {clause}"));
    let without = count(&format!("kind:{kind} !{clause}"));
    if let (Some(all), Some(with), Some(without)) = (all, with, without) {
        assert_eq!(with + without, all, "{clause} and its opposite do not share the records of the kind {kind}");
    }
}

#[test]
fn query_of_the_atlas() {
    let searcher = searcher(&embedded());
    fuzz("query_of_the_atlas", 250, query, |text: &String| check(&searcher, text));
}

#[test]
fn query_of_hostile_data() {
    static GRAPH: LazyLock<Arc<Graph>> = LazyLock::new(|| {
        let table = sample::atlas(&mut Chance::new(7), 12, 1);
        let text = spelling::toml(&table, &mut Chance::new(7));
        let atlas = load_texts([("a.toml", text.as_str())]).atlas.expect("a sound atlas");
        Arc::new(Graph::new(atlas))
    });
    let searcher = searcher(&GRAPH);
    assert!(Place::all(&GRAPH.atlas).count() > 60, "the atlas is too small to find anything in");
    fuzz("query_of_hostile_data", 600, query, |text: &String| check(&searcher, text));
}

#[test]
fn query_and_its_opposite() {
    let searcher = searcher(&embedded());
    let generate = |chance: &mut Chance| {
        let clause = loop {
            let clause = filter(chance);
            let is_single = !clause.contains(char::is_whitespace) && !clause.ends_with(':');
            if is_single && !clause.starts_with("sort") {
                break clause;
            }
        };
        vec![clause, (chance.pick(&["strategy", "person", "tag", "lever", "scenario", "portfolio"])).to_owned()]
    };
    fuzz("query_and_its_opposite", 1_000, generate, |input: &Vec<String>| {
        if let [clause, kind] = &input[..] {
            assert_parts(&searcher, clause, kind);
        }
    });
}
