//! The README against the program: what it shows, says and counts is so.

#![cfg(unix)]
#![expect(clippy::panic, reason = "a test that cannot go on has failed")]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::Value;
use stratlas::data;
use stratlas::model::SourceDepth;
use stratlas::review::Line;
use stratlas::search::Facet;

const README: &str = include_str!("../README.md");

/// Runs a command line as a shell would, with the program where a shell looks for it.
fn shell(line: &str, folder: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_stratlas")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), env::var("PATH").unwrap_or_default());
    let home = tempfile::tempdir().expect("a home");
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder).env("PATH", path);
    for name in ["STRATLAS_ATLAS", "STRATLAS_CONFIG"] {
        command.env_remove(name);
    }
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env(name, home.path());
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
fn its_keys_are_those_of_the_program() {
    let (_, rest) = README.split_once("keys --format markdown` prints -->").expect("the start of the keys");
    let (keys, _) = rest.split_once("<!-- end of keys -->").expect("their end");
    assert_eq!(keys.trim(), here("stratlas keys --format markdown").trim());
}

#[test]
fn every_command_works() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("my-atlas")).expect("a folder");
    fs::write(folder.path().join("my-atlas/atlas.toml"), atlas()).expect("a file");
    let section = section("On the command line");
    let lines = blocks("sh").into_iter().filter(|block| section.contains(block)).flat_map(str::lines);
    let mut run = 0;
    for line in lines {
        // What is piped on is for other programs, which need not be here.
        let command = line.split(['#', '|']).next().unwrap_or_default().trim();
        let output = shell(command, folder.path());
        let (printed, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if command == "stratlas strategy/pause" {
            assert_eq!(output.status.code(), Some(2), "the explorer needs a terminal: {errors}");
            continue;
        }
        if command.starts_with("stratlas trails") {
            assert!(errors.contains("no trail is called `reading`"), "none is kept here: {errors}");
            continue;
        }
        assert!(output.status.success() && !printed.is_empty(), "{command}: {errors}");
        assert!(!printed.contains('\x1b'), "{command} sends escape codes");
        run += 1;
    }
    assert!(run > 5, "only {run} commands are shown");
}

#[test]
fn what_is_judged_is_recorded_as_shown() {
    let text = section("Reports, journals, teams");
    let commands = blocks("sh").into_iter().find(|block| text.contains(block)).expect("commands");
    let folder = tempfile::tempdir().expect("a folder");
    // One after the other, in one home: what is reported was said before.
    let output = shell(&format!("set -e; export STRATLAS_REVIEWER=ada\n{commands}"), folder.path());
    let (printed, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{errors}");
    for part in ["back 70% → doubt 70%", "Bet or identity", "30% by 2099-12-31", ": no errors, no warnings"] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
    let line = Line::parse(blocks("jsonl").first().expect("a line")).expect("a line of a journal");
    assert_eq!((line.subject(), line.is_act()), (Some("strategy/pause"), true));
}

#[test]
fn every_field_of_the_grammar_is_named() {
    let text = section("On the command line");
    for facet in Facet::all() {
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

/// The atlas that is shown.
fn atlas() -> &'static str {
    let [atlas] = blocks("toml")[..] else { panic!("one atlas is shown") };
    atlas
}

#[test]
fn the_small_atlas_loads_without_a_finding() {
    let loaded = data::load_texts([("README.md", atlas())]);
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    let atlas = loaded.atlas.expect("an atlas");
    assert_eq!((atlas.strategies.len(), atlas.people.len()), (2, 1));
}

#[test]
fn its_figures_are_those_of_the_atlas() {
    let atlas = data::embedded().expect("the embedded atlas");
    let (strategies, people) = (atlas.strategies.len(), atlas.people.len());
    assert!(README.contains(&format!("{strategies} strategies and {people} people")));
    let text = section("Where the data comes from, and how far to trust it").replace('\n', " ");
    let caveats = atlas.people.rows().iter().filter(|person| person.caveat.is_some()).count();
    let unplaced = atlas.people.rows().iter().filter(|person| person.profile.is_none()).count();
    assert!(text.contains(&format!("{caveats} people carry a caveat")), "{caveats} do");
    let positions: Vec<_> = atlas.people.rows().iter().flat_map(|person| &person.positions).collect();
    let sources: Vec<_> = positions.iter().flat_map(|position| &position.sources).collect();
    let doubtful = positions.iter().filter(|position| position.caveat.is_some()).count();
    let unsure = sources.iter().filter(|source| source.caveat.is_some()).count();
    assert!(text.contains(&format!("so do {doubtful} positions and {unsure} sources")), "{doubtful} and {unsure} do");
    let home_pages = sources.iter().filter(|source| source.depth() == SourceDepth::HomePage).count();
    let unsupported = positions.iter().filter(|position| position.depth() == Some(SourceDepth::HomePage)).count();
    let counts =
        format!("{home_pages} of 1,004 sources are home pages, and {unsupported} of {} positions", positions.len());
    assert!(text.contains(&counts), "{counts}, of {}", sources.len());
    assert!(2 * unplaced > people, "most people have no tiers");
    for origin in &atlas.about.provenance {
        let named = [Some(&origin.title), origin.url.as_ref(), origin.retrieved.as_ref(), Some(&atlas.about.edition)];
        for name in named.into_iter().flatten() {
            assert!(text.contains(name.as_str()), "{name} is not named");
        }
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
    assert!(README.contains(&format!("Rust {} or newer", version.trim_matches('"'))), "it is {version}");
}

#[test]
fn every_room_has_a_line() {
    let text = section("Architecture");
    let rooms = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).expect("the sources");
    for room in rooms.map(|entry| entry.expect("an entry")).filter(|entry| entry.path().is_dir()) {
        let name = room.file_name().into_string().expect("UTF-8");
        assert!(text.contains(&format!("`{name}`")), "{name} is not named");
    }
}
