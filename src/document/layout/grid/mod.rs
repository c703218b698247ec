//! Lays out grids. A grid that is too wide is narrowed in steps: headings are wrapped, shades become narrower,
//! gaps between columns shrink, row labels are wrapped, headings are truncated, and finally
//! cells are wrapped. On the narrowest screens, each row is drawn as a list of its cells.

mod detail;
mod laid;
mod narrowed;
mod stacked;

use std::borrow::Cow;

use crate::text;

use super::wrap::{Breaks, longest_word, space, width, wrapped};
use super::{Flow, Fragment, Role};
use crate::document::grid::{Align, Grid, GridCell, GridColumn, TOTAL};

use detail::{CUT, Detail, FIRST, GAP, HeadingWidth, LEAST, PROSE, WHOLE};
use laid::{LaidGrid, LaidRow, are_first_words_different, first_word, head};
use stacked::stacked;

/// Maximum width of row labels while headings can be truncated instead, in columns.
const MAX_LABELS: usize = 28;
/// Minimum width of the widest text in a column of prose, that is, of texts that are wrapped in their cells, in columns.
const MIN_PROSE: usize = 32;
/// Minimum width that a column of prose is narrowed to; if there is less room, the rows are drawn as lists.
const MIN_PROSE_COLUMN: usize = 24;
/// Indentation of a cell below the label of its row, in a row that is drawn as a list, in columns.
const INDENT: usize = 2;
/// Characters after which a heading may be wrapped.
const HEADING_BREAKS: [char; 2] = [' ', '-'];
/// Blank between the signs in a strip of signs; narrow grids are drawn without it.
const BLANK: char = '\u{a0}';
/// Characters that draw the nine levels of a shade, from 0 to 8.
const HEIGHTS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Widths of a column of the grid, in terminal columns: of the shade before the text, of the text, and of the
/// heading.
#[derive(Clone, Copy)]
struct ColumnWidth {
    shade: usize,
    text: usize,
    heading: usize,
}

impl ColumnWidth {
    fn all(self) -> usize {
        self.heading.max(self.shade + self.text)
    }
}

/// Grid with a level of detail and the widths that follow from it.
struct GridLayout<'a> {
    detail: Detail,
    grid: &'a Grid,
    labels: usize,
    columns: Vec<ColumnWidth>,
    totals: Option<usize>,
    /// Whether a column contains prose, which is wrapped.
    is_prose: bool,
}

/// Adds the rows of `grid`, drawn in at most `columns` terminal columns, to `flow`.
pub(super) fn lay_out(flow: &mut Flow, grid: &Grid, columns: usize) {
    let narrowed = narrowed::narrowed(grid, columns);
    draw(flow, &narrowed.grid, columns);
    if let Some(note) = narrowed.note() {
        flow.wrap(Vec::new(), &[Fragment::new(note, Role::Caption)], 0, columns);
    }
}

/// Returns the width of the table that `grid` is drawn as in at most `columns` terminal columns; `None` if anything of it
/// would be truncated or wrapped except the headings of its columns.
pub(super) fn whole_width(grid: &Grid, columns: usize) -> Option<usize> {
    // The links of a grid that is only measured are not those of the page.
    let laid = LaidGrid::new(&mut Flow::default(), grid);
    let labels = laid.rows.iter().map(|row| width(&row.label)).max().unwrap_or(0);
    let (layout, _) = laid.table(columns)?;
    let is_whole = !layout.is_cut() && !layout.is_prose && !layout.detail.tight && layout.labels >= labels;
    is_whole.then(|| layout.width())
}

fn draw(flow: &mut Flow, grid: &Grid, columns: usize) {
    let from = flow.links.len();
    let laid = LaidGrid::new(flow, grid);
    let all: Vec<&LaidRow<'_>> = laid.rows.iter().chain(&laid.totals).collect();
    let list = || stacked(&all, grid, &laid.heads, columns);
    let (mut lines, rows) = match laid.table(columns) {
        Some((layout, rows)) => (layout.heading(&laid.heads), rows),
        None => (Vec::new(), list()),
    };
    let mut start = flow.rows.len() + lines.len();
    for row in rows {
        flow.units.push(start..start + row.len());
        start += row.len();
        lines.extend(row);
    }
    flow.push_renumbered(lines, from);
}

/// Returns the sign of the direction if the grid is sorted by `column`, otherwise an empty text.
fn order_sign(grid: &Grid, column: usize) -> &'static str {
    grid.sorting.map_or("", |sorting| sorting.sign(column))
}

/// Widths of the texts in a grid, which do not depend on the level of detail.
struct Widths {
    /// Width of the widest row label, and width of the longest word in the row labels.
    labels: [usize; 2],
    /// Width of the widest text in each column: first with the blanks in strips of signs, then without them.
    texts: [Vec<usize>; 2],
    totals: Option<usize>,
}

impl Widths {
    fn new(grid: &Grid, rows: &[&LaidRow<'_>]) -> Self {
        let text = |n: usize, width: fn(&[Fragment]) -> usize| {
            rows.iter().filter_map(|row| row.cells.get(n)).map(|laid| width(&laid.text)).max().unwrap_or(0)
        };
        let texts = |width| (0..grid.columns.len()).map(|n| text(n, width)).collect();
        let corner = text::width(&grid.corner) + text::width(order_sign(grid, 0));
        let labels = rows.iter().map(|row| width(&row.label)).max().unwrap_or(0).max(corner);
        let word = rows.iter().map(|row| longest_word(&row.label, Breaks::Hyphens)).max().unwrap_or(0);
        let totals = grid.has_totals().then(|| {
            let widest = rows.iter().map(|row| width(&row.total)).max().unwrap_or(0);
            widest.max(text::width(TOTAL) + text::width(order_sign(grid, 1 + grid.columns.len())))
        });
        let texts = [texts(width), texts(|runs| width(&tight(runs)))];
        Self { labels: [labels, word.min(MAX_LABELS).max(corner)], texts, totals }
    }
}

/// Returns the most detailed layout that fits in `room` columns; `None` if there is too little room for a grid.
fn fitting<'a>(grid: &'a Grid, heads: &[Vec<Fragment>], rows: &[&LaidRow<'_>], room: usize) -> Option<GridLayout<'a>> {
    let widths = Widths::new(grid, rows);
    let [whole, word] = widths.labels;
    // If a cell has several words, the gap is not narrowed, because words could not be distinguished from cells.
    let is_close = rows
        .iter()
        .flat_map(|row| &row.cells)
        .all(|laid| longest_word(&laid.text, Breaks::Spaces) == width(&laid.text));
    let layout = |detail: Detail, labels| {
        let gap = if is_close { detail.gap } else { GAP };
        GridLayout { labels, ..measured(grid, heads, &widths, Detail { gap, ..detail }) }
    };
    if widths.texts[1].iter().any(|&text| text >= MIN_PROSE) && layout(WHOLE[0], whole).width() > room {
        let fits = [whole, whole.min(MAX_LABELS)].map(|labels| with_prose(&layout(PROSE, labels), rows, room));
        let layouts = fits.into_iter().flatten().map(|layout| layout.widened(heads, whole, room));
        let height = |layout: &GridLayout<'_>| rows.iter().map(|row| layout.row(row).len()).sum::<usize>();
        return layouts.min_by_key(height).map(|layout| GridLayout { is_prose: true, ..layout });
    }
    let is_told_by_first_word = are_first_words_different(heads);
    let first = |labels| FIRST.into_iter().filter(move |_| is_told_by_first_word).map(move |detail| (detail, labels));
    let uncut = [whole, word].into_iter().flat_map(|labels| WHOLE.map(|detail| (detail, labels)));
    let first = [whole, word].into_iter().flat_map(first);
    let cut = [whole.min(MAX_LABELS), word].into_iter().flat_map(|labels| CUT.map(|detail| (detail, labels)));
    let fits = uncut
        .chain(first)
        .chain(cut)
        .map(|(detail, labels)| layout(detail, labels))
        .find(|layout| layout.width() <= room);
    fits.map(|layout| layout.widened(heads, whole, room)).or_else(|| {
        let least = layout(LEAST, word);
        let spare = room.checked_sub(least.width() - least.columns.iter().map(|column| column.all()).sum::<usize>());
        let columns = shrink(grid, &least.columns, rows, spare?).filter(|columns| !columns.is_empty())?;
        Some(GridLayout { columns, ..least })
    })
}

/// Returns `layout` with columns narrowed, so that it fits in `room` columns; `None` if a column of prose would become
/// too narrow for this.
fn with_prose<'a>(layout: &GridLayout<'a>, rows: &[&LaidRow<'_>], room: usize) -> Option<GridLayout<'a>> {
    let all: usize = layout.columns.iter().map(|column| column.all()).sum();
    let spare = room.checked_sub(layout.width() - all)?;
    let columns = shrink(layout.grid, &layout.columns, rows, spare)?;
    let is_narrow = |(now, before): (&ColumnWidth, &ColumnWidth)| now.text < before.text.min(MIN_PROSE_COLUMN);
    let is_too_narrow = columns.iter().zip(&layout.columns).any(is_narrow);
    (!is_too_narrow).then_some(GridLayout { columns, ..*layout })
}

fn measured<'a>(grid: &'a Grid, heads: &[Vec<Fragment>], widths: &Widths, detail: Detail) -> GridLayout<'a> {
    let column = |(n, head): (usize, &Vec<Fragment>)| {
        let cells = grid.rows.iter().chain(&grid.totals).filter_map(|row| row.cells.get(n));
        ColumnWidth {
            text: widths.texts[usize::from(detail.tight)][n],
            shade: cells.map(|cell| width(&shade(cell, detail))).max().unwrap_or(0),
            heading: match detail.heading {
                HeadingWidth::Whole => width(head),
                HeadingWidth::First => width(&first_word(head)),
                HeadingWidth::Word => longest_word(&fitted_head(&grid.columns[n], head, detail), Breaks::Hyphens),
                HeadingWidth::Cut(room) => {
                    longest_word(&fitted_head(&grid.columns[n], head, detail), Breaks::Hyphens).min(room)
                }
            },
        }
    };
    let columns = heads.iter().enumerate().map(column).collect();
    GridLayout { detail, grid, labels: widths.labels[0], columns, totals: widths.totals, is_prose: false }
}

/// Narrows the columns, the widest ones first, until the grid fits in `room`; `None` if words or figures would have to be
/// broken for this.
fn shrink(grid: &Grid, columns: &[ColumnWidth], rows: &[&LaidRow<'_>], room: usize) -> Option<Vec<ColumnWidth>> {
    let mut columns = columns.to_vec();
    let word = |(n, column): (usize, &GridColumn)| {
        let texts = rows.iter().filter_map(|row| row.cells.get(n)).map(|laid| &laid.text);
        let least = texts.map(|text| match column.align {
            Align::Right => width(text),
            _ => longest_word(text, Breaks::Spaces),
        });
        least.max().unwrap_or(0)
    };
    let least: Vec<usize> = grid.columns.iter().enumerate().map(word).collect();
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

/// Returns the fragments of the shade before the text of a cell.
fn shade(cell: &GridCell, detail: Detail) -> Vec<Fragment> {
    let shade = cell.shade.filter(|_| detail.shade > 0);
    let blocks = shade.map(|shade| Fragment::new(HEIGHTS[level(shade)].repeat(detail.shade), Role::Bar));
    blocks.into_iter().flat_map(|blocks| [blocks, space(1)]).collect()
}

/// Returns the level of a shade, from 0 to 8. It grows with the square root, so that differences between small values
/// are visible. A shade above zero has at least level 1.
fn level(shade: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a level from 0 to 8")]
    let level = (8.0 * shade.clamp(0.0, 1.0).sqrt()).ceil() as usize;
    level
}

/// Returns `runs`, which fill a cell, with the cell's shade as background. If the cell has exactly one link, all of its
/// text becomes that link.
fn shaded(runs: Vec<Fragment>, cell: Option<&GridCell>) -> Vec<Fragment> {
    let level = cell.and_then(|cell| cell.shade).map_or(0, level);
    let Some(level) = u8::try_from(level).ok().filter(|level| *level > 0) else { return runs };
    let mut links = runs.iter().filter_map(|run| run.link);
    let link = links.next().filter(|_| links.next().is_none());
    runs.into_iter().map(|run| Fragment { role: Role::Shade(level), link: run.link.or(link), ..run }).collect()
}

impl GridLayout<'_> {
    /// Returns whether headings or cells are truncated or wrapped because there is little room.
    fn is_cut(&self) -> bool {
        matches!(self.detail.heading, HeadingWidth::Cut(_))
    }

    fn width(&self) -> usize {
        let gap = self.detail.gap;
        let columns: usize = self.columns.iter().map(|column| gap + column.all()).sum();
        self.labels + columns + self.totals.map_or(0, |totals| gap + totals)
    }

    /// Distributes the width that is left in `room`: first to columns whose headings have truncated words, then to the
    /// row labels.
    fn widened(mut self, heads: &[Vec<Fragment>], labels: usize, room: usize) -> Self {
        self.equalize(room);
        let word = |(head, column): (&Vec<Fragment>, &GridColumn)| {
            longest_word(&fitted_head(column, head, self.detail), Breaks::Hyphens)
        };
        let words: Vec<usize> = heads.iter().zip(&self.grid.columns).map(word).collect();
        while self.width() < room {
            let narrow = self.columns.iter_mut().zip(&words).filter(|(column, word)| column.heading < **word);
            match narrow.min_by_key(|(column, _)| column.all()) {
                Some((column, _)) => column.heading += 1,
                None if self.labels < labels => self.labels += 1,
                None => break,
            }
        }
        self
    }

    /// Makes the columns of shaded cells equally wide if they fit in `room`, since a wide cell would look like a larger
    /// value.
    fn equalize(&mut self, room: usize) {
        let rows = &self.grid.rows;
        let is_shaded = |at: usize| rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| cell.shade.is_some()));
        let shaded: Vec<usize> = (0..self.columns.len()).filter(|&at| is_shaded(at)).collect();
        let widest = shaded.iter().map(|&at| self.columns[at].all()).max().unwrap_or(0);
        let missing: usize = shaded.iter().map(|&at| widest - self.columns[at].all()).sum();
        if self.width() + missing <= room {
            for at in shaded {
                self.columns[at].heading = widest;
            }
        }
    }

    /// Returns the rows of the column headings; a heading with fewer rows than others is at the bottom.
    fn heading(&self, heads: &[Vec<Fragment>]) -> Vec<Vec<Fragment>> {
        let lines = |((head, column), width): ((&Vec<Fragment>, &GridColumn), &ColumnWidth)| {
            let head = fitted_head(column, head, self.detail);
            wrapped(&cut_words(&head, width.all()), width.all(), Breaks::Hyphens)
        };
        let heads = heads.iter().zip(&self.grid.columns).zip(&self.columns);
        let wrapped: Vec<Vec<Vec<Fragment>>> = heads.map(lines).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        (0..height)
            .map(|row| {
                let is_last = row + 1 == height;
                let named = |name: &str, column| {
                    let runs = if is_last { vec![quiet(name)] } else { Vec::new() };
                    if is_last { head(self.grid, column, runs) } else { runs }
                };
                let parts = wrapped.iter().map(|lines| {
                    let blank = height - lines.len();
                    row.checked_sub(blank).and_then(|line| lines.get(line)).cloned().unwrap_or_default()
                });
                let parts = parts
                    .zip(&self.columns)
                    .zip(&self.grid.columns)
                    .map(|((runs, measure), column)| aligned(runs, measure.all(), column.align));
                let total = named(TOTAL, 1 + self.grid.columns.len());
                self.line(named(&self.grid.corner, 0), parts.collect(), total)
            })
            .collect()
    }

    /// Returns the terminal rows of one row of the grid, as many as its highest cell takes.
    fn row(&self, row: &LaidRow<'_>) -> Vec<Vec<Fragment>> {
        let cells: Vec<Vec<Vec<Fragment>>> = row
            .cells
            .iter()
            .zip(&self.columns)
            .map(|(laid, column)| wrapped(&fitted(&laid.text, self.detail), column.text.max(1), Breaks::Spaces))
            .collect();
        let labels = wrapped(&row.label, self.labels.max(1), Breaks::Hyphens);
        let height = cells.iter().map(Vec::len).chain([labels.len()]).max().unwrap_or(1);
        (0..height)
            .map(|line| {
                let first = line == 0;
                let parts = cells.iter().zip(&row.cells).enumerate().map(|(n, (lines, laid))| {
                    let runs = lines.get(line).cloned().unwrap_or_default();
                    self.cell(n, runs, first.then_some(laid.cell))
                });
                let mut label = labels.get(line).cloned().unwrap_or_default();
                if !first {
                    // The rest of a label is indented as far as it fits, so that it does not look like a row of its own.
                    label.insert(0, space(INDENT.min(self.labels.saturating_sub(width(&label)))));
                }
                self.line(label, parts.collect(), if first { row.total.clone() } else { Vec::new() })
            })
            .collect()
    }

    /// Returns one terminal row of a cell: a part of its text, and, in the first row, its shade.
    fn cell(&self, column: usize, text: Vec<Fragment>, cell: Option<&GridCell>) -> Vec<Fragment> {
        let measure = self.columns[column];
        let align = self.grid.columns[column].align;
        let before = cell.map_or_else(Vec::new, |cell| shade(cell, self.detail));
        let mut runs = aligned(before, measure.shade, Align::Left);
        runs.extend(aligned(text, measure.text, align));
        // A figure does not touch the right edge of its shade.
        let is_shaded = align == Align::Right && cell.is_some_and(|cell| cell.shade.is_some());
        runs.push(space(usize::from(is_shaded && measure.shade + measure.text < measure.all())));
        shaded(aligned(runs, measure.all(), align), cell)
    }

    fn line(&self, label: Vec<Fragment>, parts: Vec<Vec<Fragment>>, total: Vec<Fragment>) -> Vec<Fragment> {
        let mut line = aligned(label, self.labels, Align::Left);
        for part in parts {
            line.push(space(self.detail.gap));
            line.extend(part);
        }
        if let Some(totals) = self.totals {
            line.push(space(self.detail.gap));
            line.extend(aligned(total, totals, Align::Right));
        }
        line
    }
}

/// Returns `runs` at a level of detail.
fn fitted(runs: &[Fragment], detail: Detail) -> Cow<'_, [Fragment]> {
    if detail.tight && has_blanks(runs) { Cow::Owned(tight(runs)) } else { Cow::Borrowed(runs) }
}

/// Returns the heading of a column at a level of detail. Strips without blanks have the name of the strips as heading,
/// since its letters would not be above the signs.
fn fitted_head<'a>(column: &GridColumn, head: &'a [Fragment], detail: Detail) -> Cow<'a, [Fragment]> {
    match (column.strip.filter(|_| detail.tight), detail.heading) {
        (Some(name), _) => Cow::Owned(vec![quiet(name)]),
        (None, HeadingWidth::First) => Cow::Owned(first_word(head)),
        (None, _) => fitted(head, detail),
    }
}

fn has_blanks(runs: &[Fragment]) -> bool {
    runs.iter().any(|run| run.text.contains(BLANK))
}

/// Returns `runs` without the blanks in strips of signs.
fn tight(runs: &[Fragment]) -> Vec<Fragment> {
    runs.iter().map(|run| Fragment { text: run.text.replace(BLANK, ""), ..run.clone() }).collect()
}

fn quiet(text: &str) -> Fragment {
    Fragment::new(text, Role::Label)
}

/// Returns `runs` with blanks that align them in `room` columns.
fn aligned(runs: Vec<Fragment>, room: usize, align: Align) -> Vec<Fragment> {
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

/// Truncates each word in `runs` that is wider than `room` columns.
fn cut_words(runs: &[Fragment], room: usize) -> Vec<Fragment> {
    let cut = |word: &str| {
        let bare = word.trim_end();
        format!("{}{}", text::truncate_to_width(bare, room), &word[bare.len()..])
    };
    let run =
        |run: &Fragment| Fragment { text: run.text.split_inclusive(HEADING_BREAKS).map(cut).collect(), ..run.clone() };
    runs.iter().map(run).collect()
}
