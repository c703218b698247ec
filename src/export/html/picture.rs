//! Pictures as inline SVG: the graph of all strategies, the neighbours of one record, and claims on a scale. The layout
//! is computed here and depends only on the atlas. Every mark is a named link.

use std::f64::consts::TAU;

use maud::{Markup, html};

use crate::document::{Intervals, Neighbourhood, Span};
use crate::model::{Entity, RelationKind, StrategyId};

use super::block::BlockHtml;

/// Maximum number of strategies in the graph; larger circles are illegible.
const MAX_NODES: usize = 240;
/// Maximum number of neighbours in the picture of one record.
const MAX_NEIGHBOURS: usize = 48;
/// Maximum number of claims on a scale.
const MAX_CLAIMS: usize = 600;
/// Minimum size of a clickable mark, in units of the picture.
const MIN_TARGET: f64 = 25.0;
/// Margin for the names around the graph, in units of the picture.
const MARGIN: f64 = 262.0;
/// Width of the picture of one record and of its middle column, in units of the picture.
const WIDTH: f64 = 900.0;
const MIDDLE: f64 = 300.0;

impl BlockHtml<'_> {
    /// Draws the graph of all strategies as a circle in the order of the matrix, so that strategies on one lever are
    /// adjacent.
    pub(super) fn whole_graph(&self) -> Markup {
        let Some(graph) = self.graph else { return html! {} };
        let matrix = graph.matrix();
        let count = matrix.order.len();
        if !(2..=MAX_NODES).contains(&count) {
            return html! { p class="caption" { (count) " strategies; the graph draws 2 to " (MAX_NODES) "." } "\n" };
        }
        let slots = count + matrix.bands.len();
        let radius = (MIN_TARGET * f64::from(u32::try_from(slots).unwrap_or(u32::MAX)) / TAU).max(90.0);
        let size = 2.0 * (radius + MARGIN);
        // There is a gap after each lever.
        let slot = |at: usize| at + matrix.bands.iter().take_while(|band| band.at.end <= at).count();
        let angles: Vec<f64> = (0..count).map(|at| turn(slot(at), slots)).collect();
        html! {
            svg class="graph" viewBox=(format!("0 0 {size:.0} {size:.0}")) role="group" aria-label="Strategies and their relations" { "\n"
                g class="edges" aria-hidden="true" { "\n"
                    @for (from, to, relation) in graph.related_pairs(&matrix) {
                        path class=(relation.kind.as_str()) data-ends={ (from) " " (to) }
                            d=(chord([angles[from], angles[to]], radius, size / 2.0)) {}
                    }
                } "\n"
                @for (at, &id) in matrix.order.iter().enumerate() { (self.node(id, at, [angles[at], radius, size / 2.0])) }
            } "\n"
            (legend())
        }
    }

    /// Draws a strategy on the circle, with its name outside.
    fn node(&self, id: StrategyId, at: usize, [angle, radius, middle]: [f64; 3]) -> Markup {
        let Some(graph) = self.graph else { return html! {} };
        let degrees = angle.to_degrees();
        let is_left = angle.cos() < 0.0;
        let (turn, x, anchor) =
            if is_left { (degrees + 180.0, -radius - 12.0, "end") } else { (degrees, radius + 12.0, "start") };
        let dot = if is_left { -radius } else { radius };
        let place = Entity::Strategy(id);
        html! {
            @if let Some(address) = self.address(place.into()) {
                a href=(address) data-node=(at) {
                    g transform=(format!("translate({middle:.1} {middle:.1}) rotate({turn:.2})")) {
                        circle cx=(format!("{dot:.1}")) cy="0" r="5" {}
                        text x=(format!("{x:.1}")) y="4" text-anchor=(anchor) { (place.name(&graph.atlas)) }
                    }
                } "\n"
            }
        }
    }

    /// Draws the neighbours of a record in two columns, with the record between them.
    pub(super) fn local_graph(&self, around: &Neighbourhood) -> Markup {
        let rows = neighbour_rows(around);
        let half = rows.len().div_ceil(2);
        let height = MIN_TARGET * f64::from(u32::try_from(half.max(2) + 1).unwrap_or(u32::MAX));
        let place = |at: usize| {
            let row = f64::from(u32::try_from(at % half.max(1)).unwrap_or(0));
            (at < half, MIN_TARGET * (row + 1.0))
        };
        let label = format!("Neighbours of {}", around.centre.text);
        html! {
            div class="frame" role="group" aria-label=(label) tabindex="0" { "\n"
                svg class="graph local" viewBox=(format!("0 0 {WIDTH} {height}")) role="group" aria-label=(label) { "\n"
                    g class="edges" aria-hidden="true" {
                        @for (at, row) in rows.iter().enumerate() {
                            @if let Row::Name(_, kind) = row { path class=(kind) d=(curve(place(at), height / 2.0)) {} }
                        }
                    } "\n"
                    @for (at, row) in rows.iter().enumerate() { (self.row(row, place(at))) }
                    text class="centre" x=(WIDTH / 2.0) y=(height / 2.0 + 5.0) text-anchor="middle" { (around.centre.text) }
                } "\n"
            } "\n"
        }
    }

    fn row(&self, row: &Row<'_>, (is_left, y): (bool, f64)) -> Markup {
        let (x, anchor) = if is_left { (MIDDLE - 8.0, "end") } else { (WIDTH - MIDDLE + 8.0, "start") };
        let y = format!("{:.0}", y + 5.0);
        match row {
            Row::Title(title) => html! { text class="quiet" x=(x) y=(y) text-anchor=(anchor) { (title) } "\n" },
            Row::Name(name, _) => {
                html! { (self.linked(name, &html! { text x=(x) y=(y) text-anchor=(anchor) { (name.text) } })) "\n" }
            }
        }
    }

    /// Returns a mark that links to the target of `span`.
    fn linked(&self, span: &Span, mark: &Markup) -> Markup {
        match self.target(span) {
            Some(address) => html! { a href=(address) { (mark) } },
            None => mark.clone(),
        }
    }

    /// Draws every claim as a dot on one scale; claims with about the same value are stacked.
    pub(super) fn swarm(&self, scale: &Intervals) -> Markup {
        let columns = 40;
        let mut heights = vec![0_u32; columns + 1];
        let dots: Vec<(usize, u32, usize)> = scale
            .intervals
            .iter()
            .take(MAX_CLAIMS)
            .enumerate()
            .map(|(at, claim)| {
                let column = column_of(scale.share(claim.middle()), columns);
                heights[column] += 1;
                (column, heights[column], at)
            })
            .collect();
        let tallest = f64::from(heights.iter().copied().max().unwrap_or(0));
        let (width, height) = (MIN_TARGET * 42.0, MIN_TARGET * (tallest + 1.5));
        html! {
            div class="frame" role="group" aria-label="Claims on a scale" tabindex="0" { "\n"
                svg class="swarm" viewBox=(format!("0 0 {width} {height}")) role="group" aria-label="Claims on a scale" { "\n"
                    @for (column, level, at) in dots {
                        @let claim = &scale.intervals[at];
                        @let name: String = claim.label.iter().map(|span| span.text.as_str()).collect();
                        @let name = format!("{name}: {}", claim.shown);
                        @let x = MIN_TARGET * (f64::from(u32::try_from(column).unwrap_or(0)) + 1.0);
                        @let y = height - MIN_TARGET * (f64::from(level) + 0.7);
                        @if let Some(address) = claim.label.iter().find_map(|span| self.target(span)) {
                            a href=(address) aria-label=(name) { title { (name) } circle cx=(x) cy=(y) r="12" {} } "\n"
                        }
                    }
                    @for tick in &scale.ticks {
                        @let x = MIN_TARGET * (40.0 * scale.share(tick.at) + 1.0);
                        text x=(format!("{x:.0}")) y=(height - 6.0) text-anchor="middle" { (tick.shown) }
                    }
                } "\n"
            } "\n"
        }
    }
}

/// Row of the picture of one record.
enum Row<'a> {
    /// Title of a group.
    Title(String),
    /// Neighbour, with the CSS class of its edge.
    Name(&'a Span, &'static str),
}

/// Converts the groups of a neighbourhood to rows, truncated so that every group gets a share of the space.
fn neighbour_rows(around: &Neighbourhood) -> Vec<Row<'_>> {
    let most = (MAX_NEIGHBOURS / around.groups.len().max(1)).max(2);
    let mut rows = Vec::new();
    for group in &around.groups {
        let title: String = group.title.iter().map(|span| span.text.as_str()).collect();
        let kind = RelationKind::ALL
            .into_iter()
            .find(|kind| title.starts_with(kind.sign()))
            .map_or("other", RelationKind::as_str);
        let shown = group.members.len().min(most);
        let left = group.count.saturating_sub(shown);
        rows.push(Row::Title(if left > 0 { format!("{title} (+{left})") } else { title }));
        rows.extend(group.members.iter().take(shown).map(|member| Row::Name(&member.name, kind)));
    }
    rows
}

/// Returns the legend of the edges.
fn legend() -> Markup {
    html! {
        ul class="legend" { "\n"
            @for kind in RelationKind::ALL {
                li {
                    svg class="graph" viewBox="0 0 40 10" aria-hidden="true" focusable="false" { g class="edges" { path class=(kind.as_str()) d="M0 5H40" {} } }
                    " " (kind.sign()) " " (kind.as_str())
                } "\n"
            }
        } "\n"
    }
}

/// Returns the angle of a slot among `slots` in radians, clockwise from the right.
fn turn(slot: usize, slots: usize) -> f64 {
    let [slot, slots] = [slot, slots.max(1)].map(|number| f64::from(u32::try_from(number).unwrap_or(u32::MAX)));
    TAU * slot / slots
}

/// Returns a curve inside the circle that passes nearer to the centre the farther its ends are apart.
fn chord(angles: [f64; 2], radius: f64, middle: f64) -> String {
    let [(x, y), (to_x, to_y)] = angles.map(|angle| (middle + radius * angle.cos(), middle + radius * angle.sin()));
    let [bend_x, bend_y] = [x + to_x, y + to_y].map(|sum| middle + 0.55 * (sum / 2.0 - middle));
    format!("M{x:.1} {y:.1}Q{bend_x:.1} {bend_y:.1} {to_x:.1} {to_y:.1}")
}

/// Returns a curve from the record in the middle to a neighbour at the side.
fn curve((is_left, y): (bool, f64), middle: f64) -> String {
    let (start, bend, end) = if is_left {
        (WIDTH / 2.0, MIDDLE + 60.0, MIDDLE)
    } else {
        (WIDTH / 2.0, WIDTH - MIDDLE - 60.0, WIDTH - MIDDLE)
    };
    format!("M{start:.0} {middle:.0}C{bend:.0} {middle:.0} {bend:.0} {y:.0} {end:.0} {y:.0}")
}

/// Returns the column of a position on the scale, given as a share.
fn column_of(share: f64, columns: usize) -> usize {
    let most = f64::from(u32::try_from(columns).unwrap_or(u32::MAX));
    (0..=columns).find(|&at| f64::from(u32::try_from(at).unwrap_or(u32::MAX)) + 0.5 >= share * most).unwrap_or(columns)
}
