//! Validation of entries before they are recorded. Entries that are already in a journal are read as they are;
//! `cli/review/examine.rs` reports those that are invalid, and `line.rs` checks the form of each line.

use jiff::civil::Date;

use crate::model::Atlas;

use super::change::{Change, Edit};
use super::forecast::Forecast;
use super::history::ReviewerHistory;
use super::subject::{Subject, SubjectKind};
use super::verdict::{Signal, Status, Verdict};

/// Reason why an entry is rejected, with a remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEntry {
    /// The review date, given here, is in the past.
    #[error("{0} has passed: choose today or a later review date, or leave it out")]
    Again(Date),
    /// The date of the signal, given here, is in the future.
    #[error("{0} is yet to come: give the date when the signal was seen, or make a forecast of what you expect")]
    Seen(Date),
    /// The date until which the forecast runs, given here, is in the past.
    #[error("{0} has passed: a forecast ends today or later")]
    Forecast(Date),
    /// The signal of the forecast has already landed.
    #[error("you have marked the signal as landed: clear the signal before you make a forecast")]
    Landed,
    /// The forecast that ends on this date already has an outcome.
    #[error("your forecast for {0} has an outcome: undo the outcome first, or make a forecast for another date")]
    Resolved(Date),
    /// The date of the outcome, given here, is in the future.
    #[error("{0} is yet to come: an outcome is settled today or earlier")]
    Settled(Date),
    /// A verdict on a position has no part with this name.
    #[error("a position has no {0}: it takes a record check, tags, a note and a review date")]
    NotOfPosition(&'static str),
    /// A verdict on a strategy has no part with this name.
    #[error("a strategy has no {0}: it takes a stance")]
    NotOfStrategy(&'static str),
    /// A verdict on a commitment has no part with this name.
    #[error("a commitment has no {0}: it takes holds, unsure or fails, a confidence, tags, a note and a review date")]
    NotOfCommitment(&'static str),
    /// The strategy has no falsification signal that could be forecast.
    #[error("the strategy has no falsification signal")]
    NoSignal,
    /// The text of the part with this name has no visible character.
    #[error("the {0} is empty")]
    Empty(&'static str),
}

impl Change {
    /// Validates the change on the day `today`.
    ///
    /// # Errors
    /// If the review date is before `today`, or the date of the signal after it.
    pub fn check(&self, today: Date) -> Result<(), InvalidEntry> {
        match (&self.next, &self.signal) {
            (&Edit::Set(next), _) if next < today => Err(InvalidEntry::Again(next)),
            (_, Edit::Set(Signal { date: Some(date), .. })) if *date > today => Err(InvalidEntry::Seen(*date)),
            _ => Ok(()),
        }
    }

    /// Validates that the parts set by the change are not empty, and that verdicts on `subject` have them. Clearing a
    /// part is always valid, so that parts recorded by earlier versions can be removed.
    ///
    /// # Errors
    /// For the first part that is empty, or that only verdicts on another kind of subject have.
    pub fn check_subject(&self, subject: Subject, atlas: &Atlas) -> Result<(), InvalidEntry> {
        let is_set = |is_set: bool, error: InvalidEntry| if is_set { Err(error) } else { Ok(()) };
        let is_blank = |text: &str| text.trim().is_empty();
        if let Edit::Set(tags) = &self.tags {
            is_set(tags.iter().any(|tag| is_blank(tag)), InvalidEntry::Empty("tag"))?;
        }
        is_set(matches!(&self.note, Edit::Set(note) if is_blank(note)), InvalidEntry::Empty("note"))?;
        if let Edit::Set(signal) = &self.signal {
            is_set(signal.evidence.as_deref().is_some_and(is_blank), InvalidEntry::Empty("evidence"))?;
        }
        let refusal: fn(&'static str) -> InvalidEntry = match subject.kind() {
            SubjectKind::Strategy => InvalidEntry::NotOfStrategy,
            SubjectKind::Position => InvalidEntry::NotOfPosition,
            SubjectKind::Commitment => InvalidEntry::NotOfCommitment,
        };
        self.foreign_part(subject.kind()).map_or(Ok(()), |part| Err(refusal(part)))?;
        let lacks_signal = subject.kind() == SubjectKind::Strategy && !subject.has_signal(atlas);
        is_set(lacks_signal && self.signal.is_set(), InvalidEntry::NoSignal)
    }

    /// Returns the name of the first part that the change sets although verdicts on subjects of `kind` do not have it;
    /// `None` if there is no such part.
    fn foreign_part(&self, kind: SubjectKind) -> Option<&'static str> {
        use SubjectKind::{Commitment, Position, Strategy};
        let parts: [(bool, &'static str, &[SubjectKind]); 7] = [
            (self.stance.is_set(), "stance", &[Strategy]),
            (self.confidence.is_set(), "confidence", &[Strategy, Commitment]),
            (self.signal.is_set(), "falsification signal", &[Strategy]),
            (self.threshold.is_set(), "threshold", &[Strategy]),
            (self.identity.values().any(Edit::is_set), "answer to an identity question", &[Strategy]),
            (self.record.is_set(), "record check", &[Position]),
            (self.claim.is_set(), "verdict of holds, unsure or fails", &[Commitment]),
        ];
        let foreign = parts.into_iter().find(|(is_set, _, kinds)| *is_set && !kinds.contains(&kind));
        foreign.map(|(_, part, _)| part)
    }
}

impl Verdict {
    /// Validates that the signal of the strategy with this verdict can still be forecast.
    ///
    /// # Errors
    /// If the signal is marked as landed.
    pub fn check_forecast(&self) -> Result<(), InvalidEntry> {
        if self.status() == Some(Status::Landed) { Err(InvalidEntry::Landed) } else { Ok(()) }
    }
}

impl ReviewerHistory {
    /// Validates that a forecast for the signal of `subject` can be made on `today` and end on `until`.
    ///
    /// # Errors
    /// If `until` is before `today`, or an outcome for `until` is recorded.
    pub fn check_until(&self, subject: &str, until: Date, today: Date) -> Result<(), InvalidEntry> {
        let is_resolved = |forecast: &Forecast| forecast.until == until && forecast.resolution.is_some();
        if self.forecasts_on(subject).any(is_resolved) {
            return Err(InvalidEntry::Resolved(until));
        }
        check_until(until, today)
    }
}

/// Validates that a forecast made on `today` can end on `until`.
///
/// # Errors
/// If `until` is before `today`.
pub fn check_until(until: Date, today: Date) -> Result<(), InvalidEntry> {
    if until < today { Err(InvalidEntry::Forecast(until)) } else { Ok(()) }
}

/// Validates that an outcome settled on `date` can be known on `today`.
///
/// # Errors
/// If `date` is after `today`.
pub fn check_settled(date: Date, today: Date) -> Result<(), InvalidEntry> {
    if date > today { Err(InvalidEntry::Settled(date)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::test_journal::JournalBuilder;
    use super::super::verdict::{Answer, Check, ClaimCheck, Percent, ReviewStance, Threshold};
    use super::super::{Outcome, Reviews};
    use super::*;
    use crate::data;

    const YESTERDAY: Date = date(2026, 11, 24);
    const TODAY: Date = date(2026, 11, 25);
    const TOMORROW: Date = date(2026, 11, 26);

    #[test]
    fn the_next_look_lies_ahead_and_what_was_seen_behind() {
        let again = |next| Change { next: Edit::Set(next), ..Change::default() }.check(TODAY);
        assert_eq!(again(YESTERDAY), Err(InvalidEntry::Again(YESTERDAY)));
        assert_eq!((again(TODAY), again(TOMORROW)), (Ok(()), Ok(())));
        let seen = |date| {
            let signal = Signal { date: Some(date), ..Signal::new(Status::Landed) };
            Change { signal: Edit::Set(signal), ..Change::default() }.check(TODAY)
        };
        assert_eq!((seen(YESTERDAY), seen(TODAY)), (Ok(()), Ok(())));
        assert_eq!(seen(TOMORROW), Err(InvalidEntry::Seen(TOMORROW)));
        let undated = Change { signal: Edit::Set(Signal::new(Status::Landed)), ..Change::default() };
        assert_eq!(undated.check(TODAY), Ok(()));
    }

    #[test]
    fn a_forecast_is_of_what_is_still_open() {
        assert_eq!(check_until(YESTERDAY, TODAY), Err(InvalidEntry::Forecast(YESTERDAY)));
        assert_eq!(check_until(TODAY, TODAY), Ok(()));
        assert_eq!(check_settled(TOMORROW, TODAY), Err(InvalidEntry::Settled(TOMORROW)));
        assert_eq!(check_settled(TODAY, TODAY), Ok(()));
        let with = |status| Verdict { signal: Some(Signal::new(status)), ..Verdict::default() }.check_forecast();
        assert_eq!((with(Status::Landed), with(Status::Watching)), (Err(InvalidEntry::Landed), Ok(())));
        assert_eq!(Verdict::default().check_forecast(), Ok(()));
    }

    #[test]
    fn a_part_belongs_to_its_subject_and_is_not_empty() {
        let atlas = data::fixture(&include_str!("tests/atlas.toml").replacen(
            "falsification = \"Building costs more than waiting did.\"\n",
            "",
            1,
        ));
        let check = |path: &str, change: Change| {
            change
                .check_subject(Subject::parse(&atlas, path).expect("it is there"), &atlas)
                .map_err(|error| error.to_string())
        };
        let (pause, go, position) = ("strategy/pause", "strategy/go", "position/ada/go");
        let signal = |evidence: Option<&str>| {
            Edit::Set(Signal { evidence: evidence.map(str::to_owned), ..Signal::new(Status::Landed) })
        };
        let set = Change::default;
        let on_position = [
            Change { stance: Edit::Set(ReviewStance::Back), ..set() },
            Change { signal: signal(None), ..set() },
            Change { threshold: Edit::Set(Threshold::Near), ..set() },
            Change { identity: [(1, Edit::Set(Answer::Bet))].into(), ..set() },
        ];
        for change in on_position {
            assert!(check(position, change.clone()).unwrap_err().starts_with("a position has no "), "{change:?}");
            assert_eq!(check(pause, change), Ok(()));
        }
        let record = Change { record: Edit::Set(Check::Agree), ..set() };
        assert!(check(pause, record.clone()).is_err() && check(position, record).is_ok());
        assert!(check(go, Change { signal: signal(None), ..set() }).unwrap_err().contains("no falsification signal"));
        let tag = |tag: &str| Change { tags: Edit::Set([tag.to_owned()].into()), ..set() };
        let note = |note: &str| Change { note: Edit::Set(note.to_owned()), ..set() };
        for empty in [tag(""), tag(" "), note(""), note("\n"), Change { signal: signal(Some(" ")), ..set() }] {
            assert!(check(pause, empty.clone()).unwrap_err().ends_with(" is empty"), "{empty:?}");
        }
        assert_eq!((check(pause, tag("a")), check(position, note("n"))), (Ok(()), Ok(())));
        let confidence = Change { confidence: Edit::Set(Percent::new(70).expect("a percentage")), ..set() };
        assert!(check(position, confidence.clone()).unwrap_err().starts_with("a position has no confidence"));
        let claim = Change { claim: Edit::Set(ClaimCheck::Fails), ..set() };
        assert!(check(position, claim.clone()).is_err() && check(pause, claim.clone()).is_err());
        let commitment = "commitment/pause/1";
        assert_eq!((check(commitment, claim), check(commitment, confidence)), (Ok(()), Ok(())));
        let stance = Change { stance: Edit::Set(ReviewStance::Back), ..set() };
        assert!(check(commitment, stance).unwrap_err().starts_with("a commitment has no stance"));
        let clear = Change { stance: Edit::Clear, signal: Edit::Clear, note: Edit::Clear, ..set() };
        assert_eq!(check(position, clear), Ok(()), "what should not be there can be removed");
    }

    #[test]
    fn a_forecast_with_an_outcome_takes_no_further_estimate() {
        let mut scribe = JournalBuilder::new("ada", date(2026, 3, 1));
        let (until, other) = (date(2026, 12, 1), date(2026, 12, 2));
        scribe.forecast("strategy/pause", until, 30);
        let check = |scribe: &JournalBuilder, until| {
            Reviews::fold("ada", scribe.lines.clone()).mine().check_until("strategy/pause", until, TODAY)
        };
        assert_eq!(check(&scribe, until), Ok(()));
        scribe.resolve("strategy/pause", until, Outcome::NotLanded, date(2026, 3, 2));
        assert_eq!(check(&scribe, until), Err(InvalidEntry::Resolved(until)));
        assert_eq!(check(&scribe, other), Ok(()));
        // A journal with such an estimate reports the one before the outcome.
        scribe.forecast("strategy/pause", until, 90);
        let reviews = Reviews::fold("ada", scribe.lines.clone());
        let forecast = reviews.mine().forecasts().next().expect("there is one");
        assert_eq!(forecast.probability().map(crate::review::Percent::get), Some(30));
    }
}
