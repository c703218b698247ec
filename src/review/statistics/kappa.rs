//! Cohen's kappa: agreement of two reviewers beyond chance.
//!
//! J. Cohen, *A coefficient of agreement for nominal scales* (Educational and Psychological Measurement 20, 1960); the
//! interval is from the large-sample standard error of J. L. Fleiss, J. Cohen and B. S. Everitt, *Large sample standard
//! errors of kappa and weighted kappa* (Psychological Bulletin 72, 1969).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::to_f64;

/// Number of standard errors between the middle and an end of a 95% interval.
const Z: f64 = 1.959_963_984_540_054;

/// Cohen's kappa with its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Kappa {
    /// Kappa: 1 for full agreement, 0 for agreement by chance.
    pub value: f64,
    /// Standard error of kappa; `None` for a single subject.
    pub error: Option<f64>,
    /// Lower end of the 95% interval; `None` for a single subject.
    pub low: Option<f64>,
    /// Upper end of the 95% interval; `None` for a single subject.
    pub high: Option<f64>,
    /// Number of subjects that both reviewers judged.
    pub count: usize,
}

/// Returns Cohen's kappa of two reviewers from their ratings of common subjects; `None` without subjects, or if all
/// ratings are equal, since agreement is then indistinguishable from a constant answer.
pub fn cohen_kappa<T: Ord + Copy>(pairs: &[(T, T)]) -> Option<Kappa> {
    let count = to_f64(pairs.len());
    let mut cells: BTreeMap<(T, T), f64> = BTreeMap::new();
    let mut rows: BTreeMap<T, f64> = BTreeMap::new();
    let mut columns: BTreeMap<T, f64> = BTreeMap::new();
    for &(a, b) in pairs {
        *cells.entry((a, b)).or_default() += 1.0 / count;
        *rows.entry(a).or_default() += 1.0 / count;
        *columns.entry(b).or_default() += 1.0 / count;
    }
    let row = |value: &T| rows.get(value).copied().unwrap_or_default();
    let column = |value: &T| columns.get(value).copied().unwrap_or_default();
    let values: BTreeSet<T> = rows.keys().chain(columns.keys()).copied().collect();
    if values.len() < 2 {
        return None;
    }
    // `sum` returns -0 for an empty iterator, so the shares are added by `fold`.
    let observed = cells.iter().filter(|((a, b), _)| a == b).fold(0.0, |sum, (_, share)| sum + share);
    let expected: f64 = values.iter().map(|value| row(value) * column(value)).sum();
    let kappa = (observed - expected) / (1.0 - expected);
    let spread = |((a, b), share): (&(T, T), &f64)| {
        if a == b {
            share * (1.0 - (row(a) + column(a)) * (1.0 - kappa)).powi(2)
        } else {
            share * ((1.0 - kappa) * (column(a) + row(b))).powi(2)
        }
    };
    let variance = cells.iter().map(spread).sum::<f64>() - (kappa - expected * (1.0 - kappa)).powi(2);
    // Rounding can make the variance of perfect agreement slightly negative, so it is raised to 0.
    let error = (pairs.len() > 1).then(|| (variance.max(0.0) / count).sqrt() / (1.0 - expected));
    let low = error.map(|error| (kappa - Z * error).max(-1.0));
    let high = error.map(|error| (kappa + Z * error).min(1.0));
    Some(Kappa { value: kappa, error, low, high, count: pairs.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the pairs that a table of counts represents.
    fn pairs(table: [[usize; 3]; 3]) -> Vec<(usize, usize)> {
        let cells = (0..3).flat_map(|a| (0..3).map(move |b| (a, b)));
        cells.flat_map(|(a, b)| std::iter::repeat_n((a, b), table[a][b])).collect()
    }

    fn rounded(value: f64) -> String {
        format!("{value:.3}")
    }

    #[test]
    fn cohen_1960_table_2() {
        let kappa = cohen_kappa(&pairs([[88, 14, 18], [10, 40, 10], [2, 6, 12]])).unwrap();
        assert_eq!((rounded(kappa.value), kappa.count), ("0.492".to_owned(), 200));
    }

    #[test]
    fn fleiss_cohen_everitt_1969_example() {
        let kappa = cohen_kappa(&pairs([[106, 10, 4], [22, 28, 10], [2, 12, 6]])).unwrap();
        assert_eq!([rounded(kappa.value), rounded(kappa.error.unwrap())], ["0.429", "0.054"]);
    }

    #[test]
    fn an_interval_ends_at_perfect_agreement() {
        let kappa = cohen_kappa(&pairs([[5, 1, 0], [0, 4, 0], [0, 0, 0]])).expect("two ratings");
        assert_eq!((rounded(kappa.value), kappa.high), ("0.800".to_owned(), Some(1.0)));
    }

    #[test]
    fn all_alike_is_no_evidence_of_agreement() {
        assert_eq!(cohen_kappa(&[(1, 1), (1, 1)]), None);
        assert_eq!(cohen_kappa::<u8>(&[]), None);
        let kappa = cohen_kappa(&[(1, 1), (2, 2)]).unwrap();
        assert_eq!((kappa.value, kappa.low, kappa.high), (1.0, Some(1.0), Some(1.0)));
    }

    #[test]
    fn one_thing_alone_has_no_interval() {
        let kappa = cohen_kappa(&[(1, 2)]).unwrap();
        assert!(kappa.value == 0.0 && kappa.value.is_sign_positive(), "{}", kappa.value);
        assert_eq!((kappa.error, kappa.low, kappa.high), (None, None, None));
    }

    #[test]
    fn kappa_is_the_same_seen_from_the_other_side() {
        let table = pairs([[8, 1, 3], [2, 9, 0], [4, 1, 2]]);
        let turned: Vec<_> = table.iter().map(|&(a, b)| (b, a)).collect();
        let (one, other) = (cohen_kappa(&table).unwrap(), cohen_kappa(&turned).unwrap());
        assert!((one.value - other.value).abs() < 1e-12 && (one.error.unwrap() - other.error.unwrap()).abs() < 1e-12);
    }
}
