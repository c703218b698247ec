//! A page in the making: blocks are added top to bottom, and what is empty is left out here and not in every page.

use crate::document::{
    self, Bars, Block, Fact, Grid, Heading, Inline, Interval, Intervals, Item, PairGrid, Span, Tick,
};

/// The most things that the lists of a page show: it has to stay light however large the atlas is.
pub(super) const MOST: usize = 1000;
/// How many a list shows although those above it have shown so many.
const FEW: usize = 20;

/// The kicker and the blocks of a page in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) kicker: Inline,
    /// The title, where it is not the name of the place.
    pub(super) title: Option<String>,
    pub(super) blocks: Vec<Block>,
    /// How many things its lists have shown.
    listed: usize,
}

impl Draft {
    pub(super) fn new(kicker: Inline) -> Self {
        Self { kicker, ..Self::default() }
    }

    pub(super) fn heading(&mut self, heading: Heading) {
        self.blocks.push(Block::Heading(heading));
    }

    /// A section that is one paragraph, with a caption below if there is one.
    pub(super) fn prose(&mut self, heading: Heading, text: &str, caption: Option<&str>) {
        self.heading(heading);
        self.paragraph(text);
        self.caption(caption.unwrap_or_default());
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        if let Some(line) = line(text) {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    pub(super) fn inline(&mut self, text: Inline) {
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    pub(super) fn caption(&mut self, text: &str) {
        if let Some(line) = line(text) {
            self.blocks.push(Block::Caption(line));
        }
    }

    pub(super) fn caption_inline(&mut self, text: Inline) {
        if !text.is_empty() {
            self.blocks.push(Block::Caption(text));
        }
    }

    pub(super) fn notice(&mut self, text: &str) {
        if let Some(line) = line(text) {
            self.blocks.push(Block::Notice(line));
        }
    }

    pub(super) fn notice_inline(&mut self, text: Inline) {
        if !text.is_empty() {
            self.blocks.push(Block::Notice(text));
        }
    }

    pub(super) fn facts(&mut self, facts: Vec<Fact>) {
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// A list, or as much of it as a page can carry.
    pub(super) fn list(&mut self, items: impl IntoIterator<IntoIter: ExactSizeIterator<Item = Item>>) {
        let items = items.into_iter();
        let room = self.room(items.len());
        let left = items.len() - room;
        if items.len() > 0 {
            self.blocks.push(Block::List(items.take(room).collect()));
        }
        self.more(left);
    }

    /// Bars, or as many of them as a page can carry.
    pub(super) fn bars(&mut self, mut bars: Bars) {
        let left = bars.bars.len().saturating_sub(MOST);
        bars.bars.truncate(MOST);
        if !bars.bars.is_empty() {
            self.blocks.push(Block::Bars(bars));
        }
        self.more(left);
    }

    /// Intervals on one scale, or as many of them as a page can carry.
    pub(super) fn intervals(&mut self, ticks: Vec<Tick>, intervals: impl ExactSizeIterator<Item = Interval>) {
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

    /// Makes the scales of the page that are alike start in the same column.
    pub(super) fn line_up(&mut self) {
        document::line_up(self.blocks.iter_mut().filter_map(|block| match block {
            Block::Intervals(scale) => Some(scale),
            _ => None,
        }));
    }

    /// A grid, or as many of its rows as a page can carry.
    pub(super) fn grid(&mut self, mut grid: Grid) {
        let left = grid.rows.len().saturating_sub(MOST);
        grid.rows.truncate(MOST);
        if !grid.rows.is_empty() {
            self.blocks.push(Block::Grid(grid));
        }
        self.more(left);
    }

    /// How many of `count` things a list may show.
    fn room(&mut self, count: usize) -> usize {
        let room = count.min(MOST.saturating_sub(self.listed).max(FEW));
        self.listed += room;
        room
    }

    /// A grid of pairs.
    pub(super) fn pairs(&mut self, grid: PairGrid) {
        self.blocks.push(Block::Pairs(grid));
    }

    /// Says how many more things of a kind there are that matter less.
    pub(super) fn more_of(&mut self, left: usize) {
        if left > 0 {
            self.caption(&format!("And {left} more."));
        }
    }

    /// Says how many things there was no room for.
    pub(super) fn more(&mut self, left: usize) {
        if left > 0 {
            self.caption(&format!("And {left} more: search finds them."));
        }
    }
}

fn line(text: &str) -> Option<Inline> {
    let text = text.trim();
    (!text.is_empty()).then(|| vec![Span::plain(text)])
}
