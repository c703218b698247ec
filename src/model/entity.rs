//! Entities: the records of an atlas that have pages, by typed id, and their kinds.

use super::atlas::Atlas;
use super::id::{Id, LeverId, PersonId, PortfolioId, ScenarioId, StrategyId, TagId};
use super::mechanism::Mechanism;

/// Kind of entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Strategies.
    Strategy,
    /// People.
    Person,
    /// Tags.
    Tag,
    /// Levers.
    Lever,
    /// Scenarios.
    Scenario,
    /// Portfolios.
    Portfolio,
    /// Mechanisms.
    Mechanism,
}

impl Kind {
    /// Every kind, in display order.
    pub const ALL: [Self; 7] =
        [Self::Strategy, Self::Person, Self::Tag, Self::Lever, Self::Scenario, Self::Portfolio, Self::Mechanism];

    /// Returns the word for one entity of the kind, which stands before the slash of an address (`strategy/pause`) and
    /// in queries.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Strategy => "strategy",
            Self::Person => "person",
            Self::Tag => "tag",
            Self::Lever => "lever",
            Self::Scenario => "scenario",
            Self::Portfolio => "portfolio",
            Self::Mechanism => "mechanism",
        }
    }

    /// Returns the word for all entities of the kind, which is also the address of the page that lists them.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Strategy => "strategies",
            Self::Person => "people",
            Self::Tag => "tags",
            Self::Lever => "levers",
            Self::Scenario => "scenarios",
            Self::Portfolio => "portfolios",
            Self::Mechanism => "mechanisms",
        }
    }

    /// Returns the plural with a capital letter, for titles.
    pub fn title(self) -> &'static str {
        match self {
            Self::Strategy => "Strategies",
            Self::Person => "People",
            Self::Tag => "Tags",
            Self::Lever => "Levers",
            Self::Scenario => "Scenarios",
            Self::Portfolio => "Portfolios",
            Self::Mechanism => "Mechanisms",
        }
    }

    /// Returns the kind whose singular or plural is `text`; `None` if no kind has this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.singular() == text || kind.plural() == text)
    }

    /// Finds the entity of this kind with `slug`, in `O(log n)`; `None` if there is none.
    pub fn find(self, atlas: &Atlas, slug: &str) -> Option<Entity> {
        match self {
            Self::Strategy => atlas.strategies.find(slug).map(Entity::Strategy),
            Self::Person => atlas.people.find(slug).map(Entity::Person),
            Self::Tag => atlas.tags.find(slug).map(Entity::Tag),
            Self::Lever => atlas.levers.find(slug).map(Entity::Lever),
            Self::Scenario => atlas.scenarios.find(slug).map(Entity::Scenario),
            Self::Portfolio => atlas.portfolios.find(slug).map(Entity::Portfolio),
            Self::Mechanism => Mechanism::parse(slug).map(Entity::Mechanism),
        }
    }

    /// Returns every entity of this kind in `atlas`, in catalogue order.
    pub fn entities(self, atlas: &Atlas) -> impl DoubleEndedIterator<Item = Entity> + ExactSizeIterator + use<> {
        let (count, at): (usize, fn(usize) -> Entity) = match self {
            Self::Strategy => (atlas.strategies.len(), |at| StrategyId::from_index(at).into()),
            Self::Person => (atlas.people.len(), |at| PersonId::from_index(at).into()),
            Self::Tag => (atlas.tags.len(), |at| TagId::from_index(at).into()),
            Self::Lever => (atlas.levers.len(), |at| LeverId::from_index(at).into()),
            Self::Scenario => (atlas.scenarios.len(), |at| ScenarioId::from_index(at).into()),
            Self::Portfolio => (atlas.portfolios.len(), |at| PortfolioId::from_index(at).into()),
            Self::Mechanism => (Mechanism::ALL.len(), |at| Mechanism::ALL[at].into()),
        };
        (0..count).map(at)
    }
}

macro_rules! entities {
    ($($(#[$doc:meta])* $kind:ident($id:ty);)*) => {
        /// Typed id of a record of an atlas that has its own page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Entity {
            $($(#[$doc])* $kind($id),)*
        }

        impl Entity {
            /// Returns the kind of the record.
            pub fn kind(self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind,)* }
            }

            /// Returns the index of the record among the records of its kind.
            pub fn index(self) -> usize {
                match self { $(Self::$kind(id) => id.index(),)* }
            }
        }

        $(impl From<$id> for Entity {
            fn from(id: $id) -> Self {
                Self::$kind(id)
            }
        })*
    };
}

entities! {
    /// A strategy.
    Strategy(StrategyId);
    /// A person.
    Person(PersonId);
    /// A tag.
    Tag(TagId);
    /// A lever.
    Lever(LeverId);
    /// A scenario.
    Scenario(ScenarioId);
    /// A portfolio.
    Portfolio(PortfolioId);
    /// A mechanism.
    Mechanism(Mechanism);
}

impl Entity {
    /// Returns the slug of the entity in TOML and addresses, which is unique within the kind.
    pub fn slug(self, atlas: &Atlas) -> &str {
        match self {
            Self::Strategy(id) => &atlas.strategies[id].slug,
            Self::Person(id) => atlas.people.slug(id),
            Self::Tag(id) => &atlas.tags[id].slug,
            Self::Lever(id) => &atlas.levers[id].slug,
            Self::Scenario(id) => &atlas.scenarios[id].slug,
            Self::Portfolio(id) => &atlas.portfolios[id].slug,
            Self::Mechanism(mechanism) => mechanism.as_str(),
        }
    }

    /// Returns the name of the entity as shown to users.
    pub fn name(self, atlas: &Atlas) -> &str {
        match self {
            Self::Strategy(id) => &atlas.strategies[id].name,
            Self::Person(id) => atlas.people.name(id),
            Self::Tag(id) => &atlas.tags[id].name,
            Self::Lever(id) => &atlas.levers[id].name,
            Self::Scenario(id) => &atlas.scenarios[id].title,
            Self::Portfolio(id) => &atlas.portfolios[id].name,
            Self::Mechanism(mechanism) => &atlas.mechanism(mechanism).label,
        }
    }

    /// Returns the description of the entity in a line or two.
    pub fn gloss(self, atlas: &Atlas) -> &str {
        match self {
            Self::Strategy(id) => &atlas.strategies[id].thesis,
            Self::Person(id) => atlas.people.tagline(id),
            Self::Tag(id) => &atlas.tags[id].gloss,
            Self::Lever(id) => &atlas.levers[id].description,
            Self::Scenario(id) => &atlas.scenarios[id].gloss,
            Self::Portfolio(id) => &atlas.portfolios[id].description,
            Self::Mechanism(mechanism) => &atlas.mechanism(mechanism).gloss,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_finds_each_of_its_entities_by_slug() {
        let atlas = crate::data::embedded().expect("the embedded atlas");
        for kind in Kind::ALL {
            assert!(kind.entities(&atlas).len() > 0, "{kind:?}");
            for entity in kind.entities(&atlas) {
                assert_eq!(kind.find(&atlas, entity.slug(&atlas)), Some(entity));
                assert_eq!(entity.kind(), kind);
            }
        }
    }
}
