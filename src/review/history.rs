//! History of one reviewer, computed from the reviewer's journal lines in the order of ids.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::SharedSort;
use crate::text::work;

use super::acceptance::Acceptance;
use super::change::{Change, Edit};
use super::consensus::ConsensusRecord;
use super::digest::Digest;
use super::event::JournalEvent;
use super::forecast::{Estimate, Forecast, Resolution};
use super::id::LineId;
use super::line::Line;
use super::name::SharedName;
use super::session::ReviewSession;
use super::stance_changes::StanceSnapshot;
use super::timestamp::ZonedTimestamp;
use super::verdict::{Signal, Verdict};

/// History of one reviewer: verdicts, forecasts, sessions and consensus records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewerHistory {
    judged: BTreeMap<SharedName, Judged>,
    forecasts: BTreeMap<(String, Date), Forecast>,
    sessions: BTreeMap<LineId, ReviewSession>,
    /// Events that can be undone, in the order of ids.
    acts: Vec<(LineId, UndoableEvent)>,
    acceptances: Vec<Acceptance>,
    /// Subjects on which the verdicts of others were shown before the reviewer had judged them, each with the first
    /// line that shows this.
    revealed: BTreeMap<String, LineId>,
    /// Consensus records of the reviewer by subject, in the order of ids.
    consensus: BTreeMap<String, Vec<ConsensusRecord>>,
}

/// Verdict of one reviewer on one subject, with its history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Current verdict.
    pub verdict: Verdict,
    /// Every step of the history in chronological order, including undone ones.
    pub steps: Vec<VerdictStep>,
}

/// Step in the history of a verdict, recorded by one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictStep {
    /// Id of the line that records the step.
    pub id: LineId,
    /// Time when the step was recorded.
    pub at: ZonedTimestamp,
    /// Session in which the step was recorded, if any.
    pub session: Option<LineId>,
    /// Edition of the atlas that was judged, if it has a name.
    pub edition: Option<SharedName>,
    /// Digest of the judged text, if a text was judged.
    pub text: Option<Digest>,
    /// Parts of the verdict that the step changes.
    pub change: Arc<Change>,
    /// Whether the step was undone and does not count.
    pub undone: bool,
    /// Judgment and confidence after the step.
    pub stance: StanceSnapshot,
}

/// Lines that one action of the user recorded, which are undone or redone together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserAction<'a> {
    /// Ids of the lines, at least one.
    pub lines: Vec<LineId>,
    /// Address of the subject of the last line.
    pub subject: &'a str,
}

/// Event that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
struct UndoableEvent {
    subject: SharedName,
    session: Option<LineId>,
    batch: Option<LineId>,
    /// Line that undid the event; `None` if the event counts.
    undone: Option<LineId>,
}

impl Judged {
    /// Returns the last step that is not undone.
    pub fn last(&self) -> Option<&VerdictStep> {
        self.steps.iter().rev().find(|step| !step.undone)
    }

    /// Returns the steps that are not undone, in chronological order.
    pub fn counted(&self) -> impl DoubleEndedIterator<Item = &VerdictStep> + Clone {
        self.steps.iter().filter(|step| !step.undone)
    }

    /// Returns the digest of the judged text: that of the last step with a judgment or, if it has none, of the last
    /// step with a digest; `None` if none has.
    pub fn text(&self) -> Option<Digest> {
        let judgments = self.counted().rev().filter(|step| step.change.is_judgment());
        judgments.chain(self.counted().rev()).find_map(|step| step.text)
    }

    /// Returns the observations of the falsification signal in the order of entry, each with its date: the stated date
    /// or, without one, the date of the entry. The last observation counts. A status without date and evidence that
    /// another entry of the same day follows is left out, since the key that cycles through the statuses only passed
    /// it.
    pub fn sightings(&self) -> impl Iterator<Item = (Date, &Signal)> {
        let signals = self.counted().filter(|step| !step.change.signal.is_keep());
        let next = signals.clone().skip(1).map(Some).chain([None]);
        signals.zip(next).filter_map(|(step, next)| {
            let Edit::Set(signal) = &step.change.signal else { return None };
            let is_bare = signal.date.is_none() && signal.evidence.is_none();
            let is_passed = next.is_some_and(|next| next.at.date() == step.at.date());
            (!(is_bare && is_passed)).then(|| (signal.date.unwrap_or_else(|| step.at.date()), signal))
        })
    }

    /// Returns the review date; `None` without one or if it is closed. A judgment that is recorded after the date was
    /// set, on or after the date itself, closes it.
    pub fn open_review_date(&self) -> Option<Date> {
        let next = self.verdict.next?;
        let since = self.counted().rev().take_while(|step| step.change.next.is_keep());
        let closes = |step: &VerdictStep| step.change.is_judgment() && step.at.date() >= next;
        (!since.into_iter().any(closes)).then_some(next)
    }

    /// Returns whether the review date was computed by rule, not chosen by the reviewer.
    pub fn is_review_date_auto(&self) -> bool {
        self.counted().rev().find(|step| !step.change.next.is_keep()).is_some_and(|step| step.change.auto)
    }

    /// Returns whether the judged text differs from the current text, whose digest is `now`.
    pub fn is_stale(&self, now: Digest) -> bool {
        !self.verdict.is_empty() && self.text().is_some_and(|text| text != now)
    }

    /// Returns the judgment and confidence after the line `id`, not counting steps that were undone at any time; `None`
    /// before the first step.
    pub fn as_of(&self, id: LineId) -> Option<StanceSnapshot> {
        self.steps.iter().rev().find(|step| step.id <= id).map(|step| step.stance)
    }

    /// Returns the verdict as it was before the session `session`.
    pub fn before(&self, session: LineId) -> Verdict {
        let steps = self.steps.iter().filter(|step| !step.undone && step.session != Some(session) && step.id < session);
        merge_steps(steps)
    }

    /// Returns the parts of the verdict that were recorded in the session `session`.
    pub fn within(&self, session: LineId) -> Verdict {
        merge_steps(self.steps.iter().filter(|step| !step.undone && step.session == Some(session)))
    }
}

fn merge_steps<'a>(steps: impl Iterator<Item = &'a VerdictStep>) -> Verdict {
    steps.fold(Verdict::default(), |mut verdict, step| {
        step.change.apply(&mut verdict);
        verdict
    })
}

impl ReviewerHistory {
    /// History without any lines.
    pub(super) const EMPTY: Self = Self {
        judged: BTreeMap::new(),
        forecasts: BTreeMap::new(),
        sessions: BTreeMap::new(),
        acts: Vec::new(),
        acceptances: Vec::new(),
        revealed: BTreeMap::new(),
        consensus: BTreeMap::new(),
    };

    /// Computes the history from `lines` of one reviewer, which are in the order of ids.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Self {
        let mut undone = BTreeMap::new();
        for line in lines.clone() {
            match line.event {
                // An undo or redo only has an effect on an earlier line.
                JournalEvent::Undo { line: taken } if taken < line.head.id => drop(undone.insert(taken, line.head.id)),
                JournalEvent::Redo { line: given } if given < line.head.id => drop(undone.remove(&given)),
                _ => {}
            }
        }
        let mut record = Self::default();
        for line in lines {
            record.add(line, undone.get(&line.head.id).copied());
        }
        record
    }

    /// Adds a line with a higher id than all present lines; `undone` is the id of the line that undoes it, if any.
    pub(super) fn add(&mut self, line: &Line, undone: Option<LineId>) {
        work::count(1);
        let head = &line.head;
        self.add_to_session(line, undone.is_none());
        match &line.event {
            JournalEvent::Verdict { subject, text, set } => self.judge(line, (subject, *text, set), undone.is_some()),
            JournalEvent::Forecast { subject, until, probability, note, .. } if undone.is_none() => {
                let estimate = Estimate {
                    id: head.id,
                    at: head.at.clone(),
                    session: head.session,
                    probability: *probability,
                    note: note.clone(),
                };
                self.forecast(subject, *until).estimates.push(estimate);
            }
            JournalEvent::Seen { subject } => {
                self.revealed.entry(subject.clone()).or_insert(head.id);
            }
            JournalEvent::Consensus(consensus) if undone.is_none() && consensus.is_understood() => {
                let (id, at, session) = (head.id, head.at.clone(), head.session);
                let record = ConsensusRecord { id, at, session, consensus: (**consensus).clone() };
                self.consensus.entry(consensus.subject.clone()).or_default().push(record);
            }
            JournalEvent::Accept(acceptance) if undone.is_none() => self.acceptances.push(acceptance.clone()),
            JournalEvent::Resolve { subject, until, outcome, date, evidence } if undone.is_none() => {
                let resolution = Resolution {
                    id: head.id,
                    at: head.at.clone(),
                    session: head.session,
                    outcome: *outcome,
                    date: *date,
                    evidence: evidence.clone(),
                };
                self.forecast(subject, *until).resolution = Some(resolution);
            }
            _ => {}
        }
        if let (true, Some(subject)) = (line.is_undoable(), line.subject()) {
            let known = self.judged.get_key_value(subject).map(|(known, _)| known.clone());
            let subject = known.unwrap_or_else(|| subject.into());
            self.acts.push((head.id, UndoableEvent { subject, session: head.session, batch: head.batch, undone }));
        }
    }

    fn judge(&mut self, line: &Line, (subject, text, set): (&str, Option<Digest>, &Arc<Change>), undone: bool) {
        if !self.judged.contains_key(subject) {
            self.judged.insert(subject.into(), Judged::default());
        }
        let Some(judged) = self.judged.get_mut(subject) else { return };
        if !undone {
            set.apply(&mut judged.verdict);
        }
        judged.steps.push(VerdictStep {
            id: line.head.id,
            at: line.head.at.clone(),
            session: line.head.session,
            edition: line.head.edition.clone(),
            text,
            change: Arc::clone(set),
            undone,
            stance: StanceSnapshot::of(&judged.verdict),
        });
    }

    fn forecast(&mut self, subject: &str, until: Date) -> &mut Forecast {
        self.forecasts.entry((subject.to_owned(), until)).or_insert_with(|| Forecast {
            subject: subject.to_owned(),
            until,
            estimates: Vec::new(),
            resolution: None,
        })
    }

    fn add_to_session(&mut self, line: &Line, counts: bool) {
        let head = &line.head;
        if let JournalEvent::Start(start) = &line.event {
            self.sessions.insert(head.id, ReviewSession::new(head.id, &head.at, start));
            return;
        }
        let Some(session) = head.session.and_then(|id| self.sessions.get_mut(&id)) else { return };
        session.spend(head.id, &head.at);
        match &line.event {
            JournalEvent::Show { card } => session.show(card),
            JournalEvent::Skip { card } => session.skip(card),
            JournalEvent::Defer { card } => session.defer(card),
            JournalEvent::Verdict { subject, set, .. } if counts => session.judge(subject, set),
            JournalEvent::Forecast { subject, .. } | JournalEvent::Resolve { subject, .. } if counts => {
                session.touch(subject);
            }
            JournalEvent::Consensus(consensus) if counts => session.settle(consensus),
            JournalEvent::End => session.ended = Some(head.at.clone()),
            _ => {}
        }
    }

    /// Returns the verdict on `subject` with its history, even if every step was undone; `None` without any step.
    pub fn judged(&self, subject: &str) -> Option<&Judged> {
        self.judged.get(subject)
    }

    /// Returns the current verdict on `subject`; `None` if there is none.
    pub fn verdict(&self, subject: &str) -> Option<&Verdict> {
        self.judged(subject).map(|judged| &judged.verdict).filter(|verdict| !verdict.is_empty())
    }

    /// Returns the parts of the verdict on `subject` that were recorded in the session `session`.
    pub(super) fn within(&self, subject: &str, session: LineId) -> Verdict {
        self.judged(subject).map(|judged| judged.within(session)).unwrap_or_default()
    }

    /// Returns every subject with a history, including those whose steps are all undone, in the order of addresses.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Judged)> {
        self.judged.iter().map(|(subject, judged)| (&**subject, judged))
    }

    /// Returns every subject with a current verdict, with the verdict and its history, in the order of addresses.
    pub fn verdicts(&self) -> impl Iterator<Item = (&str, &Judged)> {
        self.all().filter(|(_, judged)| !judged.verdict.is_empty())
    }

    /// Returns the forecasts of the reviewer, sorted by address and date.
    pub fn forecasts(&self) -> impl Iterator<Item = &Forecast> {
        self.forecasts.values().filter(|forecast| !forecast.estimates.is_empty())
    }

    /// Returns the forecasts for the signal of `subject`, sorted by date.
    pub fn forecasts_on<'a>(&'a self, subject: &'a str) -> impl Iterator<Item = &'a Forecast> {
        self.forecasts().filter(move |forecast| forecast.subject == subject)
    }

    /// Returns whether the verdicts of others on `subject` were shown before the reviewer had judged it.
    pub fn has_revealed(&self, subject: &str) -> bool {
        self.revealed.contains_key(subject)
    }

    /// Returns the first line that records that the verdicts of others on `subject` were shown; `None` if there is
    /// none.
    pub(super) fn revealed_by(&self, subject: &str) -> Option<LineId> {
        self.revealed.get(subject).copied()
    }

    /// Returns the records of a consensus on `subject` in the reviewer's journal, in the order of ids.
    pub(super) fn consensus_on(&self, subject: &str) -> &[ConsensusRecord] {
        self.consensus.get(subject).map_or(&[], Vec::as_slice)
    }

    /// Returns the subjects on which the reviewer recorded a consensus, in the order of addresses.
    pub(super) fn consensus_subjects(&self) -> impl Iterator<Item = &str> {
        self.consensus.keys().map(String::as_str)
    }

    /// Returns the acceptances of the reviewer, in chronological order.
    pub(super) fn acceptances(&self) -> impl DoubleEndedIterator<Item = &Acceptance> {
        self.acceptances.iter()
    }

    /// Returns the session with the id `id`; `None` if there is none.
    pub fn session(&self, id: LineId) -> Option<&ReviewSession> {
        self.sessions.get(&id)
    }

    /// Returns the sessions of the reviewer, sorted by start.
    pub fn sessions(&self) -> impl DoubleEndedIterator<Item = &ReviewSession> {
        self.sessions.values()
    }

    /// Returns the sessions that have not ended, most recently active first.
    pub fn open_sessions(&self) -> Vec<&ReviewSession> {
        let mut open: Vec<_> = self.sessions().filter(|session| session.ended.is_none()).collect();
        open.shared_sort_by_key(|session| std::cmp::Reverse(session.last_line));
        open
    }

    /// Returns the current session: the most recently active one of the open sessions; `None` if none is open.
    pub fn open_session(&self) -> Option<&ReviewSession> {
        self.sessions().filter(|session| session.ended.is_none()).max_by_key(|session| session.last_line)
    }

    /// Returns the action that an undo would undo: the last action with an event that is not undone, only within
    /// `session` if given; `None` if there is none.
    pub fn undoable(&self, session: Option<LineId>) -> Option<UserAction<'_>> {
        let (id, act) = self.acts_of(session).rev().find(|(_, act)| act.undone.is_none())?;
        Some(self.user_action(id, act, |other| other.undone.is_none()))
    }

    /// Returns the action that a redo would restore: the most recently undone action, provided that it was undone after
    /// the last event was recorded, only within `session` if given; `None` if there is none.
    pub fn redoable(&self, session: Option<LineId>) -> Option<UserAction<'_>> {
        let last = self.acts_of(session).next_back()?.0;
        let undone = self.acts_of(session).filter_map(|(id, act)| Some((act.undone?, id, act)));
        let (_, id, act) = undone.filter(|(by, ..)| *by > last).max_by_key(|&(by, id, _)| (by, id))?;
        Some(self.user_action(id, act, |other| other.undone.is_some_and(|by| by > last)))
    }

    /// Returns the action of the user that recorded `act`: the events of its batch for which `is_meant` is true, or
    /// only `act` if it has no batch.
    fn user_action<'a>(
        &'a self,
        id: LineId,
        act: &'a UndoableEvent,
        is_meant: impl Fn(&UndoableEvent) -> bool,
    ) -> UserAction<'a> {
        let batch = act.batch.map(|batch| {
            let first = self.acts.partition_point(|(id, _)| *id < batch);
            self.acts[first..].iter().filter(move |(_, other)| other.batch == Some(batch))
        });
        let lines = batch.into_iter().flatten().filter(|(_, other)| is_meant(other)).map(|&(id, _)| id);
        let lines: Vec<LineId> = if act.batch.is_some() { lines.collect() } else { vec![id] };
        UserAction { lines, subject: &act.subject }
    }

    fn acts_of(&self, session: Option<LineId>) -> impl DoubleEndedIterator<Item = (LineId, &UndoableEvent)> {
        let acts = self.acts.iter().map(|(id, act)| (*id, act));
        acts.filter(move |(_, act)| session.is_none() || act.session == session)
    }

    /// Returns all tags that the reviewer has given to verdicts, in alphabetical order.
    pub fn own_tags(&self) -> BTreeSet<&str> {
        self.verdicts().flat_map(|(_, judged)| judged.verdict.tags.iter().map(String::as_str)).collect()
    }
}
