use super::*;
use crate::document::Target;

#[test]
fn the_first_line_tells_the_shortest_path() {
    let graph = graph();
    let first = |path: &str| rows(&shown(&graph, path).blocks[..1]).remove(0);
    assert_eq!(
        first("path/person/zed/strategy/beta"),
        "Zed endorses Alpha tag (tag), which leads to Alpha, which conflicts with Beta. 5 detours of 4 to 5 steps."
    );
    assert_eq!(
        first("path/strategy/alpha/strategy/beta"),
        "Alpha conflicts with Beta directly: lever opposition. 3 detours of 2 to 3 steps."
    );
    assert!(first("path/tag/alpha-tag/person/eve").starts_with("Alpha tag (tag) is endorsed by Eve."));
}

#[test]
fn steps_are_explained_once_and_are_drawn_only_in_the_picture() {
    let graph = graph();
    let page = shown(&graph, "path/person/zed/strategy/beta");
    assert_eq!(page.title, "Zed to Beta");
    assert_eq!(
        titles(&page, Part::Main),
        ["Paths", "What the steps rest on", "Mechanisms"],
        "no second list of the steps"
    );
    // The second path goes on by way of theft, to which both respond; its first steps are explained above.
    assert_eq!(
        section(&page, "What the steps rest on")[1..5],
        [
            "- Zed ~ + endorses Alpha tag (tag) | Zed is for alpha.",
            "- Alpha tag (tag) ~ leads to Alpha | Go for alpha.",
            "- Alpha ~ × conflicts with Beta | only Alpha declares it",
            "- Alpha ~ responds to Theft (scenario) | Too few spoons.",
        ]
    );
    let meanings = section(&page, "Mechanisms");
    assert_eq!(
        meanings[1..3],
        ["/ Mechanism | Steps | Why", "+ Lever opposition | 1 | One lever, both ways. They push against each other."]
    );
}

#[test]
fn the_words_on_an_edge_lead_to_the_mechanism() {
    let graph = graph();
    let page = shown(&graph, "path/strategy/alpha/strategy/beta");
    let Some(Block::Paths(picture)) = page.blocks.iter().find(|block| matches!(block, Block::Paths(_))) else {
        panic!("a picture")
    };
    let target = picture.branches[0].edge.iter().find_map(|span| span.to.clone());
    let mechanism = Place::parse(&graph.atlas, "mechanism/lever-opposition").expect("a mechanism");
    assert_eq!(target, Some(Target::Place(mechanism)));
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
    let told = |path: &str| {
        let page = shown(&graph, path);
        let answer = rows(&page.blocks[..1]).remove(0);
        let answer = answer.split_once('.').map_or(answer.as_str(), |(step, _)| step).to_owned();
        let evidence = section(&page, "What the steps rest on")
            .get(1)
            .and_then(|row| row.split_once(" | ").map(|it| it.1.to_owned()));
        (answer, evidence.unwrap_or_default())
    };
    for (path, step, evidence) in [
        ("path/scenario/flood/strategy/gamma", "Flood (scenario) is answered by Gamma", "Too much water."),
        ("path/strategy/gamma/scenario/flood", "Gamma responds to Flood (scenario)", "Too much water."),
        ("path/lever/speed/strategy/beta", "Speed (lever) is pulled down by Beta", "How fast."),
        ("path/lever/openness/strategy/epsilon", "Openness (lever) is worked on by Epsilon", "How open."),
        (
            "path/tag/alpha-tag/person/bob",
            "Alpha tag (tag) is endorsed on a condition by Bob",
            "tentative · Bob may be for alpha.",
        ),
        ("path/tag/alpha-tag/person/eve", "Alpha tag (tag) is endorsed by Eve", "Eve is for alpha. · 1 more position"),
        ("path/strategy/gamma/tag/gamma-tag", "Gamma is the strategy of Gamma tag (tag)", "Go for gamma."),
    ] {
        assert_eq!(told(path), (step.to_owned(), evidence.to_owned()), "{path}");
    }
    assert_eq!(told("path/portfolio/pair/strategy/alpha").0, "A pair (portfolio) contains Alpha");
    assert_eq!(told("path/strategy/alpha/strategy/delta").0, "Alpha is a twin of Delta directly: same lever twin");
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
