//! Hostile text by every way in: journals, trails, portfolios, remembered state, file names, arguments, themes and the
//! configuration. No way out sends it on.

use std::fs;
use std::path::Path;
use std::time::Duration;

use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::json;
use tempfile::TempDir;

use super::SIZE;
use crate::pty::{Pty, stratlas};

/// Text of every kind that a terminal obeys or that misleads a reader: C0, DEL, C1, escape sequences, bidi controls,
/// separators, a byte order mark and tags.
const HOSTILE: &str =
    "\u{1b}]0;own\u{7}\u{1b}[2J\u{9b}31m\u{85}\u{7f}\u{8}\u{202e}\u{2066}\u{200e}\u{2028}\u{2029}\u{e0041}\u{feff}X";

fn hostile(start: &str) -> String {
    format!("{start}{HOSTILE}")
}

/// `name` as files are called after names.
fn file_name(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    name.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02x}") })
        .collect()
}

/// `text` as a TOML string.
fn toml(text: &str) -> String {
    let escaped = text.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect::<Vec<_>>().concat();
    format!("\"{escaped}\"")
}

fn write(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, content).expect("a file");
}

/// A home in which everything that has a text has a hostile one.
fn home() -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let data = home.path().join("stratlas");
    let by = hostile("bob");
    let event = |id: char, rest: serde_json::Value| {
        let id = format!("01K2F00000000000000000000{id}");
        let mut line = json!({ "v": 1, "id": id, "at": "2026-08-12T10:00:00+02:00", "by": by });
        line.as_object_mut().expect("an object").extend(rest.as_object().expect("an object").clone());
        line.to_string()
    };
    let lines = [
        event(
            'A',
            json!({ "kind": "verdict", "on": "strategy/pause", "set": {
            "stance": "doubt", "note": hostile("note"), "tags": [hostile("tag")],
            "signal": { "status": "landed", "date": "2026-01-01", "evidence": hostile("evidence") } } }),
        ),
        event(
            'B',
            json!({ "kind": "forecast", "on": "strategy/pause", "until": "2027-01-01", "probability": 20,
            "note": hostile("why") }),
        ),
        event(
            'C',
            json!({ "kind": "start", "order": hostile("order"), "of": hostile("of"),
            "queue": [{ "on": hostile("strategy/"), "why": hostile("why") }] }),
        ),
        event('D', json!({ "kind": "verdict", "on": hostile("strategy/gone"), "set": { "stance": "back" } })),
        event(
            'E',
            json!({ "kind": "resolve", "on": "strategy/pause", "until": "2027-01-01", "outcome": "landed",
            "date": "2026-02-02", "evidence": hostile("evidence") }),
        ),
        hostile("garbage").replace('\u{85}', ""),
    ];
    write(&data, &format!("reviews/{}.jsonl", file_name(&by)), &(lines.join("\n") + "\n"));
    write(&data, &format!("reviews/{}.jsonl", "odd\u{1b}[31m\u{202e}"), "{}\n");
    let nodes = json!([{ "place": hostile("strategy/"), "parent": null }, { "place": "home", "parent": 0 }]);
    let trail = json!({ "version": 1, "name": hostile("trail"), "nodes": nodes, "current": 0 });
    write(&data, &format!("trails/{}.json", file_name(&hostile("trail"))), &trail.to_string());
    write(&data, &format!("trails/{}.json", file_name(&hostile("broken"))), &hostile("{"));
    let (name, about) = (toml(&hostile("mine")), toml(&hostile("about")));
    let portfolio =
        format!("[[portfolio]]\nid = \"mine\"\nname = {name}\ndescription = {about}\nstrategies = [\"pause\"]\n");
    write(&data, "overlay/portfolios.toml", &portfolio);
    let memory = json!({ "version": 1, "hint_dismissed": true, "searches": [hostile("pause ")], "last": hostile("tag/"),
        "marks": { "a": hostile("strategy/") }, "at_hand": { "strategies": ["pause", hostile("x")] } });
    write(&data, "memory.json", &memory.to_string());
    let bad = format!("{} = 1\n", toml(&hostile("colours")));
    write(&data, "themes/bad.toml", &bad);
    write(
        home.path(),
        "a\u{1b}[2J\u{202e}/a\u{1b}[31m\u{9b}.toml",
        &format!("[[person]]\n{} = 3\n", toml(&hostile("key"))),
    );
    home
}

fn is_harmful(c: char) -> bool {
    c != '\n' && stratlas::text::is_unsafe(c)
}

#[test]
fn nothing_that_a_command_prints_is_harmful() {
    let home = home();
    let atlas = home.path().join("a\u{1b}[2J\u{202e}").to_str().expect("UTF-8").to_owned();
    let text = hostile("x");
    let (strategy, trail, broken) = (hostile("strategy/"), hostile("trail"), hostile("broken"));
    let reports: &[&[&str]] = &[
        &["review", "report"],
        &["review", "check"],
        &["show", "reviews"],
        &["show", "strategy/pause"],
        &["show", "portfolio/mine"],
        &["show", "overlay"],
        &["trails"],
        &["trails", "show", &trail],
        &["trails", "show", &broken],
        &["trails", "show", &text],
        &["list", "portfolios"],
        &["list", "people", "--where", &text],
        &["search", &text],
        &["search", "mine"],
        &["show", &strategy],
        &["doctor"],
        &["check", &atlas],
        &["--atlas", &atlas, "show", "home"],
        &["--as", &text, "review", "report"],
        &["audit", "portfolio/mine"],
    ];
    let others: &[&[&str]] = &[
        &["review", "verdict", &strategy, "--stance", "back"],
        &["review", "verdict", "strategy/pause", "--next", &text],
        &["--theme", &text, "config", "show"],
        &["--theme", "bad", "show", "home"],
        &["--config", &text, "config", "check"],
        &["import", "csv", &atlas, "--out", "out", "--yes"],
        &["export", &text],
        &["new", "person", &text],
        &["path", &text, "strategy/pause"],
        &["diff", &atlas, &text],
        &[&text],
        &["help", &text],
        &["init", &text],
    ];
    let with_json = reports.iter().map(|args| [*args, &["--format", "json"]].concat());
    let mut printed = 0;
    for args in reports.iter().chain(others).map(|args| args.to_vec()).chain(with_json) {
        let mut command = cargo_bin_cmd!("stratlas");
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(name, home.path());
        }
        let output = command.args(&args).env("TERM", "xterm").current_dir(home.path()).output().expect("it runs");
        for stream in [output.stdout, output.stderr] {
            let stream = String::from_utf8(stream).expect("UTF-8");
            let harm = stream.chars().position(is_harmful);
            let near: String = stream.chars().skip(harm.unwrap_or(0).saturating_sub(40)).take(60).collect();
            assert_eq!(harm, None, "{args:?}: {near:?}");
            printed += stream.matches("]0;own").count();
        }
    }
    assert!(printed > 40, "the text itself is shown: {printed}");
}

#[test]
fn nothing_that_the_explorer_draws_is_harmful() {
    let home = home();
    for place in ["portfolio/mine", "reviews", "strategy/pause"] {
        let mut command = stratlas(&[place]);
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(name, home.path());
        }
        let mut pty = Pty::start(command, SIZE);
        pty.wait_for("in portfolio");
        // The saved trails, one of them, the marks, the search with the last query.
        for keys in ["O", "\r", "O", "\u{e}\r", "'", "\u{1b}", "/", "\u{3}"] {
            pty.type_keys(keys);
            while !pty.is_quiet_for(Duration::from_millis(300)) {}
        }
        pty.type_keys("\u{3}");
        let finished = pty.finish();
        finished.assert_given_back();
        let raw = String::from_utf8(finished.raw).expect("UTF-8").replacen("\u{1b}]11;?\u{7}", "", 1);
        assert!(raw.contains("]0;own"), "the text itself is shown");
        assert!(!raw.contains("\u{1b}]"), "a title was set");
        let harm = raw.chars().find(|&c| is_harmful(c) && !"\u{1b}\r".contains(c));
        let near = harm
            .and_then(|harm| raw.split(harm).next())
            .map(|before| before.chars().rev().take(300).collect::<String>());
        let near = near.map(|near| near.chars().rev().collect::<String>());
        assert_eq!(harm, None, "{place}: after {near:?}");
    }
}
