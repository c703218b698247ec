//! Search index: the folded texts of all searchable records, built once for a graph.
//!
//! The index is split into shards, consecutive parts of its entries. Shards are built and searched in parallel without
//! copying, and a search can be cancelled between two shards. A shard stores each column (names, short texts, long
//! texts) of all its entries in one string, so a search reads memory sequentially; the set of the characters of an
//! entry, in eight bytes, rules most entries out.

use rayon::prelude::*;

use crate::graph::Graph;
use crate::model::{Entity, Kind};
use crate::place::Place;

use super::char_mask::CharMask;
use super::field::{self, Column};
use super::filter_data::{FilterDataColumns, PersonFilterData};
use super::fold::Strictness;

/// Number of entries in a shard: large enough to be worth a task, small enough for a search to be cancelled soon.
const SHARD: usize = 4096;

/// Separator of the texts of one entry. Folded texts and typed queries never contain it.
pub(super) const BREAK: char = '\n';

/// Folded texts of all searchable records of a graph.
#[derive(Debug, Default)]
pub struct SearchIndex {
    shards: Vec<Shard>,
    len: usize,
}

/// Shard: a consecutive part of the entries of the index.
#[derive(Clone, Debug, Default)]
pub(super) struct Shard {
    /// Index of the first entry of the shard among all entries.
    pub(super) first: u32,
    places: Vec<Place>,
    /// Character sets of the texts of each entry, one set per column.
    letters: Vec<[CharMask; Column::COUNT]>,
    facts: FilterDataColumns,
    texts: [Texts; Column::COUNT],
}

/// Texts of one column for all entries of a shard, in one string.
#[derive(Clone, Debug, Default)]
struct Texts {
    text: String,
    /// Byte offset in `text` after the texts of each entry.
    ends: Vec<u32>,
    /// Whether the entry that is being added already has a text.
    open: bool,
}

/// Searchable record in the index, by its shard and its index there.
#[derive(Clone, Copy, Debug)]
pub(super) struct IndexEntry<'a> {
    shard: &'a Shard,
    at: usize,
}

impl SearchIndex {
    /// Builds the index of `graph`. Entries are in the order of [`Kind::ALL`], then by name.
    pub fn new(graph: &Graph) -> Self {
        let places = ordered_records(graph);
        let chunks = places.par_chunks(SHARD).enumerate();
        let shards =
            chunks.map_init(Shard::default, |scratch, (nth, places)| Shard::new(graph, nth * SHARD, places, scratch));
        Self { shards: shards.collect(), len: places.len() }
    }

    /// Returns the number of entries.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns whether the index has no entries.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the memory used by the index, in bytes.
    pub fn bytes(&self) -> usize {
        self.shards.iter().map(Shard::bytes).sum()
    }

    pub(super) fn shards(&self) -> &[Shard] {
        &self.shards
    }

    /// Returns the entry with the index `at` among all entries; `at` must be less than [`Self::len`].
    pub(super) fn entry(&self, at: u32) -> IndexEntry<'_> {
        let at = at as usize;
        IndexEntry { shard: &self.shards[at / SHARD], at: at % SHARD }
    }
}

/// Returns the addresses of all records in the order of the index, which is the final tie-breaker of a ranking.
pub fn ordered_records(graph: &Graph) -> Vec<Place> {
    let atlas = &graph.atlas;
    let mut places: Vec<Place> = atlas.strategies.ids().map(Place::from).collect();
    places.extend(graph.people_by_name().iter().copied().map(Place::from));
    for kind in Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Strategy | Kind::Person)) {
        let mut named: Vec<Entity> = kind.entities(atlas).collect();
        named.sort_by_cached_key(|entity| Strictness::CASE_ACCENT_INSENSITIVE.fold(entity.name(atlas)));
        places.extend(named.into_iter().map(Place::Entity));
    }
    // Ids and positions in the index have 32 bits. Records beyond that number are not found.
    places.truncate(u32::MAX as usize);
    places
}

impl Shard {
    /// Builds the shard of `places`, whose first entry has the index `first` among all entries. The shard is built in
    /// `scratch` and then copied, so that it is allocated once and without spare capacity.
    fn new(graph: &Graph, first: usize, places: &[Place], scratch: &mut Self) -> Self {
        scratch.clear();
        for &place in places {
            let mut letters = [CharMask::default(); Column::COUNT];
            let mut add = |field, text: &str| {
                let column = field::column(field) as usize;
                letters[column].add(text);
                scratch.texts[column].push(text);
            };
            if let Place::Entity(Entity::Person(id)) = place {
                // A person is unpacked only for a moment, because an atlas can have a million people.
                let person = graph.atlas.people.unpack(id);
                field::visit_person(&graph.atlas, &person, add);
                scratch.facts.push(Some(&person));
            } else {
                field::visit(&graph.atlas, place, &mut add);
                scratch.facts.push(None);
            }
            scratch.letters.push(letters);
            scratch.texts.iter_mut().for_each(Texts::close);
        }
        scratch.places.extend_from_slice(places);
        // The conversion never fails, because the number of entries fits into 32 bits.
        scratch.first = u32::try_from(first).unwrap_or(u32::MAX);
        scratch.clone()
    }

    fn clear(&mut self) {
        self.places.clear();
        self.letters.clear();
        self.facts.clear();
        for texts in &mut self.texts {
            texts.text.clear();
            texts.ends.clear();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Returns the entry with the index `at` in the shard.
    pub(super) fn entry(&self, at: usize) -> IndexEntry<'_> {
        IndexEntry { shard: self, at }
    }

    fn bytes(&self) -> usize {
        self.texts.iter().map(|texts| texts.text.len() + size_of_val(&texts.ends[..])).sum::<usize>()
            + self.facts.bytes()
            + size_of_val(&self.places[..])
            + size_of_val(&self.letters[..])
    }
}

impl Texts {
    /// Adds a text to the entry that is being added.
    fn push(&mut self, text: &str) {
        if self.open {
            self.text.push(BREAK);
        }
        self.open = true;
        Strictness::CASE_ACCENT_INSENSITIVE.fold_into(text, &mut self.text);
    }

    /// Ends the entry that is being added; the next text belongs to the next entry.
    fn close(&mut self) {
        self.open = false;
        let entry = self.ends.len();
        let end = u32::try_from(self.text.len()).unwrap_or_else(|_| {
            // A shard has at most 4 GiB of text. An entry that would exceed that loses its text.
            self.text.truncate(self.start(entry));
            entry.checked_sub(1).map_or(0, |before| self.ends[before])
        });
        self.ends.push(end);
    }

    fn start(&self, entry: usize) -> usize {
        entry.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }

    fn of(&self, entry: usize) -> &str {
        &self.text[self.start(entry)..self.ends[entry] as usize]
    }
}

impl<'a> IndexEntry<'a> {
    /// Returns the index of the entry among all entries.
    pub(super) fn number(self) -> u32 {
        // The conversion never fails, because the number of entries of the index fits into 32 bits.
        self.shard.first + u32::try_from(self.at).unwrap_or(0)
    }

    pub(super) fn place(self) -> Place {
        self.shard.places[self.at]
    }

    /// Returns the set of the characters in one column of the entry.
    pub(super) fn letters(self, column: Column) -> CharMask {
        self.shard.letters[self.at][column as usize]
    }

    /// Returns the folded texts in one column of the entry, one text per line.
    pub(super) fn text(self, column: Column) -> &'a str {
        self.shard.texts[column as usize].of(self.at)
    }

    /// Returns the folded name.
    pub(super) fn name(self) -> &'a str {
        self.text(Column::Names).split(BREAK).next().unwrap_or_default()
    }

    /// Returns the filter data of the entry.
    pub(super) fn facts(self) -> PersonFilterData<'a> {
        self.shard.facts.of(self.at)
    }
}
