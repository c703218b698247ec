//! Conversion of a chapter of the manual from `CommonMark` with tables to blocks. Chapters contain only headings,
//! paragraphs, flat lists, code and tables; a test ensures this.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, Page, PageBuilder, Span, Target, Weight,
};
use crate::place::Topic;

/// Converts the Markdown of a chapter to a page; the first heading becomes the title.
pub(super) fn read(markdown: &str) -> Page {
    let mut reader = ChapterReader::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        reader.event(event);
    }
    reader.page.finish()
}

/// Converter of a chapter, fed with the events of the Markdown parser.
#[derive(Default)]
struct ChapterReader {
    page: PageBuilder,
    /// Text of the current paragraph, item, heading or table cell so far.
    line: Inline,
    weight: Weight,
    target: Option<Target>,
    /// Items of the current list so far; `None` outside a list.
    items: Option<Vec<Item>>,
    /// Number of the next item of a numbered list; `None` outside one.
    number: Option<u64>,
    /// Language of the current code block; `None` outside a code block.
    language: Option<String>,
    code: String,
    /// Rows of the current table so far, including the header.
    rows: Vec<Vec<Inline>>,
}

impl ChapterReader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.language.is_some() => self.code.push_str(&text),
            Event::Text(text) => self.text(&text, self.weight),
            Event::Code(text) => self.text(&text, Weight::Code),
            Event::SoftBreak | Event::HardBreak => self.text(" ", self.weight),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.weight = Weight::Strong,
            Tag::Link { dest_url, .. } => self.target = target(&dest_url),
            Tag::List(first) => (self.items, self.number) = (Some(Vec::new()), first),
            Tag::Item => {
                if let Some(number) = self.number.as_mut() {
                    let label = format!("{number}. ");
                    *number += 1;
                    self.text(&label, Weight::Plain);
                }
            }
            Tag::CodeBlock(kind) => {
                self.language = Some(match kind {
                    CodeBlockKind::Fenced(language) => language.into_string(),
                    CodeBlockKind::Indented => String::new(),
                });
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.weight = Weight::Plain,
            TagEnd::Link => self.target = None,
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::Paragraph if self.items.is_none() => {
                let line = self.take_line();
                self.page.paragraph(line);
            }
            TagEnd::Item => {
                let line = self.take_line();
                self.items.get_or_insert_default().push(Item::new(line, ""));
            }
            TagEnd::List(_) => {
                let items = self.items.take().unwrap_or_default();
                self.page.list(items);
            }
            TagEnd::CodeBlock => {
                let language = self.language.take().unwrap_or_default();
                let text = std::mem::take(&mut self.code);
                self.page.code(language, text.trim_end());
            }
            TagEnd::TableCell => {
                let cell = self.take_line();
                self.rows.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                self.page.grid(grid(rows));
            }
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let line = self.take_line();
        match level {
            HeadingLevel::H1 => self.page.title = line.into_iter().map(|span| span.text).collect(),
            HeadingLevel::H2 => self.page.heading(Heading::section(line)),
            _ => self.page.heading(Heading::group(line)),
        }
    }

    /// Appends `text` to the current line. The last span is extended if it has the same emphasis and link target.
    fn text(&mut self, text: &str, weight: Weight) {
        match self.line.last_mut() {
            Some(last) if last.weight == weight && last.to == self.target && weight != Weight::Code => {
                last.text.push_str(text);
            }
            _ => self.line.push(Span { text: text.to_owned(), weight, to: self.target.clone() }),
        }
    }

    fn take_line(&mut self) -> Inline {
        std::mem::take(&mut self.line)
    }
}

/// Returns the target of a link: a chapter by its file name, or a web address; `None` for anything else.
fn target(address: &str) -> Option<Target> {
    let chapter = address.strip_suffix(".md").and_then(Topic::parse);
    let web = || address.starts_with("https://").then(|| Target::Url(address.to_owned()));
    chapter.map(|topic| Target::Place(topic.into())).or_else(web)
}

/// Converts the rows of a table to a grid: the first row is the header, and the first column labels the rows.
fn grid(rows: Vec<Vec<Inline>>) -> Grid {
    let mut rows = rows.into_iter().map(|row| {
        let mut cells = row.into_iter();
        (cells.next().unwrap_or_default(), cells)
    });
    let (corner, heads) = rows.next().unwrap_or_default();
    Grid {
        corner: corner.into_iter().map(|span| span.text).collect(),
        columns: heads.map(GridColumn::new).collect(),
        rows: rows.map(|(label, cells)| GridRow::new(label, cells.map(GridCell::new))).collect(),
        ..Grid::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    #[test]
    fn each_part_of_a_chapter_becomes_a_block() {
        let page = read(
            "# Keys\n\nPress `j`, see [search](search.md)\nor **stop**.\n\n## Two\n\n1. first\n2. second\n\n```sh\na\n  b\n```\n\n\
             | Keys | What |\n|---|---|\n| `j` `k` | Moves \\| scrolls. |\n",
        );
        assert_eq!(page.title, "Keys");
        let [paragraph, heading, list, code, grid] = &page.blocks[..] else { panic!("{page:?}") };
        let link = Span::link("search", Topic::Search);
        let line = [Span::plain("Press "), Span::code("j"), Span::plain(", see "), link];
        assert!(
            matches!(paragraph, Block::Paragraph(spans) if spans.starts_with(&line) && spans.len() == 7),
            "{page:?}"
        );
        assert_eq!(heading, &Block::Heading(Heading::section("Two")));
        assert_eq!(list, &Block::List(vec![Item::new("1. first", ""), Item::new("2. second", "")]));
        assert!(matches!(code, Block::Code(code) if code.language == "sh" && code.text == "a\n  b"));
        let Block::Grid(grid) = grid else { panic!("{page:?}") };
        assert_eq!((grid.corner.as_str(), grid.rows[0].label.len()), ("Keys", 3));
        assert_eq!(grid.rows[0].cells[0].text, [Span::plain("Moves | scrolls.")]);
    }
}
