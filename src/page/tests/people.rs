use super::*;
use crate::document::MAX_ITEMS;
use crate::document::Target;
use crate::model::{People, Person};

#[test]
fn a_person_page_shows_affiliations_profile_and_caveat() {
    let page = shown(&graph(), "person/zed");
    assert_eq!(text(&page.kicker), "builder");
    assert_eq!(
        rows(&page.blocks[..2]),
        ["Endorses Alpha tag, Free tag · p(doom) 10% · 4 passages", "! Caveat: Do not rely on it."]
    );
    assert_eq!(
        section(&page, "About"),
        [
            "# About",
            "Zed builds.",
            "Known as: public intellectual, engineer",
            "Now: Yard",
            "Before: Smith, Works (2001–2005)",
            "Before: Miller, Mill (until 1999)",
            "Homepage: https://example.org/zed",
            "X: @zed_1",
        ]
    );
    assert_eq!(
        section(&page, "Expertise and recognition"),
        [
            "# Expertise and recognition",
            "- Expertise    Builder {BLD} | Built a bridge.",
            "- Recognition  Household name {ALL}",
            "- Vintage      Old guard {OLD}",
            "> Expertise: Has built something.",
            "> Recognition: Everyone has heard of them.",
            "> Vintage: Came early.",
        ]
    );
    assert_eq!(section(&page, "Entry"), ["# Entry", "Retired.", "Last updated: 2026-01-03"]);
    let handle = page.spans().find(|span| span.text == "@zed_1").and_then(|span| span.to.clone());
    assert_eq!(handle, Some(Target::Url("https://x.com/zed_1".into())));
}

#[test]
fn the_first_lines_name_the_positions_in_words() {
    let first = |path| rows(&shown(&graph(), path).blocks[..1]).remove(0);
    assert_eq!(
        first("person/dan"),
        "Tentatively no longer endorses Alpha tag, tentatively endorses Free tag · 2 passages"
    );
    assert_eq!(first("person/cyd"), "Opposes Alpha tag · 1 passage");
    assert!(!first("person/fay").contains("Endorses"), "Fay has no position");
}

#[test]
fn positions_come_with_every_source() {
    let page = shown(&graph(), "person/zed");
    assert_eq!(
        section(&page, "Positions"),
        [
            "# Positions (2)",
            "## + Alpha tag [endorses, stated 2020-02]",
            "Zed is for alpha.",
            "> Go for alpha. Leads to Alpha.",
            "- Zed speaks | talk · Hall · published 2020-02 · from a direct quotation · 2 passages",
            "## + Free tag [endorses, stated 2019]",
            "Zed is for free.",
            "> Leads nowhere.",
            "! Caveat: A slogan.",
            "- Zed writes | book · stated 2019 · published 2020-02 · loose paraphrase",
            "- Zed's site | blog · 2021 · from a direct quotation · home page, not the passage · \
             Caveat: Has moved.",
        ]
    );
    assert_eq!(section(&shown(&graph(), "person/dan"), "Positions")[1], "## ← Alpha tag [evolved away, tentative]");
    assert_eq!(
        section(&shown(&graph(), "person/fay"), "Positions"),
        ["# Positions (0)", "! No position is on the record."]
    );
}

#[test]
fn claims_come_with_their_sources() {
    assert_eq!(
        section(&shown(&graph(), "person/zed"), "p(doom)"),
        ["# p(doom) (1)", "- 10%  2021 · Poll", "> 10%: The end."]
    );
    let ann = shown(&graph(), "person/ann");
    assert_eq!(section(&ann, "p(doom)"), ["# p(doom) (1)", "- 20–40%  Poll"]);
    assert_eq!(
        section(&ann, "Timelines"),
        ["# Timelines (1)", "- 2030–2045  The machine · probability 13% · 2022 · Poll"]
    );
}

#[test]
fn neighbours_share_the_most_tags() {
    // Zed has positions on alpha and free, as Ann and Dan have; Bob and Cyd on alpha alone, Eve on alpha and gamma.
    assert_eq!(
        section(&shown(&graph(), "person/zed"), "People on the same tags"),
        [
            "# People on the same tags (5) ~ shared tags",
            "- Ann | Alpha tag, Free tag",
            "- Dan | Alpha tag, Free tag",
            "- Bob | Alpha tag",
            "- Cyd | Alpha tag",
            "- Eve | Alpha tag",
            "> People who share tags with them, whatever the stance. Of equally close people, the best known come first. \
             Shared tags, and overlap (shared tags among all tags of the two): Ann 2 shared, 1.00; Dan 2 shared, 1.00; \
             Bob 1 shared, 0.50; Cyd 1 shared, 0.50; Eve 1 shared, 0.33.",
        ]
    );
    assert_eq!(
        section(&shown(&graph(), "person/dan"), "Strategies their tags lead to"),
        ["# Strategies their tags lead to (1)", "- Alpha {← TENT} ~ ↑ Speed"]
    );
}

#[test]
fn everyone_is_listed_with_their_p_doom() {
    let page = shown(&graph(), "people");
    let answer = "4 of 7 people have a profile; 4 state a p(doom), with a median of 20%.";
    assert_eq!(text(&page.kicker), answer);
    // Those updated last first; Fay has no position, and those of Dan are tentative.
    assert_eq!(
        section(&page, "Everyone"),
        [
            "# Everyone (7) ~ 15 passages · 1 timeline · 3 tags",
            "> Latest updated first. Exp. expertise, Rec. recognition.",
            "- Zed {BLD ALL OLD} ~ p(doom) 10% | Alpha tag, Free tag · builder · Zed builds.",
            "- Ann {BLD FLD} ~ p(doom) 20–40% | Alpha tag, Free tag · builder too · Ann builds.",
            "- Cyd | Alpha tag · critic · Cyd objects.",
            "- Eve {TLK ALL OLD} ~ p(doom) 1% | Alpha tag, Gamma tag · talker too · Eve talks.",
            "- Fay | bystander · Fay watches.",
            "## Position unclear (2)",
            "> All their positions are tentative: inferred, not stated.",
            "- Bob {TLK FLD} ~ p(doom) 50% | Alpha tag? · talker · Bob talks.",
            "- Dan | Alpha tag?, Free tag? · former friend · Dan left.",
        ]
    );
}

#[test]
fn a_list_of_people_is_limited() {
    let mut atlas = data::fixture(include_str!("fixture.toml"));
    let fay = atlas.people.find("fay").expect("a person");
    let like_fay =
        |n: usize| Person { slug: format!("fay-{n}"), name: format!("Fay {n:04}"), ..atlas.people[fay].clone() };
    let people: Vec<Person> = (0..MAX_ITEMS + 5).map(like_fay).collect();
    atlas.people = People::new(&people);
    let page = shown(&Graph::new(atlas), "people");
    let everyone = section(&page, "Everyone");
    assert_eq!(everyone[0], "# Everyone (1005)");
    assert_eq!(everyone[everyone.len() - 2..], ["- Fay 0999 | bystander · Fay watches.", "> And 5 more."]);
}

#[test]
fn who_has_no_position_on_a_tag_is_not_tentative_about_it() {
    use crate::graph::PeopleOrder;
    use crate::page::parts::people_list::PeopleList;

    let graph = graph();
    let context = PageContext::new(&graph);
    let mut kinds = [0_usize; 3];
    for tag in graph.atlas.tags.ids() {
        let about = [tag];
        let list = PeopleList::new(&context, &about, PeopleOrder::Usual);
        for (id, person) in graph.atlas.people.views() {
            let positions = || person.positions.iter().filter(|position| position.tag == tag);
            let kind = match (positions().count(), positions().filter(|position| position.tentative).count()) {
                (0, _) => 0,
                (all, tentative) if all == tentative => 1,
                _ => 2,
            };
            kinds[kind] += 1;
            assert_eq!(list.is_tentative(id), kind == 1, "{}", person.slug);
        }
    }
    assert!(kinds.iter().all(|&count| count > 0), "{kinds:?}");
}
