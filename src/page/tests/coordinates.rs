use super::*;
use crate::document::{Block, Span, Target};
use crate::model::Axis;

#[test]
fn density_counts_levers_by_horizon() {
    let page = shown(&graph(), "density");
    let answer = "The most strategies are in Speed, Horizon-neutral (2 of 5); 8 of 12 cells are empty.";
    assert_eq!(text(&page.kicker), answer);
    let heading = "# Levers by time horizon (5) ~ 12 cells · 0 with 4 strategies or more · 4 with 1 or 2";
    assert_eq!(section(&page, "Levers by time horizon")[0], heading);
    assert_eq!(
        section(&page, "Levers by time horizon")[2..],
        [
            "/ Lever | Pre-transition | During transition | Horizon-neutral",
            "+ Speed | 1 0.50 | · 0.00 | 2 1.00 = 3",
            "+ Openness | · 0.00 | · 0.00 | 1 0.50 = 1",
            "+ Culture | · 0.00 | 1 0.50 | · 0.00 = 1",
            "+ Idle | · 0.00 | · 0.00 | · 0.00 = 0",
            "+ All | 1 | 1 | 3 = 5",
        ]
    );
    assert_eq!(
        section(&page, "Cells with 1 to 3 strategies"),
        [
            "# Cells with 1 to 3 strategies (4)",
            "- Speed, Pre-transition | Alpha",
            "- Speed, Horizon-neutral | Beta, Delta",
            "- Openness, Horizon-neutral | Epsilon",
            "- Culture, During transition | Gamma",
        ]
    );
    assert_eq!(
        section(&page, "Empty cells"),
        [
            "# Empty cells (8)",
            "- Speed | During transition",
            "- Openness | Pre-transition, During transition",
            "- Culture | Pre-transition, Horizon-neutral",
            "- Idle | Pre-transition, During transition, Horizon-neutral",
        ]
    );
}

/// Returns the strategies listed on the page of `place`.
fn listed(graph: &Graph, place: Place) -> Vec<Place> {
    let page = build(place, &PageContext::new(graph));
    let lists = page.blocks.iter().filter_map(|block| match block {
        Block::List(items) => Some(items),
        _ => None,
    });
    let targets = lists.flatten().filter_map(|item| item.text.first()?.to.clone());
    targets.filter_map(|target| if let Target::Place(place) = target { Some(place) } else { None }).collect()
}

#[test]
fn every_figure_opens_what_it_counts() {
    let graph = graph();
    for path in ["density", "axes", "axis/time-horizon"] {
        let mut checked = 0;
        let mut check = |text: &[Span], count: usize| {
            if let [Span { to: Some(Target::Place(place)), .. }] = text {
                assert_eq!(listed(&graph, *place).len(), count, "{path}: {}", place.path(&graph.atlas));
                checked += 1;
            }
        };
        for block in shown(&graph, path).blocks {
            match block {
                Block::Grid(grid) => {
                    for row in grid.rows.iter().chain(&grid.totals) {
                        for span in row.cells.iter().map(|cell| &cell.text).chain([&row.total]) {
                            check(span, text(span).parse().unwrap_or(0));
                        }
                    }
                }
                Block::Bars(bars) => {
                    for bar in &bars.bars {
                        let count = bar.shown.split_whitespace().next().and_then(|count| count.parse().ok());
                        check(&bar.label, count.expect("a count"));
                    }
                }
                _ => {}
            }
        }
        assert!(checked > 2, "{path}: {checked}");
    }
}

#[test]
fn a_cell_lists_its_strategies() {
    let page = shown(&graph(), "density/speed/horizon-neutral");
    assert_eq!((page.title.as_str(), text(&page.kicker)), ("Speed, Horizon-neutral", "Speed · Horizon-neutral".into()));
    assert_eq!(
        rows(&page.blocks),
        [
            "# Strategies (2)",
            "- Beta ~ ↓ · AI artefact · – | Slower is better.",
            "- Delta ~ ↑ · AI artefact · consent | Fast too.",
            "> 1 strategy pulls this lever at other times.",
        ]
    );
    let page = shown(&graph(), "density/idle/pre-transition");
    assert_eq!(rows(&page.blocks), ["# Strategies (0)", "! No strategy pulls this lever at this time horizon."]);
}

#[test]
fn axes_show_shares_of_all_strategies() {
    let page = shown(&graph(), "axes");
    assert_eq!(
        section(&page, "Time horizon"),
        [
            "# Time horizon (3) ~ strategies · share",
            "> When.",
            "= Pre-transition: 1 · 20%, 0.2 of 1",
            "= During transition: 1 · 20%, 0.2 of 1",
            "= Horizon-neutral: 3 · 60%, 0.6 of 1",
        ]
    );
    assert_eq!(
        rows(&shown(&graph(), "axis/coercion").blocks),
        [
            "How much force.",
            "= Consent: 4 · 80%, 0.8 of 1",
            "= Not applicable: 1 · 20%, 0.2 of 1",
            "# Consent (4) [80%]",
            "None.",
            "- Alpha ~ ↑ Speed",
            "- Delta ~ ↑ Speed",
            "- Epsilon ~ – Openness",
            "- Gamma ~ ↑ Culture",
            "# Not applicable (1) [20%]",
            "None applies.",
            "- Beta ~ ↓ Speed",
        ]
    );
}

#[test]
fn the_first_line_of_an_axis_names_its_most_frequent_values() {
    let first = |atlas: &str, path: &str| text(&shown(&Graph::new(data::fixture(atlas)), path).kicker);
    let atlas = include_str!("fixture.toml");
    assert_eq!(first(atlas, "axis/coercion"), "Axis · most often Consent: 4 of 5 strategies (80%)");
    assert_eq!(first(atlas, "axis/time-horizon"), "Axis · most often Horizon-neutral: 3 of 5 strategies (60%)");
    assert_eq!(first("", "axis/coercion"), "Axis");
}

#[test]
fn a_value_lists_its_strategies_by_lever() {
    let graph = graph();
    let page = shown(&graph, "axis/acts-on/institutional");
    assert_eq!(text(&page.kicker), "Axis · What it acts on · 2 of 5 strategies (40%)");
    assert_eq!(
        rows(&page.blocks),
        [
            "On institutions.",
            "# Strategies (2)",
            "## Speed (1)",
            "- Alpha ~ ↑ · consent · ◆ 6 | Faster is better.",
            "## Culture (1)",
            "- Gamma ~ ↑ · consent · ◆ 1 | Culture first.",
        ]
    );
}

#[test]
fn axes_and_cells_are_written_and_read() {
    let graph = graph();
    let atlas = &graph.atlas;
    let axes = Axis::ALL.into_iter().flat_map(|axis| Place::on_axis(atlas, axis));
    let places: Vec<Place> = axes.chain(Cell::all_lever_horizon(atlas).map(Place::Cell)).collect();
    // Five axes, 2 + 2 + 1 + 3 + 1 values, four levers at three horizons.
    assert_eq!(places.len(), 5 + 9 + 12);
    for place in places {
        assert_eq!(Place::parse(atlas, &place.path(atlas)), Ok(place));
    }
    for wrong in
        ["axis", "axis/", "axis/height", "axis/coercion/none", "density/speed", "density/speed/never", "density/x/y/z"]
    {
        assert!(Place::parse(atlas, wrong).is_err(), "{wrong}");
    }
    let near = Place::parse(atlas, "axis/time-horizn").expect_err("no such place").nearest;
    assert_eq!(near.first().map(String::as_str), Some("axis/time-horizon"));
}
