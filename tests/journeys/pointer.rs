//! The mouse, and screens that change their size.

use stratlas::action::Focus;
use stratlas::app::{Layer, Message};

use super::driver::Driver;
use super::screen::find;
use super::{assert_screen, at, here, rows, says, visit};

fn click(driver: &mut Driver, text: &str) {
    let (x, y) = find(driver.buffer(), text).expect("the text is on the screen");
    driver.send(Message::Click(x, y));
}

#[test]
fn a_click_follows_the_link_it_hits() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    click(&mut driver, "Centralised AI project  ");
    assert_eq!(here(&driver), "strategy/centralised-ai-project");
    driver.keys("<Backspace>");
    assert_eq!(
        (here(&driver).as_str(), driver.session.state.browse.focus()),
        ("strategy/open-source-maximalism", Focus::Relations)
    );
    click(&mut driver, "Andrew Ng");
    assert_eq!(here(&driver), "person/andrew-ng");
}

#[test]
fn a_click_in_the_index_goes_there() {
    let mut driver = at("strategy/acceleration", (140, 40));
    let index = driver.session.state.browse.view.layout.pane(Focus::Index).expect("the index").text();
    driver.send(Message::Click(index.x, index.y + 4));
    assert_eq!(
        (here(&driver).as_str(), driver.session.state.browse.focus()),
        ("strategy/energy-choke-point", Focus::Index)
    );
    driver.send(Message::Click(index.x, index.y + 8));
    assert_eq!(here(&driver), "strategy/energy-choke-point", "a heading leads nowhere");
}

#[test]
fn a_click_beside_links_gives_the_pane_the_focus() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    click(&mut driver, "Relations");
    assert_eq!(driver.session.state.browse.focus(), Focus::Relations);
    let text = driver.session.state.browse.view.layout.pane(Focus::Main).expect("the page").text();
    driver.send(Message::Click(text.x + text.width - 1, text.y + 5));
    assert_eq!(driver.session.state.browse.focus(), Focus::Main);
    assert_eq!(here(&driver), "strategy/open-source-maximalism");
}

#[test]
fn a_click_on_a_name_of_the_trail_goes_back_to_it() {
    let mut driver = at("home", (140, 40));
    driver.keys("gt gl");
    let (x, y) = find(driver.buffer(), "Home ›").expect("the trail is on the screen");
    assert_eq!(y, 0);
    driver.send(Message::Click(x, y));
    assert_eq!(here(&driver), "home");
    driver.keys("<C-i>");
    assert_eq!(here(&driver), "tags", "the places ahead stay");
}

#[test]
fn a_click_on_a_key_hint_carries_it_out() {
    let mut driver = at("strategy/pause", (140, 40));
    click(&mut driver, "? Help");
    assert!(matches!(driver.session.state.layer, Some(Layer::Help(_))));
    driver.keys("<Esc>");
    click(&mut driver, "/ Search");
    assert!(matches!(driver.session.state.layer, Some(Layer::Search(_))));
    let (x, y) = find(driver.buffer(), "Esc Close").expect("the search has hints too");
    driver.send(Message::Click(x + 5, y));
    assert!(driver.session.state.layer.is_none());
    driver.keys("g");
    driver.session.show_key_hints();
    driver.send(Message::Resize(stratlas::app::Size { width: 140, height: 40 }));
    click(&mut driver, "h Home");
    assert_eq!(here(&driver), "home", "the keys that can follow a prefix are hints too");
}

#[test]
fn the_matrix_takes_the_wheel_and_its_scrollbar() {
    let mut driver = at("matrix", (100, 30));
    driver.keys("+");
    let matrix = |driver: &Driver| visit(driver).matrix;
    driver.send(Message::Wheel(50, 15, 3));
    assert_eq!(matrix(&driver).top, 3);
    assert!(matrix(&driver).row >= 3, "the cursor stays in sight");
    driver.send(Message::Wheel(50, 15, -30));
    assert_eq!(matrix(&driver).top, 0);
    let area = driver.session.state.browse.matrix_areas().expect("the matrix is in sight");
    let (x, bottom) = (area.pane.x + area.pane.width - 1, area.cells.y + area.cells.height - 1);
    driver.send(Message::Click(x, area.cells.y)).send(Message::Drag(x, bottom)).send(Message::Release);
    assert_eq!(matrix(&driver).top, 76 - usize::from(area.cells.height), "the last row is in sight");
}

#[test]
fn a_click_on_a_tab_shows_it() {
    let mut driver = at("strategy/pause", (60, 20));
    click(&mut driver, "Relations");
    assert_eq!(driver.session.state.browse.focus(), Focus::Relations);
    click(&mut driver, "Pause │");
    assert_eq!(driver.session.state.browse.focus(), Focus::Main);
}

#[test]
fn a_click_takes_a_result() {
    let mut driver = at("home", (100, 30));
    driver.keys("/kind:lever <Space> spe");
    click(&mut driver, "Speed");
    assert_eq!(here(&driver), "lever/speed");
    driver.keys("?");
    driver.send(Message::Click(50, 15));
    assert!(driver.session.state.layer.is_none(), "a click puts the help away");
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    let people = driver.session.state.browse.view.layout.pane(Focus::People).expect("people").text();
    driver.send(Message::Wheel(people.x + 1, people.y + 1, 3));
    let state = &driver.session.state;
    assert_eq!(
        (state.browse.pane(Focus::People).scroll, state.browse.pane(Focus::Main).scroll, state.browse.focus()),
        (3, 0, Focus::Main)
    );
    driver.send(Message::Wheel(people.x + 1, people.y + 1, -100));
    assert_eq!(driver.session.state.browse.pane(Focus::People).scroll, 0);
    let before = driver.session.state.browse.index.scroll;
    driver.send(Message::Wheel(3, 5, 3));
    assert_eq!(driver.session.state.browse.index.scroll, before + 3);
    driver.keys("?").send(Message::Wheel(3, 5, 3));
    let Some(Layer::Help(help)) = &driver.session.state.layer else { panic!("the help is open") };
    assert_eq!(help.scroll, 3);
}

#[test]
fn the_wheel_takes_the_cursor_along_to_an_entry_in_sight() {
    let mut driver = at("strategy/whistleblower-primacy", (140, 40));
    for rows in [-3, -7, -30, 5, 11, 60] {
        driver.send(Message::Wheel(3, 5, rows));
        let index = &driver.session.state.browse.index;
        let height = driver.session.state.browse.view.height(Focus::Index);
        assert!((index.scroll..index.scroll + height).contains(&index.row), "after {rows} rows");
        assert!(index.selected().is_some(), "headings are stepped over");
    }
}

#[test]
fn a_click_outside_everything_is_harmless() {
    let mut driver = at("home", (140, 40));
    for (x, y) in [(0, 0), (90, 0), (0, 39), (139, 39), (500, 3), (3, 500), (u16::MAX, u16::MAX)] {
        driver.send(Message::Click(x, y)).send(Message::Wheel(x, y, 3));
    }
    assert_eq!(here(&driver), "home");
}

#[test]
fn a_resize_keeps_the_cursor_where_it_was() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    driver.keys("l wwww");
    let (target, before) = (driver.session.state.browse.target(), visit(&driver));
    for (width, height) in [(120, 40), (140, 12), (300, 100), (140, 40)] {
        driver.resize(width, height);
        assert_eq!(driver.session.state.browse.target(), target, "{width}x{height}");
    }
    assert_eq!(visit(&driver).focus, before.focus);
    for (width, height) in [(100, 30), (60, 20), (20, 5), (1, 1), (140, 40)] {
        driver.resize(width, height);
    }
    assert_eq!(here(&driver), "strategy/open-source-maximalism");
}

#[test]
fn the_way_back_leads_to_a_link_that_is_there_whatever_the_size() {
    let mut driver = at("strategy/open-source-maximalism", (100, 30));
    driver.keys("G gt").resize(40, 12).keys("<Backspace>");
    assert_eq!(here(&driver), "strategy/open-source-maximalism");
    let flow = driver.session.state.browse.view.flow(Focus::Main).expect("the page");
    assert!(driver.session.state.browse.pane(Focus::Main).stands_in(flow), "two columns have more links than one");
}

#[test]
fn a_resize_in_the_middle_of_something_keeps_it() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("/yann");
    for (width, height) in [(60, 20), (10, 3), (200, 50), (140, 40)] {
        driver.resize(width, height);
        let Some(Layer::Search(search)) = &driver.session.state.layer else { panic!("the search is open") };
        assert_eq!(search.list.input.text(), "yann");
    }
    assert!(says(&driver, "Yann LeCun"));
    driver.keys("<Esc> ?").resize(60, 20);
    assert!(matches!(driver.session.state.layer, Some(Layer::Help(_))));
    driver.keys("<Esc> f").resize(100, 30);
    assert!(driver.session.state.layer.is_none(), "hints point at what is no more in sight");
    driver.keys("F gov").resize(140, 40);
    assert!(driver.session.state.browse.index.typing && says(&driver, "gov: Strat"));
}

#[test]
fn forty_by_twelve_is_enough() {
    let mut driver = at("strategy/open-source-maximalism", (40, 12));
    assert_screen!(driver, "smallest");
    driver.keys("<Tab>");
    assert!(says(&driver, "Conflicts"), "{:?}", rows(&driver));
    driver.keys("/pause");
    assert!(says(&driver, "Pause"));
    driver.keys("<Enter>");
    assert_eq!(here(&driver), "strategy/pause");
    driver.keys("?");
    assert!(says(&driver, "What can be done here"));
}

#[test]
fn a_smaller_screen_says_what_is_needed() {
    for (width, height) in [(39, 12), (40, 11)] {
        let mut driver = at("strategy/pause", (width, height));
        assert_eq!(rows(&driver).iter().filter(|row| !row.trim().is_empty()).count(), 1);
        assert!(says(&driver, "needs 40 columns by 12 rows") || says(&driver, "40x12 needed"));
        driver.resize(40, 12);
        assert!(says(&driver, "Pause"));
        driver.resize(width, height).keys("q");
        assert_eq!(driver.effects, [stratlas::app::Effect::Quit]);
    }
    assert!(says(&at("home", (12, 1)), "40x12 needed"));
}
