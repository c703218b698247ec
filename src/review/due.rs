//! Due reviews, with their reasons.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use crate::model::Atlas;

use super::history::{Judged, ReviewerHistory};
use super::subject::Subject;
use super::verdict::Status;

/// Reason why a review is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// The review date has come.
    Past(Date),
    /// The date of a forecast has passed without a resolution.
    Forecast(Date),
    /// The text has changed since the verdict.
    Stale,
    /// The falsification signal is watched.
    Watched,
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Past(date) => write!(f, "its review date was {date}"),
            Self::Forecast(date) => write!(f, "its forecast for {date} is not resolved"),
            Self::Stale => f.write_str("its text has changed since the verdict"),
            Self::Watched => f.write_str("its signal is watched"),
        }
    }
}

/// Subject with a due review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueItem {
    /// Address of the subject.
    pub subject: String,
    /// Reasons, at least one, the most pressing first.
    pub why: Vec<Due>,
}

/// Lists what of `record` is due on the day `today`: the most pressing first, ties in the order of addresses. Subjects
/// that the atlas no longer has are left out.
pub fn due(record: &ReviewerHistory, atlas: &Atlas, today: Date) -> Vec<DueItem> {
    let mut reasons: BTreeMap<&str, Vec<Due>> = BTreeMap::new();
    for (subject, judged) in record.verdicts() {
        let found = of_verdict(judged, Subject::find(atlas, subject), atlas, today);
        reasons.entry(subject).or_default().extend(found);
    }
    for forecast in record.forecasts().filter(|forecast| forecast.is_overdue(today)) {
        reasons.entry(&forecast.subject).or_default().push(Due::Forecast(forecast.until));
    }
    let mut items: Vec<DueItem> = reasons
        .into_iter()
        .filter(|(subject, why)| !why.is_empty() && Subject::find(atlas, subject).is_some())
        .map(|(subject, mut why)| {
            why.sort_unstable();
            DueItem { subject: subject.to_owned(), why }
        })
        .collect();
    items.sort_by(|a, b| a.why[0].cmp(&b.why[0]));
    items
}

fn of_verdict(judged: &Judged, subject: Option<Subject>, atlas: &Atlas, today: Date) -> Vec<Due> {
    let verdict = &judged.verdict;
    let mut why: Vec<Due> = verdict.next.filter(|&next| next <= today).map(Due::Past).into_iter().collect();
    if subject.is_some_and(|subject| judged.is_stale(subject.digest(atlas))) {
        why.push(Due::Stale);
    }
    if verdict.status() == Some(Status::Watching) {
        why.push(Due::Watched);
    }
    why
}

/// Lists the days on which reviews become due, soonest first, with the address of each subject.
pub fn schedule(record: &ReviewerHistory) -> Vec<(Date, &str)> {
    let again = record.verdicts().filter_map(|(subject, judged)| Some((judged.verdict.next?, subject)));
    let open = record.forecasts().filter(|forecast| forecast.resolution.is_none());
    let mut days: Vec<_> = again.chain(open.map(|forecast| (forecast.until, forecast.subject.as_str()))).collect();
    days.sort_unstable();
    days.dedup();
    days
}
