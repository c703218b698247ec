//! Random choices that are the same for the same seed.

/// Texts that do harm on a terminal, have an unusual width, or mean something to a format.
const HOSTILE: &[&str] = &[
    "\u{1b}[31mred\u{1b}[0m\u{1b}[2J",
    "\u{1b}]0;title\u{7}",
    "\u{9b}31m\u{9d}0;x\u{9c}",
    "nul\0back\u{8}del\u{7f}bell\u{7}",
    "line\r\nfeed\ttab\u{b}\u{2028}end",
    "\u{202e}txet\u{202c}\u{2066}iso\u{2069}\u{200f}mark",
    "z\u{200b}e\u{200d}r\u{2060}o\u{feff}\u{e0041}tag\u{ad}",
    "日本語のとても長い文字列",
    "e\u{301}a\u{300}\u{316}\u{302}",
    "שלום مرحبا 123",
    "👩\u{200d}👩\u{200d}👧 🇩🇪🇫 👍🏽 1\u{fe0f}\u{20e3}",
    "ﷺ ﷽",
    "`*_[x](https://example.org)_*` <b>&amp;</b> | # \\",
    "[[Pause]] - **key:** value",
    "<script>alert(1)</script>",
    "=1+1",
    "'quoted",
    "\"\"\"",
    "'''",
    "a, b; c",
    "---",
    "key: value",
    "# heading",
    "null",
    "true",
    "-0",
    "1e999",
    "ĳ ﬁ ß İ ı Å",
];

const WORDS: &[&str] = &[
    "pause", "race", "treaty", "open", "model", "audit", "state", "lab", "slow", "defence", "trust", "power", "values",
    "risk", "law", "market", "compute", "cap", "ban", "safety", "café", "Øre",
];

/// A source of random choices (`SplitMix64`).
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `limit`, which is not 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.bits() % limit as u64).expect("it is below a number of this type")
    }

    /// Whether something happens that happens once in `many`.
    pub(crate) fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// Several of `from`, at most `most`, each at most once, in any order.
    pub(crate) fn some<T: Clone>(&mut self, from: &[T], most: usize) -> Vec<T> {
        let mut rest = from.to_vec();
        let count = self.below(most.min(rest.len()) + 1);
        (0..count).map(|_| rest.swap_remove(self.below(rest.len()))).collect()
    }

    pub(crate) fn word(&mut self) -> &'static str {
        self.pick(WORDS)
    }

    pub(crate) fn hostile(&mut self) -> &'static str {
        self.pick(HOSTILE)
    }

    /// A text that is not blank: words, with something hostile among them one time in `hostile_in`.
    pub(crate) fn text(&mut self, hostile_in: usize) -> String {
        let mut words: Vec<&str> = (0..=self.below(5)).map(|_| self.word()).collect();
        if self.one_in(hostile_in) {
            words.insert(self.below(words.len() + 1), self.hostile());
        }
        let text = words.join(" ");
        if self.one_in(60) { text.repeat(40) } else { text }
    }

    /// A character of any kind.
    pub(crate) fn char(&mut self) -> char {
        match self.below(6) {
            0 => char::from(u8::try_from(self.below(32)).expect("a control character")),
            1..=3 => char::from(u8::try_from(32 + self.below(95)).expect("a character of ASCII")),
            4 => self.pick(&['é', '日', '\u{301}', '\u{200d}', '\u{202e}', '👩', 'İ', 'ß', '\u{9b}', '\u{7f}']),
            _ => u32::try_from(self.below(0x11_0000)).ok().and_then(char::from_u32).unwrap_or('\u{fffd}'),
        }
    }
}
