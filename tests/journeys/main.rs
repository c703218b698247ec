//! Journeys through the real explorer: keys and clicks go in, and the screen and the state are what they should be.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod comfort;
#[path = "../support/command.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod command;
mod consensus;
mod consistency;
#[path = "../support/driver.rs"]
mod driver;
mod editions;
mod finding;
mod hostile;
mod layers;
mod live;
mod pairs;
mod panes;
mod pointer;
mod reasons;
mod review;
mod robust;
mod screen;
mod selection;
#[path = "../support/sound.rs"]
mod sound;
mod symbols;
mod tools;
mod trail;
mod twelve;
mod verdict;
mod workbench;

use driver::{Driver, embedded};
use stratlas::app::Visit;
use stratlas::document::Target;
use stratlas::place::Place;

/// An explorer of the embedded atlas at the place written as `path`.
fn at(path: &str, size: (u16, u16)) -> Driver {
    Driver::new(embedded(), path, size)
}

fn place(driver: &Driver, path: &str) -> Place {
    Place::parse(&driver.session.graph.atlas, path).expect("a place")
}

/// Where the explorer is, as written.
fn here(driver: &Driver) -> String {
    driver.session.state.browse.place().path(&driver.session.graph.atlas)
}

/// How one stands there.
fn visit(driver: &Driver) -> Visit {
    driver.session.state.browse.trail.here().clone()
}

/// Steps from link to link of the pane with the focus until the cursor is on the one that leads to `path`.
fn step_to(driver: &mut Driver, path: &str) {
    let wanted = Some(Target::Place(place(driver, path)));
    for _ in 0..1000 {
        if driver.session.state.browse.target() == wanted {
            return;
        }
        let before = visit(driver);
        driver.keys("w");
        assert_ne!(visit(driver), before, "no link of this pane leads to {path}");
    }
}

fn rows(driver: &Driver) -> Vec<String> {
    screen::rows(driver.buffer())
}

fn says(driver: &Driver, text: &str) -> bool {
    rows(driver).iter().any(|row| row.contains(text))
}

/// Compares a screen, looks included, with the one on record.
macro_rules! assert_screen {
    ($driver:expr, $name:literal) => {
        insta::assert_snapshot!($name, $crate::screen::shown(&$driver));
    };
}
use assert_screen;
