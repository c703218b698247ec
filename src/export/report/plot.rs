//! The picture of a calibration: how likely forecasts were held, beside how often they came true.

use std::fmt::Write;

use crate::review::{Bin, Calibration};

/// Columns of the scale from 0% to 100%.
const COLUMNS: usize = 41;
/// The side of the square in the picture, and the room around it.
const SIDE: f64 = 300.0;
const MARGIN: f64 = 44.0;

/// The calibration as text: one row for each ten percent. It takes 77 columns.
pub(super) fn text(calibration: &Calibration) -> String {
    let mut out = format!("{:<9} {:>4} {:>6} {:>6}  0%{:>18}{:>21}\n", "forecast", "n", "held", "came", "50%", "100%");
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
    out.push_str("o held likely to this degree, x came true to this degree, * both\n");
    out
}

fn scale(bin: &Bin) -> String {
    let (held, came) = (column(bin.forecast), column(bin.observed));
    let between = held.min(came)..held.max(came);
    let sign = |at: usize| match at {
        at if at == held && at == came => '*',
        at if at == held => 'o',
        at if at == came => 'x',
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

/// The calibration as a picture: a dot for each ten percent, larger the more forecasts there are; on the diagonal what
/// was held likely to some degree came true to that degree.
pub(super) fn svg(calibration: &Calibration) -> String {
    let whole = SIDE + 2.0 * MARGIN;
    let x = |share: f64| MARGIN + share * SIDE;
    let y = |share: f64| MARGIN + (1.0 - share) * SIDE;
    let mut out = format!(
        "<svg viewBox=\"0 0 {whole} {whole}\" role=\"img\" aria-label=\"Calibration: held likely against came true\">\n\
         <rect x=\"{MARGIN}\" y=\"{MARGIN}\" width=\"{SIDE}\" height=\"{SIDE}\" class=\"frame\"/>\n\
         <line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"ideal\"/>\n",
        x(0.0),
        y(0.0),
        x(1.0),
        y(1.0)
    );
    for percent in [0, 25, 50, 75, 100] {
        let share = f64::from(percent) / 100.0;
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{percent}%</text><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{percent}%</text>",
            x(share),
            y(0.0) + 18.0,
            x(0.0) - 6.0,
            y(share) + 4.0
        );
    }
    let points: Vec<String> =
        calibration.bins.iter().map(|bin| format!("{:.1},{:.1}", x(bin.forecast), y(bin.observed))).collect();
    let _ = writeln!(out, "<polyline points=\"{}\" class=\"line\"/>", points.join(" "));
    for bin in &calibration.bins {
        out += &dot(bin, x(bin.forecast), y(bin.observed));
    }
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">held likely</text>\n\
         <text x=\"{}\" y=\"{}\">came true</text>\n</svg>",
        x(0.5),
        whole - 8.0,
        x(0.0),
        MARGIN - 12.0
    );
    out
}

/// The dot of a bin at a point of the picture: the more forecasts, the larger.
fn dot(bin: &Bin, x: f64, y: f64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of forecasts are small")]
    let radius = (3.0 + (bin.count as f64).sqrt() * 2.0).min(16.0);
    let (from, to, count, percent) = (bin.from, bin.to, bin.count, bin.observed * 100.0);
    let title = format!("<title>{from} to {to}%: {count} of which {percent:.0}% came true</title>");
    format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" class=\"dot\">{title}</circle>\n")
}
