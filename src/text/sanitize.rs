//! Sanitizing of text. Text from files is never trusted: control characters can drive a terminal, and bidirectional
//! controls can mislead a reader, so both are replaced by visible characters.

use std::borrow::Cow;

/// Returns whether a character must not reach a terminal: C0 and C1 controls, DEL, and controls that reorder or hide
/// text.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200e}' | '\u{200f}'     // marks
            | '\u{2028}' | '\u{2029}'                // separators
            | '\u{202a}'..='\u{202e}'                // embeddings and overrides
            | '\u{2066}'..='\u{2069}'                // isolates
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}' // byte order mark, invisible tags
        )
}

/// Returns `text` with each unsafe character replaced: white space by a space, a control by its picture, a
/// bidirectional or invisible control by the replacement character.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unsafe) { Cow::Owned(text.chars().map(sanitized).collect()) } else { Cow::Borrowed(text) }
}

/// Returns JSON text with its unsafe characters, which can only be inside strings, escaped. The value of the JSON stays
/// the same.
pub fn escape_json(json: &str) -> Cow<'_, str> {
    let is_raw = |c: char| c >= '\u{7f}' && is_unsafe(c);
    if !json.contains(is_raw) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_raw(c) {
            escaped.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// Returns the lines of `text`, each sanitized and trimmed.
pub fn sanitize_lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(|line| sanitize(line.trim()).into_owned())
}

/// Returns `text` with every run of white space replaced by one space, and without white space at its ends.
pub fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sanitized(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{7f}' => '\u{2421}',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        other if is_unsafe(other) => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(sanitize("Zażółć gęślą 日本 👩‍🚀"), Cow::Borrowed(_)));
    }

    #[test]
    fn controls_are_shown_not_sent() {
        assert_eq!(sanitize("a\x1b[31mb\x07\x7f"), "a␛[31mb␇␡");
        assert_eq!(sanitize("line\nbreak\ttab"), "line break tab");
        assert_eq!(sanitize("\u{9b}2J"), "\u{fffd}2J");
    }

    #[test]
    fn lines_are_kept_apart_or_put_together() {
        let note = " One.\r\n\n  Two\x1b[m,\n";
        assert_eq!(sanitize_lines(note).collect::<Vec<_>>(), ["One.", "", "Two␛[m,"]);
        assert_eq!(collapse_whitespace("One.\n\n  Two,\tthree "), "One. Two, three");
    }

    #[test]
    fn unsafe_characters_of_json_are_escaped() {
        assert_eq!(
            escape_json("{\n  \"a\": \"b\u{9b}\u{202e}\u{e0041}é\"}"),
            "{\n  \"a\": \"b\\u009b\\u202e\\udb40\\udc41é\"}"
        );
    }

    #[test]
    fn bidi_controls_are_neutralised() {
        assert_eq!(sanitize("abc\u{202e}fed\u{2066}"), "abc\u{fffd}fed\u{fffd}");
    }

    #[test]
    fn what_is_safe_stays_safe() {
        for c in ('\0'..=char::MAX).filter(|&c| is_unsafe(c)) {
            assert!(!sanitize(&c.to_string()).chars().any(is_unsafe), "{c:?}");
        }
    }
}
