//! Strategies as written.

use super::value::{Reference, Slug};
use crate::diagnostic::{SpannedEnum, Text, table};
use crate::model::Pull;

table! {
    /// A named bet.
    Strategy = "a strategy" {
        /// Its id.
        id: Slug<'t>,
        /// Its name.
        name: Text<'t>,
        /// What it claims.
        thesis: Text<'t>,
        /// How it would work.
        mechanism: Text<'t>,
        /// What binds next if it succeeds.
        next_problem: Option<Text<'t>>,
        /// What would count against it.
        falsification: Option<Text<'t>>,
        /// The name of the note it comes from.
        source_note: Option<Text<'t>>,
        /// Its coordinates among the strategies.
        coordinates: Coordinates<'t>,
        /// The strategies it relates to.
        relations: Option<Relations<'t>>,
        /// The threshold past which it defeats itself.
        overshoot: Option<Overshoot<'t>>,
        /// A precedent from another field.
        analogue: Option<Analogue<'t>>,
        /// What else has to be true for it to work.
        commitment: Vec<Commitment<'t>>,
        /// What its name has meant over time.
        vintage: Vec<Meaning<'t>>,
    }

    /// Coordinates of a strategy.
    Coordinates = "the table of coordinates" {
        /// The id of the primary lever.
        lever: Reference<'t>,
        /// Direction in which it pulls that lever.
        pull: SpannedEnum<Pull>,
        /// The id of what it acts on.
        acts_on: Reference<'t>,
        /// The id of how much coercion it needs.
        coercion: Reference<'t>,
        /// The id of who is in control if it works.
        actor_in_control: Reference<'t>,
        /// The id of when it applies.
        time_horizon: Reference<'t>,
        /// The id of where its authority comes from.
        legitimacy_source: Reference<'t>,
        /// Whether it rejects the frame the others share.
        rejects_frame: bool,
        /// Whether it rules a scope out for good.
        forecloses_scope: bool,
    }

    /// The strategies that a strategy relates to.
    Relations = "the table of relations" {
        /// The ids of strategies it conflicts with.
        conflicts: Vec<Reference<'t>>,
        /// The ids of those conflicts that exclude each other: at most one of the two strategies can be right.
        exclusive: Vec<Reference<'t>>,
        /// The ids of strategies that complement it.
        complements: Vec<Reference<'t>>,
    }

    /// The threshold past which a strategy defeats itself.
    Overshoot = "the table of overshoot" {
        /// When it is passed.
        threshold: Text<'t>,
        /// Why the strategy turns on itself there.
        why: Text<'t>,
    }

    /// A precedent from another field.
    Analogue = "an analogue" {
        /// The id of the field.
        domain: Reference<'t>,
        /// The regime.
        regime: Text<'t>,
        /// What it produced.
        produced: Text<'t>,
        /// What it did not produce.
        did_not_produce: Text<'t>,
    }

    /// Something that has to be true for a strategy to work.
    Commitment = "a commitment" {
        /// The id of what it is about.
        topic: Reference<'t>,
        /// What has to be true.
        claim: Text<'t>,
        /// What follows if it is not.
        failure: Text<'t>,
        /// The id of a claim that it shares with other commitments: none of them holds while another fails.
        shared_claim: Option<Reference<'t>>,
    }

    /// What a strategy's name meant in one period.
    Meaning = "a meaning" {
        /// The period.
        period: Text<'t>,
        /// What the name meant then.
        meaning: Text<'t>,
    }
}
