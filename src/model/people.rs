//! The people of an atlas, packed into bytes: a million people take little more memory than their texts.
//!
//! A person is packed when an atlas is made, and unpacked when fields are read: [`People::view`] borrows the texts and
//! allocates only the lists, [`People::unpack`] copies everything, and indexing unpacks a person once and caches the
//! result. Code that visits everyone uses views; code that shows a few people uses indexing.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Index, Range};
use std::sync::{Arc, OnceLock};

use postcard::ser_flavors::Flavor;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::id::{ExpertiseId, Id, PersonId, RecognitionId, VintageId};
use super::person::Person;
use super::shared_sort::first_bytes;

/// Number of people in a block. A block is packed, unpacked, read and written by one thread.
const BLOCK: usize = 4096;

/// Person whose texts are borrowed from the packed bytes.
pub type PersonView<'a> = Person<&'a str>;

/// All people of an atlas, in order.
pub struct People {
    /// Packed people. Every block except the last has [`BLOCK`] people.
    blocks: Arc<[PeopleBlock]>,
    /// Indexes of people, in the order of their slugs.
    by_slug: Vec<u32>,
    /// Cache of unpacked people, with a cell per person that the first indexing fills.
    kept: Vec<OnceLock<Box<Person>>>,
    /// Cache of the tiers of everyone, filled by the first call of [`People::tiers`]; a person without a profile has
    /// `None`.
    tiers: OnceLock<Vec<Option<PersonTiers>>>,
}

/// Tiers from the profile of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonTiers {
    /// Expertise tier: how close the person is to the work.
    pub expertise: ExpertiseId,
    /// Recognition tier: how widely known the person is.
    pub recognition: RecognitionId,
    /// Vintage: the period in which the person entered the field; `None` if the profile has none.
    pub vintage: Option<VintageId>,
}

impl PersonTiers {
    fn of(person: &PersonView<'_>) -> Option<Self> {
        let profile = person.profile.as_ref()?;
        let vintage = profile.vintage.as_ref().map(|placed| placed.tier);
        Some(Self { expertise: profile.expertise.tier, recognition: profile.recognition.tier, vintage })
    }
}

/// The ids of the people of one block, in order.
#[derive(Clone, Debug)]
pub struct BlockIds(Range<usize>);

impl Iterator for BlockIds {
    type Item = PersonId;

    fn next(&mut self) -> Option<PersonId> {
        self.0.next().map(PersonId::from_index)
    }
}

/// Slug, name and handle of a person, by which a search finds the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonNames<'a> {
    /// Slug of the person.
    pub slug: &'a str,
    /// Name of the person.
    pub name: &'a str,
    /// Handle of the person on X, without the `@`; `None` if the person has none.
    pub handle: Option<&'a str>,
}

/// Block of packed people, one after the other in one sequence of bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleBlock {
    /// Packed people; borrowed from the program for the embedded atlas.
    bytes: Cow<'static, [u8]>,
    /// End of each person in `bytes`, as an offset.
    ends: Vec<u32>,
}

impl PeopleBlock {
    /// Packs `person` and appends the bytes to the block.
    pub(crate) fn push<S: Serialize>(&mut self, person: &Person<S>) {
        // Every field of a person has a type that can be serialized, so this cannot fail.
        let _ = postcard::serialize_with_flavor(person, Append(self.bytes.to_mut()));
        // The offset fits into 32 bits: a block is smaller than its atlas file, which has far less than 4 GiB.
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    /// Returns the number of people in the block.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns the person at `index` of the block, with borrowed texts.
    pub(crate) fn view(&self, index: usize) -> PersonView<'_> {
        postcard::from_bytes(self.packed(index)).unwrap_or_default()
    }

    /// Returns the slug and the name of the person at `index` of the block, without unpacking the fields after them.
    pub(crate) fn slug_and_name(&self, index: usize) -> (&str, &str) {
        postcard::take_from_bytes(self.packed(index)).map(|(names, _)| names).unwrap_or_default()
    }

    fn packed(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.bytes.get(start as usize..self.ends[index] as usize).unwrap_or_default()
    }

    /// Returns the block as bytes: the packed people, the offset where each of them ends, and their number.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.bytes.len() + 4 * (self.ends.len() + 1));
        bytes.extend_from_slice(&self.bytes);
        let count = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.ends.iter().chain([&count]).for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
        bytes
    }

    /// Reads the bytes that [`PeopleBlock::to_bytes`] returns, without copying the people; returns `None` for other
    /// bytes.
    pub(crate) fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Option<Self> {
        let mut bytes = bytes.into();
        let numbers = |bytes: &[u8]| -> Vec<u32> {
            bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
        };
        let (rest, count) = bytes.split_last_chunk::<4>()?;
        let (_, ends) = rest.split_at_checked(rest.len().checked_sub(4 * u32::from_le_bytes(*count) as usize)?)?;
        let (length, ends) = (rest.len() - ends.len(), numbers(ends));
        let is_whole = ends.is_sorted() && ends.last().copied().unwrap_or(0) as usize == length;
        match &mut bytes {
            Cow::Borrowed(bytes) => *bytes = &bytes[..length],
            Cow::Owned(bytes) => bytes.truncate(length),
        }
        is_whole.then_some(Self { bytes, ends })
    }
}

/// Serializer output that appends the packed bytes to a vector.
struct Append<'a>(&'a mut Vec<u8>);

impl Flavor for Append<'_> {
    type Output = ();

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

impl People {
    /// Packs `people` in the given order, on all cores. If several people have the same slug, [`People::find`] finds
    /// any of them.
    pub fn new<S: Serialize + Sync>(people: &[Person<S>]) -> Self {
        Self::packed_by(people.len(), |at, block| block.push(&people[at]))
    }

    /// Packs `len` people: `pack` appends the person at an index to a block. Blocks are packed in parallel.
    pub(crate) fn packed_by(len: usize, pack: impl Fn(usize, &mut PeopleBlock) + Sync) -> Self {
        // Indexes of people have 32 bits, so people past `u32::MAX` are dropped.
        let len = len.min(u32::MAX as usize);
        let block = |nth: usize| {
            let mut block = PeopleBlock::default();
            (nth * BLOCK..len.min((nth + 1) * BLOCK)).for_each(|at| pack(at, &mut block));
            block.bytes.to_mut().shrink_to_fit();
            block
        };
        let blocks: Vec<PeopleBlock> = (0..len.div_ceil(BLOCK)).into_par_iter().map(block).collect();
        let mut people = Self::of(blocks, Vec::new());
        let slug = |row: u32| people.slug(PersonId::from_index(row as usize));
        let rows = (0u32..).take(len);
        let mut keyed: Vec<(u128, u32)> = rows.map(|row| (first_bytes(slug(row)), row)).collect();
        keyed.par_sort_unstable_by(|&(a_key, a), &(b_key, b)| {
            a_key.cmp(&b_key).then_with(|| slug(a).cmp(slug(b))).then(a.cmp(&b))
        });
        people.by_slug = keyed.into_iter().map(|(_, row)| row).collect();
        people
    }

    /// Creates the table of the people in `blocks`; `by_slug` is their indexes in slug order. Returns `None` if
    /// `by_slug` is not that order, if a block before the last is not full, or if the last block is empty. Takes
    /// `O(n)`, since the order is only checked.
    pub(crate) fn from_blocks(blocks: Vec<PeopleBlock>, by_slug: Vec<u32>) -> Option<Self> {
        let are_full = blocks.split_last().is_none_or(|(last, others)| {
            (1..=BLOCK).contains(&last.len()) && others.iter().all(|block| block.len() == BLOCK)
        });
        if !are_full {
            return None;
        }
        let people = Self::of(blocks, by_slug);
        let slug = |row: u32| ((row as usize) < people.len()).then(|| people.slug(PersonId::from_index(row as usize)));
        let is_ascending = |pair: &[u32]| matches!((slug(pair[0]), slug(pair[1])), (Some(a), Some(b)) if a < b);
        let is_known = people.by_slug.len() == people.len() && people.by_slug.iter().all(|&row| slug(row).is_some());
        let is_in_order = || match people.blocks.len() {
            0 | 1 => people.by_slug.windows(2).all(is_ascending),
            _ => people.by_slug.par_windows(2).all(is_ascending),
        };
        (is_known && is_in_order()).then_some(people)
    }

    fn of(blocks: Vec<PeopleBlock>, by_slug: Vec<u32>) -> Self {
        let len = blocks.iter().map(PeopleBlock::len).sum();
        let kept = (0..len).map(|_| OnceLock::new()).collect();
        Self { blocks: blocks.into(), by_slug, kept, tiers: OnceLock::new() }
    }

    /// Returns the number of people.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Returns whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Returns all ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = PersonId> + ExactSizeIterator + use<> {
        (0..self.len()).map(PersonId::from_index)
    }

    /// Finds the id of the person with `slug`, in `O(log n)`; `None` if there is none.
    pub fn find(&self, slug: &str) -> Option<PersonId> {
        let id = |row: u32| PersonId::from_index(row as usize);
        let found = self.by_slug.binary_search_by(|&row| self.slug(id(row)).cmp(slug));
        found.ok().map(|at| id(self.by_slug[at]))
    }

    /// Returns the ids of the people whose slug starts with `prefix`, in slug order.
    pub fn starting_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = PersonId> + 'a {
        let id = |&row: &u32| PersonId::from_index(row as usize);
        let from = self.by_slug.partition_point(|row| self.slug(id(row)) < prefix);
        self.by_slug[from..].iter().map(id).take_while(move |&id| self.slug(id).starts_with(prefix))
    }

    /// Returns the slug of a person, without unpacking other fields.
    pub fn slug(&self, id: PersonId) -> &str {
        postcard::take_from_bytes(self.packed(id)).map(|(slug, _)| slug).unwrap_or_default()
    }

    /// Returns the name of a person, without unpacking the fields after it.
    pub fn name(&self, id: PersonId) -> &str {
        postcard::take_from_bytes::<(&str, &str)>(self.packed(id)).map(|((_, name), _)| name).unwrap_or_default()
    }

    /// Returns the tagline of a person, a description in a few words, without unpacking the fields after it.
    pub fn tagline(&self, id: PersonId) -> &str {
        let first = postcard::take_from_bytes::<(&str, &str, &str)>(self.packed(id));
        first.map(|((.., tagline), _)| tagline).unwrap_or_default()
    }

    /// Returns the slug, name and handle of a person, without unpacking the fields after the handle.
    pub fn names(&self, id: PersonId) -> PersonNames<'_> {
        let first = postcard::take_from_bytes::<FirstFields<'_>>(self.packed(id));
        let FirstFields { slug, name, handle, .. } = first.map(|(fields, _)| fields).unwrap_or_default();
        PersonNames { slug, name, handle }
    }

    /// Returns the tiers of a person; `None` if the person has no profile. The first call takes `O(n)`, later calls
    /// `O(1)`.
    pub fn tiers(&self, id: PersonId) -> Option<PersonTiers> {
        self.tiers.get_or_init(|| self.map(|_, person| PersonTiers::of(&person)))[id.index()]
    }

    /// Returns a person whose texts are borrowed, without caching the result.
    pub fn view(&self, id: PersonId) -> PersonView<'_> {
        postcard::from_bytes(self.packed(id)).unwrap_or_default()
    }

    /// Returns a person with copied texts, without caching the result.
    pub fn unpack(&self, id: PersonId) -> Person {
        postcard::from_bytes(self.packed(id)).unwrap_or_default()
    }

    /// Returns all people in order, each with id and borrowed texts.
    pub fn views(&self) -> impl DoubleEndedIterator<Item = (PersonId, PersonView<'_>)> + ExactSizeIterator {
        self.ids().map(|id| (id, self.view(id)))
    }

    /// Returns the results of `work` on the ids of each block, in order. Several blocks are processed on all cores; for
    /// one block no thread is started, since that would take longer than the work.
    pub fn by_block<T: Send>(&self, work: impl Fn(BlockIds) -> T + Sync) -> Vec<T> {
        let block = |nth: usize| work(BlockIds(nth * BLOCK..self.len().min((nth + 1) * BLOCK)));
        match self.blocks.len() {
            0 => Vec::new(),
            1 => vec![block(0)],
            count => (0..count).into_par_iter().map(block).collect(),
        }
    }

    /// Returns the results of `work` on each person, in order; the blocks are processed in parallel as in
    /// [`People::by_block`].
    pub fn map<T: Send>(&self, work: impl Fn(PersonId, PersonView<'_>) -> T + Sync) -> Vec<T> {
        self.by_block(|ids| ids.map(|id| work(id, self.view(id))).collect::<Vec<T>>()).into_iter().flatten().collect()
    }

    /// Returns everyone in order, unpacked and cached: for small atlases and for output that shows all people.
    pub fn rows(&self) -> Vec<&Person> {
        self.ids().map(|id| &self[id]).collect()
    }

    /// Returns the indexes of people in the order of their slugs.
    pub(crate) fn slug_order(&self) -> &[u32] {
        &self.by_slug
    }

    /// Returns the blocks of packed people.
    pub(crate) fn blocks(&self) -> &[PeopleBlock] {
        &self.blocks
    }

    /// Returns the number of people whose unpacked form is cached.
    #[cfg(test)]
    pub(crate) fn kept(&self) -> usize {
        self.kept.iter().filter(|kept| kept.get().is_some()).count()
    }

    fn packed(&self, id: PersonId) -> &[u8] {
        let index = id.index();
        self.blocks[index / BLOCK].packed(index % BLOCK)
    }
}

/// First fields of a packed person, from the slug to the handle.
#[derive(Default, Deserialize)]
#[expect(dead_code, reason = "what is in front of the handle has to be unpacked too")]
struct FirstFields<'a> {
    slug: &'a str,
    name: &'a str,
    tagline: &'a str,
    summary: &'a str,
    #[serde(borrow)]
    categories: Vec<&'a str>,
    homepage: Option<&'a str>,
    wikipedia: Option<&'a str>,
    handle: Option<&'a str>,
}

impl Index<PersonId> for People {
    type Output = Person;

    /// Returns a person, who is unpacked on first use and cached from then on.
    fn index(&self, id: PersonId) -> &Person {
        self.kept[id.index()].get_or_init(|| Box::new(self.unpack(id)))
    }
}

impl Default for People {
    fn default() -> Self {
        Self::of(Vec::new(), Vec::new())
    }
}

impl Clone for People {
    /// Returns a copy that shares the packed blocks and has an empty cache of unpacked people.
    fn clone(&self) -> Self {
        let kept = (0..self.len()).map(|_| OnceLock::new()).collect();
        let (blocks, by_slug) = (Arc::clone(&self.blocks), self.by_slug.clone());
        Self { blocks, by_slug, kept, tiers: self.tiers.clone() }
    }
}

impl PartialEq for People {
    fn eq(&self, other: &Self) -> bool {
        // People with equal fields have equal bytes, so the packed blocks are compared.
        Arc::ptr_eq(&self.blocks, &other.blocks) || self.blocks == other.blocks
    }
}

impl fmt::Debug for People {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.views().map(|(_, person)| person)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Position, Stance, TagId};

    fn person(at: usize) -> Person {
        let position = Position {
            tag: TagId::from_index(at % 3),
            stance: Stance::Opposes,
            tentative: at.is_multiple_of(2),
            claim: format!("Claim {at}."),
            caveat: None,
            sources: Vec::new(),
        };
        Person {
            slug: format!("p{at}"),
            name: format!("Näme {at}"),
            handle: at.is_multiple_of(3).then(|| format!("h{at}")),
            positions: vec![position],
            ..Person::default()
        }
    }

    fn people(count: usize) -> (Vec<Person>, People) {
        let rows: Vec<Person> = (0..count).rev().map(person).collect();
        let people = People::new(&rows);
        (rows, people)
    }

    #[test]
    fn everyone_is_unpacked_as_packed() {
        let (rows, people) = people(BLOCK + 7);
        assert_eq!((people.len(), people.blocks().len()), (BLOCK + 7, 2));
        for (id, view) in people.views() {
            let row = &rows[id.index()];
            assert_eq!((view.slug, view.name, view.handle), (&*row.slug, &*row.name, row.handle.as_deref()));
            assert_eq!((&people.unpack(id), &people[id]), (row, row));
            let PersonNames { slug, name, handle } = people.names(id);
            assert_eq!((slug, name, handle), (&*row.slug, &*row.name, row.handle.as_deref()));
            assert_eq!((people.slug(id), people.name(id), people.tagline(id)), (slug, name, &*row.tagline));
        }
        assert_eq!(people.map(|id, _| id), people.ids().collect::<Vec<_>>());
        assert_eq!(people.by_block(Iterator::count), [BLOCK, 7]);
    }

    #[test]
    fn people_are_found_by_slug() {
        let (rows, people) = people(1_000);
        for (id, row) in people.ids().zip(&rows) {
            assert_eq!(people.find(&row.slug), Some(id));
        }
        assert_eq!(people.find("p"), None);
        let found: Vec<_> = people.starting_with("p99").map(|id| people.slug(id)).collect();
        assert_eq!(found, ["p99", "p990", "p991", "p992", "p993", "p994", "p995", "p996", "p997", "p998", "p999"]);
    }

    #[test]
    fn only_those_who_are_indexed_are_kept() {
        let (_, people) = people(50);
        people.views().for_each(drop);
        people.find("p7");
        let _ = people.unpack(PersonId::from_index(3));
        assert_eq!(people.kept(), 0);
        assert_eq!(people[PersonId::from_index(3)].slug, "p46");
        assert_eq!((people.kept(), people.clone().kept()), (1, 0));
    }

    #[test]
    fn damaged_blocks_are_refused() {
        let (_, people) = people(3);
        let bytes = people.blocks()[0].to_bytes();
        assert_eq!(PeopleBlock::from_bytes(bytes.clone()).as_ref(), Some(&people.blocks()[0]));
        for cut in 0..bytes.len() {
            assert_eq!(PeopleBlock::from_bytes(bytes[..cut].to_vec()), None, "cut to {cut} bytes");
        }
        let order = people.slug_order().to_vec();
        let blocks = || people.blocks().to_vec();
        assert!(People::from_blocks(blocks(), order.clone()) == Some(people.clone()));
        assert!(People::from_blocks(blocks(), order.iter().rev().copied().collect()).is_none());
        assert!(People::from_blocks(blocks(), vec![0, 1]).is_none());
        assert!(People::from_blocks([blocks(), blocks()].concat(), order).is_none(), "the first is not full");
    }
}
