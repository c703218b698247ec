//! Strategies: named bets on how to deal with AI, with coordinates that locate them relative to each other.

use serde::{Deserialize, Serialize};

use super::id::{AxisValueId, DomainId, LeverId, Named, SharedClaimId, StrategyId, TopicId};
use super::vocabulary::{Axis, Pull};

/// Strategy: a named bet, with coordinates that locate it among the other strategies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Strategy {
    /// Slug of the strategy.
    pub slug: String,
    /// Name of the strategy.
    pub name: String,
    /// Main claim of the strategy.
    pub thesis: String,
    /// Explanation of how the strategy would work.
    pub mechanism: String,
    /// Problem that becomes the limiting one if the strategy succeeds.
    pub next_problem: Option<String>,
    /// Observation that would count against the strategy.
    pub falsification: Option<String>,
    /// Name of the note that this record was written from.
    pub source_note: Option<String>,
    /// Lever, pull and values on the axes.
    pub coordinates: Coordinates,
    /// Strategies that this strategy declares conflicts with, in the order of the TOML.
    pub conflicts: Vec<StrategyId>,
    /// Strategies in `conflicts` that cannot be right together with this strategy.
    pub exclusive: Vec<StrategyId>,
    /// Strategies that this strategy declares complements, in the order of the TOML.
    pub complements: Vec<StrategyId>,
    /// Threshold past which the strategy defeats itself.
    pub overshoot: Option<Overshoot>,
    /// Historical precedent of the strategy from another field.
    pub analogue: Option<Analogue>,
    /// Commitments: conditions that have to be true for the strategy to work.
    pub commitments: Vec<Commitment>,
    /// Meanings that the name of the strategy had in different periods.
    pub meanings: Vec<Meaning>,
}

impl Named for Strategy {
    fn slug(&self) -> &str {
        &self.slug
    }
    fn name(&self) -> &str {
        &self.name
    }
}

/// Coordinates of a strategy: a pull on a lever and a value on each axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    /// Primary lever, which the strategy pulls.
    pub lever: LeverId,
    /// Direction of the pull on the lever.
    pub pull: Pull,
    /// Value of the strategy on each axis, in the order of [`Axis::ALL`].
    pub axes: [AxisValueId; 5],
    /// Whether the strategy rejects the assumptions that the other strategies share.
    pub rejects_frame: bool,
    /// Whether the strategy rules a scope out for good.
    pub forecloses_scope: bool,
}

impl Coordinates {
    /// Returns the value of the strategy on `axis`.
    pub fn on(&self, axis: Axis) -> AxisValueId {
        self.axes[axis.index()]
    }
}

/// Threshold past which a strategy defeats itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overshoot {
    /// Condition under which the threshold is passed.
    pub threshold: String,
    /// Reason why the strategy defeats itself there.
    pub why: String,
}

/// Historical precedent of a strategy from another field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analogue {
    /// Field of the precedent.
    pub domain: DomainId,
    /// Regime that serves as the precedent.
    pub regime: String,
    /// What the regime achieved.
    pub produced: String,
    /// What the regime failed to achieve.
    pub did_not_produce: String,
}

/// Condition that has to be true for a strategy to work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// Topic of the condition.
    pub topic: TopicId,
    /// Claim that has to be true.
    pub claim: String,
    /// Consequence if the claim is false.
    pub failure: String,
    /// Claim that the commitment shares with other commitments; `None` if it shares none.
    pub shared_claim: Option<SharedClaimId>,
}

/// Meaning of a strategy's name in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meaning {
    /// Period, as spelled in the TOML.
    pub period: String,
    /// Meaning of the name in the period.
    pub meaning: String,
}
