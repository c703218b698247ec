//! Finds Obsidian's additions to Markdown (comments, templates, tags, block ids, embeds and wiki links) and masks them
//! before the text is parsed, so that the Markdown parser does not misread them.

use std::ops::Range;

/// Byte that replaces each byte of content that is left out, such as a comment.
const LEFT_OUT: u8 = 0x1A;
/// Byte that replaces each byte of a wiki link.
const LINK: u8 = 0x1B;

/// Addition of Obsidian to the Markdown of a note: its span and its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Addition {
    pub(super) at: Range<usize>,
    pub(super) kind: AdditionKind,
}

/// What an addition of Obsidian to Markdown is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AdditionKind {
    /// Content that is part of no record: the name that messages give to it.
    Foreign(&'static str),
    /// Wiki link with its target and its displayed text.
    Link {
        /// Note that the link leads to, in the spelling of the link.
        target: String,
        /// Text that Obsidian shows for the link.
        text: String,
    },
}

/// Text of a note with its Obsidian syntax masked.
#[derive(Debug)]
pub(super) struct MaskedText {
    pub(super) text: String,
    /// Additions that were masked, in the order of their spans.
    pub(super) additions: Vec<Addition>,
}

impl MaskedText {
    /// Finds and masks the additions in the note `text` from the byte `start` on. Takes time linear in the length,
    /// except that every comment without an end is searched for once more.
    pub(super) fn new(text: &str, start: usize) -> Self {
        let mut scanner = Scanner { text, at: start, additions: Vec::new() };
        scanner.scan();
        let mut bytes = text.as_bytes().to_vec();
        for addition in &scanner.additions {
            let mask = if matches!(addition.kind, AdditionKind::Link { .. }) { LINK } else { LEFT_OUT };
            bytes[addition.at.clone()].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = mask);
        }
        // The masks are ASCII and replace whole characters, so the result is valid UTF-8.
        let text = String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned());
        Self { text, additions: scanner.additions }
    }

    /// Returns the addition that masks the byte `at`; `None` if that byte is not masked. `O(log additions)`.
    pub(super) fn addition(&self, at: usize) -> Option<&Addition> {
        let index = self.additions.partition_point(|addition| addition.at.end <= at);
        self.additions.get(index).filter(|addition| addition.at.contains(&at))
    }
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    additions: Vec<Addition>,
}

/// Additions between two marks: opening mark, closing mark, and the name in messages.
const PAIRS: [(&str, &str, &str); 3] =
    [("%%", "%%", "a comment"), ("<!--", "-->", "a comment"), ("<%", "%>", "a template command")];

impl Scanner<'_> {
    fn scan(&mut self) {
        let mut fence: Option<&str> = None;
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            if self.is_line_start() {
                let line = rest.lines().next().unwrap_or_default();
                let mark = fence_of(line);
                match (fence, mark) {
                    (Some(open), Some(mark)) if mark.starts_with(open) && line.trim_start() == mark => fence = None,
                    (None, Some(mark)) => fence = Some(mark),
                    _ => {}
                }
                if fence.is_some() || mark.is_some() {
                    self.at += line.len().max(1);
                    continue;
                }
                if let Some(field) = field_of(line) {
                    self.at += field.start;
                    self.at += self.add(field.len(), AdditionKind::Foreign("an inline field"));
                    continue;
                }
            }
            self.at += self.step(rest);
        }
    }

    fn is_line_start(&self) -> bool {
        self.at == 0 || self.text.as_bytes()[self.at - 1] == b'\n'
    }

    /// Adds the addition that starts `rest`, the text from the current position on, if there is one. Returns the number
    /// of bytes to advance.
    fn step(&mut self, rest: &str) -> usize {
        let Some(first) = rest.chars().next() else { return 1 };
        let line = || rest.lines().next().unwrap_or_default();
        for (open, close, name) in PAIRS {
            if let Some(inner) = rest.strip_prefix(open) {
                // An addition that is not closed extends to the end of its line.
                let length = inner.find(close).map_or(line().len(), |end| open.len() + end + close.len());
                return self.add(length, AdditionKind::Foreign(name));
            }
        }
        let is_apart = self.at == 0 || self.text[..self.at].ends_with(char::is_whitespace);
        match first {
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '`' => code_span(rest),
            '<' if rest.starts_with("<http") => line().find('>').map_or(1, |end| end + 1),
            '!' if rest.starts_with("![[") => match line().find("]]") {
                Some(end) => self.add(end + 2, AdditionKind::Foreign("an embedded file")),
                None => 1,
            },
            '[' if rest.starts_with("[[") => match line().find("]]").map(|end| &rest[2..end]) {
                Some(inner) if !inner.contains('[') && !inner.is_empty() => self.add(inner.len() + 4, link(inner)),
                _ => 1,
            },
            '[' => match line().find(']').map(|end| &rest[1..end]) {
                // `[key:: value]` is a field for the plugin Dataview.
                Some(inner) if inner.contains("::") && !inner.contains('[') => {
                    self.add(inner.len() + 2, AdditionKind::Foreign("an inline field"))
                }
                _ => 1,
            },
            '(' => match line().find(')').map(|end| &rest[1..end]) {
                // Paths in programs, such as `std::vec`, have two colons too, but no space after them.
                Some(inner) if inner.contains(":: ") && !inner.contains('(') => {
                    self.add(inner.len() + 2, AdditionKind::Foreign("an inline field"))
                }
                _ => 1,
            },
            '^' if rest.starts_with("^[") => match closing(&rest[1..]) {
                0 => 1,
                length => self.add(1 + length, AdditionKind::Foreign("a footnote")),
            },
            '#' if is_apart => match tag(&rest[1..]) {
                0 => 1,
                length => self.add(1 + length, AdditionKind::Foreign("a tag")),
            },
            '^' if is_apart && is_block_id(line()) => {
                self.add(line().trim_end().len(), AdditionKind::Foreign("a block id"))
            }
            other => other.len_utf8(),
        }
    }

    fn add(&mut self, length: usize, kind: AdditionKind) -> usize {
        self.additions.push(Addition { at: self.at..self.at + length, kind });
        length
    }
}

/// Returns the marks at the start of `line` that open or close a code block; `None` if there are none.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let run = &line[..line.len() - line.trim_start_matches(mark).len()];
    // A line with another backquote after the marks is a code span in a text and opens no block.
    (run.len() >= 3 && !(mark == '`' && line[run.len()..].contains('`'))).then_some(run)
}

/// Returns the range of the Dataview field `key:: value` in `line`, which may be a list item; `None` if the line is
/// anything else.
fn field_of(line: &str) -> Option<Range<usize>> {
    let start = line.len() - line.trim_start_matches([' ', '\t', '-', '+', '*', '>']).len();
    let (key, value) = line[start..].split_once("::")?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || " _-*".contains(c));
    let is_apart = value.is_empty() || value.starts_with(char::is_whitespace);
    (is_key && is_apart).then(|| start..line.trim_end().len())
}

/// Returns the length from the first bracket of `rest` to its closing bracket; 0 if the paragraph does not close it.
fn closing(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 1 => return at + 1,
            b']' => depth -= 1,
            b'\n' if rest[at + 1..].starts_with('\n') => return 0,
            _ => {}
        }
    }
    0
}

/// Returns the length of the code span at the start of `rest`; if the span is not closed, only that of the backquotes.
fn code_span(rest: &str) -> usize {
    let run = rest.len() - rest.trim_start_matches('`').len();
    let paragraph = rest.find("\n\n").map_or(rest, |end| &rest[..end]);
    let mut at = run;
    while let Some(found) = paragraph[at..].find('`') {
        let start = at + found;
        let length = paragraph[start..].len() - paragraph[start..].trim_start_matches('`').len();
        if length == run {
            return start + length;
        }
        at = start + length;
    }
    run
}

/// Returns the length of the tag name at the start of `text`; 0 if the name has nothing but digits, which is no tag.
fn tag(text: &str) -> usize {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '/'))).unwrap_or(text.len());
    if text[..end].chars().all(|c| c.is_ascii_digit()) { 0 } else { end }
}

fn is_block_id(line: &str) -> bool {
    let id = line.trim_end().strip_prefix('^').unwrap_or_default();
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Parses the text between the brackets of a wiki link. In Markdown tables, the bar between target and text is `\|`.
fn link(inner: &str) -> AdditionKind {
    let (target, text) = match inner.split_once('|') {
        Some((target, text)) => (target.trim_end_matches('\\'), text),
        None => (inner, inner.split('#').next().unwrap_or_default().rsplit('/').next().unwrap_or_default()),
    };
    AdditionKind::Link { target: target.trim().to_owned(), text: unescape(text.trim()) }
}

/// Returns `text` without the backslashes before punctuation marks.
fn unescape(text: &str) -> String {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(|| {
        let c = chars.next()?;
        Some(chars.next_if(|next| c == '\\' && next.is_ascii_punctuation()).unwrap_or(c))
    })
    .collect()
}
