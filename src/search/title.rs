//! Ranking of short titles that are not in the search index, such as the actions and the entries of a trail.

use std::ops::Range;

use super::fit::is_tight;
use super::fold::Strictness;
use super::hit;
use super::score::Scorer;

use crate::model::SharedSort;

/// Minimum quality, in thousandths of the maximum, of a match of scattered letters; a match of lower quality is
/// probably an accident.
const MIN_QUALITY: u32 = 450;

/// Title that a query matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedTitle {
    /// Index of the title among all titles.
    pub index: usize,
    /// Byte ranges of the title that match the query.
    pub matched: Vec<Range<usize>>,
    /// Whether the title contains every word as a whole, not only its letters in order.
    pub whole: bool,
}

/// Returns the titles that match every word of `query`, best first; equally good ones keep their order. An empty query
/// matches all titles.
pub fn rank_titles<'a>(query: &str, titles: impl IntoIterator<Item = &'a str>) -> Vec<RankedTitle> {
    let words: Vec<String> =
        query.split_whitespace().map(|word| Strictness::CASE_ACCENT_INSENSITIVE.fold(word)).collect();
    let scorer = Scorer::new();
    let mut ranked: Vec<(u32, RankedTitle)> = titles
        .into_iter()
        .enumerate()
        .filter_map(|(index, title)| {
            let (score, matched, whole) = fit(&scorer, &words, title)?;
            Some((score, RankedTitle { index, matched, whole }))
        })
        .collect();
    ranked.shared_sort_by_key(|(score, title)| std::cmp::Reverse((title.whole, *score)));
    ranked.into_iter().map(|(_, title)| title).collect()
}

fn fit(scorer: &Scorer, words: &[String], title: &str) -> Option<(u32, Vec<Range<usize>>, bool)> {
    let folded = Strictness::CASE_ACCENT_INSENSITIVE.fold(title);
    let mut total = 0;
    let mut whole = true;
    let mut matched = Vec::new();
    for word in words {
        let quality = scorer.quality(&folded, word);
        let contained = folded.contains(word.as_str());
        if !contained && (quality < MIN_QUALITY || !is_tight(word, &folded)) {
            return None;
        }
        whole &= contained;
        total += quality;
        matched.extend(hit::origins(Strictness::CASE_ACCENT_INSENSITIVE, title, &scorer.letters(&folded, word)));
    }
    matched.shared_sort_by_key(|range| range.start);
    Some((total, matched, whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(query: &str) -> Vec<usize> {
        let titles = ["go home", "next result", "Réseau", "previous section"];
        rank_titles(query, titles).into_iter().map(|title| title.index).collect()
    }

    #[test]
    fn every_word_has_to_match() {
        assert_eq!(ranked(""), [0, 1, 2, 3]);
        // `previous section` has the letters too, but scattered.
        assert_eq!(ranked("res"), [2, 1]);
        assert_eq!(ranked("prs"), [3]);
        assert_eq!(ranked("result next"), [1]);
        assert_eq!(ranked("sec pre"), [3]);
        assert_eq!(ranked("xyz"), [0; 0]);
    }

    #[test]
    fn whole_words_come_before_letters_in_order() {
        let titles = rank_titles("pau", ["page up", "the pause"]);
        assert_eq!(titles.iter().map(|title| (title.index, title.whole)).collect::<Vec<_>>(), [(1, true), (0, false)]);
    }

    #[test]
    fn the_letters_that_match_are_told() {
        let title = &rank_titles("res", ["Réseau"])[0];
        assert_eq!(title.matched, [0..1, 1..3, 3..4]);
        assert_eq!(rank_titles("日語", ["日本語"])[0].matched, [0..3, 6..9]);
    }
}
