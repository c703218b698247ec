//! Pairs of strategies: the matrix, comparisons, and neighbourhoods.

use super::*;
use crate::document::{Block, layout};
use crate::model::{Mechanism, RelationKind};

#[test]
fn the_matrix_counts_every_pair_once() {
    let page = shown(&graph(), "matrix");
    // Five strategies make ten pairs; alpha and beta conflict, gamma and epsilon complement alpha, delta is its twin.
    let counts = "× 1 conflict · + 2 complements · = 1 twin · 6 of 10 pairs without a relation";
    assert_eq!(section(&page, "Every pair")[0], format!("# Every pair (5) ~ {counts}"));
    let answer = "Alpha and Beta have the most conflicts (1 each); Alpha has the most complements (2).";
    assert_eq!(text(&page.kicker), answer);
}

#[test]
fn the_matrix_goes_by_lever_then_pull_then_name() {
    let page = shown(&graph(), "matrix");
    let grid = page.blocks.iter().find_map(|block| match block {
        Block::Pairs(grid) => Some(grid),
        _ => None,
    });
    let grid = grid.expect("a grid");
    let names: Vec<&str> = grid.names.iter().map(|span| span.text.as_str()).collect();
    assert_eq!(names, ["Alpha", "Delta", "Beta", "Epsilon", "Gamma"]);
    let bands: Vec<(&str, usize)> = grid.bands.iter().map(|(span, count)| (span.text.as_str(), *count)).collect();
    assert_eq!(bands, [("Speed", 3), ("Openness", 1), ("Culture", 1)]);
    assert_eq!(
        rows(&[Block::Pairs(grid.clone())]),
        ["Alpha = Delta", "Alpha × Beta", "Alpha + Epsilon", "Alpha + Gamma"]
    );
}

#[test]
fn a_filter_leaves_only_pairs_that_pass() {
    let graph = graph();
    let pairs = |filter: PairFilter| {
        let page = shown_with(&graph, "matrix", &ViewOptions { pairs: filter, ..ViewOptions::default() });
        page.blocks.iter().filter(|block| matches!(block, Block::Pairs(_))).flat_map(block_rows).collect::<Vec<_>>()
    };
    let twins = PairFilter { kind: Some(RelationKind::Twin), mechanism: None };
    assert_eq!(pairs(twins), ["Alpha = Delta"]);
    let opposed = PairFilter { kind: None, mechanism: Some(Mechanism::LeverOpposition) };
    assert_eq!(pairs(opposed), ["Alpha × Beta"]);
    let both = PairFilter { kind: Some(RelationKind::Twin), mechanism: Some(Mechanism::LeverOpposition) };
    assert_eq!(pairs(both), Vec::<String>::new());
}

#[test]
fn a_grid_is_written_out_with_the_numbers_of_its_columns() {
    let page = shown(&graph(), "matrix");
    let grid = page.blocks.iter().filter(|block| matches!(block, Block::Pairs(_)));
    let written: Vec<String> = layout::Flow::new(grid.clone(), 80).rows.iter().map(layout::Row::text).collect();
    assert_eq!(written, ["  12345", "1  =×++", "2 = ···", "3 ×· ··", "4 +·· ·", "5 +··· "]);
    // Columns that do not fit continue below, each with the numbers of all rows.
    let narrow: Vec<String> = layout::Flow::new(grid, 5).rows.iter().map(layout::Row::text).collect();
    assert_eq!(narrow[..3], ["  123", "1  =×", "2 = ·"]);
    assert_eq!(narrow[6..9], ["", "  45", "1 ++"]);
}

#[test]
fn neighbours_of_a_strategy_are_grouped_by_relation() {
    let page = shown(&graph(), "around/strategy/alpha");
    assert_eq!(page.title, "Around Alpha");
    assert_eq!(text(&page.kicker), "1 conflict, 2 complements, 1 twin, 1 tag, 1 lever, 3 scenarios, 1 portfolio");
    let (picture, reasons) = page.blocks.split_at(2);
    assert_eq!(rows(&picture[..1]), ["# One step away (10) ~ the whole page · two steps"]);
    let picture = &picture[1..];
    assert!(matches!(picture, [Block::Neighbourhood(_)]));
    assert_eq!(
        rows(picture),
        [
            "× conflict · Lever opposition (1)",
            "  Beta",
            "+ complement · Stage sequenced (1)",
            "  Gamma",
            "+ complement · Shared authority (1)",
            "  Epsilon",
            "= twin · Same lever twin (1)",
            "  Delta",
            "↑ pulls (1)",
            "  Speed",
            "tags that lead here (1)",
            "  Alpha tag",
            "responds to (3)",
            "  Flood",
            "  Theft",
            "  Drought",
            "portfolios that contain it (1)",
            "  A pair",
        ]
    );
    // The names in the picture are not repeated, unless their meaning is told.
    assert_eq!(
        rows(reasons),
        [
            "# Mechanisms (4)",
            "/ Mechanism | Records | Why",
            "+ Lever opposition | 1 | One lever, both ways.",
            "+ Stage sequenced | 1 | ",
            "+ Shared authority | 1 | ",
            "+ Same lever twin | 1 | ",
            "# What they are (6)",
            "- ↑ Speed ~ lever it pulls | How fast.",
            "- · Alpha tag ~ tag that leads here | Go for alpha.",
            "- · Flood ~ scenario it responds to | Too much water.",
            "- · Theft ~ scenario it responds to | Too few spoons.",
            "- · Drought ~ scenario it responds to | Too little water.",
            "- · A pair ~ portfolio that contains it | Two of them.",
        ]
    );
}

#[test]
fn of_many_people_the_best_known_are_neighbours() {
    let graph = Graph::new(crate::data::embedded().expect("the embedded atlas is valid"));
    let page = shown(&graph, "around/tag/pause");
    let rows: Vec<String> = rows(&page.blocks).into_iter().skip_while(|row| !row.contains("endorses")).collect();
    // By recognition, then by passages: three, two, two and one.
    assert_eq!(
        rows[..5],
        ["+ endorses (21)", "  Eliezer Yudkowsky", "  Elon Musk", "  Tristan Harris", "  Max Tegmark"]
    );
}

#[test]
fn two_steps_show_neighbours_of_neighbours_once() {
    let page = shown(&graph(), "around/tag/gamma-tag/2");
    let rows = rows(&page.blocks);
    // Gamma is one step away, so it is not repeated; its neighbours are shown.
    let gamma = rows.iter().find(|row| row.starts_with("  Gamma")).expect("gamma");
    assert_eq!(gamma, "  Gamma Alpha · Flood · Drought · A pair · Culture");
}

#[test]
fn a_comparison_marks_what_differs() {
    let page = shown(&graph(), "compare/alpha/delta");
    assert_eq!(page.title, "Alpha · Delta");
    // Lever, pull, coercion, actor and legitimacy agree; what they act on and the horizon do not.
    let rows = section(&page, "Coordinates");
    assert!(rows[0].ends_with("[2 of 7 differ]"));
    let marks: Vec<bool> = rows[2..].iter().map(|row| row.starts_with("+ ≠ ")).collect();
    assert_eq!(marks, [true, true, false, false, false, false, false], "rows that differ come first: {rows:?}");
}

#[test]
fn a_comparison_shows_the_relation_of_each_pair_and_who_declares_it() {
    let first = |path: &str| text(&shown(&graph(), path).kicker);
    assert_eq!(first("compare/beta/alpha"), "× conflict · Lever opposition · declared by Alpha");
    let explained = |path: &str| rows(&shown(&graph(), path).blocks[..1]);
    assert_eq!(explained("compare/beta/alpha"), ["One lever, both ways. They push against each other."]);
    assert_eq!(explained("compare/gamma/delta"), ["No relation is declared, and they are not twins."]);
    assert_eq!(first("compare/gamma/delta"), "no declared relation");
    assert_eq!(first("compare/alpha/gamma/delta"), "+ 1 complement  = 1 twin");
    let three = section(&shown(&graph(), "compare/alpha/gamma/delta"), "How each pair relates")[1..].to_vec();
    assert!(three[0].starts_with("- Alpha ─+─ Gamma  complement · Stage sequenced · declared by both"), "{three:?}");
    assert!(three[1].starts_with("- Alpha ─=─ Delta  twin · Same lever twin · follows from"), "{three:?}");
    assert_eq!(three[2], "- Gamma · Delta | No relation is declared, and they are not twins.");
}

#[test]
fn opposite_pulls_without_a_declared_conflict_are_explained() {
    let caption = |path: &str| {
        let page = shown(&graph(), path);
        rows(&page.blocks).iter().filter(|row| row.starts_with("> Opposite pulls on one lever")).count()
    };
    // Alpha declares its conflict with Beta; Delta pulls the same lever as Alpha, against Beta, without a declaration.
    assert_eq!(["compare/beta/delta", "compare/alpha/beta/delta", "compare/alpha/beta"].map(caption), [1, 1, 0]);
}

#[test]
fn a_comparison_separates_shared_from_own_scenarios() {
    let page = shown(&graph(), "compare/alpha/beta");
    // Theft names both, flood and drought alpha alone.
    assert_eq!(
        section(&page, "Scenarios"),
        ["# Scenarios (3)", "Both: Theft", "Only Alpha: Flood, Drought", "Only Beta: none"]
    );
    let page = shown(&graph(), "compare/gamma/epsilon");
    // Alpha complements both.
    assert_eq!(section(&page, "Neighbours they share")[2..], ["- Alpha | + Gamma · + Epsilon"]);
}

#[test]
fn two_tags_are_compared_by_their_endorsers() {
    let page = shown(&graph(), "compare/tag/alpha-tag/tag/free");
    assert_eq!(page.title, "Alpha tag · Free tag");
    assert_eq!(text(&page.kicker), "Alpha tag has more endorsers, 3 against 2 · 2 people endorse both");
    let endorsers = section(&page, "Endorsers");
    // Ann, Eve and Zed endorse the first tag; two of them also endorse the other, and nobody else does.
    assert!(endorsers.contains(&"Endorse both: 2 people · Jaccard 0.67".to_owned()), "{endorsers:?}");
    assert!(endorsers.contains(&"+ ≠ Endorsers | 3 | 2".to_owned()), "{endorsers:?}");
    assert!(endorsers.contains(&"+ ≠ Opposers | 3 | 0".to_owned()), "{endorsers:?}");
    // All of them have a profile; two endorsers are a larger share of two than of three.
    let tiers = section(&page, "Tiers");
    assert!(tiers.contains(&"+ Builder | 2 · 67% 0.67 | 2 · 100% 1.00".to_owned()), "{tiers:?}");
    let titles: Vec<&String> = endorsers.iter().filter(|row| row.starts_with("## ")).collect();
    assert_eq!(titles, ["## Differences", "## Overlap"]);
}

#[test]
fn differences_between_endorsers_need_endorsers_on_both_sides() {
    let titles =
        |place| section(&shown(&graph(), place), "People").into_iter().filter(|row| row == "## Differences").count();
    // No tag leads to Beta.
    assert_eq!(["compare/alpha/gamma", "compare/alpha/beta"].map(titles), [1, 0]);
}

#[test]
fn compared_strategies_have_their_tiers_side_by_side() {
    let people = section(&shown(&graph(), "compare/alpha/gamma"), "People");
    assert!(people.iter().any(|row| row.starts_with("+ Builder | 2 · 67% 0.67 |")), "{people:?}");
    assert!(people.contains(&"+ Recognition |  | ".to_owned()), "{people:?}");
}
