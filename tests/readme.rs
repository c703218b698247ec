//! What the README says is so: its keys are those of the program, and its atlas loads.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use assert_cmd::cargo::cargo_bin_cmd;
use stratlas::data;

const README: &str = include_str!("../README.md");

/// What stands between two marks.
fn between<'a>(start: &str, end: &str) -> &'a str {
    let (_, rest) = README.split_once(start).expect("the start is there");
    rest.split_once(end).expect("the end is there").0.trim()
}

#[test]
fn the_keys_are_those_of_the_program() {
    let home = tempfile::tempdir().expect("a folder");
    let output = cargo_bin_cmd!("stratlas")
        .args(["keys", "--format", "markdown"])
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path())
        .output()
        .expect("it runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(between("keys --format markdown` prints -->", "<!-- end of keys -->"), printed.trim());
}

#[test]
fn the_small_atlas_loads_without_a_finding() {
    let loaded = data::load_texts([("README.md", between("```toml\n", "\n```\n"))]);
    assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
    let atlas = loaded.atlas.expect("an atlas");
    assert_eq!((atlas.strategies.len(), atlas.people.len()), (2, 1));
}

#[test]
fn the_figures_of_the_atlas_are_current() {
    let atlas = data::embedded().expect("the embedded atlas");
    let caveats = atlas.people.rows().iter().filter(|person| person.caveat.is_some()).count();
    let (strategies, people) = (atlas.strategies.len(), atlas.people.len());
    assert!(README.contains(&format!("{strategies} strategies and {people} people")));
    assert!(README.contains(&format!("{caveats} people carry a caveat")));
}
