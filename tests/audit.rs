//! `stratlas audit` through the real binary.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;

fn audit(args: &[&str]) -> Command {
    let mut command = cargo_bin_cmd!("stratlas");
    command.arg("audit").args(args).env_remove("COLUMNS").env_remove("STRATLAS_ATLAS");
    command
}

fn output(args: &[&str]) -> String {
    let output = audit(args).assert().success().stderr("").get_output().stdout.clone();
    String::from_utf8(output).expect("UTF-8")
}

fn complaint(args: &[&str]) -> String {
    String::from_utf8_lossy(&audit(args).assert().code(2).stdout("").get_output().stderr).into_owned()
}

#[test]
fn strategies_are_weighed_up_together() {
    let page = output(&["pause", "strategy/acceleration", "alignment-first"]);
    assert!(page.starts_with("Acceleration, Alignment first and 1 more\n"), "{page}");
    assert!(page.contains("Opposite pulls      1 pair of strategies  a declared conflict\n"), "{page}");
    assert!(page.contains("Acceleration against Pause"), "{page}");
    assert!(!page.contains("To start from"), "{page}");
    assert!(page.lines().all(|line| stratlas::text::width(line) <= 80));
}

#[test]
fn a_preset_is_its_page() {
    let shown = cargo_bin_cmd!("stratlas").args(["show", "portfolio/uk-aisi"]).env_remove("COLUMNS").output();
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
