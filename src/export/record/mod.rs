//! An atlas as records: keys and values as its TOML has them, for every notation that holds all of it. What a loader
//! makes of a missing key is left out, so that reading a record again gives the same thing.

mod person;
mod strategy;
mod vocabulary;

use serde::{Serialize, Serializer};

use crate::model::Atlas;
use crate::place::Place;

pub(super) use person::person;
pub(super) use strategy::strategy;
pub(super) use vocabulary::{about, axes, identity, lever, mechanism, portfolio, scenario, tag, terms, tiers};

/// Keys with values, in the order they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Record<'a>(Vec<(&'static str, Value<'a>)>);

/// A value of a record.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// Text to be read by people.
    Text(&'a str),
    /// A word that means something to the program: an id of its own, a date, one of a few words.
    Word(&'a str),
    /// A web address, or what stands in its place.
    Link(&'a str),
    /// The id of something that has a place of its own.
    To(Place, &'a str),
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(i64),
    /// Yes; what does not hold is left out.
    Yes,
    /// Several values.
    List(Vec<Self>),
    /// A record within the record.
    Table(Record<'a>),
}

impl<'a> Record<'a> {
    /// The keys and their values.
    pub(super) fn fields(&self) -> &[(&'static str, Value<'a>)] {
        &self.0
    }

    /// This record and the keys of another.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The same with a list of records, unless that is empty.
    pub(super) fn records(self, key: &'static str, records: impl Iterator<Item = Self>) -> Self {
        self.list(key, records.map(Value::Table))
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn with(mut self, key: &'static str, value: Value<'a>) -> Self {
        self.0.push((key, value));
        self
    }

    fn text(self, key: &'static str, text: &'a str) -> Self {
        self.with(key, Value::Text(text))
    }

    fn word(self, key: &'static str, word: &'a str) -> Self {
        self.with(key, Value::Word(word))
    }

    /// A text that can be missing or, which is the same, empty.
    fn some_text(self, key: &'static str, text: impl Into<Option<&'a str>>) -> Self {
        match text.into() {
            Some(text) if !text.is_empty() => self.text(key, text),
            _ => self,
        }
    }

    fn some(self, key: &'static str, value: Option<Value<'a>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    fn some_word(self, key: &'static str, word: Option<&'a str>) -> Self {
        self.some(key, word.map(Value::Word))
    }

    fn some_link(self, key: &'static str, link: Option<&'a str>) -> Self {
        self.some(key, link.map(Value::Link))
    }

    fn flag(self, key: &'static str, holds: bool) -> Self {
        if holds { self.with(key, Value::Yes) } else { self }
    }

    fn list(self, key: &'static str, values: impl Iterator<Item = Value<'a>>) -> Self {
        let values: Vec<_> = values.collect();
        if values.is_empty() { self } else { self.with(key, Value::List(values)) }
    }

    fn table(self, key: &'static str, record: Self) -> Self {
        if record.is_empty() { self } else { self.with(key, Value::Table(record)) }
    }

    fn some_table(self, key: &'static str, record: Option<Self>) -> Self {
        match record {
            Some(record) => self.table(key, record),
            None => self,
        }
    }
}

/// The id at `place`, which is a place of one thing.
fn to(atlas: &Atlas, place: impl Into<Place>) -> Value<'_> {
    let place = place.into();
    Value::To(place, place.slug(atlas).unwrap_or_default())
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) | Self::Word(text) | Self::Link(text) | Self::To(_, text) => {
                serializer.serialize_str(text)
            }
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Yes => serializer.serialize_bool(true),
            Self::List(values) => serializer.collect_seq(values),
            Self::Table(record) => record.serialize(serializer),
        }
    }
}
