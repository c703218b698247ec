//! What the atlas differs in from another edition, looked at in the explorer.

use stratlas::app::{Effect, Message};
use stratlas::graph::diff::{Diff, compare};
use stratlas::page::Edition;

use super::live::SHIFTED;
use super::*;

/// The comparison that was asked for since the last time.
fn asked(driver: &mut Driver) -> Vec<Edition> {
    let effects = std::mem::take(&mut driver.effects);
    effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Compare(with) => Some(with),
            _ => None,
        })
        .collect()
}

fn answer(driver: &mut Driver, with: Edition, found: Result<Diff, String>) {
    driver.send(Message::Compared(Box::new((with, found))));
}

/// What sets the edition in which every id is another one apart from the embedded one.
fn shifted() -> Diff {
    compare(&embedded(), &SHIFTED)
}

#[test]
fn changes_are_compared_once_when_someone_looks() {
    let mut driver = at("home", (140, 40));
    assert_eq!(asked(&mut driver), []);
    driver.keys("gu");
    assert_eq!(here(&driver), "changes");
    assert_eq!(asked(&mut driver), [Edition::Embedded]);
    assert!(says(&driver, "The editions are being compared."));
    driver.keys("gh gu j");
    assert_eq!(asked(&mut driver), [], "it is on its way");
    answer(&mut driver, Edition::Embedded, Ok(Diff::default()));
    assert!(says(&driver, "The editions do not differ.") && says(&driver, "g U asks for one of these names"));
    driver.keys("<Backspace> <Backspace> L");
    assert_eq!(asked(&mut driver), []);
}

#[test]
fn another_edition_can_be_named() {
    let mut driver = at("home", (140, 40));
    driver.keys("gU <C-u> ../mine <Enter>");
    let mine = Edition::At("../mine".to_owned());
    assert_eq!((here(&driver).as_str(), asked(&mut driver)), ("changes", vec![mine.clone()]));
    answer(&mut driver, Edition::Embedded, Ok(shifted()));
    assert!(says(&driver, "The editions are being compared."), "nobody waits for this answer any more");
    answer(&mut driver, mine.clone(), Err("../mine is no folder".to_owned()));
    assert!(says(&driver, "The editions cannot be compared: ../mine is no folder"));
    driver.keys("gU <Enter>");
    assert_eq!(asked(&mut driver), [mine], "what was named last is offered, and tried again");
    driver.keys("gU <Esc> gU start <Enter>");
    assert_eq!(asked(&mut driver), [Edition::Start]);
}

#[test]
fn an_atlas_that_is_read_again_is_compared_again_in_place() {
    let mut driver = at("home", (140, 40));
    driver.keys("gu");
    answer(&mut driver, Edition::Embedded, Ok(shifted()));
    assert_eq!(asked(&mut driver), [Edition::Embedded]);
    assert!(says(&driver, "Aaa first"));
    driver.renew(std::sync::Arc::clone(&SHIFTED));
    assert_eq!(asked(&mut driver), [Edition::Embedded]);
    assert!(says(&driver, "Aaa first"), "what was found stays in sight");
    driver.keys("gh").renew(embedded());
    assert_eq!(asked(&mut driver), [], "nobody looks");
    driver.keys("gu");
    assert_eq!(asked(&mut driver), [Edition::Embedded]);
}
