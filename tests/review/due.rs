//! What is due, and how a review closes it.

use std::fs;

use super::{Home, text};

/// A verdict of years ago, with a review date that has passed, as an earlier version wrote it.
const OLD: &str = concat!(
    r#"{"v":1,"id":"01GNYAE2G00000000000000000","at":"2023-01-04T12:00:00+00:00","by":"ada","kind":"verdict","#,
    r#""on":"strategy/pause","set":{"stance":"back","confidence":80,"next":"2023-06-01"}}"#,
    "\n"
);

#[test]
fn a_stance_closes_what_is_due_and_its_successor_is_undone_with_it() {
    let home = Home::new();
    let (none, nothing) = (home.run(&["review", "due"]), "Nothing is due on ");
    assert!(none.status.code() == Some(0) && text(&none.stdout).starts_with(nothing), "{}", text(&none.stdout));
    fs::create_dir_all(home.reviews()).expect("a folder");
    fs::write(home.journal(), OLD).expect("it can be written");
    let due = |words: &[&str]| {
        let output = home.run(&[&["review", "due"], words].concat());
        (output.status.code(), text(&output.stdout))
    };
    let line = "  Pause: its review date was 2023-06-01\nTo review it:\n";
    let (code, listed) = due(&[]);
    assert!(code == Some(1) && listed.contains(line) && !listed.contains("Coming:"), "{listed}");
    let (code, json) = due(&["--format", "json"]);
    let found = r#""due":[{"on":"strategy/pause","name":"Pause","date":"2023-06-01","why":["its review date"#;
    assert!(code == Some(1) && json.contains(found), "{json}");
    let (code, calendar) = due(&["--format", "ics"]);
    assert!(code == Some(1) && calendar.contains("DTSTART;VALUE=DATE:20230601\r\n"), "{calendar}");

    home.done(&["review", "verdict", "strategy/pause", "--note", "seen", "--confidence", "70"]);
    assert!(due(&[]).1.contains(line), "a note and a confidence close nothing");
    let told = home.done(&["review", "verdict", "strategy/pause", "--stance", "back"]);
    assert!(told.contains(" strategy/pause: back 70%, review date 2") && told.ends_with(" by rule\n"), "{told}");
    let (code, listed) = due(&[]);
    assert!(code == Some(0) && listed.contains("\nComing:\n  Pause: 2"), "{listed}");
    home.done(&["review", "undo"]);
    assert!(due(&[]).1.contains(line), "one step takes back the stance and the date");
}

/// A verdict of years ago on a commitment, with a review date that has passed.
const OLD_CLAIM: &str = concat!(
    r#"{"v":1,"id":"01GNYAE2G00000000000000001","at":"2023-01-04T12:00:00+00:00","by":"ada","kind":"verdict","#,
    r#""on":"commitment/pause/1","set":{"claim":"holds","confidence":80,"next":"2023-06-01"}}"#,
    "\n"
);

#[test]
fn the_same_verdict_on_a_commitment_is_recorded_again_once_a_day_and_closes_what_is_due() {
    let home = Home::new();
    fs::create_dir_all(home.reviews()).expect("a folder");
    fs::write(home.journal(), OLD_CLAIM).expect("it can be written");
    assert_eq!(home.run(&["review", "due"]).status.code(), Some(1));
    let again = ["review", "verdict", "commitment/pause/1", "--claim", "holds"];
    let told = home.done(&again);
    assert!(told.contains(" commitment/pause/1: holds 80%") && told.ends_with(" by rule\n"), "{told}");
    assert_eq!(home.run(&["review", "due"]).status.code(), Some(0));
    assert_eq!(home.run(&again).status.code(), Some(1), "nothing has changed since");
}

#[test]
fn a_bulk_verdict_shows_what_it_records_and_is_undone_in_one_step() {
    let home = Home::new();
    let bulk = ["review", "verdict", "--where", "lever:speed", "--stance", "doubt"];
    let refused = home.run(&bulk);
    assert_eq!(refused.status.code(), Some(2), "nobody is there to ask");
    assert!(text(&refused.stdout).contains("strategy/pause: nothing → doubt\n"), "{}", text(&refused.stdout));
    assert!(!home.journal().exists());
    let told = home.done(&[&bulk[..], &["--yes"]].concat());
    let count = home.judged().len();
    assert!(count > 3 && told.contains(&format!("recorded {count} verdicts;")), "{told}");
    let undone = home.done(&["review", "undo"]);
    assert_eq!(undone.lines().count(), count);
    assert_eq!(home.run(&["review", "report"]).status.code(), Some(1), "nothing is left to report");
}
