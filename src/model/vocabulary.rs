//! The vocabulary of an atlas: levers, axes, tiers, tags, scenarios, portfolios and what else strategies and people
//! are described with.

use serde::{Deserialize, Serialize};

use super::id::{AdversaryId, Named, StrategyId};

/// Which side of the problem a lever works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The AI itself.
    Ai,
    /// The world around it.
    World,
    /// Both.
    Mixed,
}

impl Side {
    /// Every side, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Ai, Self::Mixed, Self::World];

    /// As written in TOML and queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ai => "ai",
            Self::World => "world",
            Self::Mixed => "mixed",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ai => "AI-side",
            Self::World => "world-side",
            Self::Mixed => "mixed",
        }
    }
}

/// Which way a strategy pulls its primary lever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pull {
    /// Up.
    Up,
    /// Neither way.
    Neutral,
    /// Down.
    Down,
}

impl Pull {
    /// Every pull, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Up, Self::Neutral, Self::Down];

    /// As written in TOML and queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Neutral => "neutral",
            Self::Down => "down",
        }
    }

    /// Whether one is up and the other down.
    pub fn is_against(self, other: Self) -> bool {
        matches!((self, other), (Self::Up, Self::Down) | (Self::Down, Self::Up))
    }

    /// The symbol that stands for it: an arrow, or a middle dot.
    pub fn arrow(self) -> &'static str {
        match self {
            Self::Up => "↑",
            Self::Neutral => "·",
            Self::Down => "↓",
        }
    }
}

/// What a strategy can pull.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lever {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Which side of the problem it works on.
    pub side: Side,
    /// What pulling it up does, in a word or two.
    pub up: String,
    /// What pulling it down does.
    pub down: String,
    /// What it is.
    pub description: String,
}

impl Lever {
    /// What a pull on this lever does, in a word or two; a neutral pull has no name.
    pub fn pull_name(&self, pull: Pull) -> Option<&str> {
        match pull {
            Pull::Up => Some(&self.up),
            Pull::Down => Some(&self.down),
            Pull::Neutral => None,
        }
    }
}

/// One of the five axes that every strategy has a value on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// What the strategy acts on.
    ActsOn,
    /// How much coercion it needs.
    Coercion,
    /// Who is in control if it works.
    ActorInControl,
    /// When it applies.
    TimeHorizon,
    /// Where its authority comes from.
    LegitimacySource,
}

impl Axis {
    /// Every axis, in the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::ActsOn, Self::Coercion, Self::ActorInControl, Self::TimeHorizon, Self::LegitimacySource];

    /// As written in TOML and in places.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ActsOn => "acts-on",
            Self::Coercion => "coercion",
            Self::ActorInControl => "actor-in-control",
            Self::TimeHorizon => "time-horizon",
            Self::LegitimacySource => "legitimacy-source",
        }
    }

    /// What holds the value on it in the TOML of a strategy.
    pub fn key(self) -> &'static str {
        match self {
            Self::ActsOn => "acts_on",
            Self::Coercion => "coercion",
            Self::ActorInControl => "actor_in_control",
            Self::TimeHorizon => "time_horizon",
            Self::LegitimacySource => "legitimacy_source",
        }
    }

    /// The axis written as `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.as_str() == text)
    }

    /// Its position in [`Axis::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// What an atlas says of one axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AxisText {
    /// Its name.
    pub name: String,
    /// What it tells apart.
    pub description: String,
}

/// A value on an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AxisValue {
    /// Its slug, unique on its axis.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub description: String,
}

/// A tier of expertise, recognition or vintage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub label: String,
    /// A few words that say who stands there.
    pub short: String,
    /// Two to four letters for a badge.
    pub badge: String,
    /// What puts a person on it.
    pub criterion: String,
}

/// A position that people are tagged with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The position in one line.
    pub gloss: String,
    /// Other names it goes by.
    pub aka: Vec<String>,
    /// The strategy it leads to.
    pub strategy: Option<StrategyId>,
}

/// A class of adversary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Adversary {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A way for things to go wrong, and the strategies that respond to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who or what is behind it.
    pub adversary: AdversaryId,
    /// The scenario in one line.
    pub gloss: String,
    /// What happens.
    pub description: String,
    /// The strategies that respond to it, in the order listed.
    pub responsive: Vec<StrategyId>,
    /// A remark, if there is one.
    pub note: Option<String>,
}

/// Strategies that someone visibly holds together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Portfolio {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Whose it is and what marks it.
    pub description: String,
    /// Its members, in the order listed.
    pub strategies: Vec<StrategyId>,
}

/// What a commitment is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A field that an analogue comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Domain {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A question that tells a bet from an identity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityQuestion {
    /// The question.
    pub ask: String,
    /// What someone who holds the strategy as a bet answers.
    pub bet: String,
    /// What someone who holds it as an identity answers.
    pub identity: String,
}

/// What binds a strategy to the identity of those who hold it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityBinding {
    /// The strategy.
    pub strategy: StrategyId,
    /// What shows it, in a word or two.
    pub marker: String,
    /// How it binds.
    pub note: String,
}

/// The identity diagnostic: is a strategy held as a bet or as an identity?
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    /// Why the difference matters.
    pub why_it_matters: String,
    /// What would help.
    pub what_would_help: String,
    /// The questions to ask.
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
    Domain.name
);
