//! Strategies: named bets with coordinates.

use serde::{Deserialize, Serialize};

use super::id::{AxisValueId, DomainId, LeverId, Named, StrategyId, TopicId};
use super::vocabulary::{Axis, Pull};

/// A named bet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Strategy {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it claims.
    pub thesis: String,
    /// How it would work.
    pub mechanism: String,
    /// What binds next if it succeeds.
    pub next_problem: Option<String>,
    /// What would count against it.
    pub falsification: Option<String>,
    /// The name of the note it comes from.
    pub source_note: Option<String>,
    /// Where it stands among the others.
    pub coordinates: Coordinates,
    /// The strategies it says it conflicts with, in the order listed.
    pub conflicts: Vec<StrategyId>,
    /// The strategies it says complement it, in the order listed.
    pub complements: Vec<StrategyId>,
    /// The threshold past which it defeats itself.
    pub overshoot: Option<Overshoot>,
    /// A precedent from another field.
    pub analogue: Option<Analogue>,
    /// What else has to be true for it to work.
    pub commitments: Vec<Commitment>,
    /// What its name has meant over time.
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

/// Where a strategy stands: a pull on a lever and a value on each axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    /// The primary lever.
    pub lever: LeverId,
    /// Which way it pulls that lever.
    pub pull: Pull,
    /// The value on each axis, in the order of [`Axis::ALL`].
    pub axes: [AxisValueId; 5],
    /// Whether it rejects the frame the others share.
    pub rejects_frame: bool,
    /// Whether it rules a scope out for good.
    pub forecloses_scope: bool,
}

impl Coordinates {
    /// The value on `axis`.
    pub fn on(&self, axis: Axis) -> AxisValueId {
        self.axes[axis.index()]
    }
}

/// The threshold past which a strategy defeats itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overshoot {
    /// When it is passed.
    pub threshold: String,
    /// Why the strategy turns on itself there.
    pub why: String,
}

/// A precedent from another field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analogue {
    /// The field.
    pub domain: DomainId,
    /// The regime.
    pub regime: String,
    /// What it produced.
    pub produced: String,
    /// What it did not.
    pub did_not_produce: String,
}

/// Something that has to be true for a strategy to work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// What it is about.
    pub topic: TopicId,
    /// What has to be true.
    pub claim: String,
    /// What follows if it is not.
    pub failure: String,
}

/// What a strategy's name meant in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meaning {
    /// The period, as written.
    pub period: String,
    /// What the name meant then.
    pub meaning: String,
}
