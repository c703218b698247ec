//! Agreement of each pair of reviewers: raw, Cohen's kappa, weighted kappa and Gwet's AC1, with the counts behind them.

use serde::Serialize;

use super::agreement::{Agreement, MIN_SHARED, Ratings};
use super::statistics::{RatingPair, bootstrap, cohen_kappa, confusion, gwet_ac1, raw_agreement, weighted_kappa};
use super::subject::SubjectKind;
use super::verdict::{Check, ClaimCheck, ReviewStance};

/// Number of stances that form a scale; `undecided`, the last one, is not part of it.
const ORDERED_STANCES: usize = 3;

/// Agreement of two reviewers on one kind of subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairAgreement {
    /// The two reviewers, in name order.
    pub reviewers: [String; 2],
    /// Kind of the subjects, in the plural.
    pub kind: &'static str,
    /// Number of subjects that both have judged.
    pub shared: usize,
    /// Categories in the order of `confusion`.
    pub categories: Vec<&'static str>,
    /// Counts: a row for each category of the first reviewer, with a column for each of the second.
    pub confusion: Vec<Vec<usize>>,
    /// Figures; `None` with fewer than [`MIN_SHARED`] subjects.
    pub figures: Option<PairFigures>,
}

/// Figures of the agreement of two reviewers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairFigures {
    /// Share of the subjects with equal ratings, from 0 to 1.
    pub raw: Option<f64>,
    /// Cohen's kappa over all categories, unordered.
    pub kappa: Option<FigureWithInterval>,
    /// Cohen's kappa with linear weights, over the subjects that neither reviewer left undecided.
    pub weighted_kappa: Option<FigureWithInterval>,
    /// Gwet's AC1, a coefficient of agreement that is corrected for chance.
    pub ac1: Option<FigureWithInterval>,
}

/// Figure with its bootstrap interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FigureWithInterval {
    /// The figure.
    pub value: f64,
    /// Lower end of the 95% interval.
    pub low: Option<f64>,
    /// Upper end of the 95% interval.
    pub high: Option<f64>,
}

impl PairAgreement {
    /// Computes the agreement of all pairs of reviewers with common subjects: strategies, positions, then commitments.
    /// `seed` determines the resampling of the intervals.
    pub fn all(agreement: &Agreement, seed: u64) -> Vec<Self> {
        let mut all = of_kind(
            SubjectKind::Strategy,
            &agreement.spreads,
            ReviewStance::ALL,
            (ORDERED_STANCES, ReviewStance::as_str),
            seed,
        );
        all.extend(of_kind(
            SubjectKind::Position,
            &agreement.positions,
            Check::ALL,
            (Check::ALL.len(), Check::as_str),
            seed,
        ));
        let commitments = &agreement.commitments;
        all.extend(of_kind(
            SubjectKind::Commitment,
            commitments,
            ClaimCheck::ALL,
            (ClaimCheck::ALL.len(), ClaimCheck::as_str),
            seed,
        ));
        all
    }
}

fn of_kind<S: Copy + Ord>(
    kind: SubjectKind,
    spreads: &[Ratings<S>],
    categories: &[S],
    (ordered, word): (usize, fn(S) -> &'static str),
    seed: u64,
) -> Vec<PairAgreement> {
    let mut names: Vec<&str> =
        spreads.iter().flat_map(|spread| spread.verdicts.iter().map(|(name, ..)| name.as_str())).collect();
    names.sort_unstable();
    names.dedup();
    let rating = |spread: &Ratings<S>, name: &str| {
        let (_, rating, _) = spread.verdicts.iter().find(|(by, ..)| by == name)?;
        categories.iter().position(|category| category == rating)
    };
    let mut all = Vec::new();
    for (at, one) in names.iter().enumerate() {
        for other in &names[at + 1..] {
            let both = |spread| rating(spread, one).zip(rating(spread, other));
            let mut pairs: Vec<RatingPair> = spreads.iter().filter_map(both).collect();
            if pairs.is_empty() {
                continue;
            }
            // The order of spreads depends on all reviewers; the interval of a pair must not depend on a third one.
            pairs.sort_unstable();
            all.push(PairAgreement {
                reviewers: [(*one).to_owned(), (*other).to_owned()],
                kind: kind.plural(),
                shared: pairs.len(),
                categories: categories.iter().map(|&category| word(category)).collect(),
                confusion: confusion(&pairs, categories.len()),
                figures: (pairs.len() >= MIN_SHARED).then(|| PairFigures::of(&pairs, categories.len(), ordered, seed)),
            });
        }
    }
    all
}

impl PairFigures {
    fn of(pairs: &[RatingPair], size: usize, ordered: usize, seed: u64) -> Self {
        let on_scale: Vec<RatingPair> = pairs.iter().copied().filter(|&(a, b)| a.max(b) < ordered).collect();
        let units: Vec<Vec<usize>> = pairs.iter().map(|&(a, b)| vec![a, b]).collect();
        let enough = on_scale.len() >= MIN_SHARED;
        Self {
            raw: raw_agreement(&units),
            kappa: figure(pairs, seed, |pairs| cohen_kappa(pairs).map(|kappa| kappa.value)),
            weighted_kappa: enough.then(|| figure(&on_scale, seed, |pairs| weighted_kappa(pairs, ordered))).flatten(),
            ac1: figure(pairs, seed, |pairs| gwet_ac1(pairs, size)),
        }
    }
}

fn figure(
    pairs: &[RatingPair],
    seed: u64,
    statistic: impl Fn(&[RatingPair]) -> Option<f64>,
) -> Option<FigureWithInterval> {
    let value = statistic(pairs)?;
    let (low, high) = bootstrap(pairs, seed, statistic).unzip();
    Some(FigureWithInterval { value, low, high })
}
