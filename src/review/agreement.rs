//! Agreement of reviewers with each other, and of a reviewer with their own earlier verdicts.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::Serialize;

use crate::model::{Atlas, SharedSort};

use super::fold::Reviews;
use super::history::ReviewerHistory;
use super::id::LineId;
use super::independence::RatingBasis;
use super::statistics::{Kappa, alpha_interval, alpha_nominal, cohen_kappa, raw_agreement};
use super::subject::{Subject, SubjectKind};
use super::verdict::{Check, ClaimCheck, Judgment, Percent, ReviewStance};

/// Minimum number of subjects that several reviewers have judged for computing figures of agreement.
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
    /// Commitments and shared claims judged by at least two reviewers.
    pub commitments: Vec<Ratings<ClaimCheck>>,
    /// Share of equal pairs among all pairs of stances on one strategy, from 0 to 1; `None` without a pair.
    pub raw: Option<f64>,
    /// Cohen's kappa of the stances; `None` unless there are exactly two reviewers.
    pub kappa: Option<Kappa>,
    /// Krippendorff's alpha of the stances as nominal data; `None` where it is undefined.
    pub stance_alpha: Option<f64>,
    /// Krippendorff's alpha of the confidence as interval data; `None` where it is undefined.
    pub confidence_alpha: Option<f64>,
    /// Agreement on each kind of subject: strategies, positions, then commitments.
    pub kinds: Vec<KindAgreement>,
    /// Number of stances that were recorded after seeing those of others. Where the reviewer has an earlier stance,
    /// that one counts instead.
    pub after_seeing: usize,
}

/// Agreement of all reviewers on one kind of subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KindAgreement {
    /// Name of the kind of subject, in the plural.
    pub kind: &'static str,
    /// Number of subjects that several reviewers have judged.
    pub shared: usize,
    /// Figures of the agreement; `None` for fewer than [`MIN_SHARED`] shared subjects.
    pub figures: Option<KindFigures>,
}

/// Figures of the agreement on one kind of subject; a figure is `None` where the data does not define it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct KindFigures {
    /// Share of equal pairs among all pairs of ratings of one subject, from 0 to 1.
    pub raw: Option<f64>,
    /// Krippendorff's alpha of the ratings, as nominal data.
    pub alpha: Option<f64>,
    /// Krippendorff's alpha of the confidence as interval data; `None` where it is undefined.
    pub confidence_alpha: Option<f64>,
}

/// Name of a reviewer, their rating of a subject, and their confidence, if any.
pub type Rating<S> = (String, S, Option<Percent>);

/// Ratings of one subject by several reviewers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ratings<S> {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Ratings of the subject, in name order of the reviewers.
    pub verdicts: Vec<Rating<S>>,
    /// Share of differing pairs among all pairs of ratings of the subject, from 0 to 1.
    #[serde(rename = "apart")]
    pub disagreement: f64,
}

impl Agreement {
    /// Computes the agreement of all reviewers with at least one stance; `basis` determines which of their stances
    /// count. Subjects on which the verdicts of others are hidden are left out.
    pub fn of(reviews: &Reviews, atlas: &Atlas, basis: RatingBasis) -> Self {
        let takes_stance =
            |record: &ReviewerHistory| record.verdicts().any(|(_, judged)| judged.verdict.stance.is_some());
        let reviewers = reviews.all().filter(|(_, record)| takes_stance(record)).map(|(name, _)| name.to_owned());
        let reviewers: Vec<String> = reviewers.collect();
        let source = RatingSource { reviews, atlas, basis };
        let spreads = source.ratings(Judgment::stance);
        let positions = source.ratings(Judgment::check);
        let commitments = source.ratings(Judgment::claim);
        let figures = KindFigures::of(&spreads);
        let pairs = spreads.iter().filter_map(|spread| match spread.verdicts.as_slice() {
            [(_, a, _), (_, b, _), ..] => Some((*a, *b)),
            _ => None,
        });
        let pairs: Vec<(ReviewStance, ReviewStance)> = pairs.collect();
        Self {
            raw: figures.raw,
            kappa: if reviewers.len() == 2 { cohen_kappa(&pairs) } else { None },
            stance_alpha: figures.alpha,
            confidence_alpha: figures.confidence_alpha,
            kinds: vec![
                KindAgreement::of(SubjectKind::Strategy, &spreads),
                KindAgreement::of(SubjectKind::Position, &positions),
                KindAgreement::of(SubjectKind::Commitment, &commitments),
            ],
            after_seeing: source.after_seeing(),
            reviewers,
            spreads,
            positions,
            commitments,
        }
    }

    /// Returns whether no subject has been judged by two reviewers.
    pub fn is_empty(&self) -> bool {
        self.kinds.iter().all(|kind| kind.shared == 0)
    }
}

impl KindAgreement {
    /// Returns the text that replaces the figures if there are too few shared subjects.
    pub fn too_few() -> String {
        format!("too few to say: at least {MIN_SHARED} are needed")
    }

    fn of<S: Copy + Ord>(kind: SubjectKind, ratings: &[Ratings<S>]) -> Self {
        let shared = ratings.len();
        Self { kind: kind.plural(), shared, figures: (shared >= MIN_SHARED).then(|| KindFigures::of(ratings)) }
    }
}

impl KindFigures {
    fn of<S: Copy + Ord>(ratings: &[Ratings<S>]) -> Self {
        let units: Vec<Vec<S>> = ratings.iter().map(Ratings::said).collect();
        let confidence = |(.., confidence): &Rating<S>| confidence.map(|percent| f64::from(percent.get()));
        let confidences: Vec<Vec<f64>> =
            ratings.iter().map(|one| one.verdicts.iter().filter_map(confidence).collect()).collect();
        Self {
            raw: raw_agreement(&units),
            alpha: alpha_nominal(&units),
            confidence_alpha: alpha_interval(&confidences),
        }
    }
}

/// Ratings of several reviewers, by the address of the subject.
type RatingTable<S> = BTreeMap<String, Vec<Rating<S>>>;

/// Source of ratings: the reviews of everyone, the atlas, and which stances count.
#[derive(Clone, Copy)]
struct RatingSource<'a> {
    reviews: &'a Reviews,
    atlas: &'a Atlas,
    basis: RatingBasis,
}

impl RatingSource<'_> {
    /// Returns the ratings of the subjects that at least two reviewers rated, greatest disagreement first, ties in the
    /// order of addresses. `rating` extracts the rating of one kind from a judgment.
    fn ratings<S: Copy + Ord>(self, rating: impl Fn(Judgment) -> Option<S>) -> Vec<Ratings<S>> {
        let mut table: RatingTable<S> = BTreeMap::new();
        if self.reviews.all().nth(1).is_none() {
            return Vec::new();
        }
        for (name, history) in self.reviews.all() {
            for (subject, _) in history.verdicts() {
                let Some(stance) = self.reviews.rated(name, subject, self.basis) else { continue };
                if let Some(rating) = stance.judgment.and_then(&rating) {
                    table.entry(subject.to_owned()).or_default().push((name.to_owned(), rating, stance.confidence));
                }
            }
        }
        self.add_shared_claims(&mut table);
        table.retain(|subject, ratings| ratings.len() > 1 && !self.reviews.hides_others(subject));
        let mut all: Vec<Ratings<S>> = table
            .into_iter()
            .map(|(subject, verdicts)| {
                let mut ratings = Ratings { subject, verdicts, disagreement: 0.0 };
                ratings.disagreement = 1.0 - raw_agreement(&[ratings.said()]).unwrap_or(1.0);
                ratings
            })
            .collect();
        all.shared_sort_by(|a, b| b.disagreement.total_cmp(&a.disagreement));
        all
    }

    /// Adds to the ratings of each commitment those of reviewers who have judged its shared claim but not the
    /// commitment itself. A commitment without ratings of its own is not added, since its shared claim is already a
    /// subject.
    fn add_shared_claims<S: Copy + Ord>(self, table: &mut RatingTable<S>) {
        for commitment in Subject::commitments(self.atlas) {
            let Some(claim) = commitment.commitment(self.atlas).and_then(|row| row.shared_claim) else { continue };
            let (path, claim) = (commitment.path(self.atlas), Subject::Claim(claim).path(self.atlas));
            let (Some(mut own), Some(shared)) = (table.remove(&path), table.get(&claim)) else { continue };
            let stands = |(name, ..): &&Rating<S>| {
                let has_own = self.reviews.of(name).verdict(&path).is_some_and(|verdict| verdict.claim.is_some());
                !has_own && (name == self.reviews.me() || !self.reviews.hides_others(&claim))
            };
            own.extend(shared.iter().filter(stands).cloned());
            own.shared_sort_by(|(a, ..), (b, ..)| a.cmp(b));
            table.insert(path, own);
        }
    }

    /// Returns the number of current stances that were recorded after seeing those of others and are not hidden.
    fn after_seeing(self) -> usize {
        let all = self.reviews.all().flat_map(|(name, history)| history.verdicts().map(move |(on, _)| (name, on)));
        let visible = all.filter(|(_, on)| !self.reviews.hides_others(on));
        visible.filter(|(name, on)| self.reviews.has_judged_after_seeing(name, on)).count()
    }
}

impl<S: Copy + Ord> Ratings<S> {
    /// Returns whether at least two ratings of the subject differ.
    pub fn is_disputed(&self) -> bool {
        self.disagreement > 0.0
    }

    fn said(&self) -> Vec<S> {
        self.verdicts.iter().map(|(_, said, _)| *said).collect()
    }

    /// Describes the ratings for the reviewer `me`: `back by you and bob, doubt by cyd`.
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

/// Subject on which reviewers disagree, with their ratings.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// Address of the subject.
    pub subject: String,
    /// Share of differing pairs among all pairs of ratings of the subject, from 0 to 1.
    pub disagreement: f64,
    /// Each rating with the reviewers who gave that rating: `back by you and bob, doubt by cyd`.
    pub sides: String,
}

impl Dispute {
    /// Describes the dispute: `judged back by you and bob, doubt by cyd`.
    pub fn describe(&self) -> String {
        format!("judged {}", self.sides)
    }
}

/// Returns the subjects on which the current verdicts of reviewers differ: strategies by stance, positions and
/// commitments by check. The greatest disagreement comes first, ties are in the order of addresses.
pub fn disputes(reviews: &Reviews, atlas: &Atlas) -> Vec<Dispute> {
    fn of<S: Copy + Ord + Display>(ratings: Vec<Ratings<S>>, me: &str) -> impl Iterator<Item = Dispute> {
        ratings.into_iter().filter(Ratings::is_disputed).map(move |ratings| Dispute {
            sides: ratings.sides(me),
            subject: ratings.subject,
            disagreement: ratings.disagreement,
        })
    }
    let (me, source) = (reviews.me(), RatingSource { reviews, atlas, basis: RatingBasis::Current });
    let strategies = of(source.ratings(Judgment::stance), me);
    let positions = of(source.ratings(Judgment::check), me);
    let commitments = of(source.ratings(Judgment::claim), me);
    let mut disputes: Vec<Dispute> = strategies.chain(positions).chain(commitments).collect();
    disputes.shared_sort_by(|a, b| b.disagreement.total_cmp(&a.disagreement).then_with(|| a.subject.cmp(&b.subject)));
    disputes
}

/// Returns the subjects of disagreement that the current reviewer has judged and that need a consensus: there is none,
/// or a participant's verdict or the text has changed since.
pub fn unsettled(reviews: &Reviews, atlas: &Atlas) -> Vec<Dispute> {
    let awaits = |dispute: &Dispute| {
        let Some(subject) = Subject::find(atlas, &dispute.subject) else { return false };
        let has_judged = reviews.mine().verdict(&dispute.subject).is_some_and(|own| own.judgment().is_some());
        let text = || Some(subject.digest(atlas));
        has_judged && reviews.consensus(&dispute.subject).is_none_or(|settled| !settled.stands(text()))
    };
    disputes(reviews, atlas).into_iter().filter(awaits).collect()
}

/// Agreement of the verdicts of a session with the reviewer's earlier verdicts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SelfAgreement {
    /// Number of strategies with a stance both before and in the session.
    pub count: usize,
    /// Number of these strategies with the same stance before and in the session.
    pub same: usize,
    /// Cohen's kappa of the stances before and in the session; `None` where it is undefined.
    pub kappa: Option<Kappa>,
    /// Mean absolute difference of the confidence, in percentage points; `None` if no strategy has two confidences.
    pub shift: Option<f64>,
}

impl SelfAgreement {
    /// Compares the stances of the session `session` with those recorded before it; `None` without a strategy that has
    /// both.
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
