//! Fits: how well a term matches a text, and what weight each fit has in the ranking.

use std::str::CharIndices;

use memchr::memchr_iter;

use super::field::Band;

/// How well a term matches a text, from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The letters of the term are in the text in order, but scattered.
    Loose,
    /// The letters of the term are in the text in order, close together or at word starts.
    Tight,
    /// The term is inside a word.
    Inside,
    /// The term starts a word.
    Word,
    /// The term starts the text.
    Start,
    /// The term equals the text.
    Whole,
}

/// Maximum number of other characters between two consecutive letters of a fuzzy term in a short text.
const MAX_GAP: usize = 2;

/// Returns whether a word starts at the byte offset `at` of `text`.
pub(super) fn starts_word(text: &str, at: usize) -> bool {
    match at.checked_sub(1).map(|before| text.as_bytes()[before]) {
        Some(before) if before.is_ascii() => !before.is_ascii_alphanumeric(),
        _ => text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()),
    }
}

/// Returns whether `text` contains the letters of `term` in order.
pub(super) fn is_subsequence(term: &str, text: &str) -> bool {
    if term.is_ascii() {
        // Bytes can be compared, because a byte of a character of several bytes never equals an ASCII byte.
        let mut rest = text.bytes();
        return term.bytes().all(|wanted| rest.any(|byte| byte == wanted));
    }
    let mut rest = text.chars();
    term.chars().all(|wanted| rest.any(|c| c == wanted))
}

/// Returns whether `text` contains the letters of `term` in order, the first at a word start and with at most
/// [`MAX_GAP`] other characters between two of them. Always the nearest letter is taken, so a longer term never matches
/// more texts.
pub(super) fn has_close_letters(term: &str, text: &str) -> bool {
    match term.as_bytes() {
        [] => false,
        // This path is for speed: nearly every text is tested, and bytes are faster to test than characters.
        [first, ..] if term.is_ascii() => memchr_iter(*first, text.as_bytes())
            .any(|start| starts_word(text, start) && starts_close(term.as_bytes(), &text.as_bytes()[start..])),
        _ => starts(term, text).any(|start| {
            let mut rest = text[start..].char_indices();
            term.chars().all(|wanted| next_close(&mut rest, wanted).is_some())
        }),
    }
}

/// Returns whether `text` starts with the letters of an ASCII `term`, with at most [`MAX_GAP`] other characters between
/// two of them.
fn starts_close(term: &[u8], text: &[u8]) -> bool {
    // Continuation bytes of UTF-8 do not count as characters.
    let mut characters = text.iter().filter(|&&byte| byte & 0xC0 != 0x80);
    term.iter().all(|wanted| characters.by_ref().take(MAX_GAP + 1).any(|byte| byte == wanted))
}

/// Returns the byte offsets in `text` of the letters of `term`, as [`has_close_letters`] finds them; `None` if it does
/// not.
pub(super) fn close_letters(term: &str, text: &str) -> Option<Vec<usize>> {
    starts(term, text).find_map(|start| {
        let mut rest = text[start..].char_indices();
        term.chars().map(|wanted| next_close(&mut rest, wanted).map(|at| start + at)).collect()
    })
}

/// Returns the byte offsets of the words in `text` that begin with the first letter of `term`.
fn starts(term: &str, text: &str) -> impl Iterator<Item = usize> {
    let first = term.chars().next();
    text.char_indices().filter(move |&(at, c)| Some(c) == first && starts_word(text, at)).map(|(at, _)| at)
}

fn next_close(rest: &mut CharIndices<'_>, wanted: char) -> Option<usize> {
    rest.take(MAX_GAP + 1).find(|&(_, c)| c == wanted).map(|(at, _)| at)
}

/// Returns whether `text` contains the letters of `term` in order, each at a word start or with at most one character
/// between it and the letter before: initials, abbreviations, one omitted letter.
pub(super) fn is_tight(term: &str, text: &str) -> bool {
    let letters: Vec<(char, bool)> = text.char_indices().map(|(at, c)| (c, starts_word(text, at))).collect();
    // For each letter of the text: whether the letters of the term up to the current one can be matched so that they
    // end there.
    let mut ends: Option<Vec<bool>> = None;
    for wanted in term.chars() {
        let mut any_before = false;
        let next = letters.iter().enumerate().map(|(at, &(c, starts_word))| {
            let reached = match &ends {
                None => starts_word,
                Some(ends) => {
                    let near = at.checked_sub(1).is_some_and(|last| ends[last])
                        || at.checked_sub(2).is_some_and(|last| ends[last]);
                    let reached = near || (starts_word && any_before);
                    any_before |= ends[at];
                    reached
                }
            };
            reached && c == wanted
        });
        ends = Some(next.collect());
    }
    ends.is_some_and(|ends| ends.contains(&true))
}

/// Returns the weight of a fit in a band of texts. Scattered letters in a name weigh least, because most such matches
/// are accidental.
pub(super) fn weight(band: Band, fit: Fit) -> u8 {
    use Band::{Alias, Long, Name, Short};
    match (band, fit) {
        (Name, Fit::Whole) => 15,
        (Alias, Fit::Whole) => 14,
        (Name, Fit::Start) => 13,
        (Alias, Fit::Start) => 12,
        (Name, Fit::Word) => 11,
        (Alias, Fit::Word) => 10,
        (Name, Fit::Inside) => 9,
        (Alias, Fit::Inside) => 8,
        (Name | Alias, Fit::Tight) => 7,
        (Short, Fit::Whole | Fit::Start | Fit::Word) => 6,
        (Short, Fit::Inside) => 5,
        (Short, Fit::Tight | Fit::Loose) => 4,
        (Long, Fit::Whole | Fit::Start | Fit::Word) => 3,
        (Long, _) => 2,
        (Name | Alias, Fit::Loose) => 1,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_have_the_close_letters_that_characters_have(term in "[ab]{0,4}", text in "[ab é-]{0,16}") {
            let by_characters = starts(&term, &text).any(|start| {
                let mut rest = text[start..].char_indices();
                term.chars().all(|wanted| next_close(&mut rest, wanted).is_some())
            });
            prop_assert_eq!(has_close_letters(&term, &text), by_characters);
            prop_assert_eq!(close_letters(&term, &text).is_some(), by_characters);
        }
    }

    #[test]
    fn a_longer_word_narrows_a_close_match() {
        assert!(has_close_letters("cmp", "a campaign"));
        assert_eq!(close_letters("cmp", "a campaign"), Some(vec![2, 4, 5]));
        assert!(!has_close_letters("cgn", "a campaign"), "too far apart");
        assert!(!has_close_letters("amp", "the camp"), "not at the start of a word");
        assert!(has_close_letters("cpg", "cxxxpg capxg"), "another word may do");
        assert!(has_close_letters("ad", "abcd") && !has_close_letters("ae", "abcde"), "two letters between, and three");
    }

    #[test]
    fn initials_and_left_out_letters_are_tight() {
        for (term, text) in
            [("osm", "open source maximalism"), ("ylc", "yann lecun"), ("opnai", "openai"), ("abc", "abx bc")]
        {
            assert!(is_tight(term, text), "{term} in {text}");
        }
        for (term, text) in [("agi", "ali ghodsi"), ("pen", "open"), ("osm", "cosmos"), ("ba", "a b"), ("", "a")] {
            assert!(!is_tight(term, text), "{term} in {text}");
        }
    }

    #[test]
    fn letters_come_in_order() {
        assert!(is_subsequence("ylc", "yann lecun"));
        assert!(!is_subsequence("ly", "yann lecun"));
        assert!(is_subsequence("本語", "日本の言語"));
        assert!(!is_subsequence("é", "\u{c3}x\u{a9}"), "bytes of two characters make no third");
    }
}
