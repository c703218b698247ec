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

/// Returns the page of a current portfolio with these strategies.
fn current_portfolio(graph: &Graph, slugs: &[&str]) -> Page {
    let current = CurrentPortfolio { strategies: owned(slugs), saved_as: None };
    let portfolios = UserPortfolios { current, saved: Vec::new() };
    build(Place::Overview(Overview::Portfolio), &PageContext { portfolios: &portfolios, ..PageContext::new(graph) })
}

/// Returns the rows of the panels of a page.
fn panels(page: &Page) -> Vec<String> {
    let panels: Vec<Block> = page.blocks.iter().filter(|block| matches!(block, Block::Panels(_))).cloned().collect();
    rows(&panels)
}

#[test]
fn the_figures_of_a_portfolio_are_worked_out() {
    let graph = graph();
    let page = current_portfolio(&graph, &["delta", "alpha", "beta", "gamma", "alpha"]);
    assert_eq!(text(&page.kicker), "pulls 2 of 4 levers, answers 3 of 3 scenarios, 1 conflict inside · not saved");
    assert_eq!(
        rows(&page.blocks[..1]),
        [
            "Largest bet: 75% on Speed  3 of 4",
            "Opposite pulls: 2 pairs of strategies  1 of them a declared conflict",
            "Separate bets: 3 of 4  strategies that pull one lever the same way count as one; concentration is then 67%",
        ]
    );
    // Values are sorted by frequency; those before and during the transition are in order of occurrence.
    assert_eq!(
        panels(&page),
        [
            "[Levers] 2 of 4 · 50%",
            "= Speed: ↑2 ↓1 · 75%, 3 of 3",
            "= Culture: ↑1 · 25%, 1 of 3",
            "> 2 not pulled: Openness · Idle",
            "[Sides and values]",
            "= AI-side: 0 · 0%, 0 of 1",
            "= mixed: 3 · 75%, 0.75 of 1",
            "= world-side: 1 · 25%, 0.25 of 1",
            "Coercion level: Consent 3 · Not applicable 1",
            "Time horizon: Horizon-neutral 2 · Pre-transition 1 · During transition 1",
            "Actor in control: Humans as principals 4",
        ]
    );
}

#[test]
fn both_meanings_of_a_conflict_have_two_names() {
    let graph = graph();
    let page = current_portfolio(&graph, &["alpha", "beta", "gamma", "delta"]);
    assert_eq!(
        section(&page, "Opposite pulls")[2..],
        ["- Alpha ~ × Beta · Speed · declared", "- Beta ~ × Delta · Speed · not declared",]
    );
    assert_eq!(
        section(&page, "Declared conflicts"),
        ["# Declared conflicts (1)", "- Alpha ~ × Beta · Lever opposition"]
    );
    assert_eq!(section(&page, "Redundant strategies")[0], "# Redundant strategies (1)");
    assert_eq!(section(&page, "Redundant strategies")[2..], ["- Speed ↑  2× | Alpha, Delta · 1 pair of twins"]);
    assert_eq!(
        section(&page, "Declared complements"),
        ["# Declared complements (1)", "- Alpha ~ + Gamma · Stage sequenced"]
    );
}

#[test]
fn what_an_audit_does_not_find_has_no_section() {
    let page = current_portfolio(&graph(), &["alpha", "gamma"]);
    assert_eq!(text(&page.kicker), "pulls 2 of 4 levers, answers 3 of 3 scenarios, no conflict inside · not saved");
    assert!(rows(&page.blocks).contains(&"Opposite pulls: none".to_owned()), "{page:?}");
    for absent in ["Declared conflicts", "Opposite pulls", "Redundant strategies"] {
        assert_eq!(section(&page, absent), [""; 0]);
    }
}

#[test]
fn an_audit_lists_scenarios_authorities_commitments_and_signals() {
    let graph = graph();
    let page = current_portfolio(&graph, &["beta", "epsilon"]);
    assert_eq!(
        section(&page, "Scenarios"),
        ["# Scenarios [1 of 3 answered]", "- Theft | Beta", "- Flood | open", "- Drought | open"]
    );
    assert_eq!(
        section(&page, "Sources of authority")[2..],
        ["- State  2 strategies | Beta, Epsilon · loses Speed, Openness, Theft"]
    );
    assert_eq!(section(&page, "Commitments"), [""; 0]);
    let page = current_portfolio(&graph, &["alpha"]);
    assert_eq!(
        section(&page, "Commitments"),
        ["# Commitments (1)", "## Time (1)", "- Alpha | Time is short. | ⚑ wrong if  There was time."]
    );
    assert_eq!(section(&page, "Self-undermining thresholds")[1], "- Alpha | When wheels come off.");
    assert_eq!(section(&page, "Falsification signals")[1], "- Alpha | A crash.");
}

#[test]
fn an_audit_lists_the_stated_endorsers_of_most_of_it() {
    let graph = graph();
    let page = current_portfolio(&graph, &["alpha", "beta", "gamma"]);
    // No tag leads to Beta. Opposing or tentative positions on Alpha do not count.
    let rows = section(&page, "Endorsers of most of it");
    assert_eq!(rows[1], "> Stated endorsers of tags that lead to its strategies; tags lead to 2 of 3.");
    assert_eq!(rows[2..], ["- Eve {TLK ALL} ~ 2 of 2 · Alpha, Gamma", "> And 2 more, who endorse only one."]);
    let page = current_portfolio(&graph, &["alpha", "beta"]);
    let rows = section(&page, "Endorsers of one strategy each");
    assert_eq!(rows[2..4], ["- Ann {BLD FLD} ~ Alpha", "- Eve {TLK ALL} ~ Alpha"]);
}

#[test]
fn an_empty_portfolio_says_what_it_is_for_and_has_portfolios_to_start_from() {
    let graph = graph();
    let page = current_portfolio(&graph, &[]);
    assert_eq!(
        rows(&page.blocks[..1]),
        ["! Add strategies one by one, or start from a portfolio below. This page then \
          audits it: which levers it pulls, where its strategies conflict or repeat each other, and what is missing."]
    );
    let keys = PageKeys::new([("portfolio-toggle", "p".to_owned()), ("portfolio-take", "P l".to_owned())]);
    let with_keys = built("portfolio", &PageContext { keys: &keys, ..PageContext::new(&graph) });
    let words = "p on any strategy adds it, or start from a portfolio below with P l.";
    assert!(rows(&with_keys.blocks[..1])[0].contains(words), "{:?}", rows(&with_keys.blocks[..1]));
    assert_eq!(titles(&page, Part::Main), ["Portfolios to start from"]);
    assert_eq!(titles(&page, Part::Relations), [""; 0]);
}

#[test]
fn saved_portfolios_are_compared_with_the_current_one() {
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
    let page = build(Place::Overview(Overview::Portfolio), &context);
    assert_eq!(
        (page.title.as_str(), text(&page.kicker).as_str()),
        ("Mine", "pulls 1 of 4 levers, answers 3 of 3 scenarios, 1 conflict inside · changed since it was saved")
    );
    assert_eq!(
        rows(&page.blocks).into_iter().find(|row| row.starts_with("! In the portfolio")),
        Some("! In the portfolio but not in this atlas: nowhere.".to_owned())
    );
    // Strategies, levers, coverage, scenarios, conflicts, opposite pulls, largest bet, in the current one too.
    assert_eq!(
        section(&page, "Side by side")[2..5],
        [
            "+ Current portfolio | 2 | ↕  ·  ·  · | 1 of 4 | 3 of 3 | 1 | 1 | 100% | 2",
            "+ Mine yours | 2 | ↕  ·  ·  · | 1 of 4 | 1 of 3 | 0 | 1 | 100% | 1",
            "+ A pair | 2 | ↑  ·  ↑  · | 2 of 4 | 3 of 3 | 0 | 0 | 50% | 1",
        ]
    );
    // By lever: beta and delta pull speed, as alpha does.
    assert_eq!(
        section(&page, "Your portfolios by strategy")[2..],
        [
            "/ Strategy | Current portfolio | Mine",
            "+ Alpha | ● | · = 1",
            "+ Beta | ● | ● = 2",
            "+ Delta | · | ● = 1",
            "+ Size | 2 | 2",
            "+ Coverage | 1 of 4 | 1 of 4",
            "+ Scenarios | 3 of 3 | 1 of 3",
            "+ Conflicts | 1 | 0",
            "+ Opposed | 1 | 1",
            "+ Largest bet | 100% Speed | 100% Speed",
        ]
    );
    let alone = UserPortfolios { saved: Vec::new(), ..portfolios.clone() };
    let alone = build(Place::Overview(Overview::Portfolio), &PageContext { portfolios: &alone, ..context });
    assert!(section(&alone, "Your portfolios by strategy").is_empty(), "there is nothing to compare with");
}

#[test]
fn a_running_search_shows_its_bounds() {
    let graph = graph();
    let notice = |bounds: Option<SizeBounds>| {
        let search = PortfolioSearch::Running(bounds);
        let page = build(
            Place::Overview(Overview::Portfolio),
            &PageContext { portfolio_search: &search, ..PageContext::new(&graph) },
        );
        section(&page, "Smallest portfolios that contain it").remove(1)
    };
    assert_eq!(notice(None), "! Searching… Closing cancels the search.");
    let bounds = |lower, upper| Some(SizeBounds { lower, upper });
    assert_eq!(
        notice(bounds(3, 5)),
        "! Searching: they have at least 3, at most 5 strategies… Closing cancels the search."
    );
    assert_eq!(
        notice(bounds(4, 4)),
        "! Searching: they have 4 strategies; listing all of them… Closing cancels the search."
    );
}

/// Returns the suggestions for a portfolio of these strategies, and the smallest portfolios that meet `demands`.
fn suggested(graph: &Graph, portfolio: &[&str], demands: &Constraints) -> Page {
    let outcome = graph.smallest(demands, 5, &std::sync::atomic::AtomicBool::new(false));
    build_suggestions(Some(&ids(graph, portfolio)), (demands, outcome.as_ref()), &PageContext::new(graph))
}

#[test]
fn effects_of_adding_and_removing_a_strategy_are_listed() {
    let graph = graph();
    let page = suggested(&graph, &["beta", "delta"], &Constraints::default());
    // Gamma covers a lever, a side and two scenarios, Epsilon a lever and a side. Alpha covers two scenarios, minus a
    // conflict and a redundancy.
    assert_eq!(
        section(&page, "What to add")[2..],
        ["- Gamma | gains Culture, Flood, Drought, the world side", "- Epsilon | gains Openness, the AI side"]
    );
    // Beta answers theft; Delta adds nothing. They pull in opposite directions, without a declared conflict.
    assert_eq!(
        section(&page, "What to remove")[1..],
        ["- Delta | avoids pull against Beta", "- Beta | gives up Theft · avoids pull against Delta"]
    );
}

#[test]
fn the_smallest_portfolios_or_the_constraints_that_exclude_each_other_are_listed() {
    let graph = graph();
    let scenarios = Constraints { scenarios: true, ..Constraints::default() };
    let page = suggested(&graph, &[], &scenarios);
    assert_eq!(
        section(&page, "Smallest portfolios that cover every scenario"),
        [
            "# Smallest portfolios that cover every scenario (1)",
            "It takes at least 1 strategy: no smaller portfolio does it, by an exact search. No two of them declare a conflict.",
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
        Some("> Constraints: Alpha is included · At most 2 strategies")
    );
    let page = suggested(&graph, &[], &Constraints { levers: true, ..scenarios });
    assert_eq!(
        section(&page, "Constraints that exclude each other")[2..],
        ["> This constraint cannot be met at all:", "- Idle is pulled"]
    );
    assert_eq!(section(&page, "Covered by no strategy that the constraints allow")[1..], ["- Idle is pulled"]);
    let rest = section(&page, "Smallest portfolios that cover the rest");
    assert_eq!(rest[2..4], ["## 1. 3 of 4 levers · 3 of 3 scenarios · 0 opposite pulls", "Alpha, Epsilon, Gamma"]);
}

/// Returns the small atlas with a second portfolio, which states the share of one of its members.
fn graph_with_shares() -> Graph {
    let own = "\n[[portfolio]]\nid = \"own\"\nname = \"Own\"\ndescription = \"Mine.\"\nstrategies = [\"alpha\", \
               \"beta\"]\nmember = [{ strategy = \"gamma\", share = 60 }]\n";
    Graph::new(data::fixture(&format!("{}{own}", include_str!("fixture.toml"))))
}

#[test]
fn concentration_is_of_the_money_where_shares_are_stated() {
    let graph = graph_with_shares();
    // 60% on gamma, which pulls culture; the other two, which pull speed, have 20% each.
    let page = shown(&graph, "portfolio/own");
    let facts = rows(&page.blocks[1..2]);
    assert_eq!(facts[0], "Largest bet: 60% of the money on Culture  67% of the strategies on Speed, 2 of 3");
    assert!(section(&page, "Strategies")[1].contains("20% of the money"), "{page:?}");
    assert!(!section(&shown(&graph, "portfolio/pair"), "Strategies")[1].contains("money"));
}

#[test]
fn two_portfolios_are_compared() {
    let page = shown(&graph_with_shares(), "compare/portfolio/pair/portfolio/own");
    assert_eq!(page.title, "A pair · Own");
    assert_eq!(
        section(&page, "Figures")[1..],
        [
            "/  | A pair | Own",
            "+ Size | 2 | 3",
            "+ Coverage | 2 of 4 | 2 of 4",
            "+ Scenarios | 3 of 3 | 3 of 3",
            "+ Conflicts | 0 | 1",
            "+ Opposed | 0 | 1",
            "+ Largest bet | 50% Speed | 60% of the money Culture",
        ]
    );
    assert_eq!(section(&page, "Levers")[1..4], ["/  | Sp Op Cu Id", "+ A pair | ↑  ·  ↑  ·", "+ Own | ↕  ·  ↑  ·"]);
    assert_eq!(section(&page, "In both")[1..], ["- Alpha ~ ↑ Speed", "- Gamma ~ ↑ Culture"]);
    assert_eq!(section(&page, "Only A pair")[1..], ["! None."]);
    assert_eq!(section(&page, "Only Own")[1..], ["- Beta ~ ↓ Speed"]);
    // Only one portfolio contains Beta, but both contain strategies that it conflicts with.
    assert_eq!(section(&page, "Conflicts across").len(), 2);
}

#[test]
fn effects_beyond_the_tenth_are_counted() {
    use crate::document::PageBuilder;
    use crate::graph::{Advice, StrategyEffect};
    use crate::page::parts::suggestions::advice;

    let graph = graph();
    let strategies: Vec<StrategyId> = graph.atlas.strategies.ids().collect();
    let effect = |at: usize| StrategyEffect {
        strategy: strategies[at % strategies.len()],
        levers: Vec::new(),
        scenarios: Vec::new(),
        sides: Vec::new(),
        conflicts: Vec::new(),
        opposite: Vec::new(),
        redundant: Vec::new(),
    };
    let shown = |add: usize, drop: usize| {
        let mut page = PageBuilder::default();
        advice(
            &mut page,
            &graph,
            &Advice { add: (0..add).map(effect).collect(), drop: (0..drop).map(effect).collect() },
        );
        let page = page.finish();
        ["What to add", "What to remove"].map(|title| {
            let rows = section(&page, title);
            let items = rows.iter().filter(|row| row.starts_with("- ")).count();
            (items, rows.last().filter(|row| row.starts_with("> And")).cloned())
        })
    };
    assert_eq!(shown(10, 12), [(10, None), (10, Some("> And 2 more.".to_owned()))]);
    assert_eq!(shown(11, 0), [(10, Some("> And 1 more.".to_owned())), (0, None)]);
}
