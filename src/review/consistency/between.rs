//! Gaps between two reviewers: the commitments on which different verdicts explain the difference between their
//! stances.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Atlas, SharedSort, StrategyId};
use crate::review::fold::Reviews;
use crate::review::subject::Subject;

use super::beliefs::Beliefs;

/// Commitment or claim on which agreement would close part of the gap between two reviewers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapCloser {
    /// Address of the commitment or claim.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the commitment or claim.
    pub name: String,
    /// Maximum share of the gap that agreement on it would close, from 0 to 1. The shares of several commitments
    /// overlap.
    pub share: f64,
    /// Probabilities in percent that it is true, according to the first and to the second reviewer.
    pub probabilities: [u8; 2],
}

impl GapCloser {
    /// Returns the commitments and claims that would close the gap between two reviewers on the strategy `id`, greatest
    /// share first. Hidden verdicts do not count.
    pub fn on(atlas: &Atlas, reviews: &Reviews, id: StrategyId, [one, other]: [&str; 2]) -> Vec<Self> {
        let of = |name| Beliefs::of(atlas, reviews, name);
        gap_closers(of(one), of(other), std::iter::once(id))
    }
}

/// Returns the commitments and claims that would close the gap between two reviewers on `strategies`, greatest share
/// first.
///
/// A reviewer who backs a strategy with confidence c gives it the probability P = c; one who doubts or rejects it, P =
/// 1 - c. For a strategy s that both judged, let A be the reviewer with the higher P and B the other one; the gap is g
/// = `P_A` - `P_B`. For a commitment k of s, close(s, k) = clamp(min(`P_A`(s), `p_A`(k)) - `p_B`(k), 0, g): the part of
/// the gap that B could close by believing k as A does. The share of k is the sum of close(s, k) over the sum of g,
/// over all `strategies` that both judged.
pub(super) fn gap_closers(
    first: Beliefs<'_>,
    second: Beliefs<'_>,
    strategies: impl Iterator<Item = StrategyId>,
) -> Vec<GapCloser> {
    let atlas = first.atlas;
    let mut gap = 0_u32;
    let mut closed: BTreeMap<Subject, (u32, [u8; 2])> = BTreeMap::new();
    for id in strategies {
        let Some((p, q)) = first.rightness(id).zip(second.rightness(id)) else { continue };
        let g = p.abs_diff(q);
        gap += u32::from(g);
        let mut seen = BTreeSet::new();
        for (commitment, row) in Subject::commitments_of(atlas, id).zip(&atlas.strategies[id].commitments) {
            let of = |beliefs: Beliefs<'_>| beliefs.probability(commitment.effective_subject(atlas, beliefs.history));
            let Some((k, l)) = of(first).zip(of(second)) else { continue };
            let (higher, above, below) = if p >= q { (p, k, l) } else { (q, l, k) };
            let close = higher.min(above).saturating_sub(below).min(g);
            // A claim that several commitments of one strategy share counts only once for the strategy.
            let subject = row.shared_claim.map_or(commitment, Subject::Claim);
            if seen.insert(subject) {
                closed.entry(subject).or_insert((0, [k, l])).0 += u32::from(close);
            }
        }
    }
    let mut all: Vec<GapCloser> = closed
        .into_iter()
        .filter(|(_, (close, _))| *close > 0)
        .map(|(subject, (close, probabilities))| GapCloser {
            subject: subject.path(atlas),
            name: subject.name(atlas),
            share: f64::from(close) / f64::from(gap),
            probabilities,
        })
        .collect();
    all.shared_sort_by(|a, b| b.share.total_cmp(&a.share));
    all
}
