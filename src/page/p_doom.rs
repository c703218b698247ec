//! The page of p(doom)s: every claim by its midpoint, how they spread, and what each vintage says.

use crate::graph::Graph;
use crate::model::{Atlas, DoomClaim, PersonId};

use crate::document::{Bar, Bars, Heading, Interval, PageBuilder, Tick, fact, join_dots, plain};
use crate::page::home;
use crate::page::parts::claims::{self, LEAST};
use crate::page::parts::figures::{self, percent, pluralize};
use crate::page::parts::inline::to;
use crate::page::parts::sources;

/// The bands of claims: what they are called and the least midpoint in them.
const BANDS: [(&str, f64); 6] = [
    ("90% and more", 0.9),
    ("50% to 90%", 0.5),
    ("20% to 50%", 0.2),
    ("10% to 20%", 0.1),
    ("1% to 10%", 0.01),
    ("Below 1%", f64::NEG_INFINITY),
];
/// The marks on the scale.
const TICKS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// A claim and who made it.
type Claimed<'a> = (PersonId, &'a DoomClaim);

/// Builds the page.
pub(super) fn build(graph: &Graph) -> PageBuilder {
    let atlas = &graph.atlas;
    let mut page = PageBuilder::new(home::link(graph));
    let claims = ranked(atlas);
    if claims.is_empty() {
        page.notice("Nobody of this atlas has given a p(doom).");
        return page;
    }
    let latest = claims::latest(&claims, |claim| claim.date.as_deref());
    let latest: Vec<(PersonId, f64)> = latest.into_iter().map(|(person, claim)| (person, claim.midpoint())).collect();
    distribution(&mut page, claims.len(), &latest);
    vintages(&mut page, atlas, &latest);
    let mut rest = claims.as_slice();
    for (title, least) in BANDS {
        let (band, below) = rest.split_at(rest.partition_point(|(_, claim)| claim.midpoint() >= least));
        rest = below;
        if !band.is_empty() {
            page.heading(Heading::section(title).counting(band.len()));
            page.intervals(scale(), band.iter().map(|&claimed| interval(atlas, claimed)));
        }
    }
    page.line_up();
    page
}

/// Every claim, highest midpoint first; ties in file order.
fn ranked(atlas: &Atlas) -> Vec<Claimed<'_>> {
    let all = atlas.people.iter().flat_map(|(id, person)| person.p_doom.iter().map(move |claim| (id, claim)));
    let mut claims: Vec<Claimed<'_>> = all.collect();
    claims.sort_by(|(_, a), (_, b)| b.midpoint().total_cmp(&a.midpoint()));
    claims
}

fn distribution(page: &mut PageBuilder, claims: usize, latest: &[(PersonId, f64)]) {
    let values: Vec<f64> = latest.iter().map(|&(_, value)| value).collect();
    let (Some(mean), Some(median)) = (figures::mean(&values), figures::median(&values)) else { return };
    page.facts(vec![
        fact("Claims", plain(format!("{claims} by {}", pluralize(latest.len(), "person", "people")))),
        fact("Mean", plain(percent(mean))),
        fact("Median", plain(percent(median))),
    ]);
    page.heading(Heading::section("Distribution").counting(values.len()));
    page.caption(&format!("{} A range counts as its middle.", claims::LAST));
    let mut above = f64::INFINITY;
    let counts = BANDS.map(|(title, least)| {
        let count = values.iter().filter(|&&value| (least..above).contains(&value)).count();
        above = least;
        Bar { label: plain(title), value: figures::to_f64(count), shown: count.to_string() }
    });
    page.bars(Bars::scaled(counts.into()));
}

fn vintages(page: &mut PageBuilder, atlas: &Atlas, latest: &[(PersonId, f64)]) {
    let groups = claims::by_vintage(atlas, latest);
    if groups.is_empty() {
        return;
    }
    page.heading(Heading::section("By vintage").counting(groups.len()));
    page.caption(&format!("The mean of each vintage in which {LEAST} or more have given one, over the same claims."));
    let bars = groups.into_iter().map(|(vintage, values)| {
        let mean = figures::mean(&values).unwrap_or_default();
        let tier = &atlas.vintages[vintage];
        Bar {
            label: plain(format!("{}, {}", tier.label, tier.short)),
            value: mean,
            shown: format!("{} · {}", percent(mean), values.len()),
        }
    });
    page.bars(Bars::scaled(bars.collect()));
}

fn interval(atlas: &Atlas, (person, claim): Claimed<'_>) -> Interval {
    let optional = |text: Option<&str>| plain(text.unwrap_or_default());
    Interval {
        label: vec![to(atlas, person)],
        low: claim.low,
        high: claim.high,
        shown: figures::p_doom(claim),
        note: join_dots([
            plain(&atlas.people[person].tagline),
            optional(claim.definition.as_deref()),
            optional(claim.date.as_deref()),
            claim.source.as_ref().map(sources::within).unwrap_or_default(),
        ]),
    }
}

fn scale() -> Vec<Tick> {
    TICKS.map(|at| Tick { at, shown: percent(at) }).into()
}
