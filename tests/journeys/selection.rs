//! Rows selected with one key, and the actions that apply to all of them.

use std::sync::Arc;

use stratlas::app::{Copied, Effect, Layer};
use stratlas::review::ReviewStance;

use super::driver::{Driver, embedded};
use super::live::SHIFTED;
use super::{at, here, rows, says, step_to};

/// The addresses of the selected records, in the order selected.
fn selected(driver: &Driver) -> Vec<String> {
    let places = driver.session.state.browse.selection.places().iter();
    places.map(|place| place.path(&driver.session.graph.atlas)).collect()
}

/// An explorer of the strategies with these selected.
fn with_selected(paths: &[&str]) -> Driver {
    let mut driver = at("strategies", (140, 40));
    for path in paths {
        step_to(&mut driver, path);
        driver.keys("V g g");
    }
    driver
}

#[test]
fn selected_rows_have_a_sign_are_counted_and_stay_until_esc() {
    let mut driver = at("strategies", (140, 40));
    step_to(&mut driver, "strategy/pause");
    driver.keys("V");
    assert_eq!(selected(&driver), ["strategy/pause"]);
    assert!(says(&driver, "■ 1 selected"), "{:?}", rows(&driver).last());
    assert!(rows(&driver).iter().any(|row| row.contains("■Pause")), "the sign is before the name");
    driver.keys("V");
    let both = selected(&driver);
    assert_eq!(both.len(), 2, "the cursor had moved to the next strategy: {both:?}");
    driver.keys("g t <Backspace>");
    assert_eq!(selected(&driver), both, "they stay selected on other pages");
    driver.keys("g s g g");
    step_to(&mut driver, "strategy/pause");
    driver.keys("V");
    assert_eq!(selected(&driver), both[1..], "the same key unselects");
    driver.keys("<Esc>");
    assert!(selected(&driver).is_empty());
    assert!(says(&driver, "Selection cleared: 1 row was selected."));
}

#[test]
fn a_count_selects_that_many_rows_and_one_key_all_of_a_list() {
    let mut driver = at("people", (140, 40));
    step_to(&mut driver, "person/yann-lecun");
    driver.keys("3V");
    assert_eq!(selected(&driver).len(), 3);
    assert!(selected(&driver).iter().all(|path| path.starts_with("person/")));
    driver.keys("<Esc> g s");
    step_to(&mut driver, "strategy/pause");
    driver.keys("<C-a>");
    let graph = embedded();
    let pause = graph.atlas.strategies.find("pause").expect("the strategy");
    let lever = graph.on_lever(graph.atlas.strategies[pause].coordinates.lever);
    assert_eq!(selected(&driver).len(), lever.len(), "all strategies of its lever");
    driver.keys("<C-a>");
    assert!(selected(&driver).is_empty(), "again unselects them");
    driver.keys("v i h V V");
    assert_eq!(selected(&driver).len(), 2, "rows of the index too");
}

#[test]
fn compare_copy_brief_path_and_portfolio_apply_to_selected_rows() {
    let two = ["strategy/pause", "strategy/gradualism"];
    let mut driver = with_selected(&two);
    driver.keys("y p");
    let addresses = Copied::Text(two.join("\n"), "the addresses of the selected rows");
    assert_eq!(driver.effects.last(), Some(&Effect::Copy(addresses)));
    for keys in ["B", "y b"] {
        driver.keys(keys);
        assert!(matches!(driver.effects.last(), Some(Effect::Copy(Copied::Brief(subjects))) if subjects.len() == 2));
    }
    driver.keys("p");
    assert!(says(&driver, "Added 2 selected strategies: 2 in the current portfolio"));
    driver.keys("c");
    assert_eq!(here(&driver), "compare/pause/gradualism");
    driver.keys("W");
    assert_eq!(here(&driver), "path/strategy/pause/strategy/gradualism");
    assert_eq!(selected(&driver), two);

    let mut driver = with_selected(&two);
    driver.keys("g t");
    step_to(&mut driver, "tag/pause");
    driver.keys("V c");
    assert!(says(&driver, "3 rows are selected."), "a tag and two strategies cannot be compared");
}

#[test]
fn one_verdict_is_recorded_on_all_selected_rows_and_undone_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut driver = with_selected(&["strategy/pause", "strategy/gradualism"]);
    driver.reviewing(folder.path(), "ada", "2026-03-02T10:00:00+01:00[Europe/Berlin]");
    driver.keys("R");
    assert!(says(&driver, "Judge 2 selected rows at once") && says(&driver, "Review 2 selected rows"));
    driver.keys("<Enter>");
    assert!(matches!(driver.session.state.layer, Some(Layer::BulkVerdict(_))));
    assert!(says(&driver, "records 2 of 2") && says(&driver, "Pause: no verdict → back"), "{:#?}", rows(&driver));
    driver.keys("doubt <Enter>");
    let mine = driver.session.state.model.reviews.mine();
    for path in ["strategy/pause", "strategy/gradualism"] {
        assert_eq!(mine.verdict(path).and_then(|verdict| verdict.stance), Some(ReviewStance::Doubt), "{path}");
    }
    assert_eq!(mine.undoable(None).map(|action| action.lines.len()), Some(2), "one action");
    driver.keys("R <Enter> doubt <Enter>");
    assert!(says(&driver, "Recorded already on all selected rows."));
}

#[test]
fn a_selected_row_that_a_new_edition_lacks_is_named() {
    let mut driver = Driver::new(Arc::clone(&SHIFTED), "strategies", (140, 40));
    for path in ["strategy/aaa", "strategy/pause"] {
        step_to(&mut driver, path);
        driver.keys("V g g");
    }
    driver.renew(embedded());
    assert_eq!(selected(&driver), ["strategy/pause"]);
    assert!(says(&driver, "Aaa first is gone from the atlas"));
}

#[test]
fn what_a_request_records_is_confirmed_once_it_is_on_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut driver = with_selected(&["strategy/pause", "strategy/gradualism"]);
    driver.reviewing(folder.path(), "ada", "2026-03-02T10:00:00+01:00[Europe/Berlin]");
    let journal = driver.hold_back();
    driver.keys("R <Enter> doubt <Enter>");
    assert!(!says(&driver, "Recorded 2 verdicts"), "{:?}", rows(&driver).last());
    driver.let_through(journal);
    driver.resize(140, 40);
    assert!(says(&driver, "Recorded 2 verdicts; `stratlas review undo` undoes all of them."));
}

#[test]
fn a_blind_review_hides_the_earlier_verdict_from_the_list_of_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut driver = with_selected(&["strategy/pause"]);
    driver.reviewing(folder.path(), "ada", "2026-03-02T10:00:00+01:00[Europe/Berlin]");
    driver.keys("R <Enter> doubt <Enter>");
    driver.at("2027-01-05T10:00:00+01:00[Europe/Berlin]");
    driver.keys("R at <Space> once <Enter>");
    assert!(says(&driver, "Pause: doubt → back"), "{:#?}", rows(&driver));
    driver.keys("<Esc> <Esc> R blind <Enter> g s");
    step_to(&mut driver, "strategy/pause");
    driver.keys("V R at <Space> once <Enter>");
    assert!(says(&driver, "Pause: no verdict → back"), "{:#?}", rows(&driver));
    driver.keys("doubt");
    assert!(says(&driver, "Pause: no verdict → doubt"), "{:#?}", rows(&driver));
}
