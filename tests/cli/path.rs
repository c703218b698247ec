//! `stratlas path` through the real binary.

use assert_cmd::Command;

use crate::command::{self, Home, output_of, stratlas};

fn path(args: &[&str]) -> Command {
    let mut command = stratlas(&["path"]);
    command.args(args);
    command
}

fn output(args: &[&str]) -> String {
    output_of(&mut path(args), 0)
}

#[test]
fn two_strategies_that_conflict_are_a_step_apart() {
    let page = output(&["pause", "strategy:acceleration"]);
    assert!(page.starts_with("Pause to Acceleration\n"), "{page}");
    assert!(page.contains("Pause conflicts with Acceleration directly: lever opposition."), "{page}");
    assert!(page.contains("─× lever opposition ─▸ Acceleration"), "{page}");
    assert!(page.contains("Lever opposition  "), "{page}");
    assert!(page.lines().all(|line| stratlas::text::width(line) <= 80));
}

#[test]
fn so_many_ways_as_asked_for() {
    let ways = |k| {
        let page = output(&["yann-lecun", "person/eliezer-yudkowsky", "-k", k]);
        page.matches("▸ Eliezer Yudkowsky").count()
    };
    assert_eq!((ways("1"), ways("3")), (1, 3));
}

#[test]
fn it_is_the_page_that_show_prints() {
    let home = Home::new();
    let printed = |args: &[&str]| command::output(&mut home.stratlas(args));
    printed(&["--as", "me", "review", "verdict", "pause", "--stance", "back"]);
    let page = printed(&["--as", "me", "path", "pause", "yann-lecun"]);
    assert_eq!(page, printed(&["--as", "me", "show", "path/pause/yann-lecun"]));
    assert!(page.contains("back  your verdict: back"), "{page}");
    let json: serde_json::Value =
        serde_json::from_str(&output(&["pause", "yann-lecun", "--format", "json"])).expect("JSON");
    assert_eq!(json["place"], "path/strategy/pause/person/yann-lecun");
}

#[test]
fn ends_that_there_are_not_are_told() {
    let message =
        String::from_utf8_lossy(&path(&["puase", "levers"]).assert().code(2).get_output().stderr).into_owned();
    assert!(message.contains("there is no place `puase`; did you mean"), "{message}");
    path(&["pause", "levers"]).assert().code(2);
}

#[test]
fn no_way_is_a_finding() {
    path(&["pause", "pause"]).assert().code(1);
}
