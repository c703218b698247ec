//! Front matter, the part at the start of a note that has keys with values, or with lists of values, in YAML.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::diagnostic::{Code, PendingDiagnostic, Span};
use crate::record::as_key;

/// Value of a key in front matter, in the spelling of the note, with its span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum YamlValue {
    /// No value, as in `key:`.
    Empty,
    One(String, Range<usize>),
    List(Vec<(String, Range<usize>)>),
    /// Value that contains lists or maps, which no key takes, with its span.
    Nested(Range<usize>),
}

/// Key of the front matter, with the span of the key and the value.
pub(super) type YamlField = (String, Range<usize>, YamlValue);

/// Maximum nesting depth of lists and maps in front matter.
const MAX_DEPTH: usize = 8;

/// Returns the range of the front matter in `text`, without the lines `---` around it, and the offset where the note
/// goes on after it; `None` if `text` has no front matter.
pub(super) fn fences(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let start = lines.next().filter(|line| line.trim_end() == "---" && line.ends_with('\n'))?.len();
    let mut at = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Parses the front matter at `range` of `text`, the content of the file that starts at the offset `file_start`.
/// Returns `None` if it is not YAML, which is an error if `is_own`, that is, if the note belongs to an atlas; otherwise
/// it is a warning.
pub(super) fn read(
    file_start: u32,
    text: &str,
    range: Range<usize>,
    is_own: bool,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> Option<Vec<YamlField>> {
    let part = &text[range.clone()];
    let offsets = part.char_indices().map(|(at, _)| range.start + at).chain([range.end]).collect();
    let mut reader =
        YamlReader { offsets, stack: Vec::new(), root: None, anchors: HashMap::new(), end: 0, comments: Vec::new() };
    let parsed = reader.read(part);
    if let Err(error) = &parsed {
        let at = reader.offset(error.marker().index());
        let mut message = format!("this front matter is not YAML: {}", error.info());
        let code = if is_own { Code::Syntax } else { Code::NotUnderstood };
        if !is_own {
            message.push_str("; the note is left out");
        }
        diagnostics.push(PendingDiagnostic::new(code, Span::new(file_start, &(at..at + 1)), message));
    }
    for at in reader.comments.iter().filter(|_| is_own) {
        let message = "a comment does not belong to a record; it is left out";
        diagnostics.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(file_start, at), message));
    }
    let mut fields = Vec::new();
    let root = reader.root.map(|root| root.value);
    let entries = if let Some(Node::Map(entries)) = root { entries } else { Vec::new() };
    for (key, value) in entries {
        let Node::Scalar(name, _) = key.value else {
            let message = "this key is not a text; it is left out with its value";
            diagnostics.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(file_start, &key.at), message));
            continue;
        };
        fields.push((as_key(&name), key.at, value.into_value()));
    }
    parsed.is_ok().then_some(fields)
}

#[derive(Clone, Debug)]
struct YamlNode {
    value: Node,
    at: Range<usize>,
}

#[derive(Clone, Debug)]
enum Node {
    /// Text, with whether it is written without quotation marks.
    Scalar(String, bool),
    List(Vec<YamlNode>),
    Map(Vec<(YamlNode, YamlNode)>),
    /// Value that is nested too deep, or an alias of a value that is not stored.
    Unknown,
}

impl YamlNode {
    fn into_value(self) -> YamlValue {
        if let Some(text) = self.text() {
            return YamlValue::One(text, self.at);
        }
        match self.value {
            Node::Scalar(..) => YamlValue::Empty,
            Node::List(items) => {
                let items = items.into_iter().filter(|item| !item.is_null());
                let items: Option<Vec<_>> = items.map(|item| Some((item.text()?, item.at))).collect();
                items.map_or(YamlValue::Nested(self.at), YamlValue::List)
            }
            Node::Map(_) | Node::Unknown => YamlValue::Nested(self.at),
        }
    }

    fn is_null(&self) -> bool {
        matches!(&self.value, Node::Scalar(text, true) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Returns the text of the value; `None` if it is null, or a list or map other than a wiki link. YAML parses a wiki
    /// link without quotation marks as a list within a list.
    fn text(&self) -> Option<String> {
        let Node::List(outer) = &self.value else {
            return match &self.value {
                // The text of a YAML block ends with a line break, which is removed.
                Node::Scalar(text, _) if !self.is_null() => Some(text.trim().to_owned()),
                _ => None,
            };
        };
        let [YamlNode { value: Node::List(inner), .. }] = outer.as_slice() else { return None };
        let parts: Option<Vec<&str>> = inner
            .iter()
            .map(|part| if let Node::Scalar(text, true) = &part.value { Some(text.as_str()) } else { None })
            .collect();
        parts.filter(|parts| !parts.is_empty()).map(|parts| format!("[[{}]]", parts.join(", ")))
    }
}

struct YamlReader {
    /// For each character of the front matter, and for its end, the byte offset in the note.
    offsets: Vec<usize>,
    /// Lists and maps that have not ended yet, innermost last, each with its anchor and the nodes so far. A complete
    /// map has an even number of nodes, since keys and values alternate.
    stack: Vec<(bool, usize, usize, Vec<YamlNode>)>,
    root: Option<YamlNode>,
    anchors: HashMap<usize, YamlNode>,
    /// Index of the character at which the last value ends.
    end: usize,
    /// Spans of the comments, which the YAML parser skips between values.
    comments: Vec<Range<usize>>,
}

impl YamlReader {
    fn offset(&self, index: usize) -> usize {
        self.offsets.get(index).or(self.offsets.last()).copied().unwrap_or_default()
    }

    fn read(&mut self, part: &str) -> Result<(), ScanError> {
        for event in Parser::new_from_str(part) {
            let (event, span) = event?;
            let at = self.offset(span.start.index())..self.offset(span.end.index());
            self.add_comments(part, span.start.index());
            self.end = self.end.max(span.start.index());
            if matches!(event, Event::Scalar(..)) {
                self.end = self.end.max(span.end.index());
            }
            match event {
                // A note has one document of keys, so what another one contains would be lost.
                Event::DocumentStart(_) if self.root.is_some() => {
                    return Err(ScanError::new_str(span.start, "a second document starts here, and a note has one"));
                }
                Event::Scalar(text, style, anchor, _) => {
                    let value = Node::Scalar(text.into_owned(), style == ScalarStyle::Plain);
                    self.add(YamlNode { value, at }, anchor);
                }
                Event::SequenceStart(anchor, _) => self.stack.push((false, anchor, at.start, Vec::new())),
                Event::MappingStart(anchor, _) => self.stack.push((true, anchor, at.start, Vec::new())),
                Event::SequenceEnd | Event::MappingEnd => {
                    if let Some((is_map, anchor, start, nodes)) = self.stack.pop() {
                        let value = if self.stack.len() > MAX_DEPTH {
                            Node::Unknown
                        } else if is_map {
                            let mut nodes = nodes.into_iter();
                            Node::Map(std::iter::from_fn(|| nodes.next().zip(nodes.next())).collect())
                        } else {
                            Node::List(nodes)
                        };
                        self.add(YamlNode { value, at: start..at.end.max(start) }, anchor);
                    }
                }
                Event::Alias(anchor) => {
                    let value = self.anchors.get(&anchor).map_or(Node::Unknown, |node| node.value.clone());
                    self.add(YamlNode { value, at }, 0);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Adds the spans of the comments in the front matter `part` between the end of the last value and the character at
    /// index `next`.
    fn add_comments(&mut self, part: &str, next: usize) {
        let first = self.offset(0);
        let (from, to) = (self.offset(self.end), self.offset(next));
        let Some(gap) = part.get(from - first..to.max(from) - first) else { return };
        let mut at = from;
        for line in gap.split_inclusive('\n') {
            let marks = line.match_indices('#').map(|(mark, _)| mark);
            let is_apart = |mark: &usize| part[..at - first + mark].chars().next_back().is_none_or(char::is_whitespace);
            if let Some(mark) = marks.into_iter().find(is_apart) {
                self.comments.push(at + mark..at + line.trim_end().len());
            }
            at += line.len();
        }
    }

    fn add(&mut self, node: YamlNode, anchor: usize) {
        // Only scalars can be inserted by an alias: aliases of lists could make the value of a short note exponentially
        // large.
        if anchor > 0 && matches!(node.value, Node::Scalar(..)) {
            self.anchors.insert(anchor, node.clone());
        }
        match self.stack.last_mut() {
            Some((.., nodes)) => nodes.push(node),
            None => self.root = self.root.take().or(Some(node)),
        }
    }
}
