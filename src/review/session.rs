//! Sessions: a queue of cards, the current one, and the progress of each. A session is computed from its lines, so an
//! interrupted session resumes at the same card.

use std::collections::BTreeSet;

use super::event::{Card, SessionStart};
use super::id::LineId;
use super::timestamp::ZonedTimestamp;

/// Session of one reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSession {
    /// Id of the line that started the session.
    pub id: LineId,
    /// Time of the start.
    pub started: ZonedTimestamp,
    /// Time of the last entry.
    pub last: ZonedTimestamp,
    /// Order of the queue, as written on the command line.
    pub order: String,
    /// Query or portfolio that selected the cards; `None` for everything.
    pub scope: Option<String>,
    /// Whether earlier verdicts are hidden until the reviewer has judged anew.
    pub blind: bool,
    /// Time of the end.
    pub ended: Option<ZonedTimestamp>,
    queue: Vec<Card>,
    at: usize,
    judged: BTreeSet<String>,
    skipped: BTreeSet<String>,
}

/// Progress of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionProgress {
    /// Number of judged cards.
    pub judged: usize,
    /// Number of skipped cards.
    pub skipped: usize,
    /// Number of cards.
    pub total: usize,
}

impl ReviewSession {
    pub(super) fn new(id: LineId, at: &ZonedTimestamp, start: &SessionStart) -> Self {
        let mut seen = BTreeSet::new();
        Self {
            id,
            started: at.clone(),
            last: at.clone(),
            order: start.order.clone(),
            scope: start.scope.clone(),
            blind: start.blind,
            ended: None,
            queue: start.queue.iter().filter(|card| seen.insert(&card.subject)).cloned().collect(),
            at: 0,
            judged: BTreeSet::new(),
            skipped: BTreeSet::new(),
        }
    }

    /// Returns the cards in order, deferred ones at the end.
    pub fn queue(&self) -> &[Card] {
        &self.queue
    }

    /// Returns the current card; `None` if the queue is empty.
    pub fn current(&self) -> Option<&Card> {
        self.queue.get(self.at)
    }

    /// Returns the index of the current card in the queue.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Returns whether a card was judged in the session.
    pub fn is_judged(&self, card: &str) -> bool {
        self.judged.contains(card)
    }

    /// Returns whether a card was skipped.
    pub fn is_skipped(&self, card: &str) -> bool {
        self.skipped.contains(card)
    }

    /// Returns the next card that is neither judged nor skipped, after the current one and then from the start; never
    /// the current one.
    pub fn next_open(&self) -> Option<&Card> {
        let after = self.queue.iter().skip(self.at + 1);
        after.chain(self.queue.iter().take(self.at)).find(|card| self.is_open(&card.subject))
    }

    /// Returns the card before the current one.
    pub fn before(&self) -> Option<&Card> {
        self.at.checked_sub(1).and_then(|before| self.queue.get(before))
    }

    /// Returns whether every card is judged or skipped.
    pub fn is_done(&self) -> bool {
        !self.queue.iter().any(|card| self.is_open(&card.subject))
    }

    /// Returns the progress.
    pub fn progress(&self) -> SessionProgress {
        let count = |is: &dyn Fn(&str) -> bool| self.queue.iter().filter(|card| is(&card.subject)).count();
        SessionProgress {
            judged: count(&|card| self.is_judged(card)),
            skipped: count(&|card| self.is_skipped(card) && !self.is_judged(card)),
            total: self.queue.len(),
        }
    }

    fn is_open(&self, card: &str) -> bool {
        !self.is_judged(card) && !self.is_skipped(card)
    }

    pub(super) fn show(&mut self, card: &str) {
        if let Some(at) = self.index(card) {
            self.at = at;
            self.skipped.remove(card);
        }
    }

    pub(super) fn judge(&mut self, subject: &str) {
        self.judged.insert(subject.to_owned());
    }

    pub(super) fn skip(&mut self, card: &str) {
        let Some(at) = self.index(card) else { return };
        self.at = at;
        self.skipped.insert(card.to_owned());
        self.advance();
    }

    /// Moves a card to the end. The card that takes its place becomes the current one, if it is open.
    pub(super) fn defer(&mut self, card: &str) {
        let Some(at) = self.index(card) else { return };
        let deferred = self.queue.remove(at);
        self.queue.push(deferred);
        self.skipped.remove(card);
        self.at = at;
        if self.current().is_some_and(|card| !self.is_open(&card.subject)) {
            self.advance();
        }
    }

    /// Moves to the next open card, if there is one.
    fn advance(&mut self) {
        if let Some(at) = self.next_open().and_then(|card| self.index(&card.subject)) {
            self.at = at;
        }
    }

    fn index(&self, card: &str) -> Option<usize> {
        self.queue.iter().position(|known| known.subject == card)
    }
}
