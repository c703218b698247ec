//! Summary of a review session: its judgments, changes of mind and times.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::due::schedule;
use super::history::ReviewerHistory;
use super::session::{CardMark, ReviewSession};
use super::stance_changes::{StanceChange, stance_changes};
use super::statistics::median;
use super::verdict::{Judgment, Percent};

use crate::model::SharedSort;

/// Maximum number of slowest cards and of coming reviews that a summary lists.
const MAX_LISTED: usize = 5;

/// Summary of a review session.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionSummary<'a> {
    /// Session that is summarized.
    pub session: &'a ReviewSession,
    /// Judgments recorded in the session, each with its number of cards.
    pub judgments: BTreeMap<Judgment, usize>,
    /// Changes of mind in the session, each after the address of its subject.
    pub changes: Vec<(&'a str, StanceChange)>,
    /// Numbers of recorded confidences by ten percent; 100% counts in the last group.
    pub confidence: [usize; 10],
    /// Median number of seconds spent on a judged card; `None` without judged cards.
    pub median: Option<i64>,
    /// Judged cards that took the most time, each with its number of seconds.
    pub slowest: Vec<(&'a str, i64)>,
    /// Cards that were skipped, or touched but not judged, each with its state.
    pub left: Vec<(&'a str, CardMark)>,
    /// Coming reviews of the session's cards after today, soonest first, each with its date.
    pub due: Vec<(Date, &'a str)>,
}

impl<'a> SessionSummary<'a> {
    /// Creates the summary of `session`, a session of `record`, as of the day `today`.
    pub fn new(record: &'a ReviewerHistory, session: &'a ReviewSession, today: Date) -> Self {
        let cards = || session.queue().iter().map(|card| card.subject.as_str());
        let mut judgments = BTreeMap::new();
        let mut confidence = [0; 10];
        let mut changes = Vec::new();
        for card in cards() {
            let within = record.within(card, session.id);
            if let Some(judgment) = within.judgment() {
                *judgments.entry(judgment).or_default() += 1;
            }
            if let Some(percent) = within.confidence {
                confidence[usize::from(Percent::get(percent) / 10).min(9)] += 1;
            }
            let Some(judged) = record.judged(card) else { continue };
            let steps = || judged.counted().filter(|step| step.session == Some(session.id));
            let here = stance_changes(judged).into_iter().filter(|change| steps().any(|step| step.at == change.at));
            changes.extend(here.map(|change| (card, change)));
        }
        let times = || session.times().filter(|(card, _)| session.is_judged(card));
        let mut slowest: Vec<(&str, i64)> = times().filter(|(_, seconds)| *seconds > 0).collect();
        slowest.shared_sort_by_key(|&(_, seconds)| std::cmp::Reverse(seconds));
        slowest.truncate(MAX_LISTED);
        let is_left = |mark: &CardMark| matches!(mark, CardMark::Skipped | CardMark::Touched);
        let left = cards().filter_map(|card| Some((card, session.mark(card).filter(is_left)?)));
        let is_card = |subject: &str| cards().any(|card| card == subject);
        let due = schedule(record).into_iter().filter(|&(date, subject)| date > today && is_card(subject));
        Self {
            session,
            judgments,
            changes,
            confidence,
            median: median(times().map(|(_, seconds)| seconds).collect()),
            slowest,
            left: left.collect(),
            due: due.take(MAX_LISTED).collect(),
        }
    }
}

impl ReviewerHistory {
    /// Returns the session that ended last; `None` if no session has ended.
    pub fn last_ended(&self) -> Option<&ReviewSession> {
        self.sessions().filter(|session| session.ended.is_some()).max_by_key(|session| session.last_line)
    }
}
