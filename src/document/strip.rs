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
    /// Length on the scale over which dots are spread side by side, for counted instead of measured values.
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
    /// Sign of the dot; `None` for the default sign.
    pub sign: Option<Span>,
}

impl StripPoint {
    /// Creates a dot with the default sign.
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

    /// Spreads the dots over bands of this length; dots of one band keep their order.
    #[must_use]
    pub fn in_bands(self, band: f64) -> Self {
        Self { band: Some(band), ..self }
    }
}
