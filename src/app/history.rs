//! Histories of the lines that the user has typed.

use std::collections::BTreeMap;

/// Maximum number of stored lines.
const MAX_LINES: usize = 100;

/// History of the lines that the user has typed for one purpose, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    lines: Vec<String>,
    /// Index of the line recalled from the history; `None` if no line is recalled.
    at: Option<usize>,
    /// Text that the user had typed before recalling a line.
    draft: String,
}

impl History {
    /// Creates a history of `lines`, oldest first.
    pub fn new(lines: Vec<String>) -> Self {
        Self { lines, ..Self::default() }
    }

    /// Returns the lines, oldest first.
    pub fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// Returns the last typed line; `None` if the history is empty.
    pub fn last(&self) -> Option<&str> {
        self.lines.last().map(String::as_str)
    }

    /// Appends a line, unless it is blank. An earlier equal line is removed.
    pub fn remember(&mut self, line: &str) {
        self.at = None;
        if line.trim().is_empty() {
            return;
        }
        self.lines.retain(|known| known != line);
        self.lines.push(line.to_owned());
        let surplus = self.lines.len().saturating_sub(MAX_LINES);
        self.lines.drain(..surplus);
    }

    /// Returns the line before or after the recalled line, if `shown` is that line; after the newest line, the text
    /// typed before recalling; `None` if there is no such line.
    pub(super) fn step(&mut self, earlier: bool, shown: &str) -> Option<String> {
        let at = self.at.filter(|&at| self.lines.get(at).is_some_and(|line| line == shown));
        let next = match (at, earlier) {
            (None, true) => {
                shown.clone_into(&mut self.draft);
                // A line equal to the shown text is skipped, because recalling it would change nothing.
                (0..self.lines.len()).rev().find(|&at| self.lines[at] != shown)
            }
            (None, false) => return None,
            (Some(at), true) => Some(at.checked_sub(1)?),
            (Some(at), false) => Some(at + 1).filter(|&next| next < self.lines.len()),
        };
        self.at = next;
        match next {
            Some(next) => self.lines.get(next).cloned(),
            None if earlier => None,
            None => Some(std::mem::take(&mut self.draft)),
        }
    }
}

/// Purpose of a typed line; each purpose has a separate history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// A query of the search.
    Search,
    /// A query of the palette.
    Palette,
    /// A name of a trail, a portfolio or an edition.
    Name,
    /// The constraints on the smallest portfolios, typed as flags.
    Constraints,
    /// A query that filters a list.
    List,
    /// A note on a stop of a trail.
    TrailNote,
    /// A part of a verdict, identified by the label of its prompt.
    Verdict(&'static str),
}

/// Histories by purpose of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histories(BTreeMap<LineKind, History>);

impl Histories {
    /// Returns the history of a purpose.
    pub fn of(&mut self, kind: LineKind) -> &mut History {
        self.0.entry(kind).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_the_last_one_first_and_the_draft_after_them() {
        let mut history = History::new(vec!["one".to_owned()]);
        history.remember("two");
        history.remember("three");
        assert_eq!(history.step(true, "draft").as_deref(), Some("three"));
        assert_eq!(history.step(true, "three").as_deref(), Some("two"));
        assert_eq!(history.step(true, "two").as_deref(), Some("one"));
        assert_eq!(history.step(true, "one"), None, "there is none before it");
        assert_eq!(history.step(false, "one").as_deref(), Some("two"));
        assert_eq!(history.step(false, "two").as_deref(), Some("three"));
        assert_eq!(history.step(false, "three").as_deref(), Some("draft"));
        assert_eq!(history.step(false, "draft"), None);
    }

    #[test]
    fn a_line_that_was_changed_is_a_new_draft() {
        let mut history = History::new(vec!["one".to_owned(), "two".to_owned()]);
        assert_eq!(history.step(true, "").as_deref(), Some("two"));
        assert_eq!(history.step(true, "two!").as_deref(), Some("two"));
        assert_eq!(history.step(false, "two").as_deref(), Some("two!"));
    }

    #[test]
    fn each_line_is_remembered_once_and_not_for_ever() {
        let mut history = History::default();
        for line in ["a", "b", "a", " ", ""] {
            history.remember(line);
        }
        assert_eq!(history, History::new(vec!["b".to_owned(), "a".to_owned()]));
        (0..200).for_each(|number| history.remember(&number.to_string()));
        assert_eq!(history.lines.len(), MAX_LINES);
        assert_eq!(history.last(), Some("199"));
    }

    #[test]
    fn what_is_shown_already_is_not_offered_again() {
        let mut history = History::new(vec!["one".to_owned(), "two".to_owned()]);
        assert_eq!(history.step(true, "two").as_deref(), Some("one"));
    }
}
