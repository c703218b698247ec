//! Rounding and formatting of figures, so that a figure looks the same on all pages.

use std::fmt::Display;

use crate::document::{Inline, IntoInline, Span, join};
use crate::model::{DoomClaim, SharedSort};

/// Formats a share (1 for all) as a whole percentage, rounded as `floor(100 x + 0.5)`, so halves are rounded up.
pub(in crate::page) fn percent(share: f64) -> String {
    format!("{}%", format_fixed((100.0 * share + 0.5).floor(), 0))
}

/// Formats a share (1 for all) as a whole percentage that is 0% or 100% only if the share is exactly 0 or 1; others
/// close to these are `<1%` and `>99%`.
pub(in crate::page) fn partial_percent(share: f64) -> String {
    match percent(share) {
        zero if zero == "0%" && share > 0.0 => "<1%".to_owned(),
        all if all == "100%" && share < 1.0 => ">99%".to_owned(),
        rounded => rounded,
    }
}

/// Formats a difference of shares in whole percentage points, rounded as [`percent`] does: `+13 pp`, `-12 pp`.
pub(in crate::page) fn points(difference: f64) -> String {
    signed(percent(difference).trim_end_matches('%'))
}

/// Formats a difference of shares in percentage points with one decimal: `+1.5 pp`.
pub(in crate::page) fn precise_points(difference: f64) -> String {
    signed(&format_fixed(100.0 * difference, 1))
}

fn signed(figure: &str) -> String {
    let sign = if figure.starts_with('-') { "" } else { "+" };
    format!("{sign}{figure} pp")
}

/// Formats a value with `decimals` decimals. A value halfway between two results is rounded away from zero; there is no
/// negative zero.
pub(in crate::page) fn format_fixed(value: f64, decimals: usize) -> String {
    // `format!` rounds the exact value, but a value halfway between two results (a tie) to the even one. A tie is a
    // multiple of 2^-(decimals + 1), so it is exact with one more decimal; a small addition then rounds it away from
    // zero.
    let precision = i32::try_from(decimals + 1).unwrap_or(i32::MAX);
    let is_tie = (value * 2f64.powi(precision)).fract() == 0.0 && format!("{value:.*}", decimals + 1).ends_with('5');
    let value = if is_tie { value + 0.1f64.powi(precision).copysign(value) } else { value };
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(zero) if zero.chars().all(|c| matches!(c, '0' | '.')) => zero.to_owned(),
        _ => text,
    }
}

/// Formats a p(doom) as stated: a percentage or a range.
pub(in crate::page) fn p_doom(claim: &DoomClaim) -> String {
    let high = percent(claim.high);
    if claim.low.total_cmp(&claim.high).is_eq() {
        return high;
    }
    format!("{}–{high}", percent(claim.low).trim_end_matches('%'))
}

/// Returns the mean of `values`; `None` if there are none.
pub(in crate::page) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / to_f64(values.len()))
}

/// Returns the median of `values`: the middle value, or the mean of the two middle values; `None` if there are none.
pub(in crate::page) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.shared_sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(if sorted.len() % 2 == 1 { upper } else { f64::midpoint(sorted[middle - 1], upper) })
}

/// Converts a count to a floating-point number, which is exact below 2^53.
pub(in crate::page) fn to_f64(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let number = count as f64;
    number
}

/// Formats a count with its noun: `1 person`, `2 people`.
pub(in crate::page) fn pluralize(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Returns the line of key figures that overviews start with, made of the results of [`key_figure`], [`key_count`] and
/// [`key_value`]: `28 people  median 29%`.
pub(in crate::page) fn key_figures(figures: impl IntoIterator<Item: IntoInline>) -> Inline {
    join(&Span::plain("  "), figures)
}

/// Returns `parts` as sentences, each with a full stop.
pub(in crate::page) fn sentences(parts: impl IntoIterator<Item = Inline>) -> Inline {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    join(&Span::plain(" "), parts.map(|part| [part, vec![Span::plain(".")]].concat()))
}

/// Returns a key figure, which is emphasized, before its words: `28 people`.
pub(in crate::page) fn key_figure(figure: impl Display, words: &str) -> Inline {
    vec![Span::strong(figure.to_string()), Span::plain(format!(" {words}"))]
}

/// Returns a key figure for a count with its noun: `1 person`, `2 people`.
pub(in crate::page) fn key_count(count: usize, one: &str, many: &str) -> Inline {
    key_figure(count, if count == 1 { one } else { many })
}

/// Returns a key figure after its name: `median 29%`.
pub(in crate::page) fn key_value(name: &str, figure: impl Display) -> Inline {
    vec![Span::plain(format!("{name} ")), Span::strong(figure.to_string())]
}

/// Formats a number of strategies: `1 strategy`, `2 strategies`.
pub(in crate::page) fn strategies(count: usize) -> String {
    pluralize(count, "strategy", "strategies")
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
        assert_eq!(percent(-0.001), "0%");
    }

    #[test]
    fn nearly_all_is_not_all_and_nearly_nothing_is_not_nothing() {
        let shares = [0.0, 0.0001, 0.005, 0.9949, 0.995, 0.9999, 1.0];
        assert_eq!(shares.map(partial_percent), ["0%", "<1%", "1%", "99%", ">99%", ">99%", "100%"]);
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
    fn a_difference_has_a_sign_and_no_negative_zero() {
        assert_eq!([points(0.125), points(-0.125)], ["+13 pp", "-12 pp"]);
        assert_eq!([points(0.0), points(-0.001)], ["+0 pp", "+0 pp"]);
        assert_eq!([precise_points(0.015), precise_points(-0.015)], ["+1.5 pp", "-1.5 pp"]);
        assert_eq!([precise_points(-0.0), precise_points(-0.0001)], ["+0.0 pp", "+0.0 pp"]);
        assert_eq!([format_fixed(-0.04, 1), format_fixed(-0.05, 1)], ["0.0", "-0.1"]);
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
