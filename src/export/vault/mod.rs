//! An atlas as a vault of Markdown notes, as Obsidian opens one: a note for each thing, front matter for what is short,
//! a section for what is prose or a list, wiki links for what leads to another note.
//!
//! - A note says in `stratlas:` what kind of thing it is and in `id:` which; its first heading is the name. `order:`
//!   counts things whose order is the atlas's own.
//! - A section's heading is a key of the TOML in words. A list of tables is a list in which each item has its first
//!   key, and the others below it; `- **key:** value`. A table is a list of one.
//! - Ids that have a note are written as wiki links, with the path of the note from the top of the vault; a link in
//!   front matter stands in quotation marks. All other ids are written as they are.
//! - `Atlas.md` holds what the atlas says of itself and all vocabulary that has no notes.
//!
//! A strategy's note is called as its `source_note` says. `stratlas import markdown` reads a vault back; what gets
//! lost is white space at the ends of texts.

mod inline;
mod note;

use crate::model::{Atlas, Entity, Kind, Mechanism};
use crate::place::Place;

use super::File;
use super::paths::Taken;
use super::record::{self, Record};
use note::{Links, Note};

/// The note about the atlas itself.
const ATLAS: &str = "Atlas";

/// The notes of an atlas.
pub struct Vault<'a> {
    atlas: &'a Atlas,
    places: Vec<Place>,
    links: Links,
    atlas_note: String,
}

impl<'a> Vault<'a> {
    /// The vault of `atlas`.
    pub fn new(atlas: &'a Atlas) -> Self {
        let mut taken = Taken::default();
        let atlas_note = taken.free(ATLAS, "md");
        let places: Vec<Place> =
            Kind::ALL.into_iter().flat_map(|kind| kind.entities(atlas)).map(Place::Entity).collect();
        let places: Vec<Place> = places.into_iter().filter(|&place| is_written(atlas, place)).collect();
        let links = Links::new(atlas, &places, &mut taken);
        Self { atlas, places, links, atlas_note }
    }

    /// The number of notes.
    pub fn len(&self) -> usize {
        self.places.len() + 1
    }

    /// Whether there are no notes; there always is one.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Every note, made one after the other as it is asked for.
    pub fn files(&self) -> impl Iterator<Item = File> {
        let about = std::iter::once_with(|| File::new(&self.atlas_note, self.about()));
        about.chain(self.places.iter().map(|&place| File::new(self.links.file(place), self.note(place))))
    }

    fn note(&self, place: Place) -> String {
        let atlas = self.atlas;
        let (record, order) = match place {
            Place::Entity(Entity::Strategy(id)) => (record::strategy(atlas, &atlas.strategies[id]), None),
            Place::Entity(Entity::Person(id)) => {
                (record::person(atlas, &atlas.people[id]), Some(crate::model::Id::index(id)))
            }
            Place::Entity(Entity::Tag(id)) => (record::tag(atlas, &atlas.tags[id]), Some(crate::model::Id::index(id))),
            Place::Entity(Entity::Lever(id)) => (record::lever(&atlas.levers[id]), Some(crate::model::Id::index(id))),
            Place::Entity(Entity::Scenario(id)) => {
                (record::scenario(atlas, &atlas.scenarios[id]), Some(crate::model::Id::index(id)))
            }
            Place::Entity(Entity::Portfolio(id)) => {
                (record::portfolio(atlas, &atlas.portfolios[id]), Some(crate::model::Id::index(id)))
            }
            Place::Entity(Entity::Mechanism(mechanism)) => {
                (record::mechanism(atlas, mechanism).unwrap_or_default(), None)
            }
            // Nothing else is among the places of a vault.
            _ => (Record::default(), None),
        };
        let kind = place.kind().map_or("", Kind::singular);
        Note { links: &self.links, kind, order }.written(&record)
    }

    /// What the atlas says of itself, and the vocabulary without notes.
    fn about(&self) -> String {
        let atlas = self.atlas;
        let record = record::about(&atlas.about)
            .and(record::identity(atlas, &atlas.identity))
            .records("topic", record::terms(&atlas.topics))
            .records("domain", record::terms(&atlas.domains))
            .records("adversary", record::terms(&atlas.adversaries))
            .records("axis", record::axes(atlas))
            .records("expertise", record::tiers(&atlas.expertise))
            .records("recognition", record::tiers(&atlas.recognition))
            .records("vintage", record::tiers(&atlas.vintages));
        Note { links: &self.links, kind: "atlas", order: None }.written(&record)
    }
}

/// Whether a place has anything to write: a mechanism that the atlas says nothing of has not.
fn is_written(atlas: &Atlas, place: Place) -> bool {
    let says = |mechanism: Mechanism| record::mechanism(atlas, mechanism).is_some();
    if let Place::Entity(Entity::Mechanism(mechanism)) = place { says(mechanism) } else { true }
}
