//! Templates: valid new records with placeholder texts for the user to replace.

use super::load::{is_slug, spelled_out};
use super::write::{TextFile, write_new};
use crate::model::{
    Atlas, Axis, AxisValueId, Coordinates, Entity, Id, Kind, Lever, Person, Portfolio, Pull, Scenario, Side, Strategy,
    Table, Tag,
};
use crate::record::Record;

/// Reason why a template cannot be created.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TemplateError {
    /// The text is not valid as an id.
    #[error("`{0}` is not a valid id: an id is made of letters, digits and hyphens, and starts with no hyphen")]
    BadId(String),
    /// A record of the atlas already has the id.
    #[error("there is a {kind} `{id}` already; choose another id")]
    Taken {
        /// Noun for the kind of the record that has the id.
        kind: &'static str,
        /// Id in the spelling of the atlas, which may differ in case.
        id: String,
    },
    /// The atlas lacks a record of a kind that the new record has to refer to.
    #[error("a {kind} needs a {needed}, and the atlas has none; write one first")]
    Needs {
        /// Noun for the kind of the new record.
        kind: &'static str,
        /// Noun for the kind of the missing record.
        needed: &'static str,
    },
    /// Mechanisms cannot be added: they are part of the program.
    #[error("the mechanisms are fixed; write what they are called and mean in mechanisms.toml")]
    Fixed,
}

/// Returns a file with a new record of `kind` with the id `id`, to be added to `atlas`.
///
/// # Errors
/// If the id is not valid or taken, or the atlas lacks what such a record needs.
pub fn template(atlas: &Atlas, kind: Kind, id: &str) -> Result<TextFile, TemplateError> {
    if !is_slug(id) {
        return Err(TemplateError::BadId(id.to_owned()));
    }
    let slugs = kind.entities(atlas).map(|entity: Entity| entity.slug(atlas));
    if let Some(taken) = slugs.into_iter().find(|slug| slug.eq_ignore_ascii_case(id)) {
        return Err(TemplateError::Taken { kind: kind.singular(), id: taken.to_owned() });
    }
    let (id, name) = (id.to_owned(), spelled_out(id));
    let text = |text: &str| text.to_owned();
    let needs = |needed| TemplateError::Needs { kind: kind.singular(), needed };
    Ok(match kind {
        Kind::Strategy => write_new(atlas, Record::Strategy(&strategy(id, name, coordinates(atlas).map_err(needs)?))),
        Kind::Person => write_new(atlas, Record::Person(&person(id, &name))),
        Kind::Tag => {
            let gloss = text("The position in one line");
            write_new(atlas, Record::Tag(&Tag { slug: id, name, gloss, aka: Vec::new(), strategy: None }))
        }
        Kind::Lever => {
            let (up, down, description) = (text("Up"), text("Down"), text("Description of the lever."));
            write_new(atlas, Record::Lever(&Lever { slug: id, name, side: Side::Mixed, up, down, description }))
        }
        Kind::Scenario => {
            let scenario = Scenario {
                slug: id,
                title: name,
                adversary: first(&atlas.adversaries).ok_or_else(|| needs("class of adversary"))?,
                gloss: text("The scenario in one line"),
                description: text("Description of what happens."),
                responsive: Vec::new(),
                note: None,
            };
            write_new(atlas, Record::Scenario(&scenario))
        }
        Kind::Portfolio => {
            let description = text("Owner and character of the portfolio.");
            write_new(
                atlas,
                Record::Portfolio(&Portfolio {
                    slug: id,
                    name,
                    description,
                    strategies: Vec::new(),
                    shares: Vec::new(),
                }),
            )
        }
        Kind::Mechanism => return Err(TemplateError::Fixed),
    })
}

fn first<I: Id, T>(table: &Table<I, T>) -> Option<I> {
    table.ids().next()
}

/// Returns coordinates with the first lever and the first value on each axis; if the atlas lacks one of these records,
/// the noun for it.
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
        thesis: "Claim of the strategy.".to_owned(),
        mechanism: "Explanation of how the strategy would work.".to_owned(),
        next_problem: None,
        falsification: Some("Observation that would count against the strategy.".to_owned()),
        source_note: None,
        coordinates,
        conflicts: Vec::new(),
        exclusive: Vec::new(),
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
        tagline: "Description of the person in a few words".to_owned(),
        summary: "Description of the person in a sentence or two.".to_owned(),
        ..Person::default()
    }
}
