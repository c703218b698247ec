use super::*;
use crate::document::{BarPart, Block, Part, Span};
use crate::graph::diff::ChangesSince;
use crate::model::{Bookmarks, CurrentPortfolio, SavedPortfolio, TrailSummary, UserPortfolios};

#[test]
fn home_shows_an_answer_and_where_to_start() {
    let page = shown(&graph(), "home");
    assert_eq!(page.title, "Small atlas");
    let answer = "Alpha tag has the most endorsers (4); the median p(doom) is 20%; 1 strategy pair conflicts.";
    assert_eq!(text(&page.kicker), answer);
    assert_eq!(
        panel(&page, "Where to start")[..2],
        ["- Strategies |   5 named bets", "- People |   7 people on the record"]
    );
    assert_eq!(
        section(&page, "How far to trust this"),
        [
            "# How far to trust this",
            "With a passage: 7 of 11 positions, 64%",
            "Only a home page: 0 of 11 positions, 0%",
            "Home pages: 1 of 12 sources, 8%",
            "Under a caveat: 2 of 11 positions, 18%",
            "> By tag and by strategy: How far to trust this",
        ]
    );
    // Bob and Zed on the same day, by name; Fay was never updated.
    assert_eq!(
        panel(&page, "Recently updated"),
        [
            "- Bob | 2026-01-03",
            "- Zed | 2026-01-03",
            "- Ann | 2026-01-01",
            "- Cyd | 2025-12-31",
            "- Dan | 2025-12-30",
            "- Eve | 2025-12-29",
        ]
    );
    assert_eq!(panel(&page, "Most contested"), ["- Alpha tag | 4 · 3"]);
    assert!(rows(&page.blocks).contains(&"[Field] ↓ down · up ↑".to_owned()), "the legend of the two sides");
    assert_eq!(
        panel(&page, "p(doom)"),
        [
            "* Eve: 1%",
            "* Zed: 10%",
            "* Ann: 30%",
            "* Bob: 50%",
            "Median: 20%   mean 23%",
            "Lowest: Eve 1%",
            "Highest: Bob 50%"
        ]
    );
    assert_eq!(
        panel(&page, "Most endorsed"),
        ["= Alpha tag: 4, 4 of 4", "= Free tag: 3, 3 of 4", "= Gamma tag: 1, 1 of 4"]
    );
    assert_eq!(panel(&page, "Field")[0], "= Speed: 3, 3 of 3");
    assert_eq!(panel(&page, "Matrix")[..2], ["Alpha = Delta", "Alpha × Beta"]);
    assert!(panel(&page, "Your reviews").is_empty() && panel(&page, "Yours").is_empty(), "nothing is there yet");
    assert_eq!(section(&page, "Tiers")[2..4], ["## Expertise", "- Builder {BLD} | Builds things"]);
    assert_eq!(
        section(&page, "Provenance of the facts"),
        ["# Provenance of the facts", "- Catalogue | retrieved 2026-01-02"]
    );
}

#[test]
fn home_lists_the_portfolios_trails_and_marks_of_the_user() {
    let graph = graph();
    let saved = |slug: &str, name: &str, strategies: &[&str]| SavedPortfolio {
        slug: slug.to_owned(),
        name: name.to_owned(),
        strategies: strategies.iter().map(|&slug| slug.to_owned()).collect(),
    };
    let strategies = vec!["alpha".to_owned(), "beta".to_owned()];
    let portfolios = UserPortfolios {
        current: CurrentPortfolio { strategies, saved_as: None },
        saved: vec![saved("mine-one", "One", &["alpha"])],
    };
    let trail = |places, last: &str| TrailSummary { places, last: last.to_owned() };
    let names = ["a", "b", "c", "d", "e", "f"].map(|name| (name.to_owned(), trail(1, "gone")));
    let mut bookmarks = Bookmarks { trails: names.into(), ..Bookmarks::default() };
    bookmarks.trails.insert("Tour".to_owned(), trail(3, "tag/gamma-tag"));
    bookmarks.marks = [('a', "strategy/alpha".to_owned()), ('z', "strategy/gone".to_owned())].into();
    let context = PageContext { portfolios: &portfolios, bookmarks: &bookmarks, ..PageContext::new(&graph) };
    assert_eq!(
        panel(&build(Place::Home, &context), "Yours"),
        [
            "- Current portfolio | 2 strategies · 1 lever · 1 ×",
            "- One | 1 strategy · 1 lever",
            "Trail: Tour · 3 places · Gamma tag",
            "Trail: a · 1 place",
            "Trail: b · 1 place",
            "Trail: c · 1 place",
            "Trail: d · 1 place",
            ": 2 more trails",
            "Marks: a Alpha",
        ]
    );
    let for_others = PageContext { for_others: true, ..context };
    assert!(panel(&build(Place::Home, &for_others), "Yours").is_empty(), "exports leave them out");
}

#[test]
fn people_updated_on_two_days_are_listed_by_their_passages() {
    let toml = include_str!("fixture.toml").replace("updated = \"2025-", "updated = \"2026-01-03\" # ");
    let graph = Graph::new(data::fixture(&toml.replace("2026-01-01", "2026-01-03")));
    // Eve has 5, Zed 4, Ann and Dan 2; Bob and Cyd have one, and come in the order of the atlas.
    assert_eq!(
        panel(&shown(&graph, "home"), "Most passages")[..6],
        [
            "= Eve: 5, 5 of 5",
            "= Zed: 4, 4 of 5",
            "= Ann: 2, 2 of 5",
            "= Dan: 2, 2 of 5",
            "= Bob: 1, 1 of 5",
            "= Cyd: 1, 1 of 5",
        ]
    );
    assert_eq!(
        section(&shown(&graph, "people"), "Everyone")[1],
        "> Most passages first. Exp. expertise, Rec. recognition."
    );
    let recent = ViewOptions { order: PeopleOrder::Recent, ..ViewOptions::default() };
    assert!(
        section(&shown_with(&graph, "people", &recent), "Everyone")[1].to_lowercase().contains("latest updated first")
    );
}

#[test]
fn home_lists_the_changes_since_the_last_visit() {
    let graph = graph();
    let home = |since: Option<&ChangesSince>| {
        let context = PageContext { since, ..PageContext::new(&graph) };
        let mut section = section(&build(Place::Home, &context), "Since your last visit");
        section.truncate(4);
        section
    };
    let addresses = |written: &str| written.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let since = ChangesSince {
        edition: "0".to_owned(),
        added: addresses("strategy/alpha person/ann person/bob person/cyd person/dan person/eve tag/free"),
        removed: addresses("person/gone"),
        changed: Vec::new(),
    };
    assert_eq!(
        home(Some(&since)),
        [
            "# Since your last visit",
            "> Your last visit was to edition 0.",
            "Added: 1 strategy, 5 people, 1 tag: Alpha, Ann, Bob, Cyd, Dan +2",
            "Removed: 1 person: person/gone",
        ]
    );
    let same = ChangesSince { edition: "0".to_owned(), ..ChangesSince::default() };
    assert_eq!(home(Some(&same))[2..3], ["! No record was added, changed or removed."]);
    assert_eq!(home(None), Vec::<String>::new());
}

#[test]
fn strategies_are_grouped_by_lever() {
    let page = shown(&graph(), "strategies");
    assert_eq!(text(&page.kicker), "Alpha has the most people on record (6); 3 of 5 have none.");
    assert_eq!(
        rows(&page.blocks)[0],
        "> 5 strategies on 3 of 4 levers, 1 of them pulled both ways, with 1 conflict and 2 complements."
    );
    assert_eq!(
        section(&page, "Speed"),
        [
            "# Speed (3) [mixed]",
            "- Alpha ~ ↑ · institutional · consent · ◆ 6 | Faster is better.",
            "- Delta ~ ↑ · AI artefact · consent | Fast too.",
            "- Beta ~ ↓ · AI artefact · – | Slower is better.",
        ]
    );
    assert_eq!(titles(&page, Part::Main), ["Speed", "Openness", "Culture"]);
}

#[test]
fn levers_are_counted_and_split_by_direction() {
    let graph = graph();
    let page = shown(&graph, "levers");
    assert_eq!(
        section(&page, "Strategies by lever"),
        [
            "# Strategies by lever (5)",
            "= Speed: 3, 3 of 3",
            "= Openness: 1, 1 of 3",
            "= Culture: 1, 1 of 3",
            "= Idle: 0, 0 of 3",
        ]
    );
    let Some(Block::Bars(bars)) = page.blocks.iter().find(|block| matches!(block, Block::Bars(_))) else {
        panic!("bars")
    };
    let parts: Vec<String> = bars.bars[0].parts.iter().map(BarPart::words).collect();
    assert_eq!(parts, ["1 down", "0 neutral", "2 up"], "the sides of the chart");
    assert_eq!(page.kicker, shown(&graph, "field").kicker, "the same answer");
    assert_eq!(section(&page, "What they are")[2], "+ Speed | Slow | Accelerate | mixed | How fast.");
    let speed = shown(&graph, "lever/speed");
    assert_eq!(text(&speed.kicker), "Lever · mixed side · ! pulled both ways: 2 up, 1 down");
    assert_eq!(rows(&speed.blocks[..1]), ["How fast."]);
    assert_eq!(titles(&speed, Part::Main), ["By time horizon", "↑ Accelerate", "↓ Slow"]);
    assert_eq!(
        section(&speed, "By time horizon")[1..],
        ["= Pre-transition: 1, 1 of 2", "= During transition: 0, 0 of 2", "= Horizon-neutral: 2, 2 of 2"]
    );
    let openness = shown(&graph, "lever/openness");
    assert_eq!(
        section(&openness, "Neutral"),
        ["# Neutral (1)", "- Epsilon ~ – · AI artefact · consent | Neither open nor closed."]
    );
    assert_eq!(rows(&shown(&graph, "lever/idle").blocks), ["Pulled by nobody.", "! No strategy pulls this lever."]);
}

#[test]
fn scenarios_list_the_strategies_that_respond() {
    let graph = graph();
    let page = shown(&graph, "scenarios");
    let answer = "3 scenarios have the most strategies that respond (2 each); 2 of 5 strategies respond to none.";
    assert_eq!(text(&page.kicker), answer);
    assert_eq!(
        section(&page, "Scenarios"),
        [
            "# Scenarios (3) ~ 2 strategies named by several",
            "/ Scenario | Adversary | Responses | What happens",
            "+ Flood | Nature | 2 | Too much water.",
            "+ Theft | People | 2 | Too few spoons.",
            "+ Drought | Nature | 2 | Too little water.",
        ]
    );
    assert_eq!(
        section(&page, "Strategies that several scenarios name"),
        ["# Strategies that several scenarios name (2)", "= Alpha: 3, 3 of 3", "= Gamma: 2, 2 of 3",]
    );
    let flood = shown(&graph, "scenario/flood");
    assert_eq!(text(&flood.kicker), "Scenario · adversary: nature · 2 strategies respond");
    // In the order listed, not by name.
    assert_eq!(
        section(&flood, "Strategies that respond"),
        [
            "# Strategies that respond (2)",
            "- Gamma ~ ↑ Culture · institutional · consent · ◆ 1 | Culture first.",
            "- Alpha ~ ↑ Speed · institutional · consent · ◆ 6 | Faster is better.",
        ]
    );
    assert!(shown(&graph, "scenario/theft").blocks.contains(&Block::Warning(vec![Span::plain("Rare.")])));
}

#[test]
fn mechanisms_count_and_list_their_pairs() {
    let graph = graph();
    let page = shown(&graph, "mechanisms");
    assert_eq!(
        section(&page, "Conflicts"),
        [
            "# Conflicts (1)",
            "> Pairs that at least one of the two declares to conflict.",
            "/ Mechanism | Pairs | Why",
            "+ Lever opposition | 1 | One lever, both ways. They push against each other.",
            "+ Frame opposition | 0 | ",
            "+ Scope opposition | 0 | ",
        ]
    );
    assert_eq!(section(&page, "Twins")[3..], ["+ Same lever twin | 1 | "]);
    let first = |path: &str| text(&shown(&graph, path).kicker);
    assert_eq!(first("mechanism/same-lever-twin"), "The reason for the only twin.");
    assert_eq!(first("mechanism/stage-sequenced"), "The reason for 1 of 2 complements.");
    assert_eq!(first("mechanism/adjacent-bet"), "");
    let pairs = |path: &str| section(&shown(&graph, path), "Pairs");
    assert_eq!(pairs("mechanism/stage-sequenced"), ["# Pairs (1)", "- Alpha ↑ ~ + Gamma ↑ · Speed and Culture"]);
    assert_eq!(
        pairs("mechanism/shared-authority"),
        [
            "# Pairs (1)",
            "> One-sided: only the strategy on the left declares it.",
            "- Epsilon ~ + Alpha ↑ · Openness and Speed · one-sided"
        ]
    );
    assert_eq!(pairs("mechanism/same-lever-twin"), ["# Pairs (1)", "## Speed (1)", "- Alpha ↑ ~ = Delta ↑"]);
    assert_eq!(pairs("mechanism/adjacent-bet"), ["# Pairs (0)", "! No pair of strategies relates this way."]);
}

#[test]
fn portfolios_list_their_members_by_name() {
    let graph = graph();
    let page = shown(&graph, "portfolio/pair");
    assert_eq!(
        section(&page, "Strategies")[..3],
        [
            "# Strategies (2)",
            "- Alpha ~ ↑ Speed · institutional · consent · ◆ 6 | Faster is better.",
            "- Gamma ~ ↑ Culture · institutional · consent · ◆ 1 | Culture first.",
        ]
    );
    assert_eq!(
        rows(&shown(&graph, "portfolios").blocks[..1]),
        [
            "/ Portfolio | Size | Sp\u{a0}Op\u{a0}Cu\u{a0}Id | Coverage | Scenarios | Largest bet",
            "+ A pair | 2 | ↑\u{a0}\u{a0}·\u{a0}\u{a0}↑\u{a0}\u{a0}· | 2 of 4 | 3 of 3 | 50%",
        ],
        "columns of zeros are left out, since the first line says so"
    );
    assert_eq!(
        text(&shown(&graph, "portfolios").kicker),
        "A pair pulls the most levers, 2 of 4 · no conflict or opposite pull inside any"
    );
}

#[test]
fn a_commitment_leads_to_its_strategy_and_to_others_on_its_topic() {
    let graph = Graph::new(crate::data::embedded().expect("the embedded atlas is valid"));
    let page = shown(&graph, "commitment/alignment-first/1");
    let strategy = section(&page, "The strategy that rests on it");
    assert!(strategy[1].starts_with("- Alignment first | Technical alignment can be solved"), "{strategy:?}");
    assert!(strategy[1].contains("⚑ wrong if  Interpretability and oversight fail"), "{strategy:?}");
    let others = section(&page, "Other commitments on the topic Values");
    assert_eq!(others.len(), 6, "five others below the heading: {others:?}");
    assert!(!others.iter().any(|row| row.starts_with("- Alignment first")), "{others:?}");
}

#[test]
fn commitments_are_grouped_by_topic() {
    let page = shown(&graph(), "commitments");
    assert_eq!(rows(&page.blocks), ["# Time (1)", "- Alpha | Time is short. | ⚑ wrong if  There was time."]);
    let answer = "1 of 5 strategies rests on a commitment; the most common topic is Time (1 of 1).";
    assert_eq!(text(&page.kicker), answer);
}

#[test]
fn scenarios_are_looked_up_by_strategy() {
    let page = shown(&graph(), "scenarios");
    assert_eq!(
        section(&page, "Scenarios by strategy"),
        [
            "# Scenarios by strategy (3)",
            "- Alpha | Flood, Theft, Drought",
            "- Beta | Theft",
            "- Gamma | Flood, Drought",
        ]
    );
    assert_eq!(
        section(&page, "Strategies that no scenario names"),
        ["# Strategies that no scenario names (2)", "- Delta ~ ↑ Speed", "- Epsilon ~ – Openness",]
    );
}

#[test]
fn identity_lists_the_falsification_signals() {
    let page = shown(&graph(), "identity");
    assert_eq!(
        rows(&page.blocks),
        [
            "# Held as identities (1)",
            "## Alpha [Badge of honour]",
            "They wear it.",
            "# Falsification signals (1)",
            "> How to read signals.",
            "- Alpha | A crash.",
        ]
    );
    let answer = "1 of 5 strategies names a signal that would count against it; 1 is held as an identity.";
    assert_eq!(text(&page.kicker), answer);
}

#[test]
fn home_and_tags_agree_on_what_is_contested() {
    let graph = Graph::new(crate::data::embedded().expect("the embedded atlas"));
    assert_eq!(panel(&shown(&graph, "home"), "Most contested"), ["- Abandon superintelligence | 4 · 2"]);
    let tags = text(&shown(&graph, "tags").kicker);
    assert!(tags.ends_with("; only Abandon superintelligence is opposed by a quarter or more of those who take sides, 4 for and 2 against."), "{tags}");
}

#[test]
fn overviews_of_an_atlas_without_records_say_so() {
    let graph = Graph::new(crate::model::Atlas::default());
    let kickers = ["home", "people", "field", "tags", "strategies", "axes", "scenarios"]
        .map(|path| text(&shown(&graph, path).kicker));
    assert_eq!(
        kickers,
        [
            "Nobody endorses a tag; no two strategies conflict.",
            "Nobody is on the record.",
            "No strategy pulls a lever.",
            "Nobody endorses a tag; no tag is contested.",
            "Nobody is on record for a strategy.",
            "",
            "This atlas has no scenario.",
        ]
    );
    for path in ["board", "commitments", "density", "levers", "matrix", "p-doom", "trust"] {
        shown(&graph, path);
    }
}
