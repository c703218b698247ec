//! Every view on screens of several sizes: with ASCII symbols the program draws nothing else, and nothing collides.

use stratlas::model::Kind;
use stratlas::place::{Overview, Place};
use stratlas::ui::Symbols;

use crate::driver::Driver;
use crate::screen::rows;
use crate::{at, embedded};

/// A page of every kind of place.
fn paths() -> Vec<String> {
    let atlas = &embedded().atlas;
    let overviews = Overview::ALL.iter().map(|overview| Place::from(*overview).path(atlas));
    let lists = Kind::ALL.into_iter().map(|kind| Place::from(kind).path(atlas));
    let first = Kind::ALL.into_iter().filter_map(|kind| kind.entities(atlas).next());
    let entities = first.map(|entity| Place::from(entity).path(atlas));
    let others = [
        "home",
        "axis/time-horizon",
        "axis/coercion/treaty",
        "density/speed/during-transition",
        "board/frontier-builder/household-name",
        "compare/pause/acceleration",
        "around/strategy/pause",
        "around/strategy/pause/2",
        "path/strategy/pause/person/yann-lecun",
        "strategy/open-source-maximalism",
        "person/yann-lecun",
    ];
    overviews.chain(lists).chain(entities).chain(others.map(str::to_owned)).collect()
}

/// Asserts that each character on the screen is ASCII, or a letter of a name or a text.
fn assert_ascii(driver: &Driver, view: &str) {
    for row in rows(driver.buffer()) {
        let odd: Vec<char> = row.chars().filter(|c| !c.is_ascii() && !c.is_alphabetic()).collect();
        assert!(odd.is_empty(), "{view}: {odd:?} in {row}");
    }
}

#[test]
fn every_view_is_drawn_in_ascii() {
    for size in [(140, 40), (60, 20)] {
        for path in paths() {
            let mut driver = at(&path, size);
            driver.session.set_symbols(Symbols::Ascii);
            // Another part of the page too, with another size, since the screen is drawn anew.
            driver.resize(size.0 - 1, size.1);
            assert_ascii(&driver, &path);
            driver.keys("<PageDown> <Tab> <PageDown>");
            assert_ascii(&driver, &path);
        }
    }
    for keys in ["?", ":", "/ pause", "g", "f", "s", "P", "O", "T", "R", "F lecun", "m", "'"] {
        let mut driver = at("strategy/pause", (100, 30));
        driver.session.set_symbols(Symbols::Ascii);
        driver.keys(keys);
        assert_ascii(&driver, keys);
    }
    for keys in ["c", "j l", "<Enter>"] {
        let mut driver = at("matrix", (100, 30));
        driver.session.set_symbols(Symbols::Ascii);
        driver.keys(keys);
        assert_ascii(&driver, keys);
    }
}

#[test]
fn no_view_collides_with_the_footer_or_leaves_a_sign_alone() {
    for (width, height) in [(80, 24), (60, 20)] {
        for path in paths() {
            let mut driver = at(&path, (width, height));
            for _ in 0..3 {
                let rows = rows(driver.buffer());
                let (footer, above) = rows.split_last().expect("a screen");
                assert!(footer.contains("Search") && !footer.contains('│'), "{path}: {footer}");
                for row in above {
                    assert!(!row.contains("Search  "), "{path}: the footer is drawn twice: {row}");
                    for cell in row.split(['│', '┃', '▌']) {
                        assert!(!matches!(cell.trim(), "↔" | "↑" | "↓"), "{path}: a sign alone in {row}");
                    }
                }
                driver.keys("<PageDown>");
            }
        }
    }
}
