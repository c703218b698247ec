//! How a group of people spreads over the tiers, as bars.

use crate::graph::{TierDistribution, TierDistributions};
use crate::model::Atlas;

use crate::document::{Bar, Bars, Block, Heading, PageBuilder, Span};
use crate::page::parts::figures::pluralize;

/// The fewest people with a profile that a mix says anything about.
pub(in crate::page) const LEAST: u32 = 3;
/// The fewest people with a vintage for the same.
const LEAST_VINTAGES: u32 = 4;

/// Adds the mixes by expertise and recognition as groups of the section at hand.
pub(in crate::page) fn by_tier(page: &mut PageBuilder, atlas: &Atlas, mixes: &TierDistributions) {
    group(page, "By expertise", &mixes.expertise, |tier| atlas.expertise[tier].label.clone());
    group(page, "By recognition", &mixes.recognition, |tier| atlas.recognition[tier].label.clone());
}

/// Adds the mix by vintage where enough people have one.
pub(in crate::page) fn by_vintage(page: &mut PageBuilder, atlas: &Atlas, mixes: &TierDistributions) {
    if mixes.vintage.placed >= LEAST_VINTAGES {
        group(page, "By vintage", &mixes.vintage, |tier| {
            let tier = &atlas.vintages[tier];
            format!("{}, {}", tier.label, tier.short)
        });
    }
}

/// Who is counted and who is not: `Over the 8 with a profile …`.
pub(in crate::page) fn scope(mixes: &TierDistributions, whom: &str) -> String {
    let TierDistribution { placed, total, .. } = mixes.expertise;
    let excluded = match (total - placed) as usize {
        0 => "nobody is left out".to_owned(),
        rest => format!("{} without a profile {} left out", rest, if rest == 1 { "is" } else { "are" }),
    };
    format!("Over the {} with a profile, {whom}; {excluded}.", pluralize(placed as usize, "person", "people"))
}

/// A group with a bar for each tier that somebody stands on.
fn group<T: Copy>(page: &mut PageBuilder, title: &str, mix: &TierDistribution<T>, name: impl Fn(T) -> String) {
    let bars: Vec<Bar> = mix
        .counts
        .iter()
        .filter(|&&(_, count)| count > 0)
        .map(|&(tier, count)| Bar {
            label: vec![Span::plain(name(tier))],
            value: f64::from(count),
            shown: count.to_string(),
        })
        .collect();
    let full = mix.counts.iter().map(|&(_, count)| count).max().unwrap_or(0).max(1);
    page.heading(Heading::group(vec![Span::plain(title)]));
    page.blocks.push(Block::Bars(Bars { bars, full: f64::from(full) }));
}
