//! What every layer above the panes has in common: lines outlive clicks, every list takes the mouse, Enter waits for the
//! answer, and nothing points at a page that is gone.

use stratlas::app::{Layer, Letters, Message, TrailEvent, TrailSnapshot};
use stratlas::model::SavedPortfolio;

use super::driver::Driver;
use super::review::{ada, card, on_disk};
use super::*;

/// What happens when `keys` are typed, once with answers at once and once with all of them after the last key.
fn fast_and_slow(place: &str, keys: &str) -> [(String, Vec<String>); 2] {
    [false, true].map(|is_slow| {
        let mut driver = at(place, (140, 40));
        if is_slow {
            driver.hold_answers();
        }
        driver.keys(keys);
        driver.let_answers_through();
        (here(&driver), rows(&driver))
    })
}

#[test]
fn enter_before_the_answer_applies_to_that_answer() {
    for (place, keys, leads_to) in [
        ("home", "/yann <Enter>", "person/yann-lecun"),
        ("home", ":lecun <Enter>", "person/yann-lecun"),
        ("home", "/pause <Esc> /yann <Enter>", "person/yann-lecun"),
        ("people", "F lecun <Enter>", "person/yann-lecun"),
        ("home", ":zoom <Enter>", "home"),
        ("people", "t / lecun <Enter>", "people"),
    ] {
        let [fast, slow] = fast_and_slow(place, keys);
        assert_eq!(fast.0, leads_to, "{keys}");
        assert_eq!(slow, fast, "{keys}");
    }
}

#[test]
fn what_is_typed_after_enter_asks_again() {
    let mut driver = at("home", (140, 40));
    driver.hold_answers();
    driver.keys("/yann <Enter> <Space> lecun");
    driver.let_answers_through();
    assert_eq!(here(&driver), "home", "the line was changed after Enter");
    assert!(matches!(driver.session.state.layer, Some(Layer::Search(_))));
}

/// The line of the layer that is open.
fn line(driver: &Driver) -> Option<String> {
    let layer = driver.session.state.layer.as_ref()?;
    Some(match layer {
        Layer::Prompt(prompt) => prompt.input.text().to_owned(),
        Layer::Search(search) => search.list.input.text().to_owned(),
        Layer::Help(help) => help.filter.text().to_owned(),
        layer => layer.picker()?.list.input.text().to_owned(),
    })
}

/// Clicks all over the screen, on nothing that a list would choose.
fn click_around(driver: &mut Driver, (width, height): (u16, u16)) {
    for y in [0, height / 2, height - 2, height - 1] {
        for x in [0, width - 1] {
            driver.send(Message::Click(x, y)).send(Message::Release);
        }
    }
}

#[test]
fn a_click_never_throws_a_line_away_that_is_typed() {
    for size in [(140, 40), (80, 24), (40, 12)] {
        for (keys, typed) in [
            ("S my-trail", "my-trail"),
            ("t / lecun", "lecun"),
            (": zoo", "zoo"),
            ("T peop", "peop"),
            ("/ zzqqzz", "zzqqzz"),
            ("? / scen", "scen"),
        ] {
            let mut driver = at("people", size);
            driver.keys(keys);
            click_around(&mut driver, size);
            assert_eq!(line(&driver).as_deref(), Some(typed), "{keys} at {size:?}");
        }
        let mut driver = at("people", size);
        driver.keys("F lecun").send(Message::Click(size.0 / 2, size.1 - 1));
        assert!(driver.session.state.browse.index.typing, "the filter is still typed at {size:?}");
    }
}

#[test]
fn a_click_keeps_the_note_of_a_verdict() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (80, 24));
    driver.keys("R by <Space> name <Enter> N because <Space> of <Space> this");
    click_around(&mut driver, (80, 24));
    assert_eq!(line(&driver).as_deref(), Some("because of this"));
    let on = card(&driver);
    driver.keys("<Enter>");
    let note = on_disk(data.path()).mine().verdict(&on).and_then(|verdict| verdict.note.clone());
    assert_eq!(note.as_deref(), Some("because of this"));
}

#[test]
fn a_prompt_in_which_nothing_is_typed_closes_by_a_click_beside_it() {
    let mut driver = at("home", (140, 40));
    driver.keys("S").send(Message::Click(60, 39));
    assert!(driver.session.state.layer.is_some(), "a click into its line");
    driver.send(Message::Click(60, 10));
    assert!(driver.session.state.layer.is_none());
}

#[test]
fn a_confirmation_lives_for_one_key() {
    let data = tempfile::tempdir().expect("a folder");
    let is_open = || on_disk(data.path()).mine().open_session().is_some();
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter> b E");
    assert!(says(&driver, "Again to end the session all the same"));
    driver.keys("n E");
    assert!(is_open(), "another key came between");
    driver.keys("ö E");
    assert!(is_open(), "a key that is bound to nothing came between");
    driver.keys("g <Esc> E");
    assert!(is_open(), "a sequence of keys that was given up came between");
    driver.send(Message::Click(1, 1)).keys("E");
    assert!(is_open(), "a click came between");
    driver.keys("E");
    assert!(!is_open());
}

/// The list of `count` saved trails, of as many portfolios, or the palette.
fn list(of: &str, size: (u16, u16)) -> Driver {
    let mut driver = at("strategy/pause", size);
    let names = (0..60).map(|number| format!("name-{number:02}"));
    match of {
        "trails" => {
            driver.send(Message::Trail(TrailEvent::Listed(names.collect())));
        }
        "portfolios" => {
            let saved = |name: String| SavedPortfolio { slug: name.clone(), name, strategies: Vec::new() };
            driver.session.state.model.portfolios.saved = names.map(saved).collect();
            driver.keys("P l");
        }
        "trail" => {
            for _ in 0..60 {
                driver.keys("gt gl");
            }
            driver.keys("T");
            for _ in 0..200 {
                driver.send(Message::Wheel(size.0 / 2, size.1 / 2, -1));
            }
        }
        _ => {
            driver.keys(":");
        }
    }
    driver
}

#[test]
fn every_list_takes_the_wheel_the_scrollbar_and_clicks() {
    for size in [(140, 40), (60, 14), (40, 12)] {
        for of in ["trails", "portfolios", "palette", "trail"] {
            let mut driver = list(of, size);
            let at = |driver: &Driver| {
                let picker = driver.session.state.layer.as_ref().and_then(Layer::picker).expect("a list");
                (picker.list.selected, picker.list.scroll, picker.areas(driver.session.state.browse.size).entries)
            };
            let (_, _, entries) = at(&driver);
            let heading = driver.session.state.layer.as_ref().and_then(Layer::picker).expect("a list").heading;
            for _ in 0..40 {
                driver.send(Message::Wheel(entries.x + 1, entries.y, 3));
            }
            // Headings are passed over.
            assert!((40..=43).contains(&at(&driver).0), "{of} at {size:?}: the wheel");
            let bar = entries.x + entries.width;
            driver.send(Message::Click(bar, entries.y)).send(Message::Release);
            assert_eq!(at(&driver).1, 0, "{of} at {size:?}: a click on the scrollbar");
            driver.send(Message::Click(bar, entries.y)).send(Message::Drag(bar, size.1)).send(Message::Release);
            assert!(at(&driver).1 > 30, "{of} at {size:?}: the scrollbar is dragged");
            driver.send(Message::Click(entries.x + 3, entries.y + 1));
            let listed = driver.session.state.layer.as_ref().and_then(Layer::picker);
            assert!(listed.is_none_or(|now| now.heading != heading), "{of} at {size:?}: a click chooses");
        }
    }
}

#[test]
fn a_long_question_takes_the_wheel_and_the_scrollbar() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (40, 12));
    driver.keys("R by <Space> name <Enter> Q");
    let scroll = |driver: &Driver| match &driver.session.state.layer {
        Some(Layer::Choice(choice)) => choice.layout(driver.session.state.browse.size).first,
        other => panic!("{other:?}"),
    };
    driver.send(Message::Wheel(20, 5, 1));
    assert_eq!(scroll(&driver), 1);
    driver.send(Message::Wheel(20, 5, -3));
    assert_eq!(scroll(&driver), 0);
    let (x, y) = (0..40)
        .flat_map(|x| (0..12).map(move |y| (x, y)))
        .find(|at| driver.buffer()[*at].symbol() == "┃")
        .expect("a scrollbar");
    driver.send(Message::Click(x, y)).send(Message::Drag(x, 11)).send(Message::Release);
    assert!(scroll(&driver) > 0);
}

#[test]
fn hints_close_when_another_page_comes_on_screen() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("f");
    assert!(matches!(driver.session.state.layer, Some(Layer::Letters(Letters::Hints(_)))));
    driver.send(Message::Notice("nothing that they point at has changed".to_owned()));
    assert!(matches!(driver.session.state.layer, Some(Layer::Letters(Letters::Hints(_)))));
    let steps = vec![("home".to_owned(), None), ("tags".to_owned(), Some(0))];
    driver.send(Message::Trail(TrailEvent::Opened(TrailSnapshot {
        name: "late".to_owned(),
        steps,
        current: 1,
        ..TrailSnapshot::default()
    })));
    assert!(driver.session.state.layer.is_none(), "its letters would point at another page");
    driver.keys("j");
    assert_eq!(here(&driver), "tags");
}

#[test]
fn a_click_ends_a_sequence_of_keys() {
    let mut driver = at("home", (140, 40));
    driver.keys("g").send(Message::Click(0, 39)).keys("t");
    assert_eq!(here(&driver), "home", "the prefix is forgotten");
    driver.keys("<Esc> <Esc> 3").send(Message::Click(0, 39));
    assert!(!rows(&driver)[39].contains(" 3 "), "and so is a count");
}

#[test]
fn the_filter_asks_again_once_the_search_has_closed() {
    let mut driver = at("people", (140, 40));
    driver.keys("F lecun <Enter> /pause");
    let filtered = |driver: &Driver| driver.session.state.browse.index.counts();
    let before = filtered(&driver);
    driver.renew(embedded()).keys("<Esc>");
    let finds = driver.found;
    assert_eq!(filtered(&driver), before);
    driver.keys("j k");
    assert_eq!(driver.found, finds, "it has asked once, when the search closed");
}
