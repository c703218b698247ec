//! Numeric claims, such as p(doom)s: which claim counts for a person with several, and figures of the people on a tier.

use crate::document::{Bar, Bars};
use crate::graph::ClaimFigures;
use crate::model::{Atlas, Id, PersonId, SharedSort, Tier};
use crate::page::parts::figures::{mean, percent};
use crate::page::parts::tiers::Scale;

/// Minimum number of figures on a tier for showing a mean or median.
pub(in crate::page) const MIN_FIGURES: usize = 3;
/// Explanation for users of which p(doom) of a person counts where people are compared.
pub(in crate::page) const FIRST: &str = "For a person who stated several, the first one listed counts, which is also shown beside \
    the name; the p(doom) page counts the latest one.";
/// Explanation for users of which p(doom) of a person counts where claims are compared.
pub(in crate::page) const LATEST: &str = "For a person who stated several, the latest one counts, or the highest of those without a \
    date; the board and groups of people count the first one listed, which is also shown beside the name.";
/// Maximum number of values for which a strip plot shows every value as a dot.
const MAX_DOTS: usize = 2_000;
/// Number of bins that the scale of a strip plot has in a large atlas: more than the columns of a screen.
const DOT_BINS: f64 = 400.0;
/// Maximum number of dots of a bin, not counting the dot for its largest value.
const MAX_DOTS_OF_BIN: usize = 12;
/// Minimum number of vintages with enough figures for showing a comparison.
const MIN_VINTAGES: usize = 3;

/// Bin of a histogram: title, inclusive lower bound, and exclusive upper bound.
pub(in crate::page) type ClaimBin = (&'static str, f64, f64);

/// Returns a histogram: a bar for each of `bins` with the number of `values` in it.
pub(in crate::page) fn histogram(bins: &[ClaimBin], values: &[f64]) -> Bars {
    Bars::of_counts(bins.iter().map(|&(title, from, to)| {
        Bar::of_count(title, values.iter().filter(|&&value| (from..to).contains(&value)).count())
    }))
}

/// Returns each person with the midpoint of the person's latest claim, in the order of ids. If several claims of a
/// person have the latest date, the first of these in `claims` counts. A person whose latest claim has no midpoint is
/// left out.
pub(in crate::page) fn latest(claims: &[ClaimFigures]) -> Vec<(PersonId, f64)> {
    let people = claims.iter().map(|claim| claim.person.index() + 1).max().unwrap_or(0);
    let mut latest: Vec<Option<&ClaimFigures>> = vec![None; people];
    for claim in claims {
        let known = &mut latest[claim.person.index()];
        if known.is_none_or(|known| known.date < claim.date) {
            *known = Some(claim);
        }
    }
    latest.into_iter().flatten().filter_map(|claim| Some((claim.person, claim.midpoint()?))).collect()
}

/// Returns the values that a strip plot shows, lowest first. In a large atlas these are only the first few and the last
/// value of each bin, since a plot stacks at most a dozen dots in a column and hides further ones.
pub(in crate::page) fn dots(values: &[(PersonId, f64)]) -> Vec<(PersonId, f64)> {
    let mut dots = values.to_vec();
    dots.shared_sort_by(|(_, a), (_, b)| a.total_cmp(b));
    if dots.len() <= MAX_DOTS {
        return dots;
    }
    let (first, last) = (dots[0].1, dots[dots.len() - 1].1);
    let width = ((last - first) / DOT_BINS).max(f64::EPSILON);
    let bin = |value: f64| ((value - first) / width).floor();
    let bins = dots.chunk_by(|(_, a), (_, b)| bin(*a).total_cmp(&bin(*b)).is_eq());
    let ends = bins.flat_map(|dots| {
        let (head, tail) = dots.split_at(dots.len().min(MAX_DOTS_OF_BIN));
        head.iter().chain(tail.last()).copied()
    });
    ends.collect()
}

/// Returns `figures` grouped by the tier of their person on `scale`; tiers with fewer than [`MIN_FIGURES`] figures are
/// omitted.
pub(in crate::page) fn by_tier<'a>(
    atlas: &'a Atlas,
    figures: &[(PersonId, f64)],
    scale: Scale,
) -> Vec<(&'a Tier, Vec<f64>)> {
    let mut groups: Vec<(&Tier, Vec<f64>)> = scale.tiers(atlas).iter().map(|tier| (tier, Vec::new())).collect();
    for &(person, figure) in figures {
        if let Some(tier) = scale.tier_of(atlas, person) {
            groups[tier].1.push(figure);
        }
    }
    groups.retain(|(_, group)| group.len() >= MIN_FIGURES);
    groups
}

/// Returns `figures` grouped by the vintage of their person; empty if too few vintages have enough figures.
pub(in crate::page) fn by_vintage<'a>(atlas: &'a Atlas, figures: &[(PersonId, f64)]) -> Vec<(&'a Tier, Vec<f64>)> {
    let groups = by_tier(atlas, figures, Scale::Vintage);
    if groups.len() < MIN_VINTAGES { Vec::new() } else { groups }
}

/// Legend of the figures beside the bars of [`means`].
pub(in crate::page) const MEANS_LEGEND: &str = "mean · people";

/// Returns a bar for each tier with its mean and number of figures, such as `12% · 5`.
pub(in crate::page) fn means<'a>(scale: Scale, groups: &'a [(&Tier, Vec<f64>)]) -> impl Iterator<Item = Bar> + 'a {
    groups.iter().map(move |(tier, values)| {
        let mean = mean(values).unwrap_or_default();
        Bar::new(scale.label(tier), mean, format!("{} · {}", percent(mean), values.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(count: usize) -> Vec<(PersonId, f64)> {
        (0..count).map(|at| (PersonId::from_index(at), f64::from(u8::try_from(at % 97).unwrap()) / 100.0)).collect()
    }

    #[test]
    fn a_few_values_are_all_shown() {
        let values = values(MAX_DOTS);
        let dots = dots(&values);
        assert_eq!(dots.len(), values.len());
        assert!(dots.is_sorted_by(|a, b| a.1 <= b.1));
    }

    #[test]
    fn of_many_values_each_bin_keeps_the_first_and_the_last() {
        let values = values(50_000);
        let dots = dots(&values);
        assert_eq!(dots.len(), 97 * (MAX_DOTS_OF_BIN + 1));
        let of_zero: Vec<usize> = dots.iter().filter(|dot| dot.1 == 0.0).map(|dot| dot.0.index()).collect();
        assert_eq!((of_zero[0], of_zero[1], of_zero[MAX_DOTS_OF_BIN]), (0, 97, 49_955), "the last multiple of 97");
    }
}
