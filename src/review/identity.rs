//! Identity check: a strategy still backed after its falsification signal has landed is an identity, not a bet.

use super::verdict::{Answer, ReviewStance, Status, Verdict};

/// Numbers of answers to the identity questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdentityScore {
    /// Questions answered as for a bet.
    pub bet: usize,
    /// Questions answered as for an identity.
    pub identity: usize,
}

impl IdentityScore {
    /// Counts the answers of `verdict`.
    pub fn of(verdict: &Verdict) -> Self {
        let count = |wanted| verdict.identity.values().filter(|&&answer| answer == wanted).count();
        Self { bet: count(Answer::Bet), identity: count(Answer::Identity) }
    }

    /// Returns the answer of the majority; `None` if both are equally frequent.
    fn most(self) -> Option<Answer> {
        match self.bet.cmp(&self.identity) {
            std::cmp::Ordering::Greater => Some(Answer::Bet),
            std::cmp::Ordering::Less => Some(Answer::Identity),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// Returns whether the strategy is a bet or an identity: an identity if it is still backed after its signal has landed,
/// otherwise the answer of the majority; `None` if there is no majority.
pub fn held_as(verdict: &Verdict) -> Option<Answer> {
    if is_identity(verdict) { Some(Answer::Identity) } else { IdentityScore::of(verdict).most() }
}

/// Returns whether the strategy is still backed although its signal has landed.
pub fn is_identity(verdict: &Verdict) -> bool {
    verdict.stance == Some(ReviewStance::Back) && verdict.status() == Some(Status::Landed)
}
