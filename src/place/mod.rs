//! Places: typed addresses of everything that can be shown, and their form as text.

mod cell;
mod compare;
mod overview;
mod path;
mod suggest;
mod topic;

use std::borrow::Cow;
use std::fmt;

use crate::model::{Atlas, Axis, AxisValueId, Entity, Kind, SharedClaimId, StrategyId};
use crate::text;

pub use cell::Cell;
pub use compare::{ComparedStrategies, Comparison};
pub use overview::{Overview, OverviewCommand};
pub use path::{find_path_end, parse_path_end};
pub use topic::Topic;

/// Address of [`Place::Home`].
const HOME: &str = "home";
/// Prefix of the addresses of axes and axis values.
const AXIS: &str = "axis/";
/// Prefix of the addresses of comparisons.
const COMPARE: &str = "compare/";
/// Prefix of the addresses of the surroundings of an entity, that is, of the entities related to it.
const AROUND: &str = "around/";
/// Prefix of the addresses of briefs.
const BRIEF: &str = "brief/";
/// Suffix of the addresses of surroundings up to two steps away.
const TWO_STEPS: &str = "/2";
/// Prefix of the addresses of commitments.
const COMMITMENT: &str = "commitment/";
/// Prefix of the addresses of claims that several commitments share.
const CLAIM: &str = "claim/";

/// Maximum width of an address in an error message, in terminal columns.
const MAX_SHOWN: usize = 120;

/// Typed address of a page, with a text form such as `home`, `strategies` or `strategy/open-source-maximalism`.
///
/// ```
/// use stratlas::model::Kind;
/// use stratlas::place::Place;
///
/// let atlas = stratlas::data::embedded()?;
/// let place = Place::parse(&atlas, "strategy/pause")?;
/// assert_eq!(place.kind(), Some(Kind::Strategy));
/// assert_eq!(place.path(&atlas), "strategy/pause");
/// assert_eq!(Place::find(&atlas, "pause"), Some(place));
/// assert_eq!(Place::find(&atlas, "strategies"), Some(Place::List(Kind::Strategy)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Home page.
    Home,
    /// Page about the whole atlas.
    Overview(Overview),
    /// List of all entities of a kind.
    List(Kind),
    /// Page of one entity.
    Entity(Entity),
    /// Axis of the coordinates, or one value on it, with an address such as `axis/time-horizon/pre-transition`.
    Axis(Axis, Option<AxisValueId>),
    /// Cell of one of the grids whose counts open a page.
    Cell(Cell),
    /// Comparison of records of one kind, with an address such as `compare/pause/gradualism`.
    Compare(Comparison),
    /// Entities related to one entity, with an address such as `around/strategy/pause`, or `around/strategy/pause/2`
    /// for two steps.
    Around(Entity, Steps),
    /// Brief (summary for forwarding) of an entity, with an address such as `brief/strategy/pause`.
    Brief(Entity),
    /// Shortest paths between two entities.
    Path(Entity, Entity),
    /// Chapter of the manual, with an address such as `help/tour`.
    Topic(Topic),
    /// Commitment of a strategy, by its index from 0. The address, such as `commitment/pause/1`, counts from 1.
    Commitment(StrategyId, u32),
    /// Claim that several commitments share, with an address such as `claim/states-can-coordinate`.
    Claim(SharedClaimId),
}

/// Distance up to which the surroundings of an entity are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Steps {
    /// Only entities directly related to the entity in the centre.
    #[default]
    One,
    /// Entities up to two relations away from the entity in the centre.
    Two,
}

/// Error for an address that does not exist in the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPlace {
    /// Address that the user typed.
    pub text: String,
    /// Existing addresses similar to `text`, closest first.
    pub nearest: Vec<String>,
}

impl fmt::Display for UnknownPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = text::sanitize(&self.text);
        write!(f, "there is no place `{}`", text::truncate_to_width(&text, MAX_SHOWN))?;
        for (n, place) in self.nearest.iter().enumerate() {
            write!(f, "{}{place}", if n == 0 { "; did you mean " } else { ", " })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownPlace {}

impl Place {
    /// Returns the place with the address `text`, or the entity with the bare slug `text`; `None` if there is none.
    /// Takes `O(log n)`.
    pub fn find(atlas: &Atlas, text: &str) -> Option<Self> {
        let text = text.trim();
        if text == HOME {
            return Some(Self::Home);
        }
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.plural() == text) {
            return Some(Self::List(kind));
        }
        if let Some(overview) = Overview::parse(text) {
            return Some(Self::Overview(overview));
        }
        if let Some(axis) = text.strip_prefix(AXIS) {
            return find_axis(atlas, axis);
        }
        if let Some(slugs) = text.strip_prefix(COMPARE) {
            return Comparison::find(atlas, slugs).map(Self::Compare);
        }
        if let Some(centre) = text.strip_prefix(AROUND) {
            let (centre, steps) = split_steps(centre);
            return find_entity(atlas, centre).map(|entity| Self::Around(entity, steps));
        }
        if let Some(subject) = text.strip_prefix(BRIEF) {
            return find_entity(atlas, subject).map(Self::Brief);
        }
        if let Some(slug) = text.strip_prefix(topic::PREFIX) {
            return Topic::parse(slug).map(Self::Topic);
        }
        if let Some(ends) = text.strip_prefix(path::PREFIX) {
            return path::find(atlas, ends);
        }
        if let Some(commitment) = text.strip_prefix(COMMITMENT) {
            return find_commitment(atlas, commitment);
        }
        if let Some(claim) = text.strip_prefix(CLAIM) {
            return atlas.claims.find(claim).map(Self::Claim);
        }
        find_entity(atlas, text).map(Self::Entity).or_else(|| find_cell(atlas, text))
    }

    /// Returns the place with the address `text`, as [`Self::find`] does.
    ///
    /// # Errors
    /// Returns [`UnknownPlace`] with suggestions if there is no such place; finding suggestions compares `text` with
    /// every slug.
    pub fn parse(atlas: &Atlas, text: &str) -> Result<Self, UnknownPlace> {
        Self::find(atlas, text).ok_or_else(|| suggest::unknown(atlas, text.trim()))
    }

    /// Returns the address of the place as text.
    pub fn path(self, atlas: &Atlas) -> String {
        match self {
            Self::Home => HOME.to_owned(),
            Self::Overview(overview) => overview.slug().to_owned(),
            Self::List(kind) => kind.plural().to_owned(),
            Self::Entity(entity) => format!("{}/{}", entity.kind().singular(), entity.slug(atlas)),
            Self::Axis(axis, None) => format!("{AXIS}{}", axis.as_str()),
            Self::Axis(axis, Some(value)) => {
                format!("{AXIS}{}/{}", axis.as_str(), atlas.values_on(axis)[value].slug)
            }
            Self::Cell(cell) => cell.path(atlas),
            Self::Compare(comparison) => format!("{COMPARE}{}", comparison.slugs(atlas)),
            Self::Around(centre, Steps::One) => format!("{AROUND}{}", Self::Entity(centre).path(atlas)),
            Self::Around(centre, Steps::Two) => format!("{AROUND}{}{TWO_STEPS}", Self::Entity(centre).path(atlas)),
            Self::Brief(entity) => format!("{BRIEF}{}", Self::Entity(entity).path(atlas)),
            Self::Path(from, to) => path::write(atlas, from, to),
            Self::Claim(id) => format!("{CLAIM}{}", atlas.claims[id].slug),
            Self::Topic(topic) => format!("{}{}", topic::PREFIX, topic.slug()),
            Self::Commitment(id, at) => format!("{COMMITMENT}{}/{}", atlas.strategies[id].slug, u64::from(at) + 1),
        }
    }

    /// Returns the main places of `atlas`: home, overviews, axes, cells, lists, entities, and the topics of the manual.
    /// Places that combine or summarize entities, commitments and shared claims are not included.
    pub fn all(atlas: &Atlas) -> impl Iterator<Item = Self> + use<'_> {
        let overviews = Overview::ALL.iter().copied().map(Self::Overview);
        let axes = Axis::ALL.into_iter().flat_map(|axis| Self::on_axis(atlas, axis));
        let cells = Cell::all(atlas).map(Self::Cell);
        let listed = Kind::ALL
            .into_iter()
            .flat_map(|kind| std::iter::once(Self::List(kind)).chain(kind.entities(atlas).map(Self::Entity)));
        let topics = Topic::ALL.iter().copied().map(Self::Topic);
        std::iter::once(Self::Home).chain(overviews).chain(axes).chain(cells).chain(listed).chain(topics)
    }

    /// Returns the place of `axis`, followed by the places of its values.
    pub fn on_axis(atlas: &Atlas, axis: Axis) -> impl Iterator<Item = Self> + use<> {
        let values = atlas.values_on(axis).ids().map(move |value| Self::Axis(axis, Some(value)));
        std::iter::once(Self::Axis(axis, None)).chain(values)
    }

    /// Returns whether exports leave the place out, since it shows the user's own data or belongs to the manual.
    pub fn is_private(self) -> bool {
        match self {
            Self::Overview(overview) => overview.is_private(),
            Self::Topic(_) => true,
            _ => false,
        }
    }

    /// Returns the kind of entity that the place is about, if it is an entity or a list; `None` for other places.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::List(kind) => Some(kind),
            Self::Entity(entity) => Some(entity.kind()),
            _ => None,
        }
    }

    /// Returns a noun for the kind of place: the kind of an entity, `list`, `help`, `commitment`, `claim`, or
    /// `overview` for others.
    pub fn noun(self) -> &'static str {
        match self {
            Self::List(_) => "list",
            Self::Entity(entity) => entity.kind().singular(),
            Self::Topic(_) => "help",
            Self::Commitment(..) => "commitment",
            Self::Claim(_) => "claim",
            _ => "overview",
        }
    }

    /// Returns the slug of the entity that the place is the page of; `None` for other places.
    pub fn slug(self, atlas: &Atlas) -> Option<&str> {
        self.entity().map(|entity| entity.slug(atlas))
    }

    /// Returns the entity that the place is the page of; `None` for other places.
    pub fn entity(self) -> Option<Entity> {
        match self {
            Self::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// Returns whether the place is the page of one entity.
    pub fn is_entity(self) -> bool {
        self.entity().is_some()
    }

    /// Returns the name of the place as shown to users.
    pub fn name(self, atlas: &Atlas) -> Cow<'_, str> {
        match self {
            Self::Home => "Home".into(),
            Self::Overview(overview) => overview.name().into(),
            Self::List(kind) => kind.title().into(),
            Self::Entity(entity) => entity.name(atlas).into(),
            Self::Axis(axis, None) => atlas.axis(axis).name.as_str().into(),
            Self::Axis(axis, Some(value)) => atlas.values_on(axis)[value].name.as_str().into(),
            Self::Cell(cell) => cell.name(atlas).into(),
            Self::Compare(comparison) => comparison.name(atlas).into(),
            Self::Around(centre, _) => format!("Around {}", centre.name(atlas)).into(),
            Self::Brief(entity) => format!("Brief: {}", entity.name(atlas)).into(),
            Self::Path(from, to) => format!("{} to {}", from.name(atlas), to.name(atlas)).into(),
            Self::Claim(id) => atlas.claims[id].name.as_str().into(),
            Self::Topic(topic) => topic.name().into(),
            Self::Commitment(id, at) => {
                format!("{}, commitment {}", atlas.strategies[id].name, u64::from(at) + 1).into()
            }
        }
    }
}

/// Finds the entity with the address `text`, such as `strategy/pause`, or with the bare slug `text`, which is looked up
/// kind by kind; `None` if there is none.
fn find_entity(atlas: &Atlas, text: &str) -> Option<Entity> {
    let text = text.trim();
    match text.split_once('/') {
        Some((kind, slug)) => Kind::parse(kind)?.find(atlas, slug),
        None => Kind::ALL.into_iter().find_map(|kind| kind.find(atlas, text)),
    }
}

/// Finds the axis or axis value by its address without the prefix; `None` if there is none.
fn find_axis(atlas: &Atlas, text: &str) -> Option<Place> {
    let Some((axis, value)) = text.split_once('/') else { return Axis::parse(text).map(Place::from) };
    let axis = Axis::parse(axis)?;
    Some(Place::Axis(axis, Some(atlas.values_on(axis).find(value)?)))
}

/// Finds the cell with the address `text`: the slugs of its overview, row and column; `None` if there is none.
fn find_cell(atlas: &Atlas, text: &str) -> Option<Place> {
    let (overview, cell) = text.split_once('/')?;
    let (row, column) = cell.split_once('/')?;
    Cell::find(atlas, Overview::parse(overview)?, row, column).map(Place::Cell)
}

/// Finds the commitment by its address without the prefix: the slug of its strategy and its number, from 1; `None` if
/// there is none.
fn find_commitment(atlas: &Atlas, text: &str) -> Option<Place> {
    let (slug, number) = text.split_once('/')?;
    let id = atlas.strategies.find(slug)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    let at = number.parse::<u32>().ok().filter(|_| is_number)?.checked_sub(1)?;
    atlas.strategies[id].commitments.get(at as usize).map(|_| Place::Commitment(id, at))
}

/// Splits the address of surroundings, without its prefix, into the address of the centre and the number of steps.
fn split_steps(text: &str) -> (&str, Steps) {
    match text.strip_suffix(TWO_STEPS) {
        Some(centre) => (centre, Steps::Two),
        None => (text, Steps::One),
    }
}

impl<E: Into<Entity>> From<E> for Place {
    fn from(entity: E) -> Self {
        Self::Entity(entity.into())
    }
}

impl From<Overview> for Place {
    fn from(overview: Overview) -> Self {
        Self::Overview(overview)
    }
}

impl From<Kind> for Place {
    fn from(kind: Kind) -> Self {
        Self::List(kind)
    }
}

impl From<Topic> for Place {
    fn from(topic: Topic) -> Self {
        Self::Topic(topic)
    }
}

impl From<Axis> for Place {
    fn from(axis: Axis) -> Self {
        Self::Axis(axis, None)
    }
}

impl From<Cell> for Place {
    fn from(cell: Cell) -> Self {
        Self::Cell(cell)
    }
}

#[cfg(test)]
mod tests;
