//! Agreement of reviewers: with each other, and of each with their own earlier verdicts.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::Serialize;

use super::fold::Reviews;
use super::history::ReviewerHistory;
use super::id::LineId;
use super::statistics::{Kappa, alpha_interval, alpha_nominal, cohen_kappa, raw_agreement};
use super::verdict::{Check, ClaimCheck, Percent, ReviewStance, Verdict};

/// Minimum number of shared subjects for figures of agreement.
pub const MIN_SHARED: usize = 10;

/// Agreement of reviewers with each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// Reviewers with at least one stance, in name order.
    pub reviewers: Vec<String>,
    /// Strategies with stances of at least two reviewers.
    pub spreads: Vec<Ratings<ReviewStance>>,
    /// Positions checked by at least two reviewers.
    pub positions: Vec<Ratings<Check>>,
    /// Commitments judged by at least two reviewers.
    pub commitments: Vec<Ratings<ClaimCheck>>,
    /// Share of the pairs of stances on one strategy that are equal, from 0 to 1.
    pub raw: Option<f64>,
    /// Cohen's kappa of the stances, for exactly two reviewers.
    pub kappa: Option<Kappa>,
    /// Krippendorff's alpha of the stances, as nominal data.
    pub stance_alpha: Option<f64>,
    /// Krippendorff's alpha of the confidence, as interval data.
    pub confidence_alpha: Option<f64>,
}

/// Reviewer, rating and confidence.
pub type Rating<S> = (String, S, Option<Percent>);

/// Ratings of one subject by several reviewers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ratings<S> {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Ratings in name order of the reviewers.
    pub verdicts: Vec<Rating<S>>,
    /// Share of the pairs of reviewers with different ratings, from 0 to 1.
    #[serde(rename = "apart")]
    pub disagreement: f64,
}

impl Agreement {
    /// Computes the agreement of all reviewers with at least one stance.
    pub fn of(reviews: &Reviews) -> Self {
        let takes_stance =
            |record: &ReviewerHistory| record.verdicts().any(|(_, judged)| judged.verdict.stance.is_some());
        let reviewers = reviews.all().filter(|(_, record)| takes_stance(record)).map(|(name, _)| name.to_owned());
        let reviewers: Vec<String> = reviewers.collect();
        let spreads = spreads(reviews, |verdict| verdict.stance);
        let units: Vec<Vec<ReviewStance>> = spreads.iter().map(Ratings::said).collect();
        let sure = |spread: &Ratings<ReviewStance>| {
            spread.verdicts.iter().filter_map(|(.., sure)| *sure).map(|sure| f64::from(sure.get())).collect()
        };
        let confidences: Vec<Vec<f64>> = spreads.iter().map(sure).collect();
        let pairs: Vec<(ReviewStance, ReviewStance)> = units.iter().map(|unit| (unit[0], unit[1])).collect();
        Self {
            raw: raw_agreement(&units),
            kappa: if reviewers.len() == 2 { cohen_kappa(&pairs) } else { None },
            stance_alpha: alpha_nominal(&units),
            confidence_alpha: alpha_interval(&confidences),
            positions: self::spreads(reviews, |verdict| verdict.record),
            commitments: self::spreads(reviews, |verdict| verdict.claim),
            reviewers,
            spreads,
        }
    }
}

/// Returns the subjects rated by at least two reviewers: greatest disagreement first, ties in the order of addresses.
fn spreads<S: Copy + Ord>(reviews: &Reviews, said: impl Fn(&Verdict) -> Option<S>) -> Vec<Ratings<S>> {
    let mut verdicts: BTreeMap<&str, Vec<Rating<S>>> = BTreeMap::new();
    for (name, record) in reviews.all() {
        for (subject, judged) in record.verdicts() {
            if let Some(said) = said(&judged.verdict) {
                verdicts.entry(subject).or_default().push((name.to_owned(), said, judged.verdict.confidence));
            }
        }
    }
    let mut spreads: Vec<Ratings<S>> = verdicts
        .into_iter()
        .filter(|(subject, verdicts)| verdicts.len() > 1 && !reviews.hides_others(subject))
        .map(|(subject, verdicts)| {
            let mut spread = Ratings { subject: subject.to_owned(), verdicts, disagreement: 0.0 };
            spread.disagreement = 1.0 - raw_agreement(&[spread.said()]).unwrap_or(1.0);
            spread
        })
        .collect();
    spreads.sort_by(|a, b| b.disagreement.total_cmp(&a.disagreement));
    spreads
}

impl<S: Copy + Ord> Ratings<S> {
    /// Returns whether at least two ratings differ.
    pub fn is_disputed(&self) -> bool {
        self.disagreement > 0.0
    }

    fn said(&self) -> Vec<S> {
        self.verdicts.iter().map(|(_, said, _)| *said).collect()
    }

    /// Lists the ratings from the view of `me`: `back by you and bob, doubt by cyd`.
    fn sides(&self, me: &str) -> String
    where
        S: Display,
    {
        let mut sides: BTreeMap<S, Vec<&str>> = BTreeMap::new();
        for (name, said, _) in &self.verdicts {
            sides.entry(*said).or_default().push(if name == me { "you" } else { name });
        }
        let parts = sides.iter().map(|(said, names)| format!("{said} by {}", names.join(" and ")));
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// Subject on which reviewers disagree.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// Address of the subject.
    pub subject: String,
    /// Share of the pairs of reviewers with different ratings, from 0 to 1.
    pub disagreement: f64,
    /// Ratings: `back by you and bob, doubt by cyd`.
    pub sides: String,
}

impl Dispute {
    /// Describes the dispute: `judged back by you and bob, doubt by cyd`.
    pub fn words(&self) -> String {
        format!("judged {}", self.sides)
    }
}

/// Finds the subjects on which reviewers disagree: strategies by stance, positions and commitments by check. Greatest
/// disagreement first, ties in the order of addresses.
pub fn disputes(reviews: &Reviews) -> Vec<Dispute> {
    fn of<S: Copy + Ord + Display>(spreads: Vec<Ratings<S>>, me: &str) -> impl Iterator<Item = Dispute> {
        let disputed = spreads.into_iter().filter(Ratings::is_disputed);
        disputed.map(move |spread| Dispute {
            sides: spread.sides(me),
            subject: spread.subject,
            disagreement: spread.disagreement,
        })
    }
    let strategies = of(spreads(reviews, |verdict| verdict.stance), reviews.me());
    let positions = of(spreads(reviews, |verdict| verdict.record), reviews.me());
    let commitments = of(spreads(reviews, |verdict| verdict.claim), reviews.me());
    let mut disputes: Vec<Dispute> = strategies.chain(positions).chain(commitments).collect();
    disputes.sort_by(|a, b| b.disagreement.total_cmp(&a.disagreement).then_with(|| a.subject.cmp(&b.subject)));
    disputes
}

/// Agreement of the verdicts of a session with the reviewer's earlier verdicts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SelfAgreement {
    /// Number of strategies with a stance both before and in the session.
    pub count: usize,
    /// Number of these with the same stance.
    pub same: usize,
    /// Cohen's kappa.
    pub kappa: Option<Kappa>,
    /// Mean absolute difference of the confidence, in percentage points.
    pub shift: Option<f64>,
}

impl SelfAgreement {
    /// Compares the session `session` with the verdicts of `record` before it; `None` without a common strategy.
    pub fn of(record: &ReviewerHistory, session: LineId) -> Option<Self> {
        let mut pairs = Vec::new();
        let mut shifts = Vec::new();
        for (_, judged) in record.all() {
            let (before, now) = (judged.before(session), judged.within(session));
            let (Some(was), Some(is)) = (before.stance, now.stance) else { continue };
            pairs.push((was, is));
            if let (Some(was), Some(is)) = (before.confidence, now.confidence) {
                shifts.push(f64::from(was.get().abs_diff(is.get())));
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of verdicts are small")]
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        (!pairs.is_empty()).then(|| Self {
            count: pairs.len(),
            same: pairs.iter().filter(|(was, is)| was == is).count(),
            kappa: cohen_kappa(&pairs),
            shift: (!shifts.is_empty()).then(|| mean(&shifts)),
        })
    }
}
