//! What holds of everything that is read and shown, whatever the input.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;
use stratlas::data::{Loaded, load_texts, write};
use stratlas::diagnostic::{Diagnostic, Severity};
use stratlas::export;
use stratlas::graph::Graph;
use stratlas::model::Atlas;
use stratlas::page::{self, PageContext};
use stratlas::place::Place;
use stratlas::text::sanitize;

use super::chance::Chance;

/// Characters that a terminal obeys, or that reorder or hide what is read.
pub(crate) fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Holds that `text` has no harmful character but line feeds.
pub(crate) fn assert_clean(text: &str, what: &str) {
    if let Some(c) = text.chars().find(|&c| is_harmful(c) && c != '\n') {
        panic!("{what} has the character U+{:04X}: {text:?}", u32::from(c));
    }
}

/// Holds that every diagnostic is about a place in one of `texts`, and that all are in order and safe to show.
pub(crate) fn assert_diagnostics(diagnostics: &[Diagnostic], texts: &[(&str, &str)]) {
    for one in diagnostics {
        let text = texts.iter().find(|(name, _)| sanitize(name) == one.file).map(|(_, text)| *text);
        let text = text.unwrap_or_else(|| panic!("there is no file {:?}: {one:?}", one.file));
        assert_inside(one, text);
        let mut shown = Vec::new();
        one.write(&mut shown).expect("a vector takes everything");
        assert_clean(&String::from_utf8(shown).expect("it is UTF-8"), "a diagnostic");
    }
    // Files come in the order in which they are read, which is no one's business; within one, places go up.
    for pair in diagnostics.windows(2).filter(|pair| pair[0].file == pair[1].file) {
        let place = |one: &Diagnostic| (one.line, one.column);
        assert!(place(&pair[0]) <= place(&pair[1]), "out of order: {pair:?}");
    }
}

/// The lines of a file. In a table a carriage return alone ends one too, as some spreadsheets write it.
pub(crate) fn lines<'t>(file: &str, text: &'t str) -> Vec<&'t str> {
    let is_import = Path::new(file).extension().is_some_and(|extension| extension == "csv" || extension == "md");
    let ends = |line: &'t str| {
        let line = if is_import { line.strip_suffix('\r').unwrap_or(line) } else { line };
        line.split(move |c| is_import && c == '\r')
    };
    text.split('\n').flat_map(ends).collect()
}

fn assert_inside(one: &Diagnostic, text: &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = lines(&one.file, text);
    let line = usize::try_from(one.line).ok().and_then(|line| lines.get(line.checked_sub(1)?));
    let line = line.unwrap_or_else(|| panic!("there is no such line: {one:?}"));
    let column = usize::try_from(one.column).expect("a column");
    assert!((1..=line.chars().count() + 1).contains(&column), "there is no such column: {one:?}");
    if let Some(excerpt) = &one.excerpt {
        let length = excerpt.text.chars().count();
        assert!(excerpt.start <= length && excerpt.length >= 1, "nothing is marked: {one:?}");
        assert!(excerpt.start + excerpt.length <= length.max(excerpt.start + 1), "marked past the end: {one:?}");
    }
}

/// Holds that there is an atlas unless there are errors.
pub(crate) fn assert_usable(loaded: &Loaded) {
    let errors = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    assert_eq!(loaded.atlas.is_none(), errors > 0, "{:?}", loaded.diagnostics);
    assert_eq!(loaded.errors(), errors);
    assert_eq!(loaded.errors() + loaded.warnings(), loaded.diagnostics.len());
}

/// The diagnostics as they are shown, for messages.
pub(crate) fn shown(loaded: &Loaded) -> String {
    let mut shown = Vec::new();
    loaded.diagnostics.iter().for_each(|one| one.write(&mut shown).expect("a vector takes everything"));
    String::from_utf8_lossy(&shown).into_owned()
}

/// The records of an atlas, by the keys of the TOML.
pub(crate) fn records(atlas: &Atlas) -> Value {
    let mut text = Vec::new();
    export::atlas::write(&mut text, atlas).expect("a vector takes everything");
    assert_clean(&String::from_utf8_lossy(&text), "the atlas as JSON");
    let mut records: Value = serde_json::from_slice(&text).expect("what is exported is JSON");
    for key in ["format", "version", "checksum"] {
        records.as_object_mut().expect("an atlas is an object").remove(key).expect("it is always there");
    }
    assert_no_null(&records);
    records
}

/// Holds that what is missing is left out.
fn assert_no_null(value: &Value) {
    match value {
        Value::Null => panic!("a key of the atlas as JSON has the value null"),
        Value::Array(items) => items.iter().for_each(assert_no_null),
        Value::Object(entries) => entries.values().for_each(assert_no_null),
        _ => {}
    }
}

/// Every text and number in `value` except those that the TOML leaves out, each with how often it is there.
pub(crate) fn leaves(value: &Value) -> HashMap<String, usize> {
    let mut leaves = HashMap::new();
    collect(value, &mut leaves);
    leaves
}

fn collect(value: &Value, leaves: &mut HashMap<String, usize>) {
    match value {
        Value::Null | Value::Bool(false) => {}
        Value::Bool(true) => *leaves.entry("true".to_owned()).or_default() += 1,
        Value::Number(number) => *leaves.entry(format!("{:?}", number.as_f64())).or_default() += 1,
        Value::String(text) => *leaves.entry(sanitize(text).into_owned()).or_default() += 1,
        Value::Array(items) => items.iter().for_each(|item| collect(item, leaves)),
        Value::Object(entries) => entries.values().for_each(|value| collect(value, leaves)),
    }
}

/// Holds that everything in `given` is in `atlas` as often as it was given.
pub(crate) fn assert_nothing_lost(given: &HashMap<String, usize>, atlas: &Atlas) {
    let there = leaves(&records(atlas));
    for (leaf, count) in given {
        let found = there.get(leaf).copied().unwrap_or(0);
        assert!(found >= *count, "{leaf:?} is given {count} times and in the atlas {found} times");
    }
}

/// Holds that `atlas`, written as TOML and loaded again, is the same.
pub(crate) fn assert_written(atlas: &Atlas) {
    let files = write(atlas);
    let loaded = load_texts(files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    let again = loaded.atlas.as_ref().unwrap_or_else(|| panic!("what is written has errors:\n{}", shown(&loaded)));
    assert_same(atlas, again, "the atlas written as TOML and loaded again");
}

/// Holds that two atlases are the same, and tells where they first differ if not.
pub(crate) fn assert_same(left: &Atlas, right: &Atlas, what: &str) {
    if left != right {
        assert_same_value(&records(left), &records(right), what);
        panic!("{what}: the atlases differ in what they derive from their records");
    }
}

/// The same for their records.
pub(crate) fn assert_same_value(left: &Value, right: &Value, path: &str) {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            for key in left.keys().chain(right.keys()) {
                let of = |entries: &serde_json::Map<String, Value>| entries.get(key).cloned().unwrap_or(Value::Null);
                assert_same_value(&of(left), &of(right), &format!("{path} > {key}"));
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (at, (left, right)) in left.iter().zip(right).enumerate() {
                assert_same_value(left, right, &format!("{path} > {at}"));
            }
        }
        (left, right) => assert_eq!(left, right, "{path}"),
    }
}

/// Holds that one page of `graph`, picked by `chance`, is clean in every form.
pub(crate) fn assert_page(graph: &Graph, chance: &mut Chance) {
    let places: Vec<Place> = Place::all(&graph.atlas).collect();
    let place = chance.pick(&places);
    let path = place.path(&graph.atlas);
    let page = page::build(place, &PageContext::new(graph));
    let style = export::text::Style { width: 20 + chance.below(140), bold: false, hyperlinks: false };
    assert_clean(&export::text::page(&page, style), &format!("{path} as text"));
    assert_clean(&export::markdown::page(&graph.atlas, &page), &format!("{path} as Markdown"));
    let json = export::json::page(&graph.atlas, &page).expect("a page can be written");
    assert_clean(&json, &format!("{path} as JSON"));
    serde_json::from_str::<Value>(&json).expect("it is JSON");
}
