//! Medians, and shares with their intervals.

use serde::Serialize;

use super::to_f64;

/// Number of standard errors in half an interval of 95%.
const Z: f64 = 1.959_963_984_540_054;

/// Share of a count with its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// Number of matching cases.
    pub cases: usize,
    /// Number of all cases.
    pub count: usize,
    /// Lower end of the interval, from 0 to 1.
    pub low: f64,
    /// Upper end of the interval, from 0 to 1.
    pub high: f64,
}

impl Share {
    /// Creates the share of `cases` in `count`; `None` if `count` is 0. The interval is the score interval of E. B.
    /// Wilson, *Probable inference, the law of succession, and statistical inference* (JASA 22, 1927).
    pub fn new(cases: usize, count: usize) -> Option<Self> {
        if count == 0 {
            return None;
        }
        let (share, total) = (to_f64(cases) / to_f64(count), to_f64(count));
        let middle = share + Z * Z / (2.0 * total);
        let half = Z * (share * (1.0 - share) / total + Z * Z / (4.0 * total * total)).sqrt();
        let scale = 1.0 + Z * Z / total;
        Some(Self { cases, count, low: ((middle - half) / scale).max(0.0), high: ((middle + half) / scale).min(1.0) })
    }
}

/// Returns the median of `values`, or `None` if there are none. If their number is even, it is the mean of the two
/// middle values.
pub fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    Some(if values.len() % 2 == 1 { upper } else { i64::midpoint(values[middle - 1], upper) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R. G. Newcombe, *Two-sided confidence intervals for the single proportion* (Statistics in Medicine 17, 1998),
    /// table I, method 3.
    #[test]
    fn newcombe_1998_table_1() {
        for (cases, count, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let share = Share::new(cases, count).unwrap();
            assert!((share.low - low).abs() < 5e-5 && (share.high - high).abs() < 5e-5, "{share:?}");
        }
        assert_eq!(Share::new(0, 0), None);
    }

    #[test]
    fn a_median_is_in_the_middle() {
        assert_eq!([vec![], vec![7], vec![9, 1], vec![9, 1, 3]].map(median), [None, Some(7), Some(5), Some(3)]);
    }
}
