//! Blinding: a blind session hides the reviewer's own earlier verdict on a subject until a new stance is recorded.

use jiff::civil::Date;

use super::fold::Reviews;
use super::history::Judged;
use super::verdict::Verdict;

impl Reviews {
    /// Returns the reviewer's verdict on `subject` with its history; `None` without a verdict or if a blind session
    /// hides it.
    pub fn seen(&self, subject: &str) -> Option<&Judged> {
        let judged = self.mine().judged(subject).filter(|judged| !judged.verdict.is_empty());
        judged.filter(|_| !self.is_hidden(subject))
    }

    /// Returns whether an open blind session hides the reviewer's earlier verdict on `subject`.
    pub fn is_hidden(&self, subject: &str) -> bool {
        let mut blind = self.mine().open_sessions().into_iter().filter(|session| session.blind);
        blind.any(|session| self.mine().within(subject, session.id).judgment().is_none())
    }

    /// Returns whether an open blind session hides at least one of the reviewer's verdicts.
    pub fn hides_verdicts(&self) -> bool {
        self.mine().verdicts().any(|(subject, _)| self.is_hidden(subject))
    }

    /// Returns the reviewer's current verdict on `subject`; if a blind session hides it, only the parts that the open
    /// session has recorded.
    pub fn visible_verdict(&self, subject: &str) -> Verdict {
        if self.is_hidden(subject) {
            self.session_verdict(subject)
        } else {
            self.mine().verdict(subject).cloned().unwrap_or_default()
        }
    }

    /// Returns the parts of the verdict on `subject` that were recorded in the open session; empty without an open
    /// session.
    pub fn session_verdict(&self, subject: &str) -> Verdict {
        self.mine().open_session().map(|session| self.mine().within(subject, session.id)).unwrap_or_default()
    }

    /// Returns the verdict on `subject` before the open session, with the date of its last change; `None` if there is
    /// none or it is hidden.
    pub fn before(&self, subject: &str) -> Option<(Verdict, Date)> {
        let session = self.mine().open_session()?;
        let judged = self.seen(subject)?;
        let verdict = judged.before(session.id);
        let earlier = judged.steps.iter().rev().find(|step| !step.undone && step.session != Some(session.id))?;
        (!verdict.is_empty()).then(|| (verdict, earlier.at.date()))
    }
}
