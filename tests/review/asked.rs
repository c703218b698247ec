//! Who asks, with which word, and what they may see.

use stratlas::review::{Card, JournalEvent, SessionStart};
use stratlas::store::journal::{Journal, Stamp};

use super::{Home, text};

#[test]
fn a_blank_name_is_refused_and_nobody_else_judges() {
    let home = Home::new();
    for name in ["", " "] {
        let output = home.run(&["--as", name, "review", "verdict", "strategy/pause", "--stance", "back"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("cannot be the name of a reviewer: it is empty"));
    }
    assert!(!home.reviews().exists());
}

#[test]
fn a_word_like_a_command_is_told_before_a_terminal_is_missed() {
    let home = Home::new();
    for (word, meant) in [("strt", "start"), ("agre", "agree")] {
        let output = home.run(&["review", word]);
        assert_eq!(output.status.code(), Some(2));
        let reported = text(&output.stderr);
        assert!(reported.contains(&format!("`review {meant}`?")) && !reported.contains("terminal"), "{reported}");
    }
    let reported = text(&home.run(&["review", "pause"]).stderr);
    assert!(reported.contains("terminal"), "{reported}");
}

#[test]
fn a_blind_review_that_waits_says_what_it_hides_from_queries() {
    let home = Home::new();
    home.done(&["review", "verdict", "strategy/pause", "--stance", "back"]);
    let search = ["search", "verdict:back"];
    assert!(home.run(&search).stderr.is_empty() && home.done(&search).contains("strategy/pause"));
    let start = SessionStart { queue: vec![Card::plain("strategy/pause")], blind: true, ..SessionStart::default() };
    let at = "2026-11-25T23:01:02+01:00".parse().expect("a moment");
    let stamp = Stamp { at, session: None, edition: None };
    Journal::at(home.journal()).append(&stamp, vec![JournalEvent::Start(start.into())]).expect("it is recorded");
    for words in [&search[..], &["list", "strategies", "--where", "verdict:back"]] {
        let output = home.run(words);
        assert_eq!(output.status.code(), Some(1));
        let reported = text(&output.stderr);
        assert!(
            reported.starts_with("stratlas: an unfinished blind review hides") && reported.lines().count() == 1,
            "{reported}"
        );
    }
    assert!(home.run(&["search", "pause"]).stderr.is_empty(), "what asks for no verdict lacks none");
    assert!(home.done(&["review", "report"]).contains("Pause"));
}
