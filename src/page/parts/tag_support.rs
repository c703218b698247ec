//! People with positions on a tag, by stance. Each person counts once in each group.

use std::cmp::Reverse;

use crate::document::{Bar, BarPart, Inline, Span, Tone, plain};
use crate::graph::{Graph, Holding};
use crate::model::{Id, PersonId, SharedSort, TagId};
use crate::page::parts::answer::{Extreme, clause, figure};
use crate::page::parts::figures::to_f64;
use crate::page::parts::inline::to;

/// Minimum number of opposers for a tag to be contested.
const MIN_OPPOSERS: usize = 2;
/// A tag is contested only if endorsers and opposers together are at most this many times the opposers, so that at
/// least a quarter oppose it.
const MAX_SIDES_PER_OPPOSER: usize = 4;
/// Minimum number of endorsers for a tag to be crowded.
pub(in crate::page) const MIN_CROWD: usize = 30;

/// People with positions on a tag; each list is in file order.
#[derive(Debug, Default)]
pub(in crate::page) struct TagSupport {
    /// People with a position on the tag.
    pub(in crate::page) holders: Vec<PersonId>,
    /// People with an endorsing position, tentative or not.
    pub(in crate::page) endorsers: Vec<PersonId>,
    /// People with an endorsing position that is stated.
    pub(in crate::page) stated: Vec<PersonId>,
    /// People with an opposing position, tentative or not.
    pub(in crate::page) opposers: Vec<PersonId>,
    /// People whose positions on the tag are all tentative.
    pub(in crate::page) unstated: Vec<PersonId>,
    /// Number of endorsers among `unstated`.
    pub(in crate::page) tentative: usize,
    /// Number of endorsers who endorse the tag only in part or under a condition.
    pub(in crate::page) mixed: usize,
}

impl TagSupport {
    /// Groups the people with positions on `tag` by stance.
    pub(in crate::page) fn new(graph: &Graph, tag: TagId) -> Self {
        let mut support = Self::default();
        for holdings in graph.holdings(tag).chunk_by(|a, b| a.person == b.person) {
            support.add(holdings);
        }
        support
    }

    fn add(&mut self, holdings: &[Holding]) {
        let Some(&Holding { person, .. }) = holdings.first() else { return };
        let unstated = holdings.iter().all(|holding| holding.tentative);
        self.holders.push(person);
        if unstated {
            self.unstated.push(person);
        }
        if holdings.iter().any(|holding| holding.stance.is_endorsing()) {
            self.endorsers.push(person);
            self.tentative += usize::from(unstated);
            let is_partial = |holding: &&Holding| Tone::from(holding.stance) == Tone::Mixed;
            let endorsing = holdings.iter().filter(|holding| holding.stance.is_endorsing());
            self.mixed += usize::from(endorsing.clone().all(|holding| is_partial(&holding)));
        }
        if holdings.iter().any(Holding::is_stated_support) {
            self.stated.push(person);
        }
        if holdings.iter().any(|holding| holding.stance.is_opposing()) {
            self.opposers.push(person);
        }
    }

    /// Returns whether the tag is contested: at least a quarter of its endorsers and opposers, and at least
    /// [`MIN_OPPOSERS`], oppose it.
    pub(in crate::page) fn is_contested(&self) -> bool {
        let (opposers, sides) = (self.opposers.len(), self.opposers.len() + self.endorsers.len());
        opposers >= MIN_OPPOSERS && MAX_SIDES_PER_OPPOSER * opposers >= sides
    }

    /// Returns the share of opposers among endorsers and opposers, in thousandths; 0 if there are neither.
    pub(in crate::page) fn opposed_share(&self) -> usize {
        self.opposers.len() * 1000 / (self.opposers.len() + self.endorsers.len()).max(1)
    }

    /// Returns whether the tag has at least [`MIN_CROWD`] endorsers.
    pub(in crate::page) fn is_crowded(&self) -> bool {
        self.endorsers.len() >= MIN_CROWD
    }
}

/// Describes which tag has the most endorsers, and how many they are.
pub(in crate::page) fn most_endorsed(graph: &Graph, tags: &[(TagId, TagSupport)]) -> Inline {
    let endorsers = tags.iter().map(|(tag, support)| (to(&graph.atlas, *tag), support.endorsers.len()));
    let Some(most) = Extreme::highest(endorsers).filter(|most| most.value > 0) else {
        return plain("nobody endorses a tag");
    };
    let template = format!("{{}} {} the most endorsers ({{}}{})", most.has(), most.each());
    clause(&template, [most.names("tags"), figure(most.value)])
}

/// Returns a bar with parts for the people for, partly for and against a tag; `shown` is the text after the bar.
pub(in crate::page) fn bar(graph: &Graph, tag: TagId, support: &TagSupport, shown: impl Into<String>) -> Bar {
    let counts = [
        (Tone::For, support.endorsers.len() - support.mixed),
        (Tone::Mixed, support.mixed),
        (Tone::Against, support.opposers.len()),
    ];
    let parts = counts.map(|(tone, count)| BarPart { tone, value: to_f64(count) });
    let value = parts.iter().map(|part| part.value).sum();
    Bar { parts: parts.into(), ..Bar::new(to(&graph.atlas, tag), value, shown) }
}

/// Returns the legend of the bars that count people for, in part for and against a tag.
pub(in crate::page) fn bar_legend() -> Inline {
    let kinds = [(Tone::For, " for   "), (Tone::Mixed, " in part   "), (Tone::Against, " against")];
    kinds.into_iter().flat_map(|(tone, word)| [Span::toned(tone.fill(), tone), Span::plain(word)]).collect()
}

/// Returns the other tags that at least two people in `stated` have stated to endorse, each with their number, most
/// endorsed first.
pub(in crate::page) fn also_endorsed(graph: &Graph, tag: TagId, stated: &[PersonId]) -> Vec<(TagId, usize)> {
    let mut counts = vec![0; graph.atlas.tags.len()];
    for &person in stated {
        for &other in graph.stated_tags(person).iter().filter(|&&other| other != tag) {
            counts[other.index()] += 1;
        }
    }
    let mut shared: Vec<(TagId, usize)> = graph.atlas.tags.ids().zip(counts).filter(|&(_, count)| count >= 2).collect();
    shared.shared_sort_by_key(|&(_, count)| Reverse(count));
    shared
}

/// Returns the first p(doom) of each of `people` who stated one.
pub(in crate::page) fn p_dooms(graph: &Graph, people: &[PersonId]) -> Vec<f64> {
    people.iter().filter_map(|&person| graph.p_doom(person)).collect()
}
