//! Journals of earlier versions load unchanged, and so do those that an earlier version has continued.

use std::fs;

use serde_json::Value;

use super::Home;

/// A journal that the version before checksums, commitments and consensus wrote, with commands and in the explorer:
/// every part of a verdict, cleared parts, forecasts with every outcome, undone and redone entries, sessions that were
/// left, ended and blind.
const BEFORE_SUMS: &str = include_str!("journals/before-sums.jsonl");
/// A journal with every kind of line, which the earlier version has continued: it recorded a verdict, undid and redid it,
/// and judged the card of a session.
const CONTINUED: &str = include_str!("journals/continued.jsonl");

/// The home of a reviewer with the journal.
fn home_with(journal: &str) -> Home {
    let home = Home::new();
    fs::create_dir_all(home.reviews()).expect("a folder");
    fs::write(home.journal(), journal).expect("a file");
    let lines = journal.lines().count();
    assert_eq!(home.done(&["review", "check"]), format!("1 journal, {lines} lines: no errors, no warnings\n"));
    home
}

fn report(home: &Home) -> Value {
    serde_json::from_str(&home.done(&["review", "report", "--format", "json"])).expect("JSON")
}

/// The verdict on a subject, without the parts that are not recorded, as JSON.
fn verdict(report: &Value, on: &str) -> String {
    let judged = report["judged"].as_array().expect("a list");
    let row = judged.iter().find(|row| row["on"] == on).expect("the subject was judged");
    let mut parts = row["verdict"].as_object().expect("a verdict").clone();
    parts.retain(|_, part| !part.is_null() && *part != serde_json::json!({}) && *part != serde_json::json!([]));
    serde_json::to_string(&parts).expect("JSON")
}

fn assert_verdicts(report: &Value, expected: &[(&str, &str)]) {
    for (on, parts) in expected {
        let parts: Value = serde_json::from_str(parts).expect("JSON");
        let found: Value = serde_json::from_str(&verdict(report, on)).expect("JSON");
        assert_eq!(found, parts, "{on}");
    }
}

/// Outcomes of the forecasts, in the order of the report.
fn outcomes(report: &Value) -> Vec<String> {
    let forecasts = report["forecasts"].as_array().expect("a list");
    let one = |row: &Value| format!("{} {} {}", row["on"], row["probability"], row["outcome"]).replace('"', "");
    forecasts.iter().map(one).collect()
}

const OUTCOMES: [&str; 4] = [
    "strategy/compute-governance 60 landed",
    "strategy/pause 45 null",
    "strategy/public-ai 60 void",
    "strategy/sabotage 60 not-landed",
];

#[test]
fn a_journal_from_before_checksums_loads_and_grows() {
    let home = home_with(BEFORE_SUMS);
    let found = report(&home);
    assert_verdicts(
        &found,
        &[
            (
                "strategy/pause",
                r#"{"stance": "doubt", "confidence": 80, "signal": {"status": "watching"}, "threshold": "near",
                    "identity": {"1": "bet", "2": "identity"}, "tags": ["compute", "hard"],
                    "note": "A \"quoted\" note, é, 日本", "next": "2027-02-01"}"#,
            ),
            (
                "strategy/acceleration",
                r#"{"stance": "doubt", "confidence": 50,
                    "signal": {"status": "landed", "date": "2026-10-02", "evidence": "https://example.org/a b"}}"#,
            ),
            ("strategy/sabotage", r#"{"stance": "reject"}"#),
            (
                "strategy/compute-governance",
                r#"{"confidence": 0, "threshold": "stable",
                    "signal": {"status": "landed", "date": "2026-11-30", "evidence": "https://example.org/e"}}"#,
            ),
            (
                "strategy/governance-first",
                r#"{"stance": "back", "signal": {"status": "landed", "date": "2026-11-01"},
                    "identity": {"3": "identity", "4": "identity"}}"#,
            ),
            ("strategy/multipolarity", r#"{"stance": "back", "confidence": 55}"#),
            ("strategy/abandon-superintelligence", r#"{"stance": "back", "confidence": 75}"#),
            (
                "strategy/ai-as-sovereign-entity",
                r#"{"stance": "undecided", "tags": ["one", "two"], "note": "because", "next": "2026-12-30"}"#,
            ),
            (
                "position/yann-lecun/open-source-maximalism",
                r#"{"record": "agree", "tags": ["checked"], "note": "source 2"}"#,
            ),
            ("position/anthony-aguirre/pause", r#"{"record": "doubt"}"#),
            ("position/aza-raskin/pause", r#"{"record": "wrong"}"#),
        ],
    );
    assert_eq!(outcomes(&found), OUTCOMES);

    home.done(&["review", "verdict", "strategy/pause", "--stance", "reject"]);
    let grown = fs::read_to_string(home.journal()).expect("a journal");
    let added = grown.strip_prefix(BEFORE_SUMS).expect("nothing of it has changed");
    assert!(added.ends_with("\"}\n") && added.contains(",\"sum\":\""), "{added}");
    // A line that was changed by hand is named, and the rest counts.
    let changed = grown.replace(",\"set\":{\"stance\":\"reject\"}", ",\"set\":{\"stance\":\"back\"}");
    let number = 1 + grown.lines().position(|line| line.contains(",\"sum\":\"")).expect("a line with a checksum");
    fs::write(home.journal(), changed).expect("a file");
    let output = home.run(&["review", "check"]);
    assert_eq!(output.status.code(), Some(1));
    let said = super::text(&output.stdout);
    assert!(said.contains(&format!("ada.jsonl:{number}: its checksum does not fit")), "{said}");
}

#[test]
fn a_journal_that_an_earlier_version_has_continued_is_read_whole() {
    let home = home_with(CONTINUED);
    let found = report(&home);
    assert_verdicts(
        &found,
        &[
            (
                "strategy/pause",
                r#"{"stance": "doubt", "confidence": 30, "threshold": "near",
                    "signal": {"status": "watching", "date": "2026-11-30", "evidence": "https://example.org/w"},
                    "identity": {"1": "bet", "2": "identity"}, "tags": ["compute", "hard"], "note": "by the old one",
                    "next": "2027-02-01"}"#,
            ),
            ("commitment/pause/1", r#"{"claim": "fails", "confidence": 90}"#),
            ("commitment/pause/2", r#"{"claim": "fails", "confidence": 60}"#),
            ("commitment/acceleration/1", r#"{"claim": "holds", "confidence": 70}"#),
            ("commitment/acceleration/2", r#"{"claim": "unsure", "confidence": 60}"#),
            ("strategy/hedge-via-exit", r#"{"stance": "doubt"}"#),
            ("strategy/portfolio-hedge", r#"{"stance": "doubt"}"#),
            ("strategy/abandon-superintelligence", r#"{"stance": "back", "confidence": 80, "tags": ["thin"]}"#),
        ],
    );
    assert_eq!(outcomes(&found), OUTCOMES);
    let settled = &found["consensus"][0];
    assert_eq!((&settled["on"], &settled["words"]), (&"strategy/pause".into(), &SETTLED.into()), "{settled}");
    let shown = home.done(&["show", "strategy/pause"]);
    assert!(shown.contains("2026-11-30 · https://example.org/w"), "the sighting counts: {shown}");
    assert_eq!(fs::read_to_string(home.journal()).expect("a journal"), CONTINUED, "reading writes nothing");
}

/// What ada and bob settled on, before the earlier version recorded another stance of ada. The journal of bob is missing,
/// so nothing is known of him.
const SETTLED: &str = "doubt 60% by ada and bob, settled, ada changed since";
