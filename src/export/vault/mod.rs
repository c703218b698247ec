//! An atlas as a vault of Markdown notes for Obsidian: a note per record, with short values in the front matter, prose
//! and lists in sections, and wiki links to other notes.
//!
//! - `stratlas:` is the kind of the record and `id:` its id; the first heading is the name. `order:` is the position of
//!   a record among those of its kind, unless its other keys determine that.
//! - The heading of a section is a key of the TOML in words. A list of tables is a list with an item for each table:
//!   its first key, and the others below it, as `- **key:** value`. A table is a list of one item.
//! - Ids of records with a note are wiki links, with the path of the note in the vault; a link in front matter is in
//!   quotation marks. All other ids are written as they are.
//! - `Atlas.md` has the texts about the atlas and all vocabulary without notes.
//!
//! The file of a strategy is named by its `source_note`. `stratlas import markdown` reads a vault back; only white
//! space at the ends of texts is lost.

mod inline;
mod note;

use crate::data::TextFile;
use crate::model::{Atlas, Entity, Id, Kind};
use crate::record::{Record, is_described};

use super::paths::UniqueNames;
use note::{Links, Note};

/// Name of the note about the atlas itself.
const ATLAS: &str = "Atlas";
/// Lists of records that have no notes of their own. Each list is a section of the note about the atlas.
const LISTS: [&str; 9] =
    ["topic", "claim", "reason", "domain", "adversary", "axis", "expertise", "recognition", "vintage"];

/// Vault with the notes of an atlas.
pub struct Vault<'a> {
    atlas: &'a Atlas,
    entities: Vec<Entity>,
    links: Links,
    atlas_note: String,
}

impl<'a> Vault<'a> {
    /// Creates the vault of `atlas`.
    pub fn new(atlas: &'a Atlas) -> Self {
        let mut names = UniqueNames::default();
        let atlas_note = names.claim(ATLAS, "md");
        let entities = Kind::ALL.into_iter().flat_map(|kind| kind.entities(atlas));
        let entities: Vec<Entity> = entities.filter(|&entity| is_written(atlas, entity)).collect();
        let links = Links::new(atlas, &entities, &mut names);
        Self { atlas, entities, links, atlas_note }
    }

    /// Returns the number of notes: one for each record with a note, and the note about the atlas.
    #[expect(clippy::len_without_is_empty, reason = "a vault always has a note about the atlas")]
    pub fn len(&self) -> usize {
        self.entities.len() + 1
    }

    /// Formats the notes, each when the iterator reaches it.
    pub fn files(&self) -> impl Iterator<Item = TextFile> {
        let about = std::iter::once_with(|| TextFile::new(&self.atlas_note, self.about()));
        about.chain(self.entities.iter().map(|&entity| TextFile::new(self.links.file(entity), self.note(entity))))
    }

    fn note(&self, entity: Entity) -> String {
        let order = match entity {
            // These notes need no position: strategies are ordered by name, people by their own key `order`, and
            // mechanisms by the program.
            Entity::Strategy(_) | Entity::Person(_) | Entity::Mechanism(_) => None,
            Entity::Tag(id) => Some(id.index()),
            Entity::Lever(id) => Some(id.index()),
            Entity::Scenario(id) => Some(id.index()),
            Entity::Portfolio(id) => Some(id.index()),
        };
        let mut note = Note::new(self.atlas, &self.links, entity.kind().singular());
        note.record(Record::of(self.atlas, entity));
        note.finish(order)
    }

    /// Formats the note about the atlas, with the records that have no notes of their own.
    fn about(&self) -> String {
        let mut note = Note::new(self.atlas, &self.links, "atlas");
        note.record(Record::About(&self.atlas.about));
        note.record(Record::Identity(&self.atlas.identity));
        for key in LISTS {
            note.list(key);
        }
        note.finish(None)
    }
}

/// Returns whether the atlas has a record for `entity`. Only a mechanism can lack one, because the program defines the
/// mechanisms and the atlas only describes them.
fn is_written(atlas: &Atlas, entity: Entity) -> bool {
    if let Entity::Mechanism(mechanism) = entity { is_described(atlas, mechanism) } else { true }
}
