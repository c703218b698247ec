use super::*;

#[test]
fn every_step_is_explained() {
    let graph = graph();
    let page = shown(&graph, "path/person/zed/strategy/beta");
    assert_eq!(page.title, "Zed to Beta");
    assert_eq!(text(&page.kicker), "Paths · Zed to Beta");
    assert_eq!(rows(&page.blocks[..1]), ["Shortest path: 3 steps; one path of that length."]);
    // The second path goes on by way of theft, to which both respond; its first steps are explained above.
    assert_eq!(
        section(&page, "Steps of each path")[1..7],
        [
            "- 1  Zed ~ + endorses Alpha tag (tag) | Zed is for alpha.",
            "-    Alpha tag (tag) ~ leads to Alpha | Go for alpha.",
            "-    Alpha ~ × Beta | Lever opposition · declared by Alpha",
            "- 2  Zed ~ + endorses Alpha tag (tag)",
            "-    Alpha tag (tag) ~ leads to Alpha",
            "-    Alpha ~ responds to Theft (scenario) | Too few spoons.",
        ]
    );
    let meanings = section(&page, "Mechanisms on these paths");
    assert_eq!(meanings[1], "- Lever opposition | One lever, both ways.", "given once");
}

#[test]
fn paths_are_pictured_as_one_chain_whose_shared_steps_are_drawn_once() {
    let graph = graph();
    let page = shown(&graph, "path/person/zed/strategy/beta");
    let picture = page.blocks.iter().find(|block| matches!(block, Block::Paths(_))).expect("a picture");
    let drawn = rows(std::slice::from_ref(picture));
    assert_eq!(
        &drawn[..3],
        ["  + endorses > Alpha tag (tag)", "    leads to > Alpha", "      × lever opposition > the end"]
    );
    assert_eq!(drawn.iter().filter(|row| *row == "  + endorses > Alpha tag (tag)").count(), 1, "{drawn:?}");
    // Each step is explained where it comes first.
    let listed = rows(&page.blocks);
    assert_eq!(listed.iter().filter(|row| row.contains("| Zed is for alpha.")).count(), 1, "{listed:?}");
}

#[test]
fn steps_read_well_both_ways() {
    let graph = graph();
    let first = |path: &str| {
        let page = shown(&graph, path);
        let first = rows(&page.blocks).into_iter().find(|row| row.starts_with("- ")).unwrap_or_default();
        first.replacen("1  ", "", 1)
    };
    assert_eq!(
        first("path/scenario/flood/strategy/gamma"),
        "- Flood (scenario) ~ is answered by Gamma | Too much water."
    );
    assert_eq!(first("path/strategy/gamma/scenario/flood"), "- Gamma ~ responds to Flood (scenario) | Too much water.");
    assert_eq!(first("path/lever/speed/strategy/beta"), "- Speed (lever) ~ ↓ is pulled down by Beta | How fast.");
    assert_eq!(
        first("path/lever/openness/strategy/epsilon"),
        "- Openness (lever) ~ · is worked on by Epsilon | How open."
    );
    assert_eq!(first("path/portfolio/pair/strategy/alpha"), "- A pair (portfolio) ~ contains Alpha");
    assert_eq!(
        first("path/tag/alpha-tag/person/bob"),
        "- Alpha tag (tag) ~ ? is endorsed on a condition by Bob | tentative · Bob may be for alpha."
    );
    assert_eq!(
        first("path/tag/alpha-tag/person/eve"),
        "- Alpha tag (tag) ~ + is endorsed by Eve | Eve is for alpha. · 1 more position"
    );
    assert_eq!(first("path/strategy/alpha/strategy/delta"), "- Alpha ~ = Delta | Same lever twin");
    assert_eq!(
        first("path/strategy/gamma/tag/gamma-tag"),
        "- Gamma ~ is the strategy of Gamma tag (tag) | Go for gamma."
    );
}

#[test]
fn a_missing_path_is_reported() {
    let graph = graph();
    assert_eq!(rows(&shown(&graph, "path/person/fay/lever/idle").blocks), ["! No path leads from one to the other."]);
    assert_eq!(rows(&shown(&graph, "path/person/zed/person/zed").blocks), ["! Both ends are the same record."]);
}

#[test]
fn ends_are_parsed_from_every_notation() {
    let graph = graph();
    let atlas = &graph.atlas;
    let place = Place::parse(atlas, "path/strategy/alpha/person/zed").expect("a path");
    assert_eq!(place.path(atlas), "path/strategy/alpha/person/zed");
    for written in
        ["path/strategy:alpha/person:zed", "path/alpha/zed", "path/strategy/alpha/zed", "path/alpha/person/zed"]
    {
        assert_eq!(Place::parse(atlas, written), Ok(place), "{written}");
    }
    for (wrong, message) in [
        ("path/alhpa/zed", "there is no place `alhpa`; did you mean strategy/alpha"),
        ("path/alpha/mechanism/adjacent-bet", "there is no place `mechanism/adjacent-bet as the end of a path`"),
        ("path/home/zed", "there is no place `home as the end of a path`"),
    ] {
        let error = Place::parse(atlas, wrong).expect_err("no path").to_string();
        assert!(error.starts_with(message), "{error}");
    }
    assert!(Place::parse(atlas, "path").is_err() && Place::parse(atlas, "path/alpha").is_err());
}
