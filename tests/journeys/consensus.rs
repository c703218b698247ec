//! Reviewers settle what they disagree on: keys record the consensus, and everyone's verdict stays as it is.

use std::path::Path;

use stratlas::review::{
    Change, ClaimCheck, JournalEvent, Percent, ReviewStance, Reviews, Signal, Status, Threshold, Verdict,
};
use stratlas::store::journal::{Journals, Stamp};
use stratlas::ui::Theme;

use super::driver::{Driver, embedded};
use super::review::card;
use super::{assert_screen, here, rows, says};

const PAUSE: &str = "strategy/pause";

/// An explorer whose reviewer, called `name`, records in `data` at that hour of one day.
fn reviewer(data: &Path, name: &str, hour: u8, size: (u16, u16)) -> Driver {
    let mut driver = Driver::new(embedded(), "home", size);
    driver.reviewing(data, name, &format!("2026-11-25T{hour:02}:00:00+01:00[Europe/Berlin]"));
    driver
}

fn on_disk(data: &Path, name: &str) -> Reviews {
    Reviews::fold(name, Journals::new(data).read().expect("the journals can be read").lines)
}

/// What was settled on the subject at `on`: the answer and, if there is one, the note.
fn settled(data: &Path, on: &str) -> Option<(String, Option<String>)> {
    let reviews = on_disk(data, "bob");
    let consensus = reviews.consensus(on)?.record.consensus.clone();
    assert_eq!(consensus.between, ["ada", "bob"]);
    Some((consensus.describe(), consensus.note))
}

/// Ada and bob judge the first three strategies by name; they agree on the first alone.
fn both_judge(data: &Path) -> [String; 3] {
    let mut ada = reviewer(data, "ada", 8, (140, 40));
    ada.keys("R disputed");
    assert!(!says(&ada, "Disputed between reviewers"), "nobody else has judged");
    ada.keys("<Esc> R by <Space> name <Enter>");
    let cards = ["b 8 n", "d 7 n", "r 6 n"].map(|keys| {
        let on = card(&ada);
        ada.keys(keys);
        on
    });
    ada.keys("E E");
    let mut bob = reviewer(data, "bob", 9, (140, 40));
    bob.keys("R by <Space> name <Enter> b n r 9 N Nobody <Space> knows. <Enter> n b n E E");
    cards
}

#[test]
fn what_reviewers_disagree_on_is_settled_by_the_usual_keys() {
    let data = tempfile::tempdir().expect("a folder");
    let [first, second, third] = both_judge(data.path());
    let before = on_disk(data.path(), "bob");
    let mut bob = reviewer(data.path(), "bob", 10, (140, 40));
    bob.keys("R disputed");
    assert!(says(&bob, "2 to settle together"), "{}", rows(&bob).join("\n"));
    bob.keys("<Enter>");
    assert_eq!(card(&bob), second);
    assert_ne!(second, first, "they agree on the first");
    assert!(says(&bob, "card 1 of 2") && says(&bob, "Nobody knows."));
    let is_beside = |row: &String| row.contains("Stance") && row.contains("doubt") && row.contains("reject");
    assert!(rows(&bob).iter().any(is_beside), "{}", rows(&bob).join("\n"));

    bob.keys("7");
    assert!(says(&bob, "A confidence needs a stance"));
    bob.keys("d 7 N We <Space> cannot <Space> tell. <Enter>");
    let note = Some("We cannot tell.".to_owned());
    assert_eq!(settled(data.path(), &second), Some(("doubt 70%".to_owned(), note)));
    assert!(says(&bob, "1 of 2 settled"));
    bob.keys("d");
    assert!(says(&bob, "Recorded already: doubt."));
    bob.keys("u u");
    assert_eq!(settled(data.path(), &second), Some(("doubt".to_owned(), None)), "each key is one step");
    bob.keys("U");
    assert_eq!(settled(data.path(), &second), Some(("doubt 70%".to_owned(), None)));

    bob.keys("n");
    assert_eq!(card(&bob), third);
    let last = on_disk(data.path(), "bob").last_id();
    for keys in ["s", "t", "w m", "S watched <Esc>", "Q 1 <Esc>", "# tag <Esc>", "x 1 <Esc>", "F 30 <Esc>"] {
        bob.keys(keys);
    }
    assert_eq!(on_disk(data.path(), "bob").last_id(), last, "a consensus is a stance, a confidence and a note");
    bob.keys(".");
    assert_eq!(settled(data.path(), &third), Some(("left open".to_owned(), None)));
    assert!(says(&bob, "1 of 2 settled · 1 left open"));
    bob.keys("E");
    assert_eq!(here(&bob), "session");

    let after = on_disk(data.path(), "bob");
    for name in ["ada", "bob"] {
        for on in [&first, &second, &third] {
            assert_eq!(after.of(name).verdict(on), before.of(name).verdict(on), "{name} on {on}");
        }
    }
    bob.keys("R disputed");
    assert!(!says(&bob, "to settle together"), "both are settled");
    bob.keys("<Esc> g r");
    assert!(says(&bob, "left open · ada and bob") && says(&bob, "doubt 70% · ada and bob · settled"));
}

#[test]
fn a_later_change_of_a_participant_brings_the_card_back() {
    let data = tempfile::tempdir().expect("a folder");
    let [_, second, _] = both_judge(data.path());
    let mut bob = reviewer(data.path(), "bob", 10, (140, 40));
    bob.keys("R disputed <Enter> d n r E");
    let mut ada = reviewer(data.path(), "ada", 11, (140, 40));
    ada.keys("R by <Space> name <Enter> n");
    assert_eq!(card(&ada), second);
    assert!(says(&ada, "ada and bob · settled"), "{}", rows(&ada).join("\n"));
    ada.keys("b");
    let reviews = on_disk(data.path(), "ada");
    assert!(reviews.has_judged_after_seeing("ada", &second) && !reviews.has_judged_after_seeing("bob", &second));
    assert!(says(&ada, "after seeing"));
    let mut bob = reviewer(data.path(), "bob", 12, (140, 40));
    bob.keys("R disputed");
    assert!(says(&bob, "1 to settle together"));
    bob.keys("<Enter>");
    assert_eq!(card(&bob), second);
    assert!(says(&bob, "settled, ada changed since"), "{}", rows(&bob).join("\n"));
    bob.keys("d");
    assert!(!says(&bob, "ada changed since"), "settled anew, with the same answer");
    let verdict = on_disk(data.path(), "bob").of("ada").verdict(&second).cloned().unwrap_or_default();
    assert_eq!((verdict.stance, verdict.confidence), (Some(ReviewStance::Back), Percent::new(70)));
}

/// The entry of `name`, at that hour of one day, of a verdict with the parts that `say` sets.
fn enter(data: &Path, name: &str, hour: u8, on: &str, say: impl FnOnce(&mut Verdict)) {
    let mut verdict = Verdict::default();
    say(&mut verdict);
    let set = Change::between(&Verdict::default(), &verdict).into();
    let at = format!("2026-11-25T{hour:02}:00:00+01:00[Europe/Berlin]").parse().expect("a moment");
    let stamp = Stamp { at, session: None, edition: None };
    let event = JournalEvent::Verdict { subject: on.to_owned(), text: None, set };
    Journals::new(data).of(name).expect("a name").append(&stamp, vec![event]).expect("it is written");
}

/// Bob at the card of `strategy/pause`, on which ada, bob and, if asked for, cyd disagree.
fn at_pause(data: &Path, with_cyd: bool, size: (u16, u16)) -> Driver {
    let commitment = "commitment/pause/1";
    enter(data, "ada", 8, PAUSE, |verdict| {
        verdict.stance = Some(ReviewStance::Back);
        verdict.confidence = Percent::new(80);
        verdict.signal = Some(Signal::new(Status::Watching));
        verdict.note = Some("Verification looks doable.".to_owned());
    });
    enter(data, "ada", 8, commitment, |verdict| {
        verdict.claim = Some(ClaimCheck::Holds);
        verdict.confidence = Percent::new(70);
    });
    enter(data, "bob", 9, PAUSE, |verdict| {
        verdict.stance = Some(ReviewStance::Reject);
        verdict.confidence = Percent::new(60);
        verdict.threshold = Some(Threshold::Stable);
    });
    enter(data, "bob", 9, commitment, |verdict| {
        verdict.claim = Some(ClaimCheck::Fails);
        verdict.confidence = Percent::new(80);
    });
    if with_cyd {
        enter(data, "cyd", 10, PAUSE, |verdict| verdict.stance = Some(ReviewStance::Doubt));
    }
    let mut bob = reviewer(data, "bob", 12, size);
    bob.keys("R disputed <Enter>");
    while card(&bob) != PAUSE {
        bob.keys("n");
    }
    bob
}

#[test]
fn the_card_of_a_consensus_looks_right_at_every_size() {
    let data = tempfile::tempdir().expect("a folder");
    let mut bob = at_pause(data.path(), false, (140, 40));
    bob.keys("d 5");
    assert_screen!(bob, "consensus");
    bob.session.set_theme(Theme::monochrome());
    bob.resize(140, 40);
    assert_screen!(bob, "consensus_without_colour");
    bob.resize(100, 30);
    assert_screen!(bob, "consensus_medium");
    bob.resize(60, 20);
    assert_screen!(bob, "consensus_narrow");
}

#[test]
fn three_reviewers_are_the_rows_of_a_table() {
    let data = tempfile::tempdir().expect("a folder");
    let mut bob = at_pause(data.path(), true, (140, 40));
    for (name, stance) in [("ada", "back"), ("bob (you)", "reject"), ("cyd", "doubt")] {
        let is_row = |row: &String| row.contains(name) && row.contains(stance);
        assert!(rows(&bob).iter().any(is_row), "{name}: {}", rows(&bob).join("\n"));
    }
    bob.keys("b");
    let reviews = on_disk(data.path(), "bob");
    let settled = reviews.consensus(PAUSE).expect("a consensus");
    assert_eq!(settled.record.consensus.participants(), "ada, bob and cyd");
    assert_screen!(bob, "consensus_of_three");
}
