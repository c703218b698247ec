//! Vocabulary of an atlas: levers, axes, tiers, tags, scenarios, portfolios and other terms that describe strategies
//! and people.

use serde::{Deserialize, Serialize};

use super::id::{AdversaryId, Named, StrategyId};
use super::words::words;

words! {
    /// Side of the AI problem that a lever works on.
    enum Side {
        /// The lever works on the AI itself.
        Ai = "ai",
        /// The lever works on both sides.
        Mixed = "mixed",
        /// The lever works on the world around the AI.
        World = "world",
    }
}

impl Side {
    /// Returns the label on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ai => "AI-side",
            Self::World => "world-side",
            Self::Mixed => "mixed",
        }
    }
}

words! {
    /// Direction in which a strategy pulls its primary lever, that is, whether it increases or decreases what the lever
    /// controls.
    enum Pull {
        /// The strategy pulls the lever up.
        Up = "up",
        /// The strategy acts on the lever without pulling it up or down.
        Neutral = "neutral",
        /// The strategy pulls the lever down.
        Down = "down",
    }
}

impl Pull {
    /// Returns whether one of the two directions is up and the other down.
    pub fn is_against(self, other: Self) -> bool {
        matches!((self, other), (Self::Up, Self::Down) | (Self::Down, Self::Up))
    }

    /// Returns the symbol of the direction: an arrow, or a middle dot.
    pub fn arrow(self) -> &'static str {
        match self {
            Self::Up => "↑",
            Self::Neutral => "·",
            Self::Down => "↓",
        }
    }
}

/// Lever that strategies pull.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lever {
    /// Slug, unique among the records of this type.
    pub slug: String,
    /// Name as shown to users.
    pub name: String,
    /// Side of the AI problem that the lever works on.
    pub side: Side,
    /// Effect of an upward pull, in a word or two.
    pub up: String,
    /// Effect of a downward pull, in a word or two.
    pub down: String,
    /// Description of the lever.
    pub description: String,
}

impl Lever {
    /// Returns the effect of `pull` on this lever in a word or two; `None` for a neutral pull.
    pub fn pull_name(&self, pull: Pull) -> Option<&str> {
        match pull {
            Pull::Up => Some(&self.up),
            Pull::Down => Some(&self.down),
            Pull::Neutral => None,
        }
    }
}

words! {
    /// Axis on which every strategy has a value.
    enum Axis {
        /// What the strategy acts on.
        ActsOn = "acts-on",
        /// How much coercion the strategy needs.
        Coercion = "coercion",
        /// Who is in control if the strategy works.
        ActorInControl = "actor-in-control",
        /// When the strategy applies.
        TimeHorizon = "time-horizon",
        /// Where the strategy gets its authority from.
        LegitimacySource = "legitimacy-source",
    }
}

impl Axis {
    /// Returns the key that holds the value on this axis in the TOML of a strategy.
    pub fn key(self) -> &'static str {
        match self {
            Self::ActsOn => "acts_on",
            Self::Coercion => "coercion",
            Self::ActorInControl => "actor_in_control",
            Self::TimeHorizon => "time_horizon",
            Self::LegitimacySource => "legitimacy_source",
        }
    }

    /// Returns the axis that TOML and addresses spell `text`; `None` if there is none.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.as_str() == text)
    }

    /// Returns the index of the axis in [`Axis::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// Texts in an atlas that explain one axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AxisText {
    /// Name of the axis.
    pub name: String,
    /// Description of what the axis distinguishes.
    pub description: String,
}

/// Value that strategies can have on an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AxisValue {
    /// Slug of the value, unique on its axis.
    pub slug: String,
    /// Name as shown to users.
    pub name: String,
    /// Meaning of the value.
    pub description: String,
}

/// Tier that people can be placed on: of expertise (closeness to the work), recognition (how widely known) or vintage
/// (period of entry into the field).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// Slug, unique among the records of this type.
    pub slug: String,
    /// Name as shown to users.
    pub label: String,
    /// Description of the people on the tier, in a few words.
    pub short: String,
    /// Badge for people on the tier, two to four letters.
    pub badge: String,
    /// Criterion that puts a person on the tier.
    pub criterion: String,
}

/// Tag that names a position on which people have stances.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// Slug, unique among the records of this type.
    pub slug: String,
    /// Name as shown to users.
    pub name: String,
    /// The position that the tag names, in one line.
    pub gloss: String,
    /// Other names of the position.
    pub aka: Vec<String>,
    /// Strategy that the tag leads to, which positions on the tag are about; `None` if there is none.
    pub strategy: Option<StrategyId>,
}

/// Class of adversary, the kind of actor behind a failure scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Adversary {
    /// Slug, unique among the records of this type.
    pub slug: String,
    /// Name as shown to users.
    pub name: String,
}

/// Failure scenario with the strategies that respond to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Slug, unique among the records of this type.
    pub slug: String,
    /// Title as shown to users.
    pub title: String,
    /// Adversary behind the failure.
    pub adversary: AdversaryId,
    /// What happens in the scenario, in one line.
    pub gloss: String,
    /// Description of what happens.
    pub description: String,
    /// Strategies that respond to the scenario, in the order of the TOML.
    pub responsive: Vec<StrategyId>,
    /// Remark on the scenario.
    pub note: Option<String>,
}

/// Named portfolio of strategies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Portfolio {
    /// Slug, unique among the records of this type.
    pub slug: String,
    /// Name as shown to users.
    pub name: String,
    /// Description of the portfolio: whose it is and what characterizes it.
    pub description: String,
    /// Strategies of the portfolio, in the order of the TOML.
    pub strategies: Vec<StrategyId>,
    /// Shares of the portfolio's money that are spent on some of its strategies, in the order of the TOML.
    #[serde(default)]
    pub shares: Vec<PortfolioShare>,
}

/// Share of a portfolio's money that is spent on one of its strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortfolioShare {
    /// Strategy that this entry is about.
    pub strategy: StrategyId,
    /// Share in percent, from 0 to 100.
    pub percent: u8,
}

/// Topic that commitments of strategies are about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Slug, unique among the records of this type.
    pub slug: String,
    /// Name as shown to users.
    pub name: String,
}

/// Claim that several commitments share, so these commitments hold or fail together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Slug, unique among the records of this type.
    pub slug: String,
    /// Name as shown to users.
    pub name: String,
    /// Statement that has to be true.
    pub statement: String,
}

/// Predefined reason for verdicts, which reviewers choose as a tag of their verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Slug of the reason, which is also the tag that reviewers give to a verdict.
    pub slug: String,
    /// Criterion for using the reason.
    pub about: String,
}

/// Field that historical analogues come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Domain {
    /// Slug, unique among the records of this type.
    pub slug: String,
    /// Name as shown to users.
    pub name: String,
}

/// Question that shows whether a strategy is a bet or an identity to someone, with the typical answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityQuestion {
    /// Text of the question.
    pub ask: String,
    /// Answer of someone to whom the strategy is a bet.
    pub bet: String,
    /// Answer of someone to whom the strategy is an identity.
    pub identity: String,
}

/// Note that a strategy has become part of the identity of its endorsers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityBinding {
    /// Strategy that this entry is about.
    pub strategy: StrategyId,
    /// Sign by which the binding shows, in a word or two.
    pub marker: String,
    /// Explanation of how the strategy becomes part of an identity.
    pub note: String,
}

/// Identity diagnostic: whether a strategy is a bet or an identity to its endorsers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    /// Reason why it matters whether a strategy is a bet or an identity.
    pub why_it_matters: String,
    /// Remedies that would keep strategies from becoming identities.
    pub what_would_help: String,
    /// Questions of the diagnostic.
    pub questions: Vec<IdentityQuestion>,
    /// Strategies that have become part of their endorsers' identity.
    pub bindings: Vec<IdentityBinding>,
}

macro_rules! named {
    ($($type:ident . $name:ident),* $(,)?) => {$(
        impl Named for $type {
            fn slug(&self) -> &str {
                &self.slug
            }
            fn name(&self) -> &str {
                &self.$name
            }
        }
    )*};
}

named!(
    Lever.name,
    AxisValue.name,
    Tier.label,
    Tag.name,
    Adversary.name,
    Scenario.title,
    Portfolio.name,
    Topic.name,
    Claim.name,
    Reason.slug,
    Domain.name
);
