//! The page of timelines, that is, of the years in which people expect milestones: all claims, the distribution of
//! years, and the median of each vintage.

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Interval, Item, Page, PageBuilder, Sorting, Span, StripPlot,
    StripPoint, Tick, join_commas, join_dots, plain, round_ticks,
};
use crate::graph::{ClaimFigures, Graph};
use crate::model::{Atlas, PersonId, SharedSort};
use crate::page::PageContext;
use crate::page::parts::claims::{self, ClaimBin, MIN_FIGURES};
use crate::page::parts::figures::{self, key_count, percent};
use crate::page::parts::inline::to;
use crate::page::parts::sources;
use crate::page::parts::tiers::Scale;
use crate::page::person::record::{probability, stated};

/// Ranges of years, for the number of people in each.
const RANGES: [ClaimBin; 5] = [
    ("before 2028", f64::NEG_INFINITY, 2028.0),
    ("from 2028 to 2030", 2028.0, 2031.0),
    ("from 2031 to 2040", 2031.0, 2041.0),
    ("from 2041 to 2060", 2041.0, 2061.0),
    ("in 2061 or later", 2061.0, f64::INFINITY),
];
/// Last year of the scale. Later years are drawn at its end, since a single far year would compress all others.
const MAX_YEAR: f64 = 2100.0;

/// Builds the page of timelines.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let mut page = context.page_below_home();
    let (dated, undated) = ranked(context.graph);
    if dated.is_empty() && undated.is_empty() {
        page.notice("Nobody in this atlas has stated a timeline.");
        return page.finish();
    }
    let latest = claims::latest(&dated);
    let scale = ticks(dated.iter().filter_map(|claim| claim.range).flatten());
    let dots = claims::dots(&latest);
    let shown = |person: PersonId, year: f64| {
        let claim = dated.iter().find(|claim| claim.person == person && claim.midpoint() == Some(year));
        claim.and_then(|claim| claim.range).map_or_else(|| format_year(year), format_years)
    };
    let points = dots.iter().map(|&(person, year)| StripPoint::new(to(atlas, person), year, shown(person, year)));
    let strip = StripPlot::new(scale.clone(), points);
    page.kicker = answer(&latest.iter().map(|&(_, year)| year).collect::<Vec<_>>(), &dated);
    distribution(&mut page, &latest, strip);
    vintages(&mut page, atlas, &latest, &scale);
    if !dated.is_empty() {
        page.heading(Heading::section("Claims").counting(dated.len()));
        page.grid(table(atlas, &dated));
    }
    let items = undated.iter().map(|claim| Item::new(to(atlas, claim.person), note(atlas, claim)));
    page.section(Heading::section("Without a year"), items);
    page.finish()
}

/// Returns every claim that names a year, earliest first, and every claim that names none; equal ones are in file
/// order.
fn ranked(graph: &Graph) -> (Vec<ClaimFigures>, Vec<ClaimFigures>) {
    let (mut dated, undated): (Vec<_>, Vec<_>) = graph.timelines().iter().partition(|claim| claim.range.is_some());
    let year = |claim: &ClaimFigures| claim.midpoint().unwrap_or_default();
    dated.shared_sort_by(|a, b| year(a).total_cmp(&year(b)));
    (dated, undated)
}

fn distribution(page: &mut PageBuilder, latest: &[(PersonId, f64)], strip: StripPlot) {
    let years: Vec<f64> = latest.iter().map(|&(_, year)| year).collect();
    if years.is_empty() {
        return;
    }
    page.heading(Heading::section("Distribution").counting(years.len()));
    page.explanation(
        "One claim for each person who names a year: the latest one, or the earliest year of those stated at one time. \
         A range counts as its midpoint.",
    );
    page.strip(strip);
    let people = |&(words, from, to): &ClaimBin| {
        let count = years.iter().filter(|&&year| (from..to).contains(&year)).count();
        (count > 0).then(|| format!("{count} {words}"))
    };
    let mut ranges = join_commas(RANGES.iter().filter_map(people));
    ranges.insert(0, Span::plain("People by year: "));
    ranges.push(Span::plain("."));
    page.explanation(ranges);
}

/// Returns the median of `years`, one year for each person, and the earliest and the latest year of all claims, as a
/// sentence.
fn answer(years: &[f64], dated: &[ClaimFigures]) -> Inline {
    let all = || dated.iter().filter_map(|claim| claim.range).flatten();
    let (Some(median), Some(first)) = (median(years), all().min_by(f64::total_cmp)) else {
        return plain("Nobody names a year.");
    };
    let last = all().fold(first, f64::max);
    let mut answer = key_count(years.len(), "person names", "people name");
    if first < last {
        let year = |year| Span::strong(format_year(year));
        answer.extend([Span::plain(" a year: the median is "), year(median)]);
        answer.extend([Span::plain(", the earliest claim "), year(first), Span::plain(", the latest "), year(last)]);
    } else {
        answer.extend([Span::plain(" the year "), Span::strong(format_year(first))]);
    }
    answer.push(Span::plain("."));
    answer
}

/// Returns the median of `years`; `None` without years. The mean of two middle values is rounded to a year, halves up.
fn median(years: &[f64]) -> Option<f64> {
    let median = figures::median(years)?;
    Some(if years.len().is_multiple_of(2) { (median + 0.5).floor() } else { median })
}

/// Adds the median year of each vintage as a point on `scale`, the scale of all years.
fn vintages(page: &mut PageBuilder, atlas: &Atlas, latest: &[(PersonId, f64)], scale: &[Tick]) {
    let groups = claims::by_vintage(atlas, latest);
    let medians: Vec<_> = groups.iter().filter_map(|(tier, years)| Some((tier, median(years)?, years.len()))).collect();
    if medians.is_empty() {
        return;
    }
    page.heading(Heading::section("Median by vintage").counting(medians.len()));
    page.explanation(format!("The median of each vintage with {MIN_FIGURES} years or more, over the same claims."));
    let points = medians.into_iter().map(|(tier, median, count)| {
        let shown = format!("{} · {count}", format_year(median));
        Interval::new(Scale::Vintage.label(tier), [median, median], shown)
    });
    page.intervals(scale.to_vec(), points);
}

/// Formats a range of years, or the year if both are the same.
fn format_years([low, high]: [f64; 2]) -> String {
    if low < high { format!("{}–{}", format_year(low), format_year(high)) } else { format_year(low) }
}

/// Returns ticks at round years from the earliest of `years` to the latest.
fn ticks(years: impl Iterator<Item = f64>) -> Vec<Tick> {
    let years: Vec<f64> = years.collect();
    let Some(first) = years.iter().copied().min_by(f64::total_cmp) else { return Vec::new() };
    let last = years.iter().copied().fold(first, f64::max);
    let end = if last > MAX_YEAR && first < MAX_YEAR { MAX_YEAR } else { last };
    let tick = |at| Tick::new(at, format!("{}{}", format_year(at), if at >= end && end < last { "+" } else { "" }));
    round_ticks(first, end).into_iter().map(tick).collect()
}

/// Returns a table of `claims`. Columns in which no claim has a value are left out.
fn table(atlas: &Atlas, claims: &[ClaimFigures]) -> Grid {
    let columns = [
        GridColumn::of_figures("Year"),
        GridColumn::of_figures("Odds"),
        GridColumn::new("Expects"),
        GridColumn::new("Source, date stated"),
    ];
    let row = |stated: &ClaimFigures| {
        let claim = &atlas.people[stated.person].timelines[stated.claim as usize];
        let years = format_years(stated.range.unwrap_or_default());
        let odds = plain(claim.probability.map(percent));
        let source = claim.source.as_ref().map(sources::title).unwrap_or_default();
        let cells = [plain(years), odds, plain(&claim.milestone), join_commas([source, plain(claim.date.as_ref())])];
        GridRow::new(to(atlas, stated.person), cells.map(GridCell::new))
    };
    Grid {
        corner: "Who".to_owned(),
        columns: columns.into(),
        rows: claims.iter().map(row).collect(),
        ..Grid::default()
    }
    .without_silent_columns()
    .sortable(Sorting::from(1))
}

fn note(atlas: &Atlas, &ClaimFigures { person, claim, .. }: &ClaimFigures) -> Inline {
    let claim = &atlas.people[person].timelines[claim as usize];
    join_dots([
        plain(&claim.milestone),
        probability(claim),
        stated(claim),
        claim.source.as_ref().map(sources::title).unwrap_or_default(),
    ])
}

/// Formats a year; the midpoint of two years can have a decimal.
fn format_year(year: f64) -> String {
    figures::format_fixed(year, usize::from(year.fract() != 0.0))
}
