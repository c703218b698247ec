//! The page on how far to trust the atlas.

use super::*;

/// Of 11 positions 7 have a passage: Zed's and Cyd's on alpha, both of Ann's, all three of Eve's. Bob's and Dan's are
/// tentative, and Zed's two have a caveat.
#[test]
fn doubts_are_counted_by_kind() {
    let page = shown(&graph(), "trust");
    assert_eq!(
        rows(&page.blocks[1..2]),
        [
            "With a passage: 7 of 11 positions, 64%",
            "Only a home page: 0 of 11 positions, 0%",
            "Home pages: 1 of 12 sources, 8%",
            "Under a caveat: 2 of 11 positions, 18%",
        ]
    );
    assert_eq!(
        section(&page, "Kinds of doubt"),
        [
            "# Kinds of doubt (8)",
            "- 3 of 11 positions are tentative | 27%: inferred, not stated",
            "- 1 of 11 positions have a caveat on the position itself | 9%: claim, tag and source do not quite fit",
            "- 1 of 7 people have a caveat | 14%: facts in the entry contradict each other",
            "- 1 of 12 sources have a caveat | 8%: a date or an attribution is in doubt",
            "- 1 of 12 sources are home pages | 8%: the passage has to be searched for",
            "- 9 of 12 sources have no date of publication | 75%: at most the date of the remark is known",
            "- 9 of 12 sources have no date at all | 75%: when it was said is not known",
            "- 4 of 5 strategies have no falsification signal | 80%: nothing says what would count against them",
        ]
    );
}

#[test]
fn doubts_are_counted_by_tag_and_by_strategy() {
    let page = shown(&graph(), "trust");
    let alpha = "7 | 71% | 0% | 29% | 14%";
    assert_eq!(
        section(&page, "By tag"),
        [
            "# By tag (3)",
            "> Shares of the positions on each tag, most positions first.",
            "/ Tag | Positions | Passage | Home page only | Tentative | Caveat",
            &format!("+ Alpha tag | {alpha}"),
            "+ Free tag | 3 | 33% | 0% | 33% | 33%",
            "+ Gamma tag | 1 | 100% | 0% | 0% | 0%",
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
