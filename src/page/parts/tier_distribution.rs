//! Distribution of a group of people over the tiers of expertise, recognition and vintage.

use crate::document::{Bar, Bars, Block, Heading, PageBuilder, Span, fact, join_dots};
use crate::model::{Atlas, PersonId};
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::lower_first;
use crate::page::parts::tiers::Scale;

/// Minimum number of people with a profile for showing a distribution.
pub(in crate::page) const MIN_PROFILED: usize = 3;
/// Minimum number of people with a vintage for showing a distribution.
const MIN_WITH_VINTAGE: usize = 4;

/// Adds bars with the distributions of `people` over expertise and recognition tiers, as groups of the current section.
pub(in crate::page) fn by_tier(page: &mut PageBuilder, atlas: &Atlas, people: &[PersonId]) {
    for scale in Scale::REQUIRED {
        group(page, atlas, scale, &scale.counts(atlas, people));
    }
}

/// Adds the distributions of `people` over expertise and recognition tiers, in one line each.
pub(in crate::page) fn in_lines(page: &mut PageBuilder, atlas: &Atlas, people: &[PersonId]) {
    page.facts(Scale::REQUIRED.map(|scale| {
        let tiers = scale.tiers(atlas).iter().zip(scale.counts(atlas, people)).filter(|(_, count)| *count > 0);
        let counts = tiers.map(|(tier, count)| Span::quiet(format!("{count} {}", lower_first(&tier.label))));
        fact(scale.name(), join_dots(counts))
    }));
}

/// Adds bars with the distribution of `people` over vintages, if enough of them have a vintage.
pub(in crate::page) fn by_vintage(page: &mut PageBuilder, atlas: &Atlas, people: &[PersonId]) {
    let counts = Scale::Vintage.counts(atlas, people);
    if counts.iter().sum::<usize>() >= MIN_WITH_VINTAGE {
        group(page, atlas, Scale::Vintage, &counts);
    }
}

/// Describes which people a distribution counts: `Over the 8 people with a profile, …`.
pub(in crate::page) fn scope(profiled: usize, people: usize, stances: &str) -> String {
    let excluded = match people - profiled {
        0 => "nobody is left out".to_owned(),
        1 => "1 without a profile is left out".to_owned(),
        rest => format!("{rest} without a profile are left out"),
    };
    format!("Over the {} with a profile, {stances}; {excluded}.", pluralize(profiled, "person", "people"))
}

/// Adds a group with a bar for each non-empty tier.
fn group(page: &mut PageBuilder, atlas: &Atlas, scale: Scale, counts: &[usize]) {
    let tiers = scale.tiers(atlas).iter().zip(counts).filter(|&(_, &count)| count > 0);
    page.heading(Heading::group(format!("By {}", scale.name().to_lowercase())));
    page.blocks.push(Block::Bars(Bars::of_counts(tiers.map(|(tier, &count)| Bar::of_count(scale.label(tier), count)))));
}
