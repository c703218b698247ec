//! Parts of messages that quote what is written.

use std::borrow::Cow;

/// Maximum number of characters of a written text that a message repeats.
const MAX_QUOTED: usize = 60;

/// Returns the start of `text`, as much of it as a message repeats.
pub(crate) fn truncate(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MAX_QUOTED) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}

/// Returns the words to choose from: `a`, `b` or `c`.
pub(crate) fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [first @ .., last] => format!("{} or `{last}`", quoted_list(first.iter().copied())),
    }
}

/// Returns the words in backquotes, with commas between them.
pub(crate) fn quoted_list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
