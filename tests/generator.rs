//! The atlases that benches are run on: written as TOML and loaded again they are the same.

#[path = "../benches/generator/mod.rs"]
#[allow(dead_code, reason = "benches need more of it")]
mod generator;

use stratlas::data;

#[test]
fn what_is_written_is_loaded_again() {
    let made = generator::atlas(1_500);
    let folder = tempfile::tempdir().expect("a folder");
    generator::toml::write(&made, folder.path()).expect("files can be written");
    let loaded = data::load_folder(folder.path()).expect("it is there");
    let mut report = Vec::new();
    for finding in loaded.diagnostics.iter().take(5) {
        finding.write(&mut report).expect("a vector takes everything");
    }
    assert_eq!(loaded.errors(), 0, "{}", String::from_utf8_lossy(&report));
    let atlas = loaded.atlas.expect("an atlas without errors");
    assert_eq!(atlas.strategies, made.strategies);
    assert_eq!(atlas.tags, made.tags);
    assert_eq!(atlas.levers, made.levers);
    assert!(atlas.people == made.people, "people differ");
}

#[test]
fn the_same_size_is_the_same_atlas() {
    assert!(generator::atlas(1_200) == generator::atlas(1_200));
}
