//! The record of one reviewer: what follows from their lines. Built line by line in the order of ids.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::change::Change;
use super::digest::Digest;
use super::event::Event;
use super::forecast::{Estimate, Forecast, Resolution};
use super::id::Id;
use super::line::Line;
use super::moment::Moment;
use super::session::Session;
use super::verdict::Verdict;

/// What one reviewer has recorded, as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    judged: BTreeMap<String, Judged>,
    forecasts: BTreeMap<(String, Date), Forecast>,
    sessions: BTreeMap<Id, Session>,
    acts: BTreeMap<Id, Act>,
}

/// What was said of one thing: as it stands, and step by step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The verdict as it stands.
    pub verdict: Verdict,
    /// Every step that led to it, in the order of time; also what was taken back.
    pub steps: Vec<Step>,
}

/// A step on the way to a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The line.
    pub id: Id,
    /// When.
    pub at: Moment,
    /// In which session, if in one.
    pub session: Option<Id>,
    /// With which edition of the atlas.
    pub edition: Option<String>,
    /// The text as it was judged.
    pub text: Option<Digest>,
    /// What changed.
    pub change: Change,
    /// Whether it was taken back, so that it counts for nothing.
    pub undone: bool,
    /// The verdict after it.
    pub verdict: Verdict,
}

/// Something that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Act {
    on: String,
    session: Option<Id>,
    /// The line that took it back, if it is taken back.
    undone: Option<Id>,
}

impl Judged {
    /// The last step that counts.
    pub fn last(&self) -> Option<&Step> {
        self.steps.iter().rev().find(|step| !step.undone)
    }

    /// The text that the verdict is of, as far as it is known.
    pub fn text(&self) -> Option<Digest> {
        self.steps.iter().rev().filter(|step| !step.undone).find_map(|step| step.text)
    }

    /// Whether the verdict is of another text than the one with the digest `now`.
    pub fn is_stale(&self, now: Digest) -> bool {
        !self.verdict.is_empty() && self.text().is_some_and(|text| text != now)
    }

    /// The verdict as it stood before `session`.
    pub fn before(&self, session: Id) -> Verdict {
        let steps = self.steps.iter().filter(|step| !step.undone && step.session != Some(session) && step.id < session);
        put_together(steps)
    }

    /// What was said in `session` alone.
    pub fn within(&self, session: Id) -> Verdict {
        put_together(self.steps.iter().filter(|step| !step.undone && step.session == Some(session)))
    }
}

fn put_together<'a>(steps: impl Iterator<Item = &'a Step>) -> Verdict {
    steps.fold(Verdict::default(), |mut verdict, step| {
        step.change.apply(&mut verdict);
        verdict
    })
}

impl Record {
    /// Nothing at all.
    pub(super) const EMPTY: Self =
        Self { judged: BTreeMap::new(), forecasts: BTreeMap::new(), sessions: BTreeMap::new(), acts: BTreeMap::new() };

    /// What follows from `lines`, which are of one reviewer and in the order of ids.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Self {
        let mut undone = BTreeMap::new();
        for line in lines.clone() {
            match line.event {
                // Only what was there can be taken back.
                Event::Undo { line: taken } if taken < line.head.id => drop(undone.insert(taken, line.head.id)),
                Event::Redo { line: given } if given < line.head.id => drop(undone.remove(&given)),
                _ => {}
            }
        }
        let mut record = Self::default();
        for line in lines {
            record.add(line, undone.get(&line.head.id).copied());
        }
        record
    }

    /// Adds a line that comes after all before it; `undone` is the line that takes it back.
    pub(super) fn add(&mut self, line: &Line, undone: Option<Id>) {
        let head = &line.head;
        if let (true, Some(on)) = (line.is_act(), line.on()) {
            self.acts.insert(head.id, Act { on: on.to_owned(), session: head.session, undone });
        }
        self.add_to_session(line, undone.is_none());
        match &line.event {
            Event::Verdict { on, text, set } => self.judge(line, (on, *text, set), undone.is_some()),
            Event::Forecast { on, until, probability, note, .. } if undone.is_none() => {
                let estimate = Estimate {
                    id: head.id,
                    at: head.at.clone(),
                    session: head.session,
                    probability: *probability,
                    note: note.clone(),
                };
                self.forecast(on, *until).estimates.push(estimate);
            }
            Event::Resolve { on, until, outcome, date, evidence } if undone.is_none() => {
                let resolution = Resolution {
                    id: head.id,
                    at: head.at.clone(),
                    session: head.session,
                    outcome: *outcome,
                    date: *date,
                    evidence: evidence.clone(),
                };
                self.forecast(on, *until).resolution = Some(resolution);
            }
            _ => {}
        }
    }

    fn judge(&mut self, line: &Line, (on, text, set): (&str, Option<Digest>, &Change), undone: bool) {
        let judged = self.judged.entry(on.to_owned()).or_default();
        if !undone {
            set.apply(&mut judged.verdict);
        }
        judged.steps.push(Step {
            id: line.head.id,
            at: line.head.at.clone(),
            session: line.head.session,
            edition: line.head.edition.clone(),
            text,
            change: set.clone(),
            undone,
            verdict: judged.verdict.clone(),
        });
    }

    fn forecast(&mut self, on: &str, until: Date) -> &mut Forecast {
        self.forecasts.entry((on.to_owned(), until)).or_insert_with(|| Forecast {
            on: on.to_owned(),
            until,
            estimates: Vec::new(),
            resolution: None,
        })
    }

    fn add_to_session(&mut self, line: &Line, counts: bool) {
        let head = &line.head;
        if let Event::Start(start) = &line.event {
            self.sessions.insert(head.id, Session::new(head.id, &head.at, start));
            return;
        }
        let Some(session) = head.session.and_then(|id| self.sessions.get_mut(&id)) else { return };
        session.last = head.at.clone();
        match &line.event {
            Event::Show { card } => session.show(card),
            Event::Skip { card } => session.skip(card),
            Event::Defer { card } => session.defer(card),
            Event::Verdict { on, .. } if counts => session.judge(on),
            Event::End => session.ended = Some(head.at.clone()),
            _ => {}
        }
    }

    /// What was said of `on`, also if all of it was taken back.
    pub fn judged(&self, on: &str) -> Option<&Judged> {
        self.judged.get(on)
    }

    /// The verdict on `on` as it stands.
    pub fn verdict(&self, on: &str) -> Option<&Verdict> {
        self.judged(on).map(|judged| &judged.verdict).filter(|verdict| !verdict.is_empty())
    }

    /// Everything that anything was said of, in the order of paths.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Judged)> {
        self.judged.iter().map(|(on, judged)| (on.as_str(), judged))
    }

    /// Every verdict as it stands, in the order of paths.
    pub fn verdicts(&self) -> impl Iterator<Item = (&str, &Judged)> {
        self.all().filter(|(_, judged)| !judged.verdict.is_empty())
    }

    /// The forecasts, in the order of paths and dates.
    pub fn forecasts(&self) -> impl Iterator<Item = &Forecast> {
        self.forecasts.values().filter(|forecast| !forecast.estimates.is_empty())
    }

    /// The forecasts on the signal of `on`, in the order of dates.
    pub fn forecasts_on<'a>(&'a self, on: &'a str) -> impl Iterator<Item = &'a Forecast> {
        self.forecasts().filter(move |forecast| forecast.on == on)
    }

    /// The session `id`.
    pub fn session(&self, id: Id) -> Option<&Session> {
        self.sessions.get(&id)
    }

    /// The sessions, in the order in which they began.
    pub fn sessions(&self) -> impl DoubleEndedIterator<Item = &Session> {
        self.sessions.values()
    }

    /// The session to go on with: the last one that has not ended.
    pub fn open_session(&self) -> Option<&Session> {
        self.sessions().rev().find(|session| session.ended.is_none())
    }

    /// What an undo takes back: the last act that counts, of `session` alone if one is given. With what it is on.
    pub fn undoable(&self, session: Option<Id>) -> Option<(Id, &str)> {
        let acts = self.acts_of(session).rev();
        acts.filter(|(_, act)| act.undone.is_none()).map(|(id, act)| (id, act.on.as_str())).next()
    }

    /// What a redo gives back: of what was taken back after the last act, that which was taken back last. With what
    /// it is on.
    pub fn redoable(&self, session: Option<Id>) -> Option<(Id, &str)> {
        let last = self.acts_of(session).next_back()?.0;
        let undone = self.acts_of(session).filter_map(|(id, act)| Some((act.undone?, id, act.on.as_str())));
        undone.filter(|(by, ..)| *by > last).max().map(|(_, id, on)| (id, on))
    }

    fn acts_of(&self, session: Option<Id>) -> impl DoubleEndedIterator<Item = (Id, &Act)> {
        let acts = self.acts.iter().map(|(&id, act)| (id, act));
        acts.filter(move |(_, act)| session.is_none() || act.session == session)
    }

    /// The tags of the reviewer's own that are in use, in alphabetical order.
    pub fn own_tags(&self) -> BTreeSet<&str> {
        self.verdicts().flat_map(|(_, judged)| judged.verdict.tags.iter().map(String::as_str)).collect()
    }
}
