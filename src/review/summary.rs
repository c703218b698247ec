//! One-line texts for verdicts and forecasts.

use super::event::Outcome;
use super::forecast::{Forecast, Resolution};
use super::identity::held_as;
use super::verdict::{Answer, ClaimCheck, ReviewStance, Status, Verdict};

impl Status {
    /// Returns the name of the stance on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotSeen => "not seen",
            Self::Watching => "watched",
            Self::Landed => "landed",
        }
    }
}

impl Answer {
    /// Returns the name of the answer on screen, with its article: `a bet`, `an identity`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Bet => "a bet",
            Self::Identity => "an identity",
        }
    }
}

impl Outcome {
    /// Returns the name of the outcome on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Landed => "landed",
            Self::NotLanded => "did not land",
            Self::Void => "cannot be told",
        }
    }
}

impl Verdict {
    /// Summarizes the verdict in one line: `back 70%, signal landed, threshold near, held as an identity`. Notes and
    /// dates are left out.
    pub fn describe(&self) -> String {
        let sure = self.confidence.map(|sure| sure.to_string());
        let mut parts = Vec::new();
        let answer = self.stance.map(ReviewStance::as_str).or(self.claim.map(ClaimCheck::as_str));
        parts.extend(match (answer, sure) {
            (Some(stance), Some(sure)) => Some(format!("{stance} {sure}")),
            (Some(stance), None) => Some(stance.to_owned()),
            (None, Some(sure)) => Some(format!("{sure} sure")),
            (None, None) => None,
        });
        parts.extend(self.record.map(|check| format!("record: {check}")));
        parts.extend(self.status().map(|status| format!("signal {}", status.label())));
        parts.extend(self.threshold.map(|threshold| format!("threshold {threshold}")));
        parts.extend(held_as(self).map(|answer| format!("held as {}", answer.label())));
        if parts.is_empty() {
            parts.push("no stance".to_owned());
        }
        parts.join(", ")
    }
}

impl Resolution {
    /// Describes the outcome with its date: `landed on 2027-03-02`, `did not land, as of 2027-06-02`.
    pub fn describe(&self) -> String {
        let when = if self.outcome == Outcome::Landed { " on" } else { ", as of" };
        format!("{}{when} {}", self.outcome.label(), self.date)
    }
}

impl Forecast {
    /// Summarizes the forecast in one line: `30% by 2027-06-01, open`. The evidence is left out.
    pub fn describe(&self) -> String {
        let likely = self.probability().map(|likely| format!("{likely} ")).unwrap_or_default();
        let how = self.resolution.as_ref().map_or_else(|| "open".to_owned(), Resolution::describe);
        format!("{likely}by {}, {how}", self.until)
    }
}
