//! Forecasts: how likely a reviewer held it that a falsification signal lands by a date, and how it came out.

use jiff::civil::Date;

use super::event::Outcome;
use super::id::Id;
use super::moment::Moment;
use super::verdict::Percent;

/// What one reviewer said of one signal and one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Whose signal.
    pub on: String,
    /// The last day on which it counts.
    pub until: Date,
    /// What they said of it, in the order of time, without what was taken back.
    pub estimates: Vec<Estimate>,
    /// How it came out.
    pub resolution: Option<Resolution>,
}

/// How likely someone held it, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The line that says so.
    pub id: Id,
    /// When they said so.
    pub at: Moment,
    /// In which session, if in one.
    pub session: Option<Id>,
    /// How likely.
    pub probability: Percent,
    /// A note.
    pub note: Option<String>,
}

/// How a forecast came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The line that says so.
    pub id: Id,
    /// When it was recorded.
    pub at: Moment,
    /// In which session, if in one.
    pub session: Option<Id>,
    /// How it came out.
    pub outcome: Outcome,
    /// When that was settled.
    pub date: Date,
    /// What shows it.
    pub evidence: Option<String>,
}

impl Forecast {
    /// How likely the reviewer holds it now.
    pub fn probability(&self) -> Option<Percent> {
        self.estimates.last().map(|estimate| estimate.probability)
    }

    /// The note on how likely the reviewer holds it now.
    pub fn note(&self) -> Option<&str> {
        self.estimates.last().and_then(|estimate| estimate.note.as_deref())
    }

    /// What is scored: the last estimate from before it was known how it comes out, and whether the signal landed.
    /// Nothing if that is not known, or if nothing was said in time.
    pub fn scored(&self) -> Option<(Percent, bool)> {
        let resolution = self.resolution.as_ref()?;
        let landed = match resolution.outcome {
            Outcome::Landed => true,
            Outcome::NotLanded => false,
            Outcome::Void => return None,
        };
        let closed = self.until.min(resolution.date);
        let in_time = |estimate: &&Estimate| estimate.id < resolution.id && estimate.at.date() <= closed;
        self.estimates.iter().rev().find(in_time).map(|estimate| (estimate.probability, landed))
    }

    /// Whether its date has passed and nobody has said how it came out.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.resolution.is_none() && self.until < today
    }
}
