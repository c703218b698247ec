//! Formats text and links in a note, escaped for Markdown and Obsidian.

use crate::export::is_web;
use crate::text::sanitize;

/// Characters with a meaning within a line: in Markdown, and in Obsidian for tags, highlights, comments and formulas.
const SPECIAL: &str = r"\`*_[]<&~$#%=^";
/// Characters that have a meaning at the start of a line.
const STARTS: &str = "-+>|:!";

/// Escapes `text` so that it can be a line or a list item. The import removes the backslashes before punctuation marks.
pub(super) fn line(text: &str) -> String {
    let text = sanitize(text);
    let text = text.trim_matches(' ');
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let starts = at == 0 && STARTS.contains(c);
        // Two colons would make the line a field for the plugin Dataview.
        let is_field = c == ':' && (text[..at].ends_with(':') || text[at + 1..].starts_with(':'));
        let numbers = at > 0 && at == digits && matches!(c, '.' | ')');
        if starts || numbers || is_field || SPECIAL.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Returns `url` as a link if it is a web address, otherwise as text.
pub(super) fn link(url: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '\\') && !crate::text::is_unsafe(c);
    if is_web(url) && url.chars().all(plain) { format!("<{url}>") } else { line(url) }
}

/// Returns a wiki link to the note at `path` that shows the text `name`.
pub(super) fn wiki(path: &str, name: &str) -> String {
    // Special characters cannot be escaped in a wiki link. The import does not read the text of a link, so they are
    // replaced.
    let shown: String = sanitize(name)
        .chars()
        .map(|c| match c {
            '[' => '(',
            ']' => ')',
            '|' => '/',
            '#' | '^' | '\\' | '`' => ' ',
            other => other,
        })
        .collect();
    format!("[[{path}|{}]]", line(shown.trim()))
}

/// Returns `text` as a string in YAML, in the syntax of JSON strings.
pub(super) fn yaml(text: &str) -> String {
    let text = sanitize(text);
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Returns `text` as a value in YAML, without quotation marks if YAML then reads it as the same text.
pub(super) fn word(text: &str) -> String {
    const TAKEN: [&str; 10] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan"];
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !TAKEN.contains(&text.to_ascii_lowercase().as_str());
    let is_date = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if plain && (is_date || text.starts_with(|c: char| c.is_ascii_alphabetic())) { text.to_owned() } else { yaml(text) }
}
