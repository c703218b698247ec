//! The eleven mechanisms a relation can have. Which one a pair has is computed in `graph`; the atlas only says what
//! each is called and means.

use serde::{Deserialize, Serialize};

/// How two strategies relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// Declared to work against each other.
    Conflict,
    /// Declared to help each other.
    Complement,
    /// On one lever, pulling the same way, with nothing declared.
    Twin,
}

impl RelationKind {
    /// Every kind, in order of precedence.
    pub const ALL: [Self; 3] = [Self::Conflict, Self::Complement, Self::Twin];

    /// As written in TOML and queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Complement => "complement",
            Self::Twin => "twin",
        }
    }

    /// What it takes for two strategies to relate so.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Conflict => "a conflict: one of the two declares it",
            Self::Complement => "a complement: one of the two declares it",
            Self::Twin => "twins: they pull one lever the same way, and neither declares anything",
        }
    }

    /// The sign it has in a grid of pairs: told apart without colour.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Conflict => "×",
            Self::Complement => "+",
            Self::Twin => "=",
        }
    }
}

/// Why two related strategies conflict or compose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// One lever, pulled both ways.
    LeverOpposition,
    /// Starting assumptions that clash.
    FrameOpposition,
    /// One lever, scopes that exclude each other.
    ScopeOpposition,
    /// One direction, different means.
    SameLeverReinforce,
    /// One phase, different layers.
    SamePhaseDifferentLayer,
    /// One prepares the other.
    StageSequenced,
    /// The AI side meets the world side.
    CrossSideBridge,
    /// One side, different levers.
    SameSideDiversify,
    /// One source of authority.
    SharedAuthority,
    /// None of these.
    AdjacentBet,
    /// Twins on one lever.
    SameLeverTwin,
}

impl Mechanism {
    /// Every mechanism, in the order they are shown.
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

    /// Its position in [`Mechanism::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// As written in TOML and in places.
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

    /// Two letters for it, where there is room for no more.
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

    /// The mechanism written as `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mechanism| mechanism.as_str() == text)
    }

    /// The kind of relation it explains.
    pub fn kind(self) -> RelationKind {
        match self {
            Self::LeverOpposition | Self::FrameOpposition | Self::ScopeOpposition => RelationKind::Conflict,
            Self::SameLeverTwin => RelationKind::Twin,
            _ => RelationKind::Complement,
        }
    }
}

/// What an atlas says of one mechanism.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MechanismText {
    /// Its name.
    pub label: String,
    /// It in a few words.
    pub gloss: String,
    /// What it means for those who hold both.
    pub explain: String,
}
