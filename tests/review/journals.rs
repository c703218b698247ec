//! Journals of earlier versions load unchanged.

use std::fs;

use super::Home;

/// A journal that the version before checksums wrote: verdicts, forecasts, an undo, a redo and a session that was left.
const BEFORE_SUMS: &str = include_str!("journals/before-sums.jsonl");

#[test]
fn a_journal_from_before_checksums_loads_and_grows() {
    let home = Home::new();
    fs::create_dir_all(home.reviews()).expect("a folder");
    fs::write(home.journal(), BEFORE_SUMS).expect("a file");
    let lines = BEFORE_SUMS.lines().count();
    assert_eq!(home.done(&["review", "check"]), format!("1 journal, {lines} lines: no errors, no warnings\n"));
    let report: serde_json::Value =
        serde_json::from_str(&home.done(&["review", "report", "--format", "json"])).expect("JSON");
    let judged = report["judged"].as_array().expect("a list");
    let verdict = |on: &str| judged.iter().find(|row| row["on"] == on).map(|row| row["verdict"].clone());
    let pause = verdict("strategy/pause").expect("it was judged");
    assert_eq!((pause["stance"].as_str(), pause["confidence"].as_u64()), (Some("doubt"), Some(80)));
    assert_eq!(pause["note"], "Say why: a \"quote\", é");
    assert_eq!(verdict("position/yann-lecun/open-source-maximalism").expect("it was judged")["record"], "agree");
    assert_eq!(report["forecasts"].as_array().map(Vec::len), Some(2));
    assert!(verdict("strategy/race-to-aligned-superintelligence").is_none(), "it was undone");

    home.done(&["review", "verdict", "strategy/pause", "--stance", "reject"]);
    let grown = fs::read_to_string(home.journal()).expect("a journal");
    let added = grown.strip_prefix(BEFORE_SUMS).expect("nothing of it has changed");
    assert!(added.ends_with("\"}\n") && added.contains(",\"sum\":\""), "{added}");
    // A line that was changed by hand is named, and the rest counts.
    let changed = grown.replace(",\"set\":{\"stance\":\"reject\"}", ",\"set\":{\"stance\":\"back\"}");
    fs::write(home.journal(), changed).expect("a file");
    let output = home.run(&["review", "check"]);
    assert_eq!(output.status.code(), Some(1));
    let said = super::text(&output.stdout);
    assert!(said.contains(&format!("ada.jsonl:{}: its checksum does not fit", lines + 1)), "{said}");
}
