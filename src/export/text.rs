//! Pages as plain text, laid out as in the terminal, with the blocks below a heading indented.

use crate::document::layout::{Flow, Fragment, Link, Role, Row};
use crate::document::{Badge, Block, Heading, Item, Page, Target, fact};
use crate::model::SharedSort;
use crate::place::Place;
use crate::text;

use super::hyperlink;

/// Indentation of the blocks below a heading, in columns.
const INDENT: usize = 2;
/// Minimum width of indented text, in columns.
const MIN_INDENTED_WIDTH: usize = 40;

/// Style of a page that is formatted as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Width of the text, in columns.
    pub width: usize,
    /// Whether headings are bold, by control sequences of the terminal.
    pub bold: bool,
    /// Whether web links are hyperlinks, by control sequences of the terminal.
    pub hyperlinks: bool,
}

/// Formats `page` as text, with a legend of its badges as the last section and a newline at the end.
pub fn page(page: &Page, style: Style) -> String {
    let mut writer = Writer { style, out: String::new(), heading_level: None, link_count: 0 };
    writer.rows(&Flow::new(&page.head(), style.width), 0);
    let legend = legend(page);
    let blocks: Vec<&Block> = page.blocks.iter().chain(&legend).collect();
    let mut indent = 0;
    for chunk in blocks.chunk_by(|above, below| !is_separate(above) && !is_separate(below)) {
        if let [Block::Heading(heading)] = chunk {
            let level = usize::from(heading.level);
            writer.write(chunk, writer.indent(level.saturating_sub(1)));
            indent = writer.indent(level);
        } else {
            writer.write(chunk, indent);
        }
    }
    writer.out
}

/// Returns whether `block` is laid out by itself, so that a blank row separates it from a paragraph. Without colours,
/// nothing else distinguishes a caption from a paragraph.
fn is_separate(block: &Block) -> bool {
    matches!(block, Block::Heading(_) | Block::Caption(_) | Block::Explanation(_))
}

/// Returns a legend of the different badges on a page, sorted by kind. It is empty for the home page, which explains
/// badges in its text.
fn legend(page: &Page) -> Vec<Block> {
    let mut badges: Vec<&Badge> = Vec::new();
    for block in &page.blocks {
        if let Block::List(items) = block {
            for badge in items.iter().flat_map(|item: &Item| &item.badges) {
                if !badges.contains(&badge) {
                    badges.push(badge);
                }
            }
        }
    }
    if badges.is_empty() || page.place == Some(Place::Home) {
        return Vec::new();
    }
    badges.shared_sort_by_key(|badge| badge.kind);
    let meaning = |badge: &Badge| fact(badge.short.clone(), badge.label.as_str());
    vec![Block::Heading(Heading::section("Badges")), Block::Facts(badges.into_iter().map(meaning).collect())]
}

struct Writer {
    style: Style,
    out: String,
    /// Level of the heading that was written last; `None` if another block was written after it.
    heading_level: Option<u8>,
    /// Number of links written so far, so that each link of the page has a unique number.
    link_count: usize,
}

impl Writer {
    fn indent(&self, level: usize) -> usize {
        if self.style.width < MIN_INDENTED_WIDTH { 0 } else { level * INDENT }
    }

    /// Writes `blocks`, which are one heading or the blocks between two headings, indented by `indent` columns.
    fn write(&mut self, blocks: &[&Block], indent: usize) {
        let level = match blocks {
            [Block::Heading(heading)] => Some(heading.level),
            _ => None,
        };
        let follows_heading = self.heading_level.is_some_and(|above| level.is_none_or(|level| level > above));
        if !follows_heading {
            self.out.push('\n');
        }
        let flow = Flow::new(blocks.iter().copied(), self.style.width.saturating_sub(indent));
        self.rows(&flow, indent);
        self.heading_level = level;
    }

    fn rows(&mut self, flow: &Flow, indent: usize) {
        for Row { fragments } in &flow.rows {
            let start = self.out.len();
            self.out.push_str(&" ".repeat(indent));
            for fragment in fragments {
                self.fragment(fragment, &flow.links);
            }
            let length = self.out[start..].trim_end().len();
            self.out.truncate(start + length);
            self.out.push('\n');
        }
        self.link_count += flow.links.len();
    }

    fn fragment(&mut self, fragment: &Fragment, links: &[Link]) {
        let bold = self.style.bold && matches!(fragment.role, Role::Heading(_) | Role::Strong);
        let link = fragment.link.filter(|_| self.style.hyperlinks).and_then(|n| match &links.get(n)?.target {
            Target::Url(url) => hyperlink::start(url, self.link_count + n),
            Target::Place(_) => None,
        });
        let ends = [(bold, "\x1b[0m"), (link.is_some(), hyperlink::END)];
        self.out.push_str(&link.unwrap_or_default());
        self.out.push_str(if bold { "\x1b[1m" } else { "" });
        self.out.push_str(&text::sanitize(&fragment.text));
        for (_, end) in ends.into_iter().filter(|(open, _)| *open) {
            self.out.push_str(end);
        }
    }
}
