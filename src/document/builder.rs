//! The builder of pages: blocks are added top to bottom, and empty ones are left out here, not in every page.

use crate::place::Place;

use super::{Bars, Block, Fact, Grid, Heading, Inline, Interval, Intervals, Item, Page, PairGrid, Span, Tick, line_up};

/// The most items that all lists of a page show together, so that a page stays light however large the atlas is.
pub const MAX_ITEMS: usize = 1000;
/// The number of items that a list shows even if the lists above it have used up [`MAX_ITEMS`].
const MIN_ITEMS: usize = 20;

/// A page under construction.
#[derive(Debug, Default)]
pub struct PageBuilder {
    /// The line above the title.
    pub kicker: Inline,
    /// The title, if it is not the name of the place.
    pub title: Option<String>,
    /// The blocks so far.
    pub blocks: Vec<Block>,
    /// The number of items that its lists show so far.
    listed: usize,
}

impl PageBuilder {
    /// An empty page below `kicker`.
    pub fn new(kicker: Inline) -> Self {
        Self { kicker, ..Self::default() }
    }

    /// The finished page; `name` is its title unless it has one of its own.
    pub fn finish(self, place: Option<Place>, name: &str) -> Page {
        let title = self.title.unwrap_or_else(|| name.to_owned());
        Page { place, kicker: self.kicker, title, blocks: self.blocks }
    }

    /// Adds a heading.
    pub fn heading(&mut self, heading: Heading) {
        self.blocks.push(Block::Heading(heading));
    }

    /// Adds a section of one paragraph, with a caption below it if there is one.
    pub fn prose(&mut self, heading: Heading, text: &str, caption: Option<&str>) {
        self.heading(heading);
        self.paragraph(text);
        self.caption(caption.unwrap_or_default());
    }

    /// Adds a paragraph of plain text.
    pub fn paragraph(&mut self, text: &str) {
        if let Some(line) = line(text) {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    /// Adds a paragraph of spans.
    pub fn inline(&mut self, text: Inline) {
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    /// Adds a caption of plain text.
    pub fn caption(&mut self, text: &str) {
        if let Some(line) = line(text) {
            self.blocks.push(Block::Caption(line));
        }
    }

    /// Adds a caption of spans.
    pub fn caption_inline(&mut self, text: Inline) {
        if !text.is_empty() {
            self.blocks.push(Block::Caption(text));
        }
    }

    /// Adds a notice of plain text.
    pub fn notice(&mut self, text: &str) {
        if let Some(line) = line(text) {
            self.blocks.push(Block::Notice(line));
        }
    }

    /// Adds a notice of spans.
    pub fn notice_inline(&mut self, text: Inline) {
        if !text.is_empty() {
            self.blocks.push(Block::Notice(text));
        }
    }

    /// Adds a table of labelled values.
    pub fn facts(&mut self, facts: Vec<Fact>) {
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// Adds a list, up to [`MAX_ITEMS`].
    pub fn list(&mut self, items: impl IntoIterator<IntoIter: ExactSizeIterator<Item = Item>>) {
        let items = items.into_iter();
        let room = self.room(items.len());
        let left = items.len() - room;
        if items.len() > 0 {
            self.blocks.push(Block::List(items.take(room).collect()));
        }
        self.more(left);
    }

    /// Adds bars, up to [`MAX_ITEMS`].
    pub fn bars(&mut self, mut bars: Bars) {
        let left = bars.bars.len().saturating_sub(MAX_ITEMS);
        bars.bars.truncate(MAX_ITEMS);
        if !bars.bars.is_empty() {
            self.blocks.push(Block::Bars(bars));
        }
        self.more(left);
    }

    /// Adds intervals on one scale, up to [`MAX_ITEMS`].
    pub fn intervals(&mut self, ticks: Vec<Tick>, intervals: impl ExactSizeIterator<Item = Interval>) {
        let room = self.room(intervals.len());
        let left = intervals.len() - room;
        if intervals.len() > 0 {
            self.blocks.push(Block::Intervals(Intervals {
                ticks,
                intervals: intervals.take(room).collect(),
                ..Intervals::default()
            }));
        }
        self.more(left);
    }

    /// Makes interval scales of the page with equal ticks start in the same column.
    pub fn line_up(&mut self) {
        line_up(self.blocks.iter_mut().filter_map(|block| match block {
            Block::Intervals(scale) => Some(scale),
            _ => None,
        }));
    }

    /// Adds a grid, up to [`MAX_ITEMS`] rows.
    pub fn grid(&mut self, mut grid: Grid) {
        let left = grid.rows.len().saturating_sub(MAX_ITEMS);
        grid.rows.truncate(MAX_ITEMS);
        if !grid.rows.is_empty() {
            self.blocks.push(Block::Grid(grid));
        }
        self.more(left);
    }

    /// The number of `count` items that the next list may show.
    fn room(&mut self, count: usize) -> usize {
        let room = count.min(MAX_ITEMS.saturating_sub(self.listed).max(MIN_ITEMS));
        self.listed += room;
        room
    }

    /// Adds a grid of pairs.
    pub fn pairs(&mut self, grid: PairGrid) {
        self.blocks.push(Block::Pairs(grid));
    }

    /// Adds a caption for `left` items of less weight that are not shown.
    pub fn more_of(&mut self, left: usize) {
        if left > 0 {
            self.caption(&format!("And {left} more."));
        }
    }

    /// Adds a caption for `left` items that exceed [`MAX_ITEMS`].
    pub fn more(&mut self, left: usize) {
        if left > 0 {
            self.caption(&format!("And {left} more: search finds them."));
        }
    }
}

fn line(text: &str) -> Option<Inline> {
    let text = text.trim();
    (!text.is_empty()).then(|| vec![Span::plain(text)])
}
