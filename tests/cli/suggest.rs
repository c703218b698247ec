//! `stratlas suggest` through the real binary.

use assert_cmd::Command;

use crate::command::{output_of, stratlas};

fn suggest(args: &[&str]) -> Command {
    let mut command = stratlas(&["suggest"]);
    command.args(args);
    command
}

fn output(args: &[&str], code: i32) -> String {
    output_of(&mut suggest(args), code)
}

#[test]
fn unless_told_otherwise_it_covers_everything() {
    let page = output(&["--limit", "1"], 0);
    assert!(
        page.contains("Smallest portfolios that cover every lever and scenario  1\n  It takes at least 15 strategies:"),
        "{page}"
    );
    assert!(page.contains("1. 15 of 15 levers · 9 of 9 scenarios · 0 opposite pulls\n"), "{page}");
    assert!(page.lines().all(|line| stratlas::text::width(line) <= 80));
}

#[test]
fn constraints_are_met() {
    let page = output(
        &["--cover", "scenarios", "--must", "pause", "--never", "sabotage", "--max", "8", "--coercion", "consent"],
        0,
    );
    assert!(page.contains("It takes at least 6 strategies"), "{page}");
    assert!(page.contains("There are no others of that size."), "{page}");
    assert_eq!(page.matches("Pause").count(), 4, "in three portfolios and in the constraints: {page}");
    assert!(
        page.contains("Constraints: Pause is included · Sabotage is excluded · At most 8 strategies\n    Coercion"),
        "{page}"
    );
}

#[test]
fn constraints_that_exclude_each_other_are_a_finding() {
    let page = output(&["--cover", "scenarios", "--must", "pause", "--must", "strategy/acceleration"], 1);
    let (_, clash) = page.split_once("the others can be met:\n").expect("a clash");
    assert_eq!(
        clash.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>(),
        ["No two strategies declare a conflict", "Pause is included", "Acceleration is included"]
    );
    assert!(output(&["--coercion", "consent"], 1).contains("Smallest portfolios that cover the rest"));
}

#[test]
fn a_portfolio_is_improved() {
    let page = output(&["--for", "uk-aisi"], 0);
    assert!(page.contains("What to add") && page.contains("What to remove") && !page.contains("Smallest"), "{page}");
    let same =
        ["--for", "governance-first", "interpretability-first", "red-line-capability", "scientific-accumulation"];
    assert_eq!(output(&same, 0), page);
    assert!(
        output(&["--for", "uk-aisi", "--cover", "levers"], 0).contains("Smallest portfolios that cover every lever")
    );
}

#[test]
fn what_there_is_not_is_told() {
    let message = |args: &[&str]| {
        String::from_utf8_lossy(&suggest(args).assert().code(2).stdout("").get_output().stderr).into_owned()
    };
    assert!(message(&["--coercion", "concent"]).contains("`coercion` has no value `concent`; did you mean `consent`?"));
    assert!(message(&["--for", "uk-asi"]).contains("no strategy or portfolio `uk-asi`; did you mean `uk-aisi`?"));
    assert!(message(&["--for", "paus"]).contains("no strategy or portfolio `paus`; did you mean `pause`?"));
    assert!(message(&["--for", "nonsense"]).ends_with("there is no strategy or portfolio `nonsense`\n"));
    assert!(message(&["--for", "portfolio/uk-asi"]).contains("there is no portfolio `uk-asi`; did you mean"));
    assert!(message(&["--must", "puase"]).contains("did you mean `pause`?"));
    assert!(message(&["--limit", "0"]).contains("--limit"));
}
