//! Lays out intervals: each row has a label, a value, and the position on the scale. A dot marks the midpoint, and a
//! line extends between the ends in steps of half a column. The plot is legible without colours, and in ASCII as `*`
//! and `-`.

use crate::text;

use super::wrap::{space, width};
use super::{Flow, Fragment, Role, TEXT_WIDTH};
use crate::document::{ChartColumns, Interval, Intervals};

/// Gaps between the label, the value and the plot, in columns.
const GAP: usize = 2;
/// Minimum width of the plot in columns; on narrower screens there is none.
const MIN_PLOT: usize = 11;
/// Indentation of a note below its interval, in columns.
const INDENT: usize = 2;

/// Minimum width, in columns, in which notes are beside their intervals instead of below them.
const MIN_BESIDE: usize = 112;

/// Adds the rows of the chart `content`.
pub(super) fn lay_out(flow: &mut Flow, content: &Intervals, columns: usize) {
    let laid: Vec<_> = content.intervals.iter().map(|interval| (flow.label(interval), interval)).collect();
    let ChartColumns { labels, values } = content.columns();
    let start = labels + GAP + values + GAP;
    let has_notes = laid.iter().any(|((_, note), _)| !note.is_empty());
    let beside = (has_notes && columns >= MIN_BESIDE).then(|| (columns.saturating_sub(start) * 3 / 5).min(TEXT_WIDTH));
    let room = columns.saturating_sub(start + beside.map_or(0, |notes| notes + GAP));
    let Some(plot) = (room >= MIN_PLOT).then(|| Plot::new(content, room)) else {
        for ((label, note), interval) in laid {
            let value = Fragment::new(interval.shown.clone(), Role::Count);
            let row: Vec<Fragment> = label.into_iter().chain([space(GAP), value]).collect();
            flow.wrap(Vec::new(), &row, 0, columns);
            below(flow, &note, columns);
        }
        return;
    };
    if !content.continues {
        flow.push(start, [Fragment::new(plot.scale(), Role::Caption)]);
    }
    for ((label, note), interval) in laid {
        let used = width(&label);
        let value = Fragment::new(format!("{:>values$}", interval.shown), Role::Count);
        let head = label.into_iter().chain([space(labels - used + GAP), value, space(GAP)]);
        let head: Vec<Fragment> = head.chain(plot.row(content, interval)).collect();
        match beside {
            Some(_) => flow.wrap(head, &note, start + room + GAP, columns),
            None => {
                flow.push(0, head);
                below(flow, &note, columns);
            }
        }
    }
}

/// Adds the note of an interval in the rows below it.
fn below(flow: &mut Flow, note: &[Fragment], columns: usize) {
    if !note.is_empty() {
        flow.wrap(Vec::new(), note, INDENT.min(columns / 4), columns.min(TEXT_WIDTH));
    }
}

impl Flow {
    /// Returns the fragments of the label and of the note of an interval, and registers their links in reading order.
    fn label(&mut self, interval: &Interval) -> (Vec<Fragment>, Vec<Fragment>) {
        (self.runs(&interval.label, Role::Text), self.runs(&interval.note, Role::Quiet))
    }
}

/// Scale drawn in `room` columns, with the ticks that have labels there.
pub(super) struct Plot<'a> {
    room: usize,
    /// Ticks that are labelled.
    marks: Vec<Mark<'a>>,
}

/// Tick with its label.
struct Mark<'a> {
    /// Column of the tick in the plot.
    at: usize,
    /// First column of the label.
    start: usize,
    text: &'a str,
}

impl<'a> Plot<'a> {
    /// Creates a scale of `room` columns. It labels all ticks, or those at equal distances that fit, or else as many as fit,
    /// first those at the ends.
    pub(super) fn new(content: &'a Intervals, room: usize) -> Self {
        let last = content.ticks.len().saturating_sub(1);
        let steps = (1..last).filter(|step| last.is_multiple_of(*step));
        let even = steps.map(|step| (last / step + 1, Self::labelled(content, room, step)));
        let even = even.into_iter().find_map(|(count, marks)| (marks.len() == count).then_some(marks));
        let mut marks = even.unwrap_or_else(|| Self::labelled(content, room, 1));
        marks.sort_unstable_by_key(|mark| mark.start);
        Self { room, marks }
    }

    /// Returns the labels that fit of every `step`th tick, first those of the ends.
    fn labelled(content: &'a Intervals, room: usize, step: usize) -> Vec<Mark<'a>> {
        let last = content.ticks.len().saturating_sub(1);
        let mut marks: Vec<Mark<'a>> = Vec::new();
        let inner = (step..last).step_by(step);
        for (n, tick) in [0, last].into_iter().chain(inner).filter_map(|n| Some((n, content.ticks.get(n)?))) {
            let wide = text::width(&tick.shown);
            let at = at(content.share(tick.at), room);
            let start = match n {
                0 => 0,
                n if n == last => room.saturating_sub(wide),
                _ => at.saturating_sub(wide / 2),
            };
            // Two labels need a blank between them.
            let is_free =
                marks.iter().all(|mark| start > mark.start + text::width(mark.text) || mark.start > start + wide);
            if start + wide <= room && is_free {
                marks.push(Mark { at, start, text: &tick.shown });
            }
        }
        marks
    }

    /// Returns the row with the labels of the ticks.
    pub(super) fn scale(&self) -> String {
        let mut column = 0;
        let mut scale = String::new();
        for mark in &self.marks {
            scale.push_str(&" ".repeat(mark.start - column));
            scale.push_str(mark.text);
            column = mark.start + text::width(mark.text);
        }
        scale
    }

    /// Returns a row with a line and a mark at each labelled tick.
    pub(super) fn line(&self) -> String {
        let tick = |column: usize| self.marks.iter().any(|mark| mark.at == column);
        (0..self.room).map(|column| if tick(column) { '┴' } else { '─' }).collect()
    }

    /// Returns the plot of an interval, drawn over the marks of the ticks.
    fn row(&self, content: &Intervals, interval: &Interval) -> Vec<Fragment> {
        let middle = at(content.share(interval.middle()), self.room);
        let halves = [interval.low, interval.high].map(|end| at(content.share(end), 2 * self.room));
        let mut runs: Vec<Fragment> = Vec::new();
        for column in 0..self.room {
            let (cell, role) = match stroke(column, halves) {
                _ if column == middle => ('●', Role::Bar),
                Some(line) if interval.low < interval.high => (line, Role::Bar),
                _ if self.marks.iter().any(|mark| mark.at == column) => ('·', Role::Quiet),
                _ => (' ', Role::Quiet),
            };
            match runs.last_mut().filter(|last| last.role == role) {
                Some(last) => last.text.push(cell),
                None => runs.push(Fragment::new(cell, role)),
            }
        }
        runs
    }
}

/// Returns the character in `column` for a line from the half column `from` to the half column `to`; `None` if the
/// column is beyond the line.
fn stroke(column: usize, [from, to]: [usize; 2]) -> Option<char> {
    let within = |half: usize| (from..=to).contains(&half);
    match (within(2 * column), within(2 * column + 1)) {
        (true, true) => Some('━'),
        (true, false) => Some('╸'),
        (false, true) => Some('╺'),
        (false, false) => None,
    }
}

/// Returns the column, out of `room`, for a position on the scale from 0 to 1.
pub(super) fn at(share: f64, room: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a few dozen columns"
    )]
    let column = (share * room.saturating_sub(1) as f64).round() as usize;
    column
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Span, Tick, plain};
    use crate::place::Place;

    fn lines(flow: &Flow) -> Vec<String> {
        flow.rows.iter().map(|row| row.text().trim_end().to_owned()).collect()
    }

    #[test]
    fn ticks_are_labelled_at_equal_distances_if_not_all_of_them_fit() {
        let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|at| Tick::new(at, format!("{}%", 100.0 * at)));
        let scale = Intervals { ticks: ticks.into(), ..Intervals::default() };
        assert_eq!(Plot::new(&scale, 25).scale(), "0%   25%   50%   75% 100%");
        assert_eq!(Plot::new(&scale, 13).scale(), "0%   50% 100%");
        assert_eq!(Plot::new(&scale, 10).scale(), "0%    100%");
    }

    #[test]
    fn intervals_stand_on_one_scale() {
        let interval = |label: &str, low: f64, high: f64, shown: &str, note: &str| Interval {
            label: vec![Span::link(label, Place::Home)],
            low,
            high,
            shown: shown.into(),
            note: if note.is_empty() { Vec::new() } else { vec![Span::plain(note)] },
        };
        let ticks =
            [(0.0, "0%"), (0.5, "50%"), (1.0, "100%")].map(|(at, shown)| Tick { at, shown: shown.into() }).into();
        let intervals = vec![
            interval("Ada", 1.0, 1.0, "100%", "a note"),
            interval("Grace", 0.0, 0.5, "0–50%", ""),
            interval("Tim", 0.32, 0.78, "32–78%", ""),
            interval("Una", 0.5, 0.5, "50%", ""),
        ];
        let block = Block::Intervals(Intervals { ticks, intervals, ..Intervals::default() });
        assert_eq!(
            lines(&Flow::new([&block], 36)),
            [
                "               0%       50%     100%",
                "Ada      100%  ·         ·         ●",
                "  a note",
                "Grace   0–50%  ━━━━━●━━━━━         ·",
                "Tim    32–78%  ·     ╺━━━━●━━━━╸   ·",
                "Una       50%  ·         ●         ·",
            ]
        );
        // Without space for a useful scale, only the values are shown.
        assert_eq!(
            lines(&Flow::new([&block], 25)),
            ["Ada  100%", "  a note", "Grace  0–50%", "Tim  32–78%", "Una  50%"]
        );
    }

    #[test]
    fn a_label_wider_than_the_screen_leaves_no_room_for_the_plot() {
        let label = "x".repeat(200);
        let one = Interval { note: plain("note"), ..Interval::new(label.as_str(), [1.0, 1.0], "100%") };
        let block = Block::Intervals(Intervals { intervals: vec![one], ..Intervals::default() });
        assert_eq!(lines(&Flow::new([&block], 120))[1..], ["x".repeat(80) + "  100%", "  note".to_owned()]);
    }

    #[test]
    fn notes_are_beside_their_intervals_on_wide_screens() {
        let ticks = [(0.0, "0%"), (1.0, "100%")].map(|(at, shown)| Tick { at, shown: shown.into() }).into();
        let one = Interval { note: plain("word ".repeat(14).trim()), ..Interval::new("Ada", [1.0, 1.0], "100%") };
        let block = Block::Intervals(Intervals { ticks, intervals: vec![one], ..Intervals::default() });
        let rows = lines(&Flow::new([&block], 112));
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert!(rows[1].starts_with("Ada  100%  ·") && rows[1].ends_with("word word"), "{rows:?}");
        assert_eq!(rows[1].find("word").map(|at| rows[1][..at].chars().count()), rows[2].find("word"), "{rows:?}");
    }
}
