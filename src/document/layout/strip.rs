//! Lays out strip plots: dots above an axis, stacked where they coincide, with names where there is space.

use crate::model::SharedSort;
use crate::text;

use super::intervals::{Plot, at};
use super::{Flow, Fragment, Link, Role};
use crate::document::{Intervals, StripPlot, StripPoint, Target, Weight};

/// Maximum number of dots in a stack. Further values are listed when the cursor is on the topmost dot.
const MAX_STACK: usize = 12;
/// Maximum width of a name beside a dot, in columns.
const MAX_NAME: usize = 20;
/// Minimum number of columns between a name and another name, or a dot that is not its own.
const MIN_APART: usize = 3;
/// Sign that is drawn for a dot.
const DOT: &str = "●";
/// Minimum width of a plot, in columns; on narrower screens the values are listed.
const MIN_PLOT: usize = 16;

/// Content of one column in a row of the plot.
#[derive(Clone)]
enum PlotCell {
    Blank,
    /// A dot: the index of its point.
    Dot(usize),
    /// A character of the name of a point.
    Name(char),
}

/// Adds the rows of `plot`, as a picture or, on narrow screens, as a list.
pub(super) fn lay_out(flow: &mut Flow, plot: &StripPlot, columns: usize) {
    if columns < MIN_PLOT {
        return list(flow, plot, columns);
    }
    let scale = Intervals { ticks: plot.ticks.clone(), ..Intervals::default() };
    let cells = match plot.band {
        Some(band) => bands(plot, band, columns),
        None => {
            let mut cells = stacks(plot, &scale, columns);
            names(plot, &mut cells);
            cells
        }
    };
    for row in cells.into_iter().rev() {
        let runs = row_of(flow, plot, &row);
        flow.push(0, runs);
    }
    let axis = Plot::new(&scale, columns);
    flow.push(0, [Fragment::new(axis.line(), Role::Line)]);
    flow.push(0, [Fragment::new(axis.scale(), Role::Caption)]);
}

/// Adds the points as a list, on screens too narrow for a plot.
fn list(flow: &mut Flow, plot: &StripPlot, columns: usize) {
    for point in &plot.points {
        let mut runs = flow.runs(std::slice::from_ref(&point.name), Role::Text);
        runs.push(Fragment::new(format!(" {}", point.shown), Role::Count));
        flow.wrap(Vec::new(), &runs, 0, columns);
    }
}

/// Returns the rows of the plot in which dots with the same column are stacked; the first row is the lowest.
fn stacks(plot: &StripPlot, scale: &Intervals, columns: usize) -> Vec<Vec<PlotCell>> {
    let mut rows: Vec<Vec<PlotCell>> = Vec::new();
    let mut heights = vec![0; columns];
    for (index, point) in plot.points.iter().enumerate() {
        let column = at(scale.share(point.at), columns);
        let height = heights[column].min(MAX_STACK - 1);
        heights[column] += 1;
        if rows.len() <= height {
            rows.push(vec![PlotCell::Blank; columns]);
        }
        rows[height][column] = PlotCell::Dot(index);
    }
    rows
}

/// Returns the rows of a plot with bands, that is, intervals of length `band` over which dots are spread. The dots of a
/// band fill it from left to right, then upwards. A blank column separates bands; the first row is the lowest.
fn bands(plot: &StripPlot, band: f64, columns: usize) -> Vec<Vec<PlotCell>> {
    let (Some(first), Some(last)) = (plot.ticks.first(), plot.ticks.last()) else { return Vec::new() };
    let position =
        |value: f64| at(((value - first.at) / (last.at - first.at).max(f64::EPSILON)).clamp(0.0, 1.0), columns);
    let start = |point: &StripPoint| first.at + ((point.at - first.at) / band).floor() * band;
    let mut rows: Vec<Vec<PlotCell>> = Vec::new();
    let mut filled = 0;
    for (index, point) in plot.points.iter().enumerate() {
        let from = start(point);
        let is_next = index == 0 || start(&plot.points[index - 1]).total_cmp(&from).is_ne();
        filled = if is_next { 0 } else { filled + 1 };
        let left = position(from);
        let room = position(from + band).saturating_sub(left + 1).max(1);
        let (row, column) = (filled / room, left + filled % room);
        if rows.len() <= row {
            rows.push(vec![PlotCell::Blank; columns]);
        }
        rows[row][column.min(columns - 1)] = PlotCell::Dot(index);
    }
    rows
}

/// Writes the name of each point beside or above its dot, where it fits and cannot be taken for the name of another dot.
/// Dots in high rows come first, and those near the ends of the scale before those in the middle.
fn names(plot: &StripPlot, rows: &mut Vec<Vec<PlotCell>>) {
    let columns = rows.first().map_or(0, Vec::len);
    rows.push(vec![PlotCell::Blank; columns]);
    for row in (0..rows.len() - 1).rev() {
        let dot = |(column, cell): (usize, &PlotCell)| {
            if let PlotCell::Dot(index) = cell { Some((column, *index)) } else { None }
        };
        let mut dots: Vec<(usize, usize)> = rows[row].iter().enumerate().filter_map(dot).collect();
        dots.shared_sort_by_key(|&(column, _)| column.min(columns - column));
        for (column, index) in dots {
            let label = label(&plot.points[index]);
            let wide = text::width(&label);
            let above = column.saturating_sub(wide / 2).min(columns.saturating_sub(wide));
            let places = [(row, column + 2), (row, column.saturating_sub(wide + 1)), (row + 1, above)];
            let place = places.into_iter().find(|&(at, start)| {
                let own = (at == row).then_some(column);
                is_free(&rows[at], (start, wide), own) && (own.is_some() || is_alone(&rows[row], (start, wide), column))
            });
            if let Some((at, start)) = place {
                for (cell, c) in rows[at][start..].iter_mut().zip(label.chars()) {
                    *cell = PlotCell::Name(c);
                }
            }
        }
    }
    let is_blank = |row: &Vec<PlotCell>| row.iter().all(|cell| matches!(cell, PlotCell::Blank));
    if rows.last().is_some_and(is_blank) {
        rows.pop();
    }
}

/// Returns whether a name of `wide` columns fits at `start`: these columns and [`MIN_APART`] on each side have to be blank,
/// except for the dot in the column `own`.
fn is_free(row: &[PlotCell], (start, wide): (usize, usize), own: Option<usize>) -> bool {
    let mut around = start.saturating_sub(MIN_APART)..(start + wide + MIN_APART).min(row.len());
    let is_over = own.is_some_and(|own| (start..start + wide).contains(&own));
    let is_blank = |column: usize| Some(column) == own || matches!(row[column], PlotCell::Blank);
    start + wide <= row.len() && !is_over && around.all(is_blank)
}

/// Returns whether the dot in the column `own` of `row` is the only one below a name of `wide` columns at `start`.
fn is_alone(row: &[PlotCell], (start, wide): (usize, usize), own: usize) -> bool {
    let mut below = start.saturating_sub(1)..(start + wide + 1).min(row.len());
    below.all(|column| column == own || !matches!(row[column], PlotCell::Dot(_)))
}

/// Returns the name and the value of a point; an empty text if it has wide characters, since a cell has one column.
fn label(point: &StripPoint) -> String {
    let name = text::truncate_to_width(&point.name.text, MAX_NAME);
    let label = format!("{name} {}", point.shown);
    if text::width(&label) == label.chars().count() { label } else { point.shown.clone() }
}

fn row_of(flow: &mut Flow, plot: &StripPlot, row: &[PlotCell]) -> Vec<Fragment> {
    let mut runs: Vec<Fragment> = Vec::new();
    for cell in row {
        let (text, role) = match cell {
            PlotCell::Dot(index) => {
                runs.push(dot(flow, &plot.points[*index]));
                continue;
            }
            PlotCell::Blank => (' ', Role::Quiet),
            PlotCell::Name(c) => (*c, Role::Quiet),
        };
        match runs.last_mut().filter(|last| last.role == role && last.link.is_none()) {
            Some(last) => last.text.push(text),
            None => runs.push(Fragment::new(text, role)),
        }
    }
    runs
}

fn dot(flow: &mut Flow, point: &StripPoint) -> Fragment {
    let role = match (&point.sign, &point.name.to) {
        (Some(sign), _) => match sign.weight {
            Weight::Tone(tone) => Role::Tone(tone),
            _ => Role::Bar,
        },
        (None, Some(Target::Place(_))) => Role::Link,
        (None, Some(Target::Url(_))) => Role::Web,
        (None, None) => Role::Bar,
    };
    let link = point.name.to.as_ref().map(|target| {
        flow.links.push(Link { target: target.clone(), pieces: Vec::new() });
        flow.links.len() - 1
    });
    let text = point.sign.as_ref().map_or(DOT, |sign| sign.text.as_str());
    Fragment { text: text.to_owned(), role, link }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Span, Tick};

    fn lines(points: &[(&str, f64)]) -> Vec<String> {
        let ticks = [0.0, 60.0].map(|at| Tick::new(at, at.to_string())).into();
        let points = points.iter().map(|&(name, at)| StripPoint::new(Span::plain(name), at, at.to_string()));
        let flow = Flow::new([&Block::Strip(StripPlot::new(ticks, points))], 61);
        flow.rows.iter().map(|row| row.text().trim_end().to_owned()).collect()
    }

    #[test]
    fn a_name_is_beside_its_dot_or_above_it_where_no_other_dot_is_meant() {
        assert_eq!(lines(&[("Ada", 5.0), ("Bob", 40.0)])[0], format!("     ● Ada 5{}● Bob 40", " ".repeat(28)));
        let short = lines(&[("Ada", 20.0), ("Bob", 27.0), ("Cleo", 32.0)]);
        assert_eq!(short[..2], ["                        Bob 27", "             Ada 20 ●      ●    ● Cleo 32"]);
        // A longer name would be above the dots of others too.
        let long = lines(&[("Ada", 20.0), ("Robert the Builder", 27.0), ("Cleo", 32.0)]);
        assert_eq!(long[0], short[1]);
    }
}
