//! Hits: what was found, and what to show for it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Atlas;
use crate::page::Place;

use super::field::{self, Band, Field};
use super::index::Entry;
use super::needle::{Fit, Needle, close_letters};
use super::score::{Found, Scorer};

/// A thing that a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it is.
    pub place: Place,
    /// How well it matches; more is better, and nothing but the order can be read from it.
    pub score: u32,
    /// The text that matched: of several terms the one furthest from the name. `None` if only filters chose it.
    pub field: Option<Field>,
    /// The bytes of its name that match.
    pub matched: Vec<Range<usize>>,
    /// The part of the text that matched, if that is not the name.
    pub snippet: Option<Snippet>,
}

/// A part of a text around a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The part, with an ellipsis where it is cut.
    pub text: String,
    /// The bytes of it that match.
    pub ranges: Vec<Range<usize>>,
}

/// The length of a snippet in characters as a reader counts them, and how many of them come before the match.
const LENGTH: usize = 100;
const BEFORE: usize = 30;

/// Finds what to mark on hits.
pub(super) struct Marker<'a> {
    atlas: &'a Atlas,
    needles: &'a [Needle],
    scorer: Scorer,
}

/// What a term found, and the text it found it in.
struct Match<'a> {
    needle: &'a Needle,
    found: Found,
    field: Field,
    text: &'a str,
}

impl<'a> Marker<'a> {
    pub(super) fn new(atlas: &'a Atlas, needles: &'a [Needle]) -> Self {
        Self { atlas, needles, scorer: Scorer::new() }
    }

    /// The hit on `entry`.
    pub(super) fn hit(&self, entry: Entry<'_>, score: u32) -> Hit {
        let sought = self.needles.iter().filter(|needle| !needle.negated);
        let found: Vec<Match<'_>> = sought.filter_map(|needle| self.find(needle, entry)).collect();
        let matched = self.marks(found.iter().filter(|found| found.field == Field::Name));
        let furthest = found.iter().min_by_key(|found| found.found.score);
        let snippet = furthest.filter(|furthest| furthest.field != Field::Name).map(|furthest| {
            // Other terms may have been found in the same text.
            let here = found.iter().filter(|found| found.text.as_ptr() == furthest.text.as_ptr());
            snippet(furthest.text, &self.marks(here))
        });
        Hit { place: entry.place(), score, field: furthest.map(|furthest| furthest.field), matched, snippet }
    }

    fn find(&self, needle: &'a Needle, entry: Entry<'_>) -> Option<Match<'a>> {
        let found = self.scorer.score(self.atlas, needle, entry)?;
        let mut lines = 0;
        let mut at = None;
        field::visit(self.atlas, entry.place(), |field, text| {
            if field.band().column() == found.band.column() {
                if lines == found.line {
                    at = Some((field, text));
                }
                lines += 1;
            }
        });
        at.map(|(field, text)| Match { needle, found, field, text })
    }

    /// The bytes that matches in one text match.
    fn marks<'m>(&self, matches: impl Iterator<Item = &'m Match<'a>>) -> Vec<Range<usize>>
    where
        'a: 'm,
    {
        merged(matches.flat_map(|found| self.mark(found)).collect())
    }

    fn mark(&self, Match { needle, found, text, .. }: &Match<'_>) -> Vec<Range<usize>> {
        let folded: Vec<(usize, char)> = needle.strictness.chars(text).collect();
        let line: String = folded.iter().map(|&(_, c)| c).collect();
        let letter_at = |byte: usize| line[..byte].chars().count();
        let letters: Vec<usize> = match (found.fit, found.band) {
            (Fit::Tight | Fit::Loose, Band::Short) => {
                let bytes = close_letters(&needle.text, &line).unwrap_or_default();
                bytes.into_iter().map(letter_at).collect()
            }
            (Fit::Tight | Fit::Loose, _) => self.scorer.letters(&line, &needle.text),
            _ => needle.place_of(&line).map_or_else(Vec::new, |at| {
                let first = letter_at(at);
                (first..first + needle.text.chars().count()).collect()
            }),
        };
        letters.into_iter().filter_map(|letter| origin(&folded, letter, text.len())).collect()
    }
}

/// The bytes of the original text that a folded letter comes from, with the marks on it.
fn origin(folded: &[(usize, char)], letter: usize, end: usize) -> Option<Range<usize>> {
    let &(start, _) = folded.get(letter)?;
    let next = folded[letter..].iter().map(|&(at, _)| at).find(|&at| at > start);
    Some(start..next.unwrap_or(end))
}

/// `ranges` in order, those that touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut all: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

/// The part of `text` around the first of `ranges`, cut between words where it can be.
fn snippet(text: &str, ranges: &[Range<usize>]) -> Snippet {
    let first = ranges.first().map_or(0, |range| range.start);
    let fits = text.graphemes(true).nth(LENGTH).is_none();
    let start = if fits { 0 } else { start_before(text, first) };
    let end = start + end_after(&text[start..]);
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" });
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

/// Where a snippet of a match at `first` starts: a few characters before, at a word.
fn start_before(text: &str, first: usize) -> usize {
    let mut graphemes = text[..first].grapheme_indices(true).rev();
    let Some((earliest, _)) = graphemes.nth(BEFORE) else { return 0 };
    let space = text[earliest..first].find(char::is_whitespace);
    space.map_or(earliest, |space| {
        let word = text[earliest + space..].trim_start();
        (text.len() - word.len()).min(first)
    })
}

/// Where a snippet that starts `text` ends: at the end of a word, if there is one.
fn end_after(text: &str) -> usize {
    let Some((end, _)) = text.grapheme_indices(true).nth(LENGTH) else { return text.len() };
    text[..end].rfind(char::is_whitespace).filter(|&space| space > end / 2).unwrap_or(end)
}
