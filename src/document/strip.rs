//! Strip plots: numbers that people stated, as dots on one scale, stacked where they coincide.

use super::inline::Span;
use super::intervals::Tick;

use crate::model::SharedSort;

/// Numbers that people stated, as dots on one scale.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StripPlot {
    /// Ticks of the scale, lowest first; the first and the last tick are the ends of the scale.
    pub ticks: Vec<Tick>,
    /// Dots, lowest value first.
    pub points: Vec<StripPoint>,
    /// Length on the scale over which dots of about the same value are spread side by side, for values that are
    /// counted; `None` for values that are measured, whose dots are stacked.
    pub band: Option<f64>,
}

/// Dot of a strip plot, with the name and the value that it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct StripPoint {
    /// Name beside the dot; may be a link.
    pub name: Span,
    /// Position on the scale, in units of the scale.
    pub at: f64,
    /// Value as the text that was stated.
    pub shown: String,
    /// Sign that is drawn for the dot; `None` for the default sign.
    pub sign: Option<Span>,
}

impl StripPoint {
    /// Creates a dot with the default sign at `at`; `shown` is the value as text.
    pub fn new(name: Span, at: f64, shown: impl Into<String>) -> Self {
        Self { name, at, shown: shown.into(), sign: None }
    }
}

impl StripPlot {
    /// Creates a plot of `points`, which are sorted with the lowest value first.
    pub fn new(ticks: Vec<Tick>, points: impl IntoIterator<Item = StripPoint>) -> Self {
        let mut points: Vec<StripPoint> = points.into_iter().collect();
        points.shared_sort_by(|a, b| a.at.total_cmp(&b.at));
        Self { ticks, points, band: None }
    }

    /// Spreads the dots over bands of the length `band`, side by side; the dots of one band keep their order.
    #[must_use]
    pub fn in_bands(self, band: f64) -> Self {
        Self { band: Some(band), ..self }
    }
}
