//! The identity check: a strategy that is still backed although its falsification signal has landed is held as an
//! identity, not as a bet.

use jiff::civil::Date;

use crate::model::{Atlas, StrategyId};

use super::record::Record;
use super::subject::Subject;
use super::verdict::{Answer, Stance, Status, Verdict};

/// The answers to the identity questions, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdentityScore {
    /// Questions answered as one answers who holds a bet.
    pub bet: usize,
    /// Questions answered as one answers who holds an identity.
    pub identity: usize,
}

impl IdentityScore {
    /// The answers of `verdict`.
    pub fn of(verdict: &Verdict) -> Self {
        let count = |wanted| verdict.identity.values().filter(|&&answer| answer == wanted).count();
        Self { bet: count(Answer::Bet), identity: count(Answer::Identity) }
    }

    /// How the strategy is held by most answers; nothing where they are as many, or none.
    fn most(self) -> Option<Answer> {
        match self.bet.cmp(&self.identity) {
            std::cmp::Ordering::Greater => Some(Answer::Bet),
            std::cmp::Ordering::Less => Some(Answer::Identity),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// How the strategy is held: as an identity by whoever backs it though its signal has landed, whatever they answer; else
/// by most answers to the identity questions. Nothing where neither tells.
pub fn held_as(verdict: &Verdict) -> Option<Answer> {
    if is_identity(verdict) { Some(Answer::Identity) } else { IdentityScore::of(verdict).most() }
}

/// Whether the strategy is still backed although its signal has landed.
pub fn is_identity(verdict: &Verdict) -> bool {
    verdict.stance == Some(Stance::Back) && verdict.status() == Some(Status::Landed)
}

/// A strategy that is still backed although its signal has landed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityFlag<'a> {
    /// The strategy.
    pub on: &'a str,
    /// When the signal landed, as far as that was said.
    pub landed: Option<Date>,
    /// What shows it.
    pub evidence: Option<&'a str>,
    /// The answers to the identity questions.
    pub score: IdentityScore,
}

/// Every strategy of `record` that is still backed although its signal has landed, in the order of paths.
pub fn identity_flags(record: &Record) -> Vec<IdentityFlag<'_>> {
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

/// Those of `strategies`, such as the members of a portfolio, that are still backed although their signal has landed.
pub fn identity_among(record: &Record, atlas: &Atlas, strategies: &[StrategyId]) -> Vec<StrategyId> {
    let flagged = |&id: &StrategyId| record.verdict(&Subject::Strategy(id).path(atlas)).is_some_and(is_identity);
    strategies.iter().copied().filter(flagged).collect()
}
