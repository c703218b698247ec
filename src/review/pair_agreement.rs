//! Agreement of each pair of reviewers: share of equal ratings, Cohen's kappa, weighted kappa and Gwet's AC1, with the
//! counts from which they are computed.

use serde::Serialize;

use super::agreement::{Agreement, MIN_SHARED, Ratings};
use super::statistics::{RatingPair, bootstrap, cohen_kappa, confusion, gwet_ac1, raw_agreement, weighted_kappa};
use super::subject::SubjectKind;
use super::verdict::{Check, ClaimCheck, ReviewStance};

/// Number of stances that form an ordered scale (back, doubt, reject); `undecided`, the last one, is not on the scale.
const ORDERED_STANCES: usize = 3;

/// Agreement of two reviewers on one kind of subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairAgreement {
    /// Names of the two reviewers, in name order.
    pub reviewers: [String; 2],
    /// Name of the kind of subject, in the plural.
    pub kind: &'static str,
    /// Number of subjects that both reviewers have judged.
    pub shared: usize,
    /// Names of the possible ratings, in the order of the rows and columns of `confusion`.
    pub categories: Vec<&'static str>,
    /// Numbers of subjects by the ratings of both: a row for each rating by the first reviewer, with a column for each
    /// rating by the second.
    pub confusion: Vec<Vec<usize>>,
    /// Figures of the agreement; `None` for fewer than [`MIN_SHARED`] shared subjects.
    pub figures: Option<PairFigures>,
}

/// Figures of the agreement of two reviewers; a figure is `None` where the data does not define it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairFigures {
    /// Share of the subjects with equal ratings, from 0 to 1.
    pub raw: Option<f64>,
    /// Cohen's kappa over all ratings, without regard to their order.
    pub kappa: Option<FigureWithInterval>,
    /// Cohen's kappa with linear weights (ratings further apart on the scale count as greater disagreement), over the
    /// subjects that neither reviewer left undecided; `None` if these are too few.
    pub weighted_kappa: Option<FigureWithInterval>,
    /// Gwet's AC1, a coefficient of agreement that is corrected for chance.
    pub ac1: Option<FigureWithInterval>,
}

/// Figure with its 95% interval, computed by resampling the subjects (bootstrap).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FigureWithInterval {
    /// Value of the figure.
    pub value: f64,
    /// Lower end of the 95% interval; `None` if there is no interval.
    pub low: Option<f64>,
    /// Upper end of the 95% interval; `None` if there is no interval.
    pub high: Option<f64>,
}

impl PairAgreement {
    /// Computes the agreement of all pairs of reviewers with common subjects, first on strategies, then on positions
    /// and commitments. `seed` determines the resampling for the intervals.
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
            // The order of `spreads` depends on all reviewers. Sorting the pairs makes the interval of two reviewers
            // independent of a third one.
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
