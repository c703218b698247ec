//! Current consensus of reviewers on each subject, and what has changed since it was recorded.

use std::collections::BTreeSet;

use super::change::Change;
use super::consensus::{Consensus, ConsensusRecord};
use super::digest::Digest;
use super::fold::Reviews;
use super::history::ReviewerHistory;
use super::id::LineId;
use super::stance_changes::StanceSnapshot;

use crate::model::SharedSort;

/// Current consensus of a group of reviewers on a subject, with what has changed since it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled<'a> {
    /// Latest current record of the consensus.
    pub record: &'a ConsensusRecord,
    /// Names of the participants whose stance or confidence has changed since, in name order.
    pub changed: Vec<&'a str>,
    /// Other current records of the same group that say something else, latest first, each after the name of the
    /// reviewer who wrote it.
    pub differing: Vec<(&'a str, &'a ConsensusRecord)>,
}

impl Settled<'_> {
    /// Returns whether the consensus is still valid: no participant has changed their stance or confidence, and the
    /// text of the subject, whose current digest is `text`, is the same.
    pub fn stands(&self, text: Option<Digest>) -> bool {
        self.changed.is_empty() && !self.is_stale(text)
    }

    /// Returns whether the text of the subject, whose current digest is `text`, has changed since the consensus.
    pub fn is_stale(&self, text: Option<Digest>) -> bool {
        self.record.consensus.text.zip(text).is_some_and(|(then, now)| then != now)
    }

    /// Returns the state of the consensus as text: `settled`, `settled, ada changed since`, `left open, the text has
    /// changed since`. `text` is the digest of the subject's current text.
    pub fn state(&self, text: Option<Digest>) -> String {
        let state = if self.record.consensus.judgment().is_some() { "settled" } else { "left open" };
        let changed = (!self.changed.is_empty()).then(|| format!("{} changed since", self.changed.join(" and ")));
        let stale = self.is_stale(text).then(|| "the text has changed since".to_owned());
        std::iter::once(state.to_owned()).chain(changed).chain(stale).collect::<Vec<_>>().join(", ")
    }
}

impl Reviews {
    /// Returns the consensus in force on `subject`: the latest, whichever group of reviewers reached it. `None` if there
    /// is no consensus, or while the verdicts of other reviewers on the subject are hidden.
    pub fn consensus(&self, subject: &str) -> Option<Settled<'_>> {
        self.settled(subject).into_iter().next()
    }

    /// Returns the consensus of each group of reviewers on `subject`, latest first; empty while the verdicts of others
    /// on the subject are hidden.
    pub fn settled(&self, subject: &str) -> Vec<Settled<'_>> {
        if self.all().all(|(_, history)| history.consensus_on(subject).is_empty()) || self.hides_others(subject) {
            return Vec::new();
        }
        let current = self.current(subject);
        let mut groups: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
        let latest = current.iter().filter(|(_, record)| groups.insert(record.consensus.people()));
        latest.map(|&(_, record)| self.with_changes(record, &current)).collect()
    }

    /// Returns the consensus of the group `between` on `subject`; `None` without one or if it is hidden.
    pub fn consensus_of(&self, subject: &str, between: &[String]) -> Option<Settled<'_>> {
        let people: BTreeSet<&str> = between.iter().map(String::as_str).collect();
        self.settled(subject).into_iter().find(|settled| settled.record.consensus.people() == people)
    }

    /// Returns every subject with a consensus that is not hidden, in the order of addresses.
    pub fn settled_subjects(&self) -> impl Iterator<Item = (&str, Settled<'_>)> {
        let subjects: BTreeSet<&str> = self.all().flat_map(|(_, history)| history.consensus_subjects()).collect();
        subjects.into_iter().filter_map(|subject| Some((subject, self.consensus(subject)?)))
    }

    /// Creates the consensus of the group `between` on `subject`, which replaces the group's current records.
    pub fn settle(&self, subject: &str, mut between: Vec<String>, set: Change, note: Option<String>) -> Consensus {
        between.sort_unstable();
        between.dedup();
        let consensus = Consensus { subject: subject.to_owned(), between, set, note, ..Consensus::default() };
        let is_known =
            |name: &str, record: &ConsensusRecord| name != self.me() && record.consensus.people() == consensus.people();
        let known = self.current(subject).into_iter().filter(|(name, record)| is_known(name, record));
        let replaces = known.map(|(_, record)| record.id).collect();
        Consensus { replaces, ..consensus }
    }

    /// Returns the names of the reviewers who have judged `subject`, in name order.
    pub fn judges_of(&self, subject: &str) -> Vec<String> {
        let has_judged =
            |history: &ReviewerHistory| history.verdict(subject).is_some_and(|verdict| verdict.judgment().is_some());
        self.all().filter(|(_, history)| has_judged(history)).map(|(name, _)| name.to_owned()).collect()
    }

    /// Returns the consensus records on `subject` that no other record replaces, latest first, each after the name of
    /// the reviewer who wrote it.
    fn current(&self, subject: &str) -> Vec<(&str, &ConsensusRecord)> {
        let mut replaced: BTreeSet<LineId> = BTreeSet::new();
        let mut current = Vec::new();
        for (name, history) in self.all() {
            let mut groups: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
            for record in history.consensus_on(subject).iter().rev() {
                replaced.extend(&record.consensus.replaces);
                if groups.insert(record.consensus.people()) {
                    current.push((name, record));
                }
            }
        }
        current.retain(|(_, record)| !replaced.contains(&record.id));
        current.shared_sort_by_key(|(_, record)| std::cmp::Reverse(record.id));
        current
    }

    fn with_changes<'a>(
        &'a self,
        record: &'a ConsensusRecord,
        current: &[(&'a str, &'a ConsensusRecord)],
    ) -> Settled<'a> {
        let consensus = &record.consensus;
        let has_changed = |name: &str| {
            // Of a participant whose journal is not among these, no change is known.
            let Some(judged) = self.of(name).judged(&consensus.subject) else { return false };
            let now = StanceSnapshot::of(&judged.verdict);
            now.judgment.is_none() || judged.as_of(record.id) != Some(now)
        };
        let is_other = |one: &ConsensusRecord| {
            one.id != record.id && one.consensus.people() == consensus.people() && one.consensus.differs(consensus)
        };
        Settled {
            record,
            changed: consensus.people().into_iter().filter(|name| has_changed(name)).collect(),
            differing: current.iter().copied().filter(|(_, one)| is_other(one)).collect(),
        }
    }
}
