//! Comparison of a group of people with all people of the atlas: tiers, p(doom)s, and tiers that are over- or
//! under-represented in the group.

use std::cmp::Reverse;

use crate::document::{Bar, Bars, Heading, Item, PageBuilder, Part, Span, fact};
use crate::graph::Graph;
use crate::model::{PersonId, SharedSort, Stance, TagId};
use crate::page::parts::claims::{self, ClaimBin, histogram};
use crate::page::parts::figures::{self, format_fixed, percent, points, precise_points, to_f64};
use crate::page::parts::inline::to;
use crate::page::parts::tag_support::p_dooms;
use crate::page::parts::tiers::Scale;

/// Share that a bar of full length stands for at least, from 0 to 1.
const MIN_FULL_SHARE: f64 = 0.05;
/// Difference between the mean p(doom)s of the group and of all people that must be exceeded for display, from 0 to 1.
const MIN_MEAN_DIFFERENCE: f64 = 0.02;
/// Difference between the shares of a tier in the group and among all people that must be exceeded for naming the tier,
/// from 0 to 1.
const MIN_GAP: f64 = 0.07;
/// Maximum number of listed over-represented tiers, and of listed under-represented tiers.
const MAX_TIERS: usize = 5;
/// Minimum number of people with a profile in the group for comparing shares.
const MIN_PROFILED_HERE: usize = 4;
/// Minimum number of people with a profile in the atlas for comparing shares.
const MIN_PROFILED_IN_ALL: usize = 12;
/// Bins of the histogram of p(doom)s.
const BINS: [ClaimBin; 5] = [
    ("Below 10%", f64::NEG_INFINITY, 0.1),
    ("10% to 25%", 0.1, 0.25),
    ("25% to 50%", 0.25, 0.5),
    ("50% to 75%", 0.5, 0.75),
    ("75% and more", 0.75, f64::INFINITY),
];

/// Share of people on a tier in the group (`here`) and among all people (`all`), from 0 to 1.
struct Share<'a> {
    tier: &'a str,
    here: f64,
    all: f64,
}

/// Group of people (`people`) compared with all people of the atlas (`everyone`).
struct Group<'a> {
    graph: &'a Graph,
    people: &'a [PersonId],
    everyone: &'a [PersonId],
}

/// Adds the sections that compare `people` with all people of the atlas, including their stances on `tag` if there is
/// one.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph, people: &[PersonId], tag: Option<TagId>) {
    let everyone: Vec<PersonId> = graph.atlas.people.ids().collect();
    let group = Group { graph, people, everyone: &everyone };
    let [here, all] = group.profiled();
    page.heading(Heading::section("These people and all people").within(Part::Relations));
    page.facts([
        fact("People", format!("{} of {}", people.len(), everyone.len())),
        fact("With a profile", format!("{here} of {all}")),
        fact("Passages", people.iter().map(|&person| graph.passages(person)).sum::<usize>()),
    ]);
    if let Some(tag) = tag {
        group.stances(page, tag);
    }
    group.shares(page);
    group.p_dooms(page);
    if here >= MIN_PROFILED_HERE && all >= MIN_PROFILED_IN_ALL {
        group.represented(page);
    }
}

impl<'a> Group<'a> {
    /// Returns the number of people with a profile in the group and among all people.
    fn profiled(&self) -> [usize; 2] {
        [self.people, self.everyone].map(|people| Scale::Expertise.counts(&self.graph.atlas, people).iter().sum())
    }

    /// Adds bars with the number of people by their first stance on the tag, most common stance first.
    fn stances(&self, page: &mut PageBuilder, tag: TagId) {
        let first = |&person: &PersonId| {
            let mut positions = self.graph.atlas.people.view(person).positions.into_iter();
            positions.find(|position| position.tag == tag).map(|position| position.stance)
        };
        let stances: Vec<Stance> = self.people.iter().filter_map(first).collect();
        let mut counts = Stance::ALL.map(|stance| (stance, stances.iter().filter(|&&other| other == stance).count()));
        counts.shared_sort_by_key(|&(_, count)| Reverse(count));
        let counts = counts.into_iter().filter(|&(_, count)| count > 0);
        page.heading(Heading::group([Span::plain("Stance on "), to(&self.graph.atlas, tag)]));
        page.bars(Bars::of_counts(counts.map(|(stance, count)| Bar::of_count(stance.label(), count))));
    }

    /// Returns each tier of a scale with its share in the group and among all people; people without a tier on the
    /// scale do not count.
    fn compare(&self, scale: Scale) -> Vec<Share<'a>> {
        let [here, all] = [self.people, self.everyone].map(|people| {
            let counts = scale.counts(&self.graph.atlas, people);
            let placed = to_f64(counts.iter().sum::<usize>().max(1));
            counts.into_iter().map(|count| to_f64(count) / placed).collect::<Vec<f64>>()
        });
        let tiers = scale.tiers(&self.graph.atlas).iter().zip(here).zip(all);
        tiers.map(|((tier, here), all)| Share { tier: &tier.label, here, all }).collect()
    }

    /// Adds the shares of the tiers of each scale on which anyone in the group has a tier.
    fn shares(&self, page: &mut PageBuilder) {
        for scale in Scale::ALL {
            let shares = self.compare(scale);
            if shares.iter().any(|share| share.here > 0.0) {
                let full = shares.iter().map(|share| share.all).fold(MIN_FULL_SHARE, f64::max);
                let bar = |Share { tier, here, all }: Share<'_>| {
                    Bar::new(tier, here, format!("{} ({})", percent(here), percent(all)))
                };
                page.heading(Heading::group(scale.name()).marked("share (of everyone)"));
                page.bars(Bars::scaled(full, shares.into_iter().map(bar)));
            }
        }
    }

    fn p_dooms(&self, page: &mut PageBuilder) {
        let values = p_dooms(self.graph, self.people);
        let (Some(mean), Some(median)) = (figures::mean(&values), figures::median(&values)) else { return };
        let difference = figures::mean(&p_dooms(self.graph, self.everyone)).map_or(0.0, |all| mean - all);
        let beside = if difference.abs() > MIN_MEAN_DIFFERENCE {
            format!(", {} against everyone", precise_points(difference))
        } else {
            String::new()
        };
        page.heading(Heading::group("p(doom)").counting(values.len()));
        page.caption(claims::FIRST);
        page.facts([
            fact("Mean", format!("{}%{beside}", format_fixed(100.0 * mean, 0))),
            fact("Median", format!("{}%", format_fixed(100.0 * median, 0))),
        ]);
        page.bars(histogram(&BINS, &values));
    }

    /// Adds the tiers that are most over-represented in the group, and those most under-represented.
    fn represented(&self, page: &mut PageBuilder) {
        let shares = Scale::REQUIRED.into_iter().flat_map(|scale| self.compare(scale));
        let gaps = shares.map(|share| (share.tier, share.here - share.all));
        let mut gaps: Vec<(&str, f64)> = gaps.filter(|(_, gap)| gap.abs() > MIN_GAP).collect();
        gaps.shared_sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
        for (title, sign) in [("Over-represented", 1.0), ("Under-represented", -1.0)] {
            let tiers: Vec<_> = gaps.iter().filter(|(_, gap)| gap * sign > 0.0).take(MAX_TIERS).collect();
            page.section(Heading::group(title), tiers.into_iter().map(|&(tier, gap)| Item::new(tier, points(gap))));
        }
    }
}
