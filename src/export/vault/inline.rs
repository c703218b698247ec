//! Text and links within a note, with the characters escaped that Markdown or Obsidian interprets.

use crate::export::is_web;
use crate::text::sanitize;

/// Characters interpreted within a line: by Markdown, and for tags, highlights, comments and formulas by Obsidian.
const SPECIAL: &str = r"\`*_[]<&~$#%=^";
/// Characters interpreted at the start of a line.
const STARTS: &str = "-+>|:!";

/// Escapes `text` as a whole line or item. Removing each backslash before a punctuation mark restores it.
pub(super) fn line(text: &str) -> String {
    let text = sanitize(text);
    let text = text.trim_matches(' ');
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let starts = at == 0 && STARTS.contains(c);
        let numbers = at > 0 && at == digits && matches!(c, '.' | ')');
        if starts || numbers || SPECIAL.contains(c) {
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

/// Returns a wiki link to the note at `path`, shown as `name`.
pub(super) fn wiki(path: &str, name: &str) -> String {
    // Characters with a meaning in links have no escape there, and the text is never read back.
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

/// Returns `text` as a string of YAML, which has the syntax of JSON strings.
pub(super) fn yaml(text: &str) -> String {
    let text = sanitize(text);
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Returns a word of YAML: without quotation marks where it is unambiguous.
pub(super) fn word(text: &str) -> String {
    const TAKEN: [&str; 10] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan"];
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !TAKEN.contains(&text.to_ascii_lowercase().as_str());
    let is_date = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if plain && (is_date || text.starts_with(|c: char| c.is_ascii_alphabetic())) { text.to_owned() } else { yaml(text) }
}
