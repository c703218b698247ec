//! A review in a real terminal: judged, killed, gone on with.

use std::path::Path;

use portable_pty::CommandBuilder;

use super::{SIZE, pty::Pty, pty::stratlas, wait_for_frame};

fn review(data: &Path, args: &[&str]) -> CommandBuilder {
    review_by("ada", data, args)
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
    pty.wait_for("reject");
    // The last thing typed before leaving is saved, too.
    pty.type_keys("nb");
    pty.wait_for("3 of 3 judged");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
    let journal = std::fs::read_to_string(data.path().join("stratlas/reviews/ada.jsonl")).expect("a journal");
    assert_eq!(journal.matches("\"kind\":\"verdict\"").count(), 3, "{journal}");
}

#[test]
fn a_queue_of_what_reviewers_disagree_on() {
    let data = tempfile::tempdir().expect("a folder");
    let finished = Pty::start(review(data.path(), &["start", "--disputed"]), SIZE).finish();
    assert_eq!(finished.status.exit_code(), 1);
    let told = finished.screen.contents();
    assert!(
        told.contains("nothing here that reviewers disagree on") && told.contains("stratlas review agree"),
        "{told}"
    );
    for (reviewer, place, said) in [
        ("ada", "strategy/pause", ["--stance", "back"]),
        ("bob", "strategy/pause", ["--stance", "reject"]),
        ("ada", "strategy/acceleration", ["--stance", "doubt"]),
        ("bob", "strategy/acceleration", ["--stance", "doubt"]),
        ("ada", "position/eliezer-yudkowsky/pause", ["--record", "agree"]),
        ("bob", "position/eliezer-yudkowsky/pause", ["--record", "wrong"]),
    ] {
        let words = [&["verdict", place][..], &said].concat();
        assert!(Pty::start(review_by(reviewer, data.path(), &words), SIZE).finish().status.success(), "{place}");
    }
    let mut pty = Pty::start(review(data.path(), &["start", "--disputed"]), SIZE);
    wait_for_frame(&mut pty, SIZE.1);
    pty.wait_for("card 1 of 2");
    pty.wait_for("Judged agree by you, wrong by bob.");
    pty.type_keys("n");
    pty.wait_for("Judged back by you, reject by bob.");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
    // Asked for less, only that is gone through.
    let narrowed = ["start", "--disputed", "--where", "lever:speed", "--order", "name"];
    let mut pty = Pty::start(review(data.path(), &narrowed), SIZE);
    wait_for_frame(&mut pty, SIZE.1);
    pty.wait_for("card 1 of 1");
    pty.wait_for("Judged back by you, reject by bob.");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
}
