//! Vocabulary of an atlas: levers, axes, tiers, tags, scenarios, portfolios and other terms that describe strategies
//! and people.

use serde::{Deserialize, Serialize};

use super::id::{AdversaryId, Named, StrategyId};
use super::words::words;

words! {
    /// Side of the problem that a lever works on.
    enum Side {
        /// The AI itself.
        Ai = "ai",
        /// Both sides.
        Mixed = "mixed",
        /// The world around the AI.
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
    /// Direction in which a strategy pulls its primary lever.
    enum Pull {
        /// Up.
        Up = "up",
        /// Neither up nor down.
        Neutral = "neutral",
        /// Down.
        Down = "down",
    }
}

impl Pull {
    /// Returns whether one direction is up and the other down.
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
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Side of the problem that the lever works on.
    pub side: Side,
    /// Effect of an upward pull, in a word or two.
    pub up: String,
    /// Effect of a downward pull, in a word or two.
    pub down: String,
    /// Description.
    pub description: String,
}

impl Lever {
    /// Returns the effect of a pull in a word or two; a neutral pull has none.
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
        /// Object of the strategy.
        ActsOn = "acts-on",
        /// Coercion that the strategy needs.
        Coercion = "coercion",
        /// Actor in control if the strategy works.
        ActorInControl = "actor-in-control",
        /// Time at which the strategy applies.
        TimeHorizon = "time-horizon",
        /// Source of the strategy's authority.
        LegitimacySource = "legitimacy-source",
    }
}

impl Axis {
    /// Returns the key of the value in the TOML of a strategy.
    pub fn key(self) -> &'static str {
        match self {
            Self::ActsOn => "acts_on",
            Self::Coercion => "coercion",
            Self::ActorInControl => "actor_in_control",
            Self::TimeHorizon => "time_horizon",
            Self::LegitimacySource => "legitimacy_source",
        }
    }

    /// Parses the spelling in TOML and addresses.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.as_str() == text)
    }

    /// Returns the position in [`Axis::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// Texts of an atlas on one axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AxisText {
    /// Name of the axis.
    pub name: String,
    /// Description of what the axis distinguishes.
    pub description: String,
}

/// Value on an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AxisValue {
    /// Slug, unique on the axis.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Meaning of the value.
    pub description: String,
}

/// Tier of expertise, recognition or vintage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// Slug.
    pub slug: String,
    /// Name.
    pub label: String,
    /// Description of those on the tier, in a few words.
    pub short: String,
    /// Badge of two to four letters.
    pub badge: String,
    /// Criterion that puts a person on the tier.
    pub criterion: String,
}

/// Position tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// The position in one line.
    pub gloss: String,
    /// Other names.
    pub aka: Vec<String>,
    /// Strategy that the tag leads to.
    pub strategy: Option<StrategyId>,
}

/// Class of adversary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Adversary {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// Failure scenario with the strategies that respond to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Adversary behind the failure.
    pub adversary: AdversaryId,
    /// The scenario in one line.
    pub gloss: String,
    /// Description of what happens.
    pub description: String,
    /// Responsive strategies, in the order listed.
    pub responsive: Vec<StrategyId>,
    /// Remark on the scenario.
    pub note: Option<String>,
}

/// Named portfolio of strategies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Portfolio {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Owner and character of the portfolio.
    pub description: String,
    /// Strategies, in the order listed.
    pub strategies: Vec<StrategyId>,
    /// Shares of the money on some of the strategies, in the order listed.
    #[serde(default)]
    pub shares: Vec<PortfolioShare>,
}

/// Share of the money of a portfolio that is on one of its strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortfolioShare {
    /// The strategy.
    pub strategy: StrategyId,
    /// Share in percent, from 0 to 100.
    pub percent: u8,
}

/// Topic of commitments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// Claim that several commitments share: one of them cannot hold while another fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Statement that has to be true.
    pub statement: String,
}

/// Predefined reason for verdicts: a tag of reviewers with a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Slug of the reason, which is also the tag that reviewers give to a verdict.
    pub slug: String,
    /// When it applies.
    pub about: String,
}

/// Field that analogues come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Domain {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// Question that distinguishes a bet from an identity, with the typical answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityQuestion {
    /// The question.
    pub ask: String,
    /// Answer of someone to whom the strategy is a bet.
    pub bet: String,
    /// Answer of someone to whom the strategy is an identity.
    pub identity: String,
}

/// Binding of a strategy to the identity of its endorsers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityBinding {
    /// The strategy.
    pub strategy: StrategyId,
    /// Marker of the binding, in a word or two.
    pub marker: String,
    /// Explanation of how the strategy binds.
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
    /// Strategies that are bound to identities.
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
