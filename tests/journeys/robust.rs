//! Whatever happens in whatever order on a screen of whatever size, the explorer holds together.

use std::fmt;
use std::sync::{Arc, LazyLock};

use proptest::collection::vec;
use proptest::prelude::*;
use stratlas::action::{Action, Focus, KeyNames, KeyScope};
use stratlas::app::{Arrangement, Effect, Layer, ListAreas, ListState, Message, SearchAnswer, TextInput, help_height};
use stratlas::keymap::{Key, default_keymap};
use stratlas::text;

use super::driver::{Driver, embedded};
use super::hostile::{assert_harmless, graph};

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

/// What holds at any time.
fn assert_sound(driver: &Driver) {
    let state = &driver.session.state;
    let layout = &state.browse.view.layout;
    assert_eq!(state.browse.trail.backwards().next(), Some(state.browse.place()), "the trail ends where one is");
    assert!(layout.reachable.contains(&state.browse.focus()), "the focus is on a pane that can be reached");
    assert!(state.scopes() != [KeyScope::Browse] || state.layer.is_none());
    for pane in &layout.panes {
        let height = usize::from(pane.text().height);
        let Some(flow) = state.browse.view.flow(pane.focus) else { continue };
        let at = state.browse.pane(pane.focus);
        if flow.rows.is_empty() {
            continue;
        }
        assert!(at.row < flow.rows.len(), "{:?}: the cursor is past the end", pane.focus);
        assert!((at.scroll..at.scroll + height).contains(&at.row), "{:?}: the cursor is out of sight", pane.focus);
        assert!(at.scroll == 0 || at.scroll + height <= flow.rows.len(), "{:?}: scrolled past the end", pane.focus);
        assert!(at.link.is_none_or(|link| link < flow.links.len()), "{:?}: no such link", pane.focus);
    }
    if let Some(pane) = layout.pane(Focus::Index)
        && !state.browse.index.rows().is_empty()
    {
        let (row, scroll) = (state.browse.index.row, state.browse.index.scroll);
        assert!(row < state.browse.index.rows().len(), "the cursor is past the end of the index");
        assert!((scroll..scroll + usize::from(pane.text().height)).contains(&row), "the cursor is out of sight");
    }
    if let Some(Layer::Search(search)) = &state.layer {
        assert!(search.hits.is_empty() || search.list.selected < search.hits.len(), "no such result");
        assert!(search.list.input.text().is_char_boundary(search.list.input.cursor()));
    }
    assert_cursor(driver);
}

/// The terminal's cursor is on the row that is selected or where the next letter goes: that is what screen readers read.
fn assert_cursor(driver: &Driver) {
    let state = &driver.session.state;
    let size = state.browse.size;
    let mut buffer = driver.buffer().clone();
    buffer.reset();
    let cursor = driver.session.screen().render(&mut buffer);
    if state.browse.view.layout.arrangement == Arrangement::TooSmall {
        assert_eq!(cursor, None, "there is nothing to be on");
        return;
    }
    let cursor = cursor.expect("the cursor is shown in every frame");
    assert!(cursor.x < size.width && cursor.y < size.height, "the cursor {cursor} is off the screen");
    let footer = state.browse.view.layout.footer.y;
    let typed_at = |input: &TextInput, start: u16, y: u16, end: u16| {
        let before = u16::try_from(text::width(&input.text()[..input.cursor()])).unwrap_or(u16::MAX);
        assert_eq!(cursor.y, y, "the cursor is in the line that is typed");
        assert_eq!(cursor.x, start.saturating_add(before).min(end), "it is where the next letter goes");
    };
    let list_at = |list: &ListState| {
        let input = ListAreas::new(size).input;
        typed_at(&list.input, input.x + 2, input.y, input.x + input.width - 1);
    };
    match &state.layer {
        Some(Layer::Search(search)) => typed_at(&search.list.input, 2, 0, size.width - 1),
        Some(layer) if layer.picker().is_some() => list_at(layer.picker().expect("a list").list),
        // Nothing is typed in a choice, and a part of a verdict has rows above its line.
        Some(Layer::Choice(_)) => {}
        Some(Layer::Prompt(_)) => assert_eq!(cursor.y, footer, "a prompt is the last line"),
        Some(Layer::Help(help)) if help.typing => assert_eq!(cursor.y, 2, "the help is narrowed in its heading"),
        Some(Layer::Help(help)) => {
            let seen = help.scroll..help.scroll + help_height(size);
            let is_seen = help.row().is_some_and(|row| seen.contains(&row));
            assert!(!is_seen || buffer[cursor].symbol() == "▌", "it is on the action that is selected");
        }
        None if state.browse.index.typing => assert_eq!(cursor.y, footer, "the filter is typed in the last line"),
        Some(_) | None => {
            let pane =
                state.browse.view.layout.pane(state.browse.focus()).expect("the pane with the focus is in sight");
            if let Some(areas) = state.browse.matrix_areas().filter(|_| pane.focus == Focus::Main) {
                let beside = cursor.x == areas.pane.x && areas.cells.contains(areas.cells.x, cursor.y);
                assert!(beside || areas.cells.width == 0 || areas.cells.height == 0, "{cursor} is off {areas:?}");
                return;
            }
            let (row, scroll) = match pane.focus {
                Focus::Index => (state.browse.index.row, state.browse.index.scroll),
                focus => (state.browse.pane(focus).row, state.browse.pane(focus).scroll),
            };
            let y = usize::from(pane.body.y) + row - scroll;
            assert_eq!((usize::from(cursor.x), usize::from(cursor.y)), (pane.body.x.into(), y), "{:?}", pane.focus);
        }
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
