use super::*;
use crate::document::{Block, Part};
use crate::model::Stance;

#[test]
fn a_strategy_page_shows_the_bet_and_its_falsification_signal() {
    let graph = graph();
    let page = shown(&graph, "strategy/alpha");
    assert_eq!(page.title, "Alpha");
    let start = page.blocks.iter().position(|block| matches!(block, Block::Heading(_))).expect("a section");
    assert_eq!(
        rows(&page.blocks[..start]),
        [
            "Faster is better.",
            "↑ Speed · institutional · consent · humans as principals · pre-transition · state",
            "⚑ wrong if: A crash. · Bet or identity",
            "× 1 conflict: Beta",
            "+ 2 complements: Gamma · Epsilon · 1 declared only by others",
            "= 1 twin: Delta",
            "◆ 6 on record: 2 for · 2 mixed · 2 against",
            "> How to read signals.",
        ]
    );
    let sections: Vec<String> = [
        "Mechanism",
        "What the name has meant",
        "If it succeeds: what binds next",
        "Held as an identity",
        "Self-undermining threshold",
        "Precedent in another field",
        "Commitments",
    ]
    .iter()
    .flat_map(|title| section(&page, title))
    .collect();
    assert_eq!(
        sections,
        [
            "# Mechanism",
            "Go faster.",
            "# What the name has meant (1)",
            "1999: Something else.",
            "# If it succeeds: what binds next",
            "Brakes.",
            "# Held as an identity [Badge of honour]",
            "They wear it.",
            "# Self-undermining threshold [overshoot risk]",
            "When wheels come off.",
            "No wheels, no speed.",
            "# Precedent in another field [Nuclear]",
            "Regime: Test ban",
            "Produced: Fewer tests.",
            "Did not produce: A ban.",
            "# Commitments (1)",
            "## Time",
            "Time is short.",
            "⚑ wrong if  There was time.",
        ]
    );
}

#[test]
fn a_strategy_page_shows_coordinates_and_source() {
    let graph = graph();
    let page = shown(&graph, "strategy/alpha");
    assert_eq!(
        section(&page, "Coordinates"),
        [
            "# Coordinates",
            "Lever: Speed · mixed",
            "Pull: ↑ Accelerate",
            "What it acts on: Institutional",
            "Coercion level: Consent",
            "Actor in control: Humans as principals",
            "Time horizon: Pre-transition",
            "Legitimacy source: State",
            "Frame: rejects the one that the others share",
        ]
    );
    assert_eq!(
        section(&page, "Position on the axes"),
        [
            "# Position on the axes",
            "What it acts on: Institutional: On institutions.",
            "Coercion level: Consent: None.",
            "Actor in control: Humans as principals: People.",
            "Time horizon: Pre-transition: Before.",
            "Legitimacy source: State: The state's.",
        ]
    );
    assert_eq!(
        section(&page, "Source"),
        ["# Source", "Source note: alpha.md", "Facts from: Catalogue · retrieved 2026-01-02"]
    );
}

#[test]
fn a_neutral_pull_is_a_word() {
    let page = shown(&graph(), "strategy/epsilon");
    assert_eq!(
        rows(&page.blocks[1..2]),
        ["Openness (neutral) · AI artefact · consent · humans as principals · horizon-neutral · state"]
    );
    assert_eq!(section(&page, "Coordinates")[2], "Pull: neutral");
}

#[test]
fn own_relations_come_before_those_of_the_other_side() {
    let graph = graph();
    let page = shown(&graph, "strategy/alpha");
    assert_eq!(
        section(&page, "Conflicts"),
        [
            "# Conflicts (1)",
            "## × Lever opposition (1)",
            "- Beta ~ ↓",
            "> One lever, both ways. They push against each other.",
        ]
    );
    assert_eq!(
        section(&page, "Complements"),
        [
            "# Complements (2)",
            "## + Stage sequenced (1)",
            "- Gamma ~ ↑ · Culture",
            "## Declared by the other side only (1)",
            "### + Shared authority (1)",
            "- Epsilon ~ – · Openness",
        ]
    );
    assert_eq!(section(&page, "Same lever twin"), ["# Same lever twin (1)", "- Delta"], "twins pull as it does");
    let beta = shown(&graph, "strategy/beta");
    assert_eq!(
        section(&beta, "Conflicts"),
        [
            "# Conflicts (1)",
            "! It declares no conflicts.",
            "## Declared by the other side only (1)",
            "### × Lever opposition (1)",
            "- Alpha ~ ↑",
            "> One lever, both ways. They push against each other.",
        ]
    );
    assert_eq!(section(&beta, "Complements"), ["# Complements (0)", "! It declares no complements."]);
}

#[test]
fn people_come_profiled_first_with_tiers_and_stances() {
    let page = shown(&graph(), "strategy/alpha");
    assert_eq!(
        section(&page, "People on the record"),
        [
            "# People on the record (6) ~ 2 for · 2 mixed · 2 against",
            "> How to read people.",
            "- Ann {± BLD FLD} | talk, Ann speaks ↗",
            "- Bob {? TLK FLD TENT} | blog, Bob writes ↗",
            "- Eve {+ TLK ALL} | blog, Eve writes ↗ +1",
            "- Zed {+ BLD ALL} ~ Yard | talk, Hall 2020 ↗",
            "- Cyd {−} | blog, Cyd writes ↗",
            "- Dan {← TENT} | blog, Dan writes ↗",
        ]
    );
    assert_eq!(
        section(&page, "Expertise and recognition"),
        [
            "# Expertise and recognition (4) ~ Board",
            "Expertise: 2 builder · 2 talker",
            "Recognition: 2 household name · 2 field-leading",
            "> Over the 4 people with a profile, whatever their stance; 2 without a profile are left out.",
            "> How to read mixes.",
        ]
    );
}

#[test]
fn options_filter_and_sort_people_and_say_so() {
    let graph = graph();
    let people =
        |options: &ViewOptions| section(&shown_with(&graph, "strategy/alpha", options), "People on the record");
    let ordered = |order| -> Vec<String> {
        let rows = people(&ViewOptions { order, ..ViewOptions::default() });
        rows[1..].iter().map(|row| row.split([' ', '{']).nth(1).unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(ordered(PeopleOrder::Name), ["By", "Ann", "Bob", "Cyd", "Dan", "Eve", "Zed"]);
    assert_eq!(ordered(PeopleOrder::Recognition), ["By", "Eve", "Zed", "Ann", "Bob", "Cyd", "Dan"]);
    assert_eq!(ordered(PeopleOrder::Expertise), ["By", "Ann", "Zed", "Bob", "Eve", "Cyd", "Dan"]);
    let talkers = ViewOptions { expertise: graph.atlas.expertise.find("talker"), ..ViewOptions::default() };
    assert_eq!(people(&talkers)[2..4], ["> Only Talker: 2 of 6.", "- Bob {? TLK FLD TENT} | blog, Bob writes ↗"]);
    let opposing = ViewOptions { stance: Some(Stance::Opposes), order: PeopleOrder::Name, ..talkers.clone() };
    assert_eq!(
        people(&opposing),
        [
            "# People on the record (6) ~ 2 for · 2 mixed · 2 against",
            "> Only Talker, opposes: 1 of 6, by name.",
            "- Eve {+ TLK ALL} | blog, Eve writes ↗ +1"
        ]
    );
    let nobody = ViewOptions { stance: Some(Stance::EvolvedToward), ..ViewOptions::default() };
    assert_eq!(people(&nobody)[2..], ["> Only evolved toward: 0 of 6.", "! Nobody here matches the filter."]);
}

#[test]
fn relations_and_people_are_parts_of_their_own() {
    let page = shown(&graph(), "strategy/alpha");
    assert_eq!(titles(&page, Part::Relations), ["Conflicts", "Complements", "Same lever twin"]);
    assert_eq!(titles(&page, Part::People), ["Expertise and recognition", "People on the record"]);
    assert!(titles(&page, Part::Main).contains(&"Position on the axes".to_owned()));
}

#[test]
fn empty_sections_are_left_out() {
    let page = shown(&graph(), "strategy/delta");
    assert_eq!(titles(&page, Part::People), Vec::<String>::new());
    assert_eq!(titles(&page, Part::Main), ["Mechanism", "Coordinates", "Position on the axes", "Source"]);
    assert_eq!(titles(&page, Part::Relations), ["Conflicts", "Complements", "Same lever twin"]);
}

#[test]
fn few_profiles_have_no_distribution() {
    // Eve alone is on the record for gamma.
    assert_eq!(titles(&shown(&graph(), "strategy/gamma"), Part::People), ["People on the record"]);
}

#[test]
fn contexts_lead_to_scenarios_portfolios_and_tags() {
    let page = shown(&graph(), "strategy/gamma");
    assert_eq!(
        section(&page, "Scenarios it responds to"),
        ["# Scenarios it responds to (2)", "- Flood | too much water", "- Drought | too little water"]
    );
    assert_eq!(section(&page, "Portfolios that contain it"), ["# Portfolios that contain it (1)", "A pair"]);
    assert_eq!(section(&page, "Tags that lead here"), ["# Tags that lead here (1)", "- Gamma tag | go for gamma"]);
}
