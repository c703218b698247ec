//! A review in a real terminal: judged, killed, gone on with.

use std::path::Path;

use portable_pty::CommandBuilder;

use super::{SIZE, pty::Pty, pty::stratlas, wait_for_frame};

fn review(data: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = stratlas(&[&["--as", "ada", "review"], args].concat());
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
