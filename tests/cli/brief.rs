//! `stratlas brief` through the real binary.

use crate::command::{self, Home, stratlas};

fn brief(args: &[&str]) -> String {
    command::output(&mut stratlas(&[&["brief"], args].concat()))
}

#[test]
fn a_brief_answers_who_backs_it_what_it_conflicts_with_and_what_would_prove_it_wrong() {
    let text = brief(&["strategy/pause"]);
    for part in [
        "Brief: Pause",
        "AGI Strategies",
        "Who backs it and who opposes it",
        "For",
        "Against",
        "What it conflicts with, and why",
        "Lever opposition",
        "What would prove it wrong",
        "What it rests on",
        "Portfolios that hold it",
        "Sources",
        "[1]",
        "https://",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let numbers: Vec<&str> = text.lines().filter(|line| line.trim_start().starts_with("[2] ")).collect();
    assert_eq!(numbers.len(), 1, "each source is listed once");
}

#[test]
fn a_brief_is_of_every_kind_and_of_several_places() {
    assert!(brief(&["tag/pause"]).contains("The strategy it leads to"));
    assert!(brief(&["person/yann-lecun"]).contains("Positions"));
    assert!(brief(&["portfolio/uk-aisi"]).contains("What would prove its strategies wrong"));
    let pair = brief(&["compare/pause/acceleration", "--format", "markdown"]);
    assert!(pair.starts_with("# Brief: Pause and Acceleration"), "{pair}");
    assert!(pair.contains("How they relate") && pair.contains("Lever opposition"));
    assert!(brief(&["pause", "person/yann-lecun", "tag/pause"]).contains("Brief: Pause, Yann LeCun and 1 more"));
    let refused = command::refusal(&mut stratlas(&["brief", "lever/speed"]), 2);
    assert!(refused.contains("briefs are of strategies, tags, people and portfolios"), "{refused}");
}

#[test]
fn the_readers_verdict_is_in_a_brief_on_request_only() {
    let home = Home::new();
    let run = |args: &[&str]| {
        let mut command = home.stratlas(args);
        command.env("STRATLAS_REVIEWER", "ada");
        command
    };
    run(&["review", "verdict", "strategy/pause", "--stance", "back", "--note", "my own view"]).assert().success();
    let print = |args: &[&str]| command::output(&mut run(&[&["brief", "strategy/pause"], args].concat()));
    assert!(!print(&[]).contains("my own view"));
    assert!(print(&["--mine"]).contains("my own view"));
}
