//! Agreement of two reviewers who assign the same subjects to the same categories, with its confidence interval.
//!
//! Ratings are pairs of category numbers, from 0, in the order of the scale.

use super::to_f64;

use crate::model::SharedSort;

/// Number of resamples of a bootstrap interval.
const RESAMPLES: usize = 1000;
/// Divisor for the share of resamples that lie beyond each end of a 95% interval: 1/40 is 2.5%.
const TAIL: usize = 40;

/// Ratings of one subject by two reviewers: the category numbers of the first and of the second.
pub(in crate::review) type RatingPair = (usize, usize);

/// Counts `pairs` in a table with a row per category of the first reviewer and a column per category of the second;
/// there are `size` categories, and every number in `pairs` must be below `size`.
pub(in crate::review) fn confusion(pairs: &[RatingPair], size: usize) -> Vec<Vec<usize>> {
    let mut counts = vec![vec![0; size]; size];
    for &(a, b) in pairs {
        counts[a][b] += 1;
    }
    counts
}

/// Returns Cohen's kappa with linear weights: 1 minus the observed over the expected mean distance on the scale. `None`
/// if the expected distance is 0, because agreement is then indistinguishable from a constant answer. `O(pairs +
/// categories²)`.
///
/// J. Cohen, *Weighted kappa* (Psychological Bulletin 70, 1968), with the weights of D. V. Cicchetti and T. Allison, *A
/// new procedure for assessing reliability of scoring EEG sleep recordings* (American Journal of EEG Technology 11,
/// 1971).
pub(in crate::review) fn weighted_kappa(pairs: &[RatingPair], size: usize) -> Option<f64> {
    let (rows, columns) = margins(pairs, size);
    let observed: f64 = pairs.iter().map(|&(a, b)| to_f64(a.abs_diff(b))).sum::<f64>() * to_f64(pairs.len());
    let cells = (0..size).flat_map(|a| (0..size).map(move |b| (a, b)));
    let expected: f64 = cells.map(|(a, b)| to_f64(rows[a]) * to_f64(columns[b]) * to_f64(a.abs_diff(b))).sum();
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// Returns Gwet's AC1 with `size` categories, including unused ones: chance agreement is `Σ π (1 - π) / (size - 1)`,
/// with π the mean share of a category. `None` without pairs. `O(pairs)`.
///
/// K. L. Gwet, *Computing inter-rater reliability and its variance in the presence of high agreement* (British Journal
/// of Mathematical and Statistical Psychology 61, 2008).
pub(in crate::review) fn gwet_ac1(pairs: &[RatingPair], size: usize) -> Option<f64> {
    if pairs.is_empty() || size < 2 {
        return None;
    }
    let count = to_f64(pairs.len());
    let (rows, columns) = margins(pairs, size);
    let share = |category: usize| to_f64(rows[category] + columns[category]) / (2.0 * count);
    let expected = (0..size).map(|at| share(at) * (1.0 - share(at))).sum::<f64>() / to_f64(size - 1);
    let observed = to_f64(pairs.iter().filter(|(a, b)| a == b).count()) / count;
    Some((observed - expected) / (1.0 - expected))
}

fn margins(pairs: &[RatingPair], size: usize) -> (Vec<usize>, Vec<usize>) {
    let (mut rows, mut columns) = (vec![0; size], vec![0; size]);
    for &(a, b) in pairs {
        rows[a] += 1;
        columns[b] += 1;
    }
    (rows, columns)
}

/// Returns the percentile interval (95%) of `statistic` over resamples of `pairs`: its lower and upper end, always
/// equal for an equal `seed`. Resamples for which the statistic is `None` are ignored; the result is `None` if these
/// are the majority. `O(resamples × statistic)`.
///
/// B. Efron and R. J. Tibshirani, *An Introduction to the Bootstrap* (1993), chapter 13.
pub(in crate::review) fn bootstrap(
    pairs: &[RatingPair],
    seed: u64,
    statistic: impl Fn(&[RatingPair]) -> Option<f64>,
) -> Option<(f64, f64)> {
    let mut state = seed;
    let mut values = Vec::new();
    for _ in 0..RESAMPLES {
        let sample: Vec<RatingPair> = pairs.iter().map(|_| pairs[below(&mut state, pairs.len())]).collect();
        values.extend(statistic(&sample));
    }
    values.shared_sort_by(f64::total_cmp);
    let left_out = values.len() / TAIL;
    (2 * values.len() >= RESAMPLES).then(|| (values[left_out], values[values.len() - 1 - left_out]))
}

/// Draws a random number below `limit`, which must not be 0.
///
/// `SplitMix64`: G. L. Steele, D. Lea and C. H. Flood, *Fast splittable pseudorandom number generators* (OOPSLA 2014).
fn below(state: &mut u64, limit: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut bits = *state;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((bits ^ (bits >> 31)) % limit.max(1) as u64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::cohen_kappa;
    use super::*;

    /// Returns ten subjects: rows sum to 5, 3, 2 and columns to 5, 4, 1; seven are on the diagonal.
    fn ten() -> Vec<RatingPair> {
        let table = [[4, 1, 0], [1, 2, 0], [0, 1, 1]];
        let cells = (0..3).flat_map(|a| (0..3).map(move |b| (a, b)));
        cells.flat_map(|(a, b)| std::iter::repeat_n((a, b), table[a][b])).collect()
    }

    #[test]
    fn figures_worked_by_hand() {
        let near = |value: Option<f64>, expected: f64| assert!((value.unwrap() - expected).abs() < 1e-12, "{value:?}");
        // Expected agreement (5·5 + 3·4 + 2·1) / 100 = 0.39.
        near(cohen_kappa(&ten()).map(|kappa| kappa.value), (0.7 - 0.39) / 0.61);
        // Mean distance 3 / 10; expected (5·6 + 3·6 + 2·14) / 100 = 0.76.
        near(weighted_kappa(&ten(), 3), 1.0 - 0.3 / 0.76);
        // Shares 0.5, 0.35, 0.15: Σ π (1 - π) = 0.605, over 2 for three categories and over 3 for four.
        near(gwet_ac1(&ten(), 3), (0.7 - 0.3025) / 0.6975);
        near(gwet_ac1(&ten(), 4), (0.7 - 0.605 / 3.0) / (1.0 - 0.605 / 3.0));
        assert_eq!(confusion(&ten(), 3), [[4, 1, 0], [1, 2, 0], [0, 1, 1]]);
    }

    #[test]
    fn a_category_alone_defines_ac1_and_no_kappa() {
        assert_eq!(weighted_kappa(&[(1, 1), (1, 1)], 3), None);
        assert_eq!(gwet_ac1(&[(1, 1), (1, 1)], 3), Some(1.0));
        assert_eq!((weighted_kappa(&[], 3), gwet_ac1(&[], 3)), (None, None));
    }

    #[test]
    fn an_interval_holds_the_figure_and_depends_on_the_seed_alone() {
        let interval = |seed: u64| bootstrap(&ten(), seed, |pairs| gwet_ac1(pairs, 3)).unwrap();
        let (low, high) = interval(1);
        let value = gwet_ac1(&ten(), 3).unwrap();
        assert!(low < value && value < high && low > -0.5 && high <= 1.0, "{low} to {high}");
        assert_eq!(interval(1), (low, high));
        assert_eq!(bootstrap(&[(1, 1); 12], 1, |pairs| weighted_kappa(pairs, 3)), None);
    }
}
