//! Lays out panels, that is, small boxes with blocks: side by side in frames on wide screens, one below the other on
//! narrow screens.

use crate::text;

use super::wrap::{space, width};
use super::{Flow, Fragment, Link, PanelArea, Role, Row};
use crate::document::{Block, Heading, PagePanel, PanelFit, Panels, Target};

/// Minimum width of a panel that is beside other panels, in columns.
const MIN_PANEL: usize = 42;
/// Minimum width of a panel that is compared with those beside it, in columns.
const MIN_COMPARED: usize = 28;
/// Minimum width of a section that is beside other sections, in columns.
const MIN_SECTION: usize = 60;
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
    let beside = (columns / min_width).min(MAX_BESIDE).min(panels.panels.len());
    if beside < 2 {
        stacked(flow, &panels.panels, columns, max_stacked);
    } else {
        framed(flow, &panels.panels, (columns, max_rows), beside);
    }
}

/// Adds the panels one below the other, with the urgent ones first and at most `max_rows` rows each.
fn stacked(flow: &mut Flow, panels: &[PagePanel], columns: usize, max_rows: usize) {
    let (urgent, others): (Vec<&PagePanel>, Vec<&PagePanel>) = panels.iter().partition(|panel| panel.is_urgent);
    for panel in urgent.into_iter().chain(others) {
        flow.blank();
        let start = flow.rows.len();
        let heading = Heading { aside: panel.aside.clone(), ..Heading::section(panel.title.clone()) };
        flow.add([&Block::Heading(heading)], columns);
        let mut content = Content::new(panel, columns);
        content.truncate(panel, max_rows);
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
struct Content {
    rows: Vec<Vec<Fragment>>,
    links: Vec<Link>,
    /// Whether the panel contains a picture, of which no part can be left out.
    is_picture: bool,
}

impl Content {
    /// Lays out the content of `panel` in `columns` columns.
    fn new(panel: &PagePanel, columns: usize) -> Self {
        let Flow { rows, links, .. } = Flow::new(&panel.blocks, columns);
        let is_picture = panel.blocks.iter().any(|block| matches!(block, Block::Strip(_) | Block::Pairs(_)));
        Self { rows: rows.into_iter().map(|row| row.fragments).collect(), links, is_picture }
    }

    /// Returns the height of the content in at most `max` rows and one for the number of rows that are left out.
    fn height(&self, max: usize) -> usize {
        if self.is_picture { self.rows.len() } else { self.rows.len().min(max.saturating_add(1)) }
    }

    /// Removes the rows after the first `max`, if these are several; a further row then gives their number.
    fn truncate(&mut self, panel: &PagePanel, max: usize) {
        let left = self.rows.len().saturating_sub(max);
        if left < 2 || self.is_picture {
            return;
        }
        self.rows.truncate(max);
        let more = format!("{} more", left + panel.left);
        self.rows.push(match panel.more {
            Some(place) => {
                self.links.push(Link { target: Target::Place(place), pieces: Vec::new() });
                vec![Fragment { text: more, role: Role::Link, link: Some(self.links.len() - 1) }]
            }
            None => vec![Fragment::new(more, Role::Caption)],
        });
    }
}

/// Column of panels: the index and the first row of each panel in it, and the number of rows so far.
#[derive(Default)]
struct PanelColumn {
    panels: Vec<usize>,
    height: usize,
}

/// Adds the panels in frames in `beside` columns, which get equal heights; a panel has at most `max_rows` rows.
fn framed(flow: &mut Flow, panels: &[PagePanel], (columns, max_rows): (usize, usize), beside: usize) {
    let room = columns / beside;
    let mut contents: Vec<Content> =
        panels.iter().map(|panel| Content::new(panel, room.saturating_sub(EDGES))).collect();
    let mut sides: Vec<PanelColumn> = (0..beside).map(|_| PanelColumn::default()).collect();
    for (index, content) in contents.iter().enumerate() {
        // At first all columns are empty, so each gets one of the first panels, and these keep the reading order.
        let shortest = (0..beside).min_by_key(|&side| (sides[side].height, side)).unwrap_or(0);
        sides[shortest].panels.push(index);
        sides[shortest].height += content.height(max_rows) + 2;
    }
    let height = sides.iter().map(|side| side.height).max().unwrap_or(0);
    let top = flow.rows.len();
    let mut lines: Vec<Vec<Fragment>> = vec![Vec::new(); height];
    let mut links: Vec<Link> = Vec::new();
    for (side, column) in sides.iter().enumerate() {
        let mut row = 0;
        // The panel with the most hidden rows shows more of them, up to the height of the other columns; the rest of the
        // height is below the last panel.
        let hidden = |index: &&usize| contents[**index].rows.len() - contents[**index].height(max_rows);
        let longest = column.panels.iter().max_by_key(hidden).copied();
        let mut spare = height - column.height;
        for (at, &index) in column.panels.iter().enumerate() {
            let content = &mut contents[index];
            let natural = content.height(max_rows);
            let is_last = at + 1 == column.panels.len();
            let more = if longest == Some(index) { spare.min(content.rows.len() - natural) } else { 0 };
            spare -= more;
            let inner = natural + more + if is_last { spare } else { 0 };
            content.truncate(&panels[index], max_rows.saturating_add(more));
            let framed = frame(&panels[index], content, room, inner, &mut links);
            let rows = top + row..top + row + framed.len();
            let columns = side * room..(side + 1) * room;
            flow.panels.push(PanelArea { rows, columns, is_framed: true, is_beside: true });
            for line in framed {
                lines[row].extend(line);
                row += 1;
            }
        }
    }
    flow.append(lines, &links);
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
