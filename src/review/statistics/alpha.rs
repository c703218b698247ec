//! Agreement of any number of reviewers, of whom some ratings can be missing: the share of equal pairs, and
//! Krippendorff's alpha, which corrects for chance. A unit is the list of ratings of one subject.
//!
//! K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (Annenberg School for Communication, 2011): alpha is 1
//! minus the observed disagreement divided by the expected one, that is, by the mean difference of all values; the
//! observed disagreement is the mean difference of values within units. Units with only one value do not count.

use std::collections::BTreeMap;

use super::to_f64;

/// Returns the share of equal pairs among all pairs of values of one unit, from 0 to 1; `None` without a pair.
pub fn raw_agreement<T: Ord>(units: &[Vec<T>]) -> Option<f64> {
    let pairs = |size: usize| size * size.saturating_sub(1);
    let all: usize = units.iter().map(|unit| pairs(unit.len())).sum();
    let equal: usize = units.iter().flat_map(|unit| tally(unit.iter()).into_values()).map(pairs).sum();
    (all > 0).then(|| to_f64(equal) / to_f64(all))
}

/// Returns Krippendorff's alpha of nominal data; `None` if no unit has two values, or if all values are equal, since
/// agreement is then indistinguishable from a constant answer.
pub fn alpha_nominal<T: Ord>(units: &[Vec<T>]) -> Option<f64> {
    let unequal = |counts: BTreeMap<&T, usize>| {
        let all: usize = counts.values().sum();
        to_f64(all * all - counts.values().map(|count| count * count).sum::<usize>())
    };
    alpha(units, |unit| unequal(tally(unit.iter())), |all| unequal(tally(all.iter().copied())))
}

/// Returns Krippendorff's alpha of interval data, with squared differences; `None` under the same conditions as
/// [`alpha_nominal`].
pub fn alpha_interval(units: &[Vec<f64>]) -> Option<f64> {
    alpha(
        units,
        |unit| squared_differences(unit.iter().copied()),
        |all| squared_differences(all.iter().map(|value| **value)),
    )
}

/// Returns Krippendorff's alpha; `within` and `overall` return the sum of the differences of all ordered pairs of a
/// unit and of all values.
fn alpha<T>(units: &[Vec<T>], within: impl Fn(&[T]) -> f64, overall: impl Fn(&[&T]) -> f64) -> Option<f64> {
    let units: Vec<&Vec<T>> = units.iter().filter(|unit| unit.len() > 1).collect();
    let all: Vec<&T> = units.iter().flat_map(|unit| unit.iter()).collect();
    let values = to_f64(all.len());
    let observed = units.iter().map(|unit| within(unit) / (to_f64(unit.len()) - 1.0)).sum::<f64>() / values;
    let expected = overall(&all) / (values * (values - 1.0));
    (!all.is_empty() && expected > 0.0).then(|| 1.0 - observed / expected)
}

fn tally<'a, T: Ord + 'a>(values: impl Iterator<Item = &'a T>) -> BTreeMap<&'a T, usize> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// Returns the sum of the squared differences of all ordered pairs: 2 (n Σx² - (Σx)²). It is computed around the mean
/// to avoid the loss of precision by cancellation.
fn squared_differences(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = to_f64(values.clone().count());
    let mean = values.clone().sum::<f64>() / count;
    2.0 * count * values.map(|value| (value - mean).powi(2)).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Converts the values of each observer, `.` for a missing one, to units.
    fn units(observers: &[&str]) -> Vec<Vec<char>> {
        let length = observers[0].chars().count();
        let unit =
            |at: usize| observers.iter().filter_map(move |row| row.chars().nth(at)).filter(|&value| value != '.');
        (0..length).map(|at| unit(at).collect()).collect()
    }

    fn numbers(units: &[Vec<char>]) -> Vec<Vec<f64>> {
        let number = |value: &char| f64::from(value.to_digit(10).unwrap());
        units.iter().map(|unit| unit.iter().map(number).collect()).collect()
    }

    fn rounded(value: Option<f64>) -> String {
        format!("{:.3}", value.unwrap())
    }

    #[test]
    fn krippendorff_2011_section_a_binary_two_observers() {
        assert_eq!(rounded(alpha_nominal(&units(&["0100000010", "1110010000"]))), "0.095");
    }

    #[test]
    fn krippendorff_2011_section_b_nominal_two_observers() {
        assert_eq!(rounded(alpha_nominal(&units(&["aabbdcccedda", "babbbccceddd"]))), "0.692");
    }

    #[test]
    fn krippendorff_2011_section_c_any_number_of_observers_with_missing_values() {
        let units = units(&["123321412...", "1233224125.3", ".3332342251.", "12332441251."]);
        assert_eq!(rounded(alpha_nominal(&units)), "0.743");
        // Krippendorff continues with the same values as numbers.
        assert_eq!(rounded(alpha_interval(&numbers(&units))), "0.849");
    }

    #[test]
    fn all_alike_is_no_evidence_of_agreement() {
        assert_eq!(alpha_nominal(&units(&["aaa", "aaa"])), None);
        assert_eq!(alpha_nominal(&units(&["ab", ".."])), None);
        assert_eq!(alpha_interval(&[]), None);
        assert_eq!(raw_agreement(&units(&["aaa", "aaa"])), Some(1.0));
        assert_eq!(raw_agreement(&units(&["ab", ".."])), None);
    }

    #[test]
    fn pairs_that_agree_are_counted() {
        // The first unit has three pairs, of which one agrees; the second has one pair, which agrees.
        assert_eq!(raw_agreement(&units(&["ac", "ac", "b."])), Some(0.5));
    }

    proptest! {
        #[test]
        fn alpha_is_that_of_all_pairs_one_by_one(units in prop::collection::vec(prop::collection::vec(0..5_u8, 0..5), 0..8)) {
            let slow = |difference: &dyn Fn(u8, u8) -> f64| {
                let paired: Vec<_> = units.iter().filter(|unit| unit.len() > 1).collect();
                let all: Vec<u8> = paired.iter().flat_map(|unit| unit.iter().copied()).collect();
                let sum = |values: &[u8]| {
                    let pairs = values.iter().flat_map(|&a| values.iter().map(move |&b| (a, b)));
                    pairs.map(|(a, b)| difference(a, b)).sum::<f64>()
                };
                let observed = paired.iter().map(|unit| sum(unit) / (to_f64(unit.len()) - 1.0)).sum::<f64>();
                let expected = sum(&all) / (to_f64(all.len()) - 1.0);
                (expected > 0.0).then(|| 1.0 - observed / expected)
            };
            let numbers: Vec<Vec<f64>> =
                units.iter().map(|unit| unit.iter().copied().map(f64::from).collect()).collect();
            let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-9,
                (a, b) => a.is_none() && b.is_none(),
            };
            prop_assert!(near(alpha_nominal(&units), slow(&|a, b| f64::from(u8::from(a != b)))));
            prop_assert!(near(alpha_interval(&numbers), slow(&|a, b| (f64::from(a) - f64::from(b)).powi(2))));
        }
    }
}
