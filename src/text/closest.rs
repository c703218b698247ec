//! Search for the word closest to a mistyped one, for "did you mean".

use super::work;

/// Maximum length of words that are compared by edits, in characters. Longer words match only if they contain the
/// wanted word.
const MAX_COMPARED: usize = 200;

/// Counts the edits (insert, delete, replace, swap of neighbours) that turn `wanted` into `known`.
///
/// Returns `None` if more than a third of the longer word differs, unless `known` contains `wanted`. The count is the
/// optimal string alignment distance.
pub fn distance(wanted: &str, known: &str) -> Option<usize> {
    Comparison::new(wanted).edits(&Word::new(known), usize::MAX)
}

/// Returns the word of `known` that is closest to `wanted`; `None` if none is close. Of equally close words it is the
/// first.
pub fn closest_match<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Candidates::new(known).closest(wanted)
}

/// Known words, prepared for finding the closest one to many other words.
#[derive(Debug, Default)]
pub struct Candidates<'a> {
    words: Vec<Word<'a>>,
    work: u64,
}

impl<'a> Candidates<'a> {
    /// Creates candidates from the words `known`. Of equally close words, the first is found.
    pub fn new(known: impl IntoIterator<Item = &'a str>) -> Self {
        Self { words: known.into_iter().map(Word::new).collect(), work: 0 }
    }

    /// Returns the candidate closest to `wanted`; `None` if none is close.
    ///
    /// Lengths and counts of letters rule most candidates out, and a comparison stops once it cannot beat the best so
    /// far.
    pub fn closest(&mut self, wanted: &str) -> Option<&'a str> {
        let mut comparison = Comparison::new(wanted);
        let mut best: Option<(usize, &'a str)> = None;
        for word in &self.words {
            let below = best.map_or(usize::MAX, |(edits, _)| edits);
            let Some(most) = below.checked_sub(1) else { break };
            if let Some(edits) = comparison.edits(word, most) {
                best = Some((edits, word.text));
            }
        }
        self.work += comparison.work;
        best.map(|(_, word)| word)
    }

    /// Returns the work done so far: the number of candidates tested plus the number of pairs of characters compared.
    pub fn work(&self) -> u64 {
        self.work
    }
}

/// Word with its length and its counts of letters, by which most comparisons are avoided.
#[derive(Debug)]
struct Word<'a> {
    text: &'a str,
    /// Number of characters of the word.
    length: usize,
    /// How often characters occur in the word: sixteen counts of four bits, each for several characters.
    counts: u64,
}

impl<'a> Word<'a> {
    fn new(text: &'a str) -> Self {
        let (mut length, mut counts) = (0, 0_u64);
        for c in text.chars() {
            length += 1;
            // The multiplication distributes consecutive characters over all sixteen counts.
            let shift = (u32::from(c).wrapping_mul(0x9E37_79B1) >> 28) * 4;
            if counts >> shift & 0xF < 0xF {
                counts += 1 << shift;
            }
        }
        Self { text, length, counts }
    }

    /// Returns a lower bound of the edits from `self` to `other`, given that one edit removes at most one character and
    /// adds at most one.
    fn least_edits(&self, other: &Self) -> usize {
        let (mut lost, mut gained) = (0, 0);
        for shift in (0..64).step_by(4) {
            let (own, others) = (self.counts >> shift & 0xF, other.counts >> shift & 0xF);
            lost += own.saturating_sub(others);
            gained += others.saturating_sub(own);
        }
        usize::try_from(lost.max(gained)).unwrap_or(0).max(self.length.abs_diff(other.length))
    }
}

/// Word prepared for comparison with many others.
struct Comparison<'w> {
    wanted: Word<'w>,
    characters: Vec<char>,
    alignment: Alignment,
    work: u64,
}

impl<'w> Comparison<'w> {
    fn new(wanted: &'w str) -> Self {
        let characters = wanted.chars().collect();
        Self { wanted: Word::new(wanted), characters, alignment: Alignment::default(), work: 0 }
    }

    /// Counts edits as [`distance`] does; `None` also if there are more than `most`.
    fn edits(&mut self, known: &Word<'_>, most: usize) -> Option<usize> {
        self.work += 1;
        work::count(1);
        let wanted = &self.wanted;
        let limit = (wanted.length.max(known.length) / 3).max(1);
        let bound = limit.min(most);
        let mut edits = None;
        if wanted.length <= MAX_COMPARED && wanted.least_edits(known) <= bound {
            edits = self.alignment.distance(&self.characters, known.text, bound, &mut self.work);
        }
        let is_within = || wanted.length >= 3 && limit <= most && known.text.contains(wanted.text);
        edits.or_else(|| is_within().then_some(limit))
    }
}

/// Buffers for computing distances, used again by each comparison.
#[derive(Default)]
struct Alignment {
    known: Vec<char>,
    before: Vec<usize>,
    last: Vec<usize>,
    row: Vec<usize>,
}

impl Alignment {
    /// Returns the optimal string alignment distance of two words; `None` if it is greater than `bound`. `O(length *
    /// bound)`.
    fn distance(&mut self, wanted: &[char], known: &str, bound: usize, work: &mut u64) -> Option<usize> {
        self.known.clear();
        self.known.extend(known.chars());
        let (a, b) = without_common_ends(wanted, &self.known);
        // Distances above the bound need not be distinguished, so they are all stored as the bound plus 1.
        let over = bound.saturating_add(1);
        let Self { before, last, row, .. } = self;
        for cells in [&mut *before, &mut *row] {
            cells.clear();
            cells.resize(b.len() + 1, over);
        }
        last.clear();
        last.extend((0..=b.len()).map(|edits| edits.min(over)));
        for i in 1..=a.len() {
            // Cells further from the diagonal than the bound need more edits than the bound, so they are not computed.
            let (from, to) = (i.saturating_sub(bound).max(1), i.saturating_add(bound).min(b.len()));
            row.fill(over);
            row[0] = i.min(over);
            for j in from..=to {
                let replace = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
                row[j] = replace.min(last[j] + 1).min(row[j - 1] + 1).min(over);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    row[j] = row[j].min(before[j - 2] + 1);
                }
            }
            let cells = (to + 1).saturating_sub(from);
            work::count(cells);
            *work += cells as u64;
            // If all cells of a row exceed the bound, so do those of later rows: each step adds to this row or, for a
            // swap, to the row before, which is at most one edit better.
            if row.iter().all(|&edits| edits >= over) {
                return None;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        last.last().copied().filter(|&edits| edits <= bound)
    }
}

/// Returns two words without their common start and their common end, which need no edits.
fn without_common_ends<'a, 'b>(a: &'a [char], b: &'b [char]) -> (&'a [char], &'b [char]) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        assert_eq!(distance("pause", "pause"), Some(0));
        assert_eq!(distance("puase", "pause"), Some(1));
        assert_eq!(distance("thesi", "thesis"), Some(1));
        assert_eq!(distance("acelleration", "acceleration"), Some(2));
    }

    #[test]
    fn unlike_words_have_no_distance() {
        assert_eq!(distance("pause", "gradualism"), None);
        assert_eq!(distance("", "abc"), None);
    }

    #[test]
    fn the_closest_wins() {
        assert_eq!(closest_match("conflits", ["complements", "conflicts"]), Some("conflicts"));
        assert_eq!(closest_match("xyz", ["complements"]), None);
        assert_eq!(closest_match("abc", ["abd", "abe", "abc-def-ghi-jkl"]), Some("abd"), "the first of equals");
        assert_eq!(closest_match("source", ["a", "open-source-everything"]), Some("open-source-everything"));
    }

    /// Returns the distance by its definition, without bounds.
    fn plain_distance(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut cells = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                cells[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let replace = cells[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut least = replace.min(cells[i - 1][j] + 1).min(cells[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(cells[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        cells[a.len()][b.len()]
    }

    proptest::proptest! {
        #[test]
        fn bounds_change_no_distance(a in "[abc-]{0,12}", b in "[abcé-]{0,12}", bound in 0_usize..14) {
            let plain = plain_distance(&a, &b);
            let wanted: Vec<char> = a.chars().collect();
            let bounded = Alignment::default().distance(&wanted, &b, bound, &mut 0);
            proptest::prop_assert_eq!(bounded, (plain <= bound).then_some(plain));
            let limit = (a.chars().count().max(b.chars().count()) / 3).max(1);
            let is_within = a.chars().count() >= 3 && b.contains(&a);
            let expected = if plain <= limit { Some(plain) } else { is_within.then_some(limit) };
            proptest::prop_assert_eq!(distance(&a, &b), expected);
        }

        #[test]
        fn the_closest_is_the_first_of_least_distance(
            wanted in "[abcd]{1,8}",
            known in proptest::collection::vec("[abcd]{1,8}", 0..12),
        ) {
            let least = known.iter().filter_map(|word| distance(&wanted, word)).min();
            let first = known.iter().find(|word| least.is_some() && distance(&wanted, word) == least);
            proptest::prop_assert_eq!(closest_match(&wanted, known.iter().map(String::as_str)), first.map(String::as_str));
        }
    }

    #[test]
    fn the_work_on_many_candidates_is_bounded() {
        let name = |n: u32| format!("{:08x}-strategy", n.wrapping_mul(2_654_435_761));
        let names: Vec<String> = (0..20_000).map(name).collect();
        let mut candidates = Candidates::new(names.iter().map(String::as_str));
        for n in 0..50 {
            assert_eq!(candidates.closest(&name(n * 7).replace("-st", "-ts")), Some(name(n * 7).as_str()));
        }
        // Comparing every candidate in full would cost two hundred times as much.
        assert!(candidates.work() < 12 * 50 * 20_000, "{}", candidates.work());
    }
}
