//! Sessions: a queue of cards, where one stands in it, and what became of each. A session follows from its lines, so
//! one that was killed goes on at the same card.

use std::collections::BTreeSet;

use super::event::{Card, Start};
use super::id::Id;
use super::moment::Moment;

/// A session of one reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id: that of the line that began it.
    pub id: Id,
    /// When it began.
    pub started: Moment,
    /// When something of it was last recorded.
    pub last: Moment,
    /// The order of the queue, as written on the command line.
    pub order: String,
    /// What was asked for; nothing for everything.
    pub of: Option<String>,
    /// Whether earlier verdicts are hidden until one has judged.
    pub blind: bool,
    /// When it ended.
    pub ended: Option<Moment>,
    queue: Vec<Card>,
    at: usize,
    judged: BTreeSet<String>,
    skipped: BTreeSet<String>,
}

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Cards judged.
    pub judged: usize,
    /// Cards passed by.
    pub skipped: usize,
    /// All cards.
    pub total: usize,
}

impl Session {
    pub(super) fn new(id: Id, at: &Moment, start: &Start) -> Self {
        let mut seen = BTreeSet::new();
        Self {
            id,
            started: at.clone(),
            last: at.clone(),
            order: start.order.clone(),
            of: start.of.clone(),
            blind: start.blind,
            ended: None,
            queue: start.queue.iter().filter(|card| seen.insert(&card.on)).cloned().collect(),
            at: 0,
            judged: BTreeSet::new(),
            skipped: BTreeSet::new(),
        }
    }

    /// The cards in order; what was deferred stands at the end.
    pub fn queue(&self) -> &[Card] {
        &self.queue
    }

    /// The card one stands at; none if the queue is empty.
    pub fn current(&self) -> Option<&Card> {
        self.queue.get(self.at)
    }

    /// Where in the queue one stands, from 0.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Whether a card was judged in this session.
    pub fn is_judged(&self, card: &str) -> bool {
        self.judged.contains(card)
    }

    /// Whether a card was passed by.
    pub fn is_skipped(&self, card: &str) -> bool {
        self.skipped.contains(card)
    }

    /// The next card that is neither judged nor passed by, after the one where one stands and then from the start;
    /// never the one where one stands.
    pub fn next_open(&self) -> Option<&Card> {
        let after = self.queue.iter().skip(self.at + 1);
        after.chain(self.queue.iter().take(self.at)).find(|card| self.is_open(&card.on))
    }

    /// The card before the one where one stands.
    pub fn before(&self) -> Option<&Card> {
        self.at.checked_sub(1).and_then(|before| self.queue.get(before))
    }

    /// Whether every card is judged or passed by.
    pub fn is_done(&self) -> bool {
        !self.queue.iter().any(|card| self.is_open(&card.on))
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        let count = |is: &dyn Fn(&str) -> bool| self.queue.iter().filter(|card| is(&card.on)).count();
        Progress {
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

    pub(super) fn judge(&mut self, on: &str) {
        self.judged.insert(on.to_owned());
    }

    pub(super) fn skip(&mut self, card: &str) {
        let Some(at) = self.index(card) else { return };
        self.at = at;
        self.skipped.insert(card.to_owned());
        self.advance();
    }

    /// Puts a card at the end. The card that comes to stand in its place is the current one, if it is still open.
    pub(super) fn defer(&mut self, card: &str) {
        let Some(at) = self.index(card) else { return };
        let deferred = self.queue.remove(at);
        self.queue.push(deferred);
        self.skipped.remove(card);
        self.at = at;
        if self.current().is_some_and(|card| !self.is_open(&card.on)) {
            self.advance();
        }
    }

    /// Goes to the next open card; stays if there is none.
    fn advance(&mut self) {
        if let Some(at) = self.next_open().and_then(|card| self.index(&card.on)) {
            self.at = at;
        }
    }

    fn index(&self, card: &str) -> Option<usize> {
        self.queue.iter().position(|known| known.on == card)
    }
}
