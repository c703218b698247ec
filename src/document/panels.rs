//! Panels: boxes side by side, each with a frame, a title, and a few blocks.

use crate::place::Place;

use super::block::{Block, Heading};
use super::inline::{Inline, Span, join_dots, plain};

/// Group of panels that are shown side by side.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Panels {
    /// Panels, in reading order.
    pub panels: Vec<PagePanel>,
    /// What the panels are for, which determines their size.
    pub fit: PanelFit,
}

/// What panels are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PanelFit {
    /// Previews: each panel shows as much of a page as fits, and its title links to the page.
    #[default]
    Overview,
    /// Comparison: the panels are complete, and as many as possible are side by side.
    Comparison,
    /// Sections: the panels are complete, and side by side only on screens that are wide enough for two columns of text.
    Sections,
}

/// Box with a title and a few blocks about one subject.
#[derive(Clone, Debug, PartialEq)]
pub struct PagePanel {
    /// Title of the panel; may be a link.
    pub title: Span,
    /// Short remark at the right end of the title; may be empty.
    pub aside: Inline,
    /// Blocks in the panel.
    pub blocks: Vec<Block>,
    /// Number of entries that the blocks leave out.
    pub left: usize,
    /// Page with the full content, which the title links to; `None` if there is none.
    pub more: Option<Place>,
    /// Whether the panel comes before others that are not urgent when panels are one below the other.
    pub is_urgent: bool,
}

impl PagePanel {
    /// Creates a panel whose title links to `more`.
    pub fn new(title: impl Into<String>, more: impl Into<Place>, blocks: Vec<Block>) -> Self {
        let more = more.into();
        Self {
            title: Span::link(title, more),
            aside: Inline::new(),
            blocks,
            left: 0,
            more: Some(more),
            is_urgent: false,
        }
    }

    /// Creates a panel without blocks from the heading of a section.
    pub(super) fn of_section(heading: Heading) -> Self {
        let count = heading.count.map(|count| count.to_string());
        Self {
            title: heading.text.into_iter().next().unwrap_or_else(|| Span::plain("")),
            aside: join_dots([plain(count), plain(heading.mark)]),
            blocks: Vec::new(),
            left: 0,
            more: None,
            is_urgent: false,
        }
    }
}

impl Panels {
    /// Returns all spans of the panels, in reading order.
    pub(super) fn spans(&self) -> impl Iterator<Item = &Span> {
        self.panels.iter().flat_map(|panel| {
            std::iter::once(&panel.title).chain(&panel.aside).chain(panel.blocks.iter().flat_map(Block::spans))
        })
    }
}
