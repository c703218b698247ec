//! Places: the addresses of everything that can be shown.

mod comparison;
mod nearest;
mod overview;
mod path;
mod spot;
mod standpoint;

use std::borrow::Cow;
use std::fmt;

use crate::model::{Atlas, Entity, LeverId, Mechanism, PersonId, PortfolioId, ScenarioId, StrategyId, TagId};

pub use comparison::Comparison;
pub use overview::Overview;
pub use path::end as end_of_path;
pub use spot::Spot;
pub use standpoint::Standpoint;

/// The address of something that can be shown. Written `home`, `strategies` or `strategy/open-source-maximalism`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Where one starts.
    Home,
    /// A page about the whole atlas.
    Overview(Overview),
    /// Somewhere in the space of coordinates.
    Spot(Spot),
    /// Strategies side by side.
    Compare(Comparison),
    /// What is around something.
    Around(Entity, Steps),
    /// A cell of the board.
    Standpoint(Standpoint),
    /// Every strategy.
    Strategies,
    /// One strategy.
    Strategy(StrategyId),
    /// Everyone.
    People,
    /// One person.
    Person(PersonId),
    /// Every tag.
    Tags,
    /// One tag.
    Tag(TagId),
    /// Every lever.
    Levers,
    /// One lever.
    Lever(LeverId),
    /// Every scenario.
    Scenarios,
    /// One scenario.
    Scenario(ScenarioId),
    /// Every mechanism.
    Mechanisms,
    /// One mechanism.
    Mechanism(Mechanism),
    /// Every portfolio.
    Portfolios,
    /// One portfolio.
    Portfolio(PortfolioId),
    /// The ways from one thing to another.
    Path(Entity, Entity),
}

/// How far from something its surroundings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Steps {
    /// What it is connected to.
    #[default]
    One,
    /// That, and what is connected to that.
    Two,
}

/// A kind of thing that has a place of its own.
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
    /// Every kind, in the order they are shown.
    pub const ALL: [Self; 7] =
        [Self::Strategy, Self::Person, Self::Tag, Self::Lever, Self::Scenario, Self::Portfolio, Self::Mechanism];

    /// As written before a slash, and in queries.
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

    /// As written alone, for the place that lists all of them.
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

    /// The place that lists all of them.
    pub fn index(self) -> Place {
        match self {
            Self::Strategy => Place::Strategies,
            Self::Person => Place::People,
            Self::Tag => Place::Tags,
            Self::Lever => Place::Levers,
            Self::Scenario => Place::Scenarios,
            Self::Portfolio => Place::Portfolios,
            Self::Mechanism => Place::Mechanisms,
        }
    }

    /// The kind written as `text`, singular or plural.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.singular() == text || kind.plural() == text)
    }

    /// Every place of this kind in `atlas`, in catalogued order.
    pub fn places(self, atlas: &Atlas) -> Vec<Place> {
        match self {
            Self::Strategy => atlas.strategies.ids().map(Place::Strategy).collect(),
            Self::Person => atlas.people.ids().map(Place::Person).collect(),
            Self::Tag => atlas.tags.ids().map(Place::Tag).collect(),
            Self::Lever => atlas.levers.ids().map(Place::Lever).collect(),
            Self::Scenario => atlas.scenarios.ids().map(Place::Scenario).collect(),
            Self::Portfolio => atlas.portfolios.ids().map(Place::Portfolio).collect(),
            Self::Mechanism => Mechanism::ALL.into_iter().map(Place::Mechanism).collect(),
        }
    }

    fn find(self, atlas: &Atlas, slug: &str) -> Option<Place> {
        match self {
            Self::Strategy => atlas.strategies.find(slug).map(Place::Strategy),
            Self::Person => atlas.people.find(slug).map(Place::Person),
            Self::Tag => atlas.tags.find(slug).map(Place::Tag),
            Self::Lever => atlas.levers.find(slug).map(Place::Lever),
            Self::Scenario => atlas.scenarios.find(slug).map(Place::Scenario),
            Self::Portfolio => atlas.portfolios.find(slug).map(Place::Portfolio),
            Self::Mechanism => Mechanism::parse(slug).map(Place::Mechanism),
        }
    }
}

/// A place that the atlas does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPlace {
    /// What was asked for.
    pub text: String,
    /// Places written like it, nearest first.
    pub nearest: Vec<String>,
}

impl fmt::Display for UnknownPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no place `{}`", crate::text::safe(&self.text))?;
        for (n, place) in self.nearest.iter().enumerate() {
            write!(f, "{}{place}", if n == 0 { "; did you mean " } else { ", " })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownPlace {}

impl Place {
    /// The place written as `text`. Besides full addresses it takes a bare slug that only one kind of thing has.
    ///
    /// # Errors
    /// [`UnknownPlace`] with the nearest places there are.
    pub fn parse(atlas: &Atlas, text: &str) -> Result<Self, UnknownPlace> {
        let text = text.trim();
        if text == "home" {
            return Ok(Self::Home);
        }
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.plural() == text) {
            return Ok(kind.index());
        }
        if let Some(overview) = Overview::parse(text) {
            return Ok(Self::Overview(overview));
        }
        if let Some(spot) = Spot::parse(atlas, text) {
            return Ok(Self::Spot(spot));
        }
        if let Some(standpoint) = Standpoint::parse(atlas, text) {
            return Ok(Self::Standpoint(standpoint));
        }
        if let Some(slugs) = text.strip_prefix("compare/") {
            return Comparison::parse(atlas, slugs).map(Self::Compare).map_err(|slug| UnknownPlace {
                text: text.to_owned(),
                nearest: nearest::comparisons(atlas, text, slug),
            });
        }
        if let Some(centre) = text.strip_prefix("around/") {
            return Self::parse_around(atlas, centre).ok_or_else(|| UnknownPlace {
                text: text.to_owned(),
                nearest: nearest::places(atlas, centre).into_iter().map(|place| format!("around/{place}")).collect(),
            });
        }
        if let Some(ends) = path::parse(atlas, text) {
            return ends.map(|(from, to)| Self::Path(from, to));
        }
        let found = match text.split_once('/') {
            Some((kind, slug)) => Kind::parse(kind).and_then(|kind| kind.find(atlas, slug)),
            None => Kind::ALL.into_iter().find_map(|kind| kind.find(atlas, text)),
        };
        found.ok_or_else(|| UnknownPlace { text: text.to_owned(), nearest: nearest::places(atlas, text) })
    }

    /// What is around the thing written as `text`, which may end in the number of steps.
    fn parse_around(atlas: &Atlas, text: &str) -> Option<Self> {
        let (text, steps) = match text.strip_suffix("/2") {
            Some(text) => (text, Steps::Two),
            None => (text, Steps::One),
        };
        let centre = Self::parse(atlas, text).ok()?.entity()?;
        Some(Self::Around(centre, steps))
    }

    /// The address as written.
    pub fn path(self, atlas: &Atlas) -> String {
        match (self, self.kind(), self.slug(atlas)) {
            (Self::Overview(overview), ..) => overview.slug().to_owned(),
            (Self::Spot(spot), ..) => spot.path(atlas),
            (Self::Path(from, to), ..) => path::write(atlas, from, to),
            (Self::Standpoint(standpoint), ..) => standpoint.path(atlas),
            (Self::Compare(comparison), ..) => format!("compare/{}", comparison.slugs(atlas)),
            (Self::Around(centre, Steps::One), ..) => format!("around/{}", Self::from(centre).path(atlas)),
            (Self::Around(centre, Steps::Two), ..) => format!("around/{}/2", Self::from(centre).path(atlas)),
            (_, None, _) => "home".to_owned(),
            (_, Some(kind), None) => kind.plural().to_owned(),
            (_, Some(kind), Some(slug)) => format!("{}/{slug}", kind.singular()),
        }
    }

    /// Every place of `atlas`: home, the overviews, the spots, and each kind with all there is of it.
    pub fn all(atlas: &Atlas) -> impl Iterator<Item = Self> + use<'_> {
        let overviews = Overview::ALL.iter().copied().map(Self::Overview);
        let kinds = Kind::ALL.into_iter();
        let listed = kinds.flat_map(move |kind| std::iter::once(kind.index()).chain(kind.places(atlas)));
        let spots = Spot::all(atlas).map(Self::Spot).chain(Standpoint::all(atlas).map(Self::Standpoint));
        std::iter::once(Self::Home).chain(overviews).chain(spots).chain(listed)
    }

    /// The kind of thing this is a place of; home, the overviews, the spots and paths have none.
    pub fn kind(self) -> Option<Kind> {
        Some(match self {
            Self::Home
            | Self::Overview(_)
            | Self::Spot(_)
            | Self::Standpoint(_)
            | Self::Compare(_)
            | Self::Around(..)
            | Self::Path(..) => return None,
            Self::Strategies | Self::Strategy(_) => Kind::Strategy,
            Self::People | Self::Person(_) => Kind::Person,
            Self::Tags | Self::Tag(_) => Kind::Tag,
            Self::Levers | Self::Lever(_) => Kind::Lever,
            Self::Scenarios | Self::Scenario(_) => Kind::Scenario,
            Self::Mechanisms | Self::Mechanism(_) => Kind::Mechanism,
            Self::Portfolios | Self::Portfolio(_) => Kind::Portfolio,
        })
    }

    /// What it is, in a word: one thing of a kind, a list of them, or an overview.
    pub fn noun(self) -> &'static str {
        match self.kind() {
            Some(kind) if self.entity().is_some() => kind.singular(),
            Some(_) => "list",
            None => "overview",
        }
    }

    /// The slug of the one thing this is the place of; a place that lists things has none.
    pub fn slug(self, atlas: &Atlas) -> Option<&str> {
        self.entity().map(|entity| entity.slug(atlas))
    }

    /// The one thing this is the place of; a place that lists things has none.
    pub fn entity(self) -> Option<Entity> {
        Some(match self {
            Self::Strategy(id) => Entity::Strategy(id),
            Self::Person(id) => Entity::Person(id),
            Self::Tag(id) => Entity::Tag(id),
            Self::Lever(id) => Entity::Lever(id),
            Self::Scenario(id) => Entity::Scenario(id),
            Self::Mechanism(mechanism) => Entity::Mechanism(mechanism),
            Self::Portfolio(id) => Entity::Portfolio(id),
            _ => return None,
        })
    }

    /// Whether this is the place of one thing, not of a list of them.
    pub fn is_entity(self) -> bool {
        self.entity().is_some()
    }

    /// What the place is called.
    pub fn name(self, atlas: &Atlas) -> Cow<'_, str> {
        let name = match self {
            Self::Path(from, to) => return format!("{} to {}", from.name(atlas), to.name(atlas)).into(),
            Self::Home => "Home",
            Self::Overview(overview) => overview.name(),
            Self::Spot(spot) => return spot.name(atlas),
            Self::Compare(comparison) => return comparison.name(atlas).into(),
            Self::Around(centre, _) => return format!("Around {}", centre.name(atlas)).into(),
            Self::Standpoint(standpoint) => return standpoint.name(atlas).into(),
            Self::Strategies => "Strategies",
            Self::People => "People",
            Self::Tags => "Tags",
            Self::Levers => "Levers",
            Self::Scenarios => "Scenarios",
            Self::Mechanisms => "Mechanisms",
            Self::Portfolios => "Portfolios",
            Self::Strategy(_)
            | Self::Person(_)
            | Self::Tag(_)
            | Self::Lever(_)
            | Self::Scenario(_)
            | Self::Mechanism(_)
            | Self::Portfolio(_) => self.entity().map_or("", |entity| entity.name(atlas)),
        };
        name.into()
    }
}

impl From<Entity> for Place {
    fn from(entity: Entity) -> Self {
        match entity {
            Entity::Strategy(id) => Self::Strategy(id),
            Entity::Person(id) => Self::Person(id),
            Entity::Tag(id) => Self::Tag(id),
            Entity::Lever(id) => Self::Lever(id),
            Entity::Scenario(id) => Self::Scenario(id),
            Entity::Mechanism(mechanism) => Self::Mechanism(mechanism),
            Entity::Portfolio(id) => Self::Portfolio(id),
        }
    }
}
