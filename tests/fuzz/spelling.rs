//! Trees of values written as TOML and as JSON, in any of the spellings that the notations allow; and damage to what is
//! written.

use std::fmt::Write;

use super::chance::Chance;
use super::node::{Node, Table};

/// `table` as a TOML document.
pub(crate) fn toml(table: &Table, chance: &mut Chance) -> String {
    let mut text = String::new();
    section(&mut text, "", table, chance);
    if chance.one_in(12) { text.replace('\n', "\r\n") } else { text }
}

fn section(text: &mut String, path: &str, table: &Table, chance: &mut Chance) {
    // A key that comes after the heading of a table would belong to that table.
    let (below, here): (Vec<_>, Vec<_>) = table.iter().partition(|(_, value)| has_heading(value));
    let mut below_here: Vec<&(String, Node)> = Vec::new();
    for entry in below {
        if chance.one_in(5) {
            writeln!(text, "{} = {}", key(&entry.0), inline(&entry.1, chance)).expect("a string takes everything");
        } else {
            below_here.push(entry);
        }
    }
    for (name, value) in here {
        if chance.one_in(30) {
            text.push_str("# a comment\n");
        }
        writeln!(text, "{} = {}", key(name), inline(value, chance)).expect("a string takes everything");
    }
    for (name, value) in below_here {
        let path = if path.is_empty() { key(name) } else { format!("{path}.{}", key(name)) };
        match value {
            Node::Table(inner) => {
                writeln!(text, "\n[{path}]").expect("a string takes everything");
                section(text, &path, inner, chance);
            }
            Node::List(items) => {
                for item in items {
                    let Node::Table(inner) = item else { continue };
                    writeln!(text, "\n[[{path}]]").expect("a string takes everything");
                    section(text, &path, inner, chance);
                }
            }
            _ => {}
        }
    }
}

/// Whether a value can stand below a heading of its own.
fn has_heading(value: &Node) -> bool {
    match value {
        Node::Table(_) => true,
        Node::List(items) => !items.is_empty() && items.iter().all(|item| matches!(item, Node::Table(_))),
        _ => false,
    }
}

fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if is_bare { name.to_owned() } else { basic(name) }
}

fn inline(value: &Node, chance: &mut Chance) -> String {
    match value {
        Node::Text(text) => string(text, chance),
        Node::Raw(raw) => raw.clone(),
        Node::Date(date) if date.len() == 10 && chance.one_in(2) => date.clone(),
        Node::Date(date) => string(date, chance),
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(|item| inline(item, chance)).collect();
            let between = chance.pick(&[", ", ",", ",\n  "]);
            format!("[{}]", items.join(between))
        }
        Node::Table(table) => {
            // A key that comes twice is an error of syntax; the first one counts here.
            let entries: Vec<String> =
                table.iter().map(|(name, value)| format!("{} = {}", key(name), inline(value, chance))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

fn string(text: &str, chance: &mut Chance) -> String {
    let is_plain = !text.chars().any(char::is_control);
    match chance.below(6) {
        0 if is_plain && !text.contains('\'') => format!("'{text}'"),
        1 if is_plain && !text.contains("''") && !text.ends_with('\'') => format!("'''{text}'''"),
        2 => format!("\"\"\"\n{}\"\"\"", escaped(text)),
        _ => basic(text),
    }
}

/// `text` as a basic string of TOML.
pub(crate) fn basic(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() || c == '\u{feff}' => {
                write!(escaped, "\\U{:08X}", u32::from(c)).expect("a string takes everything");
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// `table` as a JSON document.
pub(crate) fn json(table: &Table) -> String {
    json_value(&Node::Table(table.clone())).to_string()
}

fn json_value(node: &Node) -> serde_json::Value {
    match node {
        Node::Text(text) | Node::Date(text) => text.as_str().into(),
        Node::Raw(raw) => serde_json::from_str(raw).expect("a number or a boolean"),
        Node::List(items) => items.iter().map(json_value).collect(),
        Node::Table(table) => {
            let entries = table.iter().map(|(name, value)| (name.clone(), json_value(value)));
            serde_json::Value::Object(entries.collect())
        }
    }
}

/// Damages a text at a few places, as an editor, a merge or a disk would.
pub(crate) fn damage(text: &mut String, pieces: &[&str], chance: &mut Chance) {
    for _ in 0..=chance.below(3) {
        let mut chars: Vec<char> = text.chars().collect();
        let at = chance.below(chars.len() + 1);
        match chance.below(8) {
            0 => chars.truncate(at),
            1 if at < chars.len() => drop(chars.remove(at)),
            2 => chars.insert(at, chance.char()),
            3 | 4 => drop(chars.splice(at..at, chance.pick(pieces).chars())),
            5 => drop(chars.splice(at..at, chance.hostile().chars())),
            _ => {
                *text = with_line_moved(text, chance);
                continue;
            }
        }
        *text = chars.into_iter().collect();
    }
}

/// `text` with one line removed, repeated or put elsewhere.
fn with_line_moved(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return String::new();
    }
    let line = lines.remove(chance.below(lines.len()));
    for _ in 0..chance.below(3) {
        lines.insert(chance.below(lines.len() + 1), line);
    }
    lines.concat()
}
