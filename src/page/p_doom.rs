//! The page of p(doom)s (probabilities of doom that people stated): all claims by midpoint, their distribution, and the
//! mean of each vintage.

use crate::document::{
    Bars, Heading, Inline, Interval, Page, PageBuilder, StripPlot, StripPoint, Tick, Track, join_dots, plain, quiet,
};
use crate::graph::{ClaimFigures, Graph};
use crate::model::{Atlas, PersonId, SharedSort};
use crate::page::PageContext;
use crate::page::parts::answer::{self, Extreme, clause, figure};
use crate::page::parts::claims::{self, ClaimBin, MEANS_LEGEND, MIN_FIGURES, histogram};
use crate::page::parts::figures::{self, percent};
use crate::page::parts::inline::to;
use crate::page::parts::sources;
use crate::page::parts::tiers::Scale;

/// Bins of the histogram, which group claims by the midpoint of their range.
const BANDS: [ClaimBin; 6] = [
    ("90% and more", 0.9, f64::INFINITY),
    ("50% to 90%", 0.5, 0.9),
    ("20% to 50%", 0.2, 0.5),
    ("10% to 20%", 0.1, 0.2),
    ("1% to 10%", 0.01, 0.1),
    ("Below 1%", f64::NEG_INFINITY, 0.01),
];
/// Ticks of the scale below the claims.
const TICKS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// Builds the page of p(doom)s.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let mut page = context.page_below_home();
    let claims = sorted(context.graph);
    if claims.is_empty() {
        page.notice("Nobody in this atlas has stated a p(doom).");
        return page.finish();
    }
    let latest = claims::latest(&claims);
    page.kicker = answer(atlas, &latest);
    distribution(&mut page, atlas, &latest);
    vintages(&mut page, atlas, &latest);
    page.heading(Heading::section("Claims").counting(claims.len()));
    for (title, from, to) in BANDS {
        let is_within = |claim: &&ClaimFigures| claim.midpoint().is_some_and(|at| (from..to).contains(&at));
        let band: Vec<&ClaimFigures> = claims.iter().filter(is_within).collect();
        if !band.is_empty() {
            page.heading(Heading::group(title).counting(band.len()));
            page.intervals(ticks(), band.into_iter().map(|claim| interval(atlas, claim)));
        }
    }
    page.line_up();
    page.finish()
}

/// Returns a strip plot with the latest p(doom) of each person as a dot.
pub(super) fn strip(atlas: &Atlas, latest: &[(PersonId, f64)]) -> StripPlot {
    let point = |&(person, value): &(PersonId, f64)| StripPoint::new(to(atlas, person), value, percent(value));
    StripPlot::new(ticks(), claims::dots(latest).iter().map(point))
}

fn ticks() -> Vec<Tick> {
    TICKS.map(|at| Tick::new(at, percent(at))).into()
}

/// Returns all p(doom) claims, highest midpoint first; equal ones are in file order.
fn sorted(graph: &Graph) -> Vec<ClaimFigures> {
    let mut claims = graph.p_dooms().to_vec();
    let at = |claim: &ClaimFigures| claim.midpoint().unwrap_or_default();
    claims.shared_sort_by(|a, b| at(b).total_cmp(&at(a)));
    claims
}

/// Returns the latest p(doom) of each person who stated one, by its midpoint, in file order.
pub(super) fn latest(graph: &Graph) -> Vec<(PersonId, f64)> {
    claims::latest(&sorted(graph))
}

/// Returns a sentence on the median and the ends of the latest p(doom)s.
fn answer(atlas: &Atlas, latest: &[(PersonId, f64)]) -> Inline {
    let values: Vec<f64> = latest.iter().map(|&(_, value)| value).collect();
    let named = || latest.iter().map(|&(person, value)| (to(atlas, person), value));
    let (Some(median), Some((lowest, highest))) =
        (figures::median(&values), Extreme::lowest(named()).zip(Extreme::highest(named())))
    else {
        return Inline::new();
    };
    if lowest.value >= highest.value {
        let template = format!("{{}} {} p(doom) at {{}}", lowest.choose("alone puts", "put"));
        return answer::sentence([clause(&template, [lowest.names("people"), figure(percent(median))])]);
    }
    let ends = [lowest, highest].map(|end| [figure(percent(end.value)), end.names("people")]).concat();
    let middle = [figure(values.len()), figure(percent(median))];
    answer::sentence([
        clause("the median p(doom) of {} people is {}", middle),
        clause("the lowest is {} ({}), the highest {} ({})", ends),
    ])
}

fn distribution(page: &mut PageBuilder, atlas: &Atlas, latest: &[(PersonId, f64)]) {
    let values: Vec<f64> = latest.iter().map(|&(_, value)| value).collect();
    let (Some(mean), Some(median)) = (figures::mean(&values), figures::median(&values)) else { return };
    let averages = quiet(join_dots([format!("median {}", percent(median)), format!("mean {}", percent(mean))]));
    page.heading(Heading::section("Distribution").counting(values.len()).beside(averages));
    page.explanation(format!("{} A range counts as its midpoint.", claims::LATEST));
    page.strip(strip(atlas, latest));
    page.heading(Heading::section("By range").counting(values.len()));
    page.bars(histogram(&BANDS, &values));
}

fn vintages(page: &mut PageBuilder, atlas: &Atlas, latest: &[(PersonId, f64)]) {
    let groups = claims::by_vintage(atlas, latest);
    if !groups.is_empty() {
        page.heading(Heading::section("Mean by vintage").counting(groups.len()).beside(quiet(MEANS_LEGEND)));
        page.explanation(format!("The mean of each vintage with {MIN_FIGURES} figures or more, over the same claims."));
        page.bars(Bars::of_shares(claims::means(Scale::Vintage, &groups)).with_track(Track::Labelled));
    }
}

fn interval(atlas: &Atlas, &ClaimFigures { person, claim, .. }: &ClaimFigures) -> Interval {
    let claim = &atlas.people[person].p_doom[claim as usize];
    let note = join_dots([
        plain(claim.definition.as_ref()),
        sources::stated(claim.date.as_ref()),
        claim.source.as_ref().map(sources::title).unwrap_or_default(),
    ]);
    Interval { note, ..Interval::new(to(atlas, person), [claim.low, claim.high], figures::p_doom(claim)) }
}
