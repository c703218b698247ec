//! The index: the folded text of everything that can be found, built once for a graph.
//!
//! It is cut into shards, so that it is built and searched in parallel without copying and a search can stop between
//! two of them. A shard holds the text of one band of all its entries in one string; a search therefore reads memory
//! front to back, and what it reads first are eight bytes that rule most entries out.

use rayon::prelude::*;

use crate::graph::Graph;
use crate::page::{Kind, Place};

use super::field::{self, Band};
use super::fold::Strictness;

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
#[derive(Debug, Default)]
pub(super) struct Shard {
    /// The place in the whole index of its first entry.
    pub(super) first: u32,
    places: Vec<Place>,
    /// The letters in the names of each entry, and in its short texts.
    letters: Vec<[Letters; 2]>,
    names: Column,
    short: Column,
    long: Column,
}

/// One band of text of all entries of a shard.
#[derive(Debug, Default)]
struct Column {
    text: String,
    /// Where the text of each entry ends.
    ends: Vec<u32>,
    /// Whether the entry that is being filled has a text.
    open: bool,
}

/// Which letters a text has: a bit each for `a` to `z` and the digits, one of 28 for any other character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters(u64);

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
        let shards = chunks.map(|(nth, places)| Shard::new(graph, nth * SHARD, places)).collect();
        Self { shards, len: places.len() }
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
    let mut places: Vec<Place> = atlas.strategies.ids().map(Place::Strategy).collect();
    places.extend(graph.people_by_name().iter().copied().map(Place::Person));
    for kind in Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Strategy | Kind::Person)) {
        let mut named = kind.places(atlas);
        named.sort_by_cached_key(|place| Strictness::LAX.fold(place.name(atlas)));
        places.extend(named);
    }
    // Ids are 32 bits wide, and so are positions in the index; what does not fit is not found.
    places.truncate(u32::MAX as usize);
    places
}

impl Shard {
    fn new(graph: &Graph, first: usize, places: &[Place]) -> Self {
        let mut shard = Self {
            // `places` is cut to what 32 bits can count.
            first: u32::try_from(first).unwrap_or(u32::MAX),
            places: places.to_vec(),
            ..Self::default()
        };
        for &place in places {
            field::visit(&graph.atlas, place, |field, text| {
                let column = match field.band() {
                    Band::Name | Band::Alias => &mut shard.names,
                    Band::Short => &mut shard.short,
                    Band::Long => &mut shard.long,
                };
                column.push(text);
            });
            let names = Letters::of(shard.names.close());
            let short = Letters::of(shard.short.close());
            shard.long.close();
            shard.letters.push([names, short]);
        }
        for column in [&mut shard.names, &mut shard.short, &mut shard.long] {
            column.text.shrink_to_fit();
            column.ends.shrink_to_fit();
        }
        shard
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The entry at `at`, counted within the shard.
    pub(super) fn entry(&self, at: usize) -> Entry<'_> {
        Entry { shard: self, at }
    }

    fn bytes(&self) -> usize {
        let columns = [&self.names, &self.short, &self.long];
        columns.iter().map(|column| column.text.capacity() + size_of_val(&column.ends[..])).sum::<usize>()
            + size_of_val(&self.places[..])
            + size_of_val(&self.letters[..])
    }
}

impl Column {
    /// Adds a text to the entry that is being filled.
    fn push(&mut self, text: &str) {
        if self.open {
            self.text.push(BREAK);
        }
        self.open = true;
        Strictness::LAX.fold_into(text, &mut self.text);
    }

    /// Ends the entry that is being filled, and returns its text.
    fn close(&mut self) -> &str {
        self.open = false;
        let entry = self.ends.len();
        let end = u32::try_from(self.text.len()).unwrap_or_else(|_| {
            // An entry that would take a shard past 4 GiB goes without its text.
            self.text.truncate(self.start(entry));
            entry.checked_sub(1).map_or(0, |before| self.ends[before])
        });
        self.ends.push(end);
        self.of(entry)
    }

    fn start(&self, entry: usize) -> usize {
        entry.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }

    fn of(&self, entry: usize) -> &str {
        &self.text[self.start(entry)..self.ends[entry] as usize]
    }
}

impl Letters {
    /// The letters of a folded text.
    pub(super) fn of(folded: &str) -> Self {
        Self(folded.chars().fold(0, |set, c| set | 1 << Self::bit(c)))
    }

    /// Whether all letters of `other` are among these.
    pub(super) fn include(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    fn bit(c: char) -> u32 {
        match c {
            'a'..='z' => c as u32 - 'a' as u32,
            '0'..='9' => 26 + c as u32 - '0' as u32,
            other => 36 + other as u32 % 28,
        }
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

    /// The letters in its names.
    pub(super) fn name_letters(self) -> Letters {
        self.shard.letters[self.at][0]
    }

    /// The letters in its short texts.
    pub(super) fn short_letters(self) -> Letters {
        self.shard.letters[self.at][1]
    }

    /// Its name and its other names, one to a line.
    pub(super) fn names(self) -> &'a str {
        self.shard.names.of(self.at)
    }

    /// Its short texts, one to a line.
    pub(super) fn short(self) -> &'a str {
        self.shard.short.of(self.at)
    }

    /// Its long texts, one to a line.
    pub(super) fn long(self) -> &'a str {
        self.shard.long.of(self.at)
    }
}
