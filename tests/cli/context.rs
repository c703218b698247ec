//! What every subcommand shares: the atlas, the configuration, the journals, the forms and the limits.

use serde_json::Value;

use crate::command::{Home, output, output_of, refusal, stratlas};

/// A lever called `mine` and nothing else.
const LEVER: &str =
    "[[lever]]\nid = \"mine\"\nname = \"Mine\"\nside = \"ai\"\nup = \"u\"\ndown = \"d\"\ndescription = \"x\"\n";

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// A home in which two verdicts are recorded by the reviewer `me`.
fn reviewed() -> Home {
    let home = Home::new();
    for place in ["strategy/pause", "strategy/acceleration"] {
        output(&mut home.stratlas(&["--as", "me", "review", "verdict", place, "--stance", "back"]));
    }
    home
}

const JOURNAL: &str = "data/stratlas/reviews/me.jsonl";

#[test]
fn a_limit_of_nothing_is_refused() {
    for args in [
        &["search", "pause", "--limit", "0"][..],
        &["path", "pause", "acceleration", "-k", "0"],
        &["review", "start", "--limit", "0"],
        &["suggest", "--limit", "0"],
    ] {
        assert!(refusal(&mut stratlas(args), 2).contains("0 is not in 1.."), "{args:?}");
    }
}

#[test]
fn the_options_of_the_appearance_can_follow_a_command() {
    let page = output(&mut stratlas(&["show", "home"]));
    assert_eq!(output(&mut stratlas(&["show", "home", "--color", "never"])), page);
    assert_eq!(
        output(&mut stratlas(&["show", "home", "--color", "always"]))
            .replace("\u{1b}[1m", "")
            .replace("\u{1b}[0m", "")
            .replace("\u{1b}[22m", ""),
        page
    );
    assert!(output(&mut stratlas(&["config", "show", "--theme", "dark"])).contains("theme = \"dark\" # flag"));
}

#[test]
fn journals_go_through_pipes() {
    let home = reviewed();
    let journal = home.read(JOURNAL);
    let merged =
        output(home.stratlas(&["review", "merge", "-", JOURNAL, "--output", "-"]).write_stdin(journal.clone()));
    assert_eq!(merged, journal);
    let checked = output(home.stratlas(&["review", "check", "-"]).write_stdin(journal.clone()));
    assert_eq!(checked, "1 journal, 4 lines: no errors, no warnings\n");
    let torn = &journal[..journal.len() - 20];
    let report = output_of(home.stratlas(&["review", "check", "-", "--format", "json"]).write_stdin(torn), 1);
    let report = json(&report);
    assert_eq!((&report["errors"], &report["findings"][0]["line"]), (&1.into(), &4.into()), "{report}");
}

#[test]
fn a_report_can_begin_some_time_ago() {
    let home = reviewed();
    let all = output(&mut home.stratlas(&["--as", "me", "review", "report", "--format", "json"]));
    for since in ["30d", "2w", "6m", "1y"] {
        let some =
            output(&mut home.stratlas(&["--as", "me", "review", "report", "--format", "json", "--since", since]));
        assert_eq!(json(&some)["verdicts"], json(&all)["verdicts"], "{since}");
    }
    assert!(refusal(&mut home.stratlas(&["review", "report", "--since", "soon"]), 2).contains("soon"));
}

#[test]
fn an_export_and_a_list_find_the_same() {
    let home = reviewed();
    let listed = output(&mut home.stratlas(&["--as", "me", "list", "strategies", "--where", "verdict:back"]));
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let exported = output(&mut home.stratlas(&[
        "--as",
        "me",
        "export",
        "json",
        "--where",
        "kind:strategy verdict:back",
        "--out",
        "-",
    ]));
    let exported = json(&exported);
    let ids: Vec<_> = exported["strategy"].as_array().expect("strategies").iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, ["acceleration", "pause"]);
}

#[test]
fn an_atlas_of_ones_own_can_start_from_another() {
    let home = Home::new();
    home.write("own/a.toml", LEVER);
    output(&mut home.stratlas(&["--atlas", "own", "init", "copy"]));
    assert_eq!(output(&mut home.stratlas(&["--atlas", "copy", "list", "levers"])).lines().count(), 1);
}

#[test]
fn the_line_of_a_record_is_told_as_json() {
    let home = Home::new();
    home.write("own/a.toml", LEVER);
    let told = json(&output(&mut home.stratlas(&["--atlas", "own", "where", "lever/mine", "--format", "json"])));
    let expected = serde_json::json!({
        "place": "lever/mine",
        "locations": [{ "file": "own/a.toml", "line": 2, "source": "atlas", "fields": [] }],
    });
    assert_eq!(told, expected);
    let embedded = json(&output(&mut home.stratlas(&["where", "strategy/pause", "--format", "json"])));
    assert_eq!(embedded["locations"][0]["source"], "embedded");
}

#[test]
fn trails_are_listed_as_json() {
    let home = Home::new();
    let trail =
        r#"{"version":1,"name":"x","nodes":[{"place":"home","parent":null},{"place":"tags","parent":0}],"current":1}"#;
    home.write("state/stratlas/trails/x.json", trail);
    home.write("state/stratlas/trails/broken.json", "{");
    let list = json(&output(&mut home.stratlas(&["trails", "list", "--format", "json"])));
    let expected = serde_json::json!([
        { "name": "broken", "steps": null, "current": null },
        { "name": "x", "steps": 2, "current": "tags" },
    ]);
    assert_eq!(list, expected);
    assert_eq!(home.read("state/stratlas/trails/broken.json"), "{", "it is only read");
}

#[test]
fn the_configuration_is_checked_as_json() {
    let home = Home::new();
    let check = ["config", "check", "--format", "json"];
    assert_eq!(json(&output(&mut home.stratlas(&check)))["exists"], false);
    home.write("config/stratlas/config.toml", "them = 'dark'\n");
    let report = json(&output_of(&mut home.stratlas(&check), 1));
    assert_eq!((&report["errors"], &report["findings"][0]["code"]), (&1.into(), &"unknown-key".into()), "{report}");
}

#[test]
fn a_home_that_cannot_exist_has_no_files() {
    let run = |args: &[&str]| {
        let mut command = stratlas(args);
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env_remove(name);
        }
        output(command.env("HOME", "/dev/null"))
    };
    for args in [&["show", "home"][..], &["list", "levers"], &["config", "show"], &["trails"], &["keys"]] {
        run(args);
    }
}

#[test]
fn a_query_leaves_the_journals_of_others_as_they_are() {
    let home = reviewed();
    let journal = home.read(JOURNAL);
    let torn = &journal[..journal.len() - 20];
    let path = home.write("data/stratlas/reviews/bob.jsonl", torn);
    home.write("data/stratlas/reviews/eve.jsonl", "garbage\n");
    std::fs::create_dir(home.path("data/stratlas/reviews/zoe.jsonl")).expect("a folder");
    let mut list = home.stratlas(&["--as", "me", "list", "strategies", "--where", "verdict:back"]);
    let listed = list.assert().code(0).get_output().clone();
    assert_eq!(String::from_utf8_lossy(&listed.stdout).lines().count(), 2);
    let said = String::from_utf8_lossy(&listed.stderr).into_owned();
    for part in ["bob.jsonl:4: the last line is incomplete", "eve.jsonl:1: ", "zoe.jsonl: it cannot be read: "] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(std::fs::read_to_string(path).expect("the journal"), torn);
    assert!(!home.path("data/stratlas/reviews/bob.torn").exists());
    let mut verdict = home.stratlas(&["--as", "me", "review", "verdict", "strategy/pause", "--stance", "doubt"]);
    verdict.assert().code(0);
}

#[cfg(unix)]
#[test]
fn files_to_share_respect_the_umask_and_the_others_are_private() {
    use std::os::unix::fs::PermissionsExt;

    for (umask, file, folder) in [("022", 0o644, 0o755), ("077", 0o600, 0o700)] {
        let home = Home::new();
        let run = |line: &str| {
            let line = format!("umask {umask}; {} {line}", crate::command::PROGRAM);
            let output = home.process("sh", &["-c", &line]).output().expect("a shell");
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        };
        run("export json --out new/atlas.json");
        run("export json --out new/atlas.json");
        run("export csv --out tables");
        run("export csv --out tables");
        run("init mine --empty");
        run("--atlas mine new tag another");
        run("new strategy another");
        run("config init");
        let mode = |below: &str| home.path(below).metadata().expect(below).permissions().mode() & 0o777;
        for path in ["new/atlas.json", "tables/people.csv", "mine/atlas.toml", "config/stratlas/config.toml"] {
            assert_eq!(mode(path), file, "{path} under {umask}");
        }
        for path in ["new", "tables", "mine"] {
            assert_eq!(mode(path), folder, "{path} under {umask}");
        }
    }
}
