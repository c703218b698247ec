//! A term made ready to be looked for, and how well it sits in a text.

use std::borrow::Cow;
use std::str::CharIndices;

use memchr::memmem::Finder;

use crate::model::Atlas;

use super::field::{self, Band, Column};
use super::fold::Strictness;
use super::index::{BREAK, Entry};
use super::letters::Letters;
use super::query::{Match, Term};

/// A term made ready to be looked for.
#[derive(Debug)]
pub(super) struct Needle {
    pub(super) how: Match,
    pub(super) negated: bool,
    pub(super) strictness: Strictness,
    /// The text as it is compared.
    pub(super) text: String,
    finder: Finder<'static>,
    /// The same without case and accents, as the index has it.
    lax: Option<Box<Needle>>,
    letters: Letters,
    everywhere: bool,
}

/// How a term sits in a text, best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Its letters come in that order, but apart.
    Loose,
    /// Its letters come in that order, together or at the starts of words.
    Tight,
    /// Inside a word.
    Inside,
    /// At the start of a word.
    Word,
    /// At the start of the text.
    Start,
    /// It is the text.
    Whole,
}

/// The largest gap between two letters of a fuzzy term in a short text.
const GAP: usize = 2;

impl Needle {
    pub(super) fn new(term: &Term) -> Self {
        let strictness = Strictness::of(&term.text);
        let lax = Self::folded(term, Strictness::LAX);
        if strictness == Strictness::LAX {
            return lax;
        }
        Self { lax: Some(Box::new(lax)), ..Self::folded(term, strictness) }
    }

    fn folded(term: &Term, strictness: Strictness) -> Self {
        let text = strictness.fold(&term.text);
        Self {
            how: term.how,
            negated: term.negated,
            strictness,
            finder: Finder::new(&text).into_owned(),
            letters: Letters::of(&text),
            everywhere: term.is_searched_everywhere(),
            lax: None,
            text,
        }
    }

    /// The most weight this term can have in `entry`; `None` if it is not in it. Quick: what decides between a tight
    /// and a loose fit is left to scoring.
    pub(super) fn find(&self, atlas: &Atlas, entry: Entry<'_>) -> Option<u8> {
        if let Some(lax) = &self.lax {
            // What is there with its capitals and accents is there without, and that is quicker to see.
            lax.find_as_folded(atlas, entry)?;
        }
        self.find_as_folded(atlas, entry)
    }

    fn find_as_folded(&self, atlas: &Atlas, entry: Entry<'_>) -> Option<u8> {
        let may = |column| entry.letters(column).include(self.letters);
        let text = |column| self.text_of(atlas, entry, column);
        if may(Column::Names) {
            let names = text(Column::Names);
            let fits = lines(&names).enumerate().filter_map(|(at, line)| self.fit_name(line).map(|fit| (at, fit)));
            let best = fits.map(|(at, fit)| weight(if at == 0 { Band::Name } else { Band::Alias }, fit)).max();
            if best.is_some() {
                return best;
            }
        }
        if !self.everywhere {
            return None;
        }
        // Whether it starts a word is left to scoring too.
        if may(Column::Short) {
            if self.is_in(atlas, entry, Column::Short) {
                return Some(weight(Band::Short, Fit::Word));
            }
            if lines(entry.text(Column::Short)).any(|line| self.is_scattered_in(line)) {
                return Some(weight(Band::Short, Fit::Loose));
            }
        }
        (may(Column::Long) && self.is_in(atlas, entry, Column::Long)).then_some(weight(Band::Long, Fit::Word))
    }

    /// Whether it is in a text of one column of `entry` as it is.
    fn is_in(&self, atlas: &Atlas, entry: Entry<'_>, column: Column) -> bool {
        let is_in = |text: &str| self.finder.find(text.as_bytes()).is_some();
        if self.strictness == Strictness::LAX {
            return is_in(entry.text(column));
        }
        // In ASCII nothing but spelling is folded under strictness, so most texts can be read where they are.
        let plain = !self.text.contains([' ', '\'']);
        let mut found = false;
        field::visit(atlas, entry.place(), |field, text| {
            if !found && field.band().column() == column {
                let as_it_is = plain && self.strictness.case && text.is_ascii();
                found = if as_it_is { is_in(text) } else { is_in(&self.strictness.fold(text)) };
            }
        });
        found
    }

    /// Whether its letters are close together in a short text. With a capital or an accent typed they have to come as
    /// they are: what is left out could be the same letter without.
    fn is_scattered_in(&self, text: &str) -> bool {
        self.how == Match::Fuzzy && self.strictness == Strictness::LAX && has_close_letters(&self.text, text)
    }

    /// The texts of one column of `entry`, folded as the term is.
    pub(super) fn text_of<'a>(&self, atlas: &Atlas, entry: Entry<'a>, column: Column) -> Cow<'a, str> {
        if self.strictness == Strictness::LAX {
            return Cow::Borrowed(entry.text(column));
        }
        let (mut text, mut any) = (String::new(), false);
        field::visit(atlas, entry.place(), |field, line| {
            if field.band().column() == column {
                if any {
                    text.push(BREAK);
                }
                any = true;
                self.strictness.fold_into(line, &mut text);
            }
        });
        Cow::Owned(text)
    }

    /// Whether it is looked for beyond names.
    pub(super) fn is_searched_everywhere(&self) -> bool {
        self.everywhere
    }

    /// How it sits in a name; letters that come in that order count as a tight fit.
    pub(super) fn fit_name(&self, name: &str) -> Option<Fit> {
        match self.how {
            // What does not come in that order is not there as it is either.
            Match::Fuzzy if !is_subsequence(&self.text, name) => None,
            Match::Fuzzy => self.fit_literal(name).or(Some(Fit::Tight)),
            Match::Exact => self.fit_literal(name),
            Match::Prefix => name.starts_with(&self.text).then(|| self.fit_at(name, 0)),
            Match::Suffix => name.ends_with(&self.text).then(|| self.fit_at(name, name.len() - self.text.len())),
            Match::Whole => (name == self.text).then_some(Fit::Whole),
        }
    }

    /// How it sits in a short text.
    pub(super) fn fit_short(&self, text: &str) -> Option<Fit> {
        self.fit_literal(text).or_else(|| self.is_scattered_in(text).then_some(Fit::Loose))
    }

    /// How it sits in long texts.
    pub(super) fn fit_long(&self, text: &str) -> Option<Fit> {
        self.position(text).map(|at| self.fit_at(text, at).min(Fit::Word))
    }

    /// Where the term stands in `text` as it is: at the start of a word if there is one soon enough.
    pub(super) fn position(&self, text: &str) -> Option<usize> {
        let mut first = None;
        for at in self.finder.find_iter(text.as_bytes()).take(MOST_POSITIONS) {
            if starts_word(text, at) {
                return Some(at);
            }
            first = first.or(Some(at));
        }
        first
    }

    /// Where the term stands in a text that it fits as it is.
    pub(super) fn place_of(&self, text: &str) -> Option<usize> {
        match self.how {
            Match::Fuzzy | Match::Exact => self.position(text),
            Match::Prefix | Match::Whole => Some(0),
            Match::Suffix => text.len().checked_sub(self.text.len()),
        }
    }

    fn fit_literal(&self, text: &str) -> Option<Fit> {
        self.position(text).map(|at| self.fit_at(text, at))
    }

    fn fit_at(&self, text: &str, at: usize) -> Fit {
        if self.text.len() == text.len() {
            Fit::Whole
        } else if at == 0 {
            Fit::Start
        } else if starts_word(text, at) {
            Fit::Word
        } else {
            Fit::Inside
        }
    }
}

/// How many places of a term in one text are looked at for the start of a word.
const MOST_POSITIONS: usize = 8;

/// The texts of one column.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(BREAK)
}

fn starts_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
}

/// Whether the letters of `term` come in that order in `text`.
fn is_subsequence(term: &str, text: &str) -> bool {
    if term.is_ascii() {
        // No byte of a longer character looks like one of ASCII.
        let mut rest = text.bytes();
        return term.bytes().all(|wanted| rest.any(|byte| byte == wanted));
    }
    let mut rest = text.chars();
    term.chars().all(|wanted| rest.any(|c| c == wanted))
}

/// Whether the letters of `term` come in that order from the start of a word of `text`, each no more than [`GAP`]
/// characters after the last. The nearest letters count, so a longer term is never found where a shorter one is not.
fn has_close_letters(term: &str, text: &str) -> bool {
    starts(term, text).any(|start| {
        let mut rest = text[start..].char_indices();
        term.chars().all(|wanted| next_close(&mut rest, wanted).is_some())
    })
}

/// The bytes of `text` where those letters stand.
pub(super) fn close_letters(term: &str, text: &str) -> Option<Vec<usize>> {
    starts(term, text).find_map(|start| {
        let mut rest = text[start..].char_indices();
        term.chars().map(|wanted| next_close(&mut rest, wanted).map(|at| start + at)).collect()
    })
}

/// The words of `text` that start with the first letter of `term`.
fn starts(term: &str, text: &str) -> impl Iterator<Item = usize> {
    let first = term.chars().next();
    text.char_indices().filter(move |&(at, c)| Some(c) == first && starts_word(text, at)).map(|(at, _)| at)
}

fn next_close(rest: &mut CharIndices<'_>, wanted: char) -> Option<usize> {
    rest.take(GAP + 1).find(|&(_, c)| c == wanted).map(|(at, _)| at)
}

/// Whether the letters of `term` come in that order in `text`, each at the start of a word or no more than one
/// character after the last: initials, starts of words, a letter left out.
pub(super) fn is_tight(term: &str, text: &str) -> bool {
    let letters: Vec<(char, bool)> = text.char_indices().map(|(at, c)| (c, starts_word(text, at))).collect();
    // For each letter of the text, whether the term so far can end there.
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

/// What a fit is worth. Scattered letters in a name are worth the least: they match by accident more often than not.
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
    use super::*;

    fn needle(how: Match, text: &str) -> Needle {
        Needle::new(&Term { how, text: text.to_owned(), negated: false })
    }

    #[test]
    fn a_fit_is_the_best_there_is() {
        let fit = |name: &str| needle(Match::Fuzzy, "open").fit_name(name);
        assert_eq!(fit("open"), Some(Fit::Whole));
        assert_eq!(fit("open source"), Some(Fit::Start));
        assert_eq!(fit("reopen or open"), Some(Fit::Word));
        assert_eq!(fit("reopened"), Some(Fit::Inside));
        assert_eq!(fit("pen or noun"), None);
        assert_eq!(fit("one per noun"), Some(Fit::Tight), "scoring tells tight from loose");
        assert_eq!(needle(Match::Exact, "open").fit_name("o p e n"), None);
    }

    #[test]
    fn anchored_terms_fit_at_their_end() {
        assert_eq!(needle(Match::Prefix, "open").fit_name("reopen"), None);
        assert_eq!(needle(Match::Suffix, "open").fit_name("re open"), Some(Fit::Word));
        assert_eq!(needle(Match::Suffix, "open").fit_name("open source"), None);
        assert_eq!(needle(Match::Whole, "open").fit_name("open "), None);
        assert_eq!(needle(Match::Whole, "open").fit_name("open"), Some(Fit::Whole));
    }

    #[test]
    fn a_longer_word_narrows_a_close_match() {
        assert!(has_close_letters("cmp", "a campaign"));
        assert_eq!(close_letters("cmp", "a campaign"), Some(vec![2, 4, 5]));
        assert!(!has_close_letters("cgn", "a campaign"), "too far apart");
        assert!(!has_close_letters("amp", "the camp"), "not at the start of a word");
        assert!(has_close_letters("cpg", "cxxxpg capxg"), "another word may do");
    }

    #[test]
    fn initials_and_left_out_letters_are_tight() {
        for (term, text) in
            [("osm", "open source maximalism"), ("ylc", "yann lecun"), ("opnai", "openai"), ("abc", "abx bc")]
        {
            assert!(is_tight(term, text), "{term} in {text}");
        }
        for (term, text) in [("agi", "ali ghodsi"), ("pen", "open"), ("osm", "cosmos"), ("", "a")] {
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
