//! Lays out blocks of each kind, with blank rows between them.

use crate::text;

use super::wrap::{space, width};
use super::{
    Flow, Fragment, Role, Row, TEXT_WIDTH, grid, intervals, list, neighbourhood, pairs, panels, path_picture, strip,
};
use crate::document::{Bar, BarPart, Bars, Block, Fact, Heading, Span, Tone};

/// Minimum width of a value beside its label, in columns; if there is less room, values are below their labels.
const MIN_VALUE: usize = 13;
/// Maximum width of the labels of facts, in columns; longer labels are truncated.
const MAX_LABELS: usize = 28;
/// Width of the gap between a label and its value, in columns.
const GAP: usize = 2;
/// Indentation of code, in columns.
const CODE_INDENT: usize = 2;
/// Sign before a warning, which does not depend on colour.
const WARNING: &str = "! ";
/// Length of the longest bar, in columns.
const MAX_BAR: usize = 100;

impl Flow {
    /// Returns `blocks` laid out in rows of at most `width` columns.
    pub fn new<'a>(blocks: impl IntoIterator<Item = &'a Block>, width: usize) -> Self {
        let mut flow = Self::default();
        flow.add(blocks, width);
        flow
    }

    /// Adds the rows of `blocks`, laid out in at most `width` columns.
    pub(super) fn add<'a>(&mut self, blocks: impl IntoIterator<Item = &'a Block>, width: usize) {
        let mut previous = None;
        for block in blocks {
            lay_out(self, previous, block, width.max(1));
            previous = Some(block);
        }
    }
}

/// Adds the rows of `block` to `flow`, after a blank row if the block is separated from `previous`.
fn lay_out(flow: &mut Flow, previous: Option<&Block>, block: &Block, width: usize) {
    if separated(previous, block) {
        flow.blank();
    }
    let first = flow.rows.len();
    match block {
        Block::Heading(content) => heading(flow, content, width),
        Block::Paragraph(spans) => paragraph(flow, spans, Role::Text, width),
        Block::Caption(spans) | Block::Explanation(spans) => paragraph(flow, spans, Role::Caption, width),
        Block::Notice(spans) => paragraph(flow, spans, Role::Notice, width),
        Block::Warning(spans) => warning(flow, spans, width),
        Block::Facts(content) => facts(flow, content, width),
        Block::List(items) => list::lay_out(flow, items, width),
        Block::Bars(content) => bars(flow, content, width),
        Block::Intervals(content) => intervals::lay_out(flow, content, width),
        Block::Grid(content) => grid::lay_out(flow, content, width),
        Block::Neighbourhood(around) => neighbourhood::lay_out(flow, around, width),
        Block::Paths(picture) => path_picture::lay_out(flow, picture, width),
        Block::Pairs(grid) => pairs::lay_out(flow, grid, width),
        Block::Strip(plot) => strip::lay_out(flow, plot, width),
        Block::Panels(content) => panels::lay_out(flow, content, width),
        Block::Code(content) => code(flow, &content.text, width),
    }
    if let Some(sorting) = block.sorting() {
        flow.tables.push((sorting.table, first..flow.rows.len()));
    }
}

/// Returns whether a blank row separates `block` from `previous`. There is none below a heading, except before a
/// heading of the same or a higher level.
fn separated(previous: Option<&Block>, block: &Block) -> bool {
    match (previous, block) {
        (Some(Block::Heading(above)), Block::Heading(below)) => below.level <= above.level,
        // Captions and explanations belong to the block above them, so no blank row separates the two.
        (None | Some(Block::Heading(_)), _)
        | (_, Block::Caption(_) | Block::Explanation(_))
        | (
            Some(Block::Caption(_) | Block::Explanation(_)),
            Block::List(_) | Block::Facts(_) | Block::Bars(_) | Block::Intervals(_) | Block::Grid(_),
        )
        | (Some(Block::Facts(_)), Block::Facts(_)) => false,
        _ => true,
    }
}

fn heading(flow: &mut Flow, heading: &Heading, columns: usize) {
    if heading.level <= 1 {
        flow.sections.push(flow.rows.len());
    }
    let mut runs = flow.runs(&heading.text, Role::Heading(heading.level));
    if let Some(count) = heading.count {
        runs.push(space(GAP));
        runs.push(Fragment::new(count.to_string(), Role::Count));
    }
    if let Some(mark) = &heading.mark {
        runs.push(space(GAP));
        runs.push(if heading.warns {
            Fragment::new(format!("{WARNING}{mark}"), Role::Mark)
        } else {
            Fragment::new(mark.clone(), Role::Quiet)
        });
    }
    let aside = flow.runs(&heading.aside, Role::Quiet);
    let used = width(&runs) + if aside.is_empty() { 0 } else { GAP + width(&aside) };
    if used > columns {
        flow.wrap(Vec::new(), &runs, 0, columns.min(TEXT_WIDTH));
        if !aside.is_empty() {
            flow.wrap(Vec::new(), &aside, 0, columns);
        }
        return;
    }
    // A thin rule, with a blank on each side, fills the row between the heading and the text at the end of the row.
    if heading.level == 1 && used + 1 < columns {
        runs.push(space(1));
        runs.push(Fragment::new(" ".repeat(columns - used - usize::from(aside.is_empty())), Role::Rule));
        runs.push(space(usize::from(!aside.is_empty())));
    } else if !aside.is_empty() {
        runs.push(space(GAP));
    }
    flow.push(0, runs.into_iter().chain(aside));
}

fn paragraph(flow: &mut Flow, spans: &[Span], role: Role, columns: usize) {
    let runs = flow.runs(spans, role);
    flow.wrap(Vec::new(), &runs, 0, columns.min(TEXT_WIDTH));
}

/// Adds preformatted lines, indented. A line is wrapped only if it is too long.
fn code(flow: &mut Flow, lines: &str, columns: usize) {
    for line in lines.lines() {
        let content = line.trim_start();
        let indent = (CODE_INDENT + line.len() - content.len()).min(columns / 2);
        if content.is_empty() {
            flow.rows.push(Row::default());
        } else {
            flow.wrap(Vec::new(), &[Fragment::new(content, Role::Text)], indent, columns);
        }
    }
}

/// Adds a warning with a sign before it, so that it is recognizable without colours.
fn warning(flow: &mut Flow, spans: &[Span], columns: usize) {
    let runs = flow.runs(spans, Role::Tone(Tone::Caution));
    flow.wrap(vec![Fragment::new(WARNING, Role::Tone(Tone::Caution))], &runs, WARNING.len(), columns.min(TEXT_WIDTH));
}

fn facts(flow: &mut Flow, facts: &[Fact], columns: usize) {
    let widest = facts.iter().map(|fact| text::width(&fact.label)).max().unwrap_or(0).min(MAX_LABELS);
    // On a narrow screen, each value is in the row below its label.
    let stacked = widest + GAP + MIN_VALUE > columns;
    for fact in facts {
        let role = fact.tone.map_or(Role::Label, Role::Tone);
        let label = Fragment::new(text::truncate_to_width(&fact.label, MAX_LABELS.min(columns)).into_owned(), role);
        let value = flow.runs(&fact.value, Role::Text);
        let first = flow.rows.len();
        if stacked {
            flow.push(0, [label]);
            flow.wrap(Vec::new(), &value, GAP.min(columns / 4), columns);
        } else {
            flow.wrap(vec![label], &value, widest + GAP, columns.min(TEXT_WIDTH + widest));
        }
        flow.end_unit(first);
    }
}

fn bars(flow: &mut Flow, content: &Bars, columns: usize) {
    let laid: Vec<_> = content.bars.iter().map(|bar| (flow.runs(&bar.label, Role::Text), bar)).collect();
    let labels = laid.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    let figures = Figures::new(&content.bars);
    let room = columns.saturating_sub(labels + figures.all + 2 * GAP).min(MAX_BAR);
    for (label, bar) in laid {
        let used = width(&label);
        let value = Fragment::new(figures.set(bar), Role::Count);
        if room < 4 {
            let row: Vec<Fragment> = label.into_iter().chain([space(GAP), value]).collect();
            flow.wrap(Vec::new(), &row, 0, columns);
            continue;
        }
        let filled = if bar.parts.is_empty() {
            vec![Fragment::new(draw_bar(bar.value, content.full, room), Role::Bar)]
        } else {
            parts(&bar.parts, content.full, room)
        };
        let row = label.into_iter().chain([space(labels - used + GAP), value, space(GAP)]).chain(filled);
        flow.push(0, row);
    }
}

/// Returns the parts of a bar, each in whole columns and with a fill that is recognizable without colours. A part with
/// a value above zero takes at least one column.
fn parts(parts: &[BarPart], full: f64, room: usize) -> Vec<Fragment> {
    let columns = |value: f64| draw_bar(value, full, room).chars().count();
    let fill = |tone: Tone| match tone {
        Tone::Mixed | Tone::Caution => "━",
        Tone::Against | Tone::Conflict => "╱",
        _ => "█",
    };
    let mut start = 0.0;
    let mut drawn = 0;
    let mut runs = Vec::new();
    for part in parts.iter().filter(|part| part.value > 0.0) {
        start += part.value;
        let end = columns(start).max(drawn + 1).min(room.max(drawn + 1));
        runs.push(Fragment::new(fill(part.tone).repeat(end - drawn), Role::Tone(part.tone)));
        drawn = end;
    }
    runs
}

/// Widths of the words in the values beside bars. Words are aligned below each other, such as ` 8% · 12` above `41% ·
/// 3`. A value with fewer words than others is aligned on the right.
struct Figures {
    words: Vec<usize>,
    all: usize,
}

impl Figures {
    fn new(bars: &[Bar]) -> Self {
        let words = |bar: &Bar| bar.shown.split_whitespace().map(text::width).collect::<Vec<_>>();
        let most = bars.iter().map(|bar| words(bar).len()).max().unwrap_or(0);
        let (full, short): (Vec<_>, Vec<_>) = bars.iter().map(words).partition(|words| words.len() == most);
        let widest = |at: usize| full.iter().map(|words| words[at]).max().unwrap_or(0);
        let columns: Vec<usize> = (0..most).map(widest).collect();
        let all = [&columns].into_iter().chain(&short).map(|words| spaced(words)).max().unwrap_or(0);
        Self { words: columns, all }
    }

    /// Returns the value of `bar` as text, with blanks that align its words with those of other bars.
    fn set(&self, bar: &Bar) -> String {
        let right = |text: &str, room: usize| " ".repeat(room.saturating_sub(text::width(text))) + text;
        let words: Vec<&str> = bar.shown.split_whitespace().collect();
        if words.len() < self.words.len() {
            return right(&words.join(" "), self.all);
        }
        let set = words.iter().zip(&self.words).map(|(word, &room)| right(word, room));
        right(&set.collect::<Vec<_>>().join(" "), self.all)
    }
}

/// Returns the total width of words with these widths and one space between each two.
fn spaced(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + widths.len().saturating_sub(1)
}

/// Draws `value` as a bar of at most `room` columns, where a bar for `full` takes all of them. Lengths are in eighths
/// of a column; any value above zero is visible.
fn draw_bar(value: f64, full: f64, room: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let share = if full > 0.0 { (value / full).clamp(0.0, 1.0) } else { 0.0 };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a few dozen columns"
    )]
    let eighths = (share * room as f64 * 8.0).round() as usize;
    let eighths = if value > 0.0 { eighths.max(1) } else { 0 };
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}
