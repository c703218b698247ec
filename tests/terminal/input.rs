//! Keys as terminals of all kinds write them, in the real program.

use super::{explorer, pty::Pty};

/// Quits with keys that only a sound reader takes for Ctrl-c.
fn quits(mut pty: Pty, keys: &str) {
    pty.type_keys(keys);
    let finished = pty.finish();
    assert!(finished.status.success());
    finished.assert_given_back();
}

#[test]
fn a_report_that_is_not_known_swallows_no_key() {
    let mut pty = explorer(&["strategy/pause"]);
    pty.type_keys("\u{1b}[?2026;2$y\u{1b}P1$r0m\u{1b}\\\u{1b}]4;0;rgb:0/0/0\u{7}gt");
    pty.wait_for("▸ Tags ");
    quits(pty, "\u{1b}[?2026;2$yq");
}

#[test]
fn ctrl_c_is_the_key_of_any_layout() {
    quits(explorer(&["strategy/pause"]), "\u{1b}[1089::99;5u");
}

#[test]
fn esc_closes_at_once_and_before_a_key_it_is_both() {
    let mut pty = explorer(&["strategy/pause"]);
    pty.type_keys("/");
    pty.wait_for("Esc Close");
    pty.type_keys("\u{1b}");
    pty.wait_until("the page", |screen| !screen.contents().contains("Esc Close"));
    pty.type_keys("/");
    pty.wait_for("Esc Close");
    // As tmux sends Esc and the key that follows it within half a second.
    quits(pty, "\u{1b}q");
}
