//! The eleven mechanisms, which are reasons why two strategies are related. `graph` computes the mechanism of each
//! pair; the atlas provides texts that explain the mechanisms.

use serde::{Deserialize, Serialize};

use super::words::words;

words! {
    /// Kind of relation between two strategies.
    enum RelationKind {
        /// At least one of the two strategies declares that they work against each other.
        Conflict = "conflict",
        /// At least one of the two strategies declares that they help each other.
        Complement = "complement",
        /// Both strategies pull one lever in the same direction, and neither declares a relation.
        Twin = "twin",
    }
}

impl RelationKind {
    /// Returns a text that says when two strategies have this relation.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Conflict => "a conflict: one of the two declares it",
            Self::Complement => "a complement: one of the two declares it",
            Self::Twin => "twins: they pull one lever the same way, and neither declares anything",
        }
    }

    /// Returns the sign for this relation in a grid of pairs; the signs differ even without colour.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Conflict => "×",
            Self::Complement => "+",
            Self::Twin => "=",
        }
    }
}

words! {
    /// Reason why two strategies are related.
    enum Mechanism {
        /// Conflict: both strategies act on one lever, and no other mechanism explains the conflict.
        LeverOpposition = "lever-opposition",
        /// Conflict: the levers differ, or one strategy rejects the frame of the other.
        FrameOpposition = "frame-opposition",
        /// Conflict: both strategies pull one lever in opposite directions, and one forecloses the scope of the other.
        ScopeOpposition = "scope-opposition",
        /// Complement: both strategies pull one lever in one direction by different means.
        SameLeverReinforce = "same-lever-reinforce",
        /// Complement: both strategies act in one phase, on different layers.
        SamePhaseDifferentLayer = "same-phase-different-layer",
        /// Complement: one strategy prepares the other.
        StageSequenced = "stage-sequenced",
        /// Complement: one strategy acts on AI, the other on the world.
        CrossSideBridge = "cross-side-bridge",
        /// Complement: both strategies act on one side (AI or the world), through different levers.
        SameSideDiversify = "same-side-diversify",
        /// Complement: both strategies rely on one source of authority.
        SharedAuthority = "shared-authority",
        /// Complement that no other mechanism explains.
        AdjacentBet = "adjacent-bet",
        /// Twin: both strategies pull one lever in the same direction without a declared relation.
        SameLeverTwin = "same-lever-twin",
    }
}

impl Mechanism {
    /// Returns the index of the mechanism in [`Mechanism::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// Returns a code of two letters for the mechanism, shown in narrow columns.
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

    /// Returns the mechanism that TOML and addresses spell `text`; `None` if there is none.
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

/// Texts in an atlas that explain one mechanism.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MechanismText {
    /// Name of the mechanism.
    pub label: String,
    /// Meaning of the mechanism in a few words.
    pub gloss: String,
    /// What the mechanism means for people who endorse both strategies.
    pub explain: String,
}
