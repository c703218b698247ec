//! Review sessions: a queue of cards, the current card, and the progress. A session is computed from its journal lines,
//! so an interrupted session resumes at the same card.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::work;

use super::change::{Change, Edit};
use super::consensus::Consensus;
use super::event::{Advance, Card, SessionStart};
use super::id::LineId;
use super::timestamp::ZonedTimestamp;

/// Review session of one reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSession {
    /// Id of the line that started the session.
    pub id: LineId,
    /// Time when the session started.
    pub started: ZonedTimestamp,
    /// Time of the last line of the session.
    pub last: ZonedTimestamp,
    /// Name of the order of the queue, as on the command line.
    pub order: String,
    /// Query or portfolio that selected the cards; `None` if all subjects were selected.
    pub scope: Option<String>,
    /// Whether earlier verdicts are hidden until the reviewer has judged again.
    pub blind: bool,
    /// Whether the cards record a consensus of reviewers instead of verdicts of the reviewer.
    pub is_consensus: bool,
    /// Name of the session, by which it can be resumed.
    pub name: String,
    /// Entry after which the next card is shown automatically; `None` if the reviewer always moves on by hand.
    pub advance: Option<Advance>,
    /// Time when the session ended; `None` while it is open.
    pub ended: Option<ZonedTimestamp>,
    /// Id of the last line of the session.
    pub(super) last_line: LineId,
    queue: Vec<Card>,
    at: usize,
    judged: BTreeSet<String>,
    touched: BTreeSet<String>,
    skipped: BTreeSet<String>,
    deferred: BTreeSet<String>,
    left_open: BTreeSet<String>,
    seconds: BTreeMap<String, i64>,
}

/// Minimum number of seconds without an entry that count as a break; breaks are not part of the time spent on a card.
const MIN_BREAK: i64 = 600;

/// State of a card in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardMark {
    /// A judgment was recorded on the card: a stance, a check of a position or of a commitment.
    Judged,
    /// Something other than a judgment was recorded on the card, such as a note.
    Touched,
    /// The card was skipped.
    Skipped,
    /// The card was moved to the end of the queue.
    Deferred,
}

impl CardMark {
    /// Returns the name of the state as shown to users.
    pub fn label(self) -> &'static str {
        match self {
            Self::Judged => "judged",
            Self::Touched => "touched",
            Self::Skipped => "skipped",
            Self::Deferred => "deferred",
        }
    }
}

/// Progress of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionProgress {
    /// Number of cards with a judgment.
    pub judged: usize,
    /// Number of cards with an entry but without a judgment.
    pub touched: usize,
    /// Number of skipped cards without an entry.
    pub skipped: usize,
    /// Number of cards that are neither judged nor skipped.
    pub waiting: usize,
    /// Number of all cards.
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
            is_consensus: start.consensus,
            name: start.name.clone().unwrap_or_else(|| start.default_name()),
            advance: start.advance,
            ended: None,
            last_line: id,
            queue: start.queue.iter().filter(|card| seen.insert(&card.subject)).cloned().collect(),
            at: 0,
            judged: BTreeSet::new(),
            touched: BTreeSet::new(),
            skipped: BTreeSet::new(),
            deferred: BTreeSet::new(),
            left_open: BTreeSet::new(),
            seconds: BTreeMap::new(),
        }
    }

    /// Returns the cards in order; deferred cards are at the end.
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

    /// Returns whether a judgment was recorded in the session on the subject `card`.
    pub fn is_judged(&self, card: &str) -> bool {
        self.judged.contains(card)
    }

    /// Returns whether the card of the subject `card` was skipped.
    pub fn is_skipped(&self, card: &str) -> bool {
        self.skipped.contains(card)
    }

    /// Returns the next card that is neither judged nor skipped, searching from the current card to the end and then
    /// from the start; never the current card. `None` if there is none.
    pub fn next_open(&self) -> Option<&Card> {
        let after = self.queue.iter().skip(self.at + 1);
        after.chain(self.queue.iter().take(self.at)).find(|card| self.is_open(&card.subject))
    }

    /// Returns the card before the current card; `None` if it is the first one.
    pub fn before(&self) -> Option<&Card> {
        self.at.checked_sub(1).and_then(|before| self.queue.get(before))
    }

    /// Returns whether every card is judged or skipped.
    pub fn is_done(&self) -> bool {
        !self.queue.iter().any(|card| self.is_open(&card.subject))
    }

    /// Returns the numbers of cards by state.
    pub fn progress(&self) -> SessionProgress {
        let count = |is: &dyn Fn(&str) -> bool| self.queue.iter().filter(|card| is(&card.subject)).count();
        SessionProgress {
            judged: count(&|card| self.is_judged(card)),
            touched: count(&|card| self.mark(card) == Some(CardMark::Touched)),
            skipped: count(&|card| self.mark(card) == Some(CardMark::Skipped)),
            waiting: count(&|card| self.is_open(card)),
            total: self.queue.len(),
        }
    }

    /// Returns the progress as text: `12 of 30 judged · 2 touched · 1 skipped`, or in a session that records a
    /// consensus `4 of 8 settled · 1 left open`.
    pub fn describe_progress(&self) -> String {
        let progress = self.progress();
        let part = |count: usize, words: &str| (count > 0).then(|| format!("{count} {words}"));
        let (done, word) = if self.is_consensus {
            (progress.judged.saturating_sub(self.left_open.len()), "settled")
        } else {
            (progress.judged, "judged")
        };
        let parts = [
            part(self.left_open.len(), "left open"),
            part(progress.touched, "touched"),
            part(progress.skipped, "skipped"),
        ];
        let done = format!("{done} of {} {word}", progress.total);
        std::iter::once(done).chain(parts.into_iter().flatten()).collect::<Vec<_>>().join(" · ")
    }

    /// Returns the state of a card; judged takes precedence, then touched, skipped and deferred. `None` if nothing was
    /// done with the card.
    pub fn mark(&self, card: &str) -> Option<CardMark> {
        let marks = [
            (&self.judged, CardMark::Judged),
            (&self.touched, CardMark::Touched),
            (&self.skipped, CardMark::Skipped),
            (&self.deferred, CardMark::Deferred),
        ];
        marks.into_iter().find(|(cards, _)| cards.contains(card)).map(|(_, mark)| mark)
    }

    fn is_open(&self, card: &str) -> bool {
        !self.is_judged(card) && !self.is_skipped(card)
    }

    /// Returns the number of seconds spent on each card, without breaks of ten minutes or more, in the order of
    /// addresses.
    pub fn times(&self) -> impl Iterator<Item = (&str, i64)> {
        self.seconds.iter().map(|(card, &seconds)| (card.as_str(), seconds))
    }

    /// Returns the number of seconds spent on the session up to `now`, without breaks.
    pub fn time_spent(&self, now: &ZonedTimestamp) -> i64 {
        self.seconds.values().sum::<i64>() + self.since_last(now)
    }

    /// Returns the number of seconds from the last entry to `now`; 0 if this is long enough to be a break.
    fn since_last(&self, now: &ZonedTimestamp) -> i64 {
        let seconds = now.timestamp().as_second() - self.last.timestamp().as_second();
        if (0..MIN_BREAK).contains(&seconds) { seconds } else { 0 }
    }

    /// Adds the time between the previous line and the line `id` at the time `at` to the current card.
    pub(super) fn spend(&mut self, id: LineId, at: &ZonedTimestamp) {
        let seconds = self.since_last(at);
        if let Some(Card { subject, .. }) = self.queue.get(self.at) {
            match self.seconds.get_mut(subject) {
                Some(sum) => *sum += seconds,
                None => drop(self.seconds.insert(subject.clone(), seconds)),
            }
        }
        self.last = at.clone();
        self.last_line = id;
    }

    pub(super) fn show(&mut self, card: &str) {
        if let Some(at) = self.index(card) {
            self.at = at;
            self.skipped.remove(card);
        }
    }

    /// Records a change of the verdict on `subject`: a judgment marks the card as judged until it is cleared, any other
    /// change as touched.
    pub(super) fn judge(&mut self, subject: &str, change: &Change) {
        if change.is_judgment() {
            self.judged.insert(subject.to_owned());
        } else if change.stance == Edit::Clear || change.record == Edit::Clear || change.claim == Edit::Clear {
            self.judged.remove(subject);
        }
        self.touch(subject);
    }

    /// Records a consensus: the card is judged, and left open if the reviewers did not settle on an answer.
    pub(super) fn settle(&mut self, consensus: &Consensus) {
        let subject = &consensus.subject;
        self.judged.insert(subject.clone());
        if consensus.judgment().is_none() {
            self.left_open.insert(subject.clone());
        } else {
            self.left_open.remove(subject);
        }
        self.touch(subject);
    }

    pub(super) fn touch(&mut self, subject: &str) {
        self.touched.insert(subject.to_owned());
    }

    pub(super) fn skip(&mut self, card: &str) {
        let Some(at) = self.index(card) else { return };
        self.at = at;
        self.skipped.insert(card.to_owned());
        self.advance();
    }

    /// Moves a card to the end of the queue. The card that takes its position becomes the current card, or the next
    /// open card if that one is not open.
    pub(super) fn defer(&mut self, card: &str) {
        let Some(at) = self.index(card) else { return };
        let deferred = self.queue.remove(at);
        self.queue.push(deferred);
        self.skipped.remove(card);
        self.deferred.insert(card.to_owned());
        self.at = at;
        if self.current().is_some_and(|card| !self.is_open(&card.subject)) {
            self.advance();
        }
    }

    /// Makes the next open card the current card, if there is one.
    fn advance(&mut self) {
        if let Some(at) = self.next_open().and_then(|card| self.index(&card.subject)) {
            self.at = at;
        }
    }

    /// Returns the index of a card in the queue; `None` if it is not in the queue. The search starts at the current
    /// card, since the wanted card is usually near it.
    fn index(&self, card: &str) -> Option<usize> {
        let is_card = |at: &usize| {
            work::count(1);
            self.queue[*at].subject == card
        };
        (self.at..self.queue.len()).chain(0..self.at.min(self.queue.len())).find(is_card)
    }
}

impl SessionStart {
    /// Returns the default name of the session: what selected its cards or, for all subjects, the order of the queue.
    pub fn default_name(&self) -> String {
        let scope = self.scope.clone().unwrap_or_else(|| format!("all strategies by {}", self.order));
        if self.blind { format!("{scope}, blind") } else { scope }
    }
}
