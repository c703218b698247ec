//! Needles: terms of a query prepared for searching, and how well they fit texts.

use std::borrow::Cow;

use memchr::memmem::Finder;

use crate::model::Atlas;

use super::char_mask::CharMask;
use super::field::{self, Band, Column};
use super::fit::{Fit, has_close_letters, is_subsequence, starts_word, weight};
use super::fold::Strictness;
use super::index::{BREAK, IndexEntry};
use super::query::{MatchMode, Term};

/// Term prepared for searching.
#[derive(Debug)]
pub(super) struct Needle {
    pub(super) mode: MatchMode,
    pub(super) negated: bool,
    pub(super) strictness: Strictness,
    /// Text of the term, folded under the strictness of the term.
    pub(super) text: String,
    finder: Finder<'static>,
    /// Needle of the same term for which case and accents do not count, folded like the index; `None` if they do not
    /// count for this needle either.
    lax: Option<Box<Needle>>,
    letters: CharMask,
    everywhere: bool,
}

impl Needle {
    pub(super) fn new(term: &Term) -> Self {
        let strictness = Strictness::of(&term.text);
        let lax = Self::folded(term, Strictness::CASE_ACCENT_INSENSITIVE);
        if strictness == Strictness::CASE_ACCENT_INSENSITIVE {
            return lax;
        }
        Self { lax: Some(Box::new(lax)), ..Self::folded(term, strictness) }
    }

    fn folded(term: &Term, strictness: Strictness) -> Self {
        let text = strictness.fold(&term.text);
        Self {
            mode: term.mode,
            negated: term.negated,
            strictness,
            finder: Finder::new(&text).into_owned(),
            letters: CharMask::of(&text),
            everywhere: term.is_searched_everywhere(),
            lax: None,
            text,
        }
    }

    /// Returns the maximum weight that the term can have in `entry`; `None` if the term does not match. It is fast,
    /// because it does not distinguish letters close together from scattered ones; scoring does.
    pub(super) fn find(&self, atlas: &Atlas, entry: IndexEntry<'_>) -> Option<u8> {
        if let Some(lax) = &self.lax {
            // A text that contains the term with its case and accents also contains it without them, and that test is
            // faster, so it comes first, and the test of the letters before it.
            if !self.may_be_in(entry) {
                return None;
            }
            lax.find_as_folded(atlas, entry)?;
        }
        self.find_as_folded(atlas, entry)
    }

    /// Returns whether a column in which the term is searched has all its letters.
    fn may_be_in(&self, entry: IndexEntry<'_>) -> bool {
        let may = |column| entry.letters(column).include(self.letters);
        may(Column::Names) || (self.everywhere && (may(Column::Short) || may(Column::Long)))
    }

    fn find_as_folded(&self, atlas: &Atlas, entry: IndexEntry<'_>) -> Option<u8> {
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
        // Whether the term starts a word in the text is left to scoring, so the weight is that of a word start.
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

    /// Returns whether a text in one column of `entry` contains the text of the term.
    fn is_in(&self, atlas: &Atlas, entry: IndexEntry<'_>, column: Column) -> bool {
        let is_in = |text: &str| self.finder.find(text.as_bytes()).is_some();
        if self.strictness == Strictness::CASE_ACCENT_INSENSITIVE {
            return is_in(entry.text(column));
        }
        // Folding an ASCII text under full strictness changes only characters that become spaces or apostrophes. If the
        // term has neither, such a text can be searched without folding.
        let plain = !self.text.contains([' ', '\'']);
        let mut found = false;
        field::visit_column(atlas, entry.place(), column, |text| {
            let as_it_is = plain && self.strictness.case && text.is_ascii();
            found = found || if as_it_is { is_in(text) } else { is_in(&self.strictness.fold(text)) };
        });
        found
    }

    /// Returns whether the letters of the term are close together in a short text. A term with capitals or accents must
    /// occur exactly, because an omitted letter could be the one without its accent.
    fn is_scattered_in(&self, text: &str) -> bool {
        self.mode == MatchMode::Fuzzy
            && self.strictness == Strictness::CASE_ACCENT_INSENSITIVE
            && has_close_letters(&self.text, text)
    }

    /// Returns the texts in one column of `entry`, one per line, folded under the strictness of the term.
    pub(super) fn text_of<'a>(&self, atlas: &Atlas, entry: IndexEntry<'a>, column: Column) -> Cow<'a, str> {
        if self.strictness == Strictness::CASE_ACCENT_INSENSITIVE {
            return Cow::Borrowed(entry.text(column));
        }
        let (mut text, mut any) = (String::new(), false);
        field::visit_column(atlas, entry.place(), column, |line| {
            if any {
                text.push(BREAK);
            }
            any = true;
            self.strictness.fold_into(line, &mut text);
        });
        Cow::Owned(text)
    }

    /// Returns whether the term is also searched in texts other than names.
    pub(super) fn is_searched_everywhere(&self) -> bool {
        self.everywhere
    }

    /// Returns how the term fits a name; `None` if it does not. Letters that are only in order count as tight here.
    pub(super) fn fit_name(&self, name: &str) -> Option<Fit> {
        match self.mode {
            // Checked first: a text without these letters in order cannot contain the term.
            MatchMode::Fuzzy if !is_subsequence(&self.text, name) => None,
            MatchMode::Fuzzy => self.fit_literal(name).or(Some(Fit::Tight)),
            MatchMode::Exact => self.fit_literal(name),
            MatchMode::Prefix => name.starts_with(&self.text).then(|| self.fit_at(name, 0)),
            MatchMode::Suffix => name.ends_with(&self.text).then(|| self.fit_at(name, name.len() - self.text.len())),
            MatchMode::Whole => (name == self.text).then_some(Fit::Whole),
        }
    }

    /// Returns how the term fits a short text; `None` if it does not.
    pub(super) fn fit_short(&self, text: &str) -> Option<Fit> {
        self.fit_literal(text).or_else(|| self.is_scattered_in(text).then_some(Fit::Loose))
    }

    /// Returns how the term fits the long texts of an entry, at best [`Fit::Word`]; `None` if it does not.
    pub(super) fn fit_long(&self, text: &str) -> Option<Fit> {
        self.position(text).map(|at| self.fit_at(text, at).min(Fit::Word))
    }

    /// Returns the byte offset of the term in `text`: the first word start among the first occurrences, or else the
    /// first occurrence.
    pub(super) fn position(&self, text: &str) -> Option<usize> {
        let mut first = None;
        for at in self.finder.find_iter(text.as_bytes()).take(MAX_POSITIONS) {
            if starts_word(text, at) {
                return Some(at);
            }
            first = first.or(Some(at));
        }
        first
    }

    /// Returns the byte offset of the term in a text that matches it in its mode.
    pub(super) fn place_of(&self, text: &str) -> Option<usize> {
        match self.mode {
            MatchMode::Fuzzy | MatchMode::Exact => self.position(text),
            MatchMode::Prefix | MatchMode::Whole => Some(0),
            MatchMode::Suffix => text.len().checked_sub(self.text.len()),
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

/// Maximum number of occurrences of a term in one text that are checked for being at a word start.
const MAX_POSITIONS: usize = 8;

/// Returns the texts in a column of an entry, which are separated by line breaks.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(BREAK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needle(mode: MatchMode, text: &str) -> Needle {
        Needle::new(&Term { mode, text: text.to_owned(), negated: false })
    }

    #[test]
    fn a_fit_is_the_best_there_is() {
        let fit = |name: &str| needle(MatchMode::Fuzzy, "open").fit_name(name);
        assert_eq!(fit("open"), Some(Fit::Whole));
        assert_eq!(fit("open source"), Some(Fit::Start));
        assert_eq!(fit("reopen or open"), Some(Fit::Word));
        assert_eq!(fit("reopened"), Some(Fit::Inside));
        assert_eq!(fit("pen or noun"), None);
        assert_eq!(needle(MatchMode::Fuzzy, "pen").position("open reopen"), Some(1), "no word starts so: the first");
        assert_eq!(fit("one per noun"), Some(Fit::Tight), "scoring tells tight from loose");
        assert_eq!(needle(MatchMode::Exact, "open").fit_name("o p e n"), None);
    }

    #[test]
    fn anchored_terms_fit_at_their_end() {
        assert_eq!(needle(MatchMode::Prefix, "open").fit_name("reopen"), None);
        assert_eq!(needle(MatchMode::Suffix, "open").fit_name("re open"), Some(Fit::Word));
        assert_eq!(needle(MatchMode::Suffix, "open").fit_name("open source"), None);
        assert_eq!(needle(MatchMode::Whole, "open").fit_name("open "), None);
        assert_eq!(needle(MatchMode::Whole, "open").fit_name("open"), Some(Fit::Whole));
    }
}
