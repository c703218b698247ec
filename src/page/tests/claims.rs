//! The pages of claims, with figures computed by hand from `claims.toml`.

use super::*;
use crate::document::{Block, Intervals, Part, StripPlot};
use crate::model::{Id, People};

fn claims() -> Graph {
    Graph::new(data::fixture(include_str!("claims.toml")))
}

#[test]
fn p_dooms_are_sorted_by_midpoint() {
    let page = shown(&claims(), "p-doom");
    assert_eq!(
        titles(&page, Part::Main),
        ["Distribution", "By range", "Mean by vintage", "Claims"],
        "the answer comes before the claims"
    );
    let claims = section(&page, "Claims");
    assert_eq!(
        claims[..7],
        [
            "# Claims (12)",
            "## 90% and more (2)",
            "~ Gus: 95%, 0.95 to 0.95 | stated 2020",
            "~ Ada: 90%, 0.9 to 0.9 | The end. · stated 2023 · Poll",
            "## 50% to 90% (2)",
            "~ Bea: 50–70%, 0.5 to 0.7 | stated 2024",
            "~ Hal: 50%, 0.5 to 0.5 | ",
        ]
    );
    // Dov, Eli and Ivy state 10%: ties are in file order.
    let from = claims.iter().position(|row| row.starts_with("## 10% to 20%")).expect("a group");
    let labels: Vec<String> =
        claims[from + 1..from + 5].iter().map(|row| row.chars().skip(2).take(8).collect()).collect();
    assert_eq!(labels, ["Jon: 15%", "Dov: 10%", "Eli: 5–1", "Ivy: 10%"]);
}

#[test]
fn one_p_doom_counts_for_each_person() {
    let page = shown(&claims(), "p-doom");
    // Dov's later claim is 10%, Eli's higher one without a date 40%. The sum is 4.004 over ten people; the two in the
    // middle are 30% and 40%.
    let answer = "The median p(doom) of 10 people is 35%; the lowest is 0% (Fox), the highest 95% (Gus).";
    assert_eq!(text(&page.kicker), answer);
    assert_eq!(section(&page, "Distribution")[0], "# Distribution (10) ~ median 35% · mean 40%");
    assert_eq!(section(&page, "Claims")[0], "# Claims (12)");
    assert_eq!(
        section(&page, "By range")[1..],
        [
            "= 90% and more: 2, 2 of 3",
            "= 50% to 90%: 2, 2 of 3",
            "= 20% to 50%: 2, 2 of 3",
            "= 10% to 20%: 3, 3 of 3",
            "= 1% to 10%: 0, 0 of 3",
            "= Below 1%: 1, 1 of 3",
        ]
    );
    // Ada 90, Dov 10, Gus 95; Bea 60, Eli 40, Hal 50; Cal 30, Fox 0.4, Ivy 10.
    let shares: Vec<String> = section(&page, "Mean by vintage")[2..]
        .iter()
        .filter_map(|row| row.split_once(", 0.").map(|(row, _)| row.into()))
        .collect();
    assert_eq!(
        shares,
        ["= Old guard, before 2000: 65% · 3", "= Middle, 2000 to 2020: 50% · 3", "= New guard, since 2020: 13% · 3",]
    );
}

#[test]
fn vintages_are_compared_only_if_three_have_three() {
    let mut atlas = data::fixture(include_str!("claims.toml"));
    let ada = atlas.people.find("ada").expect("a person");
    let mut people: Vec<_> = atlas.people.ids().map(|id| atlas.people.unpack(id)).collect();
    people[ada.index()].p_doom.clear();
    people[ada.index()].timelines.clear();
    atlas.people = People::new(&people);
    let graph = Graph::new(atlas);
    for page in [shown(&graph, "p-doom"), shown(&graph, "timelines")] {
        assert!(!titles(&page, Part::Main).iter().any(|title| title.ends_with("by vintage")));
    }
}

#[test]
fn timelines_are_sorted_by_year() {
    let page = shown(&claims(), "timelines");
    assert_eq!(
        titles(&page, Part::Main),
        ["Distribution", "Median by vintage", "Claims", "Without a year"],
        "each year is in the distribution and in the table, and not a third time"
    );
    let claims = section(&page, "Claims");
    assert_eq!(claims[0], "# Claims (12)");
    let from = claims.iter().position(|row| row.contains("Gus")).expect("a claim");
    assert_eq!(
        claims[from..from + 6],
        [
            "+ Gus | 2031 |  | AGI | ",
            "+ Dov | 2033 |  | AGI | 2021",
            "+ Dov | 2035 |  | AGI | 2021",
            "+ Ivy | 2036 |  | AGI | ",
            "+ Cal | 2030–2045 |  | AGI | 2022",
            "+ Ada | 2040 | 50% | AGI | Poll, 2024",
        ]
    );
    assert_eq!(section(&page, "Without a year"), ["# Without a year (1)", "- Gus | Some day · stated 2025"]);
}

#[test]
fn one_year_counts_for_each_person() {
    let page = shown(&claims(), "timelines");
    // 2026 Jon, 2028 Hal, 2029 Bea, 2031 Gus, 2033 Dov, 2036 Ivy, 2037½ Cal, 2040 Ada, 2050 Eli, 2200 Fox: the midpoint of
    // 2033 and 2036 is rounded up.
    assert_eq!(
        text(&page.kicker),
        "10 people name a year: the median is 2035, the earliest claim 2026, the latest 2200."
    );
    let ranges = section(&page, "Distribution").pop();
    assert_eq!(
        ranges.as_deref(),
        Some(
            "> People by year: 1 before 2028, 2 from 2028 to 2030, 5 from 2031 to 2040, 1 from 2041 to 2060, 1 in 2061 or \
             later."
        )
    );
    assert_eq!(
        section(&page, "Median by vintage")[2..],
        [
            "~ Old guard, before 2000: 2033 · 3, 2033 to 2033 | ",
            "~ Middle, 2000 to 2020: 2029 · 3, 2029 to 2029 | ",
            "~ New guard, since 2020: 2037.5 · 3, 2037.5 to 2037.5 | ",
        ]
    );
}

#[test]
fn the_first_line_is_right_for_one_year_and_for_none() {
    let kicker = |people: &[&str], change: fn(&mut crate::model::TimelineClaim)| {
        let mut atlas = data::fixture(include_str!("claims.toml"));
        let mut all: Vec<_> = atlas.people.ids().map(|id| atlas.people.unpack(id)).collect();
        for person in &mut all {
            if !people.contains(&person.slug.as_str()) {
                person.timelines.clear();
            }
            person.timelines.iter_mut().for_each(change);
        }
        atlas.people = People::new(&all);
        text(&shown(&Graph::new(atlas), "timelines").kicker)
    };
    assert_eq!(kicker(&["jon"], |_| ()), "1 person names the year 2026.");
    let same = |claim: &mut crate::model::TimelineClaim| (claim.from, claim.to) = (Some(2030), Some(2030));
    assert_eq!(kicker(&["ada", "bea"], same), "2 people name the year 2030.");
    assert_eq!(kicker(&["ada"], |claim| (claim.from, claim.to) = (None, None)), "Nobody names a year.");
}

#[test]
fn ranges_after_the_last_year_are_left_out_and_the_scale_ends_near_it() {
    let mut atlas = data::fixture(include_str!("claims.toml"));
    let mut people: Vec<_> = atlas.people.ids().map(|id| atlas.people.unpack(id)).collect();
    for late in ["eli", "fox"] {
        people[atlas.people.find(late).expect("a person").index()].timelines.clear();
    }
    atlas.people = People::new(&people);
    let page = shown(&Graph::new(atlas), "timelines");
    let ranges = section(&page, "Distribution").pop().unwrap_or_default();
    assert!(ranges.ends_with("5 from 2031 to 2040."), "{ranges}");
    let ticks = page.blocks.iter().find_map(|block| match block {
        Block::Strip(plot) => Some(plot.ticks.iter().map(|tick| tick.shown.clone()).collect::<Vec<_>>()),
        _ => None,
    });
    // Cal's range ends in 2045, and the distribution has the scale of the claims.
    assert_eq!(ticks.expect("a plot"), ["2025", "2030", "2035", "2040", "2045"]);
}

#[test]
fn all_years_have_one_scale_that_a_far_year_does_not_stretch() {
    let page = shown(&claims(), "timelines");
    let scales: Vec<Vec<String>> = page
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Strip(StripPlot { ticks, .. }) | Block::Intervals(Intervals { ticks, .. }) => {
                Some(ticks.iter().map(|tick| tick.shown.clone()).collect())
            }
            _ => None,
        })
        .collect();
    assert_eq!(scales.len(), 2, "the distribution, and the medians of vintages");
    assert!(scales.iter().all(|scale| *scale == ["2020", "2040", "2060", "2080", "2100+"]));
}

#[test]
fn an_atlas_without_claims_says_so() {
    let graph = Graph::new(data::fixture(""));
    assert_eq!(rows(&shown(&graph, "p-doom").blocks), ["! Nobody in this atlas has stated a p(doom)."]);
    assert_eq!(rows(&shown(&graph, "timelines").blocks), ["! Nobody in this atlas has stated a timeline."]);
}
