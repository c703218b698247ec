//! Plots the calibration of forecasts: for each range of ten percent, the mean forecast and the share that came true.

use std::fmt::Write;

use maud::{Markup, html};

use crate::review::{Bin, Calibration};

/// Width of the scale from 0% to 100%, in columns.
const COLUMNS: usize = 41;
/// Side of the square in the SVG picture, and margin around the square, in units of the picture.
const SIDE: f64 = 300.0;
const MARGIN: f64 = 44.0;

/// Formats the calibration as text of 77 columns, with a row for each range of ten percent.
pub(super) fn text(calibration: &Calibration) -> String {
    let mut out = format!("{:<9} {:>4} {:>6} {:>6}  0%{:>18}{:>21}\n", "forecast", "n", "mean", "true", "50%", "100%");
    for bin in &calibration.bins {
        let range = format!("{}–{}%", bin.from, bin.to);
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{range:<9} {:>4} {:>5.0}% {:>5.0}%  {}",
            bin.count,
            bin.forecast * 100.0,
            bin.observed * 100.0,
            scale(bin)
        );
    }
    out.push_str("o mean forecast, x share that came true, * both\n");
    out
}

fn scale(bin: &Bin) -> String {
    let (forecast, observed) = (column(bin.forecast), column(bin.observed));
    let between = forecast.min(observed)..forecast.max(observed);
    let sign = |at: usize| match at {
        at if at == forecast && at == observed => '*',
        at if at == forecast => 'o',
        at if at == observed => 'x',
        at if between.contains(&at) => '-',
        at if at % 10 == 0 => ':',
        _ => '.',
    };
    (0..COLUMNS).map(sign).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share of 40"
)]
fn column(share: f64) -> usize {
    (share.clamp(0.0, 1.0) * (COLUMNS - 1) as f64).round() as usize
}

/// Draws the calibration: a dot for each range of ten percent, larger for more forecasts. On the diagonal, the share
/// that came true equals the mean forecast.
pub(super) fn svg(calibration: &Calibration) -> Markup {
    let whole = SIDE + 2.0 * MARGIN;
    let x = |share: f64| MARGIN + share * SIDE;
    let y = |share: f64| MARGIN + (1.0 - share) * SIDE;
    let points = calibration.bins.iter().map(|bin| format!("{:.1},{:.1}", x(bin.forecast), y(bin.observed)));
    let points: Vec<String> = points.collect();
    html! {
        svg viewBox={ "0 0 " (whole) " " (whole) } role="img" aria-label="Calibration: forecasts against outcomes" { "\n"
            rect x=(MARGIN) y=(MARGIN) width=(SIDE) height=(SIDE) class="frame" {} "\n"
            line x1=(x(0.0)) y1=(y(0.0)) x2=(x(1.0)) y2=(y(1.0)) class="ideal" {} "\n"
            @for percent in [0, 25, 50, 75, 100] {
                @let share = f64::from(percent) / 100.0;
                text x=(x(share)) y=(y(0.0) + 18.0) text-anchor="middle" { (percent) "%" }
                text x=(x(0.0) - 6.0) y=(y(share) + 4.0) text-anchor="end" { (percent) "%" } "\n"
            }
            polyline points=(points.join(" ")) class="line" {} "\n"
            @for bin in &calibration.bins { (dot(bin, x(bin.forecast), y(bin.observed))) "\n" }
            text x=(x(0.5)) y=(whole - 8.0) text-anchor="middle" { "forecast" } "\n"
            text x=(x(0.0)) y=(MARGIN - 12.0) { "came true" } "\n"
        }
    }
}

/// Draws the dot for `bin`, a range of forecasts, at a point of the picture; it is larger for more forecasts.
fn dot(bin: &Bin, x: f64, y: f64) -> Markup {
    #[expect(clippy::cast_precision_loss, reason = "counts of forecasts are small")]
    let radius = (3.0 + (bin.count as f64).sqrt() * 2.0).min(16.0);
    let (from, to, count, percent) = (bin.from, bin.to, bin.count, bin.observed * 100.0);
    html! {
        circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r=(format!("{radius:.1}")) class="dot" {
            title { (format!("{from} to {to}%: {count} of which {percent:.0}% came true")) }
        }
    }
}
