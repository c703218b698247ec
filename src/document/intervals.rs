//! Intervals: numbers that people stated, as points and ranges on one scale.

use crate::text;

use super::inline::{Inline, IntoInline};

/// Maximum number of ticks, that is, labelled positions, on a scale.
const MAX_TICKS: u32 = 6;

/// Points and ranges on a common scale, one per row.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Intervals {
    /// Ticks of the scale, lowest first; the first and the last tick are the ends of the scale.
    pub ticks: Vec<Tick>,
    /// Intervals, top to bottom, one per row.
    pub intervals: Vec<Interval>,
    /// Minimum widths of the labels and of the values. They are set so that charts of a page with the same scale are
    /// aligned with each other.
    pub min_columns: ChartColumns,
    /// Whether a chart above has the same scale, so that the labels of the ticks are not repeated.
    pub continues: bool,
}

/// Widths of the columns of labels and values in a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ChartColumns {
    /// Width of the widest label, in terminal columns.
    pub labels: usize,
    /// Width of the widest value, in terminal columns.
    pub values: usize,
}

/// Labelled position on a scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Position of the tick, in units of the scale.
    pub at: f64,
    /// Label of the tick.
    pub shown: String,
}

/// Point or range on a scale, with its label.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Interval {
    /// Label of the interval; may be a link.
    pub label: Inline,
    /// Lower end, in units of the scale.
    pub low: f64,
    /// Upper end, in units of the scale; equal to `low` for a point.
    pub high: f64,
    /// Value as the text that was stated.
    pub shown: String,
    /// Note of one line on the interval; may be empty.
    pub note: Inline,
}

impl Tick {
    /// Creates a tick at `at` with the label `shown`.
    pub fn new(at: f64, shown: impl Into<String>) -> Self {
        Self { at, shown: shown.into() }
    }
}

impl Interval {
    /// Creates an interval without a note.
    pub fn new(label: impl IntoInline, [low, high]: [f64; 2], shown: impl Into<String>) -> Self {
        Self { label: label.into_inline(), low, high, shown: shown.into(), note: Inline::new() }
    }

    /// Returns the midpoint of the two ends.
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

impl Intervals {
    /// Returns the widths of the columns of labels and values: as wide as the widest text, and at least
    /// [`Self::min_columns`].
    pub fn columns(&self) -> ChartColumns {
        let label = |interval: &Interval| interval.label.iter().map(|span| text::width(&span.text)).sum();
        ChartColumns {
            labels: self.intervals.iter().map(label).fold(self.min_columns.labels, usize::max),
            values: self.intervals.iter().map(|one| text::width(&one.shown)).fold(self.min_columns.values, usize::max),
        }
    }

    /// Returns the position of `value` between the ends of the scale, from 0 to 1; values beyond an end are moved to
    /// the end.
    pub fn share(&self, value: f64) -> f64 {
        let (Some(first), Some(last)) = (self.ticks.first(), self.ticks.last()) else { return 0.0 };
        let length = last.at - first.at;
        if length > 0.0 { ((value - first.at) / length).clamp(0.0, 1.0) } else { 0.5 }
    }
}

/// Gives charts with equal ticks equal column widths, so that their scales start in the same column. Of those in one
/// section, whose number is before each chart, only the first labels its ticks.
pub(crate) fn line_up(mut scales: Vec<(usize, &mut Intervals)>) {
    for at in 0..scales.len() {
        let alike = scales.iter().filter(|(_, scale)| scale.ticks == scales[at].1.ticks);
        let widest = ChartColumns::widest(alike.map(|(_, scale)| scale.columns()));
        let (section, scale) = &scales[at];
        let continues = scales[..at].iter().any(|(other, above)| other == section && above.ticks == scale.ticks);
        let (_, scale) = &mut scales[at];
        (scale.min_columns, scale.continues) = (widest, continues);
    }
}

impl ChartColumns {
    /// Returns the largest widths among those of `charts`.
    pub(super) fn widest(charts: impl Iterator<Item = Self>) -> Self {
        charts.fold(Self::default(), |all, one| Self {
            labels: all.labels.max(one.labels),
            values: all.values.max(one.values),
        })
    }
}

/// Returns two to six round, equally spaced numbers that enclose `first` and `last`.
pub(crate) fn round_ticks(first: f64, last: f64) -> Vec<f64> {
    let mut steps = (0..10).map(|power| 10f64.powi(power)).flat_map(|ten| [ten, 2.0 * ten, 5.0 * ten]);
    let marks = |step: f64| {
        let from = (first / step).floor() * step;
        let mark = |n: u32| from + f64::from(n) * step;
        (1..MAX_TICKS).find(|&n| mark(n) >= last).map(|end| (0..=end).map(mark).collect())
    };
    steps.find_map(marks).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::inline::Span;
    use super::*;

    #[test]
    fn a_value_stands_between_the_ends_of_the_scale() {
        let shares = |ticks: &[f64], values: &[f64]| -> Vec<String> {
            let ticks = ticks.iter().map(|&at| Tick { at, shown: String::new() }).collect();
            let scale = Intervals { ticks, ..Intervals::default() };
            values.iter().map(|&value| scale.share(value).to_string()).collect()
        };
        assert_eq!(shares(&[2020.0, 2030.0, 2060.0], &[2020.0, 2030.0, 2060.0]), ["0", "0.25", "1"]);
        assert_eq!(shares(&[2020.0, 2060.0], &[1999.0, 9999.0]), ["0", "1"]);
        assert_eq!(shares(&[2020.0], &[2020.0]), ["0.5"]);
    }

    #[test]
    fn ticks_are_round_and_span_the_range() {
        assert_eq!(round_ticks(2026.0, 2045.0), [2025.0, 2030.0, 2035.0, 2040.0, 2045.0]);
        assert_eq!(round_ticks(2026.0, 2100.0), [2020.0, 2040.0, 2060.0, 2080.0, 2100.0]);
        assert_eq!(round_ticks(2030.0, 2030.0), [2030.0, 2031.0]);
        assert_eq!(round_ticks(1.0, 1000.0), [0.0, 200.0, 400.0, 600.0, 800.0, 1000.0]);
    }

    #[test]
    fn only_scales_with_equal_ticks_line_up() {
        let scale = |label: &str, shown: &str, end: f64| Intervals {
            ticks: [0.0, end].map(|at| Tick { at, shown: String::new() }).into(),
            intervals: vec![Interval {
                label: vec![Span::plain(label)],
                shown: shown.to_owned(),
                ..Interval::default()
            }],
            ..Intervals::default()
        };
        let mut scales = [scale("Longest", "1", 1.0), scale("A", "1234", 1.0), scale("Longer than all", "12345", 9.0)];
        line_up(scales.iter_mut().map(|scale| (0, scale)).collect());
        let columns = scales.map(|scale| (scale.columns().labels, scale.columns().values, scale.continues));
        assert_eq!(columns, [(7, 4, false), (7, 4, true), (15, 5, false)]);
    }

    proptest! {
        #[test]
        fn ticks_span_any_range(first in -5000i32..9999, length in 0i32..20000) {
            let (first, last) = (f64::from(first), f64::from(first + length));
            let marks = round_ticks(first, last);
            prop_assert!((2..=MAX_TICKS as usize).contains(&marks.len()));
            prop_assert!(marks[0] <= first && last <= marks[marks.len() - 1]);
            prop_assert!(marks.windows(2).all(|two| (two[1] - two[0] - marks[1] + marks[0]).abs() < 1e-9));
        }
    }
}
