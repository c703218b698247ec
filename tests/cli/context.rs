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
        assert!(refusal(&mut stratlas(args), 2).contains("expected a whole number from 1"), "{args:?}");
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
fn a_file_in_place_of_the_overlay_is_an_error_and_files_with_another_ending_are_warnings() {
    let home = Home::new();
    home.write("data/stratlas/overlay", "[[tag]]\n");
    assert!(refusal(&mut home.stratlas(&["list", "tags"]), 2).contains("overlay is not a folder"));
    output(&mut home.stratlas(&["--no-overlay", "list", "tags"]));
    let home = Home::new();
    home.write("data/stratlas/overlay/mine.toml.txt", "[[tag]]\n");
    let checked = home.stratlas(&["check"]).output().expect("it runs");
    let checked = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(checked.contains("mine.toml.txt:1:1: this file is not read"), "{checked}");
}

#[test]
fn files_that_may_be_journals_and_lines_of_later_versions_are_named() {
    let home = reviewed();
    let journal = home.read(JOURNAL);
    let mut later = journal
        .lines()
        .next()
        .expect("a line")
        .replace("\"v\":1", "\"v\":2")
        .replace("\"id\":\"0", "\"id\":\"1")
        .replace("\"by\":\"me\"", "\"by\":\"\"");
    later.truncate(later.rfind(",\"sum\"").expect("a checksum"));
    home.write("data/stratlas/reviews/later.jsonl", &format!("{later}}}\n"));
    for name in ["bob.jsonl.txt", "eve.json", "sub/ann.jsonl", "me.jsonl.bak", "me.torn"] {
        home.write(&format!("data/stratlas/reviews/{name}"), &journal);
    }
    let checked = output(&mut home.stratlas(&["review", "check"]));
    let reviews = home.path("data/stratlas/reviews");
    let found: Vec<String> =
        checked.lines().map(|line| line.replace(&reviews.join("").display().to_string(), "")).collect();
    let unread = "it is not read: a journal is directly in the folder `reviews`, and its name ends in `.jsonl`";
    assert_eq!(
        found,
        [
            "warning: later.jsonl:1: a later version wrote this line (version 2): what is new in it is ignored"
                .to_owned(),
            "warning: later.jsonl:1: `` cannot be the name of a reviewer: it is empty".to_owned(),
            format!("warning: bob.jsonl.txt: {unread}"),
            format!("warning: eve.json: {unread}"),
            format!("warning: {}: {unread}", Home::printed("sub/ann.jsonl")),
            "2 journals, 5 lines: no errors, 5 warnings".to_owned(),
        ]
    );
}

#[test]
fn the_line_of_a_record_is_told_as_json() {
    let home = Home::new();
    home.write("own/a.toml", LEVER);
    let reported = json(&output(&mut home.stratlas(&["--atlas", "own", "where", "lever/mine", "--format", "json"])));
    let expected = serde_json::json!({
        "place": "lever/mine",
        "locations": [{ "file": Home::printed("own/a.toml"), "line": 2, "source": "atlas", "fields": [] }],
    });
    assert_eq!(reported, expected);
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
    let message = String::from_utf8_lossy(&listed.stderr).into_owned();
    for part in ["bob.jsonl:4: the last line is incomplete", "eve.jsonl:1: ", "zoe.jsonl: it cannot be read: "] {
        assert!(message.contains(part), "{part} in {message}");
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

#[test]
fn numbers_and_dates_beyond_all_bounds_are_refused_without_a_panic() {
    let home = Home::new();
    let huge = "99999999999999999999";
    for value in ["20000y", "99999y", "NaN", "1e9d", "-9999-01-01", "99999-01-01", "2026-02-30", " ", huge] {
        for option in ["--next", "--date"] {
            let args = ["review", "verdict", "strategy/pause", "--signal", "landed", &format!("{option}={value}")];
            assert!(refusal(&mut home.stratlas(&args), 2).contains("is not a date"), "{option} {value}");
        }
        let args = ["review", "report", &format!("--since={value}")];
        assert!(refusal(&mut home.stratlas(&args), 2).contains("is not a date"), "--since {value}");
        let args = ["review", "forecast", "strategy/pause", "--probability", "3", &format!("--until={value}")];
        assert!(refusal(&mut home.stratlas(&args), 2).contains("is not a date"), "--until {value}");
    }
    for value in ["-1", "NaN", "inf", "1e3", "+1", " 1", ""] {
        for args in [
            &["search", "pause", "--limit"][..],
            &["path", "pause", "acceleration", "--ways"],
            &["show", "home", "--width"],
            &["review", "start", "--limit"],
            &["suggest", "--limit"],
            &["suggest", "--max"],
            &["review", "verdict", "strategy/pause", "--confidence"],
            &["review", "forecast", "strategy/pause", "--until", "2099-01-01", "--probability"],
        ] {
            let (option, before) = args.split_last().expect("an option");
            let is_percent = ["--confidence", "--probability"].contains(option);
            if is_percent && value == "+1" {
                continue;
            }
            let mut command = home.stratlas(before);
            command.arg(format!("{option}={value}"));
            assert!(refusal(&mut command, 2).contains("expected a whole number from"), "{args:?} {value:?}");
        }
    }
    let all = output(&mut stratlas(&["search", "pause", "--limit", huge]));
    assert!(all.lines().count() > 20, "more than there are is all of them");
}

#[test]
fn hostile_arguments_and_variables_are_shown_and_not_sent() {
    let hostile = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{7f}\u{2028}y";
    for args in [
        &[hostile, "extra"][..],
        &["show", hostile],
        &["show", "--format", hostile],
        &["list", hostile],
        &["search", "kind:\u{1b}[31m"],
        &["--theme", hostile, "review"],
        &["--atlas", hostile, "show"],
        &["--config", hostile, "config", "show"],
        &["check", hostile],
        &["diff", hostile],
        &["audit", hostile],
        &["suggest", "--for", hostile],
        &["suggest", "--coercion", hostile],
        &["path", "pause", hostile],
        &["where", hostile],
        &["new", "tag", hostile],
        &["trails", "show", hostile],
        &["review", "verdict", hostile, "--stance", "back"],
        &["review", "verdict", "pause", "--next", hostile],
        &["review", "report", "--session", hostile],
        &["review", "check", hostile],
        &["review", "merge", hostile],
        &["import", "json", hostile, "--out", "x"],
        &["completions", hostile],
    ] {
        let refused = refusal(&mut stratlas(args), 2);
        let is_harmless = |c: char| c == '\n' || !stratlas::text::is_unsafe(c);
        assert!(!refused.is_empty() && refused.chars().all(is_harmless), "{args:?}: {refused:?}");
    }
    for name in ["STRATLAS_ATLAS", "STRATLAS_CONFIG", "STRATLAS_REVIEWER"] {
        let mut command = stratlas(&["show", "--help"]);
        let help = output(command.env(name, hostile));
        assert!(!help.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{name}: {help:?}");
    }
}

#[test]
fn the_word_at_fault_is_named_and_not_the_value_of_an_option() {
    let refused = |args: &[&str]| refusal(&mut stratlas(args), 2);
    let where_in_report = refused(&["--as", "revue", "review", "report", "--where", "lever:speed"]);
    assert!(where_in_report.contains("unexpected argument '--where'"), "{where_in_report}");
    let misspelt = refused(&["--as", "shw", "reviw", "report"]);
    assert!(misspelt.contains("no command `reviw`; did you mean `review`?"), "{misspelt}");
}

#[test]
fn one_file_is_checked_from_standard_input() {
    let lever = "[[lever]]\nid = \"a\"\nname = \"A\"\nside = \"ai\"\nup = \"u\"\ndown = \"d\"\ndescription = \"x\"\n";
    let mut sound = stratlas(&["check", "-"]);
    assert!(output(sound.write_stdin(lever)).ends_with("<standard input>: no errors, no warnings\n"));
    let broken = stratlas(&["check", "-"]).write_stdin("[[lever]]\nid = 5\n").assert().code(1).stderr("");
    let report = String::from_utf8_lossy(&broken.get_output().stdout).into_owned();
    assert!(report.contains("<standard input>:2:6"), "{report}");
}

#[test]
fn settings_are_printed_as_json_with_their_origins() {
    let home = Home::new();
    home.write("config/stratlas/config.toml", "icons = \"ascii\"\n[keys.browse]\n\"x # y\" = false\nQ = \"quit\"\n");
    let json = output(&mut home.stratlas(&["config", "show", "--format", "json", "--theme", "dark"]));
    let settings: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(settings["theme"], serde_json::json!({ "value": "dark", "origin": "flag" }));
    assert_eq!(settings["icons"], serde_json::json!({ "value": "ascii", "origin": "file" }));
    assert_eq!(settings["keys"]["browse"]["Q"], serde_json::json!({ "value": "quit", "origin": "file" }));
    assert_eq!(settings["keys"]["browse"]["q"]["origin"], "preset");
}

#[test]
fn hostile_journals_reach_no_output() {
    let home = Home::new();
    let hostile = "a\u{9b}31m\u{7f}\u{202e}\u{2028}\u{e0041}b";
    for reviewer in ["me", "bob"] {
        let verdict =
            ["--as", reviewer, "review", "verdict", "strategy/pause", "--stance", "back", "--signal", "landed"];
        let texts = ["--tag", hostile, "--note", hostile, "--evidence", hostile];
        output(&mut home.stratlas(&[&verdict[..], &texts].concat()));
        let forecast = ["--as", reviewer, "review", "forecast", "acceleration", "--until", "2099-01-01"];
        output(&mut home.stratlas(&[&forecast[..], &["--probability", "30", "--note", hostile]].concat()));
    }
    let mut commands = vec![vec!["review", "agree"], vec!["review", "agree", "--format", "json"]];
    for format in ["text", "markdown", "json", "html", "csv"] {
        commands.push(vec!["--as", "me", "review", "report", "--format", format]);
    }
    for (page, format) in
        ["reviews", "strategy/pause", "watch"].into_iter().zip(["text", "markdown", "json"].into_iter().cycle())
    {
        commands.push(vec!["--as", "me", "show", page, "--format", format]);
    }
    for args in commands {
        let printed = output(&mut home.stratlas(&args));
        let harmful: Vec<char> =
            printed.chars().filter(|&c| !"\r\n".contains(c) && stratlas::text::is_unsafe(c)).collect();
        assert!(harmful.is_empty(), "{args:?}: {harmful:?}");
    }
}

#[test]
fn folders_that_cannot_exist_count_as_absent() {
    let home = Home::new();
    home.write("file", "");
    let file = home.path("file").display().to_string();
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        for value in ["", "relative", "/dev/null", "/proc/none/deep", &file] {
            let mut commands =
                [&["list", "levers"][..], &["show", "portfolio"], &["config", "show"]].map(|args| home.stratlas(args));
            for command in &mut commands {
                if name == "HOME" {
                    command.env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME").env_remove("XDG_STATE_HOME");
                }
                assert!(!output(command.env(name, value)).is_empty(), "{name}={value}");
            }
            let mut verdict = home.stratlas(&["review", "verdict", "pause", "--stance", "back"]);
            let code = verdict.env(name, value).output().expect("the program runs").status.code();
            assert!(matches!(code, Some(0..=2)), "{name}={value}: {code:?}");
        }
    }
}
