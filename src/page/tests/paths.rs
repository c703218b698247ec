use super::*;

#[test]
fn every_step_is_explained() {
    let graph = graph();
    let page = shown(&graph, "path/person/zed/strategy/beta");
    assert_eq!(page.title, "Zed to Beta");
    assert_eq!(text(&page.kicker), "Ways · Zed to Beta");
    assert_eq!(rows(&page.blocks[..1]), ["3 steps at the least; one way takes that."]);
    assert_eq!(
        section(&page, "1. By way of Alpha tag (tag), Alpha"),
        [
            "# 1. By way of Alpha tag (tag), Alpha",
            "> 3 steps.",
            "- Zed endorses Alpha tag (tag) | Zed is for alpha.",
            "- Alpha tag (tag) leads to Alpha | Go for alpha.",
            "- Alpha conflicts with Beta | Lever opposition · says Alpha · One lever, both ways.",
        ]
    );
    // Both respond to theft, both pull the lever; a step more each.
    assert_eq!(
        section(&page, "2. By way of Alpha tag (tag), Alpha, Theft (scenario)")[1],
        "> 4 steps, 1 more than the shortest."
    );
}

#[test]
fn steps_read_well_both_ways() {
    let graph = graph();
    let first = |path: &str| {
        let page = shown(&graph, path);
        rows(&page.blocks).into_iter().find(|row| row.starts_with("- ")).unwrap_or_default()
    };
    assert_eq!(
        first("path/scenario/flood/strategy/gamma"),
        "- Flood (scenario) is answered by Gamma | Too much water."
    );
    assert_eq!(first("path/strategy/gamma/scenario/flood"), "- Gamma responds to Flood (scenario) | Too much water.");
    assert_eq!(first("path/lever/speed/strategy/beta"), "- Speed (lever) is pulled down by Beta | How fast.");
    assert_eq!(first("path/lever/openness/strategy/epsilon"), "- Openness (lever) is worked on by Epsilon | How open.");
    assert_eq!(first("path/portfolio/pair/strategy/alpha"), "- A pair (portfolio) holds Alpha");
    assert_eq!(
        first("path/tag/alpha-tag/person/bob"),
        "- Alpha tag (tag) is endorsed on a condition by Bob | tentative · Bob may be for alpha."
    );
    assert_eq!(
        first("path/tag/alpha-tag/person/eve"),
        "- Alpha tag (tag) is endorsed by Eve | Eve is for alpha. · 1 more position"
    );
    assert_eq!(
        first("path/strategy/alpha/strategy/delta"),
        "- Alpha is a twin of Delta | Same lever twin · declared by neither"
    );
    assert_eq!(
        first("path/strategy/gamma/tag/gamma-tag"),
        "- Gamma is where people arrive from Gamma tag (tag) | Go for gamma."
    );
}

#[test]
fn where_nothing_leads_the_page_says_so() {
    let graph = graph();
    assert_eq!(
        rows(&shown(&graph, "path/person/fay/lever/idle").blocks),
        ["! No link leads from one to the other, however far around."]
    );
    assert_eq!(
        rows(&shown(&graph, "path/person/zed/person/zed").blocks),
        ["! Both ends are the same thing: there is no step to take."]
    );
}

#[test]
fn ends_are_written_in_several_ways_and_read_back() {
    let graph = graph();
    let atlas = &graph.atlas;
    let place = Place::parse(atlas, "path/strategy/alpha/person/zed").expect("a path");
    assert_eq!(place.path(atlas), "path/strategy/alpha/person/zed");
    for written in
        ["path/strategy:alpha/person:zed", "path/alpha/zed", "path/strategy/alpha/zed", "path/alpha/person/zed"]
    {
        assert_eq!(Place::parse(atlas, written), Ok(place), "{written}");
    }
    for (wrong, told) in [
        ("path/alhpa/zed", "there is no place `alhpa`; did you mean strategy/alpha"),
        ("path/alpha/mechanism/adjacent-bet", "there is no place `mechanism/adjacent-bet as the end of a path`"),
        ("path/home/zed", "there is no place `home as the end of a path`"),
    ] {
        let error = Place::parse(atlas, wrong).expect_err("no path").to_string();
        assert!(error.starts_with(told), "{error}");
    }
    assert!(Place::parse(atlas, "path").is_err() && Place::parse(atlas, "path/alpha").is_err());
}
