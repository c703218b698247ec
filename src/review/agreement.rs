//! How far reviewers agree: with each other, and each with what they said before.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::fold::Reviews;
use super::id::Id;
use super::record::Record;
use super::statistics::{Kappa, alpha_interval, alpha_nominal, cohen_kappa, raw_agreement};
use super::verdict::{Percent, Stance, Verdict};

/// How far reviewers agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// The reviewers, in the order of names.
    pub reviewers: Vec<String>,
    /// Strategies that at least two have taken a stance on: those they disagree on most first, ties in the order of
    /// paths.
    pub spreads: Vec<Spread>,
    /// The share of pairs of stances on the same strategy that are equal.
    pub raw: Option<f64>,
    /// Cohen's kappa of the stances, for two reviewers.
    pub kappa: Option<Kappa>,
    /// Krippendorff's alpha of the stances, as names.
    pub stance_alpha: Option<f64>,
    /// Krippendorff's alpha of the confidence, as numbers.
    pub confidence_alpha: Option<f64>,
}

/// What reviewers say of one strategy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// The strategy.
    pub on: String,
    /// Who says what, in the order of names.
    pub verdicts: Vec<(String, Stance, Option<Percent>)>,
    /// The share of pairs that differ, from 0 to 1.
    pub apart: f64,
}

impl Agreement {
    /// How far those agree who have taken a stance on anything.
    pub fn of(reviews: &Reviews) -> Self {
        let mut stances: BTreeMap<&str, Vec<(&str, &Verdict, Stance)>> = BTreeMap::new();
        let mut reviewers = BTreeSet::new();
        for (name, record) in reviews.all() {
            for (on, judged) in record.verdicts() {
                if let Some(stance) = judged.verdict.stance {
                    stances.entry(on).or_default().push((name, &judged.verdict, stance));
                    reviewers.insert(name);
                }
            }
        }
        stances.retain(|_, said| said.len() > 1);
        let units: Vec<Vec<Stance>> =
            stances.values().map(|said| said.iter().map(|(.., stance)| *stance).collect()).collect();
        let sure = |said: &Vec<(&str, &Verdict, Stance)>| {
            said.iter().filter_map(|(_, verdict, _)| verdict.confidence).map(|sure| f64::from(sure.get())).collect()
        };
        let confidences: Vec<Vec<f64>> = stances.values().map(sure).collect();
        let pairs: Vec<(Stance, Stance)> = units.iter().map(|unit| (unit[0], unit[1])).collect();
        Self {
            spreads: spreads(&stances),
            raw: raw_agreement(&units),
            kappa: if reviewers.len() == 2 { cohen_kappa(&pairs) } else { None },
            stance_alpha: alpha_nominal(&units),
            confidence_alpha: alpha_interval(&confidences),
            reviewers: reviewers.into_iter().map(str::to_owned).collect(),
        }
    }

    /// The strategies that reviewers disagree on, those they disagree on most first.
    pub fn disagreements(&self) -> impl Iterator<Item = &Spread> {
        self.spreads.iter().filter(|spread| spread.apart > 0.0)
    }
}

fn spreads(stances: &BTreeMap<&str, Vec<(&str, &Verdict, Stance)>>) -> Vec<Spread> {
    let spread = |(on, said): (&&str, &Vec<(&str, &Verdict, Stance)>)| {
        let agreed = raw_agreement(&[said.iter().map(|(.., stance)| *stance).collect()]);
        Spread {
            on: (*on).to_owned(),
            verdicts: said
                .iter()
                .map(|(name, verdict, stance)| ((*name).to_owned(), *stance, verdict.confidence))
                .collect(),
            apart: 1.0 - agreed.unwrap_or(1.0),
        }
    };
    let mut spreads: Vec<Spread> = stances.iter().map(spread).collect();
    spreads.sort_by(|a, b| b.apart.total_cmp(&a.apart));
    spreads
}

/// How far a reviewer agrees in a session with what they said before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SelfAgreement {
    /// How many strategies they took a stance on both before and in the session.
    pub count: usize,
    /// On how many of them it was the same stance.
    pub same: usize,
    /// Cohen's kappa.
    pub kappa: Option<Kappa>,
    /// By how many points their confidence is off on average, up or down.
    pub shift: Option<f64>,
}

impl SelfAgreement {
    /// How far `record` agrees in the session `session` with itself before it. Nothing if there is nothing to compare.
    pub fn of(record: &Record, session: Id) -> Option<Self> {
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
