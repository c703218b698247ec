use super::*;
use crate::data;
use crate::document::Target;
use crate::model::Entity;

const ATLAS: &str = include_str!("fixture.toml");

/// Returns a person with a profile and positions on `tags`.
fn person(id: &str, expertise: &str, tags: &[&str]) -> String {
    let name = id[..1].to_uppercase() + &id[1..];
    let positions: Vec<String> = tags.iter().map(|tag| position(tag)).collect();
    format!(
        r#"
[[person]]
id = "{id}"
name = "{name}"
tagline = "t"
summary = "s"
categories = ["activist"]
profile = {{ expertise = "{expertise}", recognition = "household" }}
{}"#,
        positions.concat()
    )
}

fn position(tag: &str) -> String {
    format!(
        r#"
[[person.position]]
tag = "{tag}"
stance = "endorses"
claim = "c"
source = [{{ title = "S", url = "https://example.org/s", medium = "blog", fidelity = "direct" }}]
"#
    )
}

fn graph_of(atlas: &str) -> Graph {
    Graph::new(data::fixture(atlas))
}

#[test]
fn the_field_is_counted() {
    let page = shown(&graph(), "field");
    assert_eq!(text(&page.kicker), "Speed has the most strategies (3 of 5); 1 of 4 levers is pulled both ways.");
    let lever_field = section(&page, "Lever field");
    assert_eq!(lever_field[0], "# Lever field (5) ~ 3 of 4 levers · 20% world-side · 1 conflict");
    // Alpha and Delta up against Beta down.
    assert!(lever_field[1].contains("2 pairs pull a lever in opposite directions"), "{lever_field:?}");
    assert_eq!(
        lever_field[3..],
        [
            "/ Lever | down ↓ | neutral | ↑ up",
            "+ Speed ↔ | ● |  | ●\u{a0}● = 3",
            "+ Openness |  | ● |  = 1",
            "+ Culture |  |  | ● = 1",
            "+ Idle |  |  |  = 0",
        ]
    );
    assert_eq!(
        section(&page, "Speed"),
        ["# Speed (3) [mixed]", "> How fast.", "↑ Accelerate 2: Alpha, Delta", "↓ Slow 1: Beta",]
    );
    assert_eq!(section(&page, "Idle"), [""; 0]);
}

#[test]
fn every_dot_leads_to_its_strategy() {
    let graph = graph();
    let page = shown(&graph, "field");
    let dots = page.spans().filter(|span| span.text == "●").filter_map(|span| match span.to {
        Some(Target::Place(Place::Entity(Entity::Strategy(id)))) => Some(id),
        _ => None,
    });
    let mut dots: Vec<_> = dots.collect();
    dots.sort_unstable();
    assert_eq!(dots, graph.atlas.strategies.ids().collect::<Vec<_>>());
}

#[test]
fn strategies_with_few_endorsers_are_left_out() {
    // Alpha has three stated endorsers with a profile: Zed, Ann and Eve. Bob is tentative.
    assert_eq!(
        section(&shown(&graph(), "field"), "Endorsers")[2..],
        [
            "## Builder-heavy (0)",
            "! No strategy qualifies.",
            "## Policy-heavy (0)",
            "! No strategy qualifies.",
            "## Commentary-heavy (0)",
            "! No strategy qualifies.",
        ]
    );
}

#[test]
fn endorsers_are_grouped_by_prevailing_tier() {
    let tiers = ATLAS.replace("\"builder\"", "\"frontier-builder\"").replace("\"talker\"", "\"commentator\"");
    // Two builders and two commentators: half is enough for commentary, not for builders. Of equally frequent tiers the
    // first is named. Household names come first, those with more passages before the others: Eve has five, Zed three,
    // Gil one.
    let graph = graph_of(&(tiers.clone() + &person("gil", "commentator", &["alpha-tag"])));
    assert_eq!(
        section(&shown(&graph, "field"), "Endorsers")[2..],
        [
            "## Builder-heavy (0)",
            "! No strategy qualifies.",
            "## Policy-heavy (0)",
            "! No strategy qualifies.",
            "## Commentary-heavy (1)",
            "- Alpha  Builder 50% of 4 | Eve, Zed, Gil, Ann",
        ]
    );
    // Five builders of six suffice, a single commentator does not.
    let more = ["gil", "hal", "ivy"].map(|id| person(id, "frontier-builder", &["alpha-tag"])).concat();
    let graph = graph_of(&(tiers + &more));
    let rows = section(&shown(&graph, "field"), "Endorsers");
    assert_eq!(rows[2..4], ["## Builder-heavy (1)", "- Alpha  Builder 83% of 6 | Eve, Zed, Gil, Hal, Ivy, Ann"]);
    assert_eq!(rows[6], "## Commentary-heavy (0)");
}

#[test]
fn co_endorsement_counts_each_person_once() {
    let graph = graph();
    let tag = |slug: &str| graph.atlas.tags.find(slug).expect("a tag");
    let pairs = |least| -> Vec<_> {
        let pairs = graph.co_endorsements(least).into_iter();
        pairs.map(|pair| (pair.a, pair.b, pair.both, pair.only_a, pair.only_b, pair.declared)).collect()
    };
    // Stated endorsers: of alpha Zed, Ann and Eve; of gamma Eve; of free Zed and Ann, as Dan is tentative.
    let (alpha, gamma, free) = (tag("alpha-tag"), tag("gamma-tag"), tag("free"));
    let complement = Some(crate::model::RelationKind::Complement);
    assert_eq!(pairs(1), [(alpha, gamma, 1, 2, 0, complement), (alpha, free, 2, 1, 0, None)]);
    assert_eq!(pairs(2), [(alpha, free, 2, 1, 0, None)]);
    assert_eq!(pairs(3), []);
    assert!((graph.co_endorsements(2)[0].jaccard() - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!(graph.conflicted_endorsers(), []);
}

#[test]
fn pairs_of_tags_are_sorted_into_lists() {
    // Gamma's tag now leads to beta, which conflicts with alpha, and the free tag to delta, without declared relations.
    let atlas = ATLAS
        .replace("strategy = \"gamma\"", "strategy = \"beta\"")
        .replace("gloss = \"leads nowhere\"", "gloss = \"leads nowhere\"\nstrategy = \"delta\"");
    let more = ["gil", "hal"].map(|id| person(id, "builder", &["alpha-tag", "free"])).concat();
    let page = shown(&graph_of(&(atlas + &more)), "co-strategies");
    let answer = "Alpha tag and Free tag have most endorsers in common, 4 of 5 (80%).";
    assert_eq!(text(&page.kicker), answer);
    let pair = "+ Alpha tag | Free tag | 4 | 1 | 0 | 80% | none | Zed, Gil, Hal, Ann";
    for title in ["Most people in common", "Endorsed together without a declared relation"] {
        assert_eq!(section(&page, title)[0], format!("# {title} (1)"));
        assert_eq!(section(&page, title).last().map(String::as_str), Some(pair));
    }
    assert_eq!(section(&page, "Largest overlap"), [""; 0], "one table has all pairs");
    assert_eq!(section(&page, "Endorsed together despite a declared conflict"), [""; 0]);
    let keys = rows(&page.blocks).iter().filter(|row| row.starts_with("> Both: ")).count();
    assert_eq!(keys, 1, "the headings are explained above the first table");
    let conflicted = section(&page, "People who endorse a declared conflict");
    assert_eq!(conflicted[2..], ["- Eve | Alpha tag × Gamma tag"]);
}

#[test]
fn missing_pairs_of_tags_are_reported() {
    let page = shown(&graph(), "co-strategies");
    assert_eq!(rows(&page.blocks)[1..], ["! No two tags have three stated endorsers in common."]);
}
