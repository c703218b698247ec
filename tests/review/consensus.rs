//! Consensus on the command line, in reports, and in journals that a program does not know all of.

use std::fs;
use std::process::Output;

use super::{Home, confirmed, text};

const PAUSE: &str = "strategy/pause";

/// Ada backs and bob rejects `strategy/pause`.
fn team() -> Home {
    let home = Home::new();
    home.done(&["--as", "ada", "review", "verdict", PAUSE, "--stance", "back", "--confidence", "80"]);
    home.done(&["--as", "bob", "review", "verdict", PAUSE, "--stance", "reject", "--confidence", "60"]);
    home
}

fn refused(home: &Home, words: &[&str]) -> String {
    let Output { status, stderr, .. } = home.run(words);
    assert_eq!(status.code(), Some(2), "{words:?}");
    text(&stderr)
}

fn json(home: &Home, words: &[&str]) -> serde_json::Value {
    serde_json::from_str(&home.done(words)).expect("JSON")
}

#[test]
fn a_consensus_is_recorded_undone_and_reported() {
    let home = team();
    let settle = ["review", "consensus", PAUSE, "--stance", "doubt", "--confidence", "70", "--note", "Nobody knows."];
    let done = home.done(&settle);
    assert!(
        confirmed(&done).is_some() && done.ends_with("strategy/pause: consensus of ada and bob: doubt 70%\n"),
        "{done}"
    );
    let again = home.run(&settle);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stdout).starts_with("unchanged strategy/pause"));

    let report = json(&home, &["review", "report", "--format", "json"]);
    let row = &report["consensus"][0];
    assert_eq!((&row["on"], &row["answer"], &row["confidence"]), (&PAUSE.into(), &"doubt".into(), &70.into()), "{row}");
    assert_eq!(row["between"], serde_json::json!(["ada", "bob"]));
    assert_eq!(report["judged"][0]["verdict"]["stance"], "back", "the verdict stays");
    let csv = home.done(&["review", "report", "--format", "csv"]);
    assert!(
        csv.contains("\r\nconsensus,strategy/pause,Pause,") || csv.contains("\nconsensus,strategy/pause,Pause,"),
        "{csv}"
    );
    assert!(csv.contains("ada; bob"), "{csv}");
    for format in ["text", "markdown", "html"] {
        let printed = home.done(&["review", "report", "--format", format]);
        for words in ["doubt 70% by ada and bob, settled", "Nobody knows.", "Too few to say below 10 shared subjects."]
        {
            assert!(super::words(&printed).contains(words), "{format}, {words}: {printed}");
        }
    }
    assert!(home.done(&["show", PAUSE]).contains("ada and bob · settled"));
    assert!(home.done(&["search", "consensus:doubt"]).contains(PAUSE));
    assert!(home.done(&["review", "agree"]).contains("settled: doubt 70%"));
    home.done(&["review", "consensus", PAUSE, "--open"]);
    assert!(home.done(&["review", "agree"]).contains(" · left open\n"));
    assert!(home.done(&["review", "undo"]).ends_with(" strategy/pause: consensus left open\n"));

    home.done(&["review", "verdict", PAUSE, "--stance", "doubt"]);
    assert!(home.done(&["show", PAUSE]).contains("settled, ada changed since"));
    home.done(&["review", "undo"]);
    home.done(&["review", "undo"]);
    assert_eq!(home.run(&["search", "consensus:doubt"]).status.code(), Some(1), "it was undone");
}

#[test]
fn a_consensus_is_between_reviewers_who_have_judged() {
    let home = team();
    let consensus = |rest: &[&str]| refused(&home, &[&["review", "consensus", PAUSE], rest].concat());
    assert!(consensus(&["--open", "--between", "cyd"]).contains("cyd has no stance on strategy/pause"));
    assert!(consensus(&["--open", "--between", "ada", "--between", "ada"]).contains("ada alone"));
    assert!(consensus(&["--claim", "holds"]).contains("a strategy has no verdict of holds"));
    assert!(consensus(&[]).contains("--open"), "an answer is needed");
    assert!(consensus(&["--stance", "undecided"]).contains("expected one of back, doubt, reject"));
    let other = ["review", "consensus", "strategy/acceleration", "--open"];
    assert!(refused(&home, &other).contains("nobody has judged"));
    // Cyd takes part and has not judged it, so the verdicts of others are hidden.
    home.done(&["--as", "cyd", "review", "verdict", "strategy/acceleration", "--stance", "back"]);
    let hidden = ["--as", "cyd", "review", "consensus", PAUSE, "--open"];
    assert!(refused(&home, &hidden).contains("hidden until you have judged it"));
    let shown = [&["--show-others"], &hidden[..]].concat();
    assert!(home.done(&shown).contains("consensus of ada and bob: left open"), "somebody may write it down for them");
}

#[test]
fn agreement_is_that_before_seeing_and_after_shows_both() {
    let home = team();
    home.done(&["--as", "ada", "review", "verdict", PAUSE, "--stance", "reject"]);
    let report = json(&home, &["review", "agree", "--after", "--format", "json"]);
    assert_eq!((report["raw"].as_f64(), report["after"]["raw"].as_f64()), (Some(0.0), Some(1.0)), "{report}");
    assert_eq!((&report["after_seeing"], &report["kinds"][0]["shared"]), (&1.into(), &1.into()));
    assert!(report["kinds"][0]["figures"].is_null(), "too few to say");
    let printed = home.done(&["review", "agree", "--after"]);
    assert!(printed.contains("1 stance was recorded after seeing those of others"), "{printed}");
    assert!(printed.contains("After seeing") && printed.contains("too few"), "{printed}");
    assert!(!printed.contains("--disputed"), "they agree now");
    let report = json(&home, &["review", "report", "--format", "json"]);
    assert_eq!(report["judged"][0]["after_seeing"], true);
    let csv = home.done(&["review", "report", "--format", "csv"]);
    assert!(csv.lines().next().is_some_and(|line| line.contains(",after_seeing,between,")), "{csv}");
}

#[test]
fn two_records_that_differ_are_named_and_the_latest_counts() {
    let home = team();
    let of = |name: &str, stance: &str| home.done(&["--as", name, "review", "consensus", PAUSE, "--stance", stance]);
    of("ada", "back");
    let ada = fs::read_to_string(home.journal()).expect("a journal");
    // Bob writes on a machine that does not have the line of ada yet.
    let kept: String = ada
        .lines()
        .filter(|line| !line.contains("\"kind\":\"consensus\""))
        .map(|line| line.to_owned() + "\n")
        .collect();
    fs::write(home.journal(), kept).expect("a file");
    of("bob", "reject");
    fs::write(home.journal(), ada).expect("a file");
    let checked = home.run(&["review", "check"]);
    let printed = text(&checked.stdout);
    assert!(printed.contains("another consensus of the same reviewers says something else"), "{printed}");
    assert!(printed.contains("ada.jsonl:3") && printed.contains("no errors, 1 warning"), "{printed}");
    let page = home.done(&["show", PAUSE]);
    assert!(page.contains("reject  ada and bob · settled"), "{page}");
    assert!(page.contains("ada has recorded another consensus of ada and bob: back. The latest counts."), "{page}");
    of("ada", "doubt");
    assert!(text(&home.run(&["review", "check"]).stdout).contains("no errors, no warnings"), "ada knew both");
}

/// A line of a kind and a form that this version does not know.
const FUTURE: &str = concat!(
    r#"{"v":1,"id":"01M8AK0Y3HYVR1HTQNQ8NDS6RE","at":"2026-11-20T00:10:27+01:00[Europe/Berlin]","by":"ada","#,
    r#""kind":"summit","on":"strategy/pause","between":["ada","bob"],"set":{"stance":"lean"},"odd":[1,{"b":null}]}"#
);

#[test]
fn lines_of_a_kind_that_a_version_does_not_know_are_kept_as_they_are() {
    let home = Home::new();
    fs::create_dir_all(home.reviews()).expect("a folder");
    fs::write(home.journal(), format!("{FUTURE}\n")).expect("a file");
    home.done(&["review", "verdict", PAUSE, "--stance", "back"]);
    home.done(&["review", "undo"]);
    let journal = fs::read_to_string(home.journal()).expect("a journal");
    assert!(journal.starts_with(&format!("{FUTURE}\n")), "recording appends: {journal}");
    let path = home.journal().display().to_string();
    let merged = home.done(&["review", "merge", &path]);
    assert!(merged.lines().any(|line| line == FUTURE), "a merge writes the line as it is: {merged}");
    let team = home.0.path("team.jsonl").display().to_string();
    home.done(&["review", "merge", &path, "--output", &team]);
    home.done(&["review", "merge", &path, "--output", &team]);
    let file = fs::read_to_string(&team).expect("a file");
    assert_eq!(file.lines().filter(|line| *line == FUTURE).count(), 1, "{file}");
    let checked = text(&home.run(&["review", "check"]).stdout);
    assert!(checked.contains("this version does not know this kind of line"), "{checked}");
}
