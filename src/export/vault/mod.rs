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

use crate::model::{Atlas, Id};
use crate::place::{Kind, Place};
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
    places: Vec<Place>,
    links: Links,
    atlas_note: String,
}

impl<'a> Vault<'a> {
    /// The vault of `atlas`.
    pub fn new(atlas: &'a Atlas) -> Self {
        let mut names = UniqueNames::default();
        let atlas_note = names.claim(ATLAS, "md");
        let places: Vec<Place> = Kind::ALL.into_iter().flat_map(|kind| kind.places(atlas)).collect();
        let places: Vec<Place> = places.into_iter().filter(|&place| is_written(atlas, place)).collect();
        let links = Links::new(atlas, &places, &mut names);
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

    /// Every note; each is made when the iterator reaches it.
    pub fn files(&self) -> impl Iterator<Item = File> {
        let about = std::iter::once_with(|| File::new(&self.atlas_note, self.about()));
        about.chain(self.places.iter().map(|&place| File::new(self.links.file(place), self.note(place))))
    }

    fn note(&self, place: Place) -> String {
        // Strategies and mechanisms have an order of their own: that of their names, and of the program.
        let order = match place {
            Place::Person(id) => Some(id.index()),
            Place::Tag(id) => Some(id.index()),
            Place::Lever(id) => Some(id.index()),
            Place::Scenario(id) => Some(id.index()),
            Place::Portfolio(id) => Some(id.index()),
            _ => None,
        };
        let kind = place.kind().map_or("", Kind::singular);
        let mut note = Note::new(self.atlas, &self.links, kind);
        if let Some(entity) = place.entity() {
            note.record(Record::of(self.atlas, entity));
        }
        note.written(order)
    }

    /// What the atlas says of itself, and the vocabulary without notes.
    fn about(&self) -> String {
        let mut note = Note::new(self.atlas, &self.links, "atlas");
        note.record(Record::About(&self.atlas.about));
        note.record(Record::Identity(&self.atlas.identity));
        LISTS.iter().for_each(|key| note.list(key));
        note.written(None)
    }
}

/// Whether the atlas has a record to write for `place`; of a mechanism that it only names, it has none.
fn is_written(atlas: &Atlas, place: Place) -> bool {
    if let Place::Mechanism(mechanism) = place { is_described(atlas, mechanism) } else { true }
}
