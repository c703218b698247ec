//! Formats parts of messages that quote the input.

use std::borrow::Cow;

/// Maximum length of a quoted text in a message, in characters.
const MAX_QUOTED: usize = 60;

/// Returns `text`, cut to [`MAX_QUOTED`] characters with an ellipsis if it is longer.
pub(crate) fn truncate(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MAX_QUOTED) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}

/// Returns `words` in backquotes as a list of alternatives: `a`, `b` or `c`.
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
