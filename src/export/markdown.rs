//! Pages as GitHub-flavoured Markdown.
//!
//! A link to a place is a relative path to its file: `../strategy/pause.md`. Pages saved to files named after their
//! places thus link to each other. Characters that Markdown interprets are escaped.

use std::fmt::Write;

use crate::document::layout::Flow;
use crate::document::{
    Align, Bar, BarPart, Block, CodeBlock, Fact, Grid, Heading, Interval, Item, Neighbourhood, Page, Panels,
    PathBranch, PathPicture, Span, TOTAL, Target, Weight,
};
use crate::model::Atlas;
use crate::place::Place;
use crate::text;

/// Characters that have a meaning within a line of Markdown.
const SPECIAL: &str = r"\`*_[]<>&~|$";

/// Formats `page` as Markdown, with a newline at the end.
pub fn page(atlas: &Atlas, page: &Page) -> String {
    let writer = Writer { atlas, place: page.place.unwrap_or(Place::Home) };
    let mut parts = vec![format!("# {}", escape(&page.title))];
    parts.extend(writer.block_line(&page.kicker));
    parts.extend(page.blocks.iter().filter_map(|block| writer.block(block)));
    parts.join("\n\n") + "\n"
}

/// Formatter of the blocks of the page of `place`. A page without a place has links as from a file in the root folder.
struct Writer<'a> {
    atlas: &'a Atlas,
    place: Place,
}

impl Writer<'_> {
    fn block(&self, block: &Block) -> Option<String> {
        let quoted = |line: String| format!("> {line}");
        match block {
            Block::Heading(heading) => Some(self.heading(heading)),
            Block::Paragraph(text) => self.block_line(text),
            Block::Caption(text) | Block::Explanation(text) => self.block_line(text).map(quoted),
            Block::Notice(text) => self.block_line(text).map(|line| format!("> [!NOTE]\n> {line}")),
            Block::Warning(text) => self.block_line(text).map(|line| format!("> [!WARNING]\n> {line}")),
            Block::Facts(facts) => lines(facts.iter().map(|fact| self.fact(fact))),
            Block::List(items) => lines(items.iter().map(|item| self.item(item))),
            Block::Bars(bars) => lines(bars.bars.iter().map(|bar| self.bar(bar))),
            Block::Intervals(content) => lines(content.intervals.iter().map(|interval| self.interval(interval))),
            Block::Grid(grid) => Some(self.grid(grid)),
            Block::Neighbourhood(around) => self.neighbourhood(around),
            Block::Paths(picture) => Some(self.paths(picture)),
            Block::Pairs(grid) if grid.is_small => None,
            Block::Pairs(_) => fenced(block),
            Block::Strip(plot) => lines(plot.points.iter().map(|point| {
                format!("- {}: **{}**", self.line(std::slice::from_ref(&point.name)), escape(&point.shown))
            })),
            Block::Panels(panels) => self.panels(panels),
            Block::Code(code) => Some(code_block(code)),
        }
    }

    fn heading(&self, heading: &Heading) -> String {
        let mut line = "#".repeat(usize::from(heading.level) + 1) + " " + &self.line(&heading.text);
        if let Some(count) = heading.count {
            let _ = write!(line, " ({count})");
        }
        if let Some(mark) = &heading.mark {
            let _ = write!(line, " · {}", escape(mark));
        }
        if !heading.aside.is_empty() {
            let _ = write!(line, " · {}", self.line(&heading.aside));
        }
        line
    }

    /// Formats panels one after the other, each as a section; `None` if there are none.
    fn panels(&self, panels: &Panels) -> Option<String> {
        let mut parts = Vec::new();
        for panel in &panels.panels {
            let aside = self.line(&panel.aside);
            let aside = if aside.is_empty() { aside } else { format!(" · {aside}") };
            parts.push(format!("## {}{aside}", self.line(std::slice::from_ref(&panel.title))));
            parts.extend(panel.blocks.iter().filter_map(|block| self.block(block)));
        }
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    }

    /// Formats the neighbours of a record as nested lists, since a drawing of text could not contain links.
    fn neighbourhood(&self, around: &Neighbourhood) -> Option<String> {
        let mut lines = Vec::new();
        for group in &around.groups {
            lines.push(format!("- {} ({})", self.line(&group.title), group.count));
            for member in &group.members {
                lines.push(format!("  - {}", self.line(std::slice::from_ref(&member.name))));
                if !member.further.is_empty() {
                    lines.push(format!("    - {}", self.line(&member.further)));
                }
            }
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// Formats the paths between two records as nested lists, each of which ends with the record at the end.
    fn paths(&self, picture: &PathPicture) -> String {
        let mut lines = vec![format!("- {}", self.line(std::slice::from_ref(&picture.start)))];
        self.branches(&picture.branches, picture, 1, &mut lines);
        lines.join("\n")
    }

    fn branches(&self, branches: &[PathBranch], picture: &PathPicture, depth: usize, lines: &mut Vec<String>) {
        for branch in branches {
            let stop = branch.stop.as_ref().unwrap_or(&picture.end);
            let (edge, stop) = (self.line(&branch.edge), self.line(std::slice::from_ref(stop)));
            lines.push(format!("{}- {} → {stop}", "  ".repeat(depth), start(&edge)));
            self.branches(&branch.branches, picture, depth + 1, lines);
        }
    }

    fn fact(&self, fact: &Fact) -> String {
        format!("- **{}:** {}", escape(&fact.label), self.line(&fact.value))
    }

    fn item(&self, item: &Item) -> String {
        let mut line = "- ".to_owned() + &self.block_line(&item.text).unwrap_or_default();
        if !item.badges.is_empty() {
            let labels: Vec<String> = item.badges.iter().map(|badge| escape(&badge.label)).collect();
            let _ = write!(line, " ({})", labels.join("; "));
        }
        if !item.aside.is_empty() {
            let _ = write!(line, " · {}", self.line(&item.aside));
        }
        if let Some(note) = self.block_line(&item.note) {
            let _ = write!(line, "\\\n  {note}");
        }
        if let Some(flag) = self.block_line(&item.flag) {
            let _ = write!(line, "\\\n  {flag}");
        }
        line
    }

    fn bar(&self, bar: &Bar) -> String {
        let label = self.block_line(&bar.label).unwrap_or_default();
        let parts: Vec<String> = bar.parts.iter().filter(|part| part.value > 0.0).map(BarPart::words).collect();
        // A value in words already names the parts.
        let names_parts = parts.is_empty() || bar.shown.contains(char::is_alphabetic);
        let parts = if names_parts { String::new() } else { format!(" ({})", parts.join(", ")) };
        format!("- {label}: {}{parts}", escape(&bar.shown))
    }

    fn interval(&self, interval: &Interval) -> String {
        let label = self.block_line(&interval.label).unwrap_or_default();
        let mut line = format!("- {label}: **{}**", escape(&interval.shown));
        if let Some(note) = self.block_line(&interval.note) {
            let _ = write!(line, "\\\n  {note}");
        }
        line
    }

    /// Formats a grid as a table without shades, since these only repeat the text of the cells.
    fn grid(&self, grid: &Grid) -> String {
        let total = grid.has_totals();
        let heads = grid.columns.iter().map(|column| self.line(&column.label));
        let heads = std::iter::once(escape(&grid.corner)).chain(heads).chain(total.then(|| TOTAL.to_owned()));
        let edges = grid.columns.iter().map(|column| match column.align {
            Align::Left => "---",
            Align::Centre => ":-:",
            Align::Right => "--:",
        });
        let edges = std::iter::once("---").chain(edges).chain(total.then_some("--:"));
        let mut rows = vec![table_row(heads), table_row(edges.map(str::to_owned))];
        rows.extend(grid.rows.iter().chain(&grid.totals).map(|row| {
            let cells = row.cells.iter().map(|cell| self.line(&cell.text));
            let all = total.then(|| self.line(&row.total));
            table_row(std::iter::once(self.line(&row.label)).chain(cells).chain(all))
        }));
        rows.join("\n")
    }

    /// Formats a line that starts a block; `None` if it is empty. First characters that would start another kind of
    /// block are escaped.
    fn block_line(&self, spans: &[Span]) -> Option<String> {
        let line = self.line(spans);
        let line = line.trim();
        (!line.is_empty()).then(|| start(line))
    }

    fn line(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| self.span(span)).collect()
    }

    fn span(&self, span: &Span) -> String {
        let whole = text::sanitize(&span.text);
        let text = whole.trim();
        if text.is_empty() {
            return whole.into_owned();
        }
        let (before, after) = whole.split_once(text).unwrap_or_default();
        let text = match span.weight {
            Weight::Strong => format!("**{}**", escape(text)),
            Weight::Code => code_span(text),
            Weight::Plain | Weight::Quiet | Weight::Tone(_) => escape(text),
        };
        let linked = match &span.to {
            None => text,
            Some(Target::Place(place)) => format!("[{text}]({})", destination(&self.address(*place))),
            Some(Target::Url(url)) => format!("[{text}]({})", destination(url)),
        };
        format!("{before}{linked}{after}")
    }

    /// Returns the path of the file of `place`, relative to the folder of this page's file.
    fn address(&self, place: Place) -> String {
        let up = "../".repeat(self.place.path(self.atlas).matches('/').count());
        format!("{up}{}.md", place.path(self.atlas))
    }
}

fn lines(lines: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn table_row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
    format!("| {} |", cells.join(" | "))
}

/// Formats literal text. Vertical bars are escaped as well, since they would end the cell of a table.
fn code_span(text: &str) -> String {
    let text = text.replace('|', r"\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// Formats preformatted lines between fences that are longer than any row of backquotes in the lines.
fn code_block(code: &CodeBlock) -> String {
    let longest = code.text.lines().map(|line| line.bytes().take_while(|&byte| byte == b'`').count()).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    let lines: Vec<_> = code.text.lines().map(text::sanitize).collect();
    format!("{fence}{}\n{}\n{fence}", code.language, lines.join("\n"))
}

/// Formats a block for which Markdown has no equivalent, by drawing it as in the terminal, between fences; `None` if it
/// has no rows.
fn fenced(block: &Block) -> Option<String> {
    let flow = Flow::new([block], usize::from(u16::MAX));
    let rows: Vec<String> = flow.rows.iter().map(|row| row.text().trim_end().to_owned()).collect();
    (!rows.is_empty()).then(|| format!("```text\n{}\n```", rows.join("\n")))
}

/// Escapes the first characters of `line` if they would start another kind of block. The other characters are already
/// escaped.
pub(super) fn start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let marks: &[char] = if digits > 0 { &['.', ')'] } else { &['#', '+', '-', '='] };
    if rest.starts_with(marks) { format!("{number}\\{rest}") } else { line.to_owned() }
}

/// Sanitizes `text` to one line, and escapes all characters with a meaning in Markdown.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text::sanitize(text).chars() {
        if SPECIAL.contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    if escaped.ends_with('!') {
        // An exclamation mark directly before a link would turn the link into an image.
        escaped.insert(escaped.len() - 1, '\\');
    }
    escaped
}

/// Escapes `url` so that it can be the address of a link and nothing in it ends the link.
fn destination(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    for c in text::sanitize(url).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '(' | ')' | '<' | '>' | '\\' | '"' | '`' | ' ' => {
                let _ = write!(safe, "%{:02X}", u32::from(c));
            }
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(escape("a*b_c [d](e) <f> & `g` ~h~ $i$ |"), r"a\*b\_c \[d\](e) \<f\> \& \`g\` \~h\~ \$i\$ \|");
        assert_eq!(escape("stop!"), r"stop\!");
        assert_eq!(escape("one\n- two\x1b[m"), r"one - two␛\[m");
    }

    #[test]
    fn a_destination_never_ends_early() {
        assert_eq!(destination("https://e.org/a\n\nb"), "https://e.org/a%20%20b");
        assert_eq!(destination("https://e.org/a_(b)?c=1&d=2 3"), "https://e.org/a_%28b%29?c=1&amp;d=2%203");
    }

    #[test]
    fn a_line_stays_the_kind_of_block_it_is() {
        let atlas = Atlas::default();
        let writer = Writer { atlas: &atlas, place: Place::Home };
        let line = |text: &str| writer.block_line(&[Span::plain(text)]).unwrap_or_default();
        assert_eq!(line("# no heading"), r"\# no heading");
        assert_eq!(line("- no item"), r"\- no item");
        assert_eq!(line("2023. A year"), r"2023\. A year");
        assert_eq!(line("1) first"), r"1\) first");
        assert_eq!(line("2023 was"), "2023 was");
        assert_eq!(line("1980-2005"), "1980-2005");
        assert_eq!(line("10% of it"), "10% of it");
        assert_eq!(line("  "), "");
        assert_eq!(line("a note\n# of\n\n    several lines"), "a note # of      several lines");
    }

    #[test]
    fn weight_and_links_leave_blanks_outside() {
        let atlas = Atlas::default();
        let writer = Writer { atlas: &atlas, place: Place::Home };
        let spans = [Span::strong("Fails if: "), Span::link("Everyone", Kind::Person), Span::plain("!")];
        assert_eq!(writer.line(&spans), r"**Fails if:** [Everyone](people.md)\!");
    }
}
