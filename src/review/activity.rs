//! Statistics of a reviewer over all sessions: pace, calibration over time, and drift between reviews of one subject.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::forecast::Forecast;
use super::history::{Judged, ReviewerHistory};
use super::stance_changes::StanceSnapshot;
use super::statistics::{Share, median};
use super::verdict::Percent;

/// Rows of the drift table: minimum number of days between two reviews, and the period in words.
const BANDS: [(i32, &str); 4] =
    [(0, "less than a month"), (30, "1 to 3 months"), (91, "3 to 12 months"), (365, "a year or more")];

/// Statistics of a reviewer over all sessions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Activity {
    /// Days on which the reviewer judged, earliest first, each with its number of judgments.
    pub per_day: Vec<(Date, usize)>,
    /// Brier scores of the months in which forecasts were settled, earliest first.
    pub brier: Vec<BrierMonth>,
    /// Median number of seconds per judged card over all sessions; `None` without judged cards.
    pub seconds_per_card: Option<i64>,
    /// Estimated time left in each open session.
    pub open: Vec<TimeLeft>,
    /// How much judgments change between two reviews of a subject on different days, by the time between the reviews.
    pub drift: Vec<Drift>,
}

/// Brier score (mean squared error of forecasts) of a month in which forecasts were settled.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BrierMonth {
    /// First day of the month.
    pub month: Date,
    /// Number of forecasts settled in the month.
    pub count: usize,
    /// Brier score of these forecasts.
    pub brier: f64,
    /// Brier score of all forecasts settled by the end of the month.
    pub so_far: f64,
}

/// Estimated time left in an open session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimeLeft {
    /// Name of the session.
    pub session: String,
    /// Number of cards that still wait for a verdict.
    pub waiting: usize,
    /// Estimated number of seconds, from the median time of judged cards; `None` without judged cards.
    pub seconds: Option<i64>,
}

/// Changes between two consecutive reviews of a subject, for one period between the reviews.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drift {
    /// Time between the reviews, in words.
    pub after: &'static str,
    /// Share of reviews whose stance or check differs from that of the previous review.
    pub changed: Share,
    /// Mean absolute change of the confidence, in percentage points; `None` if no pair of reviews has two confidences.
    pub points: Option<f64>,
}

impl Activity {
    /// Computes the statistics of the reviewer whose history is `record`.
    pub fn new(record: &ReviewerHistory) -> Self {
        let mut per_day: BTreeMap<Date, usize> = BTreeMap::new();
        let steps = record.all().flat_map(|(_, judged)| judged.counted());
        for step in steps.filter(|step| step.change.is_judgment()) {
            *per_day.entry(step.at.date()).or_default() += 1;
        }
        let judged = record.sessions().flat_map(|session| {
            session.times().filter(|(card, _)| session.is_judged(card)).map(|(_, seconds)| seconds)
        });
        let seconds_per_card = median(judged.collect());
        let open = record.open_sessions().into_iter().map(|session| {
            let waiting = session.progress().waiting;
            let seconds = seconds_per_card.zip(i64::try_from(waiting).ok()).map(|(each, waiting)| each * waiting);
            TimeLeft { session: session.name.clone(), waiting, seconds }
        });
        Self {
            per_day: per_day.into_iter().collect(),
            brier: brier_by_month(record),
            seconds_per_card,
            open: open.collect(),
            drift: drift(record),
        }
    }

    /// Returns whether there are neither judgments nor settled forecasts.
    pub fn is_empty(&self) -> bool {
        self.per_day.is_empty() && self.brier.is_empty()
    }
}

fn brier_by_month(record: &ReviewerHistory) -> Vec<BrierMonth> {
    let mut losses: BTreeMap<Date, Vec<f64>> = BTreeMap::new();
    for forecast in record.forecasts() {
        let Some((probability, landed)) = Forecast::scored(forecast) else { continue };
        let Some(settled) = forecast.resolution.as_ref().map(|resolution| resolution.date) else { continue };
        let loss = (probability.share() - f64::from(u8::from(landed))).powi(2);
        losses.entry(settled.first_of_month()).or_default().push(loss);
    }
    let (mut sum, mut total) = (0.0, 0.0);
    let month = |(month, losses): (Date, Vec<f64>)| {
        #[expect(clippy::cast_precision_loss, reason = "counts of forecasts are small")]
        let (of_month, count) = (losses.iter().sum::<f64>(), losses.len() as f64);
        sum += of_month;
        total += count;
        BrierMonth { month, count: losses.len(), brier: of_month / count, so_far: sum / total }
    };
    losses.into_iter().map(month).collect()
}

/// Two consecutive reviews of a subject: days between them, whether the judgment changed, and the change of the
/// confidence in points (`None` unless both have one).
type ReviewPair = (i32, bool, Option<u8>);

fn drift(record: &ReviewerHistory) -> Vec<Drift> {
    let pairs: Vec<ReviewPair> = record.all().flat_map(|(_, judged)| review_pairs(judged)).collect();
    let ends = BANDS.iter().skip(1).map(|(days, _)| *days).chain([i32::MAX]);
    let rows = BANDS.iter().zip(ends).filter_map(|(&(from, after), to)| {
        let inside: Vec<&ReviewPair> = pairs.iter().filter(|(days, ..)| (from..to).contains(days)).collect();
        let changed = Share::new(inside.iter().filter(|(_, changed, _)| *changed).count(), inside.len())?;
        let points: Vec<f64> = inside.iter().filter_map(|(.., points)| points.map(f64::from)).collect();
        #[expect(clippy::cast_precision_loss, reason = "counts of reviews are small")]
        let mean = (!points.is_empty()).then(|| points.iter().sum::<f64>() / points.len() as f64);
        Some(Drift { after, changed, points: mean })
    });
    rows.collect()
}

/// Returns pairs of consecutive days on which the reviewer judged a subject, with the verdict at the end of each day
/// compared.
fn review_pairs(judged: &Judged) -> Vec<ReviewPair> {
    let mut days: BTreeMap<Date, StanceSnapshot> = BTreeMap::new();
    let mut has_judgment = std::collections::BTreeSet::new();
    for step in judged.counted() {
        let date = step.at.date();
        if step.change.is_judgment() {
            has_judgment.insert(date);
        }
        if has_judgment.contains(&date) {
            days.insert(date, step.stance);
        }
    }
    let days: Vec<(Date, StanceSnapshot)> = days.into_iter().collect();
    let pair = |two: &[(Date, StanceSnapshot)]| {
        let [(earlier, before), (later, after)] = [two[0], two[1]];
        let points = before.confidence.zip(after.confidence).map(|(a, b)| Percent::get(a).abs_diff(b.get()));
        let days = earlier.until(later).map_or(0, |span| span.get_days());
        (days, before.judgment != after.judgment, points)
    };
    days.windows(2).map(pair).collect()
}

impl Activity {
    /// Returns the statistics as pairs of a label and a text.
    pub fn describe(&self) -> Vec<(String, String)> {
        let verdicts: usize = self.per_day.iter().map(|(_, count)| count).sum();
        let pace = self.seconds_per_card.map(|seconds| format!(", {} per card (median)", duration_words(seconds)));
        let days = if self.per_day.len() == 1 { "day" } else { "days" };
        let pace = format!("{verdicts} on {} {days}{}", self.per_day.len(), pace.unwrap_or_default());
        let left = self.open.iter().map(|open| {
            let time = open.seconds.map(|seconds| format!(", about {}", duration_words(seconds)));
            let cards = if open.waiting == 1 { "card" } else { "cards" };
            let words = format!("{} {cards} of {}{}", open.waiting, open.session, time.unwrap_or_default());
            ("Left".to_owned(), words)
        });
        [("Verdicts".to_owned(), pace)].into_iter().chain(left).collect()
    }
}

/// Formats a number of seconds: `45 s`, `2 min 30 s`, `1 h 5 min`.
pub fn duration_words(seconds: i64) -> String {
    match seconds {
        ..60 => format!("{seconds} s"),
        60..3600 if seconds % 60 == 0 => format!("{} min", seconds / 60),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::review::test_journal::JournalBuilder;
    use crate::review::{JournalEvent, Outcome, ReviewStance, Reviews, SessionSummary};

    #[test]
    fn figures_of_a_small_journal_by_hand() {
        let mut scribe = JournalBuilder::new("ada", date(2026, 3, 1));
        let judge = |scribe: &mut JournalBuilder, stance, confidence| {
            scribe.judge("strategy/pause", |verdict| {
                verdict.stance = Some(stance);
                verdict.confidence = Percent::new(confidence);
            });
        };
        judge(&mut scribe, ReviewStance::Back, 80);
        // The last judgment of a day counts.
        judge(&mut scribe, ReviewStance::Back, 60);
        scribe.wait(10);
        judge(&mut scribe, ReviewStance::Doubt, 70);
        scribe.wait(10);
        judge(&mut scribe, ReviewStance::Doubt, 90);
        for (until, probability, outcome) in [
            (date(2026, 4, 1), 80, Outcome::Landed),
            (date(2026, 4, 2), 50, Outcome::NotLanded),
            (date(2026, 5, 3), 10, Outcome::NotLanded),
        ] {
            scribe.forecast("strategy/go", until, probability);
            scribe.resolve("strategy/go", until, outcome, until);
        }
        let reviews = Reviews::fold("ada", scribe.lines.clone());
        let activity = Activity::new(reviews.mine());
        assert_eq!(activity.per_day, [(date(2026, 3, 1), 2), (date(2026, 3, 11), 1), (date(2026, 3, 21), 1)]);
        let brier: Vec<_> = activity.brier.iter().map(|month| (month.count, month.brier, month.so_far)).collect();
        // (0.04 + 0.25) / 2, then 0.01; over all three 0.30 / 3.
        assert!(brier[0].0 == 2 && (brier[0].1 - 0.145).abs() < 1e-12 && (brier[0].2 - 0.145).abs() < 1e-12);
        assert!(brier[1].0 == 1 && (brier[1].1 - 0.01).abs() < 1e-12 && (brier[1].2 - 0.1).abs() < 1e-12);
        let [drift] = &activity.drift[..] else { panic!("{:?}", activity.drift) };
        assert_eq!((drift.after, drift.changed.cases, drift.changed.count), ("less than a month", 1, 2));
        assert_eq!(drift.points, Some(15.0), "60 to 70, then 70 to 90");
    }

    #[test]
    fn time_is_that_of_the_card_on_screen_without_breaks() {
        let mut scribe = JournalBuilder::new("ada", date(2026, 3, 1));
        let id = scribe.start(&["strategy/pause", "strategy/go"]);
        scribe.judge("strategy/pause", |verdict| verdict.stance = Some(ReviewStance::Back));
        scribe.judge("strategy/pause", |verdict| verdict.confidence = Percent::new(100));
        scribe.write(JournalEvent::Show { card: "strategy/go".to_owned() });
        // The same card is judged a day later: the pause does not count.
        scribe.wait(1).judge("strategy/go", |verdict| verdict.note = Some("n".to_owned()));
        scribe.write(JournalEvent::Skip { card: "strategy/go".to_owned() });
        scribe.write(JournalEvent::End);
        let reviews = Reviews::fold("ada", scribe.lines.clone());
        let session = reviews.mine().last_ended().unwrap();
        assert_eq!(session.id, id);
        assert_eq!(session.times().collect::<Vec<_>>(), [("strategy/go", 120), ("strategy/pause", 180)]);
        let summary = SessionSummary::new(reviews.mine(), session, date(2026, 3, 2));
        assert_eq!((summary.median, summary.slowest), (Some(180), vec![("strategy/pause", 180)]));
        assert_eq!((summary.confidence[9], summary.judgments.len(), summary.left.len()), (1, 1, 1));
        let words = [59, 60, 150, 3900].map(duration_words);
        assert_eq!(words, ["59 s", "1 min", "2 min 30 s", "1 h 5 min"]);
    }
}
