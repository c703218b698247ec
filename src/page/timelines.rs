//! The page of timelines: what people expect and when, how the years spread, and what each vintage says.

use std::cmp::Ordering;

use crate::graph::Graph;
use crate::model::{Atlas, PersonId, TimelineClaim};

use crate::document::{
    Bar, Bars, Heading, Inline, Interval, Item, PageBuilder, Tick, fact, join_dots, plain, round_marks,
};
use crate::page::home;
use crate::page::parts::claims::{self, LEAST};
use crate::page::parts::figures::{self, pluralize};
use crate::page::parts::inline::to;
use crate::page::parts::sources;

/// The bins of claims: what they are called and the first year after them.
const BINS: [(&str, f64); 5] = [
    ("Before 2028", 2028.0),
    ("2028 to 2030", 2031.0),
    ("2031 to 2040", 2041.0),
    ("2041 to 2060", 2061.0),
    ("2061 and later", f64::INFINITY),
];
/// Later years stand at the end of the scale, lest one far year press all others together.
const HORIZON: f64 = 2100.0;

/// A claim and who made it.
type Claimed<'a> = (PersonId, &'a TimelineClaim);

/// Builds the page.
pub(super) fn build(graph: &Graph) -> PageBuilder {
    let atlas = &graph.atlas;
    let mut page = PageBuilder::new(home::link(graph));
    let (dated, undated) = ranked(atlas);
    if dated.is_empty() && undated.is_empty() {
        page.notice("Nobody of this atlas has given a timeline.");
        return page;
    }
    let latest = claims::latest(&dated, |claim| claim.date.as_deref());
    let latest: Vec<(PersonId, f64)> =
        latest.into_iter().filter_map(|(person, claim)| Some((person, year(claim)?))).collect();
    distribution(&mut page, dated.len() + undated.len(), &latest);
    vintages(&mut page, atlas, &latest);
    let scale = scale(&dated);
    let mut rest = dated.as_slice();
    for (title, after) in BINS {
        let (bin, later) = rest.split_at(rest.partition_point(|(_, claim)| is_before(claim, after)));
        rest = later;
        if !bin.is_empty() {
            page.heading(Heading::section(title).counting(bin.len()));
            page.intervals(scale.clone(), bin.iter().map(|&claimed| interval(atlas, claimed)));
        }
    }
    page.line_up();
    if !undated.is_empty() {
        page.heading(Heading::section("Without a year").counting(undated.len()));
        page.list(undated.into_iter().map(|(person, claim)| Item {
            text: vec![to(atlas, person)],
            badges: Vec::new(),
            note: note(atlas, person, claim),
        }));
    }
    page
}

/// Every claim that names a year, earliest first, and the claims that name none; ties in file order.
fn ranked(atlas: &Atlas) -> (Vec<Claimed<'_>>, Vec<Claimed<'_>>) {
    let all = atlas.people.iter().flat_map(|(id, person)| person.timelines.iter().map(move |claim| (id, claim)));
    let (mut dated, undated): (Vec<_>, Vec<_>) = all.partition(|(_, claim)| year(claim).is_some());
    dated.sort_by(|(_, a), (_, b)| year(a).partial_cmp(&year(b)).unwrap_or(Ordering::Equal));
    (dated, undated)
}

/// What a claim is ranked by: its year, or the middle of its range.
fn year(claim: &TimelineClaim) -> Option<f64> {
    ends(claim).map(|[from, to]| f64::midpoint(from, to))
}

/// The first and the last year of a claim; a claim with one end is a point.
fn ends(claim: &TimelineClaim) -> Option<[f64; 2]> {
    let from = claim.from.or(claim.to)?;
    Some([from, claim.to.unwrap_or(from)].map(f64::from))
}

fn is_before(claim: &TimelineClaim, after: f64) -> bool {
    year(claim).is_some_and(|year| year < after)
}

fn distribution(page: &mut PageBuilder, claims: usize, latest: &[(PersonId, f64)]) {
    let years: Vec<f64> = latest.iter().map(|&(_, year)| year).collect();
    let mut facts = vec![fact("Claims", plain(claims.to_string()))];
    let Some(median) = median(&years) else {
        page.facts(facts);
        return;
    };
    let over = pluralize(years.len(), "person", "people");
    facts.push(fact("Median", plain(format!("{} over {over}", written(median)))));
    page.facts(facts);
    page.heading(Heading::section("Distribution").counting(years.len()));
    page.caption(
        "One claim for each person who names a year: the one stated last, or the earliest of those stated at one time. \
         A range counts as its middle.",
    );
    let mut from = f64::NEG_INFINITY;
    let counts = BINS.map(|(title, after)| {
        let count = years.iter().filter(|&&year| (from..after).contains(&year)).count();
        from = after;
        Bar { label: plain(title), value: figures::to_f64(count), shown: count.to_string() }
    });
    page.bars(Bars::scaled(counts.into()));
}

/// The median; the mean of the two in the middle is rounded to a year.
fn median(years: &[f64]) -> Option<f64> {
    let median = figures::median(years)?;
    Some(if years.len().is_multiple_of(2) { (median + 0.5).floor() } else { median })
}

/// The medians as points on a scale from the least to the greatest, which is at least a year long.
fn vintages(page: &mut PageBuilder, atlas: &Atlas, latest: &[(PersonId, f64)]) {
    let groups = claims::by_vintage(atlas, latest);
    let medians: Vec<_> =
        groups.iter().filter_map(|(vintage, years)| Some((*vintage, median(years)?, years.len()))).collect();
    let Some(least) = medians.iter().map(|&(_, median, _)| median).min_by(f64::total_cmp) else { return };
    let greatest = medians.iter().map(|&(_, median, _)| median).fold(least, f64::max);
    page.heading(Heading::section("By vintage").counting(medians.len()));
    page.caption(&format!("The median of each vintage in which {LEAST} or more name a year, over the same claims."));
    let ticks = [least, least + (greatest - least).max(1.0)];
    let points = medians.into_iter().map(|(vintage, median, count)| {
        let tier = &atlas.vintages[vintage];
        Interval {
            label: plain(format!("{}, {}", tier.label, tier.short)),
            low: median,
            high: median,
            shown: format!("{} · {count}", written(median)),
            note: Inline::new(),
        }
    });
    page.intervals(ticks.map(|at| Tick { at, shown: written(at) }).into(), points);
}

/// One scale for all bins, with round marks: it holds the earliest year and the latest.
fn scale(dated: &[Claimed<'_>]) -> Vec<Tick> {
    let ends: Vec<f64> = dated.iter().filter_map(|(_, claim)| ends(claim)).flatten().collect();
    let Some(first) = ends.iter().copied().min_by(f64::total_cmp) else { return Vec::new() };
    let last = ends.iter().copied().fold(first, f64::max);
    let end = if last > HORIZON && first < HORIZON { HORIZON } else { last };
    let mark = |at| Tick { at, shown: format!("{}{}", written(at), if at >= end && end < last { "+" } else { "" }) };
    round_marks(first, end).into_iter().map(mark).collect()
}

fn interval(atlas: &Atlas, (person, claim): Claimed<'_>) -> Interval {
    let [low, high] = ends(claim).unwrap_or_default();
    Interval {
        label: vec![to(atlas, person)],
        low,
        high,
        shown: if low < high { format!("{}–{}", written(low), written(high)) } else { written(low) },
        note: note(atlas, person, claim),
    }
}

fn note(atlas: &Atlas, person: PersonId, claim: &TimelineClaim) -> Inline {
    let probability = claim.probability.map(|share| format!("probability {}", figures::percent(share)));
    let stated = claim.date.as_ref().map(|date| format!("stated {date}"));
    join_dots([
        plain(&claim.milestone),
        plain(probability.unwrap_or_default()),
        plain(&atlas.people[person].tagline),
        plain(stated.unwrap_or_default()),
        claim.source.as_ref().map(sources::within).unwrap_or_default(),
    ])
}

/// A year; the middle of two is written with its half.
fn written(year: f64) -> String {
    if year.fract() == 0.0 { figures::format_fixed(year, 0) } else { figures::format_fixed(year, 1) }
}
