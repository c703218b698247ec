//! Body of a note, parsed as `CommonMark`: a title, and sections of paragraphs, lists and blocks that are not part of
//! any record.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use super::obsidian::{AdditionKind, MaskedText};

/// Section of a note: a heading of the second level, and the blocks below it.
#[derive(Debug, Default)]
pub(super) struct NoteSection {
    pub(super) heading: NoteText,
    pub(super) blocks: Vec<NoteBlock>,
}

/// Block of a section.
#[derive(Debug)]
pub(super) enum NoteBlock {
    Paragraph(NoteText),
    List(Vec<ListItem>),
    /// Heading that does not start a section: any but the title and the headings of the second level.
    Heading(NoteText, HeadingLevel),
    /// Block of a kind that no record contains, such as an image: its name in messages, and its span.
    Foreign(&'static str, Range<usize>),
}

/// Item of a list, with the items of the list nested in it.
#[derive(Debug, Default)]
pub(super) struct ListItem {
    pub(super) text: NoteText,
    pub(super) below: Vec<ListItem>,
}

/// Text of a paragraph, a heading or a list item, without the marks of emphasis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoteText {
    /// Strong text at the start that a colon follows or ends, as in `**key:** value`, without the colon; otherwise
    /// `None`.
    pub(super) key: Option<String>,
    pub(super) text: String,
    /// Target of the wiki link, if the text consists of one wiki link; otherwise `None`.
    pub(super) link: Option<String>,
    /// Whether the text is a task, that is, a list item with a check box.
    pub(super) is_task: bool,
    pub(super) at: Range<usize>,
}

/// Body of a note.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The first heading of the first level, unless a section comes before it.
    pub(super) title: Option<NoteText>,
    /// Blocks before the first section.
    pub(super) stray: Vec<NoteBlock>,
    pub(super) sections: Vec<NoteSection>,
    /// Content within texts that is left out, such as comments: name in messages, and span.
    pub(super) left_out: Vec<(&'static str, Range<usize>)>,
}

/// Name that messages give to the address of a link, which is left out of the text.
pub(super) const ADDRESS: &str = "the address of a link";
/// Maximum nesting depth of lists.
const MAX_DEPTH: usize = 16;

/// Parses the body of the note `text`, which starts at the byte `start`.
pub(super) fn read(text: &str, start: usize) -> Body {
    let masked = MaskedText::new(text, start);
    let part = &masked.text[start..];
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(part, options);
    let definitions = parser.reference_definitions().iter().map(|(_, link)| link.span.clone());
    let addresses: Vec<_> = definitions.map(|at| (ADDRESS, start + at.start..start + at.end)).collect();
    let events = parser.into_offset_iter().peekable();
    let body = Body { left_out: addresses, ..Body::default() };
    let mut reader = BodyReader { masked: &masked, is_html_text: false, part, start, events, body };
    reader.document();
    let mut body = reader.body;
    let foreign = masked.additions.iter().filter_map(|addition| match addition.kind {
        AdditionKind::Foreign(name) => Some((name, addition.at.clone())),
        AdditionKind::Link { .. } => None,
    });
    body.left_out.extend(foreign);
    body
}

struct BodyReader<'t> {
    masked: &'t MaskedText,
    /// Whether HTML is read as text, as in the title of a note, which can be the name of a record.
    is_html_text: bool,
    /// Body of the note, which starts at the byte `start` of the note and which the spans of the events refer to.
    part: &'t str,
    start: usize,
    events: Peekable<OffsetIter<'t>>,
    body: Body,
}

impl<'t> BodyReader<'t> {
    fn document(&mut self) {
        // Whether the current block is below a heading that is neither the title nor that of a section: users write
        // notes of their own there.
        let mut is_own = false;
        while let Some((event, range)) = self.events.next() {
            let range = self.start + range.start..self.start + range.end;
            let Event::Start(tag) = event else {
                continue;
            };
            let block = match tag {
                Tag::Heading { level, .. } => {
                    let has_title = self.body.title.is_some() || !self.body.sections.is_empty();
                    self.is_html_text = level == HeadingLevel::H1 && !has_title;
                    let heading = self.inline(&range);
                    self.is_html_text = false;
                    match level {
                        HeadingLevel::H1 if !has_title => {
                            self.body.title = Some(heading);
                        }
                        HeadingLevel::H2 => {
                            is_own = false;
                            self.body.sections.push(NoteSection { heading, blocks: Vec::new() });
                        }
                        _ => {
                            is_own = true;
                            self.block(NoteBlock::Heading(heading, level));
                        }
                    }
                    continue;
                }
                Tag::Paragraph => NoteBlock::Paragraph(self.inline(&range)),
                Tag::List(_) => NoteBlock::List(self.list(0)),
                other => {
                    self.skip();
                    NoteBlock::Foreign(name(&other), range.clone())
                }
            };
            match block {
                // The paragraph had only content that is masked, such as a comment, so nothing is left of it.
                NoteBlock::Paragraph(inline) if inline.is_empty() => {}
                _ if is_own => self.block(NoteBlock::Foreign("what is below a heading of its own", range)),
                block => self.block(block),
            }
        }
    }

    fn block(&mut self, block: NoteBlock) {
        self.body.sections.last_mut().map_or(&mut self.body.stray, |section| &mut section.blocks).push(block);
    }

    /// Skips all events up to the end of the element that has just started.
    fn skip(&mut self) {
        let mut depth = 1_usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }

    /// Reads the items of the list that has just started, which is nested in `depth` others.
    fn list(&mut self, depth: usize) -> Vec<ListItem> {
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.item(&range, depth)),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn item(&mut self, range: &Range<usize>, depth: usize) -> ListItem {
        let line = self.part[range.clone()].lines().next().unwrap_or_default();
        let at = self.start + range.start..self.start + range.start + line.trim_end().len();
        let mut item = ListItem { text: NoteText { at, ..NoteText::default() }, below: Vec::new() };
        let mut has_text = false;
        while let Some((event, range)) = self.events.peek() {
            let range = self.start + range.start..self.start + range.end;
            match event {
                Event::End(TagEnd::Item) => {
                    self.events.next();
                    break;
                }
                Event::Start(Tag::List(_)) if depth < MAX_DEPTH => {
                    self.events.next();
                    item.below.extend(self.list(depth + 1));
                }
                Event::Start(tag) if is_block(tag) && (*tag != Tag::Paragraph || has_text) => {
                    let name = name(tag);
                    self.events.next();
                    self.skip();
                    self.body.left_out.push((name, range));
                }
                Event::Html(_) | Event::Rule => {
                    self.events.next();
                }
                event => {
                    if *event == Event::Start(Tag::Paragraph) {
                        self.events.next();
                    }
                    let text = self.inline(&range);
                    if has_text {
                        self.body.left_out.push(("text below a list", text.at));
                    } else {
                        (item.text, has_text) = (text, true);
                    }
                }
            }
        }
        item
    }

    /// Reads the text up to the end of its paragraph or heading, or, in a list item, up to the next block in the item.
    fn inline(&mut self, range: &Range<usize>) -> NoteText {
        let mut out = InlineBuilder::default();
        while let Some((event, _)) = self.events.peek() {
            let is_end = match event {
                Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {
                    self.events.next();
                    true
                }
                Event::End(TagEnd::Item) | Event::Html(_) => true,
                Event::Start(tag) => is_block(tag),
                _ => false,
            };
            if is_end {
                break;
            }
            if let Some((event, at)) = self.events.next() {
                self.piece(&mut out, event, self.start + at.start..self.start + at.end);
            }
        }
        let last = out.end.max(range.start);
        out.finish(range.start..last)
    }

    fn piece(&mut self, out: &mut InlineBuilder, event: Event<'t>, at: Range<usize>) {
        out.end = out.end.max(at.end);
        match event {
            Event::Text(text) if self.part.get(at.start - self.start..at.end - self.start) == Some(&*text) => {
                for (offset, c) in text.char_indices() {
                    match self.masked.addition(at.start + offset) {
                        None => out.push(c),
                        Some(addition) if addition.at.start == at.start + offset => out.add(&addition.kind),
                        Some(_) => {}
                    }
                }
            }
            // An HTML entity such as `&amp;` is shorter than its source, so the characters are added without their
            // places.
            Event::Text(text) => text.chars().for_each(|c| out.push(c)),
            Event::SoftBreak | Event::HardBreak => out.space(),
            Event::Code(text) if text.starts_with(['=', '$']) || text.starts_with("dv.") => {
                self.leave_out(out, "a query", at);
            }
            Event::Code(_) => {
                self.part[at.start - self.start..at.end - self.start].chars().for_each(|c| out.push(c));
            }
            Event::InlineHtml(html) if self.is_html_text => html.chars().for_each(|c| out.push(c)),
            Event::InlineHtml(_) => self.leave_out(out, "HTML", at),
            Event::FootnoteReference(_) => self.leave_out(out, "a footnote", at),
            Event::Start(Tag::Image { .. }) => {
                self.skip();
                self.leave_out(out, "an image", at);
            }
            Event::Start(Tag::Link { link_type, dest_url, .. })
                if !matches!(link_type, LinkType::Autolink | LinkType::Email) =>
            {
                out.open_link(&dest_url);
                self.body.left_out.push((ADDRESS, at));
            }
            Event::End(TagEnd::Link) => out.is_in_link = false,
            Event::TaskListMarker(_) => out.is_task = true,
            Event::Start(Tag::Strong) => out.open_strong(),
            Event::End(TagEnd::Strong) => out.close_strong(),
            _ => {}
        }
    }

    fn leave_out(&mut self, out: &mut InlineBuilder, name: &'static str, at: Range<usize>) {
        self.body.left_out.push((name, at));
        out.has_gap = true;
    }
}

/// Returns whether the element `tag` is a block; otherwise it is part of a text.
fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript
    )
}

/// Returns the name that messages give to the block `tag`.
fn name(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Paragraph => "a paragraph",
        Tag::BlockQuote(_) => "a quotation or callout",
        Tag::CodeBlock(_) => "a block of code",
        Tag::HtmlBlock => "HTML",
        Tag::Table(_) => "a table",
        Tag::FootnoteDefinition(_) => "a footnote",
        Tag::List(_) => "a list",
        Tag::Heading { .. } => "a heading",
        _ => "a block",
    }
}

impl NoteText {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.key.is_none() && self.link.is_none()
    }
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact about the text so far, and all combinations occur")]
struct InlineBuilder {
    out: String,
    key: Option<String>,
    link: Option<String>,
    /// Number of links in the text.
    links: usize,
    has_text: bool,
    /// Whether the current text is that of a Markdown link.
    is_in_link: bool,
    is_task: bool,
    is_strong_first: bool,
    /// Whether content directly before the current position was left out.
    has_gap: bool,
    end: usize,
}

impl InlineBuilder {
    fn push(&mut self, c: char) {
        if c == ' ' && self.has_gap && (self.out.is_empty() || self.out.ends_with(' ')) {
            return;
        }
        if self.has_gap && self.out.ends_with(' ') && ",.;:!?".contains(c) {
            self.out.pop();
        }
        self.has_gap = false;
        self.has_text |= !self.is_in_link && c != ' ' && !(c == ':' && self.out.is_empty() && self.key.is_some());
        self.out.push(c);
    }

    fn space(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    fn add(&mut self, addition: &AdditionKind) {
        match addition {
            AdditionKind::Foreign(_) => self.has_gap = true,
            AdditionKind::Link { target, text } => {
                self.links += 1;
                self.link = Some(target.clone());
                self.out.push_str(text);
            }
        }
    }

    fn open_link(&mut self, address: &str) {
        self.links += 1;
        self.link = Some(address.to_owned());
        self.is_in_link = true;
    }

    fn open_strong(&mut self) {
        self.is_strong_first = self.out.is_empty() && self.key.is_none();
    }

    fn close_strong(&mut self) {
        if std::mem::take(&mut self.is_strong_first) {
            self.key = Some(std::mem::take(&mut self.out));
            self.has_text = false;
        }
    }

    fn finish(self, at: Range<usize>) -> NoteText {
        let Self { mut out, key, link, links, mut has_text, is_task, .. } = self;
        let key = key.and_then(|strong| match (strong.strip_suffix(':'), out.strip_prefix(':')) {
            (Some(key), _) => Some(key.to_owned()),
            (None, Some(rest)) => {
                out = rest.into();
                Some(strong)
            }
            (None, None) => {
                out.insert_str(0, &strong);
                has_text = true;
                None
            }
        });
        let link = link.filter(|_| links == 1 && !has_text);
        NoteText { key, text: out.trim_matches(' ').to_owned(), link, is_task, at }
    }
}
