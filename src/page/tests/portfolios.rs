use super::*;
use crate::document::Part;
use crate::graph::{Constraints, SizeBounds};
use crate::model::{CurrentPortfolio, SavedPortfolio, StrategyId, UserPortfolios};

fn ids(graph: &Graph, slugs: &[&str]) -> Vec<StrategyId> {
    slugs.iter().map(|slug| graph.atlas.strategies.find(slug).expect("a strategy")).collect()
}

fn owned(slugs: &[&str]) -> Vec<String> {
    slugs.iter().map(|&slug| slug.to_owned()).collect()
}

/// The workbench with these strategies at hand.
fn bench(graph: &Graph, slugs: &[&str]) -> Page {
    let current = CurrentPortfolio { strategies: owned(slugs), saved_as: None };
    let portfolios = UserPortfolios { current, saved: Vec::new() };
    page(
        PageContext { portfolios: &portfolios, ..PageContext::new(graph) },
        Place::Overview(Overview::Portfolio),
        &ViewOptions::default(),
    )
}

#[test]
fn the_figures_of_a_portfolio_are_worked_out() {
    let graph = graph();
    let page = bench(&graph, &["delta", "alpha", "beta", "gamma", "alpha"]);
    assert_eq!(
        rows(&page.blocks[..1]),
        [
            "Levers pulled: 2 of 4",
            "Coverage: 50%",
            "Concentration: 75% on Speed  3 of 4",
            "Opposite pulls: 2 pairs of strategies  1 of them a declared conflict",
            "Declared conflicts: 1",
            "Scenarios answered: 3 of 3",
            "Separate bets: 3 of 4  strategies that pull one lever the same way count as one; concentration is then 67%",
        ]
    );
    assert_eq!(
        section(&page, "Levers"),
        [
            "# Levers (2)",
            "= Speed: 3 · 75% · ↑2 ↓1, 3 of 3",
            "= Openness: empty, 0 of 3",
            "= Culture: 1 · 25% · ↑1, 1 of 3",
            "= Idle: empty, 0 of 3",
        ]
    );
    assert_eq!(
        section(&page, "Sides"),
        ["# Sides", "= AI-side: 0 · 0%, 0 of 4", "= mixed: 3 · 75%, 3 of 4", "= world-side: 1 · 25%, 1 of 4"]
    );
    // Most first; before and during the transition in the order met.
    assert_eq!(
        section(&page, "Values on the axes")[1..],
        [
            "Coercion level: Consent 3 · Not applicable 1",
            "Time horizon: Horizon-neutral 2 · Pre-transition 1 · During transition 1",
            "Actor in control: Humans as principals 4",
        ]
    );
    assert_eq!(section(&page, "Untouched levers")[1..], ["- Openness  AI-side", "- Idle  world-side"]);
}

#[test]
fn both_meanings_of_a_conflict_are_told_apart() {
    let graph = graph();
    let page = bench(&graph, &["alpha", "beta", "gamma", "delta"]);
    assert_eq!(
        section(&page, "Opposite pulls")[2..],
        [
            "- Alpha against Beta | Speed ↑ and ↓ · a declared conflict",
            "- Beta against Delta | Speed ↓ and ↑ · no declared conflict",
        ]
    );
    assert_eq!(
        section(&page, "Declared conflicts"),
        [
            "# Declared conflicts (1)",
            "## Lever opposition (1)",
            "> One lever, both ways. They push against each other.",
            "- Alpha against Beta | says Alpha",
        ]
    );
    assert_eq!(section(&page, "Doubles")[0], "# Doubles (1)");
    assert_eq!(section(&page, "Doubles")[2..], ["- Speed ↑  2× | Alpha, Delta · 1 pair of twins"]);
    assert_eq!(
        section(&page, "What composes"),
        ["# What composes (1)", "## Stage sequenced (1)", "- Alpha with Gamma | say both"]
    );
}

#[test]
fn what_a_portfolio_answers_and_rests_on_is_listed() {
    let graph = graph();
    let page = bench(&graph, &["beta", "epsilon"]);
    assert_eq!(section(&page, "Scenarios it answers"), ["# Scenarios it answers (1)", "- Theft  1 answer | Beta"]);
    assert_eq!(
        section(&page, "Scenarios it leaves open"),
        ["# Scenarios it leaves open (2)", "- Flood | Too much water.", "- Drought | Too little water."]
    );
    assert_eq!(
        section(&page, "What falls together")[2..],
        ["- State  2 strategies | Beta, Epsilon · loses Speed, Openness, Theft"]
    );
    assert_eq!(section(&page, "What it rests on"), [""; 0]);
    let page = bench(&graph, &["alpha"]);
    assert_eq!(
        section(&page, "What it rests on"),
        ["# What it rests on (1)", "## Time (1)", "- Alpha | Time is short. Fails if: There was time."]
    );
    assert_eq!(section(&page, "Thresholds to watch")[1], "- Alpha | When wheels come off.");
    assert_eq!(section(&page, "Signals that would count against it")[1], "- Alpha | A crash.");
}

#[test]
fn who_holds_most_of_it_is_stated_to() {
    let graph = graph();
    let page = bench(&graph, &["alpha", "beta", "gamma"]);
    // Nothing leads to Beta. Against Alpha or tentative for it, nobody counts.
    let rows = section(&page, "Who holds most of it");
    assert_eq!(rows[1], "> Stated endorsers of tags that lead to its strategies; tags lead to 2 of 3.");
    assert_eq!(
        rows[2..],
        [
            "- Eve {TLK ALL} | 2 of 2 · Alpha, Gamma",
            "- Ann {BLD FLD} | 1 of 2 · Alpha",
            "- Zed {BLD ALL} | 1 of 2 · Alpha"
        ]
    );
}

#[test]
fn nothing_at_hand_is_four_dots_and_where_to_start() {
    let graph = graph();
    let page = bench(&graph, &[]);
    assert!(rows(&page.blocks[..1]).iter().all(|row| row.ends_with(": ·")));
    assert_eq!(
        section(&page, "At hand")[1],
        "! Nothing is at hand. Take up strategies one by one, or start from a portfolio below."
    );
    assert_eq!(titles(&page, Part::Main), ["At hand", "To start from"]);
    assert_eq!(titles(&page, Part::Relations), [""; 0]);
}

#[test]
fn portfolios_stand_beside_what_is_at_hand() {
    let graph = graph();
    let own = |slug: &str, name: &str, strategies: &[&str]| SavedPortfolio {
        slug: slug.to_owned(),
        name: name.to_owned(),
        strategies: owned(strategies),
    };
    let strategies = owned(&["alpha", "nowhere", "beta"]);
    let current = CurrentPortfolio { strategies, saved_as: Some("mine".to_owned()) };
    let portfolios = UserPortfolios { current, saved: vec![own("mine", "Mine", &["beta", "delta"])] };
    let context = PageContext { portfolios: &portfolios, ..PageContext::new(&graph) };
    let page = page(context, Place::Overview(Overview::Portfolio), &ViewOptions::default());
    assert_eq!((page.title.as_str(), text(&page.kicker).as_str()), ("Mine", "Small atlas · changed since it was kept"));
    assert_eq!(
        rows(&page.blocks).into_iter().find(|row| row.starts_with("! Not in")),
        Some("! Not in this atlas, and kept all the same: nowhere.".to_owned())
    );
    // A figure each: strategies, levers, concentration, scenarios, conflicts, opposite pulls, shared.
    assert_eq!(
        section(&page, "Side by side")[3..],
        [
            "+ At hand | 2 | 1 | 100% | 3 | 1 | 1 | 2",
            "+ Mine yours | 2 | 1 | 100% | 1 | 0 | 1 | 1",
            "+ A pair | 2 | 2 | 50% | 3 | 0 | 0 | 1",
        ]
    );
    // By lever: beta and delta pull speed, as alpha does.
    assert_eq!(
        section(&page, "Yours, strategy by strategy")[2..],
        [
            "/ Strategy | At hand | Mine",
            "+ Alpha | ● | · = 1",
            "+ Beta | ● | ● = 2",
            "+ Delta | · | ● = 1",
            "+ Strategies held | 2 | 2",
            "+ Levers pulled | 1 | 1",
            "+ Largest share on one lever | 100% | 100%",
            "+ Scenarios answered | 3 | 1",
            "+ Declared conflicts | 1 | 0",
            "+ Opposite pulls | 1 | 1",
            "+ At hand too | 2 | 1",
        ]
    );
    let alone = UserPortfolios { saved: Vec::new(), ..portfolios.clone() };
    let alone = super::page(
        PageContext { portfolios: &alone, ..context },
        Place::Overview(Overview::Portfolio),
        &ViewOptions::default(),
    );
    assert!(section(&alone, "Yours, strategy by strategy").is_empty(), "there is nothing to compare with");
}

#[test]
fn a_search_that_goes_on_says_how_far_it_has_come() {
    let graph = graph();
    let told = |bounds: Option<SizeBounds>| {
        let search = PortfolioSearch::Running(bounds);
        let page = page(
            PageContext { portfolio_search: &search, ..PageContext::new(&graph) },
            Place::Overview(Overview::Portfolio),
            &ViewOptions::default(),
        );
        section(&page, "Smallest portfolios that hold it").remove(1)
    };
    assert_eq!(told(None), "! Looking for them… Closing gives up.");
    let bounds = |lower, upper| Some(SizeBounds { lower, upper });
    assert_eq!(told(bounds(3, 5)), "! Looking for them: they hold at least 3, at most 5… Closing gives up.");
    assert_eq!(told(bounds(4, 4)), "! Looking for them: they hold 4; looking for all of them… Closing gives up.");
}

/// Suggestions for these strategies at hand, and the smallest portfolios that meet `demands`.
fn suggested(graph: &Graph, held: &[&str], demands: &Constraints) -> Page {
    let outcome = graph.smallest(demands, 5, &std::sync::atomic::AtomicBool::new(false));
    suggestions(graph, Some(&ids(graph, held)), demands, outcome.as_ref())
}

#[test]
fn what_to_add_and_drop_is_said_in_a_line() {
    let graph = graph();
    let page = suggested(&graph, &["beta", "delta"], &Constraints::default());
    // Gamma: a lever, a side, two scenarios. Epsilon: a lever and a side. Alpha: two scenarios less a conflict and a double.
    assert_eq!(
        section(&page, "What to add")[2..],
        ["- Gamma | gains Culture, Flood, Drought, the world side", "- Epsilon | gains Openness, the AI side"]
    );
    // Beta answers theft; Delta adds nothing. Each pulls against the other, which neither declares.
    assert_eq!(
        section(&page, "What to drop")[1..],
        ["- Delta | frees it of pull against Beta", "- Beta | gives up Theft · frees it of pull against Delta"]
    );
}

#[test]
fn the_smallest_portfolios_are_listed_and_what_clashes_is_said() {
    let graph = graph();
    let scenarios = Constraints { scenarios: true, ..Constraints::default() };
    let page = suggested(&graph, &[], &scenarios);
    assert_eq!(
        section(&page, "Smallest portfolios that cover every scenario"),
        [
            "# Smallest portfolios that cover every scenario (1)",
            "1 strategy at the least: an exact search has ruled out fewer. No two of them declare a conflict.",
            "## 1. 1 of 4 levers · 3 of 3 scenarios · 0 opposite pulls",
            "Alpha",
            "> There are no others of that size.",
        ]
    );
    let limited = Constraints { must: ids(&graph, &["alpha"]), max: Some(2), ..scenarios.clone() };
    assert_eq!(
        section(&suggested(&graph, &[], &limited), "Smallest portfolios that cover every scenario")
            .last()
            .map(String::as_str),
        Some("> Asked for: Alpha is in it · It holds at most 2 strategies")
    );
    let page = suggested(&graph, &[], &Constraints { levers: true, ..scenarios });
    assert_eq!(
        section(&page, "What cannot be had together")[2..],
        ["> This cannot be met at all:", "- Idle is pulled"]
    );
    assert_eq!(section(&page, "Covered by nothing that is let in")[1..], ["- Idle is pulled"]);
    let rest = section(&page, "Smallest portfolios that cover the rest");
    assert_eq!(rest[2..4], ["## 1. 3 of 4 levers · 3 of 3 scenarios · 0 opposite pulls", "Alpha, Epsilon, Gamma"]);
}
