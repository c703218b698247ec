//! What is to be looked at again, and when.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use crate::model::Atlas;

use super::record::{Judged, Record};
use super::subject::Subject;
use super::verdict::Status;

/// Why something is to be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// The day has come on which the reviewer meant to.
    Past(Date),
    /// The day of a forecast has passed, and nobody has said how it came out.
    Forecast(Date),
    /// The text has changed since.
    Stale,
    /// Its signal is watched.
    Watched,
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Past(date) => write!(f, "you meant to look again on {date}"),
            Self::Forecast(date) => write!(f, "the forecast for {date} waits to be resolved"),
            Self::Stale => f.write_str("the text has changed since"),
            Self::Watched => f.write_str("its signal is watched"),
        }
    }
}

/// Something to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueItem {
    /// What.
    pub on: String,
    /// Why: at least one reason, the most pressing first.
    pub why: Vec<Due>,
}

/// What of `record` is to be looked at again on the day `today`: the most pressing first, ties in the order of paths.
/// What the atlas does not have any more is not among it.
pub fn due(record: &Record, atlas: &Atlas, today: Date) -> Vec<DueItem> {
    let mut reasons: BTreeMap<&str, Vec<Due>> = BTreeMap::new();
    for (on, judged) in record.verdicts() {
        let found = of_verdict(judged, Subject::parse(atlas, on).ok(), atlas, today);
        reasons.entry(on).or_default().extend(found);
    }
    for forecast in record.forecasts().filter(|forecast| forecast.is_overdue(today)) {
        reasons.entry(&forecast.on).or_default().push(Due::Forecast(forecast.until));
    }
    let known = |on: &str| Subject::parse(atlas, on).is_ok();
    let mut items: Vec<DueItem> = reasons
        .into_iter()
        .filter(|(on, why)| !why.is_empty() && known(on))
        .map(|(on, mut why)| {
            why.sort_unstable();
            DueItem { on: on.to_owned(), why }
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

/// The days on which something is to be looked at again, soonest first: the day, and what.
pub fn schedule(record: &Record) -> Vec<(Date, &str)> {
    let again = record.verdicts().filter_map(|(on, judged)| Some((judged.verdict.next?, on)));
    let open = record.forecasts().filter(|forecast| forecast.resolution.is_none());
    let mut days: Vec<_> = again.chain(open.map(|forecast| (forecast.until, forecast.on.as_str()))).collect();
    days.sort_unstable();
    days.dedup();
    days
}
