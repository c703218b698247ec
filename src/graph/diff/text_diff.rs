//! Compares two versions of a text word by word.

use serde::Serialize;
use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, patience};

/// Maximum number of words of a text that is compared. Longer texts are treated as entirely different, since to compare
/// them would take too long.
const MAX_WORDS: usize = 4_000;

/// Which of two versions of a text have a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DiffTag {
    /// Both versions have the text.
    Kept,
    /// Only the earlier version has the text.
    Removed,
    /// Only the later version has the text.
    Added,
}

/// Span of text that is in both versions or only in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiffSpan {
    /// Which versions have the span.
    pub mark: DiffTag,
    /// Words of the span, each with the white space after it.
    pub text: String,
}

/// Compares two versions of a text word by word. In the result, the kept and added spans make up `after`, and the kept
/// and removed spans make up `before`.
pub fn diff_words(before: &str, after: &str) -> Vec<DiffSpan> {
    let (old, new) = (words(before), words(after));
    let mut spans = Vec::new();
    let mut add = |mark, words: &[&str]| {
        if !words.is_empty() {
            spans.push(DiffSpan { mark, text: words.concat() });
        }
    };
    if old.len() > MAX_WORDS || new.len() > MAX_WORDS {
        add(DiffTag::Removed, &old);
        add(DiffTag::Added, &new);
        return spans;
    }
    for op in operations(&old, &new) {
        let (tag, from, to) = op.as_tag_tuple();
        match tag {
            similar::DiffTag::Equal => add(DiffTag::Kept, &new[to]),
            _ => {
                add(DiffTag::Removed, &old[from]);
                add(DiffTag::Added, &new[to]);
            }
        }
    }
    spans
}

/// Returns the operations that turn the words `old` into `new`. The algorithm is called directly, because the general
/// function of the crate would compile all of its algorithms into the program.
fn operations(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let mut hook = Compact::new(Replace::new(Capture::new()), old, new);
    // A capture never fails.
    let _ = patience::diff(&mut hook, old, 0..old.len(), new, 0..new.len());
    hook.into_inner().into_inner().into_ops()
}

/// Splits `text` into words, each with the white space after it. A line end is a word of its own, so that it stays
/// unchanged if the last word of its line changes.
fn words(text: &str) -> Vec<&str> {
    let text_end = |word: &'_ str| word.strip_suffix('\n').map_or(word.len(), str::len);
    let pair = text.split_inclusive(char::is_whitespace).map(|word| word.split_at(text_end(word)));
    pair.flat_map(|(word, end)| [word, end]).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(before: &str, after: &str) -> String {
        let marked = |DiffSpan { mark, text }: &DiffSpan| match mark {
            DiffTag::Kept => text.clone(),
            DiffTag::Removed => format!("[-{text}-]"),
            DiffTag::Added => format!("{{+{text}+}}"),
        };
        diff_words(before, after).iter().map(marked).collect()
    }

    #[test]
    fn words_that_came_and_went_are_marked() {
        assert_eq!(marked("Stop for a while.", "Stop for a year."), "Stop for a [-while.-]{+year.+}");
        assert_eq!(marked("", "All new."), "{+All new.+}");
        assert_eq!(marked("a b c", "a c"), "a [-b -]c");
        assert_eq!(marked("same", "same"), "same");
        assert_eq!(marked("a one\nb two\n", "a three\nb two\n"), "a [-one-]{+three+}\nb two\n");
    }

    proptest! {
        #[test]
        fn nothing_of_either_text_is_lost(before in "[abc \\n]{0,40}", after in "[abc \\n]{0,40}") {
            let pieces = diff_words(&before, &after);
            let without = |mark| pieces.iter().filter(|piece| piece.mark != mark).map(|piece| piece.text.as_str()).collect::<String>();
            prop_assert_eq!(without(DiffTag::Added), before);
            prop_assert_eq!(without(DiffTag::Removed), after);
        }
    }
}
