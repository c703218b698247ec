//! Strategies as they are in the TOML files.

use super::value::{Reference, Slug};
use crate::diagnostic::{SpannedEnum, Text, table};
use crate::model::Pull;

table! {
    /// A named bet.
    Strategy = "a strategy" {
        /// Id of the strategy.
        id: Slug<'t>,
        /// Name of the strategy.
        name: Text<'t>,
        /// Claim of the strategy.
        thesis: Text<'t>,
        /// Explanation of how the strategy would work.
        mechanism: Text<'t>,
        /// Problem that binds next if the strategy succeeds.
        next_problem: Option<Text<'t>>,
        /// Observation that would count against the strategy.
        falsification: Option<Text<'t>>,
        /// Name of the note that the record comes from.
        source_note: Option<Text<'t>>,
        /// Coordinates among the strategies.
        coordinates: Coordinates<'t>,
        /// Related strategies.
        relations: Option<Relations<'t>>,
        /// Threshold past which the strategy defeats itself.
        overshoot: Option<Overshoot<'t>>,
        /// Precedent from another field.
        analogue: Option<Analogue<'t>>,
        /// Commitments: further conditions for the strategy to work.
        commitment: Vec<Commitment<'t>>,
        /// Meanings of the name by period.
        vintage: Vec<Meaning<'t>>,
    }

    /// Coordinates of a strategy.
    Coordinates = "the table of coordinates" {
        /// The id of the primary lever.
        lever: Reference<'t>,
        /// Direction of the pull on the lever.
        pull: SpannedEnum<Pull>,
        /// The id of the object of the strategy.
        acts_on: Reference<'t>,
        /// The id of the coercion that the strategy needs.
        coercion: Reference<'t>,
        /// The id of the actor in control if the strategy works.
        actor_in_control: Reference<'t>,
        /// The id of the time at which the strategy applies.
        time_horizon: Reference<'t>,
        /// The id of the source of the strategy's authority.
        legitimacy_source: Reference<'t>,
        /// Whether the strategy rejects the frame that the others share.
        rejects_frame: bool,
        /// Whether the strategy rules a scope out for good.
        forecloses_scope: bool,
    }

    /// Relations to other strategies.
    Relations = "the table of relations" {
        /// The ids of conflicting strategies.
        conflicts: Vec<Reference<'t>>,
        /// The ids of those conflicting strategies that cannot be right together with this strategy.
        exclusive: Vec<Reference<'t>>,
        /// The ids of complementary strategies.
        complements: Vec<Reference<'t>>,
    }

    /// Threshold past which a strategy defeats itself.
    Overshoot = "the table of overshoot" {
        /// Condition under which the threshold is passed.
        threshold: Text<'t>,
        /// Reason why the strategy defeats itself there.
        why: Text<'t>,
    }

    /// Precedent from another field.
    Analogue = "an analogue" {
        /// The id of the field of the precedent.
        domain: Reference<'t>,
        /// Regime that serves as the precedent.
        regime: Text<'t>,
        /// Results of the regime.
        produced: Text<'t>,
        /// Results that the regime failed to achieve.
        did_not_produce: Text<'t>,
    }

    /// Condition that has to be true for a strategy to work.
    Commitment = "a commitment" {
        /// The id of the topic of the condition.
        topic: Reference<'t>,
        /// Claim that has to be true.
        claim: Text<'t>,
        /// Consequence if the claim is false.
        failure: Text<'t>,
        /// The id of a claim shared with other commitments: they all hold or all fail.
        shared_claim: Option<Reference<'t>>,
    }

    /// Meaning of a strategy's name in one period.
    Meaning = "a meaning" {
        /// Period, such as `2010s`.
        period: Text<'t>,
        /// Meaning of the name in the period.
        meaning: Text<'t>,
    }
}
