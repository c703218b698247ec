//! Widths of text in columns of a terminal. Text is measured and cut by graphemes (visible characters), so that none is
//! ever split.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the width of `text` in columns of a terminal.
pub fn width(text: &str) -> usize {
    let columns = |run: Run<'_>| {
        if run.is_simple {
            run.text.chars().count()
        } else {
            run.text.graphemes(true).map(UnicodeWidthStr::width).sum()
        }
    };
    runs(text).map(columns).sum()
}

/// A part of a text that starts and ends at boundaries of graphemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The part itself.
    pub text: &'a str,
    /// Whether every character of the part is a grapheme that is one column wide.
    pub is_simple: bool,
}

/// Splits `text` into runs. Most text is one simple run, in which graphemes need not be searched for.
pub fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let simple = simple_length(rest);
        let is_simple = simple > 0;
        let (run, left) = rest.split_at(if is_simple { simple } else { other_length(rest) });
        rest = left;
        (!run.is_empty()).then_some(Run { text: run, is_simple })
    })
}

/// Returns the length of the simple characters at the start of `text`, without the last one if another character that
/// may extend it follows.
fn simple_length(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let mut last = 0;
    for (at, character) in text.char_indices() {
        if !is_simple(character) {
            return last;
        }
        last = at;
    }
    text.len()
}

/// Returns the length of `text` up to the first boundary between two simple characters, which always is one between
/// graphemes.
fn other_length(text: &str) -> usize {
    let mut was_simple = false;
    let ends = |&(_, character): &(usize, char)| std::mem::replace(&mut was_simple, is_simple(character)) && was_simple;
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

/// Returns whether `character`, beside others for which this is true, is a grapheme of its own and one column wide:
/// ASCII, Latin letters, punctuation, arrows, and the lines, blocks and dots of pictures.
fn is_simple(character: char) -> bool {
    matches!(character,
        '\0'..='\x7f' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21ff}'
        | '\u{2200}'..='\u{22ff}' | '\u{2500}'..='\u{25fc}')
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
        fn no_grapheme_crosses_runs(text in "(\\PC|[a-c ]{1,3}|[\u{301}\u{600}\u{200d}\u{fe0f}日é↔▄·]){0,12}") {
            let graphemes: Vec<&str> = text.graphemes(true).collect();
            let piecewise: Vec<&str> = runs(&text).flat_map(|run| run.text.graphemes(true)).collect();
            prop_assert_eq!(&piecewise, &graphemes);
            prop_assert_eq!(width(&text), graphemes.into_iter().map(UnicodeWidthStr::width).sum::<usize>());
        }
    }

    #[test]
    fn simple_characters_are_graphemes_of_one_column() {
        let simple: String = (' '..=char::MAX).filter(|&character| is_simple(character)).collect();
        assert!(simple.graphemes(true).eq(simple.split("").filter(|character| !character.is_empty())));
        let wide = simple.graphemes(true).find(|character| !character.contains('\x7f') && character.width() != 1);
        assert_eq!(wide, None);
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
