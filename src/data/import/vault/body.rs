//! The body of a note: a heading, and sections of prose or of lists.

use std::ops::Range;

use crate::record::as_key;

/// A part of a note, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// Its heading, as written.
    pub(super) heading: String,
    pub(super) at: Range<usize>,
    pub(super) content: Content,
}

/// What stands in a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Content {
    #[default]
    Nothing,
    /// Prose, with its lines run together.
    Text(String, Range<usize>),
    List(Vec<Node>),
}

/// An item of a list, with those below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    indent: usize,
    pub(super) text: String,
    pub(super) at: Range<usize>,
    pub(super) below: Vec<Node>,
}

/// How deep lists are looked into.
const DEEPEST: usize = 16;

/// The body of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Body {
    /// The first heading.
    pub(super) title: Option<(String, Range<usize>)>,
    /// Text that stands under no heading of a section.
    pub(super) stray: Vec<Range<usize>>,
    pub(super) sections: Vec<Section>,
}

/// Reads what stands in `text` from `start`.
pub(super) fn read(text: &str, start: usize) -> Body {
    let mut body = Body::default();
    let mut at = start;
    for whole in text[start..].split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let range = at..at + line.len();
        at += whole.len();
        if let Some(title) = line.strip_prefix("# ").filter(|_| body.title.is_none() && body.sections.is_empty()) {
            body.title = Some((title.to_owned(), range));
        } else if let Some(heading) = line.strip_prefix("## ") {
            body.sections.push(Section { heading: heading.to_owned(), at: range, content: Content::Nothing });
        } else if !line.trim().is_empty() {
            match body.sections.last_mut() {
                Some(section) => section.add(line, range),
                None => body.stray.push(range),
            }
        }
    }
    body
}

impl Section {
    fn add(&mut self, line: &str, range: Range<usize>) {
        let rest = line.trim_start_matches([' ', '\t']);
        let indent: usize = line[..line.len() - rest.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let item = ["- ", "* "].into_iter().find_map(|mark| rest.strip_prefix(mark)).or((rest == "-").then_some(""));
        match (&mut self.content, item) {
            (content @ Content::Nothing, None) => {
                *content = Content::Text(rest.trim_end_matches(' ').to_owned(), range);
            }
            (Content::Text(text, at), _) => {
                // Lines of one paragraph, or of several: a text has no line breaks.
                text.push(' ');
                text.push_str(rest.trim_matches(' '));
                at.end = range.end;
            }
            (Content::List(nodes), None) => {
                if let Some(node) = last(nodes) {
                    node.text.push(' ');
                    node.text.push_str(rest.trim_matches(' '));
                    node.at.end = range.end;
                }
            }
            (content, Some(item)) => {
                let node = Node { indent, text: item.trim_matches(' ').to_owned(), at: range, below: Vec::new() };
                if let Content::List(nodes) = content {
                    put(nodes, node);
                } else {
                    *content = Content::List(vec![node]);
                }
            }
        }
    }
}

/// The item that was written last.
fn last(nodes: &mut [Node]) -> Option<&mut Node> {
    let node = nodes.last_mut()?;
    if node.below.is_empty() { Some(node) } else { last(&mut node.below) }
}

/// Puts `node` below the last item that is less indented.
fn put(nodes: &mut Vec<Node>, node: Node) {
    let mut nodes = nodes;
    for _ in 0..DEEPEST {
        if nodes.last().is_none_or(|last| last.indent >= node.indent) {
            break;
        }
        let end = nodes.len() - 1;
        nodes = &mut nodes[end].below;
    }
    nodes.push(node);
}

/// `text` without the backslashes before punctuation marks.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(&next) if c == '\\' && next.is_ascii_punctuation() => {
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}

/// The key and the value of an item, where it has them: `**key:** value`.
pub(super) fn field(text: &str) -> Option<(String, &str)> {
    let (key, value) = text.strip_prefix("**")?.split_once("**")?;
    let (key, value) = match key.strip_suffix(':') {
        Some(key) => (key, value),
        None => (key, value.strip_prefix(':')?),
    };
    Some((as_key(key), value.trim_matches(' ')))
}
