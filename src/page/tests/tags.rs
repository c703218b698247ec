use super::super::parts::tag_support::{TagSupport, also_endorsed};
use super::*;
use crate::document::Part;
use crate::model::{Id, PersonId};

#[test]
fn each_person_is_counted_once_per_stance() {
    let graph = graph();
    let tag = graph.atlas.tags.find("alpha-tag").expect("a tag");
    let support = TagSupport::new(&graph, tag);
    let names =
        |people: &[PersonId]| -> Vec<&str> { people.iter().map(|&id| graph.atlas.people[id].name.as_str()).collect() };
    assert_eq!(names(&support.holders), ["Zed", "Ann", "Bob", "Cyd", "Dan", "Eve"]);
    assert_eq!(names(&support.endorsers), ["Zed", "Ann", "Bob", "Eve"]);
    assert_eq!(names(&support.stated), ["Zed", "Ann", "Eve"]);
    assert_eq!(names(&support.opposers), ["Cyd", "Dan", "Eve"]);
    assert_eq!(names(&support.unstated), ["Bob", "Dan"]);
    assert_eq!(support.tentative, 1);
    let free = graph.atlas.tags.find("free").expect("a tag");
    // Only Eve also endorses the gamma tag, and one person is too few.
    assert_eq!(also_endorsed(&graph, tag, &support.stated), [(free, 2)]);
}

#[test]
fn two_opposers_and_a_quarter_make_a_tag_contested() {
    let people = |count: usize| (0..count).map(PersonId::from_index).collect();
    let contested = |endorsers, opposers| {
        TagSupport { endorsers: people(endorsers), opposers: people(opposers), ..TagSupport::default() }.is_contested()
    };
    assert!(contested(6, 2));
    assert!(!contested(7, 2));
    assert!(!contested(1, 1));
    assert!(contested(0, 2));
    let crowded = |endorsers| TagSupport { endorsers: people(endorsers), ..TagSupport::default() }.is_crowded();
    assert!(crowded(30));
    assert!(!crowded(29));
}

#[test]
fn a_tag_page_shows_endorsers_by_tier() {
    let page = shown(&graph(), "tag/alpha-tag");
    assert_eq!(text(&page.kicker), "Tag · contested · 6 people on the record: 2 for · 2 mixed · 2 against");
    assert_eq!(
        rows(&page.blocks[..2]),
        ["Go for alpha.", "Also called: a-first", "Leads to: Alpha · Speed ↑", "Compare with: Free tag"]
    );
    // Means and medians of 10%, 30% and 1%; passages of Zed 2, Ann 1, Eve 3 + 1.
    assert_eq!(
        section(&page, "Snapshot"),
        [
            "# Snapshot",
            "Stated endorsers: 3 · 1 tentative · 3 opposed",
            "With a profile: 3 of them, 4 in all",
            "Mean p(doom): 14%, median 10%, over 3 endorsers",
            "Passages: 7 on this tag by stated endorsers",
        ]
    );
    // Eve and Zed are known to all; Eve has 5 passages, Zed 3.
    assert_eq!(
        section(&page, "Principal voices")[2..],
        ["- Eve {TLK ALL} | talker too", "- Zed {BLD ALL} | builder", "- Ann {BLD FLD} | builder too"]
    );
    assert_eq!(section(&page, "Also endorsed")[2..], ["= Free tag: 2 · 67%, 2 of 2"]);
    assert_eq!(
        section(&page, "Tiers of the stated endorsers"),
        [
            "# Tiers of the stated endorsers (3)",
            "> Over the 3 people with a profile, stated endorsers only; nobody is left out.",
            "## By expertise",
            "= Builder: 2, 2 of 2",
            "= Talker: 1, 1 of 2",
            "## By recognition",
            "= Household name: 2, 2 of 2",
            "= Field-leading: 1, 1 of 2",
        ]
    );
}

#[test]
fn a_tag_page_lists_stated_positions_before_tentative_ones() {
    let page = shown(&graph(), "tag/alpha-tag");
    assert_eq!(
        section(&page, "People on the record"),
        [
            "# People on the record (6) ~ 2 for · 2 mixed · 2 against",
            "> 4 endorse it, 3 oppose it, tentative positions included: tag:alpha-tag stance:endorsing and \
             tag:alpha-tag stance:opposing find them.",
            "> “Stated only” is off: 2 people are tentative only and listed last; 1 of them for it.",
            "## Stated (4)",
            "- Ann {± BLD FLD} ~ talk, Ann speaks ↗ | Ann is partly for alpha.",
            "- Cyd {−} ~ blog, Cyd writes ↗ | Cyd is against alpha.",
            "- Eve {+ TLK ALL} ~ blog, Eve writes ↗ · 3 passages · blog, Eve writes ↗ | Eve is for alpha. · Eve is against alpha.",
            "- Zed {+ BLD ALL} ~ talk, Hall 2020 ↗ · 2 passages | Zed is for alpha.",
            "## Tentative only (2)",
            "- Bob {? TLK FLD TENT} ~ blog, Bob writes ↗ | Bob may be for alpha.",
            "- Dan {← TENT} ~ blog, Dan writes ↗ | Dan may have left alpha.",
        ]
    );
    let stated = ViewOptions { stated: true, ..ViewOptions::default() };
    let page = section(&shown_with(&graph(), "tag/alpha-tag", &stated), "People on the record");
    assert_eq!(page[2], "> “Stated only” is on: 2 people are tentative only and hidden.");
    assert!(!page.iter().any(|row| row.contains("Bob")), "{page:?}");
    assert_eq!(
        section(&shown(&graph(), "tag/unused"), "People on the record"),
        ["# People on the record (0) ~ 0 for · 0 mixed · 0 against", "! Nobody is on the record for it."]
    );
}

#[test]
fn tags_are_grouped_by_number_of_people() {
    let page = shown(&graph(), "tags");
    let answer = "Alpha tag has the most endorsers (4); only Alpha tag is opposed by a quarter or more of those who take sides, 4 for and 3 against.";
    assert_eq!(text(&page.kicker), answer);
    let heading = "# For and against (3) ~ 4 tags · 0 with 30 endorsers or more";
    assert_eq!(section(&page, "For and against")[0], heading);
    assert_eq!(
        titles(&page, Part::Main),
        ["For and against", "5 to 19 people", "1 to 4 people", "Nobody on the record"]
    );
    // Of the four endorsers of alpha, Ann endorses it in part and Bob under a condition.
    assert_eq!(
        section(&page, "For and against")[2..],
        ["= Alpha tag: 2 · 2 · 3, 7 of 7", "= Free tag: 2 · 1 · 0, 3 of 7", "= Gamma tag: 1 · 0 · 0, 1 of 7"]
    );
    // Of the endorsers of alpha 10%, 30%, 50% and 1%; those of free are too few for a mean.
    assert_eq!(
        section(&page, "5 to 19 people")[1..],
        [
            "- Alpha tag  6 people: 4 endorse (3 stated, 1 tentative), 3 oppose · mean p(doom) 23% over 4 · contested | Go for alpha. Also called a-first.",
        ]
    );
    assert_eq!(
        section(&page, "1 to 4 people")[1..],
        ["- Free tag  3 endorse (2 stated, 1 tentative) | Leads nowhere.", "- Gamma tag  1 endorse | Go for gamma.",]
    );
}
