//! Overlays over a sound atlas: what comes out is what a second, slower merge of the same records makes of them.

use std::collections::HashSet;
use std::fs;

use serde_json::{Map, Value};
use stratlas::data::{load_texts, load_with_overlay};

use super::chance::Chance;
use super::harness::{Files, fuzz};
use super::invariants::{assert_diagnostics, assert_same_value, assert_usable, assert_written, records, shown};
use super::loading::{PIECES, files, without_dates};
use super::node::{Node, Table, get, mutate};
use super::{sample, spelling};

/// The lists whose records merge by their ids.
const LISTS: [&str; 14] = [
    "topic",
    "domain",
    "lever",
    "axis",
    "mechanism",
    "expertise",
    "recognition",
    "vintage",
    "tag",
    "adversary",
    "scenario",
    "portfolio",
    "strategy",
    "person",
];

/// Some records of `atlas` with some of their keys, each taken from `other` where that has it, and records of `other`
/// under new ids.
fn overlay(atlas: &Table, other: &Table, chance: &mut Chance) -> Table {
    let mut overlay = Table::new();
    for (key, value) in atlas {
        let (Node::List(own), Some(Node::List(foreign))) = (value, get(other, key)) else {
            if chance.one_in(6) {
                overlay.push((key.clone(), Node::text(chance.text(5))));
            }
            continue;
        };
        if !LISTS.contains(&key.as_str()) || own.is_empty() || !chance.one_in(3) {
            continue;
        }
        let mut chosen = Vec::new();
        for (at, record) in own.iter().enumerate().filter(|_| chance.one_in(2)).collect::<Vec<_>>() {
            let Node::Table(record) = record else { continue };
            let foreign = match foreign.get(at) {
                Some(Node::Table(foreign)) => foreign,
                _ => record,
            };
            let fields = record.iter().filter(|(name, _)| name == "id" || chance.one_in(3)).map(|(name, value)| {
                let value = if name == "id" { value } else { get(foreign, name).unwrap_or(value) };
                (name.clone(), value.clone())
            });
            chosen.push(Node::Table(fields.collect()));
        }
        if let Some(Node::Table(fresh)) = foreign.first().filter(|_| chance.one_in(4)) {
            let mut fresh = fresh.clone();
            if let Some((_, id)) = fresh.iter_mut().find(|(name, _)| name == "id") {
                *id = Node::text("fresh");
                chosen.push(Node::Table(fresh));
            }
        }
        overlay.push((key.clone(), Node::List(chosen)));
    }
    overlay
}

/// Replaces values of `base` by those of `over`, as the manual says.
fn merge(base: &mut Map<String, Value>, over: &Map<String, Value>) {
    for (key, value) in over {
        match (base.get_mut(key), value) {
            (Some(_), _) if key == "id" => {}
            (Some(Value::Object(below)), Value::Object(above)) => merge(below, above),
            (Some(Value::Array(below)), Value::Array(above)) if has_ids(below) || has_ids(above) => {
                for record in above.iter().filter_map(Value::as_object) {
                    let found = below.iter_mut().find(|known| known["id"] == record["id"]);
                    match found.and_then(Value::as_object_mut) {
                        Some(known) => merge(known, record),
                        None => below.push(Value::Object(record.clone())),
                    }
                }
            }
            _ => drop(base.insert(key.clone(), value.clone())),
        }
    }
}

fn has_ids(items: &[Value]) -> bool {
    items.first().is_some_and(|item| item.get("id").is_some())
}

/// `value` without what the export leaves out or derives, and with records in order of their ids.
fn normal(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Null | Value::Bool(false) => return None,
        Value::Bool(true) => true.into(),
        Value::Number(number) => number.as_f64()?.into(),
        Value::String(text) => stratlas::text::sanitize(text).into_owned().into(),
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().filter_map(normal).collect();
            if items.is_empty() {
                return None;
            }
            if has_ids(&items) {
                items.sort_by_key(|item| item["id"].to_string());
            }
            items.into()
        }
        Value::Object(entries) => {
            let derived = ["kind", "badge"];
            let is_implied = |key: &str, value: &Value| key == "passages" && value.as_i64() == Some(1);
            let entries =
                entries.iter().filter(|(key, value)| !derived.contains(&key.as_str()) && !is_implied(key, value));
            let entries: Map<String, Value> =
                entries.filter_map(|(key, value)| Some((key.clone(), normal(value)?))).collect();
            if entries.is_empty() {
                return None;
            }
            entries.into()
        }
    })
}

fn parsed(texts: &[&str]) -> Map<String, Value> {
    let mut all = Map::new();
    for text in texts {
        let table: toml::Table = text.parse().expect("an atlas without errors is made of TOML");
        match without_dates(toml::Value::Table(table)) {
            Value::Object(entries) => all.extend(entries),
            _ => unreachable!("a table is an object"),
        }
    }
    all
}

/// The files of an atlas, and after them `overlay.toml`.
fn check(input: &Files, folder: &std::path::Path) {
    let (base, over) = input.0.split_at(input.0.len() - 1);
    let (base_folder, over_folder) = (folder.join("atlas"), folder.join("overlay"));
    for (name, text) in base {
        fs::write(base_folder.join(name), text).expect("a file");
    }
    for name in ["a.toml", "people/b.toml"] {
        if base.iter().all(|(known, _)| known != name) {
            // What an earlier input left behind.
            drop(fs::remove_file(base_folder.join(name)));
        }
    }
    fs::write(over_folder.join("overlay.toml"), &over[0].1).expect("a file");
    let loaded = load_with_overlay(Some(&base_folder), &over_folder).expect("both folders are there");
    assert_usable(&loaded);
    let over_name = format!("{}/overlay.toml", over_folder.display());
    let mut texts: Vec<(&str, &str)> = base.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    texts.push((&over_name, &over[0].1));
    assert_diagnostics(&loaded.diagnostics, &texts);
    let Some(atlas) = &loaded.atlas else { return };
    assert_written(atlas);
    let mut expected = parsed(&base.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>());
    let changes = parsed(&[&over[0].1]);
    merge(&mut expected, &changes);
    let (mut found, expected) = (normal(&records(atlas)), normal(&expected.into()));
    // Mechanisms and axes that an atlas does not describe have names of their own.
    for key in ["mechanism", "axis", "title"] {
        let is_given = expected.as_ref().is_some_and(|expected| expected.get(key).is_some());
        if let Some(Value::Object(found)) = &mut found
            && !is_given
        {
            found.remove(key);
        }
    }
    assert_same_value(&found.unwrap_or_default(), &expected.unwrap_or_default(), "the atlas under its overlay");
    let reported: HashSet<(String, String)> =
        loaded.origins.overlay().iter().map(|entry| (entry.kind.clone(), entry.id.clone())).collect();
    for key in LISTS {
        for record in changes.get(key).and_then(Value::as_array).into_iter().flatten() {
            let id = record["id"].as_str().expect("a record without errors has an id");
            assert!(reported.contains(&(key.to_owned(), id.to_owned())), "{key} {id} is in no list of what is changed");
        }
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("atlas/people")).expect("a folder");
    fs::create_dir_all(folder.path().join("overlay")).expect("a folder");
    folder
}

fn generate(chance: &mut Chance, is_damaged: bool) -> Files {
    let atlas = sample::atlas(chance, 4, 8);
    let other = sample::atlas(chance, 4, 8);
    let mut over = overlay(&atlas, &other, chance);
    if is_damaged {
        mutate(&mut over, chance);
    }
    let mut files = files(&atlas, chance);
    let mut text = spelling::toml(&over, chance);
    if is_damaged && chance.one_in(2) {
        spelling::damage(&mut text, &PIECES, chance);
    }
    files.0.push(("overlay.toml".to_owned(), text));
    files
}

#[test]
fn overlay_sound() {
    let folder = folder();
    fuzz(
        "overlay_sound",
        120,
        |chance| generate(chance, false),
        |input| {
            let base = &input.0[..input.0.len() - 1];
            let loaded = load_texts(base.iter().map(|(name, text)| (name.as_str(), text.as_str())));
            assert_eq!(loaded.errors(), 0, "the atlas has errors:\n{}", shown(&loaded));
            check(input, folder.path());
        },
    );
}

#[test]
fn overlay_damaged() {
    let folder = folder();
    fuzz("overlay_damaged", 100, |chance| generate(chance, true), |input| check(input, folder.path()));
}
