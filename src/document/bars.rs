//! Bar charts: values as bars on a common scale, whole or divided into parts with a meaning.

use crate::text;

use super::inline::{Inline, IntoInline, Tone};
use super::intervals::{ChartColumns, Tick};
use super::sort::Sorting;

/// Bar chart.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Bars {
    /// Bars of the chart, top to bottom.
    pub bars: Vec<Bar>,
    /// Value that a bar of full length stands for; at least the largest value.
    pub full: f64,
    /// How the bars are sorted; `None` if the user cannot sort them.
    pub sorting: Option<Sorting>,
    /// Line that shows the length of a full bar.
    pub track: Track,
    /// Minimum widths of the labels and of the values. They are set so that charts of a page with the same scale are
    /// aligned with each other.
    pub min_columns: ChartColumns,
}

/// Line behind the bars of a chart of shares, which shows the length of a full bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Track {
    /// No line, for values without a maximum.
    #[default]
    None,
    /// A line.
    Plain,
    /// A line, with a scale in percent above all bars.
    Labelled,
}

/// Bar of a chart, with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Label of the bar; may be a link.
    pub label: Inline,
    /// Value that the length of the bar shows.
    pub value: f64,
    /// Value as the text beside the bar.
    pub shown: String,
    /// Parts of the value, each with a meaning; empty if the value is not divided.
    pub parts: Vec<BarPart>,
}

/// Part of the value of a bar that has one meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BarPart {
    /// Meaning of the part.
    pub tone: Tone,
    /// Value of the part, in the unit of the bar's value.
    pub value: f64,
}

impl BarPart {
    /// Returns the part in words: `12 in part`.
    pub fn words(&self) -> String {
        match self.tone {
            Tone::Mixed => format!("{} in part", self.value),
            tone => format!("{} {}", self.value, tone.as_str()),
        }
    }
}

impl Bar {
    /// Creates the bar of a number of records, with the number as its text.
    pub fn of_count(label: impl IntoInline, count: usize) -> Self {
        Self::new(label, f64::from(u32::try_from(count).unwrap_or(u32::MAX)), count.to_string())
    }

    /// Creates a bar without parts; `shown` is the value as text.
    pub fn new(label: impl IntoInline, value: f64, shown: impl Into<String>) -> Self {
        Self { label: label.into_inline(), value, shown: shown.into(), parts: Vec::new() }
    }
}

impl Bars {
    /// Creates a chart in which a bar of full length stands for the largest value, or for `min_full` if all values are
    /// lower.
    pub fn scaled(min_full: f64, bars: impl IntoIterator<Item = Bar>) -> Self {
        let bars: Vec<Bar> = bars.into_iter().collect();
        Self { full: bars.iter().map(|bar| bar.value).fold(min_full, f64::max), bars, ..Self::default() }
    }

    /// Creates a chart of shares, from 0 to 1, in which a bar of full length stands for 100%.
    pub fn of_shares(bars: impl IntoIterator<Item = Bar>) -> Self {
        Self { track: Track::Plain, ..Self::scaled(1.0, bars) }
    }

    /// Sets the line that shows the length of a full bar.
    #[must_use]
    pub fn with_track(self, track: Track) -> Self {
        Self { track, ..self }
    }

    /// Returns the ticks of the scale in percent.
    pub fn ticks(&self) -> Vec<Tick> {
        [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| Tick::new(share, format!("{}%", 100.0 * share))).into()
    }

    /// Returns the widths of the columns of labels and values: as wide as the widest text, and at least
    /// [`Self::min_columns`].
    pub(super) fn columns(&self) -> ChartColumns {
        let label = |bar: &Bar| bar.label.iter().map(|span| text::width(&span.text)).sum();
        ChartColumns {
            labels: self.bars.iter().map(label).fold(self.min_columns.labels, usize::max),
            values: self.bars.iter().map(|bar| text::width(&bar.shown)).fold(self.min_columns.values, usize::max),
        }
    }

    /// Creates a chart of counts. Its longest bar has full length.
    pub fn of_counts(bars: impl IntoIterator<Item = Bar>) -> Self {
        Self::scaled(1.0, bars)
    }
}
