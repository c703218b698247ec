//! Identity check: a strategy still backed after its falsification signal has landed is an identity, not a bet.

use jiff::civil::Date;

use crate::model::{Atlas, StrategyId};

use super::history::ReviewerHistory;
use super::subject::Subject;
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

    /// Answer of the majority; `None` if both are equally frequent.
    fn most(self) -> Option<Answer> {
        match self.bet.cmp(&self.identity) {
            std::cmp::Ordering::Greater => Some(Answer::Bet),
            std::cmp::Ordering::Less => Some(Answer::Identity),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// Returns whether the strategy is a bet or an identity: an identity if it is still backed after its signal has landed,
/// else the answer of the majority; `None` if neither applies.
pub fn held_as(verdict: &Verdict) -> Option<Answer> {
    if is_identity(verdict) { Some(Answer::Identity) } else { IdentityScore::of(verdict).most() }
}

/// Returns whether the strategy is still backed although its signal has landed.
pub fn is_identity(verdict: &Verdict) -> bool {
    verdict.stance == Some(ReviewStance::Back) && verdict.status() == Some(Status::Landed)
}

/// Strategy that is still backed although its signal has landed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityFlag<'a> {
    /// Address of the strategy.
    pub on: &'a str,
    /// Date on which the signal landed, if recorded.
    pub landed: Option<Date>,
    /// Evidence for the signal.
    pub evidence: Option<&'a str>,
    /// Numbers of answers to the identity questions.
    pub score: IdentityScore,
}

/// Finds every strategy of `record` that is still backed although its signal has landed, in the order of addresses.
pub fn identity_flags(record: &ReviewerHistory) -> Vec<IdentityFlag<'_>> {
    let flagged = record.verdicts().filter(|(_, judged)| is_identity(&judged.verdict));
    flagged
        .map(|(on, judged)| {
            let signal = judged.verdict.signal.as_ref();
            IdentityFlag {
                on,
                landed: signal.and_then(|signal| signal.date),
                evidence: signal.and_then(|signal| signal.evidence.as_deref()),
                score: IdentityScore::of(&judged.verdict),
            }
        })
        .collect()
}

/// Filters `strategies`, such as the members of a portfolio, by whether they are still backed although their signal has
/// landed.
pub fn identity_among(record: &ReviewerHistory, atlas: &Atlas, strategies: &[StrategyId]) -> Vec<StrategyId> {
    let flagged = |&id: &StrategyId| record.verdict(&Subject::Strategy(id).path(atlas)).is_some_and(is_identity);
    strategies.iter().copied().filter(flagged).collect()
}
