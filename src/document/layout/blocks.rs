//! Lays out blocks of each kind, with blank rows between them.

use crate::text;

use super::wrap::{space, width};
use super::{
    Flow, Fragment, Role, Row, TEXT_WIDTH, bars, grid, intervals, list, neighbourhood, pairs, panels, path_picture,
    rows, strip,
};
use crate::document::{Block, Fact, Heading, Span, Tone, Weight};

/// Maximum width of the first line of a page, which takes one row if it fits, in columns.
const MAX_FIRST_LINE: usize = 136;
/// Minimum width of a value beside its label, in columns; if there is less room, values are below their labels.
const MIN_VALUE: usize = 13;
/// Minimum width of facts in which values that are wrapped are beside their labels, in columns.
const MIN_BESIDE: usize = 46;
/// Maximum width of the labels of facts, in columns; longer labels are truncated.
const MAX_LABELS: usize = 28;
/// Width of the gap between a label and its value, in columns.
const GAP: usize = 2;
/// Indentation of code, in columns.
const CODE_INDENT: usize = 2;
/// Sign before a warning, which does not depend on colour.
const WARNING: &str = "! ";

impl Flow {
    /// Returns `blocks` laid out in rows of at most `width` columns.
    pub fn new<'a>(blocks: impl IntoIterator<Item = &'a Block>, width: usize) -> Self {
        let blocks: Vec<&Block> = blocks.into_iter().collect();
        let mut flow = Self::default();
        flow.share_item_width(blocks.iter().copied(), width);
        flow.add(blocks, width);
        flow
    }

    /// Gives the lists of the page, whose blocks are `blocks`, the same width of items with notes beside them.
    pub(super) fn share_item_width<'a>(&mut self, blocks: impl IntoIterator<Item = &'a Block>, width: usize) {
        let lists =
            blocks.into_iter().filter_map(|block| if let Block::List(items) = block { Some(items) } else { None });
        for items in lists {
            let shared = &mut self.shared;
            shared.item_columns = shared.item_columns.max(list::item_width(items, width).unwrap_or(0));
            shared.judged_columns = shared.judged_columns.max(list::judged_width(items));
            shared.verdict_columns = shared.verdict_columns.max(rows::verdict_width(items));
        }
    }

    /// Adds the rows of `blocks`, laid out in at most `width` columns.
    pub(super) fn add<'a>(&mut self, blocks: impl IntoIterator<Item = &'a Block>, width: usize) {
        let mut previous = None;
        let mut blocks = blocks.into_iter().peekable();
        while let Some(block) = blocks.next() {
            let legend = blocks.peek().and_then(|next| legend_of_figures(block, next, width));
            lay_out(self, previous, legend.as_ref().unwrap_or(block), width.max(1));
            previous = Some(block);
        }
    }
}

/// Returns the legend `block` of the chart `next` without its fills, in the order of the figures, if there is no room for the
/// bars that they explain; `None` otherwise.
fn legend_of_figures(block: &Block, next: &Block, width: usize) -> Option<Block> {
    let (Block::Caption(spans), Block::Bars(content)) = (block, next) else { return None };
    let is_fill = |span: &Span| matches!(span.weight, Weight::Tone(tone) if span.text == tone.fill());
    if bars::are_drawn(content, width) || !spans.iter().any(is_fill) {
        return None;
    }
    let words: Vec<&str> = spans.iter().filter(|span| !is_fill(span)).map(|span| span.text.trim()).collect();
    Some(Block::Caption(vec![Span::plain(words.join(" · "))]))
}

/// Adds the rows of `block` to `flow`, after a blank row if the block is separated from `previous`.
fn lay_out(flow: &mut Flow, previous: Option<&Block>, block: &Block, width: usize) {
    if separated(previous, block) {
        flow.blank();
    }
    let first = flow.rows.len();
    match block {
        Block::Heading(content) => heading(flow, content, width),
        Block::Paragraph(spans) if is_first(previous) => first_line(flow, spans, width),
        Block::Paragraph(spans) => paragraph(flow, spans, Role::Text, width),
        // The legend of a table may be as wide as the table.
        Block::Caption(spans) if matches!(previous, Some(Block::Grid(_))) => {
            let runs = flow.runs(spans, Role::Caption);
            flow.wrap(Vec::new(), &runs, 0, width);
        }
        Block::Caption(spans) | Block::Explanation(spans) => paragraph(flow, spans, Role::Caption, width),
        Block::Notice(spans) => paragraph(flow, spans, Role::Notice, width),
        Block::Warning(spans) => warning(flow, spans, width),
        Block::Facts(content) => facts(flow, content, width),
        Block::List(items) => list::lay_out(flow, items, width),
        Block::Bars(content) => bars::lay_out(flow, content, width),
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
pub(super) fn separated(previous: Option<&Block>, block: &Block) -> bool {
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
    let role = Role::Heading(heading.level);
    let mut runs = flow.runs(&heading.text, role);
    // A heading that is a link is still a heading.
    runs.iter_mut().filter(|run| run.role == Role::Link).for_each(|run| run.role = role);
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
        // A mere remark that is as long as several rows would hide what is below the heading.
        let is_remark = aside.iter().all(|run| run.role == Role::Quiet);
        if !aside.is_empty() && (!is_remark || width(&aside) <= columns) {
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

/// Returns whether a block below `previous` is the first one below the title of the page.
fn is_first(previous: Option<&Block>) -> bool {
    previous.is_none_or(|block| matches!(block, Block::Heading(heading) if heading.level == 0))
}

/// Adds the first line of a page, in one row if there is room, since it is a summary rather than a text to read.
fn first_line(flow: &mut Flow, spans: &[Span], columns: usize) {
    let runs = flow.runs(spans, Role::Text);
    let is_one_row = width(&runs) <= columns.min(MAX_FIRST_LINE);
    flow.wrap(Vec::new(), &runs, 0, if is_one_row { columns } else { columns.min(TEXT_WIDTH) });
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
    // On a narrow screen, each value is in the row below its label, unless the labels are short.
    let is_wrapped = |fact: &Fact| {
        fact.value.iter().map(|span| text::width(&span.text)).sum::<usize>() > columns.saturating_sub(widest + GAP)
    };
    let stacked = widest + GAP + MIN_VALUE > columns
        || widest * 4 > columns && columns < MIN_BESIDE && facts.iter().any(is_wrapped);
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
