//! The current portfolio: changed from anywhere, saved, renamed, deleted and undone; and paths.

use std::sync::atomic::AtomicBool;

use stratlas::action::Focus;
use stratlas::app::{Effect, Message};
use stratlas::graph::{Constraints, SizeBounds};
use stratlas::model::{CurrentPortfolio, PortfolioChange, SavedPortfolio};
use stratlas::page::PortfolioSearch;

use super::*;

fn members(driver: &Driver) -> Vec<&str> {
    driver.session.state.model.portfolios.current.strategies.iter().map(String::as_str).collect()
}

fn notice(driver: &Driver) -> &str {
    driver.session.state.status.notice.as_deref().unwrap_or_default()
}

fn saved(effects: &[Effect]) -> Option<&SavedPortfolio> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::ChangePortfolios { change: PortfolioChange::Save(portfolio), .. } => Some(portfolio),
        _ => None,
    })
}

#[test]
fn the_sign_of_a_member_stands_apart_from_its_name_and_only_once_for_an_item() {
    let mut driver = at("strategies", (100, 40));
    for member in ["acceleration", "bureaucratic-slowdown", "compute-governance", "energy-choke-point", "sabotage"] {
        step_to(&mut driver, &format!("strategy/{member}"));
        driver.keys("p");
    }
    assert!(says(&driver, "● Acceleration "), "{:#?}", rows(&driver));
    driver.keys("gP");
    let (mut marked, mut continued) = (0, 0);
    for _ in 0..20 {
        let browse = &driver.session.state.browse;
        let text = browse.view.layout.pane(Focus::Main).expect("the page").text();
        let flow = browse.view.flow(Focus::Main).expect("its rows");
        for (row, y) in (browse.pane(Focus::Main).scroll..flow.rows.len()).zip(text.y..text.y + text.height) {
            if driver.buffer()[(text.x - 2, y)].symbol() == "●" {
                assert!(flow.unit_at(row).is_none_or(|unit| unit.start == row), "{}", flow.rows[row].text());
                marked += 1;
            }
            let is_link = flow.rows[row].fragments.iter().find(|part| !part.text.trim().is_empty());
            let is_inside = flow.unit_at(row).is_some_and(|unit| unit.start < row);
            continued += usize::from(is_inside && is_link.is_some_and(|part| part.link.is_some()));
        }
        driver.keys("<C-d>");
    }
    assert!(marked > 0 && continued > 0, "{marked} {continued}");
}

#[test]
fn strategies_are_taken_up_from_a_page_a_list_and_the_index() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("g s");
    step_to(&mut driver, "strategy/acceleration");
    driver.keys("p");
    assert_eq!(members(&driver), ["acceleration"]);
    assert_eq!(notice(&driver), "Added Acceleration: 1 in the current portfolio");
    assert!(says(&driver, "● 1 in portfolio"));
    // From the page itself, with a word of warning.
    let mut driver = {
        driver.keys("<Backspace>");
        driver
    };
    assert_eq!(here(&driver), "strategy/pause");
    driver.keys("gg p");
    assert_eq!(members(&driver), ["acceleration", "pause"]);
    assert_eq!(notice(&driver), "Added Pause, which conflicts with Acceleration: 2 in the current portfolio");
    assert_eq!(
        driver.effects.last(),
        Some(&Effect::SaveCurrentPortfolio(CurrentPortfolio {
            strategies: vec!["acceleration".into(), "pause".into()],
            saved_as: None
        }))
    );
    // Again puts it away, and again takes it back up.
    driver.keys("p");
    assert_eq!(
        (members(&driver), notice(&driver)),
        (vec!["acceleration"], "Removed Pause: 1 in the current portfolio")
    );
    driver.keys("p");
    assert_eq!(members(&driver), ["acceleration", "pause"]);
    // In the index the entry under the cursor counts.
    driver.keys("<Tab> <Tab> <Tab> <Tab>");
    while driver.session.state.browse.focus() != stratlas::action::Focus::Index {
        driver.keys("<Tab>");
    }
    let under = driver.session.state.browse.index.selected().expect("an entry");
    driver.keys("p");
    let slug = under.slug(&driver.session.graph.atlas).expect("a strategy").to_owned();
    assert_eq!(driver.session.state.model.portfolios.current.has(&slug), slug != "pause" && slug != "acceleration");
}

#[test]
fn the_workbench_shows_what_is_at_hand_and_changes_under_the_cursor() {
    let mut driver = at("portfolio/uk-aisi", (140, 40));
    driver.keys("p g P");
    assert_eq!(here(&driver), "portfolio");
    assert_eq!(members(&driver).len(), 4);
    assert_screen!(driver, "workbench");
    step_to(&mut driver, "strategy/red-line-capability");
    driver.keys("p");
    assert_eq!(members(&driver).len(), 3);
    assert!(says(&driver, "2 of 15"), "a lever less is pulled");
    driver.keys("P u");
    assert_eq!(members(&driver).len(), 4);
    driver.keys("P c");
    assert!(members(&driver).is_empty() && says(&driver, "The current portfolio is empty."));
    driver.keys("P u");
    assert_eq!(members(&driver).len(), 4);
}

#[test]
fn a_portfolio_is_named_once_renamed_forgotten_and_taken_back() {
    let mut driver = at("strategy/pause", (100, 30));
    driver.keys("P s");
    assert_eq!(notice(&driver), "The current portfolio is empty: there is nothing to save.");
    driver.keys("p P s");
    assert!(says(&driver, "save as"));
    driver.keys("<Enter>");
    assert!(says(&driver, "A portfolio needs a name."));
    driver.keys("My <Space> bet! <Enter>");
    let portfolio = SavedPortfolio { slug: "my-bet".into(), name: "My bet!".into(), strategies: vec!["pause".into()] };
    assert_eq!(saved(&driver.effects), Some(&portfolio));
    assert_eq!(driver.session.state.model.portfolios.current.saved_as.as_deref(), Some("my-bet"));
    // Changed and kept again, it is not asked for again.
    driver.keys("g s");
    step_to(&mut driver, "strategy/acceleration");
    driver.keys("p P s");
    assert!(driver.session.state.layer.is_none());
    assert_eq!(saved(&driver.effects).map(|portfolio| portfolio.strategies.len()), Some(2));
    driver.keys("P r Hedge <Enter>");
    let renamed = Effect::ChangePortfolios {
        change: PortfolioChange::Save(SavedPortfolio {
            name: "Hedge".into(),
            strategies: vec!["pause".into(), "acceleration".into()],
            ..portfolio
        }),
        notice: "Renamed My bet! to Hedge".into(),
    };
    assert_eq!(driver.effects.last(), Some(&renamed), "what is typed takes the place of what was offered");
    assert_eq!(
        saved(&driver.effects).map(|portfolio| (portfolio.slug.as_str(), portfolio.name.as_str())),
        Some(("my-bet", "Hedge"))
    );
    driver.keys("g P");
    assert!(says(&driver, "Hedge"));
    driver.keys("P d");
    assert_eq!(
        driver.effects.last(),
        Some(&Effect::ChangePortfolios {
            change: PortfolioChange::Delete("my-bet".into()),
            notice: "Deleted Hedge; undo restores it".into()
        })
    );
    assert!(driver.session.state.model.portfolios.saved.is_empty() && members(&driver).len() == 2);
    driver.keys("P u");
    assert_eq!(saved(&driver.effects).map(|portfolio| portfolio.name.as_str()), Some("Hedge"));
    assert_eq!(driver.session.state.model.portfolios.saved.len(), 1);
    // Another one cannot take its name.
    driver.keys("P c g s");
    step_to(&mut driver, "strategy/pause");
    driver.keys("p P s hedge <Enter>");
    assert!(says(&driver, "Another portfolio has this name."));
    driver.keys("<Esc>");
    assert_eq!(driver.session.state.model.portfolios.saved.len(), 1);
}

#[test]
fn portfolios_are_taken_up_from_a_list() {
    let mut driver = at("home", (100, 30));
    driver.keys("P l");
    assert!(says(&driver, "Load a portfolio") && says(&driver, "UK AISI programme"));
    driver.keys("aisi <Enter>");
    assert_eq!(members(&driver).len(), 4);
    assert_eq!(notice(&driver), "Loaded UK AISI programme as the current portfolio");
    driver.keys("P l nothing-like-it");
    assert!(says(&driver, "nothing matches"));
    driver.keys("<Enter> <Esc> <Esc>");
    assert_eq!(members(&driver).len(), 4);
}

#[test]
fn the_smallest_are_looked_for_aside_and_can_be_given_up() {
    let mut driver = at("strategy/pause", (100, 30));
    driver.keys("p P f");
    assert_eq!(here(&driver), "portfolio");
    assert!(says(&driver, "Searching"));
    let Some(Effect::Suggest(demands)) = driver.effects.last().cloned() else { panic!("a search was asked for") };
    driver.keys("<Esc>");
    assert_eq!(driver.effects.last(), Some(&Effect::CancelSuggest));
    assert_eq!(driver.session.state.model.portfolio_search, PortfolioSearch::None);
    let outcome = driver.session.graph.smallest(&demands, 2, &AtomicBool::new(false)).expect("nobody cancels");
    // An answer that comes too late is dropped.
    driver.send(Message::Suggested(Box::new((demands.clone(), outcome.clone()))));
    assert_eq!(driver.session.state.model.portfolio_search, PortfolioSearch::None);
    driver.keys("P f");
    driver.send(Message::Suggested(Box::new((demands, outcome))));
    assert!(says(&driver, "Smallest portfolios that cover every lever and scenario"));
    // What was found is for what was at hand.
    driver.keys("P c");
    assert!(!says(&driver, "Smallest portfolios"));
}

#[test]
fn demands_are_typed_as_on_the_command_line() {
    let mut driver = at("strategy/pause", (100, 30));
    driver.keys("p P F");
    assert!(says(&driver, "constraints --cover both"));
    driver.keys("--never <Space> sabotag <Enter>");
    assert!(says(&driver, "there is no strategy `sabotag`; did you mean `sabotage`?"));
    driver.keys("e <Space> --max <Space> 9 <Enter>");
    let graph = driver.session.graph.clone();
    let id = |slug| graph.atlas.strategies.find(slug).expect("a strategy");
    let demands = Constraints {
        levers: true,
        scenarios: true,
        must: vec![id("pause")],
        never: vec![id("sabotage")],
        max: Some(9),
        ..Constraints::default()
    };
    assert_eq!(driver.effects.last(), Some(&Effect::Suggest(demands)));
    driver.send(Message::Solving(SizeBounds { lower: 4, upper: 7 }));
    assert!(says(&driver, "they have at least 4, at most 7"));
    // What was typed comes back by the key for earlier lines, apart from names.
    driver.keys("<Esc> P F <A-p>");
    assert!(says(&driver, "--never sabotage --max 9"));
    driver.keys("<Esc>");
    // What a search has to say that was given up is dropped.
    driver.send(Message::Solving(SizeBounds { lower: 5, upper: 7 }));
    assert_eq!(driver.session.state.model.portfolio_search, PortfolioSearch::None);
}

#[test]
fn a_path_starts_at_one_thing_and_ends_at_another() {
    let mut driver = at("person/yann-lecun", (100, 30));
    driver.keys("gg W");
    assert!(notice(&driver).starts_with("The path starts at Yann LeCun"), "{}", notice(&driver));
    driver.keys("W");
    assert_eq!(notice(&driver), "No path starts at Yann LeCun any more.");
    driver.keys("W g s");
    step_to(&mut driver, "strategy/pause");
    driver.keys("W");
    assert_eq!(here(&driver), "path/person/yann-lecun/strategy/pause");
    assert!(says(&driver, "endorses AI skeptic"));
    driver.keys("y p <Backspace>");
    assert_eq!(here(&driver), "strategies");
}
