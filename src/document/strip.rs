//! Strip plots: stated numbers as dots on one scale, stacked where they coincide.

use super::inline::Span;
use super::intervals::Tick;

/// Stated numbers as dots on one scale.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StripPlot {
    /// The ticks of the scale, lowest first; the first and the last are its ends.
    pub ticks: Vec<Tick>,
    /// The dots, lowest first.
    pub points: Vec<StripPoint>,
    /// The length of the scale over which dots are spread side by side, if they are counted rather than measured.
    pub band: Option<f64>,
}

/// A dot of a strip plot.
#[derive(Clone, Debug, PartialEq)]
pub struct StripPoint {
    /// The name; may be a link.
    pub name: Span,
    /// The position on the scale.
    pub at: f64,
    /// The value as stated.
    pub shown: String,
    /// The sign of the dot, if it is not the usual one.
    pub sign: Option<Span>,
}

impl StripPoint {
    /// Creates a dot with the usual sign.
    pub fn new(name: Span, at: f64, shown: impl Into<String>) -> Self {
        Self { name, at, shown: shown.into(), sign: None }
    }
}

impl StripPlot {
    /// Creates a plot of `points`, lowest first.
    pub fn new(ticks: Vec<Tick>, points: impl IntoIterator<Item = StripPoint>) -> Self {
        let mut points: Vec<StripPoint> = points.into_iter().collect();
        points.sort_by(|a, b| a.at.total_cmp(&b.at));
        Self { ticks, points, band: None }
    }

    /// Returns the plot with its dots spread over bands of this length; those of a band keep their order.
    #[must_use]
    pub fn in_bands(self, band: f64) -> Self {
        Self { band: Some(band), ..self }
    }
}
