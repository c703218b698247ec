//! Entities: the records of an atlas that have pages, by typed id.

use super::atlas::Atlas;
use super::id::{LeverId, PersonId, PortfolioId, ScenarioId, StrategyId, TagId};
use super::mechanism::Mechanism;

/// Record of an atlas that has a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// A strategy.
    Strategy(StrategyId),
    /// A person.
    Person(PersonId),
    /// A tag.
    Tag(TagId),
    /// A lever.
    Lever(LeverId),
    /// A scenario.
    Scenario(ScenarioId),
    /// A portfolio.
    Portfolio(PortfolioId),
    /// A mechanism.
    Mechanism(Mechanism),
}

impl Entity {
    /// Returns the slug in TOML and addresses.
    pub fn slug(self, atlas: &Atlas) -> &str {
        match self {
            Self::Strategy(id) => &atlas.strategies[id].slug,
            Self::Person(id) => &atlas.people[id].slug,
            Self::Tag(id) => &atlas.tags[id].slug,
            Self::Lever(id) => &atlas.levers[id].slug,
            Self::Scenario(id) => &atlas.scenarios[id].slug,
            Self::Portfolio(id) => &atlas.portfolios[id].slug,
            Self::Mechanism(mechanism) => mechanism.as_str(),
        }
    }

    /// Returns the name on screen.
    pub fn name(self, atlas: &Atlas) -> &str {
        match self {
            Self::Strategy(id) => &atlas.strategies[id].name,
            Self::Person(id) => &atlas.people[id].name,
            Self::Tag(id) => &atlas.tags[id].name,
            Self::Lever(id) => &atlas.levers[id].name,
            Self::Scenario(id) => &atlas.scenarios[id].title,
            Self::Portfolio(id) => &atlas.portfolios[id].name,
            Self::Mechanism(mechanism) => &atlas.mechanism(mechanism).label,
        }
    }
}
