//! Twelve questions that the explorer is made for, each with the number of keys that the answer takes.

use stratlas::app::{Copied, Effect, Start, State};
use stratlas::keymap::Key;

use super::driver::Driver;
use super::*;

/// How many keys `keys` are.
fn count(keys: &str) -> usize {
    keys.split_whitespace()
        .map(|word| if word.starts_with('<') && word.ends_with('>') { 1 } else { word.chars().count() })
        .sum()
}

/// Types `keys` at an explorer that starts at home, and checks that they are no more than `most`.
fn asked(size: (u16, u16), keys: &str, most: usize) -> Driver {
    assert!(count(keys) <= most, "`{keys}` are {} keys, more than {most}", count(keys));
    let mut driver = at("home", size);
    driver.keys(keys);
    driver
}

/// Fails unless the screen says all of `texts`.
fn assert_says(driver: &Driver, texts: &[&str]) {
    for text in texts {
        assert!(says(driver, text), "`{text}` is not on\n{}", rows(driver).join("\n"));
    }
}

#[test]
fn keys_are_counted_as_they_are_typed() {
    assert_eq!(count("/ pause <Enter> gx"), 9);
    assert!("<Enter>".trim_matches(['<', '>']).parse::<Key>().is_ok());
}

#[test]
fn who_backs_something_with_stance_and_source() {
    // One key, the letters of the name, and Enter.
    let driver = asked((140, 40), "/ compute <Space> gov <Enter>", 1 + "compute gov".len() + 1);
    assert_eq!(here(&driver), "strategy/compute-governance");
    assert_says(&driver, &["Lennart Heim", "+ ", "10 for"]);
    assert!(rows(&driver).iter().any(|row| row.contains('↗')), "a source is in sight:\n{}", rows(&driver).join("\n"));
}

#[test]
fn what_something_conflicts_with_and_why() {
    let driver = asked((140, 40), "/pause <Enter>", 7);
    assert_says(&driver, &["Conflicts", "Lever opposition", "Acceleration"]);
}

#[test]
fn the_portfolio_that_covers_most_levers() {
    let driver = asked((140, 40), "go s", 3);
    assert_eq!(here(&driver), "portfolios");
    // The best one is in the first row below the headings, whole, with its coverage.
    let screen = rows(&driver);
    let headings = screen.iter().position(|row| row.contains("Coverage▾")).expect("a sorted column");
    for heading in ["Portfolio", "Size", "Scenarios", "Largest bet"] {
        assert!(screen[headings].contains(heading), "`{heading}` is cut in {}", screen[headings]);
    }
    let best = &screen[headings + 1];
    assert!(best.contains("One from each lever") && best.contains("14 of 15"), "{best}");
    assert_says(&driver, &["One from each lever pulls the most levers, 14 of 15"]);
    assert_says(&driver, &["Sorted by Coverage, the highest first."]);
}

#[test]
fn every_table_is_sorted_by_one_column_after_the_other_and_stays_so() {
    let mut driver = at("portfolios", (140, 40));
    driver.keys("s s");
    assert_says(&driver, &["Scenarios▾", "Sorted by Scenarios, the highest first."]);
    driver.keys("r");
    assert_says(&driver, &["Scenarios▴", "the lowest first"]);
    driver.keys("g t s g o");
    assert_says(&driver, &["Scenarios▴"]);
    driver.keys("1 s");
    assert_says(&driver, &["Portfolio▴", "Sorted by Portfolio, from A to Z."]);
    driver.keys("<Esc>");
    assert_says(&driver, &["The table is in the order of the page."]);
    // A chart has no headings of columns: the heading above it says how it is sorted.
    driver.keys("g t s s s");
    assert_says(&driver, &["by against ▾"]);
    // A page of people without a table sorts its people, and `t o` does as it did.
    let mut people = at("people", (140, 40));
    people.keys("s");
    let sorted = people.session.state.browse.trail.here().options.order;
    assert_eq!(sorted, stratlas::graph::PeopleOrder::all()[1]);
    people.keys("to");
    assert_eq!(people.session.state.browse.trail.here().options.order, stratlas::graph::PeopleOrder::all()[2]);
    let mut path = at("path/person/yann-lecun/strategy/pause", (140, 40));
    path.keys("s");
    assert_says(&path, &["Sort: this page has no table to sort."]);
}

#[test]
fn the_order_of_a_table_is_saved_for_the_next_run() {
    let mut driver = at("portfolios", (140, 40));
    driver.keys("s s");
    let saved = driver.effects.last().cloned();
    let Some(Effect::SaveTableOrder(kind, Some(order))) = saved else { panic!("{saved:?}") };
    assert_eq!(kind, "portfolios");
    let start = Start { table_orders: [(kind, order)].into(), ..Start::default() };
    let mut next = at("home", (140, 40));
    let (place, size) = (place(&next, "portfolios"), next.session.state.browse.size);
    next.session.state = State::starting(&embedded(), start, place, size);
    next.keys("g g");
    assert_says(&next, &["Scenarios▾"]);
    next.keys("<Esc>");
    assert_eq!(next.effects.last(), Some(&Effect::SaveTableOrder("portfolios".to_owned(), None)));
}

#[test]
fn enter_on_plain_text_goes_to_the_next_link_or_says_what_would_lead_on() {
    let mut driver = at("strategy/pause", (140, 40));
    let target = |driver: &Driver| driver.session.state.browse.target();
    while target(&driver).is_some() {
        driver.keys("j");
    }
    driver.keys("<Enter>");
    assert_eq!(here(&driver), "strategy/pause");
    assert!(target(&driver).is_some(), "the cursor goes to the next link in sight");
    driver.keys("<Enter>");
    assert_ne!(here(&driver), "strategy/pause");
    let mut driver = at("help/reviews", (140, 12));
    driver.keys("<Enter> j <Enter>");
    assert_says(&driver, &["Follow: no link is under the cursor. Try w Next link, f Jump."]);
}

#[test]
fn what_would_falsify_something() {
    for size in [(140, 40), (80, 24)] {
        let driver = asked(size, "/pause <Enter>", 7);
        assert_says(&driver, &["wrong if"]);
    }
}

#[test]
fn who_said_so_and_where() {
    let mut driver = asked((140, 40), "/ lennart <Enter> o", 1 + "lennart".len() + 2);
    assert_eq!(here(&driver), "person/lennart-heim");
    let opened = driver.effects.pop();
    assert!(matches!(&opened, Some(Effect::OpenUrl(url)) if url.starts_with("http")), "{opened:?}");
}

#[test]
fn two_strategies_compared() {
    let keys = ": pause <Enter> c : acceleration <Enter> c";
    let driver = asked((140, 40), keys, "pauseacceleration".len() + 6);
    assert_eq!(here(&driver), "compare/pause/acceleration");
    assert_says(&driver, &["Lever opposition"]);
}

#[test]
fn the_p_doom_and_the_positions_of_a_person() {
    let driver = asked((140, 40), "/yudk <Enter>", 6);
    assert_eq!(here(&driver), "person/eliezer-yudkowsky");
    assert_says(&driver, &["p(doom)", "Positions"]);
}

#[test]
fn the_highest_p_doom() {
    let driver = asked((140, 40), "gD", 2);
    assert_eq!(here(&driver), "p-doom");
    assert_says(&driver, &["Roman Yampolskiy"]);
}

#[test]
fn the_path_between_two_records() {
    let keys = ": yann <Space> lecun <Enter> W /pause <Enter> W";
    let driver = asked((140, 40), keys, "yann lecunpause".len() + 6);
    assert!(here(&driver).starts_with("path/"), "{}", here(&driver));
}

#[test]
fn three_strategies_in_a_portfolio_with_their_audit() {
    let keys = "/pause <Enter> p /gradualism <Enter> p /acceleration <Enter> p gP";
    let driver = asked((140, 40), keys, "pausegradualismacceleration".len() + 3 * 3 + 2);
    assert_eq!(here(&driver), "portfolio");
    assert_says(&driver, &["2 conflicts inside", "Concentration"]);
}

#[test]
fn who_opposes_a_tag() {
    let keys = "/ skeptic <Enter> ts";
    let driver = asked((140, 40), keys, "skeptic".len() + 4);
    assert_eq!(here(&driver), "strategy/ai-skeptic");
    assert_says(&driver, &["Showing: opposes"]);
    let graph = std::sync::Arc::clone(&driver.session.graph);
    let tag = graph.atlas.tags.find("ai-skeptic").expect("the tag");
    let holders = graph.holders(tag);
    let opposers = holders.iter().filter(|&&person| {
        let mut positions = graph.atlas.people[person].positions.iter();
        positions.any(|position| position.tag == tag && position.stance == stratlas::model::Stance::Opposes)
    });
    let names: Vec<&str> = opposers.map(|&person| graph.atlas.people[person].name.as_str()).collect();
    assert!(!names.is_empty());
    assert_says(&driver, &names);
    // A query says so where nobody does.
    let query = asked((140, 40), "/ tag:pause <Space> stance:opposes", 1 + "tag:pause stance:opposes".len());
    assert_says(&query, &["none opposes"]);
}

#[test]
fn back_to_where_one_was() {
    let mut driver = asked((140, 40), "/pause <Enter>", 7);
    driver.keys("H");
    assert_eq!(here(&driver), "home", "one key");
}

#[test]
fn a_page_and_its_brief_copied_as_markdown() {
    let driver = asked((140, 40), "/pause <Enter> ym", 9);
    assert_eq!(driver.effects.last(), Some(&Effect::Copy(Copied::Page)));
    let driver = asked((140, 40), "/pause <Enter> yb", 9);
    let pause = place(&driver, "strategy/pause").entity().expect("an entity");
    assert_eq!(driver.effects.last(), Some(&Effect::Copy(Copied::Brief(vec![pause]))));
}

#[test]
fn a_brief_is_a_page_and_has_no_verdict_of_the_readers() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("B");
    assert_eq!(here(&driver), "brief/strategy/pause");
    assert_says(&driver, &["Brief: Pause", "Who backs it and who opposes it", "[1]"]);
    driver.keys("<Backspace> /gradualism <Enter> :/ <Esc> gl B");
    assert_says(&driver, &["Briefs are of strategies, tags, people and portfolios; none is here."]);
}

#[test]
fn a_trail_is_played_stop_by_stop_with_its_notes() {
    let mut driver = at("tags", (140, 40));
    driver.keys("M Start <Space> here <Enter> /pause <Enter> M The <Space> bet <Enter> /gradualism <Enter> E");
    assert_eq!(here(&driver), "tags");
    assert_says(&driver, &["stop 1 of 3", "Start here", "n next stop"]);
    driver.keys("n");
    assert_eq!(here(&driver), "strategy/pause");
    assert_says(&driver, &["stop 2 of 3", "The bet"]);
    driver.keys("5n");
    assert_says(&driver, &["stop 3 of 3", "No note on this stop."]);
    driver.keys("p p p");
    assert_eq!(here(&driver), "tags");
    driver.keys("<Esc> p");
    assert!(!says(&driver, "stop 1 of 3"), "Esc ends it, and keys mean what they did");
    driver.keys("S reading <Enter>");
    let saved = driver.effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveTrail(trail, _) => Some(trail.notes.clone()),
        _ => None,
    });
    let notes: Vec<String> = saved.unwrap_or_default().into_values().collect();
    assert_eq!(notes, ["Start here", "The bet"]);
}
