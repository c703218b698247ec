//! Folding for search: what counts as the same text when something is looked for.
//!
//! On top of [`text::fold`] hyphens count as spaces, so that `open-source` finds both spellings and a slug reads like
//! the name it was made from; typographic apostrophes count as plain ones.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text;

/// What a term does not forgive: a capital or an accent that was typed has to be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Strictness {
    case: bool,
    accents: bool,
}

impl Strictness {
    /// Forgives both.
    pub(super) const LAX: Self = Self { case: false, accents: false };

    /// What `term`, as typed, does not forgive.
    pub(super) fn of(term: &str) -> Self {
        Self { case: term.chars().any(char::is_uppercase), accents: term.nfd().any(is_combining_mark) }
    }

    /// `text` as it is compared under this strictness.
    pub(super) fn fold(self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        self.fold_into(text, &mut folded);
        folded
    }

    /// Appends the folded form of `text` to `to`.
    pub(super) fn fold_into(self, text: &str, to: &mut String) {
        if text.is_ascii() {
            to.extend(text.bytes().map(|byte| {
                let byte = if self.case { byte } else { byte.to_ascii_lowercase() };
                level(char::from(byte))
            }));
        } else {
            to.extend(self.chars(text).map(|(_, c)| c));
        }
    }

    /// The characters of the folded form, each with the byte offset of the character of `text` it comes from.
    pub(super) fn chars(self, text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
        let lax = (self == Self::LAX).then(|| text::folded_chars(text));
        let strict = (self != Self::LAX).then(|| self.strict_chars(text));
        lax.into_iter().flatten().chain(strict.into_iter().flatten()).map(|(offset, c)| (offset, level(c)))
    }

    fn strict_chars(self, text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
        text.char_indices().flat_map(move |(offset, original)| {
            std::iter::once(original)
                .nfd()
                .filter(move |&part| self.accents || !is_combining_mark(part))
                .flat_map(move |part| {
                    let lowered = (!self.case).then(|| part.to_lowercase());
                    lowered.into_iter().flatten().chain(self.case.then_some(part))
                })
                .map(move |folded| (offset, folded))
        })
    }
}

/// Whether `text` starts with `folded` once it is folded itself.
pub(super) fn starts_with(text: &str, folded: &str) -> bool {
    let mut start = Strictness::LAX.chars(text).map(|(_, c)| c);
    folded.chars().all(|wanted| start.next() == Some(wanted))
}

/// Spelling differences that count for nothing, and white space (a line break separates texts in the index).
fn level(c: char) -> char {
    match c {
        '-' | '_' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2010}'..='\u{2015}' => ' ',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_differences_count_for_nothing() {
        assert_eq!(Strictness::LAX.fold("Open-Source"), "open source");
        assert_eq!(Strictness::LAX.fold("O’Neil—École"), "o'neil ecole");
        assert_eq!(Strictness::LAX.fold("a\nb\tc"), "a b c");
    }

    #[test]
    fn what_is_typed_counts() {
        assert_eq!(Strictness::of("ecole"), Strictness::LAX);
        assert_eq!(Strictness::of("École").fold("ÉCOLE École"), "E\u{301}COLE E\u{301}cole");
        assert_eq!(Strictness::of("Ecole").fold("École"), "Ecole");
        assert_eq!(Strictness::of("école").fold("ÉCOLE"), "e\u{301}cole");
    }

    #[test]
    fn the_quick_way_for_ascii_is_the_same() {
        let text: String = (' '..='~').collect();
        for strictness in [Strictness::LAX, Strictness::of("A")] {
            let slow: String = strictness.chars(&text).map(|(_, c)| c).collect();
            assert_eq!(strictness.fold(&text), slow);
        }
    }
}
