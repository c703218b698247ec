//! Folding: the form without case and accents in which names are compared and searched.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Removes case and accents. Apostrophes and spaces stay, so `O'Neil` and `ONeil` differ.
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { folded_chars(text).map(|(_, folded)| folded).collect() }
}

/// Returns the characters of [`fold`]`(text)`, each with the byte offset of the character in `text` that it comes from.
pub fn folded_chars(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    text.char_indices().flat_map(|(offset, original)| {
        std::iter::once(original)
            .nfd()
            .filter(|&part| !is_combining_mark(part))
            .flat_map(char::to_lowercase)
            .map(move |folded| (offset, folded))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_count_for_nothing() {
        assert_eq!(fold("École NAÏVE Ångström"), "ecole naive angstrom");
        assert_eq!(fold("e\u{301}cole"), "ecole");
        assert_eq!(fold("ΆΛΦΑ"), "αλφα");
    }

    #[test]
    fn apostrophes_and_spaces_count() {
        assert_eq!(fold("O'Neil de la Cruz"), "o'neil de la cruz");
    }

    #[test]
    fn every_folded_character_knows_its_origin() {
        let map: Vec<_> = folded_chars("aÉb").collect();
        assert_eq!(map, [(0, 'a'), (1, 'e'), (3, 'b')]);
    }
}
