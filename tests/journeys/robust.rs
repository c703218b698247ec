//! Whatever happens in whatever order on a screen of whatever size, the explorer holds together.

use std::fmt;
use std::sync::{Arc, LazyLock};

use proptest::collection::vec;
use proptest::prelude::*;
use stratlas::action::{Action, KeyNames};
use stratlas::app::{Effect, Message, SearchAnswer};
use stratlas::keymap::{Key, default_keymap};

use super::driver::{Driver, embedded};
use super::hostile::{assert_harmless, graph};
use super::sound::assert_sound;

/// Something that can happen.
#[derive(Clone, Debug)]
enum Happening {
    Keys(Keys),
    Text(String),
    Click(u16, u16),
    Wheel(u16, u16, isize),
    Resize(u16, u16),
}

/// Keys in a row, shown as they are written.
#[derive(Clone)]
struct Keys(Vec<Key>);

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(ToString::to_string)).finish()
    }
}

/// Every sequence of keys that stands for something.
static SEQUENCES: LazyLock<Vec<Keys>> = LazyLock::new(|| {
    let keys = |action: &Action| default_keymap().keys_of(*action);
    let read = |keys: String| Keys(keys.split(' ').map(|key| key.parse().expect("a key")).collect());
    Action::all().iter().flat_map(keys).map(read).collect()
});

fn happening() -> impl Strategy<Value = Happening> {
    let bound = (0..SEQUENCES.len()).prop_map(|n| Happening::Keys(SEQUENCES[n].clone()));
    let typed = "[ -~é日]".prop_map(|typed| Happening::Keys(Keys(vec![typed.parse().unwrap_or_else(|_| space())])));
    let text =
        prop_oneof!["[a-z':^$! ]{0,8}", "\\PC{0,8}", Just("kind:person yan".to_owned())].prop_map(Happening::Text);
    let cell = (0..200_u16, 0..60_u16);
    let click = cell.clone().prop_map(|(x, y)| Happening::Click(x, y));
    let wheel = (cell, -9..9_isize).prop_map(|((x, y), rows)| Happening::Wheel(x, y, rows));
    let resize = (1..200_u16, 1..60_u16).prop_map(|(width, height)| Happening::Resize(width, height));
    prop_oneof![8 => bound, 3 => typed, 2 => text, 2 => click, 1 => wheel, 1 => resize]
}

fn space() -> Key {
    "Space".parse().expect("a key")
}

fn happen(driver: &mut Driver, happening: Happening) {
    match happening {
        Happening::Keys(Keys(keys)) => keys.into_iter().for_each(|key| driver.key(key)),
        Happening::Text(text) => drop(driver.send(Message::Text(text))),
        Happening::Click(x, y) => drop(driver.send(Message::Click(x, y))),
        Happening::Wheel(x, y, rows) => drop(driver.send(Message::Wheel(x, y, rows))),
        Happening::Resize(width, height) => drop(driver.resize(width, height)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_actions_leave_the_explorer_sound(happenings in vec(happening(), 1..40)) {
        let mut driver = Driver::new(embedded(), "strategy/open-source-maximalism", (140, 40));
        for happening in happenings {
            happen(&mut driver, happening);
            assert_sound(&driver);
        }
    }

    #[test]
    fn random_actions_on_hostile_data_leave_the_explorer_sound(
        first in 0..16_usize,
        happenings in vec(happening(), 1..40),
    ) {
        let mut driver = Driver::new(graph(first), "strategy/one", (100, 30));
        for happening in happenings {
            happen(&mut driver, happening);
            assert_sound(&driver);
            assert_harmless(driver.buffer(), "after random actions");
        }
    }
}

#[test]
fn every_size_is_drawn() {
    let graph = embedded();
    let widths = [1, 2, 3, 7, 19, 39, 40, 41, 60, 79, 80, 81, 119, 120, 121, 200, 300];
    let heights = [1, 2, 3, 6, 11, 12, 13, 25, 60, 100];
    let places = ["home", "strategy/pause", "people", "person/yann-lecun", "mechanisms"];
    for (n, place) in places.into_iter().enumerate() {
        for overlay in ["", "/ e", "?", "F gov", "<Tab> f"] {
            let mut driver = Driver::new(Arc::clone(&graph), place, (140, 40));
            driver.keys(overlay);
            for (width, height) in
                widths.into_iter().flat_map(|width| heights.map(|height| (width, height))).skip(n).step_by(places.len())
            {
                driver.resize(width, height);
                assert_sound(&driver);
                driver.keys("<Down> <PageDown>");
                assert_sound(&driver);
                driver.keys("<PageUp>");
                assert_harmless(driver.buffer(), &format!("{place} at {width}x{height} with {overlay:?}"));
            }
        }
    }
}

#[test]
fn an_answer_that_comes_after_its_question_was_given_up_changes_nothing() {
    for (open, close) in [("/", "<Esc>"), (":", "<Esc>"), ("F", "<Esc>")] {
        let mut driver = Driver::new(embedded(), "strategies", (100, 30));
        driver.keys(open);
        let asked = driver.session.key("y".parse().expect("a key"));
        let ticket = asked.iter().find_map(|effect| match effect {
            Effect::Search { ticket, .. } => Some(*ticket),
            _ => None,
        });
        driver.keys(close);
        let before = driver.buffer().clone();
        driver
            .send(Message::SearchAnswer(SearchAnswer { ticket: ticket.expect("it asks"), ..SearchAnswer::default() }));
        assert_eq!(driver.buffer(), &before, "after {open}");
    }
}
