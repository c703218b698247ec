//! Scores: how good the match of a term in an entry is, and which letters of a text match.
//!
//! The fit of a term and the kind of text count first ([`weight`]), then the score of the fuzzy matcher
//! (`SkimMatcherV2`). That score depends on the pairs of text and pattern scored before, because the matcher does not
//! clear its matrix; it differs between scoring and marking when gaps are long; and it is slow and overflows on long
//! texts. Therefore every score starts from the same matrix, only [`FuzzyMatcher::fuzzy_match`] determines an order,
//! and lengths are limited.

use std::cell::RefCell;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::model::Atlas;

use super::field::{Band, Column};
use super::fit::{Fit, is_tight, weight};
use super::index::IndexEntry;
use super::needle::{self, Needle};

/// Maximum length of a pattern for the fuzzy matcher, in characters.
const MAX_PATTERN: usize = 64;
const MAX_TEXT: usize = 512;

/// Score for one unit of weight. It is greater than any quality of a match, so a greater weight always wins.
pub(super) const STEP: u32 = 1000;

/// Maximum score of the fuzzy matcher for one letter, which is that of a consecutive match at a word start.
const FULL: i64 = 32;

/// Best match of a term among the texts of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct TermScore {
    pub(super) score: u32,
    pub(super) band: Band,
    /// Index of the text among the texts of its column; the name and other names are one column.
    pub(super) line: usize,
    pub(super) fit: Fit,
}

/// Fuzzy matcher whose scores do not depend on earlier pairs of text and pattern.
pub(super) struct Scorer {
    matcher: SkimMatcherV2,
    /// Pattern that was last found at the start of a text, with the quality of that match, which is the same for all
    /// texts that start with the pattern.
    start: RefCell<(String, u32)>,
}

impl Scorer {
    pub(super) fn new() -> Self {
        // The texts are already folded if case does not count, so the matcher must respect case.
        let matcher = SkimMatcherV2::default().respect_case().element_limit((MAX_PATTERN + 1) * (MAX_TEXT + 1));
        Self { matcher, start: RefCell::default() }
    }

    /// Returns the best match of `needle` in `entry`; [`Needle::find`] must have found the needle there. A needle for
    /// which case or accents count reads the original texts, not the index.
    pub(super) fn score(&self, atlas: &Atlas, needle: &Needle, entry: IndexEntry<'_>) -> Option<TermScore> {
        let text = |column| needle.text_of(atlas, entry, column);
        let named = self.in_names(needle, &text(Column::Names));
        if named.is_some_and(|found| found.fit > Fit::Tight) || !needle.is_searched_everywhere() {
            return named;
        }
        let short = in_short(needle, &text(Column::Short));
        let long = in_long(needle, &text(Column::Long));
        // Of several equal scores, `max_by_key` returns the last, which is that of the band with the greatest weight.
        [long, short, named].into_iter().flatten().max_by_key(|found| found.score)
    }

    fn in_names(&self, needle: &Needle, names: &str) -> Option<TermScore> {
        let found = needle::lines(names).enumerate().filter_map(|(line, name)| {
            let mut fit = needle.fit_name(name)?;
            let quality = match fit {
                Fit::Start | Fit::Whole => self.quality_of_start(&needle.text),
                _ => self.quality(name, &needle.text),
            };
            if fit == Fit::Tight && !is_tight(&needle.text, cut(name, MAX_TEXT)) {
                fit = Fit::Loose;
            }
            let band = if line == 0 { Band::Name } else { Band::Alias };
            Some(TermScore { score: u32::from(weight(band, fit)) * STEP + quality, band, line, fit })
        });
        found.reduce(|best, found| if found.score > best.score { found } else { best })
    }

    /// Returns the quality of the match of `pattern` at the start of a text, which is the best possible quality. It is
    /// cached, because of a million names tens of thousands start with a given letter.
    fn quality_of_start(&self, pattern: &str) -> u32 {
        let mut start = self.start.borrow_mut();
        if start.0 != pattern {
            *start = (pattern.to_owned(), self.quality(pattern, pattern));
        }
        start.1
    }

    /// Returns the quality of the match of `pattern` in `text`, from 0 to less than [`STEP`].
    pub(super) fn quality(&self, text: &str, pattern: &str) -> u32 {
        let (text, pattern) = (cut(text, MAX_TEXT), cut(pattern, MAX_PATTERN));
        let letters = i64::try_from(pattern.chars().count()).unwrap_or(i64::MAX).max(1);
        self.forget();
        let score = self.matcher.fuzzy_match(text, pattern).unwrap_or(0);
        let quality = (score.max(0) * i64::from(STEP) / (letters * FULL)).min(i64::from(STEP) - 1);
        u32::try_from(quality).unwrap_or(0)
    }

    /// Returns the byte offsets in `text` of the letters that match `pattern`; none if it does not match.
    pub(super) fn letters(&self, text: &str, pattern: &str) -> Vec<usize> {
        self.forget();
        let found = self.matcher.fuzzy_indices(cut(text, MAX_TEXT), cut(pattern, MAX_PATTERN));
        let letters = found.map(|(_, letters)| letters).unwrap_or_default();
        if text.is_ascii() {
            return letters;
        }
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        letters.into_iter().filter_map(|letter| bytes.get(letter).copied()).collect()
    }

    /// Makes the next score independent of earlier pairs. Scoring a pair of one letter shrinks the matcher's matrix to
    /// four cells; cells added later are zeroed, and the next pair resets these four before it reads them.
    fn forget(&self) {
        self.matcher.fuzzy_match("a", "a");
    }
}

fn in_short(needle: &Needle, short: &str) -> Option<TermScore> {
    let found = needle::lines(short).enumerate().filter_map(|(line, text)| {
        let fit = needle.fit_short(text)?;
        Some(TermScore { score: u32::from(weight(Band::Short, fit)) * STEP, band: Band::Short, line, fit })
    });
    found.reduce(|best, found| if found.score > best.score { found } else { best })
}

fn in_long(needle: &Needle, long: &str) -> Option<TermScore> {
    let at = needle.position(long)?;
    let fit = needle.fit_long(long)?;
    let line = needle::lines(&long[..at]).count() - 1;
    Some(TermScore { score: u32::from(weight(Band::Long, fit)) * STEP, band: Band::Long, line, fit })
}

/// Returns the first `most` characters of `text`, or all of it if it is shorter.
fn cut(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::query::{MatchMode, Term};

    /// Generates texts that share letters, so that many pairs match, with words, for the matcher's bonuses.
    fn texts() -> impl Strategy<Value = Vec<(String, String)>> {
        prop::collection::vec(("[ab -]{1,24}", "[ab]{1,6}"), 1..24)
    }

    proptest! {
        #[test]
        fn a_score_does_not_depend_on_what_was_scored_before(pairs in texts()) {
            let worn = Scorer::new();
            for (text, pattern) in &pairs {
                prop_assert_eq!(worn.quality(text, pattern), Scorer::new().quality(text, pattern));
                prop_assert_eq!(worn.letters(text, pattern), Scorer::new().letters(text, pattern));
            }
        }

        #[test]
        fn a_pattern_has_one_quality_in_all_texts_that_it_starts(pattern in "[abA -]{1,8}", rest in "[abcA -]{0,24}") {
            let scorer = Scorer::new();
            prop_assert_eq!(scorer.quality(&format!("{pattern}{rest}"), &pattern), scorer.quality_of_start(&pattern));
        }

        #[test]
        fn a_quality_stays_below_the_next_weight(text in "\\PC{0,40}", pattern in "\\PC{1,8}") {
            prop_assert!(Scorer::new().quality(&text, &pattern) < STEP);
            prop_assert!(Scorer::new().quality(&pattern, &pattern) < STEP);
        }
    }

    #[test]
    fn of_texts_that_match_alike_the_first_counts() {
        let needle = Needle::new(&Term { mode: MatchMode::Fuzzy, text: "open".to_owned(), negated: false });
        let scorer = Scorer::new();
        let line = |found: Option<TermScore>| found.map(|found| found.line);
        assert_eq!(line(scorer.in_names(&needle, "shut\nopen door\nopen door\nre open")), Some(1));
        assert_eq!(line(in_short(&needle, "shut\nan open door\nopen")), Some(1), "a word is a word");
        assert_eq!(line(in_short(&needle, "reopened\nan open door")), Some(1));
        assert_eq!(line(in_long(&needle, "shut\nreopened\nan open door")), Some(2));
    }

    #[test]
    fn better_matches_have_more_quality() {
        let scorer = Scorer::new();
        let quality = |text: &str| scorer.quality(text, "osm");
        assert!(quality("osm") > quality("open source maximalism"));
        assert!(quality("open source maximalism") > quality("cosmology or something like it"));
        assert_eq!(quality("source"), 0);
    }

    #[test]
    fn long_texts_and_patterns_are_cut() {
        let scorer = Scorer::new();
        let text = "x".repeat(MAX_TEXT) + "y";
        assert_eq!(scorer.quality(&text, "y"), 0);
        assert!(scorer.quality(&text, &"x".repeat(2 * MAX_PATTERN)) > 0);
        assert_eq!(scorer.letters(&text, &"x".repeat(2 * MAX_PATTERN)).len(), MAX_PATTERN);
    }
}
