//! Strategies: named bets with coordinates.

use serde::{Deserialize, Serialize};

use super::id::{AxisValueId, DomainId, LeverId, Named, SharedClaimId, StrategyId, TopicId};
use super::vocabulary::{Axis, Pull};

/// Strategy: a named bet with coordinates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Strategy {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Claim of the strategy.
    pub thesis: String,
    /// Explanation of how the strategy would work.
    pub mechanism: String,
    /// Problem that binds next if the strategy succeeds.
    pub next_problem: Option<String>,
    /// Observation that would count against the strategy.
    pub falsification: Option<String>,
    /// Name of the note that the record comes from.
    pub source_note: Option<String>,
    /// Coordinates among the strategies.
    pub coordinates: Coordinates,
    /// Strategies that this one declares conflicts with, in the order listed.
    pub conflicts: Vec<StrategyId>,
    /// Conflicting strategies that cannot be right together with this one, a subset of `conflicts`.
    pub exclusive: Vec<StrategyId>,
    /// Strategies that this one declares complements, in the order listed.
    pub complements: Vec<StrategyId>,
    /// Threshold past which the strategy defeats itself.
    pub overshoot: Option<Overshoot>,
    /// Precedent from another field.
    pub analogue: Option<Analogue>,
    /// Commitments: what else has to be true.
    pub commitments: Vec<Commitment>,
    /// Meanings of the name by period.
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
    /// Primary lever.
    pub lever: LeverId,
    /// Direction of the pull on the lever.
    pub pull: Pull,
    /// Value on each axis, in the order of [`Axis::ALL`].
    pub axes: [AxisValueId; 5],
    /// Whether the strategy rejects the frame that the others share.
    pub rejects_frame: bool,
    /// Whether the strategy rules a scope out for good.
    pub forecloses_scope: bool,
}

impl Coordinates {
    /// Returns the value on `axis`.
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

/// Precedent from another field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analogue {
    /// Field of the precedent.
    pub domain: DomainId,
    /// Regime that serves as the precedent.
    pub regime: String,
    /// Results of the regime.
    pub produced: String,
    /// Results that the regime failed to achieve.
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
    /// Claim that it shares with other commitments.
    pub shared_claim: Option<SharedClaimId>,
}

/// Meaning of a strategy's name in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meaning {
    /// Period, as written.
    pub period: String,
    /// Meaning in the period.
    pub meaning: String,
}
