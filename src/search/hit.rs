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

impl<'a> Marker<'a> {
    pub(super) fn new(atlas: &'a Atlas, needles: &'a [Needle]) -> Self {
        Self { atlas, needles, scorer: Scorer::new() }
    }

    /// The hit on `entry`.
    pub(super) fn hit(&self, entry: Entry<'_>, score: u32) -> Hit {
        let sought = || self.needles.iter().filter(|needle| !needle.negated);
        let found: Vec<(&Needle, Found)> = sought()
            .filter_map(|needle| self.scorer.score(self.atlas, needle, entry).map(|found| (needle, found)))
            .collect();
        let place = entry.place();
        let name = place.name(self.atlas);
        let in_name = found.iter().filter(|(_, found)| found.band == Band::Name);
        let matched = merged(in_name.flat_map(|(needle, found)| self.marks(needle, found.fit, name)).collect());
        // The first of equals, so the term typed first.
        let furthest = found.iter().rev().min_by_key(|(_, found)| found.score).map(|(_, found)| found);
        let text = furthest.and_then(|found| text_at(self.atlas, place, found));
        let snippet = text.filter(|(field, _)| *field != Field::Name).map(|(_, text)| {
            let here =
                found.iter().filter(|(_, found)| text_at(self.atlas, place, found).is_some_and(|(_, t)| t == text));
            snippet(text, &merged(here.flat_map(|(needle, found)| self.marks(needle, found.fit, text)).collect()))
        });
        Hit { place, score, field: text.map(|(field, _)| field), matched, snippet }
    }

    /// The bytes of `text` that `needle` matches.
    fn marks(&self, needle: &Needle, fit: Fit, text: &str) -> Vec<Range<usize>> {
        let folded: Vec<(usize, char)> = needle.strictness.chars(text).collect();
        let line: String = folded.iter().map(|&(_, c)| c).collect();
        let letter_at = |byte: usize| line[..byte].chars().count();
        let letters: Vec<usize> = match fit {
            Fit::Tight => self.scorer.letters(&line, &needle.text),
            Fit::Loose => close_letters(&needle.text, &line).map_or_else(
                || self.scorer.letters(&line, &needle.text),
                |bytes| bytes.into_iter().map(letter_at).collect(),
            ),
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

/// The text that was found, and what it is.
fn text_at<'a>(atlas: &'a Atlas, place: Place, found: &Found) -> Option<(Field, &'a str)> {
    let same = |band: Band| band.max(Band::Alias) == found.band.max(Band::Alias);
    let mut line = 0;
    let mut text = None;
    field::visit(atlas, place, |field, candidate| {
        if same(field.band()) {
            if line == found.line {
                text = Some((field, candidate));
            }
            line += 1;
        }
    });
    text
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
