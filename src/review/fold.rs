//! Computation of the state of all reviews from journal lines, which can come in any order and with repetitions.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::digest::Digest;
use super::event::JournalEvent;
use super::hiding::OthersPolicy;
use super::history::ReviewerHistory;
use super::id::LineId;
use super::line::Line;
use super::name::SharedName;
use super::text_body::TextBody;

static NOTHING: ReviewerHistory = ReviewerHistory::EMPTY;

/// State of the reviews of all reviewers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews {
    me: String,
    /// All lines, sorted by id, without duplicates.
    lines: Vec<Line>,
    records: BTreeMap<SharedName, ReviewerHistory>,
    texts: BTreeMap<Digest, TextBody>,
    pub(super) others: OthersPolicy,
}

impl Reviews {
    /// Computes the state of the reviews from `lines` for the current reviewer `me`.
    pub fn fold(me: impl Into<String>, lines: impl IntoIterator<Item = Line>) -> Self {
        let mut reviews = Self { me: me.into(), ..Self::default() };
        reviews.add(lines);
        reviews
    }

    /// Adds `lines` to the state; lines that are already present are ignored. Lines with later ids than all present
    /// lines extend the history of their reviewer; an earlier line, an undo or a redo makes the history be rebuilt.
    pub fn add(&mut self, lines: impl IntoIterator<Item = Line>) {
        let mut new: Vec<Line> = lines.into_iter().filter(|line| !self.holds(line)).collect();
        new.sort();
        new.dedup();
        let last = self.last_id();
        let takes_back = |line: &Line| matches!(line.event, JournalEvent::Undo { .. } | JournalEvent::Redo { .. });
        let mut changed = BTreeSet::new();
        for line in &new {
            if let JournalEvent::Text { digest, body } = &line.event
                && body.is_of(*digest)
            {
                self.texts.entry(*digest).or_insert_with(|| body.clone());
            }
            if (takes_back(line) || last.is_some_and(|last| line.head.id <= last)) && !changed.contains(&line.head.by) {
                changed.insert(line.head.by.clone());
            }
        }
        for line in new.iter().filter(|line| !changed.contains(&line.head.by)) {
            self.records.entry(line.head.by.clone()).or_default().add(line, None);
        }
        if self.lines.is_empty() {
            self.lines = new;
        } else {
            self.lines.extend(new);
            // The sort merges two sorted sequences, which takes only one pass.
            self.lines.sort();
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

    /// Returns the history of the reviewer `name`; an empty one if there is no such reviewer.
    pub fn of(&self, name: &str) -> &ReviewerHistory {
        self.records.get(name).unwrap_or(&NOTHING)
    }

    /// Returns the history of every reviewer, in name order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &ReviewerHistory)> {
        self.records.iter().map(|(name, record)| (&**name, record))
    }

    /// Returns every journal line, in the order of ids.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines.iter()
    }

    /// Returns whether `line` is already part of the state.
    pub fn holds(&self, line: &Line) -> bool {
        self.lines.binary_search(line).is_ok()
    }

    /// Returns the line with the id `id`; `None` if there is none.
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.lines[self.lines.partition_point(|line| line.head.id < id)..].first().filter(|line| line.head.id == id)
    }

    /// Returns whether a journal contains the text with the digest `digest`.
    pub fn has_text(&self, digest: Digest) -> bool {
        self.texts.contains_key(&digest)
    }

    /// Returns the text with the digest `digest`; `None` if no journal contains it or it cannot be read.
    pub fn text(&self, digest: Digest) -> Option<Cow<'_, str>> {
        self.texts.get(&digest)?.read()
    }

    /// Returns the highest id of all lines; `None` without lines.
    pub fn last_id(&self) -> Option<LineId> {
        self.lines.last().map(|line| line.head.id)
    }
}
