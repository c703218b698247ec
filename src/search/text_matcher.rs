//! Matching of a query in texts that are not in the search index, such as the rows of a page.

use std::ops::Range;

use super::fold::Strictness;
use super::hit;
use super::query::Query;

/// Minimum number of letters of a query that is searched in texts; nearly all texts contain a given single letter.
const MIN_LETTERS: usize = 2;

/// Words of a query, all of which a text must contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMatcher {
    words: Vec<(Strictness, String)>,
}

impl TextMatcher {
    /// Creates a matcher for the query `text`; `None` if the query has too few letters, a field or a negation.
    pub fn new(text: &str) -> Option<Self> {
        let terms = Query::words(text)?;
        let letters: usize = terms.iter().map(|term| term.text.chars().count()).sum();
        let is_plain = terms.iter().all(|term| !term.negated);
        (is_plain && letters >= MIN_LETTERS).then(|| Self {
            words: terms
                .iter()
                .map(|term| {
                    let strictness = Strictness::of(&term.text);
                    (strictness, strictness.fold(&term.text))
                })
                .collect(),
        })
    }

    /// Returns the byte ranges of `text` that match, in order; `None` if a word of the query is missing. `O(n)` in the
    /// length of the text.
    pub fn find(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let mut ranges = Vec::new();
        for (strictness, word) in &self.words {
            let folded = strictness.fold(text);
            let bytes: Vec<usize> =
                folded.match_indices(word.as_str()).flat_map(|(start, word)| start..start + word.len()).collect();
            if bytes.is_empty() {
                return None;
            }
            ranges.extend(hit::origins(*strictness, text, &bytes));
        }
        Some(hit::merged(ranges))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(query: &str, text: &str) -> Option<Vec<Range<usize>>> {
        TextMatcher::new(query)?.find(text)
    }

    #[test]
    fn every_word_has_to_be_in_the_text() {
        assert_eq!(find("pause", "To Pause, or a pause"), Some(vec![3..8, 15..20]));
        assert_eq!(find("or pause", "To Pause, or"), Some(vec![3..8, 10..12]));
        assert_eq!(find("pause now", "To Pause"), None);
        assert_eq!(find("Pause", "to pause"), None, "a capital that was typed counts");
        let found = find("lemaitre", "Georges Lemaître").unwrap_or_default();
        assert_eq!((found.len(), found.first().cloned()), (1, Some(8..17)));
    }

    #[test]
    fn only_words_can_be_found_in_a_text() {
        for query in ["p", "", "kind:person", "pause kind:person", "!pause"] {
            assert_eq!(find(query, "pause"), None, "{query}");
        }
    }
}
