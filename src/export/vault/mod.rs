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

use crate::model::{Atlas, Entity, Id, Kind};
use crate::record::{Record, is_described};

use super::File;
use super::paths::UniqueNames;
use note::{Links, Note};

/// The note about the atlas itself.
const ATLAS: &str = "Atlas";
/// The lists of records without notes, which are sections of the note about the atlas.
const LISTS: [&str; 7] = ["topic", "domain", "adversary", "axis", "expertise", "recognition", "vintage"];

/// The notes of an atlas.
pub struct Vault<'a> {
    atlas: &'a Atlas,
    entities: Vec<Entity>,
    links: Links,
    atlas_note: String,
}

impl<'a> Vault<'a> {
    /// The vault of `atlas`.
    pub fn new(atlas: &'a Atlas) -> Self {
        let mut names = UniqueNames::default();
        let atlas_note = names.claim(ATLAS, "md");
        let entities = Kind::ALL.into_iter().flat_map(|kind| kind.entities(atlas));
        let entities: Vec<Entity> = entities.filter(|&entity| is_written(atlas, entity)).collect();
        let links = Links::new(atlas, &entities, &mut names);
        Self { atlas, entities, links, atlas_note }
    }

    /// The number of notes.
    pub fn len(&self) -> usize {
        self.entities.len() + 1
    }

    /// Whether there are no notes; there always is one.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Every note; each is made when the iterator reaches it.
    pub fn files(&self) -> impl Iterator<Item = File> {
        let about = std::iter::once_with(|| File::new(&self.atlas_note, self.about()));
        about.chain(self.entities.iter().map(|&entity| File::new(self.links.file(entity), self.note(entity))))
    }

    fn note(&self, entity: Entity) -> String {
        let order = match entity {
            // Strategies are in the order of their names, and mechanisms in that of the program.
            Entity::Strategy(_) | Entity::Mechanism(_) => None,
            Entity::Person(id) => Some(id.index()),
            Entity::Tag(id) => Some(id.index()),
            Entity::Lever(id) => Some(id.index()),
            Entity::Scenario(id) => Some(id.index()),
            Entity::Portfolio(id) => Some(id.index()),
        };
        let mut note = Note::new(self.atlas, &self.links, entity.kind().singular());
        note.record(Record::of(self.atlas, entity));
        note.written(order)
    }

    /// What the atlas says of itself, and the vocabulary without notes.
    fn about(&self) -> String {
        let mut note = Note::new(self.atlas, &self.links, "atlas");
        note.record(Record::About(&self.atlas.about));
        note.record(Record::Identity(&self.atlas.identity));
        for key in LISTS {
            note.list(key);
        }
        note.written(None)
    }
}

/// Whether the atlas has a record to write for `entity`: it may only name a mechanism.
fn is_written(atlas: &Atlas, entity: Entity) -> bool {
    if let Entity::Mechanism(mechanism) = entity { is_described(atlas, mechanism) } else { true }
}
