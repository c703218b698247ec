//! Text and links within a note, escaped for Markdown and Obsidian.

use crate::export::is_web;
use crate::text::sanitize;

/// Special characters within a line: of Markdown, and of Obsidian for tags, highlights, comments and formulas.
const SPECIAL: &str = r"\`*_[]<&~$#%=^";
/// Special characters at the start of a line.
const STARTS: &str = "-+>|:!";

/// Escapes `text` as a line or list item. It is restored by removing the backslashes before punctuation.
pub(super) fn line(text: &str) -> String {
    let text = sanitize(text);
    let text = text.trim_matches(' ');
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let starts = at == 0 && STARTS.contains(c);
        // Dataview takes two colons for a field.
        let is_field = c == ':' && (text[..at].ends_with(':') || text[at + 1..].starts_with(':'));
        let numbers = at > 0 && at == digits && matches!(c, '.' | ')');
        if starts || numbers || is_field || SPECIAL.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Returns a web address as a link; anything else as text.
pub(super) fn link(url: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '\\') && !crate::text::is_unsafe(c);
    if is_web(url) && url.chars().all(plain) { format!("<{url}>") } else { line(url) }
}

/// Returns a wiki link to the note at `path` with the text `name`.
pub(super) fn wiki(path: &str, name: &str) -> String {
    // Special characters cannot be escaped within links, and the text is never parsed back, so they are replaced.
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

/// Returns `text` as a YAML string, in the syntax of JSON.
pub(super) fn yaml(text: &str) -> String {
    let text = sanitize(text);
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Returns `text` as a YAML scalar, unquoted if unambiguous.
pub(super) fn word(text: &str) -> String {
    const TAKEN: [&str; 10] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan"];
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !TAKEN.contains(&text.to_ascii_lowercase().as_str());
    let is_date = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if plain && (is_date || text.starts_with(|c: char| c.is_ascii_alphabetic())) { text.to_owned() } else { yaml(text) }
}
