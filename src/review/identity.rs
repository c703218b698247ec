//! Identity check: a strategy that is still backed after its falsification signal has landed counts as an identity, not
//! a bet.

use super::verdict::{Answer, ReviewStance, Status, Verdict};

/// Numbers of answers to the questions that distinguish a bet from an identity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdentityScore {
    /// Number of questions answered as for a bet.
    pub bet: usize,
    /// Number of questions answered as for an identity.
    pub identity: usize,
}

impl IdentityScore {
    /// Counts the answers of `verdict`.
    pub fn of(verdict: &Verdict) -> Self {
        let count = |wanted| verdict.identity.values().filter(|&&answer| answer == wanted).count();
        Self { bet: count(Answer::Bet), identity: count(Answer::Identity) }
    }

    /// Returns the more frequent answer; `None` if both answers are equally frequent.
    fn most(self) -> Option<Answer> {
        match self.bet.cmp(&self.identity) {
            std::cmp::Ordering::Greater => Some(Answer::Bet),
            std::cmp::Ordering::Less => Some(Answer::Identity),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// Returns whether the strategy is a bet or an identity to the reviewer: an identity if it is still backed after its
/// signal has landed, otherwise the more frequent answer; `None` if both are equally frequent.
pub fn held_as(verdict: &Verdict) -> Option<Answer> {
    if is_identity(verdict) { Some(Answer::Identity) } else { IdentityScore::of(verdict).most() }
}

/// Returns whether the verdict still backs the strategy although its signal is marked as landed.
pub fn is_identity(verdict: &Verdict) -> bool {
    verdict.stance == Some(ReviewStance::Back) && verdict.status() == Some(Status::Landed)
}
