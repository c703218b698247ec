//! Questions about people: their positions, neighbours, facts and how well sources support them. The answers come from
//! the index of people, so nobody is unpacked for most of them.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::{Id, PersonId, StrategyId, TagId};

use super::Graph;
use super::claim_figures::ClaimFigures;
use super::people_index::Holding;
use super::trust::{Support, Trust};

/// Person who has positions on tags that another person has positions on too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The neighbour of the other person.
    pub person: PersonId,
    /// Number of tags on which both people have a position.
    pub shared: u32,
    /// Number of tags that both people share, divided by the number of tags that at least one of them has a position on
    /// (Jaccard index); from 0 to 1.
    pub jaccard: f64,
}

impl Graph {
    /// Returns the tags that lead to the strategy `id`, in the order of the atlas.
    pub fn tags_of(&self, id: StrategyId) -> &[TagId] {
        self.people.tags_of_strategy.of(id)
    }

    /// Returns the people with a position on a tag that leads to the strategy `id`, without repetition, in the order of
    /// the atlas.
    pub fn on_record(&self, id: StrategyId) -> &[PersonId] {
        self.people.people_of_strategy.of(id)
    }

    /// Returns every position on `tag`, whatever its stance, in the order of the people in the atlas.
    pub fn holdings(&self, tag: TagId) -> &[Holding] {
        self.people.holdings.of(tag)
    }

    /// Returns the people with a position on `tag`, without repetition, in the order of the atlas.
    pub fn holders(&self, tag: TagId) -> Vec<PersonId> {
        let mut people: Vec<_> = self.holdings(tag).iter().map(|holding| holding.person).collect();
        people.dedup();
        people
    }

    /// Returns the people with a stated endorsement of `tag`, without repetition, in the order of the atlas.
    pub fn stated_endorsers(&self, tag: TagId) -> &[PersonId] {
        self.people.endorsers.of(tag)
    }

    /// Returns the tags that `person` endorses in a stated position, without repetition, in the order of the atlas.
    pub fn stated_tags(&self, person: PersonId) -> &[TagId] {
        self.people.endorsed.of(person)
    }

    /// Returns the tags that `person` has a position on, without repetition, in the order of the person's positions.
    pub fn tags_of_person(&self, person: PersonId) -> Vec<TagId> {
        let mut tags = Vec::new();
        for position in self.atlas.people.view(person).positions {
            if !tags.contains(&position.tag) {
                tags.push(position.tag);
            }
        }
        tags
    }

    /// Returns everyone in name order; the order ignores case and accents but not apostrophes and spaces.
    pub fn people_by_name(&self) -> &[PersonId] {
        &self.people.by_name
    }

    /// Returns the index of a person among all people in name order.
    pub fn name_rank(&self, person: PersonId) -> u32 {
        self.people.name_rank[person.index()]
    }

    /// Finds the neighbours of `person` by the rule of the public catalogue: people who share at least two tags, or one
    /// if the person has fewer than three. Stances do not matter. They are sorted by shared tags and Jaccard index; of equals,
    /// the most prominent come first.
    pub fn neighbours(&self, person: PersonId) -> Vec<Neighbour> {
        let own = self.tags_of_person(person);
        let mut shared: HashMap<PersonId, u32> = HashMap::new();
        for &tag in &own {
            for other in self.holders(tag).into_iter().filter(|&other| other != person) {
                *shared.entry(other).or_default() += 1;
            }
        }
        let min_shared = if own.len() >= 3 { 2 } else { 1 };
        let mut found: Vec<Neighbour> = shared
            .into_iter()
            .filter(|&(_, shared)| shared >= min_shared)
            .map(|(other, shared)| {
                let union = own.len() + self.tags_of_person(other).len() - shared as usize;
                #[expect(clippy::cast_precision_loss, reason = "counts of tags are small")]
                let jaccard = f64::from(shared) / union as f64;
                Neighbour { person: other, shared, jaccard }
            })
            .collect();
        found.sort_by(|a, b| {
            let by_jaccard = b.shared.cmp(&a.shared).then(b.jaccard.total_cmp(&a.jaccard));
            by_jaccard.then_with(|| self.prominence(a.person).cmp(&self.prominence(b.person)))
        });
        found
    }

    /// Returns the date of a person's last update, in the spelling of the atlas; `None` if there is none.
    pub fn updated(&self, person: PersonId) -> Option<&str> {
        let at = (self.people.facts.update_rank(person) as usize).checked_sub(1)?;
        self.people.facts.dates.get(at).map(AsRef::as_ref)
    }

    /// Returns the midpoint of the first p(doom) listed for `person`, from 0 to 1, or `None` if there is none.
    pub fn p_doom(&self, person: PersonId) -> Option<f64> {
        self.people.facts.people[person.index()].p_doom
    }

    /// Returns the number of quoted passages that support the positions of a person.
    pub fn passages(&self, person: PersonId) -> usize {
        self.people.facts.people[person.index()].passages as usize
    }

    /// Returns the rank of a person among equals: the highest recognition first, then the most passages, then by name.
    pub fn prominence(&self, person: PersonId) -> impl Ord + use<> {
        let tier = self.atlas.people.tiers(person).map_or(usize::MAX, |tiers| tiers.recognition.index());
        (tier, Reverse(self.passages(person)), self.name_rank(person))
    }

    /// Returns whether a person has positions and all of them are tentative.
    pub fn is_tentative(&self, person: PersonId) -> bool {
        self.people.facts.people[person.index()].is_tentative
    }

    /// Returns the figures of every p(doom), in the order of the people in the atlas.
    pub fn p_dooms(&self) -> &[ClaimFigures] {
        &self.people.p_dooms
    }

    /// Returns the figures of every timeline, in the order of the people in the atlas.
    pub fn timelines(&self) -> &[ClaimFigures] {
        &self.people.timelines
    }

    /// Returns the number of people with a p(doom).
    pub fn count_with_p_doom(&self) -> usize {
        people(&self.people.p_dooms)
    }

    /// Returns the number of people with a timeline.
    pub fn count_with_timeline(&self) -> usize {
        people(&self.people.timelines)
    }

    /// Returns the counts of reasons to doubt the entries of the atlas.
    pub fn trust(&self) -> &Trust {
        &self.people.trust
    }

    /// Returns the counts of the positions on the tags that lead to the strategy `id`.
    pub fn support_of(&self, id: StrategyId) -> Support {
        let mut support = Support::default();
        self.tags_of(id).iter().for_each(|&tag| support += self.people.trust.on_tag(tag));
        support
    }
}

/// Returns the number of different people in `claims`, where the claims of one person are next to each other.
fn people(claims: &[ClaimFigures]) -> usize {
    claims.chunk_by(|a, b| a.person == b.person).count()
}
