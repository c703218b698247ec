//! The palette, the help, the trail and its marks, the layout, the clipboard.

use stratlas::action::Focus;
use stratlas::app::{Arrangement, Copied, Effect, Layer, Message};

use super::driver::Driver;
use super::{at, here, says, step_to};

#[test]
fn the_palette_finds_actions_and_places() {
    let mut driver = at("home", (140, 40));
    driver.keys(": pause");
    assert!(says(&driver, "strategy"));
    driver.keys("<Enter>");
    assert_eq!(here(&driver), "strategy/pause");
    driver.keys(": zoo <Enter>");
    assert_eq!(driver.session.state.browse.view.layout.arrangement, Arrangement::Tabs);
    driver.keys(": zoo <Enter>");
    assert_eq!(driver.session.state.browse.view.layout.arrangement, Arrangement::Three);
}

#[test]
fn the_palette_marks_actions_that_would_do_nothing() {
    let mut driver = at("home", (140, 40));
    driver.keys(":");
    let Some(Layer::Palette(palette)) = &driver.session.state.layer else { panic!("no palette") };
    let row = |title: &str| palette.rows.iter().find(|row| row.title == title).expect("every action is listed");
    assert!(row("Back").is_disabled && row("Forward").is_disabled);
    assert_eq!(row("Back").detail, "the trail starts here");
    assert!(!row("Search").is_disabled && row("Search").keys == "/");
}

#[test]
fn the_help_is_searched_and_does_what_the_cursor_is_on() {
    let mut driver = at("strategy/pause", (100, 30));
    driver.keys("? / scenarios <Enter>");
    assert!(says(&driver, "Goes to all scenarios"));
    assert!(!says(&driver, "Goes to all people"));
    driver.keys("<Enter>");
    assert_eq!(here(&driver), "scenarios");
    assert!(driver.session.state.layer.is_none());
    driver.keys("? / scenarios <Enter> <Esc>");
    assert!(says(&driver, "Moves to the next item or row"), "the first Esc takes the filter away");
    driver.keys("<Esc>");
    assert!(driver.session.state.layer.is_none());
}

#[test]
fn the_trail_keeps_branches_and_is_jumped_within() {
    let mut driver = at("home", (140, 40));
    driver.keys("g t g l <Backspace> g p T");
    let Some(Layer::Trail(journey)) = &driver.session.state.layer else { panic!("no trail") };
    let lines: Vec<_> = journey.rows.iter().map(|row| (row.depth, row.is_current)).collect();
    assert_eq!(lines, [(0, false), (0, false), (1, false), (0, true)]);
    driver.keys("lev <Enter>");
    assert_eq!(here(&driver), "levers");
    driver.keys("<Backspace>");
    assert_eq!(here(&driver), "tags");
}

#[test]
fn a_mark_leads_back_and_is_kept() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("m a");
    let effects = &driver.effects;
    let is_saved = effects
        .iter()
        .any(|effect| matches!(effect, Effect::SaveMarks(marks) if marks[&'a'].place == "strategy/pause"));
    assert!(is_saved, "{effects:?}");
    driver.keys("g p ' a");
    assert_eq!(here(&driver), "strategy/pause");
    driver.keys("' b");
    assert!(says(&driver, "No place is marked b."));
}

#[test]
fn panes_are_hidden_widened_and_put_back() {
    let mut driver = at("strategy/pause", (140, 40));
    let usual = driver.session.state.browse.view.layout.clone();
    driver.keys("v i");
    assert_eq!(driver.session.state.browse.view.layout.pane(Focus::Index), None);
    driver.keys("v s");
    assert_eq!(driver.session.state.browse.view.layout.arrangement, Arrangement::Two);
    driver.keys("v r");
    assert_eq!(driver.session.state.browse.view.layout, usual);
    driver.keys("<S-Tab> >");
    let wider = driver.session.state.browse.view.layout.pane(Focus::Index).expect("the index").body.width;
    assert_eq!(wider, usual.pane(Focus::Index).expect("the index").body.width + 4);
    driver.keys("100 > <");
    let narrower = driver.session.state.browse.view.layout.pane(Focus::Index).expect("the index").body.width;
    driver.keys(">");
    let widest = driver.session.state.browse.view.layout.pane(Focus::Index).expect("the index").body.width;
    assert_eq!(narrower + 4, widest, "what is past the widest is not remembered");
}

#[test]
fn a_line_between_panes_is_dragged() {
    let mut driver = at("strategy/pause", (140, 40));
    let line = driver.session.state.browse.view.layout.separators[0];
    driver.send(Message::Click(line.x, 10));
    driver.send(Message::Drag(40, 12));
    driver.send(Message::Release);
    assert_eq!(driver.session.state.browse.view.layout.separators[0].x, 40);
    assert!(matches!(driver.effects.as_slice(), [Effect::SaveLayout(_)]));
    driver.send(Message::Drag(20, 12));
    assert_eq!(driver.session.state.browse.view.layout.separators[0].x, 40, "nothing is held any more");
}

#[test]
fn a_scrollbar_is_dragged() {
    let mut driver = at("people", (140, 40));
    driver.keys("v i");
    let pane = driver.session.state.browse.view.layout.pane(Focus::Index).expect("the index").scrolling();
    driver.send(Message::Click(pane.x + pane.width, pane.y + pane.height - 1));
    let index = &driver.session.state.browse.index;
    assert_eq!(index.scroll, index.rows().len() - usize::from(pane.height));
    driver.send(Message::Drag(pane.x, pane.y));
    assert_eq!(driver.session.state.browse.index.scroll, 0);
}

#[test]
fn what_is_on_screen_is_copied_as_a_command() {
    let mut driver = at("strategy/pause", (140, 40));
    let copied = |driver: &Driver| match driver.effects.last() {
        Some(Effect::Copy(Copied::Command(words))) => words.join(" "),
        other => format!("{other:?}"),
    };
    driver.keys("Y");
    assert_eq!(copied(&driver), "show strategy/pause");
    driver.keys("g p F hinton <Enter> Y");
    assert_eq!(copied(&driver), "list people --where hinton");
    driver.keys("<Esc> / pause <Enter> <Tab> <Tab> t s Y");
    assert_eq!(copied(&driver), "list people --where tag:pause stance:endorses");
}

#[test]
fn the_map_of_density_opens_what_it_counts() {
    let mut driver = at("home", (100, 30));
    driver.keys("gd");
    assert_eq!(here(&driver), "density");
    step_to(&mut driver, "density/speed/during-transition");
    driver.keys("<Enter>");
    assert_eq!(here(&driver), "density/speed/during-transition");
    assert!(says(&driver, "Acceleration") && says(&driver, "Race to aligned superintelligence"));
    driver.keys("<Backspace>");
    assert_eq!(here(&driver), "density");
}

#[test]
fn the_views_of_the_whole_field_have_keys() {
    let mut driver = at("home", (140, 40));
    let keys = [("gf", "field"), ("ga", "axes"), ("gd", "density"), ("gi", "identity"), ("gC", "co-strategies")];
    for (typed, path) in keys {
        driver.keys(typed);
        assert_eq!(here(&driver), path);
    }
}
