//! Lays out panels, that is, small boxes with blocks: side by side in frames on wide screens, one below the other on
//! narrow screens.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::text;

use super::wrap::{space, width};
use super::{Flow, Fragment, Link, PanelArea, Role, Row, pairs};
use crate::document::{Block, Heading, PagePanel, PanelFit, Panels, Target};

/// Minimum width of a panel that is beside other panels, in columns.
pub(super) const MIN_PANEL: usize = 42;
/// Minimum width of a panel that is compared with those beside it, in columns.
const MIN_COMPARED: usize = 28;
/// Minimum width of a section that is beside other sections, in columns.
const MIN_SECTION: usize = 46;
/// Maximum number of panels side by side.
const MAX_BESIDE: usize = 4;
/// Width of the left and the right edge of a frame with the blanks inside them, in columns.
const EDGES: usize = 4;
/// Maximum height of a panel that is beside other panels, in rows.
const MAX_ROWS: usize = 14;
/// Maximum height of a panel that is above or below other panels, in rows.
const MAX_ROWS_STACKED: usize = 5;

/// Adds the rows of `panels`, side by side if the screen is wide enough.
pub(super) fn lay_out(flow: &mut Flow, panels: &Panels, columns: usize) {
    let (min_width, max_rows, max_stacked) = match panels.fit {
        PanelFit::Overview => (MIN_PANEL, MAX_ROWS, MAX_ROWS_STACKED),
        PanelFit::Comparison => (MIN_COMPARED, usize::MAX, usize::MAX),
        PanelFit::Sections => (MIN_SECTION, usize::MAX, usize::MAX),
    };
    let most = (columns / min_width).min(MAX_BESIDE).min(panels.panels.len());
    if most < 2 {
        return stacked(flow, &panels.panels, columns, max_stacked);
    }
    let window = flow.shared.window_rows.saturating_sub(flow.rows.len());
    // In fewer columns, panels are wider and show more of their text, so that there are more columns only if the panels
    // are higher than the window otherwise.
    let least: usize = panels.panels.iter().map(|panel| least_height(panel, max_rows)).sum();
    let may_fit = |beside: usize| least.div_ceil(beside) <= window;
    let fewest = (2..most).find(|&beside| may_fit(beside)).unwrap_or(most);
    let arranged = (fewest..=most).map(|beside| Arranged::new(&panels.panels, (columns, beside), max_rows, window));
    let mut last = None;
    for arranged in arranged {
        let fits = arranged.height() <= window;
        last = Some(arranged);
        if fits {
            break;
        }
    }
    if let Some(arranged) = last {
        arranged.framed(flow, &panels.panels, columns, window);
    }
}

/// Returns the number of rows that `panel` takes in its frame at least, before it is laid out.
fn least_height(panel: &PagePanel, max_rows: usize) -> usize {
    let rows = |block: &Block| match block {
        Block::List(items) => items.len(),
        Block::Bars(bars) => bars.bars.len(),
        Block::Facts(facts) => facts.len(),
        Block::Explanation(_) => 0,
        _ => 1,
    };
    panel.blocks.iter().map(rows).sum::<usize>().min(max_rows.saturating_add(1)) + 2
}

/// Adds the panels one below the other, with the urgent ones first and at most `max_rows` rows each.
fn stacked(flow: &mut Flow, panels: &[PagePanel], columns: usize, max_rows: usize) {
    let (urgent, others): (Vec<&PagePanel>, Vec<&PagePanel>) = panels.iter().partition(|panel| panel.is_urgent);
    for panel in urgent.into_iter().chain(others) {
        flow.blank();
        let start = flow.rows.len();
        let heading = Heading { aside: panel.aside.clone(), ..Heading::section(panel.title.clone()) };
        flow.add([&Block::Heading(heading)], columns);
        let content = Content::new(panel, columns).truncated(panel, columns, max_rows);
        flow.append(content.rows, &content.links);
        flow.panels.push(PanelArea {
            rows: start..flow.rows.len(),
            columns: 0..columns,
            is_framed: false,
            is_beside: false,
        });
    }
}

/// Laid-out rows of a panel, with the links in them.
#[derive(Default)]
struct Content {
    rows: Vec<Vec<Fragment>>,
    links: Vec<Link>,
    /// Whether the panel contains a picture, of which no part can be left out.
    is_picture: bool,
    /// Number of rows by which a picture in the panel can grow.
    growth: usize,
}

impl Content {
    /// Lays out the content of `panel` in `columns` columns.
    fn new(panel: &PagePanel, columns: usize) -> Self {
        Self::of(panel.blocks.iter(), columns, 0)
    }

    /// Lays out `blocks` in `columns` columns, with a picture that is `more` rows higher than usual.
    fn of<'a>(blocks: impl Iterator<Item = &'a Block> + Clone, columns: usize, more: usize) -> Self {
        let mut flow = Flow::default();
        flow.shared.picture_rows = more;
        flow.add(blocks.clone(), columns);
        let is_picture = blocks.clone().any(|block| matches!(block, Block::Strip(_) | Block::Pairs(_)));
        let growth = blocks.map(|block| if let Block::Pairs(grid) = block { pairs::growth(grid, columns) } else { 0 });
        let growth = growth.sum();
        Self { rows: flow.rows.into_iter().map(|row| row.fragments).collect(), links: flow.links, is_picture, growth }
    }

    /// Returns the height of the content in at most `max` rows and one for the number of rows that are left out.
    fn height(&self, max: usize) -> usize {
        if self.is_picture { self.rows.len() } else { self.rows.len().min(max.saturating_add(1)) }
    }

    /// Returns the number of rows by which the content can be higher than [`Self::height`].
    fn capacity(&self, max: usize) -> usize {
        if self.is_picture { self.growth } else { self.rows.len() - self.height(max) }
    }

    /// Returns the content without the rows after the first `max`, if these are several; a further row then gives their
    /// number.
    fn truncated(self, panel: &PagePanel, columns: usize, max: usize) -> Self {
        let left = self.rows.len().saturating_sub(max);
        if left < 2 || self.is_picture {
            return self;
        }
        // Labels of bars that are left out do not count for the width of the labels.
        let shown: Vec<Cow<'_, Block>> = panel.blocks.iter().map(|block| block.with_bars(max)).collect();
        let mut content = Self::of(shown.iter().map(AsRef::as_ref), columns, 0);
        content.rows.truncate(max);
        let more = format!("{} more", left + panel.left);
        content.rows.push(match panel.more {
            Some(place) => {
                content.links.push(Link { target: Target::Place(place), pieces: Vec::new() });
                vec![Fragment { text: more, role: Role::Link, link: Some(content.links.len() - 1) }]
            }
            None => vec![Fragment::new(more, Role::Caption)],
        });
        content
    }
}

/// Column of panels: the indexes of the panels in it, and the number of rows so far.
#[derive(Default)]
struct PanelColumn {
    panels: Vec<usize>,
    height: usize,
    /// Number of rows by which the panels can grow.
    capacity: usize,
}

/// Panels arranged in columns side by side.
struct Arranged {
    sides: Vec<PanelColumn>,
    contents: Vec<Content>,
    /// Width of the content of each panel, in columns.
    inner: usize,
    max_rows: usize,
}

impl Arranged {
    /// Arranges the panels in `beside` columns. A panel has at most `max_rows` rows unless its column has more in a window
    /// of `window` rows; 0 if the height of the window is not known.
    fn new(panels: &[PagePanel], (columns, beside): (usize, usize), max_rows: usize, window: usize) -> Self {
        let inner = (columns / beside).saturating_sub(EDGES);
        let contents: Vec<Content> = panels.iter().map(|panel| Content::new(panel, inner)).collect();
        let mut sides: Vec<PanelColumn> = (0..beside).map(|_| PanelColumn::default()).collect();
        for (index, content) in contents.iter().enumerate() {
            let (height, capacity) = (content.height(max_rows) + 2, content.capacity(max_rows));
            // At first all columns are empty, so each gets one of the first panels, and these keep the reading order. In
            // a window, panels that can grow are in different columns, so that each column can fill the window.
            let cost = |side: &PanelColumn| {
                let is_too_high = side.height + height > window;
                (is_too_high, window > 0 && capacity > 0 && side.capacity > 0, side.height)
            };
            if let Some(side) = sides.iter_mut().min_by_key(|side| cost(side)) {
                side.panels.push(index);
                side.height += height;
                side.capacity += capacity;
            }
        }
        Self { sides, contents, inner, max_rows }
    }

    fn height(&self) -> usize {
        self.sides.iter().map(|side| side.height).max().unwrap_or(0)
    }

    /// Returns the height of all columns: that of the highest, or up to `window` rows if the panels have more to show.
    fn filled_height(&self, window: usize) -> usize {
        let possible = self.sides.iter().map(|side| side.height + side.capacity).max().unwrap_or(0);
        self.height().max(possible.min(window))
    }

    /// Adds the panels in frames in columns of equal heights, which are `columns` columns wide together.
    fn framed(mut self, flow: &mut Flow, panels: &[PagePanel], columns: usize, window: usize) {
        let height = self.filled_height(window);
        let top = flow.rows.len();
        let mut lines: Vec<Vec<Fragment>> = vec![Vec::new(); height];
        let mut links: Vec<Link> = Vec::new();
        let beside = self.sides.len();
        for (side, column) in std::mem::take(&mut self.sides).into_iter().enumerate() {
            let area = side * columns / beside..(side + 1) * columns / beside;
            let mut row = 0;
            for (index, inner) in self.heights(&column, height) {
                let content = self.content(&panels[index], index, inner);
                let framed = frame(&panels[index], &content, area.len(), inner, &mut links);
                let rows = top + row..top + row + framed.len();
                flow.panels.push(PanelArea { rows, columns: area.clone(), is_framed: true, is_beside: true });
                for line in framed {
                    lines[row].extend(line);
                    row += 1;
                }
            }
        }
        flow.append(lines, &links);
    }

    /// Returns the panels of `column` with the heights of their contents. The panel with the most hidden rows shows more of
    /// them first; rows that no panel needs are below the last one.
    fn heights(&self, column: &PanelColumn, height: usize) -> Vec<(usize, usize)> {
        let mut spare = height - column.height;
        let usual = |&index: &usize| (index, self.contents[index].height(self.max_rows));
        let mut heights: Vec<(usize, usize)> = column.panels.iter().map(usual).collect();
        let mut order: Vec<usize> = (0..heights.len()).collect();
        order.sort_by_key(|&at| Reverse(self.contents[heights[at].0].capacity(self.max_rows)));
        for at in order {
            let more = spare.min(self.contents[heights[at].0].capacity(self.max_rows));
            heights[at].1 += more;
            spare -= more;
        }
        if let Some((_, last)) = heights.last_mut() {
            *last += spare;
        }
        heights
    }

    /// Returns the content of a panel in `height` rows.
    fn content(&mut self, panel: &PagePanel, index: usize, height: usize) -> Content {
        let content = std::mem::take(&mut self.contents[index]);
        let more = (height - content.height(self.max_rows)).min(content.capacity(self.max_rows));
        if content.is_picture {
            return if more > 0 { Content::of(panel.blocks.iter(), self.inner, more) } else { content };
        }
        content.truncated(panel, self.inner, self.max_rows.saturating_add(more))
    }
}

/// Returns the rows of a panel in a frame, with blank rows below its content up to `height` rows.
fn frame(
    panel: &PagePanel,
    content: &Content,
    room: usize,
    height: usize,
    links: &mut Vec<Link>,
) -> Vec<Vec<Fragment>> {
    let inner = room - EDGES;
    let mut lines = vec![top_edge(panel, room, links)];
    let first = links.len();
    links.extend(content.links.iter().cloned());
    let spare = height.saturating_sub(content.rows.len());
    let rows = content.rows.iter().cloned().chain(std::iter::repeat_n(Vec::new(), spare));
    lines.extend(rows.map(|row| {
        let row: Vec<Fragment> =
            row.into_iter().map(|run| Fragment { link: run.link.map(|link| first + link), ..run }).collect();
        let blank = space(inner.saturating_sub(width(&row)));
        [line("│ ")].into_iter().chain(row).chain([blank, line(" │")]).collect()
    }));
    lines.push(vec![line(format!("╰{}╯", "─".repeat(room - 2)))]);
    lines
}

/// Returns the upper edge of a frame, with the title of the panel and its remark.
fn top_edge(panel: &PagePanel, room: usize, links: &mut Vec<Link>) -> Vec<Fragment> {
    let aside: String = panel.aside.iter().map(|span| span.text.as_str()).collect();
    let aside = if aside.is_empty() { String::new() } else { format!(" {aside} ") };
    let title = text::truncate_to_width(&panel.title.text, room.saturating_sub(6 + text::width(&aside))).into_owned();
    let rule = room.saturating_sub(text::width(&title) + text::width(&aside) + 6);
    let link = panel.title.to.as_ref().map(|target| {
        links.push(Link { target: target.clone(), pieces: Vec::new() });
        links.len() - 1
    });
    vec![
        line("╭─ "),
        Fragment { text: title, role: Role::Heading(1), link },
        line(format!(" {}", "─".repeat(rule))),
        Fragment::new(aside, Role::Caption),
        line("─╮"),
    ]
}

/// Returns the rows of the two columns side by side, the second `offset` columns from the left, and the links of both.
pub(super) fn side_by_side(columns: [(Vec<Row>, Vec<Link>); 2], offset: usize) -> (Vec<Vec<Fragment>>, Vec<Link>) {
    let height = columns.iter().map(|(rows, _)| rows.len()).max().unwrap_or(0);
    let mut lines: Vec<Vec<Fragment>> = vec![Vec::new(); height];
    let mut links: Vec<Link> = Vec::new();
    for (side, (rows, own)) in columns.into_iter().enumerate() {
        let first = links.len();
        links.extend(own);
        for (line, row) in lines.iter_mut().zip(rows).filter(|(_, row)| !row.fragments.is_empty()) {
            line.push(space((side * offset).saturating_sub(width(line))));
            line.extend(
                row.fragments.into_iter().map(|run| Fragment { link: run.link.map(|link| first + link), ..run }),
            );
        }
    }
    (lines, links)
}

fn line(text: impl Into<String>) -> Fragment {
    Fragment::new(text, Role::Line)
}

impl Flow {
    /// Adds rows whose links, from the index `from` on, were numbered part by part, and numbers these links again in
    /// reading order.
    pub(super) fn push_renumbered(&mut self, rows: Vec<Vec<Fragment>>, from: usize) {
        let numbered = self.links.split_off(from);
        let renumbered = |run: Fragment| Fragment { link: run.link.map(|link| link - from), ..run };
        let rows = rows.into_iter().map(|row| row.into_iter().map(renumbered).collect()).collect();
        self.append(rows, &numbered);
    }

    /// Adds rows whose fragments refer to `links` by their indexes. A link that continues in another row becomes a
    /// separate link there, so that the links of the page stay in reading order.
    pub(super) fn append(&mut self, rows: Vec<Vec<Fragment>>, links: &[Link]) {
        for row in rows {
            let mut last = None;
            let row: Vec<Fragment> = row
                .into_iter()
                .filter(|run| !run.text.is_empty())
                .map(|run| {
                    let link = run.link.and_then(|link| Some((link, links.get(link)?))).map(|(link, known)| {
                        if last != Some(link) {
                            self.links.push(Link { target: known.target.clone(), pieces: Vec::new() });
                            last = Some(link);
                        }
                        self.links.len() - 1
                    });
                    Fragment { link, ..run }
                })
                .collect();
            self.push(0, row);
        }
    }
}
