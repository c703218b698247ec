//! Scans everyone once to fill all indexes of people together, because to unpack a person takes longer than anything
//! that is done with the result.

use crate::model::{Atlas, PersonId, PersonView, Position, TagId, first_bytes};
use crate::text;

use super::claim_figures::ClaimFigures;
use super::people_index::{Holding, sort_unstable_by};
use super::person_facts::{BlockFacts, PeopleFacts};
use super::trust::Trust;

/// Data derived from all people of an atlas.
pub(super) struct PeopleScan {
    /// Positions of all people, each with its tag, in the order of the atlas.
    pub(super) holdings: Vec<(TagId, Holding)>,
    /// Everyone in name order: by the name without case and accents, then in the order of the atlas.
    pub(super) by_name: Vec<PersonId>,
    /// Figures of every p(doom), in the order of the people in the atlas.
    pub(super) p_dooms: Vec<ClaimFigures>,
    /// Figures of every timeline, in the order of the people in the atlas.
    pub(super) timelines: Vec<ClaimFigures>,
    pub(super) facts: PeopleFacts,
    pub(super) trust: Trust,
}

/// Data derived from the people of one block, that is, of a part of the packed people.
struct BlockScan<'a> {
    holdings: Vec<(TagId, Holding)>,
    names: Vec<NameKey>,
    p_dooms: Vec<ClaimFigures>,
    timelines: Vec<ClaimFigures>,
    facts: BlockFacts<'a>,
    trust: Trust,
}

/// First bytes of a name without case and accents, and the person with this name.
type NameKey = (u128, PersonId);

impl PeopleScan {
    /// Unpacks everyone once, on all cores in parallel. `O(n log n)`.
    pub(super) fn new(atlas: &Atlas) -> Self {
        let people = &atlas.people;
        let blocks = people.by_block(|ids| {
            let mut block = BlockScan::of_nobody(atlas);
            ids.for_each(|id| block.add(id, &people.view(id)));
            block
        });
        let (mut holdings, mut names, mut facts) = (Vec::new(), Vec::with_capacity(people.len()), Vec::new());
        let (mut p_dooms, mut timelines) = (Vec::new(), Vec::new());
        let mut trust = Trust::of_nobody(atlas.tags.len());
        for block in blocks {
            holdings.extend(block.holdings);
            names.extend(block.names);
            p_dooms.extend(block.p_dooms);
            timelines.extend(block.timelines);
            facts.push(block.facts);
            trust.merge(block.trust);
        }
        let by_name = in_name_order(atlas, names);
        Self { holdings, by_name, p_dooms, timelines, facts: PeopleFacts::new(facts), trust }
    }
}

impl<'a> BlockScan<'a> {
    fn of_nobody(atlas: &Atlas) -> Self {
        let trust = Trust::of_nobody(atlas.tags.len());
        Self {
            holdings: Vec::new(),
            names: Vec::new(),
            p_dooms: Vec::new(),
            timelines: Vec::new(),
            facts: BlockFacts::default(),
            trust,
        }
    }

    fn add(&mut self, id: PersonId, person: &PersonView<'a>) {
        let positions = (0u32..).zip(&person.positions);
        self.holdings.extend(positions.map(|(position, &Position { tag, stance, tentative, .. })| {
            (tag, Holding { person: id, position, stance, tentative })
        }));
        self.names.push((first_bytes(&text::fold(person.name)), id));
        self.p_dooms.extend(ClaimFigures::p_dooms(id, person));
        self.timelines.extend(ClaimFigures::timelines(id, person));
        self.facts.add(person);
        self.trust.add(person);
    }
}

/// Returns the people sorted by their names without case and accents, then in the order of the atlas.
fn in_name_order(atlas: &Atlas, mut names: Vec<NameKey>) -> Vec<PersonId> {
    let folded = |id: PersonId| text::fold(atlas.people.name(id));
    sort_unstable_by(&mut names, |(a_key, a), (b_key, b)| {
        a_key.cmp(b_key).then_with(|| folded(*a).cmp(&folded(*b))).then(a.cmp(b))
    });
    names.into_iter().map(|(_, person)| person).collect()
}
