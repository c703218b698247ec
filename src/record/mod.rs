//! Descriptions of the records of an atlas: the keys and values of each record, in the order of the TOML.
//!
//! All code that writes, searches or compares whole records uses these descriptions: TOML, JSON, Markdown vaults, CSV,
//! the search index, `list` and `diff`. A description is a visitor, not a tree: nothing is allocated, and a missing
//! value is visited as an empty one.

mod heading;
mod person;
mod search_field;
mod strategy;
mod vocabulary;

use std::borrow::Cow;

use crate::model::{
    About, Adversary, Affiliation, Analogue, Atlas, Axis, AxisValue, Captions, Claim, Commitment, Coordinates, Domain,
    DoomClaim, Entity, Id, Identity, IdentityBinding, IdentityQuestion, Lever, Meaning, Mechanism, Named, Overshoot,
    People, Person, Portfolio, PortfolioShare, Position, Profile, Provenance, Reason, Scenario, Source, Strategy,
    StrategyId, Table, Tag, Tier, TimelineClaim, Topic,
};
use crate::text::{self, work};

pub(crate) use heading::{as_key, heading, key_of_heading};
pub use search_field::SearchField;
pub(crate) use vocabulary::{LISTS, is_described, list};

/// TOML tables that only group keys of their record. Other formats list the keys of these tables with the other keys of
/// the record.
pub(crate) const GROUPS: [&str; 3] = ["coordinates", "relations", "profile"];

/// Callback that receives each key of a record with its value.
pub(crate) type VisitKeys<'v, 'a> = &'v mut dyn FnMut(&'static str, Value<'a>);

/// Value of a key of a record. Empty texts and lists, `None`, `false` and a count of 1 represent a missing key.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    /// Prose, and the field under which search indexes it; `None` if search ignores it.
    Text(&'a str, Option<SearchField>),
    /// Identifier: the slug of a record without a page, a date, or a word of a vocabulary.
    Word(&'a str),
    /// Web address.
    Link(&'a str),
    /// Reference to a record that has a page; `None` for a missing key.
    Ref(Option<Entity>),
    /// List of strategies.
    Refs(&'a [StrategyId]),
    /// List of prose texts, and the field under which search indexes them; `None` if search ignores them.
    Texts(&'a [String], Option<SearchField>),
    /// Floating-point number.
    Number(Option<f64>),
    /// Integer.
    Whole(Option<i64>),
    /// Count, at least 1.
    Count(u32),
    /// Flag, true or false.
    Flag(bool),
    /// Nested record.
    Table(Option<Record<'a>>),
    /// List of nested records.
    List(&'a dyn Rows),
}

/// List of records that a callback can visit.
pub(crate) trait Rows: Sync {
    /// Calls `row` for each record, in order.
    fn each<'a>(&'a self, atlas: &'a Atlas, row: &mut dyn FnMut(Record<'a>));
}

impl<'a> Value<'a> {
    /// Returns whether the value represents a missing key.
    pub(crate) fn is_missing(&self, atlas: &'a Atlas) -> bool {
        match self {
            Self::Text(text, _) | Self::Word(text) | Self::Link(text) => text.is_empty(),
            Self::Ref(entity) => entity.is_none(),
            Self::Refs(ids) => ids.is_empty(),
            Self::Texts(texts, _) => texts.is_empty(),
            Self::Number(number) => number.is_none(),
            Self::Whole(number) => number.is_none(),
            Self::Count(count) => *count == 1,
            Self::Flag(holds) => !holds,
            Self::Table(record) => record.is_none_or(|record| record.is_empty(atlas)),
            Self::List(rows) => {
                let mut is_empty = true;
                rows.each(atlas, &mut |_| is_empty = false);
                is_empty
            }
        }
    }

    /// Returns the text of a value that TOML represents as a string; `None` for other values.
    pub(crate) fn as_str(&self, atlas: &'a Atlas) -> Option<&'a str> {
        match self {
            Self::Text(text, _) | Self::Word(text) | Self::Link(text) => Some(text),
            Self::Ref(entity) => Some(entity.map_or("", |entity| entity.slug(atlas))),
            _ => None,
        }
    }

    /// Returns the texts of a value that TOML represents as a list of strings; `None` for other values.
    pub(crate) fn as_strs(&self, atlas: &'a Atlas) -> Option<Vec<&'a str>> {
        match self {
            Self::Texts(texts, _) => Some(texts.iter().map(String::as_str).collect()),
            Self::Refs(ids) => Some(ids.iter().map(|&id| atlas.strategies[id].slug()).collect()),
            _ => None,
        }
    }

    /// Returns the value as the text of a table cell: lists are joined as [`text::join_cell`] does; nested records give
    /// an empty cell.
    pub(crate) fn cell(&self, atlas: &'a Atlas) -> Cow<'a, str> {
        match self {
            Self::Number(number) => number.map(|number| number.to_string()).unwrap_or_default().into(),
            Self::Whole(number) => number.map(|number| number.to_string()).unwrap_or_default().into(),
            Self::Count(count) => count.to_string().into(),
            Self::Flag(holds) => if *holds { "true" } else { "false" }.into(),
            Self::Texts(..) | Self::Refs(_) => text::join_cell(self.as_strs(atlas).unwrap_or_default()).into(),
            _ => self.as_str(atlas).unwrap_or_default().into(),
        }
    }
}

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident($type:ty) = $describe:path;)*) => {
        /// Record of an atlas, or a table within one.
        #[derive(Clone, Copy)]
        pub(crate) enum Record<'a> { $($(#[$doc])* $name($type),)* }

        impl<'a> Record<'a> {
            /// Calls `visit` for each key that the record can have, in the order of the TOML.
            pub(crate) fn visit(self, atlas: &'a Atlas, visit: VisitKeys<'_, 'a>) {
                work::count(1);
                match self { $(Self::$name(row) => $describe(row, atlas, visit),)* }
            }
        }
    };
}

records! {
    /// Title, edition and origin of the atlas.
    About(&'a About) = vocabulary::about;
    /// Source that facts of the atlas were taken from.
    Provenance(&'a Provenance) = vocabulary::provenance;
    /// Captions of the sections of a strategy page.
    Captions(&'a Captions) = vocabulary::captions;
    /// Identity diagnostic: questions that show whether a strategy is a bet or an identity.
    Identity(&'a Identity) = vocabulary::identity;
    /// Question of the identity diagnostic.
    Question(&'a IdentityQuestion) = vocabulary::question;
    /// Note that a strategy has become part of an identity.
    Binding(&'a IdentityBinding) = vocabulary::binding;
    /// Topic, domain or class of adversary: a term with only a slug and a name.
    Term(&'a dyn Named) = vocabulary::term;
    /// Claim that several commitments share.
    Claim(&'a Claim) = vocabulary::claim;
    /// Predefined reason for verdicts.
    Reason(&'a Reason) = vocabulary::reason;
    /// Lever that strategies pull.
    Lever(&'a Lever) = vocabulary::lever;
    /// Axis with its values.
    Axis(Axis) = vocabulary::axis;
    /// Value on an axis.
    AxisValue(&'a AxisValue) = vocabulary::axis_value;
    /// Mechanism: a reason why two strategies are related.
    Mechanism(Mechanism) = vocabulary::mechanism;
    /// Tier of expertise, recognition or vintage.
    Tier(&'a Tier) = vocabulary::tier;
    /// Tag that names a position.
    Tag(&'a Tag) = vocabulary::tag;
    /// Failure scenario.
    Scenario(&'a Scenario) = vocabulary::scenario;
    /// Portfolio of strategies.
    Portfolio(&'a Portfolio) = vocabulary::portfolio;
    /// Share of a portfolio's money that is spent on one strategy.
    PortfolioShare(PortfolioShare) = vocabulary::portfolio_share;
    /// Strategy with its nested records.
    Strategy(&'a Strategy) = strategy::strategy;
    /// Coordinates of a strategy.
    Coordinates(&'a Coordinates) = strategy::coordinates;
    /// Relations that a strategy declares.
    Relations(&'a Strategy) = strategy::relations;
    /// Threshold past which a strategy defeats itself.
    Overshoot(&'a Overshoot) = strategy::overshoot;
    /// Historical precedent of a strategy from another field.
    Analogue(&'a Analogue) = strategy::analogue;
    /// Commitment of a strategy: a condition that has to be true.
    Commitment(&'a Commitment) = strategy::commitment;
    /// Meaning of the name of a strategy in one period.
    Meaning(&'a Meaning) = strategy::meaning;
    /// Person with their nested records.
    Person(&'a Person) = person::person;
    /// Post of a person in an organisation.
    Affiliation(&'a Affiliation) = person::affiliation;
    /// Tiers of a person.
    Profile(&'a Profile) = person::profile;
    /// Position of a person on a tag.
    Position(&'a Position) = person::position;
    /// Source of a claim.
    Source(&'a Source) = person::source;
    /// Probability of doom that a person gave.
    DoomClaim(&'a DoomClaim) = person::doom_claim;
    /// Time by which a person expects a milestone.
    TimelineClaim(&'a TimelineClaim) = person::timeline_claim;
}

impl<'a> Record<'a> {
    /// Returns the record that describes `entity`.
    pub(crate) fn of(atlas: &'a Atlas, entity: Entity) -> Self {
        match entity {
            Entity::Strategy(id) => Self::Strategy(&atlas.strategies[id]),
            Entity::Person(id) => Self::Person(&atlas.people[id]),
            Entity::Tag(id) => Self::Tag(&atlas.tags[id]),
            Entity::Lever(id) => Self::Lever(&atlas.levers[id]),
            Entity::Scenario(id) => Self::Scenario(&atlas.scenarios[id]),
            Entity::Portfolio(id) => Self::Portfolio(&atlas.portfolios[id]),
            Entity::Mechanism(mechanism) => Self::Mechanism(mechanism),
        }
    }

    /// Calls `visit` for each key of the record whose value is not missing.
    pub(crate) fn visit_present(self, atlas: &'a Atlas, visit: VisitKeys<'_, 'a>) {
        self.visit(atlas, &mut |key, value| {
            if !value.is_missing(atlas) {
                visit(key, value);
            }
        });
    }

    /// Calls `visit` for each key of the record; a table in [`GROUPS`] is replaced by its own keys.
    pub(crate) fn visit_flat(self, atlas: &'a Atlas, visit: VisitKeys<'_, 'a>) {
        self.visit(atlas, &mut |key, value| match value {
            Value::Table(inner) if GROUPS.contains(&key) => {
                if let Some(inner) = inner {
                    inner.visit(atlas, visit);
                }
            }
            value => visit(key, value),
        });
    }

    /// Returns whether the values of all keys of the record are missing.
    pub(crate) fn is_empty(self, atlas: &'a Atlas) -> bool {
        let mut is_empty = true;
        self.visit(atlas, &mut |_, value| is_empty = is_empty && value.is_missing(atlas));
        is_empty
    }
}

macro_rules! rows {
    ($($type:ident => $record:expr;)*) => {$(
        impl Rows for Vec<$type> {
            fn each<'a>(&'a self, _: &'a Atlas, row: &mut dyn FnMut(Record<'a>)) {
                for item in self {
                    row($record(item));
                }
            }
        }

        impl<I: Id + Sync> Rows for Table<I, $type> {
            fn each<'a>(&'a self, _: &'a Atlas, row: &mut dyn FnMut(Record<'a>)) {
                self.rows().iter().for_each(|item| row($record(item)));
            }
        }
    )*};
}

rows! {
    Provenance => Record::Provenance;
    IdentityQuestion => Record::Question;
    IdentityBinding => Record::Binding;
    Topic => Record::Term;
    Claim => Record::Claim;
    Reason => Record::Reason;
    Domain => Record::Term;
    Adversary => Record::Term;
    Lever => Record::Lever;
    AxisValue => Record::AxisValue;
    Tier => Record::Tier;
    Tag => Record::Tag;
    Scenario => Record::Scenario;
    Portfolio => Record::Portfolio;
    PortfolioShare => |&share| Record::PortfolioShare(share);
    Strategy => Record::Strategy;
    Commitment => Record::Commitment;
    Meaning => Record::Meaning;
    Person => Record::Person;
    Affiliation => Record::Affiliation;
    Position => Record::Position;
    Source => Record::Source;
    DoomClaim => Record::DoomClaim;
    TimelineClaim => Record::TimelineClaim;
}

impl Rows for People {
    fn each<'a>(&'a self, _: &'a Atlas, row: &mut dyn FnMut(Record<'a>)) {
        self.ids().for_each(|id| row(Record::Person(&self[id])));
    }
}

/// Text of the model that is required or optional; a missing text counts as empty.
trait OptionalText {
    fn or_empty(&self) -> &str;
}

impl OptionalText for String {
    fn or_empty(&self) -> &str {
        self
    }
}

impl OptionalText for Option<String> {
    fn or_empty(&self) -> &str {
        self.as_deref().unwrap_or_default()
    }
}

fn text(text: &impl OptionalText, search: impl Into<Option<SearchField>>) -> Value<'_> {
    Value::Text(text.or_empty(), search.into())
}

fn word(word: &impl OptionalText) -> Value<'_> {
    Value::Word(word.or_empty())
}

fn link(link: &impl OptionalText) -> Value<'_> {
    Value::Link(link.or_empty())
}
