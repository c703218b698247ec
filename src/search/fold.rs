//! Folding for search: texts are normalized before they are compared.
//!
//! In addition to [`fold`](crate::text::fold), hyphens become spaces, so that `open-source` finds both spellings and a
//! slug equals the name it was derived from, and typographic apostrophes become plain ones.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text;

/// Differences between texts that count for a term: smart case and smart accents. If the term has a capital or an
/// accent, a text must have it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Strictness {
    /// Whether a capital and a small letter are different.
    pub(super) case: bool,
    accents: bool,
}

impl Strictness {
    /// Strictness under which neither case nor accents count.
    pub(super) const CASE_ACCENT_INSENSITIVE: Self = Self { case: false, accents: false };

    /// Strictness under which both case and accents count.
    pub(super) const FULL: Self = Self { case: true, accents: true };

    /// Strictness under which case counts, but accents do not.
    pub(super) const CASE_ONLY: Self = Self { case: true, accents: false };

    /// Returns the strictness for `term`: case counts if the term has a capital, and accents count if it has an accent.
    pub(super) fn of(term: &str) -> Self {
        // A letter such as `ł`, which has no separate accent, counts as a letter with an accent.
        let is_accent = |c: char| is_combining_mark(c) || c.to_lowercase().any(|c| text::plain_letters(c).is_some());
        Self { case: term.chars().any(char::is_uppercase), accents: term.nfd().any(is_accent) }
    }

    /// Returns the folded form of `text` under this strictness.
    pub(super) fn fold(self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        self.fold_into(text, &mut folded);
        folded
    }

    /// Appends the folded form of `text` to `to`.
    pub(super) fn fold_into(self, text: &str, to: &mut String) {
        to.reserve(text.len());
        for c in text.chars() {
            if c.is_ascii() {
                to.push(self.plain(c));
            } else {
                to.extend(self.parts(c));
            }
        }
    }

    /// Returns the characters of the folded form of `text`, each with the byte offset of the character in `text` that
    /// it comes from.
    pub(super) fn chars(self, text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
        text.char_indices().flat_map(move |(offset, c)| {
            let plain = c.is_ascii().then(|| self.plain(c));
            let other = (!c.is_ascii()).then(|| self.parts(c));
            plain.into_iter().chain(other.into_iter().flatten()).map(move |folded| (offset, folded))
        })
    }

    fn plain(self, c: char) -> char {
        normalize_spelling(if self.case { c } else { c.to_ascii_lowercase() })
    }

    /// Returns the folded form of one character; an accent that does not count becomes nothing.
    pub(super) fn parts(self, c: char) -> impl Iterator<Item = char> {
        let parts = std::iter::once(c).nfd().filter(move |&part| self.accents || !is_combining_mark(part));
        parts.flat_map(move |part| self.letters(part)).map(normalize_spelling)
    }

    /// Returns the folded letters for `part`, a letter or an accent of a decomposed character.
    fn letters(self, part: char) -> impl Iterator<Item = char> {
        let lower = part.to_lowercase();
        let plain = if self.accents { None } else { lower.clone().next().and_then(text::plain_letters) };
        let is_capital = self.case && part.is_uppercase();
        let as_it_is = (plain.is_none() && self.case).then_some(part);
        let lowered = (plain.is_none() && !self.case).then_some(lower);
        let plain = plain.unwrap_or_default().char_indices();
        let plain = plain.map(move |(at, c)| if is_capital && at == 0 { c.to_ascii_uppercase() } else { c });
        as_it_is.into_iter().chain(lowered.into_iter().flatten()).chain(plain)
    }
}

/// Returns whether two texts have the same folded form.
pub(super) fn same(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        let fold = |c| Strictness::CASE_ACCENT_INSENSITIVE.plain(c);
        return a.len() == b.len() && a.chars().map(fold).eq(b.chars().map(fold));
    }
    Strictness::CASE_ACCENT_INSENSITIVE
        .chars(a)
        .map(|(_, c)| c)
        .eq(Strictness::CASE_ACCENT_INSENSITIVE.chars(b).map(|(_, c)| c))
}

/// Returns whether the folded form of `text` starts with `folded`.
pub(super) fn starts_with(text: &str, folded: &str) -> bool {
    let mut start = Strictness::CASE_ACCENT_INSENSITIVE.chars(text).map(|(_, c)| c);
    folded.chars().all(|wanted| start.next() == Some(wanted))
}

/// Returns a space for hyphens and white space, a plain apostrophe for typographic ones, and other characters
/// unchanged. Line breaks become spaces because they separate texts in the index.
pub(super) const fn normalize_spelling(c: char) -> char {
    match c {
        '-' | '_' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2010}'..='\u{2015}' => ' ',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spelling_differences_count_for_nothing() {
        assert_eq!(Strictness::CASE_ACCENT_INSENSITIVE.fold("Open-Source"), "open source");
        assert_eq!(Strictness::CASE_ACCENT_INSENSITIVE.fold("O’Neil—École"), "o'neil ecole");
        assert_eq!(Strictness::CASE_ACCENT_INSENSITIVE.fold("a\nb\tc"), "a b c");
    }

    #[test]
    fn texts_are_the_same_when_they_fold_to_the_same() {
        assert!(same("Open source", "open-source"));
        assert!(same("École", "ecole"));
        assert!(!same("Open source", "open sources"));
        assert!(!same("École", "ecoles"));
    }

    #[test]
    fn letters_without_an_accent_count_only_where_they_are_typed() {
        let fold = |term: &str, text: &str| Strictness::of(term).fold(text);
        assert_eq!(fold("lukasz", "Łukasz"), "lukasz");
        assert_eq!(fold("Lukasz", "Łukasz ß"), "Lukasz ss");
        assert_eq!(fold("łukasz", "Łukasz Æ"), "łukasz æ");
        assert_eq!(fold("Aeon", "Æon"), "Aeon");
        assert_eq!(fold("Łukasz", "ŁUKASZ"), "ŁUKASZ");
    }

    #[test]
    fn what_is_typed_counts() {
        assert_eq!(Strictness::of("ecole"), Strictness::CASE_ACCENT_INSENSITIVE);
        assert_eq!(Strictness::of("École").fold("ÉCOLE École"), "E\u{301}COLE E\u{301}cole");
        assert_eq!(Strictness::of("Ecole").fold("École"), "Ecole");
        assert_eq!(Strictness::of("école").fold("ÉCOLE"), "e\u{301}cole");
    }

    proptest! {
        #[test]
        fn it_is_the_fold_of_names_but_for_spelling(text in "\\PC{0,24}") {
            let names: String = text::fold(&text).chars().map(normalize_spelling).collect();
            prop_assert_eq!(Strictness::CASE_ACCENT_INSENSITIVE.fold(&text), names);
        }

        #[test]
        fn folding_twice_changes_nothing_more(text in "\\PC{0,24}") {
            for strictness in [Strictness::CASE_ACCENT_INSENSITIVE, Strictness::FULL, Strictness::of("A"), Strictness::of("é")] {
                let once = strictness.fold(&text);
                prop_assert_eq!(strictness.fold(&once), once);
            }
        }
    }
}
