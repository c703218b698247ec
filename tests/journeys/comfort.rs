//! What makes the explorer comfortable: lines that come back, trails that are kept, clicks and keys that do not surprise.

use stratlas::action::Focus;
use stratlas::app::{Effect, Layer, Message, SearchAreas, TrailEvent, TrailSaveMode, TrailSnapshot};

use super::*;

/// What stands in the line of the search.
fn query(driver: &Driver) -> &str {
    let search = driver.session.state.layer.as_ref().and_then(|layer| match layer {
        Layer::Search(search) => Some(search),
        _ => None,
    });
    search.expect("the search is open").list.input.text()
}

#[test]
fn the_search_offers_the_last_query_and_remembers_those_before() {
    let mut driver = at("home", (140, 40));
    driver.keys("/yann <Enter> /pause <Esc>");
    assert_eq!(driver.effects, [Effect::SaveSearch("yann".to_owned()), Effect::SaveSearch("pause".to_owned())]);
    driver.keys("/");
    assert_eq!(query(&driver), "pause");
    assert!(says(&driver, "results"), "its results are there at once");
    driver.keys("<A-p>");
    assert_eq!(query(&driver), "yann");
    assert!(says(&driver, "Yann LeCun"));
    driver.keys("<A-p> <A-n>");
    assert_eq!(query(&driver), "pause");
    driver.keys("<Esc> /");
    driver.keys("open");
    assert_eq!(query(&driver), "open", "what is typed takes the place of what was offered");
    driver.keys("<Esc> / <Backspace>");
    assert_eq!(query(&driver), "");
}

#[test]
fn filters_and_the_palette_have_a_history_of_their_own() {
    let mut driver = at("home", (140, 40));
    driver.keys("F gov <Enter> <Esc> : zoom <Enter> z F <A-p>");
    assert_eq!(driver.session.state.browse.index.filter.text(), "gov");
    assert!(driver.session.state.browse.index.is_filtered());
    driver.keys("<Esc> : <A-p>");
    let Some(Layer::Palette(palette)) = &driver.session.state.layer else { panic!("it is open") };
    assert_eq!(palette.list.input.text(), "zoom");
    assert!(says(&driver, "zoom"));
}

#[test]
fn a_trail_takes_the_place_of_another_only_if_that_is_said_again() {
    let mut driver = at("home", (140, 40));
    driver.keys("gt S");
    driver.keys("reading <Enter>");
    driver.send(Message::Trail(TrailEvent::NameTaken("reading".to_owned())));
    assert!(says(&driver, "another trail has this name; Enter replaces it reading"));
    driver.keys("mine");
    assert!(says(&driver, "name of the trail mine"), "what is typed takes the place of what was taken");
    driver.keys("<C-u> reading <Enter>");
    assert_eq!(driver.effects.last(), Some(&Effect::SaveTrail(saved_trail(&driver), TrailSaveMode::Overwrite)));
    driver.send(Message::Trail(TrailEvent::NameTaken("reading".to_owned())));
    driver.keys("<Esc> S");
    assert!(!says(&driver, "reading"), "it has no name yet");
}

/// The trail that was to be kept last.
fn saved_trail(driver: &Driver) -> TrailSnapshot {
    let saved_trail = driver.effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveTrail(trail, _) => Some(trail.clone()),
        _ => None,
    });
    saved_trail.expect("a trail is kept")
}

#[test]
fn a_trail_is_named_kept_and_taken_up_again() {
    let mut driver = at("home", (140, 40));
    driver.keys("gt gp <Backspace> gl S");
    driver.keys("reading <Enter>");
    let trail = saved_trail(&driver);
    let step = |place: &str, from| (place.to_owned(), from);
    let steps = [step("home", None), step("tags", Some(0)), step("people", Some(1)), step("levers", Some(1))];
    assert_eq!((trail.name.as_str(), &trail.steps[..], trail.current), ("reading", &steps[..], 3));
    assert_eq!(driver.effects.last(), Some(&Effect::SaveTrail(trail.clone(), TrailSaveMode::Create)));
    driver.send(Message::Trail(TrailEvent::Saved("reading".to_owned())));
    assert!(says(&driver, "Saved the trail as reading"));
    driver.keys("S");
    assert!(says(&driver, "name of the trail reading"), "its name is offered");
    driver.keys("<Esc> gh O");
    assert!(driver.effects.contains(&Effect::ListTrails));
    driver.send(Message::Trail(TrailEvent::Listed(vec!["other".to_owned(), "reading".to_owned()])));
    driver.keys("read <Enter>");
    assert_eq!(driver.effects.last(), Some(&Effect::OpenTrail("reading".to_owned())));
    driver.send(Message::Trail(TrailEvent::Opened(TrailSnapshot { name: "other".to_owned(), current: 2, ..trail })));
    assert_eq!(here(&driver), "people");
    assert!(says(&driver, "other: 4 places; the previous trail is saved as reading"));
    assert_eq!(saved_trail(&driver).steps.len(), 5, "nothing of it is lost");
    driver.keys("<Backspace> L");
    assert_eq!(here(&driver), "people", "forward leads back to where one was");
    driver.keys("<Backspace> <Backspace> L L");
    assert_eq!(here(&driver), "people");
}

#[test]
fn places_that_are_gone_from_a_trail_are_told() {
    let mut driver = at("home", (140, 40));
    let steps = vec![("home".to_owned(), None), ("strategy/nowhere".to_owned(), Some(0)), ("??".to_owned(), Some(1))];
    driver.send(Message::Trail(TrailEvent::Opened(TrailSnapshot {
        name: "old".to_owned(),
        steps,
        current: 1,
        ..TrailSnapshot::default()
    })));
    assert_eq!(here(&driver), "strategies");
    assert!(says(&driver, "old: 3 places, 2 of which this atlas does not have"));
    let broken =
        TrailSnapshot { name: "bad".to_owned(), steps: vec![("home".to_owned(), Some(3))], ..TrailSnapshot::default() };
    driver.send(Message::Trail(TrailEvent::Opened(broken)));
    assert_eq!(here(&driver), "strategies", "what is no trail changes nothing");
}

#[test]
fn no_trail_to_open_is_said() {
    let mut driver = at("home", (140, 40));
    driver.send(Message::Trail(TrailEvent::Listed(Vec::new())));
    assert!(driver.session.state.layer.is_none() && says(&driver, "No saved trails yet."));
    assert!(says(&driver, "saves the places that you have visited"));
    driver.keys("'");
    assert!(says(&driver, "no place is marked yet: m and a letter mark the one on screen"), "{:#?}", rows(&driver));
    driver.keys("a m");
    assert!(!says(&driver, "no place is marked yet"), "a place is about to be marked");
}

#[test]
fn a_mark_brings_back_scroll_and_cursor() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    driver.keys("12j <C-d> l www m a");
    let before = visit(&driver);
    driver.keys("gp G ' a");
    let after = visit(&driver);
    assert_eq!((after.place, after.focus, after.panes), (before.place, before.focus, before.panes));
    driver.keys("<S-Tab> gg ' a");
    assert_eq!(visit(&driver).panes, before.panes, "also where one is there already");
}

#[test]
fn what_can_follow_a_prefix_comes_after_a_while() {
    let mut driver = at("home", (140, 40));
    driver.keys("g");
    assert!(says(&driver, " g ") && !says(&driver, "go-") && !says(&driver, "m Mechanisms"), "at once it only echoes");
    driver.session.show_key_hints();
    driver.resize(140, 40);
    assert!(says(&driver, "m Mechanisms"));
    driver.keys("t");
    assert_eq!(here(&driver), "tags");
    driver.keys("g t");
    assert!(!says(&driver, "m Mechanisms"), "the next prefix has its own delay");
}

#[test]
fn a_double_click_opens_and_follows_nothing_twice() {
    let mut driver = at("strategy/pause", (140, 40));
    let entry = rows(&driver).iter().position(|row| row.contains("Energy choke point")).expect("it is listed");
    let y = u16::try_from(entry).expect("a row");
    driver.send(Message::Click(5, y));
    assert_eq!((here(&driver).as_str(), visit(&driver).focus), ("strategy/energy-choke-point", Focus::Index));
    driver.send(Message::DoubleClick(5, y));
    assert_eq!((here(&driver).as_str(), visit(&driver).focus), ("strategy/energy-choke-point", Focus::Main));
    // A link is followed by the first click; the second lands on whatever is there now, and leaves it alone.
    let (x, y) = cell_of(&driver, "Acceleration", 80);
    driver.send(Message::Click(x, y));
    let there = here(&driver);
    assert_ne!(there, "strategy/energy-choke-point");
    let before = visit(&driver);
    driver.send(Message::DoubleClick(x, y)).send(Message::DoubleClick(x, y));
    assert_eq!((here(&driver), visit(&driver)), (there, before));
}

/// Where a word stands, from a column on.
fn cell_of(driver: &Driver, word: &str, from: usize) -> (u16, u16) {
    let found = rows(driver).iter().enumerate().find_map(|(y, row)| {
        let chars: Vec<char> = row.chars().collect();
        let rest: String = chars.get(from..)?.iter().collect();
        let before = rest.split_once(word)?.0.chars().count();
        Some((from + before + 1, y))
    });
    let (x, y) = found.expect("it is on the screen");
    (u16::try_from(x).expect("a column"), u16::try_from(y).expect("a row"))
}

#[test]
fn a_double_click_on_a_row_follows_its_link() {
    let mut driver = at("strategies", (140, 40));
    // Beside a link, in its row: the first click only puts the cursor there.
    let (_, y) = cell_of(&driver, "Bureaucratic slowdown", 0);
    let x = 60;
    driver.send(Message::Click(x, y));
    if here(&driver) == "strategies" {
        assert!(driver.session.state.browse.target().is_some(), "the row has a link");
        driver.send(Message::DoubleClick(x, y));
    }
    assert_ne!(here(&driver), "strategies");
}

#[test]
fn the_hint_of_the_first_run_goes_for_good_once_something_is_done() {
    for keys in ["<Esc>", "j", "/"] {
        let mut driver = at("strategy/pause", (140, 40));
        driver.session.state.status.is_welcome = true;
        driver.resize(140, 40);
        assert!(says(&driver, "Welcome to stratlas") && says(&driver, "Enter closes this."));
        driver.keys("g");
        assert!(says(&driver, "Welcome"), "half a sequence does nothing yet");
        driver.keys("<Esc>").keys(keys);
        assert!(!says(&driver, "Welcome"));
        assert_eq!(driver.effects, [Effect::DismissWelcome], "after {keys}");
    }
    let mut driver = at("strategy/pause", (140, 40));
    driver.session.state.status.is_welcome = true;
    driver.send(Message::Click(50, 20));
    assert_eq!(driver.effects, [Effect::DismissWelcome]);
}

#[test]
fn the_hint_of_the_first_run_fits_every_screen() {
    for (width, height) in [(40, 12), (60, 20), (80, 24), (200, 60)] {
        let mut driver = at("home", (140, 40));
        driver.session.state.status.is_welcome = true;
        driver.resize(width, height);
        let shown = rows(&driver);
        let first = shown.iter().position(|row| row.contains("Welcome")).expect("it is shown");
        let rest = shown[first..].join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(first >= 4 && usize::from(height) - first <= 8, "some of the page is left: {shown:#?}");
        assert!(rest.contains("An atlas maps") && rest.contains("Try /pause") && rest.contains("Help"), "{shown:#?}");
    }
}

#[test]
fn tiers_that_nobody_on_the_page_has_are_passed_over() {
    let mut driver = at("strategy/pause", (140, 40));
    let mut seen = 0;
    for key in ["te", "tr", "ts"] {
        loop {
            driver.keys(key);
            if visit(&driver).options == stratlas::page::ViewOptions::default() {
                break;
            }
            assert!(!says(&driver, "Nobody here matches the filter"), "after {key}");
            seen += 1;
            assert!(seen < 40, "it comes round");
        }
    }
    assert!(seen > 5, "there are some: {seen}");
}

#[test]
fn scrollbars_on_top_of_the_panes_can_be_dragged() {
    let top = |driver: &Driver| match &driver.session.state.layer {
        Some(Layer::Palette(palette)) => (palette.list.scroll, palette.list.selected),
        Some(Layer::Search(search)) => (search.list.scroll, search.list.selected),
        Some(Layer::Help(help)) => (help.scroll, help.selected),
        _ => (usize::MAX, 0),
    };
    for (keys, width) in [(":", 140), ("/e", 140), ("/e", 60), ("?", 140), ("?", 40)] {
        let mut driver = at("strategy/pause", (width, 24));
        driver.keys(keys);
        let size = driver.session.state.browse.size;
        let (x, y) = match &driver.session.state.layer {
            Some(Layer::Help(help)) => (help.frame(size).x + help.frame(size).width - 2, 3),
            Some(Layer::Search(_)) => (SearchAreas::new(size).list.width - 1, 2),
            Some(layer) => {
                let entries = layer.picker().expect("a list").areas(size).entries;
                (entries.x + entries.width, entries.y)
            }
            None => unreachable!("a layer is open"),
        };
        assert_eq!(driver.buffer()[(x, y)].symbol(), "┃", "{keys} {width}");
        driver.send(Message::Click(x, y)).send(Message::Drag(x, 23)).send(Message::Release);
        let (scroll, selected) = top(&driver);
        assert!(scroll > 5 && scroll != usize::MAX, "{keys} {width}: {scroll}");
        // The end of the help is its legend, where nothing can be selected.
        assert!(selected > 0 || keys == "?", "{keys} {width}: the cursor goes along");
        driver.send(Message::Click(x, 20)).send(Message::Drag(x, 0)).send(Message::Release);
        assert_eq!(top(&driver).0, 0, "{keys} {width}");
    }
}

#[test]
fn a_click_in_the_frame_of_a_list_does_not_put_it_away() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys(":").send(Message::Click(60, 3));
    assert!(driver.session.state.layer.is_some());
    driver.send(Message::Click(1, 30));
    assert!(driver.session.state.layer.is_none());
}

#[test]
fn the_manual_is_read_in_the_explorer() {
    let mut driver = at("home", (140, 40));
    driver.keys("g?");
    assert_eq!(here(&driver), "help");
    assert!(says(&driver, "Your own atlas"));
    driver.keys("g g <Enter> <Enter>");
    assert_eq!(here(&driver), "help/tour");
    assert!(says(&driver, "Ten minutes in the explorer"));
    driver.keys("<Backspace>");
    assert_eq!(here(&driver), "help");
}
