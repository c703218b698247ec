//! What the program says about itself, through the real binary: help, keys and completions.

use std::fs;
use std::process::Command as Process;

use assert_cmd::Command;
use stratlas::action::{Action, KeyNames};
use stratlas::keymap::default_keymap;

#[cfg(unix)]
use crate::command::PROGRAM;
use crate::command::{self, Home, output};

fn stratlas(args: &[&str]) -> Command {
    let mut command = command::stratlas(args);
    command.env("COLUMNS", "100");
    command
}

#[test]
fn help_is_plain_where_there_is_no_terminal() {
    let help = output(&mut stratlas(&["--help"]));
    assert!(!help.contains('\x1b'), "{help:?}");
    assert!(help.lines().count() <= 60, "{help}");
    assert_eq!(help, output(&mut stratlas(&["-h"])));
    assert!(output(&mut stratlas(&["config", "init", "--help"])).contains("--force"));
    assert!(help.contains("  show") && help.trim_end().ends_with("and other records"), "{help}");
}

#[test]
fn the_help_of_search_has_the_grammar() {
    let help = output(&mut stratlas(&["search", "--help"]));
    assert!(help.contains("Queries:") && help.contains("recognition:"), "{help}");
    assert!(!output(&mut stratlas(&["search", "-h"])).contains("Queries:"));
}

#[test]
fn what_is_not_understood_is_refused() {
    stratlas(&["--nonsense"]).assert().code(2).stdout("");
    stratlas(&["show", "--format", "nonsense"]).assert().code(2).stdout("");
    stratlas(&["completions", "tcsh"]).assert().code(2).stdout("");
}

#[test]
fn keys_are_printed_as_json_with_everything_there_is_to_know() {
    let keys: serde_json::Value =
        serde_json::from_str(&output(&mut stratlas(&["keys", "--format", "json"]))).expect("JSON");
    let keys = keys.as_array().expect("an array");
    let group = |id: &str| keys.iter().find(|key| key["id"] == id).expect(id)["group"].clone();
    assert_eq!(group("portfolio-keep"), "Hold together", "scripts know this group by this name");
    assert_eq!(keys.len(), Action::all().len());
    for action in Action::all() {
        let info = action.info();
        let reported = keys.iter().find(|reported| reported["id"] == info.id).expect(info.id);
        assert_eq!(reported["title"], info.title);
        assert_eq!(reported["help"], info.help);
        assert_eq!(reported["group"], info.group.as_str());
        assert_eq!(reported["scope"], info.scope.as_str());
        assert_eq!(reported["keys"], serde_json::json!(default_keymap().keys_of(*action)));
    }
}

#[test]
fn keys_are_printed_as_tables() {
    let markdown = output(&mut stratlas(&["keys", "--format", "markdown"]));
    assert!(markdown.starts_with("### Move\n\n| Keys | What they do |\n|---|---|\n| `j` `Down` |"), "{markdown}");
    let table = output(&mut stratlas(&["keys"]));
    assert!(table.starts_with("Move\n  j  Down "), "{table}");
    for action in Action::all() {
        assert!(markdown.contains(action.info().help), "{}", action.info().id);
        assert!(table.contains(&format!(" {} ", action.info().id)), "{}", action.info().id);
    }
}

/// What bash offers for the last of `words`, by the script that the program prints.
#[cfg(unix)]
fn completed_by_bash(words: &[&str], home: &Home) -> Vec<String> {
    const SCRIPT: &str = r#"
        set -eu
        PATH="${STRATLAS%/*}:$PATH"
        source <(stratlas completions bash)
        complete -p stratlas >&2
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        COMP_TYPE=9
        _clap_complete_stratlas stratlas "${@: -1}" "${@: -2:1}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let output = home
        .process("bash", &["--norc", "-c", SCRIPT, "bash"])
        .args(words)
        .env("STRATLAS", PROGRAM)
        .output()
        .expect("bash");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && message.contains("-F _clap_complete_stratlas stratlas"), "{message}");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
#[cfg(unix)]
fn bash_completes_places() {
    let here = &Home::new();
    assert_eq!(completed_by_bash(&["stratlas", "show", "strategy/pau"], here), ["strategy/pause"]);
    assert_eq!(completed_by_bash(&["stratlas", "show", "home", "person/yann-l"], here), ["person/yann-lecun"]);
    assert_eq!(completed_by_bash(&["stratlas", "show", "strat"], here), ["strategies", "strategy/"]);
    assert_eq!(completed_by_bash(&["stratlas", "list", "sc"], here), ["scenarios"]);
    assert_eq!(completed_by_bash(&["stratlas", "complet"], here), ["completions"]);
    assert_eq!(completed_by_bash(&["stratlas", "show", "--for"], here), ["--format"]);
}

#[test]
#[cfg(unix)]
fn bash_completes_the_places_of_ones_own_atlas() {
    let home = Home::new();
    let lever =
        "[[lever]]\nid = \"mine\"\nname = \"Mine\"\nside = \"ai\"\nup = \"u\"\ndown = \"d\"\ndescription = \"x\"\n";
    home.write("own/a.toml", lever);
    assert_eq!(completed_by_bash(&["stratlas", "--atlas", "own", "show", "lever/"], &home), ["lever/mine"]);
    assert_eq!(
        completed_by_bash(&["stratlas", "show", "--atlas=own", "lever/"], &home).last().expect("one"),
        "lever/mine"
    );
    home.write("config/stratlas/config.toml", &format!("atlas = '{}'\n", home.path("own").display()));
    assert_eq!(completed_by_bash(&["stratlas", "show", "lever/"], &home), ["lever/mine"], "as configured");
}

#[test]
fn there_is_a_script_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = output(&mut stratlas(&["completions", shell]));
        assert!(script.contains("STRATLAS_COMPLETE") && script.contains("stratlas"), "{script}");
        let mut asked = stratlas(&["--", "stratlas", "show", "strategy/pau"]);
        asked.env("STRATLAS_COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", "2");
        assert!(output(&mut asked).starts_with("strategy/pause"), "{shell}");
    }
}

#[test]
fn an_atlas_that_cannot_be_read_completes_nothing() {
    let mut asked = stratlas(&["--", "stratlas", "show", "strategy/pau"]);
    asked.env("STRATLAS_COMPLETE", "fish").env("STRATLAS_ATLAS", "no such folder");
    assert_eq!(output(&mut asked), "");
}

#[test]
fn the_doctor_works_without_a_terminal() {
    let reported = output(stratlas(&["doctor"]).env("NO_COLOR", "1"));
    assert!(!reported.contains('\x1b'));
    assert!(
        reported.contains("no: standard input is not a terminal") && reported.contains("none (NO_COLOR is 1)"),
        "{reported}"
    );
    assert!(reported.contains("76 strategies"), "{reported}");
    let report: serde_json::Value =
        serde_json::from_str(&output(&mut stratlas(&["doctor", "--format", "json"]))).expect("JSON");
    assert_eq!(report["terminal"]["asked"]["no"], "standard input is not a terminal");
    assert_eq!(report["atlas"]["errors"], 0);
}

#[test]
fn the_doctor_finds_an_atlas_that_is_broken_or_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.toml"), "title = 1\n").expect("a file");
    let broken = stratlas(&["doctor", "--format", "json", "--atlas"]).arg(folder.path()).assert().code(1).stderr("");
    let report: serde_json::Value = serde_json::from_slice(&broken.get_output().stdout).expect("JSON");
    assert_eq!(report["atlas"]["errors"], 1);
    let missing = stratlas(&["doctor", "--atlas", "no such folder"]).assert().code(1).stderr("");
    let reported = String::from_utf8_lossy(&missing.get_output().stdout).into_owned();
    assert!(reported.contains("unreadable") && reported.contains("no such folder"), "{reported}");
}

/// The manual, set by groff for a terminal of 80 columns, and what it complained about.
fn set_by_groff(manual: &str) -> Option<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stratlas.1");
    fs::write(&file, manual).expect("a file");
    // Not every system that builds the program has groff.
    let output =
        Process::new("groff").args(["-man", "-ww", "-Tutf8", "-P-cbou", "-rLL=78n"]).arg(&file).output().ok()?;
    assert!(output.status.success());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some((text(&output.stdout), text(&output.stderr)))
}

#[test]
fn the_manual_is_set_without_complaint() {
    let manual = output(&mut stratlas(&["man"]));
    let title = concat!(".TH stratlas 1 \"\" \"stratlas ", env!("CARGO_PKG_VERSION"), "\" \"User commands\"");
    assert!(manual.contains(title), "{manual}");
    let Some((set, complaints)) = set_by_groff(&manual) else { return };
    assert_eq!(complaints, "");
    for reported in ["stratlas show", "strategy/pause", "STRATLAS_ATLAS", "Moves down half a screen.", "heading"] {
        assert!(set.contains(reported), "{reported} in\n{set}");
    }
}

#[test]
fn the_manual_tells_every_kind_of_block() {
    let manual = output(&mut stratlas(&["man"]));
    let pages = output(&mut stratlas(&["show", "--format", "json", "home", "strategy/pause", "people", "tag/pause"]));
    for page in pages.lines() {
        let page: serde_json::Value = serde_json::from_str(page).expect("JSON");
        for block in page["blocks"].as_array().expect("blocks") {
            let reported = format!("\\fB{}\\fR", block["type"].as_str().expect("a type"));
            assert!(manual.contains(&reported), "{reported}");
        }
    }
}

#[test]
fn the_doctor_reports_a_configuration_instead_of_being_stopped_by_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.toml");
    fs::write(&file, "[keys.browse]\n\"g\" = \"quit\"\n\"g g\" = \"first\"\n").expect("a file");
    let run = |args: &[&str], code: i32| {
        let assert = stratlas(args).arg("--config").arg(&file).assert().code(code);
        String::from_utf8_lossy(&assert.get_output().stdout).into_owned()
    };
    let report: serde_json::Value = serde_json::from_str(&run(&["doctor", "--format", "json"], 1)).expect("JSON");
    let errors = report["configuration"]["errors"].as_array().expect("errors");
    assert!(errors[0].as_str().expect("a line").contains("config.toml:"), "{errors:?}");
    assert!(run(&["doctor"], 1).contains("`stratlas config check` lists them"));
    fs::write(&file, "theme = \"light\"\n").expect("a file");
    assert!(!run(&["doctor"], 0).contains("the defaults apply"));
}

#[test]
fn the_doctor_tells_how_the_journals_and_the_overlay_are() {
    let home = Home::new();
    let run = |args: &[&str], code: i32| {
        let assert = home.stratlas(args).env("COLUMNS", "100").assert().code(code);
        String::from_utf8_lossy(&assert.get_output().stdout).into_owned()
    };
    let report = |code| -> serde_json::Value {
        serde_json::from_str(&run(&["doctor", "--format", "json"], code)).expect("JSON")
    };
    assert!(run(&["doctor"], 0).contains("none yet; `stratlas review` starts a review"));
    assert_eq!(report(0)["atlas"]["overlay"], serde_json::Value::Null);

    run(&["review", "verdict", "pause", "--stance", "back", "--as", "Ada"], 0);
    run(&["new", "strategy", "my-own-bet"], 0);
    let reported = report(0);
    let journal = &reported["journals"]["journals"][0];
    assert_eq!((&journal["reviewer"], &journal["lines"], &journal["errors"]), (&"Ada".into(), &2.into(), &0.into()));
    let overlay = &reported["atlas"]["overlay"];
    assert_eq!((&overlay["added"], &overlay["changed"]), (&1.into(), &0.into()), "{reported}");

    let file = journal["file"].as_str().expect("a file");
    let whole = fs::read_to_string(file).expect("the journal");
    fs::write(file, format!("{whole}this is no line\n")).expect("the journal is written");
    assert_eq!(report(1)["journals"]["journals"][0]["errors"], 1);
    let reported = run(&["doctor"], 1);
    assert!(reported.contains("errors: 1, warnings: 0; `stratlas review check` lists them"), "{reported}");
}

#[test]
fn a_misspelt_command_is_not_taken_for_a_place() {
    let reported = |args: &[&str]| {
        let assert = stratlas(args).assert().code(2);
        String::from_utf8_lossy(&assert.get_output().stderr).into_owned()
    };
    assert!(reported(&["serch", "pause"]).contains("there is no command `serch`; did you mean `search`?"));
    assert!(reported(&["--no-overlay", "pth", "pause"]).contains("did you mean `path`?"));
    // What is near no command, and a place before a command, are told as before.
    assert!(reported(&["zzzzzz", "pause"]).contains("unexpected argument 'pause'"));
    assert!(reported(&["strategy/pause", "show"]).contains("cannot precede a command"));
    // Alone it may be a place; one that is none is told even where there is no screen to explore on.
    let alone = reported(&["lsit"]);
    assert!(alone.contains("there is no place `lsit`") && alone.contains("the command `list`?"), "{alone}");
    assert!(reported(&["pause"]).contains("the explorer needs a terminal; `stratlas show pause` prints a page"));
    assert!(reported(&["zzzzzz"]).contains("the explorer needs a terminal"));
}
