//! Laying out grids. A grid that is too wide loses what it can do without, step by step: first the width of its
//! shades, then its words, then its headings are cut and its cells wrapped. On the narrowest screens each row is a
//! list of its cells.

use crate::text;

use super::super::grid::{Align, Grid, GridCell, GridRow};
use super::wrap::{Breaks, Run, space, width, wrapped};
use super::{Flow, MEASURE, Role};

/// How wide a column of row labels stays when it has to give way to the cells.
const LABELS: usize = 28;
/// Columns between columns.
const GAP: usize = 2;
/// How far a cell is indented where a row is a list.
const INDENT: usize = 2;
/// What the column of totals is called.
pub const TOTAL: &str = "All";

/// How much of a grid is shown.
#[derive(Clone, Copy)]
struct Detail {
    /// How wide a shade is.
    shade: usize,
    /// Whether cells have their words.
    word: bool,
    /// How much of a heading stands in one row.
    heading: HeadingWidth,
}

#[derive(Clone, Copy)]
enum HeadingWidth {
    Whole,
    Word,
    /// So much of each.
    Cut(usize),
}

/// From everything to the least that still is a grid.
const DETAILS: [Detail; 11] = [
    Detail { shade: 2, word: true, heading: HeadingWidth::Whole },
    Detail { shade: 2, word: true, heading: HeadingWidth::Word },
    Detail { shade: 1, word: true, heading: HeadingWidth::Word },
    Detail { shade: 2, word: false, heading: HeadingWidth::Word },
    Detail { shade: 1, word: false, heading: HeadingWidth::Word },
    Detail { shade: 0, word: false, heading: HeadingWidth::Word },
    // A heading that is cut is wider than most cells: there is room for their shades after all.
    Detail { shade: 2, word: false, heading: HeadingWidth::Cut(8) },
    Detail { shade: 1, word: false, heading: HeadingWidth::Cut(8) },
    Detail { shade: 0, word: false, heading: HeadingWidth::Cut(8) },
    Detail { shade: 1, word: false, heading: HeadingWidth::Cut(4) },
    Detail { shade: 0, word: false, heading: HeadingWidth::Cut(4) },
];

/// A cell in runs.
struct Laid<'a> {
    text: Vec<Run>,
    cell: &'a GridCell,
}

/// A row in runs.
struct LaidRow<'a> {
    label: Vec<Run>,
    cells: Vec<Laid<'a>>,
    total: Vec<Run>,
}

/// The columns that a column of the grid takes: its text, and what comes after the text.
#[derive(Clone, Copy)]
struct Measure {
    text: usize,
    tail: usize,
    heading: usize,
}

impl Measure {
    fn all(self) -> usize {
        self.heading.max(self.text + self.tail)
    }

    /// The edge that heading and cells stand at: figures are the left part of cells that go on after them.
    fn edge(self, align: Align) -> Align {
        if self.tail > 0 { Align::Left } else { align }
    }
}

/// How the rows of a grid are set.
struct Set<'a> {
    detail: Detail,
    grid: &'a Grid,
    labels: usize,
    columns: Vec<Measure>,
    totals: Option<usize>,
}

/// Adds the rows of `grid`.
pub(super) fn lay_out(flow: &mut Flow, grid: &Grid, columns: usize) {
    let room = columns.min(MEASURE);
    let from = flow.links.len();
    let heads: Vec<Vec<Run>> = grid.columns.iter().map(|column| flow.runs(&column.label, Role::Label)).collect();
    let rows: Vec<LaidRow<'_>> = grid.rows.iter().map(|row| laid(flow, row, Role::Text)).collect();
    let totals: Option<LaidRow<'_>> = grid.totals.as_ref().map(|row| laid(flow, row, Role::Count));
    let all: Vec<&LaidRow<'_>> = rows.iter().chain(&totals).collect();
    match fitting(grid, &heads, &all, room) {
        Some(set) => {
            let mut lines = set.heading(&heads);
            lines.extend(all.iter().flat_map(|row| set.row(row)));
            push(flow, lines, from);
        }
        None => {
            let lines = all.iter().flat_map(|row| stacked(row, &heads, room)).collect();
            push(flow, lines, from);
        }
    }
}

fn laid<'a>(flow: &mut Flow, row: &'a GridRow, role: Role) -> LaidRow<'a> {
    let label_role = if role == Role::Text { role } else { Role::Label };
    LaidRow {
        label: flow.runs(&row.label, label_role),
        cells: row.cells.iter().map(|cell| Laid { text: flow.runs(&cell.text, role), cell }).collect(),
        total: flow.runs(&row.total, Role::Count),
    }
}

/// The columns that the text of a grid takes, however much else of it is shown.
struct Widths {
    labels: usize,
    texts: Vec<usize>,
    totals: Option<usize>,
}

impl Widths {
    fn new(grid: &Grid, rows: &[&LaidRow<'_>]) -> Self {
        let text = |n: usize| rows.iter().filter_map(|row| row.cells.get(n)).map(|laid| width(&laid.text)).max();
        let labels = rows.iter().map(|row| width(&row.label)).max().unwrap_or(0).max(text::width(&grid.corner));
        let totals = grid.has_totals().then(|| {
            let widest = rows.iter().map(|row| width(&row.total)).max().unwrap_or(0);
            widest.max(text::width(TOTAL))
        });
        Self { labels, texts: (0..grid.columns.len()).map(|n| text(n).unwrap_or(0)).collect(), totals }
    }
}

/// The way to set the rows that shows the most and fits; none if the screen is too narrow for a grid.
fn fitting<'a>(grid: &'a Grid, heads: &[Vec<Run>], rows: &[&LaidRow<'_>], room: usize) -> Option<Set<'a>> {
    let widths = Widths::new(grid, rows);
    let whole_labels = DETAILS.map(|detail| measured(grid, heads, &widths, (detail, usize::MAX)));
    let sets = DETAILS.map(|detail| measured(grid, heads, &widths, (detail, LABELS)));
    let [.., last] = &sets;
    let spare = room.checked_sub(last.width() - last.columns.iter().map(|column| column.all()).sum::<usize>());
    let shrunk = spare.and_then(|room| shrink(&last.columns, rows, room));
    let least = Set { columns: shrunk.unwrap_or_default(), ..measured(grid, heads, &widths, (last.detail, LABELS)) };
    let can_wrap = !least.columns.is_empty();
    whole_labels.into_iter().chain(sets).find(|set| set.width() <= room).or_else(|| can_wrap.then_some(least))
}

fn measured<'a>(grid: &'a Grid, heads: &[Vec<Run>], widths: &Widths, (detail, label): (Detail, usize)) -> Set<'a> {
    let column = |(n, head): (usize, &Vec<Run>)| {
        let cells = grid.rows.iter().chain(&grid.totals).filter_map(|row| row.cells.get(n));
        let whole = width(head);
        Measure {
            text: widths.texts[n],
            tail: cells.map(|cell| tail_width(cell, detail)).max().unwrap_or(0),
            heading: match detail.heading {
                HeadingWidth::Whole => whole,
                HeadingWidth::Word => longest_part(head, &[' ', '-']),
                HeadingWidth::Cut(room) => whole.min(room),
            },
        }
    };
    let columns = heads.iter().enumerate().map(column).collect();
    Set { detail, grid, labels: widths.labels.min(label), columns, totals: widths.totals }
}

/// The columns made narrower, the widest first, until they fit in `room`; none if no word may be broken for it.
fn shrink(columns: &[Measure], rows: &[&LaidRow<'_>], room: usize) -> Option<Vec<Measure>> {
    let mut columns = columns.to_vec();
    let least: Vec<usize> = (0..columns.len())
        .map(|n| {
            rows.iter()
                .filter_map(|row| row.cells.get(n))
                .map(|laid| longest_part(&laid.text, &[' ']))
                .max()
                .unwrap_or(0)
        })
        .collect();
    loop {
        let over = columns.iter().map(|column| column.all()).sum::<usize>().saturating_sub(room);
        if over == 0 {
            return Some(columns);
        }
        let narrowed = columns
            .iter_mut()
            .zip(&least)
            .filter(|(column, least)| column.text > **least && column.all() > column.heading)
            .max_by_key(|(column, _)| column.all());
        narrowed?.0.text -= 1;
    }
}

/// The widest piece of `runs` that is left if they are broken after each of `breaks`.
fn longest_part(runs: &[Run], breaks: &[char]) -> usize {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    text.split_inclusive(breaks).map(|part| text::width(part.trim_end())).max().unwrap_or(0)
}

/// The columns that what comes after the text of a cell takes.
fn tail_width(cell: &GridCell, detail: Detail) -> usize {
    let shade = cell.shade.filter(|_| detail.shade > 0).map_or(0, |_| 1 + detail.shade);
    shade + cell.word.filter(|_| detail.word).map_or(0, |word| 1 + text::width(word))
}

/// What comes after the text of a cell: its shade and its word.
fn tail(cell: &GridCell, detail: Detail) -> Vec<Run> {
    let mut runs = Vec::new();
    if let Some(shade) = cell.shade.filter(|_| detail.shade > 0) {
        runs.push(space(1));
        runs.push(Run { text: intensity(shade).repeat(detail.shade), role: Role::Bar, link: None });
    }
    if let Some(word) = cell.word.filter(|_| detail.word) {
        runs.push(space(1));
        runs.push(Run { text: word.to_owned(), role: Role::Quiet, link: None });
    }
    runs
}

/// A block as dense as `shade` says; anything above nothing shows.
fn intensity(shade: f64) -> &'static str {
    match shade {
        shade if shade <= 0.0 => " ",
        shade if shade <= 0.25 => "░",
        shade if shade <= 0.5 => "▒",
        shade if shade <= 0.75 => "▓",
        _ => "█",
    }
}

impl Set<'_> {
    fn width(&self) -> usize {
        let columns: usize = self.columns.iter().map(|column| GAP + column.all()).sum();
        self.labels + columns + self.totals.map_or(0, |totals| GAP + totals)
    }

    /// The headings, in as many rows as the tallest takes; short ones stand right above their columns.
    fn heading(&self, heads: &[Vec<Run>]) -> Vec<Vec<Run>> {
        let wrapped: Vec<Vec<Vec<Run>>> = heads
            .iter()
            .zip(&self.columns)
            .map(|(head, column)| match self.detail.heading {
                HeadingWidth::Cut(_) => vec![cut(head.clone(), column.all())],
                _ => wrapped(head, column.all(), Breaks::Hyphens),
            })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        (0..height)
            .map(|row| {
                let label = if row + 1 == height { self.grid.corner.as_str() } else { "" };
                let total = if row + 1 == height { TOTAL } else { "" };
                let parts = wrapped.iter().map(|lines| {
                    let blank = height - lines.len();
                    row.checked_sub(blank).and_then(|line| lines.get(line)).cloned().unwrap_or_default()
                });
                let parts = parts
                    .zip(&self.columns)
                    .zip(&self.grid.columns)
                    .map(|((runs, measure), column)| aligned(runs, measure.all(), measure.edge(column.align)));
                self.line(vec![quiet(label)], parts.collect(), vec![quiet(total)])
            })
            .collect()
    }

    /// A row of the grid, in as many rows as its tallest cell takes.
    fn row(&self, row: &LaidRow<'_>) -> Vec<Vec<Run>> {
        let cells: Vec<Vec<Vec<Run>>> = row
            .cells
            .iter()
            .zip(&self.columns)
            .map(|(laid, column)| wrapped(&laid.text, column.text.max(1), Breaks::Spaces))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(1);
        (0..height)
            .map(|line| {
                let first = line == 0;
                let parts = cells.iter().zip(&row.cells).enumerate().map(|(n, (lines, laid))| {
                    let runs = lines.get(line).cloned().unwrap_or_default();
                    self.cell(n, runs, first.then_some(laid.cell))
                });
                let label = if first { cut(row.label.clone(), self.labels) } else { Vec::new() };
                self.line(label, parts.collect(), if first { row.total.clone() } else { Vec::new() })
            })
            .collect()
    }

    /// One row of a cell: its text at its edge, then its shade and word, if they stand in this row.
    fn cell(&self, column: usize, text: Vec<Run>, cell: Option<&GridCell>) -> Vec<Run> {
        let measure = self.columns[column];
        let align = self.grid.columns[column].align;
        let mut runs = aligned(text, measure.text, align);
        let tail = cell.map(|cell| tail(cell, self.detail)).unwrap_or_default();
        let used = width(&tail);
        runs.extend(tail);
        runs.push(space(measure.tail.saturating_sub(used)));
        aligned(runs, measure.all(), measure.edge(align))
    }

    fn line(&self, label: Vec<Run>, parts: Vec<Vec<Run>>, total: Vec<Run>) -> Vec<Run> {
        let mut line = aligned(label, self.labels, Align::Left);
        for part in parts {
            line.push(space(GAP));
            line.extend(part);
        }
        if let Some(totals) = self.totals {
            line.push(space(GAP));
            line.extend(aligned(total, totals, Align::Right));
        }
        line
    }
}

/// A row of the grid as a list: its label with its total, then each cell that says something, under its heading.
fn stacked(row: &LaidRow<'_>, heads: &[Vec<Run>], room: usize) -> Vec<Vec<Run>> {
    let mut label = row.label.clone();
    if !row.total.is_empty() {
        label.push(space(GAP));
        label.extend(row.total.iter().cloned());
    }
    let mut lines = wrapped(&label, room.max(1), Breaks::Spaces);
    let indent = INDENT.min(room / 4);
    let detail = Detail { shade: 0, word: true, heading: HeadingWidth::Whole };
    for (laid, head) in row.cells.iter().zip(heads).filter(|(laid, _)| !laid.text.is_empty()) {
        let mut runs: Vec<Run> = head.iter().map(|run| Run { link: None, role: Role::Label, ..run.clone() }).collect();
        runs.push(space(1));
        runs.extend(laid.text.iter().cloned());
        runs.extend(tail(laid.cell, detail));
        for line in wrapped(&runs, room.saturating_sub(indent).max(1), Breaks::Spaces) {
            lines.push(std::iter::once(space(indent)).chain(line).collect());
        }
    }
    lines
}

fn quiet(text: &str) -> Run {
    Run { text: text.to_owned(), role: Role::Label, link: None }
}

/// `runs` in `room` columns, at one edge of them.
fn aligned(runs: Vec<Run>, room: usize, align: Align) -> Vec<Run> {
    let left = room.saturating_sub(width(&runs));
    let before = match align {
        Align::Left => 0,
        Align::Centre => left / 2,
        Align::Right => left,
    };
    let mut line = vec![space(before)];
    line.extend(runs);
    line.push(space(left - before));
    line
}

/// As much of `runs` as fits in `room` columns.
fn cut(runs: Vec<Run>, room: usize) -> Vec<Run> {
    if width(&runs) <= room {
        return runs;
    }
    let mut left = room;
    let mut kept = Vec::new();
    for run in runs {
        let shown = text::cut(&run.text, left).into_owned();
        let whole = shown == run.text;
        left -= text::width(&shown).min(left);
        kept.push(Run { text: shown, ..run });
        if !whole || left == 0 {
            break;
        }
    }
    kept
}

/// Adds finished rows. Links were numbered cell by cell, and are numbered anew in the order they are read; one that
/// goes on in another row is a link of its own there.
fn push(flow: &mut Flow, lines: Vec<Vec<Run>>, from: usize) {
    let numbered = flow.links.split_off(from);
    for line in lines {
        let mut last = None;
        let line = line.into_iter().map(|run| {
            let link = run.link.and_then(|link| Some((link, numbered.get(link - from)?)));
            let link = link.map(|(link, row)| {
                if last != Some(link) {
                    flow.links.push(row.clone());
                    last = Some(link);
                }
                flow.links.len() - 1
            });
            Run { link, ..run }
        });
        let line: Vec<Run> = line.filter(|run| !run.text.is_empty()).collect();
        flow.push(0, line);
    }
}
