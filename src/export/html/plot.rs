//! Draws bars, and points and ranges on a scale. Each picture shows what the text beside it says, so it is hidden from
//! screen readers.

use maud::{Markup, html};

use crate::document::{Bar, BarPart, Bars, Intervals, Tone};

use super::block::BlockHtml;

/// Half the width of the mark that is drawn for a point, in percent of the scale.
const HALF_POINT_WIDTH: f64 = 0.75;

/// Distance between the strokes of a hatched bar, in percent of the length of a full bar.
const HATCH_DISTANCE: f64 = 1.2;

impl BlockHtml<'_> {
    pub(super) fn bars(&self, bars: &Bars) -> Markup {
        html! {
            @if !bars.bars.is_empty() {
                table class="bars" { "\n"
                    tbody { "\n"
                        @for bar in &bars.bars {
                            (bar_row(&self.line(&bar.label), bar, bars.full))
                        }
                    } "\n"
                } "\n"
            }
        }
    }

    pub(super) fn intervals(&self, scale: &Intervals) -> Markup {
        html! {
            @if !scale.intervals.is_empty() {
                div class="ticks" aria-hidden="true" {
                    @for tick in &scale.ticks { span { (tick.shown) } }
                } "\n"
                ul class="strips" { "\n"
                    @for interval in &scale.intervals {
                        @let low = (100.0 * scale.share(interval.low) - HALF_POINT_WIDTH).max(0.0);
                        @let high = (100.0 * scale.share(interval.high) + HALF_POINT_WIDTH).min(100.0);
                        li {
                            span class="label" { (self.line(&interval.label)) }
                            (strip(scale, [low, high]))
                            span class="value" { (interval.shown) }
                            (self.note(&interval.note))
                        } "\n"
                    }
                } "\n"
            }
        }
    }
}

/// Draws the range from `low` to `high` on its scale.
fn strip(scale: &Intervals, [low, high]: [f64; 2]) -> Markup {
    html! {
        svg class="strip" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect class="track" width="100" height="10" {}
            @for tick in &scale.ticks {
                path d=(format!("M{:.2} 0V10", 100.0 * scale.share(tick.at))) {}
            }
            rect x=(format!("{low:.2}")) width=(format!("{:.2}", high - low)) height="10" {}
        }
    }
}

/// Formats a row of a table of bars. The bar is hidden from screen readers, since the text says the same; parts of the
/// value are given in words too.
fn bar_row(label: &Markup, bar: &Bar, full: f64) -> Markup {
    let parts: Vec<String> = bar.parts.iter().filter(|part| part.value > 0.0).map(BarPart::words).collect();
    let words = (!parts.is_empty()).then(|| parts.join(", "));
    let is_figure = !bar.shown.contains(char::is_alphabetic);
    // The picture puts the sides of a bar one after the other, so they are in words for everyone.
    let has_sides = bar.parts.first().is_some_and(|part| part.tone == Tone::Down);
    let class = if has_sides { "quiet" } else { "unseen" };
    html! {
        tr {
            th scope="row" { (label) }
            td class="bar" title=[words.as_deref()] {
                svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                    rect class="track" width="100" height="10" {}
                    @if bar.parts.is_empty() {
                        rect width=(format!("{:.2}", percentage(bar.value, full))) height="10" {}
                    } @else {
                        (bar_parts(bar, full))
                    }
                }
            }
            td class="value" { (bar.shown) @if let Some(words) = words.as_ref().filter(|_| is_figure) { span class=(class) { ": " (words) } } }
        } "\n"
    }
}

/// Draws the parts of a bar from the left to the right. Each meaning has a colour and a fill of its own.
fn bar_parts(bar: &Bar, full: f64) -> Markup {
    let mut from = 0.0;
    let parts = bar.parts.iter().map(|part| {
        let width = percentage(part.value, full).min(100.0 - from);
        let start = from;
        from += width;
        (part.tone, start, width)
    });
    html! {
        @for (tone, start, width) in parts.filter(|(.., width)| *width > 0.0) {
            @match tone {
                Tone::Mixed => { rect class="mixed" x=(format!("{start:.2}")) y="3.5" width=(format!("{width:.2}")) height="3" {} }
                Tone::Against => { path class="against" d=(hatching(start, width)) {} }
                _ => { rect class=(tone.as_str()) x=(format!("{start:.2}")) width=(format!("{width:.2}")) height="10" {} }
            }
        }
    }
}

/// Returns a path with oblique strokes that fill the range of length `width` from `start` on.
fn hatching(start: f64, width: f64) -> String {
    let strokes =
        std::iter::successors(Some(start), |at| Some(at + HATCH_DISTANCE)).take_while(|at| *at < start + width);
    let stroke = |at: f64| format!("M{at:.2} 10L{:.2} 0", (at + HATCH_DISTANCE).min(start + width));
    strokes.map(stroke).collect::<Vec<_>>().concat()
}

/// Returns `value` as a percentage of `full`, limited to the range from 0 to 100; 0 if the quotient is not a finite
/// number.
fn percentage(value: f64, full: f64) -> f64 {
    let percentage = 100.0 * value / full;
    if percentage.is_finite() { percentage.clamp(0.0, 100.0) } else { 0.0 }
}
