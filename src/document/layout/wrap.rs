//! Wraps text with links into rows.

use textwrap::wrap_algorithms::wrap_first_fit;

use crate::text::{self, Run, work};

use super::{Flow, Fragment, Link, Piece, Role, Row};
use crate::document::{Span, Target, Weight};

#[cfg(test)]
mod tests;

/// Positions at which a text may be broken into rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// After spaces.
    Spaces,
    /// After spaces and hyphens.
    Hyphens,
}

/// Position in a list of fragments: index of the fragment, and byte offset in its text.
type RunPosition = (usize, usize);

/// Part of a text that is not broken, with the number of spaces after it.
#[derive(Debug, PartialEq, Eq)]
struct Word {
    from: RunPosition,
    to: RunPosition,
    /// Width of the word in columns, without the spaces after it.
    width: usize,
    /// Number of spaces after the word.
    space: usize,
}

impl Word {
    /// Adds the word `next`, which follows this one.
    fn extend(&mut self, next: &Self) {
        self.width += self.space + next.width;
        (self.to, self.space) = (next.to, next.space);
    }

    /// Returns whether the word separates two parts: a dot between spaces. A dot at the start of a run is the sign of a
    /// strategy that pulls neither way.
    fn is_separator(&self, runs: &[Fragment]) -> bool {
        let ((run, start), (other, end)) = (self.from, self.to);
        let text = runs[run].text.as_str();
        run == other && &text[start..end] == SEPARATOR && text[..start].ends_with(' ') && text[end..].starts_with(' ')
    }

    /// Returns whether the word is a number or a percentage, without punctuation after it.
    fn is_number(&self, runs: &[Fragment]) -> bool {
        let ((run, start), (other, end)) = (self.from, self.to);
        let digits = if run == other { &runs[run].text.as_bytes()[start..end] } else { &[] };
        let is_figure = |byte: &u8| byte.is_ascii_digit() || b".,".contains(byte);
        let digits = digits.strip_suffix(b"%").unwrap_or(digits);
        digits.iter().all(is_figure) && digits.last().is_some_and(u8::is_ascii_digit)
    }

    /// Returns whether the word starts with a letter.
    fn is_noun(&self, runs: &[Fragment]) -> bool {
        runs[self.from.0].text[self.from.1..].starts_with(char::is_alphabetic)
    }

    /// Returns whether the word is a sign of one column with a tone.
    fn is_toned_sign(&self, runs: &[Fragment]) -> bool {
        let run = &runs[self.from.0];
        let is_sign = !run.text.trim().chars().any(char::is_alphanumeric);
        self.width == 1 && matches!(run.role, Role::Tone(_)) && is_sign
    }
}

impl textwrap::core::Fragment for Word {
    #[expect(clippy::cast_precision_loss, reason = "words are at most a screen wide")]
    fn width(&self) -> f64 {
        self.width as f64
    }
    #[expect(clippy::cast_precision_loss, reason = "words are at most a screen wide")]
    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

impl Flow {
    /// Converts `spans` to fragments with `role`, unless a span has an emphasis of its own, and registers their links.
    pub(super) fn runs(&mut self, spans: &[Span], role: Role) -> Vec<Fragment> {
        spans
            .iter()
            .filter(|span| if span.to.is_some() { text::width(span.text.trim()) > 0 } else { !span.text.is_empty() })
            .map(|span| {
                let link = span.to.as_ref().map(|target| {
                    self.links.push(Link { target: target.clone(), pieces: Vec::new() });
                    self.links.len() - 1
                });
                let role = match (&span.to, role, span.weight) {
                    (None, _, Weight::Tone(tone)) => Role::Tone(tone),
                    (Some(Target::Place(_)), ..) => Role::Link,
                    (Some(Target::Url(_)), ..) => Role::Web,
                    (None, Role::Text, Weight::Strong | Weight::Code) => Role::Strong,
                    (None, Role::Text, Weight::Quiet) => Role::Quiet,
                    _ => role,
                };
                // The fragment has no colour yet, so backquotes show that the text is literal.
                let text = if span.weight == Weight::Code { quoted_code(&span.text) } else { span.text.clone() };
                Fragment { text, role, link }
            })
            .collect()
    }

    /// Adds a row with the fragments `runs`, indented by `indent` columns. The fragments must fit in the row.
    pub(super) fn push(&mut self, indent: usize, runs: impl IntoIterator<Item = Fragment>) {
        work::count(1);
        let number = self.rows.len();
        let mut row = Row::default();
        let mut column = indent;
        if indent > 0 {
            row.fragments.push(space(indent));
        }
        for run in runs {
            let width = text::width(&run.text);
            if let Some(link) = run.link.filter(|_| width > 0) {
                self.links[link].add(Piece { row: number, column, width });
            }
            column += width;
            match row.fragments.last_mut() {
                Some(last) if last.role == run.role && last.link == run.link => last.text.push_str(&run.text),
                _ => row.fragments.push(run),
            }
        }
        self.rows.push(row);
    }

    /// Adds rows with the fragments `runs`, wrapped at `width` columns. Rows after the first are indented by `indent`
    /// columns, so that they do not look like rows of their own.
    pub(super) fn hang(&mut self, runs: &[Fragment], indent: usize, width: usize) {
        if self::width(runs) <= width {
            return self.push(0, runs.iter().cloned());
        }
        let lines = wrapped(runs, width.saturating_sub(indent).max(1), Breaks::Spaces);
        for (number, line) in lines.into_iter().enumerate() {
            self.push(if number == 0 { 0 } else { indent }, line);
        }
    }

    /// Adds rows with the fragments `runs`, wrapped at `width` columns. The first row starts with `head`, which must
    /// fit in `indent` columns; further rows are indented by `indent` columns.
    pub(super) fn wrap(&mut self, head: Vec<Fragment>, runs: &[Fragment], indent: usize, width: usize) {
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

/// Returns the literal `text` in backquotes, two if it contains one.
fn quoted_code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
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

/// Returns a run of `columns` blanks.
pub(super) fn space(columns: usize) -> Fragment {
    Fragment::new(" ".repeat(columns), Role::Text)
}

/// Returns the total width of `runs`, in columns.
pub(super) fn width(runs: &[Fragment]) -> usize {
    runs.iter().map(|run| text::width(&run.text)).sum()
}

/// Returns `runs`, truncated to `room` columns with one ellipsis at the cut.
pub(super) fn cut(mut runs: Vec<Fragment>, room: usize) -> Vec<Fragment> {
    if width(&runs) <= room {
        return runs;
    }
    let (mut left, mut is_cut) = (room, room == 0);
    runs.retain_mut(|run| {
        let width = text::width(&run.text);
        if is_cut || width < left {
            left = left.saturating_sub(width);
            return !is_cut;
        }
        is_cut = true;
        // The ellipsis makes a run that fills the room too wide for it, so that the run is cut too.
        run.text.push('…');
        run.text = text::truncate_to_width(&run.text, left).into_owned();
        true
    });
    runs
}

/// Breaks `runs` into lines of at most `room` columns. Returns at least one line.
pub(super) fn wrapped(runs: &[Fragment], room: usize, breaks: Breaks) -> Vec<Vec<Fragment>> {
    let words = with_whole_figures(runs, with_whole_names(runs, words(runs, room, breaks), room), room);
    #[expect(clippy::cast_precision_loss, reason = "screens are at most a few thousand columns wide")]
    let lines = wrap_first_fit(&words, &[room as f64]);
    let count = lines.len();
    let line = |(number, words): (usize, &[Word])| {
        let words = without_separators(runs, words, number > 0, number + 1 < count);
        Some(between(runs, words.first()?.from, words.last()?.to))
    };
    let lines: Vec<_> = lines.into_iter().enumerate().filter_map(line).collect();
    if lines.is_empty() { vec![Vec::new()] } else { lines }
}

/// Separator between the parts of a line.
pub(super) const DOT: &str = " · ";
/// The separator without its spaces.
const SEPARATOR: &str = "·";

/// Returns the words of a line without the separators at a break: at its start if `is_after`, at its end if
/// `is_before`.
fn without_separators<'w>(runs: &[Fragment], mut words: &'w [Word], is_after: bool, is_before: bool) -> &'w [Word] {
    while let [first, rest @ ..] = words
        && is_after
        && first.is_separator(runs)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && is_before
        && last.is_separator(runs)
    {
        words = rest;
    }
    words
}

/// Returns the part of `runs` between the positions `from` and `to`.
fn between(runs: &[Fragment], from: RunPosition, to: RunPosition) -> Vec<Fragment> {
    let part = |number: usize| {
        let run = &runs[number];
        let start = if number == from.0 { from.1 } else { 0 };
        let end = if number == to.0 { to.1 } else { run.text.len() };
        (start < end).then(|| Fragment { text: run.text[start..end].to_owned(), role: run.role, link: run.link })
    };
    (from.0..=to.0).filter_map(part).collect()
}

/// Splits `runs` into words. A word is broken if it is wider than `room`, and between wide characters, since these are
/// written without spaces.
fn words(runs: &[Fragment], room: usize, breaks: Breaks) -> Vec<Word> {
    let mut splitter = WordSplitter { words: Vec::new(), is_open: false, room, breaks };
    for (number, run) in runs.iter().enumerate() {
        let mut at = 0;
        for Run { text: part, is_simple } in text::runs(&run.text) {
            if is_simple {
                splitter.add_simple((number, at), part);
            } else {
                splitter.add_graphemes((number, at), part);
            }
            at += part.len();
        }
    }
    with_signs(runs, splitter.words, room)
}

/// Maximum width of a name or remark that is moved to the next row instead of being broken, in columns.
const MAX_WHOLE: usize = 32;

/// Joins the words of each link, and of each subdued or coloured text, to one word if it fits in `room`, so that names
/// are broken only if necessary.
fn with_whole_names(runs: &[Fragment], words: Vec<Word>, room: usize) -> Vec<Word> {
    let room = room.min(MAX_WHOLE);
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let run = &runs[word.from.0];
        let is_unit = run.link.is_some() || matches!(run.role, Role::Quiet | Role::Tone(_));
        let is_whole = is_unit && text::width(&run.text) <= room;
        match joined.last_mut().filter(|last| is_whole && last.to.0 == word.from.0) {
            Some(last) if last.width + last.space + word.width <= room => last.extend(&word),
            _ => joined.push(word),
        }
    }
    joined
}

/// Gap between the figures of a strip, as a text of its own.
const FIGURE_GAP: &str = "  ";

/// Joins the words of each figure in a strip of figures, that is, the words between gaps and separators, to one word if
/// it fits in `room`; returns the words of other texts as they are.
fn with_whole_figures(runs: &[Fragment], words: Vec<Word>, room: usize) -> Vec<Word> {
    if !runs.iter().any(|run| run.text == FIGURE_GAP) {
        return words;
    }
    let room = room.min(MAX_WHOLE);
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let is_continued = |last: &&mut Word| {
            last.space == 1
                && last.width + 1 + word.width <= room
                && !last.is_separator(runs)
                && !word.is_separator(runs)
        };
        match joined.last_mut().filter(is_continued) {
            Some(last) => last.extend(&word),
            None => joined.push(word),
        }
    }
    joined
}

/// Signs of a direction, which stay in the row of the word before them.
const SIGNS: [char; 3] = ['↑', '↓', '↔'];

/// Joins each sign with the word before it, each toned sign of a legend with the word after it, and each number with its
/// noun, if both fit in `room`, so that no sign and no number is alone in a row.
fn with_signs(runs: &[Fragment], words: Vec<Word>, room: usize) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let is_sign = word.width == 1 && runs[word.from.0].text[word.from.1..].starts_with(SIGNS);
        let is_named = joined.last().is_some_and(|last| {
            last.is_toned_sign(runs) || (last.space > 0 && last.is_number(runs) && word.is_noun(runs))
        });
        let fits = |last: &&mut Word| (is_sign || is_named) && last.width + last.space + word.width <= room;
        match joined.last_mut().filter(fits) {
            Some(last) => last.extend(&word),
            None => joined.push(word),
        }
    }
    joined
}

/// Returns the width of the longest word of `runs`.
pub(super) fn longest_word(runs: &[Fragment], breaks: Breaks) -> usize {
    words(runs, usize::MAX, breaks).iter().map(|word| word.width).max().unwrap_or(0)
}

/// Splits fragments into words, one piece of text after the other.
struct WordSplitter {
    words: Vec<Word>,
    /// Whether text that is added next continues the last word.
    is_open: bool,
    room: usize,
    breaks: Breaks,
}

impl WordSplitter {
    /// Adds the text of a simple run, which is the common case, without the slower search for graphemes.
    fn add_simple(&mut self, (run, from): RunPosition, text: &str) {
        let hyphens = self.breaks == Breaks::Hyphens;
        let mut at = from;
        for part in text.split_inclusive(|c| c == ' ' || (c == '-' && hyphens)) {
            let word = part.strip_suffix(' ').unwrap_or(part);
            let before = self.words.last().filter(|_| self.is_open).map_or(0, |word| word.width);
            let width = word.chars().count();
            if before + width > self.room {
                self.add_graphemes((run, at), word);
            } else if !word.is_empty() {
                self.add((run, at), word, width);
            }
            if word.len() < part.len() {
                self.add_space();
            }
            at += part.len();
        }
    }

    fn add_graphemes(&mut self, (run, from): RunPosition, text: &str) {
        let mut at = from;
        for (grapheme, wide) in text::graphemes(text) {
            if grapheme == " " {
                self.add_space();
            } else {
                self.is_open &= wide < 2;
                self.add((run, at), grapheme, wide);
                self.is_open = wide < 2 && self.is_open;
            }
            at += grapheme.len();
        }
    }

    fn add_space(&mut self) {
        if let Some(word) = self.words.last_mut() {
            word.space += 1;
        }
        self.is_open = false;
    }

    /// Adds text that is not broken. If the last word can continue and the text fits in the width with it, the text
    /// extends that word.
    fn add(&mut self, (run, at): RunPosition, text: &str, width: usize) {
        let to = (run, at + text.len());
        match self.words.last_mut().filter(|word| self.is_open && word.width + width <= self.room) {
            Some(word) => {
                word.width += width;
                word.to = to;
            }
            None => self.words.push(Word { from: (run, at), to, width, space: 0 }),
        }
        self.is_open = !(text.ends_with('-') && self.breaks == Breaks::Hyphens);
    }
}
