//! Widths of text in columns of a terminal. Text is measured and cut by graphemes (visible characters), so that none is
//! ever split.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the width of `text` in columns of a terminal.
pub fn width(text: &str) -> usize {
    let columns = |run: &str| {
        if run.is_ascii() { run.len() } else { run.graphemes(true).map(UnicodeWidthStr::width).sum() }
    };
    ascii_runs(text).map(columns).sum()
}

/// Splits `text` at boundaries of graphemes into runs of only ASCII characters, whose width is their length, and runs
/// with other characters.
pub fn ascii_runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        // A grapheme always ends between two ASCII characters, except within a line end (CR LF).
        let ends = |&at: &usize| bytes[at - 1].is_ascii() && bytes[at].is_ascii();
        let end = match bytes.iter().position(|byte| !byte.is_ascii()) {
            None => bytes.len(),
            Some(first @ 2..) => first - 1,
            Some(first) => (first + 1..bytes.len()).find(ends).unwrap_or(bytes.len()),
        };
        let (run, left) = rest.split_at(end);
        rest = left;
        (!run.is_empty()).then_some(run)
    })
}

/// Returns the graphemes of `text`, each with its width in columns.
pub fn graphemes(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true).map(|grapheme| (grapheme, grapheme.width()))
}

/// Returns `text` cut to at most `columns`, with an ellipsis at the end if it does not fit.
pub fn truncate_to_width(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut fitting = String::new();
    let mut used = 1;
    for (grapheme, wide) in graphemes(text) {
        if used + wide > columns {
            break;
        }
        used += wide;
        fitting.push_str(grapheme);
    }
    if columns > 0 {
        fitting.truncate(fitting.trim_end().len());
        fitting.push('…');
    }
    Cow::Owned(fitting)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_grapheme_crosses_stretches(text in "(\\PC|[a-c ]{1,3}|[\u{301}\u{600}\u{200d}日é]){0,12}") {
            let graphemes: Vec<&str> = text.graphemes(true).collect();
            let piecewise: Vec<&str> = ascii_runs(&text).flat_map(|run| run.graphemes(true)).collect();
            prop_assert_eq!(&piecewise, &graphemes);
            prop_assert_eq!(width(&text), graphemes.into_iter().map(UnicodeWidthStr::width).sum::<usize>());
        }
    }

    #[test]
    fn wide_and_combining_characters_are_measured_as_shown() {
        assert_eq!(width("abc"), 3);
        assert_eq!(width("日本"), 4);
        assert_eq!(width("e\u{301}a"), 2);
        assert_eq!(width("a\u{200b}b"), 2);
    }

    #[test]
    fn a_cut_text_never_takes_more_columns() {
        assert_eq!(truncate_to_width("short", 5), "short");
        assert_eq!(truncate_to_width("longer", 5), "long…");
        assert_eq!(truncate_to_width("日本語", 4), "日…");
        assert_eq!(truncate_to_width("日本語", 3), "日…");
        assert_eq!(truncate_to_width("ab cd", 4), "ab…");
        assert_eq!(truncate_to_width("abc", 1), "…");
        assert_eq!(truncate_to_width("abc", 0), "");
    }
}
