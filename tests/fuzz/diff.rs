//! Differences between two editions of an atlas.

use std::collections::BTreeSet;

use stratlas::data::load_texts;
use stratlas::graph::Graph;
use stratlas::graph::diff::{ChangeKind, Diff, DiffSpan, Difference, compare, diff_words};
use stratlas::page::build_diff;

use super::chance::Chance;
use super::harness::{Files, fuzz};
use super::invariants::{assert_clean, leaves, records, shown};
use super::node::mutate;
use super::{sample, spelling};

/// Two editions: the later one is the earlier one with a few changes, if these leave it sound.
fn editions(chance: &mut Chance) -> Files {
    let mut atlas = sample::atlas(chance, 4, 8);
    let before = spelling::toml(&atlas, chance);
    let mut after = before.clone();
    for _ in 0..=chance.below(6) {
        let was = atlas.clone();
        mutate(&mut atlas, chance);
        let text = spelling::toml(&atlas, chance);
        if load_texts([("a.toml", text.as_str())]).errors() == 0 {
            after = text;
        } else {
            atlas = was;
        }
    }
    Files(vec![("before.toml".to_owned(), before), ("after.toml".to_owned(), after)])
}

fn graph(name: &str, text: &str) -> Option<Graph> {
    let loaded = load_texts([(name, text)]);
    assert!(loaded.atlas.is_some() || loaded.errors() > 0, "{}", shown(&loaded));
    loaded.atlas.map(Graph::new)
}

/// The kind and the id of the records that `diff` has under the change that `is` tells.
fn changed(diff: &Diff, is: impl Fn(&ChangeKind) -> bool) -> BTreeSet<(&'static str, &str)> {
    diff.records.iter().filter(|record| is(&record.change)).map(|record| (record.kind, record.id.as_str())).collect()
}

/// What became of a span, as it is exported.
fn mark(span: &DiffSpan) -> String {
    let json = serde_json::to_value(span).expect("a span can be written");
    json["mark"].as_str().expect("it has a mark").to_owned()
}

fn assert_words(diff: &Diff) {
    for record in &diff.records {
        let ChangeKind::Changed { fields } = &record.change else { continue };
        assert!(!fields.is_empty(), "{} {} has no difference", record.kind, record.id);
        for field in fields {
            match &field.difference {
                Difference::Words(spans) => {
                    assert!(spans.iter().any(|span| mark(span) != "kept"), "{} does not differ", field.field);
                }
                Difference::List { added, removed, reordered } => {
                    assert!(*reordered || !added.is_empty() || !removed.is_empty(), "{} does not differ", field.field);
                }
            }
        }
    }
}

#[test]
fn diff_of_editions() {
    fuzz("diff_of_editions", 40, editions, |input| {
        let [(_, before), (_, after)] = &input.0[..] else { panic!("two editions") };
        let (Some(before), Some(after)) = (graph("before.toml", before), graph("after.toml", after)) else { return };
        assert!(compare(&before, &before).is_empty(), "an edition differs from itself");
        let (there, back) = (compare(&before, &after), compare(&after, &before));
        let is_added = |change: &ChangeKind| matches!(change, ChangeKind::Added);
        let is_removed = |change: &ChangeKind| matches!(change, ChangeKind::Removed);
        let is_changed = |change: &ChangeKind| matches!(change, ChangeKind::Changed { .. });
        assert_eq!(changed(&there, is_added), changed(&back, is_removed));
        assert_eq!(changed(&there, is_removed), changed(&back, is_added));
        assert_eq!(changed(&there, is_changed), changed(&back, is_changed));
        assert_eq!(there.relations.len(), back.relations.len());
        assert_words(&there);
        assert_words(&back);
        let differs = leaves(&records(&before.atlas)) != leaves(&records(&after.atlas));
        assert!(!differs || !there.is_empty(), "the editions differ and nothing is said of it");
        let json = serde_json::to_string(&there).expect("a difference can be written");
        assert_clean(&json, "the difference as JSON");
        let page = build_diff(&there, &after, ["before", "after"]);
        let style = stratlas::export::text::Style { width: 70, bold: false, hyperlinks: false };
        assert_clean(&stratlas::export::text::page(&page, style), "the difference as text");
    });
}

#[test]
fn diff_of_texts() {
    let generate = |chance: &mut Chance| {
        let mut words: Vec<String> = (0..chance.below(40)).map(|_| chance.text(4)).collect();
        let before = words.join(chance.pick(&[" ", "\n", "  \n "]));
        for _ in 0..chance.below(6) {
            let at = chance.below(words.len() + 1);
            if chance.one_in(2) || at == words.len() {
                words.insert(at, chance.text(2));
            } else {
                words.remove(at);
            }
        }
        vec![before, words.join(" ")]
    };
    fuzz("diff_of_texts", 800, generate, |input: &Vec<String>| {
        let [before, after] = &input[..] else { return };
        let spans = diff_words(before, after);
        let side = |other: &str| -> String {
            spans.iter().filter(|span| mark(span) != other).map(|span| span.text.as_str()).collect()
        };
        assert_eq!(side("added"), *before);
        assert_eq!(side("removed"), *after);
        assert!(spans.iter().all(|span| !span.text.is_empty()), "an empty span: {spans:?}");
        assert_eq!(before == after, spans.iter().all(|span| mark(span) == "kept"));
    });
}
