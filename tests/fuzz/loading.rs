//! Folders of TOML.

use stratlas::data::load_texts;
use stratlas::graph::Graph;

use super::chance::Chance;
use super::harness::{Files, fuzz};
use super::invariants::{
    assert_clean, assert_diagnostics, assert_nothing_lost, assert_page, assert_usable, assert_written, leaves, shown,
};
use super::node::{Node, Table, mutate};
use super::{sample, spelling};

/// Pieces of TOML that break or change what is around them.
pub(crate) const PIECES: [&str; 16] = [
    "\"",
    "'''",
    "\"\"\"",
    "[",
    "]]",
    "=",
    "\n",
    "\r",
    "{",
    "}",
    "[[person]]\n",
    "[[strategy]]\n",
    "id = \"s0\"\n",
    "#",
    "\u{feff}",
    ", ",
];

/// A file for some of the keys of `atlas`, and one for the others.
pub(crate) fn files(atlas: &Table, chance: &mut Chance) -> Files {
    let (first, second): (Table, Table) = atlas.iter().cloned().partition(|_| !chance.one_in(4));
    let mut files = vec![("a.toml".to_owned(), spelling::toml(&first, chance))];
    if !second.is_empty() {
        files.push(("people/b.toml".to_owned(), spelling::toml(&second, chance)));
    }
    Files(files)
}

/// The texts and numbers that are written in `files`, if all of them are TOML.
fn written(files: &Files) -> Option<std::collections::HashMap<String, usize>> {
    let mut all = std::collections::HashMap::new();
    for (_, text) in files.texts() {
        let table: toml::Table = text.strip_prefix('\u{feff}').unwrap_or(text).parse().ok()?;
        let value = without_dates(toml::Value::Table(table));
        for (leaf, count) in leaves(&value) {
            *all.entry(leaf).or_default() += count;
        }
    }
    Some(all)
}

/// The same value in JSON; dates are texts.
pub(crate) fn without_dates(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(holds) => holds.into(),
        toml::Value::Datetime(stamp) => stamp.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(without_dates).collect(),
        toml::Value::Table(table) => {
            serde_json::Value::Object(table.into_iter().map(|(key, value)| (key, without_dates(value))).collect())
        }
    }
}

/// Loads `files`, and holds what holds of all that are loaded.
fn check(files: &Files) {
    let texts: Vec<(&str, &str)> = files.texts().collect();
    let loaded = load_texts(texts.iter().copied());
    assert_usable(&loaded);
    assert_diagnostics(&loaded.diagnostics, &texts);
    let Some(atlas) = &loaded.atlas else { return };
    assert_written(atlas);
    let mut given = written(files).expect("an atlas without errors is made of TOML");
    // The kind of a mechanism follows from its id, and one passage is what is meant where no number is given.
    for implied in ["conflict", "complement", "twin", "Some(1.0)"] {
        given.remove(implied);
    }
    assert_nothing_lost(&given, atlas);
}

/// An atlas of random shape with some values changed.
fn changed(chance: &mut Chance) -> Table {
    let mut atlas = sample::atlas(chance, 4, 6);
    for _ in 0..chance.below(4) {
        mutate(&mut atlas, chance);
    }
    atlas
}

#[test]
fn toml_sound() {
    let generate = |chance: &mut Chance| files(&sample::atlas(chance, 5, 4), chance);
    fuzz("toml_sound", 80, generate, |input| {
        let loaded = load_texts(input.texts());
        assert_eq!(loaded.errors(), 0, "a sound atlas has errors:\n{}", shown(&loaded));
        check(input);
        let graph = Graph::new(loaded.atlas.expect("an atlas without errors"));
        // The page depends on the input alone, so that the input can be made smaller.
        assert_page(&graph, &mut Chance::new(input.0[0].1.len() as u64));
    });
}

#[test]
fn toml_changed() {
    let generate = |chance: &mut Chance| files(&changed(chance), chance);
    fuzz("toml_changed", 150, generate, check);
}

#[test]
fn toml_damaged() {
    let generate = |chance: &mut Chance| {
        let mut files = files(&changed(chance), chance);
        let at = chance.below(files.0.len());
        spelling::damage(&mut files.0[at].1, &PIECES, chance);
        files
    };
    fuzz("toml_damaged", 150, generate, check);
}

#[test]
fn toml_noise() {
    let generate = |chance: &mut Chance| {
        let mut text = String::new();
        for _ in 0..chance.below(60) {
            match chance.below(6) {
                0 => text.push(chance.char()),
                1 => text.push_str(chance.hostile()),
                2 => text
                    .push_str(&spelling::toml(&vec![(chance.word().to_owned(), Node::text(chance.text(2)))], chance)),
                _ => text.push_str(chance.pick(&PIECES)),
            }
        }
        text
    };
    fuzz("toml_noise", 700, generate, |input: &String| check(&Files(vec![("a.toml".to_owned(), input.clone())])));
}

#[test]
fn toml_bytes() {
    let generate = |chance: &mut Chance| {
        let mut bytes = spelling::toml(&sample::atlas(chance, 1, 3), chance).into_bytes();
        for _ in 0..=chance.below(4) {
            let at = chance.below(bytes.len());
            bytes[at] ^= u8::try_from(1 + chance.below(255)).expect("a byte");
        }
        bytes
    };
    let folder = tempfile::tempdir().expect("a folder");
    fuzz("toml_bytes", 150, generate, |input: &Vec<u8>| {
        std::fs::write(folder.path().join("a.toml"), input).expect("a file");
        let loaded = stratlas::data::load_folder(folder.path()).expect("there is a file");
        assert_usable(&loaded);
        // With a zero among the first bytes it is read as UTF-16, which has other lines and columns.
        if !input.iter().take(2).any(|&byte| byte == 0) {
            assert_diagnostics(&loaded.diagnostics, &[("a.toml", &String::from_utf8_lossy(input))]);
        }
        assert_clean(&shown(&loaded), "the diagnostics");
    });
}
