//! Review dates set by rule: a judgment made on or after its review date sets the next review date.
//!
//! The date is computed when the judgment is recorded, never when a journal is read or merged. As in spaced repetition,
//! the interval grows while the verdict is stable and shrinks when it changes; the figures are specific to this
//! program.

use jiff::ToSpan;
use jiff::civil::Date;

use super::change::{Change, Edit};
use super::digest::Digest;
use super::history::{Judged, ReviewerHistory};
use super::verdict::{Percent, Verdict};

/// Interval from the first stance on a subject to its review, in days.
const FIRST_INTERVAL: i32 = 90;
/// Minimum interval between a judgment and the next review, in days; [`MAX_INTERVAL`] is the maximum.
const MIN_INTERVAL: i32 = 7;
const MAX_INTERVAL: i32 = 365;
/// Minimum change of the confidence, in points of 100, at which an interval stays as it is instead of doubling.
const MODERATE_CHANGE: u8 = 10;
/// Minimum change of the confidence, in points of 100, at which an interval is halved.
const GREAT_CHANGE: u8 = 20;

impl ReviewerHistory {
    /// Returns the change to record on `today` so that the verdict on `subject`, whose text has the digest `text`,
    /// becomes `after`. A judgment that was `asked` for is recorded again if the last one is of an earlier day or text,
    /// which closes due reviews.
    #[must_use]
    pub fn change_to(&self, subject: &str, text: Digest, after: &Verdict, asked: Change, today: Date) -> Change {
        let before = self.verdict(subject).cloned().unwrap_or_default();
        let mut set = Change::between(&before, after);
        let is_current = |judged: &Judged| {
            let mut steps = judged.counted();
            steps.any(|step| step.change.is_judgment() && step.at.date() == today) && !judged.is_stale(text)
        };
        if !self.judged(subject).is_some_and(is_current) {
            let Change { stance, record, claim, .. } = asked;
            set.stance = if stance.is_set() { stance } else { set.stance };
            set.record = if record.is_set() { record } else { set.record };
            set.claim = if claim.is_set() { claim } else { set.claim };
        }
        self.with_review_date(subject, &[], set, today)
    }

    /// Adds the next review date to `change` of the verdict on `subject`, recorded on `today`, if the change closes the
    /// current one. `unsaved` are changes of today that are not in the history yet.
    ///
    /// A later judgment or confidence on the same day computes the date again. A date that the reviewer chose today
    /// stays.
    #[must_use]
    pub fn with_review_date(&self, subject: &str, unsaved: &[&Change], change: Change, today: Date) -> Change {
        let judged = self.judged(subject);
        let steps = judged.into_iter().flat_map(Judged::counted).map(|step| (step.at.date(), &*step.change));
        let steps: Vec<(Date, &Change)> = steps.chain(unsaved.iter().map(|&change| (today, change))).collect();
        let Some(&(set_on, last)) = steps.iter().rev().find(|(_, step)| !step.next.is_keep()) else { return change };
        let Edit::Set(current) = last.next else { return change };
        let closes = change.is_judgment() && current <= today;
        let moves = last.auto && set_on == today && (change.is_judgment() || change.confidence.is_set());
        if !change.next.is_keep() || !(closes || moves) {
            return change;
        }
        let before = verdict_of(steps.iter().filter(|(date, _)| *date < today).map(|(_, step)| *step));
        let after = verdict_of(steps.iter().map(|(_, step)| *step).chain([&change]));
        let mut stances = steps.iter().filter(|(date, step)| *date < today && step.is_judgment());
        let elapsed = stances.next_back().map(|(date, _)| date.until(today).map_or(0, |span| span.get_days()));
        let interval = elapsed.map_or(FIRST_INTERVAL, |days| interval(days, &before, &after));
        let next = today.saturating_add(interval.clamp(MIN_INTERVAL, MAX_INTERVAL).days());
        let open = self.forecasts_on(subject).filter(|made| made.resolution.is_none() && made.until >= today);
        let latest = open.map(|forecast| forecast.until).min().map(|until| until.saturating_add(1.day()));
        Change { next: Edit::Set(latest.map_or(next, |latest| next.min(latest))), auto: true, ..change }
    }
}

/// Returns the next interval in days, given the `elapsed` days since the stance before: half of `elapsed` if the stance
/// changed or the confidence moved by at least [`GREAT_CHANGE`], `elapsed` itself from [`MODERATE_CHANGE`], otherwise
/// its double. `before` and `after` are the verdicts before and after the change.
fn interval(elapsed: i32, before: &Verdict, after: &Verdict) -> i32 {
    let points = before.confidence.zip(after.confidence).map_or(0, |(a, b)| Percent::get(a).abs_diff(b.get()));
    let has_turned = before.judgment() != after.judgment();
    match points {
        _ if has_turned => elapsed / 2,
        GREAT_CHANGE.. => elapsed / 2,
        MODERATE_CHANGE.. => elapsed,
        _ => elapsed.saturating_mul(2),
    }
}

fn verdict_of<'a>(changes: impl Iterator<Item = &'a Change>) -> Verdict {
    changes.fold(Verdict::default(), |mut verdict, change| {
        change.apply(&mut verdict);
        verdict
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::review::test_journal::JournalBuilder;
    use crate::review::{ReviewStance, Reviews};

    const PAUSE: &str = "strategy/pause";
    const DUE: Date = date(2026, 6, 1);

    /// Returns a journal with pause backed at 80% on 2 March and due on 1 June.
    fn scribe() -> JournalBuilder {
        let mut scribe = JournalBuilder::new("ada", date(2026, 3, 2));
        scribe.judge(PAUSE, |verdict| {
            verdict.stance = Some(ReviewStance::Back);
            verdict.confidence = Percent::new(80);
            verdict.next = Some(DUE);
        });
        scribe
    }

    fn stance(stance: ReviewStance, confidence: Option<u8>) -> Change {
        let confidence = confidence.and_then(Percent::new).map_or(Edit::Keep, Edit::Set);
        Change { stance: Edit::Set(stance), confidence, ..Change::default() }
    }

    fn next(scribe: &JournalBuilder, change: &Change, today: Date) -> Edit<Date> {
        let reviews = Reviews::fold("ada", scribe.lines.clone());
        let change = reviews.mine().with_review_date(PAUSE, &[], change.clone(), today);
        assert_eq!(change.auto, change.next.is_set());
        change.next
    }

    #[test]
    fn the_worked_example_of_the_rule() {
        let mut scribe = scribe();
        let today = date(2026, 6, 10);
        let back = stance(ReviewStance::Back, Some(75));
        assert_eq!(next(&scribe, &back, today), Edit::Set(date(2026, 12, 27)), "E = 100, so twice that");
        let doubt = stance(ReviewStance::Doubt, None);
        assert_eq!(next(&scribe, &doubt, today), Edit::Set(date(2026, 7, 30)));
        assert_eq!(next(&scribe, &back, date(2026, 5, 20)), Edit::Keep, "a date in the future stays");
        scribe.forecast(PAUSE, date(2026, 12, 1), 30);
        assert_eq!(next(&scribe, &back, today), Edit::Set(date(2026, 12, 2)));
    }

    #[test]
    fn the_interval_follows_the_confidence_within_bounds() {
        let today = date(2026, 6, 10);
        for (confidence, days) in [(80, 200), (71, 200), (70, 100), (61, 100), (60, 50), (100, 50)] {
            let change = stance(ReviewStance::Back, Some(confidence));
            assert_eq!(next(&scribe(), &change, today), Edit::Set(today.saturating_add(days.days())), "{confidence}");
        }
        let back = stance(ReviewStance::Back, None);
        assert_eq!(next(&scribe(), &back, date(2027, 3, 2)), Edit::Set(date(2028, 3, 1)), "at most a year");
        let mut soon = scribe();
        soon.wait(90).judge(PAUSE, |verdict| {
            verdict.stance = Some(ReviewStance::Back);
            verdict.next = Some(date(2026, 6, 2));
        });
        let doubt = stance(ReviewStance::Doubt, None);
        assert_eq!(next(&soon, &doubt, date(2026, 6, 2)), Edit::Set(date(2026, 6, 9)), "at least a week");
        let mut first = JournalBuilder::new("ada", date(2026, 3, 2));
        first.judge(PAUSE, |verdict| verdict.next = Some(DUE));
        assert_eq!(next(&first, &doubt, DUE), Edit::Set(date(2026, 8, 30)), "no earlier stance: 90 days");
    }

    #[test]
    fn a_chosen_date_wins_and_only_a_judgment_closes() {
        let today = date(2026, 6, 10);
        let note = Change { note: Edit::Set("n".to_owned()), ..Change::default() };
        let sure = Change { confidence: Edit::Set(Percent::new(50).unwrap()), ..Change::default() };
        assert_eq!((next(&scribe(), &note, today), next(&scribe(), &sure, today)), (Edit::Keep, Edit::Keep));
        let reviews = Reviews::fold("ada", scribe().lines.clone());
        let back = reviews.mine().with_review_date(PAUSE, &[], stance(ReviewStance::Back, None), today);
        // A confidence on the same day moves the date again, even before the first change is saved.
        let again = reviews.mine().with_review_date(PAUSE, &[&back], sure.clone(), today);
        assert_eq!(again.next, Edit::Set(date(2026, 7, 30)));
        for chosen in [Edit::Set(date(2026, 9, 1)), Edit::Clear] {
            let chosen = Change { next: chosen, ..Change::default() };
            let later = reviews.mine().with_review_date(PAUSE, &[&back, &chosen], sure.clone(), today);
            assert_eq!(later.next, Edit::Keep, "{chosen:?}");
        }
    }
}
