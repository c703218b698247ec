//! Within a place: the index and its filter, sections, the order of people, tabs, the help.

use stratlas::action::Focus;
use stratlas::app::{Arrangement, Effect, Layer, Message, SearchAnswer};
use stratlas::document::Target;
use stratlas::graph::PeopleOrder;
use stratlas::model::{Entity, Kind, Person, Stance};
use stratlas::page::ViewOptions;
use stratlas::place::Place;

use super::driver::{Driver, embedded};
use super::{assert_screen, at, here, rows, says, visit};

/// The people that a pane lists, top to bottom.
fn people(driver: &Driver, focus: Focus) -> Vec<Place> {
    let flow = driver.session.state.browse.view.flow(focus).expect("a pane with a page");
    let places = flow.links.iter().filter_map(|link| match link.target {
        Target::Place(place @ Place::Entity(Entity::Person(_))) => Some(place),
        _ => None,
    });
    places.collect()
}

#[test]
fn the_index_is_filtered_while_typing() {
    let mut driver = at("home", (100, 20));
    driver.keys("F govern");
    assert_screen!(driver, "filter");
    let index = &driver.session.state.browse.index;
    let (all, shown) = index.counts();
    assert_eq!((all, index.is_filtered(), index.typing), (76, true, true));
    assert!((1..76).contains(&shown), "{shown} entries");

    driver.keys("<Down> <Enter>");
    let index = &driver.session.state.browse.index;
    assert!(index.is_filtered() && !index.typing, "the filter is kept");
    assert_eq!(index.selected(), Some(driver.session.state.browse.place()), "what is under the cursor is shown");
    driver.keys("<Esc>");
    assert!(!driver.session.state.browse.index.is_filtered(), "Esc clears it");
    driver.keys("F zzzz");
    assert!(says(&driver, "nothing matches"));
    driver.keys("<Esc>");
    assert_eq!(driver.session.state.browse.index.counts(), (76, 76));
}

#[test]
fn the_index_lists_every_kind() {
    let mut driver = at("home", (140, 40));
    driver.keys("v i");
    let kinds = [
        ("gp", Kind::Person, 935),
        ("gt", Kind::Tag, 46),
        ("gl", Kind::Lever, 15),
        ("gc", Kind::Scenario, 9),
        ("go", Kind::Portfolio, 10),
        ("gm", Kind::Mechanism, 11),
        ("gs", Kind::Strategy, 76),
    ];
    for (keys, kind, count) in kinds {
        driver.keys(keys);
        assert_eq!(driver.session.state.browse.index.kind, kind);
        assert_eq!(driver.session.state.browse.index.counts(), (count, count));
        assert_eq!(here(&driver), kind.plural());
        assert!(says(&driver, &format!("of {count}")));
    }
}

#[test]
fn places_passed_by_in_the_index_leave_one_mark_on_the_trail() {
    let mut driver = at("strategy/acceleration", (140, 40));
    driver.keys("h jjjj");
    assert_eq!(here(&driver), "strategy/pause");
    driver.keys("<Enter> <Backspace>");
    assert_eq!(here(&driver), "strategy/acceleration");
}

#[test]
fn sections_are_stepped_through() {
    let mut driver = at("strategy/pause", (140, 40));
    let sections = driver.session.state.browse.view.flow(Focus::Main).expect("the page").sections.clone();
    assert!(sections.len() > 4, "{sections:?}");
    let row = |driver: &Driver| driver.session.state.browse.pane(Focus::Main).row;
    for &section in sections.iter().filter(|&&section| section > 0) {
        driver.keys("]");
        assert_eq!(row(&driver), section);
    }
    let last = row(&driver);
    driver.keys("]");
    assert_eq!(row(&driver), last, "there is none after the last");
    driver.keys("2[");
    assert_eq!(row(&driver), sections[sections.len() - 3]);
    driver.keys("99[");
    assert_eq!(row(&driver), 0);
}

#[test]
fn people_are_put_in_order() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    let atlas = &driver.session.graph.clone().atlas;
    let profile = |place: &Place| match place {
        Place::Entity(Entity::Person(id)) => atlas.people[*id].profile.as_ref(),
        _ => None,
    };
    let usual = people(&driver, Focus::People);
    let profiled: Vec<bool> = usual.iter().map(|place| profile(place).is_some()).collect();
    assert_eq!((profiled.len(), profiled.iter().filter(|yes| **yes).count()), (37, 8));
    assert!(profiled.is_sorted_by(|a, b| a >= b), "people with a profile come first");

    driver.keys("to");
    assert_eq!(driver.session.state.browse.trail.here().options.order, PeopleOrder::Recognition);
    let ranks: Vec<_> = people(&driver, Focus::People)
        .iter()
        .filter_map(|place| profile(place).map(|profile| profile.recognition.tier))
        .collect();
    assert!(ranks.is_sorted() && ranks.len() == 8, "{ranks:?}");

    driver.keys("to");
    let ranks: Vec<_> = people(&driver, Focus::People)
        .iter()
        .filter_map(|place| profile(place).map(|profile| profile.expertise.tier))
        .collect();
    assert!(ranks.is_sorted() && ranks.len() == 8, "{ranks:?}");

    driver.keys("ta");
    assert_eq!(people(&driver, Focus::People), usual);
}

#[test]
fn people_are_filtered_by_tier() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    driver.keys("te");
    assert_eq!(people(&driver, Focus::People).len(), 3, "frontier builders");
    assert!(rows(&driver)[39].contains("Showing: Frontier builder"));
    driver.keys("te");
    assert_eq!(people(&driver, Focus::People).len(), 3, "deep technical");
    driver.keys("<Esc>");
    assert_eq!(driver.session.state.browse.trail.here().options, ViewOptions::default());
    assert_eq!(people(&driver, Focus::People).len(), 37);
    driver.keys("tr");
    assert_eq!(people(&driver, Focus::People).len(), 4, "household names");
}

#[test]
fn people_are_filtered_by_stance() {
    let mut driver = at("tag/acceleration", (140, 40));
    let atlas = &driver.session.graph.clone().atlas;
    let tag = atlas.tags.find("acceleration").expect("the tag");
    let all = people(&driver, Focus::People).len();
    // Those who are against come first.
    let mut stances = Stance::ALL;
    stances.sort_by_key(|&stance| !matches!(stance, Stance::Opposes | Stance::EvolvedAway));
    for stance in stances {
        let holds = |person: &Person| person.positions.iter().any(|at| at.tag == tag && at.stance == stance);
        let expected = atlas.people.rows().iter().filter(|person| holds(person)).count();
        if expected == 0 {
            continue;
        }
        driver.keys("ts");
        assert_eq!(people(&driver, Focus::People).len(), expected, "{stance:?}");
        assert!(rows(&driver)[39].contains(&format!("Showing: {}", stance.label())));
    }
    driver.keys("ts");
    assert_eq!(people(&driver, Focus::People).len(), all, "after the last come all of them");
}

#[test]
fn panes_of_a_wide_screen_take_the_focus_in_turn() {
    let mut driver = at("strategy/pause", (140, 40));
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(driver.session.state.browse.focus());
        driver.keys("<Tab>");
    }
    assert_eq!(seen, [Focus::Main, Focus::Relations, Focus::People, Focus::Index]);
    assert_eq!(driver.session.state.browse.focus(), Focus::Main);
    driver.keys("<S-Tab>");
    assert_eq!(driver.session.state.browse.focus(), Focus::Index);
}

#[test]
fn a_narrow_screen_has_tabs() {
    let mut driver = at("strategy/pause", (60, 20));
    assert_eq!(driver.session.state.browse.view.layout.arrangement, Arrangement::Tabs);
    assert_screen!(driver, "tabs_page");
    driver.keys("<Tab>");
    assert_screen!(driver, "tabs_relations");
    driver.keys("<Tab>");
    assert!(says(&driver, "▸Record"));
    driver.keys("<Tab>");
    assert!(says(&driver, "▸Index"));
    driver.keys("<Tab>");
    assert!(says(&driver, "▸Pause"));
}

#[test]
fn the_help_shows_what_applies_here() {
    let mut driver = at("strategy/open-source-maximalism", (100, 30));
    driver.keys("w ?");
    assert_screen!(driver, "help");
    let help = |driver: &Driver| match &driver.session.state.layer {
        Some(Layer::Help(help)) => help.flow.rows.iter().map(|row| row.text() + "\n").collect::<String>(),
        _ => String::new(),
    };
    let said = help(&driver);
    for known in ["Follows the link under the cursor.", "Sorts people", "Frontier builder", "MASS"] {
        assert!(said.contains(known), "{known} is not in the help:\n{said}");
    }
    assert!(!said.contains("Goes forward along the trail"), "there is nothing to go forward to");
    driver.keys("G");
    let scrolled = rows(&driver);
    driver.keys("gg");
    assert_ne!(rows(&driver), scrolled);
    driver.keys("<Esc>");
    assert!(driver.session.state.layer.is_none());
    driver.keys("gl ?");
    assert!(!help(&driver).contains("Sorts people"), "levers list no people");
    driver.keys("<Esc> <Backspace> ?");
    assert!(help(&driver).contains("Goes forward along the trail"));
}

#[test]
fn people_are_narrowed_by_a_query() {
    let mut driver = at("people", (140, 40));
    driver.keys("t/category:policy");
    assert_screen!(driver, "people_query");
    let found = |driver: &Driver| driver.session.state.browse.trail.here().options.found.clone();
    let all = embedded()
        .atlas
        .people
        .rows()
        .iter()
        .filter(|person| person.categories.iter().any(|one| one == "policy"))
        .count();
    assert_eq!(found(&driver).expect("an answer").people.len(), all);
    driver.keys("<Space>sort:p-doom-high<Enter>".replace('<', " <").replace('>', "> ").as_str());
    assert!(driver.session.state.layer.is_none(), "Enter keeps it");
    let order = found(&driver).expect("an answer").order;
    assert_eq!(order, Some(PeopleOrder::PDoomHigh));
    let atlas = &driver.session.graph.clone().atlas;
    let dooms: Vec<_> = people(&driver, Focus::Main)
        .iter()
        .filter_map(|place| match place {
            Place::Entity(Entity::Person(id)) => {
                atlas.people[*id].p_doom.first().map(stratlas::model::DoomClaim::midpoint)
            }
            _ => None,
        })
        .collect();
    assert!(dooms.len() > 1 && dooms.is_sorted_by(|a, b| a >= b), "{dooms:?}");

    driver.keys("t/ <C-u>");
    assert_eq!(found(&driver), None, "an empty line asks for nobody in particular");
    driver.keys("zzzzzz <Esc>");
    assert_eq!(driver.session.state.browse.trail.here().options, ViewOptions::default(), "Esc drops the query");
}

#[test]
fn a_filter_passes_over_what_nobody_is() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    let atlas = &driver.session.graph.clone().atlas;
    let mut seen = Vec::new();
    for _ in 0..=atlas.vintages.len() {
        driver.keys("tv");
        let Some(vintage) = driver.session.state.browse.trail.here().options.vintage else { break };
        assert!(!people(&driver, Focus::People).is_empty(), "{}", atlas.vintages[vintage].label);
        seen.push(vintage);
    }
    assert!(seen.is_sorted() && !seen.is_empty());
    driver.keys("tt");
    assert!(driver.session.state.browse.trail.here().options.stated);
}

#[test]
fn the_first_page_down_scrolls_as_far_as_every_other_on_every_page() {
    for place in ["people", "strategies", "strategy/pause", "tag/pause", "p-doom", "commitments"] {
        for (key, is_whole) in [("<Space>", true), ("<PageDown>", true), ("<C-f>", true), ("<C-d>", false)] {
            let mut driver = at(place, (100, 16));
            let height = driver.session.state.browse.view.height(Focus::Main);
            let rows = if is_whole { height - 1 } else { height / 2 };
            for press in 1..=2 {
                driver.keys(key);
                assert_eq!(visit(&driver).panes[0].scroll, press * rows, "press {press} of {key} on {place}");
            }
        }
    }
}

#[test]
fn a_screen_further_the_last_row_that_was_in_sight_is_the_first() {
    let mut driver = at("people", (100, 30));
    let height = driver.session.state.browse.view.height(Focus::Main);
    let first = |driver: &Driver| visit(driver).panes[0].scroll;
    driver.keys("<Space>");
    assert_eq!(first(&driver), height - 1);
    driver.keys("2 <PageDown>");
    assert_eq!(first(&driver), 3 * (height - 1));
    driver.keys("3 <C-b>");
    assert_eq!(first(&driver), 0);
    driver.keys("<C-d>");
    assert_eq!(first(&driver), height / 2);
}

#[test]
fn who_a_query_found_on_one_page_is_not_shown_on_another() {
    let mut driver = at("people", (140, 40));
    driver.keys("t/");
    let asked = driver.session.key("y".parse().expect("a key"));
    let [Effect::Search { ticket, .. }] = asked[..] else { panic!("{asked:?}") };
    // Enter keeps the query; its answer is still on its way when the page is left.
    driver.keys("<Enter> gb");
    assert_eq!(here(&driver), "board");
    driver.send(Message::SearchAnswer(SearchAnswer { ticket, ..SearchAnswer::default() }));
    assert_eq!(driver.session.state.browse.trail.here().options, ViewOptions::default());
}
