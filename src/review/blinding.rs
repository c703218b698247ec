//! Blinding: a blind session hides the reviewer's own earlier verdict on a subject until there is a new stance.

use jiff::civil::Date;

use super::fold::Reviews;
use super::history::{Judged, ReviewerHistory};
use super::id::LineId;
use super::verdict::Verdict;

impl Reviews {
    /// Returns the verdict on `on` with its history, unless a blind session hides it.
    pub fn seen(&self, on: &str) -> Option<&Judged> {
        let judged = self.mine().judged(on).filter(|judged| !judged.verdict.is_empty());
        judged.filter(|_| !self.is_hidden(on))
    }

    /// Returns whether a blind session hides the earlier verdict on `on`.
    pub fn is_hidden(&self, on: &str) -> bool {
        let takes_stance = |verdict: &Verdict| verdict.stance.is_some() || verdict.record.is_some();
        let blind = self.mine().open_session().filter(|session| session.blind);
        blind.is_some_and(|session| !takes_stance(&said_in(self.mine(), on, session.id)))
    }

    /// Returns whether a blind session hides any verdict.
    pub fn hides_verdicts(&self) -> bool {
        self.mine().verdicts().any(|(on, _)| self.is_hidden(on))
    }

    /// Returns the current verdict on `on`, or its visible part in a blind session.
    pub fn standing(&self, on: &str) -> Verdict {
        if self.is_hidden(on) { self.said(on) } else { self.mine().verdict(on).cloned().unwrap_or_default() }
    }

    /// Returns the verdict on `on` as recorded in the open session.
    pub fn said(&self, on: &str) -> Verdict {
        let session = self.mine().open_session();
        session.map(|session| said_in(self.mine(), on, session.id)).unwrap_or_default()
    }

    /// Returns the verdict on `on` from before the open session with the date of its last change, unless hidden.
    pub fn before(&self, on: &str) -> Option<(Verdict, Date)> {
        let session = self.mine().open_session()?;
        let judged = self.seen(on)?;
        let verdict = judged.before(session.id);
        let earlier = judged.steps.iter().rev().find(|step| !step.undone && step.session != Some(session.id))?;
        (!verdict.is_empty()).then(|| (verdict, earlier.at.date()))
    }
}

fn said_in(record: &ReviewerHistory, on: &str, session: LineId) -> Verdict {
    let mut verdict = Verdict::default();
    let steps = record.judged(on).into_iter().flat_map(|judged| &judged.steps);
    for step in steps.filter(|step| !step.undone && step.session == Some(session)) {
        step.change.apply(&mut verdict);
    }
    verdict
}
