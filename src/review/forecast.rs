//! Forecasts: probabilities that a falsification signal lands by a date, and their outcomes.

use jiff::civil::Date;

use super::event::Outcome;
use super::id::LineId;
use super::timestamp::ZonedTimestamp;
use super::verdict::Percent;

/// Forecast of one reviewer for one signal and one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Address of the strategy with the signal.
    pub subject: String,
    /// Last day on which a landing of the signal counts.
    pub until: Date,
    /// Estimates of the reviewer in chronological order, without undone ones.
    pub estimates: Vec<Estimate>,
    /// Outcome of the forecast; `None` while it is open.
    pub resolution: Option<Resolution>,
}

/// Estimate of the probability that a signal lands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Id of the line with the estimate.
    pub id: LineId,
    /// Time of the estimate.
    pub at: ZonedTimestamp,
    /// Session in which the estimate was made, if any.
    pub session: Option<LineId>,
    /// Probability that the signal lands in time.
    pub probability: Percent,
    /// Note on the estimate.
    pub note: Option<String>,
}

/// Outcome of a forecast with the line that records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// Id of the line with the outcome.
    pub id: LineId,
    /// Time when the outcome was recorded.
    pub at: ZonedTimestamp,
    /// Session in which the outcome was recorded, if any.
    pub session: Option<LineId>,
    /// Whether the signal landed.
    pub outcome: Outcome,
    /// Date on which the outcome was settled.
    pub date: Date,
    /// Evidence for the outcome.
    pub evidence: Option<String>,
}

impl Forecast {
    /// Returns the current estimate: the last one before the outcome was recorded.
    pub fn current(&self) -> Option<&Estimate> {
        let counts = |estimate: &&Estimate| self.resolution.as_ref().is_none_or(|outcome| estimate.id < outcome.id);
        self.estimates.iter().rev().find(counts).or(self.estimates.last())
    }

    /// Returns the probability of the current estimate.
    pub fn probability(&self) -> Option<Percent> {
        self.current().map(|estimate| estimate.probability)
    }

    /// Returns the note on the current estimate.
    pub fn note(&self) -> Option<&str> {
        self.current().and_then(|estimate| estimate.note.as_deref())
    }

    /// Returns the pair to score: the probability of the last estimate before the outcome was known, and whether the
    /// signal landed; `None` without a definite outcome or an estimate in time.
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

    /// Returns whether the last day of the forecast has passed on `today` without an outcome.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.resolution.is_none() && self.until < today
    }
}
