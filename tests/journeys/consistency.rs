//! Consistency by keys: its entries open cards, and one is accepted with a note.

use stratlas::review::{ClaimCheck, ReviewStance};

use super::review::{ada, card, on_disk, pause, verdict};
use super::{here, says};

#[test]
fn an_entry_opens_its_card_and_is_accepted_with_a_note() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = pause(data.path(), (140, 50));
    driver.keys("b 6 S <Enter> E E g K");
    assert_eq!(here(&driver), "consistency");
    assert!(
        says(&driver, "Backed although its signal has landed") && says(&driver, "backed 60%"),
        "{}",
        super::rows(&driver).join("\n")
    );
    let before = on_disk(data.path()).last_id();
    driver.keys("g g j k");
    assert_eq!(on_disk(data.path()).last_id(), before, "moving records nothing");
    while driver.session.state.browse.target().is_none_or(|target| !format!("{target:?}").contains("Entity")) {
        driver.keys("j");
    }
    driver.keys("A hedge <Enter>");
    assert!(says(&driver, "Accepted until the inconsistency changes") && !says(&driver, "Signal landed"));
    // What is typed is a note too, and an undo brings the entry back.
    drop(driver);
    let mut driver = ada(data.path(), (140, 50));
    driver.keys("g K");
    assert!(says(&driver, "“hedge”"));
    while driver.session.state.browse.target().is_none_or(|target| !format!("{target:?}").contains("Entity")) {
        driver.keys("j");
    }
    driver.keys("<Enter>");
    assert_eq!((here(&driver).as_str(), card(&driver).as_str()), ("card", "strategy/pause"));
    driver.keys("d");
    assert_eq!(verdict(data.path(), "strategy/pause").stance, Some(ReviewStance::Doubt));
    driver.keys("g K");
    assert!(says(&driver, "You back no strategy yet"));
    assert_eq!(verdict(data.path(), "commitment/pause/1").claim, None::<ClaimCheck>);
}
