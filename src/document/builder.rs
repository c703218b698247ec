//! Builder of pages. It omits empty blocks, so that views need not check for them.

use super::block::{Bars, Block, CodeBlock, Fact, Heading, Item, Page, PairGrid};
use super::grid::Grid;
use super::inline::{Inline, IntoInline};
use super::intervals::{Interval, Intervals, Tick, line_up};
use super::panels::{PagePanel, PanelFit, Panels};
use super::strip::StripPlot;

/// Maximum total number of items in the lists of a page, so that a page stays small for large atlases.
pub const MAX_ITEMS: usize = 1000;
/// Number of items that a list shows even if the lists above it have reached [`MAX_ITEMS`].
const MIN_ITEMS: usize = 20;

/// A page under construction.
#[derive(Debug, Default)]
pub struct PageBuilder {
    /// The line below the title.
    pub kicker: Inline,
    /// Title; empty if the page takes the name of its place.
    pub title: String,
    /// The blocks so far.
    pub blocks: Vec<Block>,
    /// Number of list items so far.
    listed: usize,
}

impl PageBuilder {
    /// Creates an empty page.
    pub fn new(kicker: impl IntoInline) -> Self {
        Self { kicker: kicker.into_inline(), ..Self::default() }
    }

    /// Returns the finished page, without a place.
    pub fn finish(self) -> Page {
        Page { place: None, kicker: self.kicker, title: self.title, blocks: self.blocks }
    }

    /// Adds a heading.
    pub fn heading(&mut self, heading: Heading) {
        self.blocks.push(Block::Heading(heading));
    }

    /// Adds a section of one paragraph and an explanation.
    pub fn prose(&mut self, heading: Heading, text: impl IntoInline, explanation: impl IntoInline) {
        self.heading(heading);
        self.paragraph(text);
        self.explanation(explanation);
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl IntoInline) {
        self.text(Block::Paragraph, text);
    }

    /// Adds a caption.
    pub fn caption(&mut self, text: impl IntoInline) {
        self.text(Block::Caption, text);
    }

    /// Adds an explanation.
    pub fn explanation(&mut self, text: impl IntoInline) {
        self.text(Block::Explanation, text);
    }

    /// Adds a caveat or a warning.
    pub fn warning(&mut self, text: impl IntoInline) {
        self.text(Block::Warning, text);
    }

    /// Adds a notice.
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

    /// Adds preformatted lines.
    pub fn code(&mut self, language: impl Into<String>, text: impl Into<String>) {
        self.blocks.push(Block::Code(CodeBlock { language: language.into(), text: text.into() }));
    }

    /// Adds the `facts` that have a value.
    pub fn facts(&mut self, facts: impl IntoIterator<Item = Fact>) {
        let facts: Vec<Fact> = facts.into_iter().filter(|fact| !fact.value.is_empty()).collect();
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// Adds a list, truncated at [`MAX_ITEMS`].
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

    /// Adds a heading with the number of items and a list of them; adds nothing if `items` is empty.
    pub fn section(&mut self, heading: Heading, items: impl IntoIterator<IntoIter: ExactSizeIterator<Item = Item>>) {
        let items = items.into_iter();
        if items.len() > 0 {
            self.heading(heading.counting(items.len()));
            self.list(items);
        }
    }

    /// Adds bars, truncated at [`MAX_ITEMS`].
    pub fn bars(&mut self, mut bars: Bars) {
        let left = bars.bars.len().saturating_sub(MAX_ITEMS);
        bars.bars.truncate(MAX_ITEMS);
        if !bars.bars.is_empty() {
            self.blocks.push(Block::Bars(bars));
        }
        self.more(left);
    }

    /// Adds intervals on one scale, truncated at [`MAX_ITEMS`].
    pub fn intervals(&mut self, ticks: Vec<Tick>, intervals: impl ExactSizeIterator<Item = Interval>) {
        let room = self.room(intervals.len());
        let left = intervals.len() - room;
        if intervals.len() > 0 {
            let intervals = intervals.take(room).collect();
            self.blocks.push(Block::Intervals(Intervals { ticks, intervals, ..Intervals::default() }));
        }
        self.more(left);
    }

    /// Aligns scales with equal ticks, so that they start in the same column.
    pub fn line_up(&mut self) {
        line_up(self.blocks.iter_mut().filter_map(|block| match block {
            Block::Intervals(scale) => Some(scale),
            _ => None,
        }));
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

    /// Adds panels.
    pub fn panels(&mut self, panels: Vec<PagePanel>) {
        if !panels.is_empty() {
            self.blocks.push(Block::Panels(Panels { panels, fit: PanelFit::Overview }));
        }
    }

    /// Adds panels for comparison: complete panels, with as many as possible side by side.
    pub fn compared_panels(&mut self, panels: Vec<PagePanel>) {
        if !panels.is_empty() {
            self.blocks.push(Block::Panels(Panels { panels, fit: PanelFit::Comparison }));
        }
    }

    /// Adds a grid of pairs.
    pub fn pairs(&mut self, grid: PairGrid) {
        self.blocks.push(Block::Pairs(grid));
    }

    /// Returns the number of items that the next list of `count` items may show.
    fn room(&mut self, count: usize) -> usize {
        let room = count.min(MAX_ITEMS.saturating_sub(self.listed).max(MIN_ITEMS));
        self.listed += room;
        room
    }

    /// Adds a caption with the number `left` of omitted items.
    pub fn more(&mut self, left: usize) {
        if left > 0 {
            self.caption(format!("And {left} more."));
        }
    }
}
