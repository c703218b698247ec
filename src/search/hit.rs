//! Hits: the records that a query finds, with excerpts.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Atlas, SharedSort};
use crate::place::Place;
use crate::record::SearchField;
use crate::text;

use super::field::{self, Band, Column};
use super::fit::{Fit, close_letters};
use super::fold::Strictness;
use super::index::IndexEntry;
use super::needle::Needle;
use super::score::{Scorer, TermScore};

/// Record that a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Address of the record.
    pub place: Place,
    /// Score of the record: higher is better. Only the order of scores has a meaning.
    pub score: u32,
    /// Field that matched; if several terms matched in different fields, the one with the lowest score. `None` if the
    /// query has only filters.
    pub field: Option<SearchField>,
    /// Byte ranges of the name that match.
    pub matched: Vec<Range<usize>>,
    /// Excerpt of the matching text; `None` if the match is in the name.
    pub snippet: Option<Snippet>,
    /// Whether every word of the query starts a word of the name or of an alias.
    pub starts_name: bool,
}

/// Excerpt of a text around a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Text of the excerpt, with an ellipsis at each cut.
    pub text: String,
    /// Byte ranges of the excerpt that match.
    pub ranges: Vec<Range<usize>>,
}

impl Snippet {
    /// Returns the excerpt shortened to `columns`. The start is cut only as far as needed to show the whole first
    /// match; whatever does not fit after that is cut at the end.
    #[must_use]
    pub fn within(&self, columns: usize) -> Self {
        let start = self.start_within(columns);
        let before = if start > 0 { ELLIPSIS } else { "" };
        let rest = format!("{before}{}", &self.text[start..]);
        let text = text::truncate_to_width(&rest, columns).into_owned();
        let end = if text == rest { text.len() } else { text.len().saturating_sub(ELLIPSIS.len()) };
        let shown = |at: usize| (at.max(start) - start + before.len()).min(end);
        let ranges = self.ranges.iter().map(|range| shown(range.start)..shown(range.end));
        let ranges = ranges.filter(|range| !range.is_empty()).collect();
        Self { text, ranges }
    }

    /// Returns the byte offset at which to cut the start, so that the first match fits into `columns`: the start of a
    /// word or, if none is near enough, the start of the match.
    fn start_within(&self, columns: usize) -> usize {
        let Some(first) = self.ranges.first() else { return 0 };
        let after = usize::from(first.end < self.text.len());
        let fits = |start: usize| {
            let before = usize::from(start > 0);
            before + text::width(&self.text[start..first.end]) + after <= columns
        };
        let spaces = self.text[..first.start].match_indices(char::is_whitespace);
        let words = spaces.map(|(at, space)| at + space.len());
        std::iter::once(0).chain(words).find(|&start| fits(start)).unwrap_or(first.start)
    }
}

/// Text that marks where an excerpt is cut.
const ELLIPSIS: &str = "…";
/// Maximum length of an excerpt, in graphemes (visible characters).
const LENGTH: usize = 100;
/// Approximate number of graphemes before the first match of an excerpt.
const BEFORE: usize = 30;

/// Creates hits for entries, and marks what matches in them.
pub(super) struct Marker<'a> {
    atlas: &'a Atlas,
    needles: &'a [Needle],
    scorer: Scorer,
}

/// Match of a term, with the field and the original text in which the term was found.
struct TermHit<'a> {
    needle: &'a Needle,
    found: TermScore,
    field: SearchField,
    text: &'a str,
}

impl<'a> Marker<'a> {
    pub(super) fn new(atlas: &'a Atlas, needles: &'a [Needle]) -> Self {
        Self { atlas, needles, scorer: Scorer::new() }
    }

    /// Creates the hit for `entry`, whose score is `score`.
    pub(super) fn hit(&self, entry: IndexEntry<'_>, score: u32) -> Hit {
        let sought = self.needles.iter().filter(|needle| !needle.negated);
        let found: Vec<TermHit<'_>> = sought.filter_map(|needle| self.find(needle, entry)).collect();
        let matched = self.marks(found.iter().filter(|found| found.field == SearchField::Name));
        let furthest = found.iter().min_by_key(|found| found.found.score);
        let snippet = furthest.filter(|furthest| furthest.field != SearchField::Name).map(|furthest| {
            // Other terms may match in the same text, and are marked in the excerpt too.
            let here = found.iter().filter(|found| found.text.as_ptr() == furthest.text.as_ptr());
            snippet(furthest.text, &self.marks(here))
        });
        let starts_name = !found.is_empty()
            && found.iter().all(|found| found.found.band.column() == Column::Names && found.found.fit >= Fit::Word);
        let field = furthest.map(|furthest| furthest.field);
        Hit { place: entry.place(), score, field, matched, snippet, starts_name }
    }

    fn find(&self, needle: &'a Needle, entry: IndexEntry<'_>) -> Option<TermHit<'a>> {
        let found = self.scorer.score(self.atlas, needle, entry)?;
        let mut lines = 0;
        let mut at = None;
        field::visit(self.atlas, entry.place(), |field, text| {
            if field::column(field) == found.band.column() {
                at = at.or((lines == found.line).then_some((field, text)));
                lines += 1;
            }
        });
        at.map(|(field, text)| TermHit { needle, found, field, text })
    }

    /// Returns the byte ranges that the `matches`, all in one text, cover.
    fn marks<'m>(&self, matches: impl Iterator<Item = &'m TermHit<'a>>) -> Vec<Range<usize>>
    where
        'a: 'm,
    {
        merged(matches.flat_map(|found| self.mark(found)).collect())
    }

    fn mark(&self, TermHit { needle, found, text, .. }: &TermHit<'_>) -> Vec<Range<usize>> {
        let line = needle.strictness.fold(text);
        let bytes: Vec<usize> = match (found.fit, found.band) {
            (Fit::Tight | Fit::Loose, Band::Short) => close_letters(&needle.text, &line).unwrap_or_default(),
            (Fit::Tight | Fit::Loose, _) => self.scorer.letters(&line, &needle.text),
            _ => {
                let start = needle.place_of(&line).unwrap_or_default();
                (start..start + needle.text.len()).collect()
            }
        };
        origins(needle.strictness, text, &bytes)
    }
}

/// Returns the byte ranges of the characters in `text` that the byte offsets `bytes` of its folded form come from, in
/// order.
pub(super) fn origins(strictness: Strictness, text: &str, bytes: &[usize]) -> Vec<Range<usize>> {
    if text.is_ascii() {
        return bytes.iter().map(|&byte| byte..byte + 1).collect();
    }
    let mut next = 0;
    let folded = strictness.chars(text).map(|(origin, c)| {
        let here = next;
        next += c.len_utf8();
        (origin, here)
    });
    let matched = folded.filter(|(_, here)| bytes.binary_search(here).is_ok());
    matched.map(|(origin, _)| origin..end_of(text, origin)).collect()
}

/// Returns the byte offset after the character at `start` and the combining marks that follow it.
fn end_of(text: &str, start: usize) -> usize {
    let mut rest = text[start..].char_indices().skip(1);
    rest.find(|&(_, c)| !is_combining_mark(c)).map_or(text.len(), |(at, _)| start + at)
}

/// Sorts `ranges` and merges those that overlap or touch.
pub(super) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.shared_sort_by_key(|range| (range.start, range.end));
    let mut all: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

/// Returns the excerpt of `text` around the first of `ranges`, cut between words where possible.
fn snippet(text: &str, ranges: &[Range<usize>]) -> Snippet {
    let first = ranges.first().map_or(0, |range| range.start);
    let start = if nth_grapheme(text, LENGTH).is_none() { 0 } else { start_before(text, first) };
    let end = start + end_after(&text[start..]);
    let (before, after) = (if start > 0 { ELLIPSIS } else { "" }, if end < text.len() { ELLIPSIS } else { "" });
    let shown = |at: usize| at.clamp(start, end) - start + before.len();
    Snippet {
        text: format!("{before}{}{after}", &text[start..end]),
        ranges: ranges
            .iter()
            .filter(|range| range.start < end && range.end > start)
            .map(|range| shown(range.start)..shown(range.end))
            .collect(),
    }
}

/// Returns the start of an excerpt for a match at `first`: a few characters before the match, at a word start.
fn start_before(text: &str, first: usize) -> usize {
    let before = &text[..first];
    let earliest = if before.is_ascii() {
        before.len().checked_sub(BEFORE + 1)
    } else {
        before.grapheme_indices(true).rev().nth(BEFORE).map(|(at, _)| at)
    };
    let Some(earliest) = earliest else { return 0 };
    before[earliest..].find(char::is_whitespace).map_or(earliest, |space| {
        let word = before[earliest + space..].trim_start();
        before.len() - word.len()
    })
}

/// Returns the end of an excerpt of `text`: a word end, if there is one.
fn end_after(text: &str) -> usize {
    let Some(end) = nth_grapheme(text, LENGTH) else { return text.len() };
    text[..end].rfind(char::is_whitespace).filter(|&space| space > end / 2).unwrap_or(end)
}

/// Returns the byte offset of the grapheme with the index `nth`; `None` if `text` has fewer graphemes.
fn nth_grapheme(text: &str, nth: usize) -> Option<usize> {
    if text.is_ascii() {
        return (nth < text.len()).then_some(nth);
    }
    text.grapheme_indices(true).nth(nth).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the excerpt of `text` around the mark in brackets.
    fn cut(text: &str) -> String {
        let start = text.find('[').expect("a mark starts");
        let end = text.find(']').expect("a mark ends") - 1;
        let plain = text.replace(['[', ']'], "");
        let Snippet { text, ranges } = snippet(&plain, std::slice::from_ref(&(start..end)));
        let range = ranges.first().expect("the mark is in the snippet");
        format!("{}[{}]{}", &text[..range.start], &text[range.clone()], &text[range.end..])
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        assert_eq!(cut("all of [it]"), "all of [it]");
        assert_eq!(cut(&format!("{} [it]", "é".repeat(97))), format!("{} [it]", "é".repeat(97)));
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        let words = "word ".repeat(30);
        let shown = cut(&format!("{words}[match] {words}"));
        assert!(shown.starts_with("…word word word word word word [match] word"), "{shown}");
        assert!(shown.ends_with(" word…"), "{shown}");
        assert!(shown.chars().count() <= LENGTH + 4, "{shown}");
    }

    #[test]
    fn a_text_without_spaces_is_cut_between_characters() {
        let many = "e\u{301}".repeat(200);
        let shown = cut(&format!("{many}[x]{many}"));
        assert_eq!(shown.graphemes(true).count(), LENGTH + 4);
        assert!(shown.starts_with("…e\u{301}"), "{shown}");
    }

    #[test]
    fn a_match_longer_than_the_snippet_is_marked_to_its_end() {
        let shown = cut(&format!("[{}]", "x".repeat(300)));
        assert_eq!(shown, format!("[{}]…", "x".repeat(LENGTH)));
    }

    #[test]
    fn a_narrow_snippet_still_shows_the_first_match_whole() {
        let text = "Apple co-founder; pausing, and pausing again";
        let ranges = text.match_indices("pausing").map(|(at, found)| at..at + found.len()).collect();
        let snippet = Snippet { text: text.to_owned(), ranges };
        let within = |columns: usize| {
            let Snippet { text, ranges } = snippet.within(columns);
            assert!(text::width(&text) <= columns, "{text}");
            let marked: Vec<_> = ranges.into_iter().map(|range| text[range].to_owned()).collect();
            (text, marked.join("|"))
        };
        let excerpt = |text: &str, marked: &str| (text.to_owned(), marked.to_owned());
        assert_eq!(within(44), excerpt(text, "pausing|pausing"));
        assert_eq!(within(43), excerpt("Apple co-founder; pausing, and pausing aga…", "pausing|pausing"));
        assert_eq!(within(34), excerpt("Apple co-founder; pausing, and pa…", "pausing|pa"));
        assert_eq!(within(25), excerpt("…co-founder; pausing, an…", "pausing"));
        assert_eq!(within(9), excerpt("…pausing…", "pausing"));
        assert_eq!(within(5), excerpt("…pau…", "pau"));
        assert_eq!(within(1), excerpt("…", ""));
        assert_eq!(within(0), excerpt("", ""));
    }

    #[test]
    fn ranges_that_touch_become_one() {
        assert_eq!(merged(vec![3..4, 0..1, 1..2, 8..9, 3..6]), [0..2, 3..6, 8..9]);
    }
}
