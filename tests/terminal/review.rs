//! A review in a real terminal: judged, killed, gone on with.

use std::fs;
use std::path::{Path, PathBuf};

use portable_pty::CommandBuilder;

use super::{SIZE, live::script, pty::Pty, pty::stratlas, wait_for_frame};

fn review(data: &Path, args: &[&str]) -> CommandBuilder {
    review_by("ada", data, args)
}

/// The first of three cards, with the journal that it writes.
fn first_card(data: &Path, editor: Option<&str>) -> (Pty, PathBuf) {
    let mut command = review(data, &["--order", "name", "--limit", "3"]);
    command.env_remove("VISUAL");
    match editor {
        Some(editor) => command.env("EDITOR", editor),
        None => command.env_remove("EDITOR"),
    }
    let mut pty = Pty::start(command, SIZE);
    wait_for_frame(&mut pty, SIZE.1);
    pty.wait_for("card 1 of 3");
    (pty, data.join("stratlas/reviews/ada.jsonl"))
}

fn review_by(reviewer: &str, data: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = stratlas(&[&["--as", reviewer, "review"], args].concat());
    command.env("XDG_DATA_HOME", data);
    command
}

#[test]
fn a_review_that_was_killed_goes_on_at_the_same_card() {
    let data = tempfile::tempdir().expect("a folder");
    let mut pty = Pty::start(review(data.path(), &["--order", "name", "--limit", "3"]), SIZE);
    wait_for_frame(&mut pty, SIZE.1);
    pty.wait_for("card 1 of 3");
    pty.type_keys("b");
    pty.wait_for("saved");
    pty.type_keys("n");
    pty.wait_for("card 2 of 3");
    pty.type_keys("r");
    pty.wait_for("2 of 3 judged");
    pty.signal("KILL");
    pty.finish();

    let mut pty = Pty::start(review(data.path(), &["resume"]), SIZE);
    wait_for_frame(&mut pty, SIZE.1);
    pty.wait_for("card 2 of 3");
    pty.wait_for("2 of 3 judged");
    pty.wait_for("▸r Reject");
    // The last thing typed before leaving is saved, too.
    pty.type_keys("nb");
    pty.wait_for("3 of 3 judged");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
    let journal = fs::read_to_string(data.path().join("stratlas/reviews/ada.jsonl")).expect("a journal");
    assert_eq!(journal.matches("\"kind\":\"verdict\"").count(), 3, "{journal}");
}

#[test]
fn new_reviews_advance_as_configured_and_need_no_hint_about_waiting_ones() {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir(home.path().join("stratlas")).expect("a folder");
    fs::write(home.path().join("stratlas/config.toml"), "[reviews]\nadvance = \"stance\"\n").expect("a file");
    let start = |mut command: CommandBuilder| {
        command.env("XDG_CONFIG_HOME", home.path());
        command.env("XDG_DATA_HOME", home.path());
        let mut pty = Pty::start(command, SIZE);
        wait_for_frame(&mut pty, SIZE.1);
        pty
    };
    let mut pty = start(stratlas(&["--as", "ada"]));
    pty.type_keys("R");
    pty.wait_for("Every strategy, by lever");
    pty.type_keys("\r");
    pty.wait_for("card 1 of 76");
    pty.type_keys("b");
    pty.wait_for("card 2 of 76");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
    // The hint of the card is in the last row, not one about the session that waits.
    let mut pty = start(review_by("ada", home.path(), &["--order", "name", "--limit", "2"]));
    pty.wait_until("the keys of the card", |screen| screen.contents().contains("n Next card"));
    pty.wait_for("card 1 of 2");
    assert!(!pty.screen().contents().contains("opens them"), "{}", pty.screen().contents());
    pty.type_keys("b");
    pty.wait_for("card 2 of 2");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
}

#[test]
fn a_queue_of_what_reviewers_disagree_on() {
    let data = tempfile::tempdir().expect("a folder");
    let finished = Pty::start(review(data.path(), &["start", "--disputed"]), SIZE).finish();
    assert_eq!(finished.status.exit_code(), 1);
    let reported = finished.screen.contents();
    assert!(
        reported.contains("reviewers disagree on nothing here that") && reported.contains("stratlas review agree"),
        "{reported}"
    );
    for (reviewer, place, expected) in [
        ("ada", "strategy/pause", ["--stance", "back"]),
        ("bob", "strategy/pause", ["--stance", "reject"]),
        ("ada", "strategy/acceleration", ["--stance", "doubt"]),
        ("bob", "strategy/acceleration", ["--stance", "doubt"]),
        ("ada", "position/eliezer-yudkowsky/pause", ["--record", "agree"]),
        ("bob", "position/eliezer-yudkowsky/pause", ["--record", "wrong"]),
    ] {
        let words = [&["verdict", place][..], &expected].concat();
        assert!(Pty::start(review_by(reviewer, data.path(), &words), SIZE).finish().status.success(), "{place}");
    }
    let mut pty = Pty::start(review(data.path(), &["start", "--disputed"]), SIZE);
    wait_for_frame(&mut pty, SIZE.1);
    pty.wait_for("card 1 of 2");
    pty.wait_for("ada (you)");
    pty.wait_for("0 of 2 settled");
    pty.type_keys("d");
    pty.wait_for("1 of 2 settled");
    pty.type_keys("n");
    pty.wait_for("card 2 of 2");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
    // Asked for less, only that is gone through.
    let narrowed = ["start", "--disputed", "--where", "lever:speed", "--order", "name"];
    let mut pty = Pty::start(review(data.path(), &narrowed), SIZE);
    wait_for_frame(&mut pty, SIZE.1);
    pty.wait_for("card 1 of 1");
    pty.wait_for("0 of 1 settled");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
}

#[test]
fn a_long_note_is_written_in_the_editor() {
    let data = tempfile::tempdir().expect("a folder");
    // It adds to what there is, so that the second time shows that the note was handed to it.
    let editor = script(data.path(), "an-editor", r#"printf '\nA reason.\n\n# and so on\n' >> "$1""#);
    let (mut pty, journal) = first_card(data.path(), Some(&editor));
    pty.type_keys("M");
    pty.wait_for("A reason. # and so on");
    pty.wait_for("saved");
    // N, which takes a line, would lose the others.
    pty.type_keys("N");
    pty.wait_for("A reason. # and so on A reason.");
    pty.wait_for("saved");
    pty.type_keys("q");
    let finished = pty.finish();
    assert!(finished.status.success());
    finished.assert_given_back();
    let journal = fs::read_to_string(journal).expect("a journal");
    let notes: Vec<&str> = journal.lines().filter(|line| line.contains("\"note\":")).collect();
    assert_eq!(notes.len(), 2, "{journal}");
    assert!(notes[0].contains(r#""note":"A reason.\n\n# and so on""#), "{}", notes[0]);
    assert!(notes[1].contains(r#""note":"A reason.\n\n# and so on\n"#), "{}", notes[1]);
}

#[test]
fn without_an_editor_a_long_note_is_typed_in_a_line() {
    for (editor, reported) in [(None, "No editor is set"), (Some("no-such-editor"), "Could not start no-such-editor")] {
        let data = tempfile::tempdir().expect("a folder");
        let (mut pty, journal) = first_card(data.path(), editor);
        pty.type_keys("M");
        pty.wait_for(reported);
        pty.wait_for("is the whole note");
        pty.type_keys("bad");
        pty.type_keys("\r");
        pty.wait_for("saved");
        pty.type_keys("q");
        pty.finish().assert_given_back();
        let journal = fs::read_to_string(journal).expect("a journal");
        assert!(journal.contains(r#""set":{"note":"bad"}"#) && !journal.contains("stance"), "{journal}");
    }
}

#[test]
fn a_verdict_outlives_the_folder_it_cannot_be_written_to() {
    let data = tempfile::tempdir().expect("a folder");
    let (mut pty, journal) = first_card(data.path(), None);
    let folder = journal.parent().expect("a folder").to_owned();
    let elsewhere = data.path().join("elsewhere");
    let expected = |stance: &str| format!("\"stance\":\"{stance}\"");
    fs::rename(&folder, &elsewhere).expect("the folder vanishes");
    pty.type_keys("b");
    pty.wait_for("Not saved, trying again");
    pty.wait_for("▸b Back");
    fs::rename(&elsewhere, &folder).expect("the folder comes back");
    pty.wait_for("Saved after all");
    assert!(fs::read_to_string(&journal).expect("a journal").contains(&expected("back")));
    // Whoever leaves all the same is warned, and gets what was not saved.
    fs::rename(&folder, &elsewhere).expect("the folder vanishes");
    pty.type_keys("d");
    pty.wait_for("Not saved, trying again");
    pty.type_keys("q");
    pty.wait_for("Again to quit without what is not saved");
    pty.type_keys("q");
    let finished = pty.finish();
    finished.assert_given_back();
    let reported = finished.screen.contents().replace('\n', "");
    assert!(
        reported.contains("these are the lines missing in the journal") && reported.contains(&expected("doubt")),
        "{reported}"
    );
}

#[test]
fn a_verdict_that_a_lock_keeps_from_the_disk_is_handed_back_and_told_by_the_exit_code() {
    let data = tempfile::tempdir().expect("a folder");
    let (mut pty, journal) = first_card(data.path(), None);
    pty.type_keys("d");
    pty.wait_for("saved");
    let lock = fs::File::create(journal.with_extension("lock")).expect("the lock of the journal");
    lock.lock().expect("another program has it");
    // At once: the explorer does not know yet that this verdict cannot be written.
    pty.type_keys("bq");
    let finished = pty.finish();
    finished.assert_given_back();
    assert_eq!(finished.status.exit_code(), 2);
    let reported = finished.screen.contents().replace('\n', "");
    assert!(
        reported.contains("these are the lines missing in the journal") && reported.contains("\"stance\":\"back\""),
        "{reported}"
    );
}
