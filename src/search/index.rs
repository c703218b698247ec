//! The index: the folded text of everything that can be found, built once for a graph.
//!
//! It is cut into shards, so that it is built and searched in parallel without copying and a search can stop between
//! two of them. A shard holds the text of one band of all its entries in one string; a search therefore reads memory
//! front to back, and what it reads first are eight bytes that rule most entries out.

use rayon::prelude::*;

use crate::graph::Graph;
use crate::model::{Entity, Kind};
use crate::place::Place;

use super::facts::{FactColumns, Facts};
use super::field::{self, Column};
use super::fold::Strictness;
use super::letters::Letters;

/// Entries in a shard: enough to be worth a task, few enough to stop soon.
const SHARD: usize = 4096;

/// What separates texts of one entry. Folding leaves none in a text, and nobody can type one.
pub(super) const BREAK: char = '\n';

/// The folded text of everything that can be found.
#[derive(Debug, Default)]
pub struct Index {
    shards: Vec<Shard>,
    len: usize,
}

/// Some of the entries, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Shard {
    /// The place in the whole index of its first entry.
    pub(super) first: u32,
    places: Vec<Place>,
    /// The letters in the texts of each entry, by column.
    letters: Vec<[Letters; Column::COUNT]>,
    facts: FactColumns,
    texts: [Texts; Column::COUNT],
}

/// One column of text of all entries of a shard.
#[derive(Clone, Debug, Default)]
struct Texts {
    text: String,
    /// Where the text of each entry ends.
    ends: Vec<u32>,
    /// Whether the entry that is being filled has a text.
    open: bool,
}

/// One thing that can be found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    shard: &'a Shard,
    at: usize,
}

impl Index {
    /// The index of `graph`. Entries are in the order of [`Kind::ALL`], and by name within a kind.
    pub fn new(graph: &Graph) -> Self {
        let places = places(graph);
        let chunks = places.par_chunks(SHARD).enumerate();
        let shards =
            chunks.map_init(Shard::default, |scratch, (nth, places)| Shard::new(graph, nth * SHARD, places, scratch));
        Self { shards: shards.collect(), len: places.len() }
    }

    /// The number of things that can be found.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing can be found.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bytes of memory it takes.
    pub fn bytes(&self) -> usize {
        self.shards.iter().map(Shard::bytes).sum()
    }

    pub(super) fn shards(&self) -> &[Shard] {
        &self.shards
    }

    /// The entry at `at`, counted over all shards.
    pub(super) fn entry(&self, at: u32) -> Entry<'_> {
        let at = at as usize;
        Entry { shard: &self.shards[at / SHARD], at: at % SHARD }
    }
}

/// Every place of one thing, in the order of the index.
fn places(graph: &Graph) -> Vec<Place> {
    let atlas = &graph.atlas;
    let mut places: Vec<Place> = atlas.strategies.ids().map(Place::from).collect();
    places.extend(graph.people_by_name().iter().copied().map(Place::from));
    for kind in Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Strategy | Kind::Person)) {
        let mut named: Vec<Entity> = kind.entities(atlas).collect();
        named.sort_by_cached_key(|entity| Strictness::LAX.fold(entity.name(atlas)));
        places.extend(named.into_iter().map(Place::Entity));
    }
    // Ids are 32 bits wide, and so are positions in the index; what does not fit is not found.
    places.truncate(u32::MAX as usize);
    places
}

impl Shard {
    /// The shard of `places`. It is filled in `scratch`, which keeps its room for the next: a shard itself is allocated
    /// once and has no room to spare.
    fn new(graph: &Graph, first: usize, places: &[Place], scratch: &mut Self) -> Self {
        scratch.clear();
        for &place in places {
            let mut letters = [Letters::default(); Column::COUNT];
            field::visit(&graph.atlas, place, |field, text| {
                let column = field.band().column() as usize;
                letters[column].add(text);
                scratch.texts[column].push(text);
            });
            scratch.letters.push(letters);
            scratch.texts.iter_mut().for_each(Texts::close);
            scratch.facts.push(match place {
                Place::Entity(Entity::Person(id)) => Some(&graph.atlas.people[id]),
                _ => None,
            });
        }
        scratch.places.extend_from_slice(places);
        // `places` is cut to what 32 bits can count.
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

    /// The entry at `at`, counted within the shard.
    pub(super) fn entry(&self, at: usize) -> Entry<'_> {
        Entry { shard: self, at }
    }

    fn bytes(&self) -> usize {
        self.texts.iter().map(|texts| texts.text.len() + size_of_val(&texts.ends[..])).sum::<usize>()
            + self.facts.bytes()
            + size_of_val(&self.places[..])
            + size_of_val(&self.letters[..])
    }
}

impl Texts {
    /// Adds a text to the entry that is being filled.
    fn push(&mut self, text: &str) {
        if self.open {
            self.text.push(BREAK);
        }
        self.open = true;
        Strictness::LAX.fold_into(text, &mut self.text);
    }

    /// Ends the entry that is being filled.
    fn close(&mut self) {
        self.open = false;
        let entry = self.ends.len();
        let end = u32::try_from(self.text.len()).unwrap_or_else(|_| {
            // An entry that would take a shard past 4 GiB goes without its text.
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

impl<'a> Entry<'a> {
    /// Where it is counted over all shards.
    pub(super) fn number(self) -> u32 {
        // A shard has few entries, and the index no more than 32 bits can count.
        self.shard.first + u32::try_from(self.at).unwrap_or(0)
    }

    pub(super) fn place(self) -> Place {
        self.shard.places[self.at]
    }

    /// The letters in its texts of one column.
    pub(super) fn letters(self, column: Column) -> Letters {
        self.shard.letters[self.at][column as usize]
    }

    /// Its texts of one column, folded, one to a line.
    pub(super) fn text(self, column: Column) -> &'a str {
        self.shard.texts[column as usize].of(self.at)
    }

    /// Its name, folded.
    pub(super) fn name(self) -> &'a str {
        self.text(Column::Names).split(BREAK).next().unwrap_or_default()
    }

    /// What filters ask of a person.
    pub(super) fn facts(self) -> Facts<'a> {
        self.shard.facts.of(self.at)
    }
}
