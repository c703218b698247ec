//! The eleven mechanisms of relations. `graph` computes which mechanism a pair has; the atlas has their texts.

use serde::{Deserialize, Serialize};

/// Kind of relation between two strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// Declared to work against each other.
    Conflict,
    /// Declared to help each other.
    Complement,
    /// On one lever with the same pull, without a declared relation.
    Twin,
}

impl RelationKind {
    /// Every kind, in order of precedence.
    pub const ALL: [Self; 3] = [Self::Conflict, Self::Complement, Self::Twin];

    /// Returns the spelling in TOML and queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Complement => "complement",
            Self::Twin => "twin",
        }
    }

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

/// Reason why two strategies relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// One lever, pulled in opposite directions.
    LeverOpposition,
    /// Incompatible assumptions.
    FrameOpposition,
    /// One lever, scopes that exclude each other.
    ScopeOpposition,
    /// One direction, different means.
    SameLeverReinforce,
    /// One phase, different layers.
    SamePhaseDifferentLayer,
    /// One strategy prepares the other.
    StageSequenced,
    /// One strategy on the AI side, one on the world side.
    CrossSideBridge,
    /// One side, different levers.
    SameSideDiversify,
    /// One source of authority.
    SharedAuthority,
    /// None of the other mechanisms.
    AdjacentBet,
    /// Twins on one lever.
    SameLeverTwin,
}

impl Mechanism {
    /// Every mechanism, in display order.
    pub const ALL: [Self; 11] = [
        Self::LeverOpposition,
        Self::FrameOpposition,
        Self::ScopeOpposition,
        Self::SameLeverReinforce,
        Self::SamePhaseDifferentLayer,
        Self::StageSequenced,
        Self::CrossSideBridge,
        Self::SameSideDiversify,
        Self::SharedAuthority,
        Self::AdjacentBet,
        Self::SameLeverTwin,
    ];

    /// Returns the position in [`Mechanism::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// Returns the spelling in TOML and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeverOpposition => "lever-opposition",
            Self::FrameOpposition => "frame-opposition",
            Self::ScopeOpposition => "scope-opposition",
            Self::SameLeverReinforce => "same-lever-reinforce",
            Self::SamePhaseDifferentLayer => "same-phase-different-layer",
            Self::StageSequenced => "stage-sequenced",
            Self::CrossSideBridge => "cross-side-bridge",
            Self::SameSideDiversify => "same-side-diversify",
            Self::SharedAuthority => "shared-authority",
            Self::AdjacentBet => "adjacent-bet",
            Self::SameLeverTwin => "same-lever-twin",
        }
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
