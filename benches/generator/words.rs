//! Words from syllables, by a small generator of pseudo-random numbers (splitmix64): no crate, and the same everywhere.

use stratlas::model::Id;

const SYLLABLES: [&str; 40] = [
    "ka", "ro", "vel", "in", "tar", "mo", "se", "li", "dan", "po", "gre", "an", "ul", "is", "ben", "fa", "tho", "mer",
    "ri", "jo", "sha", "nek", "ol", "du", "pa", "ci", "wen", "ba", "zu", "el", "har", "qi", "to", "ne", "sor", "mi",
    "yan", "lu", "ex", "or",
];

/// The words sentences are made of; the first come most often.
const VOCABULARY: usize = 4_000;

/// A source of words.
pub(super) struct Words(u64);

impl Words {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_F491_4F6C_DD1D))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(super) fn index(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    pub(super) fn id<I: Id>(&mut self, count: u64) -> I {
        I::from_index(self.index(usize::try_from(count).unwrap_or(usize::MAX)))
    }

    pub(super) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.index(all.len())]
    }

    fn syllables(&mut self, count: usize) -> String {
        (0..count).map(|_| self.pick(&SYLLABLES)).collect()
    }

    /// A word of the vocabulary.
    fn word(&mut self) -> String {
        let bound = self.index(VOCABULARY) + 1;
        let nth = self.index(bound) as u64;
        let mut own = Self::new(nth ^ 0xA11A);
        let count = 1 + own.index(4);
        own.syllables(count)
    }

    /// A name of someone: now and then with an accent.
    pub(super) fn person(&mut self) -> String {
        let (first, last) = (2 + self.index(2), 2 + self.index(2));
        let name = format!("{} {}", capital(&self.syllables(first)), capital(&self.syllables(last)));
        if self.index(20) == 0 { name.replacen('e', "é", 1) } else { name }
    }

    /// Some words, the first with a capital.
    pub(super) fn title(&mut self, words: usize) -> String {
        capital(&self.words(words))
    }

    /// About so many words with a full stop.
    pub(super) fn sentence(&mut self, words: usize) -> String {
        let words = words - words / 4 + self.index(words / 2 + 1);
        format!("{}.", self.title(words))
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
