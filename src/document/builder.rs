//! Builder of pages. It leaves out empty blocks, so that the code of a page need not check for them.

use super::bars::{Bars, Track};
use super::block::{Block, CodeBlock, Fact, Heading, Item, Page, PairGrid};
use super::grid::Grid;
use super::inline::{Inline, IntoInline};
use super::intervals::{ChartColumns, Interval, Intervals, Tick, line_up};
use super::panels::{PagePanel, PanelFit, Panels};
use super::strip::StripPlot;

/// Maximum total number of items in the lists of a page, so that pages of large atlases stay small.
pub const MAX_ITEMS: usize = 1000;
/// Number of items that a list shows even if the lists above it have reached [`MAX_ITEMS`].
const MIN_ITEMS: usize = 20;

/// Page that is being built.
#[derive(Debug, Default)]
pub struct PageBuilder {
    /// Line below the title that classifies the page.
    pub kicker: Inline,
    /// Title of the page; empty if the page takes the name of its place.
    pub title: String,
    /// Blocks that have been added.
    pub blocks: Vec<Block>,
    /// Number of items in the lists that have been added.
    listed: usize,
}

impl PageBuilder {
    /// Creates an empty page.
    pub fn new(kicker: impl IntoInline) -> Self {
        Self { kicker: kicker.into_inline(), ..Self::default() }
    }

    /// Returns the finished page, without a place; the caller sets the place if the page has one.
    pub fn finish(self) -> Page {
        Page { place: None, kicker: self.kicker, title: self.title, blocks: self.blocks }
    }

    /// Adds a heading.
    pub fn heading(&mut self, heading: Heading) {
        self.blocks.push(Block::Heading(heading));
    }

    /// Adds a section that consists of `heading`, a paragraph and an explanation; an empty text is left out.
    pub fn prose(&mut self, heading: Heading, text: impl IntoInline, explanation: impl IntoInline) {
        self.heading(heading);
        self.paragraph(text);
        self.explanation(explanation);
    }

    /// Adds a paragraph, unless it is empty.
    pub fn paragraph(&mut self, text: impl IntoInline) {
        self.text(Block::Paragraph, text);
    }

    /// Adds a caption, that is, a remark on the block above or below, unless it is empty.
    pub fn caption(&mut self, text: impl IntoInline) {
        self.text(Block::Caption, text);
    }

    /// Adds an explanation, which the explorer hides by default, unless it is empty.
    pub fn explanation(&mut self, text: impl IntoInline) {
        self.text(Block::Explanation, text);
    }

    /// Adds a caveat or a warning, unless it is empty.
    pub fn warning(&mut self, text: impl IntoInline) {
        self.text(Block::Warning, text);
    }

    /// Adds a notice on the state of the page or on an empty section, unless it is empty.
    pub fn notice(&mut self, text: impl IntoInline) {
        self.text(Block::Notice, text);
    }

    fn text(&mut self, block: fn(Inline) -> Block, text: impl IntoInline) {
        let mut line = text.into_inline();
        if let [span] = line.as_mut_slice() {
            span.text = span.text.trim().to_owned();
        }
        if line.iter().any(|span| !span.text.is_empty()) {
            self.blocks.push(block(line));
        }
    }

    /// Adds preformatted lines in `language`, a name as in Markdown.
    pub fn code(&mut self, language: impl Into<String>, text: impl Into<String>) {
        self.blocks.push(Block::Code(CodeBlock { language: language.into(), text: text.into() }));
    }

    /// Adds those of `facts` that have a value.
    pub fn facts(&mut self, facts: impl IntoIterator<Item = Fact>) {
        let facts: Vec<Fact> = facts.into_iter().filter(|fact| !fact.value.is_empty()).collect();
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// Adds a list, truncated if the lists of the page have more than [`MAX_ITEMS`] items in total, but never below
    /// `MIN_ITEMS`.
    pub fn list(&mut self, items: impl IntoIterator<IntoIter: ExactSizeIterator<Item = Item>>) {
        let items = items.into_iter();
        let room = self.room(items.len());
        let left = items.len() - room;
        if items.len() > 0 {
            self.blocks.push(Block::List(items.take(room).collect()));
        }
        self.more(left);
    }

    /// Adds a section as [`Self::section`] does, without truncation: reports leave nothing out.
    pub fn whole_section(&mut self, heading: Heading, items: impl IntoIterator<Item = Item>) {
        let items: Vec<Item> = items.into_iter().collect();
        if !items.is_empty() {
            self.heading(heading.counting(items.len()));
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds a list, or a notice if the list is empty.
    pub fn list_or(&mut self, notice: &str, items: impl IntoIterator<IntoIter: ExactSizeIterator<Item = Item>>) {
        let items = items.into_iter();
        if items.len() == 0 {
            self.notice(notice);
        }
        self.list(items);
    }

    /// Adds `heading` with the number of items, and a list of the items; adds nothing if there are none.
    pub fn section(&mut self, heading: Heading, items: impl IntoIterator<IntoIter: ExactSizeIterator<Item = Item>>) {
        let items = items.into_iter();
        if items.len() > 0 {
            self.heading(heading.counting(items.len()));
            self.list(items);
        }
    }

    /// Adds a bar chart, truncated at [`MAX_ITEMS`] bars.
    pub fn bars(&mut self, mut bars: Bars) {
        let left = bars.bars.len().saturating_sub(MAX_ITEMS);
        bars.bars.truncate(MAX_ITEMS);
        if !bars.bars.is_empty() {
            self.blocks.push(Block::Bars(bars));
        }
        self.more(left);
    }

    /// Adds intervals on the scale with `ticks`, truncated at the room that the lists of the page leave.
    pub fn intervals(&mut self, ticks: Vec<Tick>, intervals: impl ExactSizeIterator<Item = Interval>) {
        let room = self.room(intervals.len());
        let left = intervals.len() - room;
        if intervals.len() > 0 {
            let intervals = intervals.take(room).collect();
            self.blocks.push(Block::Intervals(Intervals { ticks, intervals, ..Intervals::default() }));
        }
        self.more(left);
    }

    /// Gives charts with equal scales equal column widths, so that their scales start in the same column, and labels
    /// the ticks of interval charts only in the first one of each section.
    pub fn line_up(&mut self) {
        let (mut shares, mut scales, mut section) = (Vec::new(), Vec::new(), 0);
        for block in &mut self.blocks {
            match block {
                Block::Heading(heading) if heading.level <= 1 => section += 1,
                Block::Bars(bars) if bars.track != Track::None => shares.push(bars),
                Block::Intervals(scale) => scales.push((section, scale)),
                _ => {}
            }
        }
        let widest = ChartColumns::widest(shares.iter().map(|bars| bars.columns()));
        for bars in shares {
            bars.min_columns = widest;
        }
        line_up(scales);
    }

    /// Adds a grid, truncated at [`MAX_ITEMS`] rows.
    pub fn grid(&mut self, mut grid: Grid) {
        let left = grid.rows.len().saturating_sub(MAX_ITEMS);
        grid.rows.truncate(MAX_ITEMS);
        if !grid.rows.is_empty() {
            self.blocks.push(Block::Grid(grid));
        }
        self.more(left);
    }

    /// Adds a strip plot, unless it has no dots.
    pub fn strip(&mut self, plot: StripPlot) {
        if !plot.points.is_empty() {
            self.blocks.push(Block::Strip(plot));
        }
    }

    /// Adds panels, that is, small boxes with blocks, unless there are none.
    pub fn panels(&mut self, panels: Vec<PagePanel>) {
        if !panels.is_empty() {
            self.blocks.push(Block::Panels(Panels { panels, fit: PanelFit::Overview }));
        }
    }

    /// Adds panels that are compared with each other, unless there are none: each is complete, and as many as possible
    /// are side by side.
    pub fn compared_panels(&mut self, panels: Vec<PagePanel>) {
        if !panels.is_empty() {
            self.blocks.push(Block::Panels(Panels { panels, fit: PanelFit::Comparison }));
        }
    }

    /// Adds the sections of `from` as panels, which are side by side where there is room. Blocks before its first section
    /// are left out.
    pub fn sections_beside(&mut self, from: Self) {
        let mut panels: Vec<PagePanel> = Vec::new();
        for block in from.blocks {
            match block {
                Block::Heading(heading) if heading.level == 1 => panels.push(PagePanel::of_section(heading)),
                block => {
                    if let Some(panel) = panels.last_mut() {
                        panel.blocks.push(block);
                    }
                }
            }
        }
        if !panels.is_empty() {
            self.blocks.push(Block::Panels(Panels { panels, fit: PanelFit::Sections }));
        }
    }

    /// Adds a grid with all pairs of some records.
    pub fn pairs(&mut self, grid: PairGrid) {
        self.blocks.push(Block::Pairs(grid));
    }

    /// Returns how many of `count` items the next list may show, and counts these items as shown.
    fn room(&mut self, count: usize) -> usize {
        let room = count.min(MAX_ITEMS.saturating_sub(self.listed).max(MIN_ITEMS));
        self.listed += room;
        room
    }

    /// Adds a caption with the number `left` of items that are left out, unless it is 0.
    pub fn more(&mut self, left: usize) {
        if left > 0 {
            self.caption(format!("And {left} more."));
        }
    }
}
