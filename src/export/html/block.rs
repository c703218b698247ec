//! Blocks of pages as HTML.

use std::collections::HashSet;
use std::fmt::Write;

use crate::document::{Badge, Bar, Bars, Block, Fact, Heading, Interval, Intervals, Item, Span, Target, Weight};

use super::escape::{escaped, is_web, push};
use crate::export::paths::{PageFiles, between};

/// How far the bar of a point reaches to either side, of 100.
const POINT: f64 = 0.75;

/// Writes the blocks of one page.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    paths: &'a PageFiles,
    /// The file of the page, which ways start from.
    file: &'a str,
    /// Ids of headings, each of which is there once.
    ids: HashSet<String>,
    /// The level of the last heading, as HTML counts.
    level: u8,
}

impl<'a> Writer<'a> {
    /// A writer of the page in `file`, with nothing written.
    pub(super) fn new(paths: &'a PageFiles, file: &'a str) -> Self {
        // The page itself is called so.
        let ids = HashSet::from(["main".to_owned(), "q".to_owned(), "results".to_owned(), "all".to_owned()]);
        Self { out: String::new(), paths, file, ids, level: 1 }
    }

    /// Adds a block.
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => self.paragraph("", text),
            Block::Caption(text) => self.paragraph(" class=\"caption\"", text),
            Block::Notice(text) => self.paragraph(" class=\"notice\" role=\"note\"", text),
            Block::Facts(facts) => self.facts(facts),
            Block::List(items) => self.list(items),
            Block::Bars(bars) => self.bars(bars),
            Block::Intervals(content) => self.intervals(content),
            Block::Grid(grid) => self.grid(grid),
            Block::Pairs(grid) => self.pairs(grid),
            Block::Neighbourhood(around) => self.neighbourhood(around),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        // No level is skipped on the way down, so that the outline holds together.
        let level = (heading.level + 1).clamp(2, self.level + 1).min(6);
        self.level = level;
        let id = self.id(&heading.text);
        let _ = write!(self.out, "<h{level} id=\"{id}\">");
        self.line(&heading.text);
        if let Some(count) = heading.count {
            let _ = write!(self.out, " <span class=\"count\">{count}</span>");
        }
        if let Some(mark) = &heading.mark {
            let class = if heading.warns { "mark warns" } else { "mark" };
            let _ = write!(self.out, " <span class=\"{class}\">{}</span>", escaped(mark));
        }
        let _ = writeln!(self.out, "</h{level}>");
    }

    /// An id for a heading: its words, and a number if that is taken.
    fn id(&mut self, text: &[Span]) -> String {
        let text: String = text.iter().map(|span| span.text.as_str()).collect();
        let words: Vec<&str> =
            text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let words = words.join("-").to_lowercase();
        let stem = if words.is_empty() { "part".to_owned() } else { words };
        let mut id = stem.clone();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{stem}-{number}");
            number += 1;
        }
        id
    }

    fn paragraph(&mut self, attributes: &str, text: &[Span]) {
        let _ = write!(self.out, "<p{attributes}>");
        self.line(text);
        self.out.push_str("</p>\n");
    }

    fn facts(&mut self, facts: &[Fact]) {
        if facts.is_empty() {
            return;
        }
        self.out.push_str("<dl class=\"facts\">\n");
        for fact in facts {
            let _ = write!(self.out, "<div><dt>{}</dt><dd>", escaped(&fact.label));
            self.line(&fact.value);
            self.out.push_str("</dd></div>\n");
        }
        self.out.push_str("</dl>\n");
    }

    fn list(&mut self, items: &[Item]) {
        if items.is_empty() {
            return;
        }
        self.out.push_str("<ul class=\"list\">\n");
        for item in items {
            self.out.push_str("<li>");
            self.line(&item.text);
            for badge in &item.badges {
                self.out.push(' ');
                self.badge(badge);
            }
            if !item.note.is_empty() {
                self.out.push_str("<div class=\"about\">");
                self.line(&item.note);
                self.out.push_str("</div>");
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n");
    }

    fn badge(&mut self, badge: &Badge) {
        let _ = write!(self.out, "<span class=\"badge {}\">{}</span>", badge.kind.as_str(), escaped(&badge.label));
    }

    fn bars(&mut self, bars: &Bars) {
        if bars.bars.is_empty() {
            return;
        }
        self.out.push_str("<table class=\"bars\">\n");
        for bar in &bars.bars {
            self.bar(bar, bars.full);
        }
        self.out.push_str("</table>\n");
    }

    fn bar(&mut self, bar: &Bar, full: f64) {
        self.out.push_str("<tr><th scope=\"row\">");
        self.line(&bar.label);
        let _ = writeln!(
            self.out,
            "</th><td class=\"bar\">{}</td><td class=\"value\">{}</td></tr>",
            rectangle(0.0, share(bar.value, full)),
            escaped(&bar.shown)
        );
    }

    fn intervals(&mut self, content: &Intervals) {
        if content.intervals.is_empty() {
            return;
        }
        let ticks: Vec<String> = content.ticks.iter().map(|tick| escaped(&tick.shown)).collect();
        let _ = writeln!(self.out, "<table class=\"bars\">\n<caption>On a scale of {}</caption>", ticks.join(" · "));
        for interval in &content.intervals {
            self.interval(interval, content);
        }
        self.out.push_str("</table>\n");
    }

    fn interval(&mut self, interval: &Interval, scale: &Intervals) {
        self.out.push_str("<tr><th scope=\"row\">");
        self.line(&interval.label);
        if !interval.note.is_empty() {
            self.out.push_str("<div class=\"about\">");
            self.line(&interval.note);
            self.out.push_str("</div>");
        }
        // A point is drawn as a short bar around it.
        let [low, high] = [interval.low, interval.high].map(|value| 100.0 * scale.share(value));
        let (low, high) = ((low - POINT).max(0.0), (high + POINT).min(100.0));
        let _ = writeln!(
            self.out,
            "</th><td class=\"bar\">{}</td><td class=\"value\">{}</td></tr>",
            rectangle(low, high),
            escaped(&interval.shown)
        );
    }

    /// Adds text with its links.
    pub(super) fn line(&mut self, spans: &[Span]) {
        for span in spans {
            self.span(span);
        }
    }

    fn span(&mut self, span: &Span) {
        let (open, close) = match span.weight {
            Weight::Plain => ("", ""),
            Weight::Strong => ("<strong>", "</strong>"),
            Weight::Quiet => ("<span class=\"quiet\">", "</span>"),
        };
        let link = match &span.to {
            Some(Target::Place(place)) => self.paths.of(*place).map(|to| between(self.file, to)),
            Some(Target::Url(url)) if is_web(url) => Some(url.clone()),
            _ => None,
        }
        // A link without a text could not be followed.
        .filter(|_| !span.text.trim().is_empty());
        self.out.push_str(open);
        if let Some(link) = &link {
            let away = if is_web(link) { " rel=\"external noopener noreferrer\"" } else { "" };
            let _ = write!(self.out, "<a href=\"{}\"{away}>", escaped(link));
        }
        push(&mut self.out, &span.text);
        if link.is_some() {
            self.out.push_str("</a>");
        }
        self.out.push_str(close);
    }
}

/// `value` of `full` as a percentage that can be drawn.
fn share(value: f64, full: f64) -> f64 {
    let share = 100.0 * value / full;
    if share.is_finite() { share.clamp(0.0, 100.0) } else { 0.0 }
}

/// A bar from one percentage to another. It repeats what the text says, so only eyes need it.
fn rectangle(from: f64, to: f64) -> String {
    format!(
        "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"track\" width=\"100\" height=\"10\"/>\
         <rect x=\"{from:.2}\" width=\"{:.2}\" height=\"10\"/></svg>",
        to - from
    )
}
