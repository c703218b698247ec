//! The eleven mechanisms of relations. `graph` computes which mechanism a pair has; the atlas has their texts.

use serde::{Deserialize, Serialize};

use super::words::words;

words! {
    /// Kind of relation between two strategies.
    enum RelationKind {
        /// Declared to work against each other.
        Conflict = "conflict",
        /// Declared to help each other.
        Complement = "complement",
        /// On one lever with the same pull, without a declared relation.
        Twin = "twin",
    }
}

impl RelationKind {
    /// Returns the condition under which two strategies have the relation.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Conflict => "a conflict: one of the two declares it",
            Self::Complement => "a complement: one of the two declares it",
            Self::Twin => "twins: they pull one lever the same way, and neither declares anything",
        }
    }

    /// Returns the sign in a grid of pairs, distinct without colour.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Conflict => "×",
            Self::Complement => "+",
            Self::Twin => "=",
        }
    }
}

words! {
    /// Reason why two strategies relate.
    enum Mechanism {
        /// One lever, pulled in opposite directions.
        LeverOpposition = "lever-opposition",
        /// Incompatible assumptions.
        FrameOpposition = "frame-opposition",
        /// One lever, scopes that exclude each other.
        ScopeOpposition = "scope-opposition",
        /// One direction, different means.
        SameLeverReinforce = "same-lever-reinforce",
        /// One phase, different layers.
        SamePhaseDifferentLayer = "same-phase-different-layer",
        /// One strategy prepares the other.
        StageSequenced = "stage-sequenced",
        /// One strategy on the AI side, one on the world side.
        CrossSideBridge = "cross-side-bridge",
        /// One side, different levers.
        SameSideDiversify = "same-side-diversify",
        /// One source of authority.
        SharedAuthority = "shared-authority",
        /// Fallback for complements that no other mechanism explains.
        AdjacentBet = "adjacent-bet",
        /// Twins on one lever.
        SameLeverTwin = "same-lever-twin",
    }
}

impl Mechanism {
    /// Returns the position in [`Mechanism::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// Returns a code of two letters, for narrow columns.
    pub fn code(self) -> &'static str {
        match self {
            Self::LeverOpposition => "LO",
            Self::FrameOpposition => "FO",
            Self::ScopeOpposition => "SO",
            Self::SameLeverReinforce => "SL",
            Self::SamePhaseDifferentLayer => "SP",
            Self::StageSequenced => "SQ",
            Self::CrossSideBridge => "XB",
            Self::SameSideDiversify => "SD",
            Self::SharedAuthority => "SA",
            Self::AdjacentBet => "AB",
            Self::SameLeverTwin => "TW",
        }
    }

    /// Parses the spelling in TOML and addresses.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mechanism| mechanism.as_str() == text)
    }

    /// Returns the kind of relation that the mechanism explains.
    pub fn kind(self) -> RelationKind {
        match self {
            Self::LeverOpposition | Self::FrameOpposition | Self::ScopeOpposition => RelationKind::Conflict,
            Self::SameLeverTwin => RelationKind::Twin,
            _ => RelationKind::Complement,
        }
    }
}

/// Texts of an atlas on one mechanism.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MechanismText {
    /// Name of the mechanism.
    pub label: String,
    /// Meaning in a few words.
    pub gloss: String,
    /// Consequence for those who endorse both strategies.
    pub explain: String,
}
