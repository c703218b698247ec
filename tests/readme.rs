//! The README and the chapters of the manual against the program: what they show, say and count is so.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::Value;
use stratlas::data;
use stratlas::model::SourceDepth;
use stratlas::place::Topic;
use stratlas::review::Line;
use stratlas::search::Facet;
use stratlas::store::config::SETTINGS;

const README: &str = include_str!("../README.md");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The Markdown of a chapter.
fn chapter(topic: Topic) -> String {
    fs::read_to_string(format!("{ROOT}/src/cli/topics/{}.md", topic.slug())).expect("a chapter")
}

/// Runs a command line as a shell would, with the program where a shell looks for it; `folder` is also the home.
fn shell(line: &str, folder: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_stratlas")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder).env("PATH", path).env("STRATLAS_REVIEWER", "ada");
    for name in ["STRATLAS_ATLAS", "STRATLAS_CONFIG"] {
        command.env_remove(name);
    }
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env(name, folder.join(".home"));
    }
    command.output().expect("a shell")
}

fn here(line: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let output = shell(line, folder.path());
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The code blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let open = format!("```{language}\n");
    text.split(&open).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// Runs every command of a text in one folder, one after the other. Returns how many were run.
fn run_commands(name: &str, text: &str) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("my-atlas")).expect("a folder");
    fs::write(folder.path().join("my-atlas/atlas.toml"), small_atlas()).expect("a file");
    let mut run = 0;
    for line in blocks(text, "sh").iter().flat_map(|block| block.lines()) {
        let command = line.split('#').next().unwrap_or_default().trim();
        if command.is_empty() || command.starts_with("cargo ") {
            continue;
        }
        if command.contains(".jsonl") {
            copy_journals(folder.path());
        }
        let output = shell(command, folder.path());
        let (printed, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if command == "stratlas strategy/pause" {
            assert_eq!(output.status.code(), Some(2), "the explorer needs a terminal: {errors}");
            continue;
        }
        // 1 is done, with findings.
        assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {command}: {errors}");
        let is_quiet = printed.is_empty() && errors.is_empty();
        assert!(!is_quiet || command.contains('>') || command.contains("--out"), "{name}: {command} prints nothing");
        assert!(!printed.contains('\x1b'), "{name}: {command} sends escape codes");
        run += 1;
    }
    run
}

/// Puts the journals of the home into the folder, as if reviewers had sent them.
fn copy_journals(folder: &Path) {
    for entry in fs::read_dir(folder.join(".home/stratlas/reviews")).expect("journals") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            fs::copy(&path, folder.join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
}

#[test]
fn every_command_of_the_readme_works() {
    assert!(run_commands("README.md", README) > 8);
    assert!(README.lines().count() <= 150, "a front page");
}

#[test]
fn every_command_of_the_manual_works() {
    let run: usize = Topic::ALL.iter().map(|&topic| run_commands(topic.slug(), &chapter(topic))).sum();
    assert!(run > 50, "only {run} commands are shown");
}

#[test]
fn a_topic_is_printed_in_every_format() {
    assert!(here("stratlas help").contains("Your own atlas"));
    let text = here("stratlas help tour");
    assert!(text.starts_with("A tour\n") && text.contains("`Tab`"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(here("stratlas help tour --format markdown").contains("\n## Move\n"));
    let page = here("stratlas help tour --format html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<code>Tab</code>"), "{page}");
    let json: Value = serde_json::from_str(&here("stratlas help tour --format json")).expect("JSON");
    assert_eq!((&json["place"], &json["title"]), (&Value::from("help/tour"), &Value::from("A tour")));
    assert!(here("stratlas help review verdict").contains("--confidence"), "the help of a command");
    assert_eq!(here("stratlas show help/tour"), text);
    let folder = tempfile::tempdir().expect("a folder");
    let output = shell("stratlas help tuor", folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `tour`?"));
}

#[test]
fn the_manual_is_written_as_manual_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = shell("stratlas man --out man && ls man", folder.path());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    for name in ["stratlas.1", "stratlas-show.1", "stratlas-review-verdict.1", "stratlas-tour.7"] {
        assert!(listed.lines().any(|line| line == name), "{name}: {listed}");
    }
}

#[test]
fn completions_hold_no_path_of_the_machine() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let folder = tempfile::tempdir().expect("a folder");
        let program = Path::new(env!("CARGO_BIN_EXE_stratlas"));
        let script = self::shell(&format!("{} completions {shell}", program.display()), folder.path());
        let script = String::from_utf8(script.stdout).expect("UTF-8");
        assert!(script.contains("stratlas") && !script.contains("target"), "{script}");
    }
}

#[test]
fn the_keys_are_those_of_the_program() {
    let text = chapter(Topic::Keys);
    let (_, rest) = text.split_once("keys --format markdown` prints -->").expect("the start of the keys");
    let (keys, _) = rest.split_once("<!-- end of keys -->").expect("their end");
    let printed = here("stratlas keys --format markdown").replace("### ", "## ");
    if env::var_os("STRATLAS_PICTURES").is_some_and(|value| value == "write") {
        let written = text.replace(keys, &format!("\n{printed}"));
        fs::write(format!("{ROOT}/src/cli/topics/keys.md"), written).expect("a chapter");
        return;
    }
    assert!(keys.trim() == printed.trim(), "`STRATLAS_PICTURES=write cargo test --test readme` writes them anew");
}

#[test]
fn what_is_judged_is_recorded_as_shown() {
    let commands = blocks(&chapter(Topic::Reviews), "sh").join("\n");
    let folder = tempfile::tempdir().expect("a folder");
    // One after the other, in one home: the report is of what was recorded before.
    let output = shell(&format!("set -e\n{commands}"), folder.path());
    let (printed, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{errors}");
    for part in ["back 70% → doubt 70%", "Bet or identity", "30% by 2099-12-31", ": no errors, no warnings"] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
    let line = blocks(&chapter(Topic::Journal), "jsonl");
    let line = Line::parse(line.first().expect("a line")).expect("a line of a journal");
    assert_eq!((line.subject(), line.is_undoable()), (Some("strategy/pause"), true));
}

#[test]
fn every_field_of_the_grammar_and_every_setting_is_named() {
    let text = chapter(Topic::Search);
    for facet in Facet::all() {
        assert!(text.contains(&format!("`{}:`", facet.as_str())), "{} is not named", facet.as_str());
    }
    let text = chapter(Topic::Configuration);
    for setting in SETTINGS {
        let is_named = text.contains(&format!("`{}`", setting.key)) || setting.key.starts_with("keys");
        assert!(is_named, "{} is not named", setting.key);
    }
}

#[test]
fn the_json_is_what_the_program_prints() {
    let text = chapter(Topic::Json);
    let shown: Value = serde_json::from_str(blocks(&text, "json").first().expect("an example")).expect("JSON");
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
fn every_type_of_block_is_named() {
    let source = include_str!("../src/export/json.rs");
    let rows = source.lines().filter_map(|line| line.strip_prefix("//! | `")?.split(" |").next());
    let types: Vec<&str> = rows.flat_map(|cell| cell.split(['`', ',', ' '])).filter(|word| !word.is_empty()).collect();
    assert!(types.len() > 12, "{types:?}");
    let text = chapter(Topic::Json);
    let missing: Vec<_> = types.iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The atlas that the manual shows, in parts.
fn small_atlas() -> String {
    let parts = blocks(&chapter(Topic::Atlas), "toml");
    assert_eq!(parts.len(), 2, "an atlas, and the reasons for verdicts");
    parts.join("\n")
}

#[test]
fn the_small_atlas_loads_without_a_finding() {
    let text = small_atlas();
    let loaded = data::load_texts([("atlas.md", text.as_str())]);
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    let atlas = loaded.atlas.expect("an atlas");
    assert_eq!((atlas.strategies.len(), atlas.people.len()), (2, 1));
}

#[test]
fn the_configuration_and_the_theme_that_are_shown_have_no_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let themes = folder.path().join(".home/stratlas/themes");
    fs::create_dir_all(&themes).expect("a folder");
    let [theme] = &blocks(&chapter(Topic::Themes), "toml")[..] else { panic!("one theme is shown") };
    fs::write(themes.join("mine.toml"), theme).expect("a theme");
    let [settings] = &blocks(&chapter(Topic::Configuration), "toml")[..] else { panic!("one file is shown") };
    let settings = settings.replace("\"dark\"", "\"mine\"");
    fs::write(folder.path().join(".home/stratlas/config.toml"), settings).expect("a configuration");
    let output = shell("stratlas config check", folder.path());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn the_figures_are_those_of_the_atlas() {
    let atlas = data::embedded().expect("the embedded atlas");
    let (strategies, people) = (atlas.strategies.len(), atlas.people.len());
    assert!(README.contains(&format!("{strategies} strategies and {people} people")));
    let text = chapter(Topic::Data).replace('\n', " ");
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
            assert!(text.contains(name.as_str()) && README.contains(name.as_str()), "{name} is not named");
        }
    }
}

#[test]
fn the_pictures_of_the_readme_are_few_and_have_words() {
    let pictures: Vec<&str> = README.split("![").skip(1).filter_map(|rest| rest.split("](").next()).collect();
    assert!((1..=6).contains(&pictures.len()), "{pictures:?}");
    for words in pictures {
        assert!(words.split_whitespace().count() >= 10, "`{words}` does not say what the picture shows");
    }
}

#[test]
fn every_file_the_readme_links_to_is_there() {
    let links = README.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files: Vec<&str> = links.filter(|link| !link.starts_with("http")).collect();
    assert!(files.len() >= 15, "{files:?}");
    for file in files {
        assert!(Path::new(ROOT).join(file).exists(), "{file} is not there");
    }
}

#[test]
fn the_rust_it_asks_for_is_the_one_of_the_crate() {
    let manifest = include_str!("../Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).expect("a version");
    for text in [README, &chapter(Topic::Contributing)] {
        assert!(text.contains(&format!("Rust {} or newer", version.trim_matches('"'))), "it is {version}");
    }
}

#[test]
fn every_room_has_a_line() {
    let text = chapter(Topic::Architecture);
    let rooms = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).expect("the sources");
    for room in rooms.map(|entry| entry.expect("an entry")).filter(|entry| entry.path().is_dir()) {
        let name = room.file_name().into_string().expect("UTF-8");
        assert!(text.contains(&format!("`{name}`")), "{name} is not named");
    }
}
