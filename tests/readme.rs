//! The README against the program: what it shows, says and counts is so.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::Value;
use stratlas::data;
use stratlas::search::Facet;

const README: &str = include_str!("../README.md");

/// Runs a command line as a shell would, with the program where a shell looks for it.
fn shell(line: &str, folder: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_stratlas")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder).env("PATH", path);
    for name in ["STRATLAS_ATLAS", "STRATLAS_CONFIG"] {
        command.env_remove(name);
    }
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env(name, env!("CARGO_TARGET_TMPDIR"));
    }
    command.output().expect("a shell")
}

fn here(line: &str) -> String {
    let output = shell(line, Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The code blocks of a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let open = format!("```{language}\n");
    README.split(&open).skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect()
}

fn section(title: &str) -> &'static str {
    let (_, rest) = README.split_once(&format!("\n## {title}\n")).expect("the section");
    rest.split("\n## ").next().unwrap_or_default()
}

#[test]
fn every_key_does_what_it_says() {
    let all = here("stratlas keys --format markdown");
    let rows: Vec<&str> = section("Explore").lines().filter(|line| line.starts_with("| `")).collect();
    assert!(rows.len() > 25, "{} keys", rows.len());
    for row in rows {
        assert!(all.lines().any(|line| line == row), "the program has no such keys: {row}");
    }
}

#[test]
fn every_command_works() {
    let commands: Vec<&str> =
        blocks("sh").into_iter().flat_map(str::lines).filter(|line| line.starts_with("stratlas ")).collect();
    assert!(commands.len() >= 8, "{commands:?}");
    for command in commands {
        let printed = here(command);
        assert!(!printed.is_empty() && !printed.contains('\x1b'), "{command} printed {printed}");
    }
}

#[test]
fn every_field_of_the_grammar_is_named() {
    let text = section("Print");
    for facet in Facet::ALL {
        assert!(text.contains(&format!("`{}:`", facet.as_str())), "{} is not named", facet.as_str());
    }
}

#[test]
fn the_json_is_what_the_program_prints() {
    let shown: Value = serde_json::from_str(blocks("json").first().expect("an example")).expect("JSON");
    let printed: Value = serde_json::from_str(&here("stratlas show lever/speed --format json")).expect("JSON");
    let keys = |value: &Value| value.as_object().map(|object| object.keys().cloned().collect::<Vec<_>>());
    assert_eq!(keys(&shown), keys(&printed));
    for key in ["place", "title"] {
        assert_eq!(shown[key], printed[key]);
    }
    assert_eq!(shown["kicker"][0], printed["kicker"][0]);
    assert_eq!(shown["blocks"][0], printed["blocks"][0]);
}

#[test]
fn the_atlas_it_shows_is_a_whole_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let [atlas] = blocks("toml")[..] else { panic!("one atlas is shown") };
    fs::write(folder.path().join("gardens.toml"), atlas).expect("a file");
    let checked = shell("stratlas check . --strict", folder.path());
    assert_eq!(String::from_utf8_lossy(&checked.stdout), ".: no errors, no warnings\n");
    let page = shell("stratlas --atlas . show gravel", folder.path());
    let page = String::from_utf8(page.stdout).expect("UTF-8");
    assert!(page.contains("Sprinkler") && page.contains("Ann Lee"), "{page}");
}

#[test]
fn its_counts_are_those_of_the_atlas() {
    let atlas = data::embedded().expect("the embedded atlas");
    let counts = format!(
        "{} strategies, {} people, {} tags and {} levers",
        atlas.strategies.len(),
        atlas.people.len(),
        atlas.tags.len(),
        atlas.levers.len()
    );
    let text = section("Where the data comes from, and how far to trust it").replace('\n', " ");
    assert!(text.contains(&counts), "the atlas has {counts}");
    for origin in &atlas.about.provenance {
        assert!(text.contains(&origin.title), "{} is not named", origin.title);
        assert!(origin.url.as_ref().is_none_or(|url| text.contains(url)), "{:?} is not named", origin.url);
        assert!(origin.retrieved.as_ref().is_none_or(|day| text.contains(day)), "{:?} is not named", origin.retrieved);
    }
}

#[test]
fn every_file_it_links_to_is_there() {
    let links = README.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files: Vec<&str> = links.filter(|link| !link.starts_with("http")).collect();
    assert!(files.len() >= 5, "{files:?}");
    for file in files {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(file).exists(), "{file} is not there");
    }
}

#[test]
fn the_rust_it_asks_for_is_the_one_of_the_crate() {
    let manifest = include_str!("../Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).expect("a version");
    assert!(README.contains(&format!("Rust {} or later", version.trim_matches('"'))), "it is {version}");
}

#[test]
fn every_room_has_a_line() {
    let text = section("Architecture");
    let rooms = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).expect("the sources");
    for room in rooms.map(|entry| entry.expect("an entry")).filter(|entry| entry.path().is_dir()) {
        let name = room.file_name().into_string().expect("UTF-8");
        assert!(name == "text" || text.contains(&format!("`{name}`")), "{name} is not named");
    }
}
