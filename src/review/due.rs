//! Reviews that are due, with the reasons.

use std::collections::BTreeMap;
use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Atlas, SharedSort};

use super::history::{Judged, ReviewerHistory, VerdictStep};
use super::subject::Subject;
use super::verdict::Status;

/// Reason why a review of a subject is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// The review date, which is given, has come.
    Past(Date),
    /// The last day of a forecast, which is given, has passed without an outcome.
    Forecast(Date),
    /// The text of the subject has changed since the verdict.
    Stale,
    /// The falsification signal is being watched, but neither the signal nor the stance was recorded in the 30 days
    /// before the given date.
    Watched(Date),
}

/// Number of days after which a watched signal is due for review.
const WATCH_INTERVAL: i32 = 30;

impl Due {
    /// Returns the date since which the review is due; `None` for [`Due::Stale`], which has no date.
    pub fn since(self) -> Option<Date> {
        match self {
            Self::Past(date) | Self::Watched(date) => Some(date),
            Self::Forecast(until) => until.tomorrow().ok(),
            Self::Stale => None,
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Past(date) => write!(f, "its review date was {date}"),
            Self::Forecast(date) => write!(f, "its forecast for {date} is not resolved"),
            Self::Stale => f.write_str("its text has changed since the verdict"),
            Self::Watched(date) => write!(f, "its watched signal was to be checked by {date}"),
        }
    }
}

/// Subject with a due review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueItem {
    /// Address of the subject.
    pub subject: String,
    /// Reasons why the review is due, at least one, most urgent first.
    pub why: Vec<Due>,
}

/// Returns the subjects whose review is due on the day `today` in the history `record`, most urgent first, ties in the
/// order of addresses. Subjects missing from the atlas are left out.
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
    items.shared_sort_by(|a, b| a.why[0].cmp(&b.why[0]));
    items
}

fn of_verdict(judged: &Judged, subject: Option<Subject>, atlas: &Atlas, today: Date) -> Vec<Due> {
    let is_stale = subject.is_some_and(|subject| judged.is_stale(subject.digest(atlas)));
    let dates = [judged.open_review_date().map(Due::Past), watched_until(judged).map(Due::Watched)];
    let has_come = |due: &Due| due.since().is_none_or(|since| since <= today);
    dates.into_iter().flatten().chain(is_stale.then_some(Due::Stale)).filter(has_come).collect()
}

/// Returns the day on which a watched signal is due: [`WATCH_INTERVAL`] days after the last entry on the stance or the
/// signal; `None` if the signal is not watched.
fn watched_until(judged: &Judged) -> Option<Date> {
    if judged.verdict.status() != Some(Status::Watching) {
        return None;
    }
    let is_look = |step: &&VerdictStep| step.change.is_judgment() || step.change.signal.is_set();
    let last = judged.counted().rev().find(is_look)?;
    Some(last.at.date().saturating_add(WATCH_INTERVAL.days()))
}

/// Returns the days on which reviews become due, soonest first, each with the address of the subject.
pub fn schedule(record: &ReviewerHistory) -> Vec<(Date, &str)> {
    let dates = |judged: &Judged| [judged.open_review_date(), watched_until(judged)].into_iter().flatten();
    let again = record.verdicts().flat_map(|(subject, judged)| dates(judged).map(move |date| (date, subject)));
    let open = record.forecasts().filter(|forecast| forecast.resolution.is_none());
    let mut days: Vec<_> = again.chain(open.map(|forecast| (forecast.until, forecast.subject.as_str()))).collect();
    days.sort_unstable();
    days.dedup();
    days
}
