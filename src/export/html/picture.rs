//! Draws pictures as inline SVG: the graph of all strategies, the neighbours of one record, dots on a scale, and all
//! pairs in miniature. The layout is computed here and depends only on the atlas. Every mark has a name.

use std::collections::HashMap;
use std::f64::consts::TAU;

use maud::{Markup, html};

use crate::document::{Intervals, Neighbourhood, PairGrid, Span, StripPlot, StripPoint, Weight};
use crate::model::{Entity, RelationKind, StrategyId};

use super::block::BlockHtml;

/// Maximum number of strategies in the graph, since larger circles are illegible.
const MAX_NODES: usize = 240;
/// Maximum number of neighbours in the picture of one record.
const MAX_NEIGHBOURS: usize = 48;
/// Maximum number of dots that a strip plot draws.
const MAX_DOTS: usize = 600;
/// Number of columns that a scale of dots has, from one end to the other.
const DOT_COLUMNS: u32 = 28;
/// Space for a mark in each direction, in units of the picture: the minimum size of a target to click or tap.
const MIN_TARGET: f64 = 25.0;
/// Margin around the graph for the names of strategies, in units of the picture.
const MARGIN: f64 = 262.0;
/// Width of the picture of a record's neighbours, and of its middle column, in units of the picture.
const WIDTH: f64 = 900.0;
const MIDDLE: f64 = 300.0;

impl BlockHtml<'_> {
    /// Draws the graph of all strategies as a circle. Strategies are in the order of the matrix, so that those on one
    /// lever are next to each other.
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
        // After the strategies of each lever, one slot of the circle is left empty.
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

    /// Draws the strategy `id` on the circle at `angle`, with its name outside the circle.
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

    /// Draws a record with its neighbours in two columns, on the left and on the right.
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

    /// Returns `mark` as a link to the target of `span`, or `mark` itself if there is no target.
    fn linked(&self, span: &Span, mark: &Markup) -> Markup {
        match self.target(span) {
            Some(address) => html! { a href=(address) { (mark) } },
            None => mark.clone(),
        }
    }

    /// Draws numbers as dots on one scale, stacked where they coincide, and adds a list of them.
    pub(super) fn strip(&self, plot: &StripPlot) -> Markup {
        let scale = Intervals { ticks: plot.ticks.clone(), ..Intervals::default() };
        let dots = stacked(plot, &scale);
        let tallest = f64::from(dots.iter().map(|dot| dot.level).max().unwrap_or(0));
        let (width, height) = (MIN_TARGET * f64::from(DOT_COLUMNS + 2), MIN_TARGET * (tallest + 1.5));
        let left = plot.points.len().saturating_sub(MAX_DOTS);
        html! {
            @if !plot.points.is_empty() {
                div class="frame" role="group" aria-label="Dots on a scale" tabindex="0" { "\n"
                    svg class="swarm" viewBox=(format!("0 0 {width} {height}")) role="group" aria-label="Dots on a scale" { "\n"
                        @for dot in &dots { (self.dot(dot, height)) }
                        @for tick in &scale.ticks {
                            @let share = scale.share(tick.at);
                            @let x = MIN_TARGET * (f64::from(DOT_COLUMNS) * share + 1.0);
                            // The label at the left end starts there, because half of it would be cut off if it were
                            // centred.
                            @let (x, anchor) = if share > 0.0 { (x, "middle") } else { (x - 12.0, "start") };
                            text x=(format!("{x:.0}")) y=(height - 6.0) text-anchor=(anchor) { (tick.shown) }
                        }
                    } "\n"
                } "\n"
                @if left > 0 { p class="caption" { (left) " more are in the list only." } "\n" }
                details class="as-list" { "\n"
                    summary { "The dots as a list" } "\n"
                    ul class="columns" { "\n"
                        @for point in &plot.points { li { (self.span(&point.name)) " " span class="quiet" { (point.shown) } } "\n" }
                    } "\n"
                } "\n"
            }
        }
    }

    fn dot(&self, dot: &Dot<'_>, height: f64) -> Markup {
        let StripPoint { name, shown, sign, .. } = dot.point;
        let words = format!("{}: {shown}", name.text);
        let x = MIN_TARGET * (f64::from(dot.column) + 1.0);
        let y = height - MIN_TARGET * (f64::from(dot.level) + 0.7);
        let tone = sign.as_ref().and_then(|sign| match sign.weight {
            Weight::Tone(tone) => Some(tone.as_str()),
            _ => None,
        });
        let mark = html! {
            title { (words) }
            circle class=[tone] cx=(x) cy=(y) r="12" {}
            @if let Some(sign) = sign { text x=(x) y=(y + 5.0) text-anchor="middle" class="sign" { (sign.text) } }
        };
        match self.target(name) {
            Some(address) => html! { a href=(address) aria-label=(words) { (mark) } "\n" },
            None => html! { g role="img" aria-label=(words) { (mark) } "\n" },
        }
    }
}

/// Dot of a strip plot with its position: a column of the scale, and a level, which is 1 at the bottom.
struct Dot<'a> {
    point: &'a StripPoint,
    column: u32,
    level: u32,
}

/// Returns the first [`MAX_DOTS`] dots of a plot with their positions. In a plot with bands, the dots of a band are
/// spread over its columns.
fn stacked<'a>(plot: &'a StripPlot, scale: &Intervals) -> Vec<Dot<'a>> {
    let band =
        plot.band.zip(scale.ticks.first()).map_or(1, |(band, first)| column_of(scale.share(first.at + band)).max(1));
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let dots = plot.points.iter().take(MAX_DOTS).map(|point| {
        let first = column_of(scale.share(point.at));
        let count = counts.entry(first).or_default();
        *count += 1;
        Dot { point, column: first + (*count - 1) % band, level: (*count - 1) / band + 1 }
    });
    dots.collect()
}

/// Row of the picture of a record's neighbours.
enum Row<'a> {
    /// Title of a group of neighbours.
    Title(String),
    /// Name of a neighbour, with the CSS class of the edge to it.
    Name(&'a Span, &'static str),
}

/// Returns the rows for the neighbours of a record. Groups are truncated so that each gets a share of the space.
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

/// Formats the legend of the edges.
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

/// Returns the path of an edge within the circle: a curve that comes nearer to the centre if its ends are farther
/// apart.
fn chord(angles: [f64; 2], radius: f64, middle: f64) -> String {
    let [(x, y), (to_x, to_y)] = angles.map(|angle| (middle + radius * angle.cos(), middle + radius * angle.sin()));
    let [bend_x, bend_y] = [x + to_x, y + to_y].map(|sum| middle + 0.55 * (sum / 2.0 - middle));
    format!("M{x:.1} {y:.1}Q{bend_x:.1} {bend_y:.1} {to_x:.1} {to_y:.1}")
}

/// Returns the path of an edge from the record in the middle to a neighbour on one side.
fn curve((is_left, y): (bool, f64), middle: f64) -> String {
    let (start, bend, end) = if is_left {
        (WIDTH / 2.0, MIDDLE + 60.0, MIDDLE)
    } else {
        (WIDTH / 2.0, WIDTH - MIDDLE - 60.0, WIDTH - MIDDLE)
    };
    format!("M{start:.0} {middle:.0}C{bend:.0} {middle:.0} {bend:.0} {y:.0} {end:.0} {y:.0}")
}

/// Returns the column for a position on the scale from 0 to 1.
fn column_of(share: f64) -> u32 {
    (0..DOT_COLUMNS).find(|&at| f64::from(at) + 0.5 >= share * f64::from(DOT_COLUMNS)).unwrap_or(DOT_COLUMNS)
}

/// Draws all pairs in miniature. Only the pattern is visible; a text beside it gives the numbers of pairs.
pub(super) fn small_pairs(grid: &PairGrid) -> Markup {
    let size = grid.names.len();
    let count = |kind| grid.pairs.iter().filter(|pair| pair.kind == kind).count();
    let counts = RelationKind::ALL.map(|kind| format!("{} {}", count(kind), kind.as_str()));
    let label = format!("The pairs of {size} records by relation: {}", counts.join(", "));
    html! {
        svg class="small-pairs" viewBox=(format!("0 0 {size} {size}")) role="img" aria-label=(label) { "\n"
            rect class="track" width=(size) height=(size) {}
            @for kind in RelationKind::ALL { path class=(kind.as_str()) d=(cells(grid, kind)) {} }
        } "\n"
    }
}

/// Returns a path with two squares for each pair of `kind`, one in either half of the symmetric grid.
fn cells(grid: &PairGrid, kind: RelationKind) -> String {
    let pairs = grid.pairs.iter().filter(|pair| pair.kind == kind);
    let both = pairs.flat_map(|pair| [(pair.from, pair.to), (pair.to, pair.from)]);
    both.map(|(x, y)| format!("M{x} {y}h1v1h-1z")).collect::<Vec<_>>().concat()
}
