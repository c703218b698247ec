//! Actions that would do nothing say why, and messages name the keys in use.

use stratlas::action::{Action, KeyNames, KeyScope};
use stratlas::app::{Effect, Layer, Message, TrailEvent};
use stratlas::keymap::Preset;

use super::driver::Driver;
use super::{at, here, says, step_to, visit};

fn notice(driver: &Driver) -> &str {
    driver.session.state.status.notice.as_deref().unwrap_or_default()
}

#[test]
fn an_action_that_does_nothing_here_says_why_and_changes_nothing() {
    for (place, keys, reason) in [
        ("levers", "te", "Filter by expertise: this page lists no people. Try g p People."),
        ("levers", "ts", "Filter by stance: this page lists no people. Try g p People."),
        ("levers", "t/", "Filter people: this page lists no people. Try g p People."),
        ("tag/pause", "x", "Filter by relation: this page is not the matrix. Try g x Matrix."),
        ("tag/pause", "+", "Larger cells: this page is not the matrix. Try g x Matrix."),
        ("home", "<F9>", "F9 does nothing here. Try ? Help, : All actions."),
        ("home", "g <F9>", "g F9 does nothing here. Try ? Help, : All actions."),
        ("tag/pause", "C", "Clear pins: nothing is pinned."),
        ("tag/pause", "ta", "Clear people filters: no filter is set."),
        ("home", "<Backspace>", "Back: the trail starts here."),
        ("home", "ge", "Diagnostics: the files of the atlas have no errors or warnings."),
    ] {
        let mut driver = at(place, (140, 40));
        let before = visit(&driver);
        driver.keys(keys);
        assert_eq!(notice(&driver), reason, "{place} {keys}");
        assert!(visit(&driver) == before && driver.session.state.layer.is_none(), "{place} {keys}");
        assert_eq!(driver.effects, []);
    }
}

#[test]
fn pins_are_cleared_only_if_there_are_any() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("c C");
    assert_eq!(notice(&driver), "Nothing pinned.");
    driver.keys("C");
    assert_eq!(notice(&driver), "Clear pins: nothing is pinned.");
}

#[test]
fn the_palette_lists_every_action_and_says_why_one_does_not_apply() {
    let mut driver = at("levers", (140, 40));
    driver.keys(":");
    let Some(Layer::Palette(palette)) = &driver.session.state.layer else { panic!("the palette is open") };
    let listed = Action::all().iter().filter(|action| {
        matches!(action.info().scope, KeyScope::Browse | KeyScope::Review) && **action != Action::Palette
    });
    let rows: Vec<_> = palette.rows.iter().filter(|row| !row.is_heading).collect();
    assert_eq!(rows.len(), listed.count(), "each is listed once, those of the page first");
    assert!(rows.is_sorted_by_key(|row| row.is_disabled), "those that apply come first");
    driver.keys("matrix <Space> larger");
    assert!(says(&driver, "this page is not the matrix"));
    driver.keys("<Enter>");
    assert_eq!(notice(&driver), "Larger cells: this page is not the matrix. Try g x Matrix.");
    driver.keys(": judge <Space> back <Enter>");
    assert_eq!((notice(&driver), here(&driver).as_str()), ("Back it: no review card is open here.", "levers"));
}

#[test]
fn the_source_in_sight_is_opened_rather_than_a_homepage() {
    let opened = |driver: &Driver| match driver.effects.last() {
        Some(Effect::OpenUrl(url)) => url.clone(),
        other => panic!("{other:?}"),
    };
    let mut driver = at("person/yann-lecun", (140, 40));
    driver.keys("o");
    assert!(!opened(&driver).contains("lecun.com") && !opened(&driver).contains("wikipedia"), "{}", opened(&driver));
    // The row of a person opens the source of that person.
    let mut driver = at("strategy/compute-governance", (140, 40));
    driver.keys("<Tab> <Tab> j o");
    assert!(says(&driver, "± Cliff Young"));
    assert_eq!(opened(&driver), "https://arxiv.org/abs/1704.04760");
    // However narrow the screen, the front page of the catalogue is no source.
    let mut driver = at("strategy/compute-governance", (60, 20));
    driver.keys("o");
    assert!(!opened(&driver).contains("agi-strategies"), "{}", opened(&driver));
}

#[test]
fn explanations_are_folded_until_they_are_asked_for_and_stay_so_on_all_pages() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    assert!(!says(&driver, "Starting assumptions that clash"));
    driver.keys("i");
    assert!(says(&driver, "Starting assumptions that clash"));
    assert!(matches!(driver.effects.last(), Some(Effect::SaveLayout(layout)) if layout.explanations));
    step_to(&mut driver, "strategy/compute-governance");
    assert!(says(&driver, "Look here for what should count"));
    driver.keys("i");
    assert!(!says(&driver, "Look here for what should count"));
    let mut driver = at("scenarios", (140, 40));
    driver.keys("i");
    assert_eq!(notice(&driver), "Explanations are shown on all pages; this page has none.");
}

#[test]
fn messages_name_the_keys_in_use() {
    for preset in Preset::ALL {
        let mut driver = at("strategy/pause", (140, 40));
        driver.session.set_keymap(preset.keymap().clone());
        let key = |action| preset.keymap().key_of(action).expect("every action has a key");
        driver.send(Message::Trail(TrailEvent::NameTaken("reading".to_owned())));
        let accept = key(Action::InputAccept);
        assert!(says(&driver, &format!("another trail has this name; {accept} replaces it")), "{accept}");
        driver.send(Message::Act(Action::InputCancel, None)).send(Message::Act(Action::Help, None));
        let down = key(Action::CursorDown);
        driver.send(Message::Act(Action::HelpSearch, None)).send(Message::Act(Action::InputCancel, None));
        let Some(Layer::Help(help)) = &driver.session.state.layer else { panic!("the help is open") };
        let text: String = help.flow.rows.iter().map(|row| row.text() + "\n").collect();
        assert!(text.contains(&format!("5 {down} moves down five rows")), "{down}");
    }
}
