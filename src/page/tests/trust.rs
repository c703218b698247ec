//! The page on how far to trust the atlas.

use super::*;

/// Of 11 positions 7 have a passage: Zed's and Cyd's on alpha, both of Ann's, all three of Eve's. Bob's and Dan's are
/// tentative, and Zed's two have a caveat.
#[test]
fn doubts_are_counted_by_kind_with_the_largest_share_first() {
    let page = shown(&graph(), "trust");
    let kicker =
        "A passage supports 64% of the 11 positions; 0% rest on a home page alone, and 18% are under a caveat.";
    assert_eq!(text(&page.kicker), kicker);
    assert_eq!(
        section(&page, "Kinds of doubt"),
        [
            "# Kinds of doubt (8)",
            "/ Doubt | Count | Share | Why it matters",
            "+ Strategies without signal | 4 of 5 | 80% 0.80 | no evidence against is named",
            "+ Without publication date | 9 of 12 | 75% 0.75 | at most the remark is dated",
            "+ Sources without any date | 9 of 12 | 75% 0.75 | when it was said is unknown",
            "+ Tentative positions | 3 of 11 | 27% 0.27 | inferred, not stated",
            "+ People with a caveat | 1 of 7 | 14% 0.14 | facts of the entry disagree",
            "+ Positions with a caveat | 1 of 11 | 9% 0.09 | claim, tag, source do not fit",
            "+ Sources with a caveat | 1 of 12 | 8% 0.08 | date or attribution in doubt",
            "+ Home pages as sources | 1 of 12 | 8% 0.08 | passage must be searched for",
        ]
    );
}

#[test]
fn only_doubts_are_shaded_by_tag_and_by_strategy() {
    let page = shown(&graph(), "trust");
    let alpha = "7 | 71% | 0% 0.00 | 14% 0.14 | 29% 0.29";
    assert_eq!(
        section(&page, "By tag"),
        [
            "# By tag (3)",
            "> Shares of the positions on each tag, most positions first.",
            "/ Tag | Positions | Passage | Home page | Caveat | Tentative",
            &format!("+ Alpha tag | {alpha}"),
            "+ Free tag | 3 | 33% | 0% 0.00 | 33% 0.33 | 33% 0.33",
            "+ Gamma tag | 1 | 100% | 0% 0.00 | 0% 0.00 | 0% 0.00",
        ]
    );
    assert!(
        section(&page, "By strategy").contains(&format!("+ Alpha | {alpha}")),
        "{:?}",
        section(&page, "By strategy")
    );
}

#[test]
fn a_caveat_leads_to_the_page() {
    let page = shown(&graph(), "person/zed");
    let trust = Place::Overview(Overview::Trust);
    let links =
        page.spans().filter(|span| span.text == "Caveat" && span.to == Some(crate::document::Target::Place(trust)));
    assert_eq!(links.count(), 3, "on the person, on a position and on a source");
}

#[test]
fn an_atlas_without_people_has_nothing_to_trust() {
    let graph = Graph::new(data::fixture("title = \"Empty\"\n"));
    assert_eq!(rows(&shown(&graph, "trust").blocks[1..]), ["! Nobody of this atlas is on the record."]);
}
