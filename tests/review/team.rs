//! Journals of several reviewers: merged, compared, checked.

use std::fs;

use super::{Home, text};
use crate::fixture::journal;

fn files() -> (Home, Vec<String>) {
    let home = Home::new();
    let names = ["ada", "bob", "cyd"];
    let paths = names.iter().zip(1..).map(|(name, seed)| {
        let path = home.0.path(&format!("{name}.jsonl"));
        fs::write(&path, journal(name, seed, 40)).expect("a file");
        path.display().to_string()
    });
    let paths = paths.collect();
    (home, paths)
}

#[test]
fn merging_is_the_same_in_any_order_and_any_number_of_times() {
    let (home, paths) = files();
    let [ada, bob, cyd] = [paths[0].as_str(), paths[1].as_str(), paths[2].as_str()];
    let all = home.done(&["review", "merge", ada, bob, cyd]);
    assert!(all.lines().count() >= 120);
    assert_eq!(home.done(&["review", "merge", cyd, ada, bob, ada, cyd]), all);
    let team = home.0.path("team.jsonl").display().to_string();
    assert_eq!(home.done(&["review", "merge", bob, "--output", &team]), "");
    home.done(&["review", "merge", ada, cyd, "--output", &team]);
    home.done(&["review", "merge", &team, "--output", &team]);
    assert_eq!(fs::read_to_string(&team).expect("a file"), all);
}

#[test]
fn what_cannot_be_read_is_not_left_out_in_silence() {
    let (home, paths) = files();
    fs::write(&paths[1], "<<<<<<< ours\n").expect("a file");
    let output = home.run(&["review", "merge", &paths[0], &paths[1]]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("bob.jsonl:1: `<<<<<<< ours` is a conflict marker"),
        "{}",
        text(&output.stderr)
    );
    assert!(output.stdout.is_empty());
    let output = home.run(&["review", "merge", "missing.jsonl"]);
    assert!(text(&output.stderr).contains("there is no journal missing.jsonl"));
}

#[test]
fn journals_in_the_folder_are_compared() {
    let (home, paths) = files();
    assert_eq!(home.run(&["review", "agree"]).status.code(), Some(1), "there is nobody yet");
    fs::create_dir_all(home.reviews()).expect("a folder");
    for name in ["ada", "bob"] {
        let from = paths.iter().find(|path| path.contains(name)).expect("a file");
        fs::copy(from, home.reviews().join(format!("{name}.jsonl"))).expect("a copy");
    }
    let reported = home.done(&["review", "agree"]);
    let first = reported.lines().find(|line| line.contains("ada: ")).unwrap_or_default().trim();
    assert!(first.starts_with("≠ ") && first.contains("bob: "), "disagreements come first: {reported}");
    assert!(reported.contains("Alpha of confidence") && reported.contains("\n  strategies "), "{reported}");
    assert!(reported.contains("`stratlas review start --disputed`"), "{reported}");
    let json: serde_json::Value =
        serde_json::from_str(&home.done(&["review", "agree", "--format", "json"])).expect("JSON");
    assert_eq!(json["reviewers"], serde_json::json!(["ada", "bob"]));
    assert!(json["kappa"]["value"].is_number() && json["raw"].is_number());
}

#[test]
fn pairs_of_reviewers_have_figures_from_ten_shared_subjects_on() {
    let home = Home::new();
    let atlas = stratlas::data::embedded().expect("the embedded atlas");
    let stances = ["back", "back", "doubt", "reject"];
    let shared = |new: std::ops::Range<usize>| {
        for at in new {
            let on = format!("strategy/{}", atlas.strategies.rows()[at].slug);
            home.done(&["--as", "ada", "review", "verdict", &on, "--stance", stances[at % 4]]);
            home.done(&["--as", "bob", "review", "verdict", &on, "--stance", stances[at % 3]]);
        }
        home.done(&["review", "agree", "--all"])
    };
    let few = shared(0..9);
    let row = |text: &str| {
        let pairs = text.lines().skip_while(|line| !line.contains("ada, bob") || !line.starts_with(' '));
        super::words(pairs.map(str::trim_start).find(|line| line.starts_with("strategies")).unwrap_or_default())
    };
    assert_eq!(row(&few), "strategies 9 too few", "{few}");
    let enough = shared(9..10);
    assert!(row(&enough).starts_with("strategies 10 0.500 0.038 ("), "{enough}");
    assert!(enough.contains("AC1"), "{enough}");
    assert!(enough.contains("Rows ada, columns bob: strategies") && enough.contains("undecided"), "{enough}");
    assert_eq!(home.done(&["review", "agree", "--all"]), enough, "the same seed gives the same intervals");
    let json = home.done(&["review", "agree", "--all", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let pair = &json["pairs"][0];
    assert_eq!(
        pair["confusion"],
        serde_json::json!([[4, 2, 0, 0], [1, 1, 0, 0], [2, 0, 0, 0], [0, 0, 0, 0]]),
        "{pair}"
    );
    assert_eq!(pair["figures"]["raw"], 0.5, "{pair}");
}

#[test]
fn the_setting_decides_who_sees_others_and_output_counts_what_it_leaves_out() {
    let home = Home::new();
    home.done(&["--as", "bob", "review", "verdict", "strategy/pause", "--stance", "back"]);
    home.done(&["--as", "ada", "review", "verdict", "strategy/acceleration", "--stance", "doubt"]);
    let warned = |args: &[&str]| {
        let output = home.run(args);
        String::from_utf8_lossy(&output.stderr).contains("others' verdicts on 1 subject are hidden")
    };
    for page in [["review", "report"], ["show", "strategy/pause"], ["show", "reviews"]] {
        assert!(warned(&["--as", "ada", page[0], page[1]]), "{page:?}");
        assert!(!warned(&["--as", "ada", "--show-others", page[0], page[1]]), "{page:?}");
    }
    assert!(!warned(&["--as", "ada", "show", "strategy/acceleration"]));
    assert!(!warned(&["--as", "cyd", "show", "strategy/pause"]), "a reader without verdicts sees everything");
    home.0.write("config/stratlas/config.toml", "reviews.others = \"strict\"\n");
    assert!(warned(&["--as", "cyd", "show", "strategy/pause"]));
    home.0.write("config/stratlas/config.toml", "[reviews]\nothers = \"open\"\n");
    assert!(!warned(&["--as", "ada", "show", "strategy/pause"]));
}

#[test]
fn one_strategy_alone_tells_nothing_of_chance() {
    let home = Home::new();
    home.done(&["review", "verdict", "strategy/pause", "--stance", "back"]);
    home.done(&["--as", "bob", "review", "verdict", "strategy/pause", "--stance", "doubt"]);
    let reported = home.done(&["review", "agree"]);
    let strategies = reported.lines().find(|line| line.starts_with("  strategies")).unwrap_or_default();
    assert_eq!(strategies.split_whitespace().collect::<Vec<_>>(), ["strategies", "1", "too", "few"], "{reported}");
    let json: serde_json::Value =
        serde_json::from_str(&home.done(&["review", "agree", "--format", "json"])).expect("JSON");
    assert!(json["kappa"]["low"].is_null() && json["kappa"]["high"].is_null(), "{json}");
    assert!(json["kinds"][0]["figures"].is_null(), "{json}");
}

/// Lines of `journal` without their checksums, so that they can be changed.
fn without_sums(journal: &str) -> String {
    let rest =
        |line: &str| line.rsplit_once(",\"sum\":").map_or_else(|| line.to_owned(), |(rest, _)| format!("{rest}}}"));
    journal.lines().map(|line| rest(line) + "\n").collect()
}

#[test]
fn a_check_names_every_fault_with_its_line() {
    let home = Home::new();
    home.done(&["review", "verdict", "strategy/pause", "--stance", "back"]);
    let journal = without_sums(&fs::read_to_string(home.journal()).expect("a journal"));
    let verdict = journal.lines().nth(1).expect("a verdict");
    let id = &verdict[13..39];
    let broken = [
        journal.lines().next().expect("a text").replace("\"body\":\"Name: Pause", "\"body\":\"Name: Paws"),
        verdict.to_owned(),
        verdict.replace("back", "doubt"),
        "nonsense".to_owned(),
        verdict.replace(id, "01K0000000000000000000000A").replace("strategy/pause", "strategy/gone"),
        verdict.replace(id, "01K0000000000000000000000B").replace("\"stance\":\"back\"", "\"stance\":\"lean\""),
        verdict.replace(id, "01K0000000000000000000000C").replace("verdict", "dance"),
    ];
    let path = home.0.path("broken.jsonl");
    fs::write(&path, broken.join("\n") + "\n").expect("a file");
    let output = home.run(&["review", "check", &path.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    let reported = text(&output.stdout);
    let found: Vec<String> = reported
        .lines()
        .map(|line| line.replace(&path.display().to_string(), "F"))
        .map(|line| line.split_inclusive(' ').take(6).collect::<String>().trim_end().to_owned())
        .collect();
    assert_eq!(
        found,
        [
            "error: F:1: the text has the",
            "error: F:3: another line has the",
            "error: F:4: expected ident, in column",
            "warning: F:5: the atlas has no",
            "error: F:6: this version does not",
            "warning: F:7: this version does not",
            "1 journal, 6 lines: 4 errors,",
        ],
        "{reported}"
    );
    assert_eq!(fs::read_to_string(&path).expect("a file"), broken.join("\n") + "\n", "nothing is changed");
}

#[test]
fn a_check_reports_what_an_earlier_version_recorded_for_the_wrong_subject() {
    let home = Home::new();
    home.done(&["review", "verdict", "strategy/pause", "--stance", "back", "--note", "why"]);
    let forecast = ["review", "forecast", "strategy/pause", "--until", "2999-01-01"];
    home.done(&[&forecast[..], &["--probability", "30"]].concat());
    home.done(&[&forecast[..], &["--resolve", "void"]].concat());
    let journal = without_sums(&fs::read_to_string(home.journal()).expect("a journal"));
    let lines: Vec<&str> = journal.lines().collect();
    let find = |kind: &str| lines.iter().find(|line| line.contains(&format!("\"kind\":\"{kind}\""))).expect("a line");
    let id = |line: &str| line[13..39].to_owned();
    let (verdict, estimate) = (find("verdict"), find("forecast"));
    let later = |line: &str, at: char| {
        line.replace(&id(line), &format!("7ZZZ000000000000000000000{at}").replace("7ZZZ", "01ZZ"))
    };
    let wrong = [
        later(verdict, 'A').replace("strategy/pause", "position/yann-lecun/open-source-maximalism"),
        later(verdict, 'B').replace("\"note\":\"why\"", "\"note\":\" \""),
        later(estimate, 'C'),
    ];
    let path = home.0.path("wrong.jsonl");
    fs::write(&path, format!("{journal}{}\n", wrong.join("\n"))).expect("a file");
    let reported = text(&home.run(&["review", "check", &path.display().to_string()]).stdout);
    for message in [
        "a position has no stance",
        "the note is empty",
        "the forecast was made after its outcome was recorded, so it does not count",
        "no errors, 3 warnings",
    ] {
        assert!(reported.contains(message), "{message}: {reported}");
    }
}
