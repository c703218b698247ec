//! Supporters and opponents of a strategy or a tag, with stances and sources.

use crate::document::{Item, Tone, join_dots, plain};
use crate::model::{Atlas, PersonId, Position, SharedSort, Stance, TagId};
use crate::page::parts::inline::to;
use crate::page::parts::tiers::{self, prominence};

use super::BriefBuilder;
use super::citations::Citations;
use crate::document::Heading;

/// Maximum number of listed people in each group (for, mixed, against).
const MAX_PEOPLE: usize = 12;
/// Maximum number of cited sources per position.
const MAX_CITED: usize = 3;

impl BriefBuilder<'_> {
    /// Adds the people with positions on `tags`: supporters, mixed positions, and opponents.
    pub(super) fn people(&mut self, tags: &[TagId]) {
        let (graph, atlas) = (self.graph, &self.graph.atlas);
        let mut people: Vec<PersonId> = tags.iter().flat_map(|&tag| graph.holders(tag)).collect();
        people.sort_unstable();
        people.dedup();
        self.page.heading(self.heading("Who backs it and who opposes it").counting(people.len()));
        if people.is_empty() {
            self.page.notice("Nobody is on the record for it.");
        }
        people.shared_sort_by_key(|&person| prominence(graph, person));
        let position = |person: PersonId| {
            let positions = &atlas.people[person].positions;
            positions.iter().find(|position| tags.contains(&position.tag))
        };
        for (tone, title) in [(Tone::For, "For"), (Tone::Mixed, "Mixed or conditional"), (Tone::Against, "Against")] {
            let side: Vec<(PersonId, &Position)> = people
                .iter()
                .filter_map(|&person| Some((person, position(person)?)))
                .filter(|(_, position)| Tone::from(position.stance) == tone)
                .collect();
            let group = Heading { level: self.level + 1, ..Heading::section(title) };
            self.page.heading(group.counting(side.len()));
            let items: Vec<Item> = side
                .iter()
                .take(MAX_PEOPLE)
                .map(|&(person, position)| holder(atlas, (person, position), &mut self.citations))
                .collect();
            self.page.list_or("Nobody on the record.", items);
            self.page.more(side.len().saturating_sub(MAX_PEOPLE));
        }
    }
}

/// Returns a list item on a person with a position: sign and, unless it says all, name of the stance, badges,
/// organisation, the claim and its sources.
fn holder<'a>(atlas: &'a Atlas, (person, position): (PersonId, &'a Position), citations: &mut Citations<'a>) -> Item {
    let cited = citations.cite(position.best_sources().into_iter().take(MAX_CITED));
    let stance = tiers::stance(position.stance);
    let tentative = position.tentative.then(tiers::tentative);
    // The group and the sign say the same.
    let is_plain = matches!(position.stance, Stance::Endorses | Stance::Opposes);
    let badges = std::iter::once(stance).chain(tiers::badges(atlas, person)).chain(tentative);
    let text = join_dots([
        plain(to(atlas, person)),
        plain((!is_plain).then(|| position.stance.label())),
        plain(tiers::affiliation(atlas, person)),
        cited,
    ]);
    Item::new(text, &position.claim).badged(badges)
}

/// Returns a list item on a position of a person: stance, tag, the claim and its sources.
pub(super) fn position<'a>(atlas: &'a Atlas, position: &'a Position, citations: &mut Citations<'a>) -> Item {
    let cited = citations.cite(position.best_sources().into_iter().take(MAX_CITED));
    let tentative = position.tentative.then(tiers::tentative);
    let text = join_dots([plain(to(atlas, position.tag)), plain(position.stance.label()), cited]);
    Item::new(text, &position.claim).badged(std::iter::once(tiers::stance(position.stance)).chain(tentative))
}
