//! Character sets of texts, for a test of one instruction that rules out most texts before they are read.

use unicode_normalization::char::is_combining_mark;

use super::fold::{Strictness, normalize_spelling};

/// Set of the characters of a text, in 64 bits: a bit for each of `a` to `z`, for each capital and digit, one for
/// accents, and one for all other characters. White space is ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CharMask(u64);

const CAPITALS: u32 = 26;
const DIGITS: u32 = 52;
const ACCENT: u32 = 62;
const OTHER: u32 = 63;

impl CharMask {
    /// Returns the character set of a text, which may be folded.
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        letters.add(text);
        letters
    }

    /// Adds the characters of `text` to the set.
    pub(super) fn add(&mut self, text: &str) {
        for c in text.chars() {
            match ASCII.get(c as usize) {
                Some(&bits) => self.0 |= bits,
                // A letter such as `ł` can be found as itself and as its plain letter, so both are added.
                None => {
                    let parts = Strictness::FULL.parts(c).chain(Strictness::CASE_ONLY.parts(c));
                    parts.for_each(|part| self.0 |= bits(part));
                }
            }
        }
    }

    /// Returns whether the set contains all characters of `other`.
    pub(super) fn include(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Bits of each ASCII character. Most texts have few other characters, so the table saves time.
static ASCII: [u64; 128] = {
    let mut table = [0; 128];
    let mut at = 0u8;
    while at < 128 {
        table[at as usize] = ascii_bits(at);
        at += 1;
    }
    table
};

const fn ascii_bits(byte: u8) -> u64 {
    match normalize_spelling(byte as char) as u8 {
        b' ' => 0,
        letter @ b'a'..=b'z' => 1 << (letter - b'a'),
        capital @ b'A'..=b'Z' => 1 << (capital - b'A') | 1 << (CAPITALS + (capital - b'A') as u32),
        digit @ b'0'..=b'9' => 1 << (DIGITS + (digit - b'0') as u32),
        _ => 1 << OTHER,
    }
}

fn bits(c: char) -> u64 {
    match ASCII.get(c as usize) {
        Some(&bits) => bits,
        None if is_combining_mark(c) => 1 << ACCENT,
        None => 1 << OTHER,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rules_out(text: &str, term: &str) -> bool {
        !CharMask::of(text).include(CharMask::of(&Strictness::of(term).fold(term)))
    }

    #[test]
    fn what_lacks_a_letter_is_ruled_out() {
        assert!(rules_out("Yann LeCun", "lunx"));
        assert!(rules_out("Yann LeCun", "Nan"), "no capital N");
        assert!(rules_out("Elodie", "élodie"), "no accent");
        assert!(rules_out("GPT-4", "gpt5"));
    }

    #[test]
    fn what_has_them_is_not() {
        for (text, term) in
            [("Yann LeCun", "lun"), ("Yann LeCun", "YL"), ("Élodie", "elo"), ("Élodie", "É"), ("O’Neil", "o'n")]
        {
            assert!(!rules_out(text, term), "{term} in {text}");
        }
        assert!(!rules_out("open-source", "open source"));
        assert!(!rules_out("日本 GPT", "本g"));
    }

    proptest! {
        #[test]
        fn a_text_that_contains_a_term_is_never_ruled_out(text in "\\PC{0,20}", from in 0usize..20, length in 1usize..8) {
            let term: String = text.chars().skip(from).take(length).collect();
            prop_assert!(!rules_out(&text, &term));
            prop_assert!(!rules_out(&text, &Strictness::CASE_ACCENT_INSENSITIVE.fold(&term)));
        }
    }
}
