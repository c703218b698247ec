//! The embedded atlas against its source and known figures.

use std::collections::HashSet;
use std::path::Path;

use super::*;
use crate::diagnostic::Code;
use crate::model::{Kind, Named};

fn from_toml() -> Loaded {
    load_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data")).expect("the folder is there")
}

#[test]
fn the_embedded_atlas_is_the_one_in_data() {
    let (written, embedded) = (from_toml(), embedded_report().expect("it was built"));
    assert!(written.atlas == embedded.atlas, "the embedded atlas differs from data/");
    assert_eq!(written.diagnostics, embedded.diagnostics);
    assert_eq!(written.origins, embedded.origins);
}

#[test]
fn the_embedded_texts_are_the_files_of_data() {
    let texts = embedded_texts().expect("it was built");
    assert!(texts.iter().any(|file| file.path == "strategies/pause.toml"));
    for TextFile { path, text } in texts {
        let written = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(&path));
        assert_eq!(text, written.expect("it is there"), "{path}");
    }
}

#[test]
fn nothing_is_lost_on_the_way() {
    let atlas = embedded().expect("it was built");
    let counts = [atlas.strategies.len(), atlas.people.len(), atlas.tags.len(), atlas.levers.len()];
    assert_eq!(counts, [76, 935, 46, 15]);
    assert_eq!(atlas.strategies.rows()[0].name(), "Abandon superintelligence");
}

#[test]
fn badges_tell_tiers_apart() {
    let atlas = embedded().expect("it was built");
    let tiers = [atlas.expertise.rows(), atlas.recognition.rows(), atlas.vintages.rows()].concat();
    let badges: HashSet<&str> = tiers.iter().map(|tier| tier.badge.as_str()).collect();
    assert_eq!((badges.len(), tiers.len()), (16, 16));
    assert!(badges.iter().all(|badge| (2..=4).contains(&badge.len())), "{badges:?}");
}

#[test]
fn what_is_wrong_with_the_embedded_atlas_is_known() {
    let diagnostics = embedded_report().expect("it was built").diagnostics;
    let count = |code| diagnostics.iter().filter(|diagnostic| diagnostic.code == code).count();
    // 21 conflicts and 127 complements that the catalogue lists on only one side.
    assert_eq!(count(Code::OneSided), 21 + 127);
    // Of 76 strategies 42 have a signal.
    assert_eq!(count(Code::NoFalsification), 76 - 42);
    // Sources of positions and numbers; other doubtful ones have a caveat.
    assert_eq!(count(Code::HomePage), 295 + 4);
    assert_eq!(diagnostics.len(), 148 + 34 + 299 + count(Code::TagWithoutPeople));
}

#[test]
fn placeholders_of_templates_are_warned_of() {
    let files = example();
    let loaded = load_texts(files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    let atlas = loaded.atlas.expect("it is sound");
    for (kind, keys) in [
        (Kind::Strategy, "thesis mechanism falsification"),
        (Kind::Person, "tagline summary"),
        (Kind::Tag, "gloss"),
        (Kind::Lever, "description"),
        (Kind::Scenario, "gloss description"),
        (Kind::Portfolio, "description"),
    ] {
        let file = template(&atlas, kind, "quite-new").expect("the id is free");
        let file = TextFile { path: "new.toml".to_owned(), ..file };
        let files = [example(), vec![file]].concat();
        let loaded = load_texts(files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
        assert!(loaded.atlas.is_some(), "{:?}", loaded.diagnostics);
        let placeholders = loaded.diagnostics.iter().filter(|found| found.code == Code::Placeholder);
        let named: Vec<_> = placeholders.map(|found| found.message.split('`').nth(1).unwrap_or_default()).collect();
        assert_eq!(named.join(" "), keys, "{kind:?}");
    }
}

#[test]
fn the_example_is_sound() {
    let files = example();
    let loaded = load_texts(files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    assert_eq!(loaded.diagnostics, []);
    let atlas = loaded.atlas.expect("it has no errors");
    assert_eq!((atlas.strategies.len(), atlas.people.len()), (2, 1));
}

#[test]
fn a_subset_keeps_the_bindings_of_its_strategies() {
    let atlas = embedded().expect("it was built");
    let (last, other) = (atlas.identity.bindings.last().expect("one").strategy, atlas.strategies.ids().next());
    let subset = atlas.subset(&[last, other.expect("one")], &[]);
    let name = |atlas: &crate::model::Atlas, strategy| atlas.strategies[strategy].slug.clone();
    let bound: Vec<String> = subset.identity.bindings.iter().map(|row| name(&subset, row.strategy)).collect();
    assert_eq!(bound, [name(&atlas, last)]);
}

#[test]
fn every_reference_to_a_strategy_is_renumbered_in_a_subset() {
    let mut atlas = embedded().expect("it was built");
    let mut rows = atlas.strategies.rows().to_vec();
    for row in &mut rows {
        row.exclusive.clone_from(&row.conflicts);
    }
    atlas.strategies = crate::model::Table::new(rows);
    let half: Vec<_> = atlas.strategies.ids().skip(1).step_by(2).collect();
    let subset = atlas.subset(&half, &[]);
    let rows = subset.strategies.rows();
    assert!(rows.iter().all(|row| row.exclusive == row.conflicts), "both lists had the same strategies");
    assert!(rows.iter().any(|row| !row.exclusive.is_empty()));
}
