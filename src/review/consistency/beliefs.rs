//! Probabilities, in percent, that the verdicts of a reviewer imply.
//!
//! "Backed 80%" is read as a probability of 80% that the strategy is right. A commitment that is judged to hold with
//! confidence c is true with probability c; a commitment that is judged as unsure or failing with confidence c is true
//! with probability 100 - c. A verdict without a confidence implies no probability.

use crate::model::{Atlas, StrategyId};
use crate::review::fold::Reviews;
use crate::review::history::ReviewerHistory;
use crate::review::subject::Subject;
use crate::review::verdict::{ClaimCheck, Percent, ReviewStance, Verdict};

/// Beliefs of one reviewer: the verdicts that count, read as probabilities.
#[derive(Clone, Copy)]
pub(super) struct Beliefs<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) history: &'a ReviewerHistory,
    reviews: &'a Reviews,
    /// Whether the beliefs are those of another reviewer.
    is_other: bool,
}

impl<'a> Beliefs<'a> {
    /// Creates the beliefs of the reviewer `name`. Verdicts hidden from the current reviewer are left out.
    pub(super) fn of(atlas: &'a Atlas, reviews: &'a Reviews, name: &str) -> Self {
        Self { atlas, history: reviews.of(name), reviews, is_other: name != reviews.me() }
    }

    /// Returns the reviewer's verdict on `subject`; `None` without a verdict or if it is hidden from the current
    /// reviewer.
    pub(super) fn verdict(self, subject: Subject) -> Option<&'a Verdict> {
        let path = subject.path(self.atlas);
        self.history
            .verdict(&path)
            .filter(|_| !(self.reviews.is_hidden(&path) || self.is_other && self.reviews.hides_others(&path)))
    }

    /// Returns the strategies that the reviewer backs, each with its verdict, in catalogue order.
    pub(super) fn backed(self) -> Vec<(StrategyId, &'a Verdict)> {
        let all = self.atlas.strategies.ids().filter_map(|id| Some((id, self.verdict(Subject::Strategy(id))?)));
        all.filter(|(_, verdict)| verdict.stance == Some(ReviewStance::Back)).collect()
    }

    /// Returns the commitments of a strategy as subjects. A commitment without a verdict of its own is replaced by the
    /// claim that it shares with commitments of other strategies.
    pub(super) fn premises(self, id: StrategyId) -> impl Iterator<Item = Subject> + use<'a> {
        Subject::commitments_of(self.atlas, id).map(move |subject| subject.effective_subject(self.atlas, self.history))
    }

    /// Returns the probability in percent that a commitment or claim is true; `None` without a verdict or a confidence.
    pub(super) fn probability(self, premise: Subject) -> Option<u8> {
        let verdict = self.verdict(premise)?;
        let confidence = verdict.confidence?.get();
        Some(if verdict.claim? == ClaimCheck::Holds { confidence } else { 100 - confidence })
    }

    /// Returns the probability in percent that a strategy is right; `None` without a stance, if undecided, or without a
    /// confidence.
    pub(super) fn rightness(self, id: StrategyId) -> Option<u8> {
        let verdict = self.verdict(Subject::Strategy(id))?;
        let confidence = verdict.confidence.map(Percent::get)?;
        match verdict.stance? {
            ReviewStance::Back => Some(confidence),
            ReviewStance::Doubt | ReviewStance::Reject => Some(100 - confidence),
            ReviewStance::Undecided => None,
        }
    }
}

impl Subject {
    /// Returns the subject whose verdict counts for a commitment: the commitment itself if it is judged, otherwise its
    /// shared claim, if there is one. Any other subject is returned unchanged.
    #[must_use]
    pub fn effective_subject(self, atlas: &Atlas, history: &ReviewerHistory) -> Self {
        let Some(claim) = self.commitment(atlas).and_then(|commitment| commitment.shared_claim) else { return self };
        let is_judged = history.verdict(&self.path(atlas)).is_some_and(|verdict| verdict.claim.is_some());
        if is_judged { self } else { Self::Claim(claim) }
    }
}
