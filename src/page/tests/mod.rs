//! Pages of a small atlas, with figures computed by hand from `fixture.toml`.

mod boards;
mod browser;
mod claims;
mod coordinates;
mod editions;
mod field;
mod indexes;
mod pairs;
mod paths;
mod people;
mod portfolios;
mod reviews;
mod strategies;
mod tags;
mod team;
mod trust;

use super::*;
use crate::data;
use crate::document::{
    Bar, Block, Grid, GridCell, GridRow, Interval, Item, Member, NeighbourGroup, PagePanel, Pair, Part, PathBranch,
    Span,
};
use crate::graph::Graph;
use crate::model::OverlayEntry;

/// Returns the graph of the small atlas.
fn graph() -> Graph {
    Graph::new(data::fixture(include_str!("fixture.toml")))
}

/// Returns the page at the address `path`.
fn shown(graph: &Graph, path: &str) -> Page {
    built(path, &PageContext::new(graph))
}

/// Returns the page at the address `path` with `options`.
fn shown_with(graph: &Graph, path: &str, options: &ViewOptions) -> Page {
    built(path, &PageContext { options, ..PageContext::new(graph) })
}

/// Returns the page at the address `path`, built from `context`.
fn built(path: &str, context: &PageContext<'_>) -> Page {
    build(Place::parse(&context.graph.atlas, path).expect("a place"), context)
}

/// Returns the text of a line.
fn text(line: &[Span]) -> String {
    line.iter().map(|span| span.text.as_str()).collect()
}

/// Returns the rows of the section called `title`, its heading first; empty if there is none.
fn section(page: &Page, title: &str) -> Vec<String> {
    let is = |block: &Block, wanted: Option<&str>| {
        matches!(block, Block::Heading(heading)
            if heading.level == 1 && wanted.is_none_or(|wanted| text(&heading.text) == wanted))
    };
    let Some(start) = page.blocks.iter().position(|block| is(block, Some(title))) else { return Vec::new() };
    let rest = &page.blocks[start..];
    let end = rest.iter().skip(1).position(|block| is(block, None)).map_or(rest.len(), |end| end + 1);
    rows(&rest[..end])
}

/// Returns the rows of the panel called `title`; empty if there is none.
fn panel(page: &Page, title: &str) -> Vec<String> {
    let panels = page.blocks.iter().filter_map(|block| match block {
        Block::Panels(panels) => Some(&panels.panels),
        _ => None,
    });
    panels.flatten().find(|panel| panel.title.text == title).map_or_else(Vec::new, |panel| rows(&panel.blocks))
}

/// Formats blocks as rows of text, without layout: `# heading (count) [mark] ~ aside`, `> caption or explanation`, `!
/// notice or warning`, `label: value`, `- text {badges} ~ aside | note | flag`, `= bar: shown, value of full`, `~ interval:
/// shown, low to high | note`, `+ row | cell | cell = total`.
fn rows(blocks: &[Block]) -> Vec<String> {
    blocks.iter().flat_map(block_rows).collect()
}

fn branch_rows(branches: &[PathBranch], depth: usize) -> Vec<String> {
    let row = |branch: &PathBranch| {
        let stop = branch.stop.as_ref().map_or("the end", |stop| stop.text.as_str());
        let row = format!("{}{} > {stop}", "  ".repeat(depth), text(&branch.edge));
        std::iter::once(row).chain(branch_rows(&branch.branches, depth + 1)).collect::<Vec<_>>()
    };
    branches.iter().flat_map(row).collect()
}

fn block_rows(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(heading) => {
            let count = heading.count.map(|count| format!(" ({count})")).unwrap_or_default();
            let mark = heading.mark.as_ref().map(|mark| format!(" [{mark}]")).unwrap_or_default();
            let aside = after(" ~ ", &heading.aside);
            vec![format!("{} {}{count}{mark}{aside}", "#".repeat(heading.level.into()), text(&heading.text))]
        }
        Block::Paragraph(line) => vec![text(line)],
        Block::Caption(line) | Block::Explanation(line) => vec![format!("> {}", text(line))],
        Block::Notice(line) | Block::Warning(line) => vec![format!("! {}", text(line))],
        Block::Facts(facts) => facts.iter().map(|fact| format!("{}: {}", fact.label, text(&fact.value))).collect(),
        Block::List(items) => items.iter().map(item_row).collect(),
        Block::Neighbourhood(around) => {
            let member = |member: &Member| format!("  {} {}", member.name.text, text(&member.further));
            let group = |group: &NeighbourGroup| {
                let title = format!("{} ({})", text(&group.title), group.count);
                std::iter::once(title).chain(group.members.iter().map(member)).collect::<Vec<_>>()
            };
            around.groups.iter().flat_map(group).map(|row| row.trim_end().to_owned()).collect()
        }
        Block::Paths(picture) => branch_rows(&picture.branches, 1),
        Block::Pairs(grid) => {
            let name = |at: usize| &grid.names[at].text;
            let row = |pair: &Pair| format!("{} {} {}", name(pair.from), pair.kind.sign(), name(pair.to));
            grid.pairs.iter().map(row).collect()
        }
        Block::Bars(bars) => {
            let row = |bar: &Bar| format!("= {}: {}, {} of {}", text(&bar.label), bar.shown, bar.value, bars.full);
            bars.bars.iter().map(row).collect()
        }
        Block::Intervals(content) => content.intervals.iter().map(interval_row).collect(),
        Block::Grid(grid) => grid_rows(grid),
        Block::Strip(plot) => {
            plot.points.iter().map(|point| format!("* {}: {}", point.name.text, point.shown)).collect()
        }
        Block::Panels(panels) => {
            let panel = |panel: &PagePanel| {
                let title = format!("[{}] {}", panel.title.text, text(&panel.aside));
                std::iter::once(title.trim_end().to_owned()).chain(rows(&panel.blocks)).collect::<Vec<_>>()
            };
            panels.panels.iter().flat_map(panel).collect()
        }
        Block::Code(code) => code.text.lines().map(str::to_owned).collect(),
    }
}

fn interval_row(interval: &Interval) -> String {
    let Interval { label, low, high, shown, note } = interval;
    format!("~ {}: {shown}, {low} to {high} | {}", text(label), text(note))
}

/// Formats a grid: `/ corner | column | column`, then `+ label | text shade | … = total`; the totals come last.
fn grid_rows(grid: &Grid) -> Vec<String> {
    let cell = |cell: &GridCell| {
        let shade = cell.shade.map(|shade| format!(" {shade:.2}")).unwrap_or_default();
        format!("{}{shade}", text(&cell.text))
    };
    let row = |row: &GridRow| {
        let label = std::iter::once(format!("+ {}", text(&row.label)));
        let parts: Vec<String> = label.chain(row.cells.iter().map(cell)).collect();
        let total = if row.total.is_empty() { String::new() } else { format!(" = {}", text(&row.total)) };
        parts.join(" | ") + &total
    };
    let heads = std::iter::once(format!("/ {}", grid.corner)).chain(grid.columns.iter().map(|it| text(&it.label)));
    let heads: Vec<String> = heads.collect();
    std::iter::once(heads.join(" | ")).chain(grid.rows.iter().chain(&grid.totals).map(row)).collect()
}

fn item_row(item: &Item) -> String {
    let badges: Vec<&str> = item.badges.iter().map(|badge| badge.short.as_str()).collect();
    let badges = if badges.is_empty() { String::new() } else { format!(" {{{}}}", badges.join(" ")) };
    let flag = after(" | ", &item.flag);
    format!("- {}{badges}{}{}{flag}", text(&item.text), after(" ~ ", &item.aside), after(" | ", &item.note))
}

/// Returns the text of a line after `sign`, if there is one.
fn after(sign: &str, line: &[Span]) -> String {
    if line.is_empty() { String::new() } else { format!("{sign}{}", text(line)) }
}

/// Returns the titles of the sections of one part of a page.
fn titles(page: &Page, part: Part) -> Vec<String> {
    page.part(part)
        .filter_map(|block| match block {
            Block::Heading(heading) if heading.level == 1 => Some(text(&heading.text)),
            _ => None,
        })
        .collect()
}
