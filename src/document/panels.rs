//! Panels: small boxes with blocks side by side, each with a frame and a title.

use crate::place::Place;

use super::block::Block;
use super::inline::{Inline, Span};

/// Panels in reading order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Panels {
    /// The panels.
    pub panels: Vec<PagePanel>,
    /// Purpose of the panels, which determines their size.
    pub fit: PanelFit,
}

/// Purpose of panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PanelFit {
    /// Previews: each panel shows as much as fits, and has a page that shows the rest.
    #[default]
    Overview,
    /// Comparison: as many complete panels as possible are side by side.
    Comparison,
}

/// Panel: a few blocks about one subject.
#[derive(Clone, Debug, PartialEq)]
pub struct PagePanel {
    /// The title.
    pub title: Span,
    /// A short remark at the right end of the title.
    pub aside: Inline,
    /// The content.
    pub blocks: Vec<Block>,
    /// Page with the full content, which the title also links to.
    pub more: Option<Place>,
    /// Whether the panel comes first when panels are stacked.
    pub is_urgent: bool,
}

impl PagePanel {
    /// Creates a panel whose title links to `more`.
    pub fn new(title: impl Into<String>, more: impl Into<Place>, blocks: Vec<Block>) -> Self {
        let more = more.into();
        Self { title: Span::link(title, more), aside: Inline::new(), blocks, more: Some(more), is_urgent: false }
    }
}

impl Panels {
    /// Returns all spans, in reading order.
    pub(super) fn spans(&self) -> impl Iterator<Item = &Span> {
        self.panels.iter().flat_map(|panel| {
            std::iter::once(&panel.title).chain(&panel.aside).chain(panel.blocks.iter().flat_map(Block::spans))
        })
    }
}
