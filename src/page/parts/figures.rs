//! How figures are rounded and written. Every page takes them from here, so one figure never reads two ways.

use crate::model::DoomClaim;

/// A share as a whole percentage; halves go up.
pub(in crate::page) fn percent(share: f64) -> String {
    format!("{:.0}%", (100.0 * share + 0.5).floor())
}

/// A value with a number of decimals; ties round away from zero.
pub(in crate::page) fn format_fixed(value: f64, decimals: usize) -> String {
    // Formatting rounds the exact value, but ties to even. A tie is a multiple of 2^-(decimals + 1), which one more
    // decimal writes out in full.
    let full = format!("{value:.0$}", decimals + 1);
    let halves = value * f64::powi(2.0, i32::try_from(decimals + 1).unwrap_or(i32::MAX));
    if halves.fract() == 0.0 && full.ends_with('5') {
        let away = value + 0.1f64.powi(i32::try_from(decimals + 1).unwrap_or(i32::MAX)).copysign(value);
        return format!("{away:.decimals$}");
    }
    format!("{value:.decimals$}")
}

/// A p(doom) as stated: one percentage or a range of two.
pub(in crate::page) fn p_doom(claim: &DoomClaim) -> String {
    let high = percent(claim.high);
    if claim.low.total_cmp(&claim.high).is_eq() {
        return high;
    }
    format!("{}–{high}", percent(claim.low).trim_end_matches('%'))
}

/// The mean, if there are values.
pub(in crate::page) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / to_f64(values.len()))
}

/// The median: the middle value, or the mean of the two in the middle; `None` if there are no values.
pub(in crate::page) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(if sorted.len() % 2 == 1 { upper } else { f64::midpoint(sorted[middle - 1], upper) })
}

/// A count as a floating-point number.
pub(in crate::page) fn to_f64(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let number = count as f64;
    number
}

/// A count with its noun: `1 person`, `2 people`.
pub(in crate::page) fn pluralize(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn halves_of_a_percent_go_up() {
        assert_eq!(percent(0.125), "13%");
        assert_eq!(percent(0.124), "12%");
        assert_eq!(percent(0.0001), "0%");
        assert_eq!(percent(1.0), "100%");
        assert_eq!(percent(-0.125), "-12%");
    }

    #[test]
    fn ties_go_away_from_zero_and_near_ties_do_not() {
        assert_eq!(format_fixed(0.125, 2), "0.13");
        assert_eq!(format_fixed(0.375, 2), "0.38");
        assert_eq!(format_fixed(-0.125, 2), "-0.13");
        assert_eq!(format_fixed(2.5, 0), "3");
        assert_eq!(format_fixed(0.5, 0), "1");
        assert_eq!(format_fixed(0.25, 1), "0.3");
        // 1.45 is 1.4499999999999999556, 8.345 is 8.3450000000000006394.
        assert_eq!(format_fixed(1.45, 1), "1.4");
        assert_eq!(format_fixed(8.345, 2), "8.35");
        assert_eq!(format_fixed(1.0 / 3.0, 2), "0.33");
        assert_eq!(format_fixed(1.0, 2), "1.00");
    }

    #[test]
    fn a_p_doom_is_written_as_stated() {
        let claim = |low, high| DoomClaim { low, high, date: None, definition: None, source: None };
        assert_eq!(p_doom(&claim(0.1, 0.1)), "10%");
        assert_eq!(p_doom(&claim(0.1, 0.255)), "10–26%");
    }

    #[test]
    fn means_and_medians() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1.0, 2.0, 6.0]), Some(3.0));
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[6.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[6.0, 1.0, 2.0, 4.0]), Some(3.0));
    }

    proptest! {
        #[test]
        fn fixed_is_never_more_than_half_a_unit_off(value in -1e6..1e6f64, decimals in 0..4usize) {
            let shown: f64 = format_fixed(value, decimals).parse().expect("a number");
            let unit = 0.1f64.powi(i32::try_from(decimals).expect("small"));
            prop_assert!((shown - value).abs() <= unit / 2.0 + 1e-9);
        }
    }
}
