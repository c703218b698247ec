//! Text line that the user edits. Moving and deleting work by grapheme, that is, by visible character.

use unicode_segmentation::UnicodeSegmentation;

use crate::action::Action;
use crate::text;

/// Maximum length of a line in bytes: enough for any query, short enough that a stray paste does no harm.
const MAX_LENGTH: usize = 4096;
/// Maximum number of edits that can be undone.
const MAX_UNDO: usize = 200;

/// Text line with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextInput {
    text: String,
    /// Position of the cursor: a byte offset on a grapheme boundary.
    cursor: usize,
    erased: String,
    undo: Vec<(String, usize)>,
    /// Whether the text is only a suggestion, which typing replaces.
    offered: bool,
}

impl TextInput {
    /// Creates a line with `text` and the cursor at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text, ..Self::default() }
    }

    /// Creates a line with `text` as a suggestion: typing replaces the text, deleting clears it, and any other key
    /// keeps it for editing.
    pub fn offering(text: impl Into<String>) -> Self {
        let mut input = Self::new(text);
        input.offered = !input.text.is_empty();
        input
    }

    /// Returns whether the text is only a suggestion, which typing replaces.
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the position of the cursor as a byte offset.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Replaces the text, and puts the cursor at `cursor` or the nearest grapheme boundary before it.
    pub fn replace(&mut self, text: String, cursor: usize) {
        self.remember();
        self.offered = false;
        self.text = text;
        self.cursor = self.boundary_at_or_before(cursor);
    }

    /// Inserts text at the cursor, as much as fits into the line. Returns whether all of it fitted.
    ///
    /// Unprintable characters are removed; a line break becomes a space.
    pub fn insert(&mut self, inserted: &str) -> bool {
        let clean: String = inserted
            .chars()
            .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
            .filter(|&c| !text::is_unsafe(c))
            .collect();
        let offered = std::mem::take(&mut self.offered);
        let room = MAX_LENGTH.saturating_sub(if offered { 0 } else { self.text.len() });
        let fitting = clean.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len());
        let clean_length = clean.len();
        let clean = &clean[..fitting.take_while(|&end| end <= room).last().unwrap_or(0)];
        if clean.is_empty() {
            self.offered = offered && clean_length == 0;
            return clean_length == 0;
        }
        self.remember();
        if offered {
            self.text.clear();
            self.cursor = 0;
        }
        self.text.insert_str(self.cursor, clean);
        // An inserted combining mark joins the character before the cursor; the cursor moves behind the joined
        // character.
        let end = self.cursor + clean.len();
        let boundary = self.boundaries().find(|&at| at >= end);
        self.cursor = boundary.unwrap_or(self.text.len());
        clean.len() == clean_length
    }

    /// Carries out an action that edits the line. Returns false, without doing anything, if `action` is of another
    /// kind.
    pub fn act(&mut self, action: Action) -> bool {
        let offered = std::mem::take(&mut self.offered);
        match action {
            Action::InputErase | Action::InputDelete | Action::InputEraseWord if offered => {
                self.remove(0, self.text.len(), true);
            }
            Action::InputLeft => self.cursor = self.before(),
            Action::InputRight => self.cursor = self.after(),
            Action::InputWordLeft => self.cursor = self.word_before(),
            Action::InputWordRight => self.cursor = self.word_after(),
            Action::InputStart => self.cursor = 0,
            Action::InputEnd => self.cursor = self.text.len(),
            Action::InputErase => self.remove(self.before(), self.cursor, false),
            Action::InputDelete => self.remove(self.cursor, self.after(), false),
            Action::InputEraseWord => self.remove(self.word_before(), self.cursor, true),
            Action::InputEraseToStart => self.remove(0, self.cursor, true),
            Action::InputEraseToEnd => self.remove(self.cursor, self.text.len(), true),
            Action::InputYank => {
                let erased = self.erased.clone();
                self.insert(&erased);
            }
            Action::InputUndo => {
                if let Some((text, cursor)) = self.undo.pop() {
                    (self.text, self.cursor) = (text, cursor);
                }
            }
            _ => {
                self.offered = offered;
                return false;
            }
        }
        true
    }

    fn remember(&mut self) {
        if self.undo.len() == MAX_UNDO {
            self.undo.remove(0);
        }
        self.undo.push((self.text.clone(), self.cursor));
    }

    fn remove(&mut self, from: usize, to: usize, keep: bool) {
        if from >= to {
            return;
        }
        self.remember();
        let removed: String = self.text.drain(from..to).collect();
        if keep {
            self.erased = removed;
        }
        self.cursor = self.boundary_at_or_before(from);
    }

    fn boundaries(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.text.grapheme_indices(true).map(|(at, _)| at).chain([self.text.len()])
    }

    fn boundary_at_or_before(&self, offset: usize) -> usize {
        self.boundaries().rev().find(|&at| at <= offset).unwrap_or(0)
    }

    fn before(&self) -> usize {
        self.boundaries().rev().find(|&at| at < self.cursor).unwrap_or(0)
    }

    fn after(&self) -> usize {
        self.boundaries().find(|&at| at > self.cursor).unwrap_or(self.text.len())
    }

    fn word_before(&self) -> usize {
        let head = &self.text[..self.cursor];
        let word = head.trim_end();
        let start = word.char_indices().rev().find(|(_, c)| c.is_whitespace());
        // A combining mark after the space before a word belongs to that space, not to the word.
        self.boundary_at_or_before(start.map_or(0, |(at, space)| at + space.len_utf8()))
    }

    fn word_after(&self) -> usize {
        let tail = &self.text[self.cursor..];
        let skipped = tail.len() - tail.trim_start().len();
        let word = &tail[skipped..];
        let end = self.cursor + skipped + word.find(char::is_whitespace).unwrap_or(word.len());
        self.boundary_at_or_before(end).max(self.after())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn typing_and_erasing_go_by_grapheme() {
        let mut input = TextInput::default();
        input.insert("ae\u{301}👩‍🚀");
        input.act(Action::InputErase);
        assert_eq!(input.text(), "ae\u{301}");
        input.act(Action::InputErase);
        assert_eq!(input.text(), "a");
    }

    #[test]
    fn words_are_erased_and_put_back() {
        let mut input = TextInput::new("kind:person  yann lecun");
        input.act(Action::InputEraseWord);
        assert_eq!(input.text(), "kind:person  yann ");
        input.act(Action::InputWordLeft);
        input.act(Action::InputYank);
        assert_eq!(input.text(), "kind:person  lecunyann ");
        input.act(Action::InputUndo);
        input.act(Action::InputUndo);
        assert_eq!(input.text(), "kind:person  yann lecun");
    }

    #[test]
    fn a_paste_stays_one_line_and_harmless() {
        let mut input = TextInput::default();
        input.insert("a\nb\x1b[31m\u{202e}c");
        assert_eq!(input.text(), "a b[31mc");
        assert!(!input.insert(&"x".repeat(MAX_LENGTH)), "there is no room for all of it");
        assert_eq!((input.text().len(), input.cursor()), (MAX_LENGTH, MAX_LENGTH), "what fits is kept");
        assert!(input.text().starts_with("a b[31mcxxx"));
    }

    #[test]
    fn what_is_offered_gives_way_to_what_is_typed() {
        let mut input = TextInput::offering("kind:person");
        assert!(input.is_offered());
        input.insert("pause");
        assert_eq!((input.text(), input.is_offered()), ("pause", false));
        input.act(Action::InputUndo);
        assert_eq!(input.text(), "kind:person");
        let mut input = TextInput::offering("kind:person");
        input.act(Action::InputEnd);
        input.insert(" a");
        assert_eq!(input.text(), "kind:person a", "whoever moves in it goes on from it");
        let mut input = TextInput::offering("kind:person");
        input.act(Action::InputErase);
        assert_eq!(input.text(), "");
        input.act(Action::InputYank);
        assert_eq!(input.text(), "kind:person");
        assert!(!TextInput::offering("").is_offered());
        let mut input = TextInput::offering("kind:person");
        input.insert("\u{1b}");
        assert!(input.is_offered(), "nothing was typed");
        input.insert(&"👩".repeat(MAX_LENGTH));
        assert!(!input.is_offered() && !input.text().contains('k'));
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_on_a_boundary(
            texts in prop::collection::vec("[a é\u{301}日👩\u{200d}]{0,6}", 1..5),
            actions in prop::collection::vec(0..Action::all().len(), 0..40),
        ) {
            let mut input = TextInput::default();
            let mut texts = texts.iter().cycle();
            for action in actions {
                if !input.act(Action::all()[action]) {
                    input.insert(texts.next().unwrap());
                }
                prop_assert!(input.boundaries().any(|at| at == input.cursor()));
            }
        }
    }
}
