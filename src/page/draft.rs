//! A page in the making: blocks are added top to bottom, and what is empty is left out here and not in every page.

use super::block::{Bars, Block, Fact, Heading, Inline, Item, Span};

/// The kicker and the blocks of a page in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) kicker: Inline,
    /// The title, where it is not the name of the place.
    pub(super) title: Option<String>,
    pub(super) blocks: Vec<Block>,
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

    pub(super) fn facts(&mut self, facts: Vec<Fact>) {
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    pub(super) fn list(&mut self, items: impl IntoIterator<Item = Item>) {
        let items: Vec<Item> = items.into_iter().collect();
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    pub(super) fn bars(&mut self, bars: Bars) {
        if !bars.bars.is_empty() {
            self.blocks.push(Block::Bars(bars));
        }
    }
}

fn line(text: &str) -> Option<Inline> {
    let text = text.trim();
    (!text.is_empty()).then(|| vec![Span::plain(text)])
}
