//! The board, with figures computed by hand from `claims.toml`.

use super::*;
use crate::document::{Block, GridRow, Target};
use crate::place::Cell;

fn claims() -> Graph {
    Graph::new(data::fixture(include_str!("claims.toml")))
}

/// Returns the rows of all grids of a page: `label: cells | total`.
fn grids(page: &Page) -> Vec<String> {
    let row = |row: &GridRow| {
        let cells: Vec<String> = row.cells.iter().map(|cell| text(&cell.text)).collect();
        format!("{}: {} | {}", text(&row.label), cells.join(", "), text(&row.total))
    };
    let grids = page.blocks.iter().filter_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        _ => None,
    });
    grids.flat_map(|grid| grid.rows.iter().chain(&grid.totals).map(row).collect::<Vec<_>>()).collect()
}

#[test]
fn the_board_counts_people_by_expertise_and_recognition() {
    let page = shown(&claims(), "board");
    let answer = "By expertise, mean p(doom) is highest for Builder (60%) and lowest for Planner (10%).";
    assert_eq!(text(&page.kicker), answer);
    let heading = "# Expertise by recognition (10) ~ 10 of 12 people have a profile · 16 passages";
    assert_eq!(section(&page, "Expertise by recognition")[0], heading);
    assert_eq!(
        grids(&page),
        ["Builder: 2, 2 | 4", "Planner: 1, 2 | 3", "Talker: 1, 2 | 3", "All: 4, 6 | 10"],
        "Ada and Kim are known to all, Bea and Cal in the field, and so on"
    );
    assert_eq!(
        section(&page, "Expertise")[..3],
        [
            "# Expertise (3)",
            "- Builder {BLD} | 4 people · Has built something.",
            "- Planner {PLN} | 3 people · Has planned something.",
        ]
    );
}

#[test]
fn p_dooms_are_compared_by_tier() {
    let page = shown(&claims(), "board");
    // Builders 90, 60 and 30; planners 20, 10 and 0.4; talkers 95, 50 and 10. Known to all 90, 20 and 95; in the field
    // 60, 30, 10, 0.4, 50 and 10.
    let shares = |title: &str| -> Vec<String> {
        let shown = |row: &String| row.split_once(", 0.").map(|(shown, _)| shown.to_owned());
        section(&page, title).iter().filter_map(shown).collect()
    };
    assert_eq!(shares("Mean p(doom) by expertise"), ["= Builder: 60% · 3", "= Planner: 10% · 3", "= Talker: 52% · 3"]);
    assert_eq!(shares("Mean p(doom) by recognition"), ["= Household name: 68% · 3", "= Field-leading: 27% · 6"]);
    // Old 90, 20 and 95; middle 60, 10 and 50; new 30, 0.4 and 10.
    assert_eq!(
        shares("Mean p(doom) by vintage"),
        ["= Old guard, before 2000: 68% · 3", "= Middle, 2000 to 2020: 40% · 3", "= New guard, since 2020: 13% · 3"]
    );
}

#[test]
fn the_board_shows_the_people_that_the_options_admit() {
    let graph = claims();
    let old = ViewOptions { vintage: graph.atlas.vintages.find("old"), ..ViewOptions::default() };
    let page = shown_with(&graph, "board", &old);
    assert_eq!(grids(&page), ["Builder: 1, · | 1", "Planner: 1, · | 1", "Talker: 1, · | 1", "All: 3, 0 | 3"]);
    assert!(section(&page, "Expertise by recognition").contains(&"> Only Old guard: 3 of 10.".to_owned()));
    assert!(!section(&page, "Mean p(doom) by expertise").is_empty(), "tiers are compared whoever is shown");
}

#[test]
fn a_cell_opens_the_people_on_its_tiers() {
    let graph = claims();
    let page = shown(&graph, "board/planner/field");
    assert_eq!(page.title, "Planner, Field-leading");
    assert_eq!(
        rows(&page.blocks),
        [
            "# People (2)",
            "- Eli {MID} ~ p(doom) 5–15% | fifth",
            "- Fox {NEW} ~ p(doom) 0% | sixth",
            "# Tiers",
            "- Planner {PLN} | Has planned something.",
            "- Field-leading {FLD} | Colleagues have heard of them.",
            "# Other cells of the board",
            "/ Expertise | Household name | Field-leading",
            "+ Builder | 2 0.25 | 2 0.25 = 4",
            "+ Planner | 1 0.12 | [2] 0.25 = 3",
            "+ Talker | 1 0.12 | 2 0.25 = 3",
            "+ All | 4 | 6 = 10",
        ]
    );
    let here = page.place.expect("a place");
    assert!(page.spans().all(|span| span.to != Some(Target::Place(here))), "the page does not link to itself");
    let from = shown(&graph, "board");
    let cells: Vec<Target> = from.spans().filter(|span| span.text == "2").filter_map(|span| span.to.clone()).collect();
    assert!(cells.contains(&Target::Place(page.place.expect("a place"))));
    for place in Cell::all_board(&graph.atlas).map(Place::Cell) {
        assert_eq!(Place::parse(&graph.atlas, &place.path(&graph.atlas)), Ok(place));
    }
}

#[test]
fn a_tag_has_a_small_board() {
    // For stopping: Cal, Dov, Gus and Ivy, with a profile and stated. Against it: Bea, Fox and Kim.
    let page = shown(&claims(), "tag/stop");
    assert_eq!(grids(&page), ["Builder: · ×1, 1 ×1 | 1", "Planner: 1, · ×1 | 1", "Talker: 1, 1 | 2", "All: 2, 2 | 4"]);
    assert_eq!(
        section(&page, "Board")[..2],
        [
            "# Board (4)",
            "> The tag's stated endorsers with a profile, 40% of all people with one, by tier; × counts those opposed.",
        ]
    );
    assert!(section(&shown(&claims(), "tag/go"), "Board").len() > 1, "Ada, Bea and Fox are just enough");
}
