//! Wrapping text with links into rows.

use textwrap::core::Fragment as Unit;
use textwrap::wrap_algorithms::wrap_first_fit;

use crate::text;

use super::super::block::{Span, Target, Weight};
use super::{Flow, Fragment, Link, Piece, Role, Row};

/// Text of one role, with the link it belongs to.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub text: String,
    pub role: Role,
    /// An index into [`Flow::links`].
    pub link: Option<usize>,
}

/// Where text may be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// At spaces.
    Spaces,
    /// After hyphens too.
    Hyphens,
}

/// A stretch of text that is not broken, with the space after it.
#[derive(Debug)]
struct Word {
    runs: Vec<Run>,
    width: usize,
    space: Option<Run>,
}

impl Unit for Word {
    #[expect(clippy::cast_precision_loss, reason = "words are at most a screen wide")]
    fn width(&self) -> f64 {
        self.width as f64
    }
    #[expect(clippy::cast_precision_loss, reason = "words are at most a screen wide")]
    fn whitespace_width(&self) -> f64 {
        self.space.as_ref().map_or(0, |space| space.text.len()) as f64
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

impl Flow {
    /// Turns spans into runs of `role` and registers their links.
    pub(super) fn runs(&mut self, spans: &[Span], role: Role) -> Vec<Run> {
        spans
            .iter()
            .filter(|span| if span.to.is_some() { text::width(span.text.trim()) > 0 } else { !span.text.is_empty() })
            .map(|span| {
                let link = span.to.as_ref().map(|target| {
                    self.links.push(Link { target: target.clone(), pieces: Vec::new() });
                    self.links.len() - 1
                });
                let role = match (&span.to, role, span.weight) {
                    (_, Role::Heading(_), _) => role,
                    (Some(Target::Place(_)), ..) => Role::Link,
                    (Some(Target::Url(_)), ..) => Role::Web,
                    (None, Role::Text, Weight::Strong) => Role::Strong,
                    (None, Role::Text, Weight::Quiet) => Role::Quiet,
                    _ => role,
                };
                Run { text: span.text.clone(), role, link }
            })
            .collect()
    }

    /// Adds a row made of `runs`, which fit in it, after `indent` blank columns.
    pub(super) fn push(&mut self, indent: usize, runs: impl IntoIterator<Item = Run>) {
        let number = self.rows.len();
        let mut row = Row::default();
        let mut column = indent;
        if indent > 0 {
            row.fragments.push(Fragment { text: " ".repeat(indent), role: Role::Text, link: None });
        }
        for run in runs {
            let width = text::width(&run.text);
            if let Some(link) = run.link.filter(|_| width > 0) {
                self.links[link].add(Piece { row: number, column, width });
            }
            column += width;
            match row.fragments.last_mut() {
                Some(last) if last.role == run.role && last.link == run.link => last.text.push_str(&run.text),
                _ => row.fragments.push(Fragment { text: run.text, role: run.role, link: run.link }),
            }
        }
        self.rows.push(row);
    }

    /// Adds rows with `runs` wrapped at `width` columns. The first row starts with `head`, which fits in `indent`
    /// columns; the others are indented as far.
    pub(super) fn wrap(&mut self, head: Vec<Run>, runs: &[Run], indent: usize, width: usize) {
        let room = width.saturating_sub(indent).max(1);
        let lines = wrapped(runs, room, Breaks::Spaces);
        let mut head = Some(head);
        for line in lines {
            match head.take().filter(|head| !head.is_empty()) {
                Some(mut first) => {
                    let used: usize = first.iter().map(|run| text::width(&run.text)).sum();
                    first.push(space(indent.saturating_sub(used)));
                    first.extend(line);
                    self.push(0, first);
                }
                None => self.push(indent, line),
            }
        }
    }
}

impl Link {
    fn add(&mut self, piece: Piece) {
        match self.pieces.last_mut() {
            Some(last) if last.row == piece.row && last.column + last.width == piece.column => {
                last.width += piece.width;
            }
            _ => self.pieces.push(piece),
        }
    }
}

/// `columns` blanks.
pub(super) fn space(columns: usize) -> Run {
    Run { text: " ".repeat(columns), role: Role::Text, link: None }
}

/// The columns that `runs` take in one row.
pub(super) fn width(runs: &[Run]) -> usize {
    runs.iter().map(|run| text::width(&run.text)).sum()
}

/// `runs` broken into lines of at most `room` columns; at least one line.
pub(super) fn wrapped(runs: &[Run], room: usize, breaks: Breaks) -> Vec<Vec<Run>> {
    let words = words(runs, room, breaks);
    #[expect(clippy::cast_precision_loss, reason = "screens are at most a few thousand columns wide")]
    let lines = wrap_first_fit(&words, &[room as f64]);
    lines
        .into_iter()
        .map(|line| {
            let last = line.len().saturating_sub(1);
            line.iter()
                .enumerate()
                .flat_map(|(n, word)| {
                    let space = word.space.clone().filter(|_| n < last);
                    word.runs.iter().cloned().chain(space)
                })
                .collect()
        })
        .collect()
}

/// Cuts `runs` into words. A word is broken only where it is wider than `room`, or between wide characters, which
/// need no space to break at.
fn words(runs: &[Run], room: usize, breaks: Breaks) -> Vec<Word> {
    let mut cut = Cut { words: Vec::new(), open: false, room, breaks };
    for run in runs {
        if run.text.is_ascii() {
            cut.add_ascii(run);
        } else {
            cut.add_graphemes(run, &run.text);
        }
    }
    cut.words
}

/// Words in the making.
struct Cut {
    words: Vec<Word>,
    /// Whether what follows belongs to the last word.
    open: bool,
    room: usize,
    breaks: Breaks,
}

impl Cut {
    /// The same as grapheme by grapheme, for text that needs no look at each: nearly all of it.
    fn add_ascii(&mut self, run: &Run) {
        let hyphens = self.breaks == Breaks::Hyphens;
        for part in run.text.split_inclusive(|c| c == ' ' || (c == '-' && hyphens)) {
            let word = part.strip_suffix(' ').unwrap_or(part);
            let before = self.words.last().filter(|_| self.open).map_or(0, |word| word.width);
            if before + word.len() > self.room {
                self.add_graphemes(run, word);
            } else if !word.is_empty() {
                self.add(run, word, word.len());
            }
            if word.len() < part.len() {
                self.add_space(run);
            }
        }
    }

    fn add_graphemes(&mut self, run: &Run, text: &str) {
        for (grapheme, wide) in text::graphemes(text) {
            if grapheme == " " {
                self.add_space(run);
            } else {
                self.open &= wide < 2;
                self.add(run, grapheme, wide);
                self.open = wide < 2 && self.open;
            }
        }
    }

    fn add_space(&mut self, run: &Run) {
        if let Some(word) = self.words.last_mut() {
            word.space.get_or_insert_with(|| part(run, "")).text.push(' ');
        }
        self.open = false;
    }

    /// Adds what is not to be cut: to the last word, if that is open and has room for it.
    fn add(&mut self, run: &Run, text: &str, width: usize) {
        match self.words.last_mut().filter(|word| self.open && word.width + width <= self.room) {
            Some(word) => {
                word.width += width;
                match word.runs.last_mut() {
                    Some(last) if last.role == run.role && last.link == run.link => last.text.push_str(text),
                    _ => word.runs.push(part(run, text)),
                }
            }
            None => self.words.push(Word { runs: vec![part(run, text)], width, space: None }),
        }
        self.open = !(text.ends_with('-') && self.breaks == Breaks::Hyphens);
    }
}

/// A part of the text of `run`.
fn part(run: &Run, text: &str) -> Run {
    Run { text: text.to_owned(), role: run.role, link: run.link }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Words as text, a bar after each run, with the link, the columns and the space of each.
    fn shown(words: &[Word]) -> Vec<String> {
        let run = |run: &Run| format!("{}{:?}|", run.text, run.link);
        let word = |word: &Word| {
            let space = word.space.as_ref().map_or(0, |space| space.text.len());
            format!("{} {} {space}", word.runs.iter().map(run).collect::<String>(), word.width)
        };
        words.iter().map(word).collect()
    }

    proptest! {
        #[test]
        fn the_quick_way_cuts_like_the_careful_one(
            texts in prop::collection::vec("[a-c -]{0,12}|[a日é -]{0,6}", 0..5),
            room in 1..9usize,
            hyphens: bool,
        ) {
            let run = |(at, text): (usize, &String)| Run { text: text.clone(), role: Role::Text, link: (at % 2 == 0).then_some(at) };
            let runs: Vec<Run> = texts.iter().enumerate().map(run).collect();
            let breaks = if hyphens { Breaks::Hyphens } else { Breaks::Spaces };
            let mut careful = Cut { words: Vec::new(), open: false, room, breaks };
            for run in &runs {
                careful.add_graphemes(run, &run.text);
            }
            let quick = words(&runs, room, breaks);
            prop_assert_eq!(shown(&quick), shown(&careful.words));
            prop_assert!(quick.iter().all(|word| word.width <= room.max(2)));
        }
    }
}
