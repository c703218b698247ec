//! Skeletons: new records that load as they are, with what has to be said about them still to be said.

use super::load::is_slug;
use super::write::{NewRecord, TextFile, write_new};
use crate::model::{
    Atlas, Axis, AxisValueId, Coordinates, Id, Lever, Named, Person, Portfolio, Pull, Scenario, Side, Strategy, Table,
    Tag,
};

/// A kind of record that can be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// A strategy.
    Strategy,
    /// A person.
    Person,
    /// A tag.
    Tag,
    /// A lever.
    Lever,
    /// A scenario.
    Scenario,
    /// A portfolio.
    Portfolio,
}

/// A record that cannot be begun.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SkeletonError {
    /// Its id is none.
    #[error("`{0}` is no id: an id is made of letters, digits and hyphens, and starts with no hyphen")]
    BadId(String),
    /// There is such a record.
    #[error("there is a {kind} `{id}` already")]
    Taken {
        /// Its kind.
        kind: &'static str,
        /// As it is called there.
        id: String,
    },
    /// Something that it has to refer to is not there.
    #[error("a {kind} needs a {needed}, and the atlas has none; write one first")]
    Needs {
        /// Its kind.
        kind: &'static str,
        /// What it needs.
        needed: &'static str,
    },
}

impl Begun {
    /// As in places.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strategy => "strategy",
            Self::Person => "person",
            Self::Tag => "tag",
            Self::Lever => "lever",
            Self::Scenario => "scenario",
            Self::Portfolio => "portfolio",
        }
    }

    /// A new record called `id` for `atlas`, and the file it would stand in by itself.
    ///
    /// # Errors
    /// If the id is none or taken, or the atlas has not what such a record needs.
    pub fn skeleton(self, atlas: &Atlas, id: &str) -> Result<TextFile, SkeletonError> {
        if !is_slug(id) {
            return Err(SkeletonError::BadId(id.to_owned()));
        }
        if let Some(taken) = self.taken(atlas, id) {
            return Err(SkeletonError::Taken { kind: self.as_str(), id: taken.to_owned() });
        }
        let (id, name) = (id.to_owned(), spelled_out(id));
        let text = |text: &str| text.to_owned();
        let needs = |needed| SkeletonError::Needs { kind: self.as_str(), needed };
        let fresh = match self {
            Self::Strategy => NewRecord::Strategy(strategy(id, name, coordinates(atlas).map_err(needs)?)),
            Self::Person => NewRecord::Person(person(id, &name)),
            Self::Tag => NewRecord::Tag(Tag {
                slug: id,
                name,
                gloss: text("The position in one line"),
                aka: Vec::new(),
                strategy: None,
            }),
            Self::Lever => NewRecord::Lever(Lever {
                slug: id,
                name,
                side: Side::Mixed,
                up: text("Up"),
                down: text("Down"),
                description: text("What it is."),
            }),
            Self::Scenario => NewRecord::Scenario(Scenario {
                slug: id,
                title: name,
                adversary: first(&atlas.adversaries).ok_or_else(|| needs("class of adversary"))?,
                gloss: text("The scenario in one line"),
                description: text("What happens."),
                responsive: Vec::new(),
                note: None,
            }),
            Self::Portfolio => NewRecord::Portfolio(Portfolio {
                slug: id,
                name,
                description: text("Whose it is and what marks it."),
                strategies: Vec::new(),
            }),
        };
        Ok(write_new(atlas, &fresh))
    }

    /// The record of `atlas` that is called `id`, but for upper and lower case.
    fn taken<'a>(self, atlas: &'a Atlas, id: &str) -> Option<&'a str> {
        fn find<'a, I: Id, T: Named>(table: &'a Table<I, T>, id: &str) -> Option<&'a str> {
            table.rows().iter().map(Named::slug).find(|slug| slug.eq_ignore_ascii_case(id))
        }
        match self {
            Self::Strategy => find(&atlas.strategies, id),
            Self::Person => find(&atlas.people, id),
            Self::Tag => find(&atlas.tags, id),
            Self::Lever => find(&atlas.levers, id),
            Self::Scenario => find(&atlas.scenarios, id),
            Self::Portfolio => find(&atlas.portfolios, id),
        }
    }
}

fn first<I: Id, T>(table: &Table<I, T>) -> Option<I> {
    table.ids().next()
}

/// A slug as a name: `open-source` as `Open source`.
fn spelled_out(slug: &str) -> String {
    let mut name = slug.replace('-', " ");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// The first value on everything, or what there is none of.
fn coordinates(atlas: &Atlas) -> Result<Coordinates, &'static str> {
    let on = |axis: Axis| first(atlas.values_on(axis));
    let axes: Vec<AxisValueId> = Axis::ALL.into_iter().filter_map(on).collect();
    Ok(Coordinates {
        lever: first(&atlas.levers).ok_or("lever")?,
        pull: Pull::Neutral,
        axes: axes.try_into().map_err(|_| "value on every axis")?,
        rejects_frame: false,
        forecloses_scope: false,
    })
}

fn strategy(slug: String, name: String, coordinates: Coordinates) -> Strategy {
    Strategy {
        slug,
        name,
        thesis: "What it claims.".to_owned(),
        mechanism: "How it would work.".to_owned(),
        next_problem: None,
        falsification: Some("What would count against it.".to_owned()),
        source_note: None,
        coordinates,
        conflicts: Vec::new(),
        complements: Vec::new(),
        overshoot: None,
        analogue: None,
        commitments: Vec::new(),
        meanings: Vec::new(),
    }
}

fn person(slug: String, name: &str) -> Person {
    let name = name.split(' ').map(spelled_out).collect::<Vec<_>>().join(" ");
    Person {
        slug,
        name,
        tagline: "Who they are in a few words".to_owned(),
        summary: "Who they are in a sentence or two.".to_owned(),
        ..Person::default()
    }
}
