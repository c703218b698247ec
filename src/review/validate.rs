//! Validation of entries before they are recorded. A journal that contains an invalid entry all the same is accepted.

use jiff::civil::Date;

use super::change::{Change, Edit};
use super::verdict::{Status, Verdict};

/// Reason why an entry is refused, with a remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEntry {
    /// The review date is in the past.
    #[error("{0} has passed: look again today or later, or leave the date out")]
    Again(Date),
    /// The date of the signal is in the future.
    #[error("{0} is yet to come: say when it was seen, or make a forecast of what you expect")]
    Seen(Date),
    /// The date of the forecast is in the past.
    #[error("{0} has passed: nothing can be forecast for it")]
    Forecast(Date),
    /// The signal of the forecast has already landed.
    #[error("you have marked the signal as landed: there is nothing left to forecast until you take that back")]
    Landed,
    /// The date of the outcome is in the future.
    #[error("{0} is yet to come: nothing can have been settled then")]
    Settled(Date),
}

impl Change {
    /// Validates the change on the day `today`.
    ///
    /// # Errors
    /// Returns an error if the review date is before that day, or the date of the signal after it.
    pub fn check(&self, today: Date) -> Result<(), InvalidEntry> {
        if let Edit::Set(next) = self.next
            && next < today
        {
            return Err(InvalidEntry::Again(next));
        }
        match &self.signal {
            Edit::Set(signal) => match signal.date {
                Some(date) if date > today => Err(InvalidEntry::Seen(date)),
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }
}

impl Verdict {
    /// Validates that a forecast can be made.
    ///
    /// # Errors
    /// Returns an error if the signal is marked as landed.
    pub fn check_forecast(&self) -> Result<(), InvalidEntry> {
        if self.status() == Some(Status::Landed) { Err(InvalidEntry::Landed) } else { Ok(()) }
    }
}

/// Validates that a forecast made on `today` can end on `until`.
///
/// # Errors
/// Returns an error if it would end before that day.
pub fn check_until(until: Date, today: Date) -> Result<(), InvalidEntry> {
    if until < today { Err(InvalidEntry::Forecast(until)) } else { Ok(()) }
}

/// Validates that an outcome settled on `date` can be known on `today`.
///
/// # Errors
/// Returns an error if `date` is a later day.
pub fn check_settled(date: Date, today: Date) -> Result<(), InvalidEntry> {
    if date > today { Err(InvalidEntry::Settled(date)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::verdict::Signal;
    use super::*;

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
}
