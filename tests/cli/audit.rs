//! `stratlas audit` through the real binary.

use assert_cmd::Command;

use crate::command::{output_of, refusal, stratlas};

fn audit(args: &[&str]) -> Command {
    let mut command = stratlas(&["audit"]);
    command.args(args);
    command
}

fn output(args: &[&str]) -> String {
    output_of(&mut audit(args), 0)
}

fn complaint(args: &[&str]) -> String {
    refusal(&mut audit(args), 2)
}

#[test]
fn strategies_are_weighed_up_together() {
    let page = output(&["pause", "strategy/acceleration", "alignment-first"]);
    assert!(page.starts_with("Acceleration, Alignment first and 1 more\n"), "{page}");
    assert!(page.contains("Opposite pulls  1 pair of strategies  a declared conflict\n"), "{page}");
    assert!(page.contains("Acceleration  × Pause · Lever opposition"), "{page}");
    assert!(!page.contains("Portfolios to start from"), "{page}");
    assert!(page.lines().all(|line| stratlas::text::width(line) <= 80));
}

#[test]
fn a_preset_is_its_page() {
    let shown = stratlas(&["show", "portfolio/uk-aisi"]).output();
    assert_eq!(output(&["--preset", "uk-aisi"]).into_bytes(), shown.expect("it runs").stdout);
}

#[test]
fn other_forms_carry_every_figure() {
    let json: serde_json::Value =
        serde_json::from_str(&output(&["--preset", "uk-aisi", "--format", "json"])).expect("JSON");
    assert_eq!(json["place"], "portfolio/uk-aisi");
    assert!(output(&["pause", "--format", "markdown"]).starts_with("# Pause\n"));
    let narrow = output(&["pause", "--width", "40"]);
    assert!(narrow.lines().all(|line| stratlas::text::width(line) <= 40), "{narrow}");
}

#[test]
fn what_there_is_not_is_told_with_what_is_near() {
    assert!(complaint(&["puase"]).contains("there is no strategy `puase`; did you mean `pause`?"));
    assert!(complaint(&["--preset", "uk-asi"]).contains("there is no portfolio `uk-asi`; did you mean `uk-aisi`?"));
    assert!(complaint(&[]).contains("STRATEGY"));
    assert!(complaint(&["pause", "--preset", "uk-aisi"]).contains("cannot be used with"));
}
