//! Reading HTML strictly: what a browser would mend is a fault here.

use std::collections::HashSet;

/// What a document says of itself.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Where its links lead, as written.
    pub(crate) links: Vec<String>,
    /// Files that it loads.
    pub(crate) loads: Vec<String>,
    pub(crate) ids: HashSet<String>,
    /// The levels of its headings, in order.
    pub(crate) headings: Vec<u32>,
    /// Landmarks: the names of their elements.
    pub(crate) landmarks: Vec<String>,
    /// All elements.
    pub(crate) elements: HashSet<String>,
    /// All text, entities undone.
    pub(crate) text: String,
}

const VOID: [&str; 5] = ["meta", "link", "input", "br", "hr"];
const LANDMARKS: [&str; 6] = ["header", "nav", "main", "footer", "article", "form"];

/// Reads a document; panics at the first thing that is not well formed.
pub(crate) fn read(text: &str) -> Document {
    let mut rest = text.strip_prefix("<!DOCTYPE html>\n").expect("a document type");
    let mut open: Vec<String> = Vec::new();
    let mut document = Document::default();
    while let Some((before, after)) = rest.split_once('<') {
        document.text.push_str(&unescaped(before));
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "an element ends that is not the last that began");
            continue;
        }
        let is_closed = tag.ends_with('/');
        let name = tag.split([' ', '/']).next().unwrap_or_default().to_owned();
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "<{tag}>");
        element(&mut document, &name, &attributes(&tag[name.len()..]));
        if !is_closed && !VOID.contains(&name.as_str()) {
            open.push(name);
        }
    }
    document.text.push_str(&unescaped(rest));
    assert!(open.is_empty(), "{open:?} do not end");
    document
}

fn element(document: &mut Document, name: &str, attributes: &[(String, Option<String>)]) {
    let mut seen = HashSet::new();
    for (key, value) in attributes {
        assert!(seen.insert(key), "<{name}> has `{key}` twice");
        assert!(!key.starts_with("on") && key != "style", "<{name}> has `{key}`");
        let value = value.clone().unwrap_or_default();
        match (name, key.as_str()) {
            (_, "id") => assert!(document.ids.insert(value.clone()), "two elements are called {value}"),
            ("a" | "form", "href" | "action") => document.links.push(value),
            (_, "href" | "src") => document.loads.push(value),
            _ => {}
        }
    }
    if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
        document.headings.push(level);
    }
    if LANDMARKS.contains(&name) {
        document.landmarks.push(name.to_owned());
    }
    document.elements.insert(name.to_owned());
}

/// Attributes with their values, which stand in double quotation marks.
fn attributes(text: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut rest = text.trim_end_matches('/').trim();
    while !rest.is_empty() {
        let end =
            rest.find(|c: char| !(c.is_ascii_lowercase() || c == '-' || c.is_ascii_uppercase())).unwrap_or(rest.len());
        assert!(end > 0, "an attribute has a name: {text}");
        let key = rest[..end].to_owned();
        rest = &rest[end..];
        let value = rest.strip_prefix("=\"").map(|quoted| {
            let (value, after) = quoted.split_once('"').expect("a value ends");
            rest = after;
            unescaped(value)
        });
        assert!(rest.is_empty() || rest.starts_with(' '), "an attribute ends: {text}");
        rest = rest.trim_start();
        found.push((key, value));
    }
    found
}

/// `text` with entities undone; an ampersand that starts none is a fault.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (entity, after) = after.split_once(';').expect("an entity ends");
        out.push_str(match entity {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "#39" => "'",
            other => panic!("&{other}; is no entity of ours"),
        });
        rest = after;
    }
    out + rest
}
