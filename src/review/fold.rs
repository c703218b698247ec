//! Fold of journals: lines in any order, with or without repetitions, become the state of all reviews.

use std::collections::{BTreeMap, BTreeSet};

use super::digest::Digest;
use super::event::JournalEvent;
use super::hiding::OthersPolicy;
use super::history::ReviewerHistory;
use super::id::LineId;
use super::line::Line;

static NOTHING: ReviewerHistory = ReviewerHistory::EMPTY;

/// State of the reviews of all reviewers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews {
    me: String,
    lines: BTreeSet<Line>,
    records: BTreeMap<String, ReviewerHistory>,
    texts: BTreeMap<Digest, String>,
    pub(super) others: OthersPolicy,
}

impl Reviews {
    /// Folds `lines` from the point of view of the reviewer `me`.
    pub fn fold(me: impl Into<String>, lines: impl IntoIterator<Item = Line>) -> Self {
        let mut reviews = Self { me: me.into(), ..Self::default() };
        reviews.add(lines);
        reviews
    }

    /// Adds `lines`. Lines that are already present are ignored.
    pub fn add(&mut self, lines: impl IntoIterator<Item = Line>) {
        let mut changed = BTreeSet::new();
        for line in lines {
            if self.lines.contains(&line) {
                continue;
            }
            let is_next = self.lines.last().is_none_or(|last| last.head.id < line.head.id);
            let takes_back = matches!(line.event, JournalEvent::Undo { .. } | JournalEvent::Redo { .. });
            if let JournalEvent::Text { digest, body } = &line.event
                && Digest::of(body) == *digest
            {
                self.texts.entry(*digest).or_insert_with(|| body.clone());
            }
            if is_next && !takes_back && !changed.contains(&line.head.by) {
                self.records.entry(line.head.by.clone()).or_default().add(&line, None);
            } else {
                changed.insert(line.head.by.clone());
            }
            self.lines.insert(line);
        }
        for name in changed {
            let record = ReviewerHistory::of(self.lines.iter().filter(|line| line.head.by == name));
            self.records.insert(name, record);
        }
    }

    /// Returns the name of the current reviewer.
    pub fn me(&self) -> &str {
        &self.me
    }

    /// Returns the history of the current reviewer.
    pub fn mine(&self) -> &ReviewerHistory {
        self.of(&self.me)
    }

    /// Returns the history of the reviewer `name`.
    pub fn of(&self, name: &str) -> &ReviewerHistory {
        self.records.get(name).unwrap_or(&NOTHING)
    }

    /// Returns the history of every reviewer, in name order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &ReviewerHistory)> {
        self.records.iter().map(|(name, record)| (name.as_str(), record))
    }

    /// Returns every line, in the order of ids.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines.iter()
    }

    /// Returns whether `line` is among the folded lines.
    pub fn holds(&self, line: &Line) -> bool {
        self.lines.contains(line)
    }

    /// Returns the line with the id `id`.
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.lines().rev().find(|line| line.head.id == id)
    }

    /// Returns the text with the digest `digest`, if a journal has it.
    pub fn text(&self, digest: Digest) -> Option<&str> {
        self.texts.get(&digest).map(String::as_str)
    }

    /// Returns the highest id.
    pub fn last_id(&self) -> Option<LineId> {
        self.lines.last().map(|line| line.head.id)
    }
}
