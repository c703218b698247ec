//! What a group of people comes to, against everyone: how they spread over the tiers, what p(doom)s they give, and which
//! tiers are more or less among them than in all.

use crate::graph::{Graph, TierDistribution, TierDistributions};
use crate::model::{PersonId, Stance, TagId};

use crate::document::{Bar, Bars, Heading, Inline, Item, PageBuilder, Part, Span, fact, plain};
use crate::page::parts::claims;
use crate::page::parts::figures::{self, format_fixed, percent, to_f64};
use crate::page::parts::tag_support;

/// The least that the longest bar of shares stands for.
const LEAST_SCALE: f64 = 0.05;
/// How far a mean has to be from that of everyone for the difference to be told.
const DIFFERENCE: f64 = 0.02;
/// How far the share of a tier has to be from that among everyone.
const GAP: f64 = 0.07;
/// How many tiers are named on each side.
const TIERS: usize = 5;
/// The fewest people with a profile among these, and among everyone, whose shares are compared.
const COMPARED: (u32, u32) = (4, 12);
/// The bins of p(doom)s: what they are called and the first value after them.
const BINS: [(&str, f64); 5] = [
    ("Below 10%", 0.1),
    ("10% to 25%", 0.25),
    ("25% to 50%", 0.5),
    ("50% to 75%", 0.75),
    ("75% and more", f64::INFINITY),
];

/// A tier, its share among these people and its share among everyone.
struct Share {
    name: String,
    here: f64,
    all: f64,
    count: u32,
}

/// Adds what `people` come to. With a `tag`, how they stand to it is among it.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph, people: &[PersonId], tag: Option<TagId>) {
    let here = graph.tier_distributions(people.iter().copied());
    let all = graph.tier_distributions(graph.atlas.people.ids());
    page.heading(Heading::section("Those shown, against everyone").within(Part::Relations));
    let passages: usize = people.iter().map(|&person| graph.passages(person)).sum();
    page.facts(vec![
        fact("People", plain(format!("{} of {}", people.len(), graph.atlas.people.len()))),
        fact("With a profile", plain(format!("{} of {}", here.expertise.placed, all.expertise.placed))),
        fact("Passages", plain(passages.to_string())),
    ]);
    if let Some(tag) = tag {
        stances(page, graph, people, tag);
    }
    shares(page, graph, &here, &all);
    p_dooms(page, graph, people);
    represented(page, graph, &here, &all);
}

/// The first stance of each on the tag, the most common one first.
fn stances(page: &mut PageBuilder, graph: &Graph, people: &[PersonId], tag: TagId) {
    let first = |&person: &PersonId| {
        let positions = &graph.atlas.people[person].positions;
        positions.iter().find(|position| position.tag == tag).map(|position| position.stance)
    };
    let mut counts = Stance::ALL.map(|stance| (stance, 0));
    for stance in people.iter().filter_map(first) {
        counts.iter_mut().filter(|(known, _)| *known == stance).for_each(|(_, count)| *count += 1);
    }
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let bars = counts.into_iter().filter(|&(_, count)| count > 0).map(|(stance, number)| Bar {
        label: plain(stance.label()),
        value: to_f64(number),
        shown: number.to_string(),
    });
    page.heading(Heading::group(vec![
        Span::plain("Stance on "),
        crate::page::parts::inline::to(&graph.atlas, crate::place::Place::from(tag)),
    ]));
    page.bars(Bars::scaled(bars.collect()));
}

/// The shares of each kind of tier, where anyone here has one.
fn shares(page: &mut PageBuilder, graph: &Graph, here: &TierDistributions, all: &TierDistributions) {
    let atlas = &graph.atlas;
    let kinds = [
        ("Expertise", compared(&here.expertise, &all.expertise, |tier| &atlas.expertise[tier].label)),
        ("Recognition", compared(&here.recognition, &all.recognition, |tier| &atlas.recognition[tier].label)),
        ("Vintage", compared(&here.vintage, &all.vintage, |tier| &atlas.vintages[tier].label)),
    ];
    for (title, shares) in kinds {
        if shares.iter().all(|share| share.count == 0) {
            continue;
        }
        let full = shares.iter().flat_map(|share| [share.here, share.all]).fold(LEAST_SCALE, f64::max);
        let bars = shares.into_iter().map(|share| Bar {
            label: plain(share.name),
            value: share.here,
            shown: format!("{} ({})", percent(share.here), percent(share.all)),
        });
        page.heading(Heading::group(plain(title)).marked("share (of everyone)"));
        page.bars(Bars { bars: bars.collect(), full });
    }
}

/// Each tier with its share of those who have one, here and among everyone.
fn compared<'a, T: Copy>(
    here: &TierDistribution<T>,
    all: &TierDistribution<T>,
    name: impl Fn(T) -> &'a String,
) -> Vec<Share> {
    let share = |count: u32, placed: u32| if placed == 0 { 0.0 } else { f64::from(count) / f64::from(placed) };
    let tiers = here.counts.iter().zip(&all.counts);
    tiers
        .map(|(&(tier, count), &(_, of_all))| Share {
            name: name(tier).clone(),
            here: share(count, here.placed),
            all: share(of_all, all.placed),
            count,
        })
        .collect()
}

fn p_dooms(page: &mut PageBuilder, graph: &Graph, people: &[PersonId]) {
    let values = tag_support::p_dooms(graph, people);
    let (Some(mean), Some(median)) = (figures::mean(&values), figures::median(&values)) else { return };
    let everyone: Vec<PersonId> = graph.atlas.people.ids().collect();
    let difference = figures::mean(&tag_support::p_dooms(graph, &everyone)).map_or(0.0, |all| mean - all);
    let beside = if difference.abs() > DIFFERENCE {
        let sign = if difference > 0.0 { "+" } else { "" };
        format!(", {sign}{} pp against everyone", format_fixed(100.0 * difference, 1))
    } else {
        String::new()
    };
    page.heading(Heading::group(plain("p(doom)")).counting(values.len()));
    page.caption(claims::FIRST);
    page.facts(vec![
        fact("Mean", plain(format!("{}%{beside}", format_fixed(100.0 * mean, 0)))),
        fact("Median", plain(format!("{}%", format_fixed(100.0 * median, 0)))),
    ]);
    let mut from = f64::NEG_INFINITY;
    let bars = BINS.map(|(title, after)| {
        let number = values.iter().filter(|&&value| (from..after).contains(&value)).count();
        from = after;
        Bar { label: plain(title), value: to_f64(number), shown: number.to_string() }
    });
    page.bars(Bars::scaled(bars.into()));
}

/// The tiers that are more, and those that are less among these people than among everyone.
fn represented(page: &mut PageBuilder, graph: &Graph, here: &TierDistributions, all: &TierDistributions) {
    if here.expertise.placed < COMPARED.0 || all.expertise.placed < COMPARED.1 {
        return;
    }
    let atlas = &graph.atlas;
    let mut gaps: Vec<(String, f64)> = compared(&here.expertise, &all.expertise, |tier| &atlas.expertise[tier].label)
        .into_iter()
        .chain(compared(&here.recognition, &all.recognition, |tier| &atlas.recognition[tier].label))
        .map(|share| (share.name, share.here - share.all))
        .filter(|(_, gap)| gap.abs() > GAP)
        .collect();
    gaps.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
    for (title, sign) in [("Over-represented", 1.0), ("Under-represented", -1.0)] {
        let items: Vec<Item> = gaps
            .iter()
            .filter(|(_, gap)| gap * sign > 0.0)
            .take(TIERS)
            .map(|(name, gap)| Item { text: plain(name), badges: Vec::new(), note: points(*gap) })
            .collect();
        if !items.is_empty() {
            page.heading(Heading::group(plain(title)).counting(items.len()));
            page.list(items);
        }
    }
}

/// A difference of shares in percentage points: `+12 pp`.
fn points(gap: f64) -> Inline {
    let rounded = percent(gap);
    let sign = if gap > 0.0 { "+" } else { "" };
    plain(format!("{sign}{} pp", rounded.trim_end_matches('%')))
}
