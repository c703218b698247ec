//! Making text safe to show. Data is never trusted: a terminal obeys control characters, and a reader is fooled by
//! bidi controls, so both are replaced by something that can be seen.

use std::borrow::Cow;

/// Whether a character must not reach a terminal as it is: C0 and C1 controls, DEL, and the controls that reorder or
/// hide text.
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

/// `text` with each unsafe character replaced: white space by a space, a control by its picture, a bidi or invisible
/// control by the replacement character.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unsafe) { Cow::Owned(text.chars().map(shown).collect()) } else { Cow::Borrowed(text) }
}

/// The lines of `text`, each made safe and without the blanks around it.
pub fn safe_lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(|line| safe(line.trim()).into_owned())
}

/// `text` in one line: what is blank between words becomes one space.
pub fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shown(c: char) -> char {
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
        assert!(matches!(safe("Zażółć gęślą 日本 👩‍🚀"), Cow::Borrowed(_)));
    }

    #[test]
    fn controls_are_shown_not_sent() {
        assert_eq!(safe("a\x1b[31mb\x07\x7f"), "a␛[31mb␇␡");
        assert_eq!(safe("line\nbreak\ttab"), "line break tab");
        assert_eq!(safe("\u{9b}2J"), "\u{fffd}2J");
    }

    #[test]
    fn lines_are_kept_apart_or_put_together() {
        let note = " One.\r\n\n  Two\x1b[m,\n";
        assert_eq!(safe_lines(note).collect::<Vec<_>>(), ["One.", "", "Two␛[m,"]);
        assert_eq!(in_one_line("One.\n\n  Two,\tthree "), "One. Two, three");
    }

    #[test]
    fn bidi_controls_are_neutralised() {
        assert_eq!(safe("abc\u{202e}fed\u{2066}"), "abc\u{fffd}fed\u{fffd}");
    }

    #[test]
    fn what_is_safe_stays_safe() {
        for c in ('\0'..=char::MAX).filter(|&c| is_unsafe(c)) {
            assert!(!safe(&c.to_string()).chars().any(is_unsafe), "{c:?}");
        }
    }
}
