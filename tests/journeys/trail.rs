//! From place to place: search, links, hints, results, and the way back.

use stratlas::action::Focus;
use stratlas::app::{Effect, Layer, Letters, SearchEntry, Visit};

use super::driver::Driver;
use super::{assert_screen, at, here, place, rows, says, step_to, visit};

/// The panes without the lines around them, and without the index, which goes its own way.
fn panes(driver: &Driver) -> Vec<String> {
    let height = driver.session.state.browse.size.height.into();
    let index = driver.session.state.browse.view.layout.panes[0].body.width;
    let inner = rows(driver).into_iter().take(height).skip(1).take(height - 2);
    inner.map(|row| row.chars().skip(index.into()).collect()).collect()
}

/// Follows the link under the cursor; returns how the place that is left was left.
fn follow(driver: &mut Driver) -> (Visit, Vec<String>) {
    let left = (visit(driver), panes(driver));
    driver.keys("<Enter>");
    left
}

#[test]
fn from_a_search_to_a_conflict_and_back() {
    let mut driver = at("home", (140, 40));
    assert_screen!(driver, "home");
    driver.keys("j j ]");
    let home = (visit(&driver), panes(&driver));

    driver.keys("/yan");
    assert_screen!(driver, "search");
    driver.keys("<Enter>");
    assert_eq!(here(&driver), "person/yann-lecun");

    step_to(&mut driver, "tag/open-source-maximalism");
    let person = follow(&mut driver);
    assert_eq!(here(&driver), "tag/open-source-maximalism");

    step_to(&mut driver, "strategy/open-source-maximalism");
    let tag = follow(&mut driver);
    assert_eq!(here(&driver), "strategy/open-source-maximalism");
    assert_screen!(driver, "strategy");

    driver.keys("<C-d> l");
    assert_eq!(driver.session.state.browse.focus(), Focus::Relations);
    step_to(&mut driver, "strategy/closed-weights-mandate");
    let strategy = follow(&mut driver);
    assert_eq!(here(&driver), "strategy/closed-weights-mandate");

    for (n, left) in [strategy, tag, person, home].iter().enumerate() {
        driver.keys(["<Backspace>", "<C-o>", "<A-Left>"][n % 3]);
        assert_eq!((visit(&driver), panes(&driver)), *left, "step {n} back");
    }
    driver.keys("<Backspace>");
    assert!(says(&driver, "Back: the trail starts here."));
    driver.keys("4 <A-Right>");
    assert_eq!(here(&driver), "strategy/closed-weights-mandate");
    driver.keys("4 <Backspace>");
    assert_eq!(here(&driver), "home");
}

#[test]
fn going_elsewhere_forgets_what_lay_ahead() {
    let mut driver = at("home", (140, 40));
    driver.keys("gt gl <Backspace>");
    assert_eq!(here(&driver), "tags");
    driver.keys("gp <A-Right>");
    assert_eq!(here(&driver), "people");
    assert!(says(&driver, "Forward: the trail ends here."));
}

#[test]
fn results_are_stepped_through_after_the_search() {
    let mut driver = at("home", (100, 30));
    driver.keys("n");
    assert!(says(&driver, "Next result: nothing has been searched for yet. Try / Search."));
    driver.keys("/kind:lever <Enter>");
    let levers: Vec<_> = driver.session.state.browse.searched.clone().expect("a search").places;
    assert_eq!(levers.len(), 15);
    assert_eq!(driver.session.state.browse.place(), levers[0]);
    driver.keys("n");
    assert_eq!(driver.session.state.browse.place(), levers[1]);
    assert!(says(&driver, "Result 2 of 15 for kind:lever"));
    driver.keys("N N");
    assert_eq!(driver.session.state.browse.place(), levers[14]);
    driver.keys("3n");
    assert_eq!(driver.session.state.browse.place(), levers[2]);
}

#[test]
fn a_search_is_left_as_if_it_had_never_been() {
    let mut driver = at("strategy/pause", (100, 30));
    driver.keys("<C-d>");
    let before = (visit(&driver), rows(&driver));
    driver.keys("/ zebra <Space> kind:nonsense");
    assert_screen!(driver, "search_with_a_fault");
    driver.keys("<Enter>");
    assert!(matches!(driver.session.state.layer, Some(Layer::Search(_))), "there is nothing to go to");
    driver.keys("<Esc>");
    assert_eq!((visit(&driver), rows(&driver)), before);
}

#[test]
fn the_preview_follows_the_selected_result() {
    let mut driver = at("home", (100, 30));
    driver.keys("/kind:person <Space> lecun");
    assert!(says(&driver, "Endorses AI skeptic, Open source"));
    driver.keys("<C-u> pause <C-n>");
    let Some(Layer::Search(search)) = &driver.session.state.layer else { panic!("the search is open") };
    assert_eq!(search.list.selected, 1);
    assert_eq!(
        search.preview.as_ref().map(|(place, _)| *place),
        search.entries.get(1).and_then(SearchEntry::hit).map(|hit| hit.place)
    );
    driver.keys("<C-p> <Enter>");
    assert_eq!(here(&driver), "strategy/pause");
}

#[test]
fn every_link_in_sight_has_a_letter() {
    let mut driver = at("strategy/pause", (80, 24));
    driver.keys("f");
    assert_screen!(driver, "hints");
    let Some(Layer::Letters(Letters::Hints(hints))) = &driver.session.state.layer else { panic!("hints are shown") };
    let state = &driver.session.state;
    let height = state.browse.view.height(Focus::Main);
    let scroll = state.browse.pane(Focus::Main).scroll;
    let flow = state.browse.view.flow(Focus::Main).expect("the page");
    let links = flow.links.iter().filter(|link| (scroll..scroll + height).contains(&link.row())).count();
    let entries = state.browse.view.height(Focus::Index);
    assert!(hints.all.len() >= links && hints.all.len() <= links + entries, "{} hints", hints.all.len());

    let lever = place(&driver, "lever/speed");
    let at_lever = flow.links.iter().position(|link| link.target == stratlas::document::Target::Place(lever));
    let target = stratlas::app::HintTarget::Link(Focus::Main, at_lever.expect("a link to the lever"));
    let label = hints.all.iter().find(|hint| hint.target == target).expect("a hint").label.clone();
    driver.keys(&label);
    assert_eq!(here(&driver), "lever/speed");
}

#[test]
fn hints_are_put_away_by_any_other_key() {
    let mut driver = at("strategy/pause", (100, 30));
    let before = rows(&driver);
    for key in ["<Esc>", "<Down>", "1", "<C-d>", "é"] {
        driver.keys("f").keys(key);
        assert!(driver.session.state.layer.is_none(), "after {key}");
        assert_eq!(here(&driver), "strategy/pause", "after {key}");
    }
    driver.keys("f <Esc>");
    assert_eq!(rows(&driver), before);
}

#[test]
fn a_count_repeats_what_follows_it() {
    let mut driver = at("strategy/acceleration", (140, 40));
    driver.keys("<S-Tab> 5j");
    assert_eq!(driver.session.state.browse.index.position(), 6);
    driver.keys("3k");
    assert_eq!(driver.session.state.browse.index.position(), 3);
    driver.keys("<Tab> 2G");
    assert_eq!(driver.session.state.browse.pane(Focus::Main).row, 1);
    driver.keys("10");
    assert!(rows(&driver)[39].trim_end().ends_with("10"), "the count is shown");
    driver.keys("<Esc> j");
    assert_eq!(driver.session.state.browse.pane(Focus::Main).row, 2, "the count is forgotten");
}

#[test]
fn what_can_follow_a_key_is_shown() {
    let mut driver = at("home", (140, 40));
    driver.keys("g");
    driver.session.show_key_hints();
    driver.resize(140, 40);
    let panel = rows(&driver)[28..].join("\n");
    for hint in ["g Top", "h Home", "p People", "s Strategies"] {
        assert!(panel.contains(hint), "{hint} is not in {panel}");
    }
    driver.keys("<Esc>");
    assert!(!says(&driver, "h home"));
}

#[test]
fn the_browser_gets_web_addresses_alone() {
    const SOURCE: &str = "https://techcrunch.com/2024/10/12/metas-yann-lecun-says-worries-about-a-i-s-existential-threat-are-complete-b-s/";
    let mut driver = at("person/yann-lecun", (140, 40));
    driver.keys("o");
    assert_eq!(driver.effects, [Effect::OpenUrl(SOURCE.to_owned())], "the first source");
    let mut driver = at("levers", (140, 40));
    driver.keys("o");
    assert_eq!(driver.effects, []);
    assert!(says(&driver, "Open in browser: there is no web address here."));
}

#[test]
fn only_quitting_quits() {
    let mut driver = at("home", (140, 40));
    driver.keys("<Esc> <Esc> ? q / q <Esc> F q <Esc> f q");
    assert!(!driver.effects.contains(&Effect::Quit));
    driver.keys("q");
    assert_eq!(driver.effects.last(), Some(&Effect::Quit));
}
